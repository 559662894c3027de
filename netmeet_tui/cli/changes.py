"""``netmeet changes``: what is new, in the words of those who use it."""

from __future__ import annotations

import re

import click

from netmeet_tui.cli.lazy import Command


@click.command(cls=Command, examples=["netmeet changes"])
def changes() -> None:
    """Tell what is new in each version, the newest first."""
    from netmeet_tui.cli.policy.printed import say

    say(written())


def written() -> str:
    """The list of changes, as it comes with the program."""
    from importlib import resources

    return resources.files("netmeet_tui").joinpath("CHANGELOG.md").read_text(encoding="utf-8")


def newest() -> tuple[str, str]:
    """The newest version that the list tells of, and its day, as 2026-11-23."""
    found = re.search(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", written(), re.MULTILINE)
    assert found is not None, "the list of changes has no version"
    return found[1], found[2]
