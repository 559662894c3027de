"""The flow taken apart: every way of taking a move, along one branch of every road, as conditions and changes.

The engine (``lane.py``) takes one way of one lane; here are all of them, for whoever looks at many lanes at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition, Not
from netmeet_tui.policy.pack import CLOSED, HERE, Change, Pack


class Ended(NamedTuple):
    """The outcome becomes this one, unless the one that the lane has stands (``lane.stands``)."""

    outcome: str


Part: TypeAlias = Condition | Change | Ended


@dataclass(frozen=True, eq=False)
class Leg:
    """One way of taking a move: what has to hold and what changes, in order, and the step that it leads to.

    Each is made once and compared as that one.
    """

    entry: str
    """The move as plans write it: ``step=choice`` or ``!event``."""

    parts: tuple[Part, ...]
    to: str
    kind: str
    """The lane's kind afterwards."""

    @cached_property
    def _changes(self) -> frozenset[tuple[str, str]]:
        return frozenset((part.fact, part.value) for part in self.parts if isinstance(part, Change))

    @cached_property
    def _outcomes(self) -> frozenset[str]:
        return frozenset(part.outcome for part in self.parts if isinstance(part, Ended))

    def sets(self, fact: str, value: str) -> bool:
        """Whether a fact takes a value on the way."""
        return (fact, value) in self._changes

    def ends(self, outcome: str) -> bool:
        """Whether an outcome is set on the way."""
        return outcome in self._outcomes


def legs(pack: Pack, step: str, kind: str) -> Iterator[Leg]:
    """Every leg out of a step for lanes of one kind, without those that step and kind alone rule out."""
    if step == CLOSED:
        return
    road = _Road(pack, step)
    for choice in pack.steps[step].choices:
        parts = [choice.when or ALWAYS, *choice.set, *_ended(choice.outcome)]
        yield from road.legs(f"{step}={choice.id}", kind, parts, choice.to)
    for happening in pack.happenings.values():
        yield from road.legs(happening.id, kind, [happening.when, *happening.set], happening.to)


def _ended(outcome: str | None) -> tuple[Ended, ...]:
    return () if outcome is None else (Ended(outcome),)


@dataclass(frozen=True, slots=True)
class _Road:
    """Follows the roads from one step."""

    pack: Pack
    step: str

    def legs(self, entry: str, kind: str, parts: Sequence[Part], to: str) -> Iterator[Leg]:
        done: list[Part] = []
        for part in parts:
            if isinstance(part, Change):
                kind = part.value if part.fact == "kind" else kind
            elif not isinstance(part, Ended):
                part = self.settled(part, kind)
                if part == NEVER:
                    return
                if part == ALWAYS:
                    continue
            done.append(part)
        if to in self.pack.roads:
            for leg in self.branches(entry, kind, to):
                yield Leg(entry, (*done, *leg.parts), leg.to, leg.kind)
        elif to in (HERE, CLOSED):
            yield Leg(entry, tuple(done), self.step if to == HERE else to, kind)
        else:
            yield Leg(entry, (*done, *self.pack.steps[to].enter), to, kind)

    def branches(self, entry: str, kind: str, road: str) -> Iterator[Leg]:
        earlier: list[Part] = []
        for branch in self.pack.roads[road]:
            parts = [*earlier, branch.when, *branch.set, *_ended(branch.outcome)]
            yield from self.legs(entry, kind, parts, branch.to)
            earlier.append(Not(branch.when))

    def settled(self, condition: Condition, kind: str) -> Condition:
        return condition.settled(0, self.step).settled(1 + self.pack.places["kind"], kind)
