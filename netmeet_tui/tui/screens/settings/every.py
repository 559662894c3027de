"""Every setting, in groups: what it asks, what it is, and whose name is to it."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.doctor.ledger import Ledger
from netmeet_tui.settings_told import Item, NotThat, items
from netmeet_tui.tui import settings_text as text
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.screens.settings.change import ChangePage
from netmeet_tui.tui.screens.settings.questions import QuestionsPage
from netmeet_tui.tui.screens.settings.shared import MOVING, ListPage, two
from netmeet_tui.tui.screens.settings.sign import Sign, SignPage
from netmeet_tui.tui.screens.settings.value import ValuePage
from netmeet_tui.tui.widgets.box import Box
from netmeet_tui.tui.widgets.rows import Row, Rows

QUESTIONS = "questions"


class SettingsPage(ListPage):
    """Every setting, in groups."""

    CSS_PATH: ClassVar[CSSPathType] = ["shared.tcss", "every.tcss"]
    KEYS: ClassVar[tuple[Key, ...]] = (
        *MOVING,
        Key("escape", "back", _("back"), text.SETTINGS_BACK_HELP, ("m",)),
    )
    FIELD_KEYS = text.SETTINGS_FIELD_KEYS
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._writing: Item | None = None

    def body(self) -> ComposeResult:
        """What there is to be said of all of it, the list, and a field for what is typed."""
        with Vertical(classes="body"):
            yield Static(id="told")
            yield Rows("list")
        with Vertical(id="writing"):
            yield Static(id="asks", classes="line")
            yield Static(id="means", classes="quiet")
            yield Box()

    def show(self) -> None:
        """Fill the list."""
        if self.keeper.pack is None:
            return
        self.where(text.SETTINGS_TITLE)
        self.put("#told", self._told())
        self.set_class(self._writing is not None, "-writing")
        self.query_one(Input).display = self._writing is not None
        if self._writing is not None:
            self.put("#asks", Content.styled(self._writing.asks, "bold"))
            self.put("#means", self._writing.means)
        self.fill()
        super().show()

    def _told(self) -> Content:
        if trouble := self.keeper.settled.trouble:
            return Content.assemble((trouble, "bold"), "\n", text.SETTINGS_READ_ONLY)
        return Content.styled(text.SETTINGS_OPEN if self.keeper.open_meetings else "", "$quiet")

    @property
    def _items(self) -> tuple[Item, ...]:
        assert self.keeper.pack is not None
        return items(self._settings, self.keeper.settled.chosen, self.keeper.pack)

    def rows(self) -> list[Row]:
        """Every setting under its group, and the questions last."""
        books = self._books
        rows: list[Row] = []
        for group, found in groupby(self._items, lambda item: item.group):
            rows += [*_heading(group, first=not rows), *(_row(item, books.decided) for item in found)]
        named = text.without_a_name(books.nobody) if books.nobody else text.QUESTIONS_ALL
        rows += [Row(Content("")), Row(two(text.QUESTIONS, named), QUESTIONS, hang=2)]
        where = text.SETTINGS_FILE.format(path=self.keeper.settled.file)
        return [*rows, Row(Content("")), Row(Content.styled(where, "$quiet"))]

    # -- changing --------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Look more closely at the marked setting, and change it."""
        at = self.led.marked
        if at == QUESTIONS:
            self.doing(self._questions)
            return
        item = next(item for item in self._items if item.path == at)
        if self.keeper.settled.trouble:
            self.notice(text.SETTINGS_NOT_NOW)
        elif item.values:
            self.meanwhile(partial(self._choose, item), group="choosing")
        else:
            self._write(item)

    async def _questions(self) -> None:
        await self.desk.push_screen(QuestionsPage())

    async def _choose(self, item: Item) -> None:
        """A value, whose name is to it, what follows; and only then is it saved."""
        decision = None if item.setting is None else self._books.decided.decisions.get(item.setting.id)
        value = await self.desk.ask(ValuePage(item, decision))
        if value is None:
            return
        changes, same = item.change(value), value == item.now
        if item.contested:
            sign = Sign("decided", item.path[-1], item.asks, item.said(value), value)
            signed = await self.desk.ask(SignPage(sign, decision, same))
            if signed is None:
                return
            changes = {**changes, **signed}
        if item.setting is not None and not same and not await self.desk.ask(ChangePage(item, value)):
            return
        if not same or item.contested:
            self.save(changes)

    def _write(self, item: Item) -> None:
        self._writing = item
        self.notice("")
        self.show()
        box = self.query_one(Input)
        box.value = item.now
        box.focus()

    def after(self, field: Input) -> Input | None:
        """Stay: what was typed may not do."""
        return field

    def entered(self, _field: Input) -> None:
        """Save what was typed, if it can be."""
        if self._writing is None:
            return
        try:
            changes = self._writing.change(_field.value)
        except NotThat as error:
            self.notice(str(error))
            return
        self._leave()
        self.save(changes)

    def _leave(self) -> None:
        self._writing = None
        self.set_focus(None)
        self.notice("")
        self.show()

    def covered(self) -> None:
        """What was being typed is not come back to."""
        if self._writing is not None:
            self._leave()

    def action_back(self) -> None:
        """Out of the field; then back."""
        if self._writing is not None:
            self._leave()
        else:
            self.doing(self.desk.home)


def _heading(heading: str, first: bool) -> list[Row]:
    return [*([] if first else [Row(Content(""))]), Row(Content.styled(heading, "bold $accent"))]


def _row(item: Item, decided: Ledger) -> Row:
    """A setting: what it asks, what it is, and for what the law leaves open who decided it."""
    who = ""
    if item.contested:
        decision = decided.decisions.get(item.path[-1])
        who = text.SETTINGS_DECIDED.format(by=decision.by) if decision else text.SETTINGS_NOBODY
    return Row(two(item.asks, item.says or text.SETTINGS_NONE, who), item.path, hang=2)
