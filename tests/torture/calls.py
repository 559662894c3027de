"""What a program does to the files of a folder, told by strace: every change, in its order, with all its bytes.

A call that changes files in a way that is not understood here is an error, never passed over; and what was
recorded, done again, has to make the very folder that the program left.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = 0
"""The number of the folder that is watched; every file and folder in it has a number of its own."""

_CHANGES = (
    "openat open creat close write writev pwrite64 pwritev pwritev2 ftruncate truncate fallocate lseek fsync"
    " fdatasync sync_file_range syncfs copy_file_range sendfile splice dup dup2 dup3 fcntl rename renameat"
    " renameat2 link linkat symlink symlinkat unlink unlinkat rmdir mkdir mkdirat"
)
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)")
_BEGUN = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Name:
    """A file or folder gets a name in a folder; the name that it ``was`` known by there goes in the same step."""

    folder: int
    name: str
    body: int
    is_folder: bool = False
    was: str = ""


@dataclass(frozen=True)
class Unname:
    """A name goes."""

    folder: int
    name: str


@dataclass(frozen=True)
class Write:
    """Bytes are written to a file."""

    body: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Resize:
    """A file is cut short or made longer."""

    body: int
    length: int


@dataclass(frozen=True)
class Sync:
    """The disk is asked to keep all that a file holds, or all names in a folder."""

    body: int


@dataclass(frozen=True)
class Said:
    """The program told somebody something."""

    text: str


Change = Name | Unname | Write | Resize | Sync | Said


def record(
    command: Sequence[str | Path], folder: Path, log: Path, *, env: Mapping[str, str], cwd: Path
) -> list[Change]:
    """Run a command to its end and tell what it did to the files in ``folder``, and what it said."""
    before = already(folder)
    subprocess.run([*traced(log), *map(str, command)], env=env, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return [*before, *read(log, folder, before)]


def traced(log: Path) -> list[str]:
    """The words to put in front of a command so that all its changes are noted in ``log``."""
    calls = ",".join(f"?{name}" for name in _CHANGES.split())
    return [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-xx",
        "-s",
        str(1 << 24),
        "-o",
        str(log),
        "-e",
        f"trace={calls}",
    ]


def already(folder: Path) -> list[Change]:
    """What lies in a folder, as changes that a disk has kept."""
    numbers, changes = {folder: ROOT}, list[Change]()
    for path in sorted(folder.rglob("*")):
        number = numbers[path] = len(numbers)
        changes.append(Name(numbers[path.parent], path.name, number, path.is_dir()))
        if path.is_file():
            changes.append(Write(number, 0, path.read_bytes()))
            changes.append(Sync(number))
    return [*changes, *(Sync(numbers[path]) for path in numbers if path.is_dir())]


def read(log: Path, folder: Path, before: Iterable[Change] = ()) -> list[Change]:
    """The changes in a log, in a folder that held ``before`` when it was begun."""
    reader = _Reader(folder, before)
    with log.open(encoding="ascii") as lines:
        for line in _joined(lines):
            found = _LINE.match(line)
            if found and found[4] != "?" and not found[4].startswith("-"):
                reader.take(found[2], found[3].split(", "), int(found[4], 0))
    return reader.changes


def _joined(lines: Iterable[str]) -> Iterable[str]:
    """Calls of several threads, each on one line, where they came to an end."""
    begun: dict[str, str] = {}
    for line in lines:
        if start := _BEGUN.match(line):
            begun[start[1]] = f"{start[1]} {start[2]}({start[3]}"
        elif end := _RESUMED.match(line):
            yield begun.pop(end[1]) + end[3]
        else:
            yield line


def _bytes(quoted: str) -> bytes:
    found = _HEX.fullmatch(quoted)
    assert found, f"not a whole string: {quoted[:80]}"
    return bytes.fromhex(found[1].replace("\\x", ""))


@dataclass
class _Handle:
    body: int
    name: str
    at: int = 0


class _Reader:
    """Follows the calls of one program, to know which file is meant."""

    def __init__(self, folder: Path, before: Iterable[Change]) -> None:
        self.changes: list[Change] = []
        self._paths = {str(folder): ROOT}
        self._handles: dict[int, _Handle] = {}
        names = {ROOT: str(folder)}
        for change in before:
            if isinstance(change, Name):
                path = names[change.body] = f"{names[change.folder]}/{change.name}"
                self._paths[path] = change.body
        self._last = max(names)
        self._root = str(folder)

    def take(self, call: str, given: list[str], came: int) -> None:
        """One call that succeeded."""
        if call in ("openat", "open", "creat"):
            self._open(given[1:] if call == "openat" else given, came)
        elif call in ("rename", "renameat", "renameat2"):
            self._rename(*self._two_paths(given))
        elif call in ("link", "linkat"):
            self._link(*self._two_paths(given))
        elif call in ("unlink", "unlinkat", "rmdir"):
            self._unlink(self._path(given[1 if call == "unlinkat" else 0]))
        elif call in ("mkdir", "mkdirat"):
            self._make_folder(self._path(given[1 if call == "mkdirat" else 0]))
        elif call in ("truncate", "symlink", "symlinkat"):
            assert self._root not in map(self._path, (word for word in given if word.startswith('"')))
        elif given[0].isdigit():
            self._by_handle(call, int(given[0]), given, came)

    def _by_handle(self, call: str, number: int, given: list[str], came: int) -> None:
        handle = self._handles.get(number)
        if handle is None:
            if call == "write" and number == 1:
                self.changes.append(Said(_bytes(given[1])[:came].decode("utf-8", "replace")))
        elif call == "close":
            del self._handles[number]
        elif call == "write":
            self.changes.append(Write(handle.body, handle.at, _bytes(given[1])[:came]))
            handle.at += came
        elif call == "pwrite64":
            self.changes.append(Write(handle.body, int(given[3]), _bytes(given[1])[:came]))
        elif call == "ftruncate":
            self.changes.append(Resize(handle.body, int(given[1])))
        elif call == "lseek":
            handle.at = came
        elif call in ("fsync", "fdatasync"):
            self.changes.append(Sync(handle.body))
        else:  # locks change nothing; whatever else there is has to be understood first
            assert call == "fcntl" and not given[1].startswith("F_DUPFD"), f"{call} on {handle.name}"

    def _path(self, quoted: str) -> str:
        return os.fsdecode(_bytes(quoted))

    def _two_paths(self, given: list[str]) -> list[str]:
        return [self._path(word) for word in given if word.startswith('"')]

    def _ours(self, path: str) -> bool:
        return path == self._root or path.startswith(self._root + "/")

    def _split(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        return self._paths[folder], name

    def _open(self, given: list[str], handle: int) -> None:
        path, flags = self._path(given[0]), given[1].split("|")
        if not self._ours(path):
            return
        assert "O_APPEND" not in flags, "where an append goes is not followed"
        if path not in self._paths:
            self._new(path)
        elif "O_TRUNC" in flags:
            self.changes.append(Resize(self._paths[path], 0))
        self._handles[handle] = _Handle(self._paths[path], path)

    def _new(self, path: str, *, is_folder: bool = False) -> None:
        self._last += 1
        self._paths[path] = self._last
        self.changes.append(Name(*self._split(path), self._last, is_folder))

    def _make_folder(self, path: str) -> None:
        if self._ours(path):
            self._new(path, is_folder=True)

    def _rename(self, old: str, new: str) -> None:
        if self._ours(old) or self._ours(new):
            (folder, was), (target, name) = self._split(old), self._split(new)
            assert folder == target, "a move from one folder to another is not followed"
            self._paths[new] = self._paths.pop(old)
            self.changes.append(Name(folder, name, self._paths[new], was=was))

    def _link(self, old: str, new: str) -> None:
        if self._ours(new):
            self._paths[new] = self._paths[old]
            self.changes.append(Name(*self._split(new), self._paths[old]))

    def _unlink(self, path: str) -> None:
        if self._ours(path):
            del self._paths[path]
            self.changes.append(Unname(*self._split(path)))
