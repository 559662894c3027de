"""Support for the trainee: the one page of practice whose numbers are real."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import text as shared
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import text

if TYPE_CHECKING:
    from netmeet_tui.report.card import Line


class SupportPage(Page[None]):
    """For the person who practises. Nothing of it is part of a story."""

    CSS_PATH = "choose.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape", "back", _("back"), _("Back to where you were."), ("q", "1", "enter")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def body(self) -> ComposeResult:
        """What helps now, and whom to talk to."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.SUPPORT_TITLE, classes="title")
            yield Static(text.SUPPORT_TOLD, classes="line")
            do = (Content.assemble((f"{shared.DO} ", "$accent"), line) for line in text.SUPPORT_DO)
            yield Static(Content("\n").join(do), classes="line")
            yield Static(id="numbers", classes="line")
            yield Static(text.SUPPORT_EMERGENCY, classes="line")

    def on_mount(self) -> None:
        """The numbers are read from a file: shown as soon as they are there."""
        super().on_mount()
        self.meanwhile(self._read)

    async def _read(self) -> None:
        from netmeet_tui.directory.book import spared
        from netmeet_tui.report.card import card

        nation, today = self.keeper.settled.chosen.get("nation", "unset"), self.keeper.clock().date()
        lines = await self.keeper.do(lambda: card(spared(), nation, today).lines)
        self.put("#numbers", Content("\n").join(map(_row, lines[:-1])))
        self.call_after_refresh(self.show_keys)

    def show(self) -> None:
        """Say that this page is not practice."""
        self.where(text.SUPPORT_WHERE)
        super().show()

    def action_back(self) -> None:
        """Back."""
        self.dismiss()


def _row(line: Line) -> Content:
    return Content.assemble((line.number, "bold $accent"), f"  {line.name}  ", (line.brief, "$quiet"))
