"""What the policy says, clause by clause and step by step, as rows to read; no widget, no decision, no meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from textual.content import Content

from netmeet_tui.policy import follow
from netmeet_tui.policy import map as flow
from netmeet_tui.policy.pack import CLOSED, Choice, Pack, Step
from netmeet_tui.policy.tables import on_a_line
from netmeet_tui.policy.words import StepWords
from netmeet_tui.tui import policy_text, text
from netmeet_tui.tui.widgets.rows import Row


class Clause(NamedTuple):
    """A clause that can be gone to."""

    id: str


class At(NamedTuple):
    """A step that can be gone to."""

    id: str


class Lead(NamedTuple):
    """A choice as it is told: what one would say, why it may not be open, and every step it may lead to."""

    label: str
    reason: bool
    closed: str
    ends: tuple[str, ...]


GAP = Row(Content(""))
DISCLAIMED = "C-26"
LONGEST_LINE = 2000
DUTY = 8
"""Columns before the title of a step in a list."""


def version(pack: Pack) -> Content:
    """Which policy this is."""
    dated = text.DATED.format(version=pack.version, dated=pack.dated)
    return Content.assemble((pack.title, "bold"), (f"  ·  {dated}", "$quiet"))


def leads(pack: Pack, step: str, certain: Mapping[str, str] | None = None) -> Iterator[Lead]:
    """Every choice of a step that what is certain does not rule out, and where it may lead then.

    Offers that are answered alike and lead alike are told in one.
    """
    words = pack.steps[step].words
    plain: list[Lead] = []
    offers: dict[tuple[str, tuple[str, ...]], list[Choice]] = {}
    for choice in follow.choices(pack, step, certain or {}):
        ends = tuple(dict.fromkeys(end.to for end in follow.ends_of(pack, step, choice, certain)))
        if choice.offer is None:
            closed = words.closed.get(choice.id, "") if choice.when else ""
            plain.append(Lead(words.choices.get(choice.id, choice.id), choice.reason, closed, ends))
        else:
            offers.setdefault((choice.answer or "", ends), []).append(choice)
    for (answer, ends), choices in offers.items():
        said = getattr(pack.words.answers, answer)
        named = [pack.words.offers[choice.offer].label for choice in choices if choice.offer]
        label = said if len(named) == len(pack.offers) else f"{said}: {', '.join(named)}"
        yield Lead(label, reason=False, closed="", ends=ends)
    yield from plain


def end_named(pack: Pack, step: str, end: str) -> str:
    """How the end of a way is called."""
    if end == step:
        return policy_text.LEADS_HERE
    return policy_text.LEADS_CLOSED if end == CLOSED else pack.steps[end].words.title


def can_be_gone_to(step: str, end: str) -> bool:
    """Whether a way leads to another step."""
    return end not in (step, CLOSED)


# -- lists -----------------------------------------------------------------------------------------------


def clauses(pack: Pack) -> list[Row]:
    """Every clause."""
    return [_clause(pack, clause) for clause in pack.clauses]


def steps(pack: Pack, here: str | None) -> list[Row]:
    """Every step by its title."""
    return [Row(_titled(step, here), At(step.id), hang=DUTY) for step in pack.steps.values()]


def _titled(step: Step, here: str | None) -> Content:
    there = f"  ◂ {policy_text.YOU_ARE_HERE}" if step.id == here else ""
    return Content.assemble(
        (f"{text.DUTY[step.duty].lower():<{DUTY}}", "$quiet"), step.words.title, (there, "bold")
    )


def _clause(pack: Pack, clause: str, indent: int = 0) -> Row:
    words = pack.clauses[clause]
    said = Content.assemble(f"{clause}  ", (f"{policy_text.MODAL[words.modal]}. ", "bold"), words.says)
    return Row(said, Clause(clause), indent=indent, hang=6)


# -- one clause, one step --------------------------------------------------------------------------------


def clause(pack: Pack, name: str, here: str | None, disclaimer: str = "") -> list[Row]:
    """A clause, and the steps that serve it; with the one about a disclaimer, the organisation's own (C-26)."""
    words = pack.clauses[name]
    rows = [
        _title(f"{name}  {policy_text.MODAL[words.modal]}"),
        GAP,
        Row(Content(words.says)),
        GAP,
    ]
    if name == DISCLAIMED and disclaimer.strip():
        told = (on_a_line(line, LONGEST_LINE) for line in disclaimer.splitlines())
        rows += [_heading(policy_text.DISCLAIMER), *(Row(Content(line)) for line in told), GAP]
    serving = flow.serving(pack, name)
    if not serving:
        return [*rows, Row(Content.styled(policy_text.SERVED_BY_NONE, "$quiet"))]
    return [
        *rows,
        _heading(policy_text.SERVED_BY),
        *(Row(_titled(pack.steps[name], here), At(name), hang=DUTY) for name in serving),
    ]


