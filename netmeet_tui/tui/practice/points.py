"""What was done in a play so far, each with what was said to it: to read, and to go back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from netmeet_tui.meeting import events as e
from netmeet_tui.policy import lane as lanes
from netmeet_tui.practice.done import Done, about, done, worded
from netmeet_tui.practice.play import Play
from netmeet_tui.practice.story import Line
from netmeet_tui.tui.practice import desk_text


@dataclass(frozen=True, slots=True)
class Point:
    """Something that was done, when, in which lane (0: in none), and what was said to it.

    Of what was done beside the meeting nobody noted when. ``before``: how many records the meeting had before it;
    0 where one cannot go back to it. ``kind``: of the concern, where the words do not say it.
    """

    words: str
    at: datetime | None = None
    lane: int = 0
    kind: str = ""
    before: int = 0
    said: tuple[Line, ...] = ()


def points(play: Play) -> tuple[Point, ...]:
    """Everything that was done, oldest first."""
    said: dict[int, list[Line]] = {}
    for one in play.said:
        said.setdefault(one.moment, []).append(one.line)
    found: list[Point] = []
    waited = 0
    moments = list(enumerate(play.moments))
    for count, step in enumerate(done(play), 1):
        heard: list[Line] = []
        besides: list[Point] = []
        while moments and moments[0][1].record <= count:
            place, moment = moments.pop(0)
            lines = tuple(said.get(place, ()))
            if moment.what.startswith("+"):
                besides.append(Point(_brought_in(play, moment.what[1:]), said=lines))
            elif moment.what.startswith("time="):
                minutes = int(moment.what.partition("=")[2])
                besides.append(Point(desk_text.later(minutes - waited), said=lines))
                waited = minutes
            else:
                heard += lines
        found += [*_point(play, step, count - 1, tuple(heard)), *besides]
    return tuple(found)


def _point(play: Play, step: Done, before: int, said: tuple[Line, ...]) -> Iterator[Point]:
    """What a record says, where it says that something was done."""
    event = step.event
    if isinstance(event, e.Opened):
        yield Point(desk_text.BEGAN, event.at, said=said)
    elif isinstance(event, e.Flagged | e.Chose | e.Happened | e.LeftOpen):
        lane = step.after.concern(event.lane).lane
        kind = play.pack.words.kinds[lanes.fact(play.pack, lane, "kind")].short
        kind = "" if isinstance(event, e.Flagged) else kind
        yield Point(_words(play, step, event), event.at, event.lane, kind, before, said)


def _words(play: Play, step: Done, event: e.Flagged | e.Chose | e.Happened | e.LeftOpen) -> str:
    pack = play.pack
    match event:
        case e.Flagged():
            who = about(step.after, step.after.concern(event.lane))
            flagged = desk_text.FLAGGED.format(kind=pack.words.kinds[event.kind].short)
            return f"{flagged}, {desk_text.ABOUT.format(who=who)}" if who else flagged
        case e.LeftOpen():
            return desk_text.LEFT_OPEN.format(why=event.reason)
        case e.Happened():
            return desk_text.HAPPENED.format(what=pack.words.events[event.event].label)
    assert step.before is not None
    entry = step.after.concern(event.lane).lane.last
    assert entry is not None
    asked, chosen = worded(pack, step.before.concern(event.lane).lane, entry, step.before.given)
    form = desk_text.ANSWERED if asked.endswith("?") else desk_text.CHOSE
    return form.format(question=asked, step=asked, choice=chosen)


def _brought_in(play: Play, injection: str) -> str:
    labels = (one.label for one in play.story.injection if one.id == injection)
    return desk_text.BROUGHT_IN.format(what=next(labels, injection))


def part_of(play: Play, longer: Play) -> bool:
    """Whether all that was done in a play was done in another one, too, before anything else was."""
    short, long = (
        [replace(one, at=play.story.begins) for one in each.events if not isinstance(one, e.Turned)]
        for each in (play, longer)
    )
    return long[: len(short)] == short and longer.asides[: len(play.asides)] == play.asides
