"""The passphrase: choosing one at the first start, and typing it at the next ones."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.tui import text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page


class PassphrasePage(Page[None]):
    """Fields for a passphrase, and a way on without one."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "write", "write", "Type the passphrase."),
        Key("f2", "memory", text.MEMORY_LABEL, text.MEMORY_HELP, ("m",)),
        Key("escape", "back", "back", "Leave the field; once more, go back."),
    )
    FIELD_KEYS = text.IN_A_PASSPHRASE
    BINDINGS: ClassVar = [*bound(KEYS)]
    FIELDS: ClassVar[tuple[str, ...]] = ()
    WORDS: ClassVar[tuple[str, str, str]] = ("", "", "")

    def body(self) -> ComposeResult:
        """A title, why it is asked, and the fields."""
        _, title, why = self.WORDS
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(title, classes="title")
            yield Static(why, classes="line")
            for label in self.FIELDS:
                yield Static(label, classes="quiet label")
                yield Input(password=True)

    def on_mount(self) -> None:
        """Type at once."""
        super().on_mount()
        self.where(text.NAME, self.WORDS[0])
        self.query(Input).first().focus()

    def action_write(self) -> None:
        """Go to the first field."""
        self.query(Input).first().focus()

    def action_back(self) -> None:
        """Out of the field first; then back."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss()

    def action_memory(self) -> None:
        """Go on without saving."""
        self.doing(self._memory)

    async def _memory(self) -> None:
        await self.keeper.begin()
        await self.desk.follow()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """The next field, or done."""
        fields = list(self.query(Input))
        if event.input is not fields[-1]:
            fields[fields.index(event.input) + 1].focus()
            return
        self.given([field.value for field in fields])

    def given(self, _values: list[str]) -> None:
        """Every field has been filled in."""

    def empty(self) -> None:
        """Empty the fields, and start anew in the first."""
        for field in self.query(Input):
            field.value = ""
        self.query(Input).first().focus()


class UnlockPage(PassphrasePage):
    """Open the vault that is there."""

    FIELDS = (text.UNLOCK_FIELD,)
    WORDS = (text.UNLOCK_WHERE, text.UNLOCK_TITLE, text.UNLOCK_WHY)

    def given(self, _values: list[str]) -> None:
        """Try it."""
        self.empty()
        self.notice(text.UNLOCK_BUSY)
        self.doing(partial(self._unlock, _values[0]))

    async def _unlock(self, passphrase: str) -> None:
        await self.keeper.unlock(passphrase)
        await self.desk.home()


class CreatePage(PassphrasePage):
    """Make the vault, then begin the meeting that was asked for."""

    FIELDS = (text.UNLOCK_FIELD, text.CREATE_AGAIN)
    WORDS = (text.CREATE_WHERE, text.CREATE_TITLE, text.CREATE_WHY)

    def given(self, _values: list[str]) -> None:
        """Check that they are the same, and long enough."""
        self.empty()
        if _values[0] != _values[1]:
            self.notice(text.CREATE_DIFFERENT)
        elif len(_values[0]) < text.LEAST:
            self.notice(text.CREATE_SHORT.format(least=text.LEAST))
        else:
            self.notice(text.CREATE_BUSY)
            self.doing(partial(self._create, _values[0]))

    async def _create(self, passphrase: str) -> None:
        await self.keeper.create(passphrase)
        await self.keeper.begin()
        await self.desk.follow()
