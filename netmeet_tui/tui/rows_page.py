"""Pages that are moved in row by row: the same keys everywhere."""

from __future__ import annotations

from typing import TypeVar

from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.rows import Rows

T = TypeVar("T")


class RowsPage(Page[T]):
    """Rows to move in, by a row, a screenful, or to their end. Where there are several, ``led`` says which."""

    @property
    def led(self) -> Rows:
        """Where the keys go."""
        return self.query_one(Rows)

    def moved(self) -> None:
        """What follows a move; mostly nothing."""

    def action_move(self, by: int) -> None:
        """Another row, or a little more to read."""
        self.led.move(by)
        self.moved()

    def action_page(self, by: int) -> None:
        """A screenful."""
        self.led.page(by)
        self.moved()

    def action_edge(self, by: int) -> None:
        """The beginning or the end."""
        self.led.edge(by)
        self.moved()
