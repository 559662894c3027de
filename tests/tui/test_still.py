"""What was asked for a moment ago is done where it still makes sense, and let go of where it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import ReasonNeeded, Session
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED
from netmeet_tui.tui import still
from tests.walks import TO_OFFERS

TO_SCOPE = f"{TO_OFFERS} offers=gp=yes"


@pytest.fixture
def session() -> Session:
    """A meeting with one concern."""
    session = Session.begin(shipped(), MemoryJournal(), lambda: datetime(2026, 3, 4, 18, 30, tzinfo=UTC), {})
    session.flag("own-life")
    return session


def walk(session: Session, path: str) -> None:
    """Go on in the lane by ``step=choice``, each of which is made."""
    for entry in path.split():
        step, _, choice = entry.partition("=")
        assert still.choose(session, 1, step, choice, "because")


def test_a_field_is_written_in_while_its_step_has_it(session: Session) -> None:
    walk(session, TO_SCOPE)
    still.write(session, 1, "may-say", "that I cannot sleep")
    still.write(session, 1, "who", "Wren Hall")  # of a later step
    assert dict(session.state.concern(1).written) == {"may-say": "that I cannot sleep"}
    walk(session, "scope=agreed gp=open-likely")
    still.write(session, 1, "who", "Wren Hall")
    assert dict(session.sealed(1)) == {"who": "Wren Hall"}
    before = session.state
    still.write(session, 1, "may-say", "too late")
    assert session.state is before


def test_in_a_lane_that_is_closed_nothing_is_written_chosen_or_happens(session: Session) -> None:
    session.happen(1, "!stand-down")
    while session.state.concern(1).lane.step != CLOSED:
        step = session.state.concern(1).lane.step
        session.choose(1, session.pack.steps[step].choices[0].id, "because")
    before = session.state
    still.write(session, 1, "may-say", "too late")
    assert not still.choose(session, 1, "danger", "no", "")
    still.happen(session, 1, "!left")
    assert session.state is before


def test_a_choice_is_made_where_its_step_stands_and_offers_it(session: Session) -> None:
    before = session.state
    assert not still.choose(session, 1, "access", "ready", "")
    assert not still.choose(session, 1, "danger", "never-heard-of", "")
    assert session.state is before
    assert still.choose(session, 1, "danger", "no", "")
    assert session.state.concern(1).lane.step == "access"


def test_a_reason_is_asked_for_all_the_same(session: Session) -> None:
    walk(session, "danger=no")
    step = session.pack.steps["access"]
    needing = [choice.id for choice in step.choices if choice.reason]
    for choice in needing:
        with pytest.raises(ReasonNeeded):
            still.choose(session, 1, "access", choice, " ")


def test_an_event_happens_where_it_makes_sense(session: Session) -> None:
    walk(session, "danger=no access=ready")
    session.happen(1, "!left")
    before = session.state
    still.happen(session, 1, "!left")
    assert session.state is before
    still.happen(session, 1, "!returned")
    assert session.state != before


def test_nothing_is_done_to_a_seat_that_nobody_has(session: Session) -> None:
    letter = session.take_seat("Wren")
    put = partial(session.put_in_case, letter, "where", "12 High Street")
    still.seated(session, letter, put)
    assert dict(session.in_case(letter)) == {"where": "12 High Street"}
    session.empty_seat(letter)
    before = session.state
    still.seated(session, letter, put)
    assert session.state is before
