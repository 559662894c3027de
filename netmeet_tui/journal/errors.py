"""What can go wrong with a store. Each message is one plain sentence: what, where, what to do.

No message ever carries anything that was typed or said, nor a key. When one is raised, the files are as they were.
"""

from __future__ import annotations

import errno
from pathlib import Path

from netmeet_tui.catalogue import _


class StoreError(Exception):
    """A store could not do what it was asked; nothing was changed. The message is for the facilitator."""


class WrongPassphrase(StoreError):
    """No slot of the vault opens with this passphrase."""


class VaultDamaged(StoreError):
    """A file of the vault itself is missing, cut short or changed."""


class VaultBusy(StoreError):
    """Another netmeet holds this vault, or this meeting, open."""


class Unwritten(StoreError):
    """Nothing can be written where the store is. What it holds is as it was, and a meeting can go on in memory."""


class VaultReadOnly(Unwritten):
    """The folder or a file in it may not be written to, or not be reached."""


class DiskFull(Unwritten):
    """There is no room on the disk."""


class DiskTrouble(Unwritten):
    """The system could not read or write, and did not say why."""


class MeetingDamaged(StoreError):
    """A meeting's file is missing, cut short or changed, or its records do not follow one another."""


class NotAVault(StoreError):
    """The folder belongs to something else, or to a newer netmeet."""


def damaged_vault(path: Path) -> VaultDamaged:
    """The sentence for a damaged ``vault.json`` or ``vault.db``."""
    return VaultDamaged(
        _(
            "The file {file} in the folder {folder} is damaged or missing, so netmeet left everything "
            "as it is: please put it back from a backup (`netmeet vault restore`), or ask someone who can help."
        ).format(file=path.name, folder=path.parent)
    )


def damaged_meeting(path: Path) -> MeetingDamaged:
    """The sentence for a damaged file of one meeting."""
    return MeetingDamaged(
        _(
            "The file {file} in the folder {folder} is damaged or missing, so netmeet did not open this "
            "meeting and left it as it is: please try once more, put back a copy, or erase the meeting."
        ).format(file=path.name, folder=path.parent)
    )


def wrong_passphrase(folder: Path) -> WrongPassphrase:
    """The sentence for a passphrase that opens no slot; a changed slot looks just the same."""
    return WrongPassphrase(
        _(
            "This passphrase does not open the vault in the folder {folder}: please check it and type it again."
        ).format(folder=folder)
    )


def busy(folder: Path) -> VaultBusy:
    """The sentence for a vault that another program holds."""
    return VaultBusy(
        _(
            "netmeet is already open on this computer with the folder {folder}: please use that window, "
            "or close it first."
        ).format(folder=folder)
    )


def read_only(folder: Path) -> VaultReadOnly:
    """The sentence for a folder that cannot be written to or reached."""
    return VaultReadOnly(
        _(
            "netmeet may not write in the folder {folder}, so nothing was changed: please allow it to, "
            "or choose another folder."
        ).format(folder=folder)
    )


def disk_full(folder: Path) -> DiskFull:
    """The sentence for a full disk."""
    return DiskFull(
        _(
            "The disk that holds the folder {folder} is full, so this last step was not saved: "
            "please make some room and try again."
        ).format(folder=folder)
    )


def not_a_vault(path: Path) -> NotAVault:
    """The sentence for a file that is sound but not ours, or newer than this program."""
    return NotAVault(
        _(
            "The file {file} in the folder {folder} was made by another program or a newer netmeet, "
            "so it was left as it is: please choose another folder or update netmeet."
        ).format(file=path.name, folder=path.parent)
    )


def trouble(folder: Path) -> DiskTrouble:
    """The sentence for anything else that the system refused."""
    return DiskTrouble(
        _(
            "The computer could not read or write in the folder {folder}, so this last step was not saved: "
            "please check the disk and try again."
        ).format(folder=folder)
    )


def from_os(error: OSError, folder: Path) -> StoreError:
    """The StoreError for what the operating system said about a file in ``folder``."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return disk_full(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR):
        return read_only(folder)
    return trouble(folder)
