"""``vault.json``: who may open the vault. Each slot holds the data key, wrapped by a key of its own.

A slot's settings are bound to what it wraps: a changed setting opens nothing. The passphrase slot is always
there; neither the system's keyring nor the recovery code is ever the only way in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from netmeet_tui.catalogue import _
from netmeet_tui.journal import files, keys, recovery
from netmeet_tui.journal.errors import StoreError, VaultDamaged, damaged_vault, from_os, not_a_vault
from netmeet_tui.journal.glance import JSON, LIMIT

FORMAT = "netmeet-vault/1"
SERVICE = "netmeet"
_MOST_SLOTS = 8


class PassphraseSlot(msgspec.Struct, frozen=True, tag="passphrase", tag_field="kind"):
    """The data key, wrapped by a key stretched from a passphrase (``m`` in KiB)."""

    m: int
    t: int
    p: int
    salt: bytes
    wrapped: bytes = b""

    def kdf(self) -> keys.Kdf:
        """The Argon2id settings of this slot."""
        return keys.Kdf(self.m, self.t, self.p)


class KeyringSlot(msgspec.Struct, frozen=True, tag="keyring", tag_field="kind"):
    """The data key, wrapped by a random key that the system's keyring keeps."""

    service: str
    account: str
    wrapped: bytes = b""


class RecoverySlot(msgspec.Struct, frozen=True, tag="recovery", tag_field="kind"):
    """The data key, wrapped by a key that the recovery code gives."""

    wrapped: bytes = b""


Slot = PassphraseSlot | RecoverySlot | KeyringSlot
Way = Literal["passphrase", "recovery", "keyring"]


def kind(slot: Slot) -> Way:
    """Which way in a slot is."""
    match slot:
        case PassphraseSlot():
            return "passphrase"
        case RecoverySlot():
            return "recovery"
        case KeyringSlot():
            return "keyring"


class VaultFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """What ``vault.json`` says: nothing secret that is not wrapped."""

    format: str
    id: str
    created: str
    slots: tuple[Slot, ...]
    kept: str = ""
    """How far the log of what is kept goes (``kept.py``); nothing while nothing is."""

    def keyring_slots(self) -> tuple[KeyringSlot, ...]:
        """The slots that a keyring opens."""
        return tuple(slot for slot in self.slots if isinstance(slot, KeyringSlot))

    def passphrase_slot(self) -> PassphraseSlot:
        """The slot that the passphrase opens: ``load`` takes no file without it."""
        return next(slot for slot in self.slots if isinstance(slot, PassphraseSlot))

    def recovery_slot(self) -> RecoverySlot | None:
        """The slot that the recovery code opens, where one was made."""
        return next((slot for slot in self.slots if isinstance(slot, RecoverySlot)), None)

    def ways(self) -> frozenset[Way]:
        """The ways in."""
        return frozenset(kind(slot) for slot in self.slots)

    def with_slot(self, new: Slot) -> VaultFile:
        """The same with a slot put in the place of those of its kind; the others stay."""
        others = (slot for slot in self.slots if kind(slot) != kind(new))
        return msgspec.structs.replace(self, slots=(*others, new))

    def without_keyring(self) -> VaultFile:
        """The same without what only one computer's keyring opens."""
        return msgspec.structs.replace(self, slots=tuple(slot for slot in self.slots if kind(slot) != "keyring"))


def noting(file: VaultFile, kept: str) -> VaultFile:
    """The same with another note of how far the log of what is kept goes."""
    return msgspec.structs.replace(file, kept=kept)


def _bound(vault_id: str, slot: Slot) -> bytes:
    """What a wrapped key is tied to: the vault and every setting of its slot."""
    if isinstance(slot, PassphraseSlot):
        return json.dumps([FORMAT, vault_id, "passphrase", slot.m, slot.t, slot.p, slot.salt.hex()]).encode()
    if isinstance(slot, RecoverySlot):
        return json.dumps([FORMAT, vault_id, "recovery"]).encode()
    return json.dumps([FORMAT, vault_id, "keyring", slot.service, slot.account]).encode()


def fill(vault_id: str, slot: Slot, slot_key: bytes, data_key: bytes) -> Slot:
    """The slot with the data key wrapped in it."""
    return msgspec.structs.replace(slot, wrapped=keys.wrap(slot_key, data_key, _bound(vault_id, slot)))


def take(vault_id: str, slot: Slot, slot_key: bytes) -> bytes | None:
    """The data key out of a slot; None when the key does not open it or the slot was changed."""
    if len(slot_key) != keys.KEY:
        return None
    found = keys.unwrap(slot_key, slot.wrapped, _bound(vault_id, slot))
    return found if found is not None and len(found) == keys.KEY else None


