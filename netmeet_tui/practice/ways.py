"""The way of a play over the flow, with the choices that were not taken, and the story's other courses."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import Concern
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Lane
from netmeet_tui.policy.pack import Pack
from netmeet_tui.practice.done import about, answer, done, outcome_of, worded, words_of
from netmeet_tui.practice.play import NotPlayable, Play, walk
from netmeet_tui.practice.story import LEFT_OPEN


@dataclass(frozen=True, slots=True)
class Option:
    """A choice at a step of the way: where it led or would have led, or why it was not open.

    ``ends``: it leads to the end, and ``to`` says what comes of it. ``stays``: it leads to the same step.
    ``happened``: it is no choice, but something that happened there.
    """

    words: str
    to: str = ""
    taken: bool = False
    happened: bool = False
    ends: bool = False
    stays: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the way, with its choices; of an offer, with its answers. None is taken where the way stops."""

    short: str
    title: str
    options: tuple[Option, ...]
    why: str = ""
    """The reason that was given."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one concern: what it was, whom it was about, its steps, and what came of it.

    ``outcome`` is empty where it was not finished, ``lane`` is 0 where there is only one.
    """

    kind: str
    about: str
    stops: tuple[Stop, ...]
    outcome: str
    left_open: str = ""
    lane: int = 0


class Relation(enum.Enum):
    """How a course of the story lies to the way that was gone."""

    SAME = "same"
    STOPPED = "stopped"
    """The way stopped on it."""
    FURTHER = "further"
    """The way went all of it, and on from there."""
    PARTS = "parts"
    BEGINS = "begins"
    """It parts from it with a concern that is flagged."""


@dataclass(frozen=True, slots=True)
class Other:
    """A course of the story beside the way that was gone: where they part, where it leads, what it teaches.

    At ``step`` it has ``instead`` where the way had ``yours``; that is empty when it had something of another step.
    An empty ``instead``, and an empty one of ``leads``, stand for a concern that is left open.
    """

    title: str
    relation: Relation
    leads: tuple[str, ...]
    teaches: str
    step: str = ""
    instead: str = ""
    yours: str = ""
    before: bool = False
    """Whether it was tried before going back."""


class Move(NamedTuple):
    """Something that was done and not taken back, as courses write it, with the lane before and after it."""

    lane: int
    key: str
    step: str = ""
    words: str = ""
    seat: str = ""
    why: str = ""
    before: Lane | None = None
    after: Lane | None = None
    given: Given = ()

    @property
    def answers(self) -> bool:
        """Whether it answers an offer, and leads back to where the offers are put."""
        stays = self.before is not None and self.after is not None and self.before.step == self.after.step
        return stays and self.key.count("=") == 2

    def is_like(self, other: Move) -> bool:
        """Whether both are the same; a flag about nobody in particular is like one about somebody."""
        about_others = self.seat and other.seat and self.seat != other.seat
        return (self.lane, self.key) == (other.lane, other.key) and not about_others


def moves(play: Play) -> list[Move]:
    """Everything that still stands, in the order in which it was done."""
    found: list[Move] = []
    for event, before, after in done(play):
        match event:
            case e.Flagged():
                words = play.pack.words.kinds[event.kind].label
                found.append(Move(event.lane, f"flag={event.kind}", words=words, seat=event.seat))
            case e.Seated():
                first = next(place for place, move in enumerate(found) if move.lane == event.lane)
                found[first] = found[first]._replace(seat=event.seat)
            case e.LeftOpen():
                lane = after.concern(event.lane).lane
                step = words_of(play.pack, lane, after.given).short
                found = _not_left_open(found, event.lane)
                found.append(Move(event.lane, LEFT_OPEN, step, why=event.reason))
            case e.Chose() | e.Happened():
                assert before is not None
                found = _not_left_open(found, event.lane)
                what = event.event if isinstance(event, e.Happened) else ""
                if what == lanes.UNDO:
                    del found[max(place for place, move in enumerate(found) if move.lane == event.lane)]
                elif what not in (lanes.PARK, lanes.RESUME):
                    lane, now = before.concern(event.lane).lane, after.concern(event.lane).lane
                    assert now.last is not None
                    step, words = worded(play.pack, lane, now.last, before.given)
                    why = event.reason if isinstance(event, e.Chose) else ""
                    found.append(Move(event.lane, str(now.last), step, words, "", why, lane, now, before.given))
    return found


def _not_left_open(found: Sequence[Move], lane: int) -> list[Move]:
    """Whatever is done in a lane, it is no longer left open."""
    return [move for move in found if (move.lane, move.key) != (lane, LEFT_OPEN)]


# -- the way over the flow -------------------------------------------------------------------------------------


def way(play: Play) -> tuple[Way, ...]:
    """The way of each concern, step by step: what was taken, and where the other choices would have led."""
    if not play.records:
        return ()
    done_so_far, state, pack = moves(play), play.state, play.pack
    return tuple(
        Way(
            kind=pack.words.kinds[lanes.fact(pack, concern.lane, "kind")].label,
            about=about(state, concern),
            stops=tuple(_stops(pack, [m for m in done_so_far if m.lane == concern.number], concern, state.given)),
            outcome=outcome_of(pack, concern.lane) if concern.lane.closed else "",
            left_open=concern.left_open,
            lane=concern.number if len(state.concerns) > 1 else 0,
        )
        for concern in state.concerns
    )


