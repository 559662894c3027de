"""A meeting that is to come: what may be arranged without its people (C-04), and no place for anything else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Annotated, Final, Literal

import msgspec

LONGEST_PLACE: Final = 300
LONGEST: Final = 24 * 60
"""The most minutes that a meeting lasts."""
NEAR: Final = timedelta(hours=2)
"""How long before and after its beginning a meeting is one that may be started now."""
OVER: Final = timedelta(days=1)
"""How long after its end a meeting is still listed."""

Mode = Literal["in-person", "online", "phone"]
Nation = Literal["ENG", "WLS", "SCT", "NIR", "unset"]
MODES: Final[tuple[Mode, ...]] = ("in-person", "online", "phone")
NATIONS: Final[tuple[Nation, ...]] = ("unset", "ENG", "WLS", "SCT", "NIR")


class Coming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meeting. It has no title, no person, no reason and no note, so none can be kept (C-04, C-10)."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z.-]{1,80}$")]
    starts: Annotated[datetime, msgspec.Meta(tz=True)]
    minutes: Annotated[int, msgspec.Meta(ge=0, le=LONGEST)] = 0
    """How long it is to last; 0 when that was not said."""
    mode: Mode = "in-person"
    place: Annotated[str, msgspec.Meta(max_length=LONGEST_PLACE)] = ""
    """In person an address that can be said to 999; else how one joins."""
    nation: Nation = "unset"
    """Where it is held, when that is not where the organisation's meetings mostly are."""
    facilitators: Literal[1, 2] = 2

    @property
    def ends(self) -> datetime:
        """When it is over, as far as that was said."""
        return self.starts + timedelta(minutes=self.minutes)


def encode(coming: Coming) -> bytes:
    """A coming meeting as the bytes that are kept."""
    return msgspec.json.encode(coming)


def decode(record: bytes) -> Coming | None:
    """The coming meeting in what was kept; None when it is of a newer netmeet, or none."""
    try:
        return msgspec.json.decode(record, type=Coming)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def in_order(meetings: Iterable[Coming]) -> tuple[Coming, ...]:
    """The earliest first."""
    return tuple(sorted(meetings, key=lambda one: (one.starts, one.id)))


def is_over(coming: Coming, now: datetime) -> bool:
    """Whether it has been over for so long that nobody starts it any more."""
    return coming.ends + OVER < now


def near(meetings: Iterable[Coming], now: datetime) -> Coming | None:
    """The one that begins about now: the nearest of those within two hours either way."""
    here = [one for one in meetings if abs(one.starts - now) <= NEAR]
    return min(here, key=lambda one: (abs(one.starts - now), one.id), default=None)


def local(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """A moment as a clock shows it in a zone, or on this computer."""
    return moment.astimezone(zone)


def placed(naive: datetime, zone: tzinfo | None = None) -> datetime:
    """What a clock shows in a zone, or on this computer, as a moment."""
    return naive.astimezone() if zone is None else naive.replace(tzinfo=zone)


def one_line(words: str) -> str:
    """Words on one line, without what no screen can show, and not longer than there is room for."""
    words = "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
    return words if len(words) <= LONGEST_PLACE else f"{words[: LONGEST_PLACE - 1]}…"
