"""The current meeting: who is here, how long it has gone on, what is open and where each concern stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from netmeet_tui.catalogue import _
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_END, AT_FLAG, Meeting, at_lane
from netmeet_tui.policy import opening
from netmeet_tui.tui import home_text, lines, meeting_text, room, room_text
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page


class MeetingPage(Page[None]):
    """The meeting at a glance."""

    hears = True
    CSS_PATH = "meeting.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("f", "turn('flag')", _("flag a concern"), _("Flag a concern: then one key says which.")),
        *numbered("open", 8),
        Key("s", "seats", _("seats"), _("Who is here: add a seat, change a word, empty a seat.")),
        Key("e", "turn('end')", _("end"), _("End the meeting.")),
        Key("b", "opening", room_text.OPENING_KEY, room_text.OPENING_KEY_HELP),
        Key("i", "in_case", room_text.IN_CASE_KEY, room_text.IN_CASE_KEY_HELP),
        Key("d", "directory", home_text.DIRECTORY_KEY, home_text.DIRECTORY_KEY_HELP),
        Key("t", "take_away", meeting_text.TAKE_KEY, meeting_text.TAKE_KEY_HELP),
        Key("r", "mark", meeting_text.MARK_KEY, meeting_text.MARK_KEY_HELP, shown=False),
        Key("o", "facilitators", _("one or two of us"), _("One facilitator in the room, or two."), shown=False),
        Key("q", "leave", _("close netmeet"), _("Close the program; the meeting stays open."), ("ctrl+q",)),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", "", meeting_text.GLANCE_MORE_HELP, ("j", "pagedown"), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """The time, how the meeting is held, and two lists."""
        with VerticalScroll(classes="body", can_focus=False):
            with Horizontal(id="now"):
                yield Digits(id="clock")
                yield Static(id="held")
            yield Static(id="opening")
            yield Static(meeting_text.CONCERNS_TITLE, classes="title")
            yield Static(id="concerns")
            yield Static(meeting_text.HERE_TITLE, classes="title")
            yield Static(id="seats")

    _timed: tuple[str, str] | None = None
    """The time and how long the meeting has lasted, as they are shown. Nothing else hangs on them (L-8)."""

    @property
    def session(self) -> Session:
        """The meeting."""
        return self.keeper.session

    def show(self) -> None:
        """Fill the lists."""
        if not self.keeper.holding:
            return
        self._show_time()
        self.put("#opening", self._opening())
        self.put("#concerns", self._concerns())
        self.put("#seats", self._seats())
        super().show()

    def each_second(self) -> None:
        """Show the time, when that is another one."""
        if self.keeper.holding and self._time() != self._timed:
            self._show_time()

    def _time(self) -> tuple[str, str]:
        now = self.keeper.clock()
        return f"{now:%H:%M}", lines.lasted(self.session.state.opened, now)

    def _show_time(self) -> None:
        state = self.session.state
        time, lasted = self._timed = self._time()
        began = meeting_text.BEGAN.format(time=state.opened.strftime("%H:%M"))
        self.query_one("#clock", Digits).update(time)
        about = (
            time,
            began,
            lasted,
            room.arranged(state),
            self._how_many(state),
        )
        self.put("#held", self._held(about, room.marked(state)))
        self.where(
            meeting_text.MEETING,
            room.marked(state),
            meeting_text.IN_MEMORY if self.keeper.in_memory else "",  # before what may be cut on a narrow screen
            began,
            lasted,
            meeting_text.ONE_FACILITATOR if state.facilitators == 1 else "",
        )

    @staticmethod
    def _how_many(state: Meeting) -> str:
        return meeting_text.ONE_FACILITATOR if state.facilitators == 1 else meeting_text.ROOM_TWO

    def _held(self, about: tuple[str, ...], marked: str) -> Content:
        """Beside the clock; where there is no room for large digits, the time leads the line."""
        time, began, lasted, arranged, how_many = about
        first = "  ·  ".join((began, lasted, how_many))
        if self.has_class("-tight"):
            first = f"{time}  ·  {first}"
        rows = [Content(first), Content.styled(arranged, "$quiet"), Content.styled(marked, "bold")]
        return Content("\n").join([row for row in rows if row])

    def _opening(self) -> Content:
        """What is to be said at the start, until it has been."""
        state, pack = self.session.state, self.session.pack
        points = opening.points(pack, state.given, state.arranged.mode)
        said = sum(point.id in state.told for point in points)
        if said == len(points):
            return Content("")
        offer = room_text.OPENING_GO_ON.format(said=said, all=len(points)) if said else room_text.OPENING_OFFER
        return Content.styled(offer, "$quiet")

    def _concerns(self) -> Content:
        state, pack = self.session.state, self.session.pack
        if not state.concerns:
            return Content.styled(meeting_text.NO_CONCERNS, "$quiet")
        rows = []
        for concern in room.ordered(pack, state):
            done = concern.lane.closed
            rests = done or concern.lane.parked or concern.left_open
            about = lines.seat_of(state, concern)
            rows.append(
                Content.assemble(
                    (" · " if done else f" {concern.number} ", "$quiet" if done else "bold reverse"),
                    (f"  {lines.kind_of(pack, concern)}", "$quiet" if rests else "bold"),
                    (f"  {about}" if about else "", "$quiet" if rests else ""),
                    ("" if done else f"  {lines.stands(pack, concern)}", "$quiet"),
                )
            )
            more = (room.why(pack, state, concern), room.held(concern))
            if done:
                more = (lines.stands(pack, concern), "")
            if any(more):
                rows.append(Content.styled("     " + "  ·  ".join(filter(None, more)), "$quiet" if rests else ""))
        return Content("\n").join(rows)

    def _seats(self) -> Content:
        seats = self.session.state.seats
        if not seats:
            return Content.styled(meeting_text.NOBODY_SEATED, "$quiet")
        return Content("   ").join([Content(room.seated(seat).replace(" ", "\u00a0")) for seat in seats])

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

    async def action_opening(self) -> None:
        """What to say at the start."""
        from netmeet_tui.tui.screens.opening import OpeningPage

        await self.desk.push_screen(OpeningPage())

    async def action_in_case(self) -> None:
        """A person's in-case card."""
        from netmeet_tui.tui.screens.in_case import InCasePage

        await self.desk.push_screen(InCasePage())

    async def action_mark(self) -> None:
        """A round, or a pause."""
        from netmeet_tui.tui.screens.mark import MarkPage

        await self.desk.push_screen(MarkPage())

    def action_scroll(self, by: int) -> None:
        """The rest of it."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    async def action_seats(self) -> None:
        """Who is here."""
        from netmeet_tui.tui.screens.seats import SeatsPage

        await self.desk.push_screen(SeatsPage())

    async def action_take_away(self) -> None:
        """Support that they can use themselves."""
        from netmeet_tui.tui.screens.takeaway import TakeAwayPage

        await self.desk.push_screen(TakeAwayPage())

    async def action_directory(self) -> None:
        """Whom to ring."""
        from netmeet_tui.tui.screens.directory import DirectoryPage

        await self.desk.push_screen(DirectoryPage())

    async def action_leave(self) -> None:
        """Close the program."""
        await self.desk.leave()
