"""The app of practice: the screens of a live meeting, each with a frame round it, and the people of a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual.binding import Binding
from textual.events import Event
from textual.events import Key as Pressed
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from netmeet_tui.practice.play import Play
from netmeet_tui.practice.story import PASSES, Line, Story
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import debrief_text, desk_text, text, voice
from netmeet_tui.tui.practice.keeper import PracticeKeeper
from netmeet_tui.tui.practice.talk import Talk
from netmeet_tui.tui.practice.theme import LOOKS
from netmeet_tui.tui.practice.voice import Voice

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.tui.practice.tour import Tour

DESK: Final = Key("x", "app.practice_desk", text.DESK_KEY, text.DESK_HELP)
DESK_IN_TEXT: Final = Key("f3", "app.practice_desk", text.DESK_KEY, text.DESK_HELP, urgent=True, named="F3")
TRAINER: Final = Key("f4", "app.trainer", desk_text.NOTES_KEY, desk_text.NOTES_F4_HELP, urgent=True, named="F4")
REST: Final = Key("full_stop", "app.rest", text.REST_KEY, text.REST_HELP)

HERE: Final = Path(__file__).parent


class Mode(StrEnum):
    """How a story is practised."""

    SOLO = "solo"
    PAIR = "pair"
    TRAINER = "trainer"


class PracticeApp(NetmeetApp):
    """netmeet in practice. It knows no vault, and everything in it goes when it ends."""

    CSS_PATH: ClassVar = [HERE.parent / "page.tcss", HERE.parent / "screens" / "home.tcss", HERE / "practice.tcss"]
    LOOKS: ClassVar[Mapping[str, Theme]] = LOOKS
    BINDINGS: ClassVar = [
        Binding("x", "practice_desk", show=False),
        Binding("f3", "practice_desk", priority=True, show=False),
        Binding("f4", "trainer", priority=True, show=False),
        Binding("full_stop", "rest", show=False),
    ]

    def __init__(
        self,
        keeper: PracticeKeeper,
        book: Path,
        *,
        story: str = "",
        mode: str = "",
        back: bool = False,
        pace: Callable[[Line], float] = voice.seconds,
    ) -> None:
        """``book``: where the map of what was practised is kept. ``story``: one to begin with, by id or as a file.

        ``back``: whether leaving leads back to the first screen of netmeet. ``pace``: seconds for a line.
        """
        super().__init__(keeper)
        self.book = book
        self.asked_for = (story, mode)
        self.back = back
        self.story: Story | None = None
        self.mode = Mode.SOLO
        self.tour: Tour | None = None
        """What shows somebody round, while they are on the tour."""
        self.tries: tuple[Play, ...] = ()
        """Ways that were gone in this story before it was taken back to an earlier point."""
        self.voices = True
        """Whether what they say stands on the screen."""
        self.hands_asked: set[tuple[int, str]] = set()
        """The lanes and steps at which two who practise together were asked to change hands."""
        self._still: set[Page[Any]] = set()
        """The pages under which the story stands still."""
        self._play: Play | None = None
        self.talk = Talk(self, pace, self._tell_again)
        """What the people in the story say."""
        self._brought_in = False
        """Whether somebody said it to something that was brought in: then everybody in the room hears it."""

    def get_default_screen(self) -> Screen[None]:
        """The stories to choose from."""
        from netmeet_tui.tui.practice.screens.choose import ChoosePage

        return ChoosePage()

    @property
    def practice_keeper(self) -> PracticeKeeper:
        """The keeper, as what it is here."""
        return cast(PracticeKeeper, self.keeper)

    @property
    def play(self) -> Play:
        """The story that is played, with what was done so far. Only asked for where there is one."""
        assert self._play is not None
        return self._play

    @property
    def playing(self) -> bool:
        """Whether a story is being played."""
        return self._play is not None

    @property
    def talking(self) -> bool:
        """Whether somebody has not said all yet."""
        return self.talk.goes_on

    async def on_event(self, event: Event) -> None:
        """Keys are what the tour teaches."""
        if self.tour is not None and isinstance(event, Pressed) and not event.is_forwarded:
            self.tour.pressed(event.key)
        await super().on_event(event)

    # -- what every page has besides ---------------------------------------------------------------------

    def beside(self) -> Iterable[Widget]:
        """The line of the tour, and the words of the people in the story."""
        if self.tour is not None:
            yield from self.tour.beside()
        yield Voice()

    def more_keys(self, page: Page[Any]) -> tuple[Key, ...]:
        """The practice menu, and the rest of what they say."""
        if not self.playing or self.hidden or (page.at_card and self._still):
            return ()
        leads = (TRAINER,) if self.mode is Mode.TRAINER else ()
        if getattr(page, "stands_still", False):  # its bar names what it has itself
            return tuple(replace(key, shown=False) for key in (DESK, DESK_IN_TEXT, *leads))
        rest = (REST,) if page.hears and self.talk.lines and self._heard else ()
        menu = (DESK_IN_TEXT,) if page.writing else (DESK, replace(DESK_IN_TEXT, shown=False))
        return (*menu, *rest, *leads)

    @property
    def _heard(self) -> bool:
        """Whether what was said last stands on the screen: where somebody plays them, only what was brought in."""
        return self.voices or self._brought_in

    def came(self, page: Page[Any]) -> None:
        """A frame round it that says what this is."""
        page.border_title = text.FRAME
        if self.tour is not None:
            self.tour.came(page)
        if self.mode is Mode.PAIR:
            self.watch(page, "focused", lambda: self._hands_soon(page), init=False)

    def shown(self, page: Page[Any]) -> None:
        """Take up what has been done since, and let the people answer to it."""
        at_card = page.at_card or getattr(page, "at_emergency", False)
        page.border_title = text.FRAME_CARD if at_card else text.FRAME
        if self.story is not None and self.playing:
            self._go_on_in(page)
        if self.tour is not None:
            self.tour.shown(page)

    def _go_on_in(self, page: Page[Any]) -> None:
        if self.keeper.holding:
            self._take_up(page)
        for place in page.query(Voice):
            self._tell(page, place)
        if self.mode is Mode.PAIR:
            self._hands_soon(page)

    def _hands_soon(self, page: Page[Any]) -> None:
        """Two at one laptop change hands on the way: asked once the page is there, over nothing else."""
        from netmeet_tui.tui.practice.screens.hands import come_to

        page.call_after_refresh(come_to, self, page)

    def _take_up(self, page: Page[Any]) -> None:
        before = self.play
        play = replace(before, records=self.practice_keeper.records)
        offer = getattr(page, "offer_marked", "")
        if offer and f"?{offer}" not in play.put:
            play = play.beside(f"?{offer}")
        if (play.records, play.asides) == (before.records, before.asides):
            return
        self._play = play
        # An offer that is put anew after something was brought in is answered after that has been heard.
        if self._brought_in and play.records == before.records and before.just_brought_in:
            if self.voices:
                self._hear(len(before.said), after=True)
        elif self._hear(len(before.said)):
            self._brought_in = False

    def _hear(self, known: int, *, after: bool = False) -> bool:
        """Take up what was said after so many lines, if anything was; what was said before makes room for it.

        ``after``: it stays, and is told before it.
        """
        fresh = [one.line for one in self.play.said[known:]]
        if fresh:
            self.talk.say(fresh, after=after)
        return bool(fresh)

    def _tell_again(self) -> None:
        for place in self.screen.query(Voice):
            self._tell(self.page, place)
        if self.tour is not None:
            self.tour.shown(self.page)

    def _tell(self, page: Page[Any], place: Voice) -> None:
        assert self.story is not None
        here = page.hears and self.keeper.holding and self._heard
        lines = self.talk.lines if here else ()
        place.tell([voice.turn(self.story, line) for line in lines], folded=self.talk.folded)

    def switch_voices(self) -> None:
        """Whether what they say stands on the screen from now on, or does not."""
        self.voices, self._brought_in = not self.voices, False

    def action_rest(self) -> None:
        """All of what they say; or fold it away; or bring it back."""
        if not self.playing or self.hidden or not self.page.hears:
            return
        if self.talking:
            self.talk.say_all()
        else:
            self.talk.fold()
        self._tell_again()

    async def action_practice_desk(self) -> None:
        """The practice menu, over whatever is open."""
        from netmeet_tui.tui.practice.screens.desk import DeskPage

        await self._over(DeskPage)

    async def action_trainer(self) -> None:
        """The notes of whoever leads, over whatever is open."""
        from netmeet_tui.tui.practice.screens.trainer import TrainerPage

        if self.mode is Mode.TRAINER:
            await self._over(TrainerPage)

    async def _over(self, kind: type[Page[None]]) -> None:
        """Put a page over whatever is open. The same key leads back to one that is there, and out of it."""
        if not self.playing or self.hidden:
            return
        place = next((at for at, screen in enumerate(self.screen_stack) if isinstance(screen, kind)), None)
        if place is None:
            await self.push_screen(kind())
        elif self.screen is self.screen_stack[place]:
            self.page.dismiss()
        elif not any(getattr(screen, "stays", False) for screen in self.screen_stack[place + 1 :]):
            while any(isinstance(screen, kind) for screen in self.screen_stack[:-1]):  # it may be left meanwhile
                await self.pop_screen()

    async def back_to_story(self) -> None:
        """Leave the pages under which the story stands still."""
        while getattr(self.screen, "stands_still", False):
            await self.pop_screen()

    def stand_still(self, under: Page[Any]) -> None:
        """Let the story stand still under a page: nobody goes on talking, and its clock waits."""
        self._still.add(under)
        self.practice_keeper.stand_still()
        self.talk.stand_still()

    def go_on(self, under: Page[Any]) -> None:
        """Let the story go on, where it stands still under no other page."""
        self._still.discard(under)
        if not self._still:
            self.practice_keeper.go_on()
            self.talk.go_on()

    # -- playing -----------------------------------------------------------------------------------------

    async def begin(self, story: Story, mode: Mode) -> None:
        """Begin a story. Raises Trouble."""
        await self.practice_keeper.play(story)
        pack = cast("Pack", self.keeper.pack)
        self.story, self.mode, self.tries = story, mode, ()
        self.voices = mode is not Mode.TRAINER
        self.hands_asked = set()
        self._play = Play(story, pack)
        self.talk.said(())
        self._brought_in = False
        await self.resumed()

    def bring_in(self, what: str) -> None:
        """Something from outside the meeting, or time that passes: ``+phone-rings``, ``time=10``."""
        known = len(self.play.said)
        self._play = self.play.beside(what)
        if what.startswith("time="):
            self.practice_keeper.pass_time(PASSES)
        if self._hear(known):
            self._brought_in = True

    async def go_back(self, records: int) -> None:
        """Go back to an earlier point and try another way; what was done since stays for the debrief.

        Raises Trouble.
        """
        await self._part_from_pages()
        async with self._beneath():
            await self._down_to_home()  # before what they show is gone
            left = replace(self.play, records=self.practice_keeper.records)
            await self.practice_keeper.go_back(records)
            self._try_again(left, records)
            await self.resumed()

    def _try_again(self, left: Play, records: int) -> None:
        """Take up the story where it was after so many records. What is left is kept, where it was another way."""
        from netmeet_tui.tui.practice.points import part_of
        from netmeet_tui.tui.practice.screens.hands import still_asked

        if not any(part_of(left, tried) for tried in self.tries[-1:]):
            self.tries = (*self.tries, left)
        self._play = left.until(records)
        self.talk.said([one.line for one in self.play.said[-1:]])
        self._brought_in = False
        self.hands_asked = still_asked(self.play, self.hands_asked)

    async def _part_from_pages(self) -> None:
        """Keep what is written on the pages that are left, and let go of a 999 card that is one of them."""
        for screen in tuple(self.screen_stack):
            await cast("Page[object]", screen).keep_written()
            if getattr(screen, "stays", False):
                cast(Any, screen).stays = False

    async def stop(self) -> None:
        """Stop the story where it is, and look back on it. Raises Trouble."""
        await self._part_from_pages()
        async with self._beneath():
            await self._down_to_home()
            await self._look_back()

    async def home(self, notice: str = "") -> None:
        """The meeting has ended: look back on it. Where there is nothing to look back on, the stories."""
        if self.playing and not self.keeper.holding:
            await self._down_to_home()
            await self._look_back()
        else:
            await super().home(notice)

    async def _look_back(self) -> None:
        from netmeet_tui.tui.practice.screens.debrief import DebriefPage

        last = replace(self.play, records=self.practice_keeper.records)
        tries, mode = (*self.tries, last), self.mode
        self.forget_story()
        await self.push_screen(DebriefPage(tries, mode.value))

    def forget_story(self) -> None:
        """Let go of the story and of everything that was done in it."""
        self.practice_keeper.leave_story()
        self.story, self._play, self.tries = None, None, ()
        self.talk.said(())

    async def leave(self) -> None:
        """Answer Ctrl+Q: ask first while a story is being played, or looked back on in somebody's own words."""
        if self.hidden:
            return
        from netmeet_tui.tui.screens.ask import AskPage

        def answered(leave: bool | None) -> None:
            if leave and self.playing:
                self.run_worker(self._leave_story(), group="leaving")
            elif leave:
                self._out()

        if isinstance(self.screen, AskPage):
            return
        if self.playing:
            told = text.LEAVE_TOLD.format(key=DESK.cap)
            await self.push_screen(AskPage(text.LEAVE_TITLE, told, text.LEAVE_CHOICES), answered)
        elif any(getattr(screen, "written", False) for screen in self.screen_stack):
            page = AskPage(debrief_text.LEAVE_TITLE, debrief_text.LEAVE_LINES, debrief_text.LEAVE_CHOICES)
            await self.push_screen(page, answered)
        else:
            self._out()

    def _out(self) -> None:
        """Out of practice; to netmeet's first screen where one came from there."""
        self.then = "netmeet" if self.back else ""
        self.exit()

    async def _leave_story(self) -> None:
        """Leave it once nothing is being done in it any more; a key that comes meanwhile begins nothing."""
        await self._made_durable()
        if self.playing:
            cast("Page[Any]", self.screen_stack[0]).doing(self.leave_story)

    async def leave_story(self) -> None:
        """Leave the story without looking back on it."""
        async with self._beneath():
            await self._down_to_home()
            self.forget_story()
        await super().home()
