"""A policy pack: what it is made of, once it has been read and every name in it has been looked up.

Reading one from its folder is ``load.py``; what follows from one is ``lane.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from netmeet_tui.policy import law
from netmeet_tui.policy.condition import Condition, World
from netmeet_tui.policy.words import ClauseWords, StepWords, Words

HERE: Final = "here"
"""The target that stays at the step where one is."""

CLOSED: Final = "closed"
"""The step in which every lane ends. Nothing is offered there."""

NONE: Final = "none"
"""The value that says there is none: of an outcome, a ground, a route."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that takes a value; ``place`` is the fact's place in the facts."""

    fact: str
    place: int
    value: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a road: taken when its condition holds and no earlier branch was."""

    when: Condition
    to: str
    set: tuple[Change, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the facilitators may say at a step, and what follows.

    ``refrain`` marks what leaves undone what the step is about (I-7), ``unsure`` what is for those who are not sure
    or do not agree (I-11), ``kept`` what has to be answered for: where it holds, the way of the concern is a
    disclosure (D-2).
    """

    id: str
    to: str
    when: Condition | None = None
    set: tuple[Change, ...] = ()
    outcome: str | None = None
    reason: bool = False
    refrain: bool = False
    unsure: bool = False
    final: bool = False
    forget: bool = False
    kept: Condition | None = None
    offer: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that may happen at any step where its condition holds: they leave, they come back..."""

    id: str
    when: Condition
    to: str
    set: tuple[Change, ...] = ()
    final: bool = False
    forget: bool = False


Variants: TypeAlias = tuple[tuple[Condition, StepWords], ...]
"""Words that stand in for a step's own while a condition holds; the first that holds is used."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the flow. ``duty`` says whether its clauses order (must), allow (may) or end (cannot)."""

    id: str
    serves: tuple[str, ...]
    duty: str
    choices: tuple[Choice, ...]
    words: StepWords
    shows: str = "words"
    enter: tuple[Change, ...] = ()
    fields: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    forget: bool = False
    variants: Variants = ()
    nations: Mapping[str, tuple[StepWords, Variants]] = field(default_factory=dict)
    """Where its words name the law: how they read under each nation. Its own words name none (T-17, I-15)."""
    nation_at: int = 0
    """Where a world says the nation."""

    def choice(self, choice: str) -> Choice | None:
        """The choice of this id, or None."""
        return next((c for c in self.choices if c.id == choice), None)

    def worded(self, world: World) -> StepWords:
        """The words of this step as they read in this world."""
        words, variants = self.words, self.variants
        if self.nations:
            words, variants = self.nations[world[self.nation_at]]
        return next((worded for when, worded in variants if when.holds(world)), words)

    def under(self, nation: str) -> Step:
        """This step with the words that it has under a nation's law."""
        if nation not in self.nations:
            return self
        words, variants = self.nations[nation]
        return replace(self, words=words, variants=variants)


@dataclass(frozen=True, slots=True)
class Setting:
    """What may be decided: every value, the shipped one first, and who says: organisation or meeting.

    ``contested`` is what the law leaves open there, as a question; empty where it leaves nothing open (N-10).
    ``asks`` is the setting as a plain question and ``says`` each value as its answer, for who decides it; a pack
    may be without them.
    """

    id: str
    values: tuple[str, ...]
    by: str
    contested: str = ""
    asks: str = ""
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """What is decided, in plain words; its id where the pack has none."""
        return self.asks or self.id

    def answer(self, value: str) -> str:
        """A value in plain words; its id where the pack has none."""
        return self.says.get(value, value)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an organisation has decided beyond a clause as it is written, who decided it, and when (section 9)."""

    clause: str
    says: str
    decided_by: str
    decided_on: str
    adds_recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """One of the bands that lanes are shown in, the first that holds (section 8); it is about lanes, not people."""

    id: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is said at the start of a meeting: the clauses it tells, when, and for which ways to meet."""

    id: str
    serves: tuple[str, ...]
    title: str
    say: str
    when: Condition
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole policy pack. Immutable; safe to share between lanes, threads and rooms."""

    name: str
    title: str
    version: str
    dated: str
    facts: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, Setting]
    start: Mapping[str, str]
    steps: Mapping[str, Step]
    roads: Mapping[str, tuple[Branch, ...]]
    happenings: Mapping[str, Happening]
    offers: tuple[str, ...]
    contact_outcomes: frozenset[str]
    default_outcomes: frozenset[str]
    clauses: Mapping[str, ClauseWords]
    words: Words
    places: Mapping[str, int] = field(repr=False)
    conditions: Mapping[str, Condition] = field(repr=False)
    """The conditions that the pack gave a name: they are told by it, and tested by what it stands for."""
    amendments: tuple[Amendment, ...] = ()
    left_open_kept: Condition | None = None
    """Where a concern that is left open has to be answered for, whatever was chosen on its way (D-2)."""

    precedence: tuple[Band, ...] = ()
    opening: tuple[Point, ...] = ()

    @property
    def added_recipients(self) -> tuple[str, ...]:
        """Who may be told under C-25 beyond the GP and emergency services: whom amendments add."""
        return tuple(to for amendment in self.amendments for to in amendment.adds_recipients)

    @property
    def nations(self) -> tuple[str, ...]:
        """Every value of the nation: each whose law may be named, and the one for none."""
        return self.settings[law.SETTING].values if law.SETTING in self.settings else (law.UNSET,)

    def nation(self, given: Sequence[str]) -> str:
        """The nation among settings in the pack's order."""
        return dict(zip(self.settings, given, strict=True)).get(law.SETTING, law.UNSET)

    def under(self, nation: str) -> Pack:
        """This pack with the words that it has under a nation's law: to be read, without a meeting."""
        return replace(self, steps={name: step.under(nation) for name, step in self.steps.items()})

    def first_facts(self) -> tuple[str, ...]:
        """The facts that a lane starts with."""
        return tuple(values[0] for values in self.facts.values())

    def given(self, chosen: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """The settings in the pack's order: the chosen values, the shipped ones elsewhere.

        Raises ValueError for a setting or a value that the pack does not have.
        """
        chosen = dict(chosen or {})
        values: list[str] = []
        for setting in self.settings.values():
            value = chosen.pop(setting.id, setting.values[0])
            if value not in setting.values:
                expected = ", ".join(setting.values)
                raise ValueError(f"'{value}' is no value of {setting.id}; expected is one of: {expected}")
            values.append(value)
        if chosen:
            unknown = ", ".join(sorted(chosen))
            raise ValueError(f"no such setting: {unknown}; there are: {', '.join(self.settings)}")
        return tuple(values)
