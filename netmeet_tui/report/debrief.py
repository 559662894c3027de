"""A practice looked back on, in lines of words: the same for the screen, for paper and for a file of text.

Nothing in it is counted, and nothing is said of whoever practised. What they typed themselves stands in ``Own``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.practice.debrief import Clause, Debrief, Unsettled
from netmeet_tui.practice.story import LEFT_OPEN, Verdict
from netmeet_tui.practice.timeline import Row, Sort
from netmeet_tui.practice.ways import Option, Other, Relation, Stop, Way
from netmeet_tui.report import record

# -- words -----------------------------------------------------------------------------------------------------

PRACTICE: Final = _("PRACTICE")
INVENTED: Final = _("PRACTICE: everybody in this story is invented. Nothing of it happened, and nobody was rung.")
TITLE: Final = _("Looking back on a practice")
PRACTISED: Final = _("Practised on {day}, {mode}")
BY: Final = _("Written by {name}")
MODES: Final = {
    "solo": _("on your own"),
    "pair": _("by two of you at one laptop"),
    "trainer": _("led by somebody"),
}

YOU: Final = _("First of all: you")
HAPPENED: Final = _("What happened")
WAY: Final = _("The way you went")
OTHERS: Final = _("Ways not taken")
OWN: Final = _("In your own words")
CLAUSES: Final = _("Clause by clause")
ALONG: Final = _("One thing to take along")

NOW: Final = _("How are you now?")
STAYS: Final = _("What stays with you?")
WELL: Final = _("What went well?")
OTHERWISE: Final = _("What would you do in another way?")
TAKE: Final = _("What is the one thing that you take along?")
IDEAS: Final = _("Ideas from this story")

BEGAN: Final = _("The story: {setting}")
FLAGGED: Final = _("You flagged a concern: {kind}")
FLAGGED_ABOUT: Final = _("You flagged a concern about {who}: {kind}")
ASKED: Final = _("You asked: “{words}”")
SAID: Final = _("{who}: “{words}”")
QUOTED: Final = _("“{words}”")
BECAUSE: Final = _("{words} (you said why: {why})")
TAKEN_BACK: Final = _("You took that back.")
PAUSED: Final = _("You left this concern for a while.")
WENT_ON: Final = _("You went on with this concern.")
LEFT: Final = _("You left this concern open.")
BROUGHT_IN: Final = _("Brought in: {words}")
PASSED: Final = _("{minutes} minutes after the beginning")
ENDED: Final = _("The meeting ended.")
WENT_BACK: Final = _("You went back to an earlier point, and tried another way")
BEFORE: Final = _("Tried before")
CONCERN: Final = _("Concern {number}: {words}")
NOTHING: Final = _("No concern was flagged.")

KIND_ABOUT: Final = _("{kind} (about {who})")
STEP: Final = _("{step}  ·  {title}")
ENDS: Final = _("the end: {outcome}")
HERE_STILL: Final = _("stays here")
SHUT: Final = _("{words} (not open here: {because})")
STOPPED: Final = _("This is where you stopped.")
MARKS: Final = _("▸ is what you chose. Beside every other choice stands where it would have led.")
MARKS_ON_PAPER: Final = _(
    "A square is what you chose. A ring is what else could be chosen, with where it would have led."
)

SAME: Final = _("This is the way you went.")
HALF: Final = _("You were on this way when you stopped. It goes on at “{step}”, with “{instead}”.")
FURTHER: Final = _("You went all of this way, and on from there.")
PARTS: Final = _("At “{step}” it goes on with “{instead}”. You went on with “{yours}”.")
PARTS_THERE: Final = _("It parts from yours at “{step}”, and goes on with “{instead}”.")
BEGINS: Final = _("It parts from yours where another concern is flagged: “{instead}”.")
LEADS: Final = _("Where it leads: {outcomes}")
TEACHES: Final = _("What it teaches: {teaches}")
TRIED: Final = _("You tried this way before you went back.")
OPEN: Final = _("left open")

VERDICTS: Final = {
    Verdict.INSIDE: _("inside the policy"),
    Verdict.OUTSIDE: _("outside the policy"),
    Verdict.DISCUSS: _("to discuss"),
}
SIGNS: Final = {Verdict.INSIDE: "●", Verdict.OUTSIDE: "○", Verdict.DISCUSS: "◐"}
"""Told apart by their shape; the word always stands beside."""

CAME_UP: Final = _("came up")
NOT_UP: Final = _("did not come up")
CLAUSE: Final = _("{clause}  ·  {verdict}")
OF_THIS: Final = _("{verdict}: {words}")
WHY: Final = _("Why it came up: {why}")
UNSAID: Final = _("The story does not say whether this is inside the policy: {outcome}.")
UNSAID_OPEN: Final = _("It was left open. The story does not say whether that is inside the policy.")
UNFINISHED: Final = _("You stopped before it was settled, here.")
UNSEEN: Final = _("What no program can see")
ONLY_YOU: Final = _("Only you know: {words}")
IF_SO: Final = {
    Verdict.INSIDE: _("If it was so, it was inside the policy ({clauses})."),
    Verdict.OUTSIDE: _("If it was so, it was outside the policy ({clauses})."),
    Verdict.DISCUSS: _("If it was so, it is to be discussed ({clauses})."),
}


# -- values ----------------------------------------------------------------------------------------------------


class Look(enum.Enum):
    """How a line stands on the page. What it says is always in its words."""

    HEAD = "head"
    PLAIN = "plain"
    QUIET = "quiet"
    DONE = "done"
    """What whoever practised did."""
    SAID = "said"
    ROOM = "room"
    """What happened in the room."""
    TAKEN = "taken"
    OTHER = "other"
    SHUT = "shut"
    """A choice that was not open."""
    TYPED = "typed"
    """What whoever practised wrote in answer to a question."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some words. ``who`` says them, ``to`` is where a choice leads; ``before``: it was tried before going back."""

    look: Look
    words: str
    who: str = ""
    to: str = ""
    sign: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What whoever practised wrote. Empty is what was passed over; the name is there only if they want it."""

    now: str = ""
    stays: str = ""
    well: str = ""
    otherwise: str = ""
    along: str = ""
    name: str = ""


class Part(NamedTuple):
    """One of the parts of a debrief, with its title."""

    title: str
    lines: tuple[Line, ...]


def in_a_file(told: Debrief, own: Own, mode: str, day: date, marks: str = MARKS) -> Iterator[Part]:
    """All of it for a file, in characters that can be printed and without the questions that were passed over.

    The first part stands above the others; its title is the story's. ``marks`` says how what was chosen is marked.
    """
    for part in _parts(told, own, mode, day, marks):
        yield Part(printable(part.title), tuple(map(_printable, part.lines)))


def _parts(told: Debrief, own: Own, mode: str, day: date, marks: str) -> Iterator[Part]:
    yield Part(told.story.title, tuple(_heads(mode, day, own.name)))
    yield from _written(YOU, (NOW, own.now), (STAYS, own.stays))
    yield Part(HAPPENED, tuple(happened(told)))
    yield Part(WAY, tuple(ways(told, marks)))
    yield Part(OTHERS, tuple(others(told)))
    yield from _written(OWN, (WELL, own.well), (OTHERWISE, own.otherwise))
    yield Part(CLAUSES, tuple(clauses(told)))
    yield Part(ALONG, (*_answered(TAKE, own.along), *ideas(told)))


def _heads(mode: str, day: date, name: str) -> Iterator[Line]:
    yield Line(Look.PLAIN, PRACTISED.format(day=catalogue.day(day), mode=MODES.get(mode, mode)))
    if printable(name):
        yield Line(Look.PLAIN, BY.format(name=name))
    yield Line(Look.QUIET, record.OPEN_FILE)


def printable(words: str) -> str:
    """Words on one line, without what cannot be shown: a name or an answer may hold any characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def _printable(line: Line) -> Line:
    return replace(line, words=printable(line.words), who=printable(line.who), to=printable(line.to))


