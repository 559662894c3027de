"""Whose name is to something, since when, on what advice, and until when (N-10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.doctor import signing
from netmeet_tui.doctor.ledger import Decision
from netmeet_tui.settings import Changes
from netmeet_tui.tui import settings_text, text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.box import Box


class Sign:
    """What somebody's name is put to: the part of the settings, its name there, how it is told, and a value."""

    def __init__(self, part: str, name: str, asks: str, says: str = "", value: str | None = None) -> None:
        self.part, self.name, self.asks, self.says, self.value = part, name, asks, says, value


class SignPage(Page[Changes | None]):
    """Who decided, when, on what advice, until when. Answers what is to be written, or None."""

    CSS_PATH = "sign.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", text.WRITE, settings_text.SIGN_WRITE_HELP),
        Key("escape", "back", _("back"), settings_text.SIGN_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, sign: Sign, before: Decision | None, same: bool) -> None:
        """``same``: it is the decision of before that is looked at again, so all of it is there to begin with."""
        super().__init__()
        self._sign = sign
        self._before = before
        self._same = same

    def body(self) -> ComposeResult:
        """What it is about, and the fields."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(Content(self._sign.asks), classes="title")
            if self._sign.says:
                yield Static(Content(self._sign.says), classes="line")
            yield Static(settings_text.SIGN_LINES, classes="quiet")
            with Vertical(classes="fields"):
                for field, filled in self._filled().items():
                    with Horizontal(classes="row"):
                        yield Static(self._label(field), classes="label")
                        yield Box(
                            filled,
                            hint=settings_text.SIGN_HINTS[field],
                            max_length=signing.LONGEST,
                            id=field,
                            select_on_focus=False,
                        )

    def _label(self, field: str) -> str:
        answered = field == "by" and self._sign.part == "answered"
        return settings_text.SIGN_FOUND_OUT if answered else settings_text.SIGN_FIELDS[field]

    def _filled(self) -> Mapping[str, str]:
        """What stands in the fields to begin with: who it was before, and today."""
        before, today = self._before, self.keeper.clock().date().isoformat()
        if before is None:
            return {"by": "", "on": today, "advice": "", "review": ""}
        if not self._same:
            return {"by": before.by, "on": today, "advice": "", "review": ""}
        review = before.review.isoformat() if before.review else ""
        return {"by": before.by, "on": before.on.isoformat(), "advice": before.advice, "review": review}

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.query_one("#by", Input).focus()

    def show(self) -> None:
        """Say where we are."""
        self.where(settings_text.SETTINGS_TITLE, settings_text.SIGN_WHERE)
        super().show()

    def entered(self, _field: Input) -> None:
        """Out of the last field, it is looked at; what will not do is gone back to."""
        if _field.id != signing.FIELDS[-1]:
            return
        sign = self._sign
        told = {field.id or "": field.value for field in self.query(Input)}
        try:
            changes = signing.signed(sign.part, sign.name, told, self.keeper.clock().date(), sign.value)
        except signing.Unsigned as error:
            self.query_one(f"#{error.field}", Input).focus()
            self.notice(str(error))
        else:
            self.dismiss(changes)

    def action_back(self) -> None:
        """Out of the field; then back without a change."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss(None)
