"""What the people in a story say and do, beside the page where the facilitators are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.practice.story import Line, Story
from netmeet_tui.tui.practice import text

WORDS_A_SECOND = 4.0
"""At about this pace people speak who find it hard."""


class Voice(VerticalScroll, can_focus=False):
    """A few lines at the foot of a page, the newest in sight."""

    def __init__(self) -> None:
        super().__init__(id="voice")
        self._folded = False

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def tell(self, turns: Sequence[Content], *, folded: bool) -> None:
        """Show these turns; nothing where there are none. Folded, it says only that there is something."""
        self.display = bool(turns)
        self._folded = folded
        self.set_class(folded, "-folded")
        shown = Content.styled(text.FOLDED, "$quiet") if folded else Content("\n").join(turns)
        self.query_one(Static).update(shown)
        self.call_after_refresh(self._to_the_newest)

    def _to_the_newest(self) -> None:
        self.scroll_end(animate=False)


def turn(story: Story, line: Line) -> Content:
    """One line as it is shown: who, their words, and what they do."""
    who = story.someone(line.who)
    parts: list[Content] = []
    if line.words:
        spoken = f"“{line.words}”"
        parts.append(
            Content.assemble((f"{who.word}: ", "bold $accent"), (spoken, "$spoken"))
            if who
            else Content.styled(spoken, "$spoken")
        )
    if line.does:
        parts.append(Content.styled(text.DOES.format(does=line.does), "$quiet"))
    return Content(" ").join(parts)


def seconds(line: Line) -> float:
    """How long somebody takes to say a line."""
    return max(len(f"{line.words} {line.does}".split()) / WORDS_A_SECOND, 1.0)
