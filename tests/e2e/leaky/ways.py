"""The ways in which a program full of the word can end, from a step on which the word is to be seen."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from netmeet_tui.journal.errors import VaultBusy
from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import home_text, meeting_text, text, vault_text
from netmeet_tui.tui.keys import MEMORY
from tests.e2e.facilitator import Facilitator, flat, numbered, vault_of
from tests.e2e.leaky.marked import PASSPHRASE, WORD, first_start

Do = Callable[[Facilitator], None]


@dataclass(frozen=True)
class Way:
    """What is done, and how the program should end.

    ``code``: what the one last line names, nothing where there is none. ``cut``: it ends between one moment and the
    next, so that nobody can put the terminal in order. ``shown``: whether the word may stand on the screen then.
    ``ended``: the meeting is over. ``usual``: it is tried in every run.
    """

    name: str
    do: Do
    status: int = 0
    code: str = ""
    fault: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    shown: bool = False
    ended: bool = False
    usual: bool = False
    again: bool = False

    def __str__(self) -> str:
        return self.name


def sent(number: int) -> Do:
    """A signal comes."""
    return lambda someone: someone.terminal.signal(number)


def then(*acts: Do) -> Do:
    """One thing after the other."""

    def do(someone: Facilitator) -> None:
        for act in acts:
            act(someone)

    return do


def pressed(*keys: str) -> Do:
    """Keys are pressed."""
    return lambda someone: someone.terminal.press(*keys)


KILLED = sent(signal.SIGKILL)
FAILED = pressed("s")


def left(someone: Facilitator) -> None:
    """Somebody leaves with Ctrl+Q, and says so when asked."""
    someone.terminal.press("ctrl+q")
    someone.pick(text.LEAVE_CHOICES[0])


def closed(someone: Facilitator) -> None:
    """Somebody closes it with its own key, at the meeting."""
    someone.meeting()
    someone.terminal.press("q")
    someone.pick(text.LEAVE_CHOICES[0])


def ended(someone: Facilitator) -> None:
    """The meeting ends, with a reason for what is open, and then the program."""
    someone.end(f"{WORD} at the end")
    assert WORD not in someone.terminal.text()
    someone.terminal.press("q")


def window_closed(someone: Facilitator) -> None:
    """The window is closed while the program runs in it."""
    someone.terminal.hang_up()


def stopped(someone: Facilitator) -> None:
    """Ctrl+Z of another program, ``kill -STOP``'s kind sister: nothing stands on the screen that is left."""
    someone.terminal.signal(signal.SIGTSTP)
    os.waitid(os.P_PID, someone.terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
    someone.terminal.wait_for(lambda _: not someone.terminal.in_alt)
    assert someone.terminal.text().strip() == ""


def continued(someone: Facilitator) -> None:
    """It goes on, and is locked: the word comes back when somebody has unlocked it, and not before."""
    assert_released(someone)
    written = len(someone.terminal.raw)
    someone.terminal.signal(signal.SIGCONT)
    someone.wait(vault_text.LOCK_TITLE)
    assert WORD.encode() not in someone.terminal.raw[written:]
    unlocked(someone)


def drawn(someone: Facilitator) -> int:
    """Wait until all is drawn; how many bytes that took."""
    someone.terminal.wait_settled()
    return len(someone.terminal.raw)


def locked(someone: Facilitator) -> None:
    """Somebody locks: from then on the word is not written to the terminal any more."""
    written = drawn(someone)
    someone.terminal.press("ctrl+l")
    someone.wait(vault_text.LOCK_TITLE)
    assert_released(someone)
    assert WORD not in someone.terminal.wait_settled()
    assert WORD.encode() not in someone.terminal.raw[written:]


def assert_released(someone: Facilitator) -> None:
    """The vault is nobody's any more: another program may open it. It is closed after the lock is shown."""
    for _ in range(50):  # each waits a moment by itself
        try:
            Vault.unlock(vault_of(someone.home), PASSPHRASE).close()
        except VaultBusy:
            continue
        return
    raise AssertionError("The vault is still held.")


def unlocked(someone: Facilitator) -> None:
    """The way in from the lock."""
    if vault_text.LOCK_UNLOCK in numbered(someone.terminal.text()).values():
        someone.pick(vault_text.LOCK_UNLOCK)
    else:
        someone.terminal.press("enter")
    someone.in_a_field()
    someone.terminal.type(PASSPHRASE)
    someone.terminal.press("enter")
    someone.see()
    someone.wait(WORD)


def hidden(someone: Facilitator) -> None:
    """Somebody hides everything."""
    written = drawn(someone)
    someone.terminal.press("h")
    someone.terminal.wait_for(lambda screen: bool(screen.strip()) and not re.search("[a-z]", screen))
    assert WORD.encode() not in someone.terminal.raw[written:]


def locked_while_hidden(someone: Facilitator) -> None:
    """Beneath the clock it locks; the clock stays."""
    hidden(someone)
    written = len(someone.terminal.raw)
    someone.terminal.press("ctrl+l")
    assert_released(someone)
    someone.terminal.press("h")
    someone.wait(vault_text.LOCK_TITLE)
    assert WORD.encode() not in someone.terminal.raw[written:]


def in_memory(someone: Facilitator) -> None:
    """Nothing can be written any more, so the meeting goes on in memory, and more is said."""
    someone.terminal.press("s")
    someone.wait("Nothing is written.")
    someone.terminal.press("m")
    someone.wait(f"{MEMORY.cap} {MEMORY.label}")
    someone.terminal.press("f2")
    someone.wait(text.CARRY_TITLE)
    someone.pick(text.CARRY_CHOICES[0])
    someone.terminal.wait_gone(text.CARRY_CHOICES[0])
    someone.terminal.wait_for(lambda now: MEMORY.label not in flat(now))  # until then a key does nothing
    someone.see()
    someone.meeting()
    assert meeting_text.IN_MEMORY in someone.terminal.text()
    someone.seat(f"{WORD} unkept")
    someone.wait(WORD)


def copied_and_cut(someone: Facilitator) -> None:
    """What a field holds is copied and put in again, all of it cut, and typed anew."""
    (name,) = someone.step.fields
    held = someone.state.concern(someone.number).written[name]
    someone.terminal.press("enter")
    someone.in_a_field()
    someone.terminal.press("home", "shift+end", "ctrl+c", "end", "ctrl+v")
    someone.wait(held + held)  # so it was copied
    someone.terminal.press("home", "shift+end", "ctrl+x")
    someone.terminal.wait_gone(held)
    someone.terminal.type(held)
    someone.wait(held)
    someone.terminal.press("enter")
    someone.out_of_fields()


def half_written(someone: Facilitator) -> None:
    """Something was typed into a field, which has not been left yet."""
    someone.terminal.press("enter")
    someone.in_a_field()
    someone.terminal.press("end")
    someone.terminal.type(f" {WORD} more")
    someone.wait(f"{WORD} more")


def card_up(someone: Facilitator) -> None:
    """The 999 card is up."""
    someone.open_999()


def loud(someone: Facilitator) -> None:
    """Libraries write what they were given; nothing of it reaches the screen."""
    someone.terminal.press("s")
    someone.wait("It was loud.")
    assert b"LOUD" not in someone.terminal.raw


def handed_out(someone: Facilitator) -> None:
    """All of Textual's ways to hand something out are asked for."""
    someone.terminal.press("s")
    someone.wait("It was handed out.")


def noticed(someone: Facilitator) -> None:
    """Ctrl+C is pressed, Ctrl+P, and what takes pictures elsewhere: nothing comes of it."""
    someone.terminal.press("ctrl+p", "ctrl+s", "ctrl+z", "ctrl+c")
    someone.wait("To leave, press")


def in_place(kind: str) -> str:
    """A fault's code: what it was, and where."""
    return rf"{kind} at \w+\.py:\d+"


def fault(name: str, kind: str = "KeyError", do: Do = FAILED, *, usual: bool = False, again: bool = False) -> Way:
    """Something fails in the program."""
    return Way(f"fault: {name}", do, 1, in_place(kind) if kind else name, name, usual=usual, again=again)


def signalled(number: signal.Signals, *before: Do, name: str = "", usual: bool = False) -> Way:
    """A signal that is answered."""
    return Way(name or number.name, then(*before, sent(number)), 128 + number, usual=usual)


def cut_off(
    name: str,
    *before: Do,
    number: int = signal.SIGKILL,
    shown: bool = False,
    usual: bool = False,
    again: bool = False,
) -> Way:
    """A signal that nobody can answer."""
    do = then(*before, sent(number))
    return Way(name, do, -number, cut=True, shown=shown, usual=usual, again=again)


SWITCHES = {
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_LOG": "keys.log",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
    "TEXTUAL_DRIVER": "tests.e2e.no_such_module:Driver",
    "TEXTUAL_PRESS": "s",
    "TEXTUAL_SHOW_RETURN": "1",
    "TEXTUAL_ALLOW_SIGNALS": "1",
}


def making(someone: Facilitator) -> None:
    """The passphrase has been typed twice, and the vault is being made."""
    someone.wait_ready()
    someone.pick(home_text.HOME_START)
    someone.terminal.wait_for(vault_text.CREATE_TITLE)
    someone.type_passphrases(PASSPHRASE, PASSPHRASE)
    someone.wait(vault_text.CREATE_BUSY)


def code_shown(someone: Facilitator) -> None:
    """The vault has been made, and the recovery code is on the screen."""
    first_start(someone)


WAYS: Final = (
    Way("left with Ctrl+Q", left, usual=True),
    Way("closed with q", closed),
    Way("the meeting ended", ended, ended=True, usual=True),
    signalled(signal.SIGTERM, usual=True),
    signalled(signal.SIGHUP),
    signalled(signal.SIGQUIT),
    signalled(signal.SIGINT),
    signalled(signal.SIGABRT),
    signalled(signal.SIGUSR1),
    signalled(signal.SIGUSR2),
    signalled(signal.SIGTERM, sent(signal.SIGTERM), name="SIGTERM twice"),
    cut_off("SIGSEGV", number=signal.SIGSEGV, shown=True),
    cut_off("SIGSEGV twice", sent(signal.SIGSEGV), number=signal.SIGSEGV, shown=True),
    cut_off("SIGKILL", shown=True, usual=True, again=True),
    Way("a fault in a C library", FAILED, -signal.SIGSEGV, fault="segv-inside", cut=True, shown=True),
    Way("a C library aborts", FAILED, -signal.SIGABRT, fault="abort-inside", cut=True, shown=True),
    Way("stopped, continued, left", then(stopped, continued, left), usual=True),
    Way("stopped and killed", then(stopped, KILLED), -signal.SIGKILL),
    Way("the window closed", window_closed, 128 + signal.SIGHUP, cut=True, usual=True),
    fault("action", usual=True, again=True),
    fault("chained"),
    fault("group"),
    fault("speaking", "SpeakingError"),
    fault("memory-error", "MemoryError"),
    fault("recursion", "RecursionError"),
    fault("mount"),
    fault("render", "ValueError"),
    fault("markup", "MarkupError"),
    fault("worker"),
    fault("thread-worker"),
    fault("thread", usual=True),
    fault("timer"),
    fault("later"),
    fault("task"),
    fault("keeper"),
    fault("panic", ""),
    fault("unmount", do=left),
    fault("app-unmount", do=left),
    fault("locking", do=pressed("ctrl+l")),
    Way("Ctrl+C inside a handler", FAILED, 130, fault="interrupt"),
    Way("a handler ends the program", FAILED, 1, fault="system-exit"),
    Way("left with a message", FAILED, fault="exit-message"),
    Way("libraries write", then(loud, left), fault="loud"),
    Way("handed out", then(handed_out, left), fault="handed-out"),
    Way("Textual's switches", left, env=SWITCHES),
    Way("keys of other programs", then(noticed, left)),
    Way("copied and cut", then(copied_and_cut, left), usual=True),
    cut_off("half written, killed", half_written, shown=True),
    cut_off("hidden, killed", hidden),
    signalled(signal.SIGTERM, hidden, name="hidden, SIGTERM"),
    cut_off("locked, killed", locked, usual=True),
    signalled(signal.SIGTERM, locked, name="locked, SIGTERM"),
    cut_off("hidden, locked, killed", locked_while_hidden),
    signalled(signal.SIGTERM, card_up, name="999, SIGTERM"),
    cut_off("999, killed", card_up),
    Way("in memory, killed", then(in_memory, KILLED), -signal.SIGKILL, fault="unwritten", cut=True, shown=True),
    Way("in memory, left", then(in_memory, left), fault="unwritten"),
    Way("in memory, ended", then(in_memory, ended), fault="unwritten", ended=True, usual=True),
)

FIRST_WAYS: Final = (
    cut_off("killed while the vault is made", making, usual=True),
    signalled(signal.SIGTERM, making, name="SIGTERM while the vault is made"),
    fault("making", do=making),
    cut_off("killed while the code is shown", code_shown),
    signalled(signal.SIGTERM, code_shown, name="SIGTERM while the code is shown"),
    signalled(signal.SIGHUP, code_shown, sent(signal.SIGHUP), name="SIGHUP twice while the code is shown"),
)
"""The same before there is a meeting, in an empty home."""
