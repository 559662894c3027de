"""What an organisation may make of its pack, and what the proof refuses (section 9 of the reading)."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.policy.prove import prove
from tests.policy.defects import Edit, closed, step, text, words, written
from tests.scale import times

AMENDED = """
[[amendments]]
clause = "C-25"
says = "The urgent health line may be told as well."
decided_by = "The board"
decided_on = "2026-11-22"
adds_recipients = ["urgent-health"]
"""
URGENT = [
    step(
        "recipient",
        '{ id = "do-not"',
        '{ id = "urgent-health", to = "tell-first", set = { route = "urgent-health" } },\n    { id = "do-not"',
    ),
    Edit("[steps.recipient.choices]", 'gp = "', 'urgent-health = "The urgent health line"\ngp = "', "words.toml"),
]


def broken(folder: Path, *edits: Edit) -> set[str]:
    return {finding.rule for finding in prove(written(folder, edits)).findings}


MAY = {
    "other words": [words("talk", 'title = "Talk with them"', 'title = "Speak with them, as we do here"')],
    "another value first": [
        Edit(
            "",
            'values = ["facilitators-decide", "lead-agrees", "off"]',
            'values = ["off", "facilitators-decide", "lead-agrees"]',
            "settings.toml",
        )
    ],
    "a recipient, as an amendment": [
        *URGENT,
        Edit("", 'dated = "2026-11-22"', f'dated = "2026-11-22"\n{AMENDED}', "pack.toml"),
    ],
    "a step of one's own": [
        step("access", '{ id = "ready", to = "talk" }', '{ id = "ready", to = "breathe" }'),
        text(
            "[steps.arrange-access]",
            """[steps.breathe]
serves = ["C-14"]
duty = "must"
choices = [ { id = "ready", to = "talk" } ]

[steps.arrange-access]""",
        ),
        Edit(
            "",
            "[steps.arrange-access]",
            """[steps.breathe]
short = "pause"
title = "Take a breath together"
do = ["Sit down. Take the time that it takes."]
why = "You must fully involve the person, and that needs a calm moment."

[steps.breathe.choices]
ready = "We are ready to talk"

[steps.arrange-access]""",
            "words.toml",
        ),
    ],
}


MAY_NOT = {
    "take 999 away": (
        "P-12b",
        [
            step("danger", '"yes", to = "emergency"', '"yes", to = "talk"'),
            step("keep-close", '"yes", to = "emergency"', '"yes", to = "talk"'),
        ],
    ),
    "make ringing 999 wait for a yes": (
        "P-12b",
        [
            step("danger", '"yes", to = "emergency"', '"yes", to = "ask"'),
            step("keep-close", '"yes", to = "emergency"', '"yes", to = "ask"'),
        ],
    ),
    "score a person": ("P-11", [text('weighed = ["not-yet", ', 'weighed = ["not-yet", "level-1", "level-2", ')]),
    "ask for a name before a contact": (
        "I-4a",
        [step("talk", 'duty = "must"', 'duty = "must"\nsealed = ["who", "practice"]')],
    ),
    "ask for a name in the open": ("I-4b", [step("scope", '"keep-back"]', '"keep-back", "who"]')]),
    "let something that may be done happen by itself": (
        "P-4f",
        [
            text(
                '    { to = "may-pass-on" },\n]\none-serious',
                '    { to = "recipient", set = { ground = "own-life-exception" } },\n]\none-serious',
            )
        ],
    ),
    "leave no way to refrain": (
        "P-9b",
        [step("may-pass-on", ", reason = true, refrain = true", ", reason = true")],
    ),
    "hide that one is not sure": (
        "I-11",
        [
            step(
                "child-access",
                '    { id = "unknown", to = "consult", set = { child_access = "unknown" }, unsure = true },\n',
                "",
            ),
            Edit(
                "[steps.child-access.choices]", 'unknown = "We do not know, or we do not agree"', "", "words.toml"
            ),
        ],
    ),
    "take leaving for a no": (
        "P-6a",
        [text('set = { present = "no" }, forget', 'set = { present = "no", gp = "no" }, forget')],
    ),
    "tell somebody else without an amendment": ("P-4e", URGENT),
    "use the exception for harm to another": (
        "P-4a",
        [text('exception-open = "kind is own-life and', 'exception-open = "kind in (own-life, harm-other) and')],
    ),
    "wait with 999 until both agree": (
        "P-12a",
        [
            step("emergency", 'to = "rang-999"', 'to = "rang-999", when = "facilitators is two"'),
            closed("emergency", "called"),
        ],
    ),
}


# A proof takes seconds: what is far from each other shares one, and has one of its own in a thorough run.
PROOFS, REFUSALS = times(1, len(MAY)), times(3, len(MAY_NOT))


@pytest.mark.parametrize("some", [list(MAY)[place::PROOFS] for place in range(PROOFS)], ids=", ".join)
def test_an_organisation_may_decide(some: list[str], tmp_path: Path) -> None:
    assert broken(tmp_path, *(edit for name in some for edit in MAY[name])) == set()


@pytest.mark.parametrize("some", [list(MAY_NOT)[place::REFUSALS] for place in range(REFUSALS)], ids=", ".join)
def test_an_organisation_may_not(some: list[str], tmp_path: Path) -> None:
    """Each of them breaks a rule that none of those beside it breaks."""
    rules = [MAY_NOT[name][0] for name in some]
    assert len(set(rules)) == len(rules)
    assert set(rules) <= broken(tmp_path, *(edit for name in some for edit in MAY_NOT[name][1]))
