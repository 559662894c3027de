"""The texts of a story, each with the place in its file: what may be on a screen, and how much of it fits there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netmeet_tui.practice.story import Story

LONGEST: Final = {
    "title": 46,  # as the title of a step: one row beside the word PRACTICE
    "note": 300,
    "place": 60,
    "setting": 300,
    "learning": 160,
    "trainer": 240,
    "person.word": 24,  # as anybody may choose for their seat
    "person.card": 300,  # five rows, so that a part can be taken in at a glance
    "line.words": 240,  # three rows beside the step, and as much as anybody takes in at once
    "line.does": 120,
    "injection.label": 40,  # one row of the trainer's list, with its key
    "permitted.words": 200,
    "forbidden.words": 200,
    "discuss.words": 200,
    "course.title": 46,
    "course.teaches": 160,
}
"""The most characters that each text may have, so that every page of a practice fits 80 columns and 24 rows."""

MAY_BE_EMPTY: Final = ("place", "line.words", "line.does")

_NUMBER: Final = re.compile(r"\d{3}|\d(?:[ -]?\d){6}")
"""What could be dialled. Hours and ages have fewer figures together; long numbers may be written with blanks."""

_NAMES: Final = re.compile(r"(?<!\d)(?<!\d[ -])(999|111)(?![ -]?\d)")
"""Two numbers are how everybody calls a service, in what people say as in the policy's own words."""


class Place(NamedTuple):
    """Where something stands in a story's file: which of the tables of that name, and which key of it."""

    table: str = ""
    number: int = 0
    key: str = ""

    def __str__(self) -> str:
        """As it is found in the file."""
        table = f"[{self.table}]" if self.table == "settings" else f"[[{self.table}]]" if self.table else ""
        numbered = f"{table} {self.number}" if self.number else table
        return ", ".join(filter(None, (numbered, self.key)))


class Text(NamedTuple):
    """A text of a story: where it stands, and what it is."""

    place: Place
    text: str

    @property
    def part(self) -> str:
        """What part of a story it is, as LONGEST names it."""
        return f"{self.place.table}.{self.place.key}" if self.place.table else self.place.key


def texts(story: Story) -> Iterator[Text]:
    """Every text of a story that may be on a screen."""
    for key in ("title", "note", "place", "setting"):
        yield Text(Place(key=key), getattr(story, key))
    for key in ("learning", "trainer"):
        yield from (Text(Place(key=key), text) for text in getattr(story, key))
    for table, keys in (
        ("person", ("word", "card")),
        ("line", ("words", "does")),
        ("injection", ("label",)),
        ("permitted", ("words",)),
        ("forbidden", ("words",)),
        ("discuss", ("words",)),
        ("course", ("title", "teaches")),
    ):
        for number, one in enumerate(getattr(story, table), 1):
            yield from (Text(Place(table, number, key), getattr(one, key)) for key in keys)


def unfit(text: Text) -> Iterator[str]:
    """Why a text cannot be on a screen of a practice, each as a sentence that says what to do."""
    written, longest = text.text, LONGEST[text.part]
    if not written.strip():
        if written or text.part not in MAY_BE_EMPTY:
            yield "it is empty; write something, in one line"
        return
    if not written.isprintable():
        yield (
            "there is a character in it that cannot be shown, or a new line; write it on one line, with letters, "
            "figures and blanks only"
        )
    if len(written) > longest:
        yield f"it has {len(written)} characters, and {longest} fit on the screen; make it shorter"
    if written != written.strip():
        yield "there are blanks around it; take them out"
    if "[" in written or "]" in written:
        yield "write it without square brackets"
    if _NUMBER.search(_NAMES.sub("", written)):
        yield "it looks like a number to dial, and a practice shows none; write it in words, or leave it out"
