"""Settings: what is set on this computer, what a change changes, and whose name is to it (N-09, N-10).

Only from the first screen: a meeting that is open has settings of its own, and keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui.catalogue import _
from netmeet_tui.doctor import ledger, questions, signing
from netmeet_tui.doctor.ledger import Decision, Ledger
from netmeet_tui.policy import difference_told
from netmeet_tui.settings import Changes, Settings
from netmeet_tui.settings_told import Item, NotThat, items
from netmeet_tui.tui import text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keeper import Keeper, Trouble
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.widgets.rows import Row, Rows

MOST_CHOICES = 5
QUESTIONS = "questions"
MARGIN = 5
"""Columns before a value with a number."""

MOVING = (
    Key("up", "move(-1)", text.SETTINGS_MOVE, text.SETTINGS_MOVE_HELP, ("k",)),
    Key("down", "move(1)", "", "", ("j",), shown=False),
    Key("enter", "open", text.SETTINGS_CHANGE, text.SETTINGS_CHANGE_HELP),
    Key("pagedown", "page(1)", "", "", ("space",), shown=False),
    Key("pageup", "page(-1)", "", "", shown=False),
    Key("home", "edge(-1)", "", "", shown=False),
    Key("end", "edge(1)", "", "", shown=False),
)


class Books:
    """Who decided and who answered, as the settings have it."""

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        today, path = keeper.clock().date(), keeper.settled.file
        assert keeper.pack is not None
        self.decided: Ledger = ledger.read(settings.decided, keeper.pack.settings, path, today)
        self.answered: Ledger = questions.read(settings.answered, path, today)
        self.nobody = questions.waiting(self.answered, self.decided, today)[0]


class ListPage(Page[None]):
    """A list of which a line can be opened, and somebody's name put to something."""

    CSS_PATH = "settings.tcss"

    @property
    def _settings(self) -> Settings:
        """What the file says; what netmeet comes with where it never could be used."""
        return self.keeper.settled.settings or Settings()

    @property
    def _books(self) -> Books:
        return Books(self.keeper, self._settings)

    @property
    def _list(self) -> Rows:
        return self.query_one(Rows)

    def rows(self) -> list[Row]:
        """Every line."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show every line; what was marked stays marked."""
        marked, rows = self._list.marked, self.rows()
        can = [place for place, row in enumerate(rows) if row.stands is not None]
        place = next((place for place in can if rows[place].stands == marked), can[0])
        self._list.fill(rows, place, round(self._list.scroll_offset.y))

    def action_move(self, by: int) -> None:
        """Another line."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """A screenful."""
        self._list.page(by)

    def action_edge(self, by: int) -> None:
        """The beginning or the end."""
        self._list.edge(by)

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """A line was pointed at; pointed at again, it opens."""
        if event.again:
            self.action_open()

    def action_open(self) -> None:
        """Look more closely at what is marked, and change it."""
        raise NotImplementedError

    def save(self, changes: Changes) -> None:
        """Save it, and say so."""
        self.doing(partial(self._saved, changes))

    async def _saved(self, changes: Changes) -> None:
        try:
            await self.keeper.do(partial(self.keeper.settled.change, changes))
        except Trouble:
            self.show()  # the file may be another one by now
            raise
        self.desk.dress()
        self.call_after_refresh(self.notice, text.SETTINGS_SAVED)


class SettingsPage(ListPage):
    """Every setting, in groups."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *MOVING,
        Key("escape", "back", _("back"), text.SETTINGS_BACK_HELP, ("m",)),
    )
    FIELD_KEYS = text.SETTINGS_FIELD_KEYS
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._writing: Item | None = None

    def body(self) -> ComposeResult:
        """What there is to be said of all of it, the list, and a field for what is typed."""
        with Vertical(classes="body"):
            yield Static(id="told")
            yield Rows("list")
        with Vertical(id="writing"):
            yield Static(id="asks", classes="line")
            yield Static(id="means", classes="quiet")
            yield Input()

    def show(self) -> None:
        """Fill the list."""
        if self.keeper.pack is None:
            return
        self.where(text.SETTINGS_TITLE)
        self.put("#told", self._told())
        self.set_class(self._writing is not None, "-writing")
        self.query_one(Input).display = self._writing is not None
        if self._writing is not None:
            self.put("#asks", Content.styled(self._writing.asks, "bold"))
            self.put("#means", self._writing.means)
        self.fill()
        super().show()

    def _told(self) -> Content:
        if trouble := self.keeper.settled.trouble:
            return Content.assemble((trouble, "bold"), "\n", text.SETTINGS_READ_ONLY)
        return Content.styled(text.SETTINGS_OPEN if self.keeper.open_meetings else "", "$quiet")

    @property
    def _items(self) -> tuple[Item, ...]:
        assert self.keeper.pack is not None
        return items(self._settings, self.keeper.settled.chosen, self.keeper.pack)

    def rows(self) -> list[Row]:
        """Every setting under its group, and the questions last."""
        books = self._books
        rows: list[Row] = []
        for group, found in groupby(self._items, lambda item: item.group):
            rows += [*_heading(group, first=not rows), *(_row(item, books.decided) for item in found)]
        named = text.without_a_name(books.nobody) if books.nobody else text.QUESTIONS_ALL
        rows += [Row(Content("")), Row(_two(text.QUESTIONS, named), QUESTIONS, hang=2)]
        where = text.SETTINGS_FILE.format(path=self.keeper.settled.file)
        return [*rows, Row(Content("")), Row(Content.styled(where, "$quiet"))]

    # -- changing --------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Look more closely at the marked setting, and change it."""
        at = self._list.marked
        if at == QUESTIONS:
            self.doing(self._questions)
            return
        item = next(item for item in self._items if item.path == at)
        if self.keeper.settled.trouble:
            self.notice(text.SETTINGS_NOT_NOW)
        elif item.values:
            self.run_worker(self._choose(item), group="choosing", exclusive=True)
        else:
            self._write(item)

    async def _questions(self) -> None:
        await self.desk.push_screen(QuestionsPage())

    async def _choose(self, item: Item) -> None:
        """A value, whose name is to it, what follows; and only then is it saved."""
        decision = None if item.setting is None else self._books.decided.decisions.get(item.setting.id)
        value = await self.desk.push_screen_wait(ValuePage(item, decision))
        if value is None:
            return
        changes, same = item.change(value), value == item.now
        if item.contested:
            sign = Sign("decided", item.path[-1], item.asks, item.said(value), value)
            signed = await self.desk.push_screen_wait(SignPage(sign, decision, same))
            if signed is None:
                return
            changes = {**changes, **signed}
        if item.setting is not None and not same and not await self.desk.push_screen_wait(ChangePage(item, value)):
            return
        if not same or item.contested:
            self.save(changes)

    def _write(self, item: Item) -> None:
        self._writing = item
        self.notice("")
        self.show()
        box = self.query_one(Input)
        box.value = item.now
        box.focus()

    def after(self, field: Input) -> Input | None:
        """Stay: what was typed may not do."""
        return field

    def entered(self, _field: Input) -> None:
        """Save what was typed, if it can be."""
        if self._writing is None:
            return
        try:
            changes = self._writing.change(_field.value)
        except NotThat as error:
            self.notice(str(error))
            return
        self._leave()
        self.save(changes)

    def _leave(self) -> None:
        self._writing = None
        self.set_focus(None)
        self.notice("")
        self.show()

    def covered(self) -> None:
        """What was being typed is not come back to."""
        if self._writing is not None:
            self._leave()

    def action_back(self) -> None:
        """Out of the field; then back."""
        if self._writing is not None:
            self._leave()
        else:
            self.doing(self.desk.home)


