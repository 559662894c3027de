"""Whether a mutant is no mistake at all: the same flow, written in another way.

Two packs are the same flow when a lane of the one and a lane of the other, taken the same way under the same
settings, always stand at the same step, are offered the same, read the same and close with the same outcome. Then
nothing that can be asked tells them apart, and nobody at the table can.

Both are walked side by side, over all situations at once (``space.py``): what is walked are pairs of groups, with
the cases in which lanes of both come there together. Packs found to be the same are; where the answers to offers
are noted differently, packs are said to differ although that may make no difference.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Cases, Guard
from netmeet_tui.policy.condition import ALWAYS, NEVER, Compare, Condition, Either, Every
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.space import Edge, Group, Node, Space, Watched

Pair: TypeAlias = tuple[Group, Group]
"""Where a lane of the one pack stands, and where the same lane stands in the other."""


def difference(one: Pack, other: Pack, *, words: bool = True) -> str:
    """A way after which lanes of two packs are no longer alike; empty when they always are: the same flow.

    The way is a hint: which settings and answers it takes is not told. Without ``words``, only what is offered and
    how lanes close has to be alike, not what is read on the way.
    """
    shown = [*_closing(one), *(_read_on_the_way(one) if words else ())]
    silent = [*_all_compared(one), *_all_compared(other)]
    watched = [*map(Watched, shown), Watched(_never_read(silent))]
    spaces = Space(one, watched=watched), Space(other, watched=watched)
    if spaces[0].settings != spaces[1].settings or spaces[0].axes.width != spaces[1].axes.width:
        return "what is told apart"
    return _SideBySide(*spaces, shown).difference()


class _SideBySide:
    """Two spaces, walked together."""

    def __init__(self, one: Space, other: Space, shown: Sequence[Condition]) -> None:
        self._one, self._other, self._shown = one, other, shown
        self._met: dict[Pair, Cases] = {}
        self._waiting: OrderedDict[Pair, Cases] = OrderedDict()
        self._from: dict[Pair, tuple[Pair, str] | None] = {}
        self._known: dict[tuple[bool, Group], Mapping[str, list[tuple[Edge, Cases]]]] = {}
        self._guards: dict[Node, tuple[Guard, ...]] = {}

    def difference(self) -> str:
        """See the function of this name."""
        for kind in self._one.pack.start:
            (first, cases), (second, _) = (
                space.at(lanes.start(space.pack, kind).situation) for space in (self._one, self._other)
            )
            self._meet((first, second), cases)
        while self._waiting:
            pair, cases = self._waiting.popitem(last=False)
            if not self._reads_alike(pair, cases):
                return f"{self._way_to(pair)} (reads otherwise)"
            if parted := self._walk(pair, cases):
                return f"{self._way_to(pair)} {parted}"
        return ""

    def _meet(self, pair: Pair, cases: Cases, by: tuple[Pair, str] | None = None) -> None:
        """Note that lanes come there together in these cases; and how, the first time."""
        before = self._met.get(pair, 0)
        self._from.setdefault(pair, by)
        if new := cases ^ (cases & before):
            self._met[pair] = before | new
            self._waiting[pair] = self._waiting.get(pair, 0) | new

    def _reads_alike(self, pair: Pair, cases: Cases) -> bool:
        """Whether they stand at the same step, and read the same there."""
        nodes = {(group[0], group[self._one.kind]) for group in pair}
        if len(nodes) > 1:
            return False
        node = nodes.pop()
        if node not in self._guards:
            settled = (self._one.settled(condition, node) for condition in self._shown)
            self._guards[node] = tuple(Guard(s, self._one.axes) for s in settled if s not in (ALWAYS, NEVER))
        return not any((guard.mask(pair[0]) ^ guard.mask(pair[1])) & cases for guard in self._guards[node])

    def _walk(self, pair: Pair, cases: Cases) -> str:
        """Take every move on both sides; the answer is one that is not the same on both."""
        ones, others = self._moves(self._one, pair[0]), self._moves(self._other, pair[1])
        for entry in {**ones, **others}:
            offered: Cases = 0
            for edge, may in ones.get(entry, ()):
                offered ^= may & cases
                for beside, might in others.get(entry, ()):
                    if both := may & might & cases:
                        after = self._one.run(edge, both)
                        if after != self._other.run(beside, both):
                            return entry
                        self._meet((edge.to, beside.to), after, (pair, entry))
            for _, might in others.get(entry, ()):
                offered ^= might & cases
            if offered:  # on one side only; on each side every case takes one edge of an entry, at most
                return entry
        return ""

    def _moves(self, space: Space, group: Group) -> Mapping[str, list[tuple[Edge, Cases]]]:
        """What may be done in a group: for each entry its edges, with the cases that may take them."""
        key = (space is self._one, group)
        if key not in self._known:
            moves: dict[str, list[tuple[Edge, Cases]]] = {}
            for edge in space.edges(group):
                moves.setdefault(edge.leg.entry, []).append((edge, space.back(edge, space.axes.all)))
            self._known[key] = moves
        return self._known[key]

    def _way_to(self, pair: Pair) -> str:
        path: list[str] = []
        while by := self._from[pair]:
            pair, entry = by
            path.append(entry)
        return " ".join((pair[0][self._one.kind] + ":", *reversed(path)))


def _closing(pack: Pack) -> Iterator[Condition]:
    """With which outcome a lane is closed."""
    closed = Compare("step", 0, frozenset({CLOSED}))
    yield from (Every((closed, one)) for one in _each_value(pack, "outcome"))


def _read_on_the_way(pack: Pack) -> Iterator[Condition]:
    """What makes a difference on the screens: words; whom one rings and on what ground; what came of it."""
    for step in pack.steps.values():
        here = Compare("step", 0, frozenset({step.id}))
        yield from (Every((here, when)) for when, _ in step.variants)
        told = {"sheet": ("route", "ground"), "contact": ("outcome",)}.get(step.shows, ())
        yield from (Every((here, one)) for fact in told for one in _each_value(pack, fact))


def _each_value(pack: Pack, fact: str) -> Iterator[Condition]:
    for value in pack.facts[fact]:
        yield Compare(fact, 1 + pack.places[fact], frozenset({value}))


def _all_compared(pack: Pack) -> Iterator[Condition]:
    """What any condition of the flow compares, so that both packs tell the same apart."""
    conditions = [branch.when for branches in pack.roads.values() for branch in branches]
    conditions += [happening.when for happening in pack.happenings.values()]
    conditions += [choice.when for step in pack.steps.values() for choice in step.choices if choice.when]
    return chain.from_iterable(condition.compared() for condition in conditions)


def _never_read(compared: Sequence[Condition]) -> Condition:
    """These, in a condition that is known not to hold wherever one stands: told apart, but not kept for it."""
    return Every((Compare("step", 0, frozenset()), Either(tuple(compared)), NEVER))
