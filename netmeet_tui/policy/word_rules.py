"""The rules about words: short enough for the screen, plain enough to say aloud, kind to whoever reads them.

They are checked as far as a program can: lengths, words that are not used, ranks of people, names of laws, the
reading age of what is said aloud. Whether a sentence is good is for people to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from netmeet_tui.policy import law
from netmeet_tui.policy.condition import NEVER
from netmeet_tui.policy.pack import Pack, Step
from netmeet_tui.policy.rule import Broken, Rule, Whole
from netmeet_tui.policy.telling import settled
from netmeet_tui.policy.words import StepWords

LONGEST: Final = {"title": 46, "short": 14, "say": 205, "why": 148, "do": 72, "choices": 64, "closed": 72}
"""The most characters that each part of a step may have, so that every screen fits 80 columns and 24 rows."""

LONGEST_ELSEWHERE: Final = {
    "field label": 22,
    "field hint": 46,
    "event label": 14,
    "event help": 60,
    "kind short": 12,
    "offer label": 34,
    "offer ask": 100,
    "band": 44,
    "opening title": 46,
    "opening say": 290,
    "setting asks": 100,
    "setting says": 90,
}
MOST_LINES: Final = 3

AVOIDED: Final = (
    *("commit", "commits", "committed", "committing", "failed", "failure", "successful", "unsuccessful"),
    *("risk level", "at risk", "subject", "subjects", "offender", "offenders", "victim", "perpetrator", "suspect"),
    *("disclose", "discloses", "disclosed", "disclosure", "patient", "attention-seeking", "manipulative"),
)
RANKS: Final = (
    *("low", "medium", "high", "mild", "moderate", "severe", "severity", "assess", "assessed", "assessment"),
    *("score", "scores", "scored", "scale", "scales", "rate", "rated", "rates", "rating"),
)
_RANKING = re.compile(
    r"\bout of (ten|10|five|5)\b|\b\d+ ?%|\b(one|1) to (ten|10)\b|\bhow (bad|serious|likely)\b", re.IGNORECASE
)
_STATUTE = re.compile(r"\b(Acts?|[Ss]ection \d+|GDPR|[Ss]tatutes?|Regulations?)\b|\b(19|20)\d\d\b")
_SECRET = re.compile(r"\b(I|we)( will|’ll| promise to)? keep (it|this) (a )?secret\b", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_NAMES_IN_CAPITALS: Final = frozenset({"NSPCC", "SHOUT"})
_NUMBER = re.compile(r"\d{3}")
DUTY_WORDS: Final = {
    "must": re.compile(r"\bmust\b", re.IGNORECASE),
    "may": re.compile(r"\bmay\b", re.IGNORECASE),
    "cannot": re.compile(r"\bcannot\b", re.IGNORECASE),
}
SAID_ALOUD: Final = 7.0
"""The highest school grade of words to say aloud: about eleven years of age."""

ASKED: Final = 9.5
"""The highest grade of the question for an offer: one sentence each, which the formula makes harder than it is."""


class Text(NamedTuple):
    """A text that may be on a screen: where it stands, what part it is, and the step, if it is a step's."""

    where: str
    part: str
    text: str
    step: str = ""


def readings(step: Step) -> Iterator[StepWords]:
    """The words of a step as they may be read: its own, with each variant, and under each nation's law."""
    yield step.words
    yield from (words for _, words in step.variants)
    for words, variants in step.nations.values():
        yield words
        yield from (worded for _, worded in variants)


def step_texts(step: Step) -> Iterator[Text]:
    """Every text of a step, each once."""
    seen: set[tuple[str, str]] = set()
    for words in readings(step):
        for key, text in law.parts(words):
            part = key.partition(".")[0]
            if text and (part, text) not in seen:
                seen.add((part, text))
                yield Text(f"steps.{step.id}.{part}", part, text, step.id)


