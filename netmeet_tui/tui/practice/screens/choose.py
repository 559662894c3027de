"""The stories to choose from: the first screen of practice, and where one comes back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.tui.keys import READ_PAGES, Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import text
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from netmeet_tui.practice.story import Story
    from netmeet_tui.tui.practice.app import PracticeApp


class ChoosePage(Page[None]):
    """Painted before anything is read. A story that was asked for on the command line is opened at once."""

    CSS_PATH = "choose.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "take", text.CHOOSE_OPEN, text.CHOOSE_OPEN_HELP),
        Key("down", "move(1)", text.CHOOSE_MOVE, text.CHOOSE_MOVE_HELP, ("j",)),
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        *READ_PAGES,
        Key("t", "tour", text.CHOOSE_TOUR, text.CHOOSE_TOUR_HELP),
        Key("m", "map", text.CHOOSE_MAP, text.CHOOSE_MAP_HELP),
        Key("s", "support", text.CHOOSE_SUPPORT, text.CHOOSE_SUPPORT_HELP),
        Key("q", "leave", text.CHOOSE_LEAVE, text.CHOOSE_LEAVE_HELP, ("ctrl+q", "escape")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._stories: tuple[Story, ...] | None = None

    @property
    def practice(self) -> PracticeApp:
        """The app, as what it is here."""
        return cast("PracticeApp", self.app)

    def body(self) -> ComposeResult:
        """What this is, and the stories."""
        with Vertical(classes="body"):
            yield Static(text.CHOOSE_TITLE, classes="title")
            yield Static(text.CHOOSE_TOLD, classes="quiet", id="told")
            yield Rows("stories")

    def on_mount(self) -> None:
        """Show at once; read afterwards."""
        super().on_mount()
        self.notice(text.CHOOSE_OPENING)
        self.call_after_refresh(self._read_soon)

    def _read_soon(self) -> None:
        self.meanwhile(self._read)

    async def _read(self) -> None:
        from netmeet_tui.practice.read import StoryError, shipped

        await self.keeper.open()
        self.desk.dress()
        self.desk.prepare()
        try:
            self._stories = await self.keeper.do(shipped)
        except StoryError as error:
            self.notice(text.CHOOSE_NONE.format(why=error.problems[0]))
            return
        widest = max(len(story.id) for story in self._stories)
        self.query_one(Rows).fill([_row(story, widest) for story in self._stories], 0)
        self.show()
        self.notice("\n".join(filter(None, (self.keeper.trouble, self.keeper.policy_notice))))
        await self._asked_for()

    async def _asked_for(self) -> None:
        wanted, mode = self.practice.asked_for
        self.practice.asked_for = ("", mode)
        if wanted == "TOUR":
            self.action_tour()
        elif wanted:
            self.doing(partial(self._open_named, wanted))

    async def _open_named(self, wanted: str) -> None:
        from netmeet_tui.practice.read import StoryError, find, read

        try:
            story = await self.keeper.do(lambda: read(find(wanted), wanted))
        except StoryError as error:
            raise Trouble(error.problems[0]) from None
        await self._before(story)

    def show(self) -> None:
        """Say where we are."""
        self.where(text.WHERE)
        super().show()

    def action_move(self, by: int) -> None:
        """Another story."""
        self.query_one(Rows).move(by)

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """Pointed at once more, it is opened."""
        if event.again:
            self.action_take()

    def action_take(self) -> None:
        """The marked story: what is to be known before it."""
        story = self.query_one(Rows).marked
        if story is not None:
            self.doing(partial(self._before, cast("Story", story)))

    async def _before(self, story: Story) -> None:
        from netmeet_tui.practice.check import check
        from netmeet_tui.tui.practice.screens.before import NotePage

        pack = self.keeper.pack
        assert pack is not None
        wrong = await self.keeper.do(lambda: check(story, pack, thorough=False))
        if wrong:
            raise Trouble(text.UNFIT.format(why=wrong[0].sentence))
        await self.desk.push_screen(NotePage(story))

    def action_tour(self) -> None:
        """The guided first ten minutes."""
        if self._stories is not None:
            self.doing(self._tour)

    async def _tour(self) -> None:
        from netmeet_tui.tui.practice.tour import begin

        await begin(self.practice)

    def action_map(self) -> None:
        """What has been practised."""
        if self._stories is not None:
            self.doing(self._map)

    async def _map(self) -> None:
        from netmeet_tui.tui.practice.screens.map import MapPage

        assert self._stories is not None and self.keeper.pack is not None
        await self.desk.push_screen(MapPage(self._stories, self.keeper.pack))

    async def action_support(self) -> None:
        """Support for the trainee."""
        from netmeet_tui.tui.practice.screens.support import SupportPage

        await self.desk.push_screen(SupportPage())

    async def action_leave(self) -> None:
        """Out of practice."""
        await self.desk.leave()


def _row(story: Story, widest: int) -> Row:
    return Row(Content.assemble((f"{story.id:<{widest}}  ", "$quiet"), story.title), story, hang=widest + 2)
