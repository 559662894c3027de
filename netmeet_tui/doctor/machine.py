"""What the system says when it is asked. Nothing here judges, and nothing here changes anything.

What a system does not tell is None. A file that cannot be asked about raises OSError.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DEEPEST = 3
"""More folders in one another than netmeet makes."""

_PR_GET_DUMPABLE = 3
_ESCAPED = re.compile(r"\\(\d{3})")
_SHELLS_AND_MORE = 40
"""More programs than there are between this one and the first of all."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who owns something on the disk, and who may do what with it."""

    path: Path
    owner: int
    group: int
    mode: int
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk that a folder is on, or will be."""

    free: int
    read_only: bool
    writable: bool
    """Whether we may write there at all."""
    kind: str | None
    """The kind of file system."""


@dataclass(frozen=True, slots=True)
class Window:
    """The terminal, and what is between it and the person."""

    input: bool
    output: bool
    columns: int | None
    rows: int | None
    environ: Mapping[str, str]
    ancestors: tuple[str, ...]
    """The names of the programs that started this one, the nearest first."""


@dataclass(frozen=True, slots=True)
class Shield:
    """What the process gives away."""

    core: int | None
    """The largest core file, in bytes."""
    dumpable: bool | None
    """Whether other programs of the same user may read its memory."""


def rights(top: Path) -> Iterator[Rights]:
    """Of a file; of a folder, with what is in it. Raises OSError.

    What goes away meanwhile is left out, and so is what a folder that is not ours does not show.
    """
    waiting = [(top, 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            seen = path.stat() if path == top else path.lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(seen.st_mode):  # which everybody may use, and which gives no right to anything
            continue
        is_folder = stat.S_ISDIR(seen.st_mode)
        yield Rights(path, seen.st_uid, seen.st_gid, stat.S_IMODE(seen.st_mode), is_folder)
        if is_folder and depth < DEEPEST:
            with contextlib.suppress(PermissionError, FileNotFoundError):
                waiting += [(inner, depth + 1) for inner in sorted(path.iterdir(), reverse=True)]


def disk(folder: Path) -> Disk:
    """The disk that a folder is on, or would be if it were made. Raises OSError."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    read_only = False
    if sys.platform != "win32":
        read_only = bool(os.statvfs(there).f_flag & os.ST_RDONLY)
    return Disk(
        free=shutil.disk_usage(there).free,
        read_only=read_only,
        writable=os.access(there, os.W_OK | os.X_OK),
        kind=file_system(there.resolve(), _text("/proc/self/mountinfo")),
    )


def file_system(path: Path, mounts: str | None) -> str | None:
    """The kind of the innermost of these mounts (as Linux lists them) that a path is under."""
    found: tuple[int, str] | None = None
    for line in (mounts or "").splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) < 5 or not kinds:
            continue
        mount = Path(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[4]))
        # The last of two at the same place lies over the first.
        if path.is_relative_to(mount) and (found is None or len(mount.parts) >= found[0]):
            found = (len(mount.parts), kinds[0])
    return None if found is None else found[1]


def swaps() -> tuple[str, ...] | None:
    """Where memory may be written to that is neither memory itself nor encrypted of its own."""
    listed = _text("/proc/swaps")
    if listed is None:
        return None
    names = [line.split()[0] for line in listed.splitlines()[1:] if line.strip()]
    return tuple(name for name in names if not name.startswith("/dev/zram") and not _is_crypt(name))


def _is_crypt(device: str) -> bool:
    block = Path(device).resolve().name
    return (_text(f"/sys/block/{block}/dm/uuid") or "").startswith("CRYPT-")


def window(environ: Mapping[str, str]) -> Window:
    """The terminal in which this was started, as far as it can be seen."""
    columns = rows = None
    for stream in (sys.__stdout__, sys.__stdin__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            columns, rows = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]  # None: suppressed
            break
    return Window(_is_terminal(sys.stdin), _is_terminal(sys.stdout), columns, rows, dict(environ), _ancestors())


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]  # None, where there is no such stream
    except (AttributeError, ValueError):
        return False


def _ancestors() -> tuple[str, ...]:
    names: list[str] = []
    process = os.getppid()
    while process > 0 and len(names) < _SHELLS_AND_MORE:
        told = _text(f"/proc/{process}/stat")
        found = re.match(r"\d+ \((.*)\) \S (\d+)", told or "", re.DOTALL)
        if found is None:
            break
        names.append(found[1])
        process = int(found[2])
    return tuple(names)


def shield() -> Shield:
    """How this process is protected."""
    if sys.platform == "win32":
        return Shield(None, None)
    import resource

    core = resource.getrlimit(resource.RLIMIT_CORE)[0]
    if sys.platform != "linux":
        return Shield(core, None)
    import ctypes

    try:
        answer = ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        return Shield(core, None)
    return Shield(core, answer != 0 if answer >= 0 else None)


def hears_locks() -> bool | None:
    """Whether the system tells of a locked screen and of sleep. None where netmeet does not know how to ask."""
    if sys.platform != "linux":
        return None
    from netmeet_tui.logind import listen

    listener = listen(lambda: None)
    if listener is None:
        return False
    listener.close()
    return True


def user() -> tuple[int, int] | None:
    """Who we are on this system, and in which group; None where that is told in another way."""
    return None if sys.platform == "win32" else (os.geteuid(), os.getegid())


def _text(path: str) -> str | None:
    """What one of the system's own files says; None where there is none."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
