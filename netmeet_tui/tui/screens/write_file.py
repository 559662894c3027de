"""Where to write a file that leaves netmeet on purpose: a name is asked for, and what becomes of it said first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.tui import end_text, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box


class WritePage(Page[str]):
    """Answers where the file was written; nothing when it was not."""

    CSS_PATH = "write_file.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", text.WRITE, end_text.FILE_WRITE_HELP),
        Key("escape", "back", text.BACK, end_text.FILE_BACK_HELP),
    )
    FIELD_KEYS = end_text.IN_A_FILE_NAME
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, title: str, told: str, name: str, content: Callable[[], bytes]) -> None:
        """``told`` says what will be in the file; ``name`` is proposed; ``content`` may raise Trouble."""
        super().__init__()
        self._asked, self._told, self._proposed, self._content = title, told, name, content

    def body(self) -> ComposeResult:
        """What it will be, then the field for its name."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(self._asked, classes="title", markup=False)
            yield Static(self._told, classes="line", markup=False)
            yield Static(end_text.FILE_NAME, classes="quiet")
            yield Box(self._proposed, max_length=500, select_on_focus=False)

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.where(self._asked)
        self.query_one(Input).focus()

    def after(self, field: Input) -> Input | None:
        """Stay: the name may not be one."""
        return field

    def entered(self, _field: Input) -> None:
        """That is its name."""
        self.doing(partial(self._write, _field.value))

    async def _write(self, typed: str) -> None:
        path = await self.keeper.do(lambda: written(typed, Path(self._proposed).suffix, self._content))
        self.dismiss(end_text.FILE_WRITTEN.format(path=path))

    def action_back(self) -> None:
        """Nothing is written."""
        self.dismiss("")


def written(typed: str, ending: str, content: Callable[[], bytes]) -> Path:
    """Write the file that somebody named. Raises Trouble."""
    from netmeet_tui.report.file import CannotWrite, place, write

    try:
        path = place(typed, Path.home(), ending)
        write(path, content())
    except CannotWrite as error:
        raise Trouble(str(error)) from None
    return path
