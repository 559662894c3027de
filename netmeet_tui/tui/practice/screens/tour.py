"""Before the tour, what it is; and after it, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import text as shared
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import tour_text as text
from netmeet_tui.tui.practice.screens.before import BeforePage
from netmeet_tui.tui.practice.tour import marked, set_out


def dots(lines: Sequence[str]) -> Content:
    """Lines, each with a dot before it."""
    return Content("\n").join(Content.assemble((f"{shared.DO} ", "$accent"), line) for line in lines)


class TourPage(BeforePage):
    """What the tour is, what one will know afterwards, and that one may leave it."""

    CSS_PATH = "tour.tcss"
    WHERE = text.WHERE
    CHOICES = text.CHOICES

    def told(self) -> Sequence[Content]:
        """All of it short: it fits the smallest screen."""
        how = text.HOW.format(sign=text.SIGN)
        return (
            Content(text.ABOUT),
            Content.assemble((f"{text.LEARN_TITLE}\n", "bold"), dots(text.LEARN)),
            Content(text.LEAVE),
            Content.assemble(f"{how}\n", (f"{text.SIGN} ", "bold $accent"), *marked(text.BEGIN)),
        )

    async def picked(self, place: int) -> None:
        """Begin, or to the stories."""
        if place == 1:
            await set_out(self.practice, self.story)
        else:
            await self.desk.home()


class AfterPage(Page[None]):
    """What one knows now, and what to do with it."""

    CSS_PATH = "tour.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "back", _("to the stories"), _("To the stories."), ("enter", "escape", "q")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """Few lines."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.AFTER_TITLE, classes="title")
            yield Static(text.AFTER_TOLD, classes="line")
            yield Static(dots(text.AFTER_NEXT), classes="line")
            yield Static(listed(text.AFTER_CHOICES), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.AFTER_WHERE)
        super().show()

    def action_back(self) -> None:
        """To the stories."""
        self.dismiss()
