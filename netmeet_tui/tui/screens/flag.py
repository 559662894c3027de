"""Flag a concern: one key says which kind; a letter before it says whom it is about, if anybody."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import meeting_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

KINDS = ("own-life", "harm-other", "child", "other-person", "unsure")
"""Keyed 1 to 5. Somebody ill, or a life in danger, is 9: the same key as everywhere."""


class FlagPage(Page[None]):
    """What worries you, and whom is it about?"""

    hears = True
    CSS_PATH = "meeting.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("flag", 5),
        Key(
            "a",
            "seat('a')",
            _("whom"),
            _("A seat's letter says whom it is about; again takes it back."),
            named="A-Z",
        ),
        *(Key(c, f"seat('{c}')", "", "", shown=False) for c in ascii_lowercase[1:]),
        Key("escape", "back", _("back"), _("Back without flagging anything.")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._seat = ""

    def body(self) -> ComposeResult:
        """The kinds, then the seats."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.FLAG_TITLE, classes="title")
            yield Static("\n".join(text.FLAG_LINES), classes="quiet")
            yield Static(id="concerns")
            yield Static(
                Content.assemble((" 9 ", "bold reverse"), f"  {text.FLAG_ILL}", ("999", "bold $urgent")), id="ill"
            )
            yield Static(text.FLAG_ABOUT, classes="title")
            yield Static(id="seats")

    def available(self) -> Iterable[Key]:
        """Letters need seats."""
        seats = self.keeper.session.state.seats if self.keeper.holding else ()
        return (key for key in self.KEYS if seats or not key.action.startswith("seat"))

    def show(self) -> None:
        """Fill the lists."""
        if not self.keeper.holding:
            return
        self.where(text.FLAG_WHERE)
        words = self.keeper.session.pack.words.kinds
        self.put("#concerns", listed([words[kind].label for kind in KINDS]))
        self.put("#seats", self._seats())
        super().show()

    def _seats(self) -> Content:
        seats = self.keeper.session.state.seats
        if not seats:
            return Content.styled(text.FLAG_NO_SEATS, "$quiet")
        shown = []
        for seat in seats:
            chosen = seat.letter == self._seat
            label = str(seat).replace(" ", "\u00a0")
            shown.append(Content.styled(f"▸{label}" if chosen else f" {label}", "bold reverse" if chosen else ""))
        return Content("  ").join(shown)

    def action_seat(self, letter: str) -> None:
        """It is about this seat."""
        letter = letter.upper()
        if self.keeper.session.state.seat(letter) is not None:
            self._seat = "" if self._seat == letter else letter
            self.show()

    def action_flag(self, place: int) -> None:
        """It is this kind."""
        self.doing(partial(self._flag, KINDS[place - 1]))

    async def _flag(self, kind: str) -> None:
        await self.keeper.do(lambda: self.keeper.session.flag(kind, self._seat))
        await self.desk.follow()

    def action_back(self) -> None:
        """Back to where we were."""
        self.doing(partial(self.desk.go, self.keeper.session.state.came_from))
