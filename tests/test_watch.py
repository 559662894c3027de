"""Sleep and standing still, told from clocks: never missed, and never seen where a clock was only set."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.watch import Gap, Gaps, Reading, between, read
from tests.scale import times
from tests.tui.test_imports import LIST, modules, of

YEAR = 365 * 24 * 3600.0
EXAMPLES = times(60, 2000)
BEGIN = Reading(monotonic=1000.0, wall=1_800_000_000.0, boottime=5000.0)


def later(
    before: Reading, *, awake: float = 1.0, asleep: float = 0.0, set_by: float = 0.0, boottime: bool = True
) -> Reading:
    """The clocks after so many seconds awake and asleep, and after somebody set the wall clock."""
    went_by = awake + asleep
    return Reading(
        before.monotonic + awake,
        before.wall + went_by + set_by,
        before.boottime + went_by if boottime and before.boottime is not None else None,
    )


def told(readings: Iterable[Reading]) -> list[Gap | None]:
    """What ``Gaps`` says of these readings, one tick after another."""
    left = list(readings)
    clock = iter(left)
    gaps = Gaps(lambda: next(clock))
    return [gaps.tick() for _ in left[1:]]


@pytest.mark.parametrize(
    ("after", "gap"),
    [
        pytest.param(later(BEGIN), None, id="a second"),
        pytest.param(later(BEGIN, awake=0.0), None, id="no time at all"),
        pytest.param(later(BEGIN, awake=9.9), None, id="a busy computer"),
        pytest.param(later(BEGIN, awake=10.5), Gap.STOOD_STILL, id="stopped"),
        pytest.param(later(BEGIN, asleep=1.9), None, id="Linux, hardly asleep"),
        pytest.param(later(BEGIN, asleep=2.1), Gap.SLEPT, id="Linux, asleep"),
        pytest.param(later(BEGIN, awake=30.0, asleep=60.0), Gap.SLEPT, id="Linux, stopped and asleep"),
        pytest.param(later(BEGIN, asleep=60.0, set_by=-YEAR), Gap.SLEPT, id="Linux, asleep and set back"),
        pytest.param(later(BEGIN, set_by=-YEAR), None, id="Linux, set back a year"),
        pytest.param(later(BEGIN, set_by=YEAR), None, id="Linux, set forward a year"),
        pytest.param(later(BEGIN, boottime=False), None, id="macOS, a second"),
        pytest.param(later(BEGIN, asleep=9.0, boottime=False), None, id="macOS, hardly asleep"),
        pytest.param(later(BEGIN, asleep=11.0, boottime=False), Gap.SLEPT, id="macOS, asleep"),
        pytest.param(later(BEGIN, set_by=-YEAR, boottime=False), None, id="macOS, set back a year"),
        pytest.param(later(BEGIN, awake=60.0, boottime=False), Gap.STOOD_STILL, id="Windows, asleep"),
        pytest.param(
            later(BEGIN, awake=60.0, set_by=-YEAR, boottime=False), Gap.STOOD_STILL, id="Windows, asleep, set back"
        ),
    ],
)
def test_what_happened_between_two_readings(after: Reading, gap: Gap | None) -> None:
    assert between(BEGIN, after) is gap


def test_each_gap_is_told_once() -> None:
    slept = later(BEGIN, asleep=3600.0)
    stopped = later(slept, awake=20.0)
    seen = told([BEGIN, slept, later(slept), stopped, later(stopped)])
    assert seen == [Gap.SLEPT, None, Gap.STOOD_STILL, None]


spans = st.floats(min_value=0.0, max_value=4.99)
settings_of_the_wall = st.floats(min_value=-10 * YEAR, max_value=10 * YEAR)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(spans, settings_of_the_wall), max_size=20))
def test_on_linux_no_setting_of_the_wall_clock_is_a_gap(ticks: list[tuple[float, float]]) -> None:
    readings = [BEGIN]
    for awake, set_by in ticks:
        readings.append(later(readings[-1], awake=awake, set_by=set_by))
    assert told(readings) == [None] * len(ticks)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(spans, st.floats(min_value=-YEAR, max_value=9.9)), max_size=20))
def test_elsewhere_no_clock_that_is_set_back_or_corrected_is_a_gap(ticks: list[tuple[float, float]]) -> None:
    readings = [BEGIN]
    for awake, set_by in ticks:
        readings.append(later(readings[-1], awake=awake, set_by=set_by, boottime=False))
    assert told(readings) == [None] * len(ticks)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    awake=spans,
    gap=st.floats(min_value=10.01, max_value=YEAR),
    stopped=st.booleans(),
    set_by=settings_of_the_wall,
    system=st.sampled_from(["linux", "macos", "windows"]),
)
def test_no_gap_of_more_than_ten_seconds_is_missed(
    awake: float, gap: float, stopped: bool, set_by: float, system: str
) -> None:
    goes_on = stopped or system == "windows"  # what the monotonic clock does meanwhile
    if system == "macos" and not stopped:
        set_by = max(set_by, 0.0)  # somebody who sets the clock back while the lid is down is believed
    after = later(
        BEGIN,
        awake=awake + gap if goes_on else awake,
        asleep=0.0 if goes_on else gap,
        set_by=set_by,
        boottime=system == "linux",
    )
    first, second = told([BEGIN, after, later(after, boottime=system == "linux")])
    assert first in ([Gap.STOOD_STILL if goes_on else Gap.SLEPT] if system == "linux" else list(Gap))
    assert second is None


def test_the_clocks_of_this_computer_are_those_that_are_meant() -> None:
    before, now, after = time.monotonic(), read(), time.monotonic()
    assert before <= now.monotonic <= after
    assert (now.boottime is not None) == (sys.platform == "linux")
    assert Gaps().tick() is None


def test_watching_clocks_imports_nothing_heavy() -> None:
    found = modules("import netmeet_tui.watch\n" + LIST)
    assert of(found, ("textual", "rich", "jeepney", "socket", "threading", "msgspec")) == []
