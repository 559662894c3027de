"""The in-case card: what a person may put down in case 999 or a call needs it, and take back with one key (D-4).

Nothing that is on a card is shown until it is asked for, and leaving the screen hides it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import IN_CASE, Seat
from netmeet_tui.tui import meeting_text, room_text, still, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.screens.seats import LETTERS
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box, bracketed
from netmeet_tui.tui.writing import WritingPage

LONGEST: Final = 200


def named(seats: tuple[Seat, ...], chosen: str) -> Content:
    """The seats in a line, so that the card beneath stays in sight; the chosen one stands out."""
    return Content("   ").join(
        Content.assemble(
            (f" {seat.letter} ", "bold reverse"),
            f"\u00a0{seat.word}".replace(" ", "\u00a0") if seat.word else "",
            ("\u00a0◂" if seat.letter == chosen else "", "bold"),
        )
        for seat in seats
    )


class CardField(Box):
    """A field of the card. It knows which one it is, and what was last kept of it."""

    def __init__(self, name: str) -> None:
        super().__init__(max_length=LONGEST, select_on_focus=False)
        self.card_field = name
        self.kept = ""

    def fill(self, value: str, hint: str) -> None:
        """Hold what is kept, or nothing while that is not shown."""
        self.value = self.kept = value
        self.placeholder = bracketed(hint)


class InCasePage(WritingPage):
    """Whose card, and its four fields."""

    CSS_PATH = "room.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "show_or_hide", room_text.IN_CASE_SHOW, room_text.IN_CASE_SHOW_HELP),
        Key("2", "take_back", room_text.IN_CASE_TAKE_BACK, room_text.IN_CASE_TAKE_BACK_HELP),
        Key("a", "seat('a')", room_text.IN_CASE_LETTER, room_text.IN_CASE_LETTER_HELP, named="A-Z"),
        *LETTERS[1:],
        Key("enter", "app.entered", text.WRITE, room_text.IN_CASE_WRITE_HELP),
        Key("escape", "back", meeting_text.ROOM_BACK, meeting_text.ROOM_BACK_HELP),
        Key("up", "scroll(-3)", "", "", ("pageup",), shown=False),
        Key("down", "scroll(3)", room_text.OPENING_MORE, room_text.OPENING_MORE_HELP, ("pagedown",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self._shown = False

    def body(self) -> ComposeResult:
        """What the card is, whose, the fields, and whether they are shown."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(room_text.IN_CASE_TITLE, classes="title")
            yield Static(room_text.IN_CASE_LINES, id="told", classes="quiet")
            yield Static(id="seats")
            yield Static(id="whose")
            with Vertical(id="fields"):
                for name in IN_CASE:
                    with Horizontal(classes="row"):
                        yield Static(room_text.IN_CASE_FIELDS[name][0], classes="label")
                        yield CardField(name)
            yield Static(id="state", classes="quiet")

    def on_mount(self) -> None:
        """Where only one person is noted, it is their card."""
        seats = self.session.state.seats
        self._letter = seats[0].letter if len(seats) == 1 else ""
        super().on_mount()
        self._fill_soon()

    @property
    def session(self) -> Session:
        """The meeting."""
        return self.keeper.session

    @property
    def _seat(self) -> Seat | None:
        return self.session.state.seat(self._letter)

    def show(self) -> None:
        """Whose card it is, and whether anything is on it."""
        if not self.keeper.holding:
            return
        seats, seat = self.session.state.seats, self._seat
        self.where(room_text.IN_CASE_WHERE, str(seat) if seat else "")
        self.put(
            "#seats", named(seats, self._letter) if seats else Content.styled(room_text.IN_CASE_NOBODY, "$quiet")
        )
        whose = Content.styled(room_text.IN_CASE_OF.format(seat=seat), "bold") if seat else room_text.IN_CASE_WHOSE
        self.put("#whose", whose if seats else "")
        self.query_one("#fields").display = seat is not None
        for field in self.query(CardField):
            field.display = seat is not None
        self.put("#state", self._kept(seat) if seat else "")
        super().show()

    def _kept(self, seat: Seat) -> str:
        if not seat.in_case:
            return room_text.IN_CASE_EMPTY
        return room_text.IN_CASE_SHOWN if self._seen else room_text.IN_CASE_HIDDEN

    @property
    def _seen(self) -> bool:
        """Whether anything of the card is to be seen, also what has just been written."""
        return self._shown or any(field.value for field in self.query(CardField))

    def available(self) -> Iterator[Key]:
        """Only the keys that make sense for this card."""
        seat = self._seat if self.keeper.holding else None
        kept = seat is not None and bool(seat.in_case)
        for key in self.KEYS:
            if key.action in ("show_or_hide", "take_back") and not kept:
                continue
            if key.action == "app.entered" and seat is None:
                continue
            if key.action.startswith("scroll") and not self.query_one(VerticalScroll).max_scroll_y:
                continue
            if key.action.startswith("seat") and not self.session.state.seats:
                continue
            yield key

    def _fill_soon(self) -> None:
        async def fill() -> None:
            try:
                await self._fill()
            except Trouble as trouble:
                self.say_trouble(trouble)

        self.meanwhile(fill, group="card")

    async def _fill(self) -> None:
        """Put into the fields what is shown: nothing, until it is asked for."""
        seat, session, letter = self._seat, self.session, self._letter
        card: Mapping[str, str] = {}
        if seat is not None and self._shown:
            card = await self.keeper.do(lambda: session.in_case(letter))
        for field in self.query(CardField):
            name = field.card_field
            hidden = seat is not None and name in seat.in_case and not self._shown
            field.fill(card.get(name, ""), room_text.IN_CASE_KEPT if hidden else room_text.IN_CASE_FIELDS[name][1])
        self.show()

    # -- keys --------------------------------------------------------------------------------------------

    def action_seat(self, letter: str) -> None:
        """This one's card; the one before is hidden."""
        if self.session.state.seat(letter.upper()) is not None:
            self.doing(partial(self._turn, letter.upper()))

    async def _turn(self, letter: str) -> None:
        await self.keep_written()
        self._letter, self._shown = letter, False
        await self._fill()

    def action_show_or_hide(self) -> None:
        """Show what is written, while the person looks; or hide it again."""
        if self._seat is not None:
            self.doing(self._show_or_hide)

    async def _show_or_hide(self) -> None:
        await self.keep_written()
        self._shown = not self._seen
        await self._fill()

    def action_take_back(self) -> None:
        """All of it is gone, also what is just being written."""
        if self._seat is not None:
            self.doing(self._take_back)

    async def _take_back(self) -> None:
        await self.keep_written()
        session, letter = self.session, self._letter
        await self.keeper.do(partial(still.seated, session, letter, partial(session.take_back_in_case, letter)))
        self._shown = False
        await self._fill()

    def action_scroll(self, by: int) -> None:
        """The rest of it."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    # -- writing -----------------------------------------------------------------------------------------

    def on_screen_suspend(self) -> None:
        """Also what is only read hides the card: whoever comes back to it asks for it again."""
        self.covered()

    def covered(self) -> None:
        """Something came over this screen: keep what the fields hold, and hide it."""
        if self.keeper.holding and self.is_mounted:
            self.keep_soon(self._hide)

    async def _hide(self) -> None:
        if self.is_mounted and self.keeper.holding:
            self._shown = False
            await self._fill()

    async def keep(self) -> None:
        """What was written anew; a field that is not shown and stays empty is left as it is. Raises Trouble."""
        session, letter = self.session, self._letter
        for field in self.query(CardField):
            name, value = field.card_field, field.value
            if value != field.kept:
                put = partial(session.put_in_case, letter, name, value)
                await self.keeper.do(partial(still.seated, session, letter, put))
                field.kept = value
