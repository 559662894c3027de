"""A meeting that was interrupted goes on exactly where it was, after whatever had happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import IN_CASE, MODES
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from tests.meeting.conftest import Minutes
from tests.walks import KINDS, settings_of

PACK = shipped()
WORDS = ("", "heron", "wren")
VIEWS = ("meeting", "flag", "999", "end", "lane:1")
Deed = Callable[[Session, int, int], None]


def seat(session: Session, a: int, b: int) -> None:
    seats = session.state.seats
    if seats and b % 3 == 0:
        session.empty_seat(seats[a % len(seats)].letter)
    elif seats and b % 3 == 1:
        session.name_seat(seats[a % len(seats)].letter, WORDS[b % 3])
    else:
        session.take_seat(WORDS[a % 3])


def flag(session: Session, a: int, b: int) -> None:
    if len(session.state.concerns) < 4:
        session.flag(KINDS[a % len(KINDS)], ("", "A", "someone-else")[b % 3])


def look(session: Session, a: int, b: int) -> None:
    views = VIEWS if session.state.concerns else VIEWS[:-1]
    session.turn(views[a % len(views)])
    session.count_facilitators(1 + b % 2)


def choose(session: Session, a: int, b: int) -> None:
    open_ones = session.state.open_concerns
    if open_ones:
        concern = open_ones[a % len(open_ones)]
        choices = list(lanes.open_choices(PACK, concern.lane.situation, session.state.given))
        session.choose(concern.number, choices[b % len(choices)].id, reason=f"reason {b}")


def happen(session: Session, a: int, b: int) -> None:
    if session.state.concerns:
        concern = session.state.concerns[a % len(session.state.concerns)]
        events = lanes.events(PACK, concern.lane, session.state.given)
        if events:
            session.happen(concern.number, events[b % len(events)])


def write(session: Session, a: int, b: int) -> None:
    for concern in session.state.open_concerns:
        step = PACK.steps[concern.lane.step]
        if step.fields:
            session.write(concern.number, step.fields[a % len(step.fields)], f"words {b}")
        if step.sealed:
            session.seal(concern.number, step.sealed[a % len(step.sealed)], f"name {b}")


def leave(session: Session, a: int, b: int) -> None:
    if session.state.concerns:
        session.leave_open(session.state.concerns[a % len(session.state.concerns)].number, f"reason {b}")


def card(session: Session, a: int, b: int) -> None:
    for seat in session.state.seats[a % 3 :]:
        match b % 5:
            case 0:
                session.take_back_in_case(seat.letter)
            case 1:
                session.leave_seat(seat.letter, keep_card=a % 2 == 0)
            case 2:
                session.return_seat(seat.letter)
            case _:
                session.put_in_case(seat.letter, IN_CASE[a % 4], f"place {b}" if a % 5 else "")


def arrange(session: Session, a: int, b: int) -> None:
    session.arrange(MODES[a % 4], f"hall {b % 3}")
    session.tell(f"point {a % 3}", b % 2 == 0)
    session.mark(("round", "pause", "")[a % 3], b % 90)
    if session.state.concerns:
        session.hold(1 + a % len(session.state.concerns), b % 3)


def ring(session: Session, _a: int, _b: int) -> None:
    if len(session.state.concerns) < 4:
        session.ring_999()


DEEDS: tuple[Deed, ...] = (
    seat,
    flag,
    look,
    *[choose] * 8,
    happen,
    happen,
    write,
    write,
    leave,
    ring,
    card,
    arrange,
)
deeds = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 255), st.integers(0, 255)), min_size=20, max_size=45
)


def same(one: Session, other: Session) -> None:
    assert other.state == one.state
    assert other.state.view == one.state.view
    assert other.state.seats == one.state.seats
    for seat in one.state.seats:
        assert dict(other.in_case(seat.letter)) == dict(one.in_case(seat.letter))
        assert set(one.in_case(seat.letter)) == seat.in_case
    for concern in one.state.concerns:
        again = other.state.concern(concern.number)
        assert again.lane.situation == concern.lane.situation
        assert again.story() == concern.story()
        assert dict(again.written) == dict(concern.written)
        assert dict(other.sealed(concern.number)) == dict(one.sealed(concern.number))


@given(done=deeds, chosen=settings_of(PACK), first=st.sampled_from(KINDS))
@settings(deadline=None, max_examples=40)
def test_after_every_event_the_journal_leads_to_the_same_meeting(
    done: list[tuple[Deed, int, int]], chosen: dict[str, str], first: str
) -> None:
    del chosen["facilitators"]
    journal, clock = MemoryJournal(), Minutes()
    session = Session.begin(PACK, journal, clock, chosen)
    session.flag(first)
    for deed, a, b in done:
        deed(session, a, b)
        same(session, Session.resume(PACK, journal, clock))


@given(done=deeds)
@settings(deadline=None, max_examples=20)
def test_a_resumed_meeting_goes_on_as_the_first_would_have(done: list[tuple[Deed, int, int]]) -> None:
    """Closing and opening the program between any two things makes no difference to what comes out."""
    one = Session.begin(PACK, MemoryJournal(), Minutes())
    clock, journal = Minutes(), MemoryJournal()
    other = Session.begin(PACK, journal, clock)
    for deed, a, b in done:
        deed(one, a, b)
        deed(other, a, b)
        other = Session.resume(PACK, journal, clock)
    same(one, other)


def test_a_meeting_that_ended_is_known_to_have_ended(session: Session, journal: MemoryJournal) -> None:
    at = session.state.opened
    journal.append(e.encode(e.Ended(at)))
    again = Session.resume(PACK, journal, Minutes())
    assert again.state.ended
    again.finish_erasing()
    assert journal.records() == ()


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_what_does_not_fit_is_told_in_one_plain_sentence(pack: Pack, number: int) -> None:
    whole = MemoryJournal()
    session = Session.begin(pack, whole, Minutes())
    session.flag("own-life")
    session.choose(1, "no")
    session.choose(1, "ready")
    wrong = (
        [],
        [b"not a record"],
        whole.records()[1:],
        [*whole.records()[:2], whole.records()[3]],
    )[number]
    journal = MemoryJournal()
    for record in wrong:
        journal.append(record)
    with pytest.raises(JournalError) as error:
        Session.resume(pack, journal, Minutes())
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_a_meeting_under_another_policy_does_not_go_on(pack: Pack) -> None:
    journal, clock = MemoryJournal(), Minutes()
    journal.append(e.encode(e.Opened(clock(), "standard 0", {}, 2)))
    with pytest.raises(JournalError, match="another version of the policy"):
        Session.resume(pack, journal, clock)
