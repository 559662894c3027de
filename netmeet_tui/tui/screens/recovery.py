"""The recovery code, shown once, when the vault is made: it opens nothing until somebody has it on paper."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import text, vault_text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page

COLUMNS = 3
LONGEST = 8
"""Letters in the longest word of a code."""


class RecoveryPage(Page[None]):
    """Twelve words to write down; then the meeting that was asked for begins, with or without them."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "written", "", _("The words are on paper: they open the vault from now on."), shown=False),
        Key("2", "later", "", _("Begin without a recovery code."), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def body(self) -> ComposeResult:
        """What it is for, the words, and the two ways on."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(vault_text.RECOVERY_TITLE, classes="title")
            yield Static(vault_text.RECOVERY_WHY, classes="line")
            yield Static(self._words(), id="words")
            yield Static(listed(vault_text.RECOVERY_CHOICES), id="lines")

    def _words(self) -> Content:
        """Numbered, to be read down the columns."""
        numbered = [(f"{place:>3} ", word) for place, word in enumerate(self._code.split(), start=1)]
        rows = -(-len(numbered) // COLUMNS)
        return Content("\n").join(
            Content.assemble(
                *(
                    part
                    for number, word in numbered[row::rows]
                    for part in ((number, "$quiet"), f"{word:<{LONGEST + 3}}")
                )
            )
            for row in range(rows)
        )

    def show(self) -> None:
        """Say where we are."""
        self.where(text.NAME, vault_text.RECOVERY_WHERE)
        super().show()

    def action_written(self) -> None:
        """They are on paper."""
        self.doing(self._written)

    async def _written(self) -> None:
        await self.keeper.set_recovery(self._code)
        await self._begin("")

    def action_later(self) -> None:
        """Not now."""
        self.doing(self._later)

    async def _later(self) -> None:
        await self._begin(vault_text.RECOVERY_LATER)

    async def _begin(self, notice: str) -> None:
        await self.keeper.begin()
        await self.desk.follow()
        self.desk.page.notice(notice)
