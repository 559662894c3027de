"""Changing an organisation's own directory where it stands: what a person wrote around an entry is kept.

Nothing is written before the file, as it would be, has been read and is right; then there is all of it or nothing.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from netmeet_tui.catalogue import _
from netmeet_tui.directory.book import LARGEST, Directory, DirectoryError, contents, entry, parsed, shipped
from netmeet_tui.directory.number import NoNumber, national


class _Making(NamedTuple):
    """How one of the two libraries makes what it does not have yet."""

    table: Callable[[Mapping[str, Any]], Any]
    entries: Callable[[], Any]


_Deed = Callable[[Any, _Making], None]
"""What is done to the tables of a file: once as they are understood, and once as they are written."""


def new_id(label: str, taken: Directory) -> str:
    """A short name for an entry, made from its label; another one than there are."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())[:30].strip("-") or "service"
    found, number = stem, 2
    while taken.get(found) is not None:
        found, number = f"{stem}-{number}", number + 1
    return found


def put(path: Path, values: Mapping[str, Any]) -> Directory:
    """Add an entry, or change the one with this id; a value of None takes a key out.

    Raises EntryError for what is wrong with the entry, DirectoryError for all else; then nothing has changed.
    """

    values = {**values, **_styled(values)}

    def deed(tables: Any, make: _Making) -> None:  # noqa: ANN401 (of two libraries)
        if "service" not in tables:
            tables["service"] = make.entries()
        there = next((one for one in tables["service"] if one["id"] == values["id"]), None)
        if there is None:
            tables["service"].append(make.table({key: value for key, value in values.items() if value is not None}))
            return
        for key, value in values.items():
            if value is None:
                there.pop(key, None)
            elif there.get(key) != value:
                there[key] = value

    def right(tables: dict[str, Any]) -> None:
        entry(next(one for one in tables["service"] if one["id"] == values["id"]), shipped())

    return _write(path, deed, right)


def _styled(values: Mapping[str, Any]) -> dict[str, str]:
    """The number as it is written here; one that is none stays as it is, and is refused as such."""
    try:
        return {"number": national(values["number"])} if isinstance(values.get("number"), str) else {}
    except NoNumber:
        return {}


def remove(path: Path, service: str) -> Directory:
    """Take an entry out. Raises DirectoryError; then nothing has changed."""

    def deed(tables: Any, _making: _Making) -> None:  # noqa: ANN401
        places = [place for place, one in enumerate(tables.get("service", ())) if one["id"] == service]
        if not places:
            raise DirectoryError(
                _("There is no entry of your own with that id in {path}, so nothing was changed.").format(path=path)
            )
        del tables["service"][places[0]]
        if not tables["service"]:
            del tables["service"]

    return _write(path, deed)


def confirm(path: Path, service: str, by: str, on: dt.date) -> Directory:
    """Put down that somebody has tried a number that comes with netmeet. Raises DirectoryError."""

    def deed(tables: Any, make: _Making) -> None:  # noqa: ANN401
        if "confirmed" not in tables:
            tables["confirmed"] = make.table({})
        tables["confirmed"][service] = make.table({"by": by, "on": on})

    return _write(path, deed)


def _write(path: Path, deed: _Deed, right: Callable[[dict[str, Any]], None] = lambda _: None) -> Directory:
    """Do something to the file. Raises DirectoryError, and what ``right`` raises of the tables as they would be."""
    before = contents(path)
    ours = shipped()
    tables: dict[str, Any] = {}
    if before is not None:
        parsed(before, path, ours)  # a file that is not right is mended by hand
        tables = tomllib.loads(before.decode())
    deed(tables, _Making(dict, list))
    right(tables)
    data = _with(path, before or b"", deed, tables)
    if len(data) > LARGEST:
        raise DirectoryError(
            _("The directory in {path} would be larger than {largest:,} bytes, so it was left.").format(
                path=path, largest=LARGEST
            )
        )
    after = parsed(data, path, ours)
    if data != before:
        _put(path, before, data)
    return after


def _with(path: Path, before: bytes, deed: _Deed, expected: dict[str, Any]) -> bytes:
    """The file after the deed, with everything else in it as it was. Raises DirectoryError."""
    import tomlkit

    def table(values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        made = tomlkit.table(is_super_table=not values)
        made.update(values)
        if values:
            made.add(tomlkit.nl())
        return made

    try:
        document = tomlkit.parse(before.decode())
        deed(document, _Making(table, tomlkit.aot))
        text = tomlkit.dumps(document)
        whole = bool(tomllib.loads(text) == expected)
    except Exception:  # whatever a file can do to the library that changes it: the file stays as it is
        whole = False
    if not whole:
        raise DirectoryError(
            _(
                "The directory in {path} is written in a way that netmeet cannot change without touching more, so "
                "nothing was changed: please change it there by hand."
            ).format(path=path)
        )
    return text.encode()


def _put(path: Path, before: bytes | None, data: bytes) -> None:
    """Let the file be this, for its owner only. Raises DirectoryError."""
    from netmeet_tui.journal import files

    try:
        if not path.parent.is_dir():
            files.private_folder(path.parent)
        if contents(path) != before:
            raise DirectoryError(
                _(
                    "The directory in {path} was changed at the same moment by somebody else, so nothing was "
                    "changed here: please try once more."
                ).format(path=path)
            )
        files.write(path, data, fresh=before is None)
    except OSError as error:
        raise DirectoryError(
            _(
                "The directory in {path} cannot be written ({reason}), so nothing was changed: please look "
                "whether the disk has room, and whether you may write there."
            ).format(path=path, reason=error.strerror)
        ) from None
