"""Coming meetings on the screen: added, taken from a calendar, changed, removed, started; and the page to print."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from netmeet_tui.ahead import text as words
from netmeet_tui.ahead.calendar import Found
from netmeet_tui.ahead.coming import Coming, decode, encode
from netmeet_tui.journal.errors import disk_full
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.state import Arrangement
from netmeet_tui.report import convenor
from netmeet_tui.tui import ahead
from netmeet_tui.tui import ahead_text as text
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.vault_keeper import Door
from tests.ahead.files import AT, END, HALL, LONDON, entry, written
from tests.journal.support import PASSPHRASE
from tests.tui import support
from tests.tui.support import SMALL, USUAL, Room

NOW = datetime(2026, 11, 24, 13, 10, tzinfo=LONDON)
LANE = Coming("a", datetime(2026, 11, 24, 14, 0, tzinfo=UTC), 90, "in-person", "3 Long Lane", "SCT", 1)


@pytest.fixture(autouse=True, scope="module")
def london() -> Iterator[None]:
    """The clock on the wall."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system does not let a test set the time zone")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@asynccontextmanager
async def opened(
    folder: Path, vault: Path, *coming: Coming, size: tuple[int, int] = USUAL, now: datetime = NOW
) -> AsyncIterator[Room]:
    """The app over a copy of a vault with these meetings to come, unlocked."""
    async with support.opened(folder, vault, '[policy]\nnation = "ENG"\n', size, lambda: now) as room:
        await room.keeper.in_vault(lambda vault: vault.change_coming({one.id: encode(one) for one in coming}))
        await ahead.list_coming(room.keeper)
        await room.app.home()
        await room.settle()
        yield room


async def kept(room: Room) -> tuple[Coming, ...]:
    """What the vault keeps, whatever the screen shows."""
    there = await room.keeper.in_vault(lambda vault: vault.coming())
    return tuple(one for one in map(decode, there.values()) if one is not None)


async def fill(room: Room, *values: str) -> None:
    """Write in the fields, one after the other."""
    for value in values:
        await room.type(value)
        await room.press("enter")


# -- what is kept --------------------------------------------------------------------------------------------


class Shelf:
    """What a vault does with coming meetings."""

    def __init__(self, *coming: Coming) -> None:
        self.there = {one.id: encode(one) for one in coming}

    def coming(self) -> dict[str, bytes]:
        return dict(self.there)

    def change_coming(self, put: Mapping[str, bytes], remove: Iterable[str] = ()) -> None:
        self.there = {name: record for name, record in self.there.items() if name not in set(remove)} | dict(put)

    def __iter__(self) -> Iterator[Coming]:
        return iter(ahead.listed(cast(Vault, self), NOW))


def day(number: int, name: str = "s-", **change: object) -> Coming:
    """A meeting so many days from now."""
    return replace(LANE, id=f"{name}{number}", starts=NOW.astimezone(UTC) + timedelta(days=number), **change)


def brought(*meetings: Coming, series: str = "s-", more: int = 0) -> Found:
    return Found(meetings, {"more": more} if more else {}, date(2027, 2, 22), frozenset({series}))


def test_what_is_over_for_a_day_goes_when_they_are_listed() -> None:
    shelf = Shelf(day(-2), day(-1, minutes=60), day(3), day(1))
    shelf.there["newer"] = b'{"of":"a newer netmeet"}'
    assert [one.id for one in shelf] == ["s--1", "s-1", "s-3"]
    assert sorted(shelf.there) == ["newer", "s--1", "s-1", "s-3"]


def test_the_same_calendar_again_changes_and_never_doubles() -> None:
    by_hand, past = day(1, "hand."), day(-1, minutes=90)
    shelf = Shelf(by_hand, past, day(1, nation="WLS", facilitators=1), day(2), day(8))
    new = replace(day(1, nation="unset", facilitators=2), place="the hall", mode="online", minutes=5)
    ahead.take_over(cast(Vault, shelf), brought(new, day(3)), NOW)
    assert list(shelf) == [past, by_hand, replace(new, nation="WLS", facilitators=1), day(3)]
    ahead.take_over(cast(Vault, shelf), brought(series="other-"), NOW)
    assert len(list(shelf)) == 4
    ahead.take_over(cast(Vault, shelf), brought(), NOW)
    assert list(shelf) == [past, by_hand]


