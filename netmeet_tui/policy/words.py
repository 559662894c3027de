"""The words of a pack as values: what a facilitator reads, apart from what may happen."""

from __future__ import annotations

from typing import Any

import msgspec


class StepWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one step says: its title, what to do, words to say aloud, why, and its choices."""

    short: str = ""
    title: str = ""
    do: tuple[str, ...] = ()
    say: str = ""
    why: str = ""
    choices: dict[str, str] = {}
    closed: dict[str, str] = {}

    def with_variant(self, variant: StepWords) -> StepWords:
        """These words, with what the variant names in their place."""
        return StepWords(
            short=variant.short or self.short,
            title=variant.title or self.title,
            do=variant.do or self.do,
            say=variant.say or self.say,
            why=variant.why or self.why,
            choices={**self.choices, **variant.choices},
            closed={**self.closed, **variant.closed},
        )


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field in which something may be written."""

    label: str
    hint: str = ""


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of concern: as a sentence on the flag screen, and short for lists."""

    label: str
    short: str


class OfferWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be offered: its name, and how to ask."""

    label: str
    ask: str


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that may happen at any step: for the key bar, and for the help."""

    label: str
    help: str


class AnswerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answers to an offer."""

    yes: str
    no: str
    later: str
    unavailable: str
    unasked: str


class ClauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the policy in plain words, and whether it orders, forbids, allows, encourages, asks..."""

    modal: str
    says: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word of a pack but those of its steps and clauses."""

    answers: AnswerWords
    fields: dict[str, FieldWords]
    kinds: dict[str, KindWords]
    offers: dict[str, OfferWords]
    events: dict[str, EventWords]
    outcomes: dict[str, str]
    routes: dict[str, str]
    grounds: dict[str, str]
    precedence: dict[str, str] = {}
    law: dict[str, dict[str, str]] = {}
    """What stands for ``{law.…}`` in the words of steps, by nation (``law.py``)."""


def merged(words: StepWords, variant: dict[str, Any]) -> StepWords:
    """The words of a step under one variant. Raises msgspec.ValidationError."""
    return words.with_variant(msgspec.convert(variant, StepWords))
