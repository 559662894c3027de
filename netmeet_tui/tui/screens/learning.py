"""Notes about the work, not the people: written, checked, and only then kept or given away (C-05, T-19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from netmeet_tui import catalogue
from netmeet_tui.learning import note as notes
from netmeet_tui.learning import text as checked
from netmeet_tui.learning.note import Found, Note
from netmeet_tui.tui import text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keeper import Trouble
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.rows import Row, Rows

KEEP, FILE = "keep", "file"
"""What a note is checked for."""

ABOVE = 3
"""Lines of the note that are shown above what was found."""

BEGINNING = 60
"""Characters of a note that a list shows."""


def month_of(note: Note) -> str:
    """The month of a note as people write it."""
    year, _, month = note.month.partition("-")
    return f"{catalogue.month(int(month))} {year}"


class NotesPage(Page[None]):
    """All of them: read, change, write to a file, erase."""

    CSS_PATH = "learning.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 4),
        Key("up", "move(-1)", text.NOTES_MOVE, text.NOTES_MOVE_HELP, ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        Key("escape", "back", text.TAKE_BACK, text.PAUSE_BACK_HELP, ("m", "n")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, records: Mapping[str, bytes]) -> None:
        super().__init__()
        self._notes = read(records)

    def body(self) -> ComposeResult:
        """The list, and what can be done with the one that is marked."""
        with Vertical(classes="body"):
            yield Static(text.NOTES_TITLE, classes="title")
            yield Static(id="none", classes="line")
            yield Rows("list")
            yield Static(text.NOTES_WHY, classes="quiet")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """The newest first."""
        super().on_mount()
        self._fill()

    def _fill(self) -> None:
        rows = [Row(described(note), stands=name, hang=2) for name, note in self._notes.items()]
        self.query_one(Rows).fill(rows, 0 if rows else None)
        self.query_one(Rows).display = bool(rows)
        self.put("#none", "" if rows else text.NOTES_NONE)
        self.show()

    def show(self) -> None:
        """What can be done."""
        self.where(text.NOTES_WHERE)
        self.put("#choices", listed(text.NOTES_CHOICES if self._notes else text.NOTES_FIRST))
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

            question = AskPage(text.NOTES_ERASE_TITLE, text.NOTES_ERASE_LINES, text.NOTES_ERASE_CHOICES)
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
        return Content(text.NOTES_UNREADABLE)
    begins = " ".join(next((answer for answer in note.answers if answer.strip()), "").split())
    shown = begins if len(begins) <= BEGINNING else f"{begins[: BEGINNING - 1]}…"
    return Content.assemble((month_of(note), "bold"), f"  {shown}")


async def to_file(page: Page[None], note: Note) -> str | None:
    """Write a note to a file that is named; answers what there is to say then."""
    from netmeet_tui.tui.screens.write_file import WritePage

    name = text.NOTES_FILE_NAME.format(month=note.month)
    content = partial(_as_file, note)
    return await page.desk.ask(WritePage(text.NOTES_FILE_TITLE, text.NOTES_FILE_TOLD, name, content))


def _as_file(note: Note) -> bytes:
    return notes.written(note, month_of(note)).encode()


class NotePage(Page[None]):
    """Three short questions. Nothing is kept before it was checked."""

    CSS_PATH = "learning.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 2),
        Key("enter", "write", text.WRITE, text.LEARN_WRITE_HELP),
        Key("escape", "back", text.TAKE_BACK, text.LEARN_BACK_HELP),
    )
    FIELD_KEYS = text.IN_A_NOTE
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
            yield Static(text.LEARN_TITLE, classes="title")
            yield Static(text.LEARN_WHY, classes="quiet")
            for question, answer in zip(notes.QUESTIONS, self._before, strict=True):
                yield Static(question, classes="question")
                yield TextArea(answer, soft_wrap=True, compact=True, highlight_cursor_line=False)
        yield Static(id="choices")

    def on_mount(self) -> None:
        """A new note is written at once."""
        super().on_mount()
        if self._note is None:
            self.query(TextArea).first().focus()

    def show(self) -> None:
        """What can be done with it."""
        self.where(text.LEARN_WHERE, month_of(self._note) if self._note else "")
        self.put("#choices", "" if self.writing else listed(text.LEARN_CHOICES))
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
            self.notice(text.LEARN_EMPTY)
        elif max(map(len, self._answers)) > notes.LONGEST:
            self.notice(text.LEARN_LONG.format(most=notes.LONGEST))
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
            self.desk.call_later(beneath.notice, text.LEARN_KEPT)

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

        question = AskPage(text.LEARN_LEAVE_TITLE, text.LEARN_LEAVE_LINES, text.LEARN_LEAVE_CHOICES)
        if await self.desk.ask(question):
            self.dismiss()


class FoundPage(Page[Found | None]):
    """The note with what was found in it, one after the other. Answers what is to be changed.

    None is answered when nothing is to be changed; ``accepted`` says whether the note may be kept then.
    """

    CSS_PATH = "learning.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 2),
        Key("right", "next(1)", text.FOUND_NEXT, text.FOUND_NEXT_HELP, ("n",), named="→←"),
        Key("left", "next(-1)", "", "", shown=False),
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        Key("down", "scroll(3)", text.TAKE_SCROLL, text.FOUND_SCROLL_HELP, ("j",)),
        Key("escape", "back", text.TAKE_BACK, text.FOUND_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, note: Note, what: str) -> None:
        super().__init__()
        self.note = note
        self.accepted = False
        self._what = what
        self._found: tuple[Found, ...] | None = None
        self._at = 0

    def body(self) -> ComposeResult:
        """The note, then what was found and what becomes of it."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(id="note", markup=False)
        yield Static(id="why")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """Looked at on the keeper's thread: lists and libraries are read for it."""
        super().on_mount()
        self.doing(self._look)

    async def _look(self) -> None:
        self._found = await self.keeper.do(partial(notes.found, self.note))
        self._at = min(self._at, max(len(self._found) - 1, 0))

    def show(self) -> None:
        """What was found; or that there is nothing, and what no check can see."""
        found = self._found
        self.where(text.FOUND_TITLE if found else text.FOUND_WHERE)
        if found is None:
            return
        content, line = self._marked()
        self.put("#note", content)
        if found:
            one = found[self._at]
            words = self.note.answers[one.answer][one.finding.start : one.finding.end]
            at = text.FOUND_AT.format(number=self._at + 1, of=len(found))
            shown = text.FOUND_WORDS.format(words=" ".join(words.split()))
            why = checked.WHY[one.finding.sort]
            self.put("#why", Content.assemble((f"{at}  ", "$quiet"), (shown, "bold"), f"  {why}"))
            self.put("#choices", listed(text.FOUND_CHOICES))
            self.query_one(VerticalScroll).scroll_to(y=max(line - ABOVE, 0), animate=False)
        else:
            self.put("#why", f"{text.FOUND_NONE} {checked.LIMITS}")
            self.put("#choices", listed(text.FOUND_READY[self._what]))
        super().show()
        self.call_after_refresh(self.show_keys)

    def _marked(self) -> tuple[Content, int]:
        """The note with what was found in brackets; and on which line the one is that is looked at."""
        width = max(self.query_one("#note").size.width, 20)
        parts: list[Content] = []
        line = 0
        for place, (question, answer) in enumerate(zip(notes.QUESTIONS, self.note.answers, strict=True)):
            if not answer.strip():
                continue
            parts += [Content.styled(question, "$quiet")]
            shown, at = Content(""), 0
            for number, one in enumerate(self._found or ()):
                if one.answer != place:
                    continue
                shown += Content(answer[at : one.finding.start])
                if number == self._at:
                    so_far = Content("\n").join([*parts, shown])
                    line = len(so_far.wrap(width)) if so_far else 0
                style = "bold reverse" if number == self._at else "bold underline"
                words = answer[one.finding.start : one.finding.end]
                shown += Content.styled(text.FOUND_MARKED.format(words=words), style)
                at = one.finding.end
            parts += [shown + Content(answer[at:].rstrip()), Content("")]
        return Content("\n").join(parts), line

    def available(self) -> tuple[Key, ...]:
        """Another one only where there is one; the rest only where there is more than fits."""
        more, several = bool(self.query_one(VerticalScroll).max_scroll_y), len(self._found or ()) > 1
        hidden = {name for name, there in (("scroll(3)", more), ("next(1)", several)) if not there}
        return tuple(key for key in self.KEYS if key.action not in hidden)

    def action_pick(self, place: int) -> None:
        """Change it, or it points to nobody; when nothing is left, the note may be kept."""
        if self._found is None:
            return
        if self._found and place == 1:
            self.dismiss(self._found[self._at])
        elif self._found:
            self.note = notes.clear(self.note, self._found[self._at])
            self.doing(self._look)
        elif place == 1:
            self.accepted = True
            self.dismiss(None)
        else:
            self.dismiss(None)

    def action_next(self, by: int) -> None:
        """Another one that was found."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self.show()

    def action_scroll(self, by: int) -> None:
        """The rest of the note."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Back to writing."""
        self.dismiss(None)
