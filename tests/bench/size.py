"""How much is measured: so that the same tables are made in an evening, in two minutes, or in a test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How often things are done, and how much there is. Of what there is none, the rows are left out."""

    runs: int
    """Starts of each program, and runs of each command."""
    presses: int
    """Keys in each program."""
    records: int
    """Records that are kept of meetings that ended; beside them, a hundredth as many."""
    meetings: int
    """Meetings that have ended."""
    events: int
    """Events in the meeting that is open when the program starts."""
    replayed: int
    """Events in the journal that is replayed."""
    day: int
    """Events in the meeting of eight hours."""
    warm: int = 1
    """Runs before the first one that counts: byte-code, the disk's cache."""

    @property
    def few_records(self) -> int:
        """What many records are measured against."""
        return self.records // 100


FULL = Size(15, 100, records=100_000, meetings=10_000, events=1_000_000, replayed=100_000, day=5_000)
QUICK = Size(5, 30, records=10_000, meetings=500, events=20_000, replayed=20_000, day=500)
LEAST = Size(1, 1, records=100, meetings=0, events=0, replayed=30, day=12, warm=0)
"""What a test takes: that each table can be made, and nothing about how long anything takes."""
