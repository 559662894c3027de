"""A map that is handed on: a file of ids and days that a trainee may give to a trainer, with a name or without."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from netmeet_tui.policy.tables import on_a_line
from netmeet_tui.practice.readiness import LONGEST_ALIAS, Met, Readiness

FORMAT: Final = "netmeet practice map"
VERSION: Final = 1
"""Goes up when the file gets a shape that an older program could not read."""

LARGEST: Final = 100_000
"""How many bytes such a file may have: several times the largest map."""

_SHOWN: Final = 160

T = TypeVar("T")


class HandedError(ValueError):
    """A file is no map that can be read. The message is one sentence: the file, the place, what is wrong."""


class Handed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was practised, and when last; nothing of what was not. ``name`` is empty where none was given."""

    format: str
    version: int
    name: str
    steps: dict[str, date]
    clauses: dict[str, date]
    outcomes: dict[str, date]


class _Head(msgspec.Struct, frozen=True):
    """What says whether the rest can be read."""

    format: str
    version: int


def hand_on(readiness: Readiness, name: str) -> bytes:
    """A map as a file, to be read by people as well."""
    told = Handed(
        format=FORMAT,
        version=VERSION,
        name=name,
        steps=_days(readiness.steps),
        clauses=_days(readiness.clauses),
        outcomes=_days(readiness.outcomes),
    )
    return (json.dumps(msgspec.to_builtins(told), indent=2, ensure_ascii=False) + "\n").encode()


def read(file: Path) -> Handed:
    """The map in a file. Raises HandedError."""
    shown = on_a_line(str(file), _SHOWN)
    data = _bytes(file, shown)
    head = _decoded(data, _Head, shown)
    if head.format != FORMAT:
        raise HandedError(f"{shown}: format: this is no map of what was practised.")
    if head.version != VERSION:
        raise HandedError(
            f"{shown}: version: this map is of another netmeet, probably a newer one; please update netmeet."
        )
    handed = _decoded(data, Handed, shown)
    if len(handed.name) > LONGEST_ALIAS or not handed.name.isprintable():
        raise HandedError(f"{shown}: name: it has to be one line of at most {LONGEST_ALIAS} plain letters.")
    return handed


def _days(items: Iterable[Met]) -> dict[str, date]:
    return {met.id: met.last for met in items if met.last is not None}


def _bytes(file: Path, shown: str) -> bytes:
    try:
        if not file.exists():
            raise HandedError(f"{shown}: there is no such file.")
        if not file.is_file():
            raise HandedError(f"{shown}: this is no file.")
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, HandedError):
            raise
        raise HandedError(f"{shown}: it cannot be read; please see that you may.") from None
    if len(data) > LARGEST:
        raise HandedError(f"{shown}: it is larger than {LARGEST:,} bytes, and so no map of what was practised.")
    return data


def _decoded(data: bytes, kind: type[T], shown: str) -> T:
    try:
        return msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=kind)
    except msgspec.ValidationError as error:
        raise HandedError(f"{shown}: {_wrong(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HandedError(f"{shown}: it is not valid JSON: {on_a_line(str(error), _SHOWN)}.") from None


def _wrong(said: str) -> str:
    """What is wrong, and where, out of what the decoder says."""
    problem, _, path = said.partition(" - at `$")
    if named := re.search(r"required field `(.{1,60}?)`", problem):
        return f"{named[1]}: it is missing."
    if named := re.search(r"unknown field `(.{1,60}?)`", problem):
        return f"{on_a_line(named[1], _SHOWN)}: no map has that."
    place = on_a_line(path.rstrip("`").lstrip(".").removesuffix("[...]"), _SHOWN)
    if "[...]" in path:
        return f"{place}: what stands there is no day."
    return f"{place}: this cannot stand there." if place else "this is no map of what was practised."
