"""Looking back on a play: what happened, the way through the steps, the ways not taken, and what the policy says.

Pure values, in the words of the story and of the policy; how they are told is for those who show them. All of it
can be asked of a play that was stopped at any moment. Nothing is counted, and nothing is said of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from netmeet_tui.meeting import events as e
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Lane
from netmeet_tui.policy.pack import Pack
from netmeet_tui.practice.done import done, words_of
from netmeet_tui.practice.play import Play, met
from netmeet_tui.practice.story import LEFT_OPEN, Expected, Story, Verdict
from netmeet_tui.practice.timeline import Row, timeline
from netmeet_tui.practice.ways import Other, Way, not_taken, way

__all__ = ["Clause", "Debrief", "Reason", "Unsettled", "clauses", "not_taken", "of", "only_you", "timeline", "way"]


class Reason(NamedTuple):
    """What the story says of something that was done."""

    verdict: Verdict
    words: str


class Unsettled(NamedTuple):
    """What came of a concern, of which the story says nothing; without words it was left open or not finished."""

    outcome: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the policy, and what is to be said of it after this play.

    It is outside where something forbidden that was done cites it. It is to discuss where something that is to be
    discussed does; or where the story says nothing of what came of a concern, and the step at which that came
    about, or at which the concern still stands, serves the clause. It is inside where something permitted cites
    it. Else there is no verdict: it came up, or it did not.
    """

    id: str
    says: str
    verdict: Verdict | None
    came_up: bool
    reasons: tuple[Reason, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    why: str = ""
    """What a step that was come to says of it: of those that serve it, the one that serves the fewest others."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that can be told of a play when it is looked back on."""

    story: Story
    timeline: tuple[Row, ...]
    ways: tuple[Way, ...]
    others: tuple[Other, ...]
    clauses: tuple[Clause, ...]
    only_you: tuple[tuple[Verdict, Expected], ...]


def of(tries: Sequence[Play]) -> Debrief:
    """All of it, for the last of the tries; those before it were taken back to an earlier point."""
    *before, play = tries
    return Debrief(
        story=play.story,
        timeline=timeline(tries),
        ways=way(play),
        others=not_taken(play, before),
        clauses=clauses(play),
        only_you=only_you(play.story),
    )


def clauses(play: Play) -> tuple[Clause, ...]:
    """What is to be said of each clause of the story, of each that a step serves which was come to, and of each
    that the story cites for what was done. In the order of the policy.
    """
    rows = tuple(met(play.story, play)) if play.records else ()
    why, unsettled = _whys(play), _unsettled(play)
    cited = {clause for _, row in rows for clause in row.clauses}
    return tuple(
        Clause(
            id=clause,
            says=words.says,
            verdict=_verdict([said for said, row in rows if clause in row.clauses], clause in unsettled),
            came_up=clause in why or clause in cited,
            reasons=tuple(Reason(said, row.words) for said, row in rows if clause in row.clauses),
            unsettled=unsettled.get(clause, ()),
            why=why.get(clause, ""),
        )
        for clause, words in play.pack.clauses.items()
        if clause in {*play.story.clauses, *why, *cited}
    )


def _verdict(said: Sequence[Verdict], unsettled: bool) -> Verdict | None:
    found = {*said, Verdict.DISCUSS} if unsettled else set(said)
    return next((one for one in (Verdict.OUTSIDE, Verdict.DISCUSS, Verdict.INSIDE) if one in found), None)


def _whys(play: Play) -> dict[str, str]:
    """For each clause that a step serves which was come to, what the nearest of those steps says of it."""
    said: dict[str, str] = {}
    for event, _, after in done(play):
        if isinstance(event, (e.Flagged, e.Chose, e.Happened)):
            lane = after.concern(event.lane).lane
            if not lane.closed:
                said.setdefault(lane.step, words_of(play.pack, lane, after.given).why)
    why: dict[str, str] = {}
    for step in sorted(said, key=lambda step: len(play.pack.steps[step].serves)):
        for clause in play.pack.steps[step].serves:
            why.setdefault(clause, said[step])
    return why


def _unsettled(play: Play) -> dict[str, tuple[Unsettled, ...]]:
    """Of what the story says nothing: by the clauses of the step where it came about, or where it stands."""
    if not play.records:
        return {}
    known = {row.outcome for _, row in met(play.story, play)} | {row.outcome for row in play.story.permitted}
    found: dict[str, tuple[Unsettled, ...]] = {}
    for concern, outcome in zip(play.state.concerns, play.outcomes, strict=True):
        if outcome and outcome in known:
            continue
        words = play.pack.words.outcomes[outcome] if outcome not in ("", LEFT_OPEN) else ""
        for clause in play.pack.steps[_came_about(play.pack, concern.lane)].serves:
            found[clause] = (*found.get(clause, ()), Unsettled(outcome, words))
    return found


def _came_about(pack: Pack, lane: Lane) -> str:
    """The step at which the outcome of a closed lane came about; of another the step where it stands."""
    outcome, step = lanes.fact(pack, lane, "outcome"), lane.step
    here: Lane | None = lane if lane.closed else None
    while here is not None and here.last is not None and lanes.fact(pack, here, "outcome") == outcome:
        step, here = here.last.step, here.before
    return step


def only_you(story: Story) -> tuple[tuple[Verdict, Expected], ...]:
    """What the story speaks of and no program can see: only those who were there know whether it was done."""
    lists = (
        (Verdict.INSIDE, story.permitted),
        (Verdict.OUTSIDE, story.forbidden),
        (Verdict.DISCUSS, story.discuss),
    )
    return tuple((verdict, row) for verdict, rows in lists for row in rows if not row.seen)
