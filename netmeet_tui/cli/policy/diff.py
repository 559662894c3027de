"""``netmeet policy diff``: what a changed setting changes, for those who decide it (N-09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netmeet_tui.cli.policy.packs import PACK_OPTION, pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.difference import Changed, Difference, Ended, PlanDiffers, Reached, Taken, Where
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.whole import Said

_PARTS = {
    "short": "its short name",
    "title": "its title",
    "do": "what to do",
    "say": "what to say",
    "why": "the reason",
    "choices": "the choice {}",
    "closed": "why {} is not offered",
}
_FEW = 3
"""So many lanes of a plan are named; of more than that only the number is told."""


@click.command()
@click.option("--set", "chosen", multiple=True, metavar="KEY=VALUE", help="A setting, and what it would become.")
@click.option(
    "--from",
    "begun",
    multiple=True,
    metavar="KEY=VALUE",
    help="A setting as it is now, where that is not as shipped.",
)
@PACK_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def diff(chosen: tuple[str, ...], begun: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """Tell what a changed setting changes: what can be chosen, how it can end, and which plans answer differently.

    Every plan that comes with the policy is asked twice, with the settings named here in place of its own. A
    difference is no fault: the exit status is 0; it is 2 for a setting or a value that there is not.
    """
    from netmeet_tui.cli.policy.plans import own_plans, read_plans
    from netmeet_tui.cli.policy.printed import say, width
    from netmeet_tui.policy.difference import Differences

    pack = pack_in(folder)
    before = _settings(pack, "--from", begun)
    after = {**before, **_settings(pack, "--set", chosen, needed=True)}
    plans, problems = read_plans(pack, (own_plans(folder),))
    for problem in problems:
        click.echo(problem, err=True)
    found = Differences(pack).between(before, after, plans)
    if as_json:
        import json

        click.echo(json.dumps(_as_data(pack, found, problems), indent=2, ensure_ascii=False))
    else:
        say("\n".join((*_told(pack, found, width()), "")))


def _settings(pack: Pack, option: str, written: Iterable[str], *, needed: bool = False) -> dict[str, str]:
    """The settings that were named. Raises WrongWord with what there is."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest
    from netmeet_tui.policy.planfile import plain

    found: dict[str, str] = {}
    there = ", ".join(pack.settings)
    for one in written:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongWord(f"{option} is followed by KEY=VALUE, not by “{plain(one)}”; settings are: {there}.")
        if name not in pack.settings:
            hint = nearest(name, pack.settings).rstrip(".?")
            raise WrongWord(f"The policy has no setting “{plain(name)}”{hint}; there are: {there}.")
        if value not in (values := pack.settings[name].values):
            raise WrongWord(f"{name} cannot be “{plain(value)}”; it can be: {', '.join(values)}.")
        if found.setdefault(name, value) != value:
            raise WrongWord(f"{option} names {name} twice: as {found[name]} and as {value}.")
    if needed and not found:
        raise WrongWord(f"Say which setting would change, with --set KEY=VALUE; there are: {there}.")
    return found


# -- as text -----------------------------------------------------------------------------------------------------


def _told(pack: Pack, found: Difference, width: int) -> Iterator[str]:
    from netmeet_tui.policy.picture import wrapped

    for indent, line in _lines(pack, found):
        yield from wrapped(line, width, " " * indent, " " * (indent + 2 if indent else 0)) if line else [""]


def _lines(pack: Pack, found: Difference) -> Iterator[tuple[int, str]]:
    """Every line, with how far it is set in."""
    yield 0, f"{pack.title}, version {pack.version}"
    if not found.changed:
        yield 0, f"Nothing would change: {_and(f'{k} is {v} already' for k, v in found.after.items())}."
        return
    for change in found.changed:
        yield 0, f"{change.setting}: {change.after} instead of {change.before}."
    names = {change.setting for change in found.changed}
    if kept := [f"{name} is {value}" for name, value in found.after.items() if name not in names]:
        yield 0, f"On both sides {_and(kept)}."
    for change in found.changed:
        if not change.in_flow:
            yield 0, f"Nothing in the flow depends on '{change.setting}'."
    if found.nothing and any(change.in_flow or change.in_words for change in found.changed):
        yield 0, "With these settings it changes nothing: no choice, no word, no ending and no plan."
    yield from _moves("No longer there to be chosen", found.steps_vanish, found.vanish, "no longer reached")
    yield from _moves("Now there to be chosen", found.steps_appear, found.appear, "now reached")
    yield from _words(found)
    yield from _endings(pack, found)
    yield from _plans(found)


def _moves(heading: str, steps: Iterable[Reached], moves: Iterable[Taken], how: str) -> Iterator[tuple[int, str]]:
    whole = {step.step: step for step in steps}
    told = [(step, list(group)) for step, group in groupby(moves, lambda move: move.step)]
    if not told and not whole:
        return
    yield from ((0, ""), (0, heading))
    for name, group in told:
        if name is None:
            yield from ((2, f"{move.entry}, “{move.words}”{_where(move.where)}") for move in group)
            continue
        step = whole.get(name)
        title = f"{name}, “{group[0].title}”"
        yield 2, f"{title}: {how}{_where(step.where)}" if step else title
        for move in group:
            where = "" if step and step.where == move.where else _where(move.where)
            yield 4, f"{move.entry.partition('=')[2]}: {move.words}{where}"


