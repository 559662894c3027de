"""The end of the meeting: open concerns are dealt with or left open with a reason; it says what is kept first."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.state import AT_MEETING, Concern, at_lane
from netmeet_tui.tui import end_text as text
from netmeet_tui.tui import lines
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.records import review_on
from netmeet_tui.tui.screens.home import CHECK_IN, NOTE
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.vault_keeper import Door


class EndPage(Page[None]):
    """One question at a time: first what is open, then the end itself."""

    hears = True
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 3),
        Key("escape", "back", _("back"), _("Not yet: back to the meeting."), ("m",)),
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
        if self.keeper.unkept:
            self.put("#open", text.END_UNKEPT)
            self.put("#lines", listed(text.END_UNKEPT_CHOICES))
        elif concern is None:
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
        return Content("\n").join([*left, Content(text.END_READY), Content(self._kept())])

    def _kept(self) -> str:
        """What is kept of the meeting, and until when it is to be looked at again."""
        kept = self._kept_concerns()
        if kept and not self.keeper.keeps:
            return text.END_KEPT_MEMORY
        if not kept:
            return text.END_KEPT_NOTHING
        return text.END_KEPT.format(concerns=_concerns(kept), day=lines.day(review_on(self.keeper)))

    def _kept_concerns(self) -> tuple[Concern, ...]:
        session = self.keeper.session
        return trail.kept(session.pack, session.state)

    def action_pick(self, place: int) -> None:
        """Take the line of that number; none while it is just being ended, for then there may be no meeting."""
        if self.desk.busy:
            return
        concern = self._open
        if self.keeper.unkept:
            if place == 1:
                self.doing(self._end)
            elif place == 2:
                self.asking(self._keep_nothing)
        elif concern is None:
            if place == 1:
                self.doing(self._end)
            elif place == 2:
                self.action_back()
        elif place == 1:
            self.doing(partial(self.desk.go, at_lane(concern.number)))
        elif place == 2:
            self.asking(partial(self._leave_open, concern.number))
        else:
            self.action_back()

    async def _leave_open(self, number: int) -> None:
        from netmeet_tui.tui.screens.reason import ReasonPage

        reason = await self.desk.ask(ReasonPage(text.END_OPEN_CHOICES[1]))
        if reason:
            self.doing(partial(self.keeper.do, lambda: self.keeper.session.leave_open(number, reason)))

    async def _keep_nothing(self) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        why = text.END_UNKEPT_LINES.format(concerns=_concerns(self._kept_concerns()))
        if await self.desk.ask(AskPage(text.END_UNKEPT_TITLE, why, text.END_UNKEPT_ASKED)):
            self.doing(partial(self._end, keeping=False))

    async def _end(self, *, keeping: bool = True) -> None:
        kept = self._kept() if keeping else text.END_KEPT_NOTHING
        try:
            await self.keeper.end(keeping=keeping)
        except Trouble:
            self.show()  # there may be another way now
            raise
        if self.keeper.not_erased:
            self.desk.unreadable.add(self.keeper.not_erased)
        self.desk.after = (CHECK_IN, NOTE) if self.keeper.door is Door.OPEN else (CHECK_IN,)
        await self.desk.home(text.END_NOT_ERASED if self.keeper.not_erased else f"{text.END_DONE} {kept}")

    def action_back(self) -> None:
        """Not yet."""
        self.doing(partial(self.desk.go, AT_MEETING))


def _concerns(kept: tuple[Concern, ...]) -> str:
    *first, last = (str(concern.number) for concern in kept)
    if not first:
        return text.END_CONCERN.format(number=last)
    return text.END_CONCERNS.format(numbers=", ".join(first), last=last)
