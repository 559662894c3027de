"""The files of a policy pack, read once and held: what was hashed is what is proved, copied and run.

A pack reads five files of TOML and the plans under ``plans/``. Whatever else lies in its folder (a README, an
editor's backups, ``.git``) is neither read nor hashed nor copied.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

from netmeet_tui.policy.tables import PackError

PACK_FILES = ("pack.toml", "flow.toml", "settings.toml", "clauses.toml", "words.toml")
PLANS = "plans"
LARGEST = 4 * 1024 * 1024
"""More bytes than any file of a pack has; what is larger is something else by mistake."""

DEEPEST = 8
"""More folders under one another than plans need."""


class Files(Traversable):
    """A pack's files in memory; reads like the folder that they were in."""

    def __init__(self, data: Mapping[str, bytes], source: str, place: str = "") -> None:
        self.data = data
        self._source = source
        self._place = place

    @classmethod
    def read(cls, folder: Traversable) -> Files:
        """The files of the pack in a folder. Raises OSError; PackError for what no pack may hold.

        A file that is missing is for the loader to name; a folder that is missing is an OSError.
        """
        names = {path.name: path for path in folder.iterdir()}
        data = {name: _text(names[name], name) for name in PACK_FILES if name in names}
        if PLANS in names and _is_folder(names[PLANS], PLANS):
            data.update(_plans(names[PLANS], PLANS))
        return cls(data, str(folder))

    @cached_property
    def hash(self) -> str:
        """SHA-256 over every file in the order of the names: length and bytes of the name, then of the file."""
        from hashlib import sha256

        said = sha256()
        for name in sorted(self.data, key=str.encode):
            for part in (name.encode(), self.data[name]):
                said.update(len(part).to_bytes(8, "big"))
                said.update(part)
        return said.hexdigest()

    # -- as a folder -------------------------------------------------------------------------------------

    def __str__(self) -> str:
        """Where they were read from."""
        return str(Path(self._source, self._place))

    @property
    def name(self) -> str:
        """The name without any folder's."""
        return Path(str(self)).name

    def joinpath(self, *descendants: str | os.PathLike[str]) -> Files:
        """The file or folder under this one."""
        parts = [self._place, *(os.fspath(part) for part in descendants)]
        return Files(self.data, self._source, "/".join(filter(None, parts)))

    def __truediv__(self, child: str | os.PathLike[str]) -> Files:
        """The file or folder under this one."""
        return self.joinpath(child)

    def is_file(self) -> bool:
        """Whether this is a file."""
        return self._place in self.data

    def is_dir(self) -> bool:
        """Whether this is a folder, with something in it."""
        return not self._place or any(name.startswith(f"{self._place}/") for name in self.data)

    def iterdir(self) -> Iterator[Files]:
        """What is in this folder. Raises FileNotFoundError."""
        if not self.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
        start = f"{self._place}/" if self._place else ""
        within = {name[len(start) :].partition("/")[0] for name in self.data if name.startswith(start)}
        return (self.joinpath(name) for name in sorted(within))

    def read_bytes(self) -> bytes:
        """The bytes of this file. Raises FileNotFoundError."""
        if not self.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
        return self.data[self._place]

    def read_text(self, encoding: str | None = None) -> str:
        """The text of this file. Raises FileNotFoundError, UnicodeDecodeError."""
        return self.read_bytes().decode(encoding or "utf-8")

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> IO[Any]:  # noqa: ANN401 (Traversable's own)
        """This file, to read from. Raises FileNotFoundError."""
        held = io.BytesIO(self.read_bytes())
        return held if "b" in mode else io.TextIOWrapper(held, *args, **kwargs)


def _plans(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    if place.count("/") >= DEEPEST:
        raise PackError(place, "", "there are too many folders in one another")
    for path in folder.iterdir():
        if path.name.startswith("."):  # an editor's, or the system's
            continue
        if "\\" in path.name or ":" in path.name or not path.name.isprintable():
            raise PackError(place, "", f"the name {path.name!r} means something else on other systems; rename it")
        inner = f"{place}/{path.name}"
        if path.name.endswith(".toml"):
            yield inner, _text(path, inner)
        elif _is_folder(path, inner):
            yield from _plans(path, inner)


def _mode(path: Traversable, name: str) -> int:
    """What a path is, by itself: what is adopted has to be all in its folder. Raises PackError for a link."""
    if not isinstance(path, Path):  # inside an archive
        return stat.S_IFDIR if path.is_dir() else stat.S_IFREG
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise PackError(name, "", "it is a link to somewhere else; put the file itself there")
    return mode


def _is_folder(path: Traversable, name: str) -> bool:
    return stat.S_ISDIR(_mode(path, name))


def _text(path: Traversable, name: str) -> bytes:
    """A file's bytes with line ends as on every other system: Windows' own make no other policy."""
    if not stat.S_ISREG(_mode(path, name)):
        raise PackError(name, "", "it is not a file")
    with path.open("rb") as file:
        data: bytes = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise PackError(name, "", "it is too large to belong to a policy")
    return data.replace(b"\r\n", b"\n")
