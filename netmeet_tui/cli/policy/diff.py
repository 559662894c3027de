"""``netmeet policy diff``: what a changed setting changes, for those who decide it (N-09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.difference import Changed, Difference, Ended, PlanDiffers, Reached, Taken, Where
    from netmeet_tui.policy.pack import Pack


@click.command(cls=Command, examples=["netmeet policy diff --set own_life_exception=off"])
@click.option(
    "--set",
    "chosen",
    multiple=True,
    shell_complete=complete.policy_settings,
    metavar="KEY=VALUE",
    help="A setting, and what it would become.",
)
@click.option(
    "--from",
    "begun",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=complete.policy_settings,
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
        say("\n".join((*told(pack, found, width()), "")))


def _settings(pack: Pack, option: str, written: Iterable[str], *, needed: bool = False) -> dict[str, str]:
    """The settings that were named. Raises WrongWord with what there is."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest
    from netmeet_tui.policy.written import plain

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


def told(pack: Pack, found: Difference, width: int) -> Iterator[str]:
    """What differs, in lines of this width."""
    from netmeet_tui.policy.difference_told import lines
    from netmeet_tui.policy.picture import wrapped

    for indent, line in lines(pack, found):
        yield from wrapped(line, width, " " * indent, " " * (indent + 2 if indent else 0)) if line else [""]


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
