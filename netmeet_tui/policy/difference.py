"""What a changed setting changes (N-09): choices, steps, words, endings, and the plans that answer differently.

One search covers every value of every setting; which of its cases belong to which settings is a mask. So comparing
costs one search, whichever settings are compared and whatever the plans decide, and nothing more the second time.

Settings that the meeting itself tells (``by = "meeting"``) are no change that anybody decides, but what changes may
differ with them: every comparison is made for each of them, and says ``where`` it holds when not everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, TypeAlias, TypeVar

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.follow import label
from netmeet_tui.policy.lane import Given, Lane, NotOffered
from netmeet_tui.policy.law import SETTING
from netmeet_tui.policy.pack import CLOSED, Pack, Step
from netmeet_tui.policy.plan import Plan, Way, listed
from netmeet_tui.policy.reachable import Flow, Said

Meeting: TypeAlias = tuple[tuple[str, str], ...]
"""What a meeting tells of itself: settings with their values."""

Where: TypeAlias = tuple[Meeting, ...]
"""In which meetings something changes; empty when in all of them."""

_T = TypeVar("_T")
_STORIES_FIRST: Final = ("stories", "tensions", "steps")


# -- answers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed:
    """A setting with two values; whether anything in the flow depends on it, and whether any words do."""

    setting: str
    before: str
    after: str
    in_flow: bool
    in_words: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """A step that can be come to on one side only."""

    step: str
    title: str
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice or an event, as plans write it, that can be taken on one side only; an event has no step."""

    entry: str
    step: str | None
    title: str
    words: str
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Reworded:
    """A step, reached on both sides, that says something else."""

    step: str
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """An outcome with which a fresh lane of a kind may end on one side only."""

    kind: str
    outcome: str
    words: str
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """How one lane of a plan goes: where it comes to, what is offered there, and how it may still end.

    ``stopped`` counts from 1 to the entry of the path that cannot be taken; None where all of them can.
    """

    step: str
    stopped: int | None
    choices: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaneDiffers:
    """A lane of a plan with two answers."""

    name: str
    path: tuple[str, ...]
    before: Answer
    after: Answer

    @property
    def sentence(self) -> str:
        """What is different, in plain words."""
        before, after = self.before, self.after
        if before.stopped != after.stopped:
            return self._stopped()
        parts = []
        if before.step != after.step:
            there = f"; offered there is: {listed(after.choices)}" if after.choices else ""
            parts.append(f"it comes to '{after.step}' instead of '{before.step}'{there}")
        else:
            lost, found = _apart(before.choices, after.choices)
            offered = [f"no longer offered is: {listed(lost)}"] if lost else []
            offered += [f"now offered is: {listed(found)}"] if found else []
            parts += [f"at '{after.step}' {'; '.join(offered)}"] if offered else []
        lost, found = _apart(before.endings, after.endings)
        where = "it" if after.stopped is None else f"from where it stops, at entry {after.stopped}, it"
        parts += [f"{where} can no longer end with: {listed(lost)}"] if lost else []
        parts += [f"{where} can now end with: {listed(found)}"] if found else []
        return "; ".join(parts)

    def _stopped(self) -> str:
        before, after = self.before, self.after
        if after.stopped is not None and (before.stopped is None or after.stopped < before.stopped):
            return f"{self._entry(after.stopped)} can no longer be taken; {self._stands(after)}"
        assert before.stopped is not None
        onward = "its end" if after.stopped is None else self._entry(after.stopped)
        now = f"{self._entry(before.stopped)} can now be taken"
        return f"{now}, and the path goes on to {onward}; {self._stands(after)}"

    def _stands(self, answer: Answer) -> str:
        if answer.step == CLOSED:
            return "the lane is closed there"
        at = f"the lane is at '{answer.step}'"
        if answer.stopped is not None and self.path[answer.stopped - 1].startswith("!"):
            return at
        return f"{at}, where offered is: {listed(answer.choices)}"

    def _entry(self, number: int) -> str:
        return f"entry {number} '{self.path[number - 1]}'"


