"""Calendar files: what is found in them, what is not, and what is said of those that will not do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from netmeet_tui.ahead import text
from netmeet_tui.ahead.calendar import LARGEST, MOST, CalendarError, Found, read
from netmeet_tui.ahead.coming import Coming, encode
from tests.ahead.files import AT, END, HALL, LONDON, NOW, OFFICE, calendar, entry, written

MARKER = "Quillfeather"


def found(folder: Path, *parts: str) -> Found:
    return read(written(folder, *parts), NOW, LONDON)


def starts(found: Found) -> list[str]:
    """When they begin, as a clock in London shows it."""
    return [f"{one.starts.astimezone(LONDON):%d %b %H:%M}" for one in found.meetings]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


# -- what is found -------------------------------------------------------------------------------------------


def test_when_how_long_and_where(tmp_path: Path) -> None:
    there = found(tmp_path, entry(AT, END, HALL))
    (one,) = there.meetings
    assert (one.starts, one.minutes) == (utc(2026, 11, 24, 14, 0), 90)
    assert (one.mode, one.place, one.nation, one.facilitators) == ("in-person", "The hall, 3 Long Lane", "unset", 2)
    assert (dict(there.left_out), there.until) == ({}, date(2027, 2, 20))


def test_nothing_but_logistics_gets_in(tmp_path: Path) -> None:
    """C-04: neither into what is kept, nor into what is shown of what was found."""
    said = (
        "SUMMARY",
        "DESCRIPTION",
        "COMMENT",
        "CATEGORIES",
        "CONTACT",
        "RESOURCES",
        "CLASS",
        "GEO",
        "URL",
        "COLOR",
    )
    more = (
        "ATTENDEE",
        "ORGANIZER",
        "RELATED-TO",
        "ATTACH",
        "IMAGE",
        "X-NOTE",
        "X-APPLE-STRUCTURED-LOCATION",
        "NAME",
    )
    lines = [f"{name}:mailto:{MARKER}" for name in (*said, *more)]
    lines += [f'{name};CN="{MARKER}";ALTREP="{MARKER}";LANGUAGE={MARKER}:{MARKER}' for name in (*said, *more)]
    alarm = "\r\n".join(("BEGIN:VALARM", "TRIGGER:-PT15M", f"DESCRIPTION:{MARKER}", "END:VALARM"))
    part = "\r\n".join(("BEGIN:PARTICIPANT", f"UID:{MARKER}", f"LOCATION:{MARKER}", "END:PARTICIPANT"))
    hall = f'LOCATION;ALTREP="{MARKER}";X-TITLE={MARKER}:The hall'
    link = f"CONFERENCE;VALUE=URI;LABEL={MARKER}:https://example.org/room"
    others = f"BEGIN:VTODO\r\nUID:t\r\nSUMMARY:{MARKER}\r\nLOCATION:{MARKER}\r\nEND:VTODO"
    parts = (
        entry(AT, END, hall, *lines, alarm, part, uid=MARKER),
        entry(AT, END, link, *lines, f"DESCRIPTION:folded\r\n  {MARKER}", uid=f"{MARKER}-2"),
        entry(AT, END, "RRULE:FREQ=WEEKLY", *lines, uid=f"{MARKER}-3"),
        others,
    )
    there = found(tmp_path, *lines, *parts)
    assert len(there.meetings) == 2 + 13
    kept = b"".join(encode(one) for one in there.meetings) + repr(there).encode()
    assert MARKER.lower().encode() not in kept.lower()
    assert {one.place for one in there.meetings} == {"The hall", "https://example.org/room", ""}


def test_each_of_those_that_repeat_changed_ones_and_those_taken_out(tmp_path: Path) -> None:
    there = found(
        tmp_path,
        entry(AT, END, HALL, "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Europe/London:20261208T140000"),
        entry("RECURRENCE-ID;TZID=Europe/London:20261201T140000", "DTSTART:20261202T090000Z", "DURATION:PT1H"),
        entry("RECURRENCE-ID:20261215T140000Z", AT.replace("1124", "1215"), "STATUS:CANCELLED"),
    )
    assert starts(there) == ["24 Nov 14:00", "02 Dec 09:00", "22 Dec 14:00", "29 Dec 14:00"]
    assert [one.minutes for one in there.meetings] == [90, 60, 90, 90]
    assert dict(there.left_out) == {"cancelled": 1}


def test_a_clock_in_the_same_place_shows_the_same_hour_after_the_clocks_changed(tmp_path: Path) -> None:
    now = datetime(2026, 10, 20, 10, 0, tzinfo=LONDON)
    path = written(tmp_path, entry("DTSTART;TZID=Europe/London:20261022T140000", "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert [one.starts for one in read(path, now, LONDON).meetings] == [
        utc(2026, 10, 22, 13),
        utc(2026, 10, 29, 14),
    ]


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART;TZID=Europe/London:20261124T140000", 14),
        ("DTSTART;TZID=GMT Standard Time:20261124T140000", 14),
        ('DTSTART;TZID="/example.org/20260101/Europe/Berlin":20261124T140000', 13),
        ("DTSTART:20261124T140000Z", 14),
        ("DTSTART;TZID=Our office:20261124T140000", 12),
        ("DTSTART:20261124T140000", 9),  # as a clock shows it here, in New York for once
    ],
)
def test_time_zones(tmp_path: Path, start: str, hour: int) -> None:
    from zoneinfo import ZoneInfo

    here = LONDON if hour != 9 else ZoneInfo("America/New_York")
    hour = hour if hour != 9 else 19
    there = read(written(tmp_path, entry(start), OFFICE), NOW, here)
    assert [one.starts for one in there.meetings] == [utc(2026, 11, 24, hour)]


def test_what_one_file_says_of_a_zone_is_forgotten_for_the_next(tmp_path: Path) -> None:
    start = "DTSTART;TZID=Our office:20261124T140000"
    assert found(tmp_path, OFFICE, entry(start)).meetings[0].starts.hour == 12
    other = OFFICE.replace("+0200", "+0500").replace("+0300", "+0600")
    assert found(tmp_path, other, entry(start)).meetings[0].starts.hour == 9
    with pytest.raises(CalendarError):
        found(tmp_path, entry(start))


def test_without_a_zone_it_is_the_computers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("this system does not let a test set the time zone")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        there = read(written(tmp_path, entry("DTSTART:20261124T140000")), NOW)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [one.starts for one in there.meetings] == [utc(2026, 11, 24, 19)]


PLACES: dict[tuple[str, ...], tuple[str, str]] = {
    (): ("in-person", ""),
    ("LOCATION:",): ("in-person", ""),
    ("LOCATION:Flat 2\\, 14 Hill St\\n Leeds",): ("in-person", "Flat 2, 14 Hill St Leeds"),
    ("LOCATION:https://example.org/j/1?pwd=2",): ("online", "https://example.org/j/1?pwd=2"),
    ("LOCATION:Video: https://example.org/j/1",): ("online", "Video: https://example.org/j/1"),
    ("LOCATION:www.example.org/room",): ("online", "www.example.org/room"),
    ("LOCATION:Microsoft Teams Meeting",): ("online", "Microsoft Teams Meeting"),
    ("LOCATION:Zoom", "CONFERENCE;VALUE=URI:https://example.org/z"): ("online", "https://example.org/z"),
    ("LOCATION:Zoom Café\\, 3 Long Lane",): ("in-person", "Zoom Café, 3 Long Lane"),
    ("CONFERENCE;VALUE=URI:https://example.org/c",): ("online", "https://example.org/c"),
    ("CONFERENCE;VALUE=URI:tel:+441632960000",): ("phone", "tel:+441632960000"),
    ("LOCATION:01632 960000",): ("phone", "01632 960000"),
    ("LOCATION:by phone",): ("phone", "by phone"),
    ("LOCATION:3 Long Lane", "CONFERENCE;VALUE=URI:https://example.org/c"): ("in-person", "3 Long Lane"),
}


def test_where_it_is_and_how_it_is_held(tmp_path: Path) -> None:
    for lines, (mode, place) in PLACES.items():
        (one,) = found(tmp_path, entry(AT, *lines)).meetings
        assert (one.mode, one.place) == (mode, place), lines


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    there = found(
        tmp_path,
        entry("DTSTART;VALUE=DATE:20261124", uid="day"),
        entry("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=MONTHLY", uid="days"),
        entry(AT, "STATUS:CANCELLED", uid="off"),
        entry(AT, "DURATION:P2D", uid="long"),
        entry("DTSTART:20261122T075900Z", uid="before"),
        entry("DTSTART:20261122T080100Z", uid="just begun"),
        entry("DTSTART:20270220T095900Z", uid="the last"),
        entry("DTSTART:20270220T100000Z", uid="after"),
    )
    assert dict(there.left_out) == {"all-day": 4, "cancelled": 1, "long": 1}
    assert starts(there) == ["22 Nov 08:01", "20 Feb 09:59"]
    assert len(there.series) == 8
    everything_off = found(tmp_path, "METHOD:CANCEL", entry(AT, uid="a"), entry(AT, uid="b"))
    assert (everything_off.meetings, dict(everything_off.left_out)) == ((), {"cancelled": 2})


def test_there_are_at_most_so_many_and_the_rest_is_counted(tmp_path: Path) -> None:
    there = found(tmp_path, *(entry(AT, "RRULE:FREQ=DAILY", uid=str(number)) for number in range(2)))
    assert len(there.meetings) == MOST == 100
    assert dict(there.left_out) == {"more": 76}
    assert starts(there)[-1] == "12 Jan 14:00"


def test_the_same_file_again_gives_the_same_ids_and_a_moved_one_keeps_the_beginning(tmp_path: Path) -> None:
    weekly = entry(AT, "RRULE:FREQ=WEEKLY;COUNT=3")
    before, again = found(tmp_path, weekly), found(tmp_path, entry(AT, uid="x"), weekly)
    assert [one.id for one in before.meetings] == [one.id for one in again.meetings if one in before.meetings]
    moved = found(tmp_path, weekly, entry("RECURRENCE-ID:20261201T140000Z", "DTSTART:20261203T090000Z"))
    assert [one.id for one in moved.meetings] == [one.id for one in before.meetings]
    (series,) = before.series
    assert all(one.id.startswith(series) for one in before.meetings)
    assert len({one.id for one in before.meetings}) == 3
    later = found(tmp_path, entry(AT.replace("T14", "T16"))).meetings[0]
    assert later.id.startswith(series) and later.id != before.meetings[0].id


def test_this_one_and_those_after_it(tmp_path: Path) -> None:
    there = found(
        tmp_path,
        entry(AT, "RRULE:FREQ=WEEKLY;COUNT=4"),
        entry("RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T140000Z", "DTSTART:20261201T150000Z"),
    )
    assert starts(there) == ["24 Nov 14:00", "01 Dec 15:00", "08 Dec 15:00", "15 Dec 15:00"]
    assert len({one.id for one in there.meetings}) == 4


def test_a_calendar_without_entries_is_one(tmp_path: Path) -> None:
    assert found(tmp_path).meetings == ()
    assert found(tmp_path, "BEGIN:VTODO\r\nUID:x\r\nEND:VTODO").meetings == ()


def test_the_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    written(tmp_path, entry(AT))
    for typed in ("~/plan.ics", " ~/plan.ics ", '"~/plan.ics"', f"'{tmp_path}/plan.ics'"):
        assert len(read(typed, NOW, LONDON).meetings) == 1


@pytest.mark.parametrize("made", [lambda data: data.replace(b"\r\n", b"\n"), lambda data: b"\xef\xbb\xbf" + data])
def test_lines_and_marks_as_programs_write_them(tmp_path: Path, made: Callable[[bytes], bytes]) -> None:
    data = calendar(entry(AT, END, "LOCATION:Caf\xc3\r\n \xa9".encode("latin-1").decode("latin-1"))).encode(
        "latin-1"
    )
    (tmp_path / "plan.ics").write_bytes(made(data))
    (one,) = read(str(tmp_path / "plan.ics"), NOW, LONDON).meetings
    assert one.place == "Café"  # folded in the middle of a letter


# -- what will not do ------------------------------------------------------------------------------------------


def folder(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


def round_and_round(path: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)


def ten_megabytes(path: Path) -> None:
    path.write_bytes(calendar(entry(AT, "DESCRIPTION:" + "x" * 10_000_000)).encode())


def just_too_large(path: Path) -> None:
    path.write_bytes(b"x" * (LARGEST + 1))


def latin(path: Path) -> None:
    path.write_bytes(calendar(entry(AT, "LOCATION:Café")).encode("latin-1"))


def utf16(path: Path) -> None:
    path.write_bytes(calendar(entry(AT)).encode("utf-16"))


FILES: dict[Callable[[Path], None], str] = {
    folder: text.NO_FILE,
    link: text.LEADS_NOWHERE,
    round_and_round: text.LEADS_NOWHERE,
    pipe: text.NO_FILE,
    ten_megabytes: text.TOO_LARGE,
    just_too_large: text.TOO_LARGE,
    latin: text.NOT_TEXT,
    utf16: text.NOT_TEXT,
}


@pytest.mark.parametrize("put", FILES)
def test_what_is_no_calendar_file_is_said(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "plan.ics")
    with pytest.raises(CalendarError) as told:
        read(str(tmp_path / "plan.ics"), NOW)
    assert str(told.value) == FILES[put].format(file="plan.ics")


def test_a_file_that_is_not_there_or_may_not_be_read(tmp_path: Path) -> None:
    nowhere = ("gone.ics", "gone/plan.ics", "\0.ics", "x" * 5000, "~nobody-of-this-name/plan.ics")
    for name in nowhere:
        path = name if name.startswith("~") else str(tmp_path / name)
        with pytest.raises(CalendarError, match="There is no file") as told:
            read(path, NOW)
        assert str(told.value).isprintable() and len(str(told.value)) < 500
    for typed in ("", "  ", '""'):
        with pytest.raises(CalendarError, match="where the calendar file is"):
            read(typed, NOW)
    if os.name != "posix" or os.geteuid() == 0:
        return  # whoever may do everything may read everything
    (tmp_path / "shut.ics").touch(0o000)
    with pytest.raises(CalendarError, match="cannot be read"):
        read(str(tmp_path / "shut.ics"), NOW)


def whole(*parts: str) -> Callable[[], str]:
    return lambda: calendar(*parts)


OFTEN = [f"RRULE:FREQ={often}" for often in ("SECONDLY", "MINUTELY", "HOURLY", "DAILY;INTERVAL=0")]
OFTEN.append("RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,30")
SECONDS = OFFICE.replace("FREQ=YEARLY", "FREQ=SECONDLY")
WRONG: dict[str, tuple[Callable[[], str], str]] = {
    "empty": (lambda: "", text.NO_CALENDAR),
    "another file": (lambda: "<html><body>BEGIN:VCALENDAR</body></html>", text.NO_CALENDAR),
    "cut off": (lambda: calendar(entry(AT))[:-9], text.NO_CALENDAR),
    "crossed": (lambda: calendar("BEGIN:VEVENT", "BEGIN:VALARM", "END:VEVENT", "END:VALARM"), text.NO_CALENDAR),
    "deep": (lambda: "BEGIN:VCALENDAR\n" * 100_000, text.NO_CALENDAR),
    "a card": (lambda: "BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n", text.NO_CALENDAR),
    "unknown zone": (whole(entry("DTSTART;TZID=Our office:20261124T140000")), text.NO_ZONE),
    "a path for a zone": (whole(entry("DTSTART;TZID=../../etc/passwd:20261124T140000")), text.NO_ZONE),
    "a folder for a zone": (whole(entry("DTSTART;TZID=Europe:20261124T140000")), text.NO_ZONE),
    "a zone by the second": (whole(SECONDS, entry("DTSTART;TZID=Our office:20261124T140000")), text.NO_ZONE),
    "twice": (whole(entry(AT), entry(AT.replace("T14", "T15"))), text.TWICE),
    "one occurrence twice": (
        whole(entry(AT, "RRULE:FREQ=DAILY"), *[entry("RECURRENCE-ID:20261125T140000Z", AT)] * 2),
        text.TWICE,
    ),
    "no start": (whole(entry(END)), text.NO_START),
    "ends before": (whole(entry(AT, END.replace("T15", "T13"))), text.ENDS_BEFORE),
    "lasts less than nothing": (whole(entry(AT, "DURATION:-PT1H")), text.ENDS_BEFORE),
    "a start that is none": (whole(entry("DTSTART:20261324T140000Z")), text.UNREADABLE),
    "a start in words": (whole(entry("DTSTART:Ann comes at two")), text.UNREADABLE),
    "two starts": (whole(entry(AT, AT)), text.UNREADABLE),
    "lasts for ever": (whole(entry(AT, "DURATION:P999999999D")), text.UNREADABLE),
    "a rule that is none": (whole(entry(AT, "RRULE:every week, for Ann")), text.UNREADABLE),
    **{rule: (whole(entry(AT, rule)), text.TOO_OFTEN) for rule in OFTEN},
    "many thousands": (whole(*(entry(AT, uid=str(number)) for number in range(5001))), text.TOO_MANY),
    "many that repeat": (
        whole(*(entry(AT, "RRULE:FREQ=DAILY", uid=str(number)) for number in range(300))),
        text.TOO_MANY,
    ),
    "without a day": (whole(entry(AT, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")), text.UNREADABLE),
    "many without a day": (
        whole(*(entry(AT, "RRULE:FREQ=WEEKLY;BYMONTH=13", uid=str(number)) for number in range(3))),
        text.TOO_MANY,
    ),
    "since long ago": (
        whole(*(entry("DTSTART:00020101T140000Z", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(9))),
        text.TOO_MANY,
    ),
    "since long ago, in a zone of its own": (
        whole(OFFICE, entry("DTSTART;TZID=Our office:18260101T140000", "RRULE:FREQ=DAILY")),
        text.UNREADABLE,
    ),
    "many dates": (
        whole(entry(AT, "RDATE:" + ",".join(["20261124T140000Z"] * 20_001))),
        text.TOO_MANY,
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_calendar_that_will_not_do_is_said_in_a_sentence_without_its_content(tmp_path: Path, name: str) -> None:
    made, said = WRONG[name]
    (tmp_path / "plan.ics").write_bytes(made().encode())
    with pytest.raises(CalendarError) as told:
        read(str(tmp_path / "plan.ics"), NOW, LONDON)
    entries = [said.format(file="plan.ics", entry=number) for number in (1, 2, 3)]
    assert str(told.value) in entries, told.value
    assert "Ann" not in str(told.value) and "office" not in str(told.value)


def test_the_entry_that_will_not_do_is_the_one_that_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match=r"^Entry 3 of plan\.ics ends before"):
        found(
            tmp_path, entry(AT, uid="a"), OFFICE, entry(AT, uid="b"), entry(AT, END.replace("T15", "T13"), uid="c")
        )


def test_a_rule_without_an_end_is_followed_to_the_end_of_the_window(tmp_path: Path) -> None:
    there = found(tmp_path, entry(AT, "RRULE:FREQ=WEEKLY"))
    assert len(there.meetings) == 13 and there.meetings[-1].starts < NOW + timedelta(days=90)


def test_it_is_in_utc_whatever_zone_it_was_told_in(tmp_path: Path) -> None:
    one = found(tmp_path, entry(AT)).meetings[0]
    assert one.starts.tzinfo is UTC and isinstance(one, Coming)
