"""Putting back a vault from a backup: what is missing or broken, and nothing else.

Nothing is ever removed: a broken file is kept beside the new one, and meetings stay where they are. So a meeting
that was open when ``vault.json`` was lost can be gone on with.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from netmeet_tui.journal import backup, files, keys, slots
from netmeet_tui.journal.errors import MeetingDamaged, StoreError, VaultDamaged
from netmeet_tui.journal.glance import DB, JSON
from netmeet_tui.journal.meeting_files import FOLDER, MeetingFiles, found
from netmeet_tui.journal.register import Register


@dataclass(frozen=True)
class Restored:
    """What was put back, and where what was broken is kept now."""

    told: backup.Backup
    put_back: tuple[str, ...]
    kept_aside: tuple[str, ...]


def restore(path: Path, folder: Path, typed: str) -> Restored:
    """Put back what is missing or broken in ``folder`` from the backup at ``path``.

    Raises StoreError, with nothing changed, when the vault there is in order, open, or another one. A crash in
    between leaves what ``restore`` can finish.
    """
    parts = backup.opened(path, typed)
    with files.spoken(folder):
        ways, register = _ways_broken(folder, parts), _register_broken(folder, parts)
        if not (ways or register):
            raise StoreError(
                f"The vault in the folder {folder} is in order, so nothing was changed: please use it, or, when "
                f"nothing opens it any more, give its file {JSON} another name and restore again."
            )
        if not _same_vault(folder, parts, ways_broken=ways, register_broken=register):
            raise _another(folder)
        files.private_folder(folder)
        files.private_folder(folder / FOLDER)
        if not ways:
            # It has to note how far the log of what is kept goes in the register that is put back.
            noted = msgspec.structs.replace(slots.load(folder), kept=parts.file.kept)
            slots.save(folder, noted, fresh=False)
        # The ways in come last: with them and no register, netmeet would make an empty one.
        kept = [_put(folder / DB, parts.database)] if register else []
        kept += [_put(folder / JSON, slots.packed(parts.file))] if ways else []
    return Restored(
        parts.told,
        (*((DB,) if register else ()), *((JSON,) if ways else ())),
        tuple(name for name in kept if name),
    )


def _ways_broken(folder: Path, parts: backup.Parts) -> bool:
    """Whether ``vault.json`` is missing or damaged. Raises StoreError for another vault's, or a newer one."""
    try:
        there = slots.load(folder)
    except VaultDamaged:
        return True
    if there.id != parts.file.id:
        raise _another(folder)
    return False


def _register_broken(folder: Path, parts: backup.Parts) -> bool:
    """Whether ``vault.db`` is missing or damaged. Raises VaultBusy, StoreError."""
    if not (folder / DB).exists():
        return True
    try:
        Register.open(folder, keys.subkey(parts.data_key, "register")).close()
    except VaultDamaged:
        return True
    return False


def _same_vault(folder: Path, parts: backup.Parts, *, ways_broken: bool, register_broken: bool) -> bool:
    """Whether what is in the folder is the vault of the backup, as far as anything there can tell."""
    if not (ways_broken and register_broken):
        return True
    wrapping = keys.subkey(parts.data_key, "meeting keys")
    there = [MeetingFiles(folder, meeting_id) for meeting_id in _meetings(folder)]
    living = [place for place in there if not place.key_is_gone()]
    return not living or any(_ours(place, parts.file.id, wrapping) for place in living)


def _meetings(folder: Path) -> set[str]:
    return found(folder) if (folder / FOLDER).is_dir() else set()


def _ours(place: MeetingFiles, vault_id: str, wrapping: bytes) -> bool:
    try:
        place.read_key(vault_id, wrapping)
    except MeetingDamaged:
        return False
    return True


def _put(path: Path, data: bytes) -> str:
    """Put a file in its place; what was there is kept beside it. The name of that, or nothing. Raises OSError."""
    from netmeet_tui.journal.sqlcipher import wal_of

    kept = _free(path)
    with contextlib.suppress(FileNotFoundError):
        # A log belongs to the database beside which it was written, and to no other.
        wal_of(path).rename(wal_of(kept))
    if not path.exists():
        files.write(path, data, fresh=True)
        return ""
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without hard links
        files.write(kept, path.read_bytes(), fresh=True)
    files.write(path, data, fresh=False)
    return kept.name


def _free(path: Path) -> Path:
    """A name beside ``path`` that says what the file is, and is not taken."""
    number, kept = 1, path.with_name(f"{path.name}.damaged")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.damaged-{number}")
    return kept


def _another(folder: Path) -> StoreError:
    return StoreError(
        f"What is in the folder {folder} belongs to another vault than this backup, so nothing was changed: please "
        "choose the backup of that vault, or give that folder another name and restore again."
    )
