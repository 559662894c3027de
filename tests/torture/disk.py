"""A disk that keeps what it was asked to keep, and loses anything else when the power goes.

What a program wrote and did not have synced may be there or not, sector by sector, in part, with the old length or
the new one. A name that was made, changed or removed may be there or not until its folder is synced.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.calls import ROOT, Change, Name, Resize, Said, Sync, Unname, Write

SECTOR = 512


@dataclass(frozen=True)
class Tree:
    """What somebody finds on the disk: folders, files by path, and all bytes that any file holds, named or not."""

    folders: tuple[str, ...]
    files: dict[str, bytes]
    bodies: tuple[bytes, ...]

    def write_to(self, folder: Path) -> Path:
        """Make a folder that holds this tree."""
        folder.mkdir()
        for name in self.folders:
            (folder / name).mkdir(mode=0o700)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o600)
        return folder


@dataclass
class _File:
    kept: bytes = b""
    coming: list[Write | Resize] = field(default_factory=list)

    def sync(self) -> None:
        self.kept, self.coming = bytes(self._all()), []

    def _all(self) -> bytearray:
        data = bytearray(self.kept)
        for change in self.coming:
            _apply(data, change)
        return data

    def now(self) -> bytes:
        return bytes(self._all())

    def after_a_cut(self, chance: random.Random) -> bytes:
        likely = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        data, length, lengths = bytearray(self.kept), len(self.kept), [len(self.kept)]
        for change in self.coming:
            if isinstance(change, Resize):
                length = change.length
                if chance.random() < likely:
                    _apply(data, change)
            else:
                length = max(length, change.offset + len(change.data))
                for piece in _sectors(change):
                    if chance.random() < likely:
                        _apply(data, piece)
                    elif chance.random() < 0.05:  # torn
                        _apply(data, Write(piece.body, piece.offset, piece.data[: chance.randrange(SECTOR)]))
            lengths.append(length)
        if chance.random() < 0.5:
            _apply(data, Resize(ROOT, chance.choice(lengths)))
        return bytes(data)


@dataclass
class _Folder:
    kept: dict[str, int] = field(default_factory=dict)
    coming: list[Name | Unname] = field(default_factory=list)

    def sync(self) -> None:
        self.kept, self.coming = self.now(), []

    def now(self) -> dict[str, int]:
        return _named(self.kept, self.coming)

    def after_a_cut(self, chance: random.Random, *, in_order: bool) -> dict[str, int]:
        if in_order:
            return _named(self.kept, self.coming[: chance.randint(0, len(self.coming))])
        likely = chance.choice((0.2, 0.5, 0.8))
        return _named(self.kept, [change for change in self.coming if chance.random() < likely])


class Disk:
    """Everything a program has done to the files of a folder so far."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[int, _Folder] = {ROOT: _Folder()}

    def take(self, change: Change) -> None:
        """One more change."""
        if isinstance(change, Name):
            self._folders[change.folder].coming.append(change)
            if change.is_folder:
                self._folders[change.body] = _Folder()
            else:
                self._files.setdefault(change.body, _File())
        elif isinstance(change, Unname):
            self._folders[change.folder].coming.append(change)
        elif isinstance(change, Sync):
            (self._folders.get(change.body) or self._files[change.body]).sync()
        elif not isinstance(change, Said):
            self._files[change.body].coming.append(change)

    def now(self) -> Tree:
        """What the program itself sees."""
        return self._tree(
            {number: folder.now() for number, folder in self._folders.items()},
            {number: file.now() for number, file in self._files.items()},
        )

    def after_a_cut(self, chance: random.Random, *, in_order: bool) -> Tree:
        """What may be there when the power comes back: one of very many possibilities.

        ``in_order``: the names of a folder are lost from the last one backwards, as with a journal; otherwise any.
        """
        return self._tree(
            {number: folder.after_a_cut(chance, in_order=in_order) for number, folder in self._folders.items()},
            {number: file.after_a_cut(chance) for number, file in self._files.items()},
        )

    def _tree(self, folders: dict[int, dict[str, int]], files: dict[int, bytes]) -> Tree:
        found_folders, found_files = list[str](), dict[str, bytes]()

        def walk(number: int, above: str) -> None:
            for name, body in sorted(folders[number].items()):
                if body in files:
                    found_files[above + name] = files[body]
                else:
                    found_folders.append(above + name)
                    walk(body, f"{above}{name}/")

        walk(ROOT, "")
        return Tree(tuple(found_folders), found_files, tuple(files.values()))


def _apply(data: bytearray, change: Write | Resize) -> None:
    length = change.length if isinstance(change, Resize) else change.offset
    if isinstance(change, Resize):
        del data[length:]
    data.extend(bytes(max(0, length - len(data))))
    if isinstance(change, Write):
        data[change.offset : change.offset + len(change.data)] = change.data


def _sectors(change: Write) -> Iterator[Write]:
    """A write in the pieces that a disk writes at once."""
    start, end = change.offset, change.offset + len(change.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Write(change.body, start, change.data[start - change.offset : stop - change.offset])
        start = stop


def _named(names: dict[str, int], changes: list[Name | Unname]) -> dict[str, int]:
    after = dict(names)
    for change in changes:
        if isinstance(change, Unname):
            after.pop(change.name, None)
        else:
            after.pop(change.was, None)
            after[change.name] = change.body
    return after
