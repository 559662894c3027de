"""The tables of a pack's files: read, typed, and looked up, with errors that say where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from netmeet_tui.policy import condition as conditions
from netmeet_tui.policy import tongue
from netmeet_tui.policy.condition import Condition, ConditionError, Name
from netmeet_tui.policy.schema import RawPack
from netmeet_tui.policy.tongue import Translate

FORMAT = 1
"""The shape of packs that this program reads."""

T = TypeVar("T")

_LONGEST = 1200
"""Characters of what is wrong: room for every name that is expected, and for none that fills a screen."""

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, or show in another order than it is written."""

_ESCAPED = re.compile(r"\\[bfruUex]|" + _OBEYED.pattern)
"""What may stand for such a character in a file. Most files have none of it, and need no closer look."""


class PackError(ValueError):
    """A pack that cannot be used. The message names file, table and key, and what was expected."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        place = f"{file}, [{on_a_line(where, _LONGEST // 4)}]" if where else file
        super().__init__(f"{place}: {on_a_line(problem, _LONGEST)}")


def on_a_line(text: str, longest: int) -> str:
    """Text from a file as it may be shown: on one line, nothing that a terminal would obey, not too long."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: longest + 1])
    return text if len(text) <= longest else f"{text[:longest]}…"


class Tables:
    """The files of one pack, and the names that have been read so far."""

    def __init__(self, folder: Traversable, translate: Translate | None = None) -> None:
        """``translate``: the words of the pack are read as it says them."""
        self.folder = folder
        self.translate = translate
        self.about = self.convert(self.read("pack.toml"), RawPack, "pack.toml", "")
        if self.about.format != FORMAT:
            raise PackError("pack.toml", "", f"format is {self.about.format}; this program reads format {FORMAT}")
        self.flow = self.read("flow.toml")
        self.text = self.read("words.toml")
        self.known: dict[str, Condition] = {}
        self.names: dict[str, Name] = {}
        self.facts: dict[str, tuple[str, ...]] = {}

    def read(self, file: str) -> dict[str, Any]:
        """The tables of a file. Raises PackError."""
        path = self.folder / file
        try:
            text = path.read_text(encoding="utf-8")
            tables = tomllib.loads(text)
        except (FileNotFoundError, NotADirectoryError):
            raise PackError(file, "", f"there is no such file in {self.folder}; a pack needs it") from None
        except UnicodeDecodeError:
            raise PackError(file, "", "it is not UTF-8 text; save it as UTF-8") from None
        except OSError as error:
            raise PackError(file, "", f"it cannot be read ({error.strerror})") from None
        except (ValueError, RecursionError) as error:  # beside its own errors: numbers too long, tables too deep
            raise PackError(file, "", f"it is not valid TOML: {error}") from None
        if _ESCAPED.search(text):
            _to_be_shown(tables, file)
        if self.translate is not None and file in tongue.PACK:
            tables = tongue.told(tables, tongue.PACK[file], self.translate)
        return tables

    def convert(self, raw: object, kind: type[T], file: str, where: str) -> T:
        """A table as a typed value. Raises PackError, which names the key."""
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError as error:
            problem, _, path = str(error).partition(" - at `$")
            key = re.sub(r"^\.", "", path.rstrip("`"))
            raise PackError(file, ".".join(filter(None, (where, key))), problem) from None

    def condition(self, text: str, where: str, file: str = "flow.toml") -> Condition:
        """A condition, with every name looked up. Raises PackError."""
        try:
            return conditions.read(text, self.names, self.known)
        except ConditionError as error:
            raise PackError(file, where, str(error)) from None

    def one_of(
        self,
        value: str,
        expected: Iterable[str],
        where: str,
        key: str,
        file: str = "flow.toml",
        shown: str = "",
    ) -> None:
        """See that a value is one that is expected. Raises PackError, which lists those (or says ``shown``)."""
        if value not in expected:
            listed = shown or f"one of: {', '.join(expected)}"
            raise PackError(file, where, f"{key} = '{value}' is not known; expected is {listed}")


def _to_be_shown(tables: dict[str, Any], file: str) -> None:
    """See that every text in a file can be shown on a terminal. Raises PackError, which names the key."""
    left: list[tuple[str, object]] = [("", tables)]
    while left:  # without calling itself: tables may be as deep as they like
        place, found = left.pop()
        if isinstance(found, dict):
            left += [(place, key) for key in found]
            left += [(f"{place}.{key}".strip("."), value) for key, value in found.items()]
        elif isinstance(found, list):
            left += [(place, value) for value in found]
        elif isinstance(found, str) and _OBEYED.search(found):
            raise PackError(file, place, "a character in it cannot be shown on one line of a screen; take it out")
