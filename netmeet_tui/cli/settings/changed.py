"""``netmeet settings set``: a setting is changed, once it has been told what that changes (N-09)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused
from netmeet_tui.cli.settings.found import signing

if TYPE_CHECKING:
    from netmeet_tui.cli.settings.found import Found
    from netmeet_tui.settings import Changes
    from netmeet_tui.settings_told import Item


@click.command(
    "set",
    cls=Command,
    examples=[
        "netmeet settings set theme light",
        'netmeet settings set under_18s_attend no --by "Robin Reed, safeguarding lead" \\',
        '    --on 2026-03-01 --advice "the letter of 20 February"',
    ],
)
@click.argument("name", metavar="NAME", shell_complete=complete.settings)
@click.argument("value", metavar="VALUE", shell_complete=complete.values)
@signing
@click.option("--yes", "sure", is_flag=True, help="Save it without asking.")
def changed(name: str, value: str, by: str, on: str, advice: str, review: str, sure: bool) -> None:
    """Change the setting NAME to VALUE, after telling what that changes.

    What the law leaves open needs somebody's name to it: --by, --on and --advice. `netmeet settings list` tells
    every name. An empty VALUE ("") takes out what an organisation says about itself. Exit status: 0 saved,
    2 it cannot be so, or was not to be saved.
    """
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.settings.found import found

    here = found()
    item = _named(here, name)
    changes = _changes(item, value, {"by": by, "on": on, "advice": advice, "review": review})
    if item.setting is not None:
        _tell_difference(here, item.setting.id, value)
    if not sure and not click.confirm("Save this?"):
        raise Refused("Nothing was changed.")
    here.save(changes)
    tell(f"Saved in {here.path}. A meeting that is open goes on as it was begun.\n")


def _named(here: Found, name: str) -> Item:
    """The setting of that name. Raises WrongWord."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest
    from netmeet_tui.policy.written import plain

    items = {item.name: item for item in here.items()}
    if name not in items:
        hint = nearest(name, items).rstrip(".?")
        raise WrongWord(f"There is no setting “{plain(name)}”{hint}; there are: {', '.join(items)}.")
    return items[name]


def _changes(item: Item, value: str, told: dict[str, str]) -> Changes:
    """What is to be written. Raises WrongWord."""
    from netmeet_tui.cli.policy.printed import WrongWord
    from netmeet_tui.cli.settings.found import signed
    from netmeet_tui.settings_told import NotThat

    try:
        changes = item.change(value)
    except NotThat as error:
        raise WrongWord(f"{item.name}: {error}") from None
    if item.setting is None:
        if any(told.values()):
            raise WrongWord(f"{item.name} needs nobody's name to it: please leave --by and the like out.")
        return changes
    if any(told.values()):
        return {**changes, **signed("decided", item.setting.id, told, value)}
    if item.contested:
        raise WrongWord(
            f"The law leaves {item.name} open, so please say who decided it with --by, --on and --advice. The "
            f"question is: {item.contested}"
        )
    return changes


def _tell_difference(here: Found, name: str, value: str) -> None:
    from netmeet_tui.cli.policy.diff import told
    from netmeet_tui.cli.policy.plans import own_plans, read_plans
    from netmeet_tui.cli.policy.printed import say, width
    from netmeet_tui.policy.difference import Differences

    before = _known(here)
    before.setdefault(name, here.pack.settings[name].values[0])
    plans, problems = read_plans(here.pack, (own_plans(None),))
    for problem in problems:
        click.echo(problem, err=True)
    difference = Differences(here.pack).between(before, {**before, name: value}, plans)
    say("\n".join((*told(here.pack, difference, width()), "", "")))


def _known(here: Found) -> dict[str, str]:
    """What is chosen now, as far as the policy in force has it: a change may put the rest right."""
    known: Mapping[str, tuple[str, ...]] = {name: setting.values for name, setting in here.pack.settings.items()}
    return {name: value for name, value in here.settings.policy.items() if value in known.get(name, ())}
