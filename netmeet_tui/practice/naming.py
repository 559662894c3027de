"""Whether what a story names is there: what the policy has, and the story's own lines and injections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise
from typing import Final

from netmeet_tui.meeting.state import MODES
from netmeet_tui.policy import law
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import all_events
from netmeet_tui.policy.written import unknown
from netmeet_tui.practice.story import LEFT_OPEN, PASSES, Story
from netmeet_tui.practice.texts import Place

_LONGEST: Final = 600
"""Minutes of a story's time."""

_BESIDE: Final = ("begin", "end")
_MOMENT: Final = (
    "begin, end, flag=KIND, @step, step=choice, offers=offer=answer, !event, ?offer, +injection, time=10 or >id"
)
_MOVE: Final = (
    "flag=KIND@SEAT, step=choice, offers=offer=answer, !event, +injection, time=10, 999, lane=2 or open=1"
)
_CHOICE: Final = "step=choice, offers=offer=answer or !event"

Found = tuple[Place, str]


def misnamed(story: Story, pack: Pack) -> Iterator[Found]:
    """Everything that a story names and that is not there, with what may be meant."""
    names = _Names(story, pack)
    yield from _arranged(story, pack)
    for number, line in enumerate(story.line, 1):
        for key in ("when", "given", "unless"):
            yield from _each(getattr(line, key), names.moment, Place("line", number, key))
    for table in ("permitted", "forbidden", "discuss"):
        for number, one in enumerate(getattr(story, table), 1):
            yield from _each((one.outcome,) if one.outcome else (), names.outcome, Place(table, number, "outcome"))
            yield from _each((one.choice,) if one.choice else (), names.choice, Place(table, number, "choice"))
            yield from _each(one.without, names.choice, Place(table, number, "without"))
            yield from _each(one.clauses, names.clause, Place(table, number, "clauses"))
    for number, course in enumerate(story.course, 1):
        yield from _each(course.path, names.move, Place("course", number, "path"))
        yield from _back_in_time(course.path, Place("course", number, "path"))
        yield from _each(course.outcomes, names.outcome, Place("course", number, "outcomes"))
    yield from _each(story.never, names.choice, Place(key="never"))
    yield from _each(story.clauses, names.clause, Place(key="clauses"))
    yield from _each(story.hands, names.step, Place(key="hands"))


def _arranged(story: Story, pack: Pack) -> Iterator[Found]:
    """How the meeting is held, and under which settings."""
    nations = [nation for nation in pack.nations if nation != law.UNSET] or pack.nations
    if story.nation not in nations:
        yield Place(key="nation"), unknown("nation", story.nation, nations)
    if story.mode not in MODES:
        yield Place(key="mode"), unknown("way to meet", story.mode, filter(None, MODES))
    if story.facilitators not in (1, 2):
        yield Place(key="facilitators"), "a meeting has 1 facilitator or 2; write one of these"
    own = {
        name: setting for name, setting in pack.settings.items() if setting.by != "meeting" and name != law.SETTING
    }
    for name, value in story.settings.items():
        if name == law.SETTING:
            yield Place("settings", key=name), "the nation is written at the top of the file; take it out here"
        elif name not in own:
            yield Place("settings"), unknown("setting", name, own)
        elif value not in own[name].values:
            yield Place("settings", key=name), unknown("value", value, own[name].values)


def _each(entries: tuple[str, ...], problem: Callable[[str], str], place: Place) -> Iterator[Found]:
    for entry in entries:
        if found := problem(entry):
            yield place, found


def _back_in_time(path: tuple[str, ...], place: Place) -> Iterator[Found]:
    times = [move for move in path if move.startswith("time=") and not _time(move[5:])]
    for before, after in pairwise(times):
        if int(after[5:]) <= int(before[5:]):
            yield place, f"'{after}' comes after '{before}', and time only goes on; write a later one"


