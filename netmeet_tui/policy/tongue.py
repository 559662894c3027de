"""Which texts in a pack's files are words, and the same files with these words in another language.

An id, a condition or a fact is the same in every language: whatever is not known to be a word stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Translate = Callable[[str], str]
Path = tuple[str, ...]
"""The keys down to a text; the elements of a list stand under its key."""

_NO_WORDS: Final = {"when", "id", "serves", "modes"}
"""Keys of an opening's points and of a step's variants under which no words stand."""


def _in_words(path: Path) -> bool:
    within = path[0] == "opening" or "variants" in path[:-1]
    return not (within and path[-1] in _NO_WORDS)


WORDS: Final[Mapping[str, Callable[[Path], bool]]] = {
    "pack.toml": lambda path: path == ("title",),
    "clauses.toml": lambda path: path[-1] == "says",
    "settings.toml": lambda path: path[1:] in (("contested",), ("asks",)) or path[1:2] == ("says",),
    "words.toml": _in_words,
}
"""The files of a pack that hold words, and whether what stands at a place in them is one."""


def words(file: str, tables: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every word of a file, and where it stands."""
    if isinstance(tables, dict):
        for key, value in tables.items():
            yield from words(file, value, (*path, key))
    elif isinstance(tables, list):
        for value in tables:
            yield from words(file, value, path)
    elif isinstance(tables, str) and tables and file in WORDS and WORDS[file](path):
        yield path, tables


def told(file: str, tables: Any, translate: Translate, path: Path = ()) -> Any:  # noqa: ANN401 (what TOML holds)
    """The tables of a file with every word as ``translate`` says it."""
    if isinstance(tables, dict):
        return {key: told(file, value, translate, (*path, key)) for key, value in tables.items()}
    if isinstance(tables, list):
        return [told(file, value, translate, path) for value in tables]
    if isinstance(tables, str) and tables and file in WORDS and WORDS[file](path):
        return translate(tables)
    return tables
