"""The courses of a story, played: each to its end and as it says, each different, together with every line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from netmeet_tui.meeting import events as e
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.plan import listed
from netmeet_tui.practice.play import NotPlayable, Play, verdict, walk
from netmeet_tui.practice.story import Course, Story, Verdict
from netmeet_tui.practice.texts import Place

FEWEST: Final = 3
"""Courses that a story has at least: a practice can go more than one way, and more than two."""

Found = tuple[Place, str]


def played(story: Story, pack: Pack) -> tuple[Mapping[int, Play], list[Found]]:
    """Every course that can be played, by its number, and what is wrong with the others."""
    plays: dict[int, Play] = {}
    problems: list[Found] = []
    for number, course in enumerate(story.course, 1):
        try:
            plays[number] = walk(story, pack, course.path)
        except NotPlayable as error:
            problems.append((Place("course", number, "path"), _stopped(story, pack, course, error)))
    return plays, problems


def _stopped(story: Story, pack: Pack, course: Course, error: NotPlayable) -> str:
    """Why a course cannot go on, and what could be done there instead."""
    told = f"move {error.number} '{error.move}': {error.why}"
    if "offered is" in error.why:
        return told
    number = _lane_before(course.path[: error.number - 1])
    before = walk(story, pack, course.path[: error.number - 1])
    if not 0 < number <= len(before.state.concerns):
        return f"{told}; nothing was flagged before"
    lane = before.state.concern(number).lane
    return f"{told}; {_stands(pack, lane, before.state.given)}"


def _stands(pack: Pack, lane: lanes.Lane, given: lanes.Given) -> str:
    if lane.closed:
        return "the lane is closed"
    offered = listed(choice.id for choice in lanes.open_choices(pack, lane.situation, given))
    return f"at '{lane.step}', offered is: {offered}; what may happen is: {listed(lanes.events(pack, lane, given))}"


def _lane_before(path: tuple[str, ...]) -> int:
    """The lane in which the next move of a path is made; 0 for none."""
    now, count = 0, 0
    for move in path:
        if move == "999" or move.startswith("flag="):
            now = count = count + 1
        elif move.startswith("lane="):
            now = int(move.partition("=")[2])
    return now


def wrong(story: Story, pack: Pack, plays: Mapping[int, Play]) -> Iterator[Found]:
    """What does not hold of the courses: of each, and of all of them together."""
    for number, play in plays.items():
        yield from _as_declared(story, pack, story.course[number - 1], number, play)
    yield from _different(story, plays)
    yield from _mixed(story)
    if len(plays) == len(story.course) and all(all(play.outcomes) for play in plays.values()):
        # Courses that stop on the way would say some of the lines.
        yield from _unheard(story, plays)


def _as_declared(story: Story, pack: Pack, course: Course, number: int, play: Play) -> Iterator[Found]:
    if not play.outcomes:
        yield Place("course", number, "path"), "nothing is flagged in it; begin with flag=KIND"
    for concern, outcome in zip(play.state.concerns, play.outcomes, strict=True):
        if not outcome:
            how = _stands(pack, concern.lane, play.state.given)
            problem = f"lane {concern.number} has no end: {how}; go on, or leave it open with open={concern.number}"
            yield Place("course", number, "path"), problem
    if not all(play.outcomes):
        return
    if course.outcomes != play.outcomes:
        problem = f"what comes of it is: {listed(play.outcomes)}; there is: {listed(course.outcomes)}"
        yield Place("course", number, "outcomes"), problem
    if course.verdict != (found := verdict(story, play)):
        yield Place("course", number, "verdict"), f"it is '{found}'; there is '{course.verdict}'"
    if course.verdict is Verdict.INSIDE:
        yield from _inside(story, number, play)


def _inside(story: Story, number: int, play: Play) -> Iterator[Found]:
    """What is done on a course that is inside the policy, and could not be."""
    place = Place("course", number, "path")
    for row, one in enumerate(story.forbidden, 1):
        if one.choice and one.choice in play.done and not one.outcome:
            yield place, f"it takes '{one.choice}', which [[forbidden]] {row} names, and is said to be inside"
    for entry in story.never:
        if entry in play.done:
            yield place, f"it takes '{entry}', which is never so in this story, and is said to be inside"


def _different(story: Story, plays: Mapping[int, Play]) -> Iterator[Found]:
    if len(story.course) < FEWEST:
        yield Place("course"), f"there are {len(story.course)}; a story has at least {FEWEST}, each another way"
    heard = {number: frozenset(id(said.line) for said in play.said) for number, play in plays.items()}
    for one, other in combinations(plays, 2):
        place = Place("course", other, "path")
        first, second = story.course[one - 1], story.course[other - 1]
        if plays[one].outcomes != plays[other].outcomes:
            continue
        if heard[one] == heard[other]:
            yield place, f"it ends as [[course]] {one} does, and the same is said; let it go another way"
        elif first.path[:-1] == second.path[:-1]:
            yield place, f"only its last move is not that of [[course]] {one}; let it go another way"


def _mixed(story: Story) -> Iterator[Found]:
    verdicts = {course.verdict for course in story.course}
    if Verdict.INSIDE not in verdicts:
        yield Place("course"), "none of them is inside the policy; show one way that is"
    if verdicts == {Verdict.INSIDE}:
        yield Place("course"), "all of them are inside the policy; show one way that is outside, or to discuss"


def _unheard(story: Story, plays: Mapping[int, Play]) -> Iterator[Found]:
    """Lines that nobody says, and injections that nobody brings in, on any course."""
    ended = map(_ended, plays.values())
    said = {id(one.line) for play in ended for one in play.said}
    for number, line in enumerate(story.line, 1):
        if id(line) not in said:
            begins = (line.words or line.does)[:40].strip()
            problem = f"“{begins}” is heard on no course; let one go where it is, or take it out"
            yield Place("line", number), problem
    moves = {move for course in story.course for move in course.path}
    for number, one in enumerate(story.injection, 1):
        if f"+{one.id}" not in moves:
            problem = f"'+{one.id}' is in the path of no course; put it into one"
            yield Place("injection", number), problem


def _ended(play: Play) -> Play:
    """The play with the end of the meeting: courses stop before it."""
    return replace(play, records=(*play.records, e.encode(e.Ended(play.story.begins))))
