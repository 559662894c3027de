"""The keeper: what screens ask whenever something can block, from opening the vault to ending a meeting.

It holds the meeting that is going on, in the vault that ``vault_keeper.py`` opens or in memory only.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from netmeet_tui.tui.trouble import Trouble, Unreadable
from netmeet_tui.tui.vault_keeper import VaultKeeper

if TYPE_CHECKING:
    from netmeet_tui.ahead.coming import Coming
    from netmeet_tui.meeting.journal import Journal
    from netmeet_tui.meeting.session import Session
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack

T = TypeVar("T")


class Keeper(VaultKeeper):
    """Holds a meeting besides the vault: begins it, resumes it, ends it, and keeps what is to be kept of it."""

    practice: ClassVar[bool] = False
    """Whether this is practice: nothing that a meeting's screens could write to a file is written then."""

    failing: bool = False
    """Whether the last thing that was to be saved could not be."""
    in_memory: bool = False
    unkept: bool = False
    """Whether the meeting that is held has ended, and what is to be kept of it could not be."""
    not_erased: str = ""
    """One that has ended, and whose saved part a failing disk still holds: to be erased another time."""
    _session: Session | None = None
    _meeting: str = ""
    """The meeting that is being held, or was when the room was locked, as the vault knows it."""
    _left_behind: str = ""
    """A meeting in the vault that goes on in memory only: it is erased when that ends."""

    @property
    def pack(self) -> Pack | None:
        """The policy of the meeting that is being held, or else the one in force; None until it has been read."""
        return self._policies.in_force if self._session is None else self._session.pack

    @property
    def nation(self) -> str:
        """The nation of the meeting that is being held, or else the one of the settings; "unset" where none is."""
        settings = self.settled.chosen if self._session is None else self._session.state.settings
        return settings.get("nation", "unset")

    @property
    def session(self) -> Session:
        """The meeting that is being held. Only asked for where there is one."""
        assert self._session is not None
        return self._session

    @property
    def holding(self) -> bool:
        """Whether a meeting is being held."""
        return self._session is not None

    @property
    def lockable(self) -> bool:
        """Whether there is something to lock: a vault is open, and nothing would be lost by closing it."""
        return self._vault is not None and not (self.holding and self.in_memory)

    @property
    def keeps(self) -> bool:
        """Whether anything of the meeting that is being held can be kept: not of one that was begun in memory."""
        return self._vault is not None and (not self.in_memory or bool(self._left_behind))

    def tidy(self) -> None:
        """Let the journal do its housekeeping, after what was done has been shown."""
        session = self._session
        if session is not None:
            self._beside(session.settle)

    def prepare(self, *, for_good: bool) -> None:
        """Import what the next screens need, while nobody waits for it.

        ``for_good``: what there is by then stays until the process ends, and is looked through no more for what
        can be thrown away. Otherwise Python would stop for that some day, just when somebody has pressed 9.
        """
        self._beside(_import_screens)
        if for_good:
            self._beside(_keep_for_good)

    async def resume_locked(self) -> bool:
        """Go on with the meeting that was held when the room was locked; False when none was. Raises Trouble."""
        return await self.do(self._resume_locked)

    async def carry_on(self) -> bool:
        """Go on with the meeting in memory only, because it cannot be saved.

        False when what is sealed could not be read any more and has to be asked for again. Raises Trouble.
        """
        return await self.do(self._carry_on)

    async def begin(self, *, in_memory: bool = False, coming: Coming | None = None) -> None:
        """Begin a meeting: in the vault when it is open and wanted, in memory only otherwise. Raises Trouble.

        ``coming`` gives it what was arranged, and is to come no more.
        """
        await self.do(lambda: self._begin(in_memory, coming))

    async def resume(self, meeting: str) -> None:
        """Go on with a meeting that was begun. Raises Trouble."""
        await self.do(lambda: self._resume(meeting))

    async def end(self, *, keeping: bool = True) -> None:
        """End the meeting that is being held: keep what the organisation keeps of it, then erase it (D-2).

        Raises Trouble; when ``unkept`` says so it is because of the keeping, and nothing has been erased.
        """
        await self.do(lambda: self._end(keeping))

    async def rest(self) -> None:
        """Close the meeting without ending it; it can be resumed unless it lived in memory only."""
        await self.do(self._rest)

    # -- on the keeper's thread --------------------------------------------------------------------------

    def _spoken(self, call: Callable[[], T]) -> T:
        from netmeet_tui.meeting.journal import JournalError

        before = self._session and self._session.state
        try:
            answer = super()._spoken(lambda: self._minded(call))
        except JournalError as error:
            raise Trouble(str(error)) from None
        if (self._session and self._session.state) is not before:
            self.failing = False
        return answer

    def _minded(self, call: Callable[[], T]) -> T:
        """Do it; where it could not be saved, remember that."""
        from netmeet_tui.journal.errors import MeetingDamaged, Unwritten

        try:
            return call()
        except (Unwritten, MeetingDamaged) as error:
            if isinstance(error, Unwritten) or self.holding:
                self.failing = not (self.holding and self.in_memory)
            raise

    def _lock(self) -> None:
        if self._session is None:
            self._meeting = ""
        else:
            self._session.close()
            self._session = None
        super()._lock()

    def _resume_locked(self) -> bool:
        from netmeet_tui.tui import vault_text as text

        meeting, self._meeting = self._meeting, ""
        if not meeting:
            return False
        if meeting not in {there.id for there in self.open_meetings}:
            raise Trouble(text.LOCKED_ENDED)
        self._resume(meeting)
        return True

    def _carry_on(self) -> bool:
        from netmeet_tui.meeting.journal import MemoryJournal

        whole = self.session.carry_on(MemoryJournal())
        self.in_memory, self.failing, self._left_behind = True, False, self._meeting
        return whole

    def _begin(self, in_memory: bool, coming: Coming | None = None) -> None:
        from uuid import uuid4

        from netmeet_tui.meeting.journal import MemoryJournal
        from netmeet_tui.meeting.session import Session

        pack, now = self._policies.in_force, self.clock()
        assert pack is not None
        journal: Journal
        if self._vault is None or in_memory:
            journal, self.in_memory = MemoryJournal(), True
        else:
            self._meeting = uuid4().hex
            journal = self._vault.begin(self._meeting, now.isoformat(timespec="seconds"))
            self.in_memory = False
        settings, facilitators = self.settled.chosen, 2
        if coming is not None:
            from netmeet_tui.tui import ahead

            settings, facilitators = ahead.wanted(coming, pack, settings), coming.facilitators
        try:
            session = Session.begin(pack, journal, self.clock, settings, facilitators)
            if coming is not None:
                session.arrange(coming.mode, coming.place)
        except BaseException:
            journal.erase()
            raise
        self._session = session
        if coming is not None:
            from netmeet_tui.tui import ahead

            self._in_vault(lambda vault: ahead.begun(self, vault, coming))

    def _resume(self, meeting: str) -> None:
        from netmeet_tui.journal.errors import MeetingDamaged, StoreError
        from netmeet_tui.meeting.journal import JournalError
        from netmeet_tui.meeting.session import Session
        from netmeet_tui.tui import home_text as text

        assert self._vault is not None
        try:
            journal = self._vault.resume(meeting)
        except MeetingDamaged as error:
            raise Unreadable(str(error)) from None
        records = journal.records()
        if not records:
            journal.erase()
            self._list()
            raise Trouble(text.NEVER_BEGUN)
        try:
            session = Session.resume(self._policies.of(records[0]), journal, self.clock, records)
        except JournalError as error:
            journal.close()
            raise Unreadable(str(error)) from None
        self._session, self.in_memory, self._meeting = session, False, meeting
        if session.state.ended:
            try:
                self._end()
            except (StoreError, JournalError):
                return  # the end goes on from its own screen
            raise Trouble(text.ENDED_BEFORE)

    def _end(self, keeping: bool = True) -> None:
        from netmeet_tui.journal.errors import StoreError

        self.session.end(self._keep if keeping and self.keeps else None)
        self.unkept = False
        self._session, self.not_erased = None, ""
        if self._vault is None:
            return
        # It has ended. A disk that still fails must not keep it up: what was saved is erased another time.
        try:
            if self._left_behind:
                self._vault.erase(self._left_behind)
            self._list()
        except StoreError:
            self.not_erased = self._left_behind
        self._left_behind = ""

    def _keep(self, trails: Mapping[int, Trail]) -> None:
        from netmeet_tui.tui.records import keep, review_on

        assert self._vault is not None
        self.unkept = True
        keep(self._vault, self._left_behind or self._meeting, trails, self.clock().date(), review_on(self))
        self.unkept = False

    def _rest(self) -> None:
        self.session.close()
        self._session = None
        if self._vault is not None:
            self._list()

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
        super()._close()


def _keep_for_good() -> None:
    gc.collect()
    gc.freeze()


def _import_screens() -> None:
    import netmeet_tui.tui.screens.emergency
    import netmeet_tui.tui.screens.flag
    import netmeet_tui.tui.screens.hidden
    import netmeet_tui.tui.screens.meeting
    import netmeet_tui.tui.screens.passphrase
    import netmeet_tui.tui.screens.step  # noqa: F401
