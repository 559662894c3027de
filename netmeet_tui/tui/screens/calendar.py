"""A calendar file: what is in it is shown before any of it is taken over, and then all of it is or nothing."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui import catalogue
from netmeet_tui.ahead.calendar import Found
from netmeet_tui.ahead.coming import Coming
from netmeet_tui.tui import ahead_text, text
from netmeet_tui.tui.ahead import read_calendar, take_calendar
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.ahead import day_of, row
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box


class CalendarPage(Page[str]):
    """A field for where the file is; then what was found. Answers a sentence when it was taken over."""

    CSS_PATH = "ahead.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 2),
        Key("enter", "app.entered", text.WRITE, text.WRITE_HELP),
        Key("escape", "back", ahead_text.AHEAD_BACK, ahead_text.ARRANGE_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None

    def body(self) -> ComposeResult:
        """Why and where; what was found; the choices stay in sight."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(ahead_text.CALENDAR_TITLE, classes="title")
            yield Static(ahead_text.CALENDAR_WHY, classes="quiet", id="only")
            yield Static(ahead_text.CALENDAR_FIELD, classes="quiet label")
            yield Box(max_length=4096)
            yield Static(id="found")
            yield Static(id="meetings")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.query_one(Input).focus()

    def show(self) -> None:
        """What was found, if anything was looked at."""
        self.where(ahead_text.AHEAD_WHERE, ahead_text.CALENDAR_WHERE)
        found = self._found
        self.query_one("#only").display = found is None  # room for what was found
        self.put("#found", summary(found) if found else "")
        self.put("#meetings", Content("\n").join(map(told, found.meetings)) if found else "")
        self.put("#choices", listed(ahead_text.CALENDAR_CHOICES) if self._can else "")
        super().show()

    @property
    def _can(self) -> bool:
        """Whether there is anything to take over: meetings, or that some are there no more."""
        return self._found is not None and bool(self._found.series)

    def entered(self, _field: Input) -> None:
        """That is where it is: look into it."""
        self._found = None
        self.notice(ahead_text.CALENDAR_BUSY)
        self.doing(partial(self._read, _field.value))

    async def _read(self, typed: str) -> None:
        try:
            self._found = await read_calendar(self.keeper, typed)
        except Trouble:
            self.show()
            raise
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_pick(self, number: int) -> None:
        """Take it over, or leave the list as it is."""
        if not self._can:
            return
        if number == 1 and self._found is not None:
            self.doing(partial(self._take, self._found))
        else:
            self.dismiss("")

    async def _take(self, found: Found) -> None:
        await take_calendar(self.keeper, found)
        self.dismiss(ahead_text.AHEAD_TAKEN)

    def action_back(self) -> None:
        """Out of the field; then back."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss("")


def summary(found: Found) -> str:
    """How many there are, until when, and what is left out."""
    day = catalogue.day(found.until)
    count = len(found.meetings)
    said = ahead_text.calendar_found(count, day) + "." if count else ahead_text.CALENDAR_FOUND_NONE.format(day=day)
    left = ", ".join(
        ahead_text.calendar_left_out(reason, number) for reason, number in sorted(found.left_out.items())
    )
    return f"{said} {ahead_text.CALENDAR_LEFT.format(reasons=left)}" if left else said


def told(one: Coming) -> Content:
    """A meeting that was found, on one line."""
    return Content.assemble((day_of(one), "$quiet"), "  ", row(one))
