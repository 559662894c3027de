"""What the screens say about the room: how it is held, who holds what, in which order, which place 999 is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from netmeet_tui.meeting.state import IN_PERSON, PAUSE, ROUND, Concern, Meeting, Seat, lane_of
from netmeet_tui.policy import precedence
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import meeting_text as text

if TYPE_CHECKING:
    from netmeet_tui.tui.keeper import Keeper


def ordered(pack: Pack, state: Meeting) -> tuple[Concern, ...]:
    """The concerns as they are shown: open ones by precedence, then those that rest, then what is done (N-08)."""

    def place(concern: Concern) -> tuple[int, int, int]:
        rests = 2 if concern.lane.closed else int(concern.lane.parked or bool(concern.left_open))
        return rests, precedence.place(pack, concern.lane, state.given), concern.number

    return tuple(sorted(state.concerns, key=place))


def why(pack: Pack, state: Meeting, concern: Concern) -> str:
    """Why a concern stands where it does, in words; nothing under a policy that has no order."""
    return pack.words.precedence.get(precedence.band(pack, concern.lane, state.given), "")


def held(concern: Concern) -> str:
    """Who holds a concern; nothing when nobody in particular does."""
    return text.HOLDS[concern.held_by]


def marked(state: Meeting) -> str:
    """The round or the pause, when there is one."""
    if state.mark.what == ROUND:
        return text.MARKED_ROUND
    if state.mark.what == PAUSE and state.mark.until:
        return text.MARKED_PAUSE.format(time=f"{state.mark.until:%H:%M}")
    return ""


def arranged(state: Meeting) -> str:
    """How the meeting is held, and where."""
    mode, place = text.ROOM_MODES.get(state.arranged.mode, ""), state.arranged.place
    return f"{mode}: {place}" if mode and place else mode or place


def seated(seat: Seat) -> str:
    """A seat as it is shown in lists: whoever left is still named."""
    return text.LEFT_SEAT.format(seat=seat) if seat.left else str(seat)


def shown_lane(state: Meeting) -> Concern | None:
    """The concern that is looked at, under whatever lies over it."""
    numbers = [number for view in state.views if (number := lane_of(view))]
    return state.concern(numbers[-1]) if numbers else None


async def place(keeper: Keeper, concern: Concern | None) -> Content:
    """The place that 999 asks for first, as far as it is known (N-12); empty where nothing helps.

    Read on the keeper's thread, because it may be on an in-case card. Raises Trouble.
    """
    session = keeper.session
    state = session.state
    seat = state.seat(concern.seat) if concern else None
    in_room = state.arranged.mode == IN_PERSON and not (seat and seat.left)
    if in_room and state.arranged.place:
        return Content.styled(text.PLACE_HERE.format(place=state.arranged.place), "bold")
    card: Mapping[str, str] = {}
    if seat is not None and seat.in_case & {"where", "phone"}:
        letter = seat.letter
        card = await keeper.do(lambda: session.in_case(letter))
    rows = []
    if "where" in card:
        rows.append(Content.styled(text.PLACE_OF.format(seat=seat, place=card["where"]), "bold"))
    elif state.arranged.mode not in (IN_PERSON, ""):
        rows.append(Content.styled(text.PLACE_ASK, "bold"))
    if "phone" in card:
        rows.append(Content(text.PLACE_PHONE.format(phone=card["phone"])))
    return Content("\n").join(rows)
