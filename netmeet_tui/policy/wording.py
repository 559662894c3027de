"""The words of a pack: that every step, choice, kind, offer, event and outcome has them, and none is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from netmeet_tui.policy import law
from netmeet_tui.policy.condition import ALWAYS, Condition
from netmeet_tui.policy.pack import Band, Choice, Happening, Point, Setting, Variants
from netmeet_tui.policy.schema import RawPoint
from netmeet_tui.policy.tables import PackError, Tables
from netmeet_tui.policy.tongue import Translate
from netmeet_tui.policy.words import StepWords, Words, merged

WAYS_TO_MEET = ("in-person", "online", "phone")
"""Where a point of the opening is for some of these only."""


class Wording(Tables):
    """What reads words.toml, once the facts and conditions are known."""

    def __init__(self, folder: Traversable, translate: Translate | None = None) -> None:
        super().__init__(folder, translate)
        self.settings: dict[str, Setting] = {}
        self.laws: law.Tables = {}

    def read_words(self) -> Words:
        """All words but those of the steps. Raises PackError."""
        rest = {key: value for key, value in self.text.items() if key not in ("steps", "opening")}
        words = self.convert(rest, Words, "words.toml", "")
        if "steps" not in self.text:
            raise PackError("words.toml", "steps", "this table is missing")
        self.convert(self.text["steps"], dict[str, dict[str, Any]], "words.toml", "steps")
        for name in self.text["steps"]:
            self.one_of(name, self.flow["steps"], "steps", name, "words.toml")
        self.read_law(words, rest)
        return words

    def read_law(self, words: Words, rest: Mapping[str, Any]) -> None:
        """The tables of the law by nation: complete, and named nowhere but in steps. Raises PackError."""
        self.laws = words.law
        setting = self.settings.get(law.SETTING)
        if self.laws and (setting is None or law.UNSET not in setting.values):
            raise PackError(
                "words.toml", "law", f"settings.toml needs the setting '{law.SETTING}' with the value '{law.UNSET}'"
            )
        for name, table in self.laws.items():
            assert setting is not None
            for nation in table:
                self.one_of(nation, setting.values, f"law.{name}", "nation", "words.toml")
            for nation in setting.values:
                if nation not in table:
                    raise PackError("words.toml", f"law.{name}", f"the words for '{nation}' are missing")
        for place, text in _texts(rest):
            if law.names_law(text):
                raise PackError("words.toml", place, "only the words of steps may name the law")

    def by_nation(self, where: str, words: StepWords, variants: Variants) -> dict[str, tuple[StepWords, Variants]]:
        """How a step reads under each nation; empty when its words name no law. Raises PackError."""
        readings = (words, *(variant for _, variant in variants))
        named = [part for reading in readings for part in law.parts(reading) if law.names_law(part[1])]
        for key, text in named:
            if problem := law.trouble(text, self.laws):
                raise PackError("words.toml", f"{where}.{key}", problem)
        found: dict[str, tuple[StepWords, Variants]] = {}
        for nation in self.settings[law.SETTING].values if named else ():
            own = law.read(words, self.laws, nation)
            found[nation] = own, tuple((when, law.read(w, self.laws, nation)) for when, w in variants)
            for reading in (own, *(variant for _, variant in found[nation][1])):
                for part in ("short", "title", "do", "why"):
                    if not getattr(reading, part):
                        raise PackError("words.toml", where, f"'{part}' is empty for the nation '{nation}'")
        return found

    def step_words(self, name: str, choices: list[Choice]) -> tuple[StepWords, Variants]:
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

    def read_opening(self, clauses: Iterable[str]) -> tuple[Point, ...]:
        """What is said at the start. Raises PackError."""
        points = self.convert(self.text.get("opening", []), list[RawPoint], "words.toml", "opening")
        if len({point.id for point in points}) != len(points):
            raise PackError("words.toml", "opening", "each point once is expected")
        return tuple(self.point(point, clauses) for point in points)

    def point(self, raw: RawPoint, clauses: Iterable[str]) -> Point:
        """One point, if everything that it names is there. Raises PackError."""
        where = f"opening.{raw.id}"
        for clause in raw.serves:
            self.one_of(clause, clauses, where, "serves", "words.toml")
        for mode in raw.modes:
            self.one_of(mode, WAYS_TO_MEET, where, "modes", "words.toml")
        when = ALWAYS if raw.when is None else self.condition(raw.when, where, "words.toml")
        for part in when.compared():
            self.one_of(part.name, self.settings, where, "when", "words.toml", shown="a setting")
        return Point(raw.id, tuple(raw.serves), raw.title, raw.say, when, tuple(raw.modes))

    def bands_worded(self, words: Words, precedence: Iterable[Band]) -> None:
        """See that every band of the order has words. Raises PackError."""
        for band in precedence:
            if band.id not in words.precedence:
                raise PackError("words.toml", "precedence", f"the words for '{band.id}' are missing")

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


def _texts(tables: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in tables that have been read as words, with its place."""
    for key, value in tables.items():
        here = f"{place}.{key}".strip(".")
        if isinstance(value, str):
            yield here, value
        else:
            yield from _texts(value, here)
