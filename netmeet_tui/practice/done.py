"""What was done in a play, record by record, in the words of its policy: for those who look back on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import Concern, Meeting, apply
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Entry, Given, Lane
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.words import StepWords
from netmeet_tui.practice.play import Play


class Done(NamedTuple):
    """What a record of the meeting says, and the meeting before and after it."""

    event: e.Event
    before: Meeting | None
    after: Meeting


def done(play: Play) -> Iterator[Done]:
    """Everything that was done, oldest first."""
    state: Meeting | None = None
    for event in play.events:
        before, state = state, apply(play.pack, state, event)
        yield Done(event, before, state)


def words_of(pack: Pack, lane: Lane, given: Given) -> StepWords:
    """The words of the step where a lane stands, as they read there. Raises KeyError when it is closed."""
    return pack.steps[lane.step].worded(lanes.world(lane.situation, given))


def worded(pack: Pack, lane: Lane, entry: Entry, given: Given) -> tuple[str, str]:
    """What was asked where a lane stands, and what was chosen or what happened."""
    offer, _, answered = entry.what.partition("=")
    if answered:
        return pack.words.offers[offer].label, answer(pack, answered)
    words = words_of(pack, lane, given)
    if entry.what.startswith("!"):
        return words.short, pack.words.events[entry.what].label
    return words.short, words.choices[entry.what]


def answer(pack: Pack, answered: str) -> str:
    """An answer to an offer."""
    words: str = getattr(pack.words.answers, answered)
    return words


def outcome_of(pack: Pack, lane: Lane) -> str:
    """What came of a lane."""
    return pack.words.outcomes[lanes.fact(pack, lane, "outcome")]


def about(state: Meeting, concern: Concern) -> str:
    """Whom a concern is about, by the word that they chose; empty where that was left open."""
    seat = state.seat(concern.seat)
    return (seat.word or seat.letter) if seat is not None else ""
