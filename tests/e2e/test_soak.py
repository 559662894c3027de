"""A sample of the soak, and the soak held to what it has to notice. ``python -m tests.soak`` is all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import meeting_text
from tests.e2e.trainee import CORNER, SIDE, TOP
from tests.scale import times
from tests.soak import seen
from tests.soak.kept import Kept, lost
from tests.soak.memory import Sample, growth, taken_by
from tests.soak.monkey import Monkey
from tests.soak.soaked import Live, Practised

KEYS = times(70, 20_000)
CUT_EVERY = times(45, 4_000)


def never() -> bool:
    """Time is never up."""
    return False


def test_keys_at_random_lose_nothing_of_a_live_meeting(tmp_path: Path) -> None:
    told = Live(tmp_path, 5, cut_every=CUT_EVERY, enough=never).run(KEYS)
    assert told.wrong == []
    assert told.keys >= KEYS
    assert told.events > 0
    assert told.done["cuts"] and told.done["held to the disk"] and told.done["came back"], told.done


def test_keys_at_random_stop_no_practice(tmp_path: Path) -> None:
    told = Practised(tmp_path, 5, cut_every=CUT_EVERY, enough=never).run(KEYS)
    assert told.wrong == []
    assert told.keys >= KEYS
    assert len(told.by_page) > 2, told.by_page


# -- what it has to notice -------------------------------------------------------------------------------------


def test_a_screen_without_999_or_without_the_frame_is_noticed() -> None:
    live = ["Meeting  ·  began 10:00" + " " * 20 + "9 999", "said"]
    frame = [f"{TOP} {CORNER}", f"{SIDE} Meeting  F9 999 {SIDE}", f"{SIDE} said {SIDE}"]
    assert seen.wanting(live, practice=False) == ""
    assert seen.wanting([live[0].replace("999", ""), "said"], practice=False) == "the key for 999"
    assert seen.wanting(live, practice=True) == "the frame of practice"
    assert seen.wanting(frame, practice=True) == ""
    assert seen.wanting([frame[0], frame[1].replace("F9 999", "Meeting")], practice=True)
    assert seen.wanting([frame[0], frame[1], "said"], practice=False) == "a frame that is whole"


def test_what_is_told_of_a_page_is_never_what_somebody_wrote() -> None:
    kind = shipped().words.kinds["own-life"].short
    assert seen.page_of([f"3 {kind}  ·  A Wren{' ' * 9}9 999", "said"]) == seen.A_CONCERN
    assert seen.page_of([f"Wren  ·  Meeting{' ' * 9}9 999", "said"]) == seen.ANOTHER
    assert seen.page_of([f"netmeet  ·  locked{' ' * 9}9 999", "said"]) == "netmeet / locked"
    assert seen.page_of(["", "╭─╮ ╶─╮"]) == seen.HIDDEN
    assert seen.page_of(["", "╭─╮ ╶─╮", " » Tour 2 of 5: Press [h]."]) == seen.HIDDEN
    assert seen.page_of(["", "╭─╮ ╶─╮", " Press [h]."]) != seen.HIDDEN


def test_a_page_over_the_meeting_is_not_taken_for_it() -> None:
    kind = shipped().words.kinds["own-life"].short
    line, heading = " " * 9 + "9 999", f" {meeting_text.HERE_TITLE}"
    assert seen.is_meetings_own([f"Meeting  ·  began 10:00{line}", heading])
    assert seen.is_meetings_own([f"1 {kind}  ·  A{line}", "said"])
    assert not seen.is_meetings_own([f"Meeting  ·  {meeting_text.SEATS_TITLE}{line}", heading])
    assert not seen.is_meetings_own([f"Meeting  ·  began 10:00{line}", "a pause"])


def _records() -> tuple[bytes, ...]:
    journal = MemoryJournal()
    session = Session.begin(shipped(), journal, lambda: datetime(2026, 3, 4, tzinfo=UTC))
    session.flag("own-life")
    session.choose(1, "no")
    return tuple(journal.records())


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (Kept({"m": _records()}, 0), ""),
        (Kept({"m": (*_records(), b"more")}, 0), ""),
        (Kept({"m": _records()[:-1]}, 0), "records of an open meeting are other than they were"),
        (Kept({}, 0), "an open meeting is gone, and has left no trail"),
        (Kept({}, 1), ""),
    ],
)
def test_a_record_that_is_lost_is_noticed(now: Kept, what: str) -> None:
    assert lost(Kept({"m": _records()}, 0), now) == what


def test_what_a_meeting_was_like_is_known_from_each_record_on() -> None:
    states = Kept({"m": _records()}, 0).states(before=2)
    assert [len(state.concerns[0].lane.trail()) for state in states if state.concerns] == [1, 0]
    assert isinstance(e.decode(_records()[0]), e.Opened)
    assert taken_by(_records()) > 0


def test_growth_is_told_for_a_thousand_keys_once_it_is_warm() -> None:
    life = [Sample(keys, 40_000 + (3_000 if keys > 100 else 0) + keys / 4) for keys in range(0, 4_000, 100)]
    assert growth([life, [Sample(0, 10)]]) == pytest.approx(250)
    assert growth([life[:5]]) is None


def test_the_same_seed_presses_the_same() -> None:
    one, other = Monkey(3), Monkey(3)
    done = [one.next(writing=turn % 3 == 0) for turn in range(2_000)]
    assert done == [other.next(writing=turn % 3 == 0) for turn in range(2_000)]
    assert {doing.what for doing in done} == {"keys", "words", "mouse", "storm", "paste"}
