"""What may point to somebody in a note, one thing after the other, before it is kept or given away (C-05, T-19)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.learning import note as notes
from netmeet_tui.learning import text as checked
from netmeet_tui.learning.note import Found, Note
from netmeet_tui.tui import end_text, note_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

KEEP, FILE = "keep", "file"
"""What a note is checked for."""

ABOVE = 3
"""Lines of the note that are shown above what was found."""


class FoundPage(Page[Found | None]):
    """The note with what was found in it, one after the other. Answers what is to be changed.

    None is answered when nothing is to be changed; ``accepted`` says whether the note may be kept then.
    """

    CSS_PATH = "notes.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 2),
        Key("right", "next(1)", note_text.FOUND_NEXT, note_text.FOUND_NEXT_HELP, ("n",), named="→←"),
        Key("left", "next(-1)", "", "", shown=False),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", end_text.TAKE_SCROLL, note_text.FOUND_SCROLL_HELP, ("j", "pagedown")),
        Key("escape", "back", text.BACK, note_text.FOUND_BACK_HELP),
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
        self.where(note_text.FOUND_TITLE if found else note_text.FOUND_WHERE)
        if found is None:
            return
        content, line = self._marked()
        self.put("#note", content)
        if found:
            one = found[self._at]
            words = self.note.answers[one.answer][one.finding.start : one.finding.end]
            at = note_text.FOUND_AT.format(number=self._at + 1, of=len(found))
            shown = note_text.FOUND_WORDS.format(words=" ".join(words.split()))
            why = checked.WHY[one.finding.sort]
            self.put("#why", Content.assemble((f"{at}  ", "$quiet"), (shown, "bold"), f"  {why}"))
            self.put("#choices", listed(note_text.FOUND_CHOICES))
            self.query_one(VerticalScroll).scroll_to(y=max(line - ABOVE, 0), animate=False)
        else:
            self.put("#why", f"{note_text.FOUND_NONE} {checked.LIMITS}")
            self.put("#choices", listed(note_text.FOUND_READY[self._what]))
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
                shown += Content.styled(note_text.FOUND_MARKED.format(words=words), style)
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
