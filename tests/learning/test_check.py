"""What the check of a note finds, on sentences with and without something that points to somebody."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType

import pytest

from netmeet_tui.learning import text
from netmeet_tui.learning.check import LONGEST_PIECE, OVERLAP, check, line_and_column, lists, pieces
from netmeet_tui.learning.shapes import PATTERNS
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.word_rules import texts
from tests.learning.corpus import EVERY, HELD_OUT, SEEN, Sentence
from tests.scale import times


def said(sentence: str) -> list[tuple[str, str]]:
    """What is found, with its sort."""
    return [(sentence[start:end], sort) for start, end, sort in check(sentence)]


def missed(sentences: tuple[Sentence, ...]) -> list[str]:
    found = {sentence: check(sentence.text) for sentence in sentences}
    return [
        sentence.text[start:end]
        for sentence, there in found.items()
        for start, end, _ in sentence.marks
        if not any(one.start < end and start < one.end for one in there)
    ]


def too_much(sentences: tuple[Sentence, ...]) -> list[str]:
    return [
        sentence.text[one.start : one.end]
        for sentence in sentences
        for one in check(sentence.text)
        if not any(one.start < end and start < one.end for start, end, _ in sentence.marks)
    ]


def test_there_are_sentences_enough_of_both_and_of_each_sort() -> None:
    assert len(EVERY) >= 200
    assert min(sum(bool(s.marks) for s in EVERY), sum(not s.marks for s in EVERY)) >= 100
    assert {sort for s in HELD_OUT for _, _, sort in s.marks} == set(text.WHY)


def test_what_points_to_somebody_is_found() -> None:
    assert missed(SEEN) == []
    assert missed(HELD_OUT) == []


def test_what_points_to_nobody_is_mostly_left_alone() -> None:
    assert too_much(SEEN) == []
    assert len(too_much(HELD_OUT)) <= 1


def test_prose_that_was_not_written_for_this_is_mostly_left_alone() -> None:
    prose = [there.text for there in texts(shipped()) if there.part in ("say", "do", "choices", "title")]
    found = [sentence[one.start : one.end] for sentence in prose for one in check(sentence)]
    words = sum(len(sentence.split()) for sentence in prose)
    assert words > 3000
    assert len(found) * 300 < words, found


NEVER_LISTED = "Quorvath"
"""A name that is on no list."""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (f"We asked {NEVER_LISTED} to wait.", [(NEVER_LISTED, "name")]),
        (f"{NEVER_LISTED} said so.", [(NEVER_LISTED, "name")]),
        (
            "Her friend Agnieszka Nowak, of 3 High Street, came.",
            [("Agnieszka Nowak", "name"), ("3 High Street", "place")],
        ),
        ("Ring (020) 7946 0018 ext. 12.", [("(020) 7946 0018 ext. 12", "number")]),
        ("WE ASKED SAM TO WAIT AND IT HELPED", [("SAM", "name")]),
        ("we asked sam to wait", [("sam", "name")]),
        ("They moved from milton keynes.", [("milton keynes", "place")]),
        ("“Wait,” said Zainab’s brother.", [("Zainab’s", "name")]),
        ("Marie-Claire was late.", [("Marie-Claire", "name")]),
        ("On 12 May we met, and in May again.", [("12 May", "date"), ("May", "date")]),
        ("It was a Monday, in a general sense.", [("Monday", "date")]),
        ("We rang 999, then 111, then 116 123.", []),
        ("That may help. We march on. Will you?", []),
        ("The ward was loud, and the school was far.", []),
        ("Tea first.\nThen a walk.\n- Chairs\n2. Lights", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_found_and_as_what(sentence: str, found: list[tuple[str, str]]) -> None:
    assert said(sentence) == found


def test_a_line_that_was_only_broken_does_not_hide_a_name() -> None:
    line = "We talked for a long time about what was to be done, and then"
    assert said(f"{line}\n{NEVER_LISTED} left.") == [(NEVER_LISTED, "name")]


def test_each_finding_has_its_reason_and_no_two_overlap() -> None:
    everything = " ".join(sentence.text for sentence in EVERY)
    found = check(everything)
    assert {one.sort for one in found} == set(text.WHY)
    assert all(one.end <= following.start for one, following in pairwise(found))


def test_lines_and_columns_are_counted_from_one() -> None:
    assert [line_and_column("ab\ncd", place) for place in range(5)] == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]


def test_no_name_is_also_taken_for_a_plain_word() -> None:
    known = lists()
    assert known.names & known.words_too == set()
    assert known.names & known.plain == set()
    assert all(name == name.lower() for name in known.names | known.places)


# -- however long, however odd -----------------------------------------------------------------------------------

ODD = (
    "a",
    "9 ",
    "1/",
    "O'",
    "a@",
    "-a",
    "+(1",
    "A. ",
    "Mr ",
    "St ",
    "\n",
    "the spring of ",
    "is called ",
    "Sam said 07700 900123. ",
)


@pytest.mark.parametrize("odd", ODD)
def test_a_megabyte_is_looked_at_in_pieces_that_are_little_more_than_it(odd: str) -> None:
    long = odd * (1_000_000 // len(odd))
    cut = list(pieces(long))
    assert max(end - start for start, end in cut) <= LONGEST_PIECE
    assert sum(end - start for start, end in cut) <= len(long) * 1.1
    assert (cut[0][0], cut[-1][1]) == (0, len(long))
    assert all(0 <= end - start <= 2 * OVERLAP for (_, end), (start, _) in pairwise(cut))


def work(long: str) -> int:
    """How many functions are called to look at a text, those of the libraries and of Python's own among them."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        check(long)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("odd", ODD)
def test_twice_the_text_is_twice_the_work(odd: str) -> None:
    check("")
    small = odd * (times(2_000, 60_000) // len(odd))
    assert work(small * 2) <= work(small) * 2.2 + 20 * len(PATTERNS)


def test_what_stands_where_two_pieces_meet_is_found() -> None:
    for lead in range(LONGEST_PIECE - 2 * OVERLAP, LONGEST_PIECE + 30, 23):
        assert ("07700 900123", "number") in said("x " * (lead // 2) + "07700 900123 is theirs")
