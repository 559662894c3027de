"""What Textual goes on remembering of screens that are gone: as many lines as it painted of a thousand widgets.

One of its caches has the painted lines of every widget in its keys (Textualize/textual#6665). Nothing asks for
those of a widget that is gone. They would take some 30 MiB in a long meeting, and say what stood on the screen.
"""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget() -> None:
    """Let go of them. What is on the screen now is noted again when it is next painted."""
    StylesCache.get_inner_outer.cache_clear()
