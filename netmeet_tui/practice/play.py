"""A play: a story, and everything that was done in it so far. Screens and the debrief read it.

What was done in the meeting stands in the journal's records, as in a live one. What the meeting itself knows
nothing of (an offer that is about to be put, something brought in, time that was let pass) stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Clock, Session
from netmeet_tui.meeting.state import Meeting, apply
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.practice.story import LEFT_OPEN, PASSES, Expected, Line, Story, Verdict

BECAUSE: Final = "because"
"""The reason that a course gives where one is asked for."""


class NotPlayable(Exception):
    """A course cannot go on: at which of its moves (counted from 1), and why."""

    def __init__(self, number: int, move: str, why: str) -> None:
        self.number, self.move, self.why = number, move, why
        super().__init__(f"move {number} '{move}': {why}")


class Aside(NamedTuple):
    """Something done beside the meeting, after so many of its records: ``?gp``, ``+phone-rings`` or ``time=10``."""

    after: int
    what: str


class Moment(NamedTuple):
    """Something that lines may answer to: after which record, in which lane (0: in none)."""

    what: str
    lane: int
    record: int


class Said(NamedTuple):
    """A line that was said, and the place of the moment that it answered to."""

    line: Line
    moment: int


class PracticeJournal(MemoryJournal):
    """A journal in memory that can be taken back to any point; what was sealed later is gone from it then."""

    def __init__(self) -> None:
        super().__init__()
        self._given: list[tuple[bytes, tuple[str, str, str] | None, str | None]] = []

    def append(self, record: bytes, *, seal: tuple[str, str, str] | None = None, forget: str | None = None) -> None:
        """Add a record, and remember what was given with it."""
        super().append(record, seal=seal, forget=forget)
        self._given.append((record, seal, forget))

    def until(self, count: int) -> PracticeJournal:
        """Another journal, as this one was after so many records."""
        earlier = PracticeJournal()
        for record, seal, forget in self._given[:count]:
            earlier.append(record, seal=seal, forget=forget)
        return earlier

    def erase(self) -> None:
        """Forget what was sealed; what was done is looked back on first, and goes with the journal."""
        self._sealed.clear()


@dataclass(frozen=True)
class Play:
    """A story under a policy, and what was done in it: records of the meeting, and what stands beside them."""

    story: Story
    pack: Pack
    records: tuple[bytes, ...] = ()
    asides: tuple[Aside, ...] = ()

    @cached_property
    def events(self) -> tuple[e.Event, ...]:
        """What was done in the meeting, oldest first."""
        return tuple(e.decode(record) for record in self.records)

    @cached_property
    def _folded(self) -> tuple[Meeting | None, tuple[Moment, ...]]:
        """The meeting, and all moments. Its cost grows with the number of records."""
        state: Meeting | None = None
        found: list[Moment] = []
        for count, event in enumerate(self.events, 1):
            before, state = state, apply(self.pack, state, event)
            found += [Moment(what, lane, count) for what, lane in _moments(before, state, event)]
            found += [Moment(a.what, 0, count) for a in self.asides if a.after == count]
        return state, tuple(found)

    @property
    def state(self) -> Meeting:
        """The meeting as it stands. Only asked for once it has begun."""
        state, _ = self._folded
        assert state is not None
        return state

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Everything that lines may answer to, in order."""
        return self._folded[1]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the people said and did so far, in order. Each line is said once."""
        said: list[Said] = []
        past: list[Moment] = []
        for place, moment in enumerate(self.moments):
            if moment.what == lanes.UNDO:
                _take_back(past, moment.lane)
            past.append(moment)
            waiting = [moment.what]
            while waiting:
                for line in self._answers(waiting.pop(0), {m.what for m in past}, said):
                    said.append(Said(line, place))
                    past.append(Moment(f">{line.id}", 0, moment.record))
                    waiting += [f">{line.id}"] if line.id else []
        return tuple(said)

    def _answers(self, what: str, past: set[str], said: list[Said]) -> Iterator[Line]:
        """The lines that answer to a moment: of each person the first that fits and was not said before."""
        spoken, before = set[str](), [one.line for one in said]
        for line in self.story.line:
            fits = what in line.when and past.issuperset(line.given) and past.isdisjoint(line.unless)
            if fits and line.who not in spoken and not any(line is one for one in before):
                spoken.add(line.who)
                yield line

    @property
    def put(self) -> frozenset[str]:
        """The offers that were about to be put since anything else was done or came to pass."""
        count = len(self.records)
        since = takewhile(lambda aside: aside.after == count and aside.what.startswith("?"), reversed(self.asides))
        return frozenset(aside.what for aside in since)

    @property
    def just_brought_in(self) -> bool:
        """Whether the last thing of all was brought in from outside, or time that was let pass."""
        return any(a.after == len(self.records) and not a.what.startswith("?") for a in self.asides[-1:])

    @property
    def minutes(self) -> int:
        """How many minutes were let pass."""
        return max((_minutes(aside.what) for aside in self.asides if aside.what.startswith("time=")), default=0)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What came of each lane: an outcome, ``open`` where it was left open, nothing where it goes on."""
        return tuple(
            lanes.fact(self.pack, concern.lane, "outcome")
            if concern.lane.closed
            else (LEFT_OPEN if concern.left_open else "")
            for concern in self.state.concerns
        )

    @property
    def done(self) -> frozenset[str]:
        """Every choice and event that still stands: what was taken back is not in it."""
        return frozenset(str(entry) for concern in self.state.concerns for entry in concern.lane.trail())

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that a lane stood at, each once, in the order in which they were come to."""
        come = (moment.what[1:] for moment in self.moments if moment.what.startswith("@"))
        return tuple(dict.fromkeys(step for step in come if step != CLOSED))

    def beside(self, what: str) -> Play:
        """The play with something more beside the meeting."""
        return replace(self, asides=(*self.asides, Aside(len(self.records), what)))

    def until(self, records: int) -> Play:
        """The play as it was after so many records."""
        asides = tuple(aside for aside in self.asides if aside.after <= records)
        return replace(self, records=self.records[:records], asides=asides)


def passing(play: Play) -> str:
    """What is to stand beside the meeting when a little more time is let pass."""
    return f"time={play.minutes + PASSES}"


def _moments(before: Meeting | None, after: Meeting, event: e.Event) -> Iterator[tuple[str, int]]:
    match event:
        case e.Opened():
            yield "begin", 0
        case e.Flagged():
            yield f"flag={event.kind}", event.lane
            yield f"@{after.concern(event.lane).lane.step}", event.lane
        case e.Chose() | e.Happened():
            assert before is not None
            yield (event.event if isinstance(event, e.Happened) else f"{event.step}={event.choice}"), event.lane
            now = after.concern(event.lane).lane.step
            if now != before.concern(event.lane).lane.step:
                yield f"@{now}", event.lane
        case e.Ended():
            yield "end", 0


def _take_back(past: list[Moment], lane: int) -> None:
    """What was taken back in a lane was not: its last choice or event, and the step that it led to."""
    while past:
        place = max((i for i, moment in enumerate(past) if moment.lane == lane), default=-1)
        if place < 0 or past[place].what.startswith("flag="):
            return
        gone = past.pop(place)
        if not gone.what.startswith("@") and gone.what not in (lanes.UNDO, lanes.PARK, lanes.RESUME):
            return


def _minutes(what: str) -> int:
    return int(what.partition("=")[2])


# -- walking a course ----------------------------------------------------------------------------------------


def begun(story: Story, pack: Pack, clock: Clock) -> tuple[Session, PracticeJournal]:
    """The story's meeting, just begun, with everybody in their seats. Raises ValueError for wrong settings."""
    journal = PracticeJournal()
    settings = {**story.settings, "nation": story.nation} if "nation" in pack.settings else dict(story.settings)
    session = Session.begin(pack, journal, clock, settings, story.facilitators)
    for person in story.person:
        letter = session.take_seat(person.word)
        if letter != person.seat:
            raise ValueError(f"the seats are lettered A, B, C and so on; '{person.seat}' stands where {letter} is")
    session.arrange(story.mode, story.place)
    return session, journal