class QuestionsPage(ListPage):
    """What only the organisation can answer, and whose name is to it."""

    KEYS: ClassVar[tuple[Key, ...]] = (*MOVING, Key("escape", "back", _("back"), text.TAKE_BACK_HELP, ("m",)))
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What they are, and the list."""
        with Vertical(classes="body"):
            yield Static(text.QUESTIONS_LINES, id="told", classes="quiet")
            yield Rows("list")

    def show(self) -> None:
        """Fill the list."""
        if self.keeper.pack is None:
            return
        self.where(text.SETTINGS_TITLE, text.QUESTIONS_WHERE)
        self.fill()
        super().show()

    def rows(self) -> list[Row]:
        """Every question, and who answered it."""
        books = self._books
        rows = []
        for name, question in questions.questions().items():
            answer = questions.answer(name, books.answered, books.decided)
            who = ledger.who(answer) if answer else text.QUESTIONS_NOBODY
            rows.append(Row(_two(question.asks, who), name, hang=2))
        return rows

    def action_open(self) -> None:
        """Put a name to the marked question."""
        if self.keeper.settled.trouble:
            self.notice(text.SETTINGS_NOT_NOW)
        else:
            self.run_worker(self._sign(str(self._list.marked)), group="choosing", exclusive=True)

    async def _sign(self, name: str) -> None:
        sign = Sign("answered", name, questions.questions()[name].asks)
        there = self._books.answered.decisions.get(name)
        if signed := await self.desk.push_screen_wait(SignPage(sign, there, same=True)):
            self.save(signed)

    def action_back(self) -> None:
        """Back to the settings."""
        self.dismiss()


class ValuePage(Page[str | None]):
    """One setting: what it may be. Answers the value that was chosen, or None."""

    CSS_PATH = "settings.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", MOST_CHOICES),
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        Key("down", "scroll(3)", text.SETTINGS_REST, text.SETTINGS_REST_HELP, ("j",)),
        Key("escape", "back", _("back"), text.SETTINGS_LEAVE_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, item: Item, decision: Decision | None) -> None:
        super().__init__()
        self._item = item
        self._decision = decision

    def body(self) -> ComposeResult:
        """The question, what is to be known of it, and the values below, always in sight."""
        item = self._item
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(Content(item.asks), id="what", classes="title")
            if item.means:
                yield Static(Content(item.means), id="means")
            if item.contested:
                yield Static(Content(text.SETTINGS_ADVISED.format(question=item.contested)), id="advised")
                who = text.SETTINGS_WHO_NOBODY
                if self._decision is not None:
                    who = text.SETTINGS_WHO.format(who=ledger.who(self._decision))
                yield Static(Content.styled(who, "$quiet"), id="who")
        yield Static(id="choices")

    def _choices(self) -> Content:
        """The values by number. With more than there are numbers for, the rest is only told."""
        values = [self._worded(value) for value in self._item.values]
        rest = [Content.assemble(" " * MARGIN, value) for value in values[MOST_CHOICES:]]
        more = [Content.styled(text.SETTINGS_MORE, "$quiet")] if rest else []
        return Content("\n").join([_numbered(values[:MOST_CHOICES], self.size.width - 5), *rest, *more])

    def _worded(self, value: str) -> Content:
        signs = []
        if value == self._item.now:
            signs.append(text.SETTINGS_NOW)
        if value == self._item.shipped:
            signs.append(text.SETTINGS_AS_SHIPPED)
        note = f"  ({', '.join(signs)})" if signs else ""
        return Content.assemble(self._item.values[value], (note, "$quiet"))

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SETTINGS_TITLE, self._item.group)
        self.put("#choices", self._choices())
        super().show()

    def action_pick(self, place: int) -> None:
        """That value."""
        values = list(self._item.values)
        if place <= len(values):
            self.dismiss(values[place - 1])

    def action_scroll(self, by: int) -> None:
        """The rest of what is to be known."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)


