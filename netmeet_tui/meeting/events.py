"""What can happen in a meeting, as immutable records.

Every record carries when it happened. A record is written once and never changed; ``version`` goes up when a record
gets a shape that an older program could not read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

VERSION = 2
"""1 knew no arrangement, no opening, nobody who leaves a seat or holds a lane, and no in-case card."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what"):
    """Something that happened, and when (with its time zone)."""

    at: Annotated[datetime, msgspec.Meta(tz=True)]


class Opened(Record, frozen=True, tag="opened"):
    """The meeting began, under this pack and these settings (the organisation's, by name)."""

    pack: str
    settings: dict[str, str]
    facilitators: int
    version: int = VERSION


class FacilitatorsCounted(Record, frozen=True, tag="facilitators"):
    """So many facilitators are in the room now: one or two (D-6)."""

    count: int


class SeatTaken(Record, frozen=True, tag="seat"):
    """Somebody is in a seat; ``word`` is one that they chose for themselves, or nothing (D-3)."""

    seat: str
    word: str = ""


class SeatEmptied(Record, frozen=True, tag="seat-emptied"):
    """Nobody is in that seat any more."""

    seat: str


class SeatLeft(Record, frozen=True, tag="seat-left"):
    """Somebody left the meeting; the seat keeps its letter. ``kept``: their in-case card stays, as they wish."""

    seat: str
    kept: bool = False


class SeatReturned(Record, frozen=True, tag="seat-returned"):
    """Somebody who had left is back in their seat."""

    seat: str


class InCase(Record, frozen=True, tag="in-case"):
    """Something is on the in-case card of a seat, or no longer is; the text is not in the record (D-4)."""

    seat: str
    field: str
    there: bool = True


class InCaseTakenBack(Record, frozen=True, tag="in-case-back"):
    """A person took back all of their in-case card."""

    seat: str


class Arranged(Record, frozen=True, tag="arranged"):
    """How the meeting is held, and where: an address that can be said to 999, for one in person (N-12)."""

    mode: str
    place: str = ""


class Told(Record, frozen=True, tag="told"):
    """A point of the opening was said, or that is taken back (C-07, C-10, C-11)."""

    point: str
    done: bool = True


class Marked(Record, frozen=True, tag="marked"):
    """The room is in a round or in a pause of some minutes, or in neither. Nothing acts on it (L-8)."""

    mark: str
    minutes: int = 0


class Flagged(Record, frozen=True, tag="flagged"):
    """A concern was flagged; it has a lane of its own from now on."""

    lane: int
    kind: str
    seat: str = ""


class Seated(Record, frozen=True, tag="seated"):
    """A concern was said to be about a seat, or about nobody in particular (no seat)."""

    lane: int
    seat: str


class Held(Record, frozen=True, tag="held"):
    """Who holds a lane: 1 the first of the facilitators, 2 the second, 0 nobody in particular."""

    lane: int
    by: int


class Chose(Record, frozen=True, tag="chose"):
    """The facilitators chose something at a step; with their reason where one is asked for."""

    lane: int
    step: str
    choice: str
    reason: str = ""


class Happened(Record, frozen=True, tag="happened"):
    """One of the flow's events happened in a lane: they left, they came back, undo, park..."""

    lane: int
    event: str


class Wrote(Record, frozen=True, tag="wrote"):
    """Something was written in a field of a lane: what may be said, the handover..."""

    lane: int
    field: str
    text: str


class Sealed(Record, frozen=True, tag="sealed"):
    """Something that identifies was written; the text itself is not in the record (D-4)."""

    lane: int
    field: str


class Turned(Record, frozen=True, tag="turned"):
    """The facilitators turned to another view, so that a restart comes back to the same one."""

    view: str


class LeftOpen(Record, frozen=True, tag="left-open"):
    """A concern stays open when the meeting ends; the facilitators say why."""

    lane: int
    reason: str


class Ended(Record, frozen=True, tag="ended"):
    """The meeting is over."""


Event: TypeAlias = (
    Opened
    | FacilitatorsCounted
    | SeatTaken
    | SeatEmptied
    | SeatLeft
    | SeatReturned
    | InCase
    | InCaseTakenBack
    | Arranged
    | Told
    | Marked
    | Flagged
    | Seated
    | Held
    | Chose
    | Happened
    | Wrote
    | Sealed
    | Turned
    | LeftOpen
    | Ended
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """An event as the bytes that a journal keeps."""
    return _encoder.encode(event)


def decode(record: bytes) -> Event:
    """The event in a journal's record. Raises msgspec.DecodeError or msgspec.ValidationError."""
    try:
        return _decoder.decode(record)
    except (UnicodeError, RecursionError):  # its own errors say it as well, but not for these
        raise msgspec.DecodeError("no record") from None
