"""Reading a pack from its folder: every table is typed, every name is looked up, every error says where it is.

A pack is five files of TOML: pack, flow, settings, clauses, words. What is wrong is reported with file, table and
key, and with what was expected there. Whether a pack that can be read is also *right* is for the proof to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from netmeet_tui.policy import law
from netmeet_tui.policy.condition import ALWAYS, Condition, Name
from netmeet_tui.policy.pack import (
    CLOSED,
    HERE,
    NONE,
    Amendment,
    Band,
    Branch,
    Change,
    Choice,
    Happening,
    Pack,
    Setting,
    Step,
)
from netmeet_tui.policy.schema import (
    RawAmendment,
    RawBand,
    RawBranch,
    RawChoice,
    RawHappening,
    RawOffer,
    RawOutcomes,
    RawSetting,
    RawStep,
)
from netmeet_tui.policy.tables import PackError
from netmeet_tui.policy.tongue import Translate
from netmeet_tui.policy.wording import Wording
from netmeet_tui.policy.words import ClauseWords

__all__ = ["PackError", "load", "shipped"]

SHOWS = ("words", "999", "ledger", "sheet", "answers", "contact", "support")
DUTIES = ("must", "may", "cannot")
ANSWERS = ("yes", "no", "later")
NEEDED_FACTS = ("kind", "present", "ground", "route", "contact", "outcome")
"""Facts that the meeting and the screens speak of; a pack may add others."""


STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"


def shipped(translate: Translate | None = None) -> Pack:
    """The pack that comes with the program, in English or with its words as ``translate`` says them."""
    return load(STANDARD, told=True, translate=translate)


def load(folder: Traversable, *, told: bool = False, translate: Translate | None = None) -> Pack:
    """Read the pack in a folder. Raises PackError; a folder or file that is not there is one, too.

    ``told``: each of its settings has to have plain words. Packs made before there were any run without them.
    """
    return _Loader(folder, told, translate).pack()


class _Loader(Wording):
    def __init__(self, folder: Traversable, told: bool, translate: Translate | None) -> None:
        super().__init__(folder, translate)
        self.told = told
        self.places: dict[str, int] = {}

    def pack(self) -> Pack:
        self.tables_present()
        self.read_facts()
        self.read_settings()
        self.read_names()
        clauses = {
            key: self.convert(value, ClauseWords, "clauses.toml", key)
            for key, value in self.read("clauses.toml").items()
        }
        words = self.read_words()
        outcomes = self.convert(self.flow["outcomes"], RawOutcomes, "flow.toml", "outcomes")
        for outcome in (*outcomes.contact, *outcomes.if_nothing_else):
            self.one_of(outcome, self.facts["outcome"], "outcomes", "outcome")
        offers = self.read_offers()
        steps = {name: self.read_step(name, offers, clauses) for name in self.flow["steps"]}
        roads = {name: self.read_road(name, branches) for name, branches in self.flow["roads"].items()}
        happenings = {name: self.read_happening(name, raw) for name, raw in self.flow["events"].items()}
        self.no_circles(roads)
        self.worded(words, happenings)
        precedence = self.read_precedence()
        self.bands_worded(words, precedence)
        return Pack(
            name=self.about.name,
            title=self.about.title,
            version=self.about.version,
            dated=self.about.dated,
            facts=self.facts,
            settings=self.settings,
            start=self.read_start(),
            steps=steps,
            roads=roads,
            happenings=happenings,
            offers=tuple(offer.id for offer in offers),
            contact_outcomes=frozenset(outcomes.contact),
            default_outcomes=frozenset(outcomes.if_nothing_else),
            clauses=clauses,
            words=words,
            places=self.places,
            conditions=self.known,
            amendments=tuple(self.amendment(raw, clauses) for raw in self.about.amendments),
            precedence=precedence,
            opening=self.read_opening(clauses),
            left_open_kept=self.kept(outcomes.left_open_kept, "outcomes.left-open-kept"),
        )

    def amendment(self, raw: RawAmendment, clauses: Mapping[str, ClauseWords]) -> Amendment:
        """One amendment, if everything it names is there. Raises PackError."""
        self.one_of(raw.clause, clauses, "amendments", "clause", "pack.toml")
        for route in raw.adds_recipients:
            self.one_of(route, self.facts["route"][1:], "amendments", "adds_recipients", "pack.toml")
        return Amendment(raw.clause, raw.says, raw.decided_by, raw.decided_on, tuple(raw.adds_recipients))

    def tables_present(self) -> None:
        expected = {"start", "facts", "outcomes", "conditions", "offers", "roads", "steps", "events"}
        for table in sorted(expected - self.flow.keys()):
            raise PackError("flow.toml", table, "this table is missing")
        expected.add("precedence")  # packs from before there was one are still read
        for table in sorted(self.flow.keys() - expected):
            raise PackError("flow.toml", table, f"unknown table; expected are: {', '.join(sorted(expected))}")
        self.convert(self.flow["facts"], dict[str, list[str]], "flow.toml", "facts")
        self.convert(self.flow["conditions"], dict[str, str], "flow.toml", "conditions")
        self.convert(self.flow["roads"], dict[str, list[Any]], "flow.toml", "roads")
        for table in ("steps", "events"):
            self.convert(self.flow[table], dict[str, dict[str, Any]], "flow.toml", table)

    # -- facts, settings, conditions ---------------------------------------------------------------------

    def read_facts(self) -> None:
        for fact, values in self.flow["facts"].items():
            if fact == "step":
                raise PackError("flow.toml", "facts.step", "'step' is the place in the flow; choose another name")
            if not values or len(set(values)) != len(values):
                raise PackError("flow.toml", f"facts.{fact}", "at least one value, each once, is expected")
            self.facts[fact] = tuple(values)
            self.places[fact] = len(self.places)
        for fact in NEEDED_FACTS:
            if fact not in self.facts:
                raise PackError("flow.toml", "facts", f"the fact '{fact}' is missing")
        for fact in ("ground", "route", "contact", "outcome"):
            if self.facts[fact][0] != NONE:
                raise PackError("flow.toml", f"facts.{fact}", f"the first value has to be '{NONE}'")

    def read_settings(self) -> None:
        for name, raw in self.read("settings.toml").items():
            setting = self.convert(raw, RawSetting, "settings.toml", name)
            self.one_of(setting.by, ("organisation", "meeting"), name, "by", "settings.toml")
            if name in self.facts or name == "step" or not setting.values:
                raise PackError(
                    "settings.toml", name, "a name that no fact has, and at least one value, is expected"
                )
            if setting.contested and not (setting.contested.isprintable() and setting.by == "organisation"):
                raise PackError(
                    "settings.toml", f"{name}.contested", "plain text on one line, for what an organisation decides"
                )
            self.read_telling(name, setting)
            self.settings[name] = Setting(
                name, tuple(setting.values), setting.by, setting.contested, setting.asks, setting.says
            )

    def read_telling(self, name: str, setting: RawSetting) -> None:
        """See that a setting is told in plain words, or not at all. Raises PackError."""
        for value in setting.says:
            self.one_of(value, setting.values, f"{name}.says", "value", "settings.toml")
        if not (self.told or setting.asks or setting.says):
            return
        if not setting.asks:
            raise PackError("settings.toml", name, "'asks' is missing: the setting as a plain question")
        for value in setting.values:
            if not setting.says.get(value):
                raise PackError("settings.toml", f"{name}.says", f"the words for '{value}' are missing")

    def read_names(self) -> None:
        tables = [("step", (*self.flow["steps"], CLOSED))]
        tables += list(self.facts.items())
        tables += [(setting.id, setting.values) for setting in self.settings.values()]
        self.names = {name: Name(i, frozenset(values)) for i, (name, values) in enumerate(tables)}
        for name, text in self.flow["conditions"].items():
            self.known[name] = self.condition(text, f"conditions.{name}")

    # -- the flow ----------------------------------------------------------------------------------------

    def read_start(self) -> dict[str, str]:
        start = self.convert(self.flow["start"], dict[str, str], "flow.toml", "start")
        for kind in self.facts["kind"]:
            if kind not in start:
                raise PackError("flow.toml", "start", f"the kind '{kind}' has no step to start with")
        for kind, step in start.items():
            self.one_of(kind, self.facts["kind"], "start", kind)
            self.one_of(step, self.flow["steps"], "start", kind)
        return start

    def read_offers(self) -> list[RawOffer]:
        offers = self.convert(self.flow["offers"], list[RawOffer], "flow.toml", "offers")
        for offer in offers:
            where = f"offers.{offer.id}"
            if offer.id not in self.facts:
                raise PackError("flow.toml", where, "an offer needs a fact of the same name")
            self.one_of(offer.route, self.facts["route"], where, "route")
            self.target(offer.to, where)
        return offers

    def read_step(self, name: str, offers: list[RawOffer], clauses: Mapping[str, ClauseWords]) -> Step:
        where = f"steps.{name}"
        if name in self.flow["roads"] or name in (HERE, CLOSED):
            raise PackError("flow.toml", where, "a step needs a name that no road has")
        raw = self.convert(self.flow["steps"][name], RawStep, "flow.toml", where)
        self.one_of(raw.shows, SHOWS, where, "shows")
        self.one_of(raw.duty, DUTIES, where, "duty")
        for clause in raw.serves:
            self.one_of(clause, clauses, where, "serves")
        for field in (*raw.fields, *raw.sealed, *raw.reads):
            self.one_of(field, self.text["fields"], where, "fields")
        choices = self.ledger(offers) if raw.shows == "ledger" else []
        choices += [self.read_choice(choice, f"{where}.choices.{choice.id}") for choice in raw.choices]
        if not choices or len({choice.id for choice in choices}) != len(choices):
            raise PackError("flow.toml", where, "at least one choice, each name once, is expected")
        words, variants = self.step_words(name, choices)
        nations = self.by_nation(where, words, variants)
        words, variants = nations.get(law.UNSET, (words, variants))
        return Step(
            id=name,
            serves=tuple(raw.serves),
            duty=raw.duty,
            choices=tuple(choices),
            words=words,
            shows=raw.shows,
            enter=self.changes(raw.enter, f"{where}.enter"),
            fields=tuple(raw.fields),
            sealed=tuple(raw.sealed),
            reads=tuple(raw.reads),
            forget=raw.forget,
            variants=variants,
            nations=nations,
            nation_at=self.names[law.SETTING].place if nations else 0,
        )

    def ledger(self, offers: list[RawOffer]) -> list[Choice]:
        """Each offer with its three answers: a yes gives consent and names the route, the others are noted."""
        consent = {"ground": "consent"}
        choices: list[Choice] = []
        for offer in offers:
            for answer in ANSWERS:
                yes = answer == "yes"
                effect = {**consent, "route": offer.route} if yes else {offer.id: answer}
                choices.append(
                    Choice(
                        id=f"{offer.id}={answer}",
                        to=offer.to if yes else HERE,
                        set=self.changes(effect, f"offers.{offer.id}"),
                        offer=offer.id,
                        answer=answer,
                    )
                )
        return choices

    def read_choice(self, raw: RawChoice, where: str) -> Choice:
        self.target(raw.to, where)
        self.outcome(raw.outcome, where)
        return Choice(
            id=raw.id,
            to=raw.to,
            when=None if raw.when is None else self.condition(raw.when, f"{where}.when"),
            set=self.changes(raw.set, where),
            outcome=raw.outcome,
            reason=raw.reason,
            refrain=raw.refrain,
            unsure=raw.unsure,
            final=raw.final,
            forget=raw.forget,
            kept=self.kept(raw.kept, f"{where}.kept"),
        )

    def kept(self, raw: bool | str, where: str) -> Condition | None:
        """Where a choice has to be answered for: everywhere, nowhere, or while something holds."""
        if isinstance(raw, str):
            return self.condition(raw, where)
        return ALWAYS if raw else None

    def read_road(self, name: str, raw: object) -> tuple[Branch, ...]:
        where = f"roads.{name}"
        branches = self.convert(raw, list[RawBranch], "flow.toml", where)
        if not branches or branches[-1].when is not None:
            raise PackError("flow.toml", where, "the last branch has to be without 'when', so that no one is stuck")
        for branch in branches:
            self.target(branch.to, where)
            self.outcome(branch.outcome, where)
        return tuple(
            Branch(
                when=ALWAYS if branch.when is None else self.condition(branch.when, where),
                to=branch.to,
                set=self.changes(branch.set, where),
                outcome=branch.outcome,
            )
            for branch in branches
        )

    def read_happening(self, name: str, raw: object) -> Happening:
        where = f"events.{name}"
        happening = self.convert(raw, RawHappening, "flow.toml", where)
        if not name.startswith("!") or name in ("!park", "!resume", "!undo"):
            raise PackError("flow.toml", where, "an event's name starts with '!' and is none of the built-in ones")
        self.target(happening.to, where)
        return Happening(
            id=name,
            when=self.condition(happening.when, f"{where}.when"),
            to=happening.to,
            set=self.changes(happening.set, where),
            final=happening.final,
            forget=happening.forget,
        )

    def read_precedence(self) -> tuple[Band, ...]:
        """The order of lanes. As on a road, the last band is without a condition."""
        where = "precedence"
        bands = self.convert(self.flow.get(where, []), list[RawBand], "flow.toml", where)
        if len({band.id for band in bands}) != len(bands):
            raise PackError("flow.toml", where, "each band once is expected")
        if bands and (bands[-1].when is not None or any(band.when is None for band in bands[:-1])):
            raise PackError("flow.toml", where, "the last band, and no other, has to be without 'when'")
        return tuple(
            Band(band.id, ALWAYS if band.when is None else self.condition(band.when, f"{where}.{band.id}"))
            for band in bands
        )

    def changes(self, raw: Mapping[str, str], where: str) -> tuple[Change, ...]:
        changes = []
        for fact, value in raw.items():
            self.one_of(fact, self.facts, where, "set")
            self.one_of(value, self.facts[fact], where, f"set.{fact}")
            changes.append(Change(fact, self.places[fact], value))
        return tuple(changes)

    def target(self, to: str, where: str) -> None:
        self.one_of(
            to,
            (*self.flow["steps"], *self.flow["roads"], HERE, CLOSED),
            where,
            "to",
            shown="a step or a road",
        )

    def outcome(self, outcome: str | None, where: str) -> None:
        if outcome is not None:
            self.one_of(outcome, self.facts["outcome"], where, "outcome")

    def no_circles(self, roads: Mapping[str, tuple[Branch, ...]]) -> None:
        """See that every road leads to a step. Raises PackError with the circle."""
        left = {
            road: list(dict.fromkeys(b.to for b in branches if b.to in roads)) for road, branches in roads.items()
        }
        for first in roads:
            way = [first]
            while way:  # each road is gone along once, however many lead to it
                if not left[way[-1]]:
                    way.pop()
                    continue
                road = left[way[-1]].pop(0)
                if road in way:
                    raise PackError(
                        "flow.toml",
                        f"roads.{road}",
                        f"goes in a circle: {' -> '.join((*way[way.index(road) :], road))}",
                    )
                way.append(road)
