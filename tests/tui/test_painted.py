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
        to_and_fro = ("f", "escape", "9", "2")
        # From a step: a page that looks at the clock is held by its timer until that would have been due.
        await room.press("f", "1", *to_and_fro)
        once = remembered()
        await room.press(*to_and_fro, *to_and_fro)
        assert 0 < remembered() <= once
