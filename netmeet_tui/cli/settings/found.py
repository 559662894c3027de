"""What the commands about settings find on this computer, and how they say that it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from netmeet_tui.cli.policy.packs import Refused, pack_in

if TYPE_CHECKING:
    from netmeet_tui.doctor.ledger import Ledger
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.settings import Changes, Settings
    from netmeet_tui.settings_told import Item


class Found(NamedTuple):
    """The settings of this computer, the file that they were read from, and the policy that they are for."""

    path: Path
    settings: Settings
    seen: bytes | None
    pack: Pack

    def items(self) -> tuple[Item, ...]:
        """Every setting."""
        from netmeet_tui.settings_told import items

        return items(self.settings, self.settings.policy, self.pack)

    def decided(self) -> Ledger:
        """Who decided what."""
        from netmeet_tui.doctor.ledger import read

        return read(self.settings.decided, self.pack.settings, self.path, today())

    def answered(self) -> Ledger:
        """Who answered what."""
        from netmeet_tui.doctor.questions import read

        return read(self.settings.answered, self.path, today())

    def save(self, changes: Changes) -> None:
        """Write the changes. Raises Refused; then the file is as it was."""
        from netmeet_tui.settings import SettingsError, fit, write

        try:
            write(self.path, changes, self.seen, lambda settings: fit(self.path, self.pack, settings))
        except SettingsError as error:
            raise Refused(str(error)) from None


def found() -> Found:
    """What there is. Raises Refused."""
    from netmeet_tui import places
    from netmeet_tui.settings import SettingsError, look

    path = places.settings_file()
    try:
        settings, seen = look(path)
    except SettingsError as error:
        raise Refused(str(error)) from None
    return Found(path, settings, seen, pack_in(None))


def say_indented(lines: Iterable[tuple[int, str]]) -> None:
    """Print lines, each set in by so much also where it goes on."""
    from netmeet_tui.cli.policy.printed import say, width
    from netmeet_tui.policy.picture import wrapped

    wide = width()
    for indent, text in lines:
        margin = " " * indent
        say("\n".join((*(wrapped(text, wide, margin, margin) or [""]), "")))


def today() -> date:
    """The day."""
    return datetime.now().astimezone().date()


def signing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that put a name to something."""
    for option in (
        click.option("--review", default="", metavar="DAY", help="When it is looked at again, as 2027-03-01."),
        click.option("--advice", default="", metavar="TEXT", help="On whose advice: a person, or a letter."),
        click.option("--on", default="", metavar="DAY", help="When it was decided, as 2026-03-01."),
        click.option("--by", default="", metavar="NAME", help="Who decided: a name, and what they do for you."),
    ):
        command = option(command)
    return command


def signed(part: str, name: str, told: dict[str, str], value: str | None = None) -> Changes:
    """What puts a name to something. Raises WrongWord, which says what is missing."""
    from netmeet_tui.cli.policy.printed import WrongWord
    from netmeet_tui.doctor import signing

    try:
        return signing.signed(part, name, told, today(), value)
    except signing.Unsigned as error:
        raise WrongWord(f"--{error.field}: {error}") from None
