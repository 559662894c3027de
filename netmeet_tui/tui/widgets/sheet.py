"""The sheet: fields in which something may be written, and those of them that identify, apart (D-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from netmeet_tui.policy.words import FieldWords
from netmeet_tui.tui import text
from netmeet_tui.tui.widgets.box import Box

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its id, its words, what is written in it, and whether it is sealed."""

    id: str
    words: FieldWords
    value: str
    sealed: bool = False


class Entry(Box):
    """A field's box. It knows which field it is, and what was last kept."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, hint=field.words.hint, max_length=LONGEST, select_on_focus=False)
        self.field = field
        self.kept = field.value


class Sheet(Vertical):
    """Fields one under the other. Enter goes on, Esc leaves; leaving a field keeps what was written."""

    class Written(Message):
        """Something was written, and should be kept."""

    def __init__(self, number: int, fields: Sequence[Field]) -> None:
        """``number``: of the lane in which they are written, whatever the meeting turns to."""
        super().__init__(classes="sheet")
        self.number = number
        self._fields = fields

    def compose(self) -> ComposeResult:
        """A row a field; the sealed ones last, under a line that says what becomes of them."""
        told = False
        for field in self._fields:
            if field.sealed and not told:
                told = True
                yield Static(text.SEALED, classes="quiet")
            with Horizontal(classes="row"):
                yield Static(field.words.label, classes="label")
                yield Entry(field)

    def unkept(self) -> list[tuple[Field, str]]:
        """What was written and not kept yet."""
        return [(box.field, box.value) for box in self.query(Entry) if box.value != box.kept]

    def note_kept(self, field: Field, value: str) -> None:
        """It has been kept."""
        for box in self.query(Entry):
            if box.field == field:
                box.kept = value

    def on_descendant_blur(self) -> None:
        """Keep what was written."""
        if self.unkept():
            self.post_message(self.Written())


def readout(rows: Sequence[tuple[str, str]]) -> Content:
    """Labels and what was written, to be read aloud; empty ones left out."""
    return Content("\n").join(
        Content.assemble((f"{label}: ", "$quiet"), value) for label, value in rows if value.strip()
    )


def fields_of(
    names: Sequence[str],
    words: Mapping[str, FieldWords],
    values: Mapping[str, str],
    *,
    sealed: bool = False,
) -> list[Field]:
    """Fields by name with their words and values."""
    return [Field(name, words[name], values.get(name, ""), sealed) for name in names]
