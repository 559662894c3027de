"""Small changes to a file: to its bytes, to its words and lines, or to the tree that it is read as."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from random import Random
from typing import Any, Protocol

Write = Callable[[Any], bytes]
Path = tuple[str | int, ...]

WORDS: tuple[bytes, ...] = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b'"',
    b'"""',
    b"[[",
    b"]",
    b"{",
    b"\n[",
    b"=",
    b"\\",
    b"\\u0000",
    b"\\u001b[2J",
    b"-1",
    b"1e999",
    b"nan",
    b"0x7fffffffffffffffff",
    b"9" * 30,
    b"9" * 5000,
    b"0x" + b"f" * 5000,
    b"[" * 3000,
    b'{"a":' * 3000,
    b"a." * 3000,
    b"null",
    b"true",
    b"1979-05-27T07:32:00Z",
    b" is not ",
    b" and not (",
    b"\r",
    "é‮\x85 ".encode(),
    b"x" * 70_000,
)
"""What readers stumble over."""

VALUES: tuple[object, ...] = (
    True,
    0,
    -1,
    1,
    2**31,
    2**63,
    10**30,
    10**400,
    0.5,
    float("inf"),
    float("nan"),
    "",
    " ",
    "\x00",
    "\x1b[2J\x07",
    "‮\n",
    "none",
    "here",
    "closed",
    "step",
    "not",
    "a.b=c",
    "!undo",
    "../../etc/passwd",
    "x" * 20_000,
    [],
    [[]],
    [""],
    ["a", "a"],
    {},
    {"": {}},
    {"\x1b]0;": "\x1b"},
)


class Change(Protocol):
    """Something done to a file; done to another one, it does what it can."""

    def __call__(self, data: bytes) -> bytes:
        """The file after the change."""


@dataclass(frozen=True)
class Bytes:
    """Some bytes give way to others."""

    start: int
    length: int
    new: bytes

    def __call__(self, data: bytes) -> bytes:
        return data[: self.start] + self.new + data[self.start + self.length :]

    def __str__(self) -> str:
        new = repr(self.new) if len(self.new) <= 60 else f"{self.new[:40]!r}... ({len(self.new)} bytes)"
        return f"{self.length} bytes from {self.start} on become {new}"


@dataclass(frozen=True)
class Flip:
    """One bit turns over."""

    place: int
    bit: int

    def __call__(self, data: bytes) -> bytes:
        if not data:
            return data
        changed = bytearray(data)
        changed[self.place % len(data)] ^= 1 << self.bit
        return bytes(changed)

    def __str__(self) -> str:
        return f"bit {self.bit} of byte {self.place} turns over"


@dataclass(frozen=True)
class Node:
    """Something in the tree of a file is replaced, taken out or put in."""

    path: Path
    deed: str
    value: object
    read: Callable[[bytes], Any]
    write: Write

    def __call__(self, data: bytes) -> bytes:
        root: Any = [deepcopy(self.read(data))]
        parent: Any = root
        path: tuple[Any, ...] = (0, *self.path)
        *way, last = path
        for key in way:
            parent = parent[key]
        if self.deed == "replace":
            parent[last] = deepcopy(self.value)
        elif self.deed == "drop" and self.path:
            del parent[last]
        elif self.deed == "rename" and isinstance(parent, dict):
            parent[str(self.value)] = parent.pop(last)
        elif self.deed == "twice" and isinstance(parent, list) and parent is not root:
            parent.insert(int(last), deepcopy(parent[last]))
        elif self.deed == "inside" and isinstance(parent[last], dict):
            parent[last][str(self.value)[:50]] = deepcopy(self.value)
        elif self.deed == "wrap":
            parent[last] = [parent[last]]
        return self.write(root[0])

    def __str__(self) -> str:
        value = repr(self.value) if not isinstance(self.value, int) or abs(self.value) < 10**40 else "a huge number"
        return f"{self.deed} {'.'.join(map(str, self.path)) or 'all'}: {value[:80]}"


