"""In which order a page is read aloud: that of its widgets, as whoever reads it in lines hears it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Digits, Input, Static, TextArea

from tests.tui.support import Room, said

IN_TURN: Final = ("#where", ".title", "#choices", "#notice", "#keys")
"""What every page has of these comes in this order: where one is, what it is about, what to choose, what is new."""


def read(room: Room) -> list[Widget]:
    """What can be read on the page that is shown, in the order in which it stands in the page."""
    return [part for part in room.page.walk_children(Widget) if _has_words(part) and _is_shown(room, part)]


def _has_words(part: Widget) -> bool:
    if isinstance(part, Digits):
        return bool(part.value)
    return isinstance(part, (Input, TextArea)) or (isinstance(part, Static) and bool(said(part.content).strip()))


def _is_shown(room: Room, part: Widget) -> bool:
    return bool(part.region.area) and all(
        above.display for above in part.ancestors_with_self if above is not room.app
    )


def disordered(room: Room) -> Iterator[str]:
    """Where the order of the widgets is another one than that in which the eye finds them, from the top down."""
    parts = read(room)
    for before, after in pairwise(parts):
        beside = after.region.x >= before.region.right
        if _top(after) < _top(before) and not beside:
            yield f"{after.css_identifier} stands above {before.css_identifier}, and is read after it"
    marked = (found for name in IN_TURN for found in room.page.query(name).results(Widget))
    places = [parts.index(found) for found in marked if found in parts]
    if places != sorted(places):
        yield f"{[parts[place].css_identifier for place in places]} are not read in this order"


def _top(part: Widget) -> int:
    """The row in which something begins, or the last one of what it is scrolled in where it cannot be seen yet."""
    frames = [above.region for above in part.ancestors if isinstance(above, VerticalScroll)]
    return min(part.region.y, *(frame.bottom - 1 for frame in frames)) if frames else part.region.y
