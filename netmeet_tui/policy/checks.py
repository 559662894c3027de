"""Rules made ready to be asked of groups: which cases of a group break them, and on which move.

A check answers for every case of a group at once. The same checks serve to look at everything and to find the
shortest way to what they found.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from netmeet_tui.policy.cases import Cases, Guard
from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition
from netmeet_tui.policy.pack import CLOSED
from netmeet_tui.policy.rule import Never, Open, Rule
from netmeet_tui.policy.space import Edge, Group, Node, Space


class Check(Protocol):
    """A rule, ready to be asked of the groups of one space."""

    @property
    def rule(self) -> Rule:
        """The rule."""

    @property
    def nodes(self) -> Collection[Node]:
        """Where it may find anything."""

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """Which of these cases of a group break the rule, and on which edge, where it is about moves."""

    def how(self, group: Group, edge: Edge | None) -> str:
        """What is wrong there, as half a sentence."""


class _At:
    """A condition, settled for each node, and asked only where step and kind leave it open."""

    def __init__(self, space: Space, condition: Condition) -> None:
        self._kind, self._all = space.kind, space.axes.all
        settled = {node: space.settled(condition, node) for node in space.legs}
        self.nodes = frozenset(node for node, left in settled.items() if left != NEVER)
        self._guards = {
            node: Guard(left, space.axes) for node, left in settled.items() if left not in (ALWAYS, NEVER)
        }

    def mask(self, group: Group) -> Cases:
        """The cases of a group in which it holds."""
        node = (group[0], group[self._kind])
        if node in self._guards:
            return self._guards[node].mask(group)
        return self._all if node in self.nodes else 0


class SituationCheck:
    """Something never holds."""

    def __init__(self, space: Space, rule: Never, never: Condition) -> None:
        self.rule, self._never = rule, _At(space, never)
        self.nodes = self._never.nodes

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """The cases in which it holds."""
        if found := self._never.mask(group) & cases:
            yield found, None

    def how(self, group: Group, _: Edge | None) -> str:
        """At which step."""
        return f"in this pack it can be otherwise at '{group[0]}'"


class MoveCheck:
    """Some moves are never made from where something holds to where something else does."""

    def __init__(self, space: Space, rule: Never, never: Condition, then: Condition) -> None:
        self.rule, self._space = rule, space
        self._never, self._then = _At(space, never), _At(space, then)
        assert rule.fits is not None
        self._fitting = {node: {leg for leg in out if rule.fits(leg)} for node, out in space.legs.items()}
        self.nodes = frozenset(node for node, legs in self._fitting.items() if legs) & self._never.nodes

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """The cases that may make such a move."""
        fitting = self._fitting[group[0], group[self._space.kind]]
        for edge in self._space.edges(group) if fitting else ():
            if edge.leg in fitting:
                before = cases & self._never.mask(group)
                after = self._space.run(edge, before) & self._then.mask(edge.to)
                if found := before & self._space.back(edge, after):
                    yield found, edge

    def how(self, group: Group, edge: Edge | None) -> str:
        """Which move, and where."""
        assert edge is not None
        return f"in this pack, '{edge.leg.entry}' breaks that at '{group[0]}'"


class OpenCheck:
    """At some steps, one of some choices is always offered."""

    def __init__(self, space: Space, rule: Open, during: Condition) -> None:
        self.rule, self._space, self._during = rule, space, _At(space, during)
        pack = space.pack
        self._choices = {
            step.id: frozenset(f"{step.id}={choice.id}" for choice in step.choices if rule.one_of(choice))
            for step in pack.steps.values()
            if rule.at(pack, step)
        }
        self.nodes = frozenset(node for node in self._during.nodes if node[0] in self._choices)

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """The cases in which none of them is offered."""
        wanted = self._choices.get(group[0], frozenset())
        left = cases & self._during.mask(group)
        for edge in self._space.edges(group):
            if not left:
                return
            if edge.leg.entry in wanted:
                left ^= left & self._space.back(edge, self._space.axes.all)
        if left:
            yield left, None

    def how(self, group: Group, _: Edge | None) -> str:
        """At which step, and which choices it would be."""
        wanted = ", ".join(sorted(entry.partition("=")[2] for entry in self._choices[group[0]]))
        return f"at '{group[0]}' it can happen that there is none ({wanted or 'no choice is marked as one'})"


class FewCheck:
    """Never more than so many choices are offered at once; answers to offers have keys of their own."""

    def __init__(self, space: Space, rule: Rule, most: int) -> None:
        self.rule, self._space, self._most = rule, space, most
        self._keyed = {
            step.id: {f"{step.id}={choice.id}" for choice in step.choices if choice.offer is None}
            for step in space.pack.steps.values()
        }
        self.nodes = frozenset(node for node in space.legs if len(self._keyed.get(node[0], ())) > most)

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """The cases in which there are more."""
        keyed = self._keyed.get(group[0], set())
        offered: dict[str, Cases] = {}
        for edge in self._space.edges(group):
            if edge.leg.entry in keyed:
                may = cases & self._space.back(edge, self._space.axes.all)
                offered[edge.leg.entry] = offered.get(edge.leg.entry, 0) | may
        at_least = [cases] + [0] * (self._most + 1)
        for may in offered.values():
            for count in range(self._most, -1, -1):
                at_least[count + 1] |= at_least[count] & may
        if at_least[-1]:
            yield at_least[-1], None

    def how(self, group: Group, _: Edge | None) -> str:
        """At which step."""
        return f"at '{group[0]}' it can happen that more than {self._most} are"


class EndCheck:
    """From everywhere, choices lead to the end; those in ``without`` do not count."""

    def __init__(
        self, space: Space, rule: Rule, reached: Mapping[Group, Cases], without: frozenset[str] = frozenset()
    ) -> None:
        self.rule = rule
        self.nodes = space.legs.keys()
        self._ends = _that_end(space, reached, without)

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """The cases from which none does."""
        ends = self._ends.get(group, 0)
        if found := cases ^ (cases & ends):
            yield found, None

    def how(self, group: Group, _: Edge | None) -> str:
        """At which step."""
        return f"from '{group[0]}' no choices lead there"


def _that_end(space: Space, reached: Mapping[Group, Cases], without: frozenset[str]) -> Mapping[Group, Cases]:
    """From every closed lane backwards over choices (nobody can will an event), until nothing new is found."""
    leading_to: dict[Group, list[tuple[Group, Edge]]] = {}
    for group in reached:
        for edge in space.edges(group):
            if not edge.leg.entry.startswith("!") and edge.leg.entry not in without:
                leading_to.setdefault(edge.to, []).append((group, edge))
    ends = {group: cases for group, cases in reached.items() if group[0] == CLOSED}
    waiting = OrderedDict(ends)
    while waiting:
        group, fresh = waiting.popitem(last=False)
        for before, edge in leading_to.get(group, ()):
            known = ends.get(before, 0)
            left = reached[before] ^ (reached[before] & known)
            if left and (new := space.back(edge, fresh) & left):
                ends[before] = known | new
                waiting[before] = waiting.get(before, 0) | new
    return ends


def gathered(check: Check, reached: Mapping[Node, Mapping[Group, Cases]]) -> Cases:
    """Every case, in whatever group, in which a rule is broken."""
    found: Cases = 0
    for node in check.nodes:
        for group, cases in reached.get(node, {}).items():
            for bad, _ in check.bad(group, cases):
                found |= bad
    return found
