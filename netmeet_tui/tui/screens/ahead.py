"""Coming meetings: when and where, day by day; added, taken from a calendar, changed, removed, started (C-04)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui import catalogue
from netmeet_tui.ahead import text as words
from netmeet_tui.ahead.coming import Coming, local, near
from netmeet_tui.tui import ahead_text, meeting_text, text
from netmeet_tui.tui.ahead import drop_coming, list_coming
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import READ_PAGES, Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.vault_keeper import Door
from netmeet_tui.tui.widgets.rows import Row, Rows


class AheadPage(Page[None]):
    """The list, with one of it marked; the choices are about that one."""

    CSS_PATH = "ahead.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 5),
        Key("up", "move(-1)", ahead_text.AHEAD_MOVE, ahead_text.AHEAD_MOVE_HELP, ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        *READ_PAGES,
        Key("p", "convenor", ahead_text.CONVENOR_KEY, ahead_text.CONVENOR_KEY_HELP),
        Key("escape", "back", ahead_text.AHEAD_BACK, ahead_text.AHEAD_BACK_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Coming, ...] | None = None

    def body(self) -> ComposeResult:
        """What is kept here, the list, and the choices, which stay in sight."""
        with Vertical(classes="body"):
            yield Static(id="only", classes="quiet")
            yield Rows("coming")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """List them anew: some may be over."""
        super().on_mount()
        if self.keeper.door is Door.OPEN:
            self.doing(partial(list_coming, self.keeper))

    def show(self) -> None:
        """The list as it is now."""
        self.where(ahead_text.AHEAD_WHERE)
        coming = self.keeper.coming
        if self._shown != coming:
            marked, self._shown = self._marked or near(coming, self.keeper.clock()), coming
            self._fill(marked)
        self.query_one("#coming").display = bool(coming)
        self.put("#only", self._only())
        self.put("#choices", listed(self._choices()))
        super().show()

    def _only(self) -> str:
        door = self.keeper.door
        if door is Door.OPEN and self.keeper.coming:
            return "" if self.has_class("-tight") else ahead_text.AHEAD_ONLY  # a small screen has room for the list
        if door is Door.OPEN:
            return f"{ahead_text.AHEAD_NONE}\n\n{ahead_text.AHEAD_ONLY}"
        return {Door.LOCKED: ahead_text.AHEAD_LOCKED, Door.ABSENT: ahead_text.AHEAD_NO_VAULT}.get(
            door, ahead_text.AHEAD_NOT_NOW
        )

    def _choices(self) -> tuple[str, ...]:
        """Without a vault none; without a meeting those that need none."""
        if self.keeper.door is not Door.OPEN:
            return ()
        return ahead_text.AHEAD_CHOICES if self.keeper.coming else ahead_text.AHEAD_CHOICES[:2]

    def available(self) -> Iterator[Key]:
        """The keys that lead somewhere now."""
        return (key for key in self.KEYS if self.keeper.coming or not key.action.startswith("move"))

    # -- the list ----------------------------------------------------------------------------------------

    @property
    def _list(self) -> Rows:
        return self.query_one("#coming", Rows)

    @property
    def _marked(self) -> Coming | None:
        """The marked one, as it is by now."""
        name = self._list.marked
        return next((one for one in self.keeper.coming if one.id == name), None)

    def _fill(self, marked: Coming | None) -> None:
        rows = list(self._rows())
        name = marked.id if marked else None
        places = [place for place, row in enumerate(rows) if row.stands is not None]
        place = next((place for place in places if rows[place].stands == name), places[0] if places else None)
        self._list.fill(rows, place)

    def _rows(self) -> Iterator[Row]:
        day = None
        for one in self.keeper.coming:
            starts = local(one.starts)
            if day != starts.date():
                if day is not None:
                    yield Row(Content(" "))
                day = starts.date()
                yield Row(Content.styled(day_of(one, local(self.keeper.clock()).date() == day), "bold $accent"))
            yield Row(row(one), one.id, indent=1, hang=2)

    def action_move(self, by: int) -> None:
        """Mark another one."""
        self._list.move(by)

    def on_rows_pointed(self, message: Rows.Pointed) -> None:
        """The mouse marks as the keys do."""
        message.stop()

    # -- the choices -------------------------------------------------------------------------------------

    async def action_pick(self, number: int) -> None:
        """Take the line of that number."""
        if number > len(self._choices()):
            return
        if number == 2:
            from netmeet_tui.tui.screens.calendar import CalendarPage

            await self.desk.push_screen(CalendarPage(), self._said)
            return
        marked = self._marked if number > 1 else None
        if number in (1, 4):
            from netmeet_tui.tui.screens.arrange import ArrangePage

            await self.desk.push_screen(ArrangePage(marked), self._said)
        elif marked is not None:
            self.meanwhile(partial(self._ask, number, marked), group="choosing")

    def _said(self, said: str | None) -> None:
        if said:
            self.call_after_refresh(self.notice, said)

    async def _ask(self, number: int, one: Coming) -> None:
        """Removing is asked about, and so is starting one that does not begin about now."""
        from netmeet_tui.tui.screens.ask import AskPage

        about_now = near([one], self.keeper.clock()) is not None
        if number == 3 and about_now:
            self.doing(partial(self._start, one))
            return
        when = f"{day_of(one)}, {row(one)}"
        if number == 3:
            lines = ahead_text.AHEAD_START_LINES.format(when=when)
            page = AskPage(ahead_text.AHEAD_START_TITLE, lines, ahead_text.AHEAD_START_CHOICES)
        else:
            page = AskPage(ahead_text.AHEAD_REMOVE_TITLE, f"{when}.", ahead_text.AHEAD_REMOVE_CHOICES)
        if await self.desk.ask(page):
            act = partial(self._start, one) if number == 3 else partial(drop_coming, self.keeper, one.id)
            self.doing(act)

    async def _start(self, one: Coming) -> None:
        await self.keeper.begin(coming=one)
        await self.desk.follow()

    async def action_convenor(self) -> None:
        """The page for whoever invites people."""
        from netmeet_tui.tui.screens.convenor import ConvenorPage

        await self.desk.push_screen(ConvenorPage())

    def action_back(self) -> None:
        """Back to the first screen."""
        self.dismiss()


def day_of(one: Coming, today: bool = False) -> str:
    """The day on which it begins."""
    starts = local(one.starts)
    day = catalogue.day(starts.date())
    if today:
        return ahead_text.AHEAD_TODAY.format(day=day)
    return ahead_text.AHEAD_DAY.format(weekday=text.WEEKDAYS[starts.weekday()], day=day)


def row(one: Coming) -> Content:
    """The time, how it is held and where, and what is not as usual."""
    starts = local(one.starts)
    when = f"{starts:%H:%M}"
    if one.minutes:
        when = ahead_text.AHEAD_UNTIL.format(start=when, end=f"{local(one.ends):%H:%M}")
    told = [words.MODES[one.mode], one.place or (ahead_text.AHEAD_NO_PLACE if one.mode == "in-person" else "")]
    told += [words.NATIONS[one.nation] if one.nation != "unset" else ""]
    told += [meeting_text.ONE_FACILITATOR if one.facilitators == 1 else ""]
    return Content.assemble((when, "bold"), "  ", "  ·\u00a0".join(filter(None, told)))
