"""The keeper of a practice: policy, settings and directory as in a live meeting, and no vault at all.

Everything that is played is kept in memory. The vault of this computer is neither looked for nor opened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.vault_keeper import Door, local_now

if TYPE_CHECKING:
    from netmeet_tui.practice.play import PracticeJournal
    from netmeet_tui.practice.story import Story

NOWHERE = Path("/nowhere/practice")
"""Where there is no vault: nothing ever looks there."""


class PracticeKeeper(Keeper):
    """Holds the policy and the story's meeting; its clock is the story's while one is played."""

    practice = True

    def __init__(
        self, settings_file: Path, clock: Callable[[], datetime] = local_now, *, adoptions: Path | None = None
    ) -> None:
        from netmeet_tui.directory.masked import policy_without_numbers

        super().__init__(NOWHERE, settings_file, clock, adoptions=adoptions, retell=policy_without_numbers)
        self._real_clock = clock
        self._journal: PracticeJournal | None = None
        self._passed = timedelta()
        self._stood: datetime | None = None
        """Since when the story stands still; None while it goes on."""

    @property
    def records(self) -> tuple[bytes, ...]:
        """What was done in the story's meeting so far; nothing where none is played."""
        return tuple(self._journal.records()) if self._journal is not None else ()

    async def play(self, story: Story) -> None:
        """Begin a story's meeting. Raises Trouble."""
        await self.do(lambda: self._play(story))

    async def go_back(self, records: int) -> None:
        """The meeting, and its clock, as they were before what came after so many records. Raises Trouble."""
        await self.do(lambda: self._go_back(records))

    def pass_time(self, minutes: int) -> None:
        """Let the story's clock go on by so much."""
        self._passed += timedelta(minutes=minutes)

    def stand_still(self) -> None:
        """Let the story's clock wait."""
        if self._stood is None:
            self._stood = self._real_clock()

    def go_on(self) -> None:
        """Let the story's clock go on from where it waited."""
        if self._stood is not None:
            self._passed -= self._real_clock() - self._stood
            self._stood = None

    def leave_story(self) -> None:
        """Let go of the story and of everything that was done in it."""
        self._session, self._journal, self.in_memory = None, None, False
        self.clock = self._real_clock

    # -- on the keeper's thread --------------------------------------------------------------------------

    def _open(self) -> None:
        from netmeet_tui.directory.masked import masked
        from netmeet_tui.tui.directory import read_now

        self._policies.read()
        self.settled.look_first()
        self.trouble = self.settled.trouble
        self.settled.mask()
        read_now(self)
        assert self.directory is not None
        self.directory = masked(self.directory)
        self.door = Door.SHUT

    def _play(self, story: Story) -> None:
        from netmeet_tui.practice.play import begun

        pack = self._policies.in_force
        assert pack is not None
        began, self._passed, self._stood = self._real_clock(), timedelta(), None
        self.clock = lambda: story.begins + ((self._stood or self._real_clock()) - began) + self._passed
        self._session, self._journal = begun(story, pack, self.clock)
        self.in_memory = True

    def _go_back(self, records: int) -> None:
        from netmeet_tui.meeting import events as e
        from netmeet_tui.meeting.session import Session
        from netmeet_tui.meeting.state import at_lane

        assert self._journal is not None
        pack, gone = self.session.pack, e.decode(self.records[records])
        self._journal = self._journal.until(records)
        self._session = Session.resume(pack, self._journal, lambda: self.clock())
        self._passed += gone.at - self.clock()
        if isinstance(gone, e.Chose | e.Happened):  # it may have been done from another view
            self._session.turn(at_lane(gone.lane))

    def _end(self, keeping: bool = True) -> None:
        del keeping  # nothing of a practice is kept
        self.session.end()
        self._session = None
