"""Calendars that somebody mangled: meetings that can be kept, or one sentence with no word of what stood there."""

from __future__ import annotations

from pathlib import Path
from random import Random

from netmeet_tui.ahead.calendar import MOST, CalendarError, read
from netmeet_tui.ahead.coming import decode, encode
from tests.ahead.files import AT, END, HALL, LONDON, NOW, OFFICE, calendar, entry
from tests.fuzz.changes import Bytes, Change, of_bytes, of_words
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt
from tests.scale import THOROUGH

pytestmark = LONG_RUN

SAID = "Heron and Kingfisher"
NOTES = (f"SUMMARY:{SAID}", f"DESCRIPTION:{SAID}", f"ATTENDEE;CN={SAID}:mailto:x@example.org")

SEEDS = {
    "once": calendar(entry(AT, END, HALL, *NOTES)),
    "weekly": calendar(
        entry(AT, END, HALL, "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=9", "EXDATE;TZID=Europe/London:20261201T140000"),
        entry("RECURRENCE-ID;TZID=Europe/London:20261208T140000", AT.replace("1124", "1209"), *NOTES),
    ),
    "monthly": calendar(entry(AT, "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101T000000Z", *NOTES)),
    "office": calendar(OFFICE, entry("DTSTART;TZID=Our office:20261124T140000", "RDATE:20261130T100000Z", HALL)),
    "days": calendar(entry("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126", *NOTES)),
}

RULES = (
    *("SECONDLY", "DAILY;INTERVAL=0", "DAILY;INTERVAL=-3", "YEARLY;BYEASTER=9999", "MONTHLY;BYDAY=99MO"),
    *("DAILY;BYMONTH=2;BYMONTHDAY=30", "YEARLY;BYMONTH=13", "YEARLY;BYWEEKNO=60"),
    *("DAILY;COUNT=-1", "DAILY;UNTIL=00010101", "DAILY;UNTIL=99991231T235959Z", "YEARLY;BYSETPOS=0;BYDAY=MO"),
    *(("DAILY;BYDAY=MO;INTERVAL=7", "WEEKLY;BYMONTH=13") if THOROUGH else ()),  # a second each
    *("DAILY;BYHOUR=99", "MONTHLY;BYMONTHDAY=31;INTERVAL=6", "DAILY;COUNT=9" + "9" * 4000, "WEEKLY;WKST=XX"),
)
LINES = (
    *(f"RRULE:FREQ={rule}" for rule in RULES),
    *(
        "DTSTART:00010101T000000",
        "DTSTART:99991231T235959Z",
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART:20261124T140000",
    ),
    *("DTEND:20261124", "DURATION:P9999999W", "DURATION:-P1D", "DTEND;TZID=Europe/Lisbon:20261124T143000"),
    *("RECURRENCE-ID:20261124", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T140000Z", "SEQUENCE:x", "STATUS:\x00"),
    *("RDATE;VALUE=PERIOD:20261124T140000Z/PT1H", "RDATE:20261124", "EXDATE:rubbish", "EXDATE:20261124T140000"),
    *(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "METHOD:CANCEL",
        "UID:",
        "LOCATION:\\",
    ),
    *("TZOFFSETTO:+9999", "TZOFFSETFROM:x", "DTSTART:16010101T000000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
)
"""What programs that read calendars stumble over."""


def of_lines(chance: Random, data: bytes) -> Change:
    """A line more, or in the place of another."""
    starts = [0, *(place + 1 for place, letter in enumerate(data[:-1]) if letter == 0x0A)]
    at = chance.choice(starts)
    length = chance.choice((0, max(data.find(b"\n", at) + 1 - at, 0)))
    return Bytes(at, length, chance.choice(LINES).encode() + b"\r\n")


def test_mangled_calendars_are_meetings_that_can_be_kept_or_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    ends = {"found": 0, "refused": 0}

    def attempt(_name: str, data: bytes) -> None:
        file.write_bytes(data)
        try:
            found = read(str(file), NOW, LONDON)
        except CalendarError as error:
            a_sentence(error, SAID, longest=300)
            assert "plan.ics" in str(error)
            ends["refused"] += 1
            return
        assert len(found.meetings) <= MOST
        for one in found.meetings:
            assert decode(encode(one)) == one, "it could not be kept"
            assert one.id.startswith(tuple(found.series))
        ends["found"] += bool(found.meetings)

    seeds = {name: text.encode() for name, text in SEEDS.items()}
    hunt("calendar", seeds, (of_bytes, of_words, of_lines, of_lines), attempt, 250)
    assert min(ends.values()) > 40, ends
