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

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from netmeet_tui.adoption_records import LONGEST
from netmeet_tui.catalogue import _, day
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
    there = [setting.id for setting in known.values() if setting.by == "organisation"]

    def decided(name: str, entry: object) -> Decision:
        if name not in there:
            raise ValueError(f"name nothing that an organisation decides: please choose from {', '.join(there)}")
        return signed(entry, known[name].values, today)

    return entries("decided", told, decided, path)


def entries(part: str, told: Any, one: Callable[[str, object], Decision], path: Path) -> Ledger:  # noqa: ANN401
    """What a part of the settings says, each by ``one``, which raises ValueError. Raises nothing."""
    if told is None:
        told = {}
    if not isinstance(told, dict):
        mistake = (
            f"The settings in {path} have a '{part}' that is not a table: please write [{part}.NAME] for each."
        )
        return Ledger({}, {"": mistake})
    decisions: dict[str, Decision] = {}
    mistakes: dict[str, str] = {}
    for name, entry in told.items():
        try:
            decisions[name] = one(name, entry)
        except (ValueError, RecursionError) as error:  # tables too deep
            sentence = f"The settings in {path}, [{part}.{name:.{SHOWN}}], {error!s:.{SHOWN}}."
            mistakes[name] = on_a_line(sentence, len(sentence))
    return Ledger(decisions, mistakes)


def signed(entry: object, values: Sequence[str], today: date) -> Decision:
    """One decision. Raises ValueError with the second half of a sentence."""
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
    if decision.value is not None and decision.value not in values:
        expected = ", ".join(values)
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
    said_by = _who(decision)
    if decision.value is not None and decision.value != value:
        return look(
            topic,
            f"{said}, but it was '{decision.value}' that {said_by}.",
            f"Put it back, or have it decided anew, and write that into {path}.",
        )
    if decision.review is not None and decision.review <= today:
        return look(
            topic,
            f"{said}. {said_by}. That was to be reviewed on {day(decision.review)}.",
            f"Have it reviewed, and write the new decision into {path}.",
        )
    return ok(topic, f"{said}. {who(decision)}.")


def _who(decision: Decision) -> str:
    return _("{by} decided on {day}, on the advice of: {advice}").format(
        by=decision.by, day=day(decision.on), advice=decision.advice
    )


def who(decision: Decision) -> str:
    """Who decided, when, on what advice, and until when, without a full stop."""
    said = _who(decision)
    if decision.review is None:
        return said
    return _("{who}. To be reviewed on {day}").format(who=said, day=day(decision.review))
