"""Everything that can be reached in a pack under all of its settings at once, asked for one side or the other.

One search covers every value of every setting; which of its cases belong to which settings is a mask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Cases, Guard
from netmeet_tui.policy.condition import ALWAYS, Compare, Every
from netmeet_tui.policy.endings import Ways, backwards, outcome_at_the_end
from netmeet_tui.policy.lane import Given, Situation
from netmeet_tui.policy.pack import CLOSED, NONE, Pack, Step
from netmeet_tui.policy.plan import all_choices
from netmeet_tui.policy.space import Group, Space, Watched, names
from netmeet_tui.policy.telling import settled
from netmeet_tui.policy.words import StepWords


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a step's words that reads differently; ``choice`` is whose words they are, if a choice's."""

    part: str
    choice: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


class Flow:
    """Everything that can be reached in a pack, under all of its settings at once; searched when first asked."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.space = Space(pack, watched=(outcome_at_the_end(pack), *_read_by_words(pack)))
        self._settings = {name: place.place for name, place in names(pack).items() if name in pack.settings}

        self.steps = tuple(pack.steps)
        self.moves = (*all_choices(pack), *pack.happenings)
        self.ends = tuple(product(pack.start, pack.facts["outcome"]))

    @cached_property
    def _reached(self) -> Mapping[Group, Cases]:
        return self.space.reached(self.space.starts())

    @cached_property
    def _steps(self) -> Mapping[str, Cases]:
        """The cases that come to each step."""
        found = dict.fromkeys(self.steps, 0)
        for group, cases in self._reached.items():
            if group[0] != CLOSED:
                found[group[0]] |= cases
        return found

    @cached_property
    def _taken(self) -> Mapping[str, Cases]:
        """The cases that there may be after each choice and event."""
        found = dict.fromkeys(self.moves, 0)
        for group, cases in self._reached.items():
            for edge in self.space.edges(group):
                found[edge.leg.entry] |= self.space.run(edge, cases)
        return found

    @cached_property
    def _ways(self) -> Mapping[Group, Ways]:
        return backwards(self.space, self._reached)

    def _under(self, given: Given) -> Cases:
        """The cases that belong to these settings."""
        axes, cases = self.space.axes, self.space.axes.all
        for place, value in zip(self._settings.values(), given, strict=True):
            if place in axes:
                cases &= axes.having(place, (value,))
        return cases

    def steps_under(self, given: Given) -> tuple[str, ...]:
        """The steps that can be come to."""
        under = self._under(given)
        return tuple(step for step, cases in self._steps.items() if cases & under)

    def taken_under(self, given: Given) -> tuple[str, ...]:
        """The choices and events that can be taken, as plans write them."""
        under = self._under(given)
        return tuple(entry for entry, cases in self._taken.items() if cases & under)

    def ends_under(self, given: Given) -> tuple[tuple[str, str], ...]:
        """The outcomes with which a fresh lane may end, each after the kind of the lane."""
        starts = {kind: lanes.start(self._pack, kind).situation for kind in self._pack.start}
        return tuple((kind, outcome) for kind, start in starts.items() for outcome in self.endings(start, given))

    def endings(self, situation: Situation, given: Given) -> tuple[str, ...]:
        """The outcomes with which a lane that stands here may close, in the order of the pack."""
        so_far = lanes.fact(self._pack, situation, "outcome")
        found = {so_far}
        if situation.step != CLOSED:
            group, cases = self.space.at(situation)
            cases &= self._under(given)
            ways = self._ways.get(group, {})
            found = {so_far if outcome is None else outcome for outcome, among in ways.items() if among & cases}
        return tuple(outcome for outcome in self._pack.facts["outcome"] if outcome in found and outcome != NONE)

    def said_otherwise(self, step: Step, before: Given, after: Given) -> Iterator[Said]:
        """What a step says differently, wherever a lane may stand on both sides.

        Why a choice is not offered counts where it is offered on neither side: elsewhere it is not shown on both.
        """
        one, other = (self._readings(step.under(self._pack.nation(given)), given) for given in (before, after))
        offered = [self._offered(step, given) for given in (before, after)]
        for group, cases in self._reached.items():
            if group[0] == step.id:
                both = self._moved_over(cases & self._under(before), after) & cases
                for words, among in _read(one, group, both):
                    for then, shared in _read(other, group, among):
                        for said in _said(words, then):
                            shown = shared
                            if said.part == "closed" and said.choice is not None:
                                for side in offered:
                                    shown &= ~side[said.choice].mask(group)
                            if shown:
                                yield said

    def _offered(self, step: Step, given: Given) -> dict[str, Guard]:
        """When each choice of a step is offered, once the settings are known."""
        certain = dict(zip(self._settings, given, strict=True))
        return {c.id: Guard(settled(c.when or ALWAYS, certain), self.space.axes) for c in step.choices}

    def _readings(self, step: Step, given: Given) -> list[tuple[Guard, StepWords]]:
        """The words of a step, each with what has to hold once the settings are known."""
        certain = dict(zip(self._settings, given, strict=True))
        readings = [(Guard(settled(when, certain), self.space.axes), words) for when, words in step.variants]
        return [*readings, (Guard(ALWAYS, self.space.axes), step.words)]

    def _moved_over(self, cases: Cases, given: Given) -> Cases:
        """The same cases, but with these settings."""
        for place, value in zip(self._settings.values(), given, strict=True):
            if place in self.space.axes:
                cases = self.space.axes.put(cases, place, value)
        return cases


def _read_by_words(pack: Pack) -> Iterator[Watched]:
    """The facts that are read by words which depend on a setting."""
    for step in pack.steps.values():
        compared = [part for when, _ in step.variants for part in when.compared()]
        if any(part.name in pack.settings for part in compared):
            here = Compare("step", 0, frozenset({step.id}))
            yield from (Watched(Every((here, part))) for part in compared if part.name not in pack.settings)


def _read(
    readings: Iterable[tuple[Guard, StepWords]], group: Group, cases: Cases
) -> Iterator[tuple[StepWords, Cases]]:
    """The words that are read in some cases of a group, with those cases: the first that fit."""
    for guard, words in readings:
        if among := cases & guard.mask(group):
            yield words, among
            cases ^= among


def _said(before: StepWords, after: StepWords) -> Iterator[Said]:
    """Every part of two readings that is not the same."""
    for part in ("short", "title", "say", "why"):
        one, other = getattr(before, part), getattr(after, part)
        if one != other:
            yield Said(part, None, (one,), (other,))
    if before.do != after.do:
        yield Said("do", None, before.do, after.do)
    for part in ("choices", "closed"):
        one, other = getattr(before, part), getattr(after, part)
        for choice in (*one, *(choice for choice in other if choice not in one)):
            texts = [(words[choice],) if choice in words else () for words in (one, other)]
            if texts[0] != texts[1]:
                yield Said(part, choice, *texts)
