"""A field to write in: one line, with a cursor that stands still."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input

from netmeet_tui.tui.widgets.in_order import edit_in_order


class Box(Input):
    """A field. Nothing in it blinks, and a hint cannot be taken for something that was written."""

    def __init__(
        self,
        value: str = "",
        *,
        hint: str = "",
        max_length: int | None = None,
        password: bool = False,
        select_on_focus: bool = True,
        id: str | None = None,  # noqa: A002 (Textual's own name)
    ) -> None:
        """``hint``: what might be written, for as long as nothing is."""
        super().__init__(
            value,
            placeholder=bracketed(hint),
            max_length=max_length or 0,
            password=password,
            select_on_focus=select_on_focus,
            id=id,
        )
        self.set_reactive(Input.cursor_blink, False)

    async def on_key(self, event: Key) -> None:
        """Edit in the order in which keys were pressed."""
        await edit_in_order(self, event)


def bracketed(hint: str) -> str:
    """A hint as it stands in an empty field: it differs from words that were written by more than its colour."""
    return f"({hint})" if hint else ""
