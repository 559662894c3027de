"""Help: what every key of the screen beneath does."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import text
from netmeet_tui.tui.keys import EVERYWHERE, Key, beside, bound
from netmeet_tui.tui.page import Page

MARGIN = 9
"""Columns before the sentence of a key."""


class HelpPage(Page[None]):
    """The keys of a screen; those that do nothing just now are grey and marked."""

    CSS_PATH = "help.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape", "back", _("back"), _("Back to the screen."), ("question_mark", "q", "enter")),
        Key("up", "scroll(-3)", _("scroll"), _("Up and down."), ("k", "pageup")),
        Key("down", "scroll(3)", "", "", ("j", "space", "pagedown"), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def __init__(self, keys: Sequence[Key], now: Sequence[Key], more: Content, writing: Sequence[Key] = ()) -> None:
        """``now``: those that do something just now. ``writing``: what keys do in a field, where there are any."""
        super().__init__()
        self._keys, self._writing = keys, writing
        self._told = [key for key in keys if key.help]
        actions = {key.action for key in (*now, *EVERYWHERE)}
        self._asleep = {key.action for key in keys} - actions
        self._more = more

    def body(self) -> ComposeResult:
        """A line a key."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.HELP_TITLE, classes="title")
            yield Static(Content("\n").join(self._row(key) for key in self._told), classes="line")
            yield Static(text.HELP_NOW if self._asleep else "", classes="quiet")
            if self._writing:
                yield Static(text.HELP_WRITING, classes="title")
                yield Static(Content("\n").join(self._row(key) for key in self._writing), classes="line")
            yield Static(self._more, classes="line")

    def _row(self, key: Key) -> Content:
        asleep = key.action in self._asleep
        mark = "·" if asleep else " "
        style = "$quiet" if asleep else "bold $accent"
        also = beside(key, self._keys)
        sentence = f"{key.help} {text.HELP_ALSO.format(keys=', '.join(also))}" if also else key.help
        lines = wrap(sentence, max(self.app.size.width - MARGIN - 6, 20)) or [""]
        told = f"\n{' ' * MARGIN}".join(lines)
        return Content.assemble((f"{mark} {key.cap:>5}  ", style), (told, "$quiet" if asleep else ""))

    def show(self) -> None:
        """Say where we are."""
        self.where(text.HELP_TITLE)
        super().show()

    def action_back(self) -> None:
        """Back."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