class Sign:
    """What somebody's name is put to: the part of the settings, its name there, how it is told, and a value."""

    def __init__(self, part: str, name: str, asks: str, says: str = "", value: str | None = None) -> None:
        self.part, self.name, self.asks, self.says, self.value = part, name, asks, says, value


class SignPage(Page[Changes | None]):
    """Who decided, when, on what advice, until when. Answers what is to be written, or None."""

    CSS_PATH = "settings.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", text.WRITE, text.SIGN_WRITE_HELP),
        Key("escape", "back", _("back"), text.SIGN_BACK_HELP),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, sign: Sign, before: Decision | None, same: bool) -> None:
        """``same``: it is the decision of before that is looked at again, so all of it is there to begin with."""
        super().__init__()
        self._sign = sign
        self._before = before
        self._same = same

    def body(self) -> ComposeResult:
        """What it is about, and the fields."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(Content(self._sign.asks), classes="title")
            if self._sign.says:
                yield Static(Content(self._sign.says), classes="line")
            yield Static(text.SIGN_LINES, classes="quiet")
            with Vertical(classes="fields"):
                for field, filled in self._filled().items():
                    with Horizontal(classes="row"):
                        yield Static(self._label(field), classes="label")
                        yield Input(
                            filled,
                            placeholder=text.SIGN_HINTS[field],
                            max_length=signing.LONGEST,
                            id=field,
                            select_on_focus=False,
                        )

    def _label(self, field: str) -> str:
        answered = field == "by" and self._sign.part == "answered"
        return text.SIGN_FOUND_OUT if answered else text.SIGN_FIELDS[field]

    def _filled(self) -> Mapping[str, str]:
        """What stands in the fields to begin with: who it was before, and today."""
        before, today = self._before, self.keeper.clock().date().isoformat()
        if before is None:
            return {"by": "", "on": today, "advice": "", "review": ""}
        if not self._same:
            return {"by": before.by, "on": today, "advice": "", "review": ""}
        review = before.review.isoformat() if before.review else ""
        return {"by": before.by, "on": before.on.isoformat(), "advice": before.advice, "review": review}

    def on_mount(self) -> None:
        """Write at once."""
        super().on_mount()
        self.query_one("#by", Input).focus()

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SETTINGS_TITLE, text.SIGN_WHERE)
        super().show()

    def entered(self, _field: Input) -> None:
        """Out of the last field, it is looked at; what will not do is gone back to."""
        if _field.id != signing.FIELDS[-1]:
            return
        sign = self._sign
        told = {field.id or "": field.value for field in self.query(Input)}
        try:
            changes = signing.signed(sign.part, sign.name, told, self.keeper.clock().date(), sign.value)
        except signing.Unsigned as error:
            self.query_one(f"#{error.field}", Input).focus()
            self.notice(str(error))
        else:
            self.dismiss(changes)

    def action_back(self) -> None:
        """Out of the field; then back without a change."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss(None)


