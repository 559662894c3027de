"""The sentences of ``corpus.txt``, with what points to somebody in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_MARKED = re.compile(r"\[([^|\]]+)\|(\w+)\]")
_LINES = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8").splitlines()


class Sentence(NamedTuple):
    """A sentence, and where in it something points to somebody, each with its sort."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def _sentence(line: str) -> Sentence:
    text, marks, before = "", [], 0
    for match in _MARKED.finditer(line):
        text += line[before : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text, before = text + match[1], match.end()
    return Sentence(text + line[before:], tuple(marks))


def _read(lines: list[str]) -> tuple[Sentence, ...]:
    return tuple(_sentence(line) for line in lines if line and not line.startswith("#"))


_HALF = _LINES.index("# held out")
SEEN, HELD_OUT = _read(_LINES[:_HALF]), _read(_LINES[_HALF:])
EVERY = SEEN + HELD_OUT
