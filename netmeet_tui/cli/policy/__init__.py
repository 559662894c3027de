"""``netmeet policy``: the policy read, proved, tested, drawn, printed, and made an organisation's own."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "check": "netmeet_tui.cli.policy.check:check",
        "init": "netmeet_tui.cli.policy.init:init",
        "adopt": "netmeet_tui.cli.policy.adopt:adopt",
        "adopted": "netmeet_tui.cli.policy.adopted:adopted",
        "test": "netmeet_tui.cli.policy.test:test",
        "diff": "netmeet_tui.cli.policy.diff:diff",
        "show": "netmeet_tui.cli.policy.show:show",
        "graph": "netmeet_tui.cli.policy.graph:graph",
        "paper": "netmeet_tui.cli.policy.paper:paper",
    },
)
def policy() -> None:
    """Read, prove, test, draw and print the policy, or make it your organisation's own."""
