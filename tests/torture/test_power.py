"""The power goes at any moment: what was confirmed is there, in order, and nothing else has changed (D-2).

A kill leaves everything in the system's memory, and so proves nothing about power. Here what a real process asks
of the disk is recorded, and the disk keeps only what it was asked to keep.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmeet_tui.journal import errors
from tests.journal.support import ENV, ROOT
from tests.scale import times
from tests.torture import work
from tests.torture.calls import Change, Name, Said, Write, record
from tests.torture.disk import Disk, Tree
from tests.torture.needs import needs_strace

pytestmark = needs_strace

STEPS = 40
SEEDS = range(times(1, 4))
CUTS = times(12, 50)
"""How often the power goes, for each seed, in each of the two ways of losing names."""


@dataclass(frozen=True)
class Cut:
    """What was on the disk when the power came back, and how many steps had been confirmed."""

    tree: Tree
    confirmed: int


def cuts(changes: list[Change], count: int, chance: random.Random, *, in_order: bool) -> Iterator[Cut]:
    """The power goes so often, in as many copies of what was done: half of the times just after a confirmation."""
    told = [place for place, change in enumerate(changes, start=1) if isinstance(change, Said)]
    moments = [chance.choice(told) if n % 2 else chance.randint(1, len(changes)) for n in range(count)]
    disk, confirmed = Disk(), 0
    for place, change in enumerate(changes, start=1):
        disk.take(change)
        if isinstance(change, Said):
            confirmed = int(change.text)
        for _ in range(moments.count(place)):
            yield Cut(disk.after_a_cut(chance, in_order=in_order), confirmed)


def done(folder: Path, seed: int, careless: str) -> list[Change]:
    """Everything that the work of a seed did to the disk; done again, it makes the same folder."""
    disk = folder / "disk"
    disk.mkdir()
    command: list[str | Path] = [sys.executable, "-m", "tests.torture.work", disk, str(seed), str(STEPS), careless]
    changes = record(command, disk, folder / "log", env=ENV, cwd=ROOT)
    assert [change.text for change in changes if isinstance(change, Said)] == [f"{n + 1}\n" for n in range(STEPS)]
    again = Disk()
    for change in changes:
        again.take(change)
    assert again.now().files == {str(p.relative_to(disk)): p.read_bytes() for p in disk.rglob("*") if p.is_file()}
    return changes


def keys_written(changes: list[Change]) -> dict[str, bytes]:
    """The key file of each meeting as it was written."""
    named = {
        change.body: change.name.removesuffix(".key")
        for change in changes
        if isinstance(change, Name) and change.name.endswith(".key")
    }
    return {
        named[change.body]: change.data
        for change in changes
        if isinstance(change, Write) and change.body in named and change.data.startswith(b"nmkey")
    }


def harm(cut: Cut, folder: Path, states: list[work.State], keys: dict[str, bytes]) -> str:
    """What is wrong after a cut; nothing, when all that was confirmed is there and nothing else changed."""
    before, after = states[cut.confirmed], states[min(cut.confirmed + 1, len(states) - 1)]
    gone = {meeting for state in states[: cut.confirmed + 1] for meeting in state.meetings} - set(before.meetings)
    if any(keys[meeting] in body for meeting in gone for body in cut.tree.bodies):
        return "the key of a meeting that was erased"
    cut.tree.write_to(folder)
    vault = folder / work.VAULT
    try:
        seen = work.found(vault, [before, after])
    except errors.StoreError as error:
        return f"{type(error).__name__}: {error}"
    if seen not in (before, after):
        return f"after {cut.confirmed} steps there is {seen}"
    half_made = [path.name for path in vault.rglob(".*")]
    return f"left half made: {half_made}" if half_made else ""


def harmed(folder: Path, seed: int, careless: str, count: int, *, in_order: bool) -> list[str]:
    """What is wrong after each of so many cuts, where something is."""
    changes = done(folder, seed, careless)
    states, keys = work.states(work.script(seed, STEPS)), keys_written(changes)
    chance = random.Random(f"{seed} {careless} {in_order}")
    told = []
    for number, cut in enumerate(cuts(changes, count, chance, in_order=in_order)):
        told.append(harm(cut, folder / f"cut{number}", states, keys))
    return [what for what in told if what]


@pytest.mark.parametrize("in_order", [True, False], ids=["names-in-order", "names-in-any-order"])
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_confirmed_is_lost(tmp_path: Path, seed: int, in_order: bool) -> None:
    assert harmed(tmp_path, seed, "no", CUTS, in_order=in_order) == []


@pytest.mark.parametrize("careless", ["database", "files", "folders"])
def test_a_careless_store_is_caught(tmp_path: Path, careless: str) -> None:
    count = times(12, 100)
    caught = harmed(tmp_path, 0, careless, count, in_order=False)
    print(f"careless about {careless}: {len(caught)} of {count} cuts caught it")
    assert len(caught) >= count // 4
