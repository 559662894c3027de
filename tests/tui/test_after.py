"""After: the card to take away, the facilitators' own check-in, the end, and the note about the work."""

from __future__ import annotations

from netmeet_tui.tui import text
from netmeet_tui.tui.keeper import Keeper
from tests.tui.support import SMALL, USUAL, WIDE, meeting


async def test_the_card_is_one_key_from_the_meeting_and_nothing_is_noted(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        before = room.state
        await room.press("t")
        assert room.name == "TakeAwayPage"
        for size in (SMALL, USUAL, WIDE):
            await room.resize(size)
            assert "116 123" in room.screen()
        await room.press("escape")
        assert room.name == "MeetingPage"
        assert room.state == before
        assert text.TAKE_KEY in room.screen()
