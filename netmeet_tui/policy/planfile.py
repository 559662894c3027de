"""Reading plans from files of TOML.

What is wrong with a file is said in sentences that name file, plan, lane and entry, what was expected and what is
there. All of it is said, not only the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import Plan, Way, all_events, listed
from netmeet_tui.policy.written import NotWritten, files_in, kind_of, plain, tables_of, told, unknown


class PlanError(ValueError):
    """A file that cannot be read as a plan: every problem is a sentence that says where it is."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def shipped_plans(pack: Pack) -> tuple[Plan, ...]:
    """The plans that come with the program. Raises PlanError."""
    return read_all(resources.files("netmeet_tui.policy") / "packs" / "standard" / "plans", pack)


def read_all(folder: Traversable, pack: Pack) -> tuple[Plan, ...]:
    """Every plan in a folder and the folders inside it. Raises PlanError with all that is wrong in any."""
    plans: list[Plan] = []
    problems: list[str] = []
    for shown, file in plan_files(folder):
        try:
            plans.append(read(file, pack, shown))
        except PlanError as error:
            problems += error.problems
    problems += twice(plans)
    if problems:
        raise PlanError(problems)
    return tuple(plans)


def plan_files(folder: Traversable, shown: str = "") -> list[tuple[str, Traversable]]:
    """Every file of a folder, and of the folders inside it, that ends in .toml. Raises PlanError."""
    try:
        return files_in(folder, shown, "plan")
    except NotWritten as error:
        raise PlanError([str(error)]) from None


def twice(plans: Iterable[Plan]) -> list[str]:
    """A sentence for every plan whose id another one has already."""
    first: dict[str, str] = {}
    found = []
    for plan in plans:
        if plan.id in first:
            found.append(
                f"{plan.file}: the id '{plan.id}' is that of {first[plan.id]}, too; each plan needs its own"
            )
        first.setdefault(plan.id, plan.file)
    return found


def read(file: Traversable, pack: Pack, shown: str = "") -> Plan:
    """The plan in a file, which errors call ``shown``. Raises PlanError."""
    shown = plain(shown or file.name)
    try:
        found = tables_of(file, shown, "plan")
    except NotWritten as error:
        raise PlanError([str(error)]) from None
    return _Reader(shown, found, pack).plan()


_PLAN_KEYS = ("id", "title", "nation", "at", "clauses", "note", "settings", "lane")
_LANE_KEYS = ("name", "kind", "path", "at_step", "choices", "reachable", "unreachable", "without", "note")
_PLACED = re.compile(r"entry \d|without '|(choices|reachable|unreachable|at_step):")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")


