"""Who decided what the law leaves open: read from the settings, held against what is in force (N-10, D-1)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from netmeet_tui.doctor.finding import Finding, State
from netmeet_tui.doctor.ledger import Ledger, contested, read
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Setting
from netmeet_tui.policy.word_rules import AVOIDED, RANKS

KNOWN = shipped().settings
OPEN = [setting.id for setting in KNOWN.values() if setting.contested]
TODAY = date(2026, 6, 1)
PATH = Path("settings.toml")
WHOLE = 'by = "Robin Reed, safeguarding lead"\non = 2026-03-01\nadvice = "letter of 20 February"\n'


def ledger(text: str) -> Ledger:
    return read(tomllib.loads(text).get("decided"), KNOWN, PATH, TODAY)


def told(
    book: Ledger | None, chosen: Mapping[str, str] | None = None, known: Mapping[str, Setting] = KNOWN
) -> dict[str, Finding]:
    found = list(contested(known, chosen or {}, book, PATH, TODAY))
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def test_the_shipped_policy_says_what_the_law_leaves_open_without_a_word_that_hurts() -> None:
    assert {"own_life_exception", "child_threshold", "third_party_adult", "records", "under_18s_attend"} == set(
        OPEN
    )
    for name in OPEN:
        question = KNOWN[name].contested
        assert "?" in question
        assert "(UK-" in question
        words = {word.strip(".,;:?()").lower() for word in question.split()}
        assert not words & {*AVOIDED, *RANKS}


def test_where_nobody_has_decided_each_is_told_with_what_to_ask() -> None:
    found = told(ledger(""))
    assert list(found) == [f"contested.{name}" for name in OPEN]
    for name in OPEN:
        one = found[f"contested.{name}"]
        assert one.state is State.LOOK
        assert f"{name} is '{KNOWN[name].values[0]}', and nobody is named" in one.said
        assert KNOWN[name].contested in one.do
        assert f"[decided.{name}]" in one.do


def test_who_decided_when_and_on_what_advice_is_told() -> None:
    book = ledger(f"[decided.own_life_exception]\n{WHOLE}review = 2027-03-01\n")
    found = told(book, {"own_life_exception": "off"})["contested.own_life_exception"]
    assert found.state is State.OK
    assert found.said == (
        "own_life_exception is 'off'. Robin Reed, safeguarding lead decided on 1 March 2026, on the advice of: "
        "letter of 20 February. To be reviewed on 1 March 2027."
    )


@pytest.mark.parametrize(("review", "state"), [("2026-06-01", State.LOOK), ("2026-06-02", State.OK)])
def test_a_review_that_is_due_is_told(review: str, state: State) -> None:
    found = told(ledger(f"[decided.records]\n{WHOLE}review = {review}\n"))["contested.records"]
    assert found.state is state
    assert ("Have it reviewed" in found.do) is (state is State.LOOK)


def test_a_value_that_came_into_force_after_the_decision_is_told() -> None:
    book = ledger(f'[decided.own_life_exception]\n{WHOLE}value = "off"\n')
    assert told(book, {"own_life_exception": "off"})["contested.own_life_exception"].state is State.OK
    found = told(book)["contested.own_life_exception"]
    assert found.state is State.LOOK
    assert "is 'facilitators-decide', but it was 'off' that Robin Reed" in found.said


def test_what_the_law_does_not_leave_open_may_be_noted_as_well() -> None:
    found = told(ledger(f"[decided.facilitators_to_agree]\n{WHOLE}"))
    assert found["decided.facilitators_to_agree"].state is State.OK


MISTAKES = [
    ("[decided.colour]\n" + WHOLE, "[decided.colour], name nothing that an organisation decides"),
    ("[decided.facilitators]\n" + WHOLE, "[decided.facilitators], name nothing that an organisation decides"),
    ("[decided.records]\n" + WHOLE.replace("advice", "# "), "missing required field `advice`"),
    ("[decided.records]\n" + WHOLE.replace("by =", "who ="), "unknown field `who`"),
    ("[decided.records]\n" + WHOLE.replace("2026-03-01", "3"), "Expected `date`"),
    ("[decided.records]\n" + WHOLE.replace("2026-03-01", "2026-06-02"), "2 June 2026, which is still to come"),
    ("[decided.records]\n" + WHOLE + "review = 2026-03-01\n", "not after the decision"),
    ("[decided.records]\n" + WHOLE + 'value = "all"\n', "the value 'all', which it does not have"),
    ('[decided.records]\nby = " "\non = 2026-03-01\nadvice = "a"\n', "do not say 'by' on one plain line"),
    ('[decided.records]\nby = "a"\non = 2026-03-01\nadvice = "a\\u001bb"\n', "do not say 'advice'"),
    ("[decided]\nrecords = 3\n", "[decided.records], are not right"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_one_sentence_that_says_where(text: str, said: str) -> None:
    book = ledger(text)
    assert book.decisions == {}
    ((name, mistake),) = book.mistakes.items()
    assert said in mistake
    assert mistake.startswith(f"The settings in settings.toml, [decided.{name}], ")
    assert mistake.endswith(".")
    assert mistake.isprintable()
    (found,) = (one for one in told(book).values() if one.state is State.WRONG)
    assert found.said == mistake


def test_a_name_that_a_terminal_would_obey_or_that_never_ends_is_told_all_the_same() -> None:
    book = ledger(f'[decided."a\\u001b[2J\\nb"]\n[decided.{"n" * 5000}]\n')
    assert len(book.mistakes) == 2
    for mistake in book.mistakes.values():
        assert mistake.isprintable()
        assert len(mistake) < 1000


def test_a_part_that_is_no_table_is_a_mistake() -> None:
    (found,) = (one for one in told(ledger("decided = 3")).values() if one.state is State.WRONG)
    assert found.id == "decided"
    assert "not a table" in found.said


def test_two_mistakes_in_what_is_no_setting_are_both_told() -> None:
    found = told(ledger("[decided.a]\n[decided.b]\n"))
    assert [found[f"decided.{name}"].state for name in "ab"] == [State.WRONG, State.WRONG]


def test_settings_that_cannot_be_read_say_nothing_about_who_decided() -> None:
    found = told(None, {"own_life_exception": "off"})
    assert {one.state for one in found.values()} == {State.UNKNOWN}
    assert found["contested.own_life_exception"].said.startswith("own_life_exception is 'off'; who decided")


def test_a_policy_that_says_of_nothing_that_it_is_open_is_noted() -> None:
    closed = {name: replace(setting, contested="") for name, setting in KNOWN.items()}
    found = told(ledger(""), known=closed)
    assert list(found) == ["contested"]
    assert found["contested"].state is State.NOTE
