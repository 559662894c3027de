"""A field of several lines, with a cursor that stands still."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import TextArea

from netmeet_tui.tui.widgets.in_order import edit_in_order


class Pad(TextArea):
    """Room for a few sentences, which are wrapped. Nothing in it blinks."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(text, id=id, classes=classes, soft_wrap=True, compact=True, highlight_cursor_line=False)
        self.set_reactive(TextArea.cursor_blink, False)

    async def on_key(self, event: Key) -> None:
        """Edit in the order in which keys were pressed."""
        await edit_in_order(self, event)
