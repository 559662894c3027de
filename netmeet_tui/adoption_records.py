"""The records of adoptions: who adopted which policy, when, from where. Numbered, and only ever added to.

A record is a line of JSON and the SHA-256 of that line; it names the SHA-256 of the record before it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.journal import files as disk

FORMAT = 1
"""The shape of records that this program reads."""

LARGEST = 64 * 1024
"""More bytes than a record has."""

LONGEST = 1000
"""More characters than a name, a title or a folder's path has."""

_RECORD = re.compile(r"adoption-(\d{6})\.json")


class AdoptionError(Exception):
    """A policy could not be adopted, and the one before stays in force. The message is for who tried."""


class Record(msgspec.Struct, frozen=True):
    """That somebody adopted a policy."""

    who: str
    when: Annotated[datetime, msgspec.Meta(tz=True)]
    hash: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    name: str
    title: str
    version: str
    shipped: bool = False
    """Whether it is the pack that comes with the program, whichever program that is."""
    source: str = ""
    states: int | None = None
    plans: int | None = None
    previous: str = ""
    """The SHA-256 of the record before this one, as a file."""
    format: int = FORMAT

    @property
    def sound(self) -> bool:
        """Whether its texts can be shown: each on one line, nothing that a terminal would obey, not too long."""
        texts = (self.who, self.name, self.title, self.version, self.source)
        return all(text.isprintable() and len(text) <= LONGEST for text in texts)


class Entry(msgspec.Struct, frozen=True):
    """A record as it stands in the folder; ``problem`` says why there is none."""

    file: str
    record: Record | None
    problem: str
    digest: str
    """Of the file as it is now."""


class _Shape(msgspec.Struct):
    format: int


def entries_in(folder: Path) -> Iterator[Entry]:
    """Every record in a folder, the newest first; each is read when it is come to. Raises OSError."""
    try:
        paths = sorted((path for path in folder.iterdir() if _RECORD.fullmatch(path.name)), reverse=True)
    except FileNotFoundError:
        return
    for path in paths:
        yield _entry(path)


def _entry(path: Path) -> Entry:
    from hashlib import sha256

    try:
        data = disk.read(path, LARGEST)
    except OSError as error:
        return Entry(path.name, None, _("cannot be read ({reason})").format(reason=error.strerror), "")
    data = data or b""
    digest = sha256(data).hexdigest()
    line, _newline, check = data.partition(b"\n")
    record: Record | None = None
    problem = _("is damaged")
    if check.strip() == sha256(line).hexdigest().encode():
        with contextlib.suppress(msgspec.DecodeError, UnicodeError, RecursionError):
            if msgspec.json.decode(line, type=_Shape).format > FORMAT:
                problem = _("was made by a newer netmeet")
            else:
                read = msgspec.json.decode(line, type=Record)
                record, problem = (read, "") if read.sound else (None, problem)
    return Entry(path.name, record, problem, digest)


def unbroken(entries: Sequence[Entry]) -> bool:
    """Whether each adoption follows the one that it was made after, the first one being the first there was.

    That the newest ones were removed cannot be seen: nothing names them.
    """
    for number, (entry, before) in enumerate(zip(entries, [*entries[1:], None], strict=False)):
        expected = before.digest if before else ""
        if entry.file != _file(len(entries) - number) or (entry.record and entry.record.previous != expected):
            return False
    return True


def day(when: date) -> str:
    """A day as people write it."""
    return catalogue.day(when)


def named(who: str) -> str:
    """The name of who adopts, as it is kept. Raises AdoptionError."""
    who = who.strip()
    if not who or not who.isprintable() or len(who) > LONGEST:
        raise AdoptionError("Please give your full name, on one line: it is kept with the policy that you adopt.")
    return who


def put_in_force(folder: Path, record: Record) -> Record:
    """Add a record: from now on it is the newest. Raises OSError, AdoptionError; then it is not there."""
    from hashlib import sha256

    newest = next(entries_in(folder), None)
    number = 0
    if newest is not None:
        found = _RECORD.fullmatch(newest.file)
        assert found
        number, record = int(found[1]), msgspec.structs.replace(record, previous=newest.digest)
    line = msgspec.json.encode(record)
    whole = line + b"\n" + sha256(line).hexdigest().encode() + b"\n"
    path = folder / _file(number + 1)
    try:
        disk.write(path, whole, fresh=True)
    except FileExistsError:
        raise AdoptionError("Somebody else adopted a policy at the same moment: please try again.") from None
    except OSError:
        if _entry(path).record != record:  # else it is in force, and only something after that failed
            raise
    return record


def _file(number: int) -> str:
    return f"adoption-{number:06}.json"