def step(pack: Pack, name: str, here: str | None) -> list[Row]:
    """A step: its words, its clauses, where its choices lead, and from where one comes to it."""
    it = pack.steps[name]
    there = [Row(Content.styled(f"◂ {policy_text.YOU_ARE_HERE}", "bold"))] if name == here else []
    return [
        _title(it.words.title),
        *there,
        GAP,
        *_said(it.words),
        Row(Content.assemble((f"{text.DUTY[it.duty]}. ", "bold"), it.words.why)),
        *_written(pack, it),
        *_offered(pack, it),
        GAP,
        _heading(policy_text.LEADS),
        *_choices(pack, name),
        GAP,
        _heading(policy_text.SERVES),
        *(_clause(pack, served) for served in it.serves),
        GAP,
        _heading(policy_text.COMES_FROM),
        *_coming(pack, name),
        *_otherwise(it),
    ]


def kind(pack: Pack, name: str) -> list[Row]:
    """A kind of concern, and how its tree is read."""
    first = pack.start[name]
    return [
        _title(pack.words.kinds[name].label),
        GAP,
        _heading(policy_text.KIND_STARTS),
        Row(Content(pack.steps[first].words.title), At(first)),
        GAP,
        Row(Content.styled(policy_text.KIND_READING, "$quiet")),
    ]


def _title(title: str) -> Row:
    return Row(Content.styled(title, "bold $accent"))


def _heading(heading: str) -> Row:
    return Row(Content.styled(heading, "bold"))


def _said(words: StepWords) -> list[Row]:
    rows = [Row(Content.assemble((f"{text.DO} ", "$accent"), do), hang=2) for do in words.do]
    if words.say:
        rows += [GAP, _aloud(words.say)]
    return [*rows, GAP]


def _aloud(say: str) -> Row:
    return Row(Content.assemble((f"{text.COULD_SAY}  ", "$quiet"), (f"“{say}”", "$spoken")))


def _written(pack: Pack, it: Step) -> list[Row]:
    fields = ", ".join(pack.words.fields[name].label for name in (*it.fields, *it.sealed))
    return [GAP, Row(Content.styled(policy_text.WRITTEN_HERE.format(fields=fields), "$quiet"))] if fields else []


def _offered(pack: Pack, it: Step) -> list[Row]:
    if it.shows != "ledger":
        return []
    offers = (pack.words.offers[offer] for offer in pack.offers)
    told = (Content.assemble((f"{offer.label}  ", "bold"), (f"“{offer.ask}”", "$spoken")) for offer in offers)
    return [GAP, _heading(policy_text.OFFERED), *(Row(content, hang=2) for content in told)]


def _choices(pack: Pack, name: str) -> Iterator[Row]:
    for lead in leads(pack, name):
        first, *others = lead.ends
        yield _way(f"“{lead.label}”", pack, name, first)
        for end in others:
            yield _way(f"  {policy_text.LEADS_OR}", pack, name, end)
        if lead.reason:
            yield Row(Content.styled(policy_text.ASKS_WHY, "$quiet"), indent=2)
        if lead.closed:
            yield Row(Content.styled(policy_text.NOT_ALWAYS.format(because=lead.closed), "$quiet"), indent=2)


def _way(label: str, pack: Pack, name: str, end: str) -> Row:
    told = Content.assemble(f"{label} ", "→ ", (end_named(pack, name, end), "bold"))
    return Row(told, At(end) if can_be_gone_to(name, end) else None, hang=2)


def _coming(pack: Pack, name: str) -> Iterator[Row]:
    for kind_ in flow.starting_at(pack, name):
        yield Row(Content(policy_text.STARTS_HERE.format(kind=pack.words.kinds[kind_].label)), hang=2)
    events = []
    sources: dict[str, list[str]] = {}
    for way in flow.ways_to(pack, name):
        if way.step is None:
            events.append(pack.words.events[way.by].label)
        else:
            sources.setdefault(way.step, [])
    for source, labels in sources.items():
        labels += (lead.label for lead in leads(pack, source) if name in lead.ends)
        quoted = " ".join(f"“{label}”" for label in labels)
        told = Content.assemble((pack.steps[source].words.title, "bold"), f"  {quoted}")
        yield Row(told, At(source), hang=2)
    for event in events:
        yield Row(Content.assemble((f"{policy_text.AT_ANY_TIME}  ", "$quiet"), f"“{event}”"), hang=2)


def _otherwise(it: Step) -> list[Row]:
    """What the variants of a step say that it does not say by itself."""
    told: list[Row] = []
    for _, words in it.variants:
        rows: list[Row] = []
        if words.title != it.words.title:
            rows.append(Row(Content.styled(words.title, "bold")))
        if words.do != it.words.do:
            rows += (Row(Content.assemble((f"{text.DO} ", "$accent"), do), hang=2) for do in words.do)
        if words.say and words.say != it.words.say:
            rows.append(_aloud(words.say))
        if words.why != it.words.why:
            rows.append(Row(Content.styled(words.why, "$quiet")))
        if rows:
            told += [GAP, *rows]
    return [GAP, _heading(policy_text.OTHER_WORDS), *told[1:]] if told else []