def _where(where: Where) -> str:
    """In which meetings, as the end of a line."""
    meetings = " or ".join(_and(f"{name} is {value}" for name, value in meeting) for meeting in where)
    return f" (only where {meetings})" if where else ""


def _words(found: Difference) -> Iterator[tuple[int, str]]:
    if found.reworded:
        yield from ((0, ""), (0, "Says something else"))
    for step in found.reworded:
        yield 2, f"{step.step}, “{step.title}”"
        for said in step.said:
            yield 4, f"{_part(said)}: {_text(said.after)} instead of {_text(said.before)}"


def _part(said: Said) -> str:
    return _PARTS[said.part].format(f"'{said.choice}'")


def _text(lines: tuple[str, ...]) -> str:
    return f"“{' / '.join(lines)}”" if lines else "nothing"


def _endings(pack: Pack, found: Difference) -> Iterator[tuple[int, str]]:
    if found.endings_vanish or found.endings_appear:
        yield from ((0, ""), (0, "How a concern can end"))
    for kind in pack.start:
        sides = (("no longer", found.endings_vanish), ("now also", found.endings_appear))
        ends = [(how, end) for how, side in sides for end in side if end.kind == kind]
        if ends:
            yield 2, f"{kind}, “{pack.words.kinds[kind].label}”"
            yield from ((4, f"{how} {end.outcome}, “{end.words}”{_where(end.where)}") for how, end in ends)


def _plans(found: Difference) -> Iterator[tuple[int, str]]:
    if found.nothing or not any(change.in_flow for change in found.changed):
        return
    yield 0, ""
    asked = "1 plan" if found.asked == 1 else f"{found.asked} plans"
    if not found.plans:
        yield 0, f"{asked} asked, none answers differently."
        return
    many = len(found.plans)
    yield 0, f"{asked} asked, {many} {'answers' if many == 1 else 'answer'} differently"
    for differs in found.plans:
        yield 2, f"{differs.plan.id}, {differs.plan.title}"
        for sentence, lanes in _alike(differs):
            yield 4, f"{_named(lanes, len(differs.plan.lanes))}: {sentence}"


def _alike(differs: PlanDiffers) -> Iterator[tuple[str, list[str]]]:
    """The lanes of a plan, those of which the same is to be said together."""
    said: dict[str, list[str]] = {}
    for lane in differs.lanes:
        said.setdefault(lane.sentence, []).append(lane.name)
    yield from said.items()


def _named(lanes: list[str], of: int) -> str:
    if len(lanes) <= _FEW:
        return _and(f"“{name}”" for name in lanes)
    return f"all {of} lanes" if len(lanes) == of else f"{len(lanes)} of {of} lanes"


def _and(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last


# -- as data -----------------------------------------------------------------------------------------------------


def _as_data(pack: Pack, found: Difference, problems: list[str]) -> dict[str, Any]:
    return {
        "pack": {"name": pack.name, "title": pack.title, "version": pack.version},
        "from": dict(found.before),
        "to": dict(found.after),
        "changed": [_change(change) for change in found.changed],
        "nothing": found.nothing,
        "steps": {"appear": _reached(found.steps_appear), "vanish": _reached(found.steps_vanish)},
        "choices": {"appear": _taken(found.appear), "vanish": _taken(found.vanish)},
        "words": [
            {
                "step": step.step,
                "title": step.title,
                "parts": [
                    {"part": said.part, "choice": said.choice, "from": said.before, "to": said.after}
                    for said in step.said
                ],
            }
            for step in found.reworded
        ],
        "outcomes": {
            kind: {
                "appear": _ended(end for end in found.endings_appear if end.kind == kind),
                "vanish": _ended(end for end in found.endings_vanish if end.kind == kind),
            }
            for kind in pack.start
        },
        "plans": [_plan(differs) for differs in found.plans],
        "asked": found.asked,
        "problems": problems,
    }


def _change(change: Changed) -> dict[str, object]:
    return {
        "setting": change.setting,
        "from": change.before,
        "to": change.after,
        "in_flow": change.in_flow,
        "in_words": change.in_words,
    }


def _only(where: Where) -> list[Mapping[str, str]]:
    return [dict(meeting) for meeting in where]


def _reached(steps: Iterable[Reached]) -> list[dict[str, object]]:
    return [{"step": step.step, "title": step.title, "only_where": _only(step.where)} for step in steps]


def _taken(moves: Iterable[Taken]) -> list[dict[str, object]]:
    return [
        {
            "entry": move.entry,
            "step": move.step,
            "title": move.title,
            "words": move.words,
            "only_where": _only(move.where),
        }
        for move in moves
    ]


def _ended(ends: Iterable[Ended]) -> list[dict[str, object]]:
    return [{"outcome": end.outcome, "words": end.words, "only_where": _only(end.where)} for end in ends]


def _plan(differs: PlanDiffers) -> dict[str, object]:
    return {
        "id": differs.plan.id,
        "title": differs.plan.title,
        "file": differs.plan.file,
        "lanes": [
            {
                "name": lane.name,
                "sentence": lane.sentence,
                **{
                    side: {
                        "at_step": answer.step,
                        "stopped": answer.stopped,
                        "entry": None if answer.stopped is None else lane.path[answer.stopped - 1],
                        "choices": answer.choices,
                        "endings": answer.endings,
                    }
                    for side, answer in (("from", lane.before), ("to", lane.after))
                },
            }
            for lane in differs.lanes
        ],
    }
