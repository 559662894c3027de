"""Which policy is in force, and which one a meeting was begun under. Called on the keeper's thread only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.catalogue import spoken

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.plan import Plan


class Policies:
    """The policies of this computer: the one that comes with the program, and those that were adopted."""

    def __init__(self, adoptions: Path | None, retell: Callable[[str], str] | None = None) -> None:
        """``adoptions``: where adopted ones are; without it, there is only the one that comes with the program.

        ``retell``: what is made of its words, whichever it is, before anybody reads them.
        """
        self._adoptions = adoptions
        self._retell = retell
        self.in_force: Pack | None = None
        """None until it has been read."""
        self.notice = ""
        """What there is to say about it: another one than was adopted last, or an older one."""
        self._own: Path | None = None
        """The folder of the adopted policy in force; None where it is the one that comes with the program."""

    def read(self) -> Pack:
        """Read the policy in force."""
        if self._adoptions is None:
            from netmeet_tui.policy.load import shipped

            self.in_force = shipped(spoken())
        else:
            from netmeet_tui.adoption import live

            found = live(self._adoptions, spoken())
            self.in_force, self.notice = found.pack, found.notice
            adopted = found.adopted
            self._own = None if adopted is None or adopted.shipped else self._adoptions / adopted.hash
        if self._retell is not None:
            self.in_force = self._retold(self._retell)
        return self.in_force

    def _retold(self, retell: Callable[[str], str]) -> Pack:
        from netmeet_tui.policy.load import load, shipped

        if self._own is not None:
            return load(self._own, translate=retell)
        translate = spoken()
        return shipped(retell if translate is None else lambda words: retell(translate(words)))

    def plans(self) -> tuple[Plan, ...]:
        """The plans that come with the policy in force; none where they cannot be read."""
        from netmeet_tui.policy.planfile import PlanError, read_all, shipped_plans

        assert self.in_force is not None
        try:
            if self._own is None:
                return shipped_plans(self.in_force)
            return read_all(self._own / "plans", self.in_force)
        except (PlanError, OSError):
            return ()

    def named(self, noted: str) -> Pack | None:
        """The pack that a meeting noted when it began, where it is still to be had."""
        from netmeet_tui.meeting.state import name_of

        if self.in_force is not None and noted == name_of(self.in_force):
            return self.in_force
        if self._adoptions is None:
            return None
        from netmeet_tui.adoption import begun_under

        return begun_under(self._adoptions, noted, spoken())

    def of(self, record: bytes) -> Pack:
        """The pack that a meeting was begun under, by its first record: it goes on under that one, whatever was
        adopted meanwhile.

        Where that one is not to be had any more, the one in force; then the meeting itself says so.
        """
        import msgspec

        from netmeet_tui.meeting.events import Opened, decode

        assert self.in_force is not None
        try:
            opened = decode(record)
        except (msgspec.DecodeError, ValueError):
            return self.in_force
        return (self.named(opened.pack) if isinstance(opened, Opened) else None) or self.in_force
