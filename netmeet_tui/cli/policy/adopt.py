"""``netmeet policy adopt``: an organisation's own policy is proved, tested, and put in force in somebody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack


@click.command(
    cls=Command,
    examples=[
        'netmeet policy adopt our-policy --name "Your full name"',
        'netmeet policy adopt --shipped --name "Your full name"',
    ],
)
@click.argument(
    "folder", metavar="[DIR]", required=False, shell_complete=complete.folders, type=click.Path(path_type=Path)
)
@click.option("--name", "who", required=True, metavar="NAME", help="Your full name: who answers for this policy.")
@click.option("--shipped", "back", is_flag=True, help="Go back to the policy that comes with netmeet.")
@click.pass_context
def adopt(context: click.Context, folder: Path | None, who: str, back: bool) -> None:
    """Prove the policy in DIR, run its plans, and put it in force on this computer if all of it holds.

    netmeet keeps a copy of its own: later changes in DIR have to be adopted again. Exit status: 0 adopted, 1 it
    does not hold, 2 it cannot be read or kept.
    """
    if (folder is None) is not back:
        raise click.UsageError("name the folder of a policy, or --shipped, and not both")

    from netmeet_tui import places
    from netmeet_tui.adoption import adopt as put_in_force
    from netmeet_tui.adoption import adopt_shipped, checked, live
    from netmeet_tui.adoption_records import AdoptionError, named
    from netmeet_tui.cli.policy.adopted import told
    from netmeet_tui.cli.policy.printed import say
    from netmeet_tui.packfiles import Files
    from netmeet_tui.policy.load import PackError, load

    now = datetime.now().astimezone()
    before = live(places.policy_folder()).pack
    try:
        who = named(who)
        if folder is None:
            standard = resources.files("netmeet_tui.policy") / "packs" / "standard"
            record = adopt_shipped(places.policy_folder(), Files.read(standard), who, now)
        else:
            files = Files.read(folder)
            pack = load(files)
            click.echo("Every state that a meeting could get into is looked at; this takes a minute.", err=True)
            outcome = checked(pack, files)
            if outcome.findings:
                say("".join(f"{finding}\n" for finding in outcome.findings))
                click.echo("This policy does not hold, so the one before stays in force.", err=True)
                context.exit(1)
            record = put_in_force(places.policy_folder(), outcome, folder, who, now)
    except OSError as error:
        raise Refused(
            f"The policy in {folder} cannot be read ({error.strerror}): please name the folder with pack.toml."
        ) from None
    except PackError as error:
        raise Refused(f"The policy in {folder} cannot be used: {error}") from None
    except AdoptionError as error:
        raise Refused(str(error)) from None
    further = "netmeet runs it from its next start on. A meeting that is open ends under the one it began under."
    say("\n".join(("Adopted:", *told(record), further, *_decided(before, live(places.policy_folder()).pack), "")))


def _decided(before: Pack, after: Pack) -> Iterator[str]:
    """What the organisation now decides otherwise, where nobody says anything else (N-09)."""
    for setting in after.settings.values():
        old = before.settings.get(setting.id)
        if old is not None and old.values[0] != setting.values[0]:
            there, was, now = setting.id, old.values[0], setting.values[0]
            yield (
                f"{there} is now {now}, and was {was}. "
                f"`netmeet policy diff --from {there}={was} --set {there}={now}` tells what that changes."
            )
