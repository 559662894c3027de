"""A step in large plain words, to be read together with the person: this concern and nothing else (N-02, C-14).

No clause, no other concern, no seat but theirs, and nothing that identifies. The same keys answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Step
from netmeet_tui.policy.words import StepWords
from netmeet_tui.tui import room_text, text
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY, Key, bound, numbered
from netmeet_tui.tui.screens.lane import EVENTS
from netmeet_tui.tui.screens.step import StepPage


def view_keys(key: str, other: Key) -> tuple[Key, ...]:
    """The keys of a view: those of the step that concern this lane alone, and the ways out."""
    return (
        *numbered("choose", 5),
        Key("escape", "back", room_text.VIEW_BACK, room_text.VIEW_BACK_HELP, (key,)),
        other,
        Key("space", "scroll", room_text.VIEW_MORE, room_text.VIEW_MORE_HELP, ("pagedown",)),
        Key("pageup", "scroll(-1)", "", "", shown=False),
        Key("up", "move(-1)", room_text.VIEW_OFFER, room_text.VIEW_OFFER_HELP, ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        *(row for row in StepPage.KEYS if row.action in EVENTS),
        Key("m", "meeting", _("meeting"), _("Back to the meeting; this concern keeps its place.")),
    )


class StepView(StepPage, inherit_bindings=False):
    """What both views are: the step beneath with other words around it. It is filled from the same state."""

    CSS_PATH = "view.tcss"
    OPENS: ClassVar[str] = ""
    """What the top line says."""

    @property
    def at_emergency(self) -> bool:
        """The number is not on this screen: 9 brings the card."""
        return False

    def body(self) -> ComposeResult:
        """The words, which may be long, and the choices, always in sight."""
        with Vertical(classes="body"):
            with VerticalScroll(id="words", can_focus=False):
                yield Static(id="heading", classes="title")
                yield Static(id="asked")
                yield Static(id="spoken")
            yield Static(id="answers")

    def show(self) -> None:
        """Fill the screen with the step where the lane stands."""
        if not self.keeper.holding:
            return
        self.where(self.OPENS)
        step = self._step()
        if step is None:
            for place in ("#asked", "#spoken", "#answers"):
                self.put(place, "")
            self.put("#heading", room_text.VIEW_DONE)
        else:
            concern = self.concern
            filled = (concern.number, step.id, len(concern.lane.trail()))
            if self._filled is None or filled[:2] != self._filled[:2]:
                self._line = 0
                self._next_offer(self._line)
            if filled != self._filled:
                self._filled = filled
                self.query_one("#words").scroll_home(animate=False)
            self.fill(step, step.worded(lanes.world(concern.lane.situation, self.session.state.given)))
        self.show_keys()
        self.call_after_refresh(self.show_keys_laid_out)

    def fill(self, step: Step, words: StepWords) -> None:
        """Put the words of the step into the view."""

    def spoken(self, step: Step, words: StepWords) -> str:
        """What is said aloud at the step: where offers are made, the question that is marked."""
        if step.shows == "ledger":
            return self.pack.words.offers[self.pack.offers[self._line]].ask
        return words.say

    def answers(self, step: Step, offered: Sequence[lanes.Offered]) -> list[str]:
        """The choices in their words."""
        labels = [choice.label for choice in offered]
        said = self.pack.words.answers
        return [said.yes, said.no, said.later, *labels] if step.shows == "ledger" else labels

    def spaced(self, rows: Sequence[Content]) -> Content:
        """The choices with their keys, and air between them where there is room."""
        keyed = [Content.assemble((f" {n} ", "bold reverse"), "  ", row) for n, row in enumerate(rows, start=1)]
        return Content("\n\n" if self.has_class("-tall") or len(rows) < 4 else "\n").join(keyed)

    def available(self) -> Iterator[Key]:
        """Only the keys that make sense here; none of them tells of another concern."""
        for key in super().available():
            if key.action != "scroll" or self.query_one("#words").max_scroll_y:
                yield key

    def action_back(self) -> None:
        """Back to the step."""
        self.dismiss()


class OpenView(StepView, inherit_bindings=False):
    """Title, what is asked, words, choices: to be read together."""

    KEYS: ClassVar[tuple[Key, ...]] = view_keys("v", Key("r", "reader", text.READER_KEY, text.READER_HELP))
    BINDINGS: ClassVar = [*bound((*EVERYWHERE, MEMORY)), *bound(KEYS)]
    OPENS = room_text.OPEN_VIEW_WHERE

    def fill(self, step: Step, words: StepWords) -> None:
        """Everything that the step says, but for the policy behind it."""
        said = self.spoken(step, words)
        self.put("#heading", words.title)
        self.put("#asked", ("\n" if self.has_class("-tight") else "\n\n").join(words.do))
        self.put("#spoken", Content.styled(f"“{said}”", "$spoken") if said else "")
        self.put("#answers", self.spaced([Content(label) for label in self.answers(step, self._offered())]))

    async def action_reader(self) -> None:
        """Only the words to say."""
        from netmeet_tui.tui.screens.reader_view import ReaderView

        await self.desk.switch_screen(ReaderView(self.number))
