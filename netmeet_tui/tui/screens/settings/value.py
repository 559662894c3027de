"""One setting: what is to be known of it, and what it may be."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.doctor import ledger
from netmeet_tui.doctor.ledger import Decision
from netmeet_tui.settings_told import Item
from netmeet_tui.tui import settings_text as text
from netmeet_tui.tui.choices import NARROWEST, listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

MOST_CHOICES = 5
MARGIN = 5
"""Columns before a value with a number, and those at the sides of the page."""


class ValuePage(Page[str | None]):
    """One setting: what it may be. Answers the value that was chosen, or None."""

    CSS_PATH: ClassVar[CSSPathType] = ["shared.tcss", "value.tcss"]
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", MOST_CHOICES),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", text.SETTINGS_REST, text.SETTINGS_REST_HELP, ("j", "pagedown")),
        Key("escape", "back", _("back"), text.SETTINGS_LEAVE_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, item: Item, decision: Decision | None) -> None:
        super().__init__()
        self._item = item
        self._decision = decision

    def body(self) -> ComposeResult:
        """The question, what is to be known of it, and the values below, always in sight."""
        item = self._item
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(Content(item.asks), id="what", classes="title")
            if item.means:
                yield Static(Content(item.means), id="means")
            if item.contested:
                yield Static(Content(text.SETTINGS_ADVISED.format(question=item.contested)), id="advised")
                who = text.SETTINGS_WHO_NOBODY
                if self._decision is not None:
                    who = text.SETTINGS_WHO.format(who=ledger.who(self._decision))
                yield Static(Content.styled(who, "$quiet"), id="who")
        yield Static(id="choices")

    def _choices(self) -> Content:
        """The values by number. With more than there are numbers for, the rest is only told."""
        values = [self._worded(value) for value in self._item.values]
        rest = [Content.assemble(" " * MARGIN, value) for value in values[MOST_CHOICES:]]
        more = [Content.styled(text.SETTINGS_MORE, "$quiet")] if rest else []
        by_number = listed(values[:MOST_CHOICES], width=max(self.size.width - MARGIN, NARROWEST))
        return Content("\n").join([by_number, *rest, *more])

    def _worded(self, value: str) -> Content:
        signs = []
        if value == self._item.now:
            signs.append(text.SETTINGS_NOW)
        if value == self._item.shipped:
            signs.append(text.SETTINGS_AS_SHIPPED)
        note = f"  ({', '.join(signs)})" if signs else ""
        return Content.assemble(self._item.values[value], (note, "$quiet"))

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SETTINGS_TITLE, self._item.group)
        self.put("#choices", self._choices())
        super().show()

    def action_pick(self, place: int) -> None:
        """That value."""
        values = list(self._item.values)
        if place <= len(values):
            self.dismiss(values[place - 1])

    def action_scroll(self, by: int) -> None:
        """The rest of what is to be known."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
