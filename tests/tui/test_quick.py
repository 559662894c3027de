"""What a screen does for a key, and what it does not do twice: what costs time stays out of the key's way."""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import AbstractContextManager

import pytest
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.tui import guard, page
from netmeet_tui.tui.guard import GuardedApp
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.screens.ask import AskPage
from netmeet_tui.tui.screens.meeting import MeetingPage
from tests.tui.support import SMALL, USUAL, WIDE, Room, meeting, running, said
from tests.walks import TO_OFFERS


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The places that words are put into, and whether the screen is laid out anew for it."""
    told: list[tuple[str, bool]] = []
    update = Static.update

    def noted(self: Static, content: Content | str = "", *, layout: bool = True) -> None:
        told.append((self.id or "", layout))
        update(self, content, layout=layout)

    monkeypatch.setattr(Static, "update", noted)
    return told


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How wide each key bar was that was put together."""
    told: list[int] = []
    bar = page.bar

    def noted(keys: tuple[Key, ...], width: int) -> Content:
        told.append(width)
        return bar(keys, width)

    monkeypatch.setattr(page, "bar", noted)
    return told


async def at_a_step(room: Room) -> None:
    """Where a concern has been flagged just now."""
    await room.press("f", "1")
    assert room.name == "StepPage"


async def test_what_stands_there_already_is_not_put_there_again(
    keeper: Keeper, put: list[tuple[str, bool]]
) -> None:
    async with meeting(keeper) as room:
        await at_a_step(room)
        put.clear()
        room.page.show()
        await room.settle()
        assert put == []


async def test_only_places_that_may_grow_are_laid_out_anew(keeper: Keeper, put: list[tuple[str, bool]]) -> None:
    """The top line is one line whatever it says."""
    async with meeting(keeper) as room:
        await at_a_step(room)
        put.clear()
        room.page.where("Somewhere else")
        room.page.put("#title", "Something else")
        assert put == [("where", False), ("title", True)]


async def test_the_key_bar_is_put_together_only_where_its_keys_change(keeper: Keeper, bars: list[int]) -> None:
    async with meeting(keeper) as room:
        await at_a_step(room)
        bars.clear()
        await room.press("2")  # from here on something can be undone
        assert len(bars) == 1
        await room.press("2")  # and the keys are the same as before
        assert len(bars) == 1


async def test_the_key_bar_tells_of_more_to_read_only_where_there_is_more(keeper: Keeper) -> None:
    async with meeting(keeper, SMALL) as room:
        await room.flag("own-life", TO_OFFERS)
        words = room.page.query_one("#words")
        for size, more in ((SMALL, True), ((120, 40), False), (SMALL, True)):
            await room.resize(size)
            assert bool(words.max_scroll_y) is more
            assert ("Space more" in room.text("#keys")) is more


class Seen(AskPage):
    """A question, and what its page was like before anything of it was painted."""

    def on_mount(self) -> None:
        """Note it."""
        super().on_mount()
        self.seen = (set(self.classes), self.columns, said(self.query_one("#keys", Static).content))


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_a_page_is_of_the_terminals_size_before_it_is_painted(keeper: Keeper, size: tuple[int, int]) -> None:
    """Otherwise it would be painted as for another terminal, and then once more."""
    async with meeting(keeper, size) as room:
        page = Seen("Leave?", "", ("Yes", "No"))
        await room.app.push_screen(page)
        await room.settle()
        assert page.seen == (set(page.classes), page.size.width, room.text("#keys"))


async def test_a_screen_in_place_of_another_is_painted_as_soon_as_it_is_there(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where something stays over it is all held back, so that what is beneath does not show for a moment."""
    held_back: list[str] = []
    async with meeting(keeper) as room:
        batch_update = room.app.batch_update

        def noted() -> AbstractContextManager[None]:
            held_back.append(room.name)
            return batch_update()

        monkeypatch.setattr(room.app, "batch_update", noted)
        await room.press("f", "1", "m", "1")
        assert (room.name, held_back) == ("StepPage", [])
        await room.press("9")
        await room.app.show_page(MeetingPage())
        await room.settle()
        assert (room.name, held_back) == ("EmergencyPage", ["EmergencyPage"])


async def test_how_the_next_screens_look_is_read_before_they_come(keeper: Keeper) -> None:
    """A screen whose looks are not there yet has all of them read again before it is painted; never the card."""
    async with running(keeper) as room:
        before = looks(room)
        await room.begin()
        await room.press("9", "escape", "h", "h", "f", "1", "m")
        assert looks(room) == before


def test_what_is_painted_is_written_before_much_else_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = []

    class Program(GuardedApp[None]):
        async def run_watched(self) -> None:
            turns.append(sys.getswitchinterval())
            self.exit()

    monkeypatch.setattr(guard, "_refusal", lambda _: None)
    before = sys.getswitchinterval()
    # Windows has but the first.
    known = [number for number in signal.Signals if number.name in ("SIGINT", "SIGTSTP")]
    signals = {number: signal.getsignal(number) for number in known}
    try:
        assert guard.run_guarded(Program()) == 0
    finally:
        sys.setswitchinterval(before)
        for number, handler in signals.items():
            signal.signal(number, handler)
    assert turns == [pytest.approx(guard.TURN)]
    assert before > guard.TURN


async def test_what_stays_is_not_looked_through_for_what_can_be_thrown_away(keeper: Keeper) -> None:
    """Not where one process runs more than one program, as here: what those leave behind has to go."""
    async with running(keeper):
        assert not gc.get_freeze_count()
        try:
            keeper.prepare(for_good=True)
            await keeper.do(lambda: None)
            assert gc.get_freeze_count()
        finally:
            gc.unfreeze()


def looks(room: Room) -> set[str]:
    """The files that say how screens look, of those that have been read."""
    return {path for path, _ in room.app.stylesheet.source if path.endswith(".tcss")}
