"""The policy, to read: its clauses, its steps, its flow. Over whatever is open, and nothing beneath changes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import browse
from netmeet_tui.tui import policy_text as text
from netmeet_tui.tui.browse import At, Clause
from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key, bound
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.rows_page import RowsPage
from netmeet_tui.tui.tree import Tree
from netmeet_tui.tui.widgets.rows import Row, Rows

CLAUSES, STEPS, FLOW = text.POLICY_PARTS


class Visit(NamedTuple):
    """What was looked at: in which part, at which row of its list, and where in the text beside it."""

    part: str
    at: Hashable
    reading: bool
    place: int | None = None
    top: int = 0


class PolicyPage(RowsPage[None]):
    """A list, and the text of what is marked in it; one beside the other where there is room."""

    CSS_PATH = "policy.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("up", "move(-1)", _("move"), _("Up and down: mark another line, or read on."), ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        Key("enter", "open", _("read"), _("Read what the marked line is about; from a text, go there.")),
        Key("right", "unfold", _("open and close"), _("In the flow: open a branch, ← closes it."), named="→←"),
        Key("left", "fold", "", "", shown=False),
        Key("backspace", "before", _("back"), _("What you looked at before; ← does the same in a text.")),
        *(
            Key(str(place), f"part('{part}')", "", f"{label}.", shown=False)
            for place, (part, label) in enumerate(text.POLICY_PARTS.items(), start=1)
        ),
        *SCREENFULS,
        *EDGES,
        Key("escape", "close", _("close"), _("Close the policy: you are back where you were."), ("c", "f8", "q")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def __init__(self, pack: Pack, here: str | None, disclaimer: str = "") -> None:
        super().__init__()
        self._pack = pack
        self._disclaimer = disclaimer
        self._here = here
        self._tree = Tree(pack, here)
        self._at: dict[str, Hashable] = {
            CLAUSES: Clause(next(iter(pack.clauses))),
            STEPS: At(here or next(iter(pack.steps))),
            FLOW: (0,),
        }
        self._now = Visit(STEPS if here else CLAUSES, None, reading=False)
        self._before: list[Visit] = []

    def body(self) -> ComposeResult:
        """Which policy, its parts, the list and the text."""
        yield Static(id="version")
        yield Static(id="parts")
        with Horizontal(classes="body"):
            yield Rows("list")
            yield Rows("text", prose=True)

    def on_mount(self) -> None:
        """Begin where the concern is, or with the first clause."""
        super().on_mount()
        self._visit(self._now)

    def show(self) -> None:
        """Say where we are."""
        self.where(text.POLICY_WHERE, text.POLICY_PARTS[self._now.part])
        self.put("#version", browse.version(self._pack))
        self.put("#parts", self._parts())
        super().show()

    def _parts(self) -> Content:
        shown = []
        for place, (part, label) in enumerate(text.POLICY_PARTS.items(), start=1):
            now = part == self._now.part
            cap = (f" {place} ", "bold reverse" if now else "bold $accent")
            shown.append(Content.assemble(cap, (f" {label} ", "bold reverse" if now else "")))
        return Content("   ").join(shown)

    def available(self) -> tuple[Key, ...]:
        """Branches are in the flow, and a way back after something was looked at."""
        folding = self._now.part == FLOW and not self._now.reading
        asleep = (set() if folding else {"unfold"}) | (set() if self._before else {"before"})
        return tuple(self._worded(key) for key in self.KEYS if key.action not in asleep)

    def _worded(self, key: Key) -> Key:
        """From a text, Enter leads on."""
        return replace(key, label=text.GO_THERE) if key.action == "open" and self._now.reading else key

    # -- what is looked at -------------------------------------------------------------------------------

    @property
    def _list(self) -> Rows:
        return self.query_one("#list", Rows)

    @property
    def _text(self) -> Rows:
        return self.query_one("#text", Rows)

    @property
    def led(self) -> Rows:
        """Where the keys go."""
        return self._text if self._now.reading else self._list

    def _visit(self, visit: Visit) -> None:
        """Look at something: the list, what is marked in it, and its text."""
        self._now = visit
        if visit.at is not None:
            self._at[visit.part] = visit.at
        self.set_class(visit.reading, "-reading")
        self._list.lead(not visit.reading)
        self._text.lead(visit.reading)
        self._fill_list()
        self._tell(visit.place, visit.top)
        self.show()

    def _fill_list(self) -> None:
        rows = self._listed()
        at = self._at[self._now.part]
        self._list.fill(rows, next(place for place, row in enumerate(rows) if row.stands == at))

    def _listed(self) -> list[Row]:
        if self._now.part == CLAUSES:
            return browse.clauses(self._pack)
        return browse.steps(self._pack, self._here) if self._now.part == STEPS else self._tree.rows()

    def _tell(self, place: int | None = None, top: int = 0) -> None:
        """The text of what is marked."""
        about = self._about(self._at[self._now.part])
        self._text.fill(self._told_of(about), place, top)

    def _about(self, at: Hashable) -> Hashable:
        """What a row of a list is about: a node of the flow, about its step."""
        if isinstance(at, (At, Clause)):
            return at
        assert isinstance(at, tuple)
        step = self._tree.node(at).step
        return at[:1] if step is None else At(step)

    def _told_of(self, about: Hashable) -> list[Row]:
        if isinstance(about, Clause):
            return browse.clause(self._pack, about.id, self._here, self._disclaimer)
        if isinstance(about, At):
            return browse.step(self._pack, about.id, self._here)
        assert isinstance(about, tuple)
        return browse.kind(self._pack, self._tree.kind(about))

    def _go(self, visit: Visit) -> None:
        """Look at something else, and remember what was looked at."""
        place = self._text.place if self._now.reading else None
        top = round(self._text.scroll_offset.y) if self._now.reading else 0
        self._before.append(Visit(self._now.part, self._at[self._now.part], self._now.reading, place, top))
        self._visit(visit)

    # -- keys --------------------------------------------------------------------------------------------

    def moved(self) -> None:
        """The text follows what is marked in the list."""
        at = self._list.marked
        if not self._now.reading and at is not None and at != self._at[self._now.part]:
            self._at[self._now.part] = at
            self._tell()

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """A line was pointed at; pointed at again, it opens."""
        if event.rows is self.led:
            self.moved()
            if event.again or self._now.reading:
                self.action_open()
        elif event.rows is self._text:
            self._go(self._now._replace(reading=True, place=event.rows.place))
            self.action_open()
        else:
            self._go(Visit(self._now.part, event.rows.marked, reading=False))

    def action_open(self) -> None:
        """Read what is marked; from a text, go to what is marked in it."""
        part = self._now.part
        if not self._now.reading:
            self._go(Visit(part, self._at[part], reading=True))
            return
        there = self._text.marked
        if isinstance(there, (At, Clause)):
            self._go(Visit(STEPS if isinstance(there, At) else CLAUSES, there, reading=True))
        else:  # nothing to go to is in sight
            self.action_page(1)

    def action_unfold(self) -> None:
        """Open a branch; elsewhere, what Enter does."""
        at = self._at[FLOW]
        if self._now.part == FLOW and not self._now.reading:
            assert isinstance(at, tuple)
            self._fold_to(self._tree.unfold(at))
        else:
            self.action_open()

    def action_fold(self) -> None:
        """Close a branch; elsewhere, what Backspace does."""
        at = self._at[FLOW]
        if self._now.part == FLOW and not self._now.reading:
            assert isinstance(at, tuple)
            self._fold_to(self._tree.fold(at))
        else:
            self.action_before()

    def _fold_to(self, at: tuple[int, ...]) -> None:
        self._at[FLOW] = at
        self._fill_list()
        self._tell()

    def action_before(self) -> None:
        """What was looked at before."""
        if self._before:
            self._visit(self._before.pop())

    def action_part(self, part: str) -> None:
        """Another part."""
        if part != self._now.part or self._now.reading:
            self._go(Visit(part, self._at[part], reading=False))

    def covered(self) -> None:
        """The page beneath may not be come back to either."""
        if self in self.desk.screen_stack:  # and not closed already
            beneath = self.desk.screen_stack[self.desk.screen_stack.index(self) - 1]
            assert isinstance(beneath, Page)
            beneath.covered()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()
