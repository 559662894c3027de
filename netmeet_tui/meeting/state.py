"""The state of a meeting: what its events fold into. Immutable, and the same for a crash, a screen or a debrief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.meeting import events as e
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Entry, Lane
from netmeet_tui.policy.pack import Pack

AT_MEETING: Final = "meeting"
AT_FLAG: Final = "flag"
AT_EMERGENCY: Final = "999"
AT_END: Final = "end"
PASSING: Final = frozenset({AT_FLAG, AT_EMERGENCY, AT_END})
"""Views from which one goes back to where one was."""

SOMEONE_ELSE: Final = "someone-else"

IN_PERSON: Final = "in-person"
MODES: Final = (IN_PERSON, "online", "phone", "")
"""How a meeting can be held; the last one says that nobody has said."""

IN_CASE: Final = ("where", "phone", "practice", "name")
"""What a person may put on their in-case card: any of it, none of it (D-4)."""

HOLDERS: Final = (0, 1, 2)
"""Who can hold a lane: nobody in particular, the first of the facilitators, the second."""

ROUND: Final = "round"
PAUSE: Final = "pause"
MARKS: Final = (ROUND, PAUSE, "")
LONGEST_PAUSE: Final = 600
"""Minutes."""

NOTHING: Mapping[str, str] = MappingProxyType({})


def at_lane(number: int) -> str:
    """The view of a lane."""
    return f"lane:{number}"


def lane_of(view: str) -> int | None:
    """The number of the lane that a view shows, or None."""
    head, _, number = view.partition(":")
    return int(number) if head == "lane" else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the room: a letter, and the word that the person in it chose (D-3)."""

    letter: str
    word: str = ""
    left: bool = False
    """Whether they have left the meeting; the seat keeps its letter."""
    in_case: frozenset[str] = frozenset()
    """Which fields of their in-case card hold something. What that is stands nowhere in the state."""

    def __str__(self) -> str:
        """As it is shown."""
        return f"{self.letter} {self.word}" if self.word else _("Seat {letter}").format(letter=self.letter)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the meeting is held (one of MODES), and the place of one in person."""

    mode: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A round, or a pause until some time; or neither."""

    what: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern in this meeting: its lane, whom it is about, and what was written on the way."""

    number: int
    flagged: datetime
    lane: Lane
    seat: str = ""
    written: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    reasons: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()
    """When each thing of the way here was chosen or happened."""
    left_open: str = ""
    held_by: int = 0
    """Which of the facilitators holds it: 1 the first, 2 the second, 0 nobody in particular."""

    @property
    def settled(self) -> bool:
        """Whether the meeting may end: it is closed, or left open with a reason."""
        return self.lane.closed or bool(self.left_open)

    def story(self) -> tuple[tuple[Entry, str], ...]:
        """What was chosen and what happened, oldest first, each with its reason or nothing."""
        return tuple(zip(self.lane.trail(), self.reasons, strict=True))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything that is known of a meeting, at one moment."""

    opened: datetime
    pack: str
    settings: Mapping[str, str]
    facilitators: int
    given: tuple[str, ...]
    seats: tuple[Seat, ...] = ()
    concerns: tuple[Concern, ...] = ()
    views: tuple[str, ...] = (AT_MEETING,)
    ended: bool = False
    seats_given: int = field(default=0)
    arranged: Arrangement = Arrangement()
    told: frozenset[str] = frozenset()
    """The points of the opening that have been said."""
    mark: Mark = Mark()

    @property
    def view(self) -> str:
        """What the facilitators look at."""
        return self.views[-1]

    @property
    def came_from(self) -> str:
        """What they looked at before, and go back to."""
        return self.views[-2] if len(self.views) > 1 else AT_MEETING

    def concern(self, number: int) -> Concern:
        """The concern of that number. Raises KeyError."""
        for concern in self.concerns:
            if concern.number == number:
                return concern
        raise KeyError(number)

    def seat(self, letter: str) -> Seat | None:
        """The seat of that letter while somebody is in it."""
        return next((seat for seat in self.seats if seat.letter == letter), None)

    @property
    def open_concerns(self) -> tuple[Concern, ...]:
        """Those that have not been closed, in the order in which they were flagged."""
        return tuple(concern for concern in self.concerns if not concern.lane.closed)

    @property
    def unsettled(self) -> tuple[Concern, ...]:
        """Those that still keep the meeting from ending."""
        return tuple(concern for concern in self.concerns if not concern.settled)


def name_of(pack: Pack) -> str:
    """What a meeting notes of the pack that it runs under."""
    return f"{pack.name} {pack.version}"


def given(pack: Pack, settings: Mapping[str, str], facilitators: int) -> tuple[str, ...]:
    """The organisation's settings with what the meeting itself tells the flow. Raises ValueError."""
    told = {"facilitators": "two" if facilitators >= 2 else "one"}
    return pack.given({**settings, **{key: value for key, value in told.items() if key in pack.settings}})


def fold(pack: Pack, events: Iterable[e.Event]) -> Meeting:
    """The state that these events lead to.

    Raises ValueError when they do not begin with an opening, or do not fit the pack.
    """
    state: Meeting | None = None
    for event in events:
        state = apply(pack, state, event)
    if state is None:
        raise ValueError("a meeting begins with its opening")
    return state


