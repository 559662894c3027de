"""The take-away card: support that a person can use themselves, at other times and without us (C-21, I-12).

It holds no name, no date of a meeting, and nothing of what anybody said: it is the same card for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from netmeet_tui.directory.book import spared
from netmeet_tui.directory.emergency import EMERGENCY


@dataclass(frozen=True, slots=True)
class Line:
    """One who can be reached: what for, who it is, and the number as it is shown."""

    only: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Card:
    """The lines in the order to show, and the day on which the oldest of them was checked."""

    lines: tuple[Line, ...]
    checked: date


LISTENING = ("samaritans", "shout", "111-england", "111-wales")


def card(nation: str = "unset") -> Card:
    """The card for a nation; without one, what is the same everywhere."""
    here = {one.id: one for one in spared().every(nation) if nation != "unset" or one.everywhere}
    chosen = [*(here[name] for name in LISTENING if name in here), EMERGENCY[0]]
    lines = tuple(Line(one.only, one.label, one.shown) for one in chosen)
    return Card(lines, min(one.verified_on for one in chosen))
