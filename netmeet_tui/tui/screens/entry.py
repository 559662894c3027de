"""A service of the organisation's own: what a number needs before somebody may rely on it (UK-20, N-11)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netmeet_tui.directory import words
from netmeet_tui.directory.book import CONFIRMED_FOR, EntryError
from netmeet_tui.directory.service import EVERYWHERE, UNKNOWN
from netmeet_tui.tui import directory_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.directory import keep_service
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.box import Box

if TYPE_CHECKING:
    from netmeet_tui.directory.service import Service

KINDS: Final = tuple(recipient for recipient in words.RECIPIENTS if recipient != "emergency")
PLACES: Final = (*((nation,) for nation in words.NATIONS), EVERYWHERE)
LONGEST: Final = {"label": 60, "number": 40, "say": 200, "hours": 200, "vouched_by": 60, "verify_again_by": 10}
"""The fields, and how much may stand in each."""


class EntryPage(Page[str]):
    """Fields for one entry; nothing is written before it is saved. Answers what there is to say."""

    CSS_PATH = "directory.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "app.entered", text.WRITE, text.WRITE_HELP),
        Key("w", "kind(1)", directory_text.ENTRY_KIND_KEY, directory_text.ENTRY_KIND_HELP),
        Key("n", "place(1)", directory_text.ENTRY_PLACE_KEY, directory_text.ENTRY_PLACE_HELP),
        *numbered("pick", 2),
        Key("escape", "back", directory_text.ENTRY_BACK, directory_text.ENTRY_BACK_HELP),
    )
    FIELD_KEYS = text.IN_A_FIELD
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, service: Service | None) -> None:
        super().__init__()
        self._service = service
        self._kind = KINDS.index(service.recipient) if service else KINDS.index("children")
        self._place = -1
        """Which of ``PLACES``; -1 until it is known which nation is chosen."""

    def body(self) -> ComposeResult:
        """The fields, what it is for and where, and two choices, which stay in sight."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(directory_text.ENTRY_WHY, id="why", classes="quiet")
            with Vertical(id="fields"):
                for name, most in LONGEST.items():
                    with Horizontal(classes="row"):
                        yield Static(directory_text.ENTRY_FIELDS[name], classes="label")
                        yield Box(
                            self._said(name),
                            hint=directory_text.ENTRY_HINTS.get(name, ""),
                            max_length=most,
                            id=name,
                            select_on_focus=False,
                        )
            yield Static(id="kinds")
        yield Static(listed(directory_text.ENTRY_CHOICES), id="choices")

    def on_mount(self) -> None:
        """Begin with what is chosen on this computer."""
        nations = (self.keeper.nation,) if self._service is None else self._service.nations
        self._places = [*PLACES] if nations in PLACES or nations == ("unset",) else [*PLACES, nations]
        self._place = self._places.index(nations) if nations in self._places else 0
        again = self.query_one("#verify_again_by", Input)
        again.value = again.value or (self.keeper.clock().date() + CONFIRMED_FOR).isoformat()
        super().on_mount()

    def show(self) -> None:
        """What it is for, and where."""
        self.where(
            directory_text.DIRECTORY_WHERE,
            directory_text.ENTRY_CHANGE if self._service else directory_text.ENTRY_NEW,
        )
        nations = self._places[self._place]
        where = (
            directory_text.ENTRY_EVERYWHERE
            if nations == EVERYWHERE
            else ", ".join(words.NATIONS[one] for one in nations)
        )
        rows = (
            (directory_text.ENTRY_KIND, words.RECIPIENTS[KINDS[self._kind]], "w"),
            (directory_text.ENTRY_PLACE, where, "n"),
        )
        shown = [
            Content.assemble(
                (f"{label:<22}", "$quiet"), said, (f"   {key} ", "bold $accent"), directory_text.ENTRY_ANOTHER
            )
            for label, said, key in rows
        ]
        self.put("#kinds", Content("\n").join(shown))
        super().show()

    def _said(self, name: str) -> str:
        """What a field of the entry says; nothing where that is unknown."""
        if self._service is None:
            return ""
        if name == "hours":
            return "" if self._service.hours == UNKNOWN else self._service.hours_said
        said = str(getattr(self._service, name))
        return "" if said == UNKNOWN else said

    def action_kind(self, by: int) -> None:
        """It is for something else."""
        self._kind = (self._kind + by) % len(KINDS)
        self.show()

    def action_place(self, by: int) -> None:
        """It is somewhere else."""
        self._place = (self._place + by) % len(self._places)
        self.show()

    def action_pick(self, number: int) -> None:
        """Save it, or leave it as it was."""
        if number == 2:
            self.dismiss("")
        else:
            self.doing(self._save)

    async def _save(self) -> None:
        values = self._values()
        try:
            await keep_service(self.keeper, values)
        except EntryError as error:
            label = directory_text.ENTRY_FIELDS.get(error.key, directory_text.ENTRY_OTHER)
            raise Trouble(directory_text.ENTRY_WRONG.format(field=label, problem=error.problem)) from None
        self.call_after_refresh(self._leave)

    def _leave(self) -> None:
        self.dismiss(directory_text.ENTRY_SAVED)

    def _values(self) -> dict[str, Any]:
        """What is to be written: what was changed, with the day on which it was. Raises Trouble."""
        typed = {name: " ".join(self.query_one(f"#{name}", Input).value.split()) for name in LONGEST}
        for name in ("label", "number", "vouched_by"):
            if not typed[name]:
                raise Trouble(directory_text.ENTRY_NEEDED.format(field=directory_text.ENTRY_FIELDS[name]))
        changed: dict[str, Any] = {
            name: said or None for name, said in typed.items() if self._service is None or said != self._said(name)
        }
        try:
            again = date.fromisoformat(typed["verify_again_by"])
        except ValueError:
            raise Trouble(directory_text.ENTRY_NO_DAY) from None
        kept = {"id": self._service.id} if self._service else {}
        return {
            **kept,
            **changed,
            "recipient": KINDS[self._kind],
            "nations": list(self._places[self._place]),
            "verified_on": self.keeper.clock().date(),
            "verify_again_by": again,
        }

    def action_back(self) -> None:
        """Out of the field; then back without saving."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
            self.call_after_refresh(self.show)
        else:
            self.dismiss("")
