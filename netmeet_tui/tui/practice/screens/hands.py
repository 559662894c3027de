"""Two who practise at one laptop: who keeps the screen and who talks, and when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui.meeting import events as e
from netmeet_tui.practice.done import about
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.practice.screens.still import StillPage
from netmeet_tui.tui.screens.meeting import MeetingPage
from netmeet_tui.tui.screens.step import StepPage

if TYPE_CHECKING:
    from netmeet_tui.practice.play import Play
    from netmeet_tui.tui.practice.app import PracticeApp

THE_BEGINNING = (0, "")
"""Where it is said for the first time, before there is a lane."""


class HandsPage(StillPage[None]):
    """Who talks from now on, and who keeps the screen. Whoever talks holds the concern; so the meeting notes it."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "changed", "", text.HANDS_HELP, ("enter",), shown=False),
        Key("2", "not_now", text.HANDS_NOT_NOW, text.HANDS_NOT_NOW_HELP, ("escape",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, lane: int, talks: int, who: str) -> None:
        """``lane``: 0 at the beginning. ``talks``: which of the two talks then, and with whom."""
        super().__init__()
        self._lane, self._talks, self._who = lane, talks, who

    def body(self) -> ComposeResult:
        """The roles, said plainly."""
        begins = not self._lane
        roles = (text.HANDS_FIRST if begins else text.HANDS_ROLES[self._talks]).format(who=self._who)
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.HANDS_BEGIN if begins else text.HANDS_TITLE, classes="title")
            yield Static(roles, classes="line", markup=False)
            yield Static(text.HANDS_ON_THE_WAY if begins else text.HANDS_HOLDS[self._talks], classes="quiet")
            yield Static(listed(text.HANDS_READY if begins else text.HANDS_CHANGED), id="choices")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.HANDS_TITLE if self._lane else text.HANDS_BEGIN)
        super().show()

    def action_changed(self) -> None:
        """They have changed."""
        self.doing(self._changed)

    async def _changed(self) -> None:
        session, lane, talks = self.keeper.session, self._lane, self._talks
        if lane:
            await self.keeper.do(lambda: session.hold(lane, talks))
        self.dismiss()

    def action_not_now(self) -> None:
        """They go on as they are."""
        self.dismiss()


def come_to(app: PracticeApp, page: Page[Any]) -> None:
    """Ask them to change hands, where the page that is shown is a place for it: over nothing else, and once."""
    beneath_something = app.screen is not page or app.hidden or app.ringing or page.writing
    place = None if beneath_something or not app.playing else _place(app.play, page)
    if place is None or place in app.hands_asked:
        return
    app.hands_asked.add(place)
    lane, _ = place
    state = app.play.state
    who = about(state, state.concern(lane)) if lane else ""
    app.push_screen(HandsPage(lane, 3 - _talks(app.play) if lane else 1, who or text.HANDS_PEOPLE))


def _place(play: Play, page: Page[Any]) -> tuple[int, str] | None:
    """The lane and the step at which hands are changed on this page, if they are."""
    if play.state.facilitators < 2:
        return None
    if type(page) is MeetingPage and not play.state.concerns:
        return THE_BEGINNING
    if type(page) is StepPage and page.step_shown in play.story.hands and not page.concern.lane.parked:
        return page.number, page.step_shown
    return None


def _talks(play: Play) -> int:
    """Which of the two talks: the first, until they have changed."""
    return next((event.by for event in reversed(play.events) if isinstance(event, e.Held) and event.by), 1)


def still_asked(play: Play, asked: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """What of this was asked at a point that has not been gone back over."""
    come = {(moment.lane, moment.what[1:]) for moment in play.moments if moment.what.startswith("@")}
    return asked & {THE_BEGINNING, *come}
