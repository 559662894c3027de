"""What is said at the start of a meeting: each point with the clauses that it tells (C-07, C-10, C-11).

The words are in words.toml as ``[[opening]]``, so that an organisation's pack says its own. A pack from before
there was such a table says its clauses as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netmeet_tui.policy.condition import ALWAYS
from netmeet_tui.policy.lane import Given
from netmeet_tui.policy.pack import Pack, Point

NEEDED: Final = ("C-07", "C-10", "C-11", "C-12", "C-13", "C-19", "C-21")
"""The clauses that everybody is told of, whatever an organisation has decided."""

EXCEPTION: Final = "C-25"
EXCEPTION_SETTING: Final = "own_life_exception"


def points(pack: Pack, given: Given, mode: str = "") -> tuple[Point, ...]:
    """The points for a meeting that is held like this; where nobody has said how, those for any way."""
    here = ("", *pack.first_facts(), *given)
    told = pack.opening or tuple(_clauses(pack, given))
    return tuple(point for point in told if point.when.holds(here) and (not point.modes or mode in point.modes))


def _clauses(pack: Pack, given: Given) -> Iterator[Point]:
    settings = dict(zip(pack.settings, given, strict=True))
    off = settings.get(EXCEPTION_SETTING) == "off"
    for clause in (*NEEDED, *(() if off else (EXCEPTION,))):
        if clause in pack.clauses:
            yield Point(clause, (clause,), clause, pack.clauses[clause].says, ALWAYS)
