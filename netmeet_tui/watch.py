"""Whether the computer slept, or this program stood still, since we last looked (facts, A6).

Everywhere the last thing that notices: no service is asked, only clocks are read, about once a second. What the
person sets the wall clock to says nothing where a better clock is to be had. No screen, nothing to import.
"""

from __future__ import annotations

import enum
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

SLEPT = 2.0
"""Seconds asleep, as the two clocks of Linux tell them, that count as sleep."""

STOOD_STILL = 10.0
"""Seconds between two looks that no busy computer explains."""


class Gap(enum.Enum):
    """Why there was nobody to look."""

    SLEPT = "slept"
    STOOD_STILL = "stood still"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks say at one moment, in seconds."""

    monotonic: float
    """Never set by anybody. On Linux and macOS it stands still while the computer sleeps; on Windows it goes on."""

    wall: float
    """Set by people and by time services, back as well as forward."""

    boottime: float | None = None
    """The monotonic clock with the time asleep; None where there is no such clock."""


def read() -> Reading:
    """What this computer's clocks say now."""
    boottime = time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else None
    return Reading(time.monotonic(), time.time(), boottime)


def between(before: Reading, after: Reading) -> Gap | None:
    """What happened between two readings that follow each other; None when nothing did.

    Where there is no ``boottime``, a wall clock that was set forward looks like sleep: rather one lock too many.
    """
    awake = after.monotonic - before.monotonic
    if before.boottime is not None and after.boottime is not None:
        asleep, much = after.boottime - before.boottime - awake, SLEPT
    else:
        asleep, much = after.wall - before.wall - awake, STOOD_STILL
    if asleep > much:
        return Gap.SLEPT
    return Gap.STOOD_STILL if awake > STOOD_STILL else None


class Gaps:
    """Looks at the clocks again and again, and says what happened in between."""

    def __init__(self, clock: Callable[[], Reading] = read) -> None:
        self._clock = clock
        self._last = clock()

    def tick(self) -> Gap | None:
        """What happened since the last look. To be called about once a second; each gap is told once."""
        before, self._last = self._last, self._clock()
        return between(before, self._last)
