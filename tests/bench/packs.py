"""What the policy costs in a fresh process: it is read at each start, behind the first frame."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.bench.homes import Homes
from tests.bench.program import environment
from tests.bench.size import Size
from tests.bench.tables import Table, alone, in_ms

LOAD = """
import time
started = time.perf_counter()
from netmeet_tui.policy.load import shipped
imported = time.perf_counter()
shipped()
print(imported - started, time.perf_counter() - imported)
"""


def packs(homes: Homes, size: Size) -> Iterator[Table]:
    """Importing what reads it, and reading it."""
    times: dict[str, list[float]] = {"import netmeet_tui.policy.load": [], "read the shipped pack": []}
    home = homes.empty()
    for run in range(-size.warm, size.runs):
        done = subprocess.run(
            [sys.executable, "-c", LOAD],
            env=environment(home),
            check=True,
            cwd=home,
            capture_output=True,
            text=True,
        )
        if run >= 0:
            for name, taken in zip(times, done.stdout.split(), strict=True):
                times[name].append(float(taken))
    yield alone("The pack", in_ms(times))
