"""The rules about the room: the order in which concerns are shown, and what is said at the start of a meeting.

Apart from what they are about, because the screens need that and not the proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, product
from math import prod
from typing import Final

from netmeet_tui.policy.opening import EXCEPTION, EXCEPTION_SETTING, NEEDED, points
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.precedence import BANDS
from netmeet_tui.policy.rule import Broken, Rule, Whole

_MOST: Final = 200_000
"""How many combinations of what the order reads are looked at."""


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
        "P-13",
        ("N-08", "T-20"),
        "Concerns are shown in the agreed order: danger now first, and no person is ranked by it.",
        _disordered,
    ),
    Whole(
        "W-7",
        ("C-11", "C-25", "N-13"),
        "Everybody is told at the start of each exception that there may be, and of none that there is not.",
        _untold,
    ),
)
"""The rules about the room."""
