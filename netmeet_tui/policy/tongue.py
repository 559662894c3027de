"""Which texts in a file are words, and the same file with these words in another language.

An id, a condition or a fact is the same in every language: whatever is not known to be a word stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

Translate: TypeAlias = Callable[[str], str]
Path: TypeAlias = tuple[str, ...]
"""The keys down to a text; the elements of a list stand under its key."""

IsWord: TypeAlias = Callable[[Path, str], bool]
"""Whether the text at a place is a word."""

_NO_WORDS: Final = {"when", "id", "serves", "modes"}
"""Keys of an opening's points and of a step's variants under which no words stand."""


def _in_words(path: Path, _text: str) -> bool:
    within = path[0] == "opening" or "variants" in path[:-1]
    return not (within and path[-1] in _NO_WORDS)


PACK: Final[Mapping[str, IsWord]] = {
    "pack.toml": lambda path, _: path == ("title",),
    "clauses.toml": lambda path, _: path[-1] == "says",
    "settings.toml": lambda path, _: path[1:] in (("contested",), ("asks",)) or path[1:2] == ("says",),
    "words.toml": _in_words,
}
"""The files of a pack that hold words."""


def words(tables: object, is_word: IsWord, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every word in the tables of a file, and where it stands."""
    if isinstance(tables, dict):
        for key, value in tables.items():
            yield from words(value, is_word, (*path, key))
    elif isinstance(tables, list):
        for value in tables:
            yield from words(value, is_word, path)
    elif isinstance(tables, str) and tables and is_word(path, tables):
        yield path, tables


def told(tables: Any, is_word: IsWord, translate: Translate, path: Path = ()) -> Any:  # noqa: ANN401 (what TOML holds)
    """The tables of a file with every word as ``translate`` says it."""
    if isinstance(tables, dict):
        return {key: told(value, is_word, translate, (*path, key)) for key, value in tables.items()}
    if isinstance(tables, list):
        return [told(value, is_word, translate, path) for value in tables]
    return translate(tables) if isinstance(tables, str) and tables and is_word(path, tables) else tables
