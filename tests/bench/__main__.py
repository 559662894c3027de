"""``python -m tests.bench``: how quick netmeet is beside the least that Textual can do. Prints tables.

Nothing is asserted. The aims: a start of at most 1.25, a key of at most 1.5 and memory of at most 1.3 times the
bare one; with much in the vault, a start of at most 1.05 times the one with nothing in it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from tests.bench import others, size
from tests.bench.day import day
from tests.bench.homes import Homes
from tests.bench.many import listed, replay, screen
from tests.bench.others import Installed
from tests.bench.packs import packs
from tests.bench.pressed import keys
from tests.bench.proof import LENGTHS, proofs
from tests.bench.size import Size
from tests.bench.starts import start, vaults
from tests.bench.tables import Table

Make = Callable[[Homes, Size, Installed], Iterator[Table]]

MEASURED: Mapping[str, Make] = {
    "start": start,
    "vaults": lambda homes, size, _: vaults(homes, size),
    "keys": lambda homes, size, _: keys(homes, size),
    "day": lambda homes, size, _: day(homes, size),
    "records": lambda homes, size, _: screen(homes, size),
    "list": lambda homes, size, _: listed(homes, size),
    "replay": lambda homes, size, _: replay(homes, size),
    "pack": lambda homes, size, _: packs(homes, size),
}
"""What is measured, by the name that asks for it alone."""

ASKED_FOR: Mapping[str, Make] = {"proof": lambda _, size, __: proofs(min(size.runs, 3), LENGTHS[-1])}
"""What is measured only when it is named: it takes minutes of its own."""


def measured(names: list[str], size: Size, installed: Installed, folder: Path) -> Iterator[Table]:
    """Everything of these names, one after the other."""
    homes = Homes(folder)
    for name in names or MEASURED:
        tables = {**MEASURED, **ASKED_FOR}[name](homes, size, installed)
        yield from (table for table in tables if table.rows)  # not what this system does not tell


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    names = [*MEASURED, *ASKED_FOR]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    told = "this alone; may be given again, and proof is measured only so"
    parser.add_argument("--only", action="append", choices=names, default=[], help=told)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, in some minutes")
    parser.add_argument("--runs", type=int, metavar="N", help="starts of each program (15; quick: 5)")
    parser.add_argument("--presses", type=int, metavar="N", help="key presses in each program (100; quick: 30)")
    parser.add_argument(
        "--others",
        type=Path,
        metavar="FOLDER",
        help="measure posting and harlequin too; they are installed there, each in an environment of its own",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything there")
    return parser.parse_args(arguments)


def wanted(given: argparse.Namespace) -> Size:
    """How much is measured."""
    asked = {name: value for name in ("runs", "presses") if (value := getattr(given, name)) is not None}
    return replace(size.QUICK if given.quick else size.FULL, **asked)


def conditions(how_much: Size) -> dict[str, object]:
    """Under which all of it was measured."""
    return {
        "size": asdict(how_much),
        "python": platform.python_version(),
        "textual": version("textual"),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
    }


def main() -> None:
    """Measure, print, and write JSON where asked to."""
    given = parsed()
    how_much = wanted(given)
    installed = others.install(given.others) if given.others else others.NOT_ASKED
    tables = []
    with tempfile.TemporaryDirectory(prefix="netmeet-bench-") as folder:
        for table in measured(given.only, how_much, installed, Path(folder)):
            tables.append(table)
            print("\n".join(table.lines()), end="\n\n", flush=True)
    under = conditions(how_much)
    print(f"80x24, alternating runs, load {under['load']} on {under['cores']} cores")
    if given.json:
        values = {"conditions": under, "tables": {table.title: table.plain() for table in tables}}
        given.json.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
