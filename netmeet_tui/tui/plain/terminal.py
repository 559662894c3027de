"""The terminal of the linear mode: lines out, lines in, and nothing left on it where it can be taken back."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import textwrap
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

ALTERNATE: Final = "\x1b[?1049h"
"""To the terminal's other page, of which nothing is kept when it is left."""

NORMAL: Final = "\x1b[?1049l"
CLEAR: Final = "\x1b[2J\x1b[3J\x1b[H"
CANNOT: Final = ("", "dumb", "unknown")
"""Terminals, by ``TERM``, that understand none of these."""

WIDEST: Final = 100
ASCII: Final = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": ".", "•": "*", "▸": ">",
        "→": "->", "←": "<-", "↑": "up ", "↓": "down ", "\u00a0": " ",
    }
)  # fmt: skip
"""What stands for the signs of the pages where a terminal has no UTF-8."""

CHUNK: Final = 65536


class Terminal:
    """Standard input and the terminal that standard error leads to.

    ``heard`` is called with each line that was typed, and with None where the end of input was typed or came.
    """

    def __init__(self, heard: Callable[[str | None], None]) -> None:
        self._heard = heard
        self._carry = b""
        self._out = sys.__stderr__
        self._as_it_was: list[Any] | None = None
        self.keeps = os.environ.get("TERM", "") in CANNOT and os.name != "nt"
        """Whether it cannot take back what it has shown."""

    # -- beginning and ending ----------------------------------------------------------------------------

    def open(self) -> None:
        """Begin to read lines, on a page of the terminal's that leaves nothing behind."""
        self._send("" if self.keeps else ALTERNATE + CLEAR)
        if sys.platform == "win32":  # it has no way to wait for a console beside other things
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read_on, args=(loop,), daemon=True).start()
        else:
            import termios

            with suppress(termios.error):
                self._as_it_was = termios.tcgetattr(0)
                self._without_stopping()
            asyncio.get_running_loop().add_reader(0, self._readable)

    def close(self) -> None:
        """Leave the terminal as it was, with nothing of ours on it. Twice is harmless."""
        self.clear()
        if not self.keeps:
            self._send(NORMAL)
        if sys.platform != "win32":
            import termios

            with suppress(RuntimeError, ValueError):  # the loop is closed
                asyncio.get_running_loop().remove_reader(0)
            if self._as_it_was is not None:
                with suppress(termios.error):
                    termios.tcflush(0, termios.TCIFLUSH)  # what was typed for us is nobody else's
                    termios.tcsetattr(0, termios.TCSADRAIN, self._as_it_was)

    # -- out ---------------------------------------------------------------------------------------------

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return shutil.get_terminal_size().lines

    def wrapped(self, lines: Iterable[str]) -> list[str]:
        """Lines broken between words, as wide as it is; what goes on is set in like its beginning."""
        width = max(min(shutil.get_terminal_size().columns, WIDEST) - 1, 20)
        broken: list[str] = []
        for line in lines:
            margin = " " * (len(line) - len(line.lstrip()))
            broken += textwrap.wrap(line, width, subsequent_indent=margin[: width // 2]) or [""]
        return broken

    def say(self, lines: Iterable[str]) -> None:
        """Write lines."""
        self._send("".join(f"{line}\r\n" for line in lines))

    def ask(self, prompt: str, *, secret: bool) -> None:
        """Write what a line is asked for; one that is secret is not shown while it is typed."""
        self._echo(not secret)
        self._send(prompt)

    def clear(self) -> None:
        """Take away all that it shows; where it cannot, push it up."""
        self._send("\r\n" * self.rows if self.keeps else CLEAR)

    def _send(self, words: str) -> None:
        if self._out is None or not words:
            return
        encoding = (self._out.encoding or "ascii").lower()
        if encoding.replace("-", "") != "utf8":
            words = words.translate(ASCII).encode(encoding, "replace").decode(encoding)
        with suppress(OSError, ValueError):  # it is gone: the end of input says so as well
            self._out.write(words)
            self._out.flush()

    # -- in ----------------------------------------------------------------------------------------------

    def _readable(self) -> None:
        try:
            came = os.read(0, CHUNK)
        except OSError:
            came = b""
        self._take(came)

    def _read_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read for as long as the program runs. Not through a buffer: the program could not end while it waits."""
        while came := os.read(0, CHUNK):
            loop.call_soon_threadsafe(self._take, came)
        loop.call_soon_threadsafe(self._take, b"")

    def _take(self, came: bytes) -> None:
        if not came:
            self._heard(None)
            return
        *lines, self._carry = (self._carry + came).split(b"\n")
        for line in lines:
            self._heard(line.decode(sys.stdin.encoding or "utf-8", "replace").rstrip("\r"))

    # -- how it behaves ----------------------------------------------------------------------------------

    def _echo(self, shown: bool) -> None:
        if sys.platform == "win32":
            import ctypes

            console = ctypes.windll.kernel32
            handle, mode = console.GetStdHandle(-10), ctypes.c_uint()
            if console.GetConsoleMode(handle, ctypes.byref(mode)):
                console.SetConsoleMode(handle, mode.value | 4 if shown else mode.value & ~4)
        else:
            import termios

            with suppress(termios.error):
                attributes = termios.tcgetattr(0)
                attributes[3] = attributes[3] | termios.ECHO if shown else attributes[3] & ~termios.ECHO
                attributes[3] |= termios.ECHONL  # the end of a line that is not shown is seen all the same
                termios.tcsetattr(0, termios.TCSADRAIN, attributes)

    def _without_stopping(self) -> None:
        """Ctrl+Z stops nothing: a stopped program is an unlocked one, with nobody looking at it."""
        if sys.platform != "win32":
            import termios

            attributes = termios.tcgetattr(0)
            attributes[6][termios.VSUSP] = b"\0"
            attributes[0] &= ~termios.IXON  # nor does Ctrl+S hold up what is said
            termios.tcsetattr(0, termios.TCSADRAIN, attributes)
