"""A file that somebody names, to be written whole or not at all, and never over another one unasked."""

from __future__ import annotations

from pathlib import Path

from netmeet_tui.catalogue import _


class CannotWrite(Exception):
    """The file was not written. The message is one sentence: what, where, what to do."""


class Taken(CannotWrite):
    """There is a file of this name already."""


def place(typed: str, home: Path, ending: str) -> Path:
    """The file that somebody named: in their home folder, where they say nothing else. Raises CannotWrite."""
    name = typed.strip()
    path = home / (name[2:] if name.startswith("~/") else name)
    if not name or not name.isprintable() or path.suffix.lower() != ending:
        raise CannotWrite(_("Please give the file a name that ends in {ending}.").format(ending=ending))
    return path


def write(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write the file whole, for its owner only (0600). Raises Taken, CannotWrite."""
    from netmeet_tui.journal import files

    try:
        if path.is_dir():
            raise IsADirectoryError
        files.write(path, data, fresh=not replace)
    except FileExistsError:
        raise Taken(
            _("There already is a file {path}, so nothing was written: please choose another name.").format(
                path=path
            )
        ) from None
    except (OSError, ValueError):
        raise CannotWrite(
            _(
                "Nothing can be written to {path}: please see that the folder is there, that you may write in it, "
                "and that the disk has room, or choose another place."
            ).format(path=path)
        ) from None