def _stops(pack: Pack, gone: Sequence[Move], concern: Concern, given: Given) -> Iterator[Stop]:
    for move in gone:
        if move.before is not None and move.after is not None:
            yield _stop(pack, move.before, move.given, move)
    if not concern.lane.closed:
        yield _stop(pack, concern.lane, given, None)


def _stop(pack: Pack, lane: Lane, given: Given, move: Move | None) -> Stop:
    words = words_of(pack, lane, given)
    what = move.after.last.what if move and move.after and move.after.last else ""
    offer, _, answered = what.partition("=")
    if answered:
        options = tuple(_answers(pack, lane, given, offer, answered))
        return Stop(pack.words.offers[offer].label, words.title, options)
    options = tuple(_choices(pack, lane, given, what))
    if move is not None and move.after is not None and what.startswith("!"):
        options = (_led(pack, lane, move.after, given, Option(move.words, taken=True, happened=True)), *options)
    return Stop(words.short, words.title, options, move.why if move is not None else "")


def _choices(pack: Pack, lane: Lane, given: Given, taken: str) -> Iterator[Option]:
    """The choices of a step, without the answers to offers. One that is not open is told with its reason."""
    for offered in lanes.choices(pack, lane, given):
        choice = offered.choice
        if choice.offer is None and offered.open:
            after = lanes.choose(pack, lane, choice.id, given)
            yield _led(pack, lane, after, given, Option(offered.label, taken=choice.id == taken))
        elif choice.offer is None and offered.because:
            yield Option(offered.label, because=offered.because)


def _answers(pack: Pack, lane: Lane, given: Given, offer: str, taken: str) -> Iterator[Option]:
    """What can be answered to an offer; those that would have led to the same place stand together."""
    together: dict[Option, list[str]] = {}
    for choice in lanes.open_choices(pack, lane.situation, given):
        if choice.offer == offer and choice.answer is not None:
            after = lanes.choose(pack, lane, choice.id, given)
            option = _led(pack, lane, after, given, Option("", taken=choice.answer == taken))
            together.setdefault(option, []).append(answer(pack, choice.answer))
    for option, words in together.items():
        yield replace(option, words=" / ".join(words))


def _led(pack: Pack, before: Lane, after: Lane, given: Given, option: Option) -> Option:
    if after.closed:
        return replace(option, to=outcome_of(pack, after), ends=True)
    return replace(option, to=words_of(pack, after, given).short, stays=after.step == before.step)


# -- the ways not taken ----------------------------------------------------------------------------------------


def not_taken(play: Play, before: Sequence[Play] = ()) -> tuple[Other, ...]:
    """Every course of the story beside the way that was gone; ``before`` are ways that were tried before.

    They part after the longest row of moves that both begin with; in which order offers were answered makes no
    difference. A course that cannot be played under this policy is left out.
    """
    own, tried = _ordered(play.pack, moves(play)), [_ordered(one.pack, moves(one)) for one in before]
    found = []
    for course in play.story.course:
        try:
            walked = walk(play.story, play.pack, course.path)
        except NotPlayable:
            continue
        theirs = _ordered(play.pack, moves(walked))
        leads = tuple("" if one == LEFT_OPEN else play.pack.words.outcomes.get(one, one) for one in walked.outcomes)
        other = _beside(own, theirs, Other(course.title, Relation.SAME, leads, course.teaches))
        gone = other.relation not in (Relation.SAME, Relation.FURTHER) and any(
            _parting(one, theirs) == len(theirs) for one in tried
        )
        found.append(replace(other, before=gone))
    return tuple(found)


def _ordered(pack: Pack, found: Sequence[Move]) -> list[Move]:
    """Moves with the answers to offers that stand together in the order in which the policy has the offers."""

    def place(move: Move) -> int:
        return pack.offers.index(move.key.split("=")[1])

    ordered: list[Move] = []
    for answers, row in groupby(found, key=lambda move: move.lane if move.answers else 0):
        together = list(row)
        ordered += sorted(together, key=place) if answers else together
    return ordered


def _parting(own: Sequence[Move], theirs: Sequence[Move]) -> int:
    """After how many moves two ways part."""
    pairs = enumerate(zip(own, theirs, strict=False))
    return next((place for place, (a, b) in pairs if not a.is_like(b)), min(len(own), len(theirs)))


def _beside(own: Sequence[Move], theirs: Sequence[Move], other: Other) -> Other:
    parts = _parting(own, theirs)
    if parts == len(theirs):
        return other if parts == len(own) else replace(other, relation=Relation.FURTHER)
    move, yours = theirs[parts], own[parts] if parts < len(own) else None
    other = replace(other, step=move.step, instead=move.words)
    if not move.step:
        return replace(other, relation=Relation.BEGINS)
    if yours is None:
        return replace(other, relation=Relation.STOPPED)
    same_step = (yours.lane, yours.step) == (move.lane, move.step)
    return replace(other, relation=Relation.PARTS, yours=yours.words if same_step else "")
