"""Beside the step, where the screen is wide: what was done so far, what is not open and why, what else is open."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.meeting.state import Concern, Meeting
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import lines, text


class Aside(VerticalScroll, can_focus=False):
    """Filled only where it can be seen."""

    def compose(self) -> ComposeResult:
        """One text, laid out anew each time."""
        yield Static()

    def show(self, pack: Pack, state: Meeting, concern: Concern) -> None:
        """Tell the story of a concern."""
        story = lines.story(pack, concern, state.given)
        parts = [Content.assemble((f"{text.WHAT_WAS_DONE}\n", "bold"), story), lines.not_open(pack, state, concern)]
        others = [c for c in state.open_concerns if c.number != concern.number]
        if others:
            rows = (f"{c.number}  {lines.kind_of(pack, c)}, {lines.stands(pack, c)}" for c in others)
            parts.append(Content.assemble((f"{text.OTHER_LANES}\n", "bold"), "\n".join(rows)))
        parts.append(lines.dated(pack))
        self.query_one(Static).update(Content("\n\n").join([part for part in parts if part]))
