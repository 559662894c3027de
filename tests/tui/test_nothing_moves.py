"""Nothing on a screen moves or blinks by itself, and nothing rings: somebody may be speaking, or reading slowly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import constants
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

import netmeet_tui
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.practice.app import PracticeApp
from netmeet_tui.tui.widgets.box import Box
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.support import SMALL, Room, keeper_in, running
from tests.tui.trainee import practice_keeper

SOURCE = Path(netmeet_tui.__file__).parent
SCREENS = SOURCE / "tui"

MOVING = re.compile(
    r"\b(blink|transition|offset-[xy]|LoadingIndicator|ProgressBar|Sparkline)\b|\.(animate|bell)\(|\\(a\b|x07)"
)
"""What would move, blink or ring."""

FIELDS = re.compile(r"(?<![\w.])(?<!case )(Input|TextArea|MaskedInput)\(")
"""A field as Textual has it, whose cursor blinks."""


def sources() -> Iterator[tuple[Path, str]]:
    """What the screens are made of."""
    for path in (*SOURCE.rglob("*.py"), *SOURCE.rglob("*.tcss")):
        yield path, path.read_text(encoding="utf-8")


def test_nothing_in_the_source_moves_blinks_or_rings() -> None:
    found = [(path.name, match[0]) for path, said in sources() for match in MOVING.finditer(said)]
    assert found == []


@pytest.mark.parametrize("app", [NetmeetApp, PracticeApp])
async def test_there_are_no_animations_whatever_the_environment_says(
    app: type[NetmeetApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "full")
    if app is PracticeApp:
        made: NetmeetApp = PracticeApp(practice_keeper(tmp_path), tmp_path / "practice.db")
    else:
        made = NetmeetApp(keeper_in(tmp_path))
    assert made.animation_level == "none"
    made.keeper.close()


async def test_what_is_scrolled_is_there_at_once(tmp_path: Path) -> None:
    """Also where Textual itself would glide there, as for the wheel of a mouse."""
    async with running(keeper_in(tmp_path), SMALL) as room:
        await EVERYWHERE["convenor"](room)
        page = room.page.query_one(VerticalScroll)
        assert page.max_scroll_y > 4
        passed: list[float] = []

        def scrolled(y: float) -> None:
            passed.append(y)

        room.page.watch(page, "scroll_y", scrolled, init=False)
        page.scroll_relative(y=4, animate=True)
        await room.settle()
        await room.app.animator.wait_until_complete()
        assert passed == [4]


def steady(field: Input | TextArea) -> bool:
    """Whether a field's cursor stays as it is."""
    timer = field._blink_timer if isinstance(field, Input) else field.blink_timer
    return not field.cursor_blink and timer is not None and not timer._active.is_set()


async def test_no_cursor_blinks(tmp_path: Path) -> None:
    """And there is one, in the field that is written in: it was not taken away together with the blinking."""
    async with running(keeper_in(tmp_path)) as room:
        for name, kind in (("directory-entry", Input), ("note", TextArea)):
            await EVERYWHERE[name](room)
            await room.press("tab")
            field = room.app.focused
            assert isinstance(field, (Input, TextArea))
            assert isinstance(field, kind)
            assert steady(field)
            assert _cursor(room, field)
            await room.press("tab")
            assert not _cursor(room, field)
            assert steady(field)
            await home_again(room)


def _cursor(room: Room, field: Input | TextArea) -> bool:
    """Whether something in a field is drawn the other way round."""
    area = field.region
    lines = room.app.screen._compositor.render_strips()[area.y : area.bottom]
    inside = (strip.crop(area.x, area.right) for strip in lines)
    return any(segment.style is not None and segment.style.reverse for strip in inside for segment in strip)


def test_every_field_is_one_that_does_not_blink() -> None:
    """Box and Pad are, and nowhere else is one of Textual's own made."""
    made = {path.name for path, said in sources() if FIELDS.search(said)}
    assert made <= {"box.py", "pad.py"}, made


async def test_nothing_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual rings when a field is full."""
    async with running(keeper_in(tmp_path)) as room:
        monkeypatch.setattr(NetmeetApp, "is_headless", False)
        assert room.app._driver is not None
        written: list[str] = []
        monkeypatch.setattr(room.app._driver, "write", written.append)
        field = Box(max_length=2)
        await room.page.mount(field)
        field.value = "ab"
        field.insert_text_at_cursor("c")
        room.app.bell()
        await room.app.action_bell()
        monkeypatch.undo()
        assert field.value == "ab"
        assert not any("\a" in one for one in written)
