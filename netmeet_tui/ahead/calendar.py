"""Coming meetings out of a calendar file: when and where, and nothing else of what such a file says (C-04).

A file is read whole or not at all. The work grows with its size, with the number of its entries, and with the days
through which each rule for repeating has to be followed since it began. Each has a limit; what is over it is said.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from netmeet_tui.ahead import text
from netmeet_tui.ahead.coming import LONGEST, NEAR, Coming, Mode, in_order, local, one_line, placed
from netmeet_tui.ahead.cut import MOST_DATES, CalendarError, cut

__all__ = ["CalendarError", "Found", "read"]

WINDOW: Final = timedelta(days=90)
MOST: Final = 100
"""The most meetings that one file brings."""
LARGEST: Final = 2_000_000
MOST_DAYS: Final = 2_000_000
"""The most days through which rules may have to be followed; some five seconds on a slow computer."""

LeftOut = Literal["all-day", "cancelled", "long", "more"]
_Entry: TypeAlias = Any
"""An entry, or one of its occurrences, as the library gives it."""


@dataclass(frozen=True)
class Found:
    """What a calendar file brings: meetings from now until a day, and how many it does not bring, and why."""

    meetings: tuple[Coming, ...]
    left_out: Mapping[LeftOut, int]
    until: date
    series: frozenset[str]
    """How ids begin that came from these entries: what is kept under them gives way to what is found now."""


def read(typed: str, now: datetime, zone: tzinfo | None = None) -> Found:
    """The meetings in the file at a path that somebody typed. Raises CalendarError.

    Times that name no zone are meant as a clock shows them in ``zone``, or on this computer.
    """
    path = _path(typed)
    data = _bytes(path)
    with warnings.catch_warnings():  # they would be written over the screen
        warnings.simplefilter("ignore")
        try:
            return _Reading(path.name, now, zone).found(data)
        except CalendarError:
            raise
        except Exception:  # whatever a file can do to a library, it is the file that will not do
            raise CalendarError.of(text.NO_CALENDAR, path.name) from None


# -- the file ------------------------------------------------------------------------------------------------


def _path(typed: str) -> Path:
    typed = typed.strip().strip("\"'")
    if not typed:
        raise CalendarError(text.NO_PATH)
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # the home of somebody who is not known here
        return Path(typed)


def _bytes(path: Path) -> bytes:
    """The bytes of the file. Raises CalendarError; never waits for a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise CalendarError.of(_why(path, error), path.name) from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise CalendarError.of(text.NO_FILE, path.name)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise CalendarError.of(text.CANNOT_READ, path.name) from None
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise CalendarError.of(text.TOO_LARGE, path.name)
    return data


def _why(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError) or error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.ENOTDIR):
        return text.NOT_THERE
    if error.errno in (errno.ENOENT, errno.ELOOP):
        return text.LEADS_NOWHERE if path.is_symlink() else text.NOT_THERE
    if error.errno in (errno.ENXIO, errno.EOPNOTSUPP) or path.is_dir():  # a socket; a folder, on some systems
        return text.NO_FILE
    return text.CANNOT_READ


# -- the entries ---------------------------------------------------------------------------------------------

