"""A story for practice: who is there, what they say and do when, and what the policy says of the ways through it.

A story is data. What happens in a play is a row of *moments*, written as plans write them:

``begin``           the meeting has begun
``flag=own-life``   a concern of this kind was flagged
``@talk``           a lane came to this step (``@closed``: it was closed)
``talk=talked``     a choice was made; ``offers=gp=no`` an answer to an offer
``!left``           one of the flow's events
``?gp``             this offer is about to be put
``+phone-rings``    something was brought in from outside, by whoever leads the practice
``time=10``         ten minutes have been let pass, all in all
``>id``             the line of that id has just been said
``end``             the meeting has ended
"""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

PASSES: Final = 5
"""Minutes of the story's time that are let pass by one key."""

LEFT_OPEN: Final = "open"
"""What stands for the outcome of a lane that was left open, with a reason."""


class Verdict(enum.StrEnum):
    """What the policy says of something that was done: never of a person, and never a rank."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    DISCUSS = "discuss"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody in the story: their seat, the word they chose, and a card for whoever plays or imagines them."""

    seat: str
    word: str
    card: str


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says or does at any of these moments, once, if all of ``given`` and none of ``unless`` was.

    ``who`` is a seat; empty for what happens in the room. Of the lines of one person that fit a moment, the first
    is said.
    """

    when: tuple[str, ...]
    who: str = ""
    words: str = ""
    does: str = ""
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    id: str = ""


class Injection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that whoever leads the practice can bring in, by key. Lines answer to ``+id``."""

    id: str
    label: str


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that could be done in this story, with what is to be said of it and the clauses it comes from.

    ``outcome`` of a lane, or ``choice`` (``step=choice`` or ``!event``); neither where no program could see it.
    ``without``: choices that what the people in the story say does not bear out. Without them the flow itself keeps
    a forbidden outcome out of reach: the check proves it.
    """

    words: str
    clauses: tuple[str, ...]
    outcome: str = ""
    choice: str = ""
    without: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether the program can see if it was done."""
        return bool(self.outcome or self.choice)


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way through the story, from the flag to the end, where it leads and what it teaches.

    ``path`` has moves: ``flag=KIND``, ``flag=KIND@SEAT``, ``step=choice``, ``!event``, ``+injection``, ``time=10``
    (it is now ten minutes after the beginning), ``999`` (rung from the card that is over everything), ``lane=2``
    (turn to that lane) and ``open=1`` (leave that lane open at the end). ``outcomes`` has one for each lane.
    """

    id: str
    title: str
    path: tuple[str, ...]
    outcomes: tuple[str, ...]
    verdict: Verdict
    teaches: str


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story as its file has it. ``at`` is the time on the clock in the room, in the nation's own time zone."""

    id: str
    title: str
    note: str
    nation: str
    at: datetime
    setting: str
    person: tuple[Person, ...]
    line: tuple[Line, ...]
    permitted: tuple[Expected, ...]
    forbidden: tuple[Expected, ...]
    course: tuple[Course, ...]
    clauses: tuple[str, ...]
    learning: tuple[str, ...]
    mode: str = "in-person"
    place: str = ""
    facilitators: int = 2
    settings: dict[str, str] = {}
    discuss: tuple[Expected, ...] = ()
    injection: tuple[Injection, ...] = ()
    trainer: tuple[str, ...] = ()
    """Notes for whoever leads the practice."""
    never: tuple[str, ...] = ()
    """Choices that would say something of the people in this story that is not so."""
    hands: tuple[str, ...] = ("talk", "offers", "who-knows")
    """Steps at which two who practise together change hands."""

    @property
    def begins(self) -> datetime:
        """When it begins, with its time zone."""
        return self.at.replace(tzinfo=ZoneInfo("Europe/London"))

    def someone(self, seat: str) -> Person | None:
        """Who sits in a seat."""
        return next((person for person in self.person if person.seat == seat), None)
