"""Mutants: copies of a pack, each with one small mistake in it. Made in memory; no file is written.

A mutant is named as plans write moves: ``talk=talked removed``, ``kind-road[2] > card`` (branches are counted from
1), ``!left without present``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias, TypeVar

from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition, Not
from netmeet_tui.policy.map import ends
from netmeet_tui.policy.pack import HERE, Branch, Change, Choice, Happening, Pack

TRANSITIONS: Final = (
    *("choice removed", "choice redirected"),
    *("branch removed", "branch redirected"),
    *("event removed", "event redirected"),
)
"""The sorts that are about where one can go."""

SORTS: Final = (
    *TRANSITIONS,
    *("guard dropped", "guard never", "guard turned round"),
    *("outcome dropped", "change dropped", "change on entering dropped", "start redirected"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one mistake: what was done to it, and of which sort that is."""

    name: str
    sort: str
    pack: Pack


Leading: TypeAlias = Choice | Branch | Happening
"""What leads from one step to another."""


class Place(NamedTuple):
    """Where something that leads stands in a pack: of which step, road or event, and as which there."""

    what: str
    owner: str
    number: int
    part: Leading

    @property
    def name(self) -> str:
        """As plans write it; branches, which plans do not name, by their number."""
        if isinstance(self.part, Choice):
            return f"{self.owner}={self.part.id}"
        return f"{self.owner}[{self.number + 1}]" if isinstance(self.part, Branch) else self.owner


def mutants(pack: Pack) -> Iterator[Mutant]:
    """Every mutant of a pack, always in the same order."""
    for place in places(pack):
        name, part = place.name, place.part
        yield Mutant(f"{name} removed", f"{place.what} removed", put(pack, place, None))
        for to in _wrong_targets(pack, place):
            mistaken = put(pack, place, replace(part, to=to))
            yield Mutant(f"{name} > {to}", f"{place.what} redirected", mistaken)
        for how, when in _wrong_guards(place):
            mistaken = put(pack, place, replace(part, when=when))
            yield Mutant(f"{name} guard {how}", f"guard {how}", mistaken)
        if not isinstance(part, Happening) and part.outcome is not None:
            mistaken = put(pack, place, replace(part, outcome=None))
            yield Mutant(f"{name} without outcome", "outcome dropped", mistaken)
        for change in part.set:
            mistaken = put(pack, place, replace(part, set=_without(part.set, change)))
            yield Mutant(f"{name} without {change.fact}", "change dropped", mistaken)
    for step in pack.steps.values():
        for change in step.enter:
            other = replace(step, enter=_without(step.enter, change))
            mistaken = replace(pack, steps={**pack.steps, step.id: other})
            yield Mutant(f"{step.id} enters without {change.fact}", "change on entering dropped", mistaken)
    for kind, first in pack.start.items():
        for to in _two_others(pack, first, (first,)):
            mistaken = replace(pack, start={**pack.start, kind: to})
            yield Mutant(f"start {kind} > {to}", "start redirected", mistaken)


def places(pack: Pack) -> Iterator[Place]:
    """Everything that leads from one step to another."""
    for step in pack.steps.values():
        for number, choice in enumerate(step.choices):
            yield Place("choice", step.id, number, choice)
    for road, branches in pack.roads.items():
        for number, branch in enumerate(branches):
            yield Place("branch", road, number, branch)
    for happening in pack.happenings.values():
        yield Place("event", happening.id, 0, happening)


# -- wrong targets, wrong guards ---------------------------------------------------------------------------------


def _wrong_targets(pack: Pack, place: Place) -> Iterator[str]:
    """Two steps to which it does not lead, and staying where one is."""
    from_a_step = place.what == "choice"
    right = ends(pack, place.owner if from_a_step else HERE, place.part.to)
    yield from _two_others(pack, place.owner if from_a_step else right[0], right)
    if right != ((place.owner,) if from_a_step else (HERE,)):
        yield HERE


def _two_others(pack: Pack, after: str, right: Sequence[str]) -> tuple[str, ...]:
    """The next step in the flow's order that is not right, and an end: nothing more is done, or the card.

    Fewer in a pack so small that there are no two.
    """
    steps = list(pack.steps)
    at = steps.index(after) + 1 if after in pack.steps else 0
    wrong = [step for step in (*steps[at:], *steps[:at]) if step not in (*right, after)]
    over = [step for step in ("no-further-action", "card", *wrong) if step in wrong[1:]]
    return (*wrong[:1], *over[:1])


def _wrong_guards(place: Place) -> Iterator[tuple[str, Condition]]:
    """One that always holds; one that never does; the opposite.

    A branch that is never taken is a branch that was removed, and made already.
    """
    when = place.part.when
    if when is not None and when != ALWAYS:
        yield "dropped", ALWAYS
        if place.what != "branch":
            yield "never", NEVER
        yield "turned round", Not(when)


def _without(changes: tuple[Change, ...], dropped: Change) -> tuple[Change, ...]:
    return tuple(change for change in changes if change != dropped)


# -- putting them in the pack ------------------------------------------------------------------------------------


def put(pack: Pack, place: Place, part: Leading | None) -> Pack:
    """The pack with another part in this place, or with none."""
    if isinstance(place.part, Choice):
        step = pack.steps[place.owner]
        other = replace(step, choices=_put(step.choices, place.number, part))
        return replace(pack, steps={**pack.steps, step.id: other})
    if isinstance(place.part, Branch):
        branches = _put(pack.roads[place.owner], place.number, part)
        # Without its last branch, a road ends with the one before: whoever comes to it has to get somewhere.
        branches = (*branches[:-1], replace(branches[-1], when=ALWAYS)) if part is None else branches
        return replace(pack, roads={**pack.roads, place.owner: branches})
    happenings = dict(pack.happenings)
    if isinstance(part, Happening):
        happenings[place.owner] = part
    else:
        del happenings[place.owner]
    return replace(pack, happenings=happenings)


Put = TypeVar("Put", Choice, Branch)


def _put(parts: tuple[Put, ...], number: int, part: Leading | None) -> tuple[Put, ...]:
    assert part is None or isinstance(part, type(parts[number]))
    return (*parts[:number], *(() if part is None else (part,)), *parts[number + 1 :])
