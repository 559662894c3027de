"""The map of what was practised: steps, clauses and outcomes, when last, and what might be met next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.practice import readiness
from netmeet_tui.practice.readiness import Met, Readiness, ReadinessError
from netmeet_tui.practice.story import Story
from netmeet_tui.practice.suggest import Suggestion, month_of, suggestions
from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key, bound
from netmeet_tui.tui.practice import map_text as text
from netmeet_tui.tui.rows_page import RowsPage
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.tui.practice.app import PracticeApp

T = TypeVar("T")

MOVE = Key("down", "move(1)", text.MOVE, text.MOVE_HELP, ("j",))
TAKE = Key("enter", "take", text.TAKE, text.TAKE_HELP)
FORGET = Key("f", "forget", text.FORGET, text.FORGET_HELP)


class MapPage(RowsPage[None]):
    """The names first, where there are several; then one map, to read."""

    CSS_PATH = "map.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        TAKE,
        MOVE,
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        FORGET,
        Key("escape", "back", text.BACK, text.BACK_HELP, ("m",)),
        *SCREENFULS,
        *EDGES,
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, stories: tuple[Story, ...], pack: Pack) -> None:
        super().__init__()
        self._stories, self._pack = stories, pack
        self._names: tuple[str, ...] = ()
        self._map: Readiness | None = None
        self._next: tuple[Suggestion, ...] = ()

    def body(self) -> ComposeResult:
        """What there is to say about it, the names, and one map."""
        with Vertical(classes="body"):
            yield Static(id="told", classes="quiet")
            yield Rows("names")
            yield Rows("map", prose=True)

    def on_mount(self) -> None:
        """Show at once; read afterwards."""
        super().on_mount()
        self._fill()
        self.call_after_refresh(self.doing, self._read)

    @property
    def _book(self) -> Path:
        return cast("PracticeApp", self.app).book

    async def _do(self, call: Callable[[], T]) -> T:
        """Do something with the book. Raises Trouble."""

        def spoken() -> T:
            try:
                return call()
            except ReadinessError as error:
                raise Trouble(str(error)) from None

        return await self.keeper.do(spoken)

    async def _read(self) -> None:
        """The names; and the map, where there is only one."""
        self._map, self._next = None, ()
        self._names = await self._do(lambda: readiness.aliases(self._book))
        if len(self._names) == 1:
            await self._open(self._names[0])
        else:
            self._fill()
            self.put("#told", text.NAMES if self._names else text.NOTHING)

    async def _open(self, alias: str) -> None:
        book, pack, today = self._book, self._pack, self.keeper.clock().date()
        found = await self._do(lambda: readiness.map_of(book, alias, pack))
        self._map, self._next = found, suggestions(found, today, self._stories, pack)
        self._fill()
        self.put("#told", text.KEPT)

    # -- showing -----------------------------------------------------------------------------------------

    def show(self) -> None:
        """Say where we are."""
        self.where(text.WHERE, self._map.alias if self._map else "")
        super().show()

    def _fill(self) -> None:
        """Fill what is shown: the names, or one map."""
        names, shown = self.query_one("#names", Rows), self.query_one("#map", Rows)
        names.display, shown.display = self._map is None and bool(self._names), self._map is not None
        if self._map is None:
            names.fill([Row(Content(name), name) for name in self._names], 0 if self._names else None)
        else:
            shown.fill(list(self._rows(self._map)), None)
        self.show()

    def _rows(self, found: Readiness) -> Iterator[Row]:
        yield from _heading(text.NEXT, first=True)
        for one in self._next:
            yield Row(
                Content.assemble((f"{one.story.id}  ", "$quiet"), (one.story.title, "bold")), indent=2, hang=6
            )
            yield Row(Content(one.why), indent=8)
        if not self._next:
            yield Row(Content(text.NOTHING_NEXT), indent=2)
        pack, width = self._pack, _widest(found)
        yield from _heading(text.STEPS)
        yield from (_row(met, pack.steps[met.id].words.short, width) for met in found.steps)
        yield from _heading(text.CLAUSES)
        yield from (_row(met, f"{met.id}  {pack.clauses[met.id].says}", width) for met in found.clauses)
        if found.apart:
            yield Row(Content.styled(text.APART.format(clauses=", ".join(found.apart)), "$quiet"), indent=2)
        yield from _heading(text.OUTCOMES)
        yield from (_row(met, pack.words.outcomes[met.id], width) for met in found.outcomes)

    def available(self) -> tuple[Key, ...]:
        """What there is to do with names, with a map, or with neither."""
        if self._map is not None:
            return tuple(key for key in self.KEYS if key is not TAKE)
        if not self._names:
            return tuple(key for key in self.KEYS if key.action == "back")
        names = replace(MOVE, label=text.MOVE_NAMES)
        return tuple(names if key is MOVE else key for key in self.KEYS if key is not FORGET)

    # -- doing -------------------------------------------------------------------------------------------

    @property
    def led(self) -> Rows:
        """The map, or the names while none is open."""
        return self.query_one("#names" if self._map is None else "#map", Rows)

    def action_take(self) -> None:
        """The map of the marked name."""
        if self._map is None and (alias := self.query_one("#names", Rows).marked):
            self.doing(partial(self._open, str(alias)))

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """Pointed at once more, it is opened."""
        if event.again:
            self.action_take()

    def action_forget(self) -> None:
        """Forget this name, once it has been asked."""
        if self._map is not None:
            self.meanwhile(partial(self._ask, self._map.alias), group="choosing")

    async def _ask(self, alias: str) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        question = AskPage(text.FORGET_TITLE.format(alias=alias), text.FORGET_LINES, text.FORGET_CHOICES)
        if await self.desk.ask(question):
            self.doing(partial(self._forget, alias))

    async def _forget(self, alias: str) -> None:
        await self._do(lambda: readiness.forget(self._book, alias))
        await self._read()
        self.call_after_refresh(self.notice, text.FORGOTTEN.format(alias=alias))

    def action_back(self) -> None:
        """Back to the names, or to where one came from."""
        if self._map is not None and len(self._names) > 1:
            self.doing(self._read)
        else:
            self.dismiss()


def _heading(heading: str, *, first: bool = False) -> Iterator[Row]:
    if not first:
        yield Row(Content(""))
    yield Row(Content.styled(heading, "bold $accent"))


def _row(met: Met, words: str, width: int) -> Row:
    """One thing: a sign, when it was last practised, what it is, and in which stories."""
    sign = text.TO_COME if met.last is None else text.DONE
    stories = f" ({', '.join(story for story, _ in met.stories)})" if met.stories else ""
    when = (f"{_when(met):{width}}  ", "" if met.last else "$quiet")
    return Row(Content.assemble(f"{sign} ", when, words, (stories, "$quiet")), indent=2, hang=width + 4)


def _when(met: Met) -> str:
    return text.NOT_YET if met.last is None else month_of(met.last)


def _widest(found: Readiness) -> int:
    return max(len(_when(met)) for met in (*found.steps, *found.clauses, *found.outcomes))
