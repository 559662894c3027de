"""Keys that come faster than the screens they are for, and pages that are left while something comes over them."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input, Static

from netmeet_tui.meeting.state import AT_MEETING, at_lane
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Lane
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.ask import AskPage
from netmeet_tui.tui.screens.emergency import EmergencyPage
from netmeet_tui.tui.screens.help import HelpPage
from netmeet_tui.tui.screens.in_case import CardField, InCasePage
from netmeet_tui.tui.screens.open_view import OpenView
from netmeet_tui.tui.screens.passphrase import LockPage
from netmeet_tui.tui.screens.reader_view import ReaderView
from netmeet_tui.tui.screens.reason import ReasonPage
from netmeet_tui.tui.screens.seats import SeatsPage
from netmeet_tui.tui.screens.step import StepPage
from netmeet_tui.tui.widgets.box import Box
from netmeet_tui.tui.widgets.pad import Pad
from netmeet_tui.tui.widgets.rows import Row, Rows
from netmeet_tui.tui.widgets.sheet import Entry, Sheet
from tests.tui.support import Room, Slow, meeting
from tests.walks import TO_OFFERS

TO_IDENTITY = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely"


def kinds(room: Room) -> list[str]:
    """The screens, from the first to the one that is shown."""
    return [type(screen).__name__ for screen in room.app.screen_stack]


# -- a page is left once -------------------------------------------------------------------------------------------


async def test_a_page_that_is_left_twice_takes_no_other_with_it(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        page = AskPage("Leave?", "", ("Yes", "No"))
        await room.app.push_screen(page)
        page.dismiss(True)
        page.dismiss(True)
        await room.settle()
        assert kinds(room) == ["HomePage", "MeetingPage"]


async def test_a_page_that_is_left_beneath_the_999_card_is_left_after_it(keeper: Keeper) -> None:
    """What it was doing is done when the card has come up: the card is not what is left."""
    async with meeting(keeper) as room:
        answers: list[bool | None] = []
        page = AskPage("Leave?", "", ("Yes", "No"))
        await room.app.push_screen(page, lambda answer: answers.append(answer))
        await room.press("9")
        page.dismiss(True)
        page.dismiss(False)
        await room.settle()
        assert (room.name, answers) == ("EmergencyPage", [])
        await room.press("escape")
        assert kinds(room) == ["HomePage", "MeetingPage"]
        assert answers == [True]


@pytest.mark.parametrize("more", ["1", "2", "3", "escape", "9"])
async def test_a_key_while_the_meeting_is_ended_means_nothing_any_more(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """It has ended, and the first page is not there yet."""
    end, may_leave = keeper.end, asyncio.Event()

    async def slowly(*, keeping: bool = True) -> None:
        await end(keeping=keeping)
        await may_leave.wait()

    monkeypatch.setattr(keeper, "end", slowly)
    async with meeting(keeper) as room:
        await room.press("e")
        page = room.page
        room._post("1")
        while keeper.holding:
            await room.pilot.pause()
        assert room.page is page
        room._post(more)
        for _ in range(5):
            await room.pilot.pause()
        may_leave.set()
        await room.settle()
        assert room.app.fault is None
        assert kinds(room) == (["HomePage", "EmergencyPage"] if more == "9" else ["HomePage"])


# -- a question ----------------------------------------------------------------------------------------------------


async def test_what_is_asked_twice_in_haste_is_asked_once(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life")
        await room.press("m", "e")
        await room.burst("2", "2")
        assert kinds(room)[-2:] == ["EndPage", "ReasonPage"]
        await room.type("They are with their sister tonight")
        await room.press("enter")
        assert room.name == "EndPage"
        assert room.app.fault is None
        assert not room.state.open_concerns or room.state.concern(1).left_open


async def test_a_question_that_nobody_waits_for_is_withdrawn(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        page = ReasonPage("Leave it open")
        asked = room.app.ask(page)
        asking = asyncio.create_task(asked)
        await room.settle()
        assert room.app.screen is page
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await room.settle()
        assert room.name == "MeetingPage"


async def test_an_answer_is_told_to_whoever_asked(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        asked = room.app.ask(AskPage("Leave?", "", ("Yes", "No")))
        asking = asyncio.create_task(asked)
        await room.settle()
        await room.press("1")
        assert await asking is True


# -- the 999 card --------------------------------------------------------------------------------------------------


async def test_9_while_the_card_is_being_left_brings_another(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.burst("9", "escape", "9")
        assert room.name == "EmergencyPage"
        await room.press("escape")
        assert kinds(room) == ["HomePage", "MeetingPage"]


async def test_9_over_a_card_that_goes_meanwhile_brings_another(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("9")
        card, slow = room.page, Slow()
        help_page = HelpPage((), (), Content(""))
        await room.app.push_screen(help_page)
        await help_page.mount(slow)
        asking = asyncio.create_task(room.app.emergency())
        await slow.going.wait()
        card.dismiss()
        slow.may_go.set()
        await asking
        await room.settle()
        assert room.app.screen is not card
        assert isinstance(room.app.screen, EmergencyPage)
        await room.press("escape")
        assert kinds(room) == ["HomePage", "MeetingPage"]


# -- a page that is not all there ----------------------------------------------------------------------------------


async def test_a_key_before_its_page_is_all_there_does_nothing(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life")
        page = StepPage(1)
        pushed = room.app.push_screen(page)
        assert await room.app.run_action("scroll", page)
        await pushed
        await room.settle()
        assert room.app.fault is None


async def test_who_unlocks_before_the_page_is_all_there_writes_in_a_field_that_is_seen(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        keeper.settled.keyring = False
        page = LockPage("It was time.")
        pushed = room.app.push_screen(page)
        while not page.query(Input):
            await asyncio.sleep(0)
        assert not page.is_mounted
        await room.app.run_action("unlock", page)
        await pushed
        await room.settle()
        field = page.query_one(Input)
        assert field.has_focus and field.size and not page.query_one("#lines").display


async def test_a_place_that_is_missing_on_a_page_that_is_up_is_still_a_fault(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life")
        await room.page.query_one("#words").remove()
        with pytest.raises(NoMatches):
            await room.app.run_action("scroll", room.page)


async def test_only_what_is_missing_on_a_page_is_forgiven(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        left, coming = Page[None](), Page[None]()
        pushed = room.app.push_screen(coming)
        assert not coming.is_up and not room.app.forgives(NoMatches(), coming)  # faulty, it would not hear a key
        await pushed
        await room.app.pop_screen()
        for error, node, forgiven in (
            (NoMatches(), left, True),
            (NoMatches(), room.page, False),
            (NoMatches(), room.page.query_one("#notice", Static), False),
            (NoMatches(), room.app, False),
            (NoMatches(), None, False),
            (KeyError(), left, False),
        ):
            assert room.app.forgives(error, node) is forgiven, (error, node)


async def test_a_view_is_of_the_lane_it_was_opened_for(keeper: Keeper) -> None:
    """``m`` and ``v`` at once: the meeting has turned back already, and the step is still what is shown."""
    async with meeting(keeper) as room:
        await room.flag("own-life")
        page = room.page
        assert isinstance(page, StepPage)
        room.session.turn(AT_MEETING)
        await page.action_open_view()
        await room.settle()
        assert isinstance(room.app.screen, OpenView)
        assert room.app.screen.concern.number == 1


async def test_what_is_done_for_a_page_that_was_left_knows_its_app(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        page = AskPage("Leave?", "", ("Yes", "No"))
        await room.app.push_screen(page)
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.doing(lambda: page.keeper.do(lambda: page.keeper.session.take_seat("Wren")))
        await room.pilot.pause()
        await room.app.pop_screen()
        disk.set()
        await room.settle()
        assert [seat.word for seat in room.state.seats] == ["Wren"]


async def test_what_waits_for_the_screen_to_be_drawn_is_dropped_with_its_page(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        called: list[str] = []
        page = AskPage("Leave?", "", ("Yes", "No"))
        await room.app.push_screen(page)
        page.call_after_refresh(lambda: called.append("shown"))
        await room.settle()
        page.call_after_refresh(lambda: called.append("left"))
        await room.app.pop_screen()
        await room.settle()
        assert called == ["shown"]


async def test_what_is_written_on_a_page_that_was_left_is_kept(keeper: Keeper) -> None:
    """And the page is not filled anew for it."""
    async with meeting(keeper) as room:
        room.session.take_seat("Wren")
        await room.press("i", "enter")
        page = room.page
        assert isinstance(page, InCasePage)
        field = room.field()
        assert isinstance(field, CardField)
        await room.type("Wren Hall")
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.covered()
        await room.app.pop_screen()
        disk.set()
        await room.settle()
        assert dict(room.session.in_case("A")) == {field.card_field: "Wren Hall"}
        assert room.app.fault is None


# -- keys in a field -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Box, Pad])
async def test_what_is_typed_and_taken_back_at_once_is_what_is_meant(keeper: Keeper, kind: type[Box | Pad]) -> None:
    def written() -> str:
        return field.value if isinstance(field, Box) else field.text

    async with meeting(keeper) as room:
        field = kind()
        await room.page.mount(field)
        field.focus()
        await room.settle()
        await room.burst(*"Slo", "backspace", *"pare", "left", "r", "home", "delete", "S", "ctrl+e", "w")
        assert written() == "Slparrew"
        await room.burst("ctrl+u", *"Wren")
        assert written() == "Wren"


async def test_what_is_typed_at_once_after_tab_stands_in_the_next_field(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        page, boxes = await at_handover(room)
        boxes[0].focus()
        await room.burst(*"Wren", "tab", *"Hall", "shift+tab", "s", "tab", "y")
        assert [box.value for box in boxes[:3]] == ["Wrens", "Hally", ""]
        assert page.focused is boxes[1]


# -- what is written while something else is done ------------------------------------------------------------------


async def at_handover(room: Room) -> tuple[StepPage, list[Entry]]:
    """A lane where a sheet is written, and its fields: shown, and empty."""
    await room.flag("own-life", f"{TO_IDENTITY} identity=given")
    page = room.page
    assert isinstance(page, StepPage)
    boxes = list(page.query(Entry))
    assert len(boxes) > 2
    return page, boxes


async def test_what_is_written_is_all_kept_before_the_lane_goes_on(keeper: Keeper) -> None:
    """The disk is slow, and the choice comes while what was written before is still being kept."""
    async with meeting(keeper) as room:
        page, boxes = await at_handover(room)
        boxes = [box for box in boxes if not box.field.sealed]
        written = {box.field.id: f"word {place}" for place, box in enumerate(boxes)}
        for box in boxes:
            box.value = written[box.field.id]
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.keep_soon()
        await room.pilot.pause()
        for box in boxes[:-1]:  # as if they had been kept on leaving each of them
            page.query_one(Sheet).note_kept(box.field, box.value)
        page.action_choose(1)
        await room.pilot.pause()
        disk.set()
        await room.settle()
        assert room.app.fault is None
        assert room.state.concern(1).lane.step == "contact"
        assert dict(room.state.concern(1).written) == written


async def test_what_is_written_too_late_for_its_step_is_let_go_of(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        page, boxes = await at_handover(room)
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.action_choose(1)
        await room.pilot.pause()
        boxes[0].value = "too late"
        page.keep_soon()
        await room.pilot.pause()
        disk.set()
        await room.settle()
        assert room.app.fault is None
        assert room.state.concern(1).lane.step == "contact"
        assert dict(room.state.concern(1).written) == {}


async def test_what_is_written_is_all_kept_before_they_have_left(keeper: Keeper) -> None:
    """And who they are goes with them, also what of it was still being kept (I-4)."""
    async with meeting(keeper) as room:
        page, boxes = await at_handover(room)
        for box in boxes:
            box.value = "a word"
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.keep_soon()
        await room.pilot.pause()
        page.action_left()
        await room.pilot.pause()
        disk.set()
        await room.settle()
        assert room.state.concern(1).lane.step == "left"
        assert set(room.state.concern(1).written) == {box.field.id for box in boxes if not box.field.sealed}
        assert room.session._journal.sealed("lane:1") == {}


async def test_what_is_written_in_one_lane_never_comes_into_another(keeper: Keeper) -> None:
    """The meeting turns to another lane at the same step, while what was written is still being kept."""
    async with meeting(keeper) as room:
        await at_handover(room)
        page, boxes = await at_handover(room)
        assert page.number == 2
        for box in boxes:
            box.value = "of the second only"
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.keep_soon()
        await room.pilot.pause()
        room.session.turn(at_lane(1))
        disk.set()
        await room.settle()
        kept = [{**room.state.concern(lane).written, **room.session.sealed(lane)} for lane in (1, 2)]
        assert kept == [{}, {box.field.id: "of the second only" for box in boxes}]


async def test_a_step_is_filled_with_what_is_of_its_own_lane(keeper: Keeper) -> None:
    """The meeting turns to another lane at the same step, while who it is about is still being read (I-4)."""
    async with meeting(keeper) as room:
        for number, who in ((1, "Wren Hall"), (2, "Rowan Ash")):
            await room.flag("own-life", TO_IDENTITY)
            room.session.seal(number, "who", who)
        page = room.page
        assert isinstance(page, StepPage)
        page._fill_soon(page._step())
        room.session.turn(at_lane(1))
        await room.settle()
        assert page.query_one(Sheet).number == 2
        assert [box.value for box in page.query(Entry) if box.field.id == "who"] == ["Rowan Ash"]


async def test_a_card_that_is_taken_back_stays_taken_back(keeper: Keeper) -> None:
    """Also when fields of it are still being kept: what was written is gone with the rest (D-4)."""
    async with meeting(keeper) as room:
        room.session.take_seat("Wren")
        await room.press("i")
        page = room.page
        assert isinstance(page, InCasePage)
        for field in page.query(CardField):
            field.value = "12 High Street"
        disk = Event()
        room.keeper._thread.submit(disk.wait)
        page.keep_soon()
        await room.pilot.pause()
        page.action_take_back()
        await room.pilot.pause()
        disk.set()
        await room.settle()
        seat = room.state.seat("A")
        assert seat is not None
        assert (seat.in_case, dict(room.session.in_case("A"))) == (frozenset(), {})
        assert {field.value for field in page.query(CardField)} == {""}


# -- a seat that is emptied meanwhile ------------------------------------------------------------------------------


async def test_nothing_is_done_to_a_seat_that_was_emptied_meanwhile(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        room.session.take_seat("Wren")
        await room.press("s", "a")
        page = room.page
        assert isinstance(page, SeatsPage)
        page.set_focus(None)
        room.session.empty_seat("A")
        page.doing(lambda: page._rename("A", "Robin"))
        await room.settle()
        before = room.state
        await page._left("A")
        page.action_left()
        await room.settle()
        assert room.state == before
        assert room.state.seats == ()


# -- rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("count", [0, 1, 3])
async def test_a_list_can_be_moved_in_where_nothing_is_marked_or_laid_out(
    keeper: Keeper, count: int, by: int
) -> None:
    async with meeting(keeper) as room:
        lines = [Row(Content(f"line {place}"), place) for place in range(count)]
        rows = Rows("list")
        rows.fill(lines, None)
        rows.move(by)  # a key that came before there was any room
        assert rows.place is None
        await room.page.mount(rows)
        rows.fill(lines, None)
        await room.settle()
        rows.move(by)
        assert rows.place == (None if not count else 0 if by > 0 else count - 1)


async def test_a_view_that_is_on_its_way_is_not_filled_before_it_is_there(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life")
        pushed = room.app.push_screen(OpenView(1))
        await room.app.follow()
        await pushed
        await room.settle()
        assert isinstance(room.app.screen, OpenView)
        assert room.text("#heading")


async def test_a_page_that_is_called_for_while_it_locks_comes_up(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not all there by the time that the vault is closed: its keys are shown when it is."""
    async with meeting(keeper) as room:
        close = keeper.lock

        async def lock() -> None:
            await close()
            room.app.push_screen(HelpPage([], [], Content("")))
            while not room.app.screen.query("#keys"):
                await asyncio.sleep(0)
            assert not room.app.screen.query("#urgent")

        monkeypatch.setattr(keeper, "lock", lock)
        await room.app._lock("It was time.")
        await room.settle()
        assert kinds(room)[-2:] == ["LockPage", "HelpPage"]
        assert room.page.query_one("#urgent", Static).content


async def test_a_lane_goes_on_while_its_view_is_filled(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices are made durable on the keeper's thread, and a view may be filled anew just then."""
    async with meeting(keeper) as room:
        await room.flag("own-life")
        await room.press("r")
        page, choices = room.page, lanes.choices
        assert isinstance(page, ReaderView)

        def and_go_on(pack: Pack, lane: Lane, given: lanes.Given) -> tuple[lanes.Offered, ...]:
            found = choices(pack, lane, given)
            monkeypatch.setattr(lanes, "choices", choices)
            room.session.choose(1, "no")
            return found

        monkeypatch.setattr(lanes, "choices", and_go_on)
        page.show()
        assert room.state.concern(1).lane.step != "danger"
        page.show()
        await room.settle()
        assert room.app.fault is None
