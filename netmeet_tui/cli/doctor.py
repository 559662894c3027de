"""``netmeet doctor``: what is in order and what is not, in plain words."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command

if TYPE_CHECKING:
    from netmeet_tui.doctor.examine import Places
    from netmeet_tui.doctor.finding import Finding

MARKS = {"ok": "+", "note": "-", "unknown": "?", "look": "!", "wrong": "x"}
"""Before the word for each state, so that the eye finds it; never instead of the word."""

COLUMN = 10
"""Where the sentences begin."""


@click.command(cls=Command, examples=["netmeet doctor", "netmeet doctor --json"])
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look whether everything is in order: vault, keyring, files, policy, window, clock.

    Nothing is changed, no meeting is opened, no passphrase is asked for. Each line says ok, note (good to know),
    look (when there is time), wrong (before the next meeting) or unknown (it could not be looked at).

    Exit status 0: all is in order; 1: something needs a person; 2: nothing does, but not all could be looked at.

    With --json: {"version": 1, "worst": STATE, "checks": [{"id", "state", "said", "do"}, ...]}. Ids and states
    stay the same; what is said may change.
    """
    from netmeet_tui.cli.policy.printed import say
    from netmeet_tui.doctor.examine import Computer, examine
    from netmeet_tui.doctor.finding import STATUS, as_data, worst

    findings = examine(Computer(_places, _now(), os.environ, _unfit()))
    if as_json:
        click.echo(json.dumps(as_data(findings), indent=2))
    else:
        say("\n".join((*_lines(findings), "")))
    context.exit(STATUS[worst(findings)])


def _places() -> Places:
    from netmeet_tui import places
    from netmeet_tui.doctor.examine import Places

    return Places(places.vault_folder(), places.policy_folder(), places.settings_file())


def _now() -> datetime:
    return datetime.now().astimezone()


def _unfit() -> str:
    from netmeet_tui.start import unfit_terminal

    return unfit_terminal()


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    from netmeet_tui.cli.policy.printed import width

    wide = width()
    for finding in findings:
        head = f"{MARKS[finding.state.value]} {finding.state.value}"
        yield from _wrapped(f"{head:<{COLUMN}}", finding.said, wide)
        if finding.do:
            yield from _wrapped(" " * COLUMN + "To do: ", finding.do, wide)
    yield ""
    counted = Counter(finding.state.value for finding in findings)
    yield ", ".join(f"{many} {state}" for state in MARKS if (many := counted[state])) + "."


def _wrapped(head: str, text: str, wide: int) -> list[str]:
    """A sentence beside its head. What a terminal would obey, in a folder's name for one, is not passed on."""
    from netmeet_tui.policy.picture import wrapped

    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return wrapped(shown, wide, head, " " * COLUMN)
