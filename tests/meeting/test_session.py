"""Holding a meeting: what each call does, what it refuses, and that a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import ReasonNeeded, Session, StillOpen
from netmeet_tui.policy.lane import NotOffered
from netmeet_tui.policy.pack import CLOSED, Pack
from tests.meeting.conftest import Minutes
from tests.walks import ALL_REFUSED, PASSED_ON, TO_OFFERS, facts

TO_IDENTITY = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely"
NAMES = {"who": "Rowan Ashdown", "practice": "Mill Lane Surgery", "where": "Flat 3"}


def go(session: Session, number: int, path: str) -> None:
    """Choose along a path, with a reason wherever one could be asked for."""
    for entry in path.split():
        if entry.startswith("!"):
            session.happen(number, entry)
        else:
            session.choose(number, entry.partition("=")[2], reason="as we said")


def step(session: Session, number: int) -> str:
    return session.state.concern(number).lane.step


def everything(journal: MemoryJournal) -> bytes:
    return b"\n".join(journal.records())


@pytest.fixture
def named(session: Session) -> Session:
    """A meeting whose first concern has come to the handover, with a name given."""
    number = session.flag("own-life")
    go(session, number, TO_IDENTITY)
    for field, text in NAMES.items():
        session.seal(number, field, text)
    return session


# -- beginning ---------------------------------------------------------------------------------------------------


def test_a_meeting_begins_with_nobody_and_nothing(session: Session, journal: MemoryJournal) -> None:
    state = session.state
    assert (state.seats, state.concerns, state.view, state.facilitators) == ((), (), "meeting", 2)
    assert len(journal.records()) == 1


def test_settings_that_the_pack_does_not_have_begin_nothing(
    pack: Pack, journal: MemoryJournal, clock: Minutes
) -> None:
    with pytest.raises(ValueError, match="no such setting"):
        Session.begin(pack, journal, clock, {"colour": "red"})
    assert journal.records() == ()


# -- the room ----------------------------------------------------------------------------------------------------


def test_seats_have_letters_that_are_not_used_twice(session: Session) -> None:
    assert [session.take_seat(), session.take_seat(" heron "), session.take_seat()] == ["A", "B", "C"]
    session.empty_seat("B")
    assert session.take_seat("wren") == "D"
    assert [str(seat) for seat in session.state.seats] == ["Seat A", "Seat C", "D wren"]


def test_after_z_comes_aa(session: Session) -> None:
    letters = [session.take_seat() for _ in range(28)]
    assert letters[25:] == ["Z", "AA", "AB"]
    assert len(set(letters)) == 28


def test_a_seat_can_be_given_another_word_while_someone_sits_there(session: Session) -> None:
    letter = session.take_seat("heron")
    session.name_seat(letter, "wren")
    assert [str(seat) for seat in session.state.seats] == ["A wren"]
    session.name_seat(letter, "")
    assert session.state.seats[0].word == ""
    session.empty_seat(letter)
    with pytest.raises(KeyError):
        session.name_seat(letter, "x")
    with pytest.raises(KeyError):
        session.empty_seat(letter)


@pytest.mark.parametrize("count", [0, 3, -1])
def test_there_are_one_or_two_facilitators(session: Session, journal: MemoryJournal, count: int) -> None:
    with pytest.raises(ValueError, match="one facilitator or two"):
        session.count_facilitators(count)
    assert len(journal.records()) == 1


def test_how_many_facilitators_there_are_changes_what_is_offered(session: Session) -> None:
    number = session.flag("own-life")
    go(session, number, f"{TO_OFFERS} {ALL_REFUSED} refused=weigh")
    with pytest.raises(NotOffered):
        session.choose(number, "serious")
    session.count_facilitators(1)
    with pytest.raises(NotOffered):
        session.choose(number, "both-serious")
    session.choose(number, "serious")
    assert step(session, number) == "lead"


def test_looking_elsewhere_is_noted_once(session: Session, journal: MemoryJournal) -> None:
    session.turn("flag")
    session.turn("flag")
    assert (session.state.view, session.state.came_from, len(journal.records())) == ("flag", "meeting", 2)


# -- concerns ----------------------------------------------------------------------------------------------------


def test_flagging_opens_a_lane_and_turns_to_it(session: Session) -> None:
    seat = session.take_seat()
    number = session.flag("own-life", seat)
    concern = session.state.concern(number)
    assert (number, concern.lane.step, concern.seat, session.state.view) == (1, "danger", "A", "lane:1")


def test_a_kind_that_there_is_not_opens_nothing(session: Session, journal: MemoryJournal) -> None:
    with pytest.raises(KeyError):
        session.flag("weather")
    assert (session.state.concerns, len(journal.records())) == ((), 1)


def test_a_concern_can_be_seated_later_and_unseated(session: Session) -> None:
    number = session.flag("child")
    session.seat_concern(number, "someone-else")
    assert session.state.concern(number).seat == "someone-else"
    session.seat_concern(number, "")
    assert session.state.concern(number).seat == ""
    with pytest.raises(KeyError):
        session.seat_concern(7, "A")


def test_a_choice_that_is_not_offered_changes_nothing(session: Session, journal: MemoryJournal) -> None:
    number = session.flag("own-life")
    before, records = session.state, journal.records()
    for choice in ("accepted", "nonsense", ""):
        with pytest.raises(NotOffered):
            session.choose(number, choice, "because")
    for event in ("!returned", "!withdrawn", "!undo", "!nonsense"):
        with pytest.raises(NotOffered):
            session.happen(number, event)
    assert (session.state, journal.records()) == (before, records)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_reason_is_needed_where_one_is_asked_for(session: Session, journal: MemoryJournal, reason: str) -> None:
    number = session.flag("own-life")
    go(session, number, f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious")
    before, records = session.state, journal.records()
    for choice in ("pass-on", "do-not"):
        with pytest.raises(ReasonNeeded):
            session.choose(number, choice, reason)
    assert (session.state, journal.records()) == (before, records)
    session.choose(number, "do-not", "  we talked it through ")
    assert session.state.concern(number).story()[-1][1] == "we talked it through"


def test_undo_takes_the_reason_with_it(session: Session) -> None:
    number = session.flag("own-life")
    go(session, number, "danger=no access=ready talk=reassured")
    session.choose(number, "agreed", "a joke about an exam")
    assert [reason for _, reason in session.state.concern(number).story()][-1] == "a joke about an exam"
    session.happen(number, "!undo")
    concern = session.state.concern(number)
    assert concern.lane.step == "stand-down"
    assert "a joke about an exam" not in concern.reasons
    assert len(concern.reasons) == len(concern.lane.trail()) == 3


def test_pausing_adds_nothing_to_the_story(session: Session) -> None:
    number = session.flag("own-life")
    go(session, number, "danger=no !park")
    assert session.state.concern(number).lane.parked
    go(session, number, "!resume access=ready !left")
    assert [str(entry) for entry, _ in session.state.concern(number).story()] == [
        "danger=no",
        "access=ready",
        "!left",
    ]


def test_what_is_done_in_one_lane_fills_no_other(session: Session) -> None:
    first, second = session.flag("own-life"), session.flag("own-life")
    go(session, first, f"{TO_OFFERS} offers=emergency=yes")
    session.write(first, "may-say", "only this")
    untouched = session.state.concern(second)
    assert facts(session.pack, untouched.lane)["progress"] == "nothing"
    assert facts(session.pack, untouched.lane)["ground"] == "none"
    assert (untouched.lane.trail(), dict(untouched.written), untouched.reasons) == ((), {}, ())
    go(session, second, "danger=no !left")
    assert step(session, first) == "scope"
    assert facts(session.pack, session.state.concern(first).lane)["present"] == "yes"


def test_a_closed_lane_leaves_the_others_open(session: Session) -> None:
    first, second = session.flag("own-life"), session.ring_999()
    go(session, second, "emergency-outcome=accepted stay=help-here who-knows=told card=given")
    assert [concern.number for concern in session.state.open_concerns] == [first]


def test_ringing_999_opens_a_lane_of_its_own_and_keeps_the_others_place(session: Session) -> None:
    first = session.flag("own-life")
    go(session, first, f"{TO_OFFERS} offers=gp=yes")
    before = session.state.concern(first)
    number = session.ring_999()
    assert step(session, number) == "emergency-outcome"
    assert session.state.view == f"lane:{number}"
    assert session.state.concern(first) == before
    with pytest.raises(NotOffered):
        session.happen(number, "!undo")


# -- what is written ---------------------------------------------------------------------------------------------


def test_something_can_be_written_where_the_step_has_a_field(session: Session, journal: MemoryJournal) -> None:
    number = session.flag("own-life")
    with pytest.raises(KeyError):
        session.write(number, "may-say", "too early")
    go(session, number, f"{TO_OFFERS} offers=emergency=yes")
    session.write(number, "may-say", "that I would like some help")
    count = len(journal.records())
    session.write(number, "may-say", "that I would like some help")
    assert len(journal.records()) == count
    assert dict(session.state.concern(number).written) == {"may-say": "that I would like some help"}
    with pytest.raises(KeyError):
        session.write(number, "who", "a name")


def test_a_name_is_in_no_record_and_no_state(named: Session, journal: MemoryJournal) -> None:
    assert dict(named.sealed(1)) == NAMES
    for text in NAMES.values():
        assert text.encode() not in everything(journal)
        assert text not in repr(named.state)


def test_a_name_can_be_written_only_where_it_is_asked_for(session: Session, journal: MemoryJournal) -> None:
    number = session.flag("own-life")
    for path in ("", TO_OFFERS, "offers=gp=yes", "scope=agreed"):
        go(session, number, path)
        with pytest.raises(KeyError):
            session.seal(number, "who", NAMES["who"])
    assert journal.sealed(f"lane:{number}") == {}


def test_a_name_is_shown_only_where_the_step_shows_it(named: Session) -> None:
    go(named, 1, "identity=given")
    assert (step(named, 1), dict(named.sealed(1))) == ("handover", NAMES)
    go(named, 1, "handover=ready")
    assert (step(named, 1), dict(named.sealed(1))) == ("contact", NAMES)
    for path in ("contact=accepted", "who-knows=told", "card=given"):
        go(named, 1, path)
        assert named.sealed(1) == {}


def test_a_name_in_one_lane_is_shown_in_no_other(named: Session) -> None:
    other = named.flag("own-life")
    go(named, other, TO_IDENTITY)
    assert named.sealed(other) == {}


@pytest.mark.parametrize(
    "path",
    [
        "!withdrawn",
        "!left",
        "identity=not-given",
        "identity=given handover=ready contact=withdrawn",
        "identity=given handover=ready !withdrawn",
        "identity=given handover=ready contact=no-answer !left",
    ],
)
def test_a_name_is_gone_once_it_is_taken_back(named: Session, journal: MemoryJournal, path: str) -> None:
    go(named, 1, path)
    assert journal.sealed("lane:1") == {}
    assert named.sealed(1) == {}


def test_undo_does_not_bring_a_name_back(named: Session) -> None:
    go(named, 1, "!left !undo")
    assert (step(named, 1), named.sealed(1)) == ("identity", {})


def test_taking_a_name_back_in_one_lane_leaves_the_other(named: Session) -> None:
    other = named.flag("own-life")
    go(named, other, TO_IDENTITY)
    named.seal(other, "who", "Marnie")
    go(named, 1, "!withdrawn")
    assert (dict(named.sealed(1)), dict(named.sealed(other))) == ({}, {"who": "Marnie"})


# -- the end -----------------------------------------------------------------------------------------------------


def test_a_meeting_ends_only_when_every_concern_is_settled(session: Session, journal: MemoryJournal) -> None:
    first, second = session.flag("ill"), session.flag("own-life")
    with pytest.raises(StillOpen):
        session.end()
    go(session, first, "emergency=not-needed card=given")
    with pytest.raises(StillOpen):
        session.end()
    session.leave_open(second, "we go on with it next week")
    assert not session.state.ended
    assert step(session, first) == CLOSED
    session.end()
    assert session.state.ended
    assert journal.records() == ()


def test_a_concern_is_left_open_only_with_a_reason(session: Session) -> None:
    number = session.flag("own-life")
    for reason in ("", "  "):
        with pytest.raises(ReasonNeeded):
            session.leave_open(number, reason)
    with pytest.raises(KeyError):
        session.leave_open(9, "because")
    assert session.state.unsettled


def test_going_on_with_a_concern_takes_back_that_it_was_left_open(session: Session) -> None:
    number = session.flag("own-life")
    session.leave_open(number, "next week")
    assert not session.state.unsettled
    session.choose(number, "no")
    assert [concern.number for concern in session.state.unsettled] == [number]


def test_the_end_erases_names_too(named: Session, journal: MemoryJournal) -> None:
    named.leave_open(1, "they will ring")
    named.end()
    assert journal.sealed("lane:1") == {}


def test_erasing_is_finished_after_an_interruption_and_not_before_an_end(
    session: Session, journal: MemoryJournal
) -> None:
    session.finish_erasing()
    assert len(journal.records()) == 1
    session.end()
    journal.append(b"left over")
    session.finish_erasing()
    assert journal.records() == ()


class StuckJournal(MemoryJournal):
    """A journal that cannot be erased at the first try."""

    tries = 0

    def erase(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise JournalError("The folder cannot be written to.")
        super().erase()


def test_an_end_that_could_not_erase_can_be_tried_again(pack: Pack, clock: Minutes) -> None:
    journal = StuckJournal()
    session = Session.begin(pack, journal, clock)
    with pytest.raises(JournalError, match="cannot be written"):
        session.end()
    assert session.state.ended
    assert len(journal.records()) == 2
    session.end()
    assert journal.records() == ()


# -- a journal that cannot write ---------------------------------------------------------------------------------


class FullJournal(MemoryJournal):
    """A journal that has room for so many records."""

    room = 10**6

    def append(self, record: bytes, *, seal: tuple[str, str, str] | None = None, forget: str | None = None) -> None:
        if len(self.records()) >= self.room:
            raise JournalError("There is no room left on this computer.")
        super().append(record, seal=seal, forget=forget)


CALLS: dict[str, Callable[[Session], object]] = {
    "take a seat": lambda s: s.take_seat("heron"),
    "name a seat": lambda s: s.name_seat("A", "wren"),
    "empty a seat": lambda s: s.empty_seat("A"),
    "count": lambda s: s.count_facilitators(1),
    "turn": lambda s: s.turn("flag"),
    "flag": lambda s: s.flag("child"),
    "seat a concern": lambda s: s.seat_concern(1, "A"),
    "choose": lambda s: s.choose(1, "given"),
    "choose and forget": lambda s: s.choose(1, "not-given"),
    "happen": lambda s: s.happen(1, "!park"),
    "happen and forget": lambda s: s.happen(1, "!withdrawn"),
    "undo": lambda s: s.happen(1, "!undo"),
    "999": lambda s: s.ring_999(),
    "write": lambda s: s.write(2, "may-say", "this"),
    "seal": lambda s: s.seal(1, "who", "another name"),
    "leave open": lambda s: s.leave_open(1, "next week"),
    "end": lambda s: s.end(),
}


@pytest.mark.parametrize("call", CALLS)
def test_when_the_journal_cannot_write_nothing_has_changed(pack: Pack, clock: Minutes, call: str) -> None:
    journal = FullJournal()
    session = Session.begin(pack, journal, clock)
    session.take_seat()
    go(session, session.flag("own-life"), TO_IDENTITY)
    session.seal(1, "who", NAMES["who"])
    go(session, session.flag("own-life"), f"{TO_OFFERS} offers=gp=yes")
    if call == "end":
        session.leave_open(1, "next week")
        session.leave_open(2, "next week")
    before, records, sealed = session.state, journal.records(), dict(journal.sealed("lane:1"))
    journal.room = len(records)
    with pytest.raises(JournalError):
        CALLS[call](session)
    assert session.state is before
    assert (journal.records(), dict(journal.sealed("lane:1"))) == (records, sealed)
    journal.room += 2
    CALLS[call](session)
    assert (session.state, dict(journal.sealed("lane:1"))) != (before, sealed)


def test_a_meeting_does_not_begin_in_a_journal_that_cannot_write(pack: Pack, clock: Minutes) -> None:
    journal = FullJournal()
    journal.room = 0
    with pytest.raises(JournalError):
        Session.begin(pack, journal, clock)


def test_999_interrupted_half_way_is_still_on_the_card(pack: Pack, clock: Minutes) -> None:
    journal = FullJournal()
    session = Session.begin(pack, journal, clock)
    journal.room = 2
    with pytest.raises(JournalError):
        session.ring_999()
    assert (step(session, 1), session.state.view) == ("emergency", "lane:1")
    again = Session.resume(pack, journal, clock)
    assert again.state == session.state


# -- the exception, as the meeting sees it -----------------------------------------------------------------------


def test_settings_of_the_organisation_hold_for_the_whole_meeting(
    pack: Pack, journal: MemoryJournal, clock: Minutes
) -> None:
    session = Session.begin(pack, journal, clock, {"own_life_exception": "off"})
    number = session.flag("own-life")
    go(session, number, f"{TO_OFFERS} {ALL_REFUSED}")
    with pytest.raises(NotOffered):
        session.choose(number, "weigh")
    session.count_facilitators(1)
    with pytest.raises(NotOffered):
        session.choose(number, "weigh")


def test_passing_it_on_is_told_with_both_reasons(session: Session) -> None:
    number = session.flag("own-life")
    go(session, number, PASSED_ON)
    reasons = {str(entry): reason for entry, reason in session.state.concern(number).story()}
    assert reasons["may-pass-on=pass-on"] == "as we said"
