"""What only the organisation can answer: every question that is left open, and whose name is to it (N-10)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from netmeet_tui.doctor import questions, signing
from netmeet_tui.doctor.finding import Finding, State
from netmeet_tui.doctor.ledger import Ledger
from netmeet_tui.doctor.ledger import read as read_decided
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.word_rules import AVOIDED, RANKS, grade

KNOWN = shipped().settings
TODAY = date(2026, 6, 1)
PATH = Path("settings.toml")
WHOLE = 'by = "Robin Reed, safeguarding lead"\non = 2026-03-01\nadvice = "rang them"\n'
LEFT_OPEN = ("11", "12b", "14", "17", "25", "31", "39", "49", "64", "66", "70")
"""The facts that are left uncertain on purpose."""


def books(text: str) -> tuple[Ledger, Ledger]:
    told = tomllib.loads(text)
    answers = questions.read(told.get("answered"), PATH, TODAY)
    return answers, read_decided(told.get("decided"), KNOWN, PATH, TODAY)


def found(text: str) -> dict[str, Finding]:
    told = list(questions.told(*books(text), PATH, TODAY))
    assert len({one.id for one in told}) == len(told)
    assert all(one.said.endswith(".") and one.said.isprintable() for one in told)
    return {one.id: one for one in told}


def test_each_fact_that_is_left_open_is_a_question_in_plain_words() -> None:
    asked = questions.questions()
    cited = {fact for question in asked.values() for fact in question.facts}
    assert {f"UK-{number}" for number in LEFT_OPEN} <= cited
    for question in asked.values():
        assert question.asks.endswith("?")
        assert len(question.short) <= 50
        assert not question.setting or KNOWN[question.setting].contested
        words = {word.strip(".,;:?()").lower() for word in f"{question.asks} {question.short}".split()}
        assert not words & {*AVOIDED, *RANKS}
        assert grade(question.asks) < 13, question.asks


def test_with_nobody_named_one_line_counts_them_and_says_where_they_are() -> None:
    (one,) = found("").values()
    assert one.state is State.LOOK
    assert one.said == "Of 11 questions that only your organisation can answer, 11 have nobody’s name to them."
    assert "`netmeet settings questions`" in one.do


def test_an_answer_counts_until_its_review_and_a_decided_setting_answers_as_well() -> None:
    text = f"[answered.nspcc-hours]\n{WHOLE}review = 2026-06-01\n[decided.records]\n{WHOLE}"
    answers, decided = books(text)
    assert questions.waiting(answers, decided, TODAY) == (len(LEFT_OPEN) - 2, 1)
    assert questions.answer("how-long-to-keep", answers, decided) == decided.decisions["records"]
    assert found(text)["questions"].said.endswith("9 have nobody’s name to them and 1 is due for review.")


def test_with_a_name_to_each_all_is_in_order() -> None:
    told = found("".join(f"[answered.{name}]\n{WHOLE}" for name in questions.questions()))
    assert [(one.id, one.state) for one in told.values()] == [("questions", State.OK)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[answered.colour]\n{WHOLE}", "name no question that there is: please choose from 999-elsewhere"),
        ("[answered.nspcc-hours]\nby = 3\n", "are not right"),
        (f'[answered.nspcc-hours]\n{WHOLE}value = "x"\n', "the value 'x'"),
        (f"[answered.nspcc-hours]\n{WHOLE}".replace("2026-03", "2027-03"), "still to come"),
        ("answered = 3", "have a 'answered' that is not a table"),
    ],
)
def test_a_mistake_there_is_a_sentence_and_closes_nothing(text: str, said: str) -> None:
    (one,) = (one for one in found(text).values() if one.state is State.WRONG)
    assert said in one.said
    assert one.id.startswith("answered")


def test_settings_that_cannot_be_read_say_nothing_about_answers() -> None:
    (one,) = questions.told(None, None, PATH, TODAY)
    assert one.state is State.UNKNOWN


# -- what somebody typed -------------------------------------------------------------------------------------------

TYPED = {"by": " Robin Reed ", "on": "2026-03-01", "advice": "a letter", "review": ""}


def test_what_is_typed_is_what_is_read() -> None:
    changes = signing.signed("decided", "records", TYPED, TODAY, "none")
    entry = {name: said for (_, _, name), said in changes.items() if said is not None}
    assert set(changes) == {("decided", "records", name) for name in (*signing.FIELDS, "value")}
    book = read_decided({"records": entry}, KNOWN, PATH, TODAY)
    assert (book.decisions["records"].by, book.decisions["records"].value) == ("Robin Reed", "none")
    assert ("answered", "x", "value") not in signing.signed("answered", "x", TYPED, TODAY)


WRONG: list[tuple[Mapping[str, str], str]] = [
    ({"by": " "}, "by"),
    ({"by": "Robin\x1b[2J"}, "by"),
    ({"by": "x" * 201}, "by"),
    ({"advice": ""}, "advice"),
    ({"on": ""}, "on"),
    ({"on": "1 March 2026"}, "on"),
    ({"on": "2026-02-30"}, "on"),
    ({"on": "2026-06-02"}, "on"),
    ({"review": "2026-03-01"}, "review"),
    ({"review": "soon"}, "review"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_what_is_missing_or_cannot_be_is_one_sentence_about_its_field(
    change: Mapping[str, str], field: str
) -> None:
    with pytest.raises(signing.Unsigned) as told:
        signing.signed("decided", "records", {**TYPED, **change}, TODAY)
    assert told.value.field == field
    assert re.fullmatch(r"[A-Z][^\n\x1b]*\.", str(told.value))
    assert all(not typed.strip() or typed not in str(told.value) for typed in change.values())
