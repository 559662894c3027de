"""One record: what it is, the way it went, and what becomes of it. Only a person erases one (D-2)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.report import record
from netmeet_tui.report.record import Told
from netmeet_tui.tui import lines, records
from netmeet_tui.tui import records_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import SCREENFULS, Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.records import Shown


class RecordPage(Page[None]):
    """A record out of the list; or those that are due, one after the other."""

    CSS_PATH = "record.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 4),
        Key("escape", "back", text.RECORDS_BACK, text.RECORD_BACK_HELP, ("m",)),
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        Key("down", "scroll(3)", text.RECORD_REST, text.RECORD_REST_HELP, ("j",)),
        *SCREENFULS,
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, shown: Shown, due: int = 0) -> None:
        """``due``: how many are due, when they are gone through one after the other; none out of the list."""
        super().__init__()
        self._here = shown
        self._number, self._of = 1, due

    def body(self) -> ComposeResult:
        """What it is and the way of it, which may be long; the choices stay in sight."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(id="what")
            yield Static(id="way")
        yield Static(id="choices")

    def show(self) -> None:
        """The record that is to be decided now."""
        place = text.REVIEW_OF.format(number=self._number, of=self._of) if self._of else ""
        self.where(text.REVIEW_WHERE if self._of else text.RECORDS_WHERE, place)
        told = self._told()
        self.put("#what", described(self._here, told))
        self.put("#way", way(told))
        self.put("#choices", listed([label for label, _ in self._lines()]))
        super().show()

    def _told(self) -> Told | None:
        return None if self._here.trail is None else record.told(self._here.trail, self._here.pack)

    def _lines(self) -> list[tuple[str, str]]:
        """What can be done with it: the line, and the name of what it does."""
        lines = [
            (text.REVIEW_ERASE, "erase"),
            (text.keep_another(self.keeper.settled.review_after_months), "renew"),
            (text.RECORD_EXPORT, "export"),
            (text.REVIEW_NOT_NOW if self._of else text.RECORD_TO_LIST, "on"),
        ]
        return [line for line in lines if line[1] != "export" or self._here.trail is not None]

    def action_pick(self, place: int) -> None:
        """Take the line of that number."""
        lines = self._lines()
        if place > len(lines):
            return
        what = lines[place - 1][1]
        if what == "erase":
            self.meanwhile(self._ask, group="choosing")
        elif what == "renew":
            self.doing(self._renew)
        elif what == "export":
            from netmeet_tui.tui.screens.record_export import ExportPage

            self.doing(partial(self.desk.push_screen, ExportPage(self._here)))
        else:
            self.doing(self._on)

    async def _ask(self) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        question = AskPage(text.REVIEW_ERASE_TITLE, text.REVIEW_ERASE_LINES, text.REVIEW_ERASE_CHOICES)
        if await self.desk.ask(question):
            self.doing(self._erase)

    async def _erase(self) -> None:
        await records.erase(self.keeper, self._here.stands)
        await self._on()

    async def _renew(self) -> None:
        await records.renew(self.keeper, self._here.stands)
        await self._on()

    async def _on(self) -> None:
        """To the next one that is due; or back to the list."""
        if not self._of:
            self.dismiss()
            return
        following, _ = await records.next_due(self.keeper, self._here.stands)
        if following is None:
            await self.desk.home()
            return
        self._here, self._number = following, self._number + 1
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """The rest of what was kept."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A screenful on or back."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=by * max(body.size.height - 1, 1), animate=False)

    def action_back(self) -> None:
        """Not now."""
        if self._of:
            self.doing(self.desk.home)
        else:
            self.dismiss()


def described(shown: Shown, told: Told | None) -> Content:
    """What was kept, in the words of the policy that it was begun under; in its ids when that is not to be had."""
    if told is None:
        return Content(text.REVIEW_UNREADABLE.format(day=lines.day(shown.kept_on)))
    meeting, kind, *rest = record.heads(told)
    kept = text.RECORD_KEPT.format(kept=lines.day(shown.kept_on), review=lines.day(shown.review_on))
    rows = [Content.styled(kind, "bold $accent"), Content(meeting), *map(Content, rest)]
    return Content("\n").join([*rows, Content.styled(kept, "$quiet")])


def way(told: Told | None) -> Content:
    """What was chosen and what happened, one line each, with its time; a day where it is another one."""
    rows: list[Content] = []
    day = told.began if told is not None else None
    for at, words in told.way if told is not None else ():
        if at.date() != day:
            day = at.date()
            rows.append(Content.styled(lines.day(day), "$quiet"))
        rows.append(Content.assemble((f"{at:%H:%M}  ", "$quiet"), words))
    return Content("\n").join(rows)
