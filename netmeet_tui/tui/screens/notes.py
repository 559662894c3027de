"""The notes about the work that are kept: to read, to change, to write to a file, to erase (C-05, T-19)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.learning import note as notes
from netmeet_tui.learning.note import Note
from netmeet_tui.tui import end_text, note_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import READ_PAGES, Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.note import NotePage, month_of, to_file
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.rows import Row, Rows

BEGINNING = 60
"""Characters of a note that a list shows."""


class NotesPage(Page[None]):
    """All of them: read, change, write to a file, erase."""

    CSS_PATH = "notes.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 4),
        Key("up", "move(-1)", note_text.NOTES_MOVE, note_text.NOTES_MOVE_HELP, ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        *READ_PAGES,
        Key("escape", "back", text.BACK, end_text.PAUSE_BACK_HELP, ("m", "n")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, records: Mapping[str, bytes]) -> None:
        super().__init__()
        self._notes = read(records)

    def body(self) -> ComposeResult:
        """The list, and what can be done with the one that is marked."""
        with Vertical(classes="body"):
            yield Static(note_text.NOTES_TITLE, classes="title")
            yield Static(id="none", classes="line")
            yield Rows("list")
            yield Static(note_text.NOTES_WHY, classes="quiet")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """The newest first."""
        super().on_mount()
        self._fill()

    def _fill(self) -> None:
        rows = [Row(described(note), stands=name, hang=2) for name, note in self._notes.items()]
        self.query_one(Rows).fill(rows, 0 if rows else None)
        self.query_one(Rows).display = bool(rows)
        self.put("#none", "" if rows else note_text.NOTES_NONE)
        self.show()

    def show(self) -> None:
        """What can be done."""
        self.where(note_text.NOTES_WHERE)
        self.put("#choices", listed(note_text.NOTES_CHOICES if self._notes else note_text.NOTES_FIRST))
        super().show()

    def available(self) -> tuple[Key, ...]:
        """Another note only where there is one."""
        return tuple(key for key in self.KEYS if len(self._notes) > 1 or not key.action.startswith("move"))

    @property
    def _marked(self) -> tuple[str, Note | None]:
        name = str(self.query_one(Rows).marked)
        return name, self._notes.get(name)

    def action_move(self, by: int) -> None:
        """Another note."""
        self.query_one(Rows).move(by)

    def action_pick(self, place: int) -> None:
        """Take the line of that number."""
        self.meanwhile(partial(self._pick, place if self._notes else place + 1), group="choosing")

    async def _pick(self, place: int) -> None:
        name, note = self._marked
        if place == 2:
            await self.desk.ask(NotePage())
        elif place == 4 and self._notes:
            from netmeet_tui.tui.screens.ask import AskPage

            question = AskPage(
                note_text.NOTES_ERASE_TITLE, note_text.NOTES_ERASE_LINES, note_text.NOTES_ERASE_CHOICES
            )
            if await self.desk.ask(question):
                self.doing(partial(self._erase, name))
            return
        elif note is None:
            return
        elif place == 1:
            await self.desk.ask(NotePage(name, note))
        elif place == 3:
            await self._to_file(name, note)
        try:  # not by ``doing``: keeping the note may still be finishing
            await self._again()
        except Trouble as trouble:
            self.say_trouble(trouble)

    async def _to_file(self, name: str, note: Note) -> None:
        """Looked at again first: the check may have learned more since it was kept."""
        if await self.keeper.do(partial(notes.found, note)):
            await self.desk.ask(NotePage(name, note))
        else:
            self.notice(await to_file(self, note) or "")

    async def _erase(self, name: str) -> None:
        await self.keeper.in_vault(lambda vault: vault.erase_note(name))
        await self._again()

    async def _again(self) -> None:
        self._notes = read(await self.keeper.in_vault(lambda vault: vault.notes()))
        self._fill()

    def action_back(self) -> None:
        """Back to the first screen."""
        self.dismiss()


def read(records: Mapping[str, bytes]) -> dict[str, Note | None]:
    """The notes by their ids, the newest month first; None for one that cannot be read."""
    found: dict[str, Note | None] = {}
    for name, record in records.items():
        try:
            found[name] = notes.decode(record)
        except ValueError:
            found[name] = None

    def newest_first(entry: tuple[str, Note | None]) -> tuple[str, str]:
        name, note = entry
        return (note.month if note else "", name)

    return dict(sorted(found.items(), key=newest_first, reverse=True))


def described(note: Note | None) -> Content:
    """A note in a list: its month, and how it begins."""
    if note is None:
        return Content(note_text.NOTES_UNREADABLE)
    begins = " ".join(next((answer for answer in note.answers if answer.strip()), "").split())
    shown = begins if len(begins) <= BEGINNING else f"{begins[: BEGINNING - 1]}…"
    return Content.assemble((month_of(note), "bold"), f"  {shown}")
