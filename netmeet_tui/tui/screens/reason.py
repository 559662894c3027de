"""Why: a choice that needs a reason asks for it here, before it is made."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import meeting_text, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.box import Box


class ReasonPage(Page[str]):
    """Answers the reason, or nothing when the choice is not made after all."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", text.WRITE, _("Write why.")),
        Key("escape", "back", _("back"), _("Back without choosing.")),
    )
    FIELD_KEYS = meeting_text.IN_THE_REASON
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, choice: str) -> None:
        super().__init__()
        self._choice = choice

    def body(self) -> ComposeResult:
        """The choice, the question, the field."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(self._choice, classes="title", markup=False)
            yield Static(meeting_text.REASON_NEEDED, classes="line")
            yield Box(max_length=500)
            yield Static(meeting_text.REASON_WHY, classes="quiet")

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.where(meeting_text.REASON_WHERE)
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Back without choosing."""
        self.dismiss("")

    def after(self, field: Input) -> Input | None:
        """Stay: it may be empty."""
        return field

    def entered(self, _field: Input) -> None:
        """That is why."""
        if _field.value.strip():
            self.dismiss(_field.value.strip())
        else:
            self.notice(meeting_text.REASON_EMPTY)
