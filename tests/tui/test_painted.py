"""A screen that was left is gone, with what was painted on it: from memory, too."""

from __future__ import annotations

import gc
from collections.abc import Collection
from typing import TypeVar

from textual._styles_cache import StylesCache

from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.page import Page
from tests.tui.support import meeting

T = TypeVar("T")


def there(kind: type[T], but: Collection[T] = ()) -> list[T]:
    """All of a kind that are in memory, but for those that were there before."""
    gc.collect()
    before = set(map(id, but))
    return [one for one in gc.get_objects() if isinstance(one, kind) and id(one) not in before]


async def test_of_screens_that_are_gone_nothing_is_remembered(keeper: Keeper) -> None:
    pages, painted = there(Page), there(StylesCache)  # those of other tests
    async with meeting(keeper) as room:
        for to_and_fro in (("f", "escape"), ("9", "2"), ("h", "h")):
            counts: list[int] = []
            for _ in range(4):
                await room.press(*to_and_fro)
                counts.append(sum(bool(one._cache) for one in there(StylesCache, painted)))
                assert counts[-1] == counts[0] > 0, (to_and_fro, counts)
                assert len(there(Page, pages)) == len(room.app.screen_stack)
