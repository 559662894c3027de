"""A note about the work, not the people: written, checked, and only then kept or given away (C-05, T-19)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static, TextArea

from netmeet_tui import catalogue
from netmeet_tui.learning import note as notes
from netmeet_tui.learning.note import Found, Note
from netmeet_tui.tui import note_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.found import FILE, KEEP, FoundPage
from netmeet_tui.tui.widgets.pad import Pad


def month_of(note: Note) -> str:
    """The month of a note as people write it."""
    year, _, month = note.month.partition("-")
    return f"{catalogue.month(int(month))} {year}"


async def to_file(page: Page[None], note: Note) -> str | None:
    """Write a note to a file that is named; answers what there is to say then."""
    from netmeet_tui.tui.screens.write_file import WritePage

    name = note_text.NOTES_FILE_NAME.format(month=note.month)
    content = partial(_as_file, note)
    return await page.desk.ask(WritePage(note_text.NOTES_FILE_TITLE, note_text.NOTES_FILE_TOLD, name, content))


def _as_file(note: Note) -> bytes:
    return notes.written(note, month_of(note)).encode()


class NotePage(Page[None]):
    """Three short questions. Nothing is kept before it was checked."""

    CSS_PATH = "notes.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 2),
        Key("enter", "write", text.WRITE, note_text.LEARN_WRITE_HELP),
        Key("escape", "back", text.BACK, note_text.LEARN_BACK_HELP),
    )
    FIELD_KEYS = note_text.IN_A_NOTE
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, name: str = "", note: Note | None = None) -> None:
        super().__init__()
        self._name_of_note = name
        self._note = note
        """As it is kept, or was last checked."""
        self._before = note.answers if note is not None else ("", "", "")

    def body(self) -> ComposeResult:
        """The questions, one under the other."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(note_text.LEARN_TITLE, classes="title")
            yield Static(note_text.LEARN_WHY, classes="quiet")
            for question, answer in zip(notes.QUESTIONS, self._before, strict=True):
                yield Static(question, classes="question")
                yield Pad(answer)
        yield Static(id="choices")

    def on_mount(self) -> None:
        """A new note is written at once."""
        super().on_mount()
        if self._note is None:
            self.query(TextArea).first().focus()

    def show(self) -> None:
        """What can be done with it."""
        self.where(note_text.LEARN_WHERE, month_of(self._note) if self._note else "")
        self.put("#choices", "" if self.writing else listed(note_text.LEARN_CHOICES))
        super().show()

    @property
    def writing(self) -> bool:
        """Whether something is being written just now."""
        return isinstance(self.focused, TextArea)

    def on_descendant_focus(self) -> None:
        """While something is written, the choices make room."""
        self.show()

    def on_descendant_blur(self) -> None:
        """Out of the field they are back."""
        self.call_after_refresh(self.show)

    @property
    def _answers(self) -> tuple[str, str, str]:
        first, second, third = (field.text for field in self.query(TextArea))
        return first, second, third

    def action_write(self) -> None:
        """Write in the first field."""
        self.query(TextArea).first().focus()

    def action_pick(self, place: int) -> None:
        """Check it, and keep it or write it to a file."""
        if not any(answer.strip() for answer in self._answers):
            self.notice(note_text.LEARN_EMPTY)
        elif max(map(len, self._answers)) > notes.LONGEST:
            self.notice(note_text.LEARN_LONG.format(most=notes.LONGEST))
        else:
            what = KEEP if place == 1 else FILE
            self.meanwhile(partial(self._check, what), group="choosing")

    async def _check(self, what: str) -> None:
        cleared = () if self._note is None else self._note.nobody
        month = self._month() if self._note is None else self._note.month
        page = FoundPage(Note(month, self._answers, cleared), what)
        place = await self.desk.ask(page)
        self._note = page.note
        if place is not None:
            self._go_to(place)
        elif page.accepted and what == KEEP:
            self.doing(partial(self._keep, page.note))
        elif page.accepted:
            self.notice(await to_file(self, notes.trimmed(page.note)) or "")

    def _month(self) -> str:
        today: date = self.keeper.clock().date()
        return f"{today:%Y-%m}"

    async def _keep(self, note: Note) -> None:
        name = self._name_of_note or uuid4().hex
        record = notes.encode(await self.keeper.do(partial(notes.trimmed, note)))
        await self.keeper.in_vault(lambda vault: vault.put_note(name, record))
        beneath = self.desk.screen_stack[-2]
        self.dismiss()
        if isinstance(beneath, Page):
            self.desk.call_later(beneath.notice, note_text.LEARN_KEPT)

    def _go_to(self, one: Found) -> None:
        """Where something was found, to change it."""
        field = list(self.query(TextArea))[one.answer]
        before = field.text[: one.finding.start]
        field.focus()
        field.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))

    def action_back(self) -> None:
        """Out of the field; then back, and what is not kept is let go."""
        if self.writing:
            self.set_focus(None)
        elif self._answers == self._before:
            self.dismiss()
        else:
            self.meanwhile(self._leave, group="choosing")

    async def _leave(self) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        question = AskPage(note_text.LEARN_LEAVE_TITLE, note_text.LEARN_LEAVE_LINES, note_text.LEARN_LEAVE_CHOICES)
        if await self.desk.ask(question):
            self.dismiss()
