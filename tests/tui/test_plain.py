"""The linear text mode: whatever stands on a screen is told, and a line that is typed means what it should."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from textual.driver import Driver

from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.plain import text
from netmeet_tui.tui.plain.answers import Answer, Does, Press, Write, clean, in_field, in_room
from netmeet_tui.tui.plain.driver import Conversation
from netmeet_tui.tui.plain.terminal import ASCII, Terminal
from netmeet_tui.tui.plain.told import Told, change, label, same_but_time, told
from netmeet_tui.tui.practice.text import FRAME
from tests.looks import KEPT_IN, drawn
from tests.scale import THOROUGH
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.practised import PRACTISED, back_to_the_stories
from tests.tui.support import keeper_in, running
from tests.tui.trainee import practising

WORD = re.compile(r"[^\W_]+")
SIZE = (99, 70)

SHOWN = tuple(EVERYWHERE) if THOROUGH else ("note", "step-ledger", "route-card", "hidden")
PLAYED = tuple(PRACTISED) if THOROUGH else ("story", "step")


def words(page: object) -> set[str]:
    """The words that are drawn."""
    return set(WORD.findall(drawn(cast("Page[object]", page))))


async def test_every_word_of_a_screen_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    KEPT_IN.mkdir()
    async with running(keeper_in(KEPT_IN), SIZE) as room:
        for name in SHOWN:
            await EVERYWHERE[name](room)
            said = told(cast("Page[object]", room.page))
            missing = words(room.page) - set(WORD.findall("\n".join(said.lines()))) - {"F9"}
            assert not missing, (name, missing)
            assert "9: 999" in said.where or name in ("hidden", "999-card"), name
            await home_again(room)


async def test_practice_is_told_first_on_every_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    KEPT_IN.mkdir()
    async with practising(KEPT_IN, SIZE) as trainee:
        for name in PLAYED:
            await PRACTISED[name](trainee)
            said = told(cast("Page[object]", trainee.page))
            missing = words(trainee.page) - set(WORD.findall("\n".join(said.lines()))) - {"F9"}
            assert not missing, (name, missing)
            assert said.where.startswith(FRAME.split()[0]), name
            await back_to_the_stories(trainee)


async def test_a_field_is_told_with_its_name(tmp_path: Path) -> None:
    async with running(keeper_in(tmp_path), SIZE) as room:
        await EVERYWHERE["step-writing"](room)
        page = cast("Page[object]", room.page)
        assert page.field is not None
        assert f"{label(page.field)}: {page.field.value}" in told(page).body


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", Press("enter")),
        ("9", Press("9", "9")),
        (" 999 ", Press("9", "9")),
        ("f", Press("f", "f")),
        ("F", Press("f", "f")),
        ("?", Press("question_mark", "?")),
        ("esc", Press("escape")),
        ("down 5", Press("down", None, 5)),
        ("down 51", Does.NOTHING),
        ("down ５", Does.NOTHING),
        ("space", Press("space", " ")),
        ("again", Does.AGAIN),
        ("flag", Does.NOTHING),
        ("f x", Does.NOTHING),
    ],
)
def test_what_a_line_means_in_the_room(line: str, meant: Answer) -> None:
    assert in_room(line) == meant


@pytest.mark.parametrize(
    ("line", "meant", "secret"),
    [
        ("9", Press("f9"), Press("f9")),
        ("999", Press("f9"), Press("f9")),
        ("esc", Press("escape"), Press("escape")),
        ("f7", Press("f7"), Press("f7")),
        ("ctrl+l", Press("ctrl+l"), Press("ctrl+l")),
        ("", Write(None), Write(None)),
        ("-", Write(""), Write("-")),
        ("?", Does.HELP, Write("?")),
        ("f", Write("f"), Write("f")),
        ("down", Write("down"), Write("down")),
        ("close", Write("close"), Write("close")),
        ("at 9", Write("at 9"), Write("at 9")),
    ],
)
def test_what_a_line_means_in_a_field(line: str, meant: Answer, secret: Answer) -> None:
    assert in_field(line) == meant
    assert in_field(line, secret=True) == secret


def test_keys_that_were_pressed_instead_of_typed_are_known() -> None:
    assert clean("\x1b") == "esc"
    assert clean("\x1b[A") == "up"
    assert clean("a\x07b\x1bc") == "abc"


def test_999_waits_for_nothing_that_was_typed_before_it() -> None:
    conversation = Conversation(cast("NetmeetApp", None), cast("Driver", None))
    for line in ("f", "1", " 9 ", "again"):
        conversation._hear(line)
    assert [heard.line for heard in conversation._lines] == ["9", "again"]


class Screenfuls:
    """A terminal of 24 rows that keeps what was last said on it."""

    rows = 24

    def __init__(self) -> None:
        self.shown: list[str] = []

    def wrapped(self, lines: Iterable[str]) -> list[str]:
        return list(lines)

    def say(self, lines: Iterable[str]) -> None:
        self.shown += lines

    def ask(self, prompt: str, *, secret: bool) -> None:
        assert not secret
        self.shown.append(prompt)

    def clear(self) -> None:
        self.shown.clear()


async def test_what_there_was_no_room_for_goes_with_its_page(tmp_path: Path) -> None:
    async with running(keeper_in(tmp_path), SIZE) as room:
        conversation = Conversation(room.app, cast("Driver", None))
        screen = Screenfuls()
        conversation._terminal = cast("Terminal", screen)
        for name, more in (("policy-clauses", True), ("locked", False)):
            await EVERYWHERE[name](room)
            page = cast("Page[object]", room.page)
            conversation._tell(page, told(page))
            assert (screen.shown[-1].strip() == text.PROMPT_MORE.strip()) is more
            assert len(screen.shown) <= screen.rows
            assert bool(conversation._waiting) is more


def said(*body: str, where: str = "here", notice: str = "", keys: str = "f: flag", step: str = "talk") -> Told:
    return Told((1, step), where, body, notice, keys)


def test_only_what_is_new_on_a_page_is_told_again() -> None:
    old = said("Title", "▸ GP: not asked yet", "  Line: not asked yet", "More", "And more")
    moved = said("Title", "  GP: not asked yet", "▸ Line: not asked yet", "More", "And more")
    assert change(old, moved).lines == ("▸ Line: not asked yet",)
    noticed = old._replace(notice="Saved.")
    assert change(old, noticed).lines == (text.NOTICE.format(sentence="Saved."),)
    assert not change(old, old).lines


@pytest.mark.parametrize(
    "new",
    [
        said("Title", "Name: Wren", step="contact"),  # another step, whatever it looks like
        said("Title", "Name: Wren", where="there"),
        said("Title"),  # something is gone
        said("Another", "Quite", "different"),
    ],
)
def test_another_step_is_told_as_a_whole_so_that_nothing_stays_of_the_one_before(new: Told) -> None:
    assert change(said("Title", "Name: Wren"), new).whole


def test_a_clock_that_goes_on_is_not_told_unasked() -> None:
    assert same_but_time(said("18:30"), said("18:31"))
    assert not same_but_time(said("18:30"), said("18:30", notice="It locks soon."))
    assert not same_but_time(said("1 own life"), said("1 own life", step="contact"))


def test_signs_have_letters_to_stand_for_them() -> None:
    assert all(word.isascii() for word in ASCII.values())
