"""The policy as text that can be read without the program: a step, a clause, or all of it at a glance.

Nothing is printed here, and nothing decided: what a choice leads to, and when, is asked of the pack.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from netmeet_tui.policy import map as flow
from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition
from netmeet_tui.policy.follow import End, ends_of, ends_of_event, happenings, label
from netmeet_tui.policy.pack import CLOSED, HERE, Choice, Happening, Pack, Step
from netmeet_tui.policy.telling import meant_by, names_in, settled, told
from netmeet_tui.policy.words import StepWords

DUTIES: Final = {
    "must": "must: the policy asks for this step",
    "may": "may: the policy allows this step, and allows leaving it out",
    "cannot": "cannot: here the policy ends what can be done",
}
MODALS: Final = {
    "must": "must",
    "must-not": "must not",
    "may": "may",
    "should": "is wise",
    "ask": "is asked",
    "right": "has a right",
    "disclaim": "cannot answer for",
}
"""The modal words of clauses as they are said."""

NATIONS: Final = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
WIDTH: Final = 80


def modal(pack: Pack, clause: str) -> str:
    """Whether a clause orders, forbids, allows, encourages, asks, in plain words."""
    word = pack.clauses[clause].modal
    return MODALS.get(word, word)


def names(pack: Pack) -> tuple[str, ...]:
    """Everything that can be shown by its name: steps and clauses."""
    return (*pack.steps, *pack.clauses)


def show(pack: Pack, name: str | None = None, width: int = WIDTH) -> str:
    """A step, a clause, or without a name everything at a glance. Raises KeyError for a name the pack lacks."""
    if name is None:
        return overview(pack, width)
    return clause_shown(pack, name, width) if name in pack.clauses else step_shown(pack, name, width)


# -- at a glance ---------------------------------------------------------------------------------------------


def overview(pack: Pack, width: int = WIDTH) -> str:
    """Title, version and date; where each kind starts; every clause and every step in a line or two."""
    page = _Page(width)
    page.line(pack.title)
    page.line(f"Policy pack “{pack.name}”, version {pack.version}, dated {pack.dated}")
    page.heading("What it may be about, and where that starts")
    page.table((kind, f"{pack.words.kinds[kind].label}. Starts at {step}.") for kind, step in pack.start.items())
    page.heading("Clauses, and how many steps serve each")
    for clause, words in pack.clauses.items():
        page.entry(clause, f"{words.says} ({modal(pack, clause)}; {_counted(len(flow.serving(pack, clause)))})", 6)
    page.heading("Steps")
    page.table((step.id, f"{step.words.title} ({step.duty})") for step in pack.steps.values())
    decided = [setting for setting in pack.settings.values() if setting.by == "organisation"]
    page.heading("What the organisation decides (the first holds unless its settings say otherwise)")
    page.table((setting.id, ", ".join(setting.values)) for setting in decided)
    if contested := [setting for setting in decided if setting.contested]:
        page.heading("What the law leaves open: `netmeet doctor` tells who has decided")
        for setting in contested:
            page.line(setting.id, 2)
            page.lines += wrapped(setting.contested, width, "    ", "    ")
    return page.text()


def _counted(steps: int) -> str:
    return {0: "no step", 1: "1 step"}.get(steps, f"{steps} steps")


def clause_shown(pack: Pack, clause: str, width: int = WIDTH) -> str:
    """What a clause says in plain words, and the steps that serve it. Raises KeyError."""
    page = _Page(width)
    page.entry(clause, pack.clauses[clause].says, 6, indent=0)
    page.line(f"How it binds: {modal(pack, clause)}")
    page.heading("Steps that serve it")
    serving = flow.serving(pack, clause)
    page.table((step, f"{pack.steps[step].words.title} ({pack.steps[step].duty})") for step in serving)
    if not serving:
        page.line("No step serves this clause.", 2)
    return page.text()


# -- one step ------------------------------------------------------------------------------------------------


def step_shown(pack: Pack, name: str, width: int = WIDTH) -> str:
    """Everything that a pack says about a step, and about the ways to it and from it. Raises KeyError."""
    step = pack.steps[name]
    page = _Page(width)
    page.line(step.words.title)
    page.line(f"Step {name}, in short “{step.words.short}”. {DUTIES[step.duty]}.")
    _words(page, step)
    page.heading("Serves")
    for clause in step.serves:
        page.entry(clause, f"{pack.clauses[clause].says} ({modal(pack, clause)})", 6)
    page.heading("Choices")
    for choice in step.choices:
        _choice(page, pack, step, choice)
    _fields(page, pack, step)
    _variants(page, pack, step)
    _nations(page, step)
    events = list(happenings(pack, {"step": name}))
    page.heading("What may happen here")
    for event in events:
        _event(page, pack, event, name)
    if not events:
        page.line("Nothing but what may happen everywhere: pausing, carrying on, undoing.", 2)
    page.heading("From where one comes here")
    page.table(_ways_here(pack, name), widest=34)
    _names(page, pack, step, events)
    return page.text()


def _words(page: _Page, step: Step) -> None:
    page.heading("What to do")
    for line in step.words.do:
        page.entry("-", line, 2)
    if step.words.say:
        page.heading("Words to say")
        page.paragraph(f"“{step.words.say}”")
    page.heading("Why")
    page.paragraph(step.words.why)


def _choice(page: _Page, pack: Pack, step: Step, choice: Choice) -> None:
    page.line(f"{choice.id}: {label(pack, step.id, choice)}", 2)
    if choice.when is not None:
        page.line(f"offered when {told(choice.when, pack.conditions)}", 6)
    for line in leads(pack, ends_of(pack, step.id, choice), step.id):
        page.line(line, 6)
    if choice.outcome is not None:
        page.line(f"ends as {choice.outcome}: {pack.words.outcomes[choice.outcome]}", 6)
    notes = (
        (choice.reason, "asks for a reason, in their own words"),
        (choice.final, "cannot be taken back"),
        (choice.forget, "lets go of every name that was given"),
    )
    for holds, note in notes:
        if holds:
            page.line(note, 6)


def leads(pack: Pack, ends: tuple[End, ...], step: str) -> Iterator[str]:
    """Where a choice leads, a line for each end, with the conditions under which it is taken."""
    if len({(end.to, end.outcome) for end in ends}) == 1:
        ends = (ends[0]._replace(when=()),)
    for end in ends:
        when = conditions_told(pack, end)
        place = place_told(pack, end.to, step)
        by_road = f", and ends as {end.outcome}" if end.outcome and len(ends) > 1 else ""
        yield f"{when}: {place}{by_road}" if when else f"leads to {place}"


def conditions_told(pack: Pack, end: End) -> str:
    """Under which conditions an end is come to; nothing when it always is."""
    if not end.when:
        return ""
    if all(when is None for when in end.when):
        return "otherwise"
    parts = ["otherwise" if when is None else f"when {told(when, pack.conditions)}" for when in end.when]
    return ", and ".join(part for i, part in enumerate(parts) if part != "otherwise" or i == 0)


def place_told(pack: Pack, to: str, step: str) -> str:
    """A step by its name and title."""
    if to == CLOSED:
        return "the end"
    return "here again" if to in (step, HERE) else f"{to} ({pack.steps[to].words.title})"


def _fields(page: _Page, pack: Pack, step: Step) -> None:
    groups = (
        ("Fields to write in", step.fields),
        ("Sealed fields: they say who someone is, and go with the meeting", step.sealed),
        ("Reads out what was written in", step.reads),
    )
    for heading, fields in groups:
        if fields:
            page.heading(heading)
            page.table((name, f"{_field(pack, name)}") for name in fields)
    if step.forget:
        page.heading("Names")
        page.line("Every name that was given is let go of when one comes here.", 2)


def _field(pack: Pack, name: str) -> str:
    words = pack.words.fields[name]
    return f"{words.label}. {words.hint}".strip()


def _variants(page: _Page, pack: Pack, step: Step) -> None:
    if not step.variants:
        return
    page.heading("When other words stand there (the first that holds)")
    for when, words in step.variants:
        page.line(f"when {told(when, pack.conditions)}", 2)
        for part, text in changed(step.words, words):
            page.entry(f"{part}:", text, len(part) + 2, indent=6)


def _nations(page: _Page, step: Step) -> None:
    """What a step says where the law of a nation is named, beside what it says while none is chosen."""
    for nation in step.nations:
        here = step.under(nation)
        pairs = [(step.words, here.words)]
        pairs += [(one, other) for (_, one), (_, other) in zip(step.variants, here.variants, strict=True)]
        said = dict.fromkeys(part for one, other in pairs for part in changed(one, other) if part[1] not in one.do)
        if said:
            page.heading(f"What it says under the law of {NATIONS.get(nation, nation)}")
            for part, text in said:
                page.entry(f"{part}:", text, len(part) + 2)


def changed(base: StepWords, words: StepWords) -> Iterator[tuple[str, str]]:
    """What a variant says differently, part by part."""
    for part in ("short", "title"):
        if getattr(words, part) != getattr(base, part):
            yield part, getattr(words, part)
    if words.do != base.do:
        yield from (("do", line) for line in words.do)
    for part in ("say", "why"):
        if getattr(words, part) != getattr(base, part):
            yield part, getattr(words, part)
    for part, table, before in (("", words.choices, base.choices), ("closed ", words.closed, base.closed)):
        yield from ((f"{part}{name}", text) for name, text in table.items() if before.get(name) != text)


def _event(page: _Page, pack: Pack, event: Happening, step: str) -> None:
    words = pack.words.events[event.id]
    page.line(f"{event.id}: {words.label}. {words.help}", 2)
    when = settled(event.when, {"step": step})
    if when != ALWAYS:
        page.line(f"when {told(when, pack.conditions)}", 6)
    places = dict.fromkeys(place_told(pack, end.to, step) for end in ends_of_event(pack, event, {"step": step}))
    page.line(f"leads to {' or '.join(places)}", 6)


def _ways_here(pack: Pack, step: str) -> Iterator[tuple[str, str]]:
    for kind in flow.starting_at(pack, step):
        yield kind, f"starts here: {pack.words.kinds[kind].label}"
    for way in flow.ways_to(pack, step):
        if way.step is not None:
            choice = pack.steps[way.step].choice(way.by)
            assert choice is not None
            yield str(way), f"{pack.steps[way.step].words.title}: {label(pack, way.step, choice)}"
        else:
            yield str(way), pack.words.events[way.by].help


def _names(page: _Page, pack: Pack, step: Step, events: list[Happening]) -> None:
    """What the named conditions that were used stand for, and the names that these use in turn."""
    used: dict[str, None] = {}
    waiting = [name for when in _conditions(pack, step, events) for name in names_in(when, pack.conditions)]
    while waiting:
        name = waiting.pop(0)
        if name not in used:
            used[name] = None
            rest = {n: c for n, c in pack.conditions.items() if c != pack.conditions[name]}
            waiting += names_in(pack.conditions[name], rest)
    if used:
        page.heading("What the names stand for")
        page.table((name, meant_by(name, pack.conditions)) for name in pack.conditions if name in used)


def _conditions(pack: Pack, step: Step, events: list[Happening]) -> Iterator[Condition]:
    ends: list[End] = []
    for choice in step.choices:
        if choice.when is not None:
            yield choice.when
        ends += ends_of(pack, step.id, choice)
    yield from (settled(event.when, {"step": step.id}) for event in events)
    yield from (when for end in ends for when in end.when if when is not None and when != NEVER)
    yield from (when for when, _ in step.variants)


# -- the page ------------------------------------------------------------------------------------------------


class _Page:
    """Lines of a given width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def heading(self, text: str) -> None:
        self.lines.append("")
        self.line(text)

    def line(self, text: str, indent: int = 0) -> None:
        """An item; where it goes on in another line it is set in a little."""
        self.lines += wrapped(text, self.width, " " * indent, " " * (indent + (2 if indent else 0)))

    def paragraph(self, text: str) -> None:
        """A paragraph of its own, every line of it set in alike."""
        self.lines += wrapped(text, self.width, "  ", "  ")

    def entry(self, name: str, text: str, wide: int, indent: int = 2) -> None:
        """A name with its text beside it, in a column of its own."""
        gap = " " * max(1, wide - len(name))
        self.lines += wrapped(f"{name}{gap}{text}", self.width, " " * indent, " " * (indent + wide))

    def table(self, rows: Iterable[tuple[str, str]], widest: int = 26) -> None:
        """Names with their texts beside them, all in one column; a name that is too long stands on its own line."""
        entries = list(rows)
        wide = max((len(name) for name, _ in entries if len(name) <= widest), default=0) + 2
        for name, text in entries:
            if len(name) + 2 > wide:
                self.line(name, 2)
                self.lines += wrapped(text, self.width, " " * (wide + 2), " " * (wide + 2))
            else:
                self.entry(name, text, wide)


def wrapped(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """A text in lines of at most ``width``; names with hyphens stay whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
        fix_sentence_endings=False,
        drop_whitespace=True,
    )
