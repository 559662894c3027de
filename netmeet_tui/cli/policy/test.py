"""``netmeet policy test``: plans run against the policy, in plain words or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, pack_in
from netmeet_tui.cli.policy.plans import own_plans, read_plans

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.plan import Coverage, Failure, Plan

_DO_NOT_HOLD, _CANNOT_BE_READ = 1, 2


@click.command(
    cls=Command,
    examples=["netmeet policy test --coverage", "netmeet policy test --pack our-policy"],
)
@click.argument("paths", nargs=-1, metavar="[PLAN]...", type=click.Path(path_type=Path))
@PACK_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--coverage", "covered", is_flag=True, help="Say which steps, choices and events no plan takes.")
@click.pass_context
def test(
    context: click.Context, paths: tuple[Path, ...], folder: Path | None, as_json: bool, covered: bool
) -> None:
    """Run plans: files, or folders with files inside. Without any, run those that come with the policy.

    Exit status 0: every plan holds; 1: some do not; 2: something cannot be read as a plan.
    """
    from netmeet_tui.policy import plan as planning

    pack = pack_in(folder)
    plans, problems = read_plans(pack, paths or (own_plans(folder),))
    ask = planning.asking(pack)
    ran = [(plan, planning.run(pack, plan, ask)) for plan in plans]
    broken = [plan for plan, failures in ran if failures]
    taken = planning.coverage(pack, plans)
    if as_json:
        _print_json(pack, ran, problems, taken)
    else:
        _print(ran, problems, taken if covered else None)
    if problems:
        context.exit(_CANNOT_BE_READ)
    context.exit(_DO_NOT_HOLD if broken else 0)


def _print(ran: list[tuple[Plan, tuple[Failure, ...]]], problems: list[str], taken: Coverage | None) -> None:
    from netmeet_tui.cli.policy.printed import say

    for problem in problems:
        click.echo(problem, err=True)
    for plan, failures in ran:
        if failures:
            said = " ".join(f"{failure.sentence}." for failure in failures)
            say(f"{plan.id}, {plan.title}, does not hold: {said}\n")
    if taken is not None:
        _print_coverage(taken)
    broken = sum(1 for _, failures in ran if failures)
    last = f"{_counted(len(ran), 'plan')}, {_held(len(ran) - broken)}"
    if broken:
        last += f", {broken} {'does' if broken == 1 else 'do'} not"
    if problems:
        last += f"; {_counted(len(problems), 'problem')} in what could not be read"
    say(f"{last}.\n")


def _print_coverage(taken: Coverage) -> None:
    parts = (
        ("step", taken.steps, taken.missing_steps),
        ("choice", taken.choices, taken.missing_choices),
        ("event", taken.events, taken.missing_events),
    )
    for what, there, missing in parts:
        total = len(there) + len(missing)
        click.echo(f"{len(there)} of {_counted(total, what)} taken{'.' if not missing else ', but not:'}")
        for name in missing:
            click.echo(f"  {name}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _held(number: int) -> str:
    return f"{number} holds" if number == 1 else f"{number} hold"


def _print_json(
    pack: Pack, ran: list[tuple[Plan, tuple[Failure, ...]]], problems: list[str], taken: Coverage
) -> None:
    import json

    click.echo(
        json.dumps(
            {
                "pack": {"name": pack.name, "title": pack.title, "version": pack.version},
                "plans": [_as_table(plan, failures) for plan, failures in ran],
                "count": len(ran),
                "hold": sum(1 for _, failures in ran if not failures),
                "problems": problems,
                "coverage": {
                    "steps": sorted(taken.steps),
                    "choices": sorted(taken.choices),
                    "events": sorted(taken.events),
                    "missing": {
                        "steps": taken.missing_steps,
                        "choices": taken.missing_choices,
                        "events": taken.missing_events,
                    },
                },
            },
            indent=2,
        )
    )


def _as_table(plan: Plan, failures: tuple[Failure, ...]) -> dict[str, Any]:
    return {
        "id": plan.id,
        "title": plan.title,
        "file": plan.file,
        "holds": not failures,
        "failures": [
            {"lane": f.lane, "number": f.number, "entry": f.entry, "problem": f.problem, "sentence": str(f)}
            for f in failures
        ],
    }
