"""Looking back on a practice: it asks before it tells, and what is written stays with whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from netmeet_tui.practice import debrief, readiness
from netmeet_tui.practice.debrief import Debrief
from netmeet_tui.practice.play import Play
from netmeet_tui.practice.readiness import LONGEST_ALIAS, ReadinessError, Went
from netmeet_tui.report import debrief as report
from netmeet_tui.report.debrief import Line, Own
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import SCREENFULS, Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import debrief_text as text
from netmeet_tui.tui.practice import text as practice
from netmeet_tui.tui.practice.debrief_lines import WIDEST, painted
from netmeet_tui.tui.practice.screens.word import WordPage
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.pad import Pad
from netmeet_tui.tui.widgets.rows import MARK

if TYPE_CHECKING:
    from netmeet_tui.tui.practice.app import PracticeApp

LONGEST_NAME: Final = 60


class Stage(NamedTuple):
    """A part of the looking back: what stands above its questions, the questions, and what is told."""

    title: str
    told: Callable[[Debrief], Iterable[Line]] | None = None
    above: str = ""
    questions: tuple[str, ...] = ()


QUESTIONS: Final = {
    "now": report.NOW,
    "stays": report.STAYS,
    "well": report.WELL,
    "otherwise": report.OTHERWISE,
    "along": report.TAKE,
}
STAGES: Final = (
    Stage(report.YOU, above=text.ABOVE_YOU, questions=("now", "stays")),
    Stage(report.HAPPENED, report.happened),
    Stage(report.WAY, report.ways),
    Stage(report.OTHERS, report.others),
    Stage(report.OWN, above=text.ABOVE_OWN, questions=("well", "otherwise")),
    Stage(report.CLAUSES, report.clauses),
    Stage(report.ALONG, report.ideas, above=text.ABOVE_ALONG, questions=("along",)),
)
END: Final = Stage(text.WENT_ASKED)

REST = Key("down", "scroll(3)", text.REST, text.REST_HELP, ("j",))
FILES = (Key("p", "paper", text.PAPER, text.PAPER_HELP), Key("t", "text", text.TEXT, text.TEXT_HELP))
WRITE = Key("w", "write", text.WRITE, text.WRITE_HELP)
ON = Key("enter", "on", text.ON, text.ON_HELP, ("right",))


class DebriefPage(Page[None]):
    """Part by part, on and back; how it went comes last, and is kept only under a name that somebody gives it."""

    CSS_PATH = "debrief.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 5),
        ON,
        Key("escape", "back", text.BACK, text.BACK_HELP, ("left",)),
        WRITE,
        *FILES,
        Key("s", "support", text.SUPPORT, practice.CHOOSE_SUPPORT_HELP),
        REST,
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        *SCREENFULS,
    )
    FIELD_KEYS = text.IN_A_FIELD
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, tries: tuple[Play, ...], mode: str) -> None:
        """The last of ``tries`` is what was played; those before it were ways tried before going back."""
        super().__init__()
        self._tries, self._mode = tries, mode
        self._told: Debrief | None = None
        self._at = 0
        self._went: Went | None = None
        self.said = 0
        """Which answer was given to how it went; 0 for none."""
        self._alias = ""
        self._written_by = ""

    def body(self) -> ComposeResult:
        """The title, the questions of every part, of which one part's are shown, and what is told."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(id="title", classes="title")
            yield Static(id="above", classes="quiet")
            for name, question in QUESTIONS.items():
                yield Static(question, classes=f"question {name}")
                yield Pad(id=name, classes=name)
            yield Static(id="told")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """Ask at once; what will be told is worked out meanwhile."""
        super().on_mount()
        self.meanwhile(self._read)
        self._come_to(0)

    async def _read(self) -> None:
        self._told = await self.keeper.do(partial(debrief.of, self._tries))
        self.show()

    # -- showing -----------------------------------------------------------------------------------------

    @property
    def _stage(self) -> Stage:
        return END if self.at_end else STAGES[self._at]

    @property
    def written(self) -> bool:
        """Whether somebody has written something here, which would be gone."""
        return any(area.text.strip() for area in self.query(TextArea))

    @property
    def at_start(self) -> bool:
        """Whether this is the first part, before anything is told."""
        return not self._at

    @property
    def at_end(self) -> bool:
        """Whether this is the last question: how it went."""
        return self._at == len(STAGES)

    def show(self) -> None:
        """The part where we are."""
        stage = self._stage
        place = text.PLACE.format(number=self._at + 1, of=len(STAGES))
        self.where(text.WHERE, text.END_WHERE if self.at_end else place, self._tries[-1].story.title)
        self.put("#title", stage.title)
        self.put("#above", stage.above)
        for name in QUESTIONS:
            for part in self.query(f".{name}"):
                part.display = name in stage.questions
        self.put("#told", self._how_it_went() if self.at_end else self._what_is_told())
        self.put("#choices", Content("") if self.writing else self._choices())
        super().show()
        self.call_after_refresh(self.show_keys)

    def _what_is_told(self) -> Content:
        told, tell = self._told, self._stage.told
        if tell is None or self.writing:  # it asks before it tells
            return Content("")
        if told is None:
            return Content(text.OPENING)
        return painted(tell(told), self._width)

    @property
    def _width(self) -> int:
        return min(self.query_one(VerticalScroll).scrollable_content_region.width, WIDEST)

    def _how_it_went(self) -> Content:
        parts = [Content.styled(text.WENT_WHY, "$quiet")]
        if self.said:
            kept = text.KEPT_UNDER.format(alias=self._alias) if self._alias else text.NOT_KEPT
            parts.append(Content.styled(kept, "bold"))
        return Content("\n\n").join([*parts, Content.styled(text.TAKE_IT, "$quiet")])

    def _choices(self) -> Content:
        if self.at_end:
            labels = (*text.WENT.values(), text.RATHER_NOT)
            return listed([_marked(label, place == self.said) for place, label in enumerate(labels, 1)])
        following = STAGES[self._at + 1].title if self._at + 1 < len(STAGES) else END.title
        return listed([text.ON_TO.format(title=following), text.BACK_TO if self._at else text.LEAVE])

    def available(self) -> Iterable[Key]:
        """What makes sense in this part."""
        asleep: set[Key] = set() if self.query_one(VerticalScroll).max_scroll_y else {REST}
        asleep |= set() if self._stage.questions else {WRITE}
        asleep |= set() if self._all_told else set(FILES)
        for key in self.KEYS:
            if key not in asleep:
                yield replace(key, label=text.DONE) if key is ON and self.at_end else key

    @property
    def _all_told(self) -> bool:
        """Whether all has been told: then it can be written to a file."""
        return self._told is not None and self._at >= len(STAGES) - 1

    # -- going through it --------------------------------------------------------------------------------

    def action_pick(self, place: int) -> None:
        """On or back; at the end, how it went."""
        if self.at_end:
            self.asking(partial(self._say, place))
        elif place == 1:
            self.action_on()
        elif place == 2:
            self.action_back()

    def action_on(self) -> None:
        """The next part; after the last one, done."""
        if self.at_end:
            self.doing(self._finish)
        else:
            self._come_to(self._at + 1)

    def action_back(self) -> None:
        """Out of the field; then the part before; out of the first one, and what was written is let go."""
        if self.writing:
            self.set_focus(None)
        elif self._at:
            self._come_to(self._at - 1)
        elif self.written:
            self.asking(self._leave)
        else:
            self.dismiss()

    async def _leave(self) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        if await self.desk.ask(AskPage(text.LEAVE_TITLE, text.LEAVE_LINES, text.LEAVE_CHOICES)):
            self.dismiss()

    def _come_to(self, place: int) -> None:
        """Another part, from its beginning. Nobody is in a field unasked: 9 stays one key."""
        self._at = place
        self.set_focus(None)
        self.show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_write(self) -> None:
        """Write in the first field."""
        for name in self._stage.questions[:1]:
            self.query_one(f"#{name}", TextArea).focus()

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

    def action_scroll(self, by: int) -> None:
        """The rest of this part."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A screenful on or back."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=by * max(body.size.height - 1, 1), animate=False)

    async def action_support(self) -> None:
        """Support for whoever practises."""
        from netmeet_tui.tui.practice.screens.support import SupportPage

        await self.desk.push_screen(SupportPage())

    # -- how it went -------------------------------------------------------------------------------------

    async def _say(self, place: int) -> None:
        """How it went, and under which name that is kept; where nobody wants to say, nothing is."""
        if place > len(Went):
            self.said, self._went, self._alias = place, None, ""
        else:
            page = WordPage(text.ALIAS_TITLE, text.ALIAS_LINES, self._alias, LONGEST_ALIAS)
            alias = await self.desk.ask(page)
            if alias is None:
                return
            self.said, self._went, self._alias = place, tuple(Went)[place - 1], alias
        self.show()

    async def _finish(self) -> None:
        if self._went is not None and self._alias:
            book, at = cast("PracticeApp", self.app).book, self.keeper.clock()
            await self.keeper.do(partial(self._keep, book, self._went, at))
        self.dismiss()

    def _keep(self, book: Path, went: Went, at: datetime) -> None:
        try:
            readiness.keep(book, readiness.of(self._tries[-1], self._alias, went, self._mode, at))
        except ReadinessError as error:
            raise Trouble(str(error)) from None

    # -- files -------------------------------------------------------------------------------------------

    def action_paper(self) -> None:
        """All of it as a PDF."""
        self._to_file(".pdf", self._paper)

    def action_text(self) -> None:
        """All of it as text."""
        self._to_file(".md", self._text)

    def _to_file(self, ending: str, content: Callable[[Debrief, Own, date], bytes]) -> None:
        if self._told is not None and self._all_told:
            self.asking(partial(self._write, ending, content, self._told))

    async def _write(self, ending: str, content: Callable[[Debrief, Own, date], bytes], told: Debrief) -> None:
        from netmeet_tui.tui.screens.write_file import WritePage

        name = await self.desk.ask(WordPage(text.NAME_TITLE, text.NAME_LINES, self._written_by, LONGEST_NAME))
        if name is None:
            return
        self._written_by = name
        answers = {question: self.query_one(f"#{question}", TextArea).text for question in QUESTIONS}
        made = partial(content, told, Own(**answers, name=name), self.keeper.clock().date())
        proposed = text.FILE_NAME.format(story=told.story.id.lower(), ending=ending)
        written = await self.desk.ask(WritePage(text.FILE_TITLE, text.FILE_TOLD, proposed, made))
        self.notice(written or "")

    def _paper(self, told: Debrief, own: Own, day: date) -> bytes:
        from netmeet_tui.report.debrief_paper import CannotPrint, paper

        try:
            return paper(told, own, self._mode, day)
        except CannotPrint as error:
            raise Trouble(text.UNPRINTED.format(why=error)) from None

    def _text(self, told: Debrief, own: Own, day: date) -> bytes:
        from netmeet_tui.report.debrief_text import markdown

        return markdown(told, own, self._mode, day).encode()


def _marked(label: str, said: bool) -> Content:
    return Content.styled(f"{MARK}{label}", "bold") if said else Content(label)