@dataclass(frozen=True, slots=True)
class PlanDiffers:
    """A plan that answers differently, with the lanes that do."""

    plan: Plan
    lanes: tuple[LaneDiffers, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two sides: what only the second has appears, what only the first vanishes."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    changed: tuple[Changed, ...]
    steps_appear: tuple[Reached, ...] = ()
    steps_vanish: tuple[Reached, ...] = ()
    appear: tuple[Taken, ...] = ()
    vanish: tuple[Taken, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    endings_appear: tuple[Ended, ...] = ()
    endings_vanish: tuple[Ended, ...] = ()
    plans: tuple[PlanDiffers, ...] = ()
    asked: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing differs that was looked at."""
        return not (
            self.steps_appear
            or self.steps_vanish
            or self.appear
            or self.vanish
            or self.reworded
            or self.endings_appear
            or self.endings_vanish
            or self.plans
        )


# -- comparing ---------------------------------------------------------------------------------------------------


class Differences:
    """Compares settings of one pack. What was once worked out is kept for the next comparison."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._flow = Flow(pack)

    def between(
        self, before: Mapping[str, str], after: Mapping[str, str], plans: Iterable[Plan] = ()
    ) -> Difference:
        """What is different after, with the shipped values for settings that neither side names.

        Plans are asked with the settings that are named on either side in place of their own.
        Raises ValueError for a setting or a value that the pack does not have.
        """
        pack, plans = self._pack, tuple(plans)
        sides = tuple(pack.given(side) for side in (before, after))
        named = before.keys() | after.keys()
        one, other = (
            {name: value for name, value in zip(pack.settings, side, strict=True) if name in named}
            for side in sides
        )
        changed = tuple(self._changed(name, one[name], other[name]) for name in one if one[name] != other[name])
        moves = any(change.in_flow for change in changed)
        reworded = tuple(self._reworded(one, other)) if any(change.in_words for change in changed) else ()
        if not moves:
            return Difference(one, other, changed, reworded=reworded, asked=len(plans))
        flow = self._flow
        steps_appear, steps_vanish = self._apart(one, other, flow.steps_under, flow.steps)
        appear, vanish = self._apart(one, other, flow.taken_under, flow.moves)
        endings_appear, endings_vanish = self._apart(one, other, flow.ends_under, flow.ends)
        return Difference(
            one,
            other,
            changed,
            steps_appear=tuple(self._step(*step) for step in steps_appear.items()),
            steps_vanish=tuple(self._step(*step) for step in steps_vanish.items()),
            appear=tuple(self._move(*move) for move in appear.items()),
            vanish=tuple(self._move(*move) for move in vanish.items()),
            reworded=reworded,
            endings_appear=tuple(self._ended(*ended) for ended in endings_appear.items()),
            endings_vanish=tuple(self._ended(*ended) for ended in endings_vanish.items()),
            plans=tuple(self._plans(plans, one, other)),
            asked=len(plans),
        )

    def _changed(self, name: str, before: str, after: str) -> Changed:
        in_words = any(_worded_by(step, name) for step in self._pack.steps.values())
        return Changed(name, before, after, name in self._flow.space.settings, in_words)

    def _meetings(self, named: Iterable[str]) -> tuple[Meeting, ...]:
        """Every way in which a meeting may be, in what nobody has named."""
        told = [s for s in self._pack.settings.values() if s.by == "meeting" and s.id not in named]
        return tuple(product(*([(s.id, value) for value in s.values] for s in told)))

    def _apart(
        self,
        one: Mapping[str, str],
        other: Mapping[str, str],
        under: Callable[[Given], Iterable[_T]],
        every: Iterable[_T],
    ) -> tuple[dict[_T, Where], dict[_T, Where]]:
        """What is only after, and what is only before, in the order of all, with the meetings in which it is so."""
        meetings = self._meetings(one)
        found = []
        for meeting in meetings:
            before, after = (frozenset(under(self._pack.given({**dict(meeting), **side}))) for side in (one, other))
            found.append((meeting, after - before, before - after))

        def told(which: Literal[1, 2]) -> dict[_T, Where]:
            side = {what: tuple(each[0] for each in found if what in each[which]) for what in every}
            return {what: () if len(where) == len(meetings) else where for what, where in side.items() if where}

        return told(1), told(2)

    def _step(self, step: str, where: Where) -> Reached:
        return Reached(step, self._pack.steps[step].words.title, where)

    def _move(self, entry: str, where: Where) -> Taken:
        if entry.startswith("!"):
            words = self._pack.words.events[entry]
            return Taken(entry, None, words.label, words.help, where)
        name, _, choice = entry.partition("=")
        step = self._pack.steps[name]
        found = step.choice(choice)
        assert found is not None
        return Taken(entry, name, step.words.title, label(self._pack, name, found), where)

    def _ended(self, ending: tuple[str, str], where: Where) -> Ended:
        kind, outcome = ending
        return Ended(kind, outcome, self._pack.words.outcomes[outcome], where)

    # -- words ---------------------------------------------------------------------------------------------------

    def _reworded(self, one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Reworded]:
        differing = [name for name in one if one[name] != other[name]]
        for step in self._pack.steps.values():
            if any(_worded_by(step, name) for name in differing):
                said: dict[Said, None] = {}
                for meeting in self._meetings(one):
                    before, after = (self._pack.given({**dict(meeting), **side}) for side in (one, other))
                    said |= dict.fromkeys(self._flow.said_otherwise(step, before, after))
                if said:
                    yield Reworded(step.id, step.words.title, tuple(said))

    # -- plans ---------------------------------------------------------------------------------------------------

    def _plans(
        self, plans: Iterable[Plan], one: Mapping[str, str], other: Mapping[str, str]
    ) -> Iterator[PlanDiffers]:
        for plan in sorted(plans, key=_stories_first):
            before, after = (self._pack.given({**plan.settings, **side}) for side in (one, other))
            found = []
            for way in plan.lanes:
                if way.kind in self._pack.start:
                    answers = self._answer(way, before), self._answer(way, after)
                    if answers[0] != answers[1]:
                        found.append(LaneDiffers(way.name, way.path, *answers))
            if found:
                yield PlanDiffers(plan, tuple(found))

    def _answer(self, way: Way, given: Given) -> Answer:
        lane, stopped = lanes.start(self._pack, way.kind), None
        for number, entry in enumerate(way.path, 1):
            after = _moved(self._pack, lane, entry, given)
            if after is None:
                stopped = number
                break
            lane = after
        offered = tuple(choice.id for choice in lanes.open_choices(self._pack, lane.situation, given))
        return Answer(lane.step, stopped, offered, self._flow.endings(lane.situation, given))


def _moved(pack: Pack, lane: Lane, entry: str, given: Given) -> Lane | None:
    """The lane after an entry of a path, None where it cannot be taken."""
    try:
        if entry.startswith("!"):
            return lanes.happen(pack, lane, entry, given)
        step, _, choice = entry.partition("=")
        return lanes.choose(pack, lane, choice, given) if step == lane.step else None
    except NotOffered:
        return None


def _stories_first(plan: Plan) -> tuple[int, str]:
    folders = plan.file.replace("\\", "/").split("/")[:-1]
    folder = folders[-1] if folders else ""
    return (_STORIES_FIRST.index(folder) if folder in _STORIES_FIRST else len(_STORIES_FIRST)), plan.file


def _worded_by(step: Step, name: str) -> bool:
    """Whether the words of a step depend on a setting."""
    named = (part.name for when, _ in step.variants for part in when.compared())
    return name in named or (name == SETTING and bool(step.nations))


def _apart(before: Sequence[_T], after: Sequence[_T]) -> tuple[list[_T], list[_T]]:
    """What only the first has, and what only the second."""
    return [one for one in before if one not in after], [one for one in after if one not in before]
