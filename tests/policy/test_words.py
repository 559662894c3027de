"""The words: short enough for the screen, plain enough to read aloud, and kind to whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack, Step
from netmeet_tui.policy.words import StepWords

PACK = shipped()

LONGEST = {"title": 46, "short": 14, "say": 205, "why": 148}
AVOIDED = (
    *("commit", "commits", "committed", "committing", "failed", "failure", "successful", "unsuccessful"),
    *("risk level", "at risk", "subject", "subjects", "offender", "offenders", "victim", "perpetrator", "suspect"),
    *("disclose", "discloses", "disclosed", "disclosure", "patient", "attention-seeking", "manipulative"),
    *("low", "medium", "high", "mild", "moderate", "severe", "severity", "assess", "assessed", "assessment"),
    *("score", "scores", "scored", "scale", "scales", "rate", "rated", "rates", "rating"),
)
STATUTES = re.compile(r"\b(Act|Acts|Section \d+|GDPR|statute|Regulations?|Care Act|Children Act)\b|\b(19|20)\d\d\b")


def texts_of(words: StepWords) -> Iterator[tuple[str, str]]:
    yield from (("short", words.short), ("title", words.title), ("say", words.say), ("why", words.why))
    yield from (("do", line) for line in words.do)
    yield from (("choices", text) for text in words.choices.values())
    yield from (("closed", text) for text in words.closed.values())


def readings(step: Step) -> Iterator[StepWords]:
    """The words of a step as they may be read: its own, and with each variant."""
    yield step.words
    yield from (words for _, words in step.variants)


def everything() -> Iterator[tuple[str, str]]:
    """Every text that may be on a screen, with where it stands."""
    for step in PACK.steps.values():
        for words in readings(step):
            for part, text in texts_of(words):
                yield f"steps.{step.id}.{part}", text
    words_ = PACK.words
    for name, kind in words_.kinds.items():
        yield f"kinds.{name}", kind.label
        yield f"kinds.{name}", kind.short
    for name, offer in words_.offers.items():
        yield f"offers.{name}", offer.label
        yield f"offers.{name}", offer.ask
    for name, event in words_.events.items():
        yield f"events.{name}", event.label
        yield f"events.{name}", event.help
    for name, written in words_.fields.items():
        yield f"fields.{name}", written.label
        yield f"fields.{name}", written.hint
    for table in (words_.outcomes, words_.routes, words_.grounds):
        yield from table.items()
    for name, clause in PACK.clauses.items():
        yield name, clause.says
    answers = words_.answers
    for answer in (answers.yes, answers.no, answers.later, answers.unavailable, answers.unasked):
        yield "answers", answer


steps = pytest.mark.parametrize("step", PACK.steps.values(), ids=PACK.steps)
EVERYTHING = sorted(set(everything()))


# -- short enough ------------------------------------------------------------------------------------------------


@steps
def test_every_part_of_a_step_fits_its_place(step: Step) -> None:
    for words in readings(step):
        for part, longest in LONGEST.items():
            assert len(getattr(words, part)) <= longest, getattr(words, part)
        assert 1 <= len(words.do) <= 3
        assert not [line for line in words.do if len(line) > 72]
        assert not [text for text in words.choices.values() if len(text) > 64]
        assert not [text for text in words.closed.values() if len(text) > 72]


def test_names_of_things_fit_their_places(pack: Pack) -> None:
    words = pack.words
    too_long = [f.label for f in words.fields.values() if len(f.label) > 22]
    too_long += [f.hint for f in words.fields.values() if len(f.hint) > 46]
    too_long += [e.label for e in words.events.values() if len(e.label) > 14]
    too_long += [e.help for e in words.events.values() if len(e.help) > 60]
    too_long += [k.short for k in words.kinds.values() if len(k.short) > 12]
    too_long += [o.label for o in words.offers.values() if len(o.label) > 34]
    too_long += [o.ask for o in words.offers.values() if len(o.ask) > 100]
    assert too_long == []


@steps
def test_no_text_is_empty_or_runs_over_a_line(step: Step) -> None:
    for words in readings(step):
        for part, text in texts_of(words):
            assert text == text.strip()
            assert "\n" not in text
            assert text or part in ("say", "closed")


# -- plain enough ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", AVOIDED)
def test_no_screen_says(word: str) -> None:
    found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    assert [(where, text) for where, text in EVERYTHING if found.search(text)] == []


def test_nothing_is_shouted() -> None:
    assert [text for _, text in EVERYTHING if "!" in text] == []
    shouted = re.compile(r"\b[A-Z]{4,}\b")
    assert {w for _, text in EVERYTHING for w in shouted.findall(text)} <= {"NSPCC", "SHOUT"}


def test_no_law_is_named() -> None:
    """Nations differ, and a facilitator in the room needs no number of a section (T-17)."""
    assert [text for _, text in EVERYTHING if STATUTES.search(text)] == []


def test_nobody_is_counted_or_ranked() -> None:
    ranked = re.compile(
        r"\bout of (ten|10|five|5)\b|\b\d+ ?%|\b(one|1) to (ten|10)\b|\bhow (bad|serious|likely)\b", re.I
    )
    assert [text for _, text in EVERYTHING if ranked.search(text)] == []


def syllables(word: str) -> int:
    """Groups of vowels, with the usual silent endings left out. Good enough to compare sentences."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text: str) -> float:
    """The school grade of Flesch and Kincaid."""
    sentences = [s for s in re.split(r"[.?:]+\s*", text) if s]
    words = re.findall(r"[\w’'-]+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_grade_tells_plain_from_hard() -> None:
    assert grade("I’m staying with you. Tell me if anything feels different.") < 5
    assert grade("Facilitators are obliged to notify appropriate authorities immediately upon identification.") > 12


@steps
def test_what_is_said_aloud_reads_at_eleven(step: Step) -> None:
    hard = {words.say: round(grade(words.say), 1) for words in readings(step) if words.say and grade(words.say) > 7}
    assert hard == {}


def test_an_offer_is_asked_as_plainly(pack: Pack) -> None:
    assert [offer.ask for offer in pack.words.offers.values() if grade(offer.ask) > 9.5] == []
    assert [offer.ask for offer in pack.words.offers.values() if not offer.ask.endswith("?")] == []


# -- what the policy says ----------------------------------------------------------------------------------------


DUTY_WORDS = {
    "must": re.compile(r"\bmust\b", re.I),
    "may": re.compile(r"\bmay\b", re.I),
    "cannot": re.compile(r"\bcannot\b", re.I),
}


@steps
def test_the_reason_says_must_may_or_cannot_as_the_duty_has_it(step: Step) -> None:
    assert DUTY_WORDS[step.duty].search(step.words.why), step.words.why
    for words in readings(step):
        assert any(pattern.search(words.why) for pattern in DUTY_WORDS.values()), words.why


NOT_SURE = {
    "danger": "unsure",
    "keep-close": "still-unsure",
    "emergency-outcome": "cut-off",
    "access": "arrange",
    "arrange-access": "cannot",
    "ask": "no-answer",
    "no-answer-yet": "consult",
    "gp": "unknown",
    "refused": "consult",
    "weigh": "one-serious",
    "disagree": "no-agreement",
    "lead": "cannot-reach",
    "child-access": "unknown",
    "safe-to-tell": "take-advice",
    "child-recipient": "nspcc",
    "self-report": "not-reported",
    "person-at-risk": "consult",
    "no-further-action": "consult",
    "stand-down": "not-yet",
}
"""Where something is decided: the answer for those who are not sure, do not agree, or would like advice (L-5)."""


@pytest.mark.parametrize(("step", "choice"), NOT_SURE.items())
def test_there_is_an_answer_for_those_who_are_not_sure(pack: Pack, step: str, choice: str) -> None:
    found = pack.steps[step].choice(choice)
    assert found is not None
    assert not found.final
    label = pack.steps[step].words.choices[choice].lower()
    unsure = "sure|agree|advice|know|differently|not yet|nobody answered|arrange|have not|could not|ask"
    assert re.search(unsure, label), label


def test_passing_on_and_not_passing_on_look_the_same(pack: Pack) -> None:
    """A may is not a must: neither side is made to look smaller, and each takes a reason (N-05)."""
    step = pack.steps["may-pass-on"]
    assert [(choice.id, choice.reason, choice.when) for choice in step.choices] == [
        ("pass-on", True, None),
        ("do-not", True, None),
    ]
    one, other = sorted(map(len, step.words.choices.values()))
    assert other <= 1.5 * one


def test_the_card_names_someone_who_listens_by_day_and_night(pack: Pack) -> None:
    for words in readings(pack.steps["card"]):
        assert any("116 123" in line for line in words.do)


def test_nobody_is_promised_a_secret() -> None:
    promised = re.compile(r"\b(I|we)( will|’ll| promise to)? keep (it|this) (a )?secret\b", re.I)
    assert [text for _, text in EVERYTHING if promised.search(text)] == []
