"""Terminals of all kinds: what they say of themselves must not keep the program busy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netmeet_tui.tui import text
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
        terminal.wait_for(text.HOME_START)
        assert "999" in terminal.lines()[0]
