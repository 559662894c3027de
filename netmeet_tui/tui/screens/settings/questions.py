"""What only the organisation can answer, and whose name is to it (N-10)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.doctor import ledger, questions
from netmeet_tui.tui import end_text, settings_text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.screens.settings.shared import MOVING, ListPage, two
from netmeet_tui.tui.screens.settings.sign import Sign, SignPage
from netmeet_tui.tui.widgets.rows import Row, Rows


class QuestionsPage(ListPage):
    """What only the organisation can answer, and whose name is to it."""

    KEYS: ClassVar[tuple[Key, ...]] = (*MOVING, Key("escape", "back", _("back"), end_text.TAKE_BACK_HELP, ("m",)))
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What they are, and the list."""
        with Vertical(classes="body"):
            yield Static(settings_text.QUESTIONS_LINES, id="told", classes="quiet")
            yield Rows("list")

    def show(self) -> None:
        """Fill the list."""
        if self.keeper.pack is None:
            return
        self.where(settings_text.SETTINGS_TITLE, settings_text.QUESTIONS_WHERE)
        self.fill()
        super().show()

    def rows(self) -> list[Row]:
        """Every question, and who answered it."""
        books = self._books
        rows = []
        for name, question in questions.questions().items():
            answer = questions.answer(name, books.answered, books.decided)
            who = ledger.who(answer) if answer else settings_text.QUESTIONS_NOBODY
            rows.append(Row(two(question.asks, who), name, hang=2))
        return rows

    def action_open(self) -> None:
        """Put a name to the marked question."""
        if self.keeper.settled.trouble:
            self.notice(settings_text.SETTINGS_NOT_NOW)
        else:
            self.meanwhile(partial(self._sign, str(self.led.marked)), group="choosing")

    async def _sign(self, name: str) -> None:
        sign = Sign("answered", name, questions.questions()[name].asks)
        there = self._books.answered.decisions.get(name)
        if signed := await self.desk.ask(SignPage(sign, there, same=True)):
            self.save(signed)

    def action_back(self) -> None:
        """Back to the settings."""
        self.dismiss()
