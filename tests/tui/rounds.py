"""Going round the screens: each as it comes up, in turn, the live ones and those that only practice has.

An ordinary run sees a few of every sort, a thorough one sees all of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Final

from tests.scale import THOROUGH
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.practised import PRACTISED, back_to_the_stories
from tests.tui.support import USUAL, Room, keeper_in, running
from tests.tui.trainee import practising

SAMPLE: Final = ("settings-writing", "999-card", "step-ledger", "step-writing")
"""A list and a field that is marked, words to say, a number to ring, fields with hints and without."""

PRACTISED_SAMPLE: Final = ("step",)

LIVE: Final = tuple(EVERYWHERE) if THOROUGH else SAMPLE
IN_PRACTICE: Final = tuple(PRACTISED) if THOROUGH else PRACTISED_SAMPLE


async def live(
    folder: Path, names: Iterable[str] = LIVE, size: tuple[int, int] = USUAL
) -> AsyncIterator[tuple[str, Room]]:
    """Screens of the program, by name. ``folder`` is an empty one for the keeper."""
    async with running(keeper_in(folder), size) as room:
        for name in names:
            await EVERYWHERE[name](room)
            yield name, room
            await home_again(room)


async def practised(
    folder: Path, names: Iterable[str] = IN_PRACTICE, size: tuple[int, int] = USUAL
) -> AsyncIterator[tuple[str, Room]]:
    """Screens that only practice has, by name."""
    async with practising(folder, size) as trainee:
        for name in names:
            await PRACTISED[name](trainee)
            yield name, trainee
            await back_to_the_stories(trainee)


async def both(folder: Path, size: tuple[int, int] = USUAL) -> AsyncIterator[tuple[str, Room]]:
    """The screens of the program, and then those of practice."""
    async for name, room in live(folder, size=size):
        yield name, room
    async for name, room in practised(folder, size=size):
        yield f"practice-{name}", room