def _written(title: str, *answers: tuple[str, str]) -> Iterator[Part]:
    lines = tuple(line for question, typed in answers for line in _answered(question, typed))
    if lines:
        yield Part(title, lines)


def _answered(question: str, typed: str) -> Iterator[Line]:
    if printable(typed):
        yield Line(Look.HEAD, question)
        yield from (Line(Look.TYPED, line) for line in typed.splitlines() if printable(line))


# -- what happened ---------------------------------------------------------------------------------------------


def happened(told: Debrief) -> Iterator[Line]:
    """The timeline."""
    yield Line(Look.QUIET, BEGAN.format(setting=told.story.setting))
    tried = False
    for row in told.timeline:
        if row.before and not tried:
            yield Line(Look.HEAD, BEFORE, before=True)
        tried = row.before
        yield from (replace(line, before=row.before) for line in _row(row))


def _row(row: Row) -> Iterator[Line]:
    look, words = _told(row)
    if row.why:
        words = BECAUSE.format(words=words, why=row.why)
    if row.lane:
        words = CONCERN.format(number=row.lane, words=words)
    yield Line(look, words, who=row.who if look is Look.SAID else "")


_PLAINLY: Final = {
    Sort.TAKEN_BACK: TAKEN_BACK,
    Sort.PAUSED: PAUSED,
    Sort.WENT_ON: WENT_ON,
    Sort.LEFT_OPEN: LEFT,
}


