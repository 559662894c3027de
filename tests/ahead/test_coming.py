"""What is known of a meeting that is to come, and what a person types about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmeet_tui.ahead import text
from netmeet_tui.ahead.coming import (
    LONGEST_PLACE,
    MODES,
    NATIONS,
    Coming,
    decode,
    encode,
    in_order,
    is_over,
    near,
    one_line,
)
from netmeet_tui.ahead.written import NotRead, minutes, moment, place
from tests.ahead.files import LONDON, NOW
from tests.scale import times

HALL = Coming("a", datetime(2026, 11, 24, 14, 0, tzinfo=UTC), 90, "in-person", "3 Long Lane", "SCT", 1)


def at(hours: float, name: str = "a", minutes: int = 0) -> Coming:
    """A meeting so many hours from now."""
    return Coming(name, NOW + timedelta(hours=hours), minutes)


def test_there_is_no_place_for_anything_but_logistics() -> None:
    """C-04: a field more is a decision, and has to be made here as well."""
    assert Coming.__struct_fields__ == ("id", "starts", "minutes", "mode", "place", "nation", "facilitators")
    told = msgspec.json.decode(encode(HALL))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({**told, "title": "about Ann"}), type=Coming)
    assert decode(msgspec.json.encode({**told, "title": "about Ann"})) is None


def test_it_is_kept_as_it_is_and_what_cannot_be_one_is_none() -> None:
    assert decode(encode(HALL)) == HALL
    told = msgspec.json.decode(encode(HALL))
    wrong = ({"starts": "2026-11-24T14:00:00"}, {"mode": "pub"}, {"minutes": -1}, {"nation": "GB"}, {"id": "a b"})
    for change in (*wrong, {"facilitators": 3}, {"place": "x" * (LONGEST_PLACE + 1)}):
        assert decode(msgspec.json.encode({**told, **change})) is None, change
    assert [decode(data) for data in (b"", b"\xff", b"[" * 5000, b"{}")] == [None] * 4
    assert set(text.MODES) == set(MODES) and set(text.NATIONS) == set(NATIONS)


def test_the_nearest_within_two_hours_either_way_can_be_started_now() -> None:
    assert near([at(-2.1), at(2.1)], NOW) is None
    assert near([at(2), at(-1, "b"), at(9, "c")], NOW) == at(-1, "b")
    assert near([at(-2)], NOW) == at(-2)
    assert in_order([at(2), at(-1, "z"), at(2, "0")]) == (at(-1, "z"), at(2, "0"), at(2))


def test_it_is_over_a_day_after_its_end() -> None:
    assert not is_over(at(-25, minutes=60), NOW)
    assert is_over(at(-25.1, minutes=60), NOW)


MOMENTS = {
    "2026-11-24 14:00": (2026, 11, 24, 14, 0),
    "2026-11-24T14:00": (2026, 11, 24, 14, 0),
    "24/11/2026 14:00": (2026, 11, 24, 14, 0),
    " 24/11/26  9.05 ": (2026, 11, 24, 9, 5),
    "24.11.2026, 14.00": (2026, 11, 24, 14, 0),
    "24 November 2026 at 2pm": (2026, 11, 24, 14, 0),
    "1 Dec 2026 2:30 PM": (2026, 12, 1, 14, 30),
    "1 Sept. 2027, 12am": (2027, 9, 1, 0, 0),
    "24/11/2026 12 pm": (2026, 11, 24, 12, 0),
}


@pytest.mark.parametrize("typed", MOMENTS)
def test_days_and_times_as_people_write_them(typed: str) -> None:
    assert moment(typed, NOW, LONDON) == datetime(*MOMENTS[typed], tzinfo=LONDON)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *((typed, text.NO_MOMENT) for typed in ("", "tomorrow at 2pm", "24/11/2026", "14:00", "24/11/2026 14")),
        *((typed, text.NO_MOMENT) for typed in ("1 Foo 2026 14:00", "24/11/2026 14:00 Ann", "٢٤/11/2026 14:00")),
        *((typed, text.NO_SUCH_DAY) for typed in ("11/24/2026 14:00", "30/02/2027 14:00", "24/11/2026 24:00")),
        *((typed, text.NO_SUCH_DAY) for typed in ("24/11/2026 13pm", "24/11/2026 0am", "2026-11-00 14:00")),
        ("28/03/2027 01:30", text.NO_SUCH_HOUR),
        *((typed, text.LONG_PAST) for typed in ("21/11/2026 09:59", "0001-01-01 00:00", "24/11/2025 14:00")),
        *((typed, text.FAR_AHEAD) for typed in ("24/11/2062 14:00", "9999-12-31 23:59", "24/11/2028 14:00")),
    ],
)
def test_what_cannot_be_meant_is_said_without_what_was_typed(typed: str, said: str) -> None:
    with pytest.raises(NotRead) as told:
        moment(typed, NOW, LONDON)
    assert str(told.value) == said and "Ann" not in said


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert moment("31/10/2027 01:30", NOW, LONDON).utcoffset() == timedelta(hours=1)


def test_minutes_and_places() -> None:
    assert [minutes(typed) for typed in ("", " ", "5", " 90 ", "1440")] == [0, 0, 5, 90, 1440]
    for typed in ("4", "1441", "an hour", "-5", "٩٠", "1e2", "90 Ann"):
        with pytest.raises(NotRead, match="from 5 to 1440"):
            minutes(typed)
    assert place("  3 Long\tLane\x1b[2J \n") == "3 Long Lane[2J"
    assert place("x" * LONGEST_PLACE) == "x" * LONGEST_PLACE
    with pytest.raises(NotRead, match=f"at most {LONGEST_PLACE}"):
        place("x" * (LONGEST_PLACE + 1))


PARTS = st.sampled_from([*"0123456789/-.: ", "24", "11", "2026", "14:00", "Nov", "pm", " at ", "t", "٢", "\0"])


@settings(max_examples=times(150, 5000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30) | st.lists(PARTS, max_size=12).map("".join))
def test_whatever_is_typed_is_a_moment_or_is_said(typed: str) -> None:
    try:
        found = moment(typed, NOW, LONDON)
    except NotRead as error:
        assert str(error) in vars(text).values()
    else:
        assert NOW - timedelta(days=1) <= found <= NOW + timedelta(days=731)


@settings(max_examples=times(50, 1000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=LONGEST_PLACE + 9))
def test_a_place_is_one_line_that_fits(typed: str) -> None:
    said = one_line(typed)
    assert said.isprintable() and len(said) <= LONGEST_PLACE
