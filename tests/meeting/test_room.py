"""The room around the concerns: how it is held, what was said first, seats, in-case cards, who holds a lane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import IN_CASE, Mark, fold, name_of
from netmeet_tui.policy.pack import Pack
from tests.journal import support
from tests.meeting.conftest import Minutes

RECORDS_1 = Path(__file__).parent / "fixtures" / "records-1.jsonl"
WORD = "quillfeather"


def everything(journal: MemoryJournal) -> bytes:
    return b"\n".join(journal.records())


class Full(MemoryJournal):
    """A journal whose disk is full whenever it is told so."""

    full = False

    def append(self, record: bytes, *, seal: tuple[str, str, str] | None = None, forget: str | None = None) -> None:
        if self.full:
            raise JournalError("The disk is full.")
        super().append(record, seal=seal, forget=forget)


# -- how it is held, what was said, marks, who holds a lane -------------------------------------------------------


def test_how_and_where_is_said_once_and_can_be_changed(session: Session, journal: MemoryJournal) -> None:
    session.arrange("in-person", "  4 Mill Lane,\n the hall ")
    session.arrange("in-person", "4 Mill Lane, the hall")
    assert (session.state.arranged.mode, session.state.arranged.place) == ("in-person", "4 Mill Lane, the hall")
    assert len(journal.records()) == 2
    session.arrange("online")
    assert (session.state.arranged.mode, session.state.arranged.place) == ("online", "")


def test_points_of_the_opening_are_said_and_taken_back(session: Session, journal: MemoryJournal) -> None:
    session.tell("safe-space")
    session.tell("safe-space")
    session.tell("anonymous")
    session.tell("safe-space", False)
    assert session.state.told == {"anonymous"}
    assert len(journal.records()) == 4


def test_a_pause_says_until_when_and_nothing_ends_it_but_a_person(session: Session, clock: Minutes) -> None:
    session.mark("pause", 15)
    marked = clock.now
    assert session.state.mark == Mark("pause", marked + timedelta(minutes=15))
    clock.now += timedelta(hours=3)
    session.tell("later")
    assert session.state.mark.until == marked + timedelta(minutes=15)
    session.mark("round")
    assert session.state.mark == Mark("round")
    session.mark("")
    assert session.state.mark == Mark()


def test_one_of_the_facilitators_holds_a_lane_or_nobody_does(session: Session, journal: MemoryJournal) -> None:
    one, two = session.flag("own-life"), session.flag("child")
    session.hold(one, 2)
    session.hold(one, 2)
    assert [concern.held_by for concern in session.state.concerns] == [2, 0]
    assert len(journal.records()) == 4
    session.hold(one, 0)
    session.hold(two, 1)
    assert [concern.held_by for concern in session.state.concerns] == [0, 1]


@pytest.mark.parametrize(
    "deed",
    [
        lambda s: s.arrange("by post", "x"),
        lambda s: s.hold(1, 3),
        lambda s: s.hold(2, 1),
        lambda s: s.mark("dance"),
        lambda s: s.mark("pause", 601),
        lambda s: s.mark("pause", -1),
        lambda s: s.put_in_case("A", "surname", "x"),
        lambda s: s.put_in_case("B", "where", "x"),
        lambda s: s.take_back_in_case("B"),
        lambda s: s.leave_seat("B"),
        lambda s: s.return_seat("B"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    session: Session, journal: MemoryJournal, deed: Callable[[Session], None]
) -> None:
    session.take_seat()
    session.flag("own-life")
    before = session.state, len(journal.records())
    with pytest.raises((ValueError, KeyError)):
        deed(session)
    assert (session.state, len(journal.records())) == before


# -- seats that leave ----------------------------------------------------------------------------------------------


def test_who_leaves_keeps_the_letter_and_no_lane_is_touched(session: Session) -> None:
    a, b = session.take_seat("heron"), session.take_seat()
    number = session.flag("own-life", a)
    lane = session.state.concern(number).lane
    session.leave_seat(a)
    session.leave_seat(a)
    assert [seat.left for seat in session.state.seats] == [True, False]
    assert session.take_seat() == "C"
    session.name_seat(a, "wren")
    assert (str(session.state.seats[0]), session.state.seats[0].left) == ("A wren", True)
    session.return_seat(a)
    session.return_seat(b)
    assert not any(seat.left for seat in session.state.seats)
    assert session.state.concern(number).lane is lane


# -- the in-case card ----------------------------------------------------------------------------------------------


def filled(session: Session) -> str:
    letter = session.take_seat("heron")
    for field in IN_CASE:
        session.put_in_case(letter, field, f"  {WORD} {field} ")
    return letter


def test_the_in_case_card_is_sealed_and_in_no_record(session: Session, journal: MemoryJournal) -> None:
    letter = filled(session)
    assert session.in_case(letter) == {field: f"{WORD} {field}" for field in IN_CASE}
    assert session.state.seats[0].in_case == set(IN_CASE)
    assert WORD.encode() not in everything(journal)
    assert WORD not in repr(session.state)
    assert session.in_case("B") == {}


def test_a_field_can_be_emptied_and_the_same_again_is_not_noted(session: Session, journal: MemoryJournal) -> None:
    letter = filled(session)
    count = len(journal.records())
    session.put_in_case(letter, "phone", f"{WORD} phone")
    assert len(journal.records()) == count
    session.put_in_case(letter, "phone", " ")
    assert "phone" not in session.in_case(letter)
    assert session.state.seats[0].in_case == set(IN_CASE) - {"phone"}
    assert len(journal.records()) == count + 1


GONE: tuple[Callable[[Session], None], ...] = (
    lambda s: s.empty_seat("A"),
    lambda s: s.take_back_in_case("A"),
    lambda s: s.leave_seat("A"),
)


@pytest.mark.parametrize("deed", GONE, ids=("emptied", "taken back", "left"))
def test_it_is_gone_in_the_same_durable_step(pack: Pack, clock: Minutes, deed: Callable[[Session], None]) -> None:
    journal = Full()
    session = Session.begin(pack, journal, clock)
    filled(session)
    count = len(journal.records())
    journal.full = True
    with pytest.raises(JournalError):
        deed(session)
    assert (len(session.in_case("A")), len(journal.sealed("seat:A"))) == (4, 4)
    journal.full = False
    deed(session)
    assert (session.in_case("A"), journal.sealed("seat:A"), len(journal.records())) == ({}, {}, count + 1)
    assert not any(seat.in_case for seat in session.state.seats)
    assert Session.resume(pack, journal, clock).state == session.state


def test_who_leaves_may_wish_it_to_be_kept(session: Session) -> None:
    letter = filled(session)
    session.leave_seat(letter, keep_card=True)
    assert len(session.in_case(letter)) == 4
    session.return_seat(letter)
    assert len(session.in_case(letter)) == 4


def test_another_card_is_not_touched_nor_what_is_sealed_in_a_lane(session: Session) -> None:
    filled(session)
    other = session.take_seat()
    session.put_in_case(other, "where", "the other")
    session.take_back_in_case("A")
    assert session.in_case(other) == {"where": "the other"}


def test_it_is_taken_over_into_memory_and_gone_at_the_end(session: Session) -> None:
    letter = filled(session)
    memory = MemoryJournal()
    assert session.carry_on(memory)
    assert session.in_case(letter) == {field: f"{WORD} {field}" for field in IN_CASE}
    session.end()
    assert memory.sealed(f"seat:{letter}") == {}


def test_on_the_disk_it_is_sealed_and_after_taking_it_back_it_is_nowhere(
    pack: Pack, clock: Minutes, tmp_path: Path
) -> None:
    vault = support.make(tmp_path / "vault")
    journal = vault.begin("m", support.BEGAN)
    filled(Session.begin(pack, journal, clock))
    vault.close()
    vault = Vault.unlock(tmp_path / "vault", support.PASSPHRASE)
    journal = vault.resume("m")
    session = Session.resume(pack, journal, clock)
    assert len(session.in_case("A")) == 4
    assert WORD.encode() not in b"".join(journal.records())
    session.take_back_in_case("A")
    assert journal.sealed("seat:A") == {}
    vault.close()


# -- what is kept, and what an older netmeet wrote -----------------------------------------------------------------


def test_nothing_of_the_room_is_kept_after_the_meeting(pack: Pack, clock: Minutes) -> None:
    def kept(busy: bool) -> list[bytes]:
        clock.now = clock.now.replace(hour=14, minute=0)
        session = Session.begin(pack, MemoryJournal(), clock, {"records": "trails"})
        letter = session.take_seat(WORD if busy else "")
        number = session.flag("own-life", letter)
        at = clock.now
        if busy:
            session.arrange("in-person", WORD)
            session.tell(WORD)
            session.mark("pause", 15)
            session.hold(number, 2)
            session.put_in_case(letter, "name", WORD)
            session.leave_seat(letter, keep_card=True)
        clock.now = at
        session.choose(number, "no")
        session.leave_open(number, "later")
        return [trail.encode(one) for one in trail.of(pack, session.state).values()]

    assert kept(True) == kept(False) != []


def test_records_of_version_1_are_read_and_fold(pack: Pack) -> None:
    events = [e.decode(line) for line in RECORDS_1.read_bytes().splitlines()]
    opened = events[0]
    assert isinstance(opened, e.Opened) and opened.version == 1 < e.VERSION
    state = fold(pack, [msgspec.structs.replace(opened, pack=name_of(pack)), *events[1:]])
    assert state.ended and [str(seat) for seat in state.seats] == ["A heron"]
    assert (state.arranged.mode, state.mark, state.concern(1).held_by) == ("", Mark(), 0)
    assert not state.told
    assert state.concern(1).written == {"may-say": "that they are low"}


def test_a_meeting_of_a_newer_netmeet_does_not_go_on(pack: Pack, clock: Minutes) -> None:
    journal = MemoryJournal()
    journal.append(e.encode(e.Opened(clock(), name_of(pack), {}, 2, e.VERSION + 1)))
    with pytest.raises(JournalError):
        Session.resume(pack, journal, clock)
