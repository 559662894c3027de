"""A note about the work: what may point to somebody keeps being told until it is changed, or said to be nobody."""

from __future__ import annotations

import msgspec
import pytest

from netmeet_tui.learning import note as notes
from netmeet_tui.learning.note import Note


def a_note(*answers: str) -> Note:
    first, second, third = (*answers, "", "", "")[:3]
    return Note("2026-11", (first, second, third))


def words(note: Note) -> list[str]:
    return [note.answers[one.answer][one.finding.start : one.finding.end] for one in notes.found(note)]


def test_what_is_said_to_be_nobody_is_not_told_again_where_it_was_said() -> None:
    note = a_note("Monday is a hard day. We met on Monday.", "Ask Sam.")
    assert words(note) == ["Monday", "Monday", "Sam"]
    note = notes.clear(note, notes.found(note)[0])
    assert words(note) == ["Monday", "Sam"]


def test_a_sentence_that_is_changed_is_looked_at_again_and_others_are_not() -> None:
    note = a_note("Monday is a hard day. Tea helps.")
    note = notes.clear(note, notes.found(note)[0])
    longer = msgspec.structs.replace(note, answers=("Monday is a hard day. Tea helps a lot.", "", ""))
    changed = msgspec.structs.replace(note, answers=("Monday is a hard day for him. Tea helps.", "", ""))
    assert (words(longer), words(changed)) == ([], ["Monday"])


def test_what_is_kept_has_no_mark_of_what_was_taken_out() -> None:
    note = a_note("  We asked Sam.\n")
    note = notes.clear(note, notes.found(note)[0])
    gone = msgspec.structs.replace(note, answers=("We asked them.", "", ""))
    assert notes.trimmed(gone).nobody == ()
    kept = notes.trimmed(note)
    assert (kept.answers[0], words(kept)) == ("We asked Sam.", [])


def test_it_is_kept_and_read_back_and_holds_no_day() -> None:
    note = a_note("Tea.", "Less talk.", "Pay an interpreter.")
    assert notes.decode(notes.encode(note)) == note
    assert set(msgspec.structs.asdict(note)) == {"month", "answers", "nobody", "version"}


LATER = notes.encode(a_note()).replace(b'version":1', b'version":2')


@pytest.mark.parametrize("record", [b"", b"{}", b"\xff", b'{"month":1}', LATER])
def test_what_is_no_note_is_said_to_be_none(record: bytes) -> None:
    with pytest.raises(ValueError, match="note"):
        notes.decode(record)


def test_as_a_file_it_says_the_month_and_what_was_answered() -> None:
    written = notes.written(a_note("Tea.", "", "Pay an interpreter."), "November 2026")
    assert written.splitlines()[0] == f"# {notes.TITLE}"
    assert "November 2026" in written
    assert f"## {notes.QUESTIONS[0]}\n\nTea." in written
    assert notes.QUESTIONS[1] not in written
