"""What is said at the start, point by point: safe space, anonymity, the few exceptions (C-07, C-10, C-11).

The points are the policy's own. A tick says that a point was said; none is needed to go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui.meeting.state import IN_PERSON, MODES, Meeting
from netmeet_tui.policy import opening
from netmeet_tui.policy.pack import Point
from netmeet_tui.tui import meeting_text, room, room_text, text
from netmeet_tui.tui.choices import hung, listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.widgets.box import Box
from netmeet_tui.tui.writing import WritingPage

LONGEST_PLACE: Final = 200
MEASURE: Final = 78
"""The longest line that is well read, in columns: that of the stylesheet."""
SAID, UNSAID = "✓", "·"


class OpeningPage(WritingPage):
    """One point at a time; the first asks how the meeting is held, for that decides what else is to be said."""

    CSS_PATH = "room.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 4),
        Key("up", "move(-1)", room_text.OPENING_MOVE, room_text.OPENING_MOVE_HELP, ("k", "left")),
        Key("down", "move(1)", "", "", ("j", "right"), shown=False),
        Key("space", "tick", room_text.OPENING_TICK, room_text.OPENING_TICK_HELP),
        Key("enter", "app.entered", text.WRITE, room_text.OPENING_WRITE_HELP),
        Key("pagedown", "scroll(5)", room_text.OPENING_MORE, room_text.OPENING_MORE_HELP),
        Key("pageup", "scroll(-5)", "", "", shown=False),
        Key("escape", "back", meeting_text.ROOM_BACK, meeting_text.ROOM_BACK_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._at = -1
        """The point that is shown; -1 asks how the meeting is held."""
        self._kept = ""
        """The address as it was last kept."""

    def body(self) -> ComposeResult:
        """The point, its clauses and the choices; on a wide screen, all points beside them."""
        with Horizontal(classes="body"):
            with Vertical(id="main"):
                with VerticalScroll(id="words", can_focus=False):
                    yield Static(id="title", classes="title")
                    yield Static(id="said")
                    yield Static(id="clauses")
                    yield Static(room_text.OPENING_PLACE, id="label", classes="quiet")
                    yield Box(hint=room_text.OPENING_PLACE_HINT, max_length=LONGEST_PLACE)
                yield Static(id="choices")
            yield Static(id="list")

    def on_mount(self) -> None:
        """Go on where it was left: at the first point that has not been said."""
        state = self.keeper.session.state
        if state.arranged.mode:
            unsaid = [place for place, point in enumerate(self._points) if point.id not in state.told]
            self._at = unsaid[0] if unsaid else 0
        self._kept = self.query_one(Input).value = state.arranged.place
        super().on_mount()

    @property
    def _state(self) -> Meeting:
        return self.keeper.session.state

    @property
    def _points(self) -> tuple[Point, ...]:
        state = self._state
        return opening.points(self.keeper.session.pack, state.given, state.arranged.mode)

    @property
    def _point(self) -> Point | None:
        """The point that is shown; None where it is asked how the meeting is held."""
        return self._points[self._at] if self._at >= 0 else None

    def show(self) -> None:
        """Fill the screen with the point."""
        if not self.keeper.holding:
            return
        self._at = min(self._at, len(self._points) - 1)
        point, place = self._point, self.query_one(Input)
        place.display = self.query_one("#label").display = point is None and self._state.arranged.mode == IN_PERSON
        if point is None:
            self._show_how()
        else:
            self._show_point(point)
        if self.has_class("-wide"):
            self.put("#list", Content("\n").join(self._list()))
        super().show()
        self.call_after_refresh(self.show_keys_laid_out)  # whether there is more to read is known by then

    def _show_how(self) -> None:
        self.where(room_text.OPENING_WHERE, room.arranged(self._state))
        self.put("#title", room_text.OPENING_MEET)
        self.put("#said", Content.styled(room_text.OPENING_MEET_DO, "$foreground"))
        self.put("#clauses", "")
        self.put("#choices", listed(room_text.OPENING_MEET_CHOICES))

    def _show_point(self, point: Point) -> None:
        said = point.id in self._state.told
        at = room_text.OPENING_AT.format(number=self._at + 1, of=len(self._points))
        self.where(room_text.OPENING_WHERE, at, room_text.OPENING_SAID if said else room_text.OPENING_UNSAID)
        self.put("#title", f"{point.title} {SAID}" if said else point.title)
        self.put(
            "#said", Content.assemble((f"{room_text.OPENING_ALOUD}  ", "$quiet"), (f"“{point.say}”", "$spoken"))
        )
        clauses = self.keeper.session.pack.clauses
        rows = [Content.styled(room_text.OPENING_POLICY, "bold $quiet")]
        sign, width = Content(f"{text.DO} "), self._width
        rows += [hung(sign, f"{clauses[name].says} ({name})", width).stylize("$quiet") for name in point.serves]
        self.put("#clauses", Content("\n").join(rows))
        last = self._at == len(self._points) - 1
        self.put("#choices", listed(room_text.OPENING_LAST if last else room_text.OPENING_CHOICES))

    @property
    def _width(self) -> int:
        """Columns for the words, with room for the bar beside them; 0 as long as they are not laid out."""
        return min(max(self.query_one("#words").outer_size.width - 1, 0), MEASURE)

    def _list(self) -> Iterator[Content]:
        """Every point with its tick; the one that is shown stands out."""
        how = room.arranged(self._state) or room_text.OPENING_MEET
        rows = [(bool(self._state.arranged.mode), how)]
        rows += [(point.id in self._state.told, point.title) for point in self._points]
        for place, (said, title) in enumerate(rows, start=-1):
            style = "bold" if place == self._at else "$quiet"
            yield Content.styled(f"{SAID if said else UNSAID} {title}", style)

    def available(self) -> Iterator[Key]:
        """Only the keys that make sense at this point."""
        asked = self._at < 0
        for key in self.KEYS:
            if key.action == "tick" and asked:
                continue
            if key.action == "app.entered" and self.field is None:
                continue
            if key.action.startswith("scroll") and not self.query_one("#words").max_scroll_y:
                continue
            yield key

    # -- keys --------------------------------------------------------------------------------------------

    def action_pick(self, place: int) -> None:
        """Take the line of that number."""
        point = self._point
        if point is None:
            self.doing(partial(self._meet, MODES[place - 1]) if place < len(MODES) else self._go_on)
        elif place == 1:
            self.doing(partial(self._said, point))
        elif place == 2:
            self.doing(self._go_on)
        elif place == 3:
            self.action_move(-1)

    async def _meet(self, mode: str) -> None:
        session = self.keeper.session
        place = session.state.arranged.place if mode == IN_PERSON else ""
        await self.keeper.do(lambda: session.arrange(mode, place))
        if mode == IN_PERSON:
            self.call_after_refresh(self._write)
        else:
            await self._go_on()

    def _write(self) -> None:
        self.show()
        self.set_focus(self.field)

    async def _said(self, point: Point) -> None:
        session = self.keeper.session
        await self.keeper.do(lambda: session.tell(point.id))
        await self._go_on()

    async def _go_on(self) -> None:
        await self.keep_written()
        if self._at + 1 < len(self._points):
            self._turn(self._at + 1)
        elif self.is_current:
            self.dismiss()

    def _turn(self, at: int) -> None:
        self._at = at
        self.query_one("#words").scroll_home(animate=False)

    def action_move(self, by: int) -> None:
        """Another point."""
        self._turn(max(min(self._at + by, len(self._points) - 1), -1))
        self.show()

    def action_tick(self) -> None:
        """It was said, or it was not."""
        session, point = self.keeper.session, self._point
        if point is not None:
            done = point.id not in session.state.told
            self.doing(partial(self.keeper.do, lambda: session.tell(point.id, done)))

    def action_scroll(self, by: int) -> None:
        """The rest of the words."""
        self.query_one("#words").scroll_relative(y=by, animate=False)

    # -- the address -------------------------------------------------------------------------------------

    async def keep(self) -> None:
        """The address. Raises Trouble."""
        place, session = self.query_one(Input).value, self.keeper.session
        if place != self._kept and session.state.arranged.mode == IN_PERSON:
            await self.keeper.do(lambda: session.arrange(IN_PERSON, place))
            self._kept = place
