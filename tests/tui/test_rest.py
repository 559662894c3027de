"""Hiding and locking: nothing to be seen, nothing lost, and 999 one key away all the while (I-3)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
from textual.widgets import Digits, Input
from textual.worker import WorkerState

from netmeet_tui import card999
from netmeet_tui.journal import errors, keys, register
from netmeet_tui.journal.keys import LEAST_KIB, Kdf
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.state import AT_EMERGENCY, AT_END, AT_MEETING, at_lane
from netmeet_tui.tui import end_text, home_text, meeting_text, text, vault_text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.lines import lasted
from netmeet_tui.tui.sentry import NOTICE, Sentry
from netmeet_tui.tui.vault_keeper import Door
from netmeet_tui.watch import Gaps, Reading
from tests.tui.support import NOW, SMALL, USUAL, WIDE, Room, keeper_in, meeting, running
from tests.walks import TO_OFFERS

PASSPHRASE = "violet stone under bridge"
WORD = "quillfeather"
SHEET = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely"


@asynccontextmanager
async def stored(folder: Path, size: tuple[int, int] = USUAL) -> AsyncIterator[Room]:
    """The app with a meeting in a vault that its passphrase opens."""
    keeper = keeper_in(folder)
    Vault.create(folder / "vault", PASSPHRASE, None, kdf=lambda: Kdf(LEAST_KIB, 1, 1)).close()
    async with running(keeper, size) as room:
        await keeper.unlock(PASSPHRASE)
        await room.begin()
        yield room


async def unlock(room: Room, passphrase: str = PASSPHRASE) -> None:
    if not isinstance(room.app.focused, Input):
        await room.press("1")
    assert isinstance(room.app.focused, Input)
    await room.type(passphrase)
    await room.press("enter")


class Watch:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def watched(room: Room) -> Watch:
    """Put a clock of ours under the sentry."""
    watch = Watch()
    room.app.sentry = Sentry(room.app, monotonic=watch)
    return watch


async def leave_alone(room: Room, watch: Watch, seconds: float) -> None:
    """Nobody presses a key for so long."""
    watch.now += seconds
    room.app.sentry.look()
    await room.settle()


# -- hiding -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_hidden_there_is_a_clock_and_nothing_else(keeper: Keeper, size: tuple[int, int]) -> None:
    async with meeting(keeper, size) as room:
        await room.flag("own-life", TO_OFFERS)
        before = room.lines()
        await room.press("h")
        assert room.name == "HiddenPage"
        assert room.app.screen.query_one(Digits).value == NOW.strftime("%H:%M")
        assert not any(character.isalnum() for line in room.lines() for character in line)  # digits are drawn
        await room.press("h")
        assert room.name == "StepPage"
        assert room.lines() == before


async def test_time_goes_on_in_the_meeting_and_while_it_is_hidden(keeper: Keeper) -> None:
    now = NOW
    keeper.clock = lambda: now
    async with meeting(keeper) as room:
        for key, name in (("m", "MeetingPage"), ("h", "HiddenPage"), ("h", "MeetingPage")):
            await room.press(key)
            for minutes in (1, 59):
                now += timedelta(minutes=minutes)
                room.app._each_second()
                await room.settle()
                assert room.name == name
                assert room.app.screen.query_one(Digits).value == f"{now:%H:%M}"
                if name == "MeetingPage":
                    assert lasted(room.state.opened, now) in room.text("#where")


async def test_while_it_closes_there_is_no_page_to_look_at_the_clock(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        app = room.app
    assert not app.screen_stack
    app._each_second()


async def test_what_asks_for_the_disk_while_it_closes_is_given_up(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        app = room.app

    async def ask() -> None:
        await keeper.do(lambda: None)

    worker = app.run_worker(ask())
    while not worker.is_finished:
        await asyncio.sleep(0)
    keeper.tidy()
    assert worker.state is WorkerState.CANCELLED
    assert app.fault is None


async def test_no_other_key_brings_it_back_or_says_a_word(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", TO_OFFERS)
        state = room.state
        await room.press("h")
        hidden = room.lines()
        for key in ("enter", "escape", "space", "1", "c", "question_mark", "f8", "f2", "q", "ctrl+q", "ctrl+c"):
            await room.press(key)
            assert room.name == "HiddenPage" and room.lines() == hidden, key
            assert room.state == state and room.app.is_running, key


async def test_f7_hides_while_writing_and_what_was_written_is_kept(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", SHEET)
        await room.press("enter")
        await room.type(WORD)
        await room.press("f7")
        assert room.name == "HiddenPage"
        sealed = await room.keeper.do(lambda: room.session.sealed(1))
        assert WORD in {**room.state.concern(1).written, **sealed}.values()
        await room.press("f7")
        assert room.name == "StepPage" and WORD in room.screen()


async def test_every_screen_can_be_hidden_and_comes_back_as_it_was(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        for page in ("f", "s", "e", "question_mark", "c", "9", "q"):
            await room.press(page)
            name, before = room.name, room.lines()
            await room.press("f7")
            assert room.name == "HiddenPage", page
            await room.press("f7")
            assert room.name == name and room.lines() == before, page
            await room.press("escape")
            assert room.name == "MeetingPage", page


async def test_the_card_opens_while_hidden_and_the_clock_comes_after_it(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", TO_OFFERS)
        await room.press("h", "9")
        assert room.name == "EmergencyPage" and card999.TITLE in room.screen()
        await room.press("2")
        assert room.name == "HiddenPage"
        await room.press("h")
        assert (room.name, room.view) == ("StepPage", at_lane(1))


async def test_having_rung_while_hidden_shows_what_is_to_be_done(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("h", "9", "1")
        assert (room.name, room.view) == ("StepPage", at_lane(1))
        assert not room.app.hidden


async def test_the_card_itself_can_be_hidden_and_called_for_again(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("9", "h")
        assert room.name == "HiddenPage"
        await room.press("9")
        assert room.name == "EmergencyPage"
        assert len([s for s in room.app.screen_stack if type(s).__name__ == "EmergencyPage"]) == 1
        await room.press("2")
        assert (room.name, room.view) == ("HiddenPage", AT_MEETING)
        await room.press("h")
        assert room.name == "MeetingPage"


async def test_the_card_called_for_while_hidden_stays_up_whatever_finishes_beneath(
    tmp_path: Path,
) -> None:
    async with stored(tmp_path) as room:
        await room.press("h", "9")
        await room.app.go(AT_END)
        await room.settle()
        assert room.name == "EmergencyPage"
        await room.app.lock(text.LOCKED_ASLEEP)
        await room.settle()
        assert room.name == "EmergencyPage" and room.keeper.door is Door.LOCKED
        await room.app.home()
        await room.settle()
        assert room.name == "EmergencyPage"
        await room.press("2")
        assert room.name == "HiddenPage"
        await room.press("h")
        assert room.name == "HomePage"


async def test_the_card_that_was_hidden_stays_hidden_whatever_finishes_beneath(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("9", "h")
        await room.app.home()
        await room.settle()
        assert room.name == "HiddenPage"
        await room.press("9")
        assert room.name == "EmergencyPage"


async def test_what_finishes_beneath_does_not_come_up(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    async with meeting(keeper) as room:
        held = asyncio.Event()
        go = room.app.go

        async def slowly(view: str) -> None:
            await held.wait()
            await go(view)

        monkeypatch.setattr(room.app, "go", slowly)
        await room.pilot.press("f")
        await room.pilot.press("h")
        held.set()
        await room.settle()
        assert (room.name, room.view) == ("HiddenPage", "flag")
        await room.press("h")
        assert room.name == "FlagPage"


# -- locking ----------------------------------------------------------------------------------


async def test_locked_means_the_store_is_closed_and_unlocking_comes_back(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.flag("own-life", TO_OFFERS)
        before, state = room.lines(), room.state
        await room.press("ctrl+l")
        assert room.name == "LockPage" and room.keeper.door is Door.LOCKED
        assert room.keeper._vault is None and not room.keeper.holding
        assert "Ctrl+L" not in room.screen()
        Vault.unlock(tmp_path / "vault", PASSPHRASE).close()  # which nobody else holds any more
        assert [type(screen).__name__ for screen in room.app.screen_stack] == ["HomePage", "LockPage"]
        await unlock(room)
        assert room.state == state
        assert room.name == "StepPage" and room.lines() == before


async def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.press("ctrl+l")
        await unlock(room, "violet stone over bridge")
        assert room.name == "LockPage" and "does not open" in room.screen()
        await unlock(room)
        assert room.name == "MeetingPage"


async def test_what_is_being_written_is_kept_when_it_locks(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.flag("own-life", SHEET)
        await room.press("enter")
        await room.type(WORD)
        await room.press("ctrl+l")
        assert room.name == "LockPage" and WORD not in room.screen()
        assert room.app.clipboard == ""
        await unlock(room)
        assert room.name == "StepPage" and WORD in room.screen()


async def test_every_screen_can_be_locked(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        for pages in ("s", "s1", "c", "q", "f", "e", "9"):
            await room.press(*pages)
            view = room.view
            await room.press("ctrl+l")
            if pages == "9":
                assert room.name == "EmergencyPage", "the card stays"
                await room.press("2")
            assert room.name == "LockPage", pages
            await unlock(room)
            assert room.view == view, pages
            await room.app.go(AT_MEETING)


async def test_the_card_opens_over_a_locked_room(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.press("ctrl+l", "9")
        assert room.name == "EmergencyPage"
        await room.press("2", "1")
        for key in ("f9", "alt+9"):  # the passphrase is being typed
            assert isinstance(room.app.focused, Input)
            await room.press(key)
            assert room.name == "EmergencyPage"
            await room.press("escape")
            assert room.name == "LockPage"
        await unlock(room)
        assert (room.name, room.view) == ("MeetingPage", AT_MEETING)


async def test_a_room_that_is_hidden_stays_hidden_when_it_locks(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.press("h", "ctrl+l")
        assert room.name == "HiddenPage" and room.keeper.door is Door.LOCKED
        await room.press("h")
        assert room.name == "LockPage"
        await unlock(room)
        assert room.name == "MeetingPage"


async def test_a_meeting_in_memory_is_hidden_not_lost(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        state = room.state
        await room.press("ctrl+l")
        assert room.name == "HiddenPage" and room.keeper.holding
        await room.press("h")
        assert room.name == "MeetingPage" and room.state == state


class Answering:
    """A keyring that does not keep anybody waiting."""

    silent = False


async def test_the_keyring_unlocks_in_one_key_and_without_it_the_passphrase_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        keeper = room.keeper
        keeper.settled.keyring = True
        asked: list[str] = []

        def found(*_: object) -> Vault | None:
            asked.append("keyring")
            return Vault.unlock(tmp_path / "vault", PASSPHRASE) if len(asked) > 1 else None

        monkeypatch.setattr(Vault, "unlock_with_keyring", found)
        monkeypatch.setattr(Keeper, "_keychain", lambda _: Answering())
        await room.press("ctrl+l")
        assert room.name == "LockPage" and not isinstance(room.app.focused, Input) and asked == []
        await room.press("1")
        assert room.name == "LockPage" and vault_text.LOCK_NO_KEYRING in room.screen()
        assert isinstance(room.app.focused, Input)
        monkeypatch.setattr(Keeper, "_keychain", lambda _: None)
        await unlock(room)
        assert room.name == "MeetingPage"
        monkeypatch.setattr(Keeper, "_keychain", lambda _: Answering())
        await room.press("ctrl+l", "1")
        assert room.name == "MeetingPage"


async def test_nothing_is_locked_where_nothing_is_open(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await room.press("ctrl+l")
        assert room.name == "HomePage"


async def test_locked_on_the_first_screen_it_comes_back_to_it(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.keeper.rest()
        await room.app.home()
        await room.press("ctrl+l")
        assert room.name == "LockPage"
        await unlock(room)
        assert room.name == "HomePage" and len(room.keeper.open_meetings) == 1


@pytest.mark.parametrize("key", ["ctrl+l", "f7"])
async def test_keys_pressed_in_haste_after_it_mean_nothing_any_more(tmp_path: Path, key: str) -> None:
    async with stored(tmp_path) as room:
        await room.flag("own-life")
        state = room.state
        await room.pilot.press("1", key, "2", "u", "9")
        await room.settle()
        assert room.name == "EmergencyPage", "but 999 always does"
        await room.press("2")
        if key == "f7":
            await room.press("f7")
        else:
            await unlock(room)
        assert room.name == "StepPage"
        assert lane_entries(room) == 1 and room.state.concern(1).lane.step != state.concern(1).lane.step


def lane_entries(room: Room) -> int:
    return len(room.state.concern(1).lane.trail())


# -- left alone -------------------------------------------------------------------------------


async def test_left_alone_it_says_so_and_then_locks(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        after = room.keeper.settled.lock_after * 60
        assert after == 15 * 60
        watch = watched(room)
        await leave_alone(room, watch, after - NOTICE - 1)
        assert text.LOCK_SOON not in room.screen()
        await leave_alone(room, watch, 1)
        assert text.LOCK_SOON in room.screen()
        await leave_alone(room, watch, NOTICE - 1)
        assert room.name == "MeetingPage"
        await leave_alone(room, watch, 1)
        assert room.name == "LockPage" and text.LOCKED_IDLE in room.screen()


async def test_a_key_keeps_it_open(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        watch, after = watched(room), room.keeper.settled.lock_after * 60
        await leave_alone(room, watch, after - 1)
        assert text.LOCK_SOON in room.screen()
        await room.press("space")
        assert text.LOCK_SOON not in room.screen()
        await leave_alone(room, watch, after - NOTICE - 1)
        assert room.name == "MeetingPage" and text.LOCK_SOON not in room.screen()


async def test_typing_in_a_field_keeps_it_open(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        await room.press("s", "1")
        watch, after = watched(room), room.keeper.settled.lock_after * 60
        await leave_alone(room, watch, after - 1)
        await room.press("x")
        await leave_alone(room, watch, after - 1)
        assert room.name == "SeatsPage"


async def test_it_does_not_lock_while_the_card_is_up_nor_when_told_never_to(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        watch, after = watched(room), room.keeper.settled.lock_after * 60
        await room.press("9")
        await leave_alone(room, watch, after * 2)
        assert (room.name, room.view) == ("EmergencyPage", AT_EMERGENCY)
        assert room.keeper.holding
        await room.press("2")
        room.keeper.settled.lock_after = 0
        await leave_alone(room, watch, after * 100)
        assert room.name == "MeetingPage"


async def test_hidden_and_left_alone_it_locks_without_a_word(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        watch, after = watched(room), room.keeper.settled.lock_after * 60
        await room.press("h")
        hidden = room.lines()
        await leave_alone(room, watch, after - 1)
        assert room.lines() == hidden
        await leave_alone(room, watch, 1)
        assert room.lines() == hidden and room.keeper.door is Door.LOCKED


# -- sleep, and the screen of the computer ----------------------------------------------------


async def test_after_sleep_it_is_locked(tmp_path: Path) -> None:
    async with stored(tmp_path) as room:
        readings = [Reading(10.0, 1e9, 10.0), Reading(11.0, 1e9 + 1, 11.0), Reading(12.0, 1e9 + 900, 912.0)]
        room.app.sentry = Sentry(room.app, gaps=Gaps(lambda: readings.pop(0)))
        room.app.sentry.look()
        await room.settle()
        assert room.name == "MeetingPage"
        room.app.sentry.look()
        await room.settle()
        assert room.name == "LockPage" and text.LOCKED_ASLEEP in room.screen()


class System:
    """What tells of the computer's screen, and waits to be told that all is closed."""

    def __init__(self) -> None:
        self.tell: Callable[[], None] = lambda: None
        self.told: list[str] = []

    def listen(self, on_lock: Callable[[], None]) -> Self:
        self.tell = on_lock
        return self

    def done(self) -> None:
        self.told.append("done")

    def close(self) -> None:
        self.told.append("closed")


