"""Homes for the programs that are measured: each with settings of its own, and a vault with so much in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from netmeet_tui.journal.vault import Vault
from tests.bench import fill
from tests.bench.program import environment

WHERE = """
from netmeet_tui import places
print(places.settings_file(), places.vault_folder(), sep="\\n")
"""

MEMORY = Path("/dev/shm")
"""Files that are in memory, on Linux: to commit there waits for no disk."""

Fill = Callable[[Vault], None]


class Homes:
    """Homes in one folder, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def empty(self) -> Path:
        """Nothing but settings that ask no keyring."""
        return self._made("empty", None)

    def locked(self) -> Path:
        """A vault with nothing in it."""
        return self._made("locked", lambda _: None)

    def with_records(self, how_many: int) -> Path:
        """So many records are kept of meetings that ended."""
        return self._made(f"records-{how_many}", lambda vault: fill.keep_records(vault, how_many))

    def with_meetings(self, how_many: int) -> Path:
        """So many meetings have ended, and nothing of them is kept."""
        return self._made(f"meetings-{how_many}", lambda vault: fill.hold_and_end(vault, how_many))

    def with_events(self, how_many: int) -> Path:
        """A meeting is open, and that much has happened in it."""
        return self._made(f"events-{how_many}", lambda vault: fill.leave_open(vault, how_many))

    def fresh(self, name: str) -> Path:
        """A vault with nothing in it, for one measurement alone: meetings are begun in it."""
        return self._made(name, lambda _: None)

    def _made(self, name: str, fill_it: Fill | None) -> Path:
        home = self._folder / name
        if not home.exists():
            with tempfile.TemporaryDirectory(prefix="netmeet-bench-", dir=_quick(self._folder)) as quick:
                made = Path(quick) / name
                settings, vault = (made / place for place in places())
                settings.parent.mkdir(parents=True)
                settings.write_text("keyring = false\n", encoding="utf-8")
                if fill_it is not None:
                    with contextlib.closing(fill.vault_in(vault)) as opened:
                        fill_it(opened)
                shutil.move(made, home)
        return home


def vault_of(home: Path) -> Path:
    """Where the program keeps its vault in this home."""
    return home / places()[1]


@cache
def places() -> tuple[Path, Path]:
    """Where in a home the program has its settings and its vault: asked of itself, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told = subprocess.run(
            [sys.executable, "-c", WHERE],
            env=environment(home),
            cwd=home,
            check=True,
            capture_output=True,
            text=True,
        )
        settings, vault = (Path(line).relative_to(home) for line in told.stdout.splitlines())
    return settings, vault


def _quick(otherwise: Path) -> Path:
    """Where files are in memory; where there is no such place, the folder itself."""
    return MEMORY if os.access(MEMORY, os.W_OK) else otherwise
