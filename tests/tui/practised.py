"""The screens that only practice has, and how to get to each: name -> what a trainee does who has just begun.

Each begins at the stories, and leaves somebody who can go back there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from netmeet_tui.practice import readiness
from netmeet_tui.practice.read import find, read
from netmeet_tui.practice.readiness import Practised, Went
from netmeet_tui.tui.practice.app import Mode
from netmeet_tui.tui.practice.screens.debrief import STAGES
from tests.tui.support import NOW
from tests.tui.trainee import Trainee

Lead = Callable[[Trainee], Awaitable[None]]

TO_TALK: Final = ("flag=own-life@A", "danger=no", "access=ready")


async def _press(*keys: str, trainee: Trainee) -> None:
    await trainee.press(*keys)


async def _story(*keys: str, trainee: Trainee, mode: Mode = Mode.SOLO, moves: tuple[str, ...] = TO_TALK) -> None:
    """In a story, where it has come some way; then some keys."""
    await trainee.begin_story(read(find("V-03")), mode)
    for move in moves:
        await trainee.move(move)
    await trainee.press(*keys)


async def _debrief(*keys: str, trainee: Trainee) -> None:
    """Looking back on the shortest story; then some keys."""
    story = read(find("V-20"))
    await trainee.begin_story(story)
    await trainee.course(story.course[0])
    await trainee.press(*keys)


async def _map(trainee: Trainee) -> None:
    """The map of somebody who practised once."""
    book = trainee.practice.book
    steps, clauses = ("danger", "talk"), ("C-12", "C-15")
    once = Practised("Sorrel", "V-20", NOW, "solo", steps, clauses, ("stood-down",), Went.WELL)
    await trainee.keeper.do(lambda: readiness.keep(book, once))
    await trainee.press("m")


async def back_to_the_stories(trainee: Trainee) -> None:
    """To where each of them begins. The 999 card would stay over everything."""
    if trainee.name == "EmergencyPage":
        await trainee.press("2")
    await trainee.practice.leave_story()
    await trainee.settle()


def _keys(*keys: str) -> Lead:
    return lambda trainee: _press(*keys, trainee=trainee)


PRACTISED: Final[Mapping[str, Lead]] = {
    "stories": _keys(),
    "note": _keys("enter"),
    "support": _keys("enter", "s"),
    "mode": _keys("enter", "1"),
    "story": _keys("enter", "1", "1"),
    "meeting": lambda trainee: _story(trainee=trainee, moves=()),
    "step": lambda trainee: _story(trainee=trainee),
    "card": lambda trainee: _story("9", trainee=trainee),
    "menu": lambda trainee: _story("x", trainee=trainee),
    "said": lambda trainee: _story("x", "2", trainee=trainee),
    "back": lambda trainee: _story("x", "4", trainee=trainee),
    "leave": lambda trainee: _story("m", "q", trainee=trainee),
    "trainer": lambda trainee: _story("f4", trainee=trainee, mode=Mode.TRAINER),
    "trainer-shown": lambda trainee: _story("f4", "n", trainee=trainee, mode=Mode.TRAINER),
    "hands": lambda trainee: _story(trainee=trainee, mode=Mode.PAIR, moves=()),
    **{
        f"debrief-{part}": partial(lambda part, trainee: _debrief(*("1",) * (part - 1), trainee=trainee), part)
        for part in range(1, len(STAGES) + 2)
    },
    "alias": lambda trainee: _debrief(*("1",) * (len(STAGES) + 1), trainee=trainee),
    "map": _map,
}