def passphrase_slot(vault_id: str, passphrase: str, data_key: bytes, kdf: Callable[[], keys.Kdf]) -> Slot:
    """A new passphrase slot. Raises StoreError for an empty passphrase or a machine without the memory."""
    if not passphrase:
        raise StoreError(_("There is no passphrase yet: please type one that only you know."))
    try:
        cost = kdf()
        slot = PassphraseSlot(m=cost.m, t=cost.t, p=cost.p, salt=keys.new_key()[:16])
        return fill(vault_id, slot, keys.stretch(passphrase, slot.salt, cost), data_key)
    except MemoryError:
        raise no_memory() from None


def recovery_slot(vault_id: str, code: str, data_key: bytes) -> Slot:
    """A new recovery slot. Raises StoreError for what is not a recovery code."""
    bits = recovery.read(code)
    if bits is None:
        raise StoreError(_("These words are not a recovery code: please check each of the twelve and try again."))
    return fill(vault_id, RecoverySlot(), recovery.slot_key(vault_id, bits), data_key)


def opens_by_code(file: VaultFile, typed: str) -> bytes | None:
    """The data key by the recovery code; None when it is not the code, or there is none."""
    slot = file.recovery_slot()
    bits = None if slot is None else recovery.read(typed)
    return None if slot is None or bits is None else take(file.id, slot, recovery.slot_key(file.id, bits))


def open_with(file: VaultFile, typed: str) -> tuple[Way, bytes] | None:
    """Which way in was typed, and the data key; None when it opens nothing. Raises StoreError.

    The recovery code is tried first: it costs nothing, and hardly a passphrase reads as one.
    """
    found = opens_by_code(file, typed)
    if found is not None:
        return "recovery", found
    slot = file.passphrase_slot()
    try:
        found = take(file.id, slot, keys.stretch(typed, slot.salt, slot.kdf()))
    except MemoryError:
        raise no_memory() from None
    return None if found is None else ("passphrase", found)


def load(folder: Path) -> VaultFile:
    """Read ``vault.json``. Raises VaultDamaged, NotAVault, VaultReadOnly, before anything in it costs time."""
    with files.spoken(folder):
        return parsed(files.read(folder / JSON, LIMIT), folder / JSON)


def parsed(data: bytes | None, path: Path) -> VaultFile:
    """What the bytes of such a file say; ``path`` is for the sentence. Raises VaultDamaged, NotAVault."""
    if not data or len(data) > LIMIT:
        raise damaged_vault(path)
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        raise damaged_vault(path) from None
    if isinstance(head, dict) and isinstance(head.get("format"), str) and head["format"] != FORMAT:
        raise not_a_vault(path)
    if _newer_slot(head):
        raise not_a_vault(path)
    try:
        file = msgspec.json.decode(data, type=VaultFile)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise damaged_vault(path) from None
    counted = Counter(kind(slot) for slot in file.slots)
    if len(file.slots) > _MOST_SLOTS or counted["passphrase"] != 1 or counted["recovery"] > 1:
        raise damaged_vault(path)
    slot = file.passphrase_slot()
    if not (slot.kdf().allowed() and 8 <= len(slot.salt) <= 64):
        raise VaultDamaged(
            _(
                "The file {file} in the folder {folder} asks for settings that netmeet does not accept, so "
                "it was left as it is: please put back a copy of that file, or ask someone who can help."
            ).format(file=path.name, folder=path.parent)
        )
    return file


def _newer_slot(head: object) -> bool:
    """Whether there is a slot of a kind that this program does not know."""
    said = head.get("slots") if isinstance(head, dict) else None
    kinds = [slot.get("kind") for slot in said if isinstance(slot, dict)] if isinstance(said, list) else []
    return any(isinstance(one, str) and one not in get_args(Way) for one in kinds)


def save(folder: Path, file: VaultFile, *, fresh: bool) -> None:
    """Write ``vault.json`` whole and durably. ``fresh``: there must be none yet. Raises StoreError."""
    try:
        files.write(folder / JSON, packed(file), fresh=fresh)
    except FileExistsError:
        raise already_there(folder) from None
    except OSError as error:
        raise from_os(error, folder) from None


def packed(file: VaultFile) -> bytes:
    """The bytes of ``vault.json``."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def already_there(folder: Path) -> StoreError:
    """The sentence for making a vault where one is."""
    return StoreError(
        _(
            "There is already a vault in the folder {folder}: please open that one, or choose another folder."
        ).format(folder=folder)
    )


def no_memory() -> StoreError:
    """The sentence for a machine without room to stretch a passphrase."""
    return StoreError(
        _(
            "The computer has too little free memory to check a passphrase: please close other programs and "
            "try again."
        )
    )
