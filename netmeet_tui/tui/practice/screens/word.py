"""A page that asks for a word, which may be left empty."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.tui import text as shared
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import debrief_text as text
from netmeet_tui.tui.widgets.box import Box


class WordPage(Page[str]):
    """Asks for a word or a name, which may be left empty. Answers None where one goes back."""

    CSS_PATH = "word.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", shared.WRITE, text.WORD_HELP),
        Key("escape", "back", shared.BACK, text.WORD_BACK_HELP),
    )
    FIELD_KEYS = text.IN_A_WORD
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, title: str, lines: str, before: str, longest: int) -> None:
        super().__init__()
        self._asked, self._lines, self._before, self._longest = title, lines, before, longest

    def body(self) -> ComposeResult:
        """What is asked, why, and the field."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(self._asked, classes="title")
            yield Static(self._lines, classes="line")
            yield Box(self._before, max_length=self._longest, select_on_focus=False)

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.where(self._asked)
        self.query_one(Input).focus()

    def after(self, field: Input) -> Input | None:
        """Stay: this is the only field."""
        return field

    def entered(self, _field: Input) -> None:
        """That is the word."""
        self.dismiss(_field.value.strip())

    def action_back(self) -> None:
        """Back, without a word."""
        self.dismiss(None)
