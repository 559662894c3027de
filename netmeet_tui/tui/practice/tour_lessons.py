"""The lessons of the tour: where each can be followed, what to press, and by what it is done.

They stand in order, and the first that fits is told. So one whose place was passed by is told at the next place
where it fits, or never; and at every place the last ones always fit: nobody gets stuck.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from netmeet_tui.tui.keys import HELP
from netmeet_tui.tui.practice import tour_place as at
from netmeet_tui.tui.practice import tour_text as text
from netmeet_tui.tui.practice.tour_place import WRITING, Place

KEY: Final = re.compile(r"\[([^\[\]\s]+)\]")
"""A key in a sentence."""

NAMED: Final = {
    "Esc": "escape",
    "Enter": "enter",
    "Space": "space",
    "F9": "f9",
    ".": "full_stop",
    HELP.cap: HELP.key,
}
"""Keys that are called otherwise in the program than on a keyboard."""

STEPS: Final = ("danger", "keep-close", "person-at-risk", "self-contact", "later", "who-knows", "card")
"""The steps to which the tour leads, and where what was missed is made up for."""

KNOWN: Final = frozenset({*STEPS, "no-further-action"})
MEETING: Final = (at.FIRST_MEETING, at.LATER_MEETING, at.LAST_MEETING)
ALL: Final = (*MEETING, *STEPS)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence, and the places where it can be followed.

    ``done``: once that was done it is over; empty for one that holds wherever it fits. ``after``: what has to have
    been done first. ``needs``: what has to be so at the place. ``choice``: the choice of the step that is meant;
    it has to be open. ``off``: it fits at whatever step the tour does not lead to.
    """

    words: str
    at: tuple[str, ...] = ()
    done: str = ""
    after: str = ""
    needs: str = ""
    choice: str = ""
    off: bool = False

    def fits(self, place: Place, been: Container[str]) -> bool:
        """Whether it can be followed here and is not over."""
        here = place.name in self.at or (self.off and _off(place))
        its_time = not (self.done and self.done in been) and (not self.after or self.after in been)
        needed = not self.needs or self.needs in place.flags
        return here and its_time and needed and (not self.choice or self.choice in place.choices)

    def told(self, place: Place) -> str:
        """The sentence, with the keys of this place."""
        return self.words.format(key=place.choices.get(self.choice, ""), lane=place.lane)


