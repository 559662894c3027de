"""Rows of text under one another, one of them marked: a list to choose from, or words with places to go to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

MARK = "▸ "
A_FEW = 3


@dataclass(frozen=True, slots=True)
class Row:
    """Some words, and what they stand for; a row that stands for nothing is only read.

    ``hang`` is by how many columns more than ``indent`` all its lines but the first are set in.
    """

    content: Content
    stands: Hashable = None
    indent: int = 0
    hang: int = 0


class Rows(VerticalScroll, can_focus=False):
    """Rows, wrapped to the width there is. The keys are the screen's; the mouse may point."""

    class Pointed(Message):
        """A row was pointed at that stands for something; it is marked now."""

        def __init__(self, rows: Rows, again: bool) -> None:
            super().__init__()
            self.rows = rows
            self.again = again

    def __init__(self, id: str, *, prose: bool = False) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._prose = prose
        """Whether it is read from its beginning on: then what is marked follows what is in sight."""
        self._rows: tuple[Row, ...] = ()
        self._place: int | None = None
        self._lines: list[list[Content]] = []
        self._tops: list[int] = []
        self._width = 0
        self._first = 0
        """The line to begin with, for when there is room to lay the rows out."""
        self._led = True

    def compose(self) -> ComposeResult:
        """One text: much quicker than a widget a row."""
        yield Static()

    # -- what is shown -----------------------------------------------------------------------------------

    def fill(self, rows: Sequence[Row], marked: int | None, top: int = 0) -> None:
        """Show these rows with one marked, from a line on."""
        self._rows, self._place, self._first = tuple(rows), marked, top
        self._lay()
        self.call_after_refresh(self._come_to_rest)

    def lead(self, led: bool) -> None:
        """Whether the keys go here just now: the marked row stands out more."""
        if led != self._led:
            self._led = led
            self._draw()

    def told(self) -> list[str]:
        """The rows as they are read aloud: a line each, with the sign before the one that is marked."""
        return [
            f"{MARK if place == self._place else ' ' * row.indent}{row.content.plain}"
            for place, row in enumerate(self._rows)
        ]

    @property
    def place(self) -> int | None:
        """The place of the marked row."""
        return self._place

    @property
    def marked(self) -> Hashable:
        """What the marked row stands for; None when none is marked."""
        return None if self._place is None else self._rows[self._place].stands

    def mark(self, place: int | None) -> None:
        """Mark a row, and keep it in sight."""
        self._place = place
        self._draw()
        self._keep_in_sight()

    # -- moving ------------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """To the next row up or down that stands for something, reading on where it is not in sight yet."""
        there = self._next(by)
        if there is None or not self._in_reach(there):
            self._scroll(by * self._little(there, by))
        if there is not None and self._in_reach(there):
            self.mark(there)
        else:
            self._mark_in_sight()

    def _little(self, there: int | None, by: int) -> int:
        """By how many lines to read on: a few, or fewer when the next row is in sight then."""
        if there is None or not self._tops:
            return A_FEW
        first, last = self._lines_in_sight()
        away = self._tops[there + 1] - 1 - last if by > 0 else first - self._tops[there]
        return min(max(away, 1), A_FEW)

    def page(self, by: int) -> None:
        """A screenful on or back."""
        self._scroll(by * max(self.size.height - 1, 1))
        self._mark_in_sight()

    def edge(self, by: int) -> None:
        """To the very beginning or end."""
        self._scroll(by * len(self._tops) * 100)
        can = [place for place, row in enumerate(self._rows) if row.stands is not None]
        seen = [place for place in can if self._in_reach(place)]
        self._place = (seen[0] if by < 0 else seen[-1]) if seen else None
        self._draw()

    def _next(self, by: int) -> int | None:
        here = self._place
        if here is None:  # from what is in sight
            first, last = self._lines_in_sight()
            here = bisect_right(self._tops, first if by > 0 else last) - (1 if by > 0 else 0)
            # Nothing may be laid out yet, or what is may be shorter than the room for it.
            here = min(max(here - (by > 0), -1), len(self._rows))
        places = range(here + 1, len(self._rows)) if by > 0 else range(here - 1, -1, -1)
        return next((place for place in places if self._rows[place].stands is not None), None)

    def _lines_in_sight(self) -> tuple[int, int]:
        top = round(self.scroll_offset.y)
        return top, top + self.size.height - 1

    def _in_reach(self, place: int) -> bool:
        """Whether a row is in sight."""
        first, last = self._lines_in_sight()
        return bool(self._tops) and first <= self._tops[place] and self._tops[place + 1] - 1 <= last

    def _scroll(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, immediate=True)

    def _mark_in_sight(self) -> None:
        """Mark something that can be seen, where what was marked no longer can."""
        if self._place is None or not self._in_reach(self._place):
            can = (place for place, row in enumerate(self._rows) if row.stands is not None)
            self._place = next((place for place in can if self._in_reach(place)), None)
        self._draw()

    def _keep_in_sight(self) -> None:
        if self._place is None or not self._tops:
            return
        first, last = self._lines_in_sight()
        top, end = self._tops[self._place], self._tops[self._place + 1] - 1
        if top < first:
            self._scroll(top - first)
        elif end > last:
            self._scroll(min(end - last, top - first))

    def _come_to_rest(self) -> None:
        self.scroll_to(y=self._first, animate=False, immediate=True)
        if not self._prose:
            self._keep_in_sight()
        elif self._led:
            self._mark_in_sight()

    # -- laying out --------------------------------------------------------------------------------------

    def _lay(self) -> None:
        """Break the rows into lines, and note where each begins."""
        self._width = self.scrollable_content_region.width
        if not self._width or not self.is_mounted:
            self._tops = []  # it is not shown, and laid out when it is
            return
        self._lines = [self._broken(row) for row in self._rows]
        self._tops = [0, *accumulate(len(lines) for lines in self._lines)]
        self._draw(layout=True)

    def _broken(self, row: Row) -> list[Content]:
        width = max(self._width - len(MARK) - row.indent, 20)
        lines = row.content.wrap(width)
        if len(lines) > 1 and row.hang:  # what follows the first line is narrower
            rest = row.content[len(lines[0].plain) :]
            rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
            lines = [lines[0], *rest.wrap(max(width - row.hang, 20))]
        return [line.rstrip() for line in lines]

    def _draw(self, *, layout: bool = False) -> None:
        if not self._tops:
            return
        shown: list[Content] = []
        for place, (row, lines) in enumerate(zip(self._rows, self._lines, strict=True)):
            marked = place == self._place
            style = ("bold reverse" if self._led else "bold") if marked else ""
            for number, line in enumerate(lines):
                sign = MARK if marked and not number else " " * len(MARK)
                margin = " " * (row.indent + (row.hang if number else 0))
                styled = line.stylize(style) if style else line
                shown.append(Content.assemble((sign, "bold $accent"), margin, styled))
        for text in self.query(Static):  # none, while all of it is being taken away
            text.update(Content("\n").join(shown), layout=layout)

    def on_resize(self) -> None:
        """Another width asks for other lines."""
        if self.scrollable_content_region.width != self._width:
            if self._tops:
                first = bisect_right(self._tops, self.scroll_offset.y) - 1
                self._lay()
                self._first = self._tops[first] if self._tops else 0
            else:
                self._lay()
        else:
            self._first = round(self.scroll_offset.y)
        self.call_after_refresh(self._come_to_rest)

    def on_click(self, event: Click) -> None:
        """Mark the row that is pointed at; once more opens it."""
        line = event.screen_y - self.content_region.y + round(self.scroll_offset.y)
        place = bisect_right(self._tops, line) - 1
        if 0 <= place < len(self._rows) and self._rows[place].stands is not None:
            again = place == self._place
            self.mark(place)
            self.post_message(self.Pointed(self, again))
