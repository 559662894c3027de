"""One concern in its lane: where it stands, what it offers, and what a choice does.

Pure functions over immutable values. A *situation* is all that guards and rules can read: the step and the facts.
A *lane* is a situation with the way it came, so that the last choice can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from netmeet_tui.policy.pack import CLOSED, HERE, NONE, Change, Choice, Happening, Pack, Step

PARK, RESUME, UNDO = "!park", "!resume", "!undo"
"""Events that every lane has, whatever the pack: they move nothing in the flow."""


class NotOffered(Exception):
    """That choice or event is not offered here. Nothing has changed."""


class Situation(NamedTuple):
    """Where a lane stands: the step, and the facts in the pack's order."""

    step: str
    facts: tuple[str, ...]


class Entry(NamedTuple):
    """One thing that was chosen or that happened: at which step, what, and whether it can be taken back."""

    step: str
    what: str
    final: bool

    def __str__(self) -> str:
        """As plans write it: ``step=choice`` or ``!event``."""
        return self.what if self.what.startswith("!") else f"{self.step}={self.what}"


@dataclass(frozen=True, slots=True)
class Lane:
    """A situation, whether it is parked, and the way here (newest first, through ``before``).

    Lanes are equal when they stand alike after the same last thing; a way of any length is never compared or shown.
    """

    situation: Situation
    parked: bool = False
    last: Entry | None = None
    before: Lane | None = field(default=None, compare=False, repr=False)

    @property
    def step(self) -> str:
        """The id of the step where the lane stands."""
        return self.situation.step

    @property
    def closed(self) -> bool:
        """Whether the lane has ended."""
        return self.situation.step == CLOSED

    def trail(self) -> tuple[Entry, ...]:
        """Everything chosen and happened, oldest first."""
        return tuple(reversed(list(self._back())))

    def _back(self) -> Iterator[Entry]:
        lane: Lane | None = self
        while lane is not None and lane.last is not None:
            yield lane.last
            lane = lane.before


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice of the current step; ``because`` says why it is not open when it is not."""

    choice: Choice
    label: str
    open: bool
    because: str = ""


Given = Sequence[str]
"""The settings in the pack's order, as ``Pack.given`` answers them."""


def start(pack: Pack, kind: str) -> Lane:
    """A fresh lane of a kind. Raises KeyError for a kind that the pack does not have."""
    facts = _changed(pack.first_facts(), (Change("kind", pack.places["kind"], kind),))
    return Lane(_entered(pack, pack.start[kind], facts))


def fact(pack: Pack, lane: Lane | Situation, name: str) -> str:
    """The value of a fact in a lane."""
    situation = lane.situation if isinstance(lane, Lane) else lane
    return situation.facts[pack.places[name]]


def step_of(pack: Pack, lane: Lane) -> Step:
    """The step where the lane stands. Raises KeyError when it is closed."""
    return pack.steps[lane.step]


def world(situation: Situation, given: Given) -> tuple[str, ...]:
    """What conditions are asked of: the step, the facts and the settings."""
    return (situation.step, *situation.facts, *given)


def choices(pack: Pack, lane: Lane, given: Given) -> tuple[Offered, ...]:
    """Every choice of the current step, open or with the reason why not. None when the lane is closed."""
    if lane.closed:
        return ()
    step, here = step_of(pack, lane), world(lane.situation, given)
    words = step.worded(here)
    offered = []
    for choice in step.choices:
        is_open = choice.when is None or choice.when.holds(here)
        label = words.choices.get(choice.id, choice.id)
        offered.append(Offered(choice, label, is_open, "" if is_open else words.closed.get(choice.id, "")))
    return tuple(offered)


def open_choices(pack: Pack, situation: Situation, given: Given) -> Iterator[Choice]:
    """The choices that may be taken in a situation."""
    if situation.step == CLOSED:
        return
    here = world(situation, given)
    for choice in pack.steps[situation.step].choices:
        if choice.when is None or choice.when.holds(here):
            yield choice


def open_happenings(pack: Pack, situation: Situation, given: Given) -> Iterator[Happening]:
    """The pack's events that make sense in a situation."""
    if situation.step == CLOSED:
        return
    here = world(situation, given)
    for happening in pack.happenings.values():
        if happening.when.holds(here):
            yield happening


