"""``netmeet policy check``: a policy held to every rule, over every situation and every setting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.prove import Proof


@click.command(cls=Command, examples=["netmeet policy check", "netmeet policy check our-policy"])
@click.argument(
    "folder", metavar="[PACK]", required=False, shell_complete=complete.folders, type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--rules", "listed", is_flag=True, help="Print every rule that is held, one line each.")
@click.pass_context
def check(context: click.Context, folder: Path | None, as_json: bool, listed: bool) -> None:
    """Prove a policy: the pack in a folder, or the one in use.

    Exit status 0: it holds every rule; 1: it does not; 2: it cannot be read.
    """
    from time import perf_counter

    from netmeet_tui.policy.prove import prove

    pack = pack_in(folder)
    began = perf_counter()
    proof = prove(pack)
    seconds = perf_counter() - began
    if as_json:
        click.echo(json.dumps(_as_data(pack, proof, seconds), indent=2, ensure_ascii=False))
    else:
        _print(pack, proof, seconds, listed)
    context.exit(0 if proof.holds else 1)


def _print(pack: Pack, proof: Proof, seconds: float, listed: bool) -> None:
    from netmeet_tui.cli.policy.printed import say

    if listed:
        for rule in proof.rules:
            cited = f" ({', '.join(rule.cites)})" if rule.cites else ""
            say(f"{rule.id}{cited}: {rule.says}\n")
    for finding in proof.findings:
        say(f"{finding}\n")
        if plan := finding.plan():
            say("".join(f"        {line}\n" for line in plan.splitlines()))
        say("\n")
    broken = len({finding.rule for finding in proof.findings})
    say(
        f"{pack.title}, version {pack.version}: "
        + (
            f"{broken} of {len(proof.rules)} rules are broken.\n"
            if broken
            else f"all {len(proof.rules)} rules hold.\n"
        )
    )
    say(
        f"Proved over {proof.situations:,} situations in {proof.groups:,} groups, under all {proof.settings:,} "
        f"combinations of {len(pack.settings)} settings, in {seconds:.1f} seconds. "
        f"The flow depends on: {', '.join(proof.differing) or 'none of them'}.\n"
    )


def _as_data(pack: Pack, proof: Proof, seconds: float) -> dict[str, object]:
    return {
        "pack": {"name": pack.name, "title": pack.title, "version": pack.version, "dated": pack.dated},
        "holds": proof.holds,
        "situations": proof.situations,
        "groups": proof.groups,
        "settings": proof.settings,
        "differing": list(proof.differing),
        "seconds": round(seconds, 3),
        "rules": [{"id": rule.id, "cites": list(rule.cites), "says": rule.says} for rule in proof.rules],
        "findings": [
            {
                "rule": finding.rule,
                "cites": list(finding.cites),
                "sentence": finding.sentence,
                "settings": dict(finding.settings),
                "kind": finding.kind,
                "path": list(finding.path),
                "at_step": finding.at_step,
                "plan": finding.plan(),
            }
            for finding in proof.findings
        ],
    }
