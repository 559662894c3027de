"""The screens by their keys: a real app, a real session, a clock that stands still."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import Input, Static
from textual.worker import WorkerFailed

from netmeet_tui import card999
from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_END, AT_FLAG, AT_MEETING, Meeting, at_lane
from netmeet_tui.policy.lane import Lane
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import end_text, home_text, meeting_text, screens, text, vault_text
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY, READ_BACK, READ_ON, Key
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.emergency import EmergencyPage
from netmeet_tui.tui.vault_keeper import Door
from tests.tui.support import NOW, SMALL, USUAL, Room, Slow, keeper_in, meeting, running, settle
from tests.walks import ALL_REFUSED, PASSED_ON, TO_OFFERS

HOSTILE = "[/x] [link='"

CONSENT = f"{TO_OFFERS} offers=gp=yes"
HANDOVER = f"{CONSENT} scope=agreed gp=open-likely identity=given"


def unseen(state: Meeting) -> Meeting:
    """A state without what is being looked at."""
    return replace(state, views=(AT_MEETING,))


def lane_of(room: Room, number: int = 1) -> Lane:
    return room.state.concern(number).lane


# -- beginning --------------------------------------------------------------------------------


async def test_home_leads_to_a_passphrase_and_f2_to_a_meeting_in_memory(keeper: Keeper) -> None:
    async with running(keeper) as room:
        assert keeper.door is Door.ABSENT
        assert home_text.HOME_START in room.screen()
        await room.press("1")
        assert room.name == "CreatePage"
        assert isinstance(room.app.focused, Input)
        await room.press("f2")
        assert room.name == "MeetingPage"
        assert keeper.in_memory
        assert meeting_text.IN_MEMORY in room.screen()
        assert not (keeper._folder).exists()


async def test_a_passphrase_is_asked_twice_and_not_taken_when_short(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await room.press("1")
        for first, second, said in (
            ("four green trees", "four green bees", vault_text.CREATE_DIFFERENT),
            ("tree", "tree", vault_text.CREATE_SHORT.format(least=vault_text.LEAST)),
        ):
            await room.type(first)
            await room.press("enter")
            await room.type(second)
            await room.press("enter")
            assert said in room.screen()
            assert [field.value for field in room.page.query(Input)] == ["", ""]
            assert keeper.door is Door.ABSENT


@pytest.mark.parametrize("on", ["tab", "enter"])
async def test_enter_in_the_last_field_sends_both_off_however_one_came_there(keeper: Keeper, on: str) -> None:
    async with running(keeper) as room:
        await room.press("1")
        await room.burst(*"four green trees", on, *"four green bees", "enter")
        assert vault_text.CREATE_DIFFERENT in room.screen()
        await room.burst(*"tree", on, *"treee", "backspace", "enter")
        assert vault_text.CREATE_SHORT.format(least=vault_text.LEAST) in room.screen()


async def test_where_the_first_field_is_empty_enter_in_the_last_leads_there(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await room.press("1", "tab", *"tree", "enter")
        assert room.text("#notice") == ""
        assert room.app.focused is room.field(0)
        assert room.field(1).value == "tree"
        await room.press(*"tree", "enter")
        assert vault_text.CREATE_SHORT.format(least=vault_text.LEAST) in room.screen()


async def test_a_key_pressed_before_the_vault_was_looked_for_is_remembered(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, look = asyncio.Event(), keeper.open

    async def slowly() -> None:
        await looked.wait()
        await look()

    monkeypatch.setattr(keeper, "open", slowly)
    app = NetmeetApp(keeper)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("1")
        assert home_text.HOME_OPENING in str(app.screen.query_one("#lines", Static).content)
        looked.set()
        await settle(pilot)
        assert type(app.screen).__name__ == "CreatePage"


# -- flagging --------------------------------------------------------------------------------


async def test_two_keys_flag_a_concern(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("f")
        assert (room.name, room.view) == ("FlagPage", AT_FLAG)
        await room.press("1")
        assert (room.name, room.view) == ("StepPage", at_lane(1))
        assert lane_of(room).step == "danger"
        assert "kind" in room.session.pack.facts


async def test_a_letter_before_says_whom_it_is_about_and_again_takes_it_back(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("s", "1")
        await room.type("Wren")
        await room.press("enter", "1")
        await room.type("Uncle")
        await room.press("enter", "escape")
        assert room.name == "MeetingPage"
        assert [str(seat) for seat in room.state.seats] == ["A Wren", "B Uncle"]
        await room.press("f", "b")
        assert "▸B" in room.text("#seats")
        await room.press("a")
        assert "▸A" in room.text("#seats")
        assert "▸B" not in room.text("#seats")
        await room.press("a", "b", "z", "3")
        assert room.state.concern(1).seat == "B"
        assert "Uncle" in room.text("#where")
        await room.press("s", "1")
        assert room.state.concern(1).seat == ""
        await room.press("s", "escape")
        assert room.state.concern(1).seat == ""


async def test_escape_leaves_the_flag_screen_without_a_concern(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("f", "escape")
        assert (room.name, room.view) == ("MeetingPage", AT_MEETING)
        assert room.state.concerns == ()


async def test_flagging_from_a_lane_and_going_back_comes_back_to_it(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no")
        await room.press("f", "escape")
        assert (room.name, room.view) == ("StepPage", at_lane(1))


# -- 999 over every screen --------------------------------------------------------------------------------


async def _home(room: Room) -> None:
    await room.settle()


async def _passphrase(room: Room) -> None:
    await room.press("1", "escape")
    assert room.name == "CreatePage"


async def _meeting(room: Room) -> None:
    await room.begin()


async def _flag(room: Room) -> None:
    await room.begin()
    await room.press("f")


async def _step(room: Room) -> None:
    await room.begin()
    await room.flag("own-life", "danger=no access=ready")


async def _offers(room: Room) -> None:
    await room.begin()
    await room.flag("own-life", f"{TO_OFFERS} offers=gp=no")


async def _sheet(room: Room) -> None:
    await room.begin()
    await room.flag("own-life", HANDOVER)
    await room.press("enter")
    await room.type("Wren asks for a doctor")
    await room.press("escape")


async def _reason(room: Room) -> None:
    await room.begin()
    await room.flag("own-life", "danger=no access=ready talk=reassured")
    await room.press("1")
    assert room.name == "ReasonPage"
    room.page.set_focus(None)
    await room.settle()


async def _seats(room: Room) -> None:
    await room.begin()
    await room.press("s")


async def _about(room: Room) -> None:
    await room.begin()
    await room.flag("child")
    await room.press("s")
    assert room.name == "AboutPage"


async def _end(room: Room) -> None:
    await room.begin()
    await room.press("e")


async def _leave(room: Room) -> None:
    await room.begin()
    await room.press("q")


async def _help(room: Room) -> None:
    await room.begin()
    await room.press("question_mark")


EVERY_SCREEN = (
    _home, _passphrase, _meeting, _flag, _step, _offers, _sheet, _reason, _seats, _about, _end, _leave, _help,
)  # fmt: skip


def card_is_up(room: Room) -> bool:
    return isinstance(room.app.screen, EmergencyPage) and all(ask in room.screen() for ask in card999.ASKS)


@pytest.mark.parametrize("there", EVERY_SCREEN, ids=lambda there: there.__name__[1:])
async def test_9_shows_the_card_over_every_screen_and_escape_comes_back(
    keeper: Keeper, there: Callable[[Room], Awaitable[None]]
) -> None:
    async with running(keeper) as room:
        await there(room)
        screen, before = room.app.screen, room.state if keeper.holding else None
        painted = room.lines()
        await room.press("9")
        assert card_is_up(room)
        await room.press("escape")
        assert room.app.screen is screen
        assert room.lines() == painted
        if before is not None:
            assert room.state == before


@pytest.mark.parametrize("there", [_passphrase, _sheet, _seats], ids=lambda there: there.__name__[1:])
async def test_the_card_is_one_or_two_keys_from_any_field(
    keeper: Keeper, there: Callable[[Room], Awaitable[None]]
) -> None:
    async with running(keeper) as room:
        await there(room)
        screen = room.app.screen
        value = "" if room.name == "CreatePage" else "words"
        for keys in (("f9",), ("alt+9",), ("escape", "9")):
            if not isinstance(room.app.focused, Input):
                await room.press("1" if room.name == "SeatsPage" else "enter")
            assert isinstance(room.app.focused, Input)
            await room.type(value)
            await room.press(*keys)
            assert card_is_up(room), keys
            await room.press("escape")
            assert room.app.screen is screen
            assert value in room.field().value


async def test_f9_works_while_a_reason_is_written(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await _reason(room)
        await room.press("enter")
        await room.type("it was a joke")
        await room.press("f9")
        assert card_is_up(room)
        await room.press("escape")
        assert (room.name, room.field().value) == ("ReasonPage", "it was a joke")


async def test_1_on_the_card_makes_a_lane_of_its_own_and_the_other_keeps_its_place(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        before = room.state.concern(1)
        await room.press("9", "1")
        assert (room.name, room.view) == ("StepPage", at_lane(2))
        assert lane_of(room, 2).step == "emergency-outcome"
        assert room.state.concern(1) == before
        await room.press("n")
        assert (room.view, lane_of(room).step) == (at_lane(1), "talk")


async def test_the_card_without_a_meeting_notes_nothing(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await room.press("9", "1")
        assert card_is_up(room)
        assert not keeper.holding
        await room.press("2")
        assert room.name == "HomePage"


async def test_9_over_the_card_stays_one_card(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("9", "9", "f9")
        assert [type(screen) for screen in room.app.screen_stack].count(EmergencyPage) == 1
        await room.press("escape")
        assert room.name == "MeetingPage"


async def test_the_999_step_is_the_card_itself(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=yes")
        await room.press("9")
        assert room.name == "StepPage"
        assert all(ask in room.screen() for ask in card999.ASKS)


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (30, 10)], ids=str)
async def test_the_card_comes_up_on_any_size(keeper: Keeper, size: tuple[int, int]) -> None:
    async with meeting(keeper, size) as room:
        await room.press("9")
        assert isinstance(room.app.screen, EmergencyPage)
        if size == SMALL:
            assert card999.FIRST in room.screen()
            assert meeting_text.EMERGENCY_RANG in room.screen()
        await room.press("escape")
        assert room.name == "MeetingPage"


# -- keys of a lane --------------------------------------------------------------------------------


async def test_park_and_resume(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no")
        await room.press("p")
        assert (room.name, lane_of(room).parked) == ("MeetingPage", True)
        assert text.PARKED in room.text("#concerns")
        await room.press("1")
        assert text.PARKED in room.text("#where")
        assert "p resume" in room.screen() or room.session.pack.words.events["!resume"].label in room.screen()
        await room.press("p")
        assert (room.name, lane_of(room).parked, lane_of(room).step) == ("StepPage", False, "access")


async def test_undo_takes_back_one_choice_at_a_time(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life")
        await room.press("2", "1")
        assert lane_of(room).step == "talk"
        await room.press("u")
        assert lane_of(room).step == "access"
        await room.press("u")
        assert lane_of(room).step == "danger"
        before = room.state
        await room.press("u")
        assert room.state == before


async def test_what_somebody_outside_was_told_is_not_taken_back(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("ill", "emergency=called")
        assert "undo" not in room.text("#keys")
        before = room.state
        await room.press("u")
        assert room.state == before


async def test_they_left_and_came_back(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        await room.press("l")
        assert lane_of(room).step == "left"
        assert room.session.pack.words.events["!returned"].label in room.text("#keys")
        await room.press("l")
        assert lane_of(room).step != "left"
        assert room.session.pack.words.events["!left"].label in room.text("#keys")


async def test_a_yes_is_taken_back_and_what_identified_is_gone(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", f"{CONSENT} scope=agreed gp=open-likely")
        assert lane_of(room).step == "identity"
        await room.press("enter")
        await room.type("Wren Ashdown")
        await room.press("escape", "1")
        assert "Wren Ashdown" in room.session.sealed(1).values()
        await room.press("w")
        assert lane_of(room).step == "offers"
        assert room.session._journal.sealed("lane:1") == {}


async def test_the_ledger_is_answered_line_by_line(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", TO_OFFERS)
        offers = room.session.pack.offers
        await room.press("2", "down", "3")
        from netmeet_tui.policy import lane as lanes

        answers = [lanes.fact(room.session.pack, lane_of(room), offer) for offer in offers]
        assert answers == ["no", "-", "later", "-", "-", "-"]
        assert "▸" in room.text("#ledger").splitlines()[3]
        await room.press("up", "k", "1")
        assert lane_of(room).step == "scope"


async def test_written_words_are_kept_by_leaving_the_field_by_choosing_and_by_leaving_the_screen(
    keeper: Keeper,
) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", CONSENT)
        await room.press("enter")
        await room.type("May say: tired")
        await room.press("enter")
        await room.type("Not: the job")
        await room.press("escape")
        assert dict(room.state.concern(1).written) == {"may-say": "May say: tired", "keep-back": "Not: the job"}
        await room.press("m", "1")
        assert [field.value for field in room.page.query(Input)] == ["May say: tired", "Not: the job"]
        await room.press("1")
        assert lane_of(room).step == "gp"


async def test_a_reason_is_asked_for_and_not_taken_empty(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready talk=reassured")
        await room.press("1")
        assert room.name == "ReasonPage"
        await room.type("   ")
        await room.press("enter")
        assert (room.name, lane_of(room).step) == ("ReasonPage", "stand-down")
        assert meeting_text.REASON_EMPTY in room.screen()
        await room.press("escape")
        await room.press(*(["escape"] if room.name == "ReasonPage" else []))
        assert (room.name, lane_of(room).step) == ("StepPage", "stand-down")
        await room.press("1")
        await room.type("It was a line of a song")
        await room.press("enter")
        assert lane_of(room).step == "card"
        assert room.state.concern(1).reasons[-1] == "It was a line of a song"


async def test_several_lanes_by_n_and_by_number(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        for kind in ("own-life", "child", "other-person"):
            await room.flag(kind)
        assert room.view == at_lane(3)
        seen = []
        for _ in range(3):
            await room.press("n")
            seen.append(room.view)
        assert seen == [at_lane(1), at_lane(2), at_lane(3)]
        await room.press("m", "2")
        assert room.view == at_lane(2)
        assert meeting_text.MEETING not in room.text("#where")
        await room.press("m", "7")
        assert room.view == AT_MEETING


async def test_a_lane_that_ends_leads_back_to_the_meeting(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("ill", "emergency=not-needed")
        await room.press("1")
        assert (room.name, lane_of(room).closed) == ("MeetingPage", True)
        before = room.state
        await room.press("1")
        assert room.state == before


# -- the end --------------------------------------------------------------------------------


async def test_the_end_goes_through_what_is_open_and_then_erases(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no")
        await room.flag("child")
        await room.press("m", "e")
        assert (room.name, room.view) == ("EndPage", AT_END)
        assert end_text.END_OPEN in room.screen()
        await room.press("1")
        assert room.view == at_lane(1)
        await room.press("m", "e", "3")
        assert room.view == AT_MEETING
        await room.press("e", "2", "enter")
        assert meeting_text.REASON_EMPTY in room.screen()
        await room.type("We meet again on Friday")
        await room.press("enter")
        assert room.state.concern(1).left_open == "We meet again on Friday"
        assert [concern.number for concern in room.state.unsettled] == [2]
        await room.press("2")
        await room.type("The same")
        await room.press("enter")
        assert end_text.END_READY.split(".")[0] in room.screen()
        journal = room.session._journal
        await room.press("1")
        assert (room.name, keeper.holding) == ("HomePage", False)
        assert end_text.END_DONE in room.screen()
        assert journal.records() == ()


async def test_closing_asks_first_while_a_meeting_is_held(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("q")
        assert text.LEAVE_MEMORY.split(".")[0] in room.screen()
        await room.press("2")
        assert room.name == "MeetingPage"
        await room.press("ctrl+q", "1")
        assert not room.app.is_running or room.app._exit


# -- trouble --------------------------------------------------------------------------------

SENTENCE = "The disk is full, so this last step was not saved: please make some room [/x] and try again."


class FullJournal(MemoryJournal):
    """A journal on a disk that may be full."""

    full = False
    unreadable = False

    def append(self, record: bytes, *, seal: tuple[str, str, str] | None = None, forget: str | None = None) -> None:
        if self.full:
            raise JournalError(SENTENCE)
        super().append(record, seal=seal, forget=forget)

    def sealed(self, scope: str) -> Mapping[str, str]:
        if self.unreadable:
            raise JournalError(SENTENCE)
        return super().sealed(scope)


async def full_disk(room: Room) -> FullJournal:
    journal = FullJournal()
    room.keeper._session = Session.begin(shipped(), journal, lambda: NOW)
    await room.follow()
    return journal


@pytest.mark.parametrize("keys", [("2",), ("u",), ("p",), ("l",), ("d",), ("y",), ("m",), ("f",), ("n",)], ids=str)
async def test_trouble_says_its_sentence_and_changes_nothing(keeper: Keeper, keys: tuple[str, ...]) -> None:
    async with running(keeper) as room:
        journal = await full_disk(room)
        await room.flag("child")
        await room.flag("own-life", "danger=no")
        before, screen, records = room.state, room.app.screen, journal.records()
        title, choices = room.text("#title"), room.text("#choices")
        journal.full = True
        await room.press(*keys)
        assert SENTENCE in room.screen()
        assert room.app.screen is screen
        assert (room.state, journal.records()) == (before, records)
        assert (room.text("#title"), room.text("#choices")) == (title, choices)
        journal.full = False
        await room.press(*keys)
        assert room.state != before
        assert SENTENCE not in room.screen()


async def test_a_sheet_that_cannot_be_read_is_shown_empty_and_says_so(keeper: Keeper) -> None:
    async with running(keeper) as room:
        journal = await full_disk(room)
        journal.unreadable = True
        await room.flag("own-life", f"{CONSENT} scope=agreed gp=open-likely")
        assert SENTENCE in room.screen()
        assert room.app.is_running
        await room.press("9")
        assert isinstance(room.app.screen, EmergencyPage)


async def test_the_card_comes_up_when_nothing_can_be_written(keeper: Keeper) -> None:
    async with running(keeper) as room:
        journal = await full_disk(room)
        await room.flag("own-life", "danger=no")
        before, journal.full = room.state, True
        await room.press("9")
        assert card_is_up(room)
        assert SENTENCE in room.screen()
        await room.press("1")
        assert card_is_up(room)
        await room.press("escape")
        assert (room.name, room.state) == ("StepPage", before)


async def test_what_could_not_be_kept_stays_in_its_field(keeper: Keeper) -> None:
    async with running(keeper) as room:
        journal = await full_disk(room)
        await room.flag("own-life", CONSENT)
        journal.full = True
        await room.press("enter")
        await room.type("tired")
        await room.press("escape")
        assert SENTENCE in room.screen()
        assert room.field().value == "tired"
        journal.full = False
        await room.press("1")
        assert room.state.concern(1).written["may-say"] == "tired"


async def test_settings_that_cannot_be_read_are_said_and_a_meeting_can_be_held(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path)
    (tmp_path / "settings.toml").write_text("theme = [/x", encoding="utf-8")
    async with running(keeper) as room:
        assert "[/x" in room.screen() or "settings" in room.screen()
        await room.begin()
        assert room.name == "MeetingPage"


# -- keys and help --------------------------------------------------------------------------------


def every_page() -> list[type[Page[object]]]:
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")

    def below(page: type[Page[object]]) -> list[type[Page[object]]]:
        return [found for child in page.__subclasses__() for found in (child, *below(child))]

    return sorted(below(Page), key=lambda page: page.__name__)


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.__name__)
def test_every_binding_is_a_key_and_every_key_with_a_word_has_help(page: type[Page[object]]) -> None:
    told = {(key, row.action) for row in page.KEYS for key in (row.key, *row.more)}
    bound = {
        (binding.key, binding.action)
        for binding in page.__dict__.get("BINDINGS", page.BINDINGS)
        if isinstance(binding, Binding)
    }
    everywhere = {
        (key, row.action) for row in (*EVERYWHERE, MEMORY, READ_ON, READ_BACK) for key in (row.key, *row.more)
    }
    assert bound - everywhere == told - everywhere
    for row in page.KEYS:
        if row.shown and row.label:
            assert row.help, row
        name, _, _ = row.action.partition("(")
        owner = NetmeetApp if name.startswith("app.") else page
        assert hasattr(owner, f"action_{name.removeprefix('app.')}"), row


async def test_help_tells_every_key_and_marks_those_that_sleep(keeper: Keeper) -> None:
    async with meeting(keeper, (120, 60)) as room:
        await room.flag("own-life", "danger=no")
        page, keys = room.page, list(room.page.KEYS)
        awake = {key.action for key in page.available()}
        await room.press("question_mark")
        assert room.name == "HelpPage"
        said = room.screen()
        for key in keys:
            if key.help:
                assert key.help in said, key
                asleep = key.action not in awake
                assert (f"· {key.cap:>5}" in "\n".join(room.lines())) is asleep or not key.shown, key
        await room.press("escape")
        assert room.page is page


KEYS_THAT_SLEEP: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("own-life", "", frozenset("plyd")),
    ("own-life", "danger=no", frozenset("uplyd")),
    ("own-life", CONSENT, frozenset("uplwyd")),
    ("ill", "emergency=called", frozenset("pl")),
    ("own-life", "danger=no !left", frozenset("uply")),
)


@pytest.mark.parametrize(("kind", "path", "awake"), KEYS_THAT_SLEEP)
async def test_the_key_bar_shows_only_what_makes_sense(
    keeper: Keeper, kind: str, path: str, awake: frozenset[str]
) -> None:
    async with meeting(keeper) as room:
        await room.flag(kind, path)
        shown = {key.key for key in room.page.available() if isinstance(key, Key)}
        assert shown & set("uplwyd") == awake
        assert "n" not in shown
        for key in sorted(set("uplwyd") - awake):
            before = room.state
            await room.press(key)
            assert room.state == before, key


async def test_a_field_has_keys_of_its_own_in_the_bar(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", CONSENT)
        bar = room.text("#keys")
        await room.press("enter")
        assert "Enter" in room.text("#keys")
        assert "undo" not in room.text("#keys")
        assert "F9" in room.text("#urgent")
        await room.press("escape")
        assert room.text("#keys") == bar


# -- whatever is typed --------------------------------------------------------------------------------


async def test_what_is_typed_is_shown_as_typed(keeper: Keeper) -> None:
    async with meeting(keeper, (120, 40)) as room:
        await room.press("s", "1")
        await room.type(HOSTILE)
        await room.press("enter")
        assert HOSTILE in room.screen()
        await room.press("escape")
        assert HOSTILE in room.screen()
        await room.press("f", "a", "1")
        assert HOSTILE in room.screen()
        await room.press("s")
        assert HOSTILE in room.screen()
        await room.press("escape", "m")
        room.session.flag("own-life", "A")
        for entry in HANDOVER.split():
            step, _, choice = entry.partition("=")
            for field in room.session.pack.steps[step].fields:
                room.session.write(2, field, HOSTILE)
            for field in room.session.pack.steps[step].sealed:
                room.session.seal(2, field, HOSTILE)
            room.session.choose(2, choice, HOSTILE)
        await room.follow()
        for box in room.page.query(Input):
            box.focus()
            await room.settle()
            box.value = ""
            await room.type(HOSTILE)
        await room.press("escape")
        assert set(room.state.concern(2).written.values()) == {HOSTILE}
        await room.press("1")
        assert lane_of(room, 2).step == "contact"
        assert room.screen().count(HOSTILE) >= 8
        await room.press("m")
        await room.flag("own-life", "danger=no access=ready talk=reassured")
        await room.press("1")
        await room.type(HOSTILE)
        assert HOSTILE in room.screen()
        await room.press("enter")
        assert f"({HOSTILE})" in room.text("Aside > Static")


async def test_a_reason_and_what_may_be_said_are_shown_as_typed_when_it_is_told_who_knows(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", CONSENT)
        await room.press("enter")
        await room.type(HOSTILE)
        await room.press("escape")
        for choice in ("agreed", "open-likely", "given", "ready", "accepted"):
            room.session.choose(1, choice)
        await room.follow()
        assert lane_of(room).step == "who-knows"
        assert HOSTILE in room.screen()


async def test_refusals_of_every_kind_fit_what_they_say(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", f"{TO_OFFERS} {ALL_REFUSED}")
        assert room.session.pack.words.answers.no in room.text("#readout")
        await room.flag("own-life", PASSED_ON)
        assert lane_of(room, 2).step == "handover"


# -- the look --------------------------------------------------------------------------------


async def test_no_theme_and_no_lack_of_colour_changes_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    for place, (theme, colourless) in enumerate([("dark", False), ("light", False), ("dark", True)]):
        if colourless:
            monkeypatch.setenv("NO_COLOR", "1")
        folder = tmp_path / str(place)
        folder.mkdir()
        async with meeting(keeper_in(folder, theme), USUAL) as room:
            assert room.app.theme == f"netmeet-{theme}"
            lines = room.lines()
            await room.press("f")
            lines += room.lines()
            await room.press("1")
            lines += room.lines()
            await room.press("9")
            said.append(lines + room.lines())
    assert said[0] == said[1] == said[2]


async def test_a_window_that_is_too_small_says_so_and_keeps_its_place(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no")
        before = room.lines()
        await room.resize((50, 15))
        assert "larger" in room.screen()
        await room.resize(USUAL)
        assert room.lines() == before


# -- beside the screen ---------------------------------------------------------------------------------------------


async def test_what_a_page_does_beside_ends_with_it(keeper: Keeper) -> None:
    """Half of its places are gone already, and it is not told so yet."""
    async with meeting(keeper) as room:
        page, slow, told = Page[None](), Slow(), asyncio.Event()

        async def tell() -> None:
            await told.wait()
            page.put("#notice", "There is nothing to fill any more")

        await room.app.push_screen(page)
        await page.mount(slow)
        worker = page.meanwhile(tell)
        popped = room.app.pop_screen()
        await slow.going.wait()
        told.set()
        await worker.wait()
        slow.may_go.set()
        await popped
        await room.settle()
        assert room.name == "MeetingPage"


async def test_a_place_that_is_missing_on_a_page_that_is_shown_is_a_fault(keeper: Keeper) -> None:
    async with running(keeper) as room:

        async def tell() -> None:
            room.page.put("#nowhere", "")

        with pytest.raises(WorkerFailed):
            await room.page.meanwhile(tell).wait()
        assert room.app.fault is not None
        room.app._exception = None  # it has been looked at: the test's own end need not raise it again


def test_pages_do_what_they_do_beside_in_one_way() -> None:
    """A worker of a page's own would not know that it has been left. (The desk's outlive it.)"""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        assert "self.run_worker(" not in inspect.getsource(importlib.import_module(module.name)), module.name