def events(pack: Pack, lane: Lane, given: Given) -> tuple[str, ...]:
    """The events that make sense now: the pack's, and ``!park``, ``!resume``, ``!undo``."""
    found = [happening.id for happening in open_happenings(pack, lane.situation, given)]
    if not lane.closed:
        found.append(RESUME if lane.parked else PARK)
    if undoable(lane):
        found.append(UNDO)
    return tuple(found)


def undoable(lane: Lane) -> bool:
    """Whether the last choice can be taken back: never a contact, nor what was let go for good (L-7)."""
    return lane.last is not None and not lane.last.final


def choose(pack: Pack, lane: Lane, choice: str, given: Given) -> Lane:
    """The lane after a choice. Raises NotOffered when it is not open here."""
    for found in open_choices(pack, lane.situation, given):
        if found.id == choice:
            after = chosen(pack, lane.situation, found, given)
            return Lane(after, last=Entry(lane.step, choice, found.final), before=lane)
    offered = ", ".join(c.id for c in open_choices(pack, lane.situation, given)) or "nothing"
    raise NotOffered(f"at {lane.step}, '{choice}' is not offered; offered is: {offered}")


def happen(pack: Pack, lane: Lane, event: str, given: Given) -> Lane:
    """The lane after an event. Raises NotOffered when it makes no sense here."""
    if event not in events(pack, lane, given):
        offered = ", ".join(events(pack, lane, given)) or "nothing"
        raise NotOffered(f"at {lane.step}, '{event}' makes no sense; what may happen is: {offered}")
    if event in (PARK, RESUME):
        return replace(lane, parked=event == PARK)
    if event == UNDO:
        assert lane.before is not None
        return replace(lane.before, parked=False)
    happening = pack.happenings[event]
    after = happened(pack, lane.situation, happening, given)
    return Lane(after, last=Entry(lane.step, event, happening.final), before=lane)


def chosen(pack: Pack, situation: Situation, choice: Choice, given: Given) -> Situation:
    """The situation after an open choice."""
    facts = _ended(pack, _changed(situation.facts, choice.set), choice.outcome)
    return _arrive(pack, situation.step, facts, choice.to, given)


def happened(pack: Pack, situation: Situation, happening: Happening, given: Given) -> Situation:
    """The situation after an event of the pack."""
    return _arrive(pack, situation.step, _changed(situation.facts, happening.set), happening.to, given)


def _arrive(pack: Pack, step: str, facts: tuple[str, ...], to: str, given: Given) -> Situation:
    """Follow roads until a step is reached. Packs with roads in a circle are refused when read."""
    while to in pack.roads:
        here = world(Situation(step, facts), given)
        branch = next(branch for branch in pack.roads[to] if branch.when.holds(here))
        facts = _ended(pack, _changed(facts, branch.set), branch.outcome)
        to = branch.to
    return Situation(step, facts) if to == HERE else _entered(pack, to, facts)


def _entered(pack: Pack, step: str, facts: tuple[str, ...]) -> Situation:
    return Situation(step, facts if step == CLOSED else _changed(facts, pack.steps[step].enter))


def _ended(pack: Pack, facts: tuple[str, ...], outcome: str | None) -> tuple[str, ...]:
    """Set the outcome, unless the one so far stands."""
    if outcome is None:
        return facts
    place = pack.places["outcome"]
    if stands(pack, facts[place], outcome):
        return facts
    return _changed(facts, (Change("outcome", place, outcome),))


def stands(pack: Pack, so_far: str, outcome: str) -> bool:
    """Whether the outcome so far stands: a contact's does until another contact, some only fill an empty place."""
    if so_far in pack.contact_outcomes:
        return outcome not in pack.contact_outcomes
    return so_far != NONE and outcome in pack.default_outcomes


def _changed(facts: tuple[str, ...], changes: tuple[Change, ...]) -> tuple[str, ...]:
    if not changes:
        return facts
    values = list(facts)
    for change in changes:
        values[change.place] = change.value
    return tuple(values)
