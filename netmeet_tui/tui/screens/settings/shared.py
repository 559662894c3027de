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
from netmeet_tui.tui import settings_text as text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key
from netmeet_tui.tui.rows_page import RowsPage
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.rows import Row, Rows

T = TypeVar("T")

MOVING = (
    Key("up", "move(-1)", text.SETTINGS_MOVE, text.SETTINGS_MOVE_HELP, ("k",)),
    Key("down", "move(1)", "", "", ("j",), shown=False),
    Key("enter", "open", text.SETTINGS_CHANGE, text.SETTINGS_CHANGE_HELP),
    *SCREENFULS,
    *EDGES,
)


class Books:
    """Who decided and who answered, as the settings have it."""

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        today, path = keeper.clock().date(), keeper.settled.file
        assert keeper.pack is not None
        self.decided: Ledger = ledger.read(settings.decided, keeper.pack.settings, path, today)
        self.answered: Ledger = questions.read(settings.answered, path, today)
        self.nobody = questions.waiting(self.answered, self.decided, today)[0]


class SettingsRows(RowsPage[T]):
    """Rows as they look on these pages."""

    CSS_PATH: ClassVar[CSSPathType] = "shared.tcss"


class ListPage(SettingsRows[None]):
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
        marked, rows = self.led.marked, self.rows()
        can = [place for place, row in enumerate(rows) if row.stands is not None]
        place = next((place for place in can if rows[place].stands == marked), can[0])
        self.led.fill(rows, place, round(self.led.scroll_offset.y))

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
