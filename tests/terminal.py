"""A real terminal for the end-to-end tests: what a person would see and press, and every byte behind it.

The program runs on a pseudo-terminal; a thread feeds what it writes to an emulator and wakes whoever waits. No
method sleeps or polls, so a test takes as long as the program does and not longer. POSIX only.
"""

import fcntl
import os
import pty
import re
import selectors
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

ROOT = Path(__file__).parent.parent

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "shift+home": b"\x1b[1;2H",
    "shift+end": b"\x1b[1;2F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    **{f"f{n + 1}": b"\x1bO" + b"PQRS"[n : n + 1] for n in range(4)},
    **{f"f{n}": b"\x1b[%d~" % code for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
QUERY = re.compile(rb"\x1b\[0?c|\x1b\[6n|\x1b\[\?2026\$p")

# What the emulator would draw as text instead of ignoring: strings for the terminal (DCS, APC, OSC), and control
# sequences with a private marker other than "?" (the Kitty keyboard protocol) or with intermediate characters.
UNKNOWN = re.compile(
    rb"\x1b[P_].*?\x1b\\|\x1b\].*?(?:\x07|\x1b\\)|\x1b\[[<=>][0-9;:]*[@-~]|\x1b\[[0-9;?]*[ -/]+[@-~]", re.DOTALL
)
UNFINISHED = re.compile(rb"\x1b(?:[P_][^\x1b]*\x1b?|\][^\x07\x1b]*\x1b?|\[[0-9;:?<=>]*[ -/]*)?\Z")

# Makes the pseudo-terminal the controlling one in the child itself: a hook between fork and exec would run Python
# in a copy of a process with threads.
ADOPT = "import fcntl,os,sys,termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"

SYNCHRONISED = 2026
ALTERNATE = 1049
CURSOR = 25


class Terminal:
    """One run of one command on a fresh terminal, with a home directory of its own."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        home: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._own_home = home is None
        self.home = Path(tempfile.mkdtemp(prefix="netmeet-home-")) if home is None else home
        self.tmp = self.home / "tmp"
        self.tmp.mkdir(parents=True, exist_ok=True)
        columns, rows = size
        self._normal, self._alternate = (pyte.Screen(columns, rows) for _ in range(2))
        self._streams = [pyte.ByteStream(self._normal), pyte.ByteStream(self._alternate)]
        self._modes = {7, CURSOR}
        self._carry = b""
        self._raw = bytearray()
        self._left_at = 0
        self._status: int | None = None
        self._eof = False
        self._hang_up = False
        self._changed = threading.Condition()

        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        self._wake_read, self._wake_write = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-ISc", ADOPT, *map(str, command)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=self.home,
            env={**self.clean_env(), **(env or {})},
            start_new_session=True,
        )
        os.close(slave)
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._read, self._watch)]
        for thread in self._threads:
            thread.start()

    def clean_env(self) -> dict[str, str]:
        """Build the environment of the command: nothing of the developer's own, everything a terminal sets."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.home),
            "TMPDIR": str(self.tmp),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",  # a developer's own screen lock locks no test
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # What a person does.

    def press(self, *keys: str) -> None:
        """Press keys by name ("a", "enter", "f9", "ctrl+c", "alt+9").

        A letter straight after "escape" arrives as alt+letter, as on any terminal: wait for what Escape does.
        """
        self._send(b"".join(map(key_bytes, keys)))

    def type(self, text: str) -> None:
        """Type text."""
        self._send(text.encode())

    def send(self, data: bytes) -> None:
        """Let the keyboard, or whatever pretends to be one, send bytes as they are."""
        self._send(data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the program is told by the kernel."""
        with self._changed:
            self._normal.resize(rows, columns)
            self._alternate.resize(rows, columns)
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Close the terminal window while the program runs in it."""
        self._hang_up = True
        os.write(self._wake_write, b"x")

    # What the system does.

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def kill(self) -> int:
        """End the program as a power cut would, and return its status."""
        self.process.kill()
        return self.wait_exit()

    # What there is to see.

    @property
    def raw(self) -> bytes:
        """Every byte the program ever wrote to the terminal."""
        with self._changed:
            return bytes(self._raw)

    @property
    def raw_after_leaving(self) -> bytes:
        """What was written after the alternate screen was left for the last time."""
        with self._changed:
            return bytes(self._raw[self._left_at :])

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on: 25 the cursor, 1000 to 1006 the mouse, 1049 the alternate screen."""
        with self._changed:
            return frozenset(self._modes)

    @property
    def in_alt(self) -> bool:
        """Whether the alternate screen is up."""
        return ALTERNATE in self.modes

    def lines(self) -> list[str]:
        """Return the visible lines without trailing blanks."""
        with self._changed:
            return self._lines()

    def text(self) -> str:
        """Return the visible screen."""
        return "\n".join(self.lines())

    def after_exit_text(self) -> str:
        """Return what is on the normal screen: what the next person at this terminal sees after the program."""
        with self._changed:
            return "\n".join(line.rstrip() for line in self._normal.display)

    # Waiting.

    def wait_for(self, wanted: str | Callable[[str], bool], timeout: float = 20) -> str:
        """Wait until the screen contains the text (or satisfies the function); return the screen."""
        holds = wanted if callable(wanted) else lambda screen: wanted in screen
        return self._wait(holds, timeout, f"{wanted!r} to appear")

    def wait_gone(self, unwanted: str, timeout: float = 20) -> str:
        """Wait until the text is no longer on the screen; return the screen."""
        return self._wait(lambda screen: unwanted not in screen, timeout, f"{unwanted!r} to go")

    def wait_settled(self, quiet: float = 0.15, timeout: float = 20) -> str:
        """Wait until nothing was written for a while. The last resort: prefer to wait for what should appear."""
        written = -1
        end = time.monotonic() + timeout

        def moved() -> bool:
            return len(self._raw) != written or self._eof

        with self._changed:
            while moved() and not self._eof:
                written = len(self._raw)
                self._changed.wait_for(moved, quiet)
                if time.monotonic() > end:
                    raise AssertionError(f"The screen never settled.\n{self._report()}")
            return "\n".join(self._lines())

    def wait_written(self, count: int, at_most: float) -> None:
        """Wait until so many more bytes were written, or so many seconds went by: whatever is first."""
        with self._changed:
            end = len(self._raw) + count
            self._changed.wait_for(lambda: len(self._raw) >= end or self._eof, at_most)

    def wait_exit(self, timeout: float = 20) -> int:
        """Wait until the program has ended and all it wrote is here; return its status (-9 for SIGKILL)."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._status is not None and self._eof, timeout):
                raise AssertionError(f"The program did not end.\n{self._report()}")
            assert self._status is not None
            return self._status

    def close(self) -> None:
        """End the program if it still runs, and clear up."""
        if self._status is None:
            self.process.kill()
        self._hang_up = True
        os.write(self._wake_write, b"x")
        for thread in self._threads:
            thread.join()
        os.close(self._wake_read)
        os.close(self._wake_write)
        if self._own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def _wait(self, holds: Callable[[str], bool], timeout: float, what: str) -> str:
        screen = ""

        def satisfied() -> bool:
            nonlocal screen
            if SYNCHRONISED in self._modes:  # a frame is half drawn
                return False
            screen = "\n".join(self._lines())
            return holds(screen)

        with self._changed:
            self._changed.wait_for(lambda: satisfied() or self._eof, timeout)
            if not satisfied():
                raise AssertionError(f"Waited for {what}.\n{self._report()}")
            return screen

    def _report(self) -> str:
        state = "running" if self._status is None else f"ended with status {self._status}"
        screen = "alternate" if ALTERNATE in self._modes else "normal"
        frame = "\n".join(f"|{line}" for line in self._lines())
        return f"The program is {state}; its {screen} screen:\n{frame}"

    def _lines(self) -> list[str]:
        screen = self._alternate if ALTERNATE in self._modes else self._normal
        # As the emulator's ``display``, at a tenth of its cost: beside a wide character stands an empty one.
        columns = range(screen.columns)
        rows = (screen.buffer[y] for y in range(screen.lines))
        return ["".join([row[x].data for x in columns]).rstrip() for row in rows]

    def _send(self, data: bytes) -> None:
        os.write(self._master, data)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _watch(self) -> None:
        status = self.process.wait()
        with self._changed:
            self._status = status
            self._changed.notify_all()

    def _read(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._master, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._hang_up:
                ready = [key.fd for key, _ in selector.select()]
                if self._master in ready:
                    try:
                        data = os.read(self._master, 1 << 16)
                    except OSError:  # the program, the only one on the other side, is gone
                        data = b""
                    if not data:
                        break
                    with self._changed:
                        self._take(data)
                        self._changed.notify_all()
        os.close(self._master)  # here and not in hang_up(): a read under way would keep it open
        with self._changed:
            self._eof = True
            self._changed.notify_all()

    def _take(self, data: bytes) -> None:
        self._raw += data
        data = self._carry + data
        unfinished = UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._carry = data[:end], data[end:]
        drawn = 0
        for mode in MODE.finditer(data):
            self._draw(data[drawn : mode.start()])
            drawn = mode.end()
            numbers = set(map(int, mode[1].split(b";")))
            self._modes = self._modes | numbers if mode[2] == b"h" else self._modes - numbers
            if ALTERNATE in numbers:
                self._alternate.reset()
                self._left_at = len(self._raw) - len(self._carry) - len(data) + drawn
        self._draw(data[drawn:])

    def _draw(self, data: bytes) -> None:
        self._streams[ALTERNATE in self._modes].feed(UNKNOWN.sub(b"", data))
        for query in QUERY.findall(data):
            self._send(self._answer(query))

    def _answer(self, query: bytes) -> bytes:
        """Answer what real terminals answer, so that the program behaves as it does on one."""
        if query.endswith(b"c"):
            return b"\x1b[?62;22c"
        if query.endswith(b"n"):
            cursor: Any = (self._alternate if ALTERNATE in self._modes else self._normal).cursor
            return b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1)
        return b"\x1b[?2026;2$y"


def key_bytes(key: str) -> bytes:
    """Return what a plain terminal sends for a key."""
    if key in KEYS:
        return KEYS[key]
    modifier, _, letter = key.rpartition("+")
    if modifier == "ctrl" and len(letter) == 1:
        return bytes([ord(letter.upper()) & 0x1F])
    if modifier == "alt" and len(letter) == 1:
        return b"\x1b" + letter.encode()
    if len(key) == 1:
        return key.encode()
    raise ValueError(f"unknown key {key!r}")
