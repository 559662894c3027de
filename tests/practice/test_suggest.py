"""What is suggested: a few stories, each with a reason; nothing pressing, outside the policy, or of a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.practice import play as plays
from netmeet_tui.practice.readiness import Met, Readiness, Went, keep, map_of
from netmeet_tui.practice.story import Verdict
from netmeet_tui.practice.suggest import MOST, Suggestion, suggestions
from tests.practice.small import BEGUN, ONE, OUTSIDE, PACK, STORIES, THREE, TWO, practised

TODAY = BEGUN.date()
EMPTY = map_of(Path("there is no such book"), "Wren", PACK)


def told(readiness: Readiness, today: date = TODAY) -> list[tuple[str, str]]:
    return [(one.story.id, one.why) for one in suggestions(readiness, today, STORIES, PACK)]


def everything(last: date, again: date) -> Readiness:
    """A map on which all was practised on one day, in every story, and may be met again from another day on."""
    where = tuple((story.id, last) for story in STORIES)
    return replace(
        EMPTY,
        clauses=tuple(Met(one.id, where) for one in EMPTY.clauses),
        outcomes=tuple(Met(one.id, where) for one in EMPTY.outcomes),
        stories=dict(where),
        again={one.id: again for one in EMPTY.clauses},
    )


def test_on_the_first_day_the_first_stories_are_suggested_and_no_reason_is_made_up() -> None:
    assert told(EMPTY) == [(story.id, "You have not played this one yet.") for story in STORIES]
    assert len(suggestions(EMPTY, TODAY, (*STORIES, msgspec.structs.replace(ONE, id="T-04")), PACK)) == MOST


def test_what_was_not_met_for_a_while_comes_first_and_says_in_which_month_it_was() -> None:
    for last, when in (
        (date(2026, 1, 30), "in January"),
        (date(2025, 12, 1), "in December 2025"),
        (date(2026, 3, 1), "this month"),
    ):
        found = replace(everything(last, TODAY + timedelta(days=1)), again={"C-17": TODAY})
        says = PACK.clauses["C-17"].says
        assert told(found) == [("T-02", f"You last met C-17 {when}: “{says}”")]
        assert told(found, TODAY - timedelta(days=1)) == []


def test_first_the_clause_that_has_waited_longest_in_the_story_that_was_played_longest_ago() -> None:
    fresh = everything(date(2026, 1, 1), TODAY + timedelta(days=1))
    both = {"C-17": TODAY, "C-22": TODAY - timedelta(days=3)}
    assert [story for story, _ in told(replace(fresh, again=both))] == ["T-01", "T-02"]
    # C-15 is met in two of them; and a story that is suggested for one clause does for its others.
    one = replace(fresh, again={"C-15": TODAY, "C-16": TODAY}, stories={**fresh.stories, "T-03": date(2025, 1, 1)})
    assert [(story, why[:18]) for story, why in told(one)] == [("T-03", "You last met C-15 ")]
    other = replace(one, stories={**fresh.stories, "T-01": date(2025, 1, 1)})
    assert [story for story, _ in told(other)] == ["T-01", "T-03"]


def test_then_what_was_never_met_a_clause_an_end_or_a_story() -> None:
    fresh = everything(date(2026, 1, 1), TODAY + timedelta(days=1))
    assert told(fresh) == []
    never = tuple(Met(one.id) if one.id == "C-22" else one for one in fresh.clauses)
    assert told(replace(fresh, clauses=never)) == [
        ("T-01", f"You have not met C-22 yet: “{PACK.clauses['C-22'].says}”")
    ]
    never = tuple(Met(one.id) if one.id == "self" else one for one in fresh.outcomes)
    assert told(replace(fresh, outcomes=never)) == [
        ("T-02", f"You have not come to this end yet: “{PACK.words.outcomes['self']}”.")
    ]
    assert told(replace(fresh, stories={"T-01": TODAY, "T-02": TODAY})) == [
        ("T-03", "You have not played this one yet.")
    ]


def test_nobody_is_sent_outside_the_policy_to_have_been_there() -> None:
    assert OUTSIDE.verdict is Verdict.OUTSIDE
    fresh = everything(date(2026, 1, 1), TODAY + timedelta(days=1))
    never = tuple(Met(one.id) if one.id in OUTSIDE.outcomes else one for one in fresh.outcomes)
    assert told(replace(fresh, outcomes=never)) == []
    # C-01 stands in the story, but only that way comes to a step that serves it.
    assert told(replace(fresh, again={"C-01": TODAY})) == []


DAYS = st.integers(0, 600).map(lambda days: TODAY - timedelta(days=days))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*PACK.clauses]), DAYS),
    st.dictionaries(st.sampled_from([*PACK.words.outcomes]), DAYS),
    st.dictionaries(st.sampled_from(["T-01", "T-02", "T-03", "T-99"]), DAYS),
    st.dictionaries(st.sampled_from([*PACK.clauses, "C-99"]), st.integers(-90, 90)),
)
def test_whatever_was_practised_few_stories_are_named_that_exist_and_nobody_is_measured(
    clauses: dict[str, date], outcomes: dict[str, date], stories: dict[str, date], again: dict[str, int]
) -> None:
    found = replace(
        EMPTY,
        clauses=tuple(Met(m.id, (("T-99", clauses[m.id]),) if m.id in clauses else ()) for m in EMPTY.clauses),
        outcomes=tuple(Met(m.id, (("T-99", outcomes[m.id]),) if m.id in outcomes else ()) for m in EMPTY.outcomes),
        stories=stories,
        again={clause: TODAY + timedelta(days=days) for clause, days in again.items()},
    )
    suggested = suggestions(found, TODAY, STORIES, PACK)
    ids = [one.story.id for one in suggested]
    assert len(ids) == len(set(ids)) <= MOST
    assert set(ids) <= {story.id for story in STORIES}
    assert suggested == suggestions(found, TODAY, STORIES, PACK)
    for one in suggested:
        own = one.why.replace("C-", "").partition("“")[0]
        assert not re.search(r"overdue|due|late|behind|score|%|rank|best|worst|\bof \d|streak|more than", own)
        assert not re.search(r"\d", re.sub(r"\d\d(?= yet| in| this)|\b20\d\d\b", "", own))


def test_how_it_went_says_when_it_is_suggested_again(tmp_path: Path) -> None:
    file = tmp_path / "practice" / "practice.db"
    for story in STORIES:  # all is met, and went easily
        for outcome in PACK.words.outcomes:
            keep(file, practised(story.id, clauses=tuple(PACK.clauses), outcomes=(outcome,), went=Went.EASY))

    def suggested(on: datetime, alias: str = "wren") -> tuple[Suggestion, ...]:
        return suggestions(map_of(file, alias, PACK), on.date(), STORIES, PACK)

    assert suggested(BEGUN) == ()
    keep(file, practised("T-02", clauses=("C-17",), went=Went.AGAIN))
    soon = [day for day in range(400) if suggested(BEGUN + timedelta(days=day))]
    first = suggested(BEGUN + timedelta(days=soon[0]))
    assert [(one.story, one.why[:17]) for one in first] == [(TWO, "You last met C-17")]
    later = suggested(BEGUN + timedelta(days=399), "WREN")
    assert {one.story.id for one in later} == {ONE.id, TWO.id, THREE.id}


def test_the_small_stories_are_what_these_tests_take_them_for() -> None:
    for story in STORIES:
        for course in story.course:
            assert plays.walk(story, PACK, course.path).outcomes == course.outcomes
