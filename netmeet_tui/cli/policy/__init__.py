"""``netmeet policy``: the policy read, proved, tested, drawn, printed, and made an organisation's own.

What holds of a policy is said by its own room; a command here asks and tells, and decides nothing. Begin with
``check.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.policy"


@click.group(
    cls=LazyGroup,
    commands_in={
        "show": Entry(f"{_IN}.show:show", "a step, a clause, or all of it in short"),
        "graph": Entry(f"{_IN}.graph:graph", "the flow as an outline, or as a drawing"),
        "paper": Entry(f"{_IN}.paper:paper", "two sides of A4, for when there is no laptop"),
        "check": Entry(f"{_IN}.check:check", "prove it: every rule, in every situation"),
        "test": Entry(f"{_IN}.test:test", "run plans, which say what has to be possible"),
        "diff": Entry(f"{_IN}.diff:diff", "what a changed setting changes"),
        "init": Entry(f"{_IN}.init:init", "a copy of the policy, to make it your own"),
        "adopt": Entry(f"{_IN}.adopt:adopt", "put your own policy in force, in your name"),
        "adopted": Entry(f"{_IN}.adopted:adopted", "which policy is in force, since when, by whom"),
    },
)
def policy() -> None:
    """Read, prove, test, draw and print the policy, or make it your organisation's own."""
