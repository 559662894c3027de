"""The vault, opened and locked: everything that can block, done off the screen's thread, one thing after the other.

Screens ask for something and get an answer, or ``Trouble`` with a sentence to show. Nothing here knows a meeting;
``keeper.py`` holds one besides.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from netmeet_tui.tui.policies import Policies
from netmeet_tui.tui.settled import Settled
from netmeet_tui.tui.trouble import Trouble

if TYPE_CHECKING:
    from netmeet_tui.ahead.coming import Coming
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.journal.keychain import Keychain
    from netmeet_tui.journal.vault import OpenMeeting, Vault
    from netmeet_tui.policy.pack import Pack

T = TypeVar("T")


class Door(enum.Enum):
    """How the vault stands."""

    OPENING = "opening"
    ABSENT = "absent"
    LOCKED = "locked"
    OPEN = "open"
    SHUT = "shut"
    """It cannot be opened now; ``VaultKeeper.trouble`` says why. Meetings can be held in memory only."""


@dataclass(frozen=True, slots=True)
class Resumable:
    """A meeting that was begun and not ended."""

    id: str
    began: datetime | None
    """None when its key cannot be read: then it can only be erased."""


def local_now() -> datetime:
    """The present moment in this computer's time zone."""
    return datetime.now().astimezone()


class VaultKeeper:
    """Holds the vault, the policy in force and the settings, and does what blocks on a thread of its own."""

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
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")

    @property
    def policy_notice(self) -> str:
        """What there is to say about the policy in force; mostly nothing."""
        return self._policies.notice

    async def do(self, call: Callable[[], T]) -> T:
        """Do something that may block; one thing at a time, in order. Raises Trouble.

        It knows its app there as it would here, also when the page that asks for it has been left by then. Whoever
        asks while the program closes, when everything has been let go of, is cancelled as that is.
        """
        if self._closed:
            raise asyncio.CancelledError
        here = copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._thread, here.run, self._spoken, call)

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
        """Close what is open, and drop the keys."""
        await self.do(self._lock)

    async def create(self, passphrase: str) -> None:
        """Make the vault. Raises Trouble."""
        await self.do(lambda: self._create(passphrase))

    async def new_code(self) -> str:
        """A recovery code to write down: twelve words. It opens nothing before ``set_recovery``."""
        return await self.do(_new_code)

    async def set_recovery(self, code: str) -> None:
        """Let a recovery code open the vault from now on. Raises Trouble."""
        await self.do(lambda: self._set_recovery(code))

    async def erase(self, meeting: str) -> None:
        """Erase a meeting that cannot be resumed. Raises Trouble."""
        await self.do(lambda: self._erase(meeting))

    async def in_vault(self, call: Callable[[Vault], T]) -> T:
        """Do something in the open vault, on the keeper's thread. Raises Trouble: also when no vault is open."""
        return await self.do(lambda: self._in_vault(call))

    def _beside(self, call: Callable[[], object]) -> None:
        """Do something that nobody waits for, unless everything has been let go of."""
        if not self._closed:
            self._thread.submit(call)

    def close(self) -> None:
        """Let go of everything: what was confirmed is on disk. Nothing is done after it."""
        self._closed = True
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    # -- on the keeper's thread --------------------------------------------------------------------------

    def _spoken(self, call: Callable[[], T]) -> T:
        from netmeet_tui.journal.errors import StoreError

        try:
            return call()
        except StoreError as error:
            raise Trouble(str(error)) from None

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
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        self.door, self.open_meetings, self.coming = Door.LOCKED, (), ()

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

    def _erase(self, meeting: str) -> None:
        assert self._vault is not None
        self._vault.erase(meeting)
        self._list()

    def _close(self) -> None:
        if self._vault is not None:
            self._vault.close()


def _new_code() -> str:
    from netmeet_tui.journal.recovery import new_code

    return new_code()


def _resumable(meeting: OpenMeeting) -> Resumable:
    return Resumable(meeting.id, datetime.fromisoformat(meeting.began) if meeting.began else None)
