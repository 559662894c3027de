"""``netmeet records export``: a copy of one record for the person or the lead, as PDF or JSON."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command

if TYPE_CHECKING:
    from netmeet_tui.report.record import Reader


@click.command(cls=Command, examples=["netmeet records export 3f9a1c20 record.pdf --for person"])
@click.argument("number", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.{pdf,json}")
@click.option(
    "--for",
    "made_for",
    type=click.Choice(["person", "lead"]),
    required=True,
    help="Whom the copy is for: its first words say so, and nothing else in it differs.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def export(number: str, file: Path, made_for: Reader, force: bool) -> None:
    """Write a copy of one record into FILE. The file is not encrypted.

    It tells what was chosen and when, and what the policy says about it; no name, and nothing that anybody said. A
    JSON file can be checked later with `netmeet records verify --export`. Exit status: 0 written, 2 it is not.
    """
    from netmeet_tui.cli.policy.packs import Refused
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.records import told
    from netmeet_tui.cli.records.found import open_vault, packs, there, trail_in
    from netmeet_tui.report import export as files
    from netmeet_tui.report.file import CannotWrite, Taken, write
    from netmeet_tui.report.record_copy import Original

    try:
        path = files.place(str(file), Path.cwd())
        with open_vault() as vault:
            stands = there(vault, number)
            kept, sealed = vault.records().one(stands)
        trail = trail_in(kept.record)
        if trail is None or kept.record is None:
            raise Refused(f"The record {stands.id}: {told.UNREADABLE}")
        original = Original(stands.id, stands.kept_on, stands.review_on, kept.record, sealed)
        today = datetime.now().date()
        content = files.content(original, trail, packs()(trail.policy), path, made_for, today)
        write(path, content, replace=force)
    except Taken:
        taken = files.TAKEN.format(name=path.name, folder=path.parent)
        raise Refused(f"{taken} With --force it is replaced.") from None
    except CannotWrite as error:
        raise Refused(str(error)) from None
    tell(f"{files.WRITTEN.format(path=path)}\n")
