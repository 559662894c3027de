"""Files that are whole or not there: written aside, flushed, and moved into place. Owner only (D-2)."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from netmeet_tui.journal.errors import from_os

_ERASED = b"netmeet: erased "
_MOST = 64 * 1024
"""More bytes than any key file has: what is larger is cut, not written over for minutes."""
_BINARY = getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_FILE = (errno.ELOOP, errno.ENXIO, errno.EMLINK)
"""What systems answer for a link that is not followed, and for a socket."""


@contextlib.contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Turn what the system says about files in ``folder`` into a StoreError, without its words."""
    try:
        yield
    except OSError as error:
        raise from_os(error, folder) from None


def private_folder(folder: Path) -> None:
    """Make the folder, with its parents, for the owner only (0700); new names are durable. Raises OSError."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in new:
        sync_folder(path.parent)  # what is kept in a folder is kept only with the folder's own name
    if os.name == "posix":
        folder.chmod(0o700)


def touch_private(path: Path) -> None:
    """Make an empty file for the owner only (0600), whatever the umask. Raises FileExistsError, OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o600))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call; it keeps names in its own log."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def aside(path: Path) -> Path:
    """A name beside ``path`` for a file that is not ready yet; ``sweep`` knows these names."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def sweep(folder: Path) -> None:
    """Remove what a crash left half made. Never raises: what stays is unreadable and goes another time."""
    with contextlib.suppress(OSError):
        for path in folder.glob(".*.tmp*"):
            with contextlib.suppress(OSError):
                path.unlink()


def write(path: Path, data: bytes, *, fresh: bool) -> None:
    """Write a whole file durably: after a crash there is the old one or the new one, never a part.

    ``fresh``: the name must not be taken (FileExistsError). Otherwise the old file is replaced. Raises OSError.
    """
    temporary = aside(path)
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            publish(temporary, path)
        else:
            temporary.replace(path)
            sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def publish(temporary: Path, path: Path) -> None:
    """Give a finished file its name, unless the name is taken (FileExistsError). Raises OSError."""
    try:
        # A hard link is the one portable way that never replaces somebody else's file.
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path.name) from None
        temporary.replace(path)
    try:
        temporary.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError:  # whoever is told that it failed finds the name free
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def read(path: Path, limit: int, *, through_links: bool = False) -> bytes | None:
    """The bytes of a small file; None when it is not there, larger than ``limit``, or no file. Raises OSError.

    No folder, no pipe (nobody waits for what never comes) and, unless ``through_links``, no link: what lies
    somewhere else is neither kept private nor erased with the rest.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY | _AT_ONCE | (0 if through_links else _NO_LINK))
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _NO_FILE and not (through_links and error.errno == errno.ELOOP):
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(handle)
    return data if len(data) <= limit else None


def size(path: Path) -> int:
    """How many bytes a file has; none when it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def is_plain(path: Path) -> bool:
    """Whether a name is that of a file, and of no folder, pipe or link. Raises OSError."""
    return stat.S_ISREG(path.lstat().st_mode)


def destroy(path: Path) -> None:
    """Overwrite a key file in place, flush, and remove it. Raises OSError when neither could be done.

    One of the two is enough: overwritten, it is no key; removed, it cannot be read. Overwriting is best effort
    on a disk that moves blocks about. A crash in between leaves a file that ``is_destroyed`` knows.
    """
    overwritten = False
    try:
        with os.fdopen(os.open(path, os.O_RDWR | _BINARY | _AT_ONCE | _NO_LINK), "r+b") as file:
            size = min(max(file.seek(0, os.SEEK_END), len(_ERASED)), _MOST)
            file.seek(0)
            file.write((_ERASED * (size // len(_ERASED) + 1))[:size])
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
            overwritten = True
    except FileNotFoundError:
        return
    except OSError:
        overwritten = False
    try:
        _take_away(path)
        sync_folder(path.parent)
    except OSError:
        if not overwritten:
            raise


def is_destroyed(data: bytes) -> bool:
    """Whether these are the bytes that ``destroy`` leaves when it is cut short."""
    return data.startswith(_ERASED)


def remove(*paths: Path) -> None:
    """Remove files that may or may not be there, durably. Raises OSError, when all that can go has gone."""
    failed: OSError | None = None
    for path in paths:
        try:
            _take_away(path)
        except OSError as error:
            failed = failed or error
    for folder in {path.parent for path in paths}:
        sync_folder(folder)
    if failed is not None:
        raise failed


def _take_away(path: Path) -> None:
    """Remove a file, or a folder in its place with nothing in it. Raises OSError."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        if not path.is_dir():
            raise
        path.rmdir()
