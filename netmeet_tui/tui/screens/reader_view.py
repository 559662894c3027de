"""Only the words to say, and what comes next: one of the facilitators reads while the other talks (L-12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Step
from netmeet_tui.policy.words import StepWords
from netmeet_tui.tui import room_text, text
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY, Key, bound
from netmeet_tui.tui.screens.open_view import StepView, view_keys

FITS, MARGIN = 80, 16
"""The widest that a choice is shown, and what of it is margin and key."""


class ReaderView(StepView, inherit_bindings=False):
    """The words, large and alone; under them the choices, each with the step that it leads to."""

    KEYS: ClassVar[tuple[Key, ...]] = view_keys("r", Key("v", "open_view", text.OPEN_VIEW_KEY, text.OPEN_VIEW_HELP))
    BINDINGS: ClassVar = [*bound((*EVERYWHERE, MEMORY)), *bound(KEYS)]
    OPENS = room_text.READER_WHERE

    def fill(self, step: Step, words: StepWords) -> None:
        """The words to say; where there are none, it says so."""
        said = self.spoken(step, words)
        self.put("#heading", words.short)
        self.put("#asked", "" if said else room_text.READER_NOTHING)
        self.put("#spoken", Content.styled(f"“{said}”", "bold $spoken") if said else "")
        lane = self.concern.lane  # looked at once: on the keeper's thread it may go on meanwhile
        offered = self._offered(lane)
        rows = [
            Content.assemble(label, (self._next(label, to) if to else "", "$quiet"))
            for label, to in zip(self.answers(step, offered), self._leads(step, lane, offered), strict=True)
        ]
        self.put("#answers", self.spaced(rows))

    def _next(self, label: str, to: str) -> str:
        """Where a choice leads: behind it, or on a line of its own where that is too long."""
        leads = room_text.READER_NEXT.format(step=to)
        fits = len(label) + len(leads) < min(self.size.width, FITS) - MARGIN
        return f"  {leads}" if fits else f"\n     {leads}"

    def _leads(self, step: Step, lane: lanes.Lane, offered: Sequence[lanes.Offered]) -> list[str]:
        """For each choice the step that it leads to, by its short name; nothing where it stays here."""
        given = self.session.state.given
        found = ["", "", ""] if step.shows == "ledger" else []
        for choice in offered:
            after = lanes.choose(self.pack, lane, choice.choice.id, given)
            short = text.CLOSED if after.closed else self.pack.steps[after.step].words.short
            found.append("" if after.step == lane.step else short)
        return found

    async def action_open_view(self) -> None:
        """The step in large words, to be read together."""
        from netmeet_tui.tui.screens.open_view import OpenView

        await self.desk.switch_screen(OpenView(self.number))
