"""What is said at the start of a meeting: each point with the clauses that it tells (C-07, C-10, C-11).

The words are in words.toml as ``[[opening]]``, so that an organisation's pack says its own. A pack from before
there was such a table says its clauses as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from netmeet_tui.policy.condition import ALWAYS
from netmeet_tui.policy.lane import Given
from netmeet_tui.policy.pack import Pack, Point
from netmeet_tui.policy.rules import Broken, Rule, Whole

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


def _untold(pack: Pack) -> Iterator[Broken]:
    if not pack.opening:
        return
    read = {part.name for point in pack.opening for part in point.when.compared()} | {EXCEPTION_SETTING}
    asked = {name: setting.values for name, setting in pack.settings.items() if name in read}
    found: dict[str, Mapping[str, str]] = {}
    for values in product(*asked.values()):
        chosen: Mapping[str, str] = dict(zip(asked, values, strict=True))
        told = {clause for point in points(pack, pack.given(chosen)) for clause in point.serves}
        missing = [clause for clause in NEEDED if clause in pack.clauses and clause not in told]
        off = chosen.get(EXCEPTION_SETTING, "off") == "off"
        for clause in missing:
            found.setdefault(f"{clause} is told to nobody at the start", chosen)
        if EXCEPTION in pack.clauses and off == (EXCEPTION in told):
            said = (
                f"{EXCEPTION} is {'told at the start, and not in force' if off else 'in force, and told to nobody'}"
            )
            found.setdefault(said, chosen)
    for said, chosen in found.items():
        under = ", ".join(f"{name} = {value}" for name, value in chosen.items())
        yield Broken(f"{said} (with {under})" if under else said)


RULES: Final[tuple[Rule, ...]] = (
    Whole(
        "W-7",
        ("C-11", "C-25", "N-13"),
        "Everybody is told at the start of each exception that there may be, and of none that there is not.",
        _untold,
    ),
)
"""The rule about what is said at the start."""
