"""Seats: who is here, by letter, with a word of their own choosing or none (D-3, C-10)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.meeting.state import Seat
from netmeet_tui.policy import lane as lanes
from netmeet_tui.tui import lines, still
from netmeet_tui.tui import meeting_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box

LONGEST_WORD = 24

LETTERS = tuple(Key(c, f"seat('{c}')", "", "", shown=False) for c in ascii_lowercase)


def rows(seats: tuple[Seat, ...], chosen: str = "") -> Content:
    """The seats, one a line; the chosen one stands out."""
    return Content("\n").join(
        Content.assemble(
            (f" {seat.letter} ", "bold reverse"),
            f"  {seat.word}" if seat.word else "",
            (f"  {text.SEAT_GONE}" if seat.left else "", "$quiet"),
            ("  ◂" if seat.letter == chosen else "", "bold"),
        )
        for seat in seats
    )


class SeatsPage(Page[None]):
    """Add a seat, change its word, empty it."""

    CSS_PATH = "meeting.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "new", _("a new seat"), _("Somebody sits down.")),
        Key("2", "empty", _("empty the marked seat"), _("Nobody sits there any more.")),
        Key("3", "left", text.SEAT_LEFT_KEY, text.SEAT_LEFT_HELP),
        Key("a", "seat('a')", _("change a word"), _("Mark this seat, and write its word."), named="A-Z"),
        *LETTERS[1:],
        Key("escape", "back", _("back"), _("Out of the field; once more, back to the meeting.")),
        Key("up", "scroll(-3)", "", "", ("pageup",), shown=False),
        Key("down", "scroll(3)", "", text.SEATS_MORE_HELP, ("pagedown",), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""

    def body(self) -> ComposeResult:
        """The seats, and the field for a word."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.SEATS_TITLE, classes="title")
            yield Static(text.SEATS_LINES, classes="quiet")
            yield Static(id="seats")
            yield Static(f"{text.SEAT_FIELD} ({text.SEAT_HINT})", classes="quiet", id="label")
            yield Box(max_length=LONGEST_WORD)

    def show(self) -> None:
        """Fill the list."""
        if not self.keeper.holding:
            return
        self.where(text.MEETING, text.SEATS_TITLE)
        self.put("#seats", rows(self.keeper.session.state.seats, self._chosen))
        writing = isinstance(self.focused, Input)
        self.query_one("#label").display = self.query_one(Input).display = writing
        super().show()

    def available(self) -> tuple[Key, ...]:
        """Emptying and leaving need a marked seat."""
        return tuple(key for key in self.KEYS if key.action not in ("empty", "left") or self._chosen)

    def action_new(self) -> None:
        """A new seat, then its word."""
        self.doing(self._new)

    async def _new(self) -> None:
        self._chosen = await self.keeper.do(self.keeper.session.take_seat)
        self._write()

    def action_seat(self, letter: str) -> None:
        """Mark this seat, and write its word."""
        if self.keeper.session.state.seat(letter.upper()) is not None:
            self._chosen = letter.upper()
            self._write()

    def _write(self) -> None:
        seat = self.keeper.session.state.seat(self._chosen)
        box = self.query_one(Input)
        box.value = seat.word if seat else ""
        box.display = True
        box.focus()
        self.call_after_refresh(self.show)

    def action_scroll(self, by: int) -> None:
        """The rest of the seats."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_empty(self) -> None:
        """Nobody sits there any more."""
        if self._chosen:
            self.doing(self._empty)

    async def _empty(self) -> None:
        letter, self._chosen = self._chosen, ""
        await self._to(letter, partial(self.keeper.session.empty_seat, letter))

    def action_left(self) -> None:
        """Whoever sits there left the meeting, or came back."""
        if self._chosen and not self.desk.busy:
            self.asking(partial(self._left, self._chosen))

    async def _left(self, letter: str) -> None:
        session, keep = self.keeper.session, False
        seat = session.state.seat(letter)
        if seat is None:
            return
        if not seat.left and seat.in_case:
            answer = await self.desk.ask(LeavePage(seat))
            if answer is None:
                return
            keep = answer
        try:
            back, away = partial(session.return_seat, letter), partial(session.leave_seat, letter, keep_card=keep)
            await self._to(letter, back if seat.left else away)
            self.show()
            await self._ask_lanes(letter, "!returned" if seat.left else "!left")
        except Trouble as trouble:
            self.say_trouble(trouble)

    async def _ask_lanes(self, letter: str, event: str) -> None:
        """Ask of each open concern about them whether it gets that as well: never by itself (I-5, I-6)."""
        from netmeet_tui.tui.screens.ask import AskPage

        session = self.keeper.session
        pack = session.pack
        title, about, choices = {
            "!left": (text.LANE_LEFT_TITLE, text.LANE_LEFT_LINES, text.LANE_LEFT_CHOICES),
            "!returned": (text.LANE_BACK_TITLE, text.LANE_BACK_LINES, text.LANE_BACK_CHOICES),
        }[event]
        for concern in session.state.open_concerns:
            if concern.seat == letter and event in lanes.events(pack, concern.lane, session.state.given):
                asked = title.format(number=concern.number, kind=lines.kind_of(pack, concern))
                if await self.desk.ask(AskPage(asked, about, choices)):
                    # 999 may have been rung over the question.
                    await self.keeper.do(partial(still.happen, session, concern.number, event))

    def entered(self, _field: Input) -> None:
        """That is their word."""
        self.doing(partial(self._rename, self._chosen, _field.value))

    async def _rename(self, letter: str, word: str) -> None:
        await self._to(letter, partial(self.keeper.session.name_seat, letter, word))

    async def _to(self, letter: str, act: Callable[[], None]) -> None:
        """Do something to a seat, unless it was emptied since the key was pressed. Raises Trouble."""
        await self.keeper.do(partial(still.seated, self.keeper.session, letter, act))

    def action_back(self) -> None:
        """Out of the field; then back."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
            self.call_after_refresh(self.show)
        else:
            self.dismiss()


