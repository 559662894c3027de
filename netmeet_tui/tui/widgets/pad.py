"""A field of several lines, with a cursor that stands still."""

from __future__ import annotations

from textual.widgets import TextArea


class Pad(TextArea):
    """Room for a few sentences, which are wrapped. Nothing in it blinks."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(text, id=id, classes=classes, soft_wrap=True, compact=True, highlight_cursor_line=False)
        self.set_reactive(TextArea.cursor_blink, False)
