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
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

from netmeet_tui.tui.policies import Policies

if TYPE_CHECKING:
    from netmeet_tui.ahead.calendar import Found
    from netmeet_tui.ahead.coming import Coming
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.journal.keychain import Keychain
    from netmeet_tui.journal.vault import OpenMeeting, Vault
    from netmeet_tui.meeting.journal import Journal
    from netmeet_tui.meeting.session import Session
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.difference import Difference, Differences
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.plan import Plan
    from netmeet_tui.settings import Changes, Organisation, Settings

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

    def __init__(
        self,
        folder: Path,
        settings_file: Path,
        clock: Callable[[], datetime] = local_now,
        *,
        adoptions: Path | None = None,
    ) -> None:
        self.clock = clock
        self.door = Door.OPENING
        self.trouble = ""
        self.theme = "dark"
        self.lock_after = 0
        """After how many minutes without a key the room locks; 0 for never."""
        self.failing = False
        """Whether the last thing that was to be saved could not be."""
        self.in_memory = False
        self.unkept = False
        """Whether the meeting that is held has ended, and what is to be kept of it could not be."""
        self.review_after_months = 12
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
        self._settings_file = settings_file
        self._settings: Settings | None = None
        """What the settings said when they could last be used; None where they never could."""
        self._settings_seen: bytes | None = None
        """The file of the settings as it was then."""
        self.settings_trouble = ""
        """Why the settings cannot be used, in a sentence."""
        self._policies = Policies(adoptions)
        self._policy: dict[str, str] = {}
        self._comparing = Lock()
        self._differences: Differences | None = None
        self._plans: tuple[Plan, ...] = ()
        self._keyring = True
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
        settings = self._policy if self._session is None else self._session.state.settings
        return settings.get("nation", "unset")

    @property
    def policy_notice(self) -> str:
        """What there is to say about the policy in force; mostly nothing."""
        return self._policies.notice

    @property
    def organisation(self) -> Organisation:
        """What the organisation says about itself in the settings; nothing where they cannot be used."""
        from netmeet_tui.settings import Organisation

        return Organisation() if self._settings is None else self._settings.organisation

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
    def keyring(self) -> bool:
        """Whether the system's keyring may open the vault."""
        return self._keyring

    async def do(self, call: Callable[[], T]) -> T:
        """Do something that may block; one thing at a time, in order. Raises Trouble."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._spoken, call)

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

    @property
    def review_on(self) -> date:
        """When what is kept today is to be looked at again."""
        from netmeet_tui.tui.records import months_after

        return months_after(self.clock().date(), self.review_after_months)

    async def in_vault(self, call: Callable[[Vault], T]) -> T:
        """Do something in the open vault, on the keeper's thread. Raises Trouble: also when no vault is open."""
        return await self.do(lambda: self._in_vault(call))

    @property
    def settings(self) -> Settings | None:
        """What the settings said when they could last be used; None where they never could."""
        return self._settings

    @property
    def chosen(self) -> Mapping[str, str]:
        """The settings of the policy that the next meeting begins under, as far as they are not as shipped."""
        return self._policy

    async def look_at_settings(self) -> None:
        """Read the settings again: they hold from now on. ``settings_trouble`` says why they cannot be used."""
        await self.do(self._look_at_settings)

    async def change_settings(self, changes: Changes) -> None:
        """Change settings in their file; they hold from now on. Raises Trouble, and then nothing is changed."""
        await self.do(lambda: self._change_settings(changes))

    async def list_coming(self) -> tuple[Coming, ...]:
        """The meetings that are to come; those that are over for a day are removed. Raises Trouble."""
        return await self.in_vault(self._list_coming)

    async def keep_coming(self, coming: Coming) -> None:
        """Keep a meeting that is to come, or change it. Raises Trouble."""
        await self.in_vault(lambda vault: self._keep_coming(vault, coming))

    async def drop_coming(self, name: str) -> None:
        """Remove a meeting that is to come. Raises Trouble."""
        await self.in_vault(lambda vault: self._drop_coming(vault, name))

    async def read_calendar(self, typed: str) -> Found:
        """What the calendar file at this path brings; nothing is changed. Raises Trouble."""
        return await self.do(lambda: self._read_calendar(typed))

    async def take_over(self, found: Found) -> None:
        """Keep what a calendar file brought: all of it or nothing. Raises Trouble."""
        await self.in_vault(lambda vault: self._take_over(vault, found))

    async def read_directory(self) -> Directory:
        """Whom to ring: what comes with netmeet, and the organisation's own. Raises nothing (I-15)."""
        return await self.do(self._read_directory)

    async def keep_service(self, values: Mapping[str, Any]) -> None:
        """Add or change a service of the organisation's own. Raises Trouble, EntryError; then all is as before."""
        await self.do(lambda: self._change_directory(partial(_put_service, values)))

    async def remove_service(self, service: str) -> None:
        """Take out a service of the organisation's own. Raises Trouble, and then nothing is changed."""
        await self.do(lambda: self._change_directory(partial(_remove_service, service)))

    @property
    def settings_file(self) -> Path:
        """Where the settings are."""
        return self._settings_file

    async def difference(self, setting: str, value: str) -> Difference:
        """What it changes when a setting of the policy takes a value (N-09).

        It takes seconds, and nothing waits for it: it has a thread of its own.
        """
        return await _aside(lambda: self._difference(setting, value))

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
        from netmeet_tui.settings import Settings, SettingsError, careful

        pack = self._policies.read()
        try:
            self._read_settings(pack)
        except SettingsError as error:
            self.trouble = self.settings_trouble = str(error)
            self._wear(Settings(policy=careful(pack.settings)))
        seen = look(self._folder)
        if seen.state is VaultState.DAMAGED:
            self._shut(seen.sentence)
        elif seen.state is VaultState.ABSENT:
            self.door = Door.ABSENT
        else:
            self._open_by_keyring()

    def _read_settings(self, pack: Pack) -> None:
        """Read the settings, and let them hold from now on. Raises SettingsError; then those before hold."""
        from netmeet_tui.settings import fit, look

        settings, seen = look(self._settings_file)
        fit(self._settings_file, pack, settings)
        self._settings, self._settings_seen, self.settings_trouble = settings, seen, ""
        self._wear(settings)

    def _wear(self, settings: Settings) -> None:
        self.theme, self._policy, self._keyring = settings.theme, dict(settings.policy), settings.keyring
        self.lock_after, self.review_after_months = settings.lock_after_minutes, settings.review_after_months

    def _look_at_settings(self) -> None:
        from netmeet_tui.settings import SettingsError

        assert self._policies.in_force is not None
        try:
            self._read_settings(self._policies.in_force)
        except SettingsError as error:
            self.settings_trouble = str(error)

    def _change_settings(self, changes: Changes) -> None:
        from netmeet_tui.settings import SettingsChanged, SettingsError, fit, write

        pack = self._policies.in_force
        assert pack is not None
        try:
            if self.settings_trouble:
                raise SettingsError(self.settings_trouble)
            write(self._settings_file, changes, self._settings_seen, partial(fit, self._settings_file, pack))
        except SettingsChanged as error:
            self._look_at_settings()
            raise Trouble(str(error)) from None
        except SettingsError as error:
            raise Trouble(str(error)) from None
        self._look_at_settings()

    def _difference(self, setting: str, value: str) -> Difference:
        from netmeet_tui.policy.difference import Differences

        pack = self._policies.in_force
        assert pack is not None
        with self._comparing:
            if self._differences is None:
                self._differences, self._plans = Differences(pack), self._policies.plans()
            before = {setting: pack.settings[setting].values[0], **self._policy}
            return self._differences.between(before, {**before, setting: value}, self._plans)

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
        if not self._keyring:
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

        assert self._vault is not None
        self.open_meetings = tuple(_resumable(meeting) for meeting in self._vault.open_meetings())
        with contextlib.suppress(StoreError):  # what is to come keeps nobody from what is open
            self._list_coming(self._vault)
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

    def _list_coming(self, vault: Vault) -> tuple[Coming, ...]:
        from netmeet_tui.tui import ahead

        self.coming = ahead.listed(vault, self.clock())
        return self.coming

    def _keep_coming(self, vault: Vault, coming: Coming) -> None:
        from netmeet_tui.tui import ahead, text

        try:
            ahead.keep(vault, coming)
        except ahead.TooMany:
            raise Trouble(text.AHEAD_TOO_MANY.format(most=ahead.MOST)) from None
        self._list_coming(vault)

    def _drop_coming(self, vault: Vault, name: str) -> None:
        vault.change_coming({}, [name])
        self._list_coming(vault)

    def _read_calendar(self, typed: str) -> Found:
        from netmeet_tui.ahead.calendar import CalendarError, read

        try:
            return read(typed, self.clock())
        except CalendarError as error:
            raise Trouble(str(error)) from None

    def _take_over(self, vault: Vault, found: Found) -> None:
        from netmeet_tui.tui import ahead, text

        try:
            ahead.take_over(vault, found, self.clock())
        except ahead.TooMany:
            raise Trouble(text.AHEAD_TOO_MANY.format(most=ahead.MOST)) from None
        self._list_coming(vault)

    def _change_directory(self, deed: Callable[[Path], Directory]) -> None:
        from netmeet_tui.directory.book import FILE, DirectoryError

        try:
            self.directory, self.directory_trouble = deed(self._settings_file.with_name(FILE)), ""
        except DirectoryError as error:
            raise Trouble(str(error)) from None

    def _read_directory(self) -> Directory:
        from netmeet_tui.directory.book import FILE, DirectoryError, read, spared

        if self.directory is None:
            own = self._settings_file.with_name(FILE)
            try:
                self.directory, self.directory_trouble = read(own), ""
            except DirectoryError as error:
                self.directory, self.directory_trouble = spared(), str(error)
        return self.directory

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
        settings, facilitators = self._policy, 2
        if coming is not None:
            facilitators = coming.facilitators
            if coming.nation != "unset" and coming.nation in _nations(pack):
                settings = {**settings, "nation": coming.nation}
        try:
            session = Session.begin(pack, journal, self.clock, settings, facilitators)
            if coming is not None:
                session.arrange(coming.mode, coming.place)
        except BaseException:
            journal.erase()
            raise
        self._session = session
        if coming is not None:
            self._begun(coming)

    def _begun(self, coming: Coming) -> None:
        """It is to come no more. The meeting has begun: that the list could not be changed must not end it."""
        from netmeet_tui.journal.errors import StoreError

        with contextlib.suppress(StoreError):
            self._in_vault(lambda vault: self._drop_coming(vault, coming.id))

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
        from netmeet_tui.tui.records import keep

        assert self._vault is not None
        self.unkept = True
        keep(self._vault, self._left_behind or self._meeting, trails, self.clock().date(), self.review_on)
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


def _nations(pack: Pack) -> tuple[str, ...]:
    """The nations that a policy knows; none when it does not ask."""
    return tuple(pack.settings["nation"].values) if "nation" in pack.settings else ()


async def _aside(call: Callable[[], T]) -> T:
    """Do something that takes its time on a thread of its own, for which not even the end of the program waits."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(answer: T | None, fault: BaseException | None) -> None:
        if done.cancelled():
            return
        if fault is None:
            done.set_result(cast("T", answer))
        else:
            done.set_exception(fault)

    def work() -> None:
        answer: T | None = None
        fault: BaseException | None = None
        try:
            answer = call()
        except BaseException as error:
            fault = error
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(tell, answer, fault)

    Thread(target=work, daemon=True, name="aside").start()
    return await done


def _put_service(values: Mapping[str, Any], path: Path) -> Directory:
    from netmeet_tui.directory.book import read
    from netmeet_tui.directory.change import new_id, put

    return put(path, {"id": new_id(str(values.get("label", "")), read(path)), **values})


def _remove_service(service: str, path: Path) -> Directory:
    from netmeet_tui.directory.change import remove

    return remove(path, service)


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
