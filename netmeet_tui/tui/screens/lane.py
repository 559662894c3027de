"""A page that shows one lane: which one, where it stands, and what may happen to it at whatever step that is."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import partial
from typing import Final

from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_FLAG, AT_MEETING, Concern, at_lane, lane_of
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import CLOSED, Pack, Step
from netmeet_tui.tui import still
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.writing import KeepingPage

EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "happen('!undo')": ("!undo",),
    "park": ("!resume", "!park"),
    "left": ("!returned", "!left"),
    "happen('!withdrawn')": ("!withdrawn",),
    "happen('!under-18')": ("!under-18",),
    "happen('!stand-down')": ("!stand-down",),
}
"""Which events a key's action stands for: the first that makes sense now. Where none does, nor does the key."""


def first_of(action: str, happening: Container[str]) -> str:
    """The event that a key's action stands for, of what may happen; nothing where it makes no sense."""
    return next((event for event in EVENTS[action] if event in happening), "")


class LanePage(KeepingPage):
    """The lane that the meeting has turned to, its events, who holds it and whom it is about."""

    hears = True

    def __init__(self, number: int) -> None:
        """``number``: of the lane it is opened for. The meeting may turn elsewhere before it is shown."""
        super().__init__()
        self._number = number

    @property
    def session(self) -> Session:
        """The meeting."""
        return self.keeper.session

    @property
    def pack(self) -> Pack:
        """The policy."""
        return self.session.pack

    @property
    def number(self) -> int:
        """The number of the lane that is shown."""
        # Keys still arrive here when the meeting has already turned elsewhere: they mean what stands here.
        lanes_shown = [number for view in self.session.state.views if (number := lane_of(view))]
        self._number = lanes_shown[-1] if lanes_shown else self._number
        return self._number

    @property
    def concern(self) -> Concern:
        """The concern that is shown."""
        return self.session.state.concern(self.number)

    @property
    def at_emergency(self) -> bool:
        """Whether this already is the 999 card."""
        return self.keeper.holding and self._step_shows() == "999"

    @property
    def step_shown(self) -> str | None:
        """The step where the lane stands."""
        step = self._step() if self.keeper.holding else None
        return step.id if step else None

    def _step(self) -> Step | None:
        lane = self.concern.lane
        return None if lane.step == CLOSED else self.pack.steps[lane.step]

    def _step_shows(self) -> str:
        step = self._step()
        return step.shows if step else "words"

    def _offered(self, lane: lanes.Lane | None = None) -> list[lanes.Offered]:
        """The open choices that have a key of their own. ``lane``: as it was when it was last looked at."""
        lane = self.concern.lane if lane is None else lane
        offered = lanes.choices(self.pack, lane, self.session.state.given)
        return [choice for choice in offered if choice.open and choice.choice.offer is None]

    # -- what may happen at any step ---------------------------------------------------------------------

    def _happening(self) -> tuple[str, ...]:
        """What may happen now."""
        return lanes.events(self.pack, self.concern.lane, self.session.state.given)

    def _named(self, key: Key, event: str) -> Key:
        """The key of an event, by the policy's word for it."""
        return Key(key.key, key.action, self.pack.words.events[event].label, key.help, key.more)

    def action_happen(self, event: str) -> None:
        """Something of the flow's own events."""
        if event in self._happening():
            self.doing(partial(self._happen, event))

    async def _happen(self, event: str) -> None:
        number = self.number
        await self.keep_written()
        await self.keeper.do(partial(still.happen, self.session, number, event))
        if event == lanes.PARK:
            await self.desk.go(AT_MEETING)

    def action_park(self) -> None:
        """Park, or go on with a parked one."""
        self.action_happen(first_of("park", self._happening()))

    def action_left(self) -> None:
        """They left, or they came back."""
        self.action_happen(first_of("left", self._happening()))

    # -- who has to do with it ---------------------------------------------------------------------------

    def action_hold(self) -> None:
        """The first of us holds it, the second, nobody in particular: one after the other."""
        if not self.concern.lane.closed:
            after = (self.concern.held_by + 1) % (self.session.state.facilitators + 1)
            number = self.number
            self.doing(partial(self.keeper.do, lambda: self.session.hold(number, after)))

    def action_about(self) -> None:
        """Say whom it is about."""
        self.asking(self._about)

    async def _about(self) -> None:
        from netmeet_tui.tui.screens.seats import AboutPage

        seat = await self.desk.ask(AboutPage())
        if seat is not None:
            number = self.number
            self.doing(partial(self.keeper.do, lambda: self.session.seat_concern(number, seat)))

    # -- going elsewhere ---------------------------------------------------------------------------------

    def action_next(self) -> None:
        """The next open concern."""
        numbers = [concern.number for concern in self.session.state.open_concerns]
        later = [number for number in numbers if number > self.number]
        if numbers and numbers != [self.number]:
            self.doing(partial(self._turn, at_lane((later or numbers)[0])))

    def action_meeting(self) -> None:
        """Back to the meeting."""
        self.doing(partial(self._turn, AT_MEETING))

    def action_flag(self) -> None:
        """Flag another concern."""
        self.doing(partial(self._turn, AT_FLAG))

    async def _turn(self, view: str) -> None:
        await self.keep_written()
        await self.desk.go(view)
