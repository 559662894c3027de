"""The keeper: everything that can block, done off the screen's thread, one thing after the other.

Screens ask it to open the vault, begin or resume a meeting, or do something in the session; they get an answer or
``Trouble`` with a sentence to show. It also holds what is open: the vault, the pack, the session.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from netmeet_tui.tui.policies import Policies
from netmeet_tui.tui.settled import Settled

if TYPE_CHECKING:
    from netmeet_tui.ahead.coming import Coming
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.journal.keychain import Keychain
    from netmeet_tui.journal.vault import OpenMeeting, Vault
    from netmeet_tui.meeting.journal import Journal
    from netmeet_tui.meeting.session import Session
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack

T = TypeVar("T")


class Trouble(Exception):
    """Something could not be done, and nothing was changed. The message is one sentence for the facilitator."""


class Unreadable(Trouble):
    """A meeting cannot be resumed just now. It can be tried again, or erased."""


class Door(enum.Enum):
    """How the vault stands."""

    OPENING = "opening"
    ABSENT = "absent"
    LOCKED = "locked"
    OPEN = "open"
    SHUT = "shut"
    """It cannot be opened now; ``Keeper.trouble`` says why. Meetings can be held in memory only."""


@dataclass(frozen=True, slots=True)
class Resumable:
    """A meeting that was begun and not ended."""

    id: str
    began: datetime | None
    """None when its key cannot be read: then it can only be erased."""


def local_now() -> datetime:
    """The present moment in this computer's time zone."""
    return datetime.now().astimezone()


