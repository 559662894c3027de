"""What was painted goes with its screen: from memory, too."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

from netmeet_tui.tui.keeper import Keeper
from tests.tui.support import meeting


def remembered() -> int:
    """Of how many widgets painted lines are in memory."""
    gc.collect()
    return sum(isinstance(one, StylesCache) and bool(one._cache) for one in gc.get_objects())


async def test_of_screens_that_are_gone_nothing_painted_is_remembered(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("f", "1")
        counts: list[int] = []
        # asyncio lets go of timers that were stopped, and of the pages that they were for, many at once.
        while not (falls := counts[2:] and counts[-1] <= counts[0]) and len(counts) < 50:
            await room.press("f", "escape", "9", "2")
            counts.append(remembered())
        assert falls and all(counts), counts