async def test_when_the_computer_locks_its_screen_it_locks_and_says_when_it_has(tmp_path: Path) -> None:
    system = System()
    async with stored(tmp_path) as room:
        room.app.sentry = Sentry(room.app, system.listen)
        room.app.sentry.hear()
        await room.settle()
        await asyncio.get_running_loop().run_in_executor(None, system.tell)
        await room.settle()
        assert room.name == "LockPage" and room.keeper.door is Door.LOCKED
        assert system.told == ["done"]
        await room.press("f9")
        await asyncio.get_running_loop().run_in_executor(None, system.tell)
        await room.settle()
        assert room.name == "EmergencyPage" and system.told == ["done", "done"]
    assert system.told[-1] == "closed"
    system.tell()  # and nothing comes of it


async def test_a_meeting_in_memory_is_hidden_when_the_computer_locks_its_screen(keeper: Keeper) -> None:
    system = System()
    async with meeting(keeper) as room:
        room.app.sentry = Sentry(room.app, system.listen)
        room.app.sentry.hear()
        await room.settle()
        await room.press("9")
        system.tell()
        await room.settle()
        assert room.name == "EmergencyPage", "the card stays up"
        await room.press("2")
        assert room.name == "HiddenPage" and system.told == ["done"]


# -- a computer that cannot save --------------------------------------------------------------


