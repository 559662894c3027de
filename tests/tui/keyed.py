"""Which keys do something on a page, and which its help tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.binding import ActiveBinding
from textual.widgets import Input, TextArea

from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.screens.hidden import HiddenPage
from tests.tui.support import Room

OFF: Final = {
    "ctrl+c": "only says which key leaves; in a field it copies, as the help of fields tells",
    "super+c": "nothing can be marked here to be copied",
}
"""Keys that no help tells, and why."""


def named(action: str) -> str:
    """The name of an action, without whose it is and what it is given."""
    return action.partition("(")[0].rpartition(".")[2]


def rows(room: Room) -> tuple[Key, ...]:
    """What the help of the page that is shown is made of; nothing behind the clock, which tells nothing."""
    page = room.page
    if isinstance(page, HiddenPage):
        return ()
    writing = page.in_fields() if page.query("Input, TextArea") else ()
    return (*page.KEYS, *page.everywhere(), *writing)


def told(room: Room) -> set[str]:
    """Every key that the help names, with those that it names beside another."""
    known = rows(room)
    telling = [row for row in known if row.help]
    names = {named(row.action) for row in telling if row.action}
    arrows = "".join(row.cap for row in telling if not row.cap.isalnum())
    there = (row for row in known if row.help or named(row.action) in names or row.cap in arrows)
    return {key for row in there for key in (row.key, *row.more)}


def untold(room: Room) -> Iterator[str]:
    """Keys that do something on the page that is shown, and that its help does not name."""
    if not isinstance(room.page, HiddenPage):
        known = told(room)
        for key, bound in room.app.active_bindings.items():
            if key not in known and key not in OFF and not _is_off(room, key, bound):
                yield f"{key} ({bound.binding.action}) is in no help"


def _is_off(room: Room, key: str, bound: ActiveBinding) -> bool:
    """Whether a key has nothing to do just now on the page that is shown, or is told for all fields at once."""
    page = room.page
    if isinstance(bound.node, (Input, TextArea)):
        return "left" in told(room)
    match named(bound.binding.action):
        case "focus_next" | "focus_previous":
            return "tab" in told(room) or not page.focus_chain
        case "read_on":
            return not page._longer()
        case "lock":
            return not room.keeper.lockable
        case "memory":
            return not page.without_saving()
        case "practice_desk" | "trainer" | "rest":
            return all(key not in (row.key, *row.more) for row in room.app.more_keys(page))
    return False


def idle(room: Room) -> Iterator[str]:
    """What the help of the page names as doing something, and no key is bound to."""
    bound = room.app.active_bindings
    awake = {row.action for row in (*room.page.available(), *room.page.everywhere())}
    for row in rows(room):
        if row.help and row.action in awake and not {row.key, *row.more} <= bound.keys():
            yield f"{row.key} ({row.action}) is in the help and does nothing"


def misleading(room: Room) -> Iterator[str]:
    """Every trouble with the keys of the page that is shown."""
    yield from untold(room)
    if not room.page.writing:  # and there can be no help while something is written
        yield from idle(room)
