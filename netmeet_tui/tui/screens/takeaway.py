"""The take-away card: support that the person can use themselves, to read together, to photograph, to print (C-21).

It says nothing of this meeting, and nothing is noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from netmeet_tui.tui import end_text, text
from netmeet_tui.tui.directory import read_directory
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble

if TYPE_CHECKING:
    from netmeet_tui.report.card import Card, Line

INK: str = "#ffffff on #000000"
"""What is drawn of a code is its light part: these two colours whatever the theme, so that cameras can read it."""

DIGIT = 3
"""Columns of one large digit."""

UNDER = 5
"""Columns before what is said of a number, so that it stands under it."""

ROOMY = 24
"""Rows from which on there is a blank line between two of them."""

BESIDE = 32
"""Columns of a code and the space before it."""


class TakeAwayPage(Page[None]):
    """All of them, or one with its number large and a code for a phone's camera."""

    CSS_PATH = "takeaway.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "look_at(1)", end_text.TAKE_ONE, end_text.TAKE_ONE_HELP, named="1-5"),
        *numbered("look_at", 5)[1:],
        Key("p", "print", end_text.TAKE_PRINT, end_text.TAKE_PRINT_HELP),
        Key("escape", "back", text.BACK, end_text.TAKE_BACK_HELP, ("m", "t")),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", end_text.TAKE_SCROLL, end_text.TAKE_SCROLL_HELP, ("j", "pagedown")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def __init__(self) -> None:
        super().__init__()
        self._card: Card | None = None
        self._at = 0
        """The one that is shown by itself; 0 for all of them."""

    def body(self) -> ComposeResult:
        """All of them; or one, with its code beside."""
        with VerticalScroll(id="all", classes="body", can_focus=False):
            yield Static(id="title", classes="title")
            yield Static(id="yours", classes="line")
            yield Static(id="numbers", classes="line")
            yield Static(id="dated", classes="quiet")
        with Horizontal(id="one", classes="body"):
            with Vertical(id="who"):
                yield Static(id="name", classes="title")
                yield Digits(id="number")
                yield Static(id="plainly", classes="line")
                yield Static(id="said", classes="line")
                yield Static(id="point", classes="quiet")
            yield Static(id="code", markup=False)

    def on_mount(self) -> None:
        """The numbers are read from files: shown as soon as they are there."""
        super().on_mount()
        self.meanwhile(self._read)

    async def _read(self) -> None:
        from netmeet_tui.report.card import card

        directory = await read_directory(self.keeper)
        today = self.keeper.clock().date()
        self._card = card(directory, self.keeper.nation, today, self.keeper.settled.organisation.name)
        self.show()
        self.notice(self.keeper.directory_trouble)

    def show(self) -> None:
        """The card for the nation of the meeting."""
        self.where(end_text.TAKE_WHERE)
        self.query_one("#all").display = not self._at
        self.query_one("#one").display = bool(self._at)
        if self._card is not None and self._at:
            self._show_one(self._card.lines[self._at - 1])
        elif self._card is not None:
            self._show_all(self._card)
        super().show()
        self.call_after_refresh(self.show_keys)

    def _show_all(self, card: Card) -> None:
        from netmeet_tui.report import card as cards

        self.put("#title", cards.TITLE)
        self.put("#yours", cards.YOURS)
        widest = max(len(line.number) for line in card.lines)
        rows = []
        for place, line in enumerate(card.lines, start=1):
            brief = f"{line.brief} {cards.AGAIN}" if line.again else line.brief
            first = Content.assemble(
                (f" {place} ", "bold reverse"), (f"  {line.number:<{widest}}", "bold $accent"), f"  {line.name}"
            )
            rows.append(Content.assemble(first, f"\n{' ' * UNDER}", (brief, "$quiet")))
        self.put("#numbers", Content("\n\n" if self.size.height >= ROOMY else "\n").join(rows))
        told = cards.FROM.format(organisation=card.organisation) if card.organisation else ""
        self.put("#dated", "  ·  ".join(filter(None, (told, card.dated))))

    def _show_one(self, line: Line) -> None:
        from netmeet_tui.directory.code import code

        drawn = code(line.code)
        digits = line.number.rpartition(" ")[2] if line.code.startswith("smsto") else line.number
        room = self.size.width - 4 - (BESIDE if drawn else 0)
        large = all(sign in "0123456789 +" for sign in digits) and len(digits) * DIGIT <= room
        self.query_one("#number", Digits).update(digits if large else "")
        self.query_one("#number").display = large
        self.put("#name", line.name)
        self.put("#plainly", "" if large and digits == line.number else Content.styled(line.number, "bold"))
        self.put("#said", line.said)
        self.put("#code", Content("\n").join(Content.styled(row, INK) for row in drawn))
        self.put("#point", end_text.TAKE_POINT if drawn else "")

    def available(self) -> Iterable[Key]:
        """Down and up only where there is more than fits."""
        more = not self._at and bool(self.query_one("#all").max_scroll_y)
        return (key for key in self.KEYS if key.label and (more or key.action != "scroll(3)"))

    def action_look_at(self, place: int) -> None:
        """One of them, large."""
        if self._card is not None and place <= len(self._card.lines):
            self._at = place
            self.show()

    def action_print(self) -> None:
        """As a file to print."""
        self.asking(self._print)

    async def _print(self) -> None:
        from netmeet_tui.tui.screens.write_file import WritePage

        card = self._card
        if self.keeper.practice:
            self.notice(text.NOT_IN_PRACTICE)
            return
        if card is None:
            return

        def content() -> bytes:
            from netmeet_tui.report.card_paper import CannotPrint, paper

            try:
                return paper(card)
            except CannotPrint as error:
                raise Trouble(str(error)) from None

        page = WritePage(end_text.TAKE_PRINT_TITLE, end_text.TAKE_PRINT_TOLD, end_text.TAKE_PRINT_NAME, content)
        said = await self.desk.ask(page)
        self.notice(said or "")

    def action_scroll(self, by: int) -> None:
        """The rest of the card."""
        self.query_one("#all").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """From one of them to all; from all of them back to where we were."""
        if self._at:
            self._at = 0
            self.show()
        else:
            self.dismiss()
