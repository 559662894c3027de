"""The files of a policy pack, read once and held: what was hashed is what is proved, copied and run.

A pack reads five files of TOML and the plans under ``plans/``. Whatever else lies in its folder (a README, an
editor's backups, ``.git``) is neither read nor hashed nor copied.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

from netmeet_tui.policy.tables import PackError

PACK_FILES = ("pack.toml", "flow.toml", "settings.toml", "clauses.toml", "words.toml")
PLANS = "plans"
SHORT = 12
"""So many digits of a hash are shown, and tell packs apart."""

LARGEST = 4 * 1024 * 1024
"""More bytes than any file of a pack has; what is larger is something else by mistake."""

USUAL = 64 * 1024

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
        here = {found.name: found for found in _found(folder)}
        data = {name: _text(here[name], name) for name in PACK_FILES if name in here}
        if PLANS in here:
            if here[PLANS].is_link:
                _refuse_link(PLANS)
            if here[PLANS].is_folder:
                data.update(_plans(here[PLANS].path, PLANS))
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


class _Found(NamedTuple):
    """A name in a folder, what is there by itself, and how to get at it."""

    name: str
    path: Traversable
    is_link: bool
    is_folder: bool
    is_file: bool


def _found(folder: Traversable) -> Iterator[_Found]:
    if not isinstance(folder, Path):  # inside an archive
        for path in folder.iterdir():
            yield _Found(path.name, path, False, path.is_dir(), path.is_file())
        return
    with os.scandir(folder) as entries:  # asks the system once for all: a start waits for this
        for entry in entries:
            is_folder, is_file = entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False)
            yield _Found(entry.name, folder / entry.name, entry.is_symlink(), is_folder, is_file)


def _plans(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    if place.count("/") >= DEEPEST:
        raise PackError(place, "", "there are too many folders in one another")
    for found in _found(folder):
        if found.name.startswith("."):  # an editor's, or the system's
            continue
        if "\\" in found.name or ":" in found.name or not found.name.isprintable():
            raise PackError(place, "", f"the name {found.name!r} means something else on other systems; rename it")
        inner = f"{place}/{found.name}"
        if found.name.endswith(".toml"):
            yield inner, _text(found, inner)
        elif found.is_link and found.path.is_dir():
            _refuse_link(inner)
        elif found.is_folder:
            yield from _plans(found.path, inner)


def _refuse_link(name: str) -> NoReturn:
    """What is adopted has to be all in its folder. Raises PackError."""
    raise PackError(name, "", "it is a link to somewhere else; put the file itself there")


def _text(found: _Found, name: str) -> bytes:
    """A file's bytes with line ends as on every other system: Windows' own make no other policy."""
    if found.is_link:
        _refuse_link(name)
    if not found.is_file:
        raise PackError(name, "", "it is not a file")
    with found.path.open("rb") as file:
        data: bytes = file.read(USUAL)
        if len(data) == USUAL:  # room for the largest is not made for each
            data += file.read(LARGEST)
    if len(data) > LARGEST:
        raise PackError(name, "", "it is too large to belong to a policy")
    return data.replace(b"\r\n", b"\n")
