"""What somebody presses who knows nothing: keys in bursts, words, pastes, the mouse, a window dragged about.

All of it comes from one seed, and none of it looks at what the program does with it.
"""

from __future__ import annotations

import random
from collections.abc import Container, Mapping
from typing import Final, NamedTuple

from tests.terminal import key_bytes

PASTED: Final = 1_000_000
"""Bytes of a paste."""

SMALLEST, LARGEST = (40, 10), (200, 60)
USUAL: Final[Mapping[tuple[int, int], float]] = {
    (80, 24): 10,
    (60, 20): 4,
    (120, 40): 3,
    (100, 30): 2,
    SMALLEST: 1,
    LARGEST: 1,
}
"""What a window is like after a storm, and how often."""

KEYS: Final[Mapping[str, float]] = {
    **{"1": 14, "2": 9, "3": 6, "4": 3, "5": 2, "6": 1, "7": 1, "8": 1, "9": 0.8, "0": 0.3},
    **dict.fromkeys("bdgijklmnoprstuvwxyz.", 0.8),
    **{"f": 1.0, "e": 0.4, "a": 0.5, "c": 0.3, "h": 0.3, "?": 0.4, "q": 0.1},
    **{"enter": 6, "escape": 7, "tab": 1, "shift+tab": 0.5, "space": 1, "backspace": 1, "delete": 0.3},
    **{"up": 2, "down": 3, "left": 0.7, "right": 1, "pageup": 0.5, "pagedown": 0.7, "home": 0.3, "end": 0.3},
    **{"f1": 0.1, "f2": 0.3, "f3": 0.4, "f4": 0.4, "f5": 0.1, "f6": 0.1, "f7": 0.4, "f8": 0.5, "f9": 0.7},
    **{"f10": 0.1, "f11": 0.1, "f12": 0.1, "alt+9": 0.3, "alt+x": 0.1, "shift+home": 0.2, "shift+end": 0.2},
    **{"ctrl+l": 0.12, "ctrl+a": 0.1, "ctrl+k": 0.1, "ctrl+u": 0.2, "ctrl+w": 0.2, "ctrl+c": 0.1, "ctrl+v": 0.1},
    **{"ctrl+q": 0.05, "ctrl+z": 0.05, "ctrl+x": 0.1, "ctrl+p": 0.1, "ctrl+s": 0.1},
}
"""How often each key is pressed, beside the others."""

WORDS: Final = [
    "wren",
    "linnet",
    "[b]bold[/b]",
    "o’clock",
    "ÅÅ",
    "日本",
    "👩\u200d🚒",
    "\\n",
    "%s",
    "{name}",
    "07700900123",
    "¶",
    "';",
    "--",
    "x",
]


class Doing(NamedTuple):
    """What is done without a look at the screen: bytes that are typed, and sizes that the window takes."""

    what: str
    parts: tuple[bytes | tuple[int, int], ...]
    keys: int
    """How many keys that are."""


class Monkey:
    """Somebody who presses whatever comes, by a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def next(self, *, writing: bool, avoid: Container[str] = (), first: str = "") -> Doing:
        """Something to do.

        ``writing``: somewhere a field waits for words. ``avoid``: keys that are left out. ``first``: a key that is
        pressed instead of anything else.
        """
        if first:
            return Doing("keys", (key_bytes(first),), 1)
        turn = self.chance.random()
        if turn < 0.0006:
            return self._paste()
        if turn < 0.006:
            return self._storm(avoid)
        if turn < 0.03:
            return self._mouse()
        if writing and turn < 0.4:
            return self._words()
        return Doing("keys", *self._keys(self.chance.choice((1, 1, 1, 2, 3, 5, 8, 12)), avoid))

    def _keys(self, count: int, avoid: Container[str]) -> tuple[tuple[bytes], int]:
        pressed = self.chance.choices(list(KEYS), list(KEYS.values()), k=count)
        left = [key for key in pressed if key not in avoid]
        return (b"".join(map(key_bytes, left)),), len(left)

    def _words(self) -> Doing:
        words = " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 6)))
        last = self.chance.choice((b"\r", b"\r", b"\x1b", b"\t", b""))
        return Doing("words", (words.encode() + last,), len(words) + bool(last))

    def _mouse(self) -> Doing:
        """A click, or a turn of the wheel, as terminals report them."""
        button = self.chance.choice((0, 0, 0, 2, 64, 65))
        x, y = self.chance.randint(1, 120), self.chance.randint(1, 40)
        down = f"\x1b[<{button};{x};{y}M"
        up = f"\x1b[<{button};{x};{y}m" if button < 64 else ""
        return Doing("mouse", ((down + up).encode(),), 0)

    def _storm(self, avoid: Container[str]) -> Doing:
        """Somebody drags the corner of the window about, and types meanwhile."""
        parts: list[bytes | tuple[int, int]] = []
        pressed = 0
        for _ in range(self.chance.randint(2, 25)):
            (least_x, least_y), (most_x, most_y) = SMALLEST, LARGEST
            parts.append((self.chance.randint(least_x, most_x), self.chance.randint(least_y, most_y)))
            if self.chance.random() < 0.3:
                (data,), count = self._keys(1, avoid)
                parts.append(data)
                pressed += count
        return Doing("storm", (*parts, self.size()), pressed)

    def size(self) -> tuple[int, int]:
        """What a window may be like."""
        return self.chance.choices(list(USUAL), list(USUAL.values()))[0]

    def _paste(self) -> Doing:
        """A megabyte from somewhere else: one line, or many."""
        between = self.chance.choice((" ", "\r"))
        words = self.chance.choices(WORDS, k=1000)
        text = between.join(words).encode()
        return Doing("paste", (b"\x1b[200~" + (text * (PASTED // len(text) + 1))[:PASTED] + b"\x1b[201~",), 0)
