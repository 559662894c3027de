"""Whoever sees badly, or hears the screens, or has a terminal with few colours or none, can use every screen.

What is asked for is WCAG 2: AA for all text, AAA for words to say, the 999 card and numbers to ring, 3:1 for marks.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color
from textual.theme import Theme

from netmeet_tui.tui.practice.theme import LOOKS
from netmeet_tui.tui.theme import THEMES
from tests.looks import drawn
from tests.scale import THOROUGH
from tests.tui.keyed import misleading
from tests.tui.read_aloud import disordered
from tests.tui.rounds import both
from tests.tui.seen import (
    MARKS,
    TEXT,
    WORDS_TO_SAY,
    Run,
    contrast,
    faint,
    luminance,
    of_sixteen,
    runs,
    without_colour,
)
from tests.tui.support import Room

EVERY_THEME = [*THEMES.values(), *LOOKS.values()]

ON: Mapping[str, tuple[tuple[str, ...], float]] = {
    "background": (("foreground", "spoken", "urgent", "quiet", "accent"), WORDS_TO_SAY),
    "panel": (("foreground", "spoken", "quiet", "accent"), TEXT),
    "field": (("foreground", "quiet", "accent"), TEXT),
}
"""What is written in which colour, on what; and the least contrast of it."""

ALOUD = "Static#say, #spoken, #said, Voice, Digits, EmergencyPage .body, #asks, #place"
"""Where words to say stand, the 999 card, and numbers to ring."""

VISIBLE = 2.0
"""The least contrast of sixteen colours, which are the terminal's own: enough to see that there is something."""


def palette(theme: Theme) -> dict[str, Color]:
    """The colours of a theme by the names that the stylesheets have for them."""
    named = {"background": theme.background, "panel": theme.panel, "accent": theme.accent}
    named |= {"foreground": theme.foreground, **theme.variables}
    return {name: Color.parse(value or "") for name, value in named.items()}


@pytest.mark.parametrize("theme", EVERY_THEME, ids=lambda theme: theme.name)
def test_the_colours_of_every_theme_can_be_told_apart(theme: Theme) -> None:
    colours = palette(theme)

    def between(one: str, other: str) -> float:
        return contrast(colours[one].get_truecolor(), colours[other].get_truecolor())

    for ground, (names, least) in ON.items():
        for name in names:
            assert between(name, ground) >= least, (name, ground, round(between(name, ground), 2))
    for mark, ground in product(("line", "accent"), ("background", "panel")):
        assert between(mark, ground) >= MARKS, (mark, ground, round(between(mark, ground), 2))


def test_contrast_is_reckoned_as_wcag_does() -> None:
    black, white, grey = (Color.parse(name).get_truecolor() for name in ("#000000", "#ffffff", "#767676"))
    assert round(contrast(black, white), 2) == round(contrast(white, black), 2) == 21
    assert contrast(white, white) == 1
    assert round(contrast(grey, white), 2) == 4.54
    assert round(luminance(Color.parse("#ff0000").get_truecolor()), 4) == 0.2126


def misses(room: Room) -> Iterator[str]:
    """What is too faint on the screen that is shown: with colours, without, and on a terminal that has sixteen."""
    aloud = set(room.app.screen.query(ALOUD))

    def least(run: Run) -> float:
        if not run.is_text:
            return MARKS
        return WORDS_TO_SAY if aloud & {run.widget, *run.widget.ancestors} else TEXT

    shown = list(runs(room.app.screen))
    assert shown
    yield from faint(shown, least)
    yield from (f"without colour: {told}" for told in faint([run.styled(without_colour) for run in shown], least))
    few = [run.styled(of_sixteen) for run in shown if run.is_text]
    yield from (f"of sixteen: {told}" for told in faint(few, lambda _run: VISIBLE))


MOVING = ("tab", "down", "shift+tab", "up", "enter") if THOROUGH else ("tab", "down")
"""Keys that move what is marked, or go into a field."""


def coloured(room: Room) -> list[tuple[str, str]]:
    """The screen that is shown, with all of its colours."""
    return [(run.text, str(run.style)) for run in runs(room.app.screen)]


async def marked_by_colour_alone(room: Room) -> AsyncIterator[str]:
    """What a key changes, and nobody sees who sees no colour: what is marked has a sign, is bold, or reversed."""
    before, plain = coloured(room), drawn(room.app.screen)
    for key in MOVING:
        focused = room.app.focused
        await room.press(key)
        after, now = coloured(room), drawn(room.app.screen)
        if (after != before or room.app.focused is not focused) and now == plain:
            yield f"{key} changes nothing but colours"
        before, plain = after, now


@pytest.mark.timeout(2400)
async def test_every_screen_is_for_everybody(tmp_path: Path) -> None:
    """All of it can be read, in both themes; help tells all of its keys; it is read aloud from the top down; and
    what is marked can be seen without colours."""
    found = []
    async for name, room in both(tmp_path):
        for theme in ("light", "dark") if THOROUGH else ("dark" if name.startswith("practice") else "light",):
            room.app.theme = room.app.LOOKS[theme].name
            await room.settle()
            found += [f"{name}, {theme}: {miss}" for miss in misses(room)]
        found += [f"{name}: {told}" for told in (*misleading(room), *disordered(room))]
        found += [f"{name}: {told}" async for told in marked_by_colour_alone(room)]
    assert not found, "\n".join(found)
