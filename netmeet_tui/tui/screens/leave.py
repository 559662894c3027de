"""Closing the program while a meeting is open: what becomes of it, said before it is done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui.tui import text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page


class LeavePage(Page[None]):
    """Close, or stay."""

    CSS_PATH = "home.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "close", "close netmeet", "Close the program.", ("ctrl+q",)),
        Key("2", "stay", "stay", "Back to where you were.", ("escape",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What becomes of the meeting, and two choices."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.LEAVE_TITLE, classes="title")
            yield Static(text.LEAVE_MEMORY if self.keeper.in_memory else text.LEAVE_OPEN, classes="line")
            yield Static(listed(text.LEAVE_CHOICES), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.NAME)
        super().show()

    def action_close(self) -> None:
        """Close the program."""
        self.app.exit()

    def action_stay(self) -> None:
        """Stay."""
        self.dismiss()
