"""What a changed setting of the policy changes, before it is saved (N-09)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.policy import difference_told
from netmeet_tui.settings_told import Item
from netmeet_tui.tui import settings_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import SCREENFULS, Key, bound
from netmeet_tui.tui.screens.settings.shared import SettingsRows
from netmeet_tui.tui.widgets.rows import Row, Rows


class ChangePage(SettingsRows[bool]):
    """What a changed setting of the policy changes, before it is saved. Answers whether it is to be (N-09)."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "save", "", text.CHANGES_SAVE_HELP, shown=False),
        Key("2", "leave", _("back"), text.SETTINGS_LEAVE_HELP, ("escape",)),
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        Key("down", "move(1)", text.SETTINGS_REST, text.SETTINGS_REST_HELP, ("j",)),
        *SCREENFULS,
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, item: Item, value: str) -> None:
        super().__init__()
        self._item = item
        self._value = value
        self._known = False
        """Whether it has been worked out what changes."""

    def body(self) -> ComposeResult:
        """What changes, which may be long; the choices stay in sight."""
        with Vertical(classes="body"):
            yield Static(text.CHANGES_MOMENT, id="told")
            yield Rows("list", prose=True)
        yield Static(listed(text.CHANGES_CHOICES), id="choices")

    def on_mount(self) -> None:
        """Begin to work it out."""
        super().on_mount()
        self.query_one("#choices").display = False
        self.meanwhile(self._compare, group="comparing")

    async def _compare(self) -> None:
        found = await self.keeper.settled.difference(self._item.path[-1], self._value)
        pack = self.keeper.pack
        assert pack is not None
        self._known = True
        self.put("#told", "")
        self.query_one("#choices").display = True
        self.led.fill(_told(difference_told.lines(pack, found, ids=False)), None)
        self.notice("")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SETTINGS_TITLE, text.CHANGES_WHERE)
        super().show()

    def action_save(self) -> None:
        """Save it, once it has been told what changes."""
        if self._known:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)


def _told(told: Iterator[tuple[int, str]]) -> list[Row]:
    return [Row(Content.styled(line, "" if indent else "bold"), indent=indent, hang=2) for indent, line in told]