class _Reader:
    """Reads one plan; goes on after a problem, so that all of them are told at once."""

    def __init__(self, file: str, table: dict[str, Any], pack: Pack) -> None:
        self.file = file
        self.table = table
        self.pack = pack
        self.problems: list[str] = []
        self.where = file

    def plan(self) -> Plan:
        """The plan. Raises PlanError."""
        plan_id = self.line(self.table, "id", needed=True)
        if plan_id:
            self.where = f"{self.file}: plan {plan_id}"
        self.keys(self.table, _PLAN_KEYS)
        title = self.line(self.table, "title", needed=True)
        note = self.text(self.table, "note")
        at = self.at()
        clauses = self.names(self.table, "clauses")
        for clause in clauses:
            self.known("clause", clause, self.pack.clauses)
        settings = self.settings()
        ways = self.lanes()
        if self.problems:
            raise PlanError(self.problems)
        nation = settings.get("nation")
        return Plan(plan_id, title, ways, nation, at, clauses, settings, note, self.file)

    def settings(self) -> dict[str, str]:
        raw = self.table.get("settings", {})
        if not isinstance(raw, dict):
            self.wrong(f"settings has to be a table, [settings]; there is {kind_of(raw)}")
            raw = {}
        settings = {name: value for name, value in raw.items() if self.known("setting", name, self.pack.settings)}
        nation = self.line(self.table, "nation")
        if nation and self.known("setting", "nation", self.pack.settings):
            settings.setdefault("nation", nation)
        return {name: self.setting(name, value) for name, value in settings.items()}

    def setting(self, name: str, value: object) -> str:
        """A setting's value; numbers, true and false are taken as the words that they stand for."""
        values = self.pack.settings[name].values
        meant: tuple[str, ...] = ()
        match value:
            case bool():
                meant = ("yes", "on") if value else ("no", "off")
            case int():
                meant = (str(value), {1: "one", 2: "two"}.get(value, "")) if abs(value) < 100 else ()
            case str():
                meant = (value,)
        found = next((word for word in meant if word in values), None)
        if found is None:
            self.wrong(f"the setting {name} cannot be {told(value)}; expected is one of: {listed(values)}")
        return found or values[0]

    def at(self) -> str | None:
        if "at" not in self.table:
            return None
        value = self.table["at"]
        text = value.isoformat() if hasattr(value, "isoformat") else ""
        if not _AT.fullmatch(text):
            example = "a date and a time without quotes and without a zone, like 2026-11-24T14:00:00"
            self.wrong(f"at has to be {example}; there is {told(value)}")
        return text

    def lanes(self) -> tuple[Way, ...]:
        raw = self.table.get("lane", [])
        if not isinstance(raw, list) or not all(isinstance(lane, dict) for lane in raw):
            self.wrong(f"lanes are written as [[lane]], with two brackets; there is {kind_of(raw)}")
            return ()
        if not raw:
            self.wrong("there is no [[lane]]; a plan needs at least one")
        whole = self.where
        ways = []
        for number, table in enumerate(raw, 1):
            name = table.get("name")
            self.where = f"{whole}, lane {plain(name) if isinstance(name, str) and name else number}"
            ways.append(self.lane(table))
        self.where = whole
        return tuple(ways)

    def lane(self, table: dict[str, Any]) -> Way:
        self.keys(table, _LANE_KEYS)
        name = self.line(table, "name", needed=True)
        kind = self.line(table, "kind", needed=True)
        if kind:
            self.known("kind", kind, self.pack.start)
        path = self.names(table, "path")
        for number, entry in enumerate(path, 1):
            self.entry(entry, f"entry {number} '{plain(entry)}'", all_events(self.pack))
        at_step = self.line(table, "at_step") or None
        if at_step is not None:
            self.known("step", at_step, (*self.pack.steps, CLOSED), "at_step")
        choices = self.names(table, "choices") if "choices" in table else None
        self.choices(choices or (), at_step)
        outcomes = {key: self.names(table, key) for key in ("reachable", "unreachable")}
        for key, named in outcomes.items():
            for outcome in named:
                self.known("outcome", outcome, self.outcomes(), key)
        without = self.names(table, "without")
        for entry in without:
            self.entry(entry, f"without '{plain(entry)}'", self.pack.happenings)
        if without and not outcomes["unreachable"]:
            self.wrong("without limits only what is unreachable, and nothing is said to be")
        for outcome in outcomes["reachable"]:
            if outcome in outcomes["unreachable"] and not without:
                self.wrong(f"the outcome '{plain(outcome)}' cannot be both reachable and unreachable")
        return Way(
            name=name,
            kind=kind,
            path=path,
            at_step=at_step,
            choices=None if choices is None else frozenset(choices),
            reachable=outcomes["reachable"],
            unreachable=outcomes["unreachable"],
            without=frozenset(without),
            note=self.text(table, "note"),
        )

    def outcomes(self) -> tuple[str, ...]:
        return self.pack.facts["outcome"][1:]

    def entry(self, entry: str, where: str, events: Iterable[str]) -> None:
        if entry.startswith("!"):
            self.known("event", entry, tuple(events), where)
            return
        step, equals, choice = entry.partition("=")
        if not equals:
            self.wrong(f"{where}: an entry is written step=choice, or !event")
        elif self.known("step", step, self.pack.steps, where):
            self.known("choice", choice, [c.id for c in self.pack.steps[step].choices], where, step)

    def choices(self, choices: tuple[str, ...], at_step: str | None) -> None:
        """Look up choices: at the step where the path should end, or anywhere when that is not said."""
        if at_step is not None and at_step not in self.pack.steps:
            known: list[str] = []
            if at_step != CLOSED:
                return
        else:
            steps = self.pack.steps.values() if at_step is None else [self.pack.steps[at_step]]
            known = [choice.id for step in steps for choice in step.choices]
        for choice in choices:
            self.known("choice", choice, known, "choices", at_step or "")

    # -- words for what is wrong -------------------------------------------------------------------------

    def wrong(self, problem: str) -> None:
        between = (
            ", " if re.match(r"(entry|without '|choices:|reachable:|unreachable:|at_step:)", problem) else ": "
        )
        self.problems.append(f"{self.where}{between}{problem}")

    def keys(self, table: dict[str, Any], expected: tuple[str, ...]) -> None:
        for key in table:
            if key not in expected:
                self.wrong(unknown("key", key, expected))

    def known(self, what: str, value: str, expected: Iterable[str], where: str = "", at: str = "") -> bool:
        """Whether a name is one that the pack has (at a step); a problem when not."""
        expected = tuple(dict.fromkeys(expected))
        if value in expected:
            return True
        problem = unknown(what, value, expected, at)
        self.wrong(f"{where}: {problem}" if where else problem)
        return False

    def text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self.wrong(f"{key} has to be text in quotes; there is {told(value)}")
        return ""

    def line(self, table: dict[str, Any], key: str, *, needed: bool = False) -> str:
        if needed and key not in table:
            self.wrong(f"{key} is missing")
            return ""
        value = self.text(table, key)
        if value and not value.isprintable():
            self.wrong(f"{key} has to be one line of plain text")
            return ""
        if key in table and isinstance(table[key], str) and not value.strip():
            self.wrong(f"{key} is empty")
        return value

    def names(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list):
            for number, item in enumerate(value, 1):
                if not isinstance(item, str):
                    self.wrong(f"{key}, number {number}, has to be text in quotes; there is {told(item)}")
            return tuple(item for item in value if isinstance(item, str))
        self.wrong(f'{key} has to be a list, like ["…", "…"]; there is {told(value)}')
        return ()
