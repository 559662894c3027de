"""The map of what was practised, on its screen: whose, what, when, what next; and forgotten when that is asked."""

from __future__ import annotations

import re
from pathlib import Path

from netmeet_tui.practice.readiness import Went, aliases, keep
from netmeet_tui.tui.practice import map_text as text
from netmeet_tui.tui.practice.screens.map import MapPage
from netmeet_tui.tui.widgets.rows import Rows
from tests.practice.small import BEGUN, PACK, STORIES, practised
from tests.tui.support import SMALL, USUAL, WIDE
from tests.tui.trainee import Trainee, practising

SAID = re.compile(r"\d ?%|\d of \d|\b(scores?|ranks?|best|totals?|streak|overdue|late|failed)\b", re.IGNORECASE)
ODD = "[red]R[/] [@click=x]"


async def opened(trainee: Trainee) -> MapPage:
    """The map, opened from the stories."""
    page = MapPage(STORIES, PACK)
    await trainee.app.push_screen(page)
    await trainee.settle()
    return page


async def read(trainee: Trainee) -> str:
    """All of the map, read on to its end by key."""
    await trainee.press("home")
    seen = [trainee.screen()]
    while (before := trainee.screen()) is not None:
        await trainee.press("pagedown")
        if trainee.screen() == before:
            return " ".join(seen)
        seen.append(trainee.screen())
    raise AssertionError


async def test_a_map_is_read_to_its_end_at_every_size_and_a_book_that_cannot_be_read_is_told(
    tmp_path: Path,
) -> None:
    async with practising(tmp_path, USUAL) as trainee:
        await opened(trainee)
        assert trainee.text("#told") == text.NOTHING
        assert [key.action for key in trainee.page.available()] == ["back"]
        await trainee.press("enter", "f", "down", "escape")
        assert trainee.name == "ChoosePage"
        assert not (tmp_path / "practice.db").exists()

        keep(tmp_path / "practice.db", practised("T-01", BEGUN, outcomes=("gp",)))
        keep(
            tmp_path / "practice.db", practised("T-99", BEGUN.replace(year=2025), went=Went.AGAIN, steps=("talk",))
        )
        page = await opened(trainee)
        assert trainee.text("#told") == text.KEPT
        assert not page.query_one("#names").display
        for size in (USUAL, SMALL, WIDE):
            await trainee.resize(size)
            assert all(row.endswith("┃") for row in trainee.lines()[1:]), "nothing is wider than its frame"
            seen = " ".join(re.sub(r"[┃█▁▂▃▄▅▆▇▔]", " ", await read(trainee)).split())
            told = [text.NEXT, "T-02 Sorrel rings", "T-03 Sorrel again", text.STEPS, text.CLAUSES, text.OUTCOMES]
            told += [step.words.short for step in PACK.steps.values()]
            told += [outcome for name, outcome in PACK.words.outcomes.items() if name != "none"]
            told += [
                f"✓ March 2026 {PACK.steps['talk'].words.short} (T-01, T-99)",
                "· not yet C-25 If they seriously",
                "No step is about C-02,",
            ]
            assert [words for words in told if words not in seen] == []
            assert not SAID.search(seen)
        await trainee.press("end", "up", "home")
        assert text.NEXT in trainee.screen()

        (tmp_path / "practice.db").write_bytes(b"garbage" * 999)
        await trainee.press("f", "1")
        assert "is damaged" in trainee.text("#notice")
        assert page.query_one("#map", Rows).display, "what was read stays"
        await trainee.press("escape")
        await opened(trainee)
        assert "is damaged" in trainee.text("#notice")
        await trainee.press("enter", "f", "down", "escape")
        assert trainee.name == "ChoosePage"


async def test_of_several_names_one_is_taken_and_forgotten_only_when_it_was_said(tmp_path: Path) -> None:
    book = tmp_path / "practice.db"
    for alias in ("Wren", ODD, "Robin"):
        keep(book, practised(alias=alias))
    async with practising(tmp_path, USUAL) as trainee:
        await opened(trainee)
        assert trainee.text("#told") == text.NAMES
        names = [row.strip(" ┃▸") for row in trainee.lines()[5:8]]
        assert names == [ODD, "Robin", "Wren"]
        assert text.FORGET not in " ".join(key.label for key in trainee.page.available())
        await trainee.press("f", "enter")
        assert text.NEXT in trainee.screen()
        assert ODD in trainee.lines()[1]
        await trainee.press("escape")
        assert trainee.text("#told") == text.NAMES
        await trainee.press("enter", "f")
        assert trainee.name == "AskPage"
        assert text.FORGET_TITLE.format(alias=ODD) in trainee.screen()
        await trainee.press("2")
        assert len(aliases(book)) == 3
        await trainee.press("f", "1")
        assert aliases(book) == ("Robin", "Wren")
        assert text.FORGOTTEN.format(alias=ODD) in trainee.screen()
        assert trainee.text("#told") == text.NAMES
        await trainee.press("down", "enter", "f", "1")
        assert aliases(book) == ("Robin",)
        assert "Robin" in trainee.lines()[1], "the only one that is left"
        await trainee.press("f", "1")
        assert aliases(book) == ()
        assert trainee.text("#told") == text.NOTHING
        await trainee.press("escape")
        assert trainee.name == "ChoosePage"
