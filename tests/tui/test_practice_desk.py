"""The practice menu and the ways to practise: pausing, going back, what a trainer brings in, and changing hands."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from netmeet_tui.meeting.state import AT_FLAG, AT_MEETING, at_lane
from netmeet_tui.practice.play import Play, do
from netmeet_tui.practice.read import find, read
from netmeet_tui.practice.story import Line, Story
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY
from netmeet_tui.tui.practice.app import Mode
from netmeet_tui.tui.practice.screens.back import BackPage
from netmeet_tui.tui.practice.screens.debrief import DebriefPage
from netmeet_tui.tui.practice.screens.desk import DeskPage
from netmeet_tui.tui.practice.screens.hands import HandsPage
from netmeet_tui.tui.practice.screens.said import SaidPage
from netmeet_tui.tui.practice.screens.trainer import TrainerPage
from netmeet_tui.tui.screens.ask import AskPage
from netmeet_tui.tui.screens.step import StepPage
from netmeet_tui.tui.widgets.rows import Rows
from tests.tui.support import USUAL, Slow
from tests.tui.trainee import Trainee, practising

TO_A_FIELD = ["flag=other-person", "danger=no", "person-at-risk=help-them-act", "self-contact=later"]
"""The shortest way to a step at which something is written."""

ALARM, SURGERY = read(find("V-20")), read(find("V-01"))


def a_while(_line: Line) -> float:
    """Longer than any test takes."""
    return 3600


def talking(trainee: Trainee) -> bool:
    """Whether somebody is about to say the next line: the time between two lines goes on."""
    timer = trainee.practice.talk._timer
    return timer is not None and timer._active.is_set()


def heard(trainee: Trainee) -> str:
    """What stands on the screen of what they say."""
    return trainee.text("#voice Static") if trainee.page.query_one("#voice").display else ""


def looked_back_on(trainee: Trainee) -> tuple[Play, ...]:
    """What the debrief was given."""
    assert isinstance(trainee.page, DebriefPage)
    return trainee.page._tries


def way(story: Story, name: str) -> list[str]:
    """The moves of a course."""
    return list(next(course for course in story.course if course.id == name).path)


async def go(trainee: Trainee, moves: list[str], to: str = "") -> None:
    """Make these moves, up to one that is not made any more. By the engine: other tests press the keys."""
    for move in moves[: moves.index(to)] if to else moves:
        if move.startswith("flag="):
            trainee.session.turn(AT_FLAG)
        if not move.startswith("+"):
            trainee.lane = do(trainee.session, trainee.lane, move)
    closed = trainee.state.concern(trainee.lane).lane.closed
    await trainee.app.go(AT_MEETING if closed else at_lane(trainee.lane))
    await trainee.settle()


async def go_back(trainee: Trainee, words: str, *, menu: str = "x") -> None:
    """Open the menu, and go back to before what the row with these words tells, the newest first."""
    await trainee.press(menu, "4")
    await take(trainee, words)


async def take(trainee: Trainee, words: str) -> None:
    """Go back to the newest row with these words."""
    rows = trainee.page.query_one(Rows)
    rows.mark([words in str(row.content) for row in rows._rows].index(True))
    await trainee.press("enter")


async def test_the_menu_stands_over_a_story_that_stands_still(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 4, 18, 30, tzinfo=UTC)]
    async with practising(tmp_path, pace=a_while) as trainee:
        keeper = trainee.practice.practice_keeper
        keeper._real_clock = lambda: now[0]
        await trainee.begin_story(ALARM)
        assert talking(trainee)

        # The pause: nobody goes on talking, and the clock leaves it out.
        began = keeper.clock()
        await trainee.press("x")
        assert trainee.name == "DeskPage" and trainee.marked and not talking(trainee)
        now[0] += timedelta(minutes=7)
        assert keeper.clock() == began
        await trainee.press("2", "question_mark", "escape")
        assert trainee.name == "SaidPage" and trainee.marked and not talking(trainee)
        await trainee.press("9", "2")
        assert trainee.name == "SaidPage"
        await trainee.press("x")
        assert trainee.name == "DeskPage", "the same key leads back to the menu"
        await trainee.press("x")
        assert trainee.name == "MeetingPage" and talking(trainee) and keeper.clock() == began
        now[0] += timedelta(minutes=2)
        assert keeper.clock() == began + timedelta(minutes=2)

        # Nothing to go back to, nothing to look back on; and all five choices on the smallest screen.
        await trainee.press("x", "4")
        assert trainee.name == "DeskPage" and "Nothing has been done yet" in trainee.text("#notice")
        assert all(f" {number} " in trainee.text("#choices") for number in range(1, 6))
        assert "  5   Leave this story" in "\n".join(trainee.lines())
        await trainee.press("5")
        assert trainee.name == "ChoosePage" and not trainee.practice.playing
        assert not keeper.holding and keeper.clock() == now[0]

        # Time that is let pass: who was about to speak answers, and it is later.
        await trainee.begin_story(ALARM)
        await go(trainee, ["flag=own-life@A", "danger=no", "access=ready", "talk=talked"])
        await trainee.press("x", "3")
        assert trainee.name == "StepPage" and "14:05" in trainee.text("#notice")
        assert "napkin" not in heard(trainee)
        await trainee.press("x", "3")
        assert "napkin" in heard(trainee) and "14:10" in trainee.text("#notice")
        assert "napkin" in trainee.play.said[-1].line.does and trainee.marked

        # What was said, between what was done, the newest in sight.
        await trainee.press("x", "2")
        rows = trainee.page.query_one(Rows)
        assert rows.max_scroll_y and rows.scroll_offset.y == rows.max_scroll_y
        assert "5 minutes later" in trainee.screen() and "napkin" in trainee.screen()
        await trainee.press("home")
        assert "The meeting begins" in trainee.screen() and "Flagged: own life, about Wren" in trainee.screen()
        await trainee.press("escape", "s")
        assert trainee.name == "SupportPage" and trainee.marked and not talking(trainee)
        await trainee.press("escape", "w", "escape")
        assert "napkin" not in heard(trainee)
        await trainee.press("x", "w", "1")
        assert "napkin" in heard(trainee)

        # 999 over the menu is 999; the menu does not take it away, nor come over it twice.
        await trainee.press("x", "9", "x")
        assert trainee.name == "EmergencyPage"
        await trainee.press("1")
        assert trainee.view == at_lane(2) and trainee.name == "StepPage" and talking(trainee)

        # Stopping is asked first, and says what comes then.
        await trainee.press("x", "5")
        assert trainee.name == "AskPage" and "look back on it" in trainee.screen()
        await trainee.press("2")
        assert trainee.name == "DeskPage"
        await trainee.press("5", "x")
        assert trainee.name == "DeskPage", "and the menu's own key is a no"
        await trainee.press("5", "1")
        assert trainee.name == "DebriefPage" and not trainee.practice.playing
        (stopped,) = looked_back_on(trainee)
        assert stopped.outcomes == ("", "")


async def test_everything_can_be_gone_back_over(tmp_path: Path) -> None:
    async with practising(tmp_path) as trainee:
        # A lane that was closed: back before a choice in it, and then otherwise.
        await trainee.begin_story(ALARM)
        await go(trainee, way(ALARM, "asked"))
        assert trainee.state.concern(1).lane.closed and trainee.view == AT_MEETING
        await trainee.press("x", "3", "x", "4")
        assert trainee.name == "BackPage" and trainee.marked
        assert "support: They would rather not have it" in trainee.screen()
        await take(trainee, "talk well:")
        assert trainee.name == "StepPage" and trainee.page.step_shown == "access"
        assert trainee.view == at_lane(1) and trainee.marked
        assert "stays for looking back" in trainee.text("#notice")
        assert any("rivers" in said.line.words for said in trainee.practice.tries[0].said)
        assert not any("rivers" in said.line.words for said in trainee.play.said)
        assert trainee.play.minutes == 0 and trainee.keeper.clock().strftime("%H:%M") == "14:00"
        (first,) = trainee.practice.tries
        assert first.outcomes == ("stood-down",) and first.minutes == 5

        # Further back, from the 999 card: nothing was done since, so that is no way of its own.
        await trainee.press("9")
        await go_back(trainee, "Flagged")
        assert trainee.name == "FlagPage" and not trainee.app.ringing and not trainee.state.concerns
        assert trainee.practice.tries == (first,)
        await trainee.press("escape", "9", "1")
        await go_back(trainee, "Flagged")
        assert trainee.name == "EmergencyPage" and trainee.marked, "999 was rung from its card"
        await trainee.press("2")
        await go(trainee, way(ALARM, "rang"))
        await trainee.press("x", "5", "1")
        tried, rung, last = looked_back_on(trainee)
        assert tried is first and rung.outcomes == ("",) and last.outcomes == ("emergency-services",)

        # A contact, and what was written for it: it goes with the point that is gone back over.
        await trainee.begin_story(SURGERY)
        surgery = way(SURGERY, "surgery")
        await go(trainee, surgery, to="identity=given")
        await trainee.press("enter")
        await trainee.type("Marker")
        await trainee.press("escape")
        await go(trainee, surgery[surgery.index("identity=given") :], to="who-knows=told")
        await go_back(trainee, "call:")
        assert trainee.page.step_shown == "contact" and trainee.view == at_lane(1)
        await go_back(trainee, "name:")
        assert trainee.page.step_shown == "identity"
        assert trainee.field().value == "Marker", "what was given for the call is there, as it was"

        # What is being written belongs to the way that is left, and is not written into another one.
        await trainee.press("enter")
        await trainee.type("Other")
        await go_back(trainee, "agree words:", menu="f3")
        assert trainee.page.step_shown == "scope"
        left = trainee.practice.tries[-1].records
        assert b'"sealed"' in left[-1]
        await go(trainee, ["scope=agreed", "gp=open-likely"])
        assert trainee.session.sealed(1) == {} and trainee.field().value == ""


async def test_whoever_leads_has_notes_that_nobody_else_sees_unasked(tmp_path: Path) -> None:
    async with practising(tmp_path) as trainee:
        await trainee.begin_story(SURGERY)
        await trainee.press("f4")
        assert trainee.name == "MeetingPage", "they are for whoever leads"

        await trainee.begin_story(SURGERY, Mode.TRAINER)
        labels = [one.label for one in SURGERY.injection]
        words = next(line.words for line in SURGERY.line if "+sister" in line.when)
        assert trainee.play.said and SURGERY.line[0].words not in trainee.screen(), "somebody plays them"
        await trainee.press("x")
        assert "n trainer" in trainee.screen()
        await trainee.press("n")
        assert trainee.name == "TrainerPage" and trainee.marked
        assert not any(hidden in trainee.screen() for hidden in (*labels, SURGERY.trainer[0][:20]))
        await trainee.press("n")
        assert all(label in trainee.screen() for label in labels), "on the smallest screen"
        notes = " ".join(str(row.content) for row in trainee.page.query_one(Rows)._rows)
        told = (
            *SURGERY.trainer,
            *(one.card for one in SURGERY.person),
            *(one.words for one in (*SURGERY.permitted, *SURGERY.forbidden, *SURGERY.discuss)),
            *SURGERY.learning,
            trainee.play.pack.clauses[SURGERY.clauses[0]].says,
        )
        assert all(one in notes for one in told)
        await trainee.press("n")
        assert not any(label in trainee.screen() for label in labels)

        # Brought in by number, hidden or not; everybody in the room hears it.
        await trainee.press(str([one.id for one in SURGERY.injection].index("sister") + 1))
        assert trainee.name == "MeetingPage" and words in heard(trainee)
        assert trainee.play.asides[-1].what == "+sister"
        brought_in = len(trainee.play.asides)
        await trainee.press("f4", "n")
        assert [row.endswith("✓") for row in trainee.text("#choices").splitlines()].count(True) == 1
        await trainee.press(str([one.id for one in SURGERY.injection].index("sister") + 1), "8")
        assert trainee.name == "TrainerPage" and len(trainee.play.asides) == brought_in
        assert "already" in trainee.text("#notice")
        await trainee.press("f4")
        assert trainee.name == "MeetingPage"

        # What comes of a choice is for whoever plays them, until it is to stand on the screen.
        await go(trainee, TO_A_FIELD)
        assert trainee.play.said[-1].line.words and heard(trainee) == ""
        await trainee.press("x", "w", "escape")
        assert heard(trainee)

        # From a field, straight to the notes and back: what was written is there.
        await trainee.press("enter")
        await trainee.type("Marker")
        await trainee.press("f4")
        assert trainee.name == "TrainerPage" and trainee.marked
        assert not any(label in trainee.screen() for label in labels), "hidden whenever they are opened"
        await trainee.press("escape", "f3")
        assert trainee.name == "DeskPage" and trainee.marked
        await trainee.press("f3")
        assert isinstance(trainee.app.focused, Input) and trainee.app.focused.value == "Marker"


async def test_what_is_brought_in_is_heard_where_an_offer_is_put_anew(tmp_path: Path) -> None:
    """The offer that is marked may have another answer then; it does not take the place of what was brought in."""
    story = read(find("V-02"))
    number = str([one.id for one in story.injection].index("phone") + 1)
    rings, anew = "owed her a call", "ring my sister back"
    async with practising(tmp_path, USUAL) as trainee:
        for voices in (False, True):
            await trainee.begin_story(story, Mode.TRAINER)
            if voices:
                await trainee.press("x", "w", "escape")
            await go(trainee, way(story, "sister"), "+phone")
            while "?do-it-together" not in trainee.play.put:
                await trainee.press("down")
            await trainee.press("f4", number)
            assert trainee.name == "StepPage" and rings in heard(trainee)
            assert (anew in heard(trainee).partition(rings)[2]) is voices
            assert any(anew in said.line.words for said in trainee.play.said)


async def test_two_change_hands_on_the_way(tmp_path: Path) -> None:
    async with practising(tmp_path, USUAL) as trainee:
        await trainee.begin_story(ALARM, Mode.PAIR)
        assert trainee.name == "HandsPage" and trainee.marked
        assert "the second of you keeps the screen" in trainee.screen()
        await trainee.press("1")
        assert trainee.name == "MeetingPage"
        await trainee.press("f", "a", "1", "2")
        assert trainee.name == "StepPage" and trainee.page.step_shown == "access"

        # Never over the 999 card, nor while everything is hidden: it comes when the step is the screen.
        await trainee.burst("1", "9")
        assert trainee.name == "EmergencyPage"
        await trainee.press("h")
        assert trainee.name == "HiddenPage"
        await trainee.press("h", "2")
        assert trainee.name == "HandsPage" and trainee.page.query_one("#choices")
        assert "The first of you keeps the screen now; the second talks with Wren." in trainee.screen()
        await trainee.press("1")
        assert trainee.name == "StepPage" and trainee.page.step_shown == "talk"
        assert "the second of you holds this" in trainee.screen()
        await trainee.press("m")
        assert trainee.name == "MeetingPage" and "the second of you holds this" in trainee.screen()

        # Once for each step; not now is not now; and then the other way round.
        await trainee.press("1", "u", "1")
        assert trainee.name == "StepPage" and trainee.page.step_shown == "talk"
        await trainee.press("1", "1", "1")
        assert trainee.name == "HandsPage" and "the first talks with Wren" in trainee.screen()
        await trainee.press("escape")
        assert trainee.page.step_shown == "offers" and trainee.state.concern(1).held_by == 2
        await trainee.press("m", "1")
        assert trainee.name == "StepPage", "it is not asked again"

        # What was gone back over is asked again when it is come to again.
        await go_back(trainee, "talk:")
        assert trainee.name == "StepPage" and trainee.state.concern(1).held_by == 2
        await trainee.press("1", "1", "1")
        assert trainee.name == "HandsPage"
        await trainee.press("1")
        assert trainee.state.concern(1).held_by == 1
        assert "the first of you holds this" in trainee.screen()

        # Never over a field that is written in; and one who is alone changes hands with nobody.
        await trainee.begin_story(replace(ALARM, hands=("later",)), Mode.PAIR)
        await trainee.press("escape")
        await go(trainee, TO_A_FIELD)
        assert trainee.name == "HandsPage"
        await trainee.press("2", "enter")
        trainee.practice.hands_asked.clear()
        trainee.page.show()
        await trainee.settle()
        assert trainee.name == "StepPage" and trainee.page.writing
        await trainee.press("escape")
        assert trainee.name == "HandsPage"
        await trainee.press("2", "m", "o")
        trainee.practice.hands_asked.clear()
        await trainee.press("1")
        assert trainee.name == "StepPage" and trainee.state.facilitators == 1


@pytest.mark.parametrize("page", [DeskPage, SaidPage, BackPage, TrainerPage, HandsPage])
def test_no_key_stands_in_the_way_of_those_of_every_page(page: type[DeskPage]) -> None:
    own = {key for row in page.KEYS for key in (row.key, *row.more)}
    everywhere = {key for row in (*EVERYWHERE, MEMORY) for key in (row.key, *row.more)}
    assert own.isdisjoint({*everywhere, "f4"} if page is DeskPage else {*everywhere, "f3", "f4"})  # f3 called it
    assert page.only_read and page.stands_still


async def test_the_menu_is_left_while_what_is_over_it_is_taken_away(tmp_path: Path) -> None:
    """Nothing is taken away beneath it then: there may be nothing."""
    async with practising(tmp_path, USUAL) as trainee:
        await trainee.begin_story(ALARM)
        await trainee.press("x", "2")
        slow = Slow()
        await trainee.page.mount(slow)
        back = asyncio.create_task(trainee.practice.action_practice_desk())
        await slow.going.wait()
        stopping = asyncio.create_task(trainee.practice._down_to_home())
        await asyncio.sleep(0)
        slow.may_go.set()
        await asyncio.gather(back, stopping)
        await trainee.settle()
        assert trainee.name == "ChoosePage"


@pytest.mark.parametrize("first", ["choose", "leave"])
async def test_a_story_is_left_once_nothing_is_done_in_it_any_more(first: str, tmp_path: Path) -> None:
    """Whoever leaves may have pressed a digit just before, or press one more: neither may find no meeting."""
    async with practising(tmp_path) as trainee:
        await trainee.begin_story(ALARM)
        await go(trainee, way(ALARM, "asked")[:3])
        await trainee.settle()
        page, thread = trainee.page, Event()
        assert isinstance(page, StepPage)
        trainee.keeper._thread.submit(thread.wait)
        if first == "choose":
            page.action_choose(1)
        await trainee.pilot.press("ctrl+q")
        assert isinstance(trainee.page, AskPage)
        trainee.page.dismiss(True)
        await asyncio.sleep(0)
        page.action_choose(1)
        await trainee.pilot.pause()
        thread.set()
        await trainee.settle()
        assert trainee.app.fault is None
        assert (trainee.name, trainee.practice.playing) == ("ChoosePage", False)
