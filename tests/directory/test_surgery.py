"""Practices: shut when the calendar proves it, likely open otherwise, and never open (T-18, UK-22 to UK-28)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.directory import surgery as practices
from netmeet_tui.directory import words
from netmeet_tui.directory.surgery import HOURS, surgery
from tests.scale import times

LONDON = ZoneInfo("Europe/London")
NATIONS = tuple(HOURS)
FIRST, LAST = dt.date(2026, 11, 22), dt.date(2027, 12, 31)

ENGLAND = """
2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
"""
SHUT = {
    "ENG": ENGLAND,
    "WLS": ENGLAND,
    "SCT": """
    2026-11-30 2026-12-25 2026-12-28
    2027-01-01 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02 2027-11-30 2027-12-27 2027-12-28
    """,
    "NIR": """
    2026-12-25 2026-12-28 2027-01-01 2027-03-17 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-07-12 2027-08-30
    2027-12-27 2027-12-28
    """,
}
"""The days of the week, Monday to Friday, on which practices are shut: the rest of 2026, and all of 2027."""


def at(text: str, zone: str = "Europe/London") -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def state(nation: str, text: str) -> str:
    return surgery(nation, at(text)).state


# -- the calendar ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nation", NATIONS)
def test_on_every_day_to_the_end_of_2027_a_practice_is_shut_when_it_is(nation: str) -> None:
    shut = {dt.date.fromisoformat(day) for day in SHUT[nation].split()}
    for days in range((LAST - FIRST).days + 1):
        day = FIRST + dt.timedelta(days=days)
        found = surgery(nation, dt.datetime.combine(day, dt.time(10), LONDON))
        closed = day.weekday() >= 5 or day in shut
        assert found.state == ("closed" if closed else "open-likely"), day
        named = words.BANK_HOLIDAY if day in shut else words.WEEKEND if closed else words.USUAL_HOURS
        assert found.because.startswith(named.partition("{")[0]), day
        assert words.NATIONS[nation] in found.because


@pytest.mark.parametrize(
    ("moment", "closed"),
    [
        ("2026-12-28 10:00", {*NATIONS}),
        ("2027-03-29 10:00", {"ENG", "WLS", "NIR"}),
        ("2027-07-12 10:00", {"NIR"}),
        ("2027-11-30 10:00", {"SCT"}),
    ],
)
def test_a_bank_holiday_of_some_is_not_one_of_all(moment: str, closed: set[str]) -> None:
    assert {nation for nation in NATIONS if state(nation, moment) == "closed"} == closed
    assert state("unset", moment) == ("closed" if closed == {*NATIONS} else "unknown")


def test_after_christmas_the_next_is_the_day_after_the_substitute() -> None:
    found = surgery("ENG", at("2026-12-28 16:10"))
    assert (found.state, found.because) == ("closed", "It is a bank holiday in England.")
    assert found.next_likely == at("2026-12-29 08:00")
    assert surgery("NIR", at("2026-12-24 18:00")).next_likely == at("2026-12-29 08:30")


# -- hours -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nation", "opens", "shuts"),
    [
        ("ENG", "08:00", "18:30"),
        ("WLS", "08:00", "18:30"),
        ("SCT", "08:00", "18:00"),
        ("NIR", "08:30", "18:00"),
        ("unset", "08:30", "18:00"),
    ],
)
def test_the_first_and_the_last_minute_of_a_day(nation: str, opens: str, shuts: str) -> None:
    minute = dt.timedelta(minutes=1)
    first, end = at(f"2026-11-27 {opens}"), at(f"2026-11-27 {shuts}")
    assert surgery(nation, first).state == surgery(nation, end - minute).state == "open-likely"
    assert surgery(nation, first - minute).state == surgery(nation, end).state
    assert surgery(nation, end + minute).state != "open-likely"
    assert surgery(nation, first - minute).next_likely == first


def test_friday_evening_in_england() -> None:
    assert state("ENG", "2026-11-27 18:29") == "open-likely"
    shut = surgery("ENG", at("2026-11-27 18:31"))
    assert (shut.state, shut.next_likely) == ("closed", at("2026-11-30 08:00"))
    assert shut.because == ("Practices in England are usually shut at this hour: most answer from 08:00 to 18:30.")


@pytest.mark.parametrize("moment", ["2026-11-27 08:10", "2026-11-27 18:10", "2027-07-12 12:00"])
def test_without_a_nation_nothing_is_said_in_which_they_differ(moment: str) -> None:
    found = surgery("unset", at(moment))
    assert (found.state, found.because) == ("unknown", words.NATIONS_DIFFER)
    assert not any(name in found.because for name in words.NATIONS.values())
    assert found.next_likely is not None


@pytest.mark.parametrize(
    ("moment", "because"),
    [
        ("2026-11-28 12:00", words.ALL_WEEKEND),
        ("2026-12-25 12:00", words.ALL_BANK_HOLIDAY),
        ("2026-11-27 19:00", words.ALL_SHUT),
        ("2026-11-27 12:00", words.ALL_USUAL),
    ],
)
def test_without_a_nation_what_is_so_in_all_is_said(moment: str, because: str) -> None:
    assert surgery("unset", at(moment)).because == because


# -- clocks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        ("2027-06-01 07:30", "UTC"),
        ("2027-06-01 09:30", "Europe/Paris"),
        ("2027-06-01 03:30", "America/New_York"),
        ("2027-06-01 20:30", "Pacific/Kiritimati"),
    ],
)
def test_it_goes_by_the_clock_in_london_wherever_the_computer_thinks_it_is(moment: str, zone: str) -> None:
    """All of these but the last are half past eight in London, in summer; the last is half past seven."""
    expected = "closed" if "Kiritimati" in zone else "open-likely"
    assert surgery("NIR", at(moment, zone)).state == expected


@pytest.mark.parametrize(
    ("night", "opens"), [("2027-03-28", "2027-03-30T08:00:00+01:00"), ("2026-10-25", "2026-10-26T08:00:00+00:00")]
)
def test_on_the_nights_when_clocks_change_practices_open_by_the_new_time(night: str, opens: str) -> None:
    """28 March 2027 is Easter Sunday, and the Monday a bank holiday."""
    midnight = dt.datetime.fromisoformat(f"{night}T00:00:00+00:00")
    for minutes in range(-60, 4 * 60, 15):
        found = surgery("ENG", midnight + dt.timedelta(minutes=minutes))
        assert found.state == "closed"
        assert found.next_likely == dt.datetime.fromisoformat(opens)
    assert surgery("ENG", dt.datetime.fromisoformat(opens)).state == "open-likely"
    assert surgery("ENG", dt.datetime.fromisoformat(opens) - dt.timedelta(seconds=1)).state == "closed"


# -- what is not known -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1800, 2101, 9999])
@pytest.mark.parametrize("nation", [*NATIONS, "unset"])
def test_a_year_without_a_calendar_is_unknown(nation: str, year: int) -> None:
    found = surgery(nation, dt.datetime(year, 5, 5, 12, tzinfo=LONDON))
    assert (found.state, found.next_likely, found.because) == ("unknown", None, words.NO_CALENDAR)


def test_the_end_of_the_calendar_is_no_promise() -> None:
    assert surgery("ENG", at("2100-12-31 20:00")).next_likely is None


def test_a_nation_that_is_not_known_is_unknown() -> None:
    assert surgery("IRL", at("2026-11-27 12:00")) == practices.Surgery("unknown", words.NO_NATION)


def test_a_library_without_that_years_days_never_says_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty calendar would make it look as if practices were open at Christmas."""
    import holidays

    practices._bank_holidays.cache_clear()
    monkeypatch.setattr(holidays, "country_holidays", lambda *_, **__: {})
    assert state("ENG", "2026-12-25 12:00") == "unknown"
    practices._bank_holidays.cache_clear()


