"""Before a story is played: what comes up in it, how it is practised, and who is in the room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.practice.story import Story
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import text
from netmeet_tui.tui.practice.app import DESK, Mode
from netmeet_tui.tui.text import WEEKDAYS

if TYPE_CHECKING:
    from netmeet_tui.tui.practice.app import PracticeApp


class BeforePage(Page[None]):
    """A page on the way into a story: some lines, and choices."""

    CSS_PATH = "choose.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 3),
        Key("s", "support", text.CHOOSE_SUPPORT, text.CHOOSE_SUPPORT_HELP),
        Key("escape", "back", _("back"), _("Back to where you were."), ("q",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    WHERE: ClassVar[str]
    CHOICES: ClassVar[Sequence[str]]

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    @property
    def practice(self) -> PracticeApp:
        """The app, as what it is here."""
        return cast("PracticeApp", self.app)

    def body(self) -> ComposeResult:
        """The story's name, what there is to say, and the choices."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(Content(self.story.title), classes="title")
            yield from (Static(part, classes="line") for part in self.told())
            yield Static(listed(self.CHOICES), id="lines")

    def told(self) -> Sequence[Content]:
        """What there is to say."""
        return ()

    def show(self) -> None:
        """Say where we are."""
        self.where(self.WHERE)
        super().show()

    def action_pick(self, place: int) -> None:
        """The line of that number."""
        if place <= len(self.CHOICES):
            self.doing(partial(self.picked, place))

    async def picked(self, place: int) -> None:
        """What that line is for."""

    async def action_support(self) -> None:
        """Support for the trainee."""
        from netmeet_tui.tui.practice.screens.support import SupportPage

        await self.desk.push_screen(SupportPage())

    def action_back(self) -> None:
        """Back."""
        self.dismiss()


class NotePage(BeforePage):
    """The content note: always first, with a way out."""

    WHERE = text.NOTE_WHERE
    CHOICES = text.NOTE_CHOICES

    def told(self) -> Sequence[Content]:
        """What comes up, that one may stop, and where support is."""
        return (
            Content.assemble((f"{text.NOTE_ABOUT}\n", "bold"), self.story.note),
            Content(text.NOTE_WAY_OUT.format(key=DESK.cap)),
            Content(text.NOTE_SUPPORT),
        )

    async def picked(self, place: int) -> None:
        """On, or to the other stories."""
        if place == 2:
            await self.desk.home()
        elif mode := self.practice.asked_for[1]:
            await self.desk.push_screen(BriefPage(self.story, Mode(mode)))
        else:
            await self.desk.push_screen(ModePage(self.story))


class ModePage(BeforePage):
    """Alone, in a pair, or led by somebody."""

    WHERE = text.MODE_WHERE
    CHOICES = text.MODE_CHOICES

    async def picked(self, place: int) -> None:
        """That is how."""
        await self.desk.push_screen(BriefPage(self.story, tuple(Mode)[place - 1]))


class BriefPage(BeforePage):
    """Where and when, and who is in the room."""

    WHERE = text.BRIEF_WHERE
    CHOICES = text.BRIEF_CHOICES

    def __init__(self, story: Story, mode: Mode) -> None:
        super().__init__(story)
        self._mode = mode

    def told(self) -> Sequence[Content]:
        """The scene, the people, and what the trainees are."""
        begins = self.story.begins
        when = text.BRIEF_WHEN.format(
            weekday=WEEKDAYS[begins.weekday()], day=catalogue.day_and_month(begins), time=f"{begins:%H:%M}"
        )
        here = "   ".join(f"{person.seat} {person.word}" for person in self.story.person)
        parts = [
            Content.assemble((f"{when}\n", "bold"), self.story.setting),
            Content.assemble((f"{text.BRIEF_HERE}\n", "bold"), here),
            Content(text.BRIEF_YOU),
        ]
        return [*parts, Content.styled(text.BRIEF_CARDS, "$quiet")] if self._mode is Mode.TRAINER else parts

    async def picked(self, place: int) -> None:
        """Begin, or to the other stories."""
        if place == 1:
            await self.practice.begin(self.story, self._mode)
        else:
            await self.desk.home()
