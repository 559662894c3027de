"""The end of the meeting: open concerns are dealt with or left open with a reason; then all of it is erased."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.meeting.state import AT_MEETING, Concern, at_lane
from netmeet_tui.tui import lines, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page


class EndPage(Page[None]):
    """One question at a time: first what is open, then the end itself."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 3),
        Key("escape", "back", "back", "Not yet: back to the meeting.", ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What is open, or what will happen; then the choices."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.END_TITLE, classes="title")
            yield Static(id="open", classes="line")
            yield Static(id="lines")

    @property
    def _open(self) -> Concern | None:
        return next(iter(self.keeper.session.state.unsettled), None)

    def show(self) -> None:
        """The first open concern; or the end."""
        if not self.keeper.holding:
            return
        self.where(text.END_WHERE)
        concern = self._open
        if concern is None:
            self.put("#open", self._ready())
            self.put("#lines", listed(text.END_CHOICES))
        else:
            pack, state = self.keeper.session.pack, self.keeper.session.state
            about = lines.seat_of(state, concern)
            parts = [f"{concern.number} {lines.kind_of(pack, concern)}", about, lines.stands(pack, concern)]
            shown = Content.styled("  ·  ".join(filter(None, parts)), "bold")
            self.put("#open", Content("\n").join([Content(text.END_OPEN), shown]))
            self.put("#lines", listed(text.END_OPEN_CHOICES))
        super().show()

    def _ready(self) -> Content:
        session = self.keeper.session
        left = [
            Content(text.END_LEFT.format(concern=f"{c.number} {lines.kind_of(session.pack, c)}"))
            for c in session.state.open_concerns
        ]
        return Content("\n").join([*left, Content(text.END_READY)])

    def action_pick(self, place: int) -> None:
        """Take the line of that number."""
        concern = self._open
        if concern is None:
            if place == 1:
                self.doing(self._end)
            elif place == 2:
                self.action_back()
        elif place == 1:
            self.doing(partial(self.desk.go, at_lane(concern.number)))
        elif place == 2:
            self.desk.run_worker(self._leave_open(concern.number), group="choosing", exclusive=True)
        else:
            self.action_back()

    async def _leave_open(self, number: int) -> None:
        from netmeet_tui.tui.screens.reason import ReasonPage

        reason = await self.desk.push_screen_wait(ReasonPage(text.END_OPEN_CHOICES[1]))
        if reason:
            self.doing(partial(self.keeper.do, lambda: self.keeper.session.leave_open(number, reason)))

    async def _end(self) -> None:
        await self.keeper.end()
        await self.desk.home(text.END_DONE)

    def action_back(self) -> None:
        """Not yet."""
        self.doing(partial(self.desk.go, AT_MEETING))
