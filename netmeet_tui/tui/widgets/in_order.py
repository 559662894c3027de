"""Keys that edit a field are done in the order in which they were pressed."""

from __future__ import annotations

from textual.events import Key
from textual.widget import Widget


async def edit_in_order(field: Widget, event: Key) -> None:
    """Do at once what a key is for that the field itself answers to; for ``on_key`` of every field.

    Textual lets a field put in a letter when its turn comes, but asks what Backspace is bound to only once that key
    has come back to the app. Letters that come at once after it, or with it over a slow line, would be put in
    first, and the last of them taken away.
    """
    if event.is_printable:
        return
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if not binding.priority and await field.app.run_action(binding.action, field):
            event.stop()
            event.prevent_default()
            return
