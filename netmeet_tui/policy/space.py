"""Every situation that a pack can come to: found all at once, and cut down to what is read.

Written out there are too many: hundreds of ways to answer the offers, times thousands of other facts, times dozens
of settings. Three things make them few, and none of them loses a situation or makes one up:

*Values that nobody tells apart are one.* If no guard, no road and no rule asks whether ``told`` is ``told`` or
``on-advice``, both are written as one of them. Facts take values only as the pack writes them down, never from one
another, so whatever follows from the one follows from the other.

*What nobody will ask is forgotten.* At each step, for each kind, a fact is kept only if some guard, road or rule
may read it before it is set anew. (Found backwards over the flow, as a compiler finds which variables are alive.)

*Settings never change, and offers are answered in any order*, so these are not written out: a *group* of situations
stands for all that agree in everything else, and the bits of one number say which settings and answers are among
them: the *cases*. A guard is a mask, an answer is a shift, and nothing is approximate.

The number of groups grows with the steps and with the facts alive there, the width of a number with the settings
and the answers to offers that are read; the time is about the product. ``tests/policy/test_space.py`` compares all
this with walking ``lane.py`` one situation at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Axes, Cases, Guard
from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition, Name, World
from netmeet_tui.policy.lane import Given, Situation
from netmeet_tui.policy.legs import Ended, Leg, legs
from netmeet_tui.policy.pack import CLOSED, NONE, Change, Pack

Group: TypeAlias = World
"""What the situations of a group have in common: step, facts, settings, witnesses; '*' where cases differ."""

Node: TypeAlias = tuple[str, str]
"""A step, for lanes of one kind."""

DIFFERS = "*"


class Seen(NamedTuple):
    """When a witness takes a value.

    At a move that fits ``by`` (``*`` is anything) and leads ``to`` a step, if the witness had one of ``was``.
    """

    by: str
    value: str
    was: tuple[str, ...] = ()
    to: str = "*"


class Witness(NamedTuple):
    """What truly happened on the way, whatever the pack notes about it. It starts with its first value."""

    name: str
    values: tuple[str, ...]
    seen: tuple[Seen, ...]

    def at(self, leg: Leg) -> tuple[Seen, ...]:
        """What may be seen along a leg, up to the first line that counts whatever was seen before."""
        found = []
        for seen in self.seen:
            if fnmatchcase(leg.entry, seen.by) and seen.to in ("*", leg.to):
                found.append(seen)
                if not seen.was:
                    break
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Watched:
    """What a rule reads.

    Of situations: that ``never`` holds. Of the moves that fit: that ``never`` holds before and ``then`` after.
    """

    never: Condition = NEVER
    fits: Callable[[Leg], bool] | None = None
    then: Condition = ALWAYS


class Put(NamedTuple):
    """Give a fact that differs among the cases a value, in all of them."""

    place: int
    value: str


class Edge(NamedTuple):
    """A leg out of one group: what becomes of the cases that may take it, and the group that it leads to.

    ``outcome`` is the one that the lane then has, None where it keeps the one it had.
    """

    leg: Leg
    steps: tuple[Cases | Put, ...]
    to: Group
    outcome: str | None


class _Effect(NamedTuple):
    """What a leg reads before it sets it, what it sets, and the node that it leads to."""

    to: Node
    reads: frozenset[int]
    sets: frozenset[int]


class _Part(NamedTuple):
    """A part of a leg, made ready: one of a guard, a change or an outcome."""

    guard: Guard | None
    change: Change | None
    outcome: str | None


class _Ready(NamedTuple):
    """A leg, made ready for any group of its node; ``first`` is what has to hold before anything changes."""

    leg: Leg
    first: Guard | None
    parts: tuple[_Part, ...]
    seen: tuple[tuple[int, tuple[Seen, ...]], ...]


class Space:
    """The groups of a pack, and the edges between them, made when they are asked for.

    ``given`` fixes the settings; without it every value of every setting is covered. ``witnesses`` and ``watched``
    are what rules speak of. Moves in ``without`` are not taken; they are written as plans write them.
    """

    def __init__(
        self,
        pack: Pack,
        given: Given | None = None,
        witnesses: Sequence[Witness] = (),
        watched: Sequence[Watched] = (),
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.pack, self.given, self.witnesses, self.watched = pack, given, tuple(witnesses), tuple(watched)
        self.kind = 1 + pack.places["kind"]
        self._outcome = 1 + pack.places["outcome"]
        self._settings = 1 + len(pack.facts)
        self._witnesses = self._settings + len(pack.settings)
        self._seen_at: dict[tuple[str, str], tuple[tuple[int, tuple[Seen, ...]], ...]] = {}
        self.legs = self._drawn(without)
        self._one_of, self.axes = self._told_apart()
        self._forgotten = self._not_alive()
        self._ready: dict[Node, tuple[_Ready, ...]] = {}
        self._edges: dict[Group, tuple[Edge, ...]] = {}

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings that anything depends on."""
        return tuple(s.id for i, s in enumerate(self.pack.settings.values()) if self._settings + i in self.axes)

    def _drawn(self, without: frozenset[str]) -> dict[Node, tuple[Leg, ...]]:
        """The legs of every node to which some legs lead."""
        drawn: dict[Node, tuple[Leg, ...]] = {}
        waiting = [(step, kind) for kind, step in self.pack.start.items()]
        while waiting:
            node = waiting.pop()
            if node not in drawn:
                drawn[node] = tuple(leg for leg in legs(self.pack, *node) if leg.entry not in without)
                waiting.extend((leg.to, leg.kind) for leg in drawn[node])
        return drawn

    # -- what is told apart --------------------------------------------------------------------------------------

    def _told_apart(self) -> tuple[dict[int, dict[str, str]], Axes]:
        """For each fact, the value that each of its values is written as; and the cases."""
        pack = self.pack
        asked: dict[int, set[frozenset[str]]] = {self._outcome: {frozenset({NONE}), pack.contact_outcomes}}
        taken: dict[int, set[str]] = {}
        for condition in self._conditions():
            for part in condition.compared():
                asked.setdefault(part.place, set()).add(part.values)
        for node in self.legs.values():
            for leg in node:
                for change in leg.parts:
                    if isinstance(change, Change):
                        taken.setdefault(1 + change.place, set()).add(change.value)
        one_of: dict[int, dict[str, str]] = {}
        for place, values in enumerate(pack.facts.values(), 1):
            free = place in (self.kind, self._outcome)
            possible = [v for v in values if free or v == values[0] or v in taken.get(place, ())]
            questions = sorted(asked.get(place, ()), key=sorted)
            stands_for: dict[object, str] = {}
            one_of[place] = {
                value: stands_for.setdefault(
                    value if place == self.kind else tuple(value in question for question in questions), value
                )
                for value in possible
            }
        # Settings first: where no offer has been answered yet, a number has as many bits as they have combinations.
        axes: list[tuple[int, tuple[str, ...]]] = []
        if self.given is None:
            settings = enumerate(pack.settings.values(), self._settings)
            axes = [(place, setting.values) for place, setting in settings if place in asked]
        differing = [1 + pack.places[offer] for offer in pack.offers]
        axes += [(place, tuple(dict.fromkeys(one_of[place].values()))) for place in differing]
        return one_of, Axes([(place, values) for place, values in axes if len(values) > 1])

    def _conditions(self) -> Iterator[Condition]:
        for node in self.legs.values():
            for leg in node:
                yield from (part for part in leg.parts if not isinstance(part, Change | Ended))
        for watched in self.watched:
            yield watched.never
            yield watched.then

    # -- what is forgotten ---------------------------------------------------------------------------------------

    def _not_alive(self) -> dict[Node, tuple[tuple[int, str], ...]]:
        """For each node the facts and witnesses that nobody will ask, with the value they are written as."""
        alive = {node: self._read_at(node) for node in self.legs}
        of_moves = [watched for watched in self.watched if watched.fits is not None]
        effects: dict[Node, list[_Effect]] = {}
        for node, out in self.legs.items():
            effects[node] = []
            for leg in out:
                fitting = [watched for watched in of_moves if watched.fits is not None and watched.fits(leg)]
                effects[node].append(self._effect(leg, node, fitting))
                after = (leg.to, leg.kind)
                alive[after].update(*(self._read(watched.then, after) for watched in fitting))
        leading_to: dict[Node, set[Node]] = {}
        for node, found in effects.items():
            for effect in found:
                leading_to.setdefault(effect.to, set()).add(node)
        waiting = dict.fromkeys(self.legs)
        while waiting:
            node, _ = waiting.popitem()
            now = alive[node].union(*(effect.reads | alive[effect.to] - effect.sets for effect in effects[node]))
            if now != alive[node]:
                alive[node] = now
                waiting.update(dict.fromkeys(leading_to.get(node, ())))
        first = [(place, values[0]) for place, values in enumerate(self.pack.facts.values(), 1)]
        first += [(place, witness.values[0]) for place, witness in enumerate(self.witnesses, self._witnesses)]
        kept = {self.kind, *self.axes.places}
        return {
            node: tuple((place, value) for place, value in first if place not in alive[node] and place not in kept)
            for node in self.legs
        }

    def _read_at(self, node: Node) -> set[int]:
        """The places that rules about situations read there."""
        found: set[int] = set()
        for watched in self.watched:
            if watched.fits is None:
                found |= self._read(watched.never, node)
        return found

    def _effect(self, leg: Leg, node: Node, fitting: Sequence[Watched]) -> _Effect:
        """What a leg, and the rules that it fits, read and set."""
        reads: set[int] = set()
        sets = {place for place, seen in self._seen(leg) if not seen[0].was}
        for part in reversed(leg.parts):
            if isinstance(part, Change):
                sets.add(1 + part.place)
                reads.discard(1 + part.place)
            elif not isinstance(part, Ended):
                reads |= {compare.place for compare in part.compared()}
        for watched in fitting:
            reads |= self._read(watched.never, node)
        return _Effect((leg.to, leg.kind), frozenset(reads), frozenset(sets))

    def _read(self, condition: Condition, node: Node) -> set[int]:
        return {part.place for part in self.settled(condition, node).compared()}

    def settled(self, condition: Condition, node: Node) -> Condition:
        """What is left of a condition where the step and the kind are known."""
        return condition.settled(0, node[0]).settled(self.kind, node[1])

    # -- groups and edges ----------------------------------------------------------------------------------------

    def at(self, situation: Situation) -> tuple[Group, Cases]:
        """The group of a situation, and the cases that it may be, under all settings that are covered."""
        cases = self.axes.all
        given = self.given or tuple(s.values[0] for s in self.pack.settings.values())
        group = [situation.step, *situation.facts, *given, *(witness.values[0] for witness in self.witnesses)]
        for place, one_of in self._one_of.items():
            group[place] = one_of[group[place]]
        for place in range(len(group)):
            if place in self.axes:
                if place < self._settings:
                    cases &= self.axes.having(place, (group[place],))
                group[place] = DIFFERS
        return self._cut_down(group), cases

    def _cut_down(self, group: list[str]) -> Group:
        for place, value in self._forgotten[group[0], group[self.kind]]:
            group[place] = value
        return tuple(group)

    def edges(self, group: Group) -> tuple[Edge, ...]:
        """Every leg that some case of a group may take."""
        known = self._edges.get(group)
        if known is None:
            known = self._edges[group] = tuple(self._found(group))
        return known

    def _found(self, group: Group) -> Iterator[Edge]:
        every, in_axes = self.axes.all, self.axes.places
        for leg, first, parts, seen_at in self._legs_ready((group[0], group[self.kind])):
            mask = every if first is None else first.mask(group)
            if not mask:
                continue
            now, ended = list(group), None
            steps: list[Cases | Put] = [] if mask == every else [mask]
            for guard, change, outcome in parts:
                if guard is not None:
                    mask = guard.mask(now)
                    if not mask:
                        break
                    if mask != every:
                        steps.append(mask)
                elif change is not None:
                    place = 1 + change.place
                    value = self._one_of[place][change.value]
                    if place in in_axes:
                        steps.append(Put(place, value))
                    else:
                        now[place] = value
                elif outcome is not None and not lanes.stands(self.pack, now[self._outcome], outcome):
                    now[self._outcome], ended = self._one_of[self._outcome][outcome], outcome
            else:
                now[0] = leg.to
                for place, seen in seen_at:
                    now[place] = next((s.value for s in seen if not s.was or now[place] in s.was), now[place])
                yield Edge(leg, tuple(steps), self._cut_down(now), ended)

    def _legs_ready(self, node: Node) -> tuple[_Ready, ...]:
        ready = self._ready.get(node)
        if ready is None:
            ready = self._ready[node] = tuple(map(self._made_ready, self.legs[node]))
        return ready

    def _made_ready(self, leg: Leg) -> _Ready:
        parts = []
        for part in leg.parts:
            if isinstance(part, Change):
                parts.append(_Part(None, part, None))
            elif isinstance(part, Ended):
                parts.append(_Part(None, None, part.outcome))
            else:
                parts.append(_Part(Guard(part, self.axes), None, None))
        first = parts.pop(0).guard if parts and parts[0].guard is not None else None
        return _Ready(leg, first, tuple(parts), self._seen(leg))

    def _seen(self, leg: Leg) -> tuple[tuple[int, tuple[Seen, ...]], ...]:
        """What the witnesses may see along a leg, each with its place."""
        move = (leg.entry, leg.to)
        if move not in self._seen_at:
            found = [(place, witness.at(leg)) for place, witness in enumerate(self.witnesses, self._witnesses)]
            self._seen_at[move] = tuple((place, seen) for place, seen in found if seen)
        return self._seen_at[move]

    def run(self, edge: Edge, cases: Cases) -> Cases:
        """What becomes of cases along an edge."""
        for step in edge.steps:
            cases = self.axes.put(cases, *step) if isinstance(step, Put) else cases & step
            if not cases:
                return 0
        return cases

    def back(self, edge: Edge, cases: Cases) -> Cases:
        """The cases that come to be among these along an edge."""
        for step in reversed(edge.steps):
            cases = self.axes.before(cases, *step) if isinstance(step, Put) else cases & step
        return cases

    # -- exploring -----------------------------------------------------------------------------------------------

    def starts(self) -> dict[Group, Cases]:
        """Where lanes of every kind start, under all settings that are covered."""
        found: dict[Group, Cases] = {}
        for kind in self.pack.start:
            group, cases = self.at(lanes.start(self.pack, kind).situation)
            found[group] = found.get(group, 0) | cases
        return found

    def reached(self, starts: Mapping[Group, Cases], without: frozenset[str] = frozenset()) -> dict[Group, Cases]:
        """Everything that can be reached when no move in ``without`` is taken: which cases of which group.

        Moves that stay in a group come first (the answers to offers do), so that the rest is seldom walked again.
        """
        reached, waiting = dict(starts), OrderedDict(starts)
        while waiting:
            group, cases = waiting.popitem(last=False)
            edges = [edge for edge in self.edges(group) if edge.leg.entry not in without]
            loops = [edge for edge in edges if edge.to == group]
            fresh = cases
            while fresh:
                after = 0
                for edge in loops:
                    after |= self.run(edge, fresh)
                fresh = after ^ (after & reached[group])
                reached[group] |= fresh
                cases |= fresh
            for edge in edges:
                if edge.to == group:
                    continue
                after = self.run(edge, cases)
                before = reached.get(edge.to, 0)
                if new := after ^ (after & before):
                    reached[edge.to] = before | new
                    waiting[edge.to] = waiting.get(edge.to, 0) | new
        return reached

    def layers(self, starts: Mapping[Group, Cases]) -> Iterator[dict[Group, Cases]]:
        """What is reached in no move, then what is new after one, after two..."""
        reached, front = dict(starts), dict(starts)
        while front:
            yield front
            ahead: dict[Group, Cases] = {}
            for group, cases in front.items():
                for edge in self.edges(group):
                    after = self.run(edge, cases)
                    before = reached.get(edge.to, 0)
                    if new := after ^ (after & before):
                        reached[edge.to] = before | new
                        ahead[edge.to] = ahead.get(edge.to, 0) | new
            front = ahead


def names(pack: Pack, witnesses: Sequence[Witness] = ()) -> dict[str, Name]:
    """What a condition about a pack may compare: the step, its facts and settings, and what witnesses saw."""
    tables: list[tuple[str, Sequence[str]]] = [("step", (*pack.steps, CLOSED)), *pack.facts.items()]
    tables += [(setting.id, setting.values) for setting in pack.settings.values()]
    tables += [(witness.name, witness.values) for witness in witnesses]
    return {name: Name(place, frozenset(values)) for place, (name, values) in enumerate(tables)}