def other_texts(pack: Pack) -> Iterator[Text]:
    """Every text that belongs to no step."""
    words = pack.words
    for name, kind in words.kinds.items():
        yield Text(f"kinds.{name}.label", "kind label", kind.label)
        yield Text(f"kinds.{name}.short", "kind short", kind.short)
    for name, offer in words.offers.items():
        yield Text(f"offers.{name}.label", "offer label", offer.label)
        yield Text(f"offers.{name}.ask", "offer ask", offer.ask)
    for name, event in words.events.items():
        yield Text(f"events.{name}.label", "event label", event.label)
        yield Text(f"events.{name}.help", "event help", event.help)
    for name, written in words.fields.items():
        yield Text(f"fields.{name}.label", "field label", written.label)
        yield Text(f"fields.{name}.hint", "field hint", written.hint)
    for table, texts in (("outcomes", words.outcomes), ("routes", words.routes), ("grounds", words.grounds)):
        yield from (Text(f"{table}.{name}", table, text) for name, text in texts.items())
    for name, by_nation in words.law.items():
        yield from (Text(f"law.{name}.{nation}", "law", text) for nation, text in by_nation.items() if text)
    answers = words.answers
    for text in (answers.yes, answers.no, answers.later, answers.unavailable, answers.unasked):
        yield Text("answers", "answers", text)
    for name, clause in pack.clauses.items():
        yield Text(f"clauses.{name}.says", "clauses", clause.says)
    yield from (Text(f"precedence.{name}", "band", text) for name, text in words.precedence.items())
    for point in pack.opening:
        yield Text(f"opening.{point.id}.title", "opening title", point.title)
        yield Text(f"opening.{point.id}.say", "opening say", point.say)
    for name, setting in pack.settings.items():
        if setting.asks:
            yield Text(f"{name}.asks", "setting asks", setting.asks)
        for value, text in setting.says.items():
            yield Text(f"{name}.says.{value}", "setting says", text)


def texts(pack: Pack) -> Iterator[Text]:
    """Every text of a pack that may be on a screen."""
    for step in pack.steps.values():
        yield from step_texts(step)
    yield from other_texts(pack)


