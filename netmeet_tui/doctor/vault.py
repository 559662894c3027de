"""Judging the vault: whether it is there and whole, who can open it, who else could, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.doctor.finding import Finding, look, note, ok, wrong

if TYPE_CHECKING:
    from netmeet_tui.doctor.machine import Disk, Rights
    from netmeet_tui.journal.keychain import Seen
    from netmeet_tui.journal.slots import VaultFile

LEAST_ROOM = 50 * 1024 * 1024
"""Bytes: many times what the meetings of a year take while they are open."""

ELSEWHERE = (
    *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs"),
    *("smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav"),
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.glusterfs", "fuse.vmhgfs-fuse"),
    *("fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs"),
)
"""Kinds of file systems that are on another computer, or on the one around this one."""

SYNCHRONISED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud storage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "syncthing": "Syncthing",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
}
"""How folders begin that a program copies to other computers, in small letters, and the name of the program."""


def ways_in(file: VaultFile, floor: tuple[int, int]) -> Iterator[Finding]:
    """Whether the vault can be opened by those who should, and is dear to guess at. ``floor``: KiB and rounds."""
    slot = file.passphrase_slot()
    if slot.m < floor[0] or slot.t < floor[1]:
        yield look(
            "passphrase",
            "The vault's passphrase is easier to guess at than netmeet now makes it.",
            "Run `netmeet vault passphrase`: the one that you choose then is harder to guess at.",
        )
    else:
        yield ok("passphrase", "The vault opens with its passphrase, which is dear to guess at.")
    if file.recovery_slot() is None:
        yield look(
            "recovery",
            "The vault has no recovery code: if the passphrase is forgotten, what is in it is lost.",
            "Run `netmeet vault recovery`, write the words down, and keep them away from this computer.",
        )
    else:
        yield ok("recovery", "The vault has a recovery code, for when the passphrase is forgotten.")


def keyring(switched_on: bool, seen: Seen | None, has_slot: bool | None) -> Finding:
    """Which keyring there is, and what it is used for. ``has_slot`` is None where there is no vault to look at."""
    then = "netmeet asks for the passphrase"
    if not switched_on:
        return ok("keyring", f"The keyring is switched off in the settings: {then} each time.")
    if seen is None:
        return look(
            "keyring",
            f"This computer's keyring did not answer, or not in time. Without it {then} each time.",
            "Restart the computer, or write `keyring = false` into the settings so that nobody waits for it.",
        )
    if not seen.relied_on:
        named = "there is none" if ".fail" in seen.name else f"'{seen.name}' is not one"
        return note("keyring", f"netmeet uses no keyring here ({named} that it relies on): {then} each time.")
    if seen.locked:
        return note("keyring", f"The keyring ({seen.name}) is locked now: until it is unlocked {then}.")
    opens = {
        True: "can open the vault without the passphrase",
        False: f"cannot open this vault yet: {then} once, and the keyring learns it then",
        None: "is there for the vault, when there is one",
    }[has_slot]
    return ok("keyring", f"The keyring ({seen.name}) {opens}.")


def meetings(waiting: int) -> Finding:
    """Meetings that were begun and not ended: how many, and nothing else about them."""
    if not waiting:
        return ok("meetings", "No meeting waits to be ended.")
    told = "1 meeting was begun and has" if waiting == 1 else f"{waiting} meetings were begun and have"
    return note("meetings", f"{told} not ended: netmeet offers at the start to go on or to erase.")


def permissions(
    private: Iterable[Rights], shown: Iterable[Rights], who: tuple[int, int] | None
) -> Iterator[Finding]:
    """Whether others may read the vault (``private``), or change the settings and the policy (``shown``)."""
    if who is None:
        yield note("permissions", "Who may read netmeet's files is decided by the rights of your profile here.")
        return
    me, my_group = who
    kept, told = tuple(private), tuple(shown)
    open_to_others = [one for one in kept if one.mode & 0o077]
    others_own = [one for one in kept if one.owner != me]
    changeable = [one for one in told if one.mode & 0o002 or (one.mode & 0o020 and one.group != my_group)]
    others_own += [one for one in told if one.owner not in (me, 0)]
    if open_to_others:
        yield wrong(
            "permissions",
            f"Other people who use this computer may get at {_named(open_to_others)}.",
            "Run " + _commands(open_to_others, "700", "600") + ".",
        )
    if changeable:
        yield wrong(
            "permissions",
            f"Other people who use this computer may change {_named(changeable)}, and with it what netmeet does.",
            "Run " + _commands(changeable, "go-w", "go-w") + ".",
        )
    if others_own:
        yield wrong(
            "permissions",
            f"Somebody else owns {_named(others_own)}.",
            "Ask who looks after this computer to make it yours, or find out who put it there.",
        )
    if not (open_to_others or changeable or others_own):
        yield ok(
            "permissions", "Only you may read the vault, and nobody else may change the settings or the policy."
        )


def _named(found: list[Rights]) -> str:
    rest = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0].path}{rest}"


def _commands(found: list[Rights], folder: str, file: str) -> str:
    """What puts the first of each sort right."""
    firsts = {one.is_folder: one for one in reversed(found)}
    told = [f'`chmod {folder if one.is_folder else file} "{one.path}"`' for one in firsts.values()]
    return " and ".join(told)


def place(folder: Path, kind: str | None) -> Finding:
    """Whether the vault lies on this computer alone."""
    programs = (SYNCHRONISED[start] for part in folder.parts for start in SYNCHRONISED if _named_after(part, start))
    program = next(programs, "")
    if program:
        return look(
            "place",
            f"The vault lies in a folder that {program} copies elsewhere ({folder}). A copy from during a meeting "
            "stays there when the meeting has been erased.",
            "Take netmeet's folder out of what is copied, or ask who looks after this computer.",
        )
    if kind in ELSEWHERE:
        return look(
            "place",
            f"The vault lies on a disk that is not this system's own ({folder}, {kind}). What is saved may be lost "
            "there, and what is erased may stay.",
            "Have the folder for application data on this computer's own disk, or ask who looks after it.",
        )
    return ok("place", f"The vault lies in {folder}, and nothing says that it is copied elsewhere.")


def _named_after(part: str, start: str) -> bool:
    """Whether a folder has a program's name, with an account's after it or without."""
    name = part.lower().lstrip(".")
    return name.startswith(start) and not name[len(start) : len(start) + 1].isalpha()


def room(found: Disk, folder: Path) -> Finding:
    """Whether a meeting can be saved."""
    if found.read_only:
        return wrong(
            "disk-room",
            f"The disk that holds {folder} cannot be written to: a meeting would be kept in memory only.",
            "Ask who looks after this computer; until then, meetings can be held in memory only.",
        )
    if not found.writable:
        return wrong(
            "disk-room",
            f"netmeet may not write where {folder} is: a meeting would be kept in memory only.",
            "Allow it to, or ask who looks after this computer.",
        )
    free = found.free // (1024 * 1024)
    if found.free < LEAST_ROOM:
        return wrong(
            "disk-room",
            f"There are only {free} MB of room left on the vault's disk: steps of a meeting could go unsaved.",
            f"Make room for at least {LEAST_ROOM // (1024 * 1024)} MB.",
        )
    return ok("disk-room", "There is room enough on the vault's disk.")
