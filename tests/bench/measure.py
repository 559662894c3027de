"""The measurements: each alternates between netmeet and what it is measured against, so that a noisy machine
disturbs both alike, and each is told as medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import text
from tests.bench.bare import FIRST, READY, SECOND
from tests.bench.program import Program, environment

NETMEET = [sys.executable, "-m", "netmeet_tui"]
BARE = [sys.executable, "-m", "tests.bench.bare"]
PASSPHRASE = "four green trees"

PREPARE = """
import sys
from netmeet_tui import places
settings = places.settings_file()
settings.parent.mkdir(parents=True, exist_ok=True)
settings.write_text("keyring = false")
if sys.argv[1:]:
    from netmeet_tui.journal import keys
    from netmeet_tui.journal.vault import Vault
    folder = places.vault_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    Vault.create(folder, sys.argv[1], None, kdf=lambda: keys.Kdf(m=19 * 1024, t=2, p=1)).close()
"""

LOAD = """
import time
started = time.perf_counter()
from netmeet_tui.policy.load import shipped
imported = time.perf_counter()
shipped()
print(imported - started, time.perf_counter() - imported)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, in milliseconds."""

    name: str
    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of them were quicker."""
        return statistics.median(self.times)

    def share(self, part: float) -> float:
        """So large a part of them were at most as slow."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows; the first one is what the others are measured against, where they are measured against it."""

    title: str
    rows: tuple[Row, ...]
    against: bool = True

    def plain(self) -> Mapping[str, object]:
        """As values for JSON."""
        return {
            row.name: {
                "median_ms": round(row.median, 2),
                "p95_ms": round(row.share(0.95), 2),
                "p99_ms": round(row.share(0.99), 2),
                "ratio": round(row.median / self.rows[0].median, 3) if self.against else None,
                "times_ms": [round(time, 2) for time in row.times],
            }
            for row in self.rows
        }


def home_in(folder: Path, name: str, passphrase: str = "") -> Path:
    """A home, with a vault behind this passphrase or none. No keyring is asked."""
    home = folder / name
    home.mkdir()
    given = [passphrase] if passphrase else []
    subprocess.run([sys.executable, "-c", PREPARE, *given], env=environment(home), check=True, cwd=home)
    return home


def table(title: str, times: Mapping[str, Sequence[float]], against: bool = True) -> Table:
    """A table from seconds."""
    rows = tuple(Row(name, tuple(time * 1000 for time in taken)) for name, taken in times.items())
    return Table(title, rows, against)


def start(folder: Path, runs: int) -> tuple[Table, ...]:
    """From the start of the process to the first frame: by the clock, and the work in it, which is less noisy."""
    empty, locked = home_in(folder, "empty"), home_in(folder, "locked", PASSPHRASE)
    programs = {
        "bare Textual, one label": ([*BARE, "start"], empty, READY),
        "netmeet, no vault": (NETMEET, empty, text.HOME_TITLE),
        "netmeet, vault behind a passphrase": (NETMEET, locked, text.HOME_TITLE),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    work: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(runs + 1):
        names = list(programs)
        for name in names if run % 2 else reversed(names):
            command, home, wanted = programs[name]
            with Program(command, home) as program:
                taken, worked = program.painted(wanted) - program.started, program.worked()
            if run:  # the first one warms up: byte-code, the disk's cache
                times[name].append(taken)
                work[name] += [worked] if worked else []
    by_clock = table("Start to first frame", times)
    return (by_clock, table("Processor time until then", work)) if all(work.values()) else (by_clock,)


def begin(program: Program) -> None:
    """Unlock, start a meeting, flag a concern: now at its first step."""
    program.painted(text.HOME_UNLOCK)
    program.press("1", text.UNLOCK_TITLE)
    program.quiet()
    program.type(PASSPHRASE)
    program.press("enter", text.HOME_START)
    program.press("1", text.NO_CONCERNS[:20])
    program.press("f", text.FLAG_TITLE)
    program.press("1", shipped().steps["danger"].words.title)


def keys(folder: Path, presses: int) -> Table:
    """From a key to the next step, painted and durable; and from 9 to the card."""
    home = home_in(folder, "keys", PASSPHRASE)
    pack = shipped()
    first, second = (pack.steps[step].words.title for step in ("danger", "access"))
    with (
        Program(NETMEET, home) as netmeet,
        Program([*BARE, "new", str(home / "new")], home) as new,
        Program([*BARE, "kept", str(home / "kept")], home) as kept,
    ):
        begin(netmeet)
        programs = {
            "bare Textual, a new screen, 1 KB fsynced": (new, FIRST, SECOND),
            "bare Textual, a kept screen, 1 KB fsynced": (kept, FIRST, SECOND),
            "netmeet, the next step, durable in the vault": (netmeet, first, second),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(presses + 2):
            for name, (program, one, two) in programs.items():
                taken = (
                    program.press("u", one) if turn % 2 else program.press("2" if program is netmeet else "1", two)
                )
                if turn > 1:
                    times[name].append(taken)
    return table("Key to next step, painted and durable", times)


def card(folder: Path, presses: int) -> Table:
    """From 9 to the 999 card."""
    from netmeet_tui import card999

    home = home_in(folder, "card", PASSPHRASE)
    step = shipped().steps["danger"].words.title
    times: list[float] = []
    with Program(NETMEET, home) as netmeet:
        begin(netmeet)
        for turn in range(presses + 1):
            taken = netmeet.press("9", card999.FIRST)
            netmeet.press("2", step)
            if turn:
                times.append(taken)
    return table("9 to the 999 card", {"netmeet, over a step": times}, against=False)


def packs(folder: Path, runs: int) -> Table:
    """What the pack costs in a fresh process."""
    times: dict[str, list[float]] = {"import netmeet_tui.policy.load": [], "read the shipped pack": []}
    for run in range(runs + 1):
        done = subprocess.run(
            [sys.executable, "-c", LOAD],
            env=environment(folder),
            check=True,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        if run:
            for name, taken in zip(times, done.stdout.split(), strict=True):
                times[name].append(float(taken))
    return table("The pack", times, against=False)
