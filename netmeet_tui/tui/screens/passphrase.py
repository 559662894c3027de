"""The passphrase: choosing one at the first start, and typing it at the next ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.tui import text, vault_text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.vault_keeper import Door
from netmeet_tui.tui.widgets.box import Box


class PassphrasePage(Page[None]):
    """Fields for a passphrase, and a way on without one."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", _("write"), _("Type the passphrase.")),
        Key("f2", "memory", vault_text.MEMORY_LABEL, vault_text.MEMORY_HELP, ("m",)),
        Key("escape", "back", _("back"), _("Leave the field; once more, go back.")),
    )
    FIELD_KEYS = vault_text.IN_A_PASSPHRASE
    BINDINGS: ClassVar = [*bound(KEYS)]
    FIELDS: ClassVar[tuple[str, ...]] = ()
    WORDS: ClassVar[tuple[str, str, str]] = ("", "", "")

    def __init__(self) -> None:
        super().__init__()
        self._entered: set[int] = set()
        """The fields that were left by Enter."""

    def body(self) -> ComposeResult:
        """A title, why it is asked, and the fields."""
        _, title, why = self.WORDS
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(title, classes="title")
            yield Static(why, classes="line")
            for label in self.FIELDS:
                yield Static(label, classes="quiet label")
                yield Box(password=True)

    def on_mount(self) -> None:
        """Type at once."""
        super().on_mount()
        self.where(text.NAME, self.WORDS[0])
        if self.field is not None:
            self.field.focus()

    def action_back(self) -> None:
        """Out of the field first; then back."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss()

    async def action_memory(self) -> None:
        """Go on without saving."""
        self.doing(self._memory)

    async def _memory(self) -> None:
        await self.keeper.begin()
        await self.desk.follow()

    def after(self, field: Input) -> Input | None:
        """From the last field to the first: it may have to be typed again."""
        return super().after(field) or self.query(Input).first()

    def entered(self, _field: Input) -> None:
        """One more is filled in; perhaps it was the last."""
        fields = list(self.query(Input))
        self._entered.add(fields.index(_field))
        if len(self._entered) == len(fields):
            self._give()
        elif _field is fields[-1] and all(field.value for field in fields):  # the first was left by Tab
            fields[0].call_later(self._give)  # where what was typed may still be on its way

    def _give(self) -> None:
        if self._entered:
            values = [field.value for field in self.query(Input)]
            self.empty()
            self.given(values)

    def given(self, _values: list[str]) -> None:
        """Every field has been filled in."""

    def empty(self) -> None:
        """Empty the fields, and start anew in the first."""
        self._entered.clear()
        for field in self.query(Input):
            field.value = ""
        self.query(Input).first().focus()


class UnlockPage(PassphrasePage):
    """Open the vault that is there."""

    FIELDS = (vault_text.UNLOCK_FIELD,)
    WORDS = (vault_text.UNLOCK_WHERE, vault_text.UNLOCK_TITLE, vault_text.UNLOCK_WHY)
    STAYS: ClassVar[bool] = False
    """Whether it can be tried again here, whatever kept the vault from opening."""

    def given(self, _values: list[str]) -> None:
        """Try it."""
        self.notice(vault_text.UNLOCK_BUSY)
        self.doing(partial(self._unlock, _values[0]))

    async def _unlock(self, passphrase: str) -> None:
        try:
            by_code = await self.keeper.unlock(passphrase)
        except Trouble as trouble:
            if self.STAYS or self.keeper.door is not Door.SHUT:
                raise
            await self.desk.home(str(trouble))
        else:
            await self.desk.unlocked(vault_text.UNLOCKED_BY_CODE if by_code else "")


class LockPage(UnlockPage):
    """Over a room that was locked: unlocking comes back to the screen that was open.

    Whoever may use the keyring of this computer could start the program and be let in by it, so here it is asked
    first as well; and here only when a key says so.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "unlock", "", _("Unlock."), shown=False),
        Key("enter", "app.entered", _("write"), _("Type the passphrase.")),
        Key("f2", "memory", vault_text.MEMORY_LABEL, vault_text.MEMORY_HELP, ("m",)),
        Key("escape", "back", "", _("Leave the field."), shown=False),
        Key("q", "leave", _("close netmeet"), _("Close the program; what was open stays safe."), ("ctrl+q",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    WORDS = (vault_text.LOCK_WHERE, vault_text.LOCK_TITLE, vault_text.LOCK_WHY)
    STAYS = True  # it was open a while ago, so what keeps it shut may pass

    def __init__(self, because: str) -> None:
        super().__init__()
        self._because = because
        self._asking = False

    def body(self) -> ComposeResult:
        """Why it locked, and one line to unlock it; the field comes when the keyring does not."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(vault_text.LOCK_TITLE, classes="title")
            yield Static(f"{self._because} {vault_text.LOCK_WHY}", classes="line")
            yield Static(listed([vault_text.LOCK_UNLOCK]), id="lines")
            yield Static(vault_text.UNLOCK_FIELD, classes="quiet label")
            yield Box(password=True)

    def on_mount(self) -> None:
        """No field is written in before a key asks for it, so that 9 is the 999 card here as well (D-5)."""
        self._ask(self._asking)  # the key may have come before this page was all there
        super().on_mount()

    def _ask(self, asking: bool) -> None:
        self._asking = asking
        self.query_one("#lines").display = not asking
        for place in (self.query_one(".label"), self.query_one(Input)):
            place.display = asking
        if asking:
            self.query_one(Input).focus()

    def available(self) -> Iterable[Key]:
        """Writing needs the field."""
        return (key for key in self.KEYS if self._asking or key.action != "app.entered")

    def action_unlock(self) -> None:
        """Let the keyring open it, if it does; else ask for the passphrase."""
        if not self.keeper.settled.keyring:
            self._ask(True)
        elif not self._asking:
            self.notice(vault_text.UNLOCK_BUSY)
            self.doing(self._unlock_by_keyring)

    async def _unlock_by_keyring(self) -> None:
        try:
            opened = await self.keeper.unlock_by_keyring()
        except Trouble:
            self._ask(True)
            raise
        if opened:
            await self.desk.unlocked()
        else:
            self._ask(True)
            self.call_after_refresh(self.notice, vault_text.LOCK_NO_KEYRING)

    def action_back(self) -> None:
        """Out of the field: there is nothing to go back to."""
        self.set_focus(None)

    async def action_leave(self) -> None:
        """Close the program."""
        await self.desk.leave()


class CreatePage(PassphrasePage):
    """Make the vault, then begin the meeting that was asked for."""

    FIELDS = (vault_text.UNLOCK_FIELD, vault_text.CREATE_AGAIN)
    WORDS = (vault_text.CREATE_WHERE, vault_text.CREATE_TITLE, vault_text.CREATE_WHY)

    def given(self, _values: list[str]) -> None:
        """Check that they are the same, and long enough."""
        if _values[0] != _values[1]:
            self.notice(vault_text.CREATE_DIFFERENT)
        elif len(_values[0]) < vault_text.LEAST:
            self.notice(vault_text.CREATE_SHORT.format(least=vault_text.LEAST))
        else:
            self.notice(vault_text.CREATE_BUSY)
            self.doing(partial(self._create, _values[0]))

    async def _create(self, passphrase: str) -> None:
        await self.keeper.create(passphrase)
        from netmeet_tui.tui.screens.recovery import RecoveryPage

        await self.desk.show_page(RecoveryPage(await self.keeper.new_code()))
