"""What might be practised next: at most three stories, each with a sentence why. Nothing is pressing.

What has not been met for a while comes first, then what was never met. A suggestion is about the policy and not
about a person: it names a clause, an outcome or a story, and never says how anything went. Only ways that the
policy bears out are suggested: nobody is sent outside it to have been there as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from netmeet_tui.catalogue import _, month
from netmeet_tui.policy.pack import Pack
from netmeet_tui.practice.readiness import CLAUSE, OUTCOME, Readiness
from netmeet_tui.practice.story import Story, Verdict

MOST: Final = 3

_Thing: TypeAlias = tuple[str, str]
"""A clause, an outcome or a story, by its sort and its id."""

_STORY: Final = "story"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story, and why just this one."""

    story: Story
    why: str


def suggestions(readiness: Readiness, today: date, stories: Sequence[Story], pack: Pack) -> tuple[Suggestion, ...]:
    """What a trainee might practise next: always the same for the same map, day and stories."""
    leads = {story.id: _leads(story, pack) for story in stories}
    found: list[Suggestion] = []
    covered: set[_Thing] = set()
    for thing, why in _wanted(readiness, today, stories, pack):
        taken = {suggestion.story.id for suggestion in found}
        fit = [story for story in stories if thing in leads[story.id] and story.id not in taken]
        if not fit or thing in covered:
            continue
        # Of several the one that was played longest ago, or never: what is met again is met anew.
        story = min(fit, key=lambda story: readiness.stories.get(story.id, date.min))
        found.append(Suggestion(story, why))
        covered |= leads[story.id]
        if len(found) == MOST:
            break
    return tuple(found)


def _wanted(
    readiness: Readiness, today: date, stories: Sequence[Story], pack: Pack
) -> Iterator[tuple[_Thing, str]]:
    """Everything worth meeting, the first first, each with a sentence that says why."""
    if readiness.stories:  # on a first day there is nothing to come back to, and no reason for this or that
        yield from _faded(readiness, today, pack)
        yield from _never_met(readiness, pack)
    for story in stories:
        if story.id not in readiness.stories:
            yield (_STORY, story.id), _("You have not played this one yet.")


def _faded(readiness: Readiness, today: date, pack: Pack) -> Iterator[tuple[_Thing, str]]:
    """Clauses that may be met again by now: first the one that has been so for longest."""
    again = readiness.again
    ripe = [met for met in readiness.clauses if met.id in again and again[met.id] <= today]
    for met in sorted(ripe, key=lambda met: again[met.id]):
        if met.last is not None:
            yield (CLAUSE, met.id), _last_met(met.id, pack.clauses[met.id].says, met.last, today)


def _never_met(readiness: Readiness, pack: Pack) -> Iterator[tuple[_Thing, str]]:
    for met in readiness.clauses:
        if met.last is None:
            told = _("You have not met {clause} yet: “{says}”")
            yield (CLAUSE, met.id), told.format(clause=met.id, says=pack.clauses[met.id].says)
    for met in readiness.outcomes:
        if met.last is None:
            told = _("You have not come to this end yet: “{outcome}”.")
            yield (OUTCOME, met.id), told.format(outcome=pack.words.outcomes[met.id])


def _last_met(clause: str, says: str, last: date, today: date) -> str:
    if (last.year, last.month) == (today.year, today.month):
        return _("You last met {clause} this month: “{says}”").format(clause=clause, says=says)
    when = month(last.month) if last.year == today.year else month_of(last)
    return _("You last met {clause} in {month}: “{says}”").format(clause=clause, month=when, says=says)


def month_of(day: date) -> str:
    """The month of a day as people write it: nothing here has to be told more closely."""
    return _("{month} {year}").format(month=month(day.month), year=day.year)


def _leads(story: Story, pack: Pack) -> frozenset[_Thing]:
    """Where the ways of a story lead that are not outside the policy: to clauses that it is about, and outcomes."""
    courses = [course for course in story.course if course.verdict is not Verdict.OUTSIDE]
    steps = {move.partition("=")[0] for course in courses for move in course.path} & pack.steps.keys()
    clauses = {clause for step in steps for clause in pack.steps[step].serves} & set(story.clauses)
    outcomes = {outcome for course in courses for outcome in course.outcomes}
    return frozenset(
        {(_STORY, story.id)} | {(CLAUSE, clause) for clause in clauses} | {(OUTCOME, one) for one in outcomes}
    )
