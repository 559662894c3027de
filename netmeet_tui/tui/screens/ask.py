"""A question before something that cannot be taken back: what becomes of it, said before it is done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page


class AskPage(Page[bool]):
    """Answers whether it is to be done."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "answer(True)", "", _("Do it."), shown=False),
        Key("2", "answer(False)", _("back"), _("Back to where you were."), ("escape",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, title: str, lines: str, choices: tuple[str, str]) -> None:
        super().__init__()
        self._asked = (title, lines, choices)

    def body(self) -> ComposeResult:
        """What is asked, what becomes of it, and two choices."""
        title, lines, choices = self._asked
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(title, classes="title", markup=False)
            yield Static(lines, classes="line", markup=False)
            yield Static(listed(choices), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(self._asked[0])
        super().show()

    def without_saving(self) -> tuple[Key, ...]:
        """One question at a time."""
        return ()

    def action_answer(self, yes: bool) -> None:
        """That is the answer."""
        self.dismiss(yes)
