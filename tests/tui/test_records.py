"""What a meeting leaves behind: said before the end, kept before the erasing, and looked at again by a person."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from netmeet_tui import settings
from netmeet_tui.journal.errors import disk_full
from netmeet_tui.journal.kept import KeptRecords, KeptTrail
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.standing import Standing, Wanted
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.state import AT_MEETING
from netmeet_tui.meeting.trail import Trail
from netmeet_tui.report import export, record, record_copy
from netmeet_tui.tui import end_text, home_text, records, records_text, text
from netmeet_tui.tui.records import Some, how_many_due, months_after
from netmeet_tui.tui.screens.records import RecordsPage
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.vault_keeper import Resumable
from netmeet_tui.tui.widgets.rows import Rows
from tests.journal.support import PASSPHRASE
from tests.scale import times
from tests.tui import support
from tests.tui.support import SMALL, USUAL, WIDE, Room
from tests.walks import ALL_REFUSED, TO_OFFERS

BEGAN, A_YEAR_ON = datetime(2026, 11, 24, 14, 5, tzinfo=UTC), datetime(2027, 11, 24, 9, 0, tzinfo=UTC)
DECIDED = f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious may-pass-on=do-not"
REVIEW_DAY = "24 November 2027"


@pytest.fixture(scope="module")
def full(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with three records: two of decisions, one of 999."""
    folder = tmp_path_factory.mktemp("full") / "vault"
    shutil.copytree(empty, folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    records = {number: trail.encode(a_trail(**change)) for number, change in enumerate(CHANGES, 1)}
    vault.keep("m", records, "2026-11-24", "2027-11-24")
    vault.close()
    return folder


CHANGES: tuple[dict[str, object], ...] = (
    {},
    {"kind": "ill", "outcome": "emergency-services", "ground": "emergency", "left_open": True},
    {"policy": "their-own@0123456789ab 7"},
)


def a_trail(**change: object) -> Trail:
    steps = [
        ("danger", "no"),
        ("access", "ready"),
        ("offers", "gp=no"),
        ("offers", "!left"),
        ("may-pass-on", "do-not"),
        ("gone", "choice"),
    ]
    way = tuple(trail.Taken(BEGAN, step, what) for step, what in steps)
    kept = Trail("own-life", BEGAN.date(), way, "not-passed-on", "none", "standard 1.0", {}, left_open=False)
    return replace_trail(kept, {"policy": policy_name(), **change})


def replace_trail(kept: Trail, change: Mapping[str, object]) -> Trail:
    import msgspec

    return msgspec.structs.replace(kept, **change)


@cache
def policy_name() -> str:
    from netmeet_tui.meeting.state import name_of
    from netmeet_tui.policy.load import shipped

    return name_of(shipped())


class Clock:
    """A clock that is set."""

    now = BEGAN

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def opened(
    folder: Path, vault: Path, told: str = "", now: datetime = BEGAN, size: tuple[int, int] = USUAL
) -> AsyncIterator[Room]:
    """The app over a copy of a vault, unlocked, with a clock that is set."""
    clock = Clock()
    clock.now = now
    async with support.opened(folder, vault, told, size, clock) as room:
        yield room


async def to_the_end(room: Room, path: str = DECIDED) -> None:
    """A meeting with one concern at the end of a path, left open, and the end screen."""
    await room.begin()
    await room.flag("own-life", path)
    room.session.leave_open(1, "because")
    await room.press("m", "e")
    assert room.name == "EndPage"


async def kept(room: Room) -> tuple[KeptTrail, ...]:
    vault = room.keeper._vault
    assert vault is not None
    return await room.keeper.do(vault.kept)


def meetings_there(folder: Path) -> list[str]:
    return sorted(path.suffix for path in (folder / "vault" / "meetings").iterdir())


# -- the end -----------------------------------------------------------------------------------------------------


async def test_the_end_says_what_is_kept_and_until_when_and_keeps_it(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await to_the_end(room)
        said = end_text.END_KEPT.format(concerns="concern 1", day=REVIEW_DAY)
        assert said in room.screen()
        await room.press("1")
        assert f"{end_text.END_DONE} {said}" in room.screen()
        assert meetings_there(tmp_path) == []
        (record,) = await kept(room)
        assert (record.kept_on, record.review_on) == ("2026-11-24", "2027-11-24")
        assert record.record is not None
        assert trail.decode(record.record).outcome == "not-passed-on"
        assert b"because" not in record.record


@pytest.mark.parametrize(
    ("told", "path", "said", "count"),
    [
        ('[policy]\nrecords = "none"', DECIDED, end_text.END_KEPT_NOTHING, 0),
        ("review_after_months = 1", DECIDED, "until a review on 24 December 2026.", 1),
    ],
)
async def test_the_organisation_decides_and_it_is_said(
    tmp_path: Path, empty: Path, told: str, path: str, said: str, count: int
) -> None:
    async with opened(tmp_path, empty, told) as room:
        await to_the_end(room, path)
        assert said in room.screen()
        await room.press("1")
        assert (said in room.screen(), len(await kept(room))) == (True, count)


async def test_several_are_told_by_their_numbers(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, '[policy]\nrecords = "trails"') as room:
        await room.begin()
        for number in (1, 2, 3):
            await room.flag("ill")
            room.session.leave_open(number, "because")
        await room.press("m", "e")
        assert end_text.END_KEPT.format(concerns="concerns 1, 2 and 3", day=REVIEW_DAY) in room.screen()
        await room.press("1")
        assert len(await kept(room)) == 3


async def test_a_meeting_that_was_begun_in_memory_leaves_nothing(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await room.keeper.begin(in_memory=True)
        await room.flag("own-life", DECIDED)
        room.session.leave_open(1, "because")
        await room.press("m", "e")
        assert end_text.END_KEPT_MEMORY in room.screen()
        await room.press("1")
        assert (room.name, await kept(room)) == ("HomePage", ())
        assert end_text.END_KEPT_MEMORY in room.screen()


async def test_one_that_went_on_in_memory_keeps_what_a_saved_one_would(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await room.begin()
        await room.flag("own-life", DECIDED)
        await room.keeper.carry_on()
        room.session.leave_open(1, "because")
        await room.press("m", "e", "1")
        (record,) = await kept(room)
        assert record.record is not None
        assert len(trail.decode(record.record).way) == len(DECIDED.split())
        assert meetings_there(tmp_path) == []


# -- when it cannot be kept --------------------------------------------------------------------------------------


def refused(*_: object) -> None:
    raise disk_full(Path("vault"))


@pytest.fixture
def full_up(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(KeptRecords, "keep", refused)
    return monkeypatch


async def test_what_cannot_be_kept_is_said_and_nothing_is_erased_until_it_can(
    tmp_path: Path, empty: Path, full_up: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, empty) as room:
        await to_the_end(room)
        await room.press("1")
        assert (room.name, ".key" in meetings_there(tmp_path)) == ("EndPage", True)
        assert "is full" in room.screen()
        assert end_text.END_UNKEPT in room.screen()
        await room.press("1")
        assert (room.name, ".key" in meetings_there(tmp_path)) == ("EndPage", True)
        full_up.undo()
        await room.press("1")
        assert (room.name, meetings_there(tmp_path), len(await kept(room))) == ("HomePage", [], 1)


@pytest.mark.usefixtures("full_up")
async def test_to_keep_nothing_after_all_is_asked_first(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await to_the_end(room)
        await room.press("1", "2")
        assert room.name == "AskPage"
        assert end_text.END_UNKEPT_LINES.format(concerns="concern 1") in room.screen()
        await room.press("2")
        assert (room.name, ".key" in meetings_there(tmp_path)) == ("EndPage", True)
        await room.press("2", "1")
        assert (room.name, meetings_there(tmp_path), await kept(room)) == ("HomePage", [], ())
        assert f"{end_text.END_DONE} {end_text.END_KEPT_NOTHING}" in room.screen()


@pytest.mark.parametrize("when", ["before it was kept", "after it was kept"])
async def test_what_a_crash_cut_short_is_kept_once_at_the_next_start(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    async with opened(tmp_path, empty) as room:
        await to_the_end(room)
        with monkeypatch.context() as patch:
            what, name = (KeptRecords, "keep") if when.startswith("before") else (MeetingJournal, "erase")
            patch.setattr(what, name, refused)
            await room.press("1")
        assert len(await kept(room)) == (0 if when.startswith("before") else 1)
        await room.keeper.rest()
    async with opened(tmp_path, empty, now=A_YEAR_ON) as room:
        assert room.keeper.open_meetings
        await room.press("2")
        assert home_text.ENDED_BEFORE in room.screen()
        assert (len(await kept(room)), meetings_there(tmp_path)) == (1, [])


async def test_a_meeting_that_ended_and_still_cannot_be_kept_comes_back_to_its_end(
    tmp_path: Path, empty: Path, full_up: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, empty) as room:
        await to_the_end(room)
        await room.press("escape")
        assert room.view == AT_MEETING
        with pytest.raises(Trouble, match="is full"):
            await room.keeper.end()
        await room.keeper.rest()
    async with opened(tmp_path, empty) as room:
        await room.press("2")
        assert (room.name, end_text.END_UNKEPT in room.screen()) == ("EndPage", True)
        await room.press("escape")
        assert room.name == "EndPage"
        full_up.undo()
        await room.press("1")
        assert (room.name, len(await kept(room)), meetings_there(tmp_path)) == ("HomePage", 1, [])


# -- looking again -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reviewed(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    vault = Vault.unlock(Path(shutil.copytree(full, tmp_path_factory.mktemp("reviewed") / "vault")), PASSPHRASE)
    yield vault
    vault.close()


@pytest.mark.parametrize(
    ("today", "due"), [(date(2027, 11, 23), 0), (date(2027, 11, 24), 3), (date(2029, 1, 1), 3)]
)
def test_a_record_is_due_from_its_day_on(reviewed: Vault, today: date, due: int) -> None:
    assert how_many_due(reviewed, today) == due


async def test_what_is_not_due_is_not_told(tmp_path: Path, full: Path) -> None:
    async with opened(tmp_path, full) as room:
        assert "due for review" not in room.screen()
        await room.press("2")
        assert room.name == "HomePage"


async def test_a_record_is_shown_in_the_words_of_its_policy_on_any_terminal(tmp_path: Path, full: Path) -> None:
    async with opened(tmp_path, full, now=A_YEAR_ON) as room:
        assert home_text.records_due(3) in room.screen()
        await room.press("2")
        pack = room.keeper.pack
        assert pack is not None
        for size in (SMALL, USUAL, WIDE):
            await room.resize(size)
            await room.press("up", "up", "up")
            screen = room.screen()
            for said in (
                "1 of 3",
                pack.words.kinds["own-life"].label,
                "24 November 2026",
                pack.words.outcomes["not-passed-on"],
                policy_name(),
                records_text.REVIEW_ERASE,
                records_text.keep_another(12),
                records_text.REVIEW_NOT_NOW,
            ):
                assert said in screen
            await room.press("down", "down", "down")
            assert "gone=choice" in room.screen(), "all of it can be read"
        step, offer = pack.steps["danger"].words, pack.words.offers["gp"]
        told = room.text("#way").splitlines()
        assert told[0] == f"14:05  {step.short}{' ' if step.short.endswith('?') else ': '}{step.choices['no']}"
        assert told[2:4] == [
            f"14:05  {offer.label}: {pack.words.answers.no.lower()}",
            f"14:05  ({pack.words.events['!left'].label})",
        ]
        assert told[5] == "14:05  gone=choice", "what the policy does not know is told by its id"
        await room.press("9")
        assert room.name == "EmergencyPage"
        await room.press("escape", "c")
        assert room.name == "PolicyPage"
        await room.press("escape")
        assert room.name == "RecordPage"


async def test_each_is_erased_kept_longer_or_left_and_only_by_a_person(tmp_path: Path, full: Path) -> None:
    async with opened(tmp_path, full, "review_after_months = 6", now=A_YEAR_ON) as room:
        first, second, third = await kept(room)
        await room.press("2", "1")
        assert (room.name, records_text.REVIEW_ERASE_LINES in room.screen()) == ("AskPage", True)
        await room.press("2")
        assert (room.name, await kept(room)) == ("RecordPage", (first, second, third))
        assert "1 of 3" in room.screen()
        await room.press("1", "1")
        assert "2 of 3" in room.screen()
        assert record.LEFT_OPEN in room.screen()
        await room.press("2")
        assert "3 of 3" in room.screen()
        assert (record.NO_POLICY in room.screen(), "own-life" in room.screen()) == (True, True)
        assert "14:05  danger=no" in room.text("#way")
        await room.press("4")
        assert (room.name, home_text.records_due(1) in room.screen()) == ("HomePage", True)
        assert await kept(room) == (
            replace(first, record=None, erased_on="2027-11-24"),
            replace(second, review_on="2028-05-24"),
            third,
        )
        await room.press("2", "escape")
        assert (room.name, room.keeper.due) == ("HomePage", 1)
        await room.press("2", "1", "1")
        assert (room.name, room.keeper.due) == ("HomePage", 0)
        assert home_text.records_due(1) not in room.screen()


async def test_a_record_that_was_changed_is_said_and_can_be_erased(tmp_path: Path, full: Path) -> None:
    shutil.copytree(full, tmp_path / "vault")
    vault = Vault.unlock(tmp_path / "vault", PASSPHRASE)
    vault._open()._database.execute("UPDATE kept SET record = x'00' WHERE seq = 1")
    vault.close()
    async with opened(tmp_path, full, now=A_YEAR_ON) as room:
        await room.press("2")
        assert records_text.REVIEW_UNREADABLE.format(day="24 November 2026") in room.screen()
        assert room.text("#way") == ""
        await room.press("escape")
        assert "was changed or is missing" in room.keeper.records_trouble
        trouble = "".join(room.keeper.records_trouble.split())
        assert trouble in "".join(room.screen().split()), "a long folder is broken anywhere"
        await room.press("2", "1", "1")
        assert "2 of 3" in room.screen()


async def test_what_cannot_be_erased_is_said_and_stays(
    tmp_path: Path, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeptRecords, "erase", refused)
    async with opened(tmp_path, full, now=A_YEAR_ON) as room:
        await room.press("2", "1", "1")
        assert (room.name, "is full" in room.screen(), "1 of 3" in room.screen()) == ("RecordPage", True, True)


async def test_there_is_room_for_it_beside_many_meetings(tmp_path: Path, full: Path) -> None:
    async with opened(tmp_path, full, now=A_YEAR_ON, size=SMALL) as room:
        room.keeper.open_meetings = tuple(Resumable(str(n), BEGAN) for n in range(6))
        room.page.show()
        await room.settle()
        assert f"5 {home_text.records_due(3)}" in room.screen()
        await room.press("5")
        assert room.name == "RecordPage"


# -- days and settings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 11, 24), 1, date(2026, 12, 24)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 1), 120, date(2036, 1, 1)),
    ],
)
def test_so_many_months_after(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize("months", [1, 12, 120])
def test_an_organisation_says_after_how_many_months(tmp_path: Path, months: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"review_after_months = {months}")
    assert settings.read(file).review_after_months == months
    file.write_text("")
    assert settings.read(file).review_after_months == 12


@pytest.mark.parametrize("months", ["0", "121", "-1", '"twelve"', "1.5", "true"])
def test_other_months_are_refused(tmp_path: Path, months: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"review_after_months = {months}")
    with pytest.raises(settings.SettingsError, match=r"review_after_months.*please mend the file"):
        settings.read(file)


# -- the list ----------------------------------------------------------------------------------------------------

MANY = times(120, 1000)
"""How many records the list is tried with; what it reads is counted, and does not depend on it."""


@pytest.fixture(scope="module")
def crowded(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with many records over four years, in the order in which they were kept; the third was erased."""
    folder = tmp_path_factory.mktemp("crowded") / "vault"
    shutil.copytree(empty, folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    for number in range(20):
        kept_on = date(2023, 1, 1) + timedelta(days=number * 70)
        records = {n: trail.encode(a_trail(**CHANGES[n % 2], began=kept_on)) for n in range(MANY // 20)}
        vault.keep(f"m{number}", records, kept_on.isoformat(), months_after(kept_on, 36).isoformat())
    vault.erase_kept(vault.kept()[2].id, "2026-11-20")
    vault.close()
    return folder


def marked(room: Room) -> Standing:
    """The record that is marked."""
    page, place = room.page, room.page.query_one(Rows).place
    assert isinstance(page, RecordsPage) and place is not None
    return page._some.shown[place].stands


async def every_one(room: Room) -> list[Standing]:
    return await room.keeper.in_vault(lambda vault: vault.records().those(Wanted(), MANY + 1))


async def test_of_a_long_list_no_more_is_read_than_is_shown(
    tmp_path: Path, crowded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    one, walk = KeptRecords.one, KeptRecords.slice

    def reading(records: KeptRecords, stands: Standing) -> object:
        read.append(stands.id)
        return one(records, stands)

    def walking(records: KeptRecords, after: int | None) -> object:
        read.append("all of it")
        return walk(records, after)

    monkeypatch.setattr(KeptRecords, "one", reading)
    monkeypatch.setattr(KeptRecords, "slice", walking)
    async with opened(tmp_path, crowded) as room:
        assert read == [], "the first screen reads none"
        await room.press("r")
        assert (room.name, records_text.records_there(MANY) in room.screen()) == ("RecordsPage", True)
        assert read.count("all of it") > 0, "that nothing was changed is seen while the list is shown"
        shown = [name for name in read if name != "all of it"]
        assert 5 <= len(set(shown)) <= 12
        every = await every_one(room)
        assert marked(room) == every[0]
        for _ in range(len(set(shown)) + 3):
            await room.press("down")
        assert marked(room) == every[len(set(shown)) + 3]
        for _ in range(5):
            await room.press("up")
        assert marked(room) == every[len(set(shown)) - 2]
        await room.press("end")
        assert marked(room) == every[-1]
        await room.press("down")
        assert marked(room) == every[-1]
        await room.press("pageup", "pagedown", "pagedown", "home", "up")
        assert marked(room) == every[0]
        assert len({name for name in read if name != "all of it"}) < 60


async def test_the_list_is_searched_by_year_by_outcome_and_for_what_is_due(tmp_path: Path, crowded: Path) -> None:
    async with opened(tmp_path, crowded) as room:
        every = await every_one(room)
        pack = room.keeper.pack
        assert pack is not None
        await room.press("r", "y")
        of_2026 = [one for one in every if one.kept_on.startswith("2026")]
        assert records_text.records_there(len(of_2026)) in room.screen()
        await room.press("o")
        assert pack.words.outcomes["emergency-services"] in room.text("#only")
        assert marked(room) == next(one for one in of_2026 if one.outcome == "emergency-services")
        await room.press("o", "o", "y", "y", "y", "y", "d")
        due = [one for one in every if one.review_on and one.review_on <= "2026-11-24"]
        assert records_text.records_there(len(due)) in room.screen()
        assert marked(room) == due[-1], "what waits longest comes first"
        assert records_text.RECORDS_DUE_SINCE.format(day="1 January 2026") in room.screen()
        await room.press("d", "y", "y", "y", "y", "d")
        assert (
            records_text.records_there(len([one for one in due if one.kept_on.startswith("2023")])) in room.screen()
        )
        await room.press("a")
        assert (records_text.records_there(MANY) in room.screen(), room.text("#only")) == (True, "")


async def test_one_is_shown_out_of_the_list_and_what_becomes_of_it_is_seen_there(
    tmp_path: Path, full: Path
) -> None:
    async with opened(tmp_path, full) as room:
        first, *_ = await kept(room)
        await room.press("r", "end")
        await room.resize(SMALL)
        assert records_text.RECORDS_UNTIL.format(day=REVIEW_DAY) in room.screen()
        assert marked(room).id == first.id
        await room.press("enter")
        assert (room.name, "1 of" in room.text("#where")) == ("RecordPage", False)
        assert records_text.RECORD_TO_LIST in room.screen()
        await room.press("4")
        assert room.name == "RecordsPage"
        await room.press("enter", "2")
        assert (room.name, (await kept(room))[0].review_on) == ("RecordsPage", "2027-11-24")
        await room.press("end", "enter", "1", "1")
        assert (room.name, (await kept(room))[0].record) == ("RecordsPage", None)
        assert records_text.RECORDS_ERASED.format(day="24 November 2026") in room.screen()
        await room.press("end", "enter")
        assert (room.name, records_text.RECORDS_GONE.format(day="24 November 2026") in room.screen()) == (
            "RecordsPage",
            True,
        )
        await room.press("escape")
        assert room.name == "HomePage"


async def test_where_none_is_kept_or_nothing_is_open_it_is_said(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty) as room:
        await room.press("r")
        assert records_text.RECORDS_NONE in room.screen()
        await room.press("enter", "down", "pagedown", "end", "y", "d")
        assert records_text.RECORDS_NONE_SUCH in room.screen()
        await room.press("escape")
        await room.keeper.lock()
        await room.press("r")
        assert (room.name, text.NO_VAULT in room.screen()) == ("HomePage", True)


async def test_what_was_changed_is_told_with_the_list_and_stays_told(tmp_path: Path, crowded: Path) -> None:
    shutil.copytree(crowded, tmp_path / "vault")
    vault = Vault.unlock(tmp_path / "vault", PASSPHRASE)
    vault._open()._database.execute("UPDATE kept SET day = '2020-01-01' WHERE seq = 5")
    vault.close()
    async with opened(tmp_path, crowded) as room:
        assert room.keeper.records_trouble == ""
        await room.press("r")
        assert "was changed or is missing" in room.text("#trouble")
        await room.press("enter", "2", "escape")
        assert "was changed or is missing" in room.text("#records")


async def test_a_list_that_is_not_what_the_records_say_is_made_anew(tmp_path: Path, full: Path) -> None:
    shutil.copytree(full, tmp_path / "vault")
    vault = Vault.unlock(tmp_path / "vault", PASSPHRASE)
    vault._open()._database.execute("DELETE FROM standing WHERE seq = 1")
    vault.close()
    async with opened(tmp_path, full) as room:
        await room.press("r")
        assert records_text.records_there(2) in room.screen()
        assert room.text("#trouble") != ""
        await room.press("a")
        assert records_text.records_there(3) in room.screen()


# -- into a file -------------------------------------------------------------------------------------------------


async def test_a_record_is_written_into_a_file_and_it_is_said_that_this_is_not_encrypted(
    tmp_path: Path, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    async with opened(tmp_path, full) as room:
        await room.press("r", "end", "enter", "3")
        assert room.name == "ExportPage"
        file = home / "record-2026-11-24.pdf"
        assert (room.field().value, room.app.focused) == (str(file), None)
        assert "The file is not encrypted" in room.screen()
        assert records_text.EXPORT_CHOICES[2] in room.screen()
        await room.press("1")
        assert (room.name, file.stat().st_mode & 0o777) == ("RecordPage", 0o600)
        assert room.text("#notice") == export.WRITTEN.format(path=file)
        person = file.read_bytes()
        await room.press("3")
        room.field().value = "record-2026-11-24.pdf"
        await room.press("2")
        assert (room.name, records_text.EXPORT_TAKEN in room.screen()) == ("AskPage", True)
        await room.press("2")
        assert (room.name, file.read_bytes()) == ("ExportPage", person)
        await room.press("2", "1")
        assert room.name == "RecordPage"
        assert file.read_bytes() != person
        await room.press("3")
        for typed, said in (("", "ends in .pdf"), ("nowhere/copy.json", "choose another place")):
            room.field().value = typed
            await room.press("1")
            assert (room.name, said in room.screen()) == ("ExportPage", True)
        room.field().value = "~/copy.json"
        await room.press("2")
        held = record_copy.read((home / "copy.json").read_bytes())
        assert held.made_for == "lead"
        first, *_ = await kept(room)
        assert held.record.encode() == first.record
        await room.press("3", "3")
        assert sorted(path.name for path in home.iterdir()) == ["copy.json", file.name]
        await room.press("3", "enter", "9")
        assert room.field().value.endswith("9")
        await room.press("escape", "escape")
        assert room.name == "RecordPage"


# -- left meanwhile ------------------------------------------------------------------------------------------------


async def test_a_list_that_is_left_before_it_is_read_fills_nothing(tmp_path: Path, full: Path) -> None:
    async with opened(tmp_path, full) as room:
        disk = Event()
        room.keeper._thread.submit(disk.wait)  # a slow disk: what is asked for comes later
        await room.app.push_screen(RecordsPage())
        await room.pilot.pause()
        await room.app.home()  # whatever led there
        disk.set()
        await room.settle()
        assert (room.name, room.app.is_running, room.app.busy) == ("HomePage", True, False)
        await room.press("r")
        assert room.name == "RecordsPage"


@pytest.mark.parametrize("look", ["_first", "_again"])
async def test_a_list_that_is_left_while_it_is_looked_up_is_let_go(
    full: Path, tmp_path: Path, look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, some = asyncio.Event(), records.some

    async def slow(*asked: Any, **how: Any) -> Some:  # noqa: ANN401
        await left.wait()
        return await some(*asked, **how)

    async with opened(tmp_path, full) as room:
        await room.press("r")
        page = room.page
        monkeypatch.setattr(records, "some", slow)
        page.doing(getattr(page, look))
        await room.pilot.pause()
        await room.app.pop_screen()
        left.set()
        await room.settle()
        assert room.name == "HomePage"
