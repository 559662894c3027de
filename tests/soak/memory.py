"""How much memory the program has, and how it grows with the keys that are pressed."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from netmeet_tui.meeting import events
from netmeet_tui.meeting.state import fold
from netmeet_tui.policy.load import shipped

WARM = 1_500
"""Keys after which every page has been seen and every cache is full."""


class Sample(NamedTuple):
    """Memory at a moment in the life of a program."""

    keys: int
    """How many were pressed since it was started."""
    kib: float


def resident(process: int) -> float:
    """How many KiB of a process are in memory. Linux only: 0 elsewhere."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def growth(lives: Sequence[Sequence[Sample]], warm: int = WARM) -> float | None:
    """KiB for each 1,000 keys, by the straight line through the samples of each life after it was warm.

    None where nothing lived long enough to tell.
    """
    above = below = 0.0
    for life in lives:
        told = [sample for sample in life if sample.keys >= warm and sample.kib]
        if len(told) < 3:
            continue
        keys = sum(sample.keys for sample in told) / len(told)
        kib = sum(sample.kib for sample in told) / len(told)
        above += sum((sample.keys - keys) * (sample.kib - kib) for sample in told)
        below += sum((sample.keys - keys) ** 2 for sample in told)
    return 1000 * above / below if below else None


def taken_by(records: Sequence[bytes]) -> float:
    """How many KiB the events of a meeting take for themselves, folded into the state that is shown."""
    pack = shipped()
    fold(pack, map(events.decode, records))  # what is cached by the first fold is no part of it
    tracemalloc.start()
    try:
        state = fold(pack, map(events.decode, records))
        return tracemalloc.get_traced_memory()[0] / 1024 if state.opened else 0.0
    finally:
        tracemalloc.stop()
