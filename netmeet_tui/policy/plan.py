"""Plans: tests of a policy that a trainer can write. Each tells a way through the flow, and what has to hold there.

What does not hold is said in sentences that name plan, lane and entry, what was expected and what is offered.
Reading plans from files is ``planfile.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.endings import Endings
from netmeet_tui.policy.lane import PARK, RESUME, UNDO, Lane, NotOffered, Situation
from netmeet_tui.policy.pack import Pack

_BUILT_IN = (PARK, RESUME, UNDO)


@dataclass(frozen=True, slots=True)
class Way:
    """One lane of a plan: the way it goes, and what has to hold where that ends."""

    name: str
    kind: str
    path: tuple[str, ...] = ()
    at_step: str | None = None
    choices: frozenset[str] | None = None
    reachable: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A test of the policy; ``settings`` are those that it decides itself, nation included."""

    id: str
    title: str
    lanes: tuple[Way, ...]
    nation: str | None = None
    at: str | None = None
    clauses: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that does not hold; ``number`` counts the path's entries from 1, None where it ends."""

    plan: str
    lane: str
    number: int | None
    entry: str | None
    problem: str

    @property
    def sentence(self) -> str:
        """What does not hold, and where, without the plan."""
        at = "at the end" if self.number is None else f"entry {self.number} '{self.entry}'"
        return f"lane {self.lane}, {at}: {self.problem}" if self.lane else self.problem

    def __str__(self) -> str:
        """As a whole sentence."""
        return f"{self.plan}, {self.sentence}"


# -- running -----------------------------------------------------------------------------------------------------

Ask = Callable[[Situation, tuple[str, ...], frozenset[str]], frozenset[str]]
"""Answers with which outcomes a lane that stands in a situation may still close."""


def asking(pack: Pack) -> Ask:
    """What can be reached, asked of the whole flow; an answer is kept for as long as this is."""
    of, read = cache(Endings(pack).of), _read_settings(pack)

    def ask(situation: Situation, given: tuple[str, ...], without: frozenset[str]) -> frozenset[str]:
        # What no condition reads makes no difference: the nation, and what is kept.
        settings = pack.settings.values()
        given = tuple(v if s.id in read else s.values[0] for s, v in zip(settings, given, strict=True))
        return of(situation, given, without)

    return ask


def _read_settings(pack: Pack) -> frozenset[str]:
    """The settings that some condition of the flow reads."""
    conditions = [branch.when for branches in pack.roads.values() for branch in branches]
    conditions += [happening.when for happening in pack.happenings.values()]
    conditions += [c.when for step in pack.steps.values() for c in step.choices if c.when is not None]
    return frozenset(one.name for condition in conditions for one in condition.compared()) & pack.settings.keys()


def run(pack: Pack, plan: Plan, ask: Ask | None = None) -> tuple[Failure, ...]:
    """Everything in a plan that does not hold. Whoever runs several gives the same ``ask`` to each."""
    try:
        given = pack.given(plan.settings)
    except ValueError as error:
        return (Failure(plan.id, "", None, None, str(error)),)
    ask = ask or asking(pack)
    return tuple(failure for i in range(len(plan.lanes)) for failure in _walked(pack, plan, i, given, ask))


def _walked(pack: Pack, plan: Plan, which: int, given: tuple[str, ...], ask: Ask) -> Iterator[Failure]:
    way, name = plan.lanes[which], _label(plan.lanes, which)
    if way.kind not in pack.start:
        yield Failure(
            plan.id, name, None, None, f"there is no kind '{way.kind}'; expected is one of: {listed(pack.start)}"
        )
        return
    lane = lanes.start(pack, way.kind)
    for number, entry in enumerate(way.path, 1):
        try:
            lane = _moved(pack, lane, entry, given)
        except NotOffered as problem:
            yield Failure(plan.id, name, number, entry, str(problem))
            return
    for wrong in _at_the_end(pack, way, lane, given, ask):
        yield Failure(plan.id, name, None, None, wrong)


def _moved(pack: Pack, lane: Lane, entry: str, given: tuple[str, ...]) -> Lane:
    """The lane after an entry of a path. Raises NotOffered with a sentence."""
    if entry.startswith("!"):
        return lanes.happen(pack, lane, entry, given)
    step, _, choice = entry.partition("=")
    if step != lane.step:
        raise NotOffered(f"the step '{step}' is expected, but the lane is {_stands(pack, lane, given)}")
    return lanes.choose(pack, lane, choice, given)


