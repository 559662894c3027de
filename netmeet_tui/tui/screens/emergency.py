"""The 999 card: over whatever is open, in one key, with nothing to open and nothing to confirm (D-5, C-12)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from netmeet_tui import card999
from netmeet_tui.catalogue import _
from netmeet_tui.tui import meeting_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.panel import asks


class EmergencyPage(Page[None]):
    """The card. ``1`` notes that 999 has been rung; leaving it notes nothing."""

    CSS_PATH = "emergency.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "rang", _("we have rung"), _("Note that 999 has been rung; it gets a line of its own.")),
        Key("2", "back", _("back"), _("Back to where you were. Nothing is noted."), ("escape",)),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key(
            "down",
            "scroll(3)",
            "",
            _("Down and up: the rest of the card, on a small screen."),
            ("j", "pagedown"),
            shown=False,
        ),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    at_card = True

    stays = True
    """Whether the card has been called for and not been left: nothing else may take it away."""

    def body(self) -> ComposeResult:
        """The number, what to say first, what they ask, other ways, and the way on."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Digits(card999.NUMBER, id="number")
            yield Static(text.CARD.title, classes="title")
            yield Static(Content.styled(text.CARD.first, "bold"), classes="line")
            yield Static(id="place")
            yield Static(asks(), id="asks")
            yield Static(text.CARD.stay, classes="line")
            yield Static("\n".join(text.CARD.other_ways), classes="quiet", id="ways")
        yield Static(id="choices")

    def show(self) -> None:
        """Show the card; what can be noted depends on whether a meeting is being held."""
        self.where(meeting_text.EMERGENCY_WHERE)
        holding = self.keeper.holding
        self.put("#choices", listed([meeting_text.EMERGENCY_RANG, meeting_text.EMERGENCY_BACK]) if holding else "")
        super().show()

    def available(self) -> tuple[Key, ...]:
        """Without a meeting there is nothing to note."""
        return self.KEYS if self.keeper.holding else self.KEYS[1:]

    def on_mount(self) -> None:
        """Shown first; then noted, so that a restart comes back to the card. The place is told when it is read."""
        super().on_mount()
        self.query_one("#place").display = False
        if self.keeper.holding:
            self.call_after_refresh(self._note)
            if not self.desk.hidden:  # who looks on then is to see the card alone
                self.call_after_refresh(self._tell_place)

    def _tell_place(self) -> None:
        self.meanwhile(self._telling_place)

    async def _telling_place(self) -> None:
        from netmeet_tui.tui import room

        if not (self.stays and self.keeper.holding):
            return
        try:
            told = await room.place(self.keeper, room.shown_lane(self.keeper.session.state))
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        if self.stays and self.is_mounted:
            self.put("#place", told)

    def _note(self) -> None:
        self.meanwhile(self._noting)

    async def _noting(self) -> None:
        from netmeet_tui.meeting.state import AT_EMERGENCY

        if not (self.stays and self.keeper.holding):
            return
        session = self.keeper.session
        try:
            await self.keeper.do(lambda: session.turn(AT_EMERGENCY))
        except Trouble as trouble:
            self.say_trouble(trouble)

    def action_scroll(self, by: int) -> None:
        """The rest of the card."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_rang(self) -> None:
        """We have rung 999."""
        if self.keeper.holding:
            self.doing(self._rang)

    async def _rang(self) -> None:
        session = self.keeper.session
        self.stays = False
        try:
            await self.keeper.do(session.ring_999)
        except Trouble:
            self.stays = True
            raise
        self.desk.hidden = False  # what there is to do now has to be seen
        await self.desk.follow()

    def action_back(self) -> None:
        """Back to where we were. From now on this card is not what 9 asks for: it brings another."""
        self.stays = False
        if self.keeper.holding:
            self.doing(self._back)
        else:
            self.meanwhile(self._leave)

    async def _leave(self) -> None:
        self.dismiss()
        await self.desk.stay_hidden()

    async def _back(self) -> None:
        from netmeet_tui.meeting.state import AT_EMERGENCY

        session = self.keeper.session

        def back() -> None:
            if session.state.view == AT_EMERGENCY:  # not so when it was left before that was noted
                session.turn(session.state.came_from)

        try:
            await self.keeper.do(back)
        finally:
            await self._leave()
