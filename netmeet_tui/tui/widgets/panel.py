"""The panel of the step screen: what a step shows besides its words. The pack says which of these it is."""

from __future__ import annotations

from collections.abc import Mapping

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Digits, Static

from netmeet_tui import card999
from netmeet_tui.meeting.state import Concern
from netmeet_tui.policy.pack import Pack, Step
from netmeet_tui.tui import known, lines, text
from netmeet_tui.tui.widgets.sheet import Sheet, fields_of, readout

NOTHING = Content("")
COLUMN = 36
"""The width of the offers' names, in columns."""


class Panel(Vertical):
    """Fields to write in, the ledger, the number to ring, or what was answered; hidden when there is nothing."""

    _names = False
    """Whether it shows something that identifies."""

    def turn(self) -> None:
        """Another step is shown, and this is filled soon: what identifies goes at once (I-4)."""
        if self._names:
            self.display = False

    async def fill(
        self, pack: Pack, concern: Concern, step: Step | None, sealed: Mapping[str, str], aid: Content = NOTHING
    ) -> None:
        """Show what a step shows. ``sealed`` is what identifies, where the step may show it (I-4).

        Where it shows who knows what, only which fields were filled in. ``aid`` stands above it all: what helps to
        ring somebody.
        """
        shown = [] if step is None else self._widgets(pack, concern, step, sealed)
        if aid:
            shown.insert(0, Static(aid, id="aid"))
        if self.children:
            await self.remove_children()
        self._names = step is not None and (bool(step.sealed) or step.shows == "sheet")
        if shown:
            await self.mount(*shown)
        self.display = bool(shown)

    def _widgets(self, pack: Pack, concern: Concern, step: Step, sealed: Mapping[str, str]) -> list[Widget]:
        words = pack.words.fields
        fields = fields_of(step.fields, words, concern.written)
        fields += fields_of(step.sealed, words, sealed, sealed=True)
        writing: list[Widget] = [Sheet(concern.number, fields)] if fields else []
        match step.shows:
            case "999":
                return [Horizontal(Digits(card999.NUMBER, id="number"), Static(asks(), id="asks")), *writing]
            case "ledger":
                return [Ledger(pack, concern), *writing]
            case "answers":
                answered = readout([(label, answer) for _, label, answer in lines.ledger(pack, concern)])
                return [Static(answered, id="readout"), *writing]
            case "contact":
                return [Static(known.told(pack, concern, frozenset(sealed)), id="readout"), *writing]
            case "sheet":
                call = Static(lines.call(pack, concern), classes="call", markup=False)
                scope = Static(lines.scope(pack, concern), classes="scope", markup=False)
                scope.display = bool(lines.scope(pack, concern))
                if writing:
                    return [call, scope, *writing]
                written = {**concern.written, **sealed}
                read = readout([(words[name].label, written.get(name, "")) for name in step.reads])
                back = Static(text.READ_BACK, classes="back")
                return [call, Static(read, id="readout"), back, scope]
            case _:
                return writing


class Ledger(Static):
    """What was offered, and the answer to each; one line is marked, and 1, 2 and 3 answer it (N-03)."""

    def __init__(self, pack: Pack, concern: Concern) -> None:
        super().__init__(id="ledger")
        self._rows = list(lines.ledger(pack, concern))

    def mark(self, line: int) -> None:
        """Mark a line, and keep it in sight on a small screen."""
        shown = []
        for place, (_, label, answer) in enumerate(self._rows):
            sign, style = ("▸", "bold") if place == line else (" ", "")
            shown.append(Content.assemble((f"{sign} {label:<{COLUMN}}", style), (answer, style or "$quiet")))
        self.update(Content("\n").join(shown))
        self.call_after_refresh(self._keep_in_sight, line)

    def _keep_in_sight(self, line: int) -> None:
        if isinstance(self.parent, Panel):
            top = self.parent.virtual_region.y + self.virtual_region.y
            words = self.screen.query_one("#words", VerticalScroll)
            words.scroll_to_region(Region(0, top + line, 1, 1), animate=False)


def asks() -> Content:
    """What they will ask at 999, as lines. Not numbered: numbers are keys here."""
    return Content("\n").join(Content.assemble((f"{text.DO} ", "bold $accent"), ask) for ask in text.CARD.asks)
