"""Pages over a story that stands still beneath them: nobody goes on talking, and its clock waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.rows_page import RowsPage
from netmeet_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from netmeet_tui.tui.practice.app import PracticeApp

T = TypeVar("T")


class StillPage(Page[T]):
    """A page of practice itself, and not of the story."""

    CSS_PATH = "desk.tcss"
    only_read = True
    stands_still: ClassVar[bool] = True
    """Whether the story stands still under this page."""

    @property
    def practice(self) -> PracticeApp:
        """The app, as what it is here."""
        return cast("PracticeApp", self.app)

    def on_mount(self) -> None:
        """Let the story stand still."""
        super().on_mount()
        self.practice.stand_still(self)

    def on_unmount(self) -> None:
        """However this was left, the story goes on."""
        self.practice.go_on(self)


class StillRows(StillPage[None], RowsPage[None]):
    """Rows to read or to choose from, and how to go through them."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("down", "move(1)", text.MOVE, text.MOVE_HELP, ("j",)),
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        *SCREENFULS,
        *EDGES,
        Key("escape", "back", text.BACK, text.BACK_HELP, ("q",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    PROSE: ClassVar[bool] = False

    def body(self) -> ComposeResult:
        """A line about them, and the rows."""
        with Vertical(classes="body"):
            yield Static(id="about", classes="quiet")
            yield Rows("rows", prose=self.PROSE)

    @property
    def rows(self) -> Rows:
        """The rows."""
        return self.query_one(Rows)

    def action_back(self) -> None:
        """Back."""
        self.dismiss()