# -- all moments -------------------------------------------------------------------------------------------------

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})).map(ZoneInfo)
MOMENTS = st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2100, 11, 30), timezones=ZONES)
ANYWHERE = st.sampled_from([*NATIONS, "unset"])


@settings(max_examples=times(80, 3000), deadline=None)
@given(ANYWHERE, MOMENTS)
def test_at_any_moment_the_next_is_the_first_that_is_likely(nation: str, moment: dt.datetime) -> None:
    found = surgery(nation, moment)
    local = moment.astimezone(LONDON)
    assert found.state in ("open-likely", "closed", "unknown")
    assert found.because.endswith(".") and "open" not in found.because
    if local.weekday() >= 5:
        assert found.state == "closed"
    if found.state == "open-likely":
        assert found.next_likely is None
        return
    then = found.next_likely
    assert then is not None and then > moment and then.tzinfo is LONDON
    assert surgery(nation, then).state == "open-likely"
    here = moment
    while here < then:
        assert surgery(nation, here).state != "open-likely"
        here += dt.timedelta(hours=3, minutes=17)
    assert surgery(nation, then - dt.timedelta(seconds=1)).state != "open-likely"


@settings(max_examples=times(30, 2000), deadline=None)
@given(MOMENTS)
def test_without_a_nation_it_agrees_with_all_four(moment: dt.datetime) -> None:
    states = {surgery(nation, moment).state for nation in NATIONS}
    assert surgery("unset", moment).state == (states.pop() if len(states) == 1 else "unknown")
