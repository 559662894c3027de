"""Where somebody on the tour is: which page, which step of whose concern, and what else of it matters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from textual.containers import VerticalScroll
from textual.widgets import Input

from netmeet_tui.meeting.state import Concern, Meeting
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice.voice import Voice

if TYPE_CHECKING:
    from netmeet_tui.tui.practice.app import PracticeApp
    from netmeet_tui.tui.practice.screens.debrief import DebriefPage
    from netmeet_tui.tui.screens.step import StepPage

KIND: Final = "other-person"
"""What Pim's worry is."""

NUMBERED: Final = 8
"""So many concerns have a number on the page of the meeting."""

SOME: Final = 5
"""Letters after which something has been written."""

FIRST_MEETING, LATER_MEETING, LAST_MEETING = "meeting", "meeting-open", "meeting-closed"
FLAG, FLAG_AGAIN = "flag", "flag-again"
PARKED, SHUT, OTHER = "parked", "shut", "other"
END, END_OWN, END_OTHER = "end", "end-own", "end-other"
LOOK_FIRST, LOOK, LOOK_LAST, LOOK_DONE = "look-first", "look", "look-last", "look-done"
WRITING: Final = "writing-"
"""Before the place where somebody writes: a step, or a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is. ``choices``: the key of each open choice of the step. ``flags``: what else is so here.

    ``lane``: the number of the story's concern. ``on``: the choice that leads to the end of it by the fewest steps.
    ``last``: what was done last in it, ``step=choice`` or an event.
    """

    name: str
    lane: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    on: str = ""
    last: str = ""


def place_of(app: PracticeApp, page: Page[Any]) -> Place:
    """Where the page is."""
    kind = type(page).__name__
    if kind == "DebriefPage":
        return Place(_looking(cast("DebriefPage", page)))
    if not app.keeper.holding:
        return Place(f"{WRITING}{kind}" if page.writing else kind, flags=frozenset(_flags(app, page)))
    session = app.keeper.session
    state, pack, flags = session.state, session.pack, frozenset(_flags(app, page))
    own = _own(pack, state)
    number = own.number if own is not None else 0
    if kind == "StepPage":
        return _at_step(pack, state, cast("StepPage", page), own, flags)
    if page.writing:
        return Place(f"{WRITING}{kind}", number, flags=flags)
    if kind == "MeetingPage":
        return Place(_at_meeting(own), number, flags=flags | _paused(own) | _others(state, own))
    if kind == "FlagPage":
        return Place(FLAG if own is None else FLAG_AGAIN, number, flags=flags)
    if kind == "EndPage":
        return Place(_at_end(state, own), number, flags=flags)
    return Place(kind, number, flags=flags)


def _own(pack: Pack, state: Meeting) -> Concern | None:
    """The story's concern: the first of its kind."""
    return next((one for one in state.concerns if lanes.fact(pack, one.lane, "kind") == KIND), None)


def _flags(app: PracticeApp, page: Page[Any]) -> Iterator[str]:
    """What somebody on this page has before them."""
    for voice in page.query(Voice):
        if voice.display:
            yield "folded" if voice.has_class("-folded") else "voice"
            if app.talking:
                yield "talking"
    if any(words.max_scroll_y for words in page.query("#words").results(VerticalScroll)):
        yield "more"
    if isinstance(page.focused, Input):
        yield "writing"
        yield "written" if len(page.focused.value.strip()) >= SOME else "unwritten"


def _at_meeting(own: Concern | None) -> str:
    if own is None:
        return FIRST_MEETING
    return LAST_MEETING if own.settled or own.number > NUMBERED else LATER_MEETING


def _paused(own: Concern | None) -> frozenset[str]:
    return frozenset({"paused"}) if own is not None and own.lane.parked else frozenset()


def _others(state: Meeting, own: Concern | None) -> frozenset[str]:
    alone = all(one.settled or one is own for one in state.concerns) and (own is None or own.settled)
    return frozenset() if alone else frozenset({"open"})


def _at_end(state: Meeting, own: Concern | None) -> str:
    first = next(iter(state.unsettled), None)
    if first is None:
        return END
    return END_OWN if own is not None and first.number == own.number else END_OTHER


def _looking(page: DebriefPage) -> str:
    if page.writing:
        return f"{WRITING}{LOOK}"
    if page.at_end:
        return LOOK_DONE if page.said else LOOK_LAST
    return LOOK_FIRST if page.at_start else LOOK


# -- at a step -----------------------------------------------------------------------------------------------


def _at_step(pack: Pack, state: Meeting, page: StepPage, own: Concern | None, flags: frozenset[str]) -> Place:
    shown = page.concern
    if own is None or shown.number != own.number:
        return Place(OTHER, own.number if own else 0, flags=flags)
    lane, given = shown.lane, state.given
    if page.writing:
        return Place(f"{WRITING}{lane.step}", own.number, flags=flags)
    if lane.closed:
        return Place(SHUT, own.number, flags=flags)
    if lane.parked:
        return Place(PARKED, own.number, flags=flags)
    stands = frozenset(str(entry) for entry in lane.trail())
    undo = frozenset({"undo"} if lanes.undoable(lane) else ())
    return Place(
        lane.step,
        own.number,
        choices=_keys(pack, lane, given),
        flags=flags | stands | undo,
        on=way_on(pack, lane, given),
        last=str(lane.last or ""),
    )


def _keys(pack: Pack, lane: lanes.Lane, given: lanes.Given) -> dict[str, str]:
    """The key of each open choice, as the page of the step numbers them."""
    answers = 3 if pack.steps[lane.step].shows == "ledger" else 0
    offered = [one.choice for one in lanes.choices(pack, lane, given) if one.open and one.choice.offer is None]
    return {choice.id: str(key) for key, choice in enumerate(offered, answers + 1)}


def way_on(pack: Pack, lane: lanes.Lane, given: lanes.Given) -> str:
    """The choice from which the fewest steps lead to where the lane is closed. Where none does, the first."""
    waiting = deque(_next(pack, lane.situation, given))
    chosen = waiting[0][0] if waiting else ""
    known = {lane.situation}
    while waiting:
        first, situation = waiting.popleft()
        if situation.step == CLOSED:
            return first
        if situation not in known:
            known.add(situation)
            waiting.extend((first, after) for _, after in _next(pack, situation, given))
    return chosen


def _next(pack: Pack, situation: lanes.Situation, given: lanes.Given) -> Iterator[tuple[str, lanes.Situation]]:
    for choice in lanes.open_choices(pack, situation, given):
        if choice.offer is None:
            yield choice.id, lanes.chosen(pack, situation, choice, given)
