"""The words of a story: what is not said, what is louder than it should be, what is hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netmeet_tui.policy import word_rules
from netmeet_tui.practice.story import Story
from netmeet_tui.practice.texts import Place, Text, texts

METHODS: Final = (
    *("overdose", "overdosed", "overdosing", "noose", "ligature", "poison", "pills", "tablets"),
    *("razor", "blade", "blades", "rope", "gun", "gunshot", "jump off", "jumped off"),
)
"""What would bring a method to mind: no story does (UK-55, UK-57)."""

SPOKEN: Final = ("line.words",)

MAY_RANK: Final = (*SPOKEN, "place", "person.word")
"""What people in a story say in their own way, and names: a wall may be high, and so may a street."""

HARDEST: Final = word_rules.ASKED
"""The highest school grade of what is read on the screen."""

HARDEST_SPOKEN: Final = word_rules.SAID_ALOUD
ENOUGH: Final = 14
"""Words below which the grade of a text says nothing: one long word decides it."""


def ill_worded(story: Story) -> Iterator[tuple[Place, str]]:
    """Every text that is not worded as the policy's own are, with what to do."""
    for text in texts(story):
        yield from ((text.place, problem) for problem in _wrong(text))


def _wrong(text: Text) -> Iterator[str]:
    spoken = text.part in SPOKEN
    if word := word_rules.says(text.text, word_rules.AVOIDED):
        yield f"it says “{word}”, which is not said; write it in other words"
    if text.part not in MAY_RANK and (word := word_rules.ranks(text.text)):
        yield f"it says “{word}”, which ranks a person; write what was seen or heard instead"
    if word := word_rules.says(text.text, METHODS):
        yield f"it says “{word}”, and no story describes a method; leave it out"
    if "!!" in text.text or word_rules.shouted(text.text):
        yield "it is louder than it should be; write it without !! and in small letters"
    grade, most = word_rules.grade(text.text), HARDEST_SPOKEN if spoken else HARDEST
    if grade > most and len(re.findall(r"[\w’'-]+", text.text)) >= ENOUGH:
        yield f"it is hard to read (grade {grade:.1f}, and {most:g} is the most); use shorter sentences and words"
