"""Holding a pack to the rules, over every situation it can come to and every value of every setting.

What breaks a rule is told with the shortest way there, as a plan that can be run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy import room_rules, word_rules
from netmeet_tui.policy.cases import Cases
from netmeet_tui.policy.checks import Check, EndCheck, FewCheck, MoveCheck, OpenCheck, SituationCheck, gathered
from netmeet_tui.policy.condition import ALWAYS, Condition, ConditionError, read
from netmeet_tui.policy.lane import Given
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.rule import Asked, Never, Open, Rule, Whole
from netmeet_tui.policy.rules import (
    ALL_CITED,
    ALL_REACHED,
    AN_END,
    CITED,
    FEW_CHOICES,
    MOST_CHOICES,
    NEAR_999,
    NEAREST_999,
    rules,
)
from netmeet_tui.policy.space import Group, Node, Space, Watched, names
from netmeet_tui.policy.ways import Way, shortest
from netmeet_tui.policy.witnesses import WITNESSES


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken: which, how, and the shortest way there under which settings."""

    rule: str
    cites: tuple[str, ...]
    says: str
    how: str
    settings: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    path: tuple[str, ...] = ()
    at_step: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, in one sentence or two."""
        return f"{self.says} {self.how[:1].upper()}{self.how[1:]}."

    def plan(self) -> str:
        """The way there as a plan; empty where a rule is not about a way."""
        if not self.kind:
            return ""
        lines = [f'id = "{self.rule.replace(" ", "-")}"', f'title = "{self.says}"']
        if self.settings:
            lines += ["", "[settings]", *(f'{name} = "{value}"' for name, value in self.settings.items())]
        lines += ["", "[[lane]]", 'name = "way"', f'kind = "{self.kind}"', "path = ["]
        lines += [f'    "{entry}",' for entry in self.path]
        lines += ["]", f'at_step = "{self.at_step}"']
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        """A few lines for people."""
        cited = f" ({', '.join(self.cites)})" if self.cites else ""
        lines = [f"{self.rule}{cited}: {self.sentence}"]
        if self.kind:
            chosen = ", ".join(f"{name} = {value}" for name, value in self.settings.items())
            lines.append(f"    settings: {chosen or 'as shipped'}")
            lines.append(f"    the shortest way there: {self.kind}: {' '.join(self.path) or '(from the start)'}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved, and what was found."""

    findings: tuple[Finding, ...]
    situations: int
    """Under all settings, cut down to what is read (``space.py``)."""
    groups: int
    settings: int
    """How many combinations of settings are covered: all of them."""
    differing: tuple[str, ...]
    """The settings on which the flow depends."""
    rules: tuple[Rule, ...]

    @property
    def holds(self) -> bool:
        """Whether every rule holds."""
        return not self.findings


def prove(pack: Pack) -> Proof:
    """Hold a pack to every rule. What cannot be asked of this pack is a finding, too."""
    return _Proving(pack).proof()


