"""Who decided what the law leaves open: the part [decided] of the settings, read and held against what is in force.

[decided.own_life_exception]
by = "Robin Reed, safeguarding lead"
on = 2026-03-01
advice = "letter of 20 February 2026"
review = 2027-03-01
value = "off"

``review`` and ``value`` may be left out. With ``value`` it can be seen when something else came into force since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from netmeet_tui.adoption_records import LONGEST, day
from netmeet_tui.doctor.finding import Finding, look, note, ok, unknown, wrong
from netmeet_tui.policy.pack import Setting
from netmeet_tui.policy.tables import on_a_line

SHOWN = 300
"""Characters of what the settings say that are told again."""

SHAPE = "please write by, on and advice there, and review and value where they are known"


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That somebody decided a setting: who, when, on what advice, until when, and for what."""

    by: str
    on: date
    advice: str
    review: date | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions that could be read, and a sentence for each of those that could not."""

    decisions: Mapping[str, Decision]
    mistakes: Mapping[str, str]


def read(told: Any, known: Mapping[str, Setting], path: Path, today: date) -> Ledger:  # noqa: ANN401 (as it stands)
    """The decisions in [decided], as TOML has it; None where there is no such part. Raises nothing."""
    if told is None:
        told = {}
    if not isinstance(told, dict):
        mistake = (
            f"The settings in {path} have a 'decided' that is not a table: please write [decided.NAME] for each."
        )
        return Ledger({}, {"": mistake})
    decisions: dict[str, Decision] = {}
    mistakes: dict[str, str] = {}
    for name, entry in told.items():
        try:
            decisions[name] = _decision(name, entry, known, today)
        except (ValueError, RecursionError) as error:  # tables too deep
            sentence = f"The settings in {path}, [decided.{name:.{SHOWN}}], {error!s:.{SHOWN}}."
            mistakes[name] = on_a_line(sentence, len(sentence))
    return Ledger(decisions, mistakes)


def _decision(name: str, entry: object, known: Mapping[str, Setting], today: date) -> Decision:
    """One decision. Raises ValueError with the second half of a sentence."""
    there = [setting.id for setting in known.values() if setting.by == "organisation"]
    if name not in there:
        raise ValueError(f"name nothing that an organisation decides: please choose from {', '.join(there)}")
    try:
        decision = msgspec.convert(entry, Decision)
    except msgspec.ValidationError as error:
        raise ValueError(f"are not right ({error}): {SHAPE}") from None
    for what in ("by", "advice"):
        text = getattr(decision, what)
        if not (text.strip() and text.isprintable() and len(text) <= LONGEST):
            raise ValueError(f"do not say '{what}' on one plain line: {SHAPE}")
    if decision.on > today:
        raise ValueError(
            f"say that it was decided on {day(decision.on)}, which is still to come: please write the day it was"
        )
    if decision.review is not None and decision.review <= decision.on:
        raise ValueError("name a day for the review that is not after the decision: please write a later one")
    if decision.value is not None and decision.value not in known[name].values:
        expected = ", ".join(known[name].values)
        raise ValueError(
            f"name the value '{decision.value}', which it does not have: please choose from {expected}"
        )
    return decision


def contested(
    known: Mapping[str, Setting],
    in_force: Mapping[str, str],
    ledger: Ledger | None,
    path: Path,
    today: date,
) -> Iterator[Finding]:
    """What the law leaves open, one by one: what is in force, and who decided it (N-10, D-1).

    ``ledger`` is None when the settings cannot be read.
    """
    for setting in known.values():
        value = in_force.get(setting.id, setting.values[0])
        entered = ledger is not None and (setting.id in ledger.decisions or setting.id in ledger.mistakes)
        if setting.contested or entered:
            yield _decided(setting, value, ledger, path, today)
    if ledger is not None:
        for name, mistake in ledger.mistakes.items():
            if name not in known or not name:
                yield wrong(f"decided.{name}" if name else "decided", mistake, f"Put it right in {path}.")
    if not any(setting.contested for setting in known.values()):
        yield note(
            "contested",
            "The policy in force says of nothing that the law leaves it open. The one that comes with netmeet "
            "does: `netmeet policy init` copies it.",
        )


def _decided(setting: Setting, value: str, ledger: Ledger | None, path: Path, today: date) -> Finding:
    topic = f"contested.{setting.id}" if setting.contested else f"decided.{setting.id}"
    said = f"{setting.id} is '{value}'"
    if ledger is None:
        return unknown(topic, f"{said}; who decided that cannot be told while the settings cannot be used.")
    if setting.id in ledger.mistakes:
        return wrong(topic, ledger.mistakes[setting.id], f"Put it right in {path}.")
    decision = ledger.decisions.get(setting.id)
    if decision is None:
        return look(
            topic,
            f"{said}, and nobody is named who decided that. The law leaves it open.",
            f"Put this to whoever advises you: {setting.contested} Then write who decided, when and on what advice "
            f"into {path}, under [decided.{setting.id}].",
        )
    who = f"{decision.by} decided on {day(decision.on)}, on the advice of: {decision.advice}"
    if decision.value is not None and decision.value != value:
        return look(
            topic,
            f"{said}, but it was '{decision.value}' that {who}.",
            f"Put it back, or have it decided anew, and write that into {path}.",
        )
    if decision.review is not None and decision.review <= today:
        return look(
            topic,
            f"{said}. {who}. That was to be reviewed on {day(decision.review)}.",
            f"Have it reviewed, and write the new decision into {path}.",
        )
    until = "" if decision.review is None else f". To be reviewed on {day(decision.review)}"
    return ok(topic, f"{said}. {who}{until}.")
