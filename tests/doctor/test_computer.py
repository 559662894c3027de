"""The computer as the doctor sees it: the window, who watches it, the clock, the memory."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from netmeet_tui.doctor import computer, machine
from netmeet_tui.doctor.finding import State
from netmeet_tui.doctor.machine import Shield, Window

WINDOW = Window(
    input=True, output=True, columns=80, rows=24, environ={"TERM": "xterm"}, ancestors=("bash", "gnome-terminal-")
)


# -- the window ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "rows", "state"),
    [
        (80, 24, State.OK),
        (60, 20, State.NOTE),
        (200, 23, State.NOTE),
        (59, 40, State.LOOK),
        (80, 19, State.LOOK),
        (None, None, State.NOTE),
    ],
)
def test_the_size_of_the_window(columns: int | None, rows: int | None, state: State) -> None:
    size, *_ = computer.terminal(replace(WINDOW, columns=columns, rows=rows), "")
    assert (size.id, size.state) == ("terminal", state)


def test_a_window_that_cannot_show_the_screens_says_why() -> None:
    first, *_ = computer.terminal(WINDOW, "This terminal is not set to UTF-8.")
    assert (first.state, first.said) == (State.WRONG, "This terminal is not set to UTF-8.")


@pytest.mark.parametrize("window", [replace(WINDOW, input=False), replace(WINDOW, output=False)])
def test_no_window_is_no_fault(window: Window) -> None:
    found = {one.id: one for one in computer.terminal(window, "This is not a terminal.")}
    assert found["terminal"].state is State.NOTE
    assert "colours" not in found
    assert "Esc and then 9" in found["keys"].said


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"TERM": "xterm", "NO_COLOR": "1", "COLORTERM": "truecolor"}, "switched off (NO_COLOR)"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "all colours"),
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "linux"}, "few colours"),
    ],
)
def test_the_colours_of_the_window(environ: Mapping[str, str], said: str) -> None:
    found = {one.id: one for one in computer.terminal(replace(WINDOW, environ=environ), "")}
    assert found["colours"].state is State.OK
    assert said in found["colours"].said


@pytest.mark.parametrize(
    ("environ", "ancestors", "said"),
    [
        ({"ASCIINEMA_REC": "1"}, ("bash",), "(asciinema)"),
        ({}, ("bash", "script", "bash"), "(script)"),
        ({}, ("tlog-rec-sessio",), "(tlog-rec-sessio)"),
        ({"SCRIPT": "typescript"}, (), "(script)"),
    ],
)
def test_a_recording_is_told(environ: Mapping[str, str], ancestors: tuple[str, ...], said: str) -> None:
    (found,) = computer.watched(replace(WINDOW, environ=environ, ancestors=ancestors))
    assert (found.id, found.state) == ("recording", State.LOOK)
    assert said in found.said


def test_what_is_no_recording_is_not_said_to_be_one() -> None:
    (found,) = computer.watched(replace(WINDOW, environ={"SCRIPT": "of a play"}))
    assert found.state is State.NOTE


@pytest.mark.parametrize(
    ("environ", "ids"),
    [
        ({"TMUX": "/tmp/tmux"}, ["recording", "shared"]),
        ({"STY": "1.pts"}, ["recording", "shared"]),
        ({"SSH_CONNECTION": "a b"}, ["recording", "remote"]),
    ],
)
def test_who_else_may_see_the_window_is_noted(environ: Mapping[str, str], ids: list[str]) -> None:
    found = list(computer.watched(replace(WINDOW, environ=environ)))
    assert [one.id for one in found] == ids
    assert {one.state for one in found} == {State.NOTE}


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not name a program's ancestors in this way")
def test_the_programs_that_started_this_one_are_known_by_name() -> None:
    parent = Path(f"/proc/{os.getppid()}/comm").read_text(encoding="utf-8")
    assert machine.window({}).ancestors[0] == parent.strip()


# -- the clock -------------------------------------------------------------------------------------------------

MADE = date(2026, 11, 22)
NOON = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
BST = timezone(timedelta(hours=1), "BST")


@pytest.mark.parametrize(
    ("now", "marks", "state", "said"),
    [
        (NOON, {}, State.OK, "5 January 2027, 12:00 (time zone UTC)"),
        (NOON, {"the last adoption": NOON}, State.OK, "fits"),
        (NOON, {"the last adoption": NOON + timedelta(hours=23)}, State.OK, "fits"),
        (
            NOON,
            {"the last adoption": NOON + timedelta(hours=25)},
            State.WRONG,
            "but the last adoption was on 6 Jan",
        ),
        (datetime(1970, 1, 1, tzinfo=UTC), {}, State.WRONG, "before this program was made"),
        (datetime(2026, 11, 22, tzinfo=UTC), {}, State.OK, "fits"),
        (datetime(2036, 11, 1, tzinfo=UTC), {}, State.OK, "fits"),
        (datetime(2036, 12, 1, tzinfo=UTC), {}, State.LOOK, "this program is from 22 November 2026"),
    ],
)
def test_a_date_that_cannot_be_right_is_told(
    now: datetime, marks: Mapping[str, datetime], state: State, said: str
) -> None:
    found = computer.clock(now, MADE, marks, "unset")
    assert (found.id, found.state) == ("clock", state)
    assert said in found.said


@pytest.mark.parametrize(
    ("now", "nation", "state"),
    [
        (datetime(2027, 7, 1, 12, tzinfo=UTC), "SCT", State.LOOK),
        (datetime(2027, 7, 1, 12, tzinfo=UTC), "unset", State.OK),
        (datetime(2027, 7, 1, 12, tzinfo=BST), "SCT", State.OK),
        (datetime(2027, 12, 1, 12, tzinfo=UTC), "SCT", State.OK),
    ],
)
def test_a_clock_that_knows_no_summer_time_is_told_to_those_in_the_uk(
    now: datetime, nation: str, state: State
) -> None:
    assert computer.clock(now, MADE, {}, nation).state is state


@pytest.mark.parametrize(
    ("moment", "summer"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), True),
        (datetime(2027, 10, 31, 0, 59, tzinfo=UTC), True),
        (datetime(2027, 10, 31, 1, 59, tzinfo=BST), True),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), False),
        (datetime(2028, 3, 26, 1, 0, tzinfo=UTC), True),
        (datetime(2028, 3, 25, 23, 0, tzinfo=UTC), False),
    ],
)
def test_summer_time_begins_and_ends_on_the_last_sunday(moment: datetime, summer: bool) -> None:
    assert computer.summer_time(moment) is summer


# -- the memory ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shield", "state"),
    [
        (Shield(0, False), State.OK),
        (Shield(0, None), State.OK),
        (Shield(-1, False), State.LOOK),
        (Shield(0, True), State.LOOK),
        (Shield(None, None), State.NOTE),
    ],
)
def test_whether_memory_stays_where_it_is(shield: Shield, state: State) -> None:
    found = computer.process(shield)
    assert (found.id, found.state) == ("process", state)
    assert ("other programs" in found.said) is (shield.dumpable is not None)


@pytest.mark.parametrize(("heard", "state"), [(True, State.OK), (False, State.NOTE), (None, State.NOTE)])
def test_whether_a_locked_screen_is_heard_of(heard: bool | None, state: State) -> None:
    assert computer.screen_lock(heard).state is state


@pytest.mark.skipif(sys.platform != "linux", reason="there is no logind on this system")
def test_a_logind_is_found_and_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fake_logind import fake_logind

    with fake_logind() as logind:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", logind.address)
        threads = threading.active_count()
        assert machine.hears_locks() is True
        assert threading.active_count() == threads
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    assert machine.hears_locks() is False


def test_swap_is_noted_where_it_is_plain() -> None:
    assert [one.state for one in computer.swap(("/dev/sda2",))] == [State.NOTE]
    assert list(computer.swap(())) == []
    assert list(computer.swap(None)) == []
