"""The words of a pack: that every step, choice, kind, offer, event and outcome has them, and none is left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from netmeet_tui.policy.condition import Condition
from netmeet_tui.policy.pack import Choice, Happening
from netmeet_tui.policy.tables import PackError, Tables
from netmeet_tui.policy.words import StepWords, Words, merged


class Wording(Tables):
    """What reads words.toml, once the facts and conditions are known."""

    def read_words(self) -> Words:
        """All words but those of the steps. Raises PackError."""
        rest = {key: value for key, value in self.text.items() if key != "steps"}
        words = self.convert(rest, Words, "words.toml", "")
        if "steps" not in self.text:
            raise PackError("words.toml", "steps", "this table is missing")
        self.convert(self.text["steps"], dict[str, dict[str, Any]], "words.toml", "steps")
        for name in self.text["steps"]:
            self.one_of(name, self.flow["steps"], "steps", name, "words.toml")
        return words

    def step_words(
        self, name: str, choices: list[Choice]
    ) -> tuple[StepWords, tuple[tuple[Condition, StepWords], ...]]:
        """The words of a step, and its variants. Raises PackError when something is missing or left over."""
        where = f"steps.{name}"
        if name not in self.text["steps"]:
            raise PackError("words.toml", where, "the words of this step are missing")
        raw = dict(self.text["steps"][name])
        variants = self.convert(raw.pop("variants", []), list[dict[str, Any]], "words.toml", f"{where}.variants")
        words = self.convert(raw, StepWords, "words.toml", where)
        for part in ("short", "title", "do", "why"):
            if not getattr(words, part):
                raise PackError("words.toml", where, f"'{part}' is missing")
        named = {choice.id: choice.when is not None for choice in choices if choice.offer is None}
        for choice, conditional in named.items():
            if choice not in words.choices:
                raise PackError("words.toml", f"{where}.choices", f"the choice '{choice}' has no words")
            if conditional and choice not in words.closed:
                raise PackError("words.toml", f"{where}.closed", f"why '{choice}' may be closed is not said")
        for choice in (*words.choices, *words.closed):
            self.one_of(choice, named, f"{where}.choices", "choice", "words.toml")
        return words, tuple(self.variant(words, variant, where, named) for variant in variants)

    def variant(
        self, words: StepWords, raw: dict[str, Any], where: str, named: Mapping[str, bool]
    ) -> tuple[Condition, StepWords]:
        """One variant: when it holds, and the words as they then read. Raises PackError."""
        rest = dict(raw)
        when = rest.pop("when", None)
        if not isinstance(when, str):
            raise PackError("words.toml", f"{where}.variants", "a variant says 'when' it holds")
        try:
            read = merged(words, rest)
        except msgspec.ValidationError as error:
            raise PackError("words.toml", f"{where}.variants", str(error)) from None
        for choice in (*read.choices, *read.closed):
            self.one_of(choice, named, f"{where}.variants", "choice", "words.toml")
        return self.condition(when, f"{where}.variants", "words.toml"), read

    def worded(self, words: Words, happenings: Mapping[str, Happening]) -> None:
        """See that everything with a name has words. Raises PackError."""
        tables: tuple[tuple[str, Mapping[str, object], Iterable[str]], ...] = (
            ("kinds", words.kinds, self.facts["kind"]),
            ("offers", words.offers, [offer["id"] for offer in self.flow["offers"]]),
            ("events", words.events, (*happenings, "!park", "!resume", "!undo")),
            ("outcomes", words.outcomes, self.facts["outcome"][1:]),
            ("routes", words.routes, self.facts["route"][1:]),
            ("grounds", words.grounds, self.facts["ground"][1:]),
        )
        for table, have, needed in tables:
            for name in needed:
                if name not in have:
                    raise PackError("words.toml", table, f"the words for '{name}' are missing")
