"""For whoever invites people to a meeting: the page to read, or to turn towards them (C-06 to C-10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.report import convenor
from netmeet_tui.report.convenor import Part
from netmeet_tui.tui import ahead_text, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page


class ConvenorPage(Page[None]):
    """The page, from its beginning; nothing is noted."""

    CSS_PATH = "ahead.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape", "back", ahead_text.AHEAD_BACK, ahead_text.AHEAD_BACK_HELP, ("p", "m")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """All of it in one text, to be scrolled."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(id="page")
            yield Static(ahead_text.CONVENOR_PRINT, classes="quiet")

    def show(self) -> None:
        """Under the policy and the settings that are in force."""
        self.where(ahead_text.CONVENOR_WHERE)
        self.put("#page", Content("\n\n").join(self._parts()))
        super().show()

    def _parts(self) -> Iterator[Content]:
        pack = self.keeper.pack
        if pack is None:
            yield Content(text.POLICY_UNREAD)
            return
        page = convenor.page(pack, self.keeper.settled.chosen)
        yield Content.styled(page.title, "bold $accent")
        for part in page.parts:
            yield Content.assemble((f"{part.heading}\n", "bold"), _lines(part))
        yield Content(page.last)
        yield Content.styled(page.dated, "$quiet")

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss()


def _lines(part: Part) -> str:
    if not part.listed:
        return " ".join(part.lines)
    return "\n".join((part.lines[0], *(f"{text.DO} {line}" for line in part.lines[1:])))
