"""A note about the work: three short answers, and the month in which they were written (C-05).

It has no place for a meeting, a day, a seat or a name. ``nobody`` are the places in it of which the writer said
that they point to nobody: each the words that were found, with the sentence around them, so that what is changed
later is looked at again.
"""

from __future__ import annotations

from typing import Final

import msgspec

from netmeet_tui.catalogue import _
from netmeet_tui.learning.check import Finding, check

VERSION: Final = 1
"""Goes up when a note gets a shape that an older program could not read."""

QUESTIONS: Final = (
    _("What helped?"),
    _("What would we do differently?"),
    _("What should our organisation know?"),
)
TITLE: Final = _("What we learned")

LONGEST: Final = 4000
"""The most characters of one answer."""

_MARK: Final = "\u241f"


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answers in the order of the questions; ``month`` is a year and a month, as 2026-11."""

    month: str
    answers: tuple[str, str, str]
    nobody: tuple[str, ...] = ()
    version: int = VERSION


class Found(msgspec.Struct, frozen=True):
    """Something that was found in one answer, and the mark by which the writer can say that it is nobody."""

    answer: int
    finding: Finding
    mark: str


def found(note: Note) -> tuple[Found, ...]:
    """What may point to somebody in the note, without that of which the writer said that it does not."""
    there = (
        Found(place, finding, mark(answer, finding))
        for place, answer in enumerate(note.answers)
        for finding in check(answer)
    )
    return tuple(one for one in there if one.mark not in note.nobody)


def mark(answer: str, finding: Finding) -> str:
    """What was found and the sentence around it: the same words elsewhere are another thing."""
    start = max(answer.rfind(end, 0, finding.start) for end in ".!?\n") + 1
    ends = [place for end in ".!?\n" if (place := answer.find(end, finding.end)) >= 0]
    sentence = answer[start : min(ends, default=len(answer))]
    return _MARK.join((finding.sort, answer[finding.start : finding.end], " ".join(sentence.split())))


def clear(note: Note, one: Found) -> Note:
    """The note with one finding of which the writer says that it points to nobody."""
    return msgspec.structs.replace(note, nobody=(*note.nobody, one.mark))


def trimmed(note: Note) -> Note:
    """The note as it is kept: without blanks around the answers, and without marks of what is no more in it."""
    answers = tuple(answer.strip() for answer in note.answers)
    there = {mark(answer, finding) for answer in answers for finding in check(answer)}
    return msgspec.structs.replace(note, answers=answers, nobody=tuple(sorted(there & set(note.nobody))))


def written(note: Note, month: str) -> str:
    """The note as Markdown, for whoever it is given to. ``month`` is the month as people write it."""
    parts = [f"# {TITLE}", month]
    for question, answer in zip(QUESTIONS, note.answers, strict=True):
        if answer.strip():
            parts += [f"## {question}", answer.strip()]
    return "\n\n".join(parts) + "\n"


def encode(note: Note) -> bytes:
    """A note as the bytes that a vault keeps."""
    return msgspec.json.encode(note)


def decode(record: bytes) -> Note:
    """The note in a record. Raises ValueError when it is none, or one of a newer program."""
    try:
        note = msgspec.json.decode(record, type=Note)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ValueError("this is no note that this program can read") from None
    if note.version != VERSION:
        raise ValueError("this note was written by another version of the program")
    return note