def walk(story: Story, pack: Pack, path: Iterable[str], at: datetime | None = None) -> Play:
    """The play of a path's moves, to where it ends. Raises NotPlayable."""
    try:
        session, journal = begun(story, pack, lambda: at or story.begins)
    except ValueError as error:
        raise NotPlayable(0, "", str(error)) from None
    play, number = Play(story, pack, tuple(journal.records())), 0
    for place, move in enumerate(path, 1):
        try:
            if move.startswith("+"):
                play = play.beside(move)
                continue
            if move.startswith("time="):
                while play.minutes < _minutes(move):  # as by keys: nobody lets ten minutes pass at once
                    play = play.beside(passing(play))
                continue
            if move.startswith("offers=") and move.count("=") == 2:
                play = play.beside(f"?{move.split('=')[1]}")
            number = do(session, number, move)
        except lanes.NotOffered as error:
            raise NotPlayable(place, move, str(error)) from None
        except (KeyError, ValueError):
            raise NotPlayable(place, move, "there is no such thing to do here") from None
        play = replace(play, records=tuple(journal.records()))
    return play


def do(session: Session, number: int, move: str) -> int:
    """Make one move of a course; answers the lane of the next. Raises NotOffered, KeyError, ValueError."""
    what, _, rest = move.partition("=")
    if move == "999":
        return session.ring_999()
    if move.startswith("!"):
        session.happen(number, move)
    elif what == "flag":
        kind, _, seat = rest.partition("@")
        return session.flag(kind, seat)
    elif what == "lane":
        session.state.concern(int(rest))
        return int(rest)
    elif what == "open":
        session.leave_open(int(rest), BECAUSE)
    else:
        step = session.state.concern(number).lane.step
        if step != what:
            raise lanes.NotOffered(f"the step '{what}' is expected, but the lane is at '{step}'")
        session.choose(number, rest, BECAUSE)
    return number


# -- what the policy says of it ------------------------------------------------------------------------------


def met(story: Story, play: Play) -> Iterator[tuple[Verdict, Expected]]:
    """What the story says of what was done, the forbidden first. Only what a program can see."""
    rows = (
        (Verdict.OUTSIDE, story.forbidden),
        (Verdict.DISCUSS, story.discuss),
        (Verdict.INSIDE, story.permitted),
    )
    for verdict, expected in rows:
        for one in expected:
            if one.seen and one.outcome in ("", *play.outcomes) and (not one.choice or one.choice in play.done):
                yield verdict, one


def verdict(story: Story, play: Play) -> Verdict:
    """What the policy says of a whole play: outside when anything forbidden was done, inside when everything that
    came of it is permitted, and to discuss otherwise.
    """
    found = {said for said, _ in met(story, play)}
    if Verdict.OUTSIDE in found:
        return Verdict.OUTSIDE
    permitted = {one.outcome for one in story.permitted if one.outcome}
    settled = all(outcome in permitted for outcome in play.outcomes) and bool(play.outcomes)
    return Verdict.INSIDE if settled and Verdict.DISCUSS not in found else Verdict.DISCUSS
