"""A record for a file that somebody chose: its name, and what is to stand in it as PDF or JSON (D-2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.report import record
from netmeet_tui.report.file import CannotWrite

if TYPE_CHECKING:
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.report.record import Reader
    from netmeet_tui.report.record_copy import Original

PDF, JSON = ".pdf", ".json"
WRITTEN: Final = _("Written to {path}. This file is not encrypted: whoever has it can read it.")
TAKEN: Final = _("There already is a file {name} in the folder {folder}, so nothing was written.")
"""Where it may be replaced, if that is wanted."""


def proposed(folder: Path, kept_on: str, ending: str = PDF) -> Path:
    """A name for the file that tells nothing of what is in it, and is free."""
    number, path = 1, folder / f"record-{kept_on}{ending}"
    while path.exists():
        number += 1
        path = folder / f"record-{kept_on}-{number}{ending}"
    return path


def place(typed: str, home: Path) -> Path:
    """The file that somebody named: in their home folder, where they say nothing else. Raises CannotWrite."""
    name = typed.strip()
    path = home / name[2:] if name.startswith("~/") else home / name
    if not name or "\0" in name or path.suffix.lower() not in (PDF, JSON):
        raise CannotWrite(_("Please give the file a name that ends in .pdf, to read and print it, or in .json."))
    return path


def content(
    original: Original, trail: Trail, pack: Pack | None, path: Path, made_for: Reader, made_on: date
) -> bytes:
    """What is to stand in the file, as its ending says. Raises CannotWrite."""
    told = record.told(trail, pack)
    if path.suffix.lower() == JSON:
        from netmeet_tui.report.record_copy import copy

        return copy(original, told, made_for, made_on)
    from netmeet_tui.report.a4 import CannotPrint
    from netmeet_tui.report.record_paper import paper

    days = (catalogue.day(date.fromisoformat(day)) for day in (original.kept_on, original.review_on))
    kept = record.KEPT.format(**dict(zip(("kept", "review"), days, strict=True)))
    try:
        return paper(told, made_for, made_on, original.id, kept)
    except CannotPrint:
        raise CannotWrite(
            _("Some letters of this record cannot be printed: please give the file a name that ends in .json.")
        ) from None
