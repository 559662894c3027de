"""The cases of a group: every combination of settings and answers as one bit of a number.

A condition is a mask, an answer to an offer is a shift: a thousand combinations at the price of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from netmeet_tui.policy.condition import Compare, Condition, Every, Not

Cases: TypeAlias = int
"""Which combinations: one bit for each."""


class Axes:
    """The cases: every combination of the values along some axes, each combination one bit."""

    def __init__(self, axes: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        self._stride: dict[int, int] = {}
        self._values: dict[int, tuple[str, ...]] = {}
        width = 1
        for place, values in axes:
            self._stride[place], self._values[place] = width, values
            width *= len(values)
        self.width = width
        self.all: Cases = (1 << width) - 1
        self._having = {
            (place, value): self._comb(self._stride[place], len(values), i)
            for place, values in axes
            for i, value in enumerate(values)
        }

    def _comb(self, stride: int, values: int, which: int) -> Cases:
        """Every bit of which the digit along one axis is ``which``."""
        comb, period = ((1 << stride) - 1) << (which * stride), values * stride
        while period < self.width:
            comb |= comb << period
            period *= 2
        return comb & self.all

    @property
    def places(self) -> Collection[int]:
        """The places of a world that lie along the axes."""
        return self._stride.keys()

    def __contains__(self, place: object) -> bool:
        """Whether this place of a world lies along an axis."""
        return place in self._stride

    def having(self, place: int, values: Iterable[str]) -> Cases:
        """The cases with one of these values."""
        cases = 0
        for value in values:
            cases |= self._having.get((place, value), 0)
        return cases

    def put(self, cases: Cases, place: int, value: str) -> Cases:
        """The cases after all of them took a value."""
        stride, values = self._stride[place], self._values[place]
        to, out = values.index(value), 0
        for i, old in enumerate(values):
            moved = cases & self._having[place, old]
            if moved:
                out |= moved << (to - i) * stride if to >= i else moved >> (i - to) * stride
        return out

    def before(self, cases: Cases, place: int, value: str) -> Cases:
        """The cases that ``put`` would bring to these."""
        stride, values = self._stride[place], self._values[place]
        there, out = cases & self._having[place, value], 0
        at = values.index(value)
        for i in range(len(values)):
            out |= there << (i - at) * stride if i >= at else there >> (at - i) * stride
        return out

    def values(self, case: int) -> Iterator[tuple[int, str]]:
        """The values that one case stands for: places with values."""
        for place, stride in self._stride.items():
            values = self._values[place]
            yield place, values[case // stride % len(values)]


class Guard:
    """A condition as a mask of cases; what it is for a group depends on few of the group's facts, and is kept."""

    def __init__(self, condition: Condition, axes: Axes) -> None:
        self._condition, self._axes = condition, axes
        # At least one place, so that there is something to look up.
        places = {part.place for part in condition.compared() if part.place not in axes} or {0}
        self._what_matters = itemgetter(*sorted(places))
        self._known: dict[object, Cases] = {}

    def mask(self, world: Sequence[str]) -> Cases:
        """The cases in which the condition holds."""
        key = self._what_matters(world)
        mask = self._known.get(key)
        if mask is None:
            mask = self._known[key] = self._asked(self._condition, world)
        return mask

    def _asked(self, condition: Condition, world: Sequence[str]) -> Cases:
        every = self._axes.all
        if isinstance(condition, Compare):
            if condition.place in self._axes:
                mask = self._axes.having(condition.place, condition.values)
                return mask ^ every if condition.negated else mask
            return every if (world[condition.place] in condition.values) is not condition.negated else 0
        if isinstance(condition, Not):
            return self._asked(condition.part, world) ^ every
        parts = (self._asked(part, world) for part in condition.parts)
        mask = every if isinstance(condition, Every) else 0
        for part in parts:
            mask = mask & part if isinstance(condition, Every) else mask | part
        return mask