def full(*_: object, **__: object) -> None:
    raise errors.disk_full(Path("vault"))


async def test_a_meeting_that_cannot_be_saved_goes_on_in_memory_when_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        await room.flag("own-life", SHEET)
        await room.press("enter")
        await room.type(WORD)
        await room.press("escape")
        assert "F2" not in room.screen()
        before = room.state
        monkeypatch.setattr(MeetingJournal, "append", full)
        await room.press("1")
        assert room.state == before, "it is not shown as done"
        assert "is full" in room.screen() and text.OR_MEMORY in room.screen()
        assert "F2 go on in memory only" in room.screen()

        await room.press("f2")
        assert text.CARRY_TITLE in room.screen()
        await room.press("2", "1")
        assert room.state == before and text.OR_MEMORY in room.screen()
        await room.press("f2", "1")
        assert room.keeper.in_memory and room.state == before
        assert WORD in (await room.keeper.do(lambda: room.session.sealed(1))).values()
        await room.press("1")
        assert room.state != before and "F2" not in room.screen()
        await room.press("m")
        assert meeting_text.IN_MEMORY in room.screen()


async def test_what_was_saved_before_is_erased_when_the_meeting_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        with monkeypatch.context() as broken:
            broken.setattr(MeetingJournal, "append", full)
            await room.press("f", "f2", "1")
        assert room.keeper.in_memory
        await room.press("e", "1")
        assert end_text.END_DONE in room.screen()
        assert room.keeper.open_meetings == ()
        assert not list((tmp_path / "vault" / "meetings").iterdir())


