"""What the pages of the settings share: a list to move in, what is set, and how it is saved."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import ClassVar, TypeVar

from textual.content import Content
from textual.types import CSSPathType

from netmeet_tui.doctor import ledger, questions
from netmeet_tui.doctor.ledger import Ledger
from netmeet_tui.settings import Changes, Settings
from netmeet_tui.tui import text
from netmeet_tui.tui.keeper import Keeper, Trouble
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.rows import Row, Rows

T = TypeVar("T")

MOVING = (
    Key("up", "move(-1)", text.SETTINGS_MOVE, text.SETTINGS_MOVE_HELP, ("k",)),
    Key("down", "move(1)", "", "", ("j",), shown=False),
    Key("enter", "open", text.SETTINGS_CHANGE, text.SETTINGS_CHANGE_HELP),
    Key("pagedown", "page(1)", "", "", ("space",), shown=False),
    Key("pageup", "page(-1)", "", "", shown=False),
    Key("home", "edge(-1)", "", "", shown=False),
    Key("end", "edge(1)", "", "", shown=False),
)


class Books:
    """Who decided and who answered, as the settings have it."""

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        today, path = keeper.clock().date(), keeper.settled.file
        assert keeper.pack is not None
        self.decided: Ledger = ledger.read(settings.decided, keeper.pack.settings, path, today)
        self.answered: Ledger = questions.read(settings.answered, path, today)
        self.nobody = questions.waiting(self.answered, self.decided, today)[0]


class RowsPage(Page[T]):
    """Rows to move in, by a row, a screenful, or to their end."""

    CSS_PATH: ClassVar[CSSPathType] = "shared.tcss"

    @property
    def _list(self) -> Rows:
        return self.query_one(Rows)

    def action_move(self, by: int) -> None:
        """Another row, or a little more to read."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """A screenful."""
        self._list.page(by)

    def action_edge(self, by: int) -> None:
        """The beginning or the end."""
        self._list.edge(by)


class ListPage(RowsPage[None]):
    """A list of which a line can be opened, and somebody's name put to something."""

    @property
    def _settings(self) -> Settings:
        """What the file says; what netmeet comes with where it never could be used."""
        return self.keeper.settled.settings or Settings()

    @property
    def _books(self) -> Books:
        return Books(self.keeper, self._settings)

    @abstractmethod
    def rows(self) -> list[Row]:
        """Every line."""

    def fill(self) -> None:
        """Show every line; what was marked stays marked."""
        marked, rows = self._list.marked, self.rows()
        can = [place for place, row in enumerate(rows) if row.stands is not None]
        place = next((place for place in can if rows[place].stands == marked), can[0])
        self._list.fill(rows, place, round(self._list.scroll_offset.y))

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """A line was pointed at; pointed at again, it opens."""
        if event.again:
            self.action_open()

    @abstractmethod
    def action_open(self) -> None:
        """Look more closely at what is marked, and change it."""

    def save(self, changes: Changes) -> None:
        """Save it, and say so."""
        self.doing(partial(self._saved, changes))

    async def _saved(self, changes: Changes) -> None:
        try:
            await self.keeper.do(partial(self.keeper.settled.change, changes))
        except Trouble:
            self.show()  # the file may be another one by now
            raise
        self.desk.dress()
        self.call_after_refresh(self.notice, text.SETTINGS_SAVED)


def two(asks: str, says: str, note: str = "") -> Content:
    """What is asked, what is said to it, and a note where there is one: under one another."""
    return Content.assemble(asks, "\n", (says, "bold"), (f"\n({note})" if note else "", "$quiet"))
