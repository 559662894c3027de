"""What every screen has: the top line, the notice, the key bar, help, and 999 one key away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import Resize
from textual.widgets import Input, Static
from textual.worker import Worker

from netmeet_tui.tui import painted, text
from netmeet_tui.tui.guard import GuardedScreen
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import (
    CLOSE,
    EMERGENCY,
    EMERGENCY_IN_TEXT,
    EVERYWHERE,
    HELP,
    HIDE,
    HIDE_IN_TEXT,
    IN_FIELDS,
    LOCK,
    MEMORY,
    POLICY,
    POLICY_IN_TEXT,
    READ_BACK,
    READ_ON,
    Key,
    bound,
)
from netmeet_tui.tui.trouble import Trouble

if TYPE_CHECKING:
    from netmeet_tui.tui.app import NetmeetApp

T = TypeVar("T")

A_FEW = 3
"""Lines that are read on at a time."""

BETWEEN = "  ·  "
ROOM_FOR_999 = 9
"""Columns of the top line that are the margin's and the 999 card's."""

GAP = 3
BAR_ROWS = 2
SMALLEST = (60, 20)
"""The smallest terminal in columns and rows that every screen can be read on."""


class Page(GuardedScreen[T]):
    """A screen of this program. Subclasses give ``KEYS``, compose their body, and fill it in ``show``."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual's own declaration)
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (24, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bound((*EVERYWHERE, MEMORY, READ_ON, READ_BACK))]
    KEYS: ClassVar[tuple[Key, ...]] = ()
    at_card: ClassVar[bool] = False
    """Whether this is the 999 card itself, so that it is not pointed to."""

    hears: ClassVar[bool] = False
    """Whether what is said in the room stands on this page, where a meeting is practised."""

    only_read: ClassVar[bool] = False
    """Whether this is only read, over another page that one comes back to as it was."""

    FIELD_KEYS: ClassVar[tuple[Key, ...]] = text.IN_A_FIELD
    """What Enter and Esc do in this page's fields, for the key bar."""

    _leave_with: tuple[T | None] | None = None
    """What it is left with as soon as nothing is over it any more."""

    _laid_out = 0
    """The width in columns for which the lines were last laid out."""

    _barred: tuple[tuple[Key, ...], int] | None = None
    """The keys that the bar names, and the columns it has."""

    _unfitting: tuple[VerticalScroll, ...] = ()
    """What did not fit when the keys were last looked through."""

    def compose(self) -> ComposeResult:
        """The frame, with the body inside."""
        self._fit()
        with Horizontal(id="top"):
            yield Static(id="where")
            yield Static(id="urgent")
        yield Static(text.TOO_SMALL, id="too-small")
        yield from self.body()
        yield from self.desk.beside()
        yield Static(id="notice")
        yield Static(id="keys")

    def _fit(self) -> None:
        """Be of the terminal's size from the first frame on: otherwise it would be painted, then laid out anew."""
        columns, rows = self.app.size
        sizes = (columns, self.HORIZONTAL_BREAKPOINTS), (rows, self.VERTICAL_BREAKPOINTS)
        for size, classes in sizes:
            self.add_class(*[name for least, name in classes if size >= least][-1:], update=False)

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def show(self) -> None:
        """Fill the screen from the state. Called when it is shown and after everything that is done."""
        self.show_keys()
        self.desk.shown(self)

    def each_second(self) -> None:
        """Called once a second while this is what is shown.

        A timer of the page's own would keep it in memory until that is due, though the page is gone and the timer
        is stopped.
        """

    def on_unmount(self) -> None:
        """Nothing of what stood here is remembered."""
        painted.forget()

    # -- pieces ------------------------------------------------------------------------------------------

    @property
    def keeper(self) -> Keeper:
        """The keeper of vault, pack and session."""
        return self.desk.keeper

    @property
    def step_shown(self) -> str | None:
        """The step of the policy that this page shows, if it shows one."""
        return None

    @property
    def desk(self) -> NetmeetApp:
        """The app."""
        return cast("NetmeetApp", self.app)

    @property
    def columns(self) -> int:
        """How many columns there are to write in; before anything is laid out, how many there will be."""
        return self.size.width or max(self.app.size.width - self.styles.gutter.width, 0)

    def put(self, selector: str, content: Content | str) -> None:
        """Put text into one of the screen's places; an empty one takes no room."""
        place = self.query_one(selector, Static)
        new = Content(content) if isinstance(content, str) else content
        place.display = bool(new)
        old = place.content
        # The same again would only cost another layout; and so would other words in a place that stays as large.
        if not (isinstance(old, Content) and old.is_same(new)):
            place.update(new, layout=place.styles.auto_dimensions)

    def where(self, *parts: str) -> None:
        """Say in the top line where we are, in as many of the parts as there is room for."""
        first, *others = parts
        room = self.columns - ROOM_FOR_999
        if cell_len(first) > room > 0:  # a long question is asked in the page itself, too
            first, others = text.NAME, []
        room -= cell_len(first)
        shown = []
        for part in filter(None, others):
            room -= cell_len(BETWEEN + part)
            if room < 0:
                break
            shown.append((f"{BETWEEN}{part}", "$quiet"))
        self.put("#where", Content.assemble((first, "bold"), *shown))

    def notice(self, sentence: str) -> None:
        """Say one sentence above the keys, while the page is there; an empty one takes it away."""
        if not self.is_left:
            self.put("#notice", Content(sentence))

    def available(self) -> Iterable[Key]:
        """The keys that make sense now, for the key bar."""
        return self.KEYS

    def keys_now(self) -> tuple[Key, ...]:
        """The keys that make sense now, this page's and every page's, the first ones first; without 999."""
        more = tuple(key for key in self.desk.more_keys(self) if key.shown)
        if self.writing:
            return (*self.without_saving(), *more, *self.FIELD_KEYS, POLICY_IN_TEXT, HIDE_IN_TEXT)
        own = (key for key in self.available() if key.shown)
        return (*self.without_saving(), HELP, *more, *own, *self._common())

    def show_keys(self) -> None:
        """Fill the key bar with the keys that make sense now."""
        if not self._has_bar:
            return
        self._unfitting = self._longer()
        urgent = EMERGENCY_IN_TEXT if self.writing else EMERGENCY
        shown = Content.assemble((f" {urgent.cap} ", "bold"), (urgent.label, "bold $urgent"))
        barred = self.keys_now(), self.columns - 2
        if barred != self._barred:
            self._barred = barred
            self.put("#keys", bar(*barred))
        self.put("#urgent", "" if self.at_card else shown)

    def show_keys_laid_out(self) -> None:
        """Once everything is laid out: fill the key bar anew where more fits than before, or less."""
        if self._longer() != self._unfitting:
            self.show_keys()

    @property
    def _has_bar(self) -> bool:
        """Whether there is a key bar: not before the page is composed, nor on one that shows a clock alone."""
        # (A query would look through all of the page, and this is asked with each key.)
        return any(child.id == "keys" for child in self.children)

    def everywhere(self) -> tuple[Key, ...]:
        """The keys of every page but those that mean something else on this one."""
        own = {key for row in self.KEYS for key in (row.key, *row.more)}
        lock = (LOCK,) if self.keeper.lockable else ()
        more = (*lock, *self.desk.more_keys(self), *self.without_saving(), *self._rest(), CLOSE)
        rows = (*(row for row in EVERYWHERE if row is not LOCK), *more)
        return tuple(row for row in rows if row.key not in own)

    def _rest(self) -> tuple[Key, ...]:
        """The key that reads on, where something does not fit and the page has no key of its own for it."""
        return (READ_ON, READ_BACK) if self._longer() else ()

    def _longer(self) -> tuple[VerticalScroll, ...]:
        """What does not fit: it is read on."""
        parts = self.walk_children(VerticalScroll)
        return tuple(part for part in parts if part.display and part.max_scroll_y)

    @property
    def writing(self) -> bool:
        """Whether something is being written in a field just now."""
        return isinstance(self.focused, Input)

    def without_saving(self) -> tuple[Key, ...]:
        """The key that goes on in memory only, when a meeting cannot be saved."""
        return (MEMORY,) if self.keeper.failing and self.keeper.holding else ()

    def _common(self) -> Iterator[Key]:
        """The keys of every page that the bar names, each once. The 999 card speaks of nothing else."""
        if self.at_card:
            return
        here = self.everywhere()
        for action in (READ_ON.action, POLICY.action, HIDE.action, LOCK.action):
            yield from [key for key in here if key.action == action][:1]

    # -- doing -------------------------------------------------------------------------------------------

    def doing(self, act: Callable[[], Awaitable[object]]) -> None:
        """Do something that takes the keeper, then show what came of it; 999 stays one key away meanwhile.

        Only one thing is done at a time: a key pressed while one is being made durable does nothing, nor one that
        was meant for a screen which is hidden or locked by now.
        The work is the app's, because it may put another screen in this one's place.
        """
        if self.desk.locking or (self.desk.hidden and not self.at_card):
            return
        self.desk.run_worker(self._done(act), group="doing")

    async def _done(self, act: Callable[[], Awaitable[object]]) -> None:
        if self.desk.busy:
            return
        self.desk.busy = True
        try:
            await act()
        except Trouble as trouble:
            (self if self.is_up else self.desk.page).say_trouble(trouble)
            return
        except NoMatches:
            if self.is_up:
                raise
        finally:
            self.desk.busy = False
        if self.is_current and self.is_up:
            self.notice("")
            self.show()
        self.app.call_after_refresh(self.keeper.tidy)

    def call_after_refresh(self, callback: Callable[..., object], *args: object, **kwargs: object) -> bool:
        """Call something once the screen is drawn; not where the page is left by then, and has lost its places."""

        def call() -> object:
            return callback(*args, **kwargs) if self.is_up else None

        return super().call_after_refresh(call)

    def meanwhile(self, work: Callable[[], Awaitable[None]], group: str = "") -> Worker[None]:
        """Do something beside the page. It is given up when the page is left, or for the next one of its group."""
        return self.run_worker(partial(self.while_up, work), group=group or "meanwhile", exclusive=bool(group))

    def asking(self, work: Callable[[], Awaitable[None]], group: str = "choosing") -> Worker[None]:
        """Ask something over the page. What was asked before, and is not answered yet, is given up."""
        return self.desk.run_worker(partial(self.while_up, work), group=group, exclusive=True)

    async def while_up(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something for which the page has to be there; where it was left meanwhile, let it go."""
        try:
            await work()
        except NoMatches:
            if self.is_up:
                raise

    @property
    def is_up(self) -> bool:
        """Whether this page is all there, shown or covered. Before and after, there are places that are missing."""
        return self.is_mounted and not self.is_left

    @property
    def is_left(self) -> bool:
        """Whether this page is neither shown nor covered any more."""
        return not self.is_attached or self not in self.app.screen_stack

    def say_trouble(self, trouble: Trouble) -> None:
        """Say what could not be done; and when nothing can be saved, how to go on without."""
        if self.is_mounted:
            self.notice(f"{trouble} {text.OR_MEMORY}" if self.without_saving() else str(trouble))
            self.show_keys()

    async def keep_written(self) -> None:
        """Make durable what is written in the fields. Raises Trouble."""

    # -- writing in fields -------------------------------------------------------------------------------

    @property
    def field(self) -> Input | None:
        """The first field on the page that can be written in, if there is one."""
        return next((field for field in self.query(Input) if field.display), None)

    def leave_field(self, field: Input) -> None:
        """Enter was pressed in a field. What was typed before may still be on its way, so it is read after that."""
        self.set_focus(self.after(field))
        field.call_later(self.entered, field)

    def after(self, field: Input) -> Input | None:
        """Where Enter leads from a field: to the next one on the page, and out of the last."""
        fields = list(self.query(Input))
        place = fields.index(field) + 1
        return fields[place] if place < len(fields) else None

    def entered(self, _field: Input) -> None:
        """A field was left by Enter, and holds all that was typed in it."""

    # -- what every screen answers to --------------------------------------------------------------------

    async def action_emergency(self) -> None:
        """Show the 999 card."""
        await self.desk.emergency()

    async def action_policy(self) -> None:
        """Show the policy, to read."""
        await self.desk.policy()

    async def action_hide(self) -> None:
        """Hide everything behind a clock."""
        await self.desk.hide()

    def action_lock(self) -> None:
        """Lock."""
        self.desk.lock_soon(text.LOCKED_BY_KEY)

    async def action_memory(self) -> None:
        """Go on in memory only, when nothing can be saved; asked first, for it cannot be taken back."""
        if not self.without_saving():
            return
        from netmeet_tui.tui.screens.ask import AskPage

        def answered(go_on: bool | None) -> None:
            if go_on:
                self.doing(self._carry_on)

        await self.desk.push_screen(AskPage(text.CARRY_TITLE, text.CARRY_LINES, text.CARRY_CHOICES), answered)

    async def _carry_on(self) -> None:
        if not await self.keeper.carry_on():
            self.call_after_refresh(self.notice, text.CARRIED_WITHOUT_SEALED)

    def action_read_on(self, by: int) -> None:
        """The rest of what does not fit, a few lines at a time."""
        for part in self._longer():
            part.scroll_relative(y=by * A_FEW, animate=False)

    async def action_help(self) -> None:
        """Tell what the keys of this screen do."""
        from netmeet_tui.tui.screens.help import HelpPage

        everywhere = self.everywhere()
        keys = [*self.KEYS, *everywhere]
        writing = self.in_fields() if self.query("Input, TextArea") else ()
        page = HelpPage(keys, [*self.available(), *everywhere], self.more_help(), writing)
        await self.desk.push_screen(page)

    def in_fields(self) -> tuple[Key, ...]:
        """What keys do in the fields of this page."""
        own = {row.key for row in self.FIELD_KEYS}
        return (*self.FIELD_KEYS, *(row for row in IN_FIELDS if row.key not in own))

    def more_help(self) -> Content:
        """What else the help of this screen tells."""
        return Content("")

    def on_mount(self) -> None:
        """Show the screen."""
        self.desk.came(self)
        self.notice("")
        self.show()
        for part in self.walk_children(VerticalScroll):  # whether it fits is known once it is laid out
            self.watch(part, "show_vertical_scrollbar", self._lengthened, init=False)

    def _lengthened(self) -> None:
        """Name the key that reads on, or no longer."""
        self.call_after_refresh(self.show_keys_laid_out)

    def on_screen_suspend(self) -> None:
        """Something came over this page; what is only read leaves it as it is."""
        if not self.desk.reading:
            self.covered()

    def covered(self) -> None:
        """Something came over this page from which it may not be come back to."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this page, once. A covered one is left when what came over it is: it may be the 999 card (I-3)."""
        stack = self.app.screen_stack
        if stack and stack[-1] is self:
            return super().dismiss(result)
        if self in stack and self._leave_with is None:
            self._leave_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """Show it anew: much may have changed while it was covered."""
        if self._leave_with is not None:
            self.dismiss(*self._leave_with)
        elif self.is_mounted and self._has_bar:
            self.show()

    def on_descendant_focus(self) -> None:
        """Fields have keys of their own."""
        self.show_keys()

    def on_descendant_blur(self) -> None:
        """Out of the field, the screen's keys are back."""
        self.call_after_refresh(self.show_keys)

    def on_resize(self, event: Resize) -> None:
        """Say so when the terminal is too small to read; lay the keys out anew."""
        columns, rows = SMALLEST
        self.set_class(event.size.width < columns or event.size.height < rows, "-too-small")
        # Only a new width asks for new lines. (Where a terminal does not know its size, Textual takes it to have
        # 24 rows and 25 by turns: to lay out anew for each would never come to rest.)
        if event.size.width != self._laid_out:
            self._laid_out = event.size.width
            self.call_after_refresh(self.show)


def bar(keys: Iterable[Key], width: int) -> Content:
    """Keys and their words in ``BAR_ROWS`` lines at most; a key and its word stay on one line.

    What finds no room is left out: help, which tells them all, comes first.
    """
    lines: list[list[Content]] = [[]]
    used = 0
    for key in keys:
        length = len(key.cap) + 1 + len(key.label)
        if lines[-1] and used + GAP + length > width:
            if len(lines) == BAR_ROWS:
                break
            lines.append([])
            used = 0
        used += (GAP if lines[-1] else 0) + length
        lines[-1].append(Content.assemble((key.cap, "bold $accent"), f" {key.label}"))
    return Content("\n").join(Content(" " * GAP).join(line) for line in lines)