async def test_a_disk_that_goes_on_failing_keeps_no_meeting_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        with monkeypatch.context() as broken:
            broken.setattr(MeetingJournal, "append", full)
            await room.press("f", "f2", "1")
            broken.setattr(Vault, "erase", full)
            broken.setattr(Vault, "open_meetings", full)
            await room.press("f", "escape")
            assert "F2" not in room.screen(), "it is in memory already"
            await room.press("e", "1")
        assert room.name == "HomePage" and not room.keeper.holding
        assert "still there, encrypted" in room.screen()
        await room.keeper.do(room.keeper._list)
        await room.app.home()
        await room.settle()
        assert home_text.HOME_ERASE.partition("{")[0] in room.screen()
        await room.press("2", "1")
        assert room.keeper.open_meetings == ()


async def test_a_meeting_that_could_not_be_read_once_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        await room.keeper.rest()
        await room.app.home()
        with monkeypatch.context() as broken:
            broken.setattr(Vault, "resume", lambda *_: damaged(tmp_path))
            await room.press("2")
        assert home_text.HOME_ERASE.partition("{")[0] in room.screen()
        await room.press("2", "2")
        assert home_text.HOME_RESUME.partition("{")[0] in room.screen()
        await room.press("2")
        assert room.name == "MeetingPage"


