"""Files of TOML that people write: read with care, and what is wrong with them told in words that can be shown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, Final

from netmeet_tui.policy.tables import on_a_line

LARGEST: Final = 200_000
"""How many bytes such a file may have: far more than anyone writes."""

_DEEPEST: Final = 10
_MOST_DOTS: Final = 1000
"""In a line: reading a name of so many parts takes as long as there are parts, for each of them."""

_SHOWN: Final = 80
_MANY: Final = 20


class NotWritten(ValueError):
    """A file of which nothing can be read, or a folder; the message is a sentence that names it."""


def files_in(folder: Traversable, shown: str, what: str) -> list[tuple[str, Traversable]]:
    """Every file of a folder, and of the folders inside it, that ends in .toml. Raises NotWritten."""
    found = list(_files(folder, shown, 0))
    if not found:
        raise NotWritten(
            f"{plain(shown or str(folder))}: there is no {what} in this folder; their names end in .toml"
        )
    return found


def _files(folder: Traversable, shown: str, depth: int) -> Iterator[tuple[str, Traversable]]:
    try:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.startswith("."):  # an editor's, or the system's
                continue
            name = f"{shown}/{entry.name}" if shown else entry.name
            if not entry.is_dir():
                if entry.name.endswith(".toml"):
                    yield name, entry
            elif depth < _DEEPEST:
                yield from _files(entry, name, depth + 1)
    except OSError as error:
        problem = f"this folder cannot be read ({error.strerror})"
        raise NotWritten(f"{plain(shown or str(folder))}: {problem}") from None


def tables_of(file: Traversable, shown: str, what: str) -> dict[str, Any]:
    """The tables of a file that errors call ``shown``, and that should be ``what``. Raises NotWritten."""
    try:
        if not file.is_file():
            raise NotWritten(f"{shown}: there is no such file")
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise NotWritten(f"{shown}: it is larger than {LARGEST:,} bytes, and so no {what}")
        if any(line.count(b".") > _MOST_DOTS for line in content.splitlines()):
            raise NotWritten(f"{shown}: a line of it has more dots than anybody writes")
        return tomllib.loads(content.decode("utf-8-sig"))
    except NotWritten:
        raise
    except UnicodeDecodeError:
        problem = "it is not UTF-8 text; save it as UTF-8"
    except OSError as error:
        problem = f"it cannot be read ({error.strerror})"
    except (ValueError, RecursionError) as error:  # beside its own errors: numbers too long, tables too deep
        problem = f"it is not valid TOML: {plain(str(error))}"
    raise NotWritten(f"{shown}: {problem}")


def plain(text: str) -> str:
    """Text from a file as it may be shown: on one line, nothing that a terminal would obey, not too long."""
    return on_a_line(text, _SHOWN * 4)


def unknown(what: str, value: str, expected: Iterable[str], at: str = "") -> str:
    """That there is no such thing, with what may be meant, or all that there is."""
    expected = tuple(expected)
    there = f" at '{at}'" if at else ""
    near = get_close_matches(value[:_SHOWN], expected, n=1, cutoff=0.75)
    hints = [f"'{near[0]}' may be meant"] if near else []
    if not near or len(expected) <= _MANY:
        hints.append(f"expected is one of: {', '.join(expected) or 'nothing'}")
    return f"there is no {what} '{plain(value)}'{there}; {'; '.join(hints)}"


def kind_of(value: object) -> str:
    """What sort of thing stands there, in words."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or a time"


def told(value: object) -> str:
    """What stands there, as it may be shown."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{plain(value)}'"
        case int() if abs(value) < 10**12:
            return str(value)
    return kind_of(value)
