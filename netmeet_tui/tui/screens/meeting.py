"""The current meeting: who is here, how long it has gone on, what is open and where each concern stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_END, AT_FLAG, at_lane
from netmeet_tui.tui import lines, text
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

MINUTE = 15.0
"""How often, in seconds, the time that is shown is looked at again. Nothing else hangs on it (L-8)."""


class MeetingPage(Page[None]):
    """The meeting at a glance."""

    CSS_PATH = "meeting.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("f", "turn('flag')", _("flag a concern"), _("Flag a concern: then one key says which.")),
        *numbered("open", 8),
        Key("s", "seats", _("seats"), _("Who is here: add a seat, change a word, empty a seat.")),
        Key("t", "take_away", text.TAKE_KEY, text.TAKE_KEY_HELP),
        Key("o", "facilitators", _("one or two of us"), _("One facilitator in the room, or two.")),
        Key("e", "turn('end')", _("end"), _("End the meeting.")),
        Key("q", "leave", _("close netmeet"), _("Close the program; the meeting stays open."), ("ctrl+q",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """Two lists."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.CONCERNS_TITLE, classes="title")
            yield Static(id="concerns")
            yield Static(text.HERE_TITLE, classes="title")
            yield Static(id="seats")

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        super().on_mount()
        self.set_interval(MINUTE, self._show_time)

    @property
    def session(self) -> Session:
        """The meeting."""
        return self.keeper.session

    def show(self) -> None:
        """Fill the lists."""
        if not self.keeper.holding:
            return
        self._show_time()
        self.put("#concerns", self._concerns())
        self.put("#seats", self._seats())
        super().show()

    def _show_time(self) -> None:
        if not self.keeper.holding:
            return
        state = self.session.state
        self.where(
            text.MEETING,
            text.IN_MEMORY if self.keeper.in_memory else "",  # before what may be cut on a narrow screen
            text.BEGAN.format(time=state.opened.strftime("%H:%M")),
            lines.lasted(state.opened, self.keeper.clock()),
            text.ONE_FACILITATOR if state.facilitators == 1 else "",
        )

    def _concerns(self) -> Content:
        state, pack = self.session.state, self.session.pack
        if not state.concerns:
            return Content.styled(text.NO_CONCERNS, "$quiet")
        rows = []
        for concern in state.concerns:
            key = " · " if concern.lane.closed else f" {concern.number} "
            about = lines.seat_of(state, concern)
            rows.append(
                Content.assemble(
                    (key, "$quiet" if concern.lane.closed else "bold reverse"),
                    f"  {lines.kind_of(pack, concern)}",
                    (f"  {about}" if about else "", ""),
                    (f"  {lines.stands(pack, concern)}", "$quiet"),
                )
            )
        return Content("\n").join(rows)

    def _seats(self) -> Content:
        seats = self.session.state.seats
        if not seats:
            return Content.styled(text.NOBODY_SEATED, "$quiet")
        return Content("   ").join([Content(str(seat).replace(" ", "\u00a0")) for seat in seats])

    def available(self) -> Iterable[Key]:
        """All of them, always."""
        return self.KEYS

    def action_turn(self, view: str) -> None:
        """Go to another view."""
        self.doing(partial(self.desk.go, {"flag": AT_FLAG, "end": AT_END}[view]))

    def action_open(self, number: int) -> None:
        """Go to a concern."""
        if any(concern.number == number for concern in self.session.state.open_concerns):
            self.doing(partial(self.desk.go, at_lane(number)))

    def action_facilitators(self) -> None:
        """One or two of us."""
        count = 3 - self.session.state.facilitators
        self.doing(partial(self.keeper.do, lambda: self.session.count_facilitators(count)))

    async def action_seats(self) -> None:
        """Who is here."""
        from netmeet_tui.tui.screens.seats import SeatsPage

        await self.desk.push_screen(SeatsPage())

    async def action_take_away(self) -> None:
        """Support that they can use themselves."""
        from netmeet_tui.tui.screens.takeaway import TakeAwayPage

        await self.desk.push_screen(TakeAwayPage())

    async def action_leave(self) -> None:
        """Close the program."""
        await self.desk.leave()