class _Proving:
    """One proof: reads the rules, explores, asks, and looks for the shortest way to what it finds."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.rules = (*rules(pack), *word_rules.RULES, *room_rules.RULES)
        self.findings: list[Finding] = []
        self.read = dict(self._read())
        self.space = self._space(None)

    def proof(self) -> Proof:
        """Everything that there is to say."""
        for rule in self.rules:
            if isinstance(rule, Whole):
                for broken in rule.broken(self.pack):
                    self.found(rule, broken.sentence)
        reached = self.space.reached(self.space.starts())
        self._all_reached(reached)
        self._near_999()
        by_node: dict[Node, dict[Group, Cases]] = {}
        for group, cases in reached.items():
            by_node.setdefault((group[0], group[self.space.kind]), {})[group] = cases
        for check in self._checks(self.space, reached):
            if bad := gathered(check, by_node):
                self._way_to(check.rule, bad)
        return Proof(
            findings=tuple(self.findings),
            situations=sum(cases.bit_count() for cases in reached.values()),
            groups=len(reached),
            settings=prod(len(setting.values) for setting in self.pack.settings.values()),
            differing=self.space.settings,
            rules=self.rules,
        )

    # -- reading the rules ---------------------------------------------------------------------------------------

    def _read(self) -> Iterator[tuple[Asked, tuple[Condition, Condition]]]:
        """The conditions of each rule; one that this pack cannot be asked is a finding."""
        known = names(self.pack, WITNESSES)
        for rule in self.rules:
            if not isinstance(rule, Never | Open):
                continue
            texts = (rule.never, rule.then) if isinstance(rule, Never) else (rule.during, "")
            try:
                first, second = (read(text, known, {}) if text else ALWAYS for text in texts)
            except ConditionError as error:
                self.found(rule, f"this cannot be asked of the pack: {error}")
                continue
            yield rule, (first, second)

    def _space(self, given: Given | None) -> Space:
        watched = [
            Watched(first, rule.fits if isinstance(rule, Never) else None, second)
            for rule, (first, second) in self.read.items()
            if first != ALWAYS or second != ALWAYS or isinstance(rule, Never)
        ]
        return Space(self.pack, given, WITNESSES, watched)

    def _checks(self, space: Space, reached: Mapping[Group, Cases]) -> Iterator[Check]:
        for rule, (first, second) in self.read.items():
            if isinstance(rule, Open):
                yield OpenCheck(space, rule, first)
            elif rule.fits is None:
                yield SituationCheck(space, rule, first)
            else:
                yield MoveCheck(space, rule, first, second)
        yield FewCheck(space, FEW_CHOICES, MOST_CHOICES)
        yield EndCheck(space, AN_END, reached)

    # -- what is about the whole flow ----------------------------------------------------------------------------

    def _all_reached(self, reached: Mapping[Group, Cases]) -> None:
        """That every step is come to and every choice can be taken, and that the clauses are cited."""
        steps = {group[0] for group in reached}
        taken = {
            edge.leg.entry
            for group, cases in reached.items()
            for edge in self.space.edges(group)
            if self.space.run(edge, cases)
        }
        for step in self.pack.steps.values():
            if step.id not in steps:
                self.found(ALL_REACHED, f"nothing leads to the step '{step.id}', whatever is set")
                continue
            for choice in step.choices:
                if f"{step.id}={choice.id}" not in taken:
                    self.found(ALL_REACHED, f"'{choice.id}' at '{step.id}' is never offered, whatever is set")
        for happening in self.pack.happenings:
            if happening not in taken:
                self.found(ALL_REACHED, f"'{happening}' never makes sense, whatever is set")
        cited = {clause for step in steps - {CLOSED} for clause in self.pack.steps[step].serves}
        for clause in CITED:
            if clause not in cited:
                self.found(ALL_CITED, f"no step that can be come to serves {clause}")

    def _near_999(self) -> None:
        """That 999 is near for a fresh lane of every kind, whatever is set."""
        for kind in self.pack.start:
            group, cases = self.space.at(lanes.start(self.pack, kind).situation)
            if left := cases ^ (cases & self._to_999(group, NEAREST_999)):
                way = Way(kind, (), group[0], f"'{kind}' is further away, or it is not always offered")
                self._add(NEAR_999, way, self._settings(left))

    def _to_999(self, group: Group, choices: int) -> Cases:
        """The cases of a group from which so many choices are enough."""
        if group[0] == CLOSED:
            return 0
        if self.pack.steps[group[0]].shows == "999":
            return self.space.axes.all
        near: Cases = 0
        for edge in self.space.edges(group) if choices else ():
            if not edge.leg.entry.startswith("!"):
                near |= self.space.back(edge, self._to_999(edge.to, choices - 1))
        return near

    # -- what is found -------------------------------------------------------------------------------------------

    def found(self, rule: Rule, how: str) -> None:
        """Note what is wrong with the pack as a whole."""
        self.findings.append(Finding(rule.id, rule.cites, rule.says, how))

    def _way_to(self, rule: Rule, bad: Cases) -> None:
        """Note a rule that is broken in these cases, with the shortest way there."""
        chosen = self._settings(bad)
        space = self._space(self.pack.given(chosen))
        reached = space.reached(space.starts()) if rule is AN_END else {}
        check = next(check for check in self._checks(space, reached) if check.rule is rule)
        way = shortest(space, check)
        assert way is not None, f"{rule.id} is broken under {chosen}, and no way leads there"
        self._add(rule, way, chosen)

    def _add(self, rule: Rule, way: Way, chosen: Mapping[str, str]) -> None:
        self.findings.append(
            Finding(rule.id, rule.cites, rule.says, way.how, chosen, way.kind, way.path, way.at_step)
        )

    def _settings(self, bad: Cases) -> dict[str, str]:
        """The settings of one of these cases, where they differ from the shipped; none, if it can be."""
        first = 1 + len(self.pack.facts)
        settings = dict(enumerate(self.pack.settings.values(), first))
        shipped = self.space.axes.all
        for place, setting in settings.items():
            if place in self.space.axes:
                shipped &= self.space.axes.having(place, setting.values[:1])
        bad = bad & shipped or bad
        values = dict(self.space.axes.values((bad & -bad).bit_length() - 1))
        return {
            setting.id: values[place]
            for place, setting in settings.items()
            if place in values and values[place] != setting.values[0]
        }