def _told(row: Row) -> tuple[Look, str]:
    match row.sort:
        case Sort.FLAGGED:
            form = FLAGGED_ABOUT if row.who else FLAGGED
            return Look.DONE, form.format(kind=row.words, who=row.who)
        case Sort.CHOSE:
            return Look.DONE, chosen(row.step, row.words)
        case Sort.ASKED:
            return Look.DONE, ASKED.format(words=row.words)
        case Sort.HAPPENED:
            return Look.DONE, record.HAPPENED.format(event=row.words)
        case Sort.SAID:
            return Look.SAID, row.words
        case Sort.LED_TO:
            return Look.DONE, record.OUTCOME.format(outcome=row.words)
        case Sort.BROUGHT_IN:
            return Look.ROOM, BROUGHT_IN.format(words=row.words)
        case Sort.PASSED:
            return Look.ROOM, PASSED.format(minutes=row.minutes)
        case Sort.WENT_BACK:
            return Look.HEAD, WENT_BACK
        case Sort.ENDED:
            return Look.ROOM, ENDED
        case Sort.DID:
            return Look.ROOM, row.words
        case _:
            return Look.DONE, _PLAINLY[row.sort]


def chosen(step: str, words: str) -> str:
    """A choice with what was asked."""
    if step.endswith("?"):
        return record.ANSWERED.format(question=step, answer=words)
    return record.SAID.format(step=step, choice=words)


# -- the way and the others ------------------------------------------------------------------------------------


def ways(told: Debrief, marks: str = MARKS) -> Iterator[Line]:
    """The way of each concern, with the choices that were not taken; ``marks`` says how those are told apart."""
    if not told.ways:
        yield Line(Look.PLAIN, NOTHING)
        return
    yield Line(Look.QUIET, marks)
    for way in told.ways:
        yield from _way(way)


