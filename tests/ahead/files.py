"""Calendar files for the tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=LONDON)
"""A Sunday; the window of ninety days ends on 20 February."""

AT = "DTSTART;TZID=Europe/London:20261124T140000"
END = "DTEND;TZID=Europe/London:20261124T153000"
HALL = "LOCATION:The hall\\, 3 Long Lane"


def entry(*lines: str, uid: str = "one@example.org") -> str:
    """An entry of a calendar with these lines."""
    return "\r\n".join(("BEGIN:VEVENT", *((f"UID:{uid}",) if uid else ()), *lines, "END:VEVENT"))


def calendar(*parts: str) -> str:
    """A calendar with these parts in it."""
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *parts, "END:VCALENDAR", ""))


def written(folder: Path, *parts: str, name: str = "plan.ics") -> str:
    """A file with such a calendar; its path as somebody would type it."""
    (folder / name).write_bytes(calendar(*parts).encode())
    return str(folder / name)


OFFICE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        "TZID:Our office",
        *("BEGIN:STANDARD", "DTSTART:16011028T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        *("TZOFFSETFROM:+0300", "TZOFFSETTO:+0200", "END:STANDARD"),
        *("BEGIN:DAYLIGHT", "DTSTART:16010325T010000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0300", "END:DAYLIGHT"),
        "END:VTIMEZONE",
    )
)
"""A time zone that only the file knows, two hours ahead of London."""