def damaged(folder: Path) -> None:
    raise errors.damaged_meeting(folder / "m.db")


async def test_a_vault_made_on_a_disk_that_failed_just_after_is_unlocked_next(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    async with running(keeper) as room:
        with monkeypatch.context() as broken:
            broken.setattr(register, "_make", full)
            await room.press("1")
            for _ in range(2):
                await room.type(PASSPHRASE)
                await room.press("enter")
            assert "is full" in room.screen()
        await room.press("escape", "escape")
        assert home_text.HOME_UNLOCK in room.screen()
        await room.press("1")
        await unlock(room)
        assert room.name == "HomePage" and room.keeper.door is Door.OPEN


async def test_sealed_words_that_cannot_be_read_any_more_are_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        await room.flag("own-life", SHEET)
        monkeypatch.setattr(MeetingJournal, "append", full)
        monkeypatch.setattr(MeetingJournal, "sealed", full)
        await room.press("1", "f2", "1")
        assert room.keeper.in_memory
        assert text.CARRIED_WITHOUT_SEALED in room.screen()


async def test_saving_again_takes_the_offer_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stored(tmp_path) as room:
        with monkeypatch.context() as broken:
            broken.setattr(MeetingJournal, "append", full)
            await room.press("f")
            assert text.OR_MEMORY in room.screen()
        await room.press("f")
        assert room.name == "FlagPage" and "F2" not in room.screen()
        await room.press("f2")
        assert room.name == "FlagPage"


async def test_a_meeting_that_cannot_begin_on_disk_can_begin_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stored(tmp_path) as room:
        await room.keeper.rest()
        await room.app.home()
        monkeypatch.setattr(Vault, "begin", full)
        await room.press("1")
        assert "is full" in room.screen() and home_text.HOME_MEMORY in room.screen()
        await room.press("2")
        assert room.name == "MeetingPage" and room.keeper.in_memory


# -- the recovery code ------------------------------------------------------------------------


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrate", lambda: Kdf(LEAST_KIB, 1, 1))
    monkeypatch.setattr(Vault.create.__func__, "__kwdefaults__", {"created": "", "kdf": keys.calibrate})  # type: ignore[attr-defined]


async def make(room: Room) -> list[str]:
    """From the first screen to the twelve words."""
    await room.press("1")
    for _ in range(2):
        await room.type(PASSPHRASE)
        await room.press("enter")
    assert room.name == "RecoveryPage" and vault_text.RECOVERY_TITLE in room.screen()
    found = re.findall(r"(\d+) ([a-z]{3,8})\b", room.text("#words"))
    return [word for _, word in sorted((int(number), word) for number, word in found)]


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_the_twelve_words_on_the_screen_open_the_vault(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    quick(monkeypatch)
    async with running(keeper, size) as room:
        words = await make(room)
        assert len(words) == 12
        assert all(word in room.screen() for word in words) and vault_text.RECOVERY_CHOICES[1] in room.screen()
        await room.press("1")
        assert room.name == "MeetingPage"
        await room.press("ctrl+l")
        await unlock(room, " ".join(words))
        assert room.name == "MeetingPage" and "recovery code has opened it" in room.screen()


async def test_the_card_stays_up_when_the_words_come(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    async with running(keeper) as room:
        made, create = asyncio.Event(), keeper.create

        async def slowly(passphrase: str) -> None:
            await made.wait()
            await create(passphrase)

        monkeypatch.setattr(keeper, "create", slowly)
        await room.press("1")
        await room.type(PASSPHRASE)
        await room.press("enter")
        await room.type(PASSPHRASE)
        await room.pilot.press("enter")
        await room.pilot.press("f9")
        made.set()
        await room.settle()
        assert room.name == "EmergencyPage"
        await room.press("2")
        assert room.name == "RecoveryPage"


async def test_words_that_nobody_wrote_down_open_nothing(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    async with running(keeper) as room:
        words = await make(room)
        await room.press("2")
        assert room.name == "MeetingPage" and vault_text.RECOVERY_LATER in room.screen()
        assert keeper._vault is not None and keeper._vault.ways == {"passphrase"}
        await room.press("ctrl+l")
        await unlock(room, " ".join(words))
        assert room.name == "LockPage"
