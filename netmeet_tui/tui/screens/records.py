"""What is kept of meetings that ended: a list, of which no more is read than is shown (D-2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from netmeet_tui.journal.standing import Standing, Wanted
from netmeet_tui.report import record
from netmeet_tui.tui import lines, records
from netmeet_tui.tui import records_text as text
from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.records import Shown, Some
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.rows import Row, Rows

LINES_EACH = 2
"""A record takes two lines, or three on the narrowest screen: those that do not fit are scrolled to."""


class RecordsPage(Page[None]):
    """So many records as there is room for, and one of them marked. What comes before and after is read when it is
    gone to; meanwhile all of the log is read some rows at a time, to see that nothing was changed."""

    CSS_PATH = "records.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "open", text.RECORDS_OPEN, text.RECORDS_OPEN_HELP),
        Key("down", "move(1)", text.RECORDS_MOVE, text.RECORDS_MOVE_HELP, ("j",)),
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        Key("d", "due", text.RECORDS_DUE, text.RECORDS_DUE_HELP),
        Key("y", "year", text.RECORDS_YEAR, text.RECORDS_YEAR_HELP),
        Key("o", "outcome", text.RECORDS_OUTCOME, text.RECORDS_OUTCOME_HELP),
        Key("a", "all", text.RECORDS_ALL, text.RECORDS_ALL_HELP),
        *SCREENFULS,
        *EDGES,
        Key("escape", "back", text.RECORDS_BACK, text.RECORDS_BACK_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._some = Some()
        self._read = False

    def body(self) -> ComposeResult:
        """What is shown of all there is, what is wrong with it, and the records."""
        with Vertical(classes="body"):
            yield Static(id="trouble", classes="line")
            yield Static(id="only", classes="quiet")
            yield Rows("records")
            yield Static(id="none", classes="quiet")

    def on_mount(self) -> None:
        """Look the first ones up; then read all of the log, while nobody waits for it."""
        super().on_mount()
        self.call_after_refresh(self._look_and_read)

    def _look_and_read(self) -> None:
        self.doing(self._first)
        self.meanwhile(self._read_all, group="reading")

    async def _read_all(self) -> None:
        walk, more = None, True
        while more:
            try:
                walk, more = await records.read_on(self.keeper, walk)
            except Trouble as trouble:
                self.put("#trouble", str(trouble))
                return
        if walk is not None and walk.wrong and self.is_mounted:
            self.show()

    def show(self) -> None:
        """Those that were looked up last."""
        there = text.records_there(self._some.of) if self._read else ""
        self.where(text.RECORDS_WHERE, there)
        only = "  ·  ".join(self._filters())
        self.put("#only", text.RECORDS_ONLY.format(only=only) if only else "")
        self.put("#trouble", self.keeper.records_trouble)
        self.put("#none", "" if self._some.shown or not self._read else self._none())
        self.query_one(Rows).display = bool(self._some.shown)
        super().show()

    def _none(self) -> str:
        return text.RECORDS_NONE if self._wanted == Wanted() else text.RECORDS_NONE_SUCH

    def _filters(self) -> Iterable[str]:
        if self._wanted.due_by:
            yield text.RECORDS_ONLY_DUE
        if self._wanted.year:
            yield self._wanted.year
        if self._wanted.outcome:
            yield self._outcome(self._wanted.outcome)

    def _outcome(self, outcome: str) -> str:
        words = self.keeper.pack.words.outcomes if self.keeper.pack is not None else {}
        return text.RECORDS_NO_OUTCOME if outcome == "none" else words.get(outcome, outcome)

    # -- looking them up ---------------------------------------------------------------------------------

    @property
    def _most(self) -> int:
        """How many there is room for."""
        return max(self._room // LINES_EACH, 3)

    @property
    def _room(self) -> int:
        """How many lines there are for them."""
        above = sum(self.query_one(name).outer_size.height for name in ("#trouble", "#only"))
        return self.query_one(".body", Vertical).size.height - above

    async def _first(self) -> None:
        await self._look(None)

    async def _look(self, beside: Standing | None, *, back: bool = False, mark: int = 0) -> None:
        """Look up those after one, or before it, and mark one of them. Raises Trouble."""
        found = await records.some(self.keeper, self._wanted, self._most, beside, back=back)
        if found.shown or beside is None:
            self._fill(found, mark)

    def _fill(self, found: Some, mark: int) -> None:
        self._some, self._read = found, True
        self.query_one(Rows).display = bool(found.shown)
        place = mark % len(found.shown) if found.shown else None
        today = self.keeper.clock().date()
        self.query_one(Rows).fill([self._row(shown, shown.is_due(today)) for shown in found.shown], place)

    def _row(self, shown: Shown, due: bool) -> Row:
        """A record in a line or two: when it was kept, what it is, and until when."""
        stands, told = shown.stands, None if shown.trail is None else record.told(shown.trail, shown.pack)
        kept = (lines.day(shown.kept_on), "bold")
        if stands.erased_on:
            erased = text.RECORDS_ERASED.format(day=lines.day(shown.erased_on))
            return Row(Content.assemble(kept, f" · {erased}"), stands.id, hang=2)
        if told is None or shown.trail is None:
            kind, outcome = "", text.RECORDS_UNREADABLE
        else:
            kinds = shown.pack.words.kinds if shown.pack is not None else {}
            kind = kinds[shown.trail.kind].short if shown.trail.kind in kinds else told.kind
            outcome = told.outcome or text.RECORDS_NO_OUTCOME
        first = " · ".join(filter(None, (kind, self._until(shown, due))))
        return Row(Content.assemble(kept, f" · {first}\n{outcome}"), stands.id, hang=2)

    @staticmethod
    def _until(shown: Shown, due: bool) -> str:
        return (text.RECORDS_DUE_SINCE if due else text.RECORDS_UNTIL).format(day=lines.day(shown.review_on))

    async def _again(self) -> None:
        """The same ones as they stand now; those after them, where they are none of these any more."""
        if not self.is_attached:
            return None
        shown, mark = self._some.shown, self.query_one(Rows).place or 0
        if not shown:
            return await self._first()
        place = shown[0].stands
        earlier = await records.some(self.keeper, self._wanted, 1, place, back=True)
        await self._look(earlier.shown[-1].stands if earlier.shown else None, mark=mark)
        if self.is_attached and self._some.shown and mark >= len(self._some.shown):
            self.query_one(Rows).mark(len(self._some.shown) - 1)
        return None

    def on_screen_resume(self) -> None:
        """Come back from a record: it may be another one now."""
        super().on_screen_resume()
        if self._read:
            self.doing(self._again)

    def on_resize(self, event: Resize) -> None:
        """There may be room for more."""
        super().on_resize(event)
        if self._read:
            self.call_after_refresh(self.doing, self._again)

    # -- going through them ------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """To the next record up or down, reading on where it is not here yet."""
        rows, shown = self.query_one(Rows), self._some.shown
        place = rows.place
        if place is None:
            return
        if 0 <= place + by < len(shown):
            rows.mark(place + by)
        elif by > 0 and self._some.after:
            self.doing(partial(self._look, shown[-1].stands))
        elif by < 0 and self._some.before:
            self.doing(partial(self._look, shown[0].stands, back=True, mark=-1))

    def action_page(self, by: int) -> None:
        """As many on or back as are shown."""
        shown = self._some.shown
        if by > 0 and self._some.after:
            self.doing(partial(self._look, shown[-1].stands))
        elif by < 0 and self._some.before:
            self.doing(partial(self._look, shown[0].stands, back=True))
        elif shown:
            self.query_one(Rows).mark(len(shown) - 1 if by > 0 else 0)

    def action_edge(self, by: int) -> None:
        """To the very first one or the last."""
        self.doing(partial(self._look, None, back=by > 0, mark=-1 if by > 0 else 0))

    async def action_open(self) -> None:
        """Show the marked record."""
        rows = self.query_one(Rows)
        if rows.place is None or not self._some.shown:
            return
        shown = self._some.shown[rows.place]
        if shown.stands.erased_on:
            self.notice(text.RECORDS_GONE.format(day=lines.day(shown.erased_on)))
            return
        from netmeet_tui.tui.screens.record import RecordPage

        await self.desk.push_screen(RecordPage(shown))

    def on_rows_pointed(self, message: Rows.Pointed) -> None:
        """Pointed at once more, it is shown."""
        if message.again:
            self.meanwhile(self.action_open)

    # -- only some ---------------------------------------------------------------------------------------

    def action_due(self) -> None:
        """Only those that are due, or again all."""
        due_by = "" if self._wanted.due_by else records.due(self.keeper.clock().date()).due_by
        self._only(replace(self._wanted, due_by=due_by))

    def action_year(self) -> None:
        """Only those of a year, one year after the other."""
        self.doing(partial(self._turn, 0))

    def action_outcome(self) -> None:
        """Only those with an outcome, one after the other."""
        self.doing(partial(self._turn, 1))

    async def _turn(self, which: int) -> None:
        sorts = ("", *(await records.sorts(self.keeper))[which])
        now = (self._wanted.year, self._wanted.outcome)[which]
        following = sorts[(sorts.index(now) + 1) % len(sorts)] if now in sorts else ""
        self._wanted = replace(self._wanted, **{("year", "outcome")[which]: following})
        await self._first()

    def action_all(self) -> None:
        """All of them again."""
        self._only(Wanted())

    def _only(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.doing(self._first)

    def action_back(self) -> None:
        """Back to the first screen."""
        self.doing(self.desk.home)