def test_what_there_was_no_room_for_is_not_taken_for_gone() -> None:
    shelf = Shelf(day(1), day(2), day(9))
    ahead.take_over(cast(Vault, shelf), brought(day(1), day(3), more=4), NOW)
    assert [one.id for one in shelf] == ["s-1", "s-3", "s-9"]


def test_when_the_list_is_full_nothing_is_changed() -> None:
    shelf = Shelf(*(day(number, "x-") for number in range(ahead.MOST)))
    before = shelf.coming()
    with pytest.raises(ahead.TooMany):
        ahead.take_over(cast(Vault, shelf), brought(day(1)), NOW)
    with pytest.raises(ahead.TooMany):
        ahead.keep(cast(Vault, shelf), day(1))
    assert shelf.there == before
    ahead.keep(cast(Vault, shelf), replace(day(1, "x-"), place="changed"))
    assert len(shelf.there) == ahead.MOST


# -- the list ------------------------------------------------------------------------------------------------


async def test_one_is_added_mended_changed_and_removed_by_hand(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await room.press("a")
        assert text.AHEAD_NONE in room.screen() and text.AHEAD_CHOICES[2] not in room.screen()
        await room.press("3", "5", "1")
        assert room.name == "ArrangePage"
        await fill(room, "tomorrow at 2pm", "ages", "14 Hill Street, Leeds")
        await room.press("4")
        assert room.text("#notice") == words.NO_MOMENT and await kept(room) == ()
        room.field(0).value = "25/11/2026 14:00"
        await room.press("enter", "escape", "4")
        assert room.text("#notice") == words.NO_LENGTH.format(most=1440)
        assert room.app.focused is room.field(1)
        room.field(1).value = "60"
        await room.press("escape", "1", "1", "2", "3", "4")
        assert (room.name, room.text("#notice")) == ("AheadPage", text.AHEAD_CHANGED)
        (one,) = await kept(room)
        assert (one.starts, one.minutes) == (datetime(2026, 11, 25, 14, tzinfo=UTC), 60)
        assert (one.mode, one.place, one.nation, one.facilitators) == ("phone", "14 Hill Street, Leeds", "ENG", 1)
        assert "Wednesday, 25 November 2026" in room.screen()
        assert (
            "14:00 to 15:00 by phone · 14 Hill Street, Leeds · England · one facilitator"
            in room.screen().replace("\u00a0", " ")
        )
        await room.press("4")
        assert [room.field(place).value for place in range(3)] == ["25/11/2026 14:00", "60", one.place]
        room.field(0).value = "24/11/2026 9.30"
        await room.press("1", "4")
        (changed,) = await kept(room)
        assert changed == replace(one, starts=datetime(2026, 11, 24, 9, 30, tzinfo=UTC), mode="in-person")
        assert "Today, 24 November 2026" in room.screen()
        await room.press("1", "escape", "escape")
        assert await kept(room) == (changed,)
        await room.press("5")
        assert room.name == "AskPage" and "14 Hill Street" in room.screen()
        await room.press("2")
        assert await kept(room) == (changed,)
        await room.press("5", "1")
        assert await kept(room) == () and text.AHEAD_NONE in room.screen()


async def test_a_calendar_is_shown_before_it_is_taken_over(tmp_path: Path, empty: Path) -> None:
    weekly = entry(AT, END, HALL, "SUMMARY:about Heron", "RRULE:FREQ=WEEKLY;COUNT=2", uid="heron")
    days = [entry("DTSTART;VALUE=DATE:20261203", "SUMMARY:Heron", uid=name) for name in "de"]
    path = written(tmp_path, weekly, *days)
    async with opened(tmp_path, empty, day(2, "hand.")) as room:
        await room.press("a", "2")
        await fill(room, str(tmp_path / "gone.ics"))
        assert room.text("#notice") == words.NOT_THERE.format(file="gone.ics")
        await room.press("1")
        assert room.name == "CalendarPage" and len(await kept(room)) == 1
        room.field().value = path
        await room.press("enter", "enter")
        assert room.text("#found") == "2 meetings until 22 February 2027. Left out: 2 that take all day."
        assert "Tuesday, 1 December 2026 14:00 to 15:30 in person" in room.screen()
        assert "Heron" not in room.screen() and len(await kept(room)) == 1
        await room.press("2")
        assert room.name == "AheadPage" and len(await kept(room)) == 1
        for _ in range(2):  # the second time it changes nothing
            await room.press("2")
            await fill(room, path)
            await room.press("1")
            assert room.text("#notice") == text.AHEAD_TAKEN
            assert len(await kept(room)) == 3
        records = await room.keeper.in_vault(lambda vault: b"".join(vault.coming().values()))
        assert b"eron" not in records and b"The hall, 3 Long Lane" in records
        written(tmp_path, entry(AT, "STATUS:CANCELLED", uid="heron"))
        await room.press("2")
        await fill(room, path)
        assert room.text("#found").endswith("until 22 February 2027. Left out: 1 that is cancelled.")
        await room.press("1")
        assert await kept(room) == (day(2, "hand."),)


async def test_the_one_that_begins_about_now_is_started_from_the_first_screen(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, LANE, day(2)) as room:
        assert "Start the meeting of 14:00 today" in room.screen()
        await room.press("2")
        assert room.name == "MeetingPage" and not room.keeper.in_memory
        assert room.state.arranged == Arrangement("in-person", "3 Long Lane")
        assert (room.state.settings["nation"], room.state.facilitators) == ("SCT", 1)
        assert await kept(room) == (day(2),)
        assert room.keeper.settled.chosen["nation"] == "ENG", "the next meeting is where the settings say"


async def test_one_of_another_day_is_asked_about_and_a_failing_disk_ends_no_meeting(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = day(2, mode="online", place="", nation="unset", facilitators=2)
    async with opened(tmp_path, empty, later) as room:
        assert "Start the meeting of" not in room.screen()
        await room.press("a", "3")
        assert room.name == "AskPage" and "Thursday, 26 November 2026" in room.screen()
        await room.press("2")
        assert not room.keeper.holding

        def full(vault: Vault, *_: object) -> None:
            raise disk_full(vault._folder)

        monkeypatch.setattr(Vault, "change_coming", full)
        with pytest.raises(Trouble):
            await ahead.drop_coming(room.keeper, later.id)
        await room.press("3", "1")
        assert room.name == "MeetingPage" and room.state.arranged == Arrangement("online", "")
        assert (room.state.settings["nation"], room.state.facilitators) == ("ENG", 2)
        monkeypatch.undo()
        assert await kept(room) == (later,), "it can be removed by hand"


async def test_without_an_open_vault_it_is_said_and_nothing_is_offered(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, LANE) as room:
        await room.press("a")
        assert "3 Long Lane" in room.screen()
        await room.press("1", "ctrl+l")
        await room.settle()
        assert room.name == "LockPage" and room.keeper.coming == ()
        await room.press("1")
        await fill(room, PASSPHRASE)
        assert room.name == "HomePage" and "Start the meeting of 14:00 today" in room.screen()
        for door, said in (
            (Door.LOCKED, text.AHEAD_LOCKED),
            (Door.ABSENT, text.AHEAD_NO_VAULT),
            (Door.SHUT, text.AHEAD_NOT_NOW),
        ):
            room.keeper.door, room.keeper.coming = door, ()
            await room.press("a", "1", "2", "3")
            assert room.name == "AheadPage" and said in room.screen() and text.AHEAD_CHOICES[0] not in room.screen()
            await room.press("escape")
            assert room.name == "HomePage"


async def test_all_of_it_can_be_reached_on_the_smallest_screen(tmp_path: Path, empty: Path) -> None:
    long = "Flat 2, The Old Schoolhouse, 14 Hill Street behind the church, Little Wending, Leeds LS1 4DY. " * 3
    many = [day(number, place=f"Hall {number}") for number in range(1, 9)]
    async with opened(tmp_path, empty, day(0, place=long.strip()), *many, size=SMALL) as room:
        await room.press("a")
        seen = set()
        for _ in range(18):  # a long one is read on in parts
            seen |= {one.place for one in (*many,) if one.place in room.screen()}
            assert all(choice in room.screen() for choice in text.AHEAD_CHOICES)
            await room.press("down")
        assert seen == {one.place for one in many}
        await room.press("5")
        assert "Hall 8" in room.screen()
        await room.press("2", "p")
        pack = room.keeper.pack
        assert pack is not None
        page = convenor.page(pack, room.keeper.settled.chosen)
        read = ""
        for _ in range(20):
            read += room.screen()
            await room.press("down")
        assert all(part.heading in read for part in page.parts)
        assert page.dated in room.screen() and "netmeet convenor page.pdf" in room.screen()
        await room.press("escape")
        assert room.name == "AheadPage"
