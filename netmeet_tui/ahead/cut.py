"""A calendar file cut down to the lines that tell a time or a place (C-04).

Titles, descriptions, people, notes and whatever else such a file holds are dropped here, and nothing reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from netmeet_tui.ahead import text
from netmeet_tui.ahead.coming import one_line

MOST_ENTRIES: Final = 5000
MOST_ZONES: Final = 100
MOST_DATES: Final = 20_000
"""The most dates that the entries name one by one, and the most that their rules come to."""
DEEPEST: Final = 8


class CalendarError(Exception):
    """The calendar file cannot be used, and nothing was changed. The message is one sentence without content."""

    @classmethod
    def of(cls, sentence: str, file: str, entry: int = 0) -> CalendarError:
        """The error that says this of a file, and of one of its entries."""
        return cls(sentence.format(file=one_line(file) or "?", entry=entry))


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a calendar: text that a library may read, and whether all of it is taken back."""

    text: str
    cancelled: bool


_CALENDAR: Final = ("VCALENDAR",)
_ENTRY: Final = (*_CALENDAR, "VEVENT")
_ZONE: Final = (*_CALENDAR, "VTIMEZONE")
_OFFSETS: Final = frozenset({"BEGIN", "END", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_TIMES: Final = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_NEEDED: Final[Mapping[tuple[str, ...], frozenset[str]]] = {
    _ENTRY: frozenset({"BEGIN", "END", "UID", "SEQUENCE", "STATUS", "LOCATION", "CONFERENCE", *_TIMES}),
    _ZONE: frozenset({"BEGIN", "END", "TZID"}),
    (*_ZONE, "STANDARD"): _OFFSETS,
    (*_ZONE, "DAYLIGHT"): _OFFSETS,
}
_NAME: Final = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_TZID: Final = re.compile(r";TZID=(\"[^\"]*\"|[^;:\"]*)", re.IGNORECASE)

_Part = list[str]


def cut(data: bytes, file: str) -> Cut:
    """What is needed of a file. Raises CalendarError."""
    try:
        lines = re.sub(rb"\r?\n[ \t]", b"", data).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise CalendarError.of(text.NOT_TEXT, file) from None
    try:
        zones, entries, cancelled = _parted(lines)
    except ValueError:
        raise CalendarError.of(text.NO_CALENDAR, file) from None
    if len(entries) > MOST_ENTRIES or len(zones) > MOST_ZONES or sum(map(_dates, entries)) > MOST_DATES:
        raise CalendarError.of(text.TOO_MANY, file)
    parts = [*_zones_told(zones, entries, file), *entries]
    body = [line for part in parts for line in part]
    return Cut("\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-", *body, "END:VCALENDAR", "")), cancelled)


def _parted(lines: Iterable[str]) -> tuple[list[_Part], list[_Part], bool]:
    """The needed lines of each zone and of each entry. Raises ValueError for what is no calendar."""
    zones: list[_Part] = []
    entries: list[_Part] = []
    inside: tuple[str, ...] = ()
    cancelled = begun = False
    for line in (line.rstrip("\r") for line in lines):
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        value = line[len(name) + 1 :].strip().upper() if name in ("BEGIN", "END", "METHOD") else ""
        if name == "BEGIN":
            inside, begun = (*inside, value), True
            if len(inside) > DEEPEST:
                raise ValueError
            if inside in (_ENTRY, _ZONE):
                (entries if inside == _ENTRY else zones).append([])
        if (inside[:1] != _CALENDAR and line.strip()) or (name == "END" and inside[-1:] != (value,)):
            raise ValueError
        if name in _NEEDED.get(inside, ()):
            (entries if inside == _ENTRY else zones)[-1].append(line)
        elif inside == _CALENDAR and name == "METHOD":
            cancelled = cancelled or value == "CANCEL"
        if name == "END":
            inside = inside[:-1]
    if inside or not begun:
        raise ValueError
    return zones, entries, cancelled


def _zones_told(zones: Iterable[_Part], entries: Iterable[_Part], file: str) -> list[_Part]:
    """The time zones that only the file tells. Raises CalendarError when one is named that nobody knows."""
    from icalendar.timezone import tzp

    tzp.use_default()  # forget what another file called by the same name
    told: dict[str, _Part] = {}
    for lines in zones:
        name = next((line.partition(":")[2].strip() for line in lines if line.upper().startswith("TZID")), "")
        if not known(name) and _sound(lines):
            told[name] = lines
    for entry, lines in enumerate(entries, 1):
        for name in (found.strip('"') for line in lines for found in _TZID.findall(line)):
            if name not in told and not known(name):
                raise CalendarError.of(text.NO_ZONE, file, entry)
    return list(told.values())


def known(name: str) -> bool:
    """Whether a time zone is known without being told."""
    from icalendar.timezone import tzp

    try:
        return bool(name) and tzp.timezone(name) is not None
    except Exception:  # a name may be a path that leads anywhere
        return False


def _sound(lines: Iterable[str]) -> bool:
    """Whether a zone can be told from what a file says of it: its rules are for years, and not many."""
    rules = [line.upper() for line in lines if line.upper().startswith(("RRULE", "RDATE"))]
    return len(rules) <= 20 and all("FREQ=YEARLY" in rule for rule in rules if rule.startswith("RRULE"))


def _dates(entry: Iterable[str]) -> int:
    """How many dates an entry names one by one."""
    return sum(line.count(",") + 1 for line in entry if line.upper().startswith(("RDATE", "EXDATE")))