def of_bytes(chance: Random, data: bytes) -> Change:
    """A change to bytes, of no regard to what they mean."""
    size = max(len(data), 1)
    place, length = chance.randrange(size), min(chance.choice((1, 2, 4, 16, 64, 512)), size)
    match chance.randrange(8):
        case 0 | 1 | 2:
            return Flip(place, chance.randrange(8))
        case 3:
            return Bytes(place, len(data), b"")
        case 4:
            return Bytes(place, length, b"")
        case 5:
            return Bytes(place, length, chance.randbytes(length))
        case 6:
            other = chance.randrange(size)
            return Bytes(place, chance.choice((0, length)), data[other : other + length])
    return Bytes(place, chance.choice((0, 1)), chance.choice(WORDS))


_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|[\w.!+-]+|\n|[^\w\s]')


@lru_cache(maxsize=256)
def _tokens(data: bytes) -> tuple[tuple[int, bytes], ...]:
    return tuple((found.start(), found.group()) for found in _TOKEN.finditer(data)) or ((0, b""),)


def of_words(chance: Random, data: bytes) -> Change:
    """A change to a word, a sign or a line."""
    tokens = _tokens(data)
    place, token = chance.choice(tokens)
    match chance.randrange(6):
        case 0 | 1:
            return Bytes(place, len(token), chance.choice(tokens)[1])
        case 2:
            return Bytes(place, len(token), b"")
        case 3:
            return Bytes(place, chance.choice((0, len(token))), chance.choice(WORDS))
        case 4:  # a line twice, or one where another was
            other = chance.choice(tokens)[0]
            start, end = data.rfind(b"\n", 0, other) + 1, data.find(b"\n", other) + 1 or len(data)
            at = data.rfind(b"\n", 0, place) + 1
            return Bytes(at, chance.choice((0, data.find(b"\n", at) + 1 - at)), data[start:end])
    at = data.rfind(b"\n", 0, place) + 1
    return Bytes(at, max(data.find(b"\n", at) + 1 - at, 0), b"")


def of_tree(read: Callable[[bytes], Any], write: Write) -> Callable[[Random, bytes], Change]:
    """Changes to what a file is read as; the file itself stays well formed."""

    @lru_cache(maxsize=256)
    def nodes(data: bytes) -> tuple[tuple[Path, Any], ...]:
        return tuple(_nodes(read(data), ()))

    def change(chance: Random, data: bytes) -> Change:
        every = nodes(data)
        path, _ = chance.choice(every)
        deed = chance.choice(("replace", "replace", "replace", "drop", "drop", "rename", "twice", "inside", "wrap"))
        value = chance.choice(VALUES) if chance.randrange(2) else chance.choice(every)[1]
        if deed == "rename":
            value = value if isinstance(value, str) else chance.choice(("", "step", "kind", "x"))
        return Node(path, deed, value, read, write)

    return change


def _nodes(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 (whatever a file may hold)
    yield path, value
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _nodes(inner, (*path, key))


# -- the two languages that our files are written in ---------------------------------------------------------------


def from_json(data: bytes) -> Any:  # noqa: ANN401
    """The tree of a file of JSON."""
    return json.loads(data)


def to_json(tree: object) -> bytes:
    """A tree as JSON; a number that JSON does not have is written as most programs would."""
    return json.dumps(tree, indent=1, default=str).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def from_toml(data: bytes) -> dict[str, Any]:
    """The tree of a file of TOML."""
    return tomllib.loads(data.decode())


def to_toml(tree: object) -> bytes:
    """A tree as TOML, every table on one line; what is no table is put in one, as a file has to be."""
    table = tree if isinstance(tree, dict) else {"all": tree}
    return "".join(f"{_quoted(key)} = {_value(value)}\n" for key, value in table.items()).encode()


def _quoted(text: str) -> str:
    return "".join(
        ("\\" + c) if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in ('"', *text, '"')[1:-1]
    ).join('""')


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case dict():
            return "{" + ", ".join(f"{_quoted(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case date() | datetime() | time():
            return value.isoformat()
    return str(value)
