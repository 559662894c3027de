"""What is kept of a concern, in words: the way it went, and never what anybody said (D-2).

It knows a trail and the policy that the meeting was begun under, and nothing else: so no identity can get into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.meeting.trail import Taken, Trail
from netmeet_tui.policy.pack import NONE, Pack

Reader: TypeAlias = Literal["person", "lead"]
"""Whom a copy is made for. It changes the first words of it, and nothing else."""

TITLE: Final = _("What was done about a concern")
FOR: Final[dict[Reader, str]] = {
    "person": _(
        "This copy was made for you, the person whom it is about. It is yours: keep it, show it to whom you like, "
        "or throw it away."
    ),
    "lead": _(
        "This copy was made for the safeguarding lead, who answers for how the organisation keeps to its policy. "
        "Please keep it as safe as any other record about a person."
    ),
}
IS: Final = _("It tells what was chosen, and when. The times are to the minute.")
IS_NOT: Final = _(
    "It does not tell what was said. Nothing that anybody said or wrote in the meeting was kept, and no name, no "
    "place and no number. It is no report about a person, and it measures nobody."
)
OPEN_FILE: Final = _("This file is not encrypted: whoever has it can read it.")
NO_POLICY: Final = _(
    "The policy of that meeting is not on this computer any more: its own short names stand here, and no clauses."
)
MEETING: Final = _("From a meeting on {day}")
KIND: Final = _("What the worry was: {kind}")
OUTCOME: Final = _("What came of it: {outcome}")
NO_OUTCOME: Final = _("What came of it: nothing was noted before the meeting ended.")
GROUND: Final = _("Because: {ground}")
LEFT_OPEN: Final = _("It was left open when the meeting ended.")
UNDER: Final = _("Policy: {policy}")
WAY: Final = _("The way it went")
CLAUSES: Final = _("What the policy says about these steps")
SETTINGS: Final = _("What the organisation had decided then")
KEPT: Final = _("Kept on {kept}, to be looked at again on {review}.")
NUMBER: Final = _("Number of the record: {number}")
MADE: Final = _("This copy was made on {day}.")
ANSWERED: Final = _("{question} {answer}")
SAID: Final = _("{step}: {choice}")
HAPPENED: Final = _("({event})")


@dataclass(frozen=True, slots=True)
class Told:
    """A trail in words, as far as its policy is to be had; ``known`` says whether it is."""

    kind: str
    began: date
    outcome: str
    ground: str
    left_open: bool
    policy: str
    known: bool
    way: tuple[tuple[datetime, str], ...]
    clauses: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]


def told(trail: Trail, pack: Pack | None) -> Told:
    """A trail in the words of the policy that it was begun under; in its short names where there is none."""
    kind, outcome, ground = trail.kind, trail.outcome, trail.ground
    if pack is not None:
        words = pack.words
        kind = words.kinds[kind].label if kind in words.kinds else kind
        outcome, ground = words.outcomes.get(outcome, outcome), words.grounds.get(ground, ground)
    return Told(
        kind=kind,
        began=trail.began,
        outcome="" if trail.outcome == NONE else outcome,
        ground="" if trail.ground == NONE else ground,
        left_open=trail.left_open,
        policy=trail.policy,
        known=pack is not None,
        way=tuple((taken.at, words) for taken, words in said(trail, pack)),
        clauses=tuple(_clauses(trail, pack)) if pack is not None else (),
        settings=tuple(_settings(trail, pack)),
    )


def said(trail: Trail, pack: Pack | None) -> Iterator[tuple[Taken, str]]:
    """What was chosen and what happened, each in words."""
    for taken in trail.way:
        event, step = taken.what.startswith("!"), pack and pack.steps.get(taken.step)
        offer, _equals, answer = taken.what.partition("=")
        if pack and event and taken.what in pack.words.events:
            yield taken, HAPPENED.format(event=pack.words.events[taken.what].label)
        elif pack and answer and offer in pack.words.offers:
            answered = getattr(pack.words.answers, answer, answer).lower()
            yield taken, SAID.format(step=pack.words.offers[offer].label, choice=answered)
        elif step and taken.what in step.words.choices:
            short, choice = step.words.short, step.words.choices[taken.what]
            asked = ANSWERED.format(question=short, answer=choice)
            yield taken, asked if short.endswith("?") else SAID.format(step=short, choice=choice)
        else:
            yield taken, taken.what if event else f"{taken.step}={taken.what}"


def _clauses(trail: Trail, pack: Pack) -> Iterator[tuple[str, str]]:
    """The clauses that the steps of the way serve, each once, in the order of the policy."""
    steps = [pack.steps[taken.step] for taken in trail.way if taken.step in pack.steps]
    served = {clause for step in steps for clause in step.serves}
    yield from ((clause, words.says) for clause, words in pack.clauses.items() if clause in served)


def _settings(trail: Trail, pack: Pack | None) -> Iterator[tuple[str, str]]:
    """Each setting as a question with its answer, where the policy has them in words."""
    for name, value in trail.settings.items():
        setting = pack.settings.get(name) if pack is not None else None
        yield (name, value) if setting is None else (setting.question, setting.answer(value))


def asked_and_answered(question: str, answer: str) -> str:
    """A setting on one line."""
    return (
        ANSWERED.format(question=question, answer=answer)
        if question.endswith(("?", "."))
        else f"{question}: {answer}"
    )


def heads(told: Told) -> Iterator[str]:
    """What it is about and what came of it, a line for each."""
    yield MEETING.format(day=catalogue.day(told.began))
    yield KIND.format(kind=told.kind)
    yield OUTCOME.format(outcome=told.outcome) if told.outcome else NO_OUTCOME
    if told.left_open:
        yield LEFT_OPEN
    if told.ground:
        yield GROUND.format(ground=told.ground)
    yield UNDER.format(policy=told.policy)
    if not told.known:
        yield NO_POLICY
