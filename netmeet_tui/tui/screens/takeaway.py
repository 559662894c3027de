"""The take-away card: support that the person can use themselves, large enough to read together (C-21, I-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.tui import lines, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page

if TYPE_CHECKING:
    from netmeet_tui.report.card import Card


class TakeAwayPage(Page[None]):
    """The card, to read and to photograph. It says nothing of this meeting, and nothing is noted."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape", "back", text.TAKE_BACK, text.TAKE_BACK_HELP, ("m",)),
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        Key("down", "scroll(3)", "", text.TAKE_SCROLL_HELP, ("j",), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def body(self) -> ComposeResult:
        """Who can be reached, and when the numbers were checked."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.TAKE_TITLE, classes="title")
            yield Static(id="numbers", classes="line")
            yield Static(id="checked", classes="quiet")

    def show(self) -> None:
        """The card for the nation of the meeting."""
        self.where(text.TAKE_WHERE)
        card = self._card()
        rows = [
            Content.assemble((line.number, "bold $accent"), f"  {line.name}\n", (line.only, "$quiet"))
            for line in card.lines
        ]
        self.put("#numbers", Content("\n\n").join(rows))
        self.put("#checked", text.TAKE_CHECKED.format(day=lines.day(card.checked)))
        super().show()

    def _card(self) -> Card:
        from netmeet_tui.report.card import card

        nation = self.keeper.session.state.settings.get("nation", "unset") if self.keeper.holding else "unset"
        return card(nation)

    def action_scroll(self, by: int) -> None:
        """The rest of the card."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Back to where we were."""
        self.dismiss()
