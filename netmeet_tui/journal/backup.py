"""A backup: the ways in and what is kept beyond meetings, in one encrypted file (D-2).

It never holds a meeting nor a meeting's key, so nobody can bring back with it a meeting that has ended since. The
whole file is authenticated by a key of its own, and it is read back before it gets its name.

The file: a line that says what it is; three lengths; a head, the ways in, and a database; and what authenticates
all of them.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from netmeet_tui.journal import files, keys, slots
from netmeet_tui.journal.errors import NotAVault, StoreError, VaultDamaged, WrongPassphrase, not_a_vault
from netmeet_tui.journal.glance import DB, LIMIT

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault

MAGIC = b"netmeet-backup/1\n"
_SIZES = struct.Struct(">IIQ")
_TAG = 32
_MOST_HEAD, MOST_DATABASE = 4096, 256 << 20
_MOST = len(MAGIC) + _SIZES.size + _MOST_HEAD + LIMIT + MOST_DATABASE + _TAG


class BackupDamaged(StoreError):
    """A backup is missing, cut short or changed, or no backup at all."""


@dataclass(frozen=True)
class Backup:
    """A backup that is in order."""

    created: str
    ways: frozenset[slots.Way]
    kept: int
    """How many records of meetings that ended it holds."""
    whole: bool
    """Whether these are what was kept: a backup of a vault that was tampered with says so as well."""
    size: int


class _Head(msgspec.Struct, frozen=True):
    created: str


@dataclass(frozen=True)
class Parts:
    """What a backup is made of, unlocked."""

    told: Backup
    file: slots.VaultFile
    database: bytes
    data_key: bytes

    def __repr__(self) -> str:
        """No key in a message, whoever prints this."""
        return "Parts()"


def make(vault: Vault, path: Path, created: str) -> Backup:
    """Write a backup of an open vault into a new file. ``created``: ISO time.

    A meeting that is open is left out: say so to whoever asked for it. Raises StoreError; then there is no backup.
    """
    if path.exists():
        raise _taken(path)
    file, database, data_key = vault.without_meetings()
    head, ways = msgspec.json.encode(_Head(created)), slots.packed(file)
    if len(database) > MOST_DATABASE or len(head) > _MOST_HEAD:
        raise StoreError(f"There is too much to put into the backup {path.name}: please ask someone who can help.")
    body = MAGIC + _SIZES.pack(len(head), len(ways), len(database)) + head + ways + database
    temporary = files.aside(path)
    with files.spoken(path.parent):
        try:
            files.write(temporary, body + _tag(data_key, body), fresh=True)
            told = _checked(_split(_read(temporary), path), data_key, path).told
            try:
                files.publish(temporary, path)
            except FileExistsError:
                raise _taken(path) from None
        finally:
            temporary.unlink(missing_ok=True)
    return told


def verify(path: Path, typed: str) -> Backup:
    """Read a whole backup and check all of it. Raises WrongPassphrase, BackupDamaged, NotAVault, StoreError."""
    return opened(path, typed).told


def opened(path: Path, typed: str) -> Parts:
    """A whole backup, checked, by its passphrase or recovery code.

    Raises WrongPassphrase, BackupDamaged, NotAVault, StoreError.
    """
    with files.spoken(path.parent):
        split = _split(_read(path), path)
        found = slots.open_with(split.file, typed)
        if found is None:
            raise WrongPassphrase(
                f"This does not open the backup {path.name} in the folder {path.parent}: please type the "
                "passphrase or the recovery code that was in use when it was made."
            )
        return _checked(split, found[1], path)


@dataclass(frozen=True)
class _Split:
    head: _Head
    file: slots.VaultFile
    database: bytes
    body: bytes
    tag: bytes


def _read(path: Path) -> bytes:
    data = files.read(path, _MOST, through_links=True)  # it may lie wherever its owner wants it
    if data is None:
        raise _damaged(path)
    return data


def _split(data: bytes, path: Path) -> _Split:
    """The parts of a file, before anything is known to be true but their sizes and settings."""
    start = len(MAGIC) + _SIZES.size
    if not data.startswith(MAGIC) or len(data) < start + _TAG:
        raise not_a_vault(path) if data.startswith(MAGIC[:-2]) and not data.startswith(MAGIC) else _damaged(path)
    head, ways, database = _SIZES.unpack_from(data, len(MAGIC))
    if head > _MOST_HEAD or ways > LIMIT or start + head + ways + database + _TAG != len(data):
        raise _damaged(path)
    body = data[:-_TAG]
    try:
        said = msgspec.json.decode(body[start : start + head], type=_Head)
        file = slots.parsed(body[start + head : start + head + ways], path)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, VaultDamaged):
        raise _damaged(path) from None
    return _Split(said, file, body[start + head + ways :], body, data[-_TAG:])


def _checked(split: _Split, data_key: bytes, path: Path) -> Parts:
    """The parts, once the whole file is known to be as it was made and its database to be sound."""
    if not hmac.compare_digest(split.tag, _tag(data_key, split.body)):
        raise _damaged(path)
    kept, whole = _kept_in(split, data_key, path)
    told = Backup(split.head.created, split.file.ways(), kept, whole, len(split.body) + _TAG)
    return Parts(told, split.file, split.database, data_key)


def _kept_in(split: _Split, data_key: bytes, path: Path) -> tuple[int, bool]:
    """How many records the database holds, and whether all are as they were kept, after every page has been read.

    It is encrypted wherever it lies.
    """
    from netmeet_tui.journal.register import Register

    with tempfile.TemporaryDirectory(prefix="netmeet-") as folder, files.spoken(Path(folder)):
        files.write(Path(folder) / DB, split.database, fresh=True)
        try:
            register = Register.open(Path(folder), keys.subkey(data_key, "register"))
        except (VaultDamaged, NotAVault):
            raise _damaged(path) from None
        try:
            if register.meetings():
                raise _damaged(path)
            kept = register.kept(keys.subkey(data_key, "kept"), lambda: split.file.kept, lambda _: None)
            read = kept.walk().to_the_end()
            return read.there, not read.wrong
        finally:
            register.close()


def _tag(data_key: bytes, body: bytes) -> bytes:
    return hmac.digest(keys.subkey(data_key, "backup"), body, hashlib.sha256)


def _damaged(path: Path) -> BackupDamaged:
    return BackupDamaged(
        f"The file {path.name} in the folder {path.parent} is missing, is damaged, or is no backup of netmeet: "
        "please use another one."
    )


def _taken(path: Path) -> StoreError:
    return StoreError(
        f"There already is a file {path.name} in the folder {path.parent}, and a backup is never written over "
        "another file: please choose another name."
    )
