"""A record into a file that somebody chose: PDF or JSON, and never over another one unasked (D-2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.report import record

if TYPE_CHECKING:
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.report.record import Reader
    from netmeet_tui.report.record_copy import Original

PDF, JSON = ".pdf", ".json"
WRITTEN: Final = _("Written to {path}. This file is not encrypted: whoever has it can read it.")


class CannotExport(Exception):
    """The file cannot be written, and nothing was. The message is one sentence."""


class Taken(CannotExport):
    """There is a file of this name already."""


def proposed(folder: Path, kept_on: str, ending: str = PDF) -> Path:
    """A name for the file that tells nothing of what is in it, and is free."""
    number, path = 1, folder / f"record-{kept_on}{ending}"
    while path.exists():
        number += 1
        path = folder / f"record-{kept_on}-{number}{ending}"
    return path


def place(typed: str, home: Path) -> Path:
    """The file that somebody named: in their home folder, where they say nothing else. Raises CannotExport."""
    name = typed.strip()
    path = home / name[2:] if name.startswith("~/") else home / name
    if not name or "\0" in name or path.suffix.lower() not in (PDF, JSON):
        raise CannotExport(_("Please give the file a name that ends in .pdf, to read and print it, or in .json."))
    return path


def content(
    original: Original, trail: Trail, pack: Pack | None, path: Path, made_for: Reader, made_on: date
) -> bytes:
    """What is to stand in the file, as its ending says. Raises CannotExport."""
    told = record.told(trail, pack)
    if path.suffix.lower() == JSON:
        from netmeet_tui.report.record_copy import copy

        return copy(original, told, made_for, made_on)
    from netmeet_tui.report.record_paper import paper
    from netmeet_tui.report.sheet import CannotPrint

    days = (catalogue.day(date.fromisoformat(day)) for day in (original.kept_on, original.review_on))
    kept = record.KEPT.format(**dict(zip(("kept", "review"), days, strict=True)))
    try:
        return paper(told, made_for, made_on, original.id, kept)
    except CannotPrint:
        raise CannotExport(
            _("Some letters of this record cannot be printed: please give the file a name that ends in .json.")
        ) from None


def write(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write the file whole, for its owner only (0600). Raises Taken, CannotExport."""
    from netmeet_tui.journal import files

    try:
        if path.is_dir():
            raise IsADirectoryError
        files.write(path, data, fresh=not replace)
    except FileExistsError:
        raise Taken(
            _("There already is a file {name} in the folder {folder}, so nothing was written.").format(
                name=path.name, folder=path.parent
            )
        ) from None
    except OSError:
        raise CannotExport(
            _(
                "Nothing can be written to {path}: please see that the folder is there, that you may write in it, "
                "and that the disk has room, or choose another place."
            ).format(path=path)
        ) from None
