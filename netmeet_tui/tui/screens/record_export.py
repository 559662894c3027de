"""A record into a file: where, for whom, and said plainly that the file is not encrypted (D-2)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.report import export
from netmeet_tui.report.file import CannotWrite, Taken
from netmeet_tui.tui import records
from netmeet_tui.tui import records_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.records import Shown
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box

if TYPE_CHECKING:
    from netmeet_tui.report.record import Reader


class ExportPage(Page[None]):
    """A field for the file, with a name that tells nothing; and whom the copy is made for."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 3),
        Key("enter", "app.entered", text.EXPORT_CHANGE, text.EXPORT_CHANGE_HELP),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", "", text.EXPORT_SCROLL_HELP, ("j", "pagedown"), shown=False),
        Key("escape", "back", text.RECORDS_BACK, text.EXPORT_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    CSS_PATH = "record.tcss"

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._home = Path.home()

    def body(self) -> ComposeResult:
        """What will stand in the file and what will not, where it goes, and for whom."""
        proposed = export.proposed(self._home, self._shown.stands.kept_on)
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.EXPORT_TITLE, classes="title")
            yield Static(text.EXPORT_WHAT, classes="line")
            yield Static(text.EXPORT_OPEN, classes="line")
            yield Static(text.EXPORT_FILE, classes="quiet")
            yield Box(str(proposed), select_on_focus=False)
            yield Static(text.EXPORT_FILE_HINT, classes="hint")
            yield Static(listed(text.EXPORT_CHOICES), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.RECORDS_WHERE, text.EXPORT_WHERE)
        super().show()

    def action_pick(self, place: int) -> None:
        """Write it for the one who was named, or go back."""
        if place == 3:
            self.dismiss()
        else:
            made_for: Reader = "person" if place == 1 else "lead"
            self.doing(partial(self._write, made_for))

    async def _write(self, made_for: Reader, *, replace: bool = False) -> None:
        try:
            path = export.place(self.query_one(Input).value, self._home)
            await records.export(self.keeper, self._shown.stands, path, made_for, replace=replace)
        except Taken:
            taken = export.TAKEN.format(name=path.name, folder=path.parent)
            self.asking(partial(self._ask, made_for, taken))
        except CannotWrite as error:
            raise Trouble(str(error)) from None
        else:
            self.dismiss()
            self.desk.call_after_refresh(self._tell, path)

    def _tell(self, path: Path) -> None:
        self.desk.page.notice(export.WRITTEN.format(path=path))

    async def _ask(self, made_for: Reader, taken: str) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        if await self.desk.ask(AskPage(text.EXPORT_TAKEN, taken, text.EXPORT_TAKEN_CHOICES)):
            self.doing(partial(self._write, made_for, replace=True))

    def action_scroll(self, by: int) -> None:
        """What there is no room for."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Out of the field first; then back."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss()
