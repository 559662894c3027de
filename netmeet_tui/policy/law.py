"""The law by nation: what the words of a step say for ``{law.child}`` in England, in Scotland, or nowhere named.

A pack may hold a table for each such name, with a text for every nation that its settings know (T-17). A step that
names the law is read once for each nation; where none is chosen it says what holds everywhere, and no statute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from netmeet_tui.policy.words import StepWords

SETTING: Final = "nation"
UNSET: Final = "unset"
"""The nation while none is chosen."""

Tables = Mapping[str, Mapping[str, str]]
"""What stands for each name, by nation."""

_NAMED = re.compile(r"\{law\.([^{}]*)\}")
_BEGUN = "{law"


def parts(words: StepWords) -> Iterator[tuple[str, str]]:
    """Every text of a step's words, with the key that it stands under."""
    yield from (("short", words.short), ("title", words.title), ("say", words.say), ("why", words.why))
    yield from (("do", line) for line in words.do)
    yield from ((f"choices.{name}", text) for name, text in words.choices.items())
    yield from ((f"closed.{name}", text) for name, text in words.closed.items())


def names_law(text: str) -> bool:
    """Whether a text leaves something to the law of a nation."""
    return _BEGUN in text


def trouble(text: str, tables: Tables) -> str:
    """What keeps a text from being read under every nation; nothing where all is well."""
    for name in _NAMED.findall(text):
        if name not in tables:
            there = ", ".join(f"[law.{table}]" for table in tables) or "none"
            return f"'{{law.{name}}}' has no table; there is: {there}"
    if _BEGUN in _NAMED.sub("", text):
        return "what is left to a nation's law is written like {law.child}, with the name of a table"
    return ""


def read(words: StepWords, tables: Tables, nation: str) -> StepWords:
    """The words as they read under a nation's law. A line in which nothing is left to say is left out."""

    def under(text: str) -> str:
        return resolved(text, tables, nation) if names_law(text) else text

    return msgspec.structs.replace(
        words,
        short=under(words.short),
        title=under(words.title),
        do=tuple(line for line in map(under, words.do) if line),
        say=under(words.say),
        why=under(words.why),
        choices={name: under(text) for name, text in words.choices.items()},
        closed={name: under(text) for name, text in words.closed.items()},
    )


def resolved(text: str, tables: Tables, nation: str) -> str:
    """One text under a nation's law: what stands at its beginning begins with a capital letter."""
    said = " ".join(_NAMED.sub(lambda found: tables[found.group(1)][nation], text).split())
    return said[:1].upper() + said[1:] if text.startswith(_BEGUN) else said
