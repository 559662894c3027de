"""What netmeet is measured against: the least that Textual can do.

``python -m tests.bench.bare start``, or ``new FILE`` or ``kept FILE``.
"""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Label

READY = "Bare and ready"
FIRST, SECOND = "The first bare screen", "The second bare screen"


class Start(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """It."""
        yield Label(READY)


class One(Screen[None]):
    """A label."""

    def compose(self) -> ComposeResult:
        """It."""
        yield Label(FIRST)


class Two(Screen[None]):
    """Another label."""

    def compose(self) -> ComposeResult:
        """It."""
        yield Label(SECOND)


class Switch(App[None]):
    """Writes 1 KB to a file, durably, and switches between two screens: new ones, or ones that are kept."""

    BINDINGS: ClassVar[list[BindingType]] = [("1", "turn('two')", ""), ("u", "turn('one')", "")]

    def __init__(self, path: str, kept: bool) -> None:
        super().__init__()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._screens: dict[str, Screen[None]] = {"one": One(), "two": Two()}
        self._kept = kept

    def on_mount(self) -> None:
        """The first screen."""
        if self._kept:
            for name, screen in self._screens.items():
                self.install_screen(screen, name)
        self.push_screen("one" if self._kept else One())

    async def action_turn(self, to: str) -> None:
        """Write, then switch."""
        os.write(self._file, b"." * 1024)
        os.fsync(self._file)
        await self.switch_screen(to if self._kept else {"one": One, "two": Two}[to]())


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    app: App[None] = Start() if what == "start" else Switch(rest[0], what == "kept")
    app.run()