def _at_the_end(pack: Pack, way: Way, lane: Lane, given: tuple[str, ...], ask: Ask) -> Iterator[str]:
    offered = {choice.id for choice in lanes.open_choices(pack, lane.situation, given)}
    if way.at_step not in (None, lane.step):
        yield f"the step '{way.at_step}' is expected, but the lane is {_stands(pack, lane, given)}"
    if way.choices is not None and way.choices != offered:
        parts = (
            ("not offered", listed(sorted(way.choices - offered))),
            ("offered, but not expected", listed(c for c in _ids(pack, lane, given) if c not in way.choices)),
        )
        wrong = "; ".join(f"{what} is: {ids}" for what, ids in parts if ids != "nothing")
        yield f"other choices are expected at '{lane.step}': {wrong}; offered is: {_offered(pack, lane, given)}"
    if way.reachable:
        may = ask(lane.situation, given, frozenset())
        for outcome in way.reachable:
            if outcome not in may:
                yield f"from '{lane.step}' the outcome '{outcome}' cannot be reached; {_can(may)}"
    if way.unreachable:
        may = ask(lane.situation, given, way.without)
        limit = f" without {listed(sorted(way.without))}" if way.without else ""
        for outcome in way.unreachable:
            if outcome in may:
                yield f"from '{lane.step}' the outcome '{outcome}' should be out of reach{limit}; {_can(may)}"


def _can(may: Iterable[str]) -> str:
    return f"what can is: {listed(sorted(may))}"


def _stands(pack: Pack, lane: Lane, given: tuple[str, ...]) -> str:
    if lane.closed:
        return "closed"
    return f"at '{lane.step}', where offered is: {_offered(pack, lane, given)}"


def _ids(pack: Pack, lane: Lane, given: tuple[str, ...]) -> list[str]:
    return [choice.id for choice in lanes.open_choices(pack, lane.situation, given)]


def _offered(pack: Pack, lane: Lane, given: tuple[str, ...]) -> str:
    return listed(_ids(pack, lane, given))


def _label(ways: Sequence[Way], which: int) -> str:
    """A lane's name, with its number where two have the same."""
    name = ways[which].name
    return name if [way.name for way in ways].count(name) == 1 else f"{name} (lane {which + 1})"


# -- coverage ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the paths of plans take, and what they leave out. Choices are written as in plans."""

    steps: frozenset[str]
    choices: frozenset[str]
    events: frozenset[str]
    missing_steps: tuple[str, ...]
    missing_choices: tuple[str, ...]
    missing_events: tuple[str, ...]


def all_choices(pack: Pack) -> tuple[str, ...]:
    """Every choice of a pack, as plans write them."""
    return tuple(f"{step.id}={choice.id}" for step in pack.steps.values() for choice in step.choices)


def all_events(pack: Pack) -> tuple[str, ...]:
    """Every event of a pack, and those that every pack has."""
    return (*pack.happenings, *_BUILT_IN)


def coverage(pack: Pack, plans: Iterable[Plan]) -> Coverage:
    """Which steps, choices and events the plans' paths take, as far as each can be walked."""
    steps, taken = set[str](), set[str]()
    for plan in plans:
        try:
            given = pack.given(plan.settings)
        except ValueError:
            continue
        for way in plan.lanes:
            if way.kind in pack.start:
                _take(pack, way, given, steps, taken)
    choices, events = all_choices(pack), all_events(pack)
    return Coverage(
        steps=frozenset(steps & pack.steps.keys()),
        choices=frozenset(taken.intersection(choices)),
        events=frozenset(taken.intersection(events)),
        missing_steps=tuple(step for step in pack.steps if step not in steps),
        missing_choices=tuple(choice for choice in choices if choice not in taken),
        missing_events=tuple(event for event in events if event not in taken),
    )


def _take(pack: Pack, way: Way, given: tuple[str, ...], steps: set[str], taken: set[str]) -> None:
    lane = lanes.start(pack, way.kind)
    steps.add(lane.step)
    for entry in way.path:
        try:
            lane = _moved(pack, lane, entry, given)
        except NotOffered:
            return
        taken.add(entry)
        steps.add(lane.step)


def listed(names: Iterable[str]) -> str:
    """Names one after another, as the end of a sentence."""
    return ", ".join(names) or "nothing"