class Keeper:
    """Holds the vault, the pack and the session, and does what blocks on a thread of its own."""

    practice: ClassVar[bool] = False
    """Whether this is practice: nothing that a meeting's screens could write to a file is written then."""

    def __init__(
        self,
        folder: Path,
        settings_file: Path,
        clock: Callable[[], datetime] = local_now,
        *,
        adoptions: Path | None = None,
        retell: Callable[[str], str] | None = None,
    ) -> None:
        """``retell``: what is made of the policy's words before anybody reads them."""
        self.clock = clock
        self.door = Door.OPENING
        self.trouble = ""
        self.failing = False
        """Whether the last thing that was to be saved could not be."""
        self.in_memory = False
        self.unkept = False
        """Whether the meeting that is held has ended, and what is to be kept of it could not be."""
        self.due = 0
        """How many records of earlier meetings are to be looked at again."""
        self.records_trouble = ""
        """What there is to say when they are not as they were kept."""
        self.records_altered = ""
        """What was found when they were read: it is said as long as the vault is open."""
        self.open_meetings: tuple[Resumable, ...] = ()
        self.coming: tuple[Coming, ...] = ()
        """The meetings that are to come, as they were last listed."""
        self.directory: Directory | None = None
        """Whom to ring; None until it has been read."""
        self.directory_trouble = ""
        """Why the organisation's own entries are not in it, if they are not."""
        self._folder = folder
        self._policies = Policies(adoptions, retell)
        self.settled = Settled(settings_file, self._policies)
        self._kept_waiting = False
        """Whether the keyring did not answer when it was last asked to open: what is typed does not wait for it."""
        self._vault: Vault | None = None
        self._session: Session | None = None
        self._meeting = ""
        """The meeting that is being held, or was when the room was locked, as the vault knows it."""
        self._left_behind = ""
        """A meeting in the vault that goes on in memory only: it is erased when that ends."""
        self.not_erased = ""
        """One that has ended, and whose saved part a failing disk still holds: to be erased another time."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")

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
    def policy_notice(self) -> str:
        """What there is to say about the policy in force; mostly nothing."""
        return self._policies.notice

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

    async def do(self, call: Callable[[], T]) -> T:
        """Do something that may block; one thing at a time, in order. Raises Trouble.

        It knows its app there as it would here, also when the page that asks for it has been left by then.
        """
        here = copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._thread, here.run, self._spoken, call)

    def tidy(self) -> None:
        """Let the journal do its housekeeping, after what was done has been shown."""
        session = self._session
        if session is not None:
            self._thread.submit(session.settle)

    def prepare(self) -> None:
        """Import what the next screens need, while nobody waits for it."""
        self._thread.submit(_import_screens)

    async def open(self) -> None:
        """Read the settings and the pack, look for the vault, and open it when the keyring can."""
        await self.do(self._open)

    async def unlock(self, typed: str) -> bool:
        """Open the vault with its passphrase or its recovery code; whether it was the code. Raises Trouble."""
        return await self.do(lambda: self._unlock(typed))

    async def unlock_by_keyring(self) -> bool:
        """Open the vault with what the keyring keeps; False when it does not open it. Raises Trouble."""
        return await self.do(self._unlock_by_keyring)

    async def lock(self) -> None:
        """Close the meeting and the vault, and drop the keys. ``resume_locked`` goes on, once it is unlocked."""
        await self.do(self._lock)

    async def resume_locked(self) -> bool:
        """Go on with the meeting that was held when the room was locked; False when none was. Raises Trouble."""
        return await self.do(self._resume_locked)

    async def carry_on(self) -> bool:
        """Go on with the meeting in memory only, because it cannot be saved.

        False when what is sealed could not be read any more and has to be asked for again. Raises Trouble.
        """
        return await self.do(self._carry_on)

    async def create(self, passphrase: str) -> None:
        """Make the vault. Raises Trouble."""
        await self.do(lambda: self._create(passphrase))

    async def new_code(self) -> str:
        """A recovery code to write down: twelve words. It opens nothing before ``set_recovery``."""
        return await self.do(_new_code)

    async def set_recovery(self, code: str) -> None:
        """Let a recovery code open the vault from now on. Raises Trouble."""
        await self.do(lambda: self._set_recovery(code))

    async def begin(self, *, in_memory: bool = False, coming: Coming | None = None) -> None:
        """Begin a meeting: in the vault when it is open and wanted, in memory only otherwise. Raises Trouble.

        ``coming`` gives it what was arranged, and is to come no more.
        """
        await self.do(lambda: self._begin(in_memory, coming))

    async def resume(self, meeting: str) -> None:
        """Go on with a meeting that was begun. Raises Trouble."""
        await self.do(lambda: self._resume(meeting))

    async def erase(self, meeting: str) -> None:
        """Erase a meeting that cannot be resumed. Raises Trouble."""
        await self.do(lambda: self._erase(meeting))

    async def end(self, *, keeping: bool = True) -> None:
        """End the meeting that is being held: keep what the organisation keeps of it, then erase it (D-2).

        Raises Trouble; when ``unkept`` says so it is because of the keeping, and nothing has been erased.
        """
        await self.do(lambda: self._end(keeping))

    @property
    def keeps(self) -> bool:
        """Whether anything of the meeting that is being held can be kept: not of one that was begun in memory."""
        return self._vault is not None and (not self.in_memory or bool(self._left_behind))

    async def in_vault(self, call: Callable[[Vault], T]) -> T:
        """Do something in the open vault, on the keeper's thread. Raises Trouble: also when no vault is open."""
        return await self.do(lambda: self._in_vault(call))

    async def rest(self) -> None:
        """Close the meeting without ending it; it can be resumed unless it lived in memory only."""
        await self.do(self._rest)

    def close(self) -> None:
        """Let go of everything: what was confirmed is on disk."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    # -- on the keeper's thread --------------------------------------------------------------------------

    def _spoken(self, call: Callable[[], T]) -> T:
        from netmeet_tui.journal.errors import MeetingDamaged, StoreError, Unwritten
        from netmeet_tui.meeting.journal import JournalError

        before = self._session and self._session.state
        try:
            answer = call()
        except (StoreError, JournalError) as error:
            if isinstance(error, Unwritten) or (self.holding and isinstance(error, MeetingDamaged)):
                self.failing = not (self.holding and self.in_memory)
            raise Trouble(str(error)) from None
        if (self._session and self._session.state) is not before:
            self.failing = False
        return answer

    def _open(self) -> None:
        from netmeet_tui.journal.glance import VaultState, look

        self._policies.read()
        self.settled.look_first()
        self.trouble = self.settled.trouble or self.trouble
        seen = look(self._folder)
        if seen.state is VaultState.DAMAGED:
            self._shut(seen.sentence)
        elif seen.state is VaultState.ABSENT:
            self.door = Door.ABSENT
        else:
            self._open_by_keyring()

    def _open_by_keyring(self) -> None:
        from netmeet_tui.journal.errors import StoreError, VaultBusy

        try:
            if not self._unlock_by_keyring():
                self.door = Door.LOCKED
        except VaultBusy as error:  # it can be unlocked once the other program has let go of it
            self.door, self.trouble = Door.LOCKED, str(error)
        except StoreError as error:
            self._shut(str(error))

    def _unlock_by_keyring(self) -> bool:
        from netmeet_tui.journal.vault import Vault

        keychain = self._keychain()
        vault = Vault.unlock_with_keyring(self._folder, keychain) if keychain else None
        self._kept_waiting = keychain is not None and keychain.silent
        if vault is not None:
            self._opened(vault)
        return vault is not None

    def _lock(self) -> None:
        if self._session is None:
            self._meeting = ""
        else:
            self._session.close()
            self._session = None
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        self.door, self.open_meetings, self.coming = Door.LOCKED, (), ()

    def _resume_locked(self) -> bool:
        from netmeet_tui.tui import text

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

    def _keychain(self) -> Keychain | None:
        if not self.settled.keyring:
            return None
        from netmeet_tui.journal.keychain import Keychain

        return Keychain.find()

    def _shut(self, sentence: str) -> None:
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        self.door, self.trouble = Door.SHUT, sentence

    def _unlock(self, typed: str) -> bool:
        from netmeet_tui.journal.errors import StoreError, VaultBusy, WrongPassphrase
        from netmeet_tui.journal.vault import Vault

        try:
            vault = Vault.unlock(self._folder, typed, None if self._kept_waiting else self._keychain())
        except (WrongPassphrase, VaultBusy):  # the next try may succeed
            raise
        except StoreError as error:
            self._shut(str(error))
            raise
        self._opened(vault)
        return vault.opened_by == "recovery"

    def _set_recovery(self, code: str) -> None:
        assert self._vault is not None
        self._vault.set_recovery(code)

    def _create(self, passphrase: str) -> None:
        from netmeet_tui.journal.errors import StoreError
        from netmeet_tui.journal.glance import VaultState, look
        from netmeet_tui.journal.vault import Vault

        created = self.clock().isoformat(timespec="seconds")
        try:
            vault = Vault.create(self._folder, passphrase, self._keychain(), created=created)
        except StoreError:
            if look(self._folder).state is VaultState.LOCKED:  # the disk failed after it was made
                self.door = Door.LOCKED
            raise
        self._opened(vault)

    def _opened(self, vault: Vault) -> None:
        self._vault, self.door, self.records_altered = vault, Door.OPEN, ""
        self._list()

    def _list(self) -> None:
        from netmeet_tui.journal.errors import StoreError
        from netmeet_tui.tui import ahead

        assert self._vault is not None
        self.open_meetings = tuple(_resumable(meeting) for meeting in self._vault.open_meetings())
        with contextlib.suppress(StoreError):  # what is to come keeps nobody from what is open
            ahead.refresh(self, self._vault)
        self.count_records(self._vault)

    def count_records(self, vault: Vault) -> None:
        """Count the records that are due. On this thread only; ``records.py`` does all else with them."""
        from netmeet_tui.tui.records import at_a_glance

        self.due, trouble = at_a_glance(vault, self.clock().date())
        self.records_trouble = trouble or self.records_altered

    def policy_named(self, noted: str) -> Pack | None:
        """The policy that a meeting noted when it began, where it is still to be had. On this thread only."""
        return self._policies.named(noted)

    def _in_vault(self, call: Callable[[Vault], T]) -> T:
        from netmeet_tui.tui import text

        if self._vault is None:
            raise Trouble(text.NO_VAULT)
        return call(self._vault)

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
        from netmeet_tui.tui import text

        assert self._vault is not None
        try:
            journal = self._vault.resume(meeting)
        except MeetingDamaged as error:
            raise Unreadable(str(error)) from None
        if not journal.records():
            journal.erase()
            self._list()
            raise Trouble(text.NEVER_BEGUN)
        try:
            session = Session.resume(self._policies.of(journal), journal, self.clock)
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

    def _erase(self, meeting: str) -> None:
        assert self._vault is not None
        self._vault.erase(meeting)
        self._list()

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
        if self._vault is not None:
            self._vault.close()


def _new_code() -> str:
    from netmeet_tui.journal.recovery import new_code

    return new_code()


def _import_screens() -> None:
    import netmeet_tui.tui.screens.emergency
    import netmeet_tui.tui.screens.flag
    import netmeet_tui.tui.screens.hidden
    import netmeet_tui.tui.screens.meeting
    import netmeet_tui.tui.screens.passphrase
    import netmeet_tui.tui.screens.step  # noqa: F401


def _resumable(meeting: OpenMeeting) -> Resumable:
    return Resumable(meeting.id, datetime.fromisoformat(meeting.began) if meeting.began else None)
