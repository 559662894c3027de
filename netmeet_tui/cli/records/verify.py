"""``netmeet records verify``: whether what is kept is what was kept, all of it or one copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.report.record_copy import Copy


@click.command(cls=Command, examples=["netmeet records verify", "netmeet records verify --export record.json"])
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="Hold this copy against what is kept, instead of reading all of it.",
)
@click.pass_context
def verify(context: click.Context, file: Path | None) -> None:
    """Read all that is kept, follow the chain from the first record to the last, and say what is wrong and where.

    Exit status: 0 it is what was kept, 1 it is not, 2 it cannot be told.
    """
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.records.found import open_vault
    from netmeet_tui.cli.vault.asked import Damaged

    copy = None if file is None else _read(file)
    try:
        with open_vault() as vault:
            said, right = _all(vault) if copy is None else _one(vault, copy)
    except Damaged as error:
        said, right = [str(error.message)], False
    for sentence in said:
        if right:
            tell(f"{sentence}\n")
        else:
            click.echo(sentence, err=True)
    context.exit(0 if right else 1)


def _all(vault: Vault) -> tuple[list[str], bool]:
    from netmeet_tui.cli.records.told import wrong
    from netmeet_tui.cli.vault.told import counted
    from netmeet_tui.journal.errors import VaultDamaged
    from netmeet_tui.journal.walk import LIST

    try:
        walk = vault.records().walk().to_the_end()
        if [found.what for found in walk.wrong] == [LIST]:
            vault.records().list_anew()
    except VaultDamaged as error:
        return [str(error)], False
    if walk.wrong:
        return [wrong(found) for found in walk.wrong], False
    return [f"All is in order: {counted(walk.there, 'record')}, each as it was kept, and none is missing."], True


def _one(vault: Vault, copy: Copy) -> tuple[list[str], bool]:
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.records.found import packs, trail_in
    from netmeet_tui.cli.records.told import date_of
    from netmeet_tui.report import record
    from netmeet_tui.report.record_copy import same_words

    kept = copy.record.encode()
    stands = vault.records().holds(copy.id, kept, copy.sealed())
    trail = trail_in(kept)
    if stands is None or stands.kept_on != copy.kept_on or trail is None:
        return ["This is no copy of anything that is kept here, or it was changed."], False
    same = same_words(copy, record.told(trail, packs()(trail.policy)))
    if same is False:
        return ["The record in this copy is what was kept, but the words beside it were changed."], False
    said = [f"This is what was kept on {day(date_of(stands.kept_on))}."]
    if stands.erased_on:
        said.append(f"The record itself was erased on {day(date_of(stands.erased_on))}.")
    if same is None:
        said.append(
            "The words beside it are of another netmeet, another language, or a policy that is not here: only what "
            "stands after “record” in the file was checked."
        )
    return said, True


def _read(file: Path) -> Copy:
    """The copy in a file. Raises Refused."""
    from netmeet_tui.journal import files
    from netmeet_tui.report.record_copy import LARGEST, CopyError, read

    try:
        data = files.read(file, LARGEST, through_links=True)
        if data is None:
            raise Refused(
                f"There is no file {file}, or it is too large for a copy of a record: please name a JSON file that "
                "`netmeet records export` wrote."
            )
        return read(data)
    except OSError:
        raise Refused(f"The file {file} cannot be read: please see that it is there, and that you may.") from None
    except CopyError as error:
        raise Refused(str(error)) from None
