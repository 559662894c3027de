"""What an organisation keeps of a meeting that ends: the way of a concern, and not a word that anybody said (D-2).

A trail holds what was chosen, by the names that the policy gives to its choices, and when. It has no place for a
seat, a reason, a field or anything sealed: what was typed goes when the meeting ends, as the screens say.

What was taken back is not in it either. It can be taken back only while nobody outside has been told (L-7), so
nothing came of it: a record of it would tell how somebody's fingers slipped, and not what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

import msgspec

from netmeet_tui.meeting.state import Concern, Meeting
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Lane
from netmeet_tui.policy.pack import NONE, Pack

VERSION: Final = 1
"""Goes up when a trail gets a shape that an older program could not read."""

SETTING: Final = "records"
"""The organisation's setting: "none", "disclosures" or "trails". A policy that does not ask it keeps nothing."""


class Taken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that was chosen or that happened, to the minute."""

    at: datetime
    step: str
    what: str


class Trail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way of one concern, as ids of the policy that it was held under.

    ``ground`` is the one on which the outcome came, ``policy`` the name and version of the policy.
    """

    kind: str
    began: date
    way: tuple[Taken, ...]
    outcome: str
    ground: str
    policy: str
    settings: dict[str, str]
    left_open: bool
    version: int = VERSION


def of(pack: Pack, state: Meeting) -> Mapping[int, Trail]:
    """What is kept of a meeting, by the number of the concern."""
    return {concern.number: _trail(pack, state, concern) for concern in kept(pack, state)}


def kept(pack: Pack, state: Meeting) -> tuple[Concern, ...]:
    """The concerns of which a trail is kept, as the organisation has decided."""
    match setting(pack, state.given):
        case "trails":
            return state.concerns
        case "disclosures":
            return tuple(concern for concern in state.concerns if answered_for(pack, concern.lane, state.given))
        case _:
            return ()


def setting(pack: Pack, given: lanes.Given) -> str:
    """What the organisation keeps."""
    return dict(zip(pack.settings, given, strict=True)).get(SETTING, NONE)


def answered_for(pack: Pack, lane: Lane, given: lanes.Given) -> bool:
    """Whether a concern has to be answered for: by what was chosen on its way, or by what is left open in it."""
    open_kept = None if lane.closed else pack.left_open_kept
    return disclosed(pack, lane, given) or (
        open_kept is not None and open_kept.holds(lanes.world(lane.situation, given))
    )


def disclosed(pack: Pack, lane: Lane, given: lanes.Given) -> bool:
    """Whether anything was chosen on the way that has to be answered for: the policy marks it (``kept``)."""
    for before, after in _moves(lane):
        assert after.last is not None
        choice = pack.steps[after.last.step].choice(after.last.what)  # none for an event
        marked = choice is not None and choice.kept
        if marked and marked.holds(lanes.world(before.situation, given)):
            return True
    return False


def encode(trail: Trail) -> bytes:
    """A trail as the bytes that a vault keeps."""
    return msgspec.json.encode(trail)


def decode(record: bytes) -> Trail:
    """The trail in a kept record. Raises ValueError when it is none, or one of a newer program."""
    try:
        trail = msgspec.json.decode(record, type=Trail)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ValueError("this is no trail that this program can read") from None
    if trail.version != VERSION:
        raise ValueError("this trail was kept by another version of the program")
    return trail


def _trail(pack: Pack, state: Meeting, concern: Concern) -> Trail:
    lane = concern.lane
    times = (at.replace(second=0, microsecond=0) for at in concern.times)
    return Trail(
        kind=lanes.fact(pack, lane, "kind"),
        began=state.opened.date(),
        way=tuple(Taken(at, *entry[:2]) for at, entry in zip(times, lane.trail(), strict=True)),
        outcome=lanes.fact(pack, lane, "outcome"),
        ground=_ground(pack, lane),
        policy=state.pack,
        settings=dict(zip(pack.settings, state.given, strict=True)),
        left_open=not lane.closed,
    )


def _ground(pack: Pack, lane: Lane) -> str:
    """The ground of what came of a concern: later steps let go of it, the steps of the card among them."""
    outcome = lanes.fact(pack, lane, "outcome")
    for before, after in _moves(lane):
        if outcome != NONE and lanes.fact(pack, before, "outcome") != outcome:
            was = lanes.fact(pack, before, "ground")
            return lanes.fact(pack, after, "ground") if was == NONE else was
    return lanes.fact(pack, lane, "ground")


def _moves(lane: Lane) -> Iterator[tuple[Lane, Lane]]:
    """Each lane of the way here with the one before it, the newest first."""
    while lane.before is not None:
        yield lane.before, lane
        lane = lane.before
