"""The practice menu: the story stands still, and one can talk, read back, go back, or stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui.practice.play import passing
from netmeet_tui.practice.story import PASSES
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.practice.app import Mode
from netmeet_tui.tui.practice.points import points
from netmeet_tui.tui.practice.screens.still import StillPage


class DeskPage(StillPage[None]):
    """Over whatever is open; nothing beneath is disturbed."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 5),
        Key("escape", "go_on", text.GO_ON_KEY, text.GO_ON_HELP, ("q", "x")),
        Key("s", "support", text.SUPPORT, text.SUPPORT_HELP),
        Key("n", "notes", text.NOTES_KEY, text.NOTES_HELP),
        Key("w", "voices", text.SHOW_SAID, text.VOICES_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What to talk about meanwhile, and the choices."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.TITLE, classes="title")
            yield Static(text.TOLD, classes="line")
            yield Static(id="choices")

    def show(self) -> None:
        """The last line says what comes of it."""
        story = self.practice.play.story
        self.where(text.WHERE, f"{self.keeper.clock():%H:%M}", story.title)
        last = text.STOP if self._something_done else text.LEAVE
        self.put("#choices", listed((text.GO_ON, text.SAID, text.let_pass(PASSES), text.GO_BACK, last)))
        super().show()

    @property
    def _something_done(self) -> bool:
        """Whether there is anything to go back to, or to look back on."""
        return any(point.before for point in points(self.practice.play))

    def available(self) -> Iterable[Key]:
        """The notes are for whoever leads."""
        for key in self.KEYS:
            if key.action == "voices":
                yield replace(key, label=text.HIDE_SAID if self.practice.voices else text.SHOW_SAID)
            elif key.action != "notes" or self.practice.mode is Mode.TRAINER:
                yield key

    async def action_pick(self, place: int) -> None:
        """The line of that number."""
        match place:
            case 1:
                self.action_go_on()
            case 2:
                from netmeet_tui.tui.practice.screens.said import SaidPage

                await self.desk.push_screen(SaidPage())
            case 3:
                await self._let_pass()
            case 4:
                await self._back()
            case 5:
                await self._stop()

    def action_go_on(self) -> None:
        """Back to the story."""
        self.dismiss()

    async def _let_pass(self) -> None:
        """Back to the story, a little later: what comes of it is seen there."""
        self.practice.bring_in(passing(self.practice.play))
        told = text.passed(PASSES, f"{self.keeper.clock():%H:%M}")
        await self.practice.back_to_story()
        self.desk.page.notice(told)

    async def _back(self) -> None:
        if not self._something_done:
            self.notice(text.NOTHING_DONE)
            return
        from netmeet_tui.tui.practice.screens.back import BackPage

        await self.desk.push_screen(BackPage())

    async def _stop(self) -> None:
        if not self._something_done:
            self.doing(self.practice.leave_story)
            return
        from netmeet_tui.tui.screens.ask import AskPage

        def answered(stop: bool | None) -> None:
            if stop:
                self.doing(self.practice.stop)

        await self.desk.push_screen(AskPage(text.STOP_TITLE, text.STOP_TOLD, text.STOP_CHOICES), answered)

    async def action_support(self) -> None:
        """Support for the trainee."""
        from netmeet_tui.tui.practice.screens.support import SupportPage

        await self.desk.push_screen(SupportPage())

    async def action_notes(self) -> None:
        """The notes of whoever leads."""
        await self.practice.action_trainer()

    def action_voices(self) -> None:
        """Show what they say on the screen, or leave it to whoever plays them."""
        self.practice.switch_voices()
        self.notice(text.SAID_SHOWN if self.practice.voices else text.SAID_HIDDEN)
        self.show()
