"""``netmeet vault recovery``: twelve words for the drawer, shown once, where nothing of them stays."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from types import FrameType

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

_ENTER = "\x1b[?1049h\x1b[2J\x1b[H"
_LEAVE = "\x1b[2J\x1b[H\x1b[?1049l"
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")


@click.command(cls=Command, examples=["netmeet vault recovery", "netmeet vault recovery --check"])
@click.option("--check", is_flag=True, help="Ask for the code that is written down, and say whether it opens.")
@click.pass_context
def recovery(context: click.Context, check: bool) -> None:
    """Make a new recovery code, which opens the vault when the passphrase is forgotten; an old code opens no more.

    The twelve words are shown once, on a screen of their own that leaves nothing behind. Exit status: 0 it opens
    the vault, 1 the one on paper does not, 2 none was made, or it cannot be told.
    """
    if not check:
        _make()
    elif not _checked():
        context.exit(1)


def _checked() -> bool:
    """Whether what is typed is the code. Nothing is opened, so this may be asked while netmeet is open."""
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import hidden, there
    from netmeet_tui.journal import slots
    from netmeet_tui.journal.errors import StoreError
    from netmeet_tui.journal.recovery import read

    try:
        file = slots.load(there())
    except StoreError as error:
        raise Refused(str(error)) from None
    if file.recovery_slot() is None:
        tell("There is no recovery code: `netmeet vault recovery` makes one.\n")
        return False
    typed = hidden("The twelve words")
    if read(typed) is None:
        tell("These are not the twelve words of a recovery code: please check each of them.\n")
        return False
    opens = slots.opens_by_code(file, typed) is not None
    tell("This code opens the vault.\n" if opens else "This is a recovery code, but not the one of this vault.\n")
    return opens


def _make() -> None:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import opened_vault
    from netmeet_tui.journal.errors import StoreError
    from netmeet_tui.journal.recovery import new_code
    from netmeet_tui.start import unfit_terminal

    if trouble := unfit_terminal():
        raise Refused(f"{trouble} A recovery code is shown nowhere else.")
    with closing(opened_vault()) as vault:
        code, had_one = new_code(), "recovery" in vault.ways
        _show(code)
        if not click.confirm("Are all twelve words on paper, with their numbers?"):
            raise Refused("Then nothing was changed, and those words open nothing.")
        try:
            vault.set_recovery(code)
        except StoreError as error:
            raise Refused(str(error)) from None
    tell("From now on these words open the vault, wherever the passphrase is asked for.\n")
    if had_one:
        tell("The code from before opens it no more; backups made with it still open with it.\n")
    tell("`netmeet vault recovery --check` tells whether they were copied well.\n")


def _show(code: str) -> None:
    """The words on the terminal's other screen, which is kept in no scrollback, until Enter is pressed."""
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import hidden

    with _other_screen():
        print("Your recovery code\n", *_columns(code.split()), "", sep="\n")
        tell(
            "Please write these twelve words on paper, with their numbers. They open what this computer keeps, so "
            "keep the paper where you would keep a key, and away from this computer. They are shown only now.\n\n"
        )
        hidden("Press Enter when they are written down")


def _columns(words: list[str]) -> Iterator[str]:
    """Three columns of four, numbered downwards."""
    rows = len(words) // 3
    for row in range(rows):
        yield "".join(f"  {place + 1:>2} {words[place]:<10}" for place in range(row, len(words), rows)).rstrip()


@contextmanager
def _other_screen() -> Iterator[None]:
    """The terminal's alternate screen. However this ends, it is cleared and left."""

    def leave(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    handled = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in handled}
    if hasattr(signal, "SIGTSTP"):  # stopped, the program could not clear the words away
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32  # an older console takes such sequences only when it is told to
        console.SetConsoleMode(console.GetStdHandle(-11), 7)
    try:
        print(_ENTER, end="", flush=True)
        yield
    finally:
        with suppress(OSError):
            print(_LEAVE, end="", flush=True)
        for number, handler in before.items():
            signal.signal(number, handler)
