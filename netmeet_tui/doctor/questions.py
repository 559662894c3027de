"""What could not be found out for everybody: a question to each organisation, and who answered it there (N-10).

[answered.nspcc-hours]
by = "Robin Reed, safeguarding lead"
on = 2026-03-01
advice = "rang them"
review = 2027-03-01

``review`` may be left out. Who decided a setting that a question is about has answered it as well.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from netmeet_tui.catalogue import _, many, spoken
from netmeet_tui.doctor.finding import Finding, look, ok, unknown, wrong
from netmeet_tui.doctor.ledger import Decision, Ledger, entries, signed


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question to an organisation: in a few words and in full, what leaves it open, and a setting it is about."""

    short: str
    asks: str
    facts: tuple[str, ...]
    setting: str = ""


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its id."""
    text = (resources.files("netmeet_tui.doctor") / "questions.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text), dict[str, Question])
    translate = spoken()
    if translate is None:
        return found
    return {
        name: msgspec.structs.replace(one, short=translate(one.short), asks=translate(one.asks))
        for name, one in found.items()
    }


def read(told: Any, path: Path, today: date) -> Ledger:  # noqa: ANN401 (as it stands)
    """The answers in [answered], as TOML has it; None where there is no such part. Raises nothing."""

    def answered(name: str, entry: object) -> Decision:
        if name not in questions():
            raise ValueError(f"name no question that there is: please choose from {', '.join(questions())}")
        return signed(entry, (), today)

    return entries("answered", told, answered, path)


def answer(question: str, answers: Ledger, decided: Ledger) -> Decision | None:
    """Who put a name to a question: there, or by deciding the setting that it is about."""
    return answers.decisions.get(question) or decided.decisions.get(questions()[question].setting)


def waiting(answers: Ledger, decided: Ledger, today: date) -> tuple[int, int]:
    """How many questions have nobody's name to them, and how many answers are due for review."""
    found = [answer(question, answers, decided) for question in questions()]
    due = [one for one in found if one is not None and one.review is not None and one.review <= today]
    return found.count(None), len(due)


def told(answers: Ledger | None, decided: Ledger | None, path: Path, today: date) -> Iterator[Finding]:
    """Whether somebody's name is to each question, in one line. None: the settings cannot be read."""
    if answers is None or decided is None:
        yield unknown(
            "questions",
            _("Who answered what only your organisation can, cannot be told while the settings cannot be used."),
        )
        return
    for name, mistake in answers.mistakes.items():
        yield wrong(f"answered.{name}" if name else "answered", mistake, f"Put it right in {path}.")
    nobody, due = waiting(answers, decided, today)
    every = len(questions())
    said = []
    if nobody:
        some = many("{count} has nobody’s name to it", "{count} have nobody’s name to them", nobody)
        said.append(some.format(count=nobody))
    if due:
        said.append(many("{count} is due for review", "{count} are due for review", due).format(count=due))
    if said:
        yield look(
            "questions",
            _("Of {every} questions that only your organisation can answer, {these}.").format(
                every=every, these=_(" and ").join(said)
            ),
            _("`netmeet settings questions` lists them, and who answered."),
        )
    else:
        yield ok(
            "questions",
            _("Somebody’s name is to each of {every} questions that only your organisation can answer.").format(
                every=every
            ),
        )