class ChangePage(Page[bool]):
    """What a changed setting of the policy changes, before it is saved. Answers whether it is to be (N-09)."""

    CSS_PATH = "settings.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "save", "", text.CHANGES_SAVE_HELP, shown=False),
        Key("2", "leave", _("back"), text.SETTINGS_LEAVE_HELP, ("escape",)),
        Key("up", "move(-1)", "", "", ("k",), shown=False),
        Key("down", "move(1)", text.SETTINGS_REST, text.SETTINGS_REST_HELP, ("j",)),
        Key("pagedown", "page(1)", "", "", ("space",), shown=False),
        Key("pageup", "page(-1)", "", "", shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, item: Item, value: str) -> None:
        super().__init__()
        self._item = item
        self._value = value
        self._known = False
        """Whether it has been worked out what changes."""

    def body(self) -> ComposeResult:
        """What changes, which may be long; the choices stay in sight."""
        with Vertical(classes="body"):
            yield Static(text.CHANGES_MOMENT, id="told")
            yield Rows("list", prose=True)
        yield Static(listed(text.CHANGES_CHOICES), id="choices")

    def on_mount(self) -> None:
        """Begin to work it out."""
        super().on_mount()
        self.query_one("#choices").display = False
        self.run_worker(self._compare(), group="comparing")

    async def _compare(self) -> None:
        found = await self.keeper.settled.difference(self._item.path[-1], self._value)
        pack = self.keeper.pack
        assert pack is not None
        self._known = True
        self.put("#told", "")
        self.query_one("#choices").display = True
        self.query_one(Rows).fill(_told(difference_told.lines(pack, found, ids=False)), None)
        self.notice("")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SETTINGS_TITLE, text.CHANGES_WHERE)
        super().show()

    def action_save(self) -> None:
        """Save it, once it has been told what changes."""
        if self._known:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)

    def action_move(self, by: int) -> None:
        """Read on or back."""
        self.query_one(Rows).move(by)

    def action_page(self, by: int) -> None:
        """A screenful."""
        self.query_one(Rows).page(by)


# -- rows ----------------------------------------------------------------------------------------------------


def _heading(heading: str, first: bool) -> list[Row]:
    return [*([] if first else [Row(Content(""))]), Row(Content.styled(heading, "bold $accent"))]


def _row(item: Item, decided: Ledger) -> Row:
    """A setting: what it asks, what it is, and for what the law leaves open who decided it."""
    who = ""
    if item.contested:
        decision = decided.decisions.get(item.path[-1])
        who = text.SETTINGS_DECIDED.format(by=decision.by) if decision else text.SETTINGS_NOBODY
    return Row(_two(item.asks, item.says or text.SETTINGS_NONE, who), item.path, hang=2)


def _two(asks: str, says: str, note: str = "") -> Content:
    return Content.assemble(asks, "\n", (says, "bold"), (f"\n({note})" if note else "", "$quiet"))


def _numbered(values: Sequence[Content], width: int) -> Content:
    """Values by number, each set in where it goes on."""
    lines = []
    for number, value in enumerate(values, start=1):
        first, *rest = value.wrap(max(width - MARGIN, 20))
        lines.append(Content.assemble((f" {number} ", "bold reverse"), "  ", first.rstrip()))
        lines += [Content.assemble(" " * MARGIN, line.rstrip()) for line in rest]
    return Content("\n").join(lines)


def _told(told: Iterator[tuple[int, str]]) -> list[Row]:
    return [Row(Content.styled(line, "" if indent else "bold"), indent=indent, hang=2) for indent, line in told]
