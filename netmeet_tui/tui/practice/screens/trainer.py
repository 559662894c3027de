"""For whoever leads a practice: notes, cards, what the policy says of the story, and what can be brought in.

Everybody in the room sees the same screen, so all of it is hidden until it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.practice.story import Expected
from netmeet_tui.tui import text as shared
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.practice.screens.still import StillRows
from netmeet_tui.tui.widgets.rows import Row, Rows

MOST = 8
"""How many things can be brought in by a key of their own."""


class TrainerPage(StillRows):
    """Hidden at first. The numbers work all the same, for somebody who knows the story."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("n", "notes", text.NOTES_SHOW, text.NOTES_SHOW_HELP),
        replace(numbered("bring_in", 1)[0], help=text.NOTES_BRING_HELP),
        *numbered("bring_in", MOST)[1:],
        *StillRows.KEYS,
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    PROSE = True

    def __init__(self) -> None:
        super().__init__()
        self._open = False

    def body(self) -> ComposeResult:
        """What can be brought in, always in sight; and the notes."""
        with Vertical(classes="body"):
            yield Static(id="about", classes="quiet")
            yield Static(id="choices")
            yield Rows("rows", prose=True)

    def show(self) -> None:
        """Nothing of the story, unless it was asked for."""
        self.where(text.NOTES_WHERE)
        bring = text.NOTES_BRING if self._injections else text.NOTES_NONE
        blind = text.NOTES_BLIND if self._injections else text.NOTES_NONE
        self.put("#about", bring if self._open else f"{text.NOTES_HIDDEN}\n{blind}")
        self.put("#choices", self._choices() if self._open else "")
        self.rows.display = self._open
        super().show()

    @property
    def _injections(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.id, one.label) for one in self.practice.play.story.injection[:MOST])

    @property
    def _brought_in(self) -> frozenset[str]:
        return frozenset(aside.what[1:] for aside in self.practice.play.asides if aside.what.startswith("+"))

    def _choices(self) -> Content:
        before = self._brought_in
        labels = [
            Content.styled(f"{label}  {text.NOTES_IN}", "$quiet") if one in before else Content(label)
            for one, label in self._injections
        ]
        return listed(labels) if labels else Content("")

    def available(self) -> Iterable[Key]:
        """The same key shows and hides; what is hidden cannot be read on."""
        for key in self.KEYS:
            if key.action == "notes":
                yield replace(key, label=text.NOTES_HIDE if self._open else text.NOTES_SHOW)
            elif self._open or key.action != "move(1)":
                yield key

    def action_notes(self) -> None:
        """Show the notes, or hide them."""
        self._open = not self._open
        self.rows.fill(list(self._notes()) if self._open else [], None)
        self.show()

    async def action_bring_in(self, place: int) -> None:
        """Bring in what has that number: back to the story, where everybody hears it."""
        if place > len(self._injections):
            return
        one, _ = self._injections[place - 1]
        if one in self._brought_in:
            self.notice(text.NOTES_BEFORE)
            return
        self.practice.bring_in(f"+{one}")
        await self.practice.back_to_story()

    # -- the notes ---------------------------------------------------------------------------------------

    def _notes(self) -> Iterator[Row]:
        story = self.practice.play.story
        yield from _part(text.NOTES_OWN, map(Content, story.trainer))
        cards = (Content.assemble((f"{one.seat} {one.word}  ", "bold"), one.card) for one in story.person)
        yield from _part(text.NOTES_PEOPLE, cards)
        yield from _part(text.NOTES_INSIDE, map(_expected, story.permitted))
        yield from _part(text.NOTES_OUTSIDE, map(_expected, story.forbidden))
        yield from _part(text.NOTES_DISCUSS, map(_expected, story.discuss))
        yield from _part(text.NOTES_LEARNING, map(Content, story.learning))
        yield from _part(text.NOTES_CLAUSES, map(self._clause, story.clauses))

    def _clause(self, clause: str) -> Content:
        return Content.assemble((f"{clause}  ", "bold"), self.practice.play.pack.clauses[clause].says)


def _expected(expected: Expected) -> Content:
    return Content.assemble(expected.words, (f" ({', '.join(expected.clauses)})", "$quiet"))


def _part(title: str, told: Iterable[Content]) -> Iterator[Row]:
    """A heading and its lines; nothing where there are none."""
    rows = [Row(Content.assemble((f"{shared.DO} ", "$accent"), content), hang=2) for content in told]
    if rows:
        yield from (Row(Content("")), Row(Content.styled(title, "bold $accent")), *rows)
