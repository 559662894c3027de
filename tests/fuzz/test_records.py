"""Records of a meeting that somebody mangled: it goes on as a whole, or one sentence says that it cannot."""

from __future__ import annotations

from random import Random

import pytest

from netmeet_tui.meeting.events import VERSION
from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import lane_of
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped
from tests.fuzz.changes import Bytes, Change, from_json, of_bytes, of_tree, of_words, to_json
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt
from tests.meeting.conftest import Minutes

pytestmark = LONG_RUN

PACK = shipped()
TYPED = ("heron", "kingfisher", "goosander", "dipper", "wagtail")
"""Everything that is typed in the meeting below: no sentence may tell it."""


def records() -> tuple[bytes, ...]:
    """The records of a meeting in which everything happens that can be kept."""
    journal = MemoryJournal()
    session = Session.begin(PACK, journal, Minutes(), {"records": "trails"})
    session.take_seat(TYPED[0])
    session.take_seat()
    session.empty_seat("B")
    session.count_facilitators(1)
    for kind in ("own-life", "child"):
        number = session.flag(kind, "A")
        session.seat_concern(number, "")
        chance = Random(kind)
        for _ in range(14):
            concern = session.state.concern(number)
            if concern.lane.closed:
                break
            step = PACK.steps[concern.lane.step]
            for field in step.fields:
                session.write(number, field, TYPED[1])
            for field in step.sealed:
                session.seal(number, field, TYPED[2])
            offered = [
                choice.id for choice in lanes.open_choices(PACK, concern.lane.situation, session.state.given)
            ]
            session.choose(number, chance.choice(offered), TYPED[3])
        for event in ("!undo", "!park", "!resume"):
            if event in lanes.events(PACK, session.state.concern(number).lane, session.state.given):
                session.happen(number, event)
    session.turn("flag")
    session.turn("lane:1")
    session.leave_open(1, TYPED[4])
    return tuple(journal.records())


def shown(session: Session) -> None:
    """Ask for all that screens ask for."""
    state = session.state
    for view in (*state.views, state.view, state.came_from):
        number = lane_of(view)
        assert number is None or state.concern(number).number == number
    for concern in state.concerns:
        assert len(concern.story()) == len(concern.lane.trail())
        assert lanes.choices(PACK, concern.lane, state.given) is not None
        assert concern.lane.closed or PACK.steps[concern.lane.step]
        assert session.sealed(concern.number) is not None
        assert concern.flagged.astimezone().tzinfo is not None
    assert all(str(seat) for seat in state.seats)


def of_depth(chance: Random, data: bytes) -> Change:
    """More inside one another than can be read."""
    return Bytes(chance.randrange(len(data)), 0, b'{"at":' * chance.choice((900, 30_000)))


def test_a_meeting_with_a_mangled_record_goes_on_or_says_that_it_cannot() -> None:
    whole = records()
    kinds = {from_json(record)["what"] for record in whole}
    assert kinds >= {"opened", "seat", "seat-emptied", "flagged", "seated", "chose", "happened", "wrote", "turned"}
    assert any(word.encode() in b"".join(whole) for word in TYPED)
    went_on = []

    def attempt(name: str, data: bytes) -> None:
        journal = MemoryJournal()
        for number, record in enumerate(whole):
            journal.append(data if number == int(name) else record)
        try:
            session = Session.resume(PACK, journal, Minutes())
        except JournalError as error:
            a_sentence(error, *TYPED)
            return
        went_on.append(name)
        shown(session)

    changers = (of_bytes, of_words, of_tree(from_json, to_json), of_tree(from_json, to_json), of_depth)
    hunt("record", {f"{number:03}": record for number, record in enumerate(whole)}, changers, attempt, 1200)
    assert len(went_on) > 100


AT = '"at":"2026-11-24T15:00:00Z"'


@pytest.mark.parametrize(
    "record",
    [
        f'{{"what":"turned",{AT},"view":"lane:x"}}',
        f'{{"what":"turned",{AT},"view":"lane:99"}}',
        f'{{"what":"flagged",{AT},"lane":1,"kind":"ill"}}',
        f'{{"what":"flagged",{AT},"lane":-1,"kind":"ill"}}',
        f'{{"what":"opened",{AT},"pack":"{PACK.name} {PACK.version}","settings":{{}},"facilitators":2}}',
        '{"what":"turned","at":"2026-11-24T15:00:00","view":"meeting"}',
        f'{{"what":"wrote",{AT},"lane":1,"field":"may-say","text":"\\ud800"}}',
    ],
    ids=["no-number", "no-concern", "counted-twice", "no-count", "opened-twice", "no-zone", "half-a-sign"],
)
def test_a_record_that_nothing_here_writes_is_refused(record: str) -> None:
    journal = MemoryJournal()
    for sound in records():
        journal.append(sound)
    shown(Session.resume(PACK, journal, Minutes()))
    journal.append(record.encode())
    with pytest.raises(JournalError) as told:
        Session.resume(PACK, journal, Minutes())
    a_sentence(told.value, *TYPED)


def test_a_meeting_of_a_newer_program_is_left_alone() -> None:
    journal = MemoryJournal()
    newer = records()[0].replace(b'"version":%d' % VERSION, b'"version":%d' % (VERSION + 1))
    journal.append(newer)
    with pytest.raises(JournalError):
        Session.resume(PACK, journal, Minutes())


@pytest.mark.parametrize("deed", ["gone", "twice", "moved", "cut short"])
def test_records_out_of_order_are_no_meeting_or_a_whole_one(deed: str) -> None:
    whole = records()
    for place in range(len(whole)):
        changed = list(whole)
        match deed:
            case "gone":
                del changed[place]
            case "twice":
                changed.insert(place, changed[place])
            case "moved":
                changed.insert(place // 2, changed.pop(place))
            case "cut short":
                del changed[place:]
        journal = MemoryJournal()
        for record in changed:
            journal.append(record)
        try:
            shown(Session.resume(PACK, journal, Minutes()))
        except JournalError as error:
            a_sentence(error, *TYPED)
            assert place == 0 or deed != "cut short"
