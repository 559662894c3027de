"""The flow as a graph: steps, the choices and events that join them, and where it starts and ends.

For one kind of concern only what that kind can take is followed, as far as the kind, the step and what a choice
sets decide it. What depends on anything else stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Final, NamedTuple

from netmeet_tui.policy.condition import ALWAYS, Condition
from netmeet_tui.policy.follow import End, choices, ends_of, ends_of_event, happenings, label
from netmeet_tui.policy.pack import CLOSED, HERE, Choice, Pack
from netmeet_tui.policy.picture import conditions_told
from netmeet_tui.policy.telling import settled, told

ANYWHERE: Final = "anywhere"
"""Where events come from: any step."""

_CONDITION: Final = 3
"""How many steps further away something is when it depends on a condition."""


class Place(NamedTuple):
    """What a line of the graph joins: a step, the start of a kind, the end, or what may happen anywhere."""

    sort: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one place to another: by what, in words, under which condition, and as what it then ends."""

    start: Place
    to: Place
    by: str
    words: str
    offered: str = ""
    when: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Places in the order in which they are come to, and the lines between them."""

    title: str
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    first: Mapping[Place, Line]
    """For each place that a line leads to: the line that came to it first, which is the plainest way."""

    def lines_from(self, place: Place) -> tuple[Line, ...]:
        """The lines that start at a place."""
        return tuple(line for line in self.lines if line.start == place)


def graph(pack: Pack, kind: str | None = None) -> Graph:
    """The graph of one kind, or of all. Raises KeyError for a kind that the pack does not have."""
    certain = {} if kind is None else {"kind": kind}
    kinds = tuple(pack.start) if kind is None else (kind,)
    found: dict[Place, Line | None] = {Place("kind", each): None for each in kinds}
    lines = [
        Line(Place("kind", each), Place("step", pack.start[each]), "", pack.words.kinds[each].short)
        for each in kinds
    ]
    _explore(pack, certain, list(lines), found, lines)
    events = list(_events(pack, certain))
    if events:
        found[Place(ANYWHERE)] = None
        lines += events
        _explore(pack, certain, events, found, lines)
    title = pack.title if kind is None else f"{pack.title}: {pack.words.kinds[kind].label}"
    return Graph(
        title, tuple(found), tuple(lines), {place: line for place, line in found.items() if line is not None}
    )


def _explore(
    pack: Pack,
    certain: Mapping[str, str],
    first: list[Line],
    found: dict[Place, Line | None],
    lines: list[Line],
) -> None:
    """Nearest first, so that every step is found by its plainest way: what needs a condition is further away."""
    order = count()
    waiting = [(0, next(order), line) for line in first]
    while waiting:
        far, _, by = heappop(waiting)
        if by.to in found:
            continue
        found[by.to] = by
        if by.to.sort == "step":
            for line in _lines(pack, by.to.id, certain):
                lines.append(line)
                heappush(waiting, (far + 1 + _CONDITION * bool(line.when or line.offered), next(order), line))


def _lines(pack: Pack, step: str, certain: Mapping[str, str]) -> Iterator[Line]:
    noted: list[Choice] = []
    for choice in choices(pack, step, certain):
        if choice.offer is not None and choice.to == HERE:
            noted.append(choice)  # these differ in the offer alone
            continue
        for end in _distinct(ends_of(pack, step, choice, certain)):
            yield Line(
                Place("step", step),
                _place(end, certain),
                choice.id,
                label(pack, step, choice),
                "" if choice.when is None else _told(pack, choice.when, {**certain, "step": step}),
                conditions_told(pack, end),
                end.outcome or "",
            )
    for answer in dict.fromkeys(choice.answer for choice in noted if choice.answer):
        words = f"any offer: {getattr(pack.words.answers, answer)}"
        yield Line(Place("step", step), Place("step", step), f"any={answer}", words)


def _events(pack: Pack, certain: Mapping[str, str]) -> Iterator[Line]:
    for event in happenings(pack, certain):
        when, words = _told(pack, event.when, certain), pack.words.events[event.id].label
        going = tuple(end for end in ends_of_event(pack, event, certain) if end.to != HERE)
        for end in _distinct(going):
            yield Line(Place(ANYWHERE), _place(end, certain), event.id, words, when, conditions_told(pack, end))


def _distinct(ends: tuple[End, ...]) -> tuple[End, ...]:
    """The ends of a target; one without conditions when all of them come to the same."""
    return (ends[0]._replace(when=()),) if len({(end.to, end.outcome) for end in ends}) == 1 else ends


def _told(pack: Pack, when: Condition, certain: Mapping[str, str]) -> str:
    """What is left of a condition, or the condition as it stands in the pack where its names make that shorter."""
    left = settled(when, certain)
    return "" if left == ALWAYS else min(told(left, pack.conditions), told(when, pack.conditions), key=len)


def _place(end: End, certain: Mapping[str, str]) -> Place:
    """Where an end is; when the lane becomes another kind there, that kind's start stands for what follows."""
    if end.to == CLOSED:
        return Place("end")
    kind = next((change.value for change in reversed(end.set) if change.fact == "kind"), None)
    if kind is not None and certain.get("kind", kind) != kind:
        return Place("kind", kind)
    return Place("step", end.to)
