"""The rules about a pack as it is written: what may, what must, what is kept, what is sealed (P-8 to P-10, I-4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netmeet_tui.policy.condition import ALWAYS, NEVER
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.rule import Broken, Rule, Whole

WEIGHING: Final = ("weigh", "disagree", "lead", "may-pass-on", "recipient")
"""Steps of what the policy allows and does not ask for (C-25)."""

LEFT_UNDONE: Final = ("no-further-action", "not-passed-on", "could-not-reach")
"""Outcomes in which something that could have been done was not. (What is stood down was nothing to be done.)"""


def _may_and_must(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        if step.id in WEIGHING and step.duty != "may":
            yield Broken(f"'{step.id}' is what the policy allows, and is said to be a '{step.duty}'", step.id)
        left_undone = [choice for choice in step.choices if choice.refrain]
        if step.duty == "may" and not left_undone:
            yield Broken(f"'{step.id}' is a step that may be done, and has no choice marked 'refrain'", step.id)
        if step.duty == "may" and len(left_undone) == len(step.choices):
            yield Broken(f"'{step.id}' is a step that may be done, and has no choice that does it", step.id)


def _must_with_a_reason(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        for choice in step.choices:
            nothing = choice.refrain or choice.to == "no-further-action" or choice.outcome in LEFT_UNDONE
            if step.duty == "must" and nothing and not choice.reason:
                yield Broken(
                    f"'{step.id}' must be done, and '{choice.id}' leaves it undone without a reason", step.id
                )
    for step in pack.steps.values():
        for choice in step.choices:
            if choice.outcome == "not-passed-on" and not choice.reason and step.duty != "must":
                yield Broken(f"'{choice.id}' at '{step.id}' decides not to pass on, without a reason", step.id)


def _steps_cite_a_clause(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        if not step.serves:
            yield Broken(f"'{step.id}' serves no clause of the policy", step.id)


def _identity_is_let_go(pack: Pack) -> Iterator[Broken]:
    sealed = {name for step in pack.steps.values() for name in step.sealed}
    for step in pack.steps.values():
        for name in step.fields:
            if name in sealed:
                yield Broken(f"'{step.id}' asks for '{name}' in a field that is not sealed", step.id)
    lets_go = {name: happening.forget for name, happening in pack.happenings.items()}
    lets_go |= {f"{s.id}={choice.id}": choice.forget for s in pack.steps.values() for choice in s.choices}
    for move in ("!left", "!withdrawn", "contact=withdrawn", "identity=not-given"):
        if not lets_go.get(move, True):
            yield Broken(f"after '{move}', what identifies the person is not let go ('forget' is missing)")


HEARD_OUTSIDE: Final = (
    "emergency=called",
    *(f"contact={said}" for said in ("accepted", "advice", "not-accepted", "withdrawn")),
    "self-contact=made",
    "self-report=reported",
)
"""Choices that say that somebody outside has been told something, or was rung."""


def _taken_back(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        for choice in step.choices:
            if f"{step.id}={choice.id}" in HEARD_OUTSIDE and not choice.final:
                yield Broken(f"'{choice.id}' at '{step.id}' can be taken back ('final' is missing)", step.id)


BY_THEMSELVES: Final = ("self-contact=made",)
"""Choices that say that the person made contact, of their own will: nothing that the facilitators answer for."""


CHILD_DUTY_STANDS: Final[tuple[Mapping[str, str], ...]] = (
    {"ground": "child-duty"},
    {"child_access": "yes"},
    {"kind": "child", "child_access": "unknown"},
)
"""Facts by which a child has to be protected: who leaves that open has to answer for it (C-19)."""


def _answered_for(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        for choice in step.choices:
            entry = f"{step.id}={choice.id}"
            disclosed = entry in HEARD_OUTSIDE and entry not in BY_THEMSELVES
            left_undone = choice.outcome in ("not-passed-on", "could-not-reach")
            if (disclosed or left_undone) and choice.kept != ALWAYS:
                yield Broken(f"'{choice.id}' at '{step.id}' is not always kept ('kept' is missing)", step.id)
    for standing in CHILD_DUTY_STANDS:
        if all(value in pack.facts.get(fact, ()) for fact, value in standing.items()):
            left_open = pack.left_open_kept or NEVER
            for fact, value in standing.items():
                left_open = left_open.settled(1 + pack.places[fact], value)
            if left_open != ALWAYS:
                where = " and ".join(f"{fact} is {value}" for fact, value in standing.items())
                yield Broken(f"what is left open while {where} is not always kept ('left-open-kept' is missing)")


def whole_rules() -> Iterator[Rule]:
    """What a pack as a whole must be (P-9, P-10, I-4)."""
    yield Whole(
        "P-9b",
        ("I-7", "N-05"),
        "What may be done has a choice that does it and one that refrains.",
        _may_and_must,
    )
    yield Whole(
        "P-9c",
        ("I-7",),
        "What must be done is left undone only with a reason.",
        _must_with_a_reason,
    )
    yield Whole(
        "P-8e",
        ("L-7",),
        "What somebody outside has heard cannot be taken back.",
        _taken_back,
    )
    yield Whole(
        "P-8f",
        ("D-2",),
        "What was passed on, what was not, and a child's protection left undone can be answered for: it is kept.",
        _answered_for,
    )
    yield Whole("P-10a", (), "Every step says which clause it serves.", _steps_cite_a_clause)
    yield Whole(
        "I-4b",
        ("D-4", "T-03"),
        "What identifies somebody is sealed, and let go when they leave or take back their yes.",
        _identity_is_let_go,
    )