LESSONS: Final = (
    # What is made up for wherever there is time.
    Lesson(text.FOLDED, ALL, needs="folded"),
    Lesson(text.REST, (at.FIRST_MEETING,), done="heard", needs="talking"),
    Lesson(text.REST_LATER, ALL, done="heard", needs="talking"),
    Lesson(text.FOLD, (at.FIRST_MEETING,), done="heard", needs="voice"),
    Lesson(text.FOLD_LATER, ALL, done="heard", needs="voice"),
    Lesson(text.KEYS, ALL, done="HelpPage"),
    Lesson(text.CARD, ALL, done="EmergencyPage"),
    Lesson(text.HIDE, ALL, done="HiddenPage"),
    # The meeting, and flagging.
    Lesson(text.FLAG, (at.FIRST_MEETING,)),
    Lesson(text.PAUSED, (at.LATER_MEETING,), needs="paused"),
    Lesson(text.OPEN, (at.LATER_MEETING,)),
    Lesson(text.SEATS, (at.LAST_MEETING,), done="wrote"),
    Lesson(text.END_OPEN, (at.LAST_MEETING,), needs="open"),
    Lesson(text.END, (at.LAST_MEETING,)),
    Lesson(text.WHOM, (at.FLAG,), done="whom"),
    Lesson(text.KIND, (at.FLAG,)),
    Lesson(text.NOT_AGAIN, (at.FLAG_AGAIN,)),
    # The steps.
    Lesson(text.PARKED, (at.PARKED,)),
    Lesson(text.CLOSED, (at.SHUT,)),
    Lesson(text.OTHER, (at.OTHER,)),
    Lesson(text.MORE, STEPS, done="read-on", needs="more"),
    Lesson(text.POLICY, STEPS, done="PolicyPage"),
    Lesson(text.DANGER, ("danger",), done="danger=unsure", choice="unsure"),
    Lesson(text.DANGER_AGAIN, ("danger",), choice="no"),
    Lesson(text.MENU, STEPS[1:], done="DeskPage"),
    Lesson(text.KEEP_CLOSE, ("keep-close",), choice="no"),
    Lesson(text.WRONG, ("person-at-risk",), done="!undo", choice="leave-it"),
    Lesson(text.UNDONE, ("person-at-risk",), after="person-at-risk=leave-it", choice="help-them-act"),
    Lesson(text.HELP_THEM, ("person-at-risk",), choice="help-them-act"),
    Lesson(text.UNDO, ("no-further-action",), done="!undo", needs="undo"),
    Lesson(text.PARK, STEPS[3:], done="!park"),
    Lesson(text.LATER, ("self-contact",), needs="keep-close=no", choice="later"),
    Lesson(text.MADE, ("self-contact",), choice="made"),
    Lesson(text.WRITE, ("later",), done="wrote"),
    Lesson(text.AGREED, ("later",), choice="agreed"),
    Lesson(text.KNOWS, ("who-knows",), choice="told"),
    Lesson(text.SUPPORT, ("card",), choice="given"),
    Lesson(text.NO_MORE, ("no-further-action",), choice="end"),
    Lesson(text.UNDO_OFF, needs="undo", off=True),
    # Writing.
    Lesson(text.PLAN, (f"{WRITING}later",), done="wrote"),
    Lesson(text.WORD, (f"{WRITING}SeatsPage",), done="wrote"),
    Lesson(text.CARD_IN_FIELD, (f"{WRITING}later", f"{WRITING}SeatsPage"), done="card-in-field"),
    Lesson(text.ANY_WORD, (f"{WRITING}ReasonPage",), needs="unwritten"),
    Lesson(text.AT_WORD, (f"{WRITING}WordPage",)),
    Lesson(text.AT_FILE, (f"{WRITING}WritePage",)),
    Lesson(text.PICK_SEAT, ("SeatsPage",), done="wrote"),
    # The end.
    Lesson(text.END_IT, (at.END,)),
    Lesson(text.END_GO, (at.END_OWN,)),
    Lesson(text.END_LEAVE, (at.END_OTHER,)),
    Lesson(text.LOOK_FIRST, (at.LOOK_FIRST,)),
    Lesson(text.LOOK_FIELD, (f"{WRITING}{at.LOOK}",)),
    Lesson(text.LOOK, (at.LOOK,)),
    Lesson(text.LOOK_LAST, (at.LOOK_LAST,)),
    Lesson(text.LOOK_DONE, (at.LOOK_DONE,)),
    # Beside the way.
    Lesson(text.AT_HELP, ("HelpPage",)),
    Lesson(text.AT_CARD, ("EmergencyPage",)),
    Lesson(text.AT_CLOCK, ("HiddenPage",)),
    Lesson(text.AT_POLICY, ("PolicyPage",)),
    Lesson(text.AT_MENU, ("DeskPage",)),
    Lesson(text.AT_PAUSE, ("CheckInPage",)),
    Lesson(text.AT_QUESTION, ("AskPage",)),
    Lesson(text.AT_SUPPORT, ("SupportPage",)),
)

PARTS: Final = 5
PART: Final[Mapping[str, int]] = {
    at.FIRST_MEETING: 1,
    at.FLAG: 2,
    "danger": 2,
    "person-at-risk": 3,
    "later": 4,
    "who-knows": 4,
    "card": 5,
    at.LAST_MEETING: 5,
    at.LOOK_FIRST: 5,
}
"""About how far one is: where somebody comes to one of these places, that part begins. It never goes back."""


LED: Final = frozenset(f"{step}={lesson.choice}" for lesson in LESSONS if lesson.choice for step in lesson.at)
"""The choices to which the tour leads: they are not taken back."""


def _off(place: Place) -> bool:
    """Whether this is a step to which the tour does not lead, or which it cannot go on from as it would."""
    return bool(place.choices) and place.name not in KNOWN and place.last not in LED


def find(place: Place, been: Container[str]) -> str:
    """What is to be done now at this place."""
    for lesson in LESSONS:
        if lesson.fits(place, been):
            return lesson.told(place)
    if place.on:
        return text.ON.format(key=place.choices[place.on])
    return text.WRITTEN if place.name.startswith(WRITING) else text.BESIDE


def keys_in(sentence: str) -> tuple[str, ...]:
    """The keys that a sentence names, as the keyboard has them."""
    return tuple(KEY.findall(sentence))


def pressed(cap: str) -> str:
    """What the program calls a key."""
    return NAMED.get(cap, cap)


def again(key: str) -> str:
    """The same once more, and more plainly: the one key, and where it is."""
    hint = text.HINTS.get(key) or (text.HINT_NUMBER if key.isdigit() else text.HINT_LETTER.format(key=key))
    return text.AGAIN.format(key=key, hint=hint)