_ONE_EACH: Final = ("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "STATUS", "SEQUENCE")
_REPEATING: Final = ("RRULE", "RDATE", "EXDATE")
_CLOCK: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_STEPS: Final = {"DAILY": 1, "WEEKLY": 4, "MONTHLY": 9, "YEARLY": 13}
"""The rules that a meeting may have, and how many days each passes over while a daily one passes over one."""
_MOST_A_DAY: Final = 24
_TOLD_ZONE: Final = 50
"""How many times longer a day takes in a time zone whose own rules have to be followed for it."""


class _Reading:
    """One file while it is read."""

    def __init__(self, file: str, now: datetime, zone: tzinfo | None) -> None:
        self._file, self._zone = file, zone
        self._first, self._last = now - NEAR, now + WINDOW
        self._days = self._dates = 0

    def found(self, data: bytes) -> Found:
        """What the file brings. Raises CalendarError, and whatever a library makes of a file."""
        from icalendar import Calendar
        from recurring_ical_events import of

        needed = cut(data, self._file)
        calendar = Calendar.from_ical(needed.text)
        entries: list[_Entry] = calendar.walk("VEVENT")
        self._look_at(entries)
        meetings: dict[str, Coming] = {}
        left_out: dict[LeftOut, int] = {}
        margin = timedelta(days=1)  # an entry without a time zone is compared by the clock
        start, end = (local(moment, self._zone) for moment in (self._first - margin, self._last + margin))
        for occurrence in of(calendar).between(start, end) if entries else ():
            told = self._told(occurrence, needed.cancelled)
            if isinstance(told, Coming):
                meetings[told.id] = told
            elif told is not None:
                left_out[told] = left_out.get(told, 0) + 1
        listed = in_order(meetings.values())
        if len(listed) > MOST:
            left_out["more"] = len(listed) - MOST
        series = frozenset(_series(entry) for entry in entries)
        return Found(listed[:MOST], left_out, local(self._last, self._zone).date(), series)

    def _look_at(self, entries: list[_Entry]) -> None:
        """See that each entry can be understood, and be followed in bounded time. Raises CalendarError."""
        seen = set()
        for number, entry in enumerate(entries, 1):
            if "DTSTART" not in entry:
                raise self._error(text.NO_START, number)
            if entry.errors or any(isinstance(entry.get(name), list) for name in _ONE_EACH):
                raise self._error(text.UNREADABLE, number)
            try:
                start, end = self._span(entry)
                which = (str(entry.get("UID", "")), self._instant(entry.get("RECURRENCE-ID")))
                if "RECURRENCE-ID" in entry:  # one of a series: it does not repeat itself
                    for name in _REPEATING:
                        entry.pop(name, None)
                elif "RRULE" in entry:
                    self._follow(entry["RRULE"], start, number)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
                raise self._error(text.UNREADABLE, number) from None
            if end < start:
                raise self._error(text.ENDS_BEFORE, number)
            if which[0] and which in seen:
                raise self._error(text.TWICE, number)
            seen.add(which)

    def _follow(self, rule: Mapping[str, Any], start: datetime, number: int) -> None:
        """Reckon how long it takes to follow a rule, before anybody follows it. Raises CalendarError."""
        often, interval, a_day = str(rule["FREQ"][0]).upper(), int(rule.get("INTERVAL", [1])[0]), 1
        for name in _CLOCK:
            a_day *= len(rule.get(name, [0]))
        if often not in _STEPS or interval < 1 or a_day > _MOST_A_DAY:
            raise self._error(text.TOO_OFTEN, number)
        # One that no day fits is followed until the calendar ends, which it does in the year 9999.
        until = datetime.max.replace(tzinfo=UTC) if _may_fit_no_day(often, interval, rule) else self._last
        days = max((until - start).days, 0) * a_day // (interval * _STEPS[often])
        if not isinstance(start.tzinfo, (ZoneInfo, timezone)):  # one that only the file tells
            days *= _TOLD_ZONE
        if days > MOST_DAYS:
            raise self._error(text.UNREADABLE, number)
        self._days += days
        self._dates += WINDOW.days * a_day // (interval if often == "DAILY" else 6)
        if self._days > MOST_DAYS or self._dates > MOST_DATES:
            raise self._error(text.TOO_MANY)

    def _told(self, occurrence: _Entry, cancelled: bool) -> Coming | LeftOut | None:
        """One occurrence as a coming meeting, or why it is left out; None when it is none of these days."""
        starts, ends = self._span(occurrence)
        if not self._first <= starts < self._last:
            return None
        if cancelled or str(occurrence.get("STATUS", "")).strip().upper() == "CANCELLED":
            return "cancelled"
        if not isinstance(occurrence["DTSTART"].dt, datetime):
            return "all-day"
        minutes = (ends - starts) // timedelta(minutes=1)
        if minutes > LONGEST:
            return "long"
        mode, place = _place(occurrence)
        return Coming(self._id(occurrence, starts), local(starts, UTC), minutes, mode, place)

    def _id(self, occurrence: _Entry, starts: datetime) -> str:
        """For the same occurrence of the same entry always the same, also when it was moved; it tells neither."""
        which = occurrence.get("RECURRENCE-ID")
        at = None if which is None or "RANGE" in which.params else self._instant(which)
        return f"{_series(occurrence)}{at or local(starts, UTC):%Y%m%dT%H%M%SZ}"

    def _span(self, entry: _Entry) -> tuple[datetime, datetime]:
        """When it starts and ends; days are taken from midnight on."""
        starts = self._moment(entry["DTSTART"])
        if "DTEND" in entry:
            return starts, self._moment(entry["DTEND"])
        return starts, starts + (entry["DURATION"].dt if "DURATION" in entry else timedelta())

    def _moment(self, value: _Entry) -> datetime:
        when = value.dt
        if not isinstance(when, datetime):
            when = datetime(when.year, when.month, when.day)
        elif when.tzinfo is None and "TZID" in value.params:  # the file tells the zone, and not well enough
            raise ValueError
        return placed(when, self._zone) if when.tzinfo is None else when

    def _instant(self, value: _Entry) -> datetime | None:
        return None if value is None else local(self._moment(value), UTC)

    def _error(self, sentence: str, number: int = 0) -> CalendarError:
        return CalendarError.of(sentence, self._file, number)


def _may_fit_no_day(often: str, interval: int, rule: Mapping[str, Any]) -> bool:
    """Whether a rule could be one that no day fits, such as the 30th of February."""
    if any(name in rule for name in ("BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER")):
        return True
    days = rule.get("BYMONTHDAY", [])
    if often in ("DAILY", "WEEKLY"):
        return bool(days) or "BYMONTH" in rule or (often == "DAILY" and interval > 1 and "BYDAY" in rule)
    if any(abs(int(day)) > 28 for day in days) or (days and "BYDAY" in rule):
        return True
    return interval > 1 and ("BYMONTH" in rule or "BYDAY" in rule)


def _series(entry: _Entry) -> str:
    """The beginning of the ids of all that comes from one entry; without a name of its own, from one place."""
    named = str(entry.get("UID", "")) or str(entry.get("LOCATION", ""))
    return f"{hashlib.sha256(named.encode()).hexdigest()[:24]}-"


# -- where it is ---------------------------------------------------------------------------------------------

_LINK: Final = re.compile(r"https?://|^www\.|^[a-z][a-z0-9+.-]*:\S+$", re.IGNORECASE)
_ONLINE: Final = re.compile(r"\b(online|zoom|teams|google meet|webex|skype|video ?call|whatsapp)\b", re.IGNORECASE)
_BY_PHONE: Final = re.compile(r"(by )?(tele)?phone( call)?|tel:.*|\+?[0-9 ()-]{7,}", re.IGNORECASE)
_OF_AN_ADDRESS: Final = re.compile(r"[0-9,]")


def _place(occurrence: _Entry) -> tuple[Mode, str]:
    """How it is held, and where. An address counts more than a link that a calendar adds by itself."""
    place = next(_said(occurrence.get("LOCATION")), "")
    joining = next(_said(occurrence.get("CONFERENCE")), "")
    if not place:
        return ("in-person" if not joining else "phone" if _BY_PHONE.fullmatch(joining) else "online"), joining
    if _BY_PHONE.fullmatch(place):
        return "phone", place
    if _LINK.search(place):
        return "online", place
    if _ONLINE.search(place) and not _OF_AN_ADDRESS.search(place):
        return "online", joining or place
    return "in-person", place


def _said(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if said := one_line(str(one or "")):
            yield said
