"""``python -m tests.bench``: how quick netmeet is beside the least that Textual can do. Prints tables.

Nothing is asserted: the aims are a start of at most 1.25 and a key of at most 1.5 times the bare one.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import measure
from tests.bench.measure import Table


def measured(runs: int, presses: int) -> Iterator[Table]:
    """Everything, one after the other."""
    with tempfile.TemporaryDirectory(prefix="netmeet-bench-") as folder:
        home = Path(folder)
        yield from measure.start(home, runs)
        yield measure.keys(home, presses)
        yield measure.card(home, max(presses // 4, 1))
        yield measure.packs(home, runs)


def shown(table: Table) -> str:
    """A table as lines."""
    lines = [f"{table.title:<50}{'median':>10}{'p95':>10}{'p99':>10}{'ratio':>8}   n"]
    for row in table.rows:
        ratio = f"{row.median / table.rows[0].median:.2f}" if table.against else ""
        times = "".join(f"{time:>8.1f}ms" for time in (row.median, row.share(0.95), row.share(0.99)))
        lines.append(f"  {row.name:<48}{times}{ratio:>8}   {len(row.times)}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="starts of each program (15)")
    parser.add_argument("--presses", type=int, default=100, help="key presses in each program (100)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything there")
    given = parser.parse_args()
    tables = []
    for table in measured(given.runs, given.presses):
        tables.append(table)
        print(shown(table), end="\n\n", flush=True)
    print(f"80x24, alternating runs, load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    if given.json:
        values = {table.title: table.plain() for table in tables}
        given.json.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