class LeavePage(Page[bool | None]):
    """Somebody leaves who has something on their in-case card: answers whether it is kept, None for no change."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("answer", 3),
        Key("escape", "answer(3)", text.ROOM_BACK, text.SEAT_LEFT_CHOICES[2]),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._title = text.SEAT_LEFT_TITLE.format(seat=seat)

    def body(self) -> ComposeResult:
        """What becomes of the card, and three lines."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(self._title, classes="title")
            yield Static(text.SEAT_LEFT_LINES, classes="line")
            yield Static(listed(text.SEAT_LEFT_CHOICES), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.MEETING, text.SEATS_TITLE)
        super().show()

    def action_answer(self, place: int) -> None:
        """That is the answer."""
        self.dismiss({1: False, 2: True}.get(place))


class AboutPage(Page[str | None]):
    """Whom a concern is about: answers a seat's letter, an empty word for nobody, None for no change."""

    CSS_PATH = "meeting.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("a", "seat('a')", _("whom"), _("It is about this seat."), named="A-Z"),
        *LETTERS[1:],
        Key("1", "seat('')", _("leave it open"), _("It is about nobody in particular, or it is not said.")),
        Key("escape", "back", _("back"), _("Back without a change.")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """The seats."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.ABOUT_TITLE, classes="title")
            yield Static(id="seats")
            yield Static(listed([text.ABOUT_NOBODY]), classes="line")

    def show(self) -> None:
        """Fill the list."""
        if not self.keeper.holding:
            return
        self.where(text.ABOUT_TITLE)
        seats = self.keeper.session.state.seats
        self.put("#seats", rows(seats) if seats else Content.styled(text.FLAG_NO_SEATS, "$quiet"))
        super().show()

    def action_seat(self, letter: str) -> None:
        """This one."""
        if not letter or self.keeper.session.state.seat(letter.upper()) is not None:
            self.dismiss(letter.upper())

    def action_back(self) -> None:
        """No change."""
        self.dismiss(None)
