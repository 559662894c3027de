"""The rules about words see every text, and see what they are there to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from netmeet_tui.policy import word_rules
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.rule import Whole
from netmeet_tui.policy.words import StepWords

PACK = shipped()
HOLD = {rule.id: rule for rule in word_rules.RULES if isinstance(rule, Whole)}


def broken(rule: str, pack: Pack) -> list[str]:
    return [found.sentence for found in HOLD[rule].broken(pack)]


@pytest.mark.parametrize("rule", HOLD)
def test_the_shipped_words_hold(rule: str) -> None:
    assert broken(rule, PACK) == []


def strings(value: object) -> Iterator[str]:
    """Every string inside words, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    else:
        yield from strings(msgspec.to_builtins(value))


def test_no_text_of_the_pack_is_overlooked() -> None:
    seen = {text.text for text in word_rules.texts(PACK)}
    there = {*strings(PACK.words), *(clause.says for clause in PACK.clauses.values())}
    for step in PACK.steps.values():
        for words in word_rules.readings(step):
            there |= set(strings(words))
    for setting in PACK.settings.values():
        there |= {setting.asks, *setting.says.values()}
    assert there - seen == {""}


def with_words(step: str, **words: Any) -> Pack:  # noqa: ANN401
    """The pack with other words at a step."""
    changed = StepWords(**{**msgspec.structs.asdict(PACK.steps[step].words), **words})
    return replace(PACK, steps={**PACK.steps, step: replace(PACK.steps[step], words=changed)})


@pytest.mark.parametrize(
    ("rule", "words", "said"),
    [
        ("W-1", {"title": "T" * 47}, "has 47 characters; 46 fit"),
        ("W-1", {"do": ("One.", "Two.", "Three.", "Four.")}, "says 4 things to do; 3 fit"),
        ("W-1", {"do": ("d" * 73,)}, "has 73 characters; 72 fit"),
        ("W-1", {"why": "You must.\nNow."}, "is to be one line"),
        ("W-2", {"say": "He is a victim."}, "says “victim”"),
        ("W-2", {"say": "You are at risk."}, "says “at risk”"),
        ("W-2", {"title": "Now!"}, "louder"),
        ("W-2", {"title": "RING NOW"}, "louder"),
        ("P-11", {"say": "How bad is it?"}, "ranks a person"),
        ("P-11", {"say": "From one to ten, where are you?"}, "ranks a person"),
        ("P-11", {"do": ("Say if it is severe.",)}, "says “severe”"),
        ("I-15", {"why": "Section 47 says that you must."}, "names a law"),
        ("W-3", {"say": "Individual communication necessitates immediate identification."}, "hard to say"),
        ("W-4", {"why": "It is good."}, "does not say so"),
        ("W-5", {"say": "I will keep it secret."}, "promises a secret"),
    ],
)
def test_what_is_not_to_be_said_is_found(rule: str, words: dict[str, Any], said: str) -> None:
    found = broken(rule, with_words("talk", **words))
    assert found
    assert any(said in sentence for sentence in found), found


@pytest.mark.parametrize("innocent", ["Come in and sit down.", "High Street", "a committee", "the subjective view"])
def test_parts_of_other_words_are_not_taken_for_them(innocent: str) -> None:
    assert broken("W-2", with_words("talk", title=innocent)) == []


def test_the_end_without_anybody_to_turn_to_is_found() -> None:
    assert broken("I-12", with_words("card", do=("Talk to a friend.",)))


def test_a_fact_that_counts_is_found() -> None:
    assert broken("P-11", replace(PACK, facts={**PACK.facts, "told": ("not-yet", "level-3")}))


def test_the_grade_tells_plain_from_hard() -> None:
    assert word_rules.grade("I’m staying with you. Tell me if anything feels different.") < 5
    hard = "Facilitators are obliged to notify appropriate authorities immediately upon identification."
    assert word_rules.grade(hard) > 12
    assert word_rules.grade("") == 0


# -- what no rule can say -----------------------------------------------------------------------------------------


def test_an_offer_is_asked_as_a_question() -> None:
    assert [offer.ask for offer in PACK.words.offers.values() if not offer.ask.endswith("?")] == []


def test_who_is_not_sure_finds_words_for_it() -> None:
    unsure = re.compile("sure|agree|advice|know|differently|not yet|nobody answered|arrange|have not|could not|ask")
    for step in PACK.steps.values():
        for choice in step.choices:
            if choice.unsure and choice.id != "serious":  # one facilitator alone: the lead is asked next
                assert unsure.search(step.words.choices[choice.id].lower()), (step.id, choice.id)


def test_passing_on_and_not_passing_on_look_the_same() -> None:
    """A may is not a must: neither side is made to look smaller, and each takes a reason (N-05)."""
    step = PACK.steps["may-pass-on"]
    assert [(choice.id, choice.reason, choice.when) for choice in step.choices] == [
        ("pass-on", True, None),
        ("do-not", True, None),
    ]
    one, other = sorted(map(len, step.words.choices.values()))
    assert other <= 1.5 * one


def test_a_choice_that_takes_a_reason_says_so() -> None:
    for step in PACK.steps.values():
        for choice in step.choices:
            for words in word_rules.readings(step):
                assert not choice.reason or "why" in words.choices[choice.id], (step.id, choice.id)
