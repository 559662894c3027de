"""One coming meeting: when and where, written or changed by hand. It has no field for anything else (C-04)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal
from uuid import uuid4

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from netmeet_tui.ahead import text as words
from netmeet_tui.ahead import written
from netmeet_tui.ahead.coming import LONGEST_PLACE, MODES, NATIONS, Coming, Mode, Nation, local
from netmeet_tui.ahead.written import NotRead
from netmeet_tui.tui import ahead_text, meeting_text, text
from netmeet_tui.tui.ahead import keep_coming
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.box import Box

WHEN, LENGTH, PLACE = "when", "length", "place"
_FIELDS = {WHEN: 40, LENGTH: 4, PLACE: LONGEST_PLACE}
"""The fields, and the most that fits in each."""


class ArrangePage(Page[str]):
    """Three fields, and what is chosen by number. Answers a sentence when it was put on the list."""

    CSS_PATH = "ahead.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 4),
        Key("enter", "app.entered", text.WRITE, text.WRITE_HELP),
        Key("escape", "back", ahead_text.AHEAD_BACK, ahead_text.ARRANGE_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, coming: Coming | None = None) -> None:
        super().__init__()
        self._coming = coming
        self._kept_as = coming.id if coming else f"hand.{uuid4().hex}"
        self._mode: Mode = coming.mode if coming else MODES[0]
        self._nation: Nation = coming.nation if coming else NATIONS[0]
        self._facilitators: Literal[1, 2] = coming.facilitators if coming else 2

    def body(self) -> ComposeResult:
        """The fields, each under its label; then the choices."""
        filled = dict.fromkeys(_FIELDS, "")
        if (one := self._coming) is not None:
            filled = {WHEN: f"{local(one.starts):%d/%m/%Y %H:%M}", LENGTH: str(one.minutes or ""), PLACE: one.place}
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(ahead_text.ARRANGE_TITLE, classes="title")
            yield Static(ahead_text.ARRANGE_ONLY, classes="quiet", id="only")
            for name, most in _FIELDS.items():
                yield Static(classes="quiet label", id=f"{name}-label")
                yield Box(filled[name], max_length=most, id=name)
            yield Static(id="lines")

    def on_mount(self) -> None:
        """A new one is written at once."""
        super().on_mount()
        if self._coming is None:
            self.query(Input).first().focus()

    def show(self) -> None:
        """The labels and the choices as they are now."""
        self.where(ahead_text.ARRANGE_WHERE)
        self.put("#when-label", ahead_text.ARRANGE_WHEN)
        self.put("#length-label", ahead_text.ARRANGE_LENGTH)
        self.put("#place-label", ahead_text.ARRANGE_PLACE[self._mode])
        nation = ahead_text.ARRANGE_NATION_UNSET if self._nation == "unset" else words.NATIONS[self._nation]
        facilitators = meeting_text.ONE_FACILITATOR if self._facilitators == 1 else ahead_text.TWO_FACILITATORS
        choices = (
            ahead_text.ARRANGE_MODE.format(mode=words.MODES[self._mode]),
            ahead_text.ARRANGE_NATION.format(nation=nation),
            ahead_text.ARRANGE_FACILITATORS.format(facilitators=facilitators),
            ahead_text.ARRANGE_SAVE,
        )
        self.put("#lines", listed(choices))
        super().show()

    def action_pick(self, number: int) -> None:
        """Change one of the choices, or put it on the list."""
        if number == 1:
            self._mode = MODES[(MODES.index(self._mode) + 1) % len(MODES)]
        elif number == 2:
            self._nation = NATIONS[(NATIONS.index(self._nation) + 1) % len(NATIONS)]
        elif number == 3:
            self._facilitators = 1 if self._facilitators == 2 else 2
        else:
            self._save()
            return
        self.show()

    def _save(self) -> None:
        """Look at what is written; what will not do is said, and can be mended where it stands."""
        field = self.query_one(f"#{WHEN}", Input)
        try:
            starts = written.moment(field.value, self.keeper.clock())
            field = self.query_one(f"#{LENGTH}", Input)
            minutes = written.minutes(field.value)
            field = self.query_one(f"#{PLACE}", Input)
            place = written.place(field.value)
        except NotRead as error:
            self.notice(str(error))
            field.focus()
            return
        one = Coming(self._kept_as, starts, minutes, self._mode, place, self._nation, self._facilitators)
        self.doing(partial(self._keep, one))

    async def _keep(self, one: Coming) -> None:
        await keep_coming(self.keeper, one)
        self.dismiss(ahead_text.AHEAD_CHANGED)

    def action_back(self) -> None:
        """Out of the field; then back."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss("")
