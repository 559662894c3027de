"""Plays for tests: along a course of a story, or wherever chance leads, and back to an earlier point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st

from netmeet_tui.meeting.session import Session
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped
from netmeet_tui.practice import read
from netmeet_tui.practice.play import Play, PracticeJournal, begun, do, passing, walk
from netmeet_tui.practice.story import Story

PACK = shipped()
KINDS = tuple(PACK.start)
MOST_CONCERNS = 3


@cache
def stories() -> tuple[Story, ...]:
    """All that come with the program, the tour too."""
    return tuple(map(read.read, read.files()))


def story_of(name: str) -> Story:
    return next(story for story in stories() if story.id == name)


def played(name: str, course: str) -> Play:
    """A course of a story, played to its end."""
    story = story_of(name)
    return walk(story, PACK, next(one.path for one in story.course if one.id == course))


def flagged(name: str, moves: str = "") -> Play:
    """The first course of a story from its flag on, and then other moves."""
    story = story_of(name)
    return gone_on(walk(story, PACK, story.course[0].path[:1]), moves)


def gone_on(play: Play, moves: str) -> Play:
    """A play with more moves after it."""
    number = len(play.state.concerns)
    journal = PracticeJournal()
    for record in play.records:
        journal.append(record)
    session = Session.resume(play.pack, journal, lambda: play.story.begins)
    for move in moves.split():
        if move.startswith(("+", "time=", "?")):
            play = play.beside(move)
        else:
            number = do(session, number, move)
        play = replace(play, records=tuple(journal.records()))
    return play


def wandered(story: Story, chance: bytes) -> Play:
    """A play in which each byte is one thing done: a choice, an event, something brought in, a concern flagged."""
    journal = _Keeping()
    session, first = begun(story, PACK, lambda: story.begins)
    for record in first.records():
        journal.append(record)
    session = Session.resume(PACK, journal, lambda: story.begins)
    play = Play(story, PACK, tuple(journal.records()))
    number = 0
    for byte in chance:
        can = list(_can(session, play, number))
        move = can[byte % len(can)]
        if move.startswith(("+", "time=", "?")):
            play = play.beside(move)
        elif move == "end":
            session.end()
            return replace(play, records=journal.all)
        else:
            number = do(session, number, move)
        play = replace(play, records=tuple(journal.records()))
    return play


def _can(session: Session, play: Play, number: int) -> Iterator[str]:
    """What can be done, the choices of the lane first and most often."""
    state = session.state
    if number:
        lane = state.concern(number).lane
        choices = [f"{lane.step}={c.id}" for c in lanes.open_choices(PACK, lane.situation, state.given)]
        yield from choices * 4
        yield from lanes.events(PACK, lane, state.given)
        yield from (f"lane={other}" for other in range(1, len(state.concerns) + 1) if other != number)
        yield from () if lane.closed else (f"open={number}",)
    if len(state.concerns) < MOST_CONCERNS:
        yield from (f"flag={kind}" for kind in KINDS)
        yield from (f"flag=own-life@{person.seat}" for person in play.story.person)
        yield "999"
    yield from (f"+{one.id}" for one in play.story.injection)
    yield from (f"?{offer}" for offer in PACK.offers)
    yield passing(play)
    if not state.unsettled:
        yield "end"


class _Keeping(PracticeJournal):
    """A journal that still knows what it held when it was erased."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[bytes, ...] = ()

    def erase(self) -> None:
        self.all = tuple(self.records())
        super().erase()


class Tries(NamedTuple):
    """Some tries in one story, by chance: each byte of one is one thing done, and the last stops at some record."""

    story: str
    chances: tuple[bytes, ...]
    stops: int

    def played(self) -> tuple[Play, ...]:
        """The plays: the last one is the one before it, gone back to some point."""
        whole = [wandered(story_of(self.story), chance) for chance in self.chances]
        return (*whole, whole[-1].until(self.stops % (len(whole[-1].records) + 1)))


def some_tries() -> st.SearchStrategy[Tries]:
    """Tries in any story."""
    chance = st.binary(min_size=25, max_size=25)
    chances = st.lists(chance, min_size=1, max_size=2).map(tuple)
    return st.builds(Tries, st.sampled_from([story.id for story in stories()]), chances, st.integers(0, 99))