def apply(pack: Pack, state: Meeting | None, event: e.Event) -> Meeting:
    """The state after one more event. Raises ValueError, KeyError or lane.NotOffered when it does not fit."""
    if isinstance(event, e.Opened):
        if state is not None or event.version > e.VERSION:
            raise ValueError("a meeting is opened once, and by a program that is no newer")
        if event.pack != name_of(pack):
            raise ValueError("this meeting was begun under another version of the policy")
        settings = given(pack, event.settings, event.facilitators)
        return Meeting(event.at, event.pack, event.settings, event.facilitators, settings)
    if state is None:
        raise ValueError("a meeting begins with its opening")
    match event:
        case e.FacilitatorsCounted():
            return replace(state, facilitators=event.count, given=given(pack, state.settings, event.count))
        case e.SeatTaken():
            others = tuple(seat for seat in state.seats if seat.letter != event.seat)
            sits = state.seat(event.seat)
            seat = Seat(event.seat, event.word) if sits is None else replace(sits, word=event.word)
            taken = sorted((*others, seat), key=lambda seat: (len(seat.letter), seat.letter))
            return replace(state, seats=tuple(taken), seats_given=state.seats_given + (sits is None))
        case e.SeatEmptied():
            return replace(state, seats=tuple(s for s in state.seats if s.letter != event.seat))
        case e.SeatLeft() | e.SeatReturned() | e.InCase() | e.InCaseTakenBack():
            return replace(state, seats=_reseated(state, event))
        case e.Arranged():
            if event.mode not in MODES:
                raise ValueError("that is no way to hold a meeting")
            return replace(state, arranged=Arrangement(event.mode, event.place))
        case e.Told():
            told = state.told | {event.point} if event.done else state.told - {event.point}
            return replace(state, told=told)
        case e.Marked():
            if event.mark not in MARKS or not 0 <= event.minutes <= LONGEST_PAUSE:
                raise ValueError("that is no mark")
            until = event.at + timedelta(minutes=event.minutes) if event.mark == PAUSE else None
            return replace(state, mark=Mark(event.mark, until))
        case e.Turned():
            if (number := lane_of(event.view)) is not None:
                state.concern(number)  # raises KeyError: there has to be something to look at
            return replace(state, views=_turned(state.views, event.view))
        case e.Flagged():
            if event.lane != len(state.concerns) + 1:
                raise ValueError("concerns are counted one by one")
            concern = Concern(event.lane, event.at, lanes.start(pack, event.kind), event.seat)
            return replace(state, concerns=(*state.concerns, concern), views=(at_lane(event.lane),))
        case e.Ended():
            return replace(state, ended=True)
        case _:
            concern = _after(pack, state, state.concern(event.lane), event)
            kept = tuple(concern if c.number == event.lane else c for c in state.concerns)
            return replace(state, concerns=kept)


def _reseated(
    state: Meeting, event: e.SeatLeft | e.SeatReturned | e.InCase | e.InCaseTakenBack
) -> tuple[Seat, ...]:
    seat = state.seat(event.seat)
    if seat is None:
        raise ValueError("nobody is in that seat")
    match event:
        case e.SeatLeft():
            after = replace(seat, left=True, in_case=seat.in_case if event.kept else frozenset())
        case e.SeatReturned():
            after = replace(seat, left=False)
        case e.InCase():
            if event.field not in IN_CASE:
                raise ValueError("the in-case card has no such field")
            there = seat.in_case | {event.field} if event.there else seat.in_case - {event.field}
            after = replace(seat, in_case=there)
        case e.InCaseTakenBack():
            after = replace(seat, in_case=frozenset())
    return tuple(after if other is seat else other for other in state.seats)


def _turned(views: tuple[str, ...], view: str) -> tuple[str, ...]:
    """The views one over the other: going back takes the upper ones away, the passing ones lie on top."""
    if view in views:
        return views[: views.index(view) + 1]
    return (*views, view) if view in PASSING else (view,)


def _after(pack: Pack, state: Meeting, concern: Concern, event: e.Event) -> Concern:
    match event:
        case e.Chose():
            if event.step != concern.lane.step:
                raise ValueError(f"a choice of {event.step} does not fit a lane at {concern.lane.step}")
            lane = lanes.choose(pack, concern.lane, event.choice, state.given)
            reasons, times = (*concern.reasons, event.reason), (*concern.times, event.at)
            return replace(concern, lane=lane, reasons=reasons, times=times, left_open="")
        case e.Happened():
            lane = lanes.happen(pack, concern.lane, event.event, state.given)
            reasons, times = concern.reasons, concern.times
            if event.event == lanes.UNDO:
                reasons, times = reasons[:-1], times[:-1]
            elif event.event not in (lanes.PARK, lanes.RESUME):
                reasons, times = (*reasons, ""), (*times, event.at)
            return replace(concern, lane=lane, reasons=reasons, times=times, left_open="")
        case e.Seated():
            return replace(concern, seat=event.seat)
        case e.Held():
            if event.by not in HOLDERS:
                raise ValueError("there is no such facilitator")
            return replace(concern, held_by=event.by)
        case e.Wrote():
            written = MappingProxyType({**concern.written, event.field: event.text})
            return replace(concern, written=written)
        case e.LeftOpen():
            return replace(concern, left_open=event.reason)
        case _:
            return concern