def grade(text: str) -> float:
    """The school grade of Flesch and Kincaid; six is about eleven years of age."""
    sentences = [sentence for sentence in re.split(r"[.?:]+\s*", text) if sentence]
    words = re.findall(r"[\w’'-]+", text)
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, with the usual silent endings left out. Good enough to compare sentences."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def says(text: str, words: tuple[str, ...]) -> str | None:
    """The first of these words that a text says, as a word of its own."""
    return next((w for w in words if re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", text, re.IGNORECASE)), None)


def ranks(text: str) -> str:
    """What in a text ranks a person; nothing where nothing does."""
    found = _RANKING.search(text)
    return says(text, RANKS) or (found.group() if found else "")


def shouted(text: str) -> bool:
    """Whether a word is all in capitals that is not the name of somebody who helps."""
    return bool(set(_SHOUTED.findall(text)) - _NAMES_IN_CAPITALS)


def _too_long(pack: Pack) -> Iterator[Broken]:
    for text in texts(pack):
        longest = LONGEST.get(text.part) if text.step else LONGEST_ELSEWHERE.get(text.part)
        if longest is not None and len(text.text) > longest:
            yield Broken(f"[{text.where}] has {len(text.text)} characters; {longest} fit: “{text.text}”", text.step)
        if "\n" in text.text or text.text != text.text.strip():
            yield Broken(f"[{text.where}] is to be one line, without blanks around it", text.step)
    for step in pack.steps.values():
        for words in readings(step):
            if len(words.do) > MOST_LINES:
                yield Broken(f"'{step.id}' says {len(words.do)} things to do; {MOST_LINES} fit", step.id)


def _avoided(pack: Pack) -> Iterator[Broken]:
    for text in texts(pack):
        if word := says(text.text, AVOIDED):
            yield Broken(f"[{text.where}] says “{word}”, which is not said: “{text.text}”", text.step)
        if "!" in text.text or shouted(text.text):
            yield Broken(f"[{text.where}] is louder than it should be: “{text.text}”", text.step)


def _ranked(pack: Pack) -> Iterator[Broken]:
    for fact, values in pack.facts.items():
        for value in values:
            if value in RANKS or any(part.isdigit() for part in re.split(r"[-_ ]", value)):
                yield Broken(f"the fact '{fact}' has a value '{value}' that ranks or counts")
    for text in texts(pack):
        if said := ranks(text.text):
            yield Broken(f"[{text.where}] says “{said}”, which ranks a person: “{text.text}”", text.step)


LAWS: Final = {
    "Children Act 1989": ("ENG", "WLS"),
    "Social Services and Well-being (Wales) Act 2014": ("WLS",),
    "Children (Scotland) Act 1995": ("SCT",),
    "Children (Northern Ireland) Order 1995": ("NIR",),
    "Mental Capacity Act 2005": ("ENG", "WLS"),
    "Adults with Incapacity (Scotland) Act 2000": ("SCT",),
    "Mental Capacity Act (Northern Ireland) 2016": ("NIR",),
    "Care Act 2014": ("ENG",),
    "Adult Support and Protection (Scotland) Act 2007": ("SCT",),
    "Criminal Law Act (Northern Ireland) 1967": ("NIR",),
}
"""The laws that a pack is likely to name, and the nations where they are the law (UK-45 to 47, UK-60 to 67)."""

_NATIONS: Final = {
    "ENG": re.compile(r"\b(England|English)\b"),
    "WLS": re.compile(r"\b(Wales|Welsh)\b"),
    "SCT": re.compile(r"\b(Scotland|Scottish|Scots)\b"),
    "NIR": re.compile(r"\b(Northern Ireland|NI)\b"),
}


def law_elsewhere(text: str, nation: str) -> str:
    """A law in a text that is not known to be the law in a nation; nothing where there is none."""
    for law_, nations in LAWS.items():
        if law_ in text:
            if nation not in nations:
                return law_
            text = text.replace(law_, "")
    found = _STATUTE.search(text)
    others = any(names.search(text) for other, names in _NATIONS.items() if other != nation)
    return found.group() if found and (nation not in _NATIONS or others) else ""


def _law_named(pack: Pack) -> Iterator[Broken]:
    told: set[tuple[str, str]] = set()
    for step, nation in product(pack.steps.values(), pack.nations):
        here = step.under(nation)
        said = (words for when, words in here.variants if settled(when, {law.SETTING: nation}) != NEVER)
        for words in (here.words, *said):
            for _, part in law.parts(words):
                if law_elsewhere(part, nation) and (step.id, part) not in told:
                    told.add((step.id, part))
                    yield Broken(
                        f"'{step.id}' names a law that is not the law everywhere it is read ({nation}): “{part}”",
                        step.id,
                    )
    for text in other_texts(pack):
        nation = text.where.rpartition(".")[2] if text.part == "law" else law.UNSET
        if law_elsewhere(text.text, nation):
            yield Broken(f"[{text.where}] names a law that is not the law everywhere: “{text.text}”")
        elif text.part == "law" and any(n != nation and name.search(text.text) for n, name in _NATIONS.items()):
            yield Broken(f"[{text.where}] speaks of another nation: “{text.text}”")


def _hard_to_say(pack: Pack) -> Iterator[Broken]:
    for text in texts(pack):
        highest = SAID_ALOUD if text.part in ("say", "opening say") else ASKED if text.part == "offer ask" else None
        if highest is not None and grade(text.text) > highest:
            yield Broken(
                f"[{text.where}] is hard to say: grade {grade(text.text):.1f}, and {highest:g} is the most: "
                f"“{text.text}”",
                text.step,
            )


def _duty_unsaid(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        if not DUTY_WORDS[step.duty].search(step.words.why):
            yield Broken(f"'{step.id}' is a '{step.duty}', and its reason does not say so", step.id)
        for words in readings(step):
            if not any(pattern.search(words.why) for pattern in DUTY_WORDS.values()):
                yield Broken(f"'{step.id}' says neither must, may nor cannot: “{words.why}”", step.id)


def _promised(pack: Pack) -> Iterator[Broken]:
    for text in texts(pack):
        if _SECRET.search(text.text):
            yield Broken(f"[{text.where}] promises a secret that cannot be promised: “{text.text}”", text.step)


def _no_support(pack: Pack) -> Iterator[Broken]:
    for step in pack.steps.values():
        if step.shows == "support":
            for words in readings(step):
                if not any(_NUMBER.search(line) for line in words.do):
                    yield Broken(f"'{step.id}' names nobody to turn to, with a number", step.id)
    if not any(step.shows == "support" for step in pack.steps.values()):
        yield Broken("no step shows support that people can use themselves")


RULES: Final[tuple[Rule, ...]] = (
    Whole("W-1", ("L-2", "L-9"), "Every text fits its place at 80 columns and 24 rows.", _too_long),
    Whole("W-2", ("N-15",), "No screen uses words that hurt, or shouts.", _avoided),
    Whole("P-11", ("I-8", "N-16", "D-7"), "Nothing ranks a person: no fact, no value, no word.", _ranked),
    Whole("I-15", ("T-17",), "No law is named where it may not be the law.", _law_named),
    Whole("W-3", ("L-4",), "What is said aloud can be understood at eleven.", _hard_to_say),
    Whole("W-4", ("N-01",), "Each step says in its reason whether it must, may or cannot be done.", _duty_unsaid),
    Whole("W-5", ("C-11",), "Nobody is promised a secret.", _promised),
    Whole("I-12", ("C-21",), "At the end there is somebody to turn to, with a number.", _no_support),
)
"""The rules about words."""
