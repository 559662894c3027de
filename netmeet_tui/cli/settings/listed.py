"""``netmeet settings list``: every setting, what it asks, what it is, and who decided it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command

if TYPE_CHECKING:
    from netmeet_tui.cli.settings.found import Found


@click.command("list", cls=Command, examples=["netmeet settings list"])
def listed() -> None:
    """Tell every setting: its name and value, and both in plain words."""
    from netmeet_tui.cli.settings.found import found, say_indented

    say_indented(_told(found()))


def _told(here: Found) -> Iterator[tuple[int, str]]:
    from itertools import groupby

    from netmeet_tui.doctor.ledger import who
    from netmeet_tui.policy.tables import on_a_line

    there = "" if here.seen is not None else " (there is none yet: everything is as netmeet comes)"
    yield 0, f"{here.path}{there}"
    decided = here.decided()
    for group, items in groupby(here.items(), lambda item: item.group):
        yield from ((0, ""), (0, group))
        for item in items:
            yield 2, f"{item.name} = {on_a_line(item.now, 300)}" if item.now else f"{item.name} is not said"
            yield 4, item.asks if not item.now else f"{item.asks} {on_a_line(item.says, 300)}"
            if item.setting is not None and item.setting.id in decided.decisions:
                yield 4, f"{who(decided.decisions[item.setting.id])}."
            elif item.contested:
                yield 4, "The law leaves it open, and nobody is named who decided it."
    for mistake in decided.mistakes.values():
        yield from ((0, ""), (0, mistake))