def _way(way: Way) -> Iterator[Line]:
    kind = KIND_ABOUT.format(kind=way.kind, who=way.about) if way.about else way.kind
    yield Line(Look.HEAD, CONCERN.format(number=way.lane, words=kind) if way.lane else kind)
    for stop in way.stops:
        yield Line(Look.HEAD, STEP.format(step=stop.short, title=stop.title))
        yield from (_option(option, stop) for option in stop.options)
    if way.outcome:
        yield Line(Look.DONE, record.OUTCOME.format(outcome=way.outcome))
    elif way.left_open:
        yield Line(Look.DONE, BECAUSE.format(words=LEFT, why=way.left_open))
    else:
        yield Line(Look.DONE, STOPPED)


def _option(option: Option, stop: Stop) -> Line:
    if option.because:
        return Line(Look.SHUT, SHUT.format(words=option.words, because=option.because))
    to = ENDS.format(outcome=option.to) if option.ends else HERE_STILL if option.stays else option.to
    if not option.taken:
        return Line(Look.OTHER, option.words, to=to)
    words = record.HAPPENED.format(event=option.words) if option.happened else option.words
    words = BECAUSE.format(words=words, why=stop.why) if stop.why else words
    return Line(Look.TAKEN, words, to=to)


def others(told: Debrief) -> Iterator[Line]:
    """The story's courses beside the way that was gone."""
    for other in told.others:
        yield Line(Look.HEAD, other.title)
        yield Line(Look.PLAIN, _parting(other))
        if other.before:
            yield Line(Look.PLAIN, TRIED)
        yield Line(Look.PLAIN, LEADS.format(outcomes=" · ".join(one or OPEN for one in other.leads)))
        yield Line(Look.PLAIN, TEACHES.format(teaches=other.teaches))


_FORMS: Final = {
    Relation.SAME: SAME,
    Relation.STOPPED: HALF,
    Relation.FURTHER: FURTHER,
    Relation.PARTS: PARTS,
    Relation.BEGINS: BEGINS,
}


def _parting(other: Other) -> str:
    form = PARTS_THERE if other.relation is Relation.PARTS and not other.yours else _FORMS[other.relation]
    return form.format(step=other.step, instead=other.instead or OPEN, yours=other.yours)


# -- clause by clause ------------------------------------------------------------------------------------------


def clauses(told: Debrief) -> Iterator[Line]:
    """Each clause with what is to be said of it: first those of which something is, last those not come up."""
    for clause in sorted(told.clauses, key=lambda clause: (clause.verdict is None, not clause.came_up)):
        yield from _clause(clause)
    if told.only_you:
        yield Line(Look.HEAD, UNSEEN)
    for verdict, row in told.only_you:
        yield Line(Look.PLAIN, ONLY_YOU.format(words=row.words))
        yield Line(Look.QUIET, IF_SO[verdict].format(clauses=", ".join(row.clauses)))


def _clause(clause: Clause) -> Iterator[Line]:
    said = CAME_UP if clause.came_up else NOT_UP
    if clause.verdict is not None:
        said = VERDICTS[clause.verdict]
    sign = SIGNS[clause.verdict] if clause.verdict is not None else ""
    yield Line(Look.HEAD, CLAUSE.format(clause=clause.id, verdict=said), sign=sign)
    yield Line(Look.QUIET, clause.says)
    for reason in clause.reasons:
        same = reason.verdict is clause.verdict
        words = reason.words if same else OF_THIS.format(verdict=VERDICTS[reason.verdict], words=reason.words)
        yield Line(Look.PLAIN, words)
    for one in clause.unsettled:
        yield Line(Look.PLAIN, _unsettled(one))
    if clause.why and not clause.reasons:
        yield Line(Look.PLAIN, WHY.format(why=clause.why))


def _unsettled(one: Unsettled) -> str:
    if one.words:
        return UNSAID.format(outcome=one.words)
    return UNSAID_OPEN if one.outcome == LEFT_OPEN else UNFINISHED


def ideas(told: Debrief) -> Iterable[Line]:
    """What the story wants to teach, as ideas for what to take along."""
    yield Line(Look.HEAD, IDEAS)
    yield from (Line(Look.OTHER, point) for point in told.story.learning)
