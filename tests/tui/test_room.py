"""The meeting's own screens: what is said first, seats, in-case cards, the glance, and the two views of a step."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
from textual.widgets import Static

from netmeet_tui import card999
from netmeet_tui.meeting.state import IN_CASE, Concern, Seat
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy import opening, word_rules
from netmeet_tui.policy.lane import Lane, Situation
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import meeting_text, room_text, text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.screens.emergency import EmergencyPage
from netmeet_tui.tui.screens.open_view import OpenView, StepView
from netmeet_tui.tui.screens.reader_view import ReaderView
from netmeet_tui.tui.screens.step import StepPage
from tests.scale import times
from tests.tui.support import SMALL, USUAL, WIDE, Room, concern, meeting, said

WORD = "quillfeather"


def everything(room: Room) -> str:
    """All that stands in a place of the page, whether it is in sight or not."""
    return "\n".join(said(place.content) for place in room.page.query(Static).results(Static) if place.display)


# -- what is said first --------------------------------------------------------------------------------------------


async def test_the_opening_is_offered_said_point_by_point_and_left_when_it_is_said(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        assert room_text.OPENING_OFFER in room.text("#opening")
        await room.press("b")
        assert room_text.OPENING_MEET in room.screen()
        await room.press("1")
        await room.type(f"{WORD} hall, 4 Mill Lane")
        await room.press("enter", "down")
        assert (room.state.arranged.mode, room.state.arranged.place) == ("in-person", f"{WORD} hall, 4 Mill Lane")
        points = opening.points(room.session.pack, room.state.given, "in-person")
        for point in points[:3]:
            assert point.say in " ".join(everything(room).split())
            await room.press("1")
        await room.press("2", "space", "space", "3")
        assert room.state.told == {point.id for point in points[:3]}
        await room.press("escape")
        assert "3 of" in room.text("#opening")
        assert f"{WORD} hall" in room.text("#held")

        await room.press("b")
        assert points[3].title in room.text("#title")
        await room.resize(SMALL)
        for point in points[3:]:
            assert room.text("#title") == point.title
            words = room.page.query_one("#words")
            assert not words.max_scroll_y or room_text.OPENING_MORE in room.text("#keys")
            clauses = room.text("#clauses").splitlines()[1:]  # each goes on under its own words
            assert all(line.startswith((f"{text.DO} ", "  ")) for line in clauses)
            assert max(map(len, clauses)) <= room.page.query_one("#clauses").size.width
            assert room_text.OPENING_CHOICES[2] in room.screen()
            await room.press("1")
        assert (room.name, room.text("#opening")) == ("MeetingPage", "")


async def test_where_people_are_apart_it_is_asked_where_they_are(keeper: Keeper) -> None:
    async with meeting(keeper, WIDE) as room:
        await room.press("b", "2")
        titles = room.text("#list")
        assert "Where you are right now" in titles
        await room.press("up", "4", "up", "1", "escape")
        assert "Where you are right now" not in room.text("#list")
        assert room.state.arranged.mode == "in-person"


# -- seats and in-case cards ---------------------------------------------------------------------------------------


async def test_an_in_case_card_is_shown_only_there_and_only_while_its_person_looks(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        room.session.take_seat("heron")
        await room.press("i", "enter")
        for field in IN_CASE:
            await room.type(f"{WORD} {field}")
            await room.press("enter")
        assert room.session.in_case("A") == {field: f"{WORD} {field}" for field in IN_CASE}
        assert WORD in room.screen()
        await room.press("question_mark", "escape")
        assert WORD not in room.screen() and room.screen().count(room_text.IN_CASE_KEPT) == 4
        await room.press("1")
        assert f"{WORD} practice" in room.screen()
        room.session.take_seat()
        room.session.put_in_case("B", "where", f"{WORD} other")
        await room.press("b")
        assert room.name == "InCasePage" and WORD not in room.screen()
        await room.press("a")
        assert WORD not in room.screen()
        await room.press("1", "escape")
        assert room.name == "MeetingPage" and WORD not in room.screen()
        room.session.empty_seat("B")
        await room.press("i")
        assert WORD not in room.screen()
        await room.press("enter")
        await room.type("new")
        await room.press("escape", "escape")
        kept = room.session.in_case("A")
        assert (kept["where"], kept["phone"]) == ("new", f"{WORD} phone")
        await room.flag("own-life", "danger=no", "A")
        assert WORD not in room.screen()
        room.session.turn("meeting")
        await room.follow()
        await room.press("i", "2")
        assert room.session.in_case("A") == {} and room_text.IN_CASE_EMPTY in room.screen()
        assert room_text.IN_CASE_TAKE_BACK not in room.text("#keys")


async def test_who_leaves_is_asked_about_the_card_and_each_concern_only_when_it_is_said(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        session = room.session
        for word in ("heron", "wren"):
            session.take_seat(word)
        session.put_in_case("A", "where", WORD)
        await room.flag("own-life", "danger=no access=ready", "A")
        await room.flag("child", "danger=no", "B")
        await room.flag("harm-other", "danger=no access=ready", "A")
        session.turn("meeting")
        await room.follow()
        await room.press("s", "a", "escape", "3")
        assert room.name == "LeavePage"
        await room.press("3")
        assert not room.state.seats[0].left
        await room.press("3", "2")
        assert (room.state.seats[0].left, session.in_case("A")) == (True, {"where": WORD})
        assert "Concern 1, own life" in room.screen()
        await room.press("1")
        assert "Concern 3" in room.screen()
        await room.press("2")
        assert [room.state.concern(n).lane.step for n in (1, 2, 3)] == ["left", "child-access", "talk"]
        assert meeting_text.SEAT_GONE in room.screen()
        await room.press("3")
        assert not room.state.seats[0].left and "Concern 1" in room.screen()
        await room.press("1")
        assert (room.name, room.state.concern(1).lane.step) == ("SeatsPage", "talk")
        await room.press("3", "1", "2", "2")
        assert session.in_case("A") == {} and room.state.seats[0].left
        await room.press("escape")
        assert meeting_text.LEFT_SEAT.format(seat="A\u00a0heron").replace(" ", "\u00a0") in room.text("#seats")
        await room.press("s", "a", "escape", "2")
        assert room.state.seat("A") is None


# -- the card and the place ----------------------------------------------------------------------------------------


async def test_the_999_card_comes_first_and_the_place_when_it_has_been_read(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        session = room.session
        session.take_seat("heron")
        session.arrange("online")
        session.put_in_case("A", "where", f"{WORD} house")
        session.put_in_case("A", "phone", f"{WORD} phone")
        session.put_in_case("A", "name", f"{WORD} name")
        await room.flag("own-life", "danger=no access=ready", "A")
        gate = threading.Event()
        waiting = asyncio.ensure_future(keeper.do(gate.wait))
        await room.app.emergency()
        for _ in range(5):
            await room.pilot.pause(0)
        page = room.page
        assert isinstance(page, EmergencyPage) and card999.card(str).first in room.screen()
        assert WORD not in room.screen() and not page.query_one("#place").display
        gate.set()
        await waiting
        await room.settle()
        assert f"{WORD} house" in room.screen() and f"{WORD} phone" in room.screen()
        assert f"{WORD} name" not in room.screen()
        assert "Cannot speak" in room.screen()
        await room.press("2")
        assert room.name == "StepPage"

        await room.press("h", "9")
        assert room.name == "EmergencyPage" and WORD not in room.screen()
        await room.press("2", "h")

        session.take_back_in_case("A")
        await room.press("9")
        assert "Where are you right now?" in room.text("#place")
        await room.press("2")
        session.arrange("in-person", f"{WORD} hall")
        await room.flag("own-life", "danger=yes", "A")
        assert f"{WORD} hall" in room.text("#place")
        session.arrange("in-person")
        await room.press("v", "9")
        assert (room.name, room.text("#place")) == ("EmergencyPage", "")


# -- the glance ----------------------------------------------------------------------------------------------------


async def test_the_glance_says_what_is_open_in_the_agreed_order_and_why(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        session = room.session
        session.take_seat("heron")
        for kind, path in (("own-life", ""), ("child", "danger=no"), ("harm-other", "danger=no"), ("unsure", "")):
            await room.flag(kind, path)
        await room.flag("ill", "emergency=not-needed card=given")
        await room.flag("own-life", "danger=yes", "A")
        session.happen(3, "!park")
        await room.press("g", "g")
        assert session.state.concern(6).held_by == 2 and meeting_text.HOLDS[2] in room.text("#where")
        await room.press("m", "r", "3")
        assert "18:40" in room.text("#where") and "18:40" in room.text("#held")
        rows = room.text("#concerns").splitlines()
        order = [row.split()[0] for row in rows if row[:5].strip()]
        assert order == ["6", "2", "1", "4", "3", "·"]
        words = session.pack.words.precedence
        assert words["life-now"] in rows[1] and meeting_text.HOLDS[2] in rows[1]
        assert words["child"] in rows[3] and text.PARKED in rows[8] and text.CLOSED in rows[-1]
        assert room.page.query_one("#clock").display
        await room.press("r", "1")
        assert meeting_text.MARKED_ROUND in room.text("#held")
        await room.press("r", "5", "o")
        assert meeting_text.MARKED_ROUND not in everything(room) and meeting_text.ONE_FACILITATOR in room.text(
            "#held"
        )
        await room.resize(SMALL)
        assert room.text("#held").startswith("18:30")
        assert room.page.query_one(".body").max_scroll_y
        await room.press(*["down"] * 5)
        assert f"{meeting_text.HERE_TITLE} A heron" in room.screen()
        await room.press("6", "g")
        assert session.state.concern(6).held_by == 1  # with one facilitator, nobody is the second
        await room.press("g")
        assert session.state.concern(6).held_by == 0


# -- the views -----------------------------------------------------------------------------------------------------

ELSEWHERE = "otherwhere"
SHOWN = ("own-life", "harm-other", "child")


def marked(pack: Pack) -> Pack:
    """The pack with a word of its own wherever something of other lanes could be told."""
    words = pack.words
    kinds = {
        name: kind if name in SHOWN else msgspec.structs.replace(kind, label=ELSEWHERE, short=ELSEWHERE)
        for name, kind in words.kinds.items()
    }
    outcomes = {**words.outcomes, "stood-down": ELSEWHERE}
    bands = {**words.precedence, "life-now": ELSEWHERE, "other": ELSEWHERE}
    return replace(pack, words=msgspec.structs.replace(words, kinds=kinds, outcomes=outcomes, precedence=bands))


def others(room: Room) -> tuple[Concern, Concern]:
    """An open lane and a closed one, both about somebody else, with words wherever there can be some."""
    written = {name: f"{ELSEWHERE} {name}" for name in ("may-say", "situation", "plan")}
    one = room.walked(2, "other-person", "danger=no", "B")
    two = room.walked(3, "ill", "emergency=not-needed card=given", "B")
    return replace(one, written=written, left_open=ELSEWHERE), replace(two, written=written, held_by=2)


def everywhere(pack: Pack) -> Iterator[Lane]:
    """A lane at each step, in a thorough run for each kind: what it takes to get there is no matter to a view."""
    facts = {"route": "gp", "ground": "consent", "outcome": "gp"}
    for place, step in enumerate(pack.steps):
        for more in range(times(1, len(SHOWN))):
            kind = SHOWN[(place + more) % len(SHOWN)]
            told = {**{name: values[0] for name, values in pack.facts.items()}, **facts, "kind": kind}
            yield Lane(Situation(step, tuple(told.values())))


async def test_no_view_of_any_step_says_a_word_of_another_concern(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        room.session.pack = pack = marked(room.session.pack)
        rest = others(room)
        first = concern(1, lanes.start(pack, "own-life"), "A")
        room.put(first, *rest)
        seats = (Seat("A", "Wren", in_case=frozenset(IN_CASE)), Seat("B", ELSEWHERE), Seat("C", ELSEWHERE))
        room.session.state = replace(room.state, seats=seats)
        await room.follow()
        assert ELSEWHERE in everything(room)  # the step itself names what else is open
        for key, view in (("v", OpenView), ("r", ReaderView)):
            await room.press(key)
            page = room.page
            assert isinstance(page, view)
            seen = set()
            for lane in everywhere(pack):
                room.session.state = replace(room.state, concerns=(concern(1, lane, "A"), *rest))
                page.show()
                shown, step = everything(room), pack.steps[lane.step]
                assert ELSEWHERE not in shown, lane.step
                assert "C-" not in shown
                titled(step.worded(lanes.world(lane.situation, room.state.given)).title, shown, view)
                assert all(choice.label in shown for choice in keyed(pack, room, lane)), lane.step
                seen.add(lane.step)
            assert seen == set(pack.steps)
            assert not {"n", "s", "f"} & set(page._bindings.key_to_bindings)
            await room.press("escape")
            assert type(room.page) is StepPage


def titled(title: str, shown: str, view: type[StepView]) -> None:
    assert view is not OpenView or title in shown


def keyed(pack: Pack, room: Room, lane: Lane) -> list[lanes.Offered]:
    """The choices with a key of their own."""
    return [o for o in lanes.choices(pack, lane, room.state.given) if o.open and o.choice.offer is None]


async def test_the_same_keys_answer_in_a_view_and_9_is_near(keeper: Keeper) -> None:
    async with meeting(keeper, SMALL) as room:
        await room.flag("own-life", "danger=no access=ready")
        await room.press("v")
        step = room.session.pack.steps["talk"]
        assert step.words.title in room.screen()
        for size in (SMALL, USUAL, WIDE):
            await room.resize(size)
            for label in step.words.choices.values():
                assert label in room.screen()
            assert all(len(line.strip()) <= 76 for line in room.lines()[1:-3])
        await room.press("1", "r", "1")
        assert (room.name, room.state.concern(1).lane.step) == ("ReaderView", "ask")
        await room.press("1", "2", "down", "1")
        assert room.state.concern(1).lane.step == "scope"
        await room.press("u", "v", "9")
        assert room.name == "EmergencyPage"
        await room.press("2")
        assert (room.name, room.state.concern(1).lane.step) == ("OpenView", "offers")
        await room.press("l", "m")
        assert (room.name, room.state.concern(1).lane.step) == ("MeetingPage", "left")


# -- words ---------------------------------------------------------------------------------------------------------


def spoken(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Key):
        yield from (value.label, value.help)
    elif isinstance(value, tuple):
        for part in value:
            yield from spoken(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from spoken(part)


def test_what_people_read_on_these_screens_is_plain() -> None:
    heads: tuple[str, ...] = (
        "OPENING_",
        "IN_CASE_",
        "OPEN_VIEW_",
        "READER_",
        "VIEW_",
        "PLACE_",
        "MARK",
        "SEAT_LEFT",
        "LANE_",
    )
    heads += ("HOLD", "GLANCE_", "ROOM_", "LEFT_SEAT")
    every = {**vars(text), **vars(meeting_text), **vars(room_text)}
    texts = [t for name, value in every.items() if name.startswith(heads) for t in spoken(value) if t]
    assert len(texts) > 80
    for said_ in texts:
        assert word_rules.says(said_, word_rules.AVOIDED) is None, said_
        assert word_rules.says(said_, word_rules.RANKS) is None, said_
        assert "!" not in said_ and not word_rules._STATUTE.search(said_), said_
        assert len(said_.split()) < 8 or word_rules.grade(said_) < word_rules.SAID_ALOUD, said_


def test_no_line_of_the_card_that_is_printed_knows_a_place() -> None:
    assert WORD not in card999.plain() and "{" not in card999.plain()
    assert Path(card999.__file__).read_text(encoding="utf-8").count("in_case") == 0
