"""Terminals of all kinds: what they say of themselves must not keep the program busy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.tui import home_text
from tests.e2e.facilitator import Facilitator, settings_of
from tests.scale import times
from tests.terminal import Terminal


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (30, 5), (80, 24), (200, 60)])
def test_it_comes_to_rest_and_ends(size: tuple[int, int], tmp_path: Path) -> None:
    """A terminal that says it has no size once made every layout ask for another one."""
    columns, rows = size
    with Terminal(
        [sys.executable, "-m", "netmeet_tui"], size=(columns or 80, rows or 24), home=tmp_path
    ) as terminal:
        if not columns:
            terminal.resize(0, 0)
        terminal.wait_for(lambda _: "\x1b[?1049h" in terminal.raw.decode(errors="replace"))
        terminal.wait_settled(1)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        # A few screens, and not one after the other.
        assert len(terminal.raw) < 200_000


def test_the_smallest_that_can_be_read_shows_the_choices(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "netmeet_tui"], size=(60, 20), home=tmp_path) as terminal:
        terminal.wait_for(home_text.HOME_START)
        assert "999" in terminal.lines()[0]


def test_a_window_that_is_small_for_a_moment_shows_everything_again(tmp_path: Path) -> None:
    """Terminals forget what does not fit; the size is what it was by the time that the program looks at it."""
    with Terminal([sys.executable, "-m", "netmeet_tui"], home=tmp_path) as terminal:
        terminal.wait_for(home_text.HOME_START)
        before = terminal.wait_settled(1)
        for between in ((40, 10), (79, 24), (80, 12), (60, 20), (40, 10)):
            terminal.resize(*between)
            terminal.resize(80, 24)
            terminal.wait_for(lambda screen: screen == before)


def test_bytes_that_are_no_text_stop_nothing(tmp_path: Path) -> None:
    """A paste that was cut in the middle of a letter; a terminal that sends Alt and a key as one byte above 127."""
    with Terminal([sys.executable, "-m", "netmeet_tui"], home=tmp_path) as terminal:
        terminal.wait_for(home_text.HOME_START)
        terminal.send(b"\xb9\xff\x1b[200~o\xe2\x80\x1b[201~\xc3")
        terminal.press("9")
        terminal.wait_for(card999.TITLE)
        terminal.press("escape")
        terminal.wait_for(home_text.HOME_START)


KINDS = ("vt100", "linux", "xterm-256color", "screen", "screen-256color", "tmux-256color", "vt220")
COLOURLESS = {"vt100", "vt220"}
SWITCHED_ON = {1000, 1002, 1003, 1004, 1006, 2004}
"""The mouse, the window's focus, and pastes as such: all of it is switched off again."""


@pytest.mark.parametrize("kind", KINDS[: times(1, len(KINDS))])
def test_a_meeting_on_a_terminal_of_another_kind(kind: str, home: Path) -> None:
    """What is to be read is there without a colour, the keys do the same, and nothing is left behind."""
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")
    env = {"TERM": kind, "COLORTERM": "", **({"NO_COLOR": "1"} if kind in COLOURLESS else {})}
    with Facilitator(home, env=env) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        someone.flag("own-life")
        someone.choose("danger", "no")
        someone.open_999()
        someone.back_from_999()
        before = someone.still()
        someone.hide()
        someone.terminal.press("h")
        someone.comes_back(before)
        someone.lock()
        someone.unlock_here()
        someone.comes_back(before)
        someone.close()
        terminal = someone.terminal
        assert not terminal.in_alt
        assert 25 in terminal.modes, "the cursor is not shown again"
        assert not terminal.modes & SWITCHED_ON
        assert terminal.after_exit_text().strip() == ""
