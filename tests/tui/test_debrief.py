"""Looking back on a practice, on the screen: it asks before it tells, and keeps only what somebody wants kept."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from textual.widgets import TextArea

from netmeet_tui.practice import debrief, readiness
from netmeet_tui.practice.play import Play
from netmeet_tui.practice.readiness import Went
from netmeet_tui.report import debrief as report
from netmeet_tui.report.debrief import Line, Look
from netmeet_tui.tui.keys import EVERYWHERE
from netmeet_tui.tui.practice import debrief_text as text
from netmeet_tui.tui.practice.app import DESK, DESK_IN_TEXT
from netmeet_tui.tui.practice.debrief_lines import WIDEST, painted
from netmeet_tui.tui.practice.screens.debrief import STAGES, DebriefPage
from netmeet_tui.tui.practice.screens.word import WordPage
from tests.practice.wander import PACK, flagged, played, story_of
from tests.tui.support import SMALL, USUAL, WIDE, Room
from tests.tui.trainee import Trainee, practising

COUNTED = re.compile(r"\d\s*%|\b\d+ (?:of|out of) \d+\b")


def tries() -> tuple[Play, ...]:
    return (played("V-20", "further"), played("V-20", "rang"))


async def looking_back(room: Trainee, *some: Play) -> DebriefPage:
    await room.app.push_screen(DebriefPage(some or tries(), "solo"))
    await room.settle()
    assert isinstance(room.page, DebriefPage)
    return room.page


async def to_stage(room: Room, number: int) -> None:
    """From the first part to another, past every question."""
    for _ in range(number - 1):
        await room.press("enter")


def area(room: Room, name: str) -> TextArea:
    return room.page.query_one(f"#{name}", TextArea)


async def test_it_asks_first_then_tells_part_by_part_and_nothing_is_cut_off(tmp_path: Path) -> None:
    told = debrief.of(tries())
    everything = [None, report.happened, report.ways, report.others, None, report.clauses, report.ideas]
    async with practising(tmp_path, SMALL) as room:
        await looking_back(room)
        for number, (stage, tells) in enumerate(zip(STAGES, everything, strict=True), 1):
            assert f"{number} of {len(STAGES)}" in room.text("#where")
            assert room.text("#title") == stage.title
            assert not room.page.writing, "nobody is in a field unasked: 9 is one key"
            shown = [place.id for place in room.page.query(TextArea) if place.display]
            assert shown == list(stage.questions)
            if stage.questions:
                await room.press("w")
                assert room.page.writing
                assert room.text("#told") == room.text("#choices") == "", "it asks before it tells"
                await room.press("escape")
            said = " ".join(room.text("#told").replace("┊ ", "").split())
            for line in tells(told) if tells else ():
                assert " ".join(line.words.split()) in said, line
            assert bool(said) == (tells is not None)
            assert not COUNTED.search(said)
            for size in (USUAL, WIDE, SMALL) if number in (3, len(STAGES)) else (SMALL,):
                await room.resize(size)
                assert room.marked
                assert all(len(row) == size[0] for row in room.lines()), "nothing runs out of the frame"
                assert (" 1   " in "\n".join(room.lines())) and "Esc" in room.text("#keys")
            body = room.page.query_one(".body")
            await room.press("space")
            assert bool(body.scroll_offset.y) == bool(body.max_scroll_y)
            await room.press(("enter", "right", "1")[number % 3])
        assert text.END_WHERE in room.text("#where")
        for number in range(len(STAGES), 0, -1):
            await room.press(("escape", "left", "2")[number % 3] if number < len(STAGES) else "escape")
            assert f"{number} of {len(STAGES)}" in room.text("#where")
        await room.press("s")
        assert room.name == "SupportPage"
        await room.press("escape", "p", "t")
        assert room.name == "DebriefPage", "files are written when all has been told"
        await room.press("escape")
        assert room.name == "ChoosePage"


async def test_what_is_written_stays_until_it_is_let_go_and_goes_only_into_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with practising(tmp_path, USUAL) as room:
        await looking_back(room)
        await room.press("w")
        await room.burst(*"Sorrel", "enter", *"h1")
        await room.press("tab")
        await room.burst(*"Mallow")
        assert (area(room, "now").text, area(room, "stays").text) == ("Sorrel\nh1", "Mallow")
        await room.press("escape", "enter", "left")
        await room.press("w")
        assert room.app.focused is area(room, "now")
        await room.press("escape", "escape")
        assert room.name == "AskPage"
        await room.press("2", "ctrl+q")
        assert room.name == "AskPage", "closing practice would let it go as well"
        await room.press("2")
        assert area(room, "now").text == "Sorrel\nh1"
        await to_stage(room, len(STAGES))

        await room.press("t")
        assert isinstance(room.page, WordPage)
        await room.press("enter")
        assert room.name == "WritePage"
        assert room.field().value == "practice-v-20.md"
        await room.press("enter")
        written = (tmp_path / "practice-v-20.md").read_text(encoding="utf-8")
        assert "Sorrel" in written
        assert "Mallow" in written
        assert "PRACTICE" in written.splitlines()[0]
        assert "4 March 2026" in written
        assert str(tmp_path / "practice-v-20.md") in room.text("#notice")
        await room.press("p")
        await room.burst(*"Bramble")
        await room.press("enter", "enter")
        assert (tmp_path / "practice-v-20.pdf").read_bytes().startswith(b"%PDF")

        area(room, "along").insert("😀")
        await room.press("p", "enter", "enter")
        assert room.name == "WritePage"
        assert "😀" in room.text("#notice")
        await room.press("escape", "t", "escape")
        assert room.name == "DebriefPage"
        await room.press("enter", "enter")
        assert room.name == "ChoosePage"
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir() if "practice-v" not in file.name)
        assert b"Sorrel" not in left
        assert not (tmp_path / "practice.db").exists(), "nobody said how it went"


async def test_how_it_went_is_kept_under_a_name_or_not_at_all(tmp_path: Path) -> None:
    book = tmp_path / "practice.db"
    async with practising(tmp_path, USUAL) as room:
        page = await looking_back(room)
        await to_stage(room, len(STAGES) + 1)
        assert room.text("#title") == text.WENT_ASKED
        for label in (*text.WENT.values(), text.RATHER_NOT):
            assert label in room.text("#choices")

        await room.press("2", "escape")
        assert "▸" not in room.text("#choices")
        await room.press("2", "enter")
        assert f"▸ {text.WENT[Went.HARD]}" in room.text("#choices")
        assert text.NOT_KEPT in room.text("#told")
        await room.press("3")
        await room.burst(*"moss", "enter")
        assert text.KEPT_UNDER.format(alias="moss") in room.text("#told")
        await room.press("5")
        assert f"▸ {text.RATHER_NOT}" in room.text("#choices")
        assert text.NOT_KEPT in room.text("#told")
        assert not book.exists(), "nothing is kept before it is done"

        await room.press("4")
        await room.burst(*"moss", "enter")
        book.write_bytes(b"no book")
        await room.press("enter")
        assert room.page is page, "nothing is lost where it cannot be kept"
        assert room.text("#notice")
        book.unlink()
        await room.press("enter")
        assert room.name == "ChoosePage"
        assert readiness.aliases(book) == ("moss",)
        kept = readiness.map_of(book, "moss", PACK)
        assert {met.id for met in kept.outcomes if met.last} == {"emergency-services"}
        with sqlite3.connect(book) as rows:
            assert rows.execute("SELECT count(*) FROM trainee").fetchone() == (1,)

        await looking_back(room, flagged("V-20"))
        await to_stage(room, len(STAGES) + 1)
        await room.press("enter")
        assert room.name == "ChoosePage"


async def test_it_follows_a_story_that_was_played_to_its_end(tmp_path: Path) -> None:
    story = story_of("V-20")
    course = next(course for course in story.course if course.id == "asked")
    async with practising(tmp_path, USUAL) as room:
        await room.begin_story(story)
        await room.course(course)
        assert room.name == "DebriefPage"
        await to_stage(room, 2)
        told = room.text("#told")
        for words in (report.FLAGGED_ABOUT.format(who="Wren", kind=""), "danger now? No, not right now", "rivers"):
            assert words in " ".join(told.split()), words
        assert PACK.words.outcomes["stood-down"] in " ".join(told.split())
        await to_stage(room, 3)
        assert report.SAME in room.text("#told")


# -- keys and lines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [DebriefPage, WordPage])
def test_no_key_of_it_means_something_else_everywhere(page: type[DebriefPage | WordPage]) -> None:
    own = [key for row in page.KEYS for key in (row.key, *row.more)]
    assert len(own) == len(set(own))
    everywhere = {key for row in (*EVERYWHERE, DESK, DESK_IN_TEXT) for key in (row.key, *row.more)}
    assert not everywhere & set(own)
    for row in page.KEYS:
        assert not (row.shown and row.label) or row.help
        name = row.action.partition("(")[0]
        assert name.startswith("app.") or hasattr(page, f"action_{name}"), row


@pytest.mark.parametrize("width", [40, 54, WIDEST])
def test_lines_keep_to_the_width_and_what_was_tried_before_stands_behind_a_rule(width: int) -> None:
    told = debrief.of(tries())
    rows = painted(report.happened(told), width).split("\n")
    assert max(row.cell_length for row in rows) <= width
    before = [row.plain for row in rows if row.plain.startswith("┊ ")]
    assert any(report.BEFORE in row for row in before)
    assert 0 < len(before) < len(rows)
    for look in Look:
        words = painted([Line(look, "Sorrel [b]", who="Wren", to="there")], width).plain
        assert "Sorrel [b]" in words, "what looks like markup is words"


def test_what_was_taken_is_told_from_what_was_not_without_colour() -> None:
    taken, other = (painted([Line(look, "Sorrel", to="there")], WIDEST) for look in (Look.TAKEN, Look.OTHER))
    assert taken.plain == "▸ Sorrel → there"
    assert other.plain == "• Sorrel → there"
    assert any("bold" in str(span.style) for span in taken.spans)
