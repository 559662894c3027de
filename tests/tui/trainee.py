"""Somebody who practises: plays the courses of a story on the real screens, key by key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from netmeet_tui.meeting.state import AT_MEETING, at_lane
from netmeet_tui.practice.play import BECAUSE, Play
from netmeet_tui.practice.story import Course, Line, Story
from netmeet_tui.tui.practice.app import Mode, PracticeApp
from netmeet_tui.tui.practice.keeper import PracticeKeeper
from netmeet_tui.tui.screens.flag import KINDS
from netmeet_tui.tui.screens.step import StepPage
from tests.tui.support import SMALL, Room

EVENT_KEYS = {
    "!left": "l",
    "!returned": "l",
    "!withdrawn": "w",
    "!under-18": "y",
    "!stand-down": "d",
    "!undo": "u",
    "!park": "p",
    "!resume": "p",
}
ANSWERS = ("yes", "no", "later")


class Trainee(Room):
    """The practice app, and what a trainee does in it."""

    lane = 0
    """The lane that a course is in."""

    @property
    def practice(self) -> PracticeApp:
        return cast(PracticeApp, self.app)

    @property
    def play(self) -> Play:
        return self.practice.play

    @property
    def marked(self) -> bool:
        """Whether the page that is shown says that it is practice, by frame and by word."""
        rows = self.lines()
        return "PRACTICE" in rows[0] and rows[0].startswith("┏") and all(row.startswith("┃") for row in rows[1:])

    async def begin_story(self, story: Story, mode: Mode = Mode.SOLO) -> None:
        await self.practice.begin(story, mode)
        await self.settle()

    async def course(self, course: Course) -> None:
        """Play a course to the end of its meeting, by the keys that a trainee would press."""
        path = list(course.path)
        while path:
            move = path.pop(0)
            if move == "flag=ill":
                assert path.pop(0) == "emergency=called", "somebody ill is the 999 card, and it is rung from there"
                move = "999"
            await self.move(move)
        await self.end()

    async def move(self, move: str) -> None:
        """One move of a course."""
        what, _, rest = move.partition("=")
        if move.startswith("+"):
            self.practice.bring_in(move)
            self.page.show()  # as it is when one comes back to it from the trainer's page
        elif what == "time":
            while self.play.minutes < int(rest):
                await self.press("x", "3", "escape")
        elif move == "999":
            await self.press("9", "1")
            self.lane = len(self.state.concerns)
        elif move.startswith("!"):
            await self._at_lane()
            await self.press(EVENT_KEYS[move])
        elif what == "flag":
            kind, _, seat = rest.partition("@")
            await self.press("f", *([seat.lower()] if seat else []), str(KINDS.index(kind) + 1))
            self.lane = len(self.state.concerns)
        elif what == "lane":
            self.lane = int(rest)
            await self._at_lane()
        elif what == "open":
            await self.meeting()
            await self.press("e", "2")
            await self._because()
        else:
            await self._choose(what, rest)

    async def _at_lane(self) -> None:
        """At the lane that the course is in."""
        if self.view != at_lane(self.lane):
            await self.meeting()
            await self.press(str(self.lane))

    async def _choose(self, step: str, choice: str) -> None:
        await self._at_lane()
        page = self.page
        assert isinstance(page, StepPage), f"{step}={choice} at {self.name}"
        assert page.step_shown == step, f"{step}={choice} at {page.step_shown}"
        offer, _, answer = choice.partition("=")
        offered = page._offered()
        ledger = page._step_shows() == "ledger"
        if answer:
            while page.offer_marked != offer:
                await self.press("down")
            await self.press(str(ANSWERS.index(answer) + 1))
            return
        place = [one.choice.id for one in offered].index(choice)
        await self.press(str(place + 1 + (len(ANSWERS) if ledger else 0)))
        if offered[place].choice.reason:
            await self._because()

    async def _because(self) -> None:
        """A reason is asked for."""
        await self.press("enter")
        await self.type(BECAUSE)
        await self.press("enter")

    async def meeting(self) -> None:
        """Back at the meeting, whatever was offered on the way."""
        if self.name == "CheckInPage":
            await self.press("escape")
        if self.state.view != AT_MEETING:
            await self.press("m")

    async def end(self) -> None:
        """End the meeting: its concerns are closed, or were left open."""
        await self.meeting()
        await self.press("e", "1")


def practice_keeper(folder: Path, settings: str = "") -> PracticeKeeper:
    """A keeper of practice, with a clock that stands still."""
    file = folder / "settings.toml"
    file.write_text(f"keyring = false\n{settings}", encoding="utf-8")
    return PracticeKeeper(file, lambda: datetime(2026, 3, 4, 18, 30, tzinfo=UTC))


def at_once(_line: Line) -> float:
    """Nobody waits for anybody to speak."""
    return 0


@asynccontextmanager
async def practising(
    folder: Path,
    size: tuple[int, int] = SMALL,
    *,
    settings: str = "",
    story: str = "",
    pace: Callable[[Line], float] = at_once,
) -> AsyncIterator[Trainee]:
    """Practice on a terminal of this size, once the stories have been read."""
    app = PracticeApp(practice_keeper(folder, settings), folder / "practice.db", story=story, pace=pace)
    async with app.run_test(size=size) as pilot:
        trainee = Trainee(pilot)
        await trainee.settle()
        yield trainee
        await trainee.settle() if app.is_running else None
