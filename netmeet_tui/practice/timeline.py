"""What happened in a play, in the words of the people in it and of those who held the meeting."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from netmeet_tui.meeting import events as e
from netmeet_tui.policy import lane as lanes
from netmeet_tui.practice.done import Done, about, done, outcome_of, worded
from netmeet_tui.practice.play import Play
from netmeet_tui.practice.story import Line, Story


class Sort(enum.Enum):
    """What a row of the timeline tells."""

    FLAGGED = "flagged"
    ASKED = "asked"
    CHOSE = "chose"
    HAPPENED = "happened"
    TAKEN_BACK = "taken back"
    PAUSED = "paused"
    WENT_ON = "went on"
    LED_TO = "led to"
    LEFT_OPEN = "left open"
    SAID = "said"
    DID = "did"
    BROUGHT_IN = "brought in"
    PASSED = "passed"
    ENDED = "ended"
    WENT_BACK = "went back"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, in the order in which it happened.

    ``who`` said it, or is whom a concern is about; ``step`` is what was asked when something was chosen, and
    ``why`` the reason that was given. ``lane`` is 0 where there is only one. ``before``: it was tried before going
    back.
    """

    sort: Sort
    words: str = ""
    who: str = ""
    step: str = ""
    why: str = ""
    lane: int = 0
    minutes: int = 0
    before: bool = False


_BESIDE_THE_WAY: Final = {lanes.UNDO: Sort.TAKEN_BACK, lanes.PARK: Sort.PAUSED, lanes.RESUME: Sort.WENT_ON}


def timeline(tries: Sequence[Play]) -> tuple[Row, ...]:
    """What happened, in order: each try from where it parts from the one before it.

    What is no part of the last one any more was tried before.
    """
    each = [tuple(_rows(play)) for play in tries]
    several = any(row.lane > 1 for rows in each for row in rows)
    told: list[Row] = []
    known: tuple[Row, ...] = ()
    for number, rows in enumerate(each):
        if number:
            told.append(Row(Sort.WENT_BACK))
        first, stays = _alike(rows, known), _alike(rows, each[-1])
        for place, row in enumerate(rows[first:], first):
            told.append(replace(row, before=place >= stays, lane=row.lane if several else 0))
        known = rows
    return tuple(told)


def _alike(rows: Sequence[Row], others: Sequence[Row]) -> int:
    """How many rows two tries have in common, from the beginning on."""
    pairs = enumerate(zip(rows, others, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(rows), len(others)))


def _rows(play: Play) -> Iterator[Row]:
    """What was done; after each thing what was said to it, and what was done beside the meeting."""
    said: dict[int, list[Line]] = {}
    for one in play.said:
        said.setdefault(one.moment, []).append(one.line)
    moments = list(enumerate(play.moments))
    for count, step in enumerate(done(play), 1):
        yield from _told(play, step)
        while moments and moments[0][1].record <= count:
            place, moment = moments.pop(0)
            yield from _beside(play, moment.what, heard=place in said)
            for line in said.get(place, ()):
                yield from _spoken(play.story, line)


def _told(play: Play, one: Done) -> Iterator[Row]:
    pack, (event, before, after) = play.pack, one
    match event:
        case e.Flagged():
            whom = about(after, after.concern(event.lane))
            yield Row(Sort.FLAGGED, pack.words.kinds[event.kind].label, who=whom, lane=event.lane)
        case e.Happened() if event.event in _BESIDE_THE_WAY:
            yield Row(_BESIDE_THE_WAY[event.event], lane=event.lane)
        case e.Chose() | e.Happened():
            assert before is not None
            lane, now = before.concern(event.lane).lane, after.concern(event.lane).lane
            assert now.last is not None
            step, words = worded(pack, lane, now.last, before.given)
            if isinstance(event, e.Chose):
                yield Row(Sort.CHOSE, words, step=step, why=event.reason, lane=event.lane)
            else:
                yield Row(Sort.HAPPENED, words, lane=event.lane)
            if now.closed:
                yield Row(Sort.LED_TO, outcome_of(pack, now), lane=event.lane)
        case e.LeftOpen():
            yield Row(Sort.LEFT_OPEN, why=event.reason, lane=event.lane)
        case e.Ended():
            yield Row(Sort.ENDED)


def _beside(play: Play, what: str, *, heard: bool) -> Iterator[Row]:
    """What was done beside the meeting. That an offer was put is told where somebody answered to it."""
    if what.startswith("time="):
        yield Row(Sort.PASSED, minutes=int(what.partition("=")[2]))
    elif what.startswith("+"):
        labels = (one.label for one in play.story.injection if one.id == what[1:])
        yield Row(Sort.BROUGHT_IN, next(labels, what[1:]))
    elif what.startswith("?") and heard and what[1:] in play.pack.words.offers:
        yield Row(Sort.ASKED, play.pack.words.offers[what[1:]].ask)


def _spoken(story: Story, line: Line) -> Iterator[Row]:
    someone = story.someone(line.who)
    if line.words:
        yield Row(Sort.SAID, line.words, who=someone.word if someone else line.who)
    if line.does:
        yield Row(Sort.DID, line.does)
