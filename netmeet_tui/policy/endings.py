"""How a lane can still end: the outcomes with which it may close, asked of the flow itself."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeAlias

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Cases
from netmeet_tui.policy.condition import Compare, Every
from netmeet_tui.policy.lane import Given, Situation
from netmeet_tui.policy.pack import CLOSED, NONE, Pack
from netmeet_tui.policy.space import Edge, Group, Space, Watched

Ways: TypeAlias = Mapping[str | None, Cases]
"""For each outcome the cases that may still end with it; None stands for the outcome that the lane has already."""


class Endings:
    """Answers how lanes of one pack can still end. What was once worked out is kept for the next question.

    For settings and a kind the groups are found once, forwards; for moves not to be used, the outcomes go backwards
    from where lanes close. So a question costs that once, and nearly nothing when it is asked again.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._spaces: dict[Given, Space] = {}
        self._found: dict[tuple[Given, str, frozenset[str]], Mapping[Group, Ways]] = {}

    def of(self, situation: Situation, given: Given, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """The outcomes with which a lane that stands here may close when no move in ``without`` is taken.

        Moves are written as in plans, ``step=choice`` or ``!event``.
        """
        so_far = lanes.fact(self._pack, situation, "outcome")
        if situation.step == CLOSED:
            return frozenset({so_far} - {NONE})
        group, cases = self._space(given).at(situation)
        kind = lanes.fact(self._pack, situation, "kind")
        ways = self._ways(given, kind, without).get(group, {})
        found = {so_far if outcome is None else outcome for outcome, among in ways.items() if among & cases}
        return frozenset(found - {NONE})

    def _space(self, given: Given) -> Space:
        if given not in self._spaces:
            self._spaces[given] = Space(self._pack, given, watched=(outcome_at_the_end(self._pack),))
        return self._spaces[given]

    def _ways(self, given: Given, kind: str, without: frozenset[str]) -> Mapping[Group, Ways]:
        key = (given, kind, without)
        if key not in self._found:
            space = self._space(given)
            start, cases = space.at(lanes.start(self._pack, kind).situation)
            self._found[key] = backwards(space, space.reached({start: cases}), without)
        return self._found[key]


def outcome_at_the_end(pack: Pack) -> Watched:
    """What keeps a space from forgetting the outcome on the way to the end."""
    closed = Compare("step", 0, frozenset({CLOSED}))
    empty = Compare("outcome", 1 + pack.places["outcome"], frozenset({NONE}))
    return Watched(Every((closed, empty)))


def endings(
    pack: Pack, situation: Situation, given: Given, without: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The outcomes with which a lane that stands here may close; for one question. See ``Endings``."""
    return Endings(pack).of(situation, given, without)


def backwards(
    space: Space, reached: Mapping[Group, Cases], without: frozenset[str] = frozenset()
) -> Mapping[Group, Ways]:
    """From every closed lane back to where it came from, until nothing new is found."""
    leading_to: dict[Group, list[tuple[Group, Edge]]] = {}
    for group in reached:
        for edge in space.edges(group):
            if edge.leg.entry not in without:
                leading_to.setdefault(edge.to, []).append((group, edge))
    ways: dict[Group, dict[str | None, Cases]] = {group: {} for group in reached}
    waiting: OrderedDict[tuple[Group, str | None], Cases] = OrderedDict()
    for group, cases in reached.items():
        if group[0] == CLOSED:
            ways[group][None] = cases
            waiting[group, None] = cases
    while waiting:
        (group, outcome), fresh = waiting.popitem(last=False)
        for before, edge in leading_to.get(group, ()):
            named = edge.outcome if outcome is None else outcome
            cases = space.back(edge, fresh) & reached[before]
            known = ways[before].get(named, 0)
            if new := cases ^ (cases & known):
                ways[before][named] = known | new
                waiting[before, named] = waiting.get((before, named), 0) | new
    return ways