class _Names:
    """What there is: each question is answered with a sentence, or with nothing when the name is known."""

    def __init__(self, story: Story, pack: Pack) -> None:
        self._pack = pack
        self._seats = [person.seat for person in story.person]
        self._lines = [line.id for line in story.line if line.id]
        self._injections = [one.id for one in story.injection]
        self._choices = {name: [choice.id for choice in step.choices] for name, step in pack.steps.items()}
        self._both: Mapping[str, Callable[[str], str]] = {
            "!": lambda entry: _one_of("event", entry, all_events(pack)),
            "+": lambda entry: _one_of("injection", entry[1:], self._injections),
            "time=": lambda entry: _time(entry[5:]),
        }
        self._moments: Mapping[str, Callable[[str], str]] = {
            **self._both,
            "@": lambda entry: _one_of("step", entry[1:], (*pack.steps, CLOSED)),
            "?": lambda entry: _one_of("offer", entry[1:], pack.offers),
            ">": lambda entry: _one_of("line with the id", entry[1:], self._lines),
            "flag=": self._kind,
        }
        self._moves: Mapping[str, Callable[[str], str]] = {
            **self._both,
            "flag=": self._flag,
            "lane=": _counted,
            "open=": _counted,
        }

    def moment(self, entry: str) -> str:
        """Something that a line may answer to, or wait for."""
        return "" if entry in _BESIDE else self._read(entry, self._moments, _MOMENT)

    def move(self, entry: str) -> str:
        """Something that is done in a course."""
        return "" if entry == "999" else self._read(entry, self._moves, _MOVE)

    def choice(self, entry: str) -> str:
        """A choice or an event of the policy."""
        return self._read(entry, {"!": lambda event: _one_of("event", event, self._pack.happenings)}, _CHOICE)

    def outcome(self, entry: str) -> str:
        """What can come of a lane."""
        return _one_of("outcome", entry, (*self._pack.facts["outcome"][1:], LEFT_OPEN))

    def clause(self, entry: str) -> str:
        """A clause of the policy."""
        return _one_of("clause", entry, self._pack.clauses)

    def step(self, entry: str) -> str:
        """A step of the policy."""
        return _one_of("step", entry, self._pack.steps)

    def _read(self, entry: str, forms: Mapping[str, Callable[[str], str]], written: str) -> str:
        for form, problem in forms.items():
            if entry.startswith(form):
                return problem(entry)
        step, equals, choice = entry.partition("=")
        if not equals:
            return f"'{entry}' is not written like anything here; write {written}"
        return _one_of("step", step, self._pack.steps) or _one_of("choice", choice, self._choices[step], step)

    def _kind(self, entry: str) -> str:
        if "@" in entry:
            return f"no seat is named here; write '{entry.partition('@')[0]}'"
        return _one_of("kind", entry[5:], self._pack.start)

    def _flag(self, entry: str) -> str:
        kind, at, seat = entry[5:].partition("@")
        return _one_of("kind", kind, self._pack.start) or (_one_of("seat", seat, self._seats) if at else "")


def _one_of(what: str, name: str, known: Collection[str], at: str = "") -> str:
    return "" if name in known else unknown(what, name, known, at)


def _time(minutes: str) -> str:
    whole = minutes.isascii() and minutes.isdecimal() and len(minutes) <= len(str(_LONGEST))
    if whole and 0 < int(minutes) <= _LONGEST and int(minutes) % PASSES == 0 and not minutes.startswith("0"):
        return ""
    return f"'time={minutes}' never comes: time passes by {PASSES} minutes; write time={PASSES}, time={2 * PASSES}…"


def _counted(entry: str) -> str:
    what, _, number = entry.partition("=")
    if number.isascii() and number.isdecimal() and len(number) <= 2 and not number.startswith("0"):
        return ""
    return f"'{entry}' names no lane; write {what}=1 or {what}=2"


# -- lines that answer to one another ----------------------------------------------------------------------------


def circles(story: Story) -> Iterator[Found]:
    """Lines that answer to one another in a circle: each is said once, so one of them could never be meant."""
    answers: dict[str, tuple[str, ...]] = {}
    for line in story.line:
        if line.id:
            answers[line.id] = tuple(when[1:] for when in line.when if when.startswith(">"))
    told: set[str] = set()
    for number, line in enumerate(story.line, 1):
        circle = _circle(line.id, answers) if line.id and line.id not in told else ()
        if circle:
            told.update(circle)
            named = " answers to ".join(f"'{one}'" for one in (*circle, circle[0]))
            yield (
                Place("line", number, "when"),
                f"{named}, round and round; let one of them answer to something else",
            )


def _circle(start: str, answers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a line back to itself; nothing where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:  # it grows while it is read
        for to in answers.get(way[-1], ()):
            if to == start:
                return way
            if to not in seen:
                seen.add(to)
                ways.append((*way, to))
    return ()
