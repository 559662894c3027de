"""What a line that was typed means: keys, words for a field, or something for the linear mode itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from textual.keys import _character_to_key

EMERGENCY: Final = ("9", "999")
"""Alone on a line, these are the 999 card: in a field as well, for nobody writes nothing but that."""

AT_ONCE: Final = (*EMERGENCY, "h", "f7", "ctrl+l", "lock", "ctrl+q", "close")
"""What waits for no page and is meant on any."""

AGAIN: Final = "again"
EMPTIES: Final = "-"
MOST: Final = 50
"""How often one line may press a key."""

NAMED: Final = {
    **{name: name for name in ("up", "down", "left", "right", "tab", "space", "enter", "home", "end", "delete")},
    **{f"f{number}": f"f{number}" for number in range(1, 13)},
    "esc": "escape",
    "escape": "escape",
    "backspace": "backspace",
    "bksp": "backspace",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pageup": "pageup",
    "pagedown": "pagedown",
    "ctrl+l": "ctrl+l",
    "ctrl+q": "ctrl+q",
    "lock": "ctrl+l",
    "close": "ctrl+q",
}
"""Keys by the names that are typed for them."""


class Does(Enum):
    """What the linear mode does by itself."""

    AGAIN = auto()
    HELP = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Press:
    """Press a key so many times; ``character`` is what it types, if anything."""

    key: str
    character: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Write:
    """Put these words into the field; None leaves what is in it. Then go on from it."""

    words: str | None


Answer = Press | Write | Does

SENT: Final = {
    "\x1b": "esc",
    "\x0c": "ctrl+l",
    "\x11": "ctrl+q",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1b[20~": "f9",
}
"""What some keys send, for whoever presses the key itself and then Enter."""


def clean(line: str) -> str:
    """A line as it came, with the name of a key for the key itself and without what cannot be seen."""
    return SENT.get(line) or "".join(sign for sign in line if sign.isprintable())


def in_room(line: str) -> Answer:
    """What a line means where no field is written in: a key by its sign or name, perhaps with how often."""
    words = line.split()
    if not words:
        return Press("enter")
    if len(words) == 1 and words[0] in EMERGENCY:
        return Press("9", "9")
    name, times = words[0].lower(), words[1:]
    if name == AGAIN and not times:
        return Does.AGAIN
    count = _times(times)
    if count and name in NAMED:
        return Press(NAMED[name], " " if name == "space" else None, count)
    if count and len(name) == 1:
        return Press(_character_to_key(name), name, count)
    return Does.NOTHING


def in_field(line: str, *, secret: bool = False) -> Answer:
    """What a line means where a field is written in. In one that is not shown, nearly every line is words."""
    alone = line.strip().lower()
    if alone in EMERGENCY:
        return Press("f9")
    if alone in NAMED and (alone.startswith(("f", "ctrl")) or NAMED[alone] == "escape"):
        return Press(NAMED[alone])
    if not line.strip():
        return Write(None)
    if secret:
        return Write(line)
    if alone == "?":
        return Does.HELP
    return Write("" if alone == EMPTIES else line)


def _times(words: Iterable[str]) -> int:
    """How often: once where nothing is said, never where it is no such number."""
    given = list(words)
    if not given:
        return 1
    number = given[0]
    fits = len(given) == 1 and number.isascii() and number.isdigit() and len(number) < 4
    return int(number) if fits and int(number) <= MOST else 0
