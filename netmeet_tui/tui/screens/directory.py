"""Whom to ring: services by what they are for, and all that is known of the one that is marked (N-11, L-10).

Read over anything, and nothing beneath changes. From the first screen the organisation's own can be changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from netmeet_tui.directory import words
from netmeet_tui.directory.record import past, place, record
from netmeet_tui.tui import directory_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.directory import read_directory, remove_service
from netmeet_tui.tui.keys import EDGES, SCREENFULS, Key, bound, numbered
from netmeet_tui.tui.rows_page import RowsPage
from netmeet_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.directory.service import Service

COLUMN = 18
"""How wide the numbers are in the list, with the space after them."""


class DirectoryPage(RowsPage[None]):
    """A list, and the record of what is marked in it; one beside the other where there is room."""

    CSS_PATH = "directory.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("up", "move(-1)", text.DIRECTORY_MOVE, text.DIRECTORY_MOVE_HELP, ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        Key("enter", "open", text.DIRECTORY_READ, text.DIRECTORY_READ_HELP, ("right",)),
        *numbered("pick", 3),
        Key("backspace", "list", text.DIRECTORY_LIST, text.DIRECTORY_LIST_HELP, ("left",)),
        *SCREENFULS,
        *EDGES,
        Key("escape", "close", text.DIRECTORY_CLOSE, text.DIRECTORY_CLOSE_HELP, ("d", "q", "m")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def __init__(self) -> None:
        super().__init__()
        self._reading = False
        self._filled: tuple[Directory, str] | None = None

    def body(self) -> ComposeResult:
        """The list, and the record: its number first, and large."""
        with Horizontal(classes="body"):
            yield Rows("list")
            with Vertical(id="record"):
                yield Static(id="label", classes="title")
                yield Digits(id="number")
                yield Static(id="written")
                yield Rows("text", prose=True)
        yield Static(id="choices")

    def on_mount(self) -> None:
        """Read the directory where that has not been done yet."""
        super().on_mount()
        self._list.lead(True)
        self._text.lead(False)
        if self.keeper.directory is None:
            self.meanwhile(self._read)
        else:
            self._tell_trouble()

    async def _read(self) -> None:
        await read_directory(self.keeper)
        self.show()
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        if self.keeper.directory_trouble:
            self.notice(self.keeper.directory_trouble)

    def show(self) -> None:
        """The directory as it is now, for the nation that is chosen."""
        nation, directory = self.keeper.nation, self.keeper.directory
        self.where(text.DIRECTORY_WHERE, words.NATIONS.get(nation, text.DIRECTORY_NO_NATION))
        if directory is not None and self._filled != (directory, nation):
            self._filled = (directory, nation)
            self._fill(directory)
        self._show_choices()
        super().show()

    def available(self) -> Iterator[Key]:
        """The keys that lead somewhere now."""
        asleep = "open" if self._reading else "list"
        return (key for key in self.KEYS if key.action != asleep)

    # -- the list ----------------------------------------------------------------------------------------

    @property
    def _list(self) -> Rows:
        return self.query_one("#list", Rows)

    @property
    def _text(self) -> Rows:
        return self.query_one("#text", Rows)

    @property
    def _live(self) -> bool:
        """Whether a meeting is being held: then only what may be relied on is shown."""
        return self.keeper.holding

    @property
    def _marked(self) -> Service | None:
        directory, name = self.keeper.directory, self._list.marked
        return directory.get(str(name)) if directory is not None and name is not None else None

    def _fill(self, directory: Directory) -> None:
        marked, rows = self._list.marked, list(self._rows(directory))
        can = [place for place, row in enumerate(rows) if row.stands is not None]
        self._list.fill(rows, next((place for place in can if rows[place].stands == marked), can[0]))
        self._tell()

    def _rows(self, directory: Directory) -> Iterator[Row]:
        nation, today, first = self.keeper.nation, self.keeper.clock().date(), True
        for recipient, label in words.RECIPIENTS.items():
            found = directory.of(recipient, nation)
            if not self._live:
                found = tuple(one for one in directory.every(nation) if one.recipient == recipient)
            gap = words.GAP_MORE if found else words.GAP
            gap = gap if self._live and directory.gap(recipient, nation) else ""
            if not found and not gap:
                continue
            if not first:
                yield Row(Content(" "))
            first = False
            yield Row(Content.styled(label, "bold $accent"))
            for one in found:
                note = words.WAITS if one.waits else past(one, today) and text.DIRECTORY_PAST
                named = ", ".join(filter(None, (one.label, place(one) if nation == "unset" else _area(one))))
                told = Content.assemble(f"{one.shown:<{COLUMN}}{named}", (f"\n{note}" if note else "", "$quiet"))
                yield Row(told, one.id, indent=1, hang=COLUMN)
            if gap:
                yield Row(Content.styled(gap, "$quiet"), indent=1)

    # -- the record --------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """The record of what is marked."""
        one = self._marked
        if one is None:
            return
        self.put("#label", one.label)
        large = all(sign in "0123456789+ " for sign in one.number)
        number = self.query_one("#number", Digits)
        number.display = large
        number.update(one.number if large else "")
        how = text.DIRECTORY_TEXT if one.by == "text" else "" if large else one.shown
        self.put("#written", Content.styled(how, "bold"))
        told = list(record(one, self.keeper.clock().date()))
        wide = max(len(label) for label, _ in told) + 2
        rows = []
        for label, said in told:
            if label == words.SOURCE:  # longer than a line, and nothing to break it at
                rows += [Row(Content.styled(label, "$quiet")), Row(Content(said), indent=2)]
            else:
                rows.append(Row(Content.assemble((f"{label:<{wide}}", "$quiet"), said), hang=wide))
        self._text.fill(rows, None)

    # -- keys --------------------------------------------------------------------------------------------

    @property
    def led(self) -> Rows:
        """The record while it is read, and else the list."""
        return self._text if self._reading else self._list

    def moved(self) -> None:
        """What is shown follows the list."""
        if not self._reading:
            self._tell()
            self._show_choices()

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """The mouse marks as the keys do; pointed at again, it opens."""
        event.stop()
        self._read_on(event.again)
        self._tell()

    def action_open(self) -> None:
        """Read the record."""
        self._read_on(True)

    def action_list(self) -> None:
        """Back to the list."""
        self._read_on(False)

    def _read_on(self, reading: bool) -> None:
        self._reading = reading
        self.set_class(reading, "-reading")
        self._list.lead(not reading)
        self.show()

    def action_close(self) -> None:
        """From a record that hides the list, back to that; else back to where one was."""
        if self._reading and not self.has_class("-wide"):
            self._read_on(False)
        else:
            self.dismiss()

    # -- the organisation's own --------------------------------------------------------------------------

    def _choices(self) -> tuple[str, ...]:
        """From the first screen only: nobody changes numbers while somebody waits for one."""
        if self._live or self.keeper.directory is None:
            return ()
        one = self._marked
        own = one is not None and one.grade == "own"
        return text.DIRECTORY_CHOICES if own else text.DIRECTORY_CHOICES[:1]

    def _show_choices(self) -> None:
        self.put("#choices", listed(self._choices()) if self._choices() else "")

    async def action_pick(self, number: int) -> None:
        """Take the line of that number."""
        if number > len(self._choices()):
            return
        one = self._marked
        if number == 3 and one is not None:
            self.meanwhile(partial(self._ask, one), group="choosing")
            return
        from netmeet_tui.tui.screens.entry import EntryPage

        await self.desk.push_screen(EntryPage(one if number == 2 else None), self._said)

    def _said(self, said: str | None) -> None:
        if said:
            self.call_after_refresh(self.notice, said)

    async def _ask(self, one: Service) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        told = text.DIRECTORY_REMOVE_LINES.format(label=one.label, number=one.shown)
        if await self.desk.ask(AskPage(text.DIRECTORY_REMOVE, told, text.DIRECTORY_REMOVE_CHOICES)):
            self.doing(partial(remove_service, self.keeper, one.id))


def _area(one: Service) -> str:
    """The part of a nation that it is for, where it is for a part."""
    return "" if one.area == "unknown" else one.area
