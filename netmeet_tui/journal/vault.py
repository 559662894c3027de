"""The vault: one folder, one data key, the register of open meetings (D-2).

Nothing heavy is imported until a vault is made or opened, so ``look`` may be called before the first screen.
One thread at a time; a second program is told that the first is open.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from netmeet_tui.catalogue import _
from netmeet_tui.journal import files, keys
from netmeet_tui.journal.errors import (
    DiskFull,
    MeetingDamaged,
    StoreError,
    VaultDamaged,
    busy,
    damaged_vault,
    wrong_passphrase,
)
from netmeet_tui.journal.glance import Glance, VaultState, look
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.meeting_files import FOLDER, MeetingFiles, found
from netmeet_tui.journal.register import Register

if TYPE_CHECKING:
    from netmeet_tui.journal.kept import KeptRecords, KeptTrail
    from netmeet_tui.journal.keychain import Keychain
    from netmeet_tui.journal.slots import Slot, VaultFile, Way

__all__ = ["Glance", "OpenMeeting", "OpenedBy", "Vault", "VaultState", "look"]

OpenedBy = Literal["created", "passphrase", "recovery", "keyring"]


@dataclass(frozen=True)
class OpenMeeting:
    """A meeting that has begun and not ended.

    ``began`` is the ISO time given at its beginning; empty when its key cannot be read: then it can only be erased.
    """

    id: str
    began: str


class Vault:
    """An open vault. Only one program has it open; close it to lock."""

    def __init__(self, folder: Path, data_key: bytes, opened_by: OpenedBy) -> None:
        """Use ``create``, ``unlock`` or ``unlock_with_keyring``."""
        from netmeet_tui.journal import slots

        self._folder = folder
        self.opened_by: OpenedBy = opened_by
        """Which way in was used."""
        self._data_key = bytearray(data_key)
        self._wrapping = keys.subkey(data_key, "meeting keys")
        self._keeping = keys.subkey(data_key, "kept")
        self._journals: dict[str, MeetingJournal] = {}
        self._register: Register | None = Register.open(folder, keys.subkey(data_key, "register"), whole=False)
        try:
            # Again, now that nobody else can write it: another program may just have changed the passphrase.
            self._file = slots.load(folder)
            self._mend()
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        keychain: Keychain | None,
        *,
        created: str = "",
        kdf: Callable[[], keys.Kdf] = keys.calibrate,
    ) -> Vault:
        """Make a vault in a folder without one. Takes about two seconds, for measuring the machine.

        ``created``: ISO time, kept for information. ``kdf`` gives the Argon2id settings. A keyring that does
        not answer is left out. Raises StoreError.
        """
        from netmeet_tui.journal import slots

        seen = look(folder)
        if seen.state is VaultState.DAMAGED:
            raise VaultDamaged(seen.sentence)
        if seen.state is VaultState.LOCKED:
            raise slots.already_there(folder)
        with files.spoken(folder):
            files.private_folder(folder)
            files.private_folder(folder / FOLDER)
        data_key, vault_id = keys.new_key(), keys.new_key()[:16].hex()
        ways = (slots.passphrase_slot(vault_id, passphrase, data_key, kdf),)
        file = slots.VaultFile(slots.FORMAT, vault_id, created, ways)
        slots.save(folder, file, fresh=True)
        vault = cls(folder, data_key, "created")
        if keychain is not None:
            with contextlib.suppress(StoreError):
                vault.remember(keychain)
        return vault

    @classmethod
    def unlock(cls, folder: Path, typed: str, keychain: Keychain | None = None) -> Vault:
        """Open with the passphrase or the recovery code. With ``keychain``, a keyring that cannot yet learns to.

        It takes no longer when more is kept, or when more has happened in a meeting that is open.
        Raises WrongPassphrase, VaultDamaged, VaultBusy, VaultReadOnly, NotAVault, DiskFull, StoreError.
        """
        from netmeet_tui.journal import slots

        file = slots.load(folder)
        found = slots.open_with(file, typed)
        if found is None:
            raise wrong_passphrase(folder)
        way, data_key = found
        vault = cls(folder, data_key, way)
        if keychain is not None and _by_keyring(file, keychain) is None:
            with contextlib.suppress(StoreError):
                vault.remember(keychain)
        return vault

    @classmethod
    def unlock_with_keyring(cls, folder: Path, keychain: Keychain) -> Vault | None:
        """Open with what the keyring keeps; None when it does not open the vault: ask for the passphrase.

        Raises what ``unlock`` raises, except WrongPassphrase. Waits no longer than the keychain's limit.
        """
        from netmeet_tui.journal import slots

        file = slots.load(folder)
        data_key = _by_keyring(file, keychain)
        return None if data_key is None else cls(folder, data_key, "keyring")

    def remember(self, keychain: Keychain) -> bool:
        """Let this keyring open the vault from now on; False when it does not keep secrets. Raises StoreError."""
        from netmeet_tui.journal import slots

        self._open()
        slot = slots.KeyringSlot(service=slots.SERVICE, account=self._file.id)
        slot_key = keys.new_key()
        if not keychain.store(slot.service, slot.account, slot_key):
            return False
        self._put(slots.fill(self._file.id, slot, slot_key, bytes(self._data_key)))
        return True

    @property
    def ways(self) -> frozenset[Way]:
        """The ways in that this vault has now."""
        return self._file.ways()

    def set_recovery(self, code: str) -> None:
        """Let this recovery code open the vault, and no other one any more; durable when this returns.

        Raises StoreError.
        """
        from netmeet_tui.journal import slots

        self._open()
        self._put(slots.recovery_slot(self._file.id, code, bytes(self._data_key)))

    def change_passphrase(self, new: str, *, kdf: Callable[[], keys.Kdf] = keys.calibrate) -> None:
        """Let this passphrase open the vault, and the old one no more; durable when this returns.

        Only the wrapping of the key changes: nothing is encrypted anew, and the other ways in stay. Raises
        StoreError.
        """
        from netmeet_tui.journal import slots

        self._open()
        self._put(slots.passphrase_slot(self._file.id, new, bytes(self._data_key), kdf))

    def _put(self, slot: Slot) -> None:
        from netmeet_tui.journal import slots

        file = self._file.with_slot(slot)
        slots.save(self._folder, file, fresh=False)
        self._file = file

    def open_meetings(self) -> tuple[OpenMeeting, ...]:
        """The meetings that have begun and not ended, oldest first. Of each its key is read. Raises StoreError."""
        with files.spoken(self._folder):
            # One whose key is gone is erased, even if its row could not go yet.
            places = (MeetingFiles(self._folder, meeting_id) for meeting_id in self._open().meetings())
            there = [OpenMeeting(place.id, self._began(place)) for place in places if not place.key_is_gone()]
        return tuple(sorted(there, key=lambda meeting: (not meeting.began, meeting.began, meeting.id)))

    def _began(self, place: MeetingFiles) -> str:
        try:
            return place.read_key(self._file.id, self._wrapping)[1]
        except MeetingDamaged:
            return ""

    def begin(self, meeting_id: str, began: str) -> MeetingJournal:
        """Begin a meeting: its key is durable first, then its journal, then its place in the register.

        ``meeting_id``: letters, digits, ``-``, ``_``, at most 64. ``began``: ISO time. Raises StoreError; then
        there is no such meeting.
        """
        register = self._open()
        place = MeetingFiles(self._folder, meeting_id)
        if place.taken():
            raise StoreError(
                _(
                    "There already is a meeting with this number in the folder {folder}: please open that "
                    "one, or start a new one."
                ).format(folder=self._folder)
            )
        with files.spoken(place.key.parent):
            key = place.make_key(self._file.id, self._wrapping, began)
        try:
            journal = MeetingJournal.create(place, key, self._letting_go(meeting_id))
            try:
                register.add(meeting_id)
            except BaseException:
                journal.close()
                raise
        except BaseException:
            with contextlib.suppress(StoreError):
                _erase(place)
            raise
        self._journals[meeting_id] = journal
        return journal

    def resume(self, meeting_id: str) -> MeetingJournal:
        """Open a meeting in progress again: all of it is read, so it takes the longer, the more has happened.

        Raises MeetingDamaged, VaultBusy when it is open, StoreError.
        """
        self._open()
        if meeting_id in self._journals:
            raise busy(self._folder)
        if meeting_id not in {meeting.id for meeting in self.open_meetings()}:
            raise StoreError(
                _(
                    "There is no open meeting with this number in the folder {folder}: please choose one "
                    "from the list, or start a new one."
                ).format(folder=self._folder)
            )
        place = MeetingFiles(self._folder, meeting_id)
        with files.spoken(place.key.parent):
            key = place.read_key(self._file.id, self._wrapping)[0]
        journal = MeetingJournal.open(place, key, self._letting_go(meeting_id))
        self._journals[meeting_id] = journal
        return journal

    def erase(self, meeting_id: str) -> None:
        """Erase a meeting without opening it: for one that is damaged (D-2). Raises StoreError."""
        self._open()
        if meeting_id in self._journals:
            self._journals[meeting_id].erase()
            return
        _erase(MeetingFiles(self._folder, meeting_id))
        self._strike(meeting_id)

    def without_meetings(self) -> tuple[VaultFile, bytes, bytes]:
        """For a backup: the ways in that belong to no computer, a register without meetings, and the data key.

        Raises StoreError.
        """
        key = bytes(self._data_key)
        return self._file.without_keyring(), self._open().without_meetings(keys.subkey(key, "register")), key

    # -- meetings that are to come -----------------------------------------------------------------------

    def coming(self) -> dict[str, bytes]:
        """What is kept of each meeting that is to come, by its id. Raises StoreError."""
        return self._open().coming().all()

    def change_coming(self, put: Mapping[str, bytes], remove: Iterable[str] = ()) -> None:
        """Keep these meetings that are to come, and remove those: all of it or nothing. Raises StoreError."""
        self._open().coming().change(put, remove)

    # -- notes about the work ----------------------------------------------------------------------------

    def notes(self) -> dict[str, bytes]:
        """Every note about the work, by its id. Raises StoreError."""
        return self._open().notes().all()

    def put_note(self, note_id: str, record: bytes) -> None:
        """Keep a note about the work, in place of what was kept under that id; durable. Raises StoreError."""
        self._open().notes().put(note_id, record)

    def erase_note(self, note_id: str) -> None:
        """Erase a note about the work. Raises StoreError."""
        self._open().notes().erase(note_id)

    # -- what is kept of meetings that ended -------------------------------------------------------------

    def keep(self, meeting_id: str, records: Mapping[int, bytes], kept_on: str, review_on: str) -> None:
        """Keep records of a meeting that ends, by the numbers of its concerns. All durable, or none.

        The second time nothing is kept twice. Days are ISO dates. Raises StoreError.
        """
        self.records().keep(meeting_id, records, kept_on, review_on)

    def kept(self) -> tuple[KeptTrail, ...]:
        """Every record that was ever kept, oldest first; of those that were erased only that.

        All are in memory at once: to list them, or to look for some, there is ``records``. Raises StoreError.
        """
        return self.records().all()

    def kept_trouble(self, *, at_a_glance: bool = False) -> str:
        """A sentence when what is kept is not as it was written; nothing when it is. Raises StoreError.

        All of it is read. ``at_a_glance``: only its end, which takes no longer when more is kept.
        """
        from netmeet_tui.journal.kept import altered

        records = self.records()
        return "" if (records.ends_well() if at_a_glance else records.whole()) else altered(self._folder)

    def read_whole(self) -> None:
        """Read every page of the register: of a large one, opening the vault has not. Raises StoreError."""
        self._open().read_whole()

    def erase_kept(self, kept_id: str, day: str) -> None:
        """Erase a record; its days and its digest stay. Raises StoreError."""
        self.records().erase(kept_id, day)

    def renew_kept(self, kept_id: str, day: str, review_on: str) -> None:
        """Keep a record longer. Raises StoreError."""
        self.records().renew(kept_id, day, review_on)

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def records(self) -> KeptRecords:
        """The records themselves: to be listed, shown one by one, and read to the end. Raises StoreError."""
        return self._open().kept(self._keeping, lambda: self._file.kept, self._note_kept)

    def _note_kept(self, head: str) -> None:
        from netmeet_tui.journal import slots

        file = slots.noting(self._file, head)
        slots.save(self._folder, file, fresh=False)
        self._file = file

    def close(self) -> None:
        """Lock: close every journal and the register, and drop the keys. Never raises; twice is fine."""
        for journal in tuple(self._journals.values()):
            journal.close()
        register, self._register = self._register, None
        if register is not None:
            register.close()
        # Best effort: copies may remain in memory until the program ends.
        self._data_key[:] = bytes(len(self._data_key))
        self._wrapping = self._keeping = b""

    def _open(self) -> Register:
        if self._register is None:
            raise StoreError(_("The vault is locked: please unlock it to go on."))
        return self._register

    def _letting_go(self, meeting_id: str) -> Callable[[bool], None]:
        def let_go(erased: bool) -> None:
            self._journals.pop(meeting_id, None)
            if erased:
                self._strike(meeting_id)

        return let_go

    def _strike(self, meeting_id: str) -> None:
        """Take a meeting off the register. A full disk is no matter: without a key it is not listed."""
        with contextlib.suppress(StoreError):
            self._open().strike(meeting_id)

    def _mend(self) -> None:
        """Finish what a crash cut short, so that each meeting is wholly there or wholly gone.

        Nothing that has a living key and was once complete is ever removed.
        """
        register = self._open()
        files.sweep(self._folder)
        with files.spoken(self._folder):
            meetings = self._folder / FOLDER
            if (meetings.exists() or meetings.is_symlink()) and not meetings.is_dir():
                raise damaged_vault(meetings)
            files.private_folder(meetings)
            files.sweep(meetings)
            known = register.meetings()
            for meeting_id in sorted(known | found(self._folder)):
                place = MeetingFiles(self._folder, meeting_id)
                if place.key_is_gone() or (meeting_id not in known and not place.head.exists()):
                    # Its erasing, or its beginning (the head comes last), was cut short.
                    _erase(place)
                    self._strike(meeting_id)
                elif meeting_id not in known:
                    # Complete, but its row is missing. A key that is not ours stays where it is.
                    with contextlib.suppress(MeetingDamaged, DiskFull):
                        place.read_key(self._file.id, self._wrapping)
                        register.add(meeting_id)


def _erase(place: MeetingFiles) -> None:
    place.destroy_key()
    place.remove_rest()


def _by_keyring(file: VaultFile, keychain: Keychain) -> bytes | None:
    """The data key by way of the keyring, or None."""
    from netmeet_tui.journal import slots

    for slot in file.keyring_slots():
        slot_key = keychain.fetch(slot.service, slot.account)
        data_key = None if slot_key is None else slots.take(file.id, slot, slot_key)
        if data_key is not None:
            return data_key
    return None
