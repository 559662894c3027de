"""The take-away card: support that a person can use themselves, at other times and without us (C-21, I-12).

It holds no name, no date of a meeting, and nothing of what anybody said: it is the same card for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.service import UNKNOWN, Service

TITLE: Final = _("People you can turn to at other times")
YOURS: Final = _("Use it or not, as you like. Nobody asks you whether you did.")
FROM: Final = _("From {organisation}")
CHECKED: Final = _("Numbers checked on {day}.")
AGAIN: Final = _("Due to be checked again: if nobody answers, try another.")

LISTENERS: Final = 3
"""A card of few lines is one that is read: so many who listen, one for urgent health, and 999."""


@dataclass(frozen=True, slots=True)
class Line:
    """One who can be reached: the number as it is shown, who it is, what for, how, and what a phone's code says."""

    number: str
    name: str
    only: str
    hours: str
    say: str
    code: str
    again: bool = False
    """Whether the number was due to be checked again by now."""

    @property
    def brief(self) -> str:
        """What it is for, and when."""
        return _sentences(self.only, self.hours)

    @property
    def said(self) -> str:
        """What it is for, when, and what to say; and whether the number may be an old one."""
        return _sentences(self.only, self.hours, self.say, AGAIN if self.again else "")


@dataclass(frozen=True, slots=True)
class Card:
    """The lines in the order to show, the day on which the oldest of them was checked, and who gives the card."""

    lines: tuple[Line, ...]
    checked: date
    organisation: str = ""

    @property
    def dated(self) -> str:
        """When the numbers were checked."""
        return CHECKED.format(day=catalogue.day(self.checked))


def card(directory: Directory, nation: str, today: date, organisation: str = "") -> Card:
    """The card for a nation; where none is set, with what is the same in all four (I-15)."""
    chosen = tuple(_chosen(directory, nation))
    lines = tuple(_line(one, today) for one in chosen)
    return Card(lines, min(one.verified_on for one in chosen), organisation.strip())


def _chosen(directory: Directory, nation: str) -> Iterator[Service]:
    """Who listens, one for urgent health, then 999. A number of grade C is among them once it is confirmed."""
    listening = [one for one in directory.of("listening", nation) if _for_all(one, nation)]
    yield from listening[:LISTENERS]
    yield from [one for one in directory.of("urgent-health", nation) if _for_all(one, nation)][:1]
    yield directory.of("emergency")[0]


def _for_all(one: Service, nation: str) -> bool:
    """Whether it serves whoever takes the card, wherever in the nation they live; an organisation knows its own."""
    return one.grade == "own" or (one.area == UNKNOWN and (one.everywhere or nation in one.nations))


def _line(one: Service, today: date) -> Line:
    known = {name: "" if said == UNKNOWN else said for name, said in (("only", one.only), ("say", one.say))}
    hours = "" if one.hours == UNKNOWN else one.hours_said
    return Line(one.shown, one.label, known["only"], hours, known["say"], one.code, one.stale(today))


def _sentences(*parts: str) -> str:
    """Words that may be a sentence or a part of one, as sentences."""
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in parts if part)
