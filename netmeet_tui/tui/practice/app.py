"""The app of practice: the screens of a live meeting, each with a frame round it, and the people of a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual.binding import Binding
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer
from textual.widget import Widget

from netmeet_tui.practice.play import Play
from netmeet_tui.practice.story import PASSES, Line, Story
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import text, voice
from netmeet_tui.tui.practice.keeper import PracticeKeeper
from netmeet_tui.tui.practice.theme import LOOKS
from netmeet_tui.tui.practice.voice import Voice

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack

DESK: Final = Key("x", "app.practice_desk", text.DESK_KEY, text.DESK_HELP)
DESK_IN_TEXT: Final = Key("f3", "app.practice_desk", text.DESK_KEY, text.DESK_HELP, urgent=True)
REST: Final = Key("full_stop", "app.rest", text.REST_KEY, text.REST_HELP)


class Mode(StrEnum):
    """How a story is practised."""

    SOLO = "solo"
    PAIR = "pair"
    TRAINER = "trainer"


class PracticeApp(NetmeetApp):
    """netmeet in practice. It knows no vault, and everything in it goes when it ends."""

    CSS_PATH: ClassVar = ["../page.tcss", "../screens/home.tcss", "practice.tcss"]
    LOOKS: ClassVar[Mapping[str, Theme]] = LOOKS
    BINDINGS: ClassVar = [
        Binding("x", "practice_desk", show=False),
        Binding("f3", "practice_desk", priority=True, show=False),
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
        self.tries: tuple[Play, ...] = ()
        """Ways that were gone in this story before it was taken back to an earlier point."""
        self.voices = True
        """Whether what they say stands on the screen."""
        self._play: Play | None = None
        self._turns: tuple[Line, ...] = ()
        """What was said last, and how much of it has been told."""
        self._told = 0
        self._folded = False
        self._pace = pace
        self._timer: Timer | None = None

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

    # -- what every page has besides ---------------------------------------------------------------------

    def beside(self) -> Iterable[Widget]:
        """The words of the people in the story."""
        yield Voice()

    def more_keys(self, page: Page[Any]) -> tuple[Key, ...]:
        """The practice menu, and the rest of what they say."""
        if not self.playing or self.hidden:
            return ()
        rest = (REST,) if page.hears and self._turns and self.voices else ()
        return (DESK_IN_TEXT if page.writing else DESK, *rest)

    def came(self, page: Page[Any]) -> None:
        """A frame round it that says what this is."""
        page.border_title = text.FRAME

    def shown(self, page: Page[Any]) -> None:
        """Take up what has been done since, and let the people answer to it."""
        at_card = page.at_card or getattr(page, "at_emergency", False)
        page.border_title = text.FRAME_CARD if at_card else text.FRAME
        if self.story is None or not self.playing:
            return
        if self.keeper.holding:
            self._take_up(page)
        for place in page.query(Voice):
            self._tell(page, place)

    def _take_up(self, page: Page[Any]) -> None:
        before = self.play
        play = replace(before, records=self.practice_keeper.records)
        offer = getattr(page, "offer_marked", "")
        if offer and not any(aside == (len(play.records), f"?{offer}") for aside in play.asides):
            play = play.beside(f"?{offer}")
        if (play.records, play.asides) == (before.records, before.asides):
            return
        self._play = play
        self._hear(len(before.said))

    def _hear(self, known: int) -> None:
        """Take up what was said after so many lines; what was said before makes room for it."""
        said = self.play.said
        if len(said) > known:
            self._turns, self._told, self._folded = tuple(one.line for one in said[known:]), 1, False
            self._await_next()

    def _await_next(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._told < len(self._turns):
            pace = self._pace(self._turns[self._told - 1])
            if pace <= 0:
                self._told = len(self._turns)
            else:
                self._timer = self.set_timer(pace, self._say_next)

    def _say_next(self) -> None:
        self._told += 1
        self._await_next()
        self._tell_again()

    def _tell_again(self) -> None:
        for place in self.screen.query(Voice):
            self._tell(self.page, place)

    def _tell(self, page: Page[Any], place: Voice) -> None:
        assert self.story is not None
        here = page.hears and self.keeper.holding and self.voices
        lines = self._turns[: self._told] if here else ()
        place.tell([voice.turn(self.story, line) for line in lines], folded=self._folded)

    def action_rest(self) -> None:
        """All of what they say; or fold it away; or bring it back."""
        if not self.playing or self.hidden or not self.page.hears:
            return
        if self._told < len(self._turns):
            self._told = len(self._turns)
            self._await_next()
        else:
            self._folded = not self._folded
        self._tell_again()

    async def action_practice_desk(self) -> None:
        """The practice menu, over whatever is open."""
        if not self.playing or self.hidden:
            return
        from netmeet_tui.tui.practice.screens.desk import DeskPage

        if not any(isinstance(screen, DeskPage) for screen in self.screen_stack):
            await self.push_screen(DeskPage())

    # -- playing -----------------------------------------------------------------------------------------

    async def begin(self, story: Story, mode: Mode) -> None:
        """Begin a story. Raises Trouble."""
        await self.practice_keeper.play(story)
        pack = cast("Pack", self.keeper.pack)
        self.story, self.mode, self.tries = story, mode, ()
        self.voices = mode is not Mode.TRAINER
        self._play = Play(story, pack)
        self._turns, self._told = (), 0
        await self.follow()

    def bring_in(self, what: str) -> None:
        """Something from outside the meeting, or time that passes: ``+phone-rings``, ``time=10``."""
        known = len(self.play.said)
        self._play = self.play.beside(what)
        if what.startswith("time="):
            self.practice_keeper.pass_time(PASSES)
        self._hear(known)

    async def go_back(self, records: int) -> None:
        """Go back to an earlier point and try another way; what was done since stays for the debrief."""
        await self.practice_keeper.go_back(records)
        self.tries = (*self.tries, self.play)
        self._play = self.play.until(records)
        self._turns, self._told = tuple(one.line for one in self.play.said[-1:]), 1
        await self.follow()

    async def stop(self) -> None:
        """Stop the story where it is, and look back on it."""
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
        self.story, self._play, self._turns, self._told, self.tries = None, None, (), 0, ()

    async def leave(self) -> None:
        """Answer Ctrl+Q: ask first while a story is being played."""
        if self.hidden:
            return
        if not self.playing:
            self.then = "netmeet" if self.back else ""
            self.exit()
            return
        from netmeet_tui.tui.screens.ask import AskPage

        def answered(leave: bool | None) -> None:
            if leave:
                self.run_worker(self._leave_story(), group="leaving")

        if not isinstance(self.screen, AskPage):
            told = text.LEAVE_TOLD.format(key=DESK.cap)
            await self.push_screen(AskPage(text.LEAVE_TITLE, told, text.LEAVE_CHOICES), answered)

    async def _leave_story(self) -> None:
        await self._down_to_home()
        self.forget_story()
        await super().home()
