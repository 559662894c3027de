"""Every key that a screen names is delivered by every terminal, or there is another way to do the same.

What a terminal sends is read from the computer's own list of terminals; how Textual takes it is asked of Textual.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pkgutil import walk_packages

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key as Pressed

import netmeet_tui.tui
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY, READ_BACK, READ_ON, Key
from netmeet_tui.tui.page import Page
from tests.terminal import key_bytes

TERMINALS = (
    *("xterm-256color", "tmux-256color", "tmux", "screen", "screen-256color", "linux", "rxvt-unicode-256color"),
    *("vt100", "vt220"),
)
OF_TERMINFO = {
    **{"up": "kcuu1", "down": "kcud1", "left": "kcub1", "right": "kcuf1"},
    **{"home": "khome", "end": "kend", "pageup": "kpp", "pagedown": "knp", "delete": "kdch1"},
    **{f"f{number}": f"kf{number}" for number in range(1, 13)},
}
PLAIN = {"enter", "escape", "tab", "space", "backspace"}
"""Sent by every terminal there ever was."""

ASK = """
import curses, json, sys
curses.setupterm(sys.argv[1], 1)
names = json.loads(sys.argv[2])
print(json.dumps({key: (curses.tigetstr(name) or b"").decode("latin1") for key, name in names.items()}))
"""

QUICKER = {"page(1)", "page(-1)", "edge(1)", "edge(-1)", "read_on(1)", "read_on(-1)", "scroll(-1)"}
"""What only saves some presses of another key: without it nothing is out of reach."""

OPENING = {"scroll(5)", "scroll(-5)"}
"""The words of a point beside which no room is left, on a page whose arrows lead to the next point."""


@cache
def sent(terminal: str) -> dict[str, str]:
    """What a terminal sends for the keys that are not plain; nothing for those that it has not."""
    asked = [sys.executable, "-c", ASK, terminal, json.dumps(OF_TERMINFO)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip(f"this computer does not know the terminal {terminal}")
    found: dict[str, str] = json.loads(told.stdout)
    return found


def taken_for(sequence: str) -> list[str]:
    """The keys that Textual takes a sequence for."""
    parser = XTermParser()
    return [event.key for event in (*parser.feed(sequence), *parser.feed("")) if isinstance(event, Pressed)]


def delivered(key: str, terminal: str) -> bool:
    """Whether a terminal delivers a key to the program."""
    if key in OF_TERMINFO:
        sequence = sent(terminal)[key]
        return bool(sequence) and taken_for(sequence) == [key]
    return True


def kinds(kind: type[Page]) -> Iterator[type[Page]]:  # type: ignore[type-arg]
    """A kind of page, and every kind of that."""
    yield kind
    for more in kind.__subclasses__():
        yield from kinds(more)


@cache
def rows() -> dict[tuple[str, str], frozenset[str]]:
    """The keys of each action, by the page and the action."""
    for module in walk_packages(netmeet_tui.tui.__path__, "netmeet_tui.tui."):
        importlib.import_module(module.name)
    from netmeet_tui.tui.practice.app import DESK, DESK_IN_TEXT, REST, TRAINER

    everywhere = (*EVERYWHERE, MEMORY, READ_ON, READ_BACK, DESK, DESK_IN_TEXT, REST, TRAINER)
    found: dict[tuple[str, str], frozenset[str]] = {}

    def note(page: str, row: Key) -> None:
        within = "in a field" if row.urgent and row.action not in ("lock", "memory") else ""
        place = (f"{page} {within}".strip(), row.action)
        found[place] = found.get(place, frozenset()) | {row.key, *row.more}

    for row in everywhere:
        note("everywhere", row)
    for kind in kinds(Page):
        for row in kind.KEYS:
            note(kind.__name__, row)
    return found


@pytest.mark.parametrize("terminal", TERMINALS)
def test_whatever_a_key_does_can_be_done_on_every_terminal(terminal: str) -> None:
    out_of_reach = {
        place: keys
        for place, keys in rows().items()
        if place[1] not in QUICKER | OPENING and not any(delivered(key, terminal) for key in keys)
    }
    assert out_of_reach == {}


@pytest.mark.parametrize("terminal", TERMINALS)
def test_no_key_is_taken_for_another(terminal: str) -> None:
    """One that a terminal has not may do nothing; it must not do something else."""
    keypad = {"f5", "f6", "f7", "f8", "f9", "f10"} if terminal == "vt100" else set()  # it has no such keys
    wrong = {key: taken_for(sequence) for key, sequence in sent(terminal).items() if sequence}
    assert {key: taken for key, taken in wrong.items() if taken != [key] and key not in keypad} == {}


@pytest.mark.parametrize("key", sorted({key for keys in rows().values() for key in keys if "+" in key}))
def test_a_key_with_another_held_down_arrives_as_itself(key: str) -> None:
    """Ctrl and a letter; Alt and a letter, which is Esc and that letter pressed fast."""
    assert taken_for(key_bytes(key).decode("latin1")) == [key]
