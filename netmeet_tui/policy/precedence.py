"""Which concern comes first (section 8): an order of lanes, by what is happening in them, and never of people.

The order is in the flow as ``[[precedence]]``. As on a road, the first band whose condition holds is taken, and the
last one has none: every lane falls in exactly one. A pack from before there was such a table has no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, product
from math import prod
from typing import Final

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Lane
from netmeet_tui.policy.pack import CLOSED, Band, Pack
from netmeet_tui.policy.rules import Broken, Rule, Whole

BANDS: Final = ("life-now", "person-now", "child", "own-life", "harm-other", "other")
"""The six of section 8, in their order."""

_MOST: Final = 200_000
"""How many combinations of what the order reads are looked at."""


def band(pack: Pack, lane: Lane, given: Given) -> str:
    """The band that a lane falls in; nothing in a pack without an order."""
    here = lanes.world(lane.situation, given)
    return next((band.id for band in pack.precedence if band.when.holds(here)), "")


def place(pack: Pack, lane: Lane, given: Given) -> int:
    """Where that band comes in the order."""
    ids = [band.id for band in pack.precedence]
    return ids.index(band(pack, lane, given)) if ids else 0


def _disordered(pack: Pack) -> Iterator[Broken]:
    if tuple(band.id for band in pack.precedence) != BANDS:
        yield Broken(f"[[precedence]] has to name these, in this order: {', '.join(BANDS)}")
        return
    compared = [part for band in pack.precedence for part in band.when.compared()]
    if settings := sorted({part.name for part in compared if part.name in pack.settings}):
        yield Broken(f"[[precedence]] asks for the settings {', '.join(settings)}: it may ask for facts only")
        return
    told_apart = _told_apart(pack)
    if prod(len(values) for values in told_apart.values()) > _MOST:
        yield Broken("[[precedence]] asks for more facts than can be looked at: write it simpler")
        return
    first = ["", *pack.first_facts()]
    bands, wrong = set[str](), set[tuple[str, str]]()
    for values in product(*told_apart.values()):
        facts = dict(zip(told_apart, values, strict=True))
        here = list(first)
        for name, value in facts.items():
            here[_at(pack, name)] = value
        found = next(at for at, band in enumerate(pack.precedence) if band.when.holds(tuple(here)))
        bands.add(BANDS[found])
        wrong |= {(said, BANDS[found]) for said, last in _latest(pack, facts) if found > last}
    yield from (Broken(f"a lane {said} must not come as late as '{late}'") for said, late in sorted(wrong))
    yield from (Broken(f"no lane ever falls in '{name}'") for name in BANDS if name not in bands)


def _latest(pack: Pack, facts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What a lane is about, and the last band that it may fall in."""
    step = facts["step"]
    if step == CLOSED:
        return
    if pack.steps[step].shows == "999":
        of_a_life = facts["kind"] in ("ill", "own-life")
        yield "at the 999 card", BANDS.index("life-now" if of_a_life else "person-now")
    if facts.get("call") == "open":
        yield "with an open 999 call", BANDS.index("person-now")
    kinds = {"own-life": "own-life", "harm-other": "harm-other"}
    if facts.get("child_access") != "no":
        kinds["child"] = "child"
    if facts["kind"] in kinds:
        yield f"about '{facts['kind']}'", BANDS.index(kinds[facts["kind"]])


def _at(pack: Pack, name: str) -> int:
    return 0 if name == "step" else 1 + pack.places[name]


def _told_apart(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """What the order or its rule reads, each with one value of those that none of them tells apart."""
    sets: dict[str, list[frozenset[str]]] = {"step": [], "kind": [frozenset({k}) for k in pack.facts["kind"]]}
    sets["step"].append(frozenset(step.id for step in pack.steps.values() if step.shows == "999"))
    sets["step"].append(frozenset({CLOSED}))
    for name, value in (("call", "open"), ("child_access", "no")):
        if value in pack.facts.get(name, ()):
            sets[name] = [frozenset({value})]
    for part in chain.from_iterable(band.when.compared() for band in pack.precedence):
        sets.setdefault(part.name, []).append(part.values)
    values = {**pack.facts, "step": (*pack.steps, CLOSED)}
    return {
        name: tuple({tuple(value in group for group in groups): value for value in values[name]}.values())
        for name, groups in sets.items()
    }


RULES: Final[tuple[Rule, ...]] = (
    Whole(
        "P-13",
        ("N-08", "T-20"),
        "Concerns are shown in the agreed order: danger now first, and no person is ranked by it.",
        _disordered,
    ),
)
"""The rule about the order."""

__all__ = ["BANDS", "RULES", "Band", "band", "place"]
