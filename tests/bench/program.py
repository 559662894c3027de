"""A program on a pseudo-terminal: every piece of its output has the time at which it came.

A thread takes the output and the time; the emulator is fed on the other one, so that reading the screen is not in
what is measured. POSIX only.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import queue
import re
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte

from tests.terminal import QUERY, ROOT, UNFINISHED, UNKNOWN, key_bytes

SYNC = re.compile(rb"\x1b\[\?2026[hl]")
SHARE = re.compile(r"^(Rss|Private_Clean|Private_Dirty):\s+(\d+) kB$", re.MULTILINE)


class Memory(NamedTuple):
    """What a process holds, in MiB: all that is in memory, and what of it is in no other process."""

    all: float
    own: float


class Program:
    """One run of a command at 80x24, with a home of its own."""

    def __init__(self, command: Sequence[str], home: Path, output: Path | None = None) -> None:
        """``output``: where it prints to, where that is not to be the terminal."""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._carry = b""
        self._pieces: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        with contextlib.ExitStack() as open_files:
            printed = slave if output is None else open_files.enter_context(output.open("wb"))
            self.started = time.perf_counter()
            self._process = subprocess.Popen(
                list(command),
                stdin=slave,
                stdout=printed,
                stderr=slave,
                cwd=home,
                env=environment(home),
                start_new_session=True,
            )
        os.close(slave)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()
        os.close(self._master)

    def painted(self, text: str, timeout: float = 30) -> float:
        """When this text came to be on the screen. Raises TimeoutError."""
        end = time.perf_counter() + timeout
        while True:
            try:
                when, data = self._pieces.get(timeout=max(end - time.perf_counter(), 0))
            except queue.Empty:
                raise TimeoutError(f"{text!r} was not painted:\n{self.text()}") from None
            if not data:
                raise TimeoutError(f"the program ended before {text!r} was painted:\n{self.text()}")
            self._feed(data)
            if text in self.text():
                return when

    def quiet(self, gap: float = 0.06, timeout: float = 5) -> None:
        """Wait until nothing has been painted for a while."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            try:
                _, data = self._pieces.get(timeout=gap)
            except queue.Empty:
                return
            self._feed(data)

    def press(self, key: str, text: str, *, after_all: bool = True, timeout: float = 30) -> float:
        """How long from this key until this text is painted; with no text, until anything is. Raises TimeoutError.

        ``after_all``: pressed when all that was painted before has been.
        """
        if after_all:
            self.quiet()
        pressed = self._send(key)
        return self.painted(text, timeout) - pressed

    def press_and_end(self, key: str, timeout: float = 300) -> float:
        """How long from this key until the program has ended. Raises TimeoutError."""
        self.quiet()
        pressed, end = self._send(key), time.perf_counter() + timeout
        while True:
            try:
                when, data = self._pieces.get(timeout=max(end - time.perf_counter(), 0))
            except queue.Empty:
                raise TimeoutError(f"it has not ended:\n{self.text()}") from None
            if not data:
                return when - pressed
            self._feed(data)

    def _send(self, key: str) -> float:
        """Press a key; when that was."""
        pressed = time.perf_counter()
        os.write(self._master, key_bytes(key))
        return pressed

    def type(self, words: str) -> None:
        """Type words."""
        os.write(self._master, words.encode())

    def worked(self) -> float | None:
        """The processor time that it has used so far; None where the system does not tell it so finely."""
        try:
            tasks = list(Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"))
            return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9 or None
        except (OSError, ValueError):
            return None

    def memory(self) -> Memory | None:
        """What it holds now; None where the system does not tell."""
        try:
            told = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text()
        except OSError:
            return None
        held = {name: int(kib) / 1024 for name, kib in SHARE.findall(told)}
        return Memory(held["Rss"], held["Private_Clean"] + held["Private_Dirty"])

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def _feed(self, data: bytes) -> None:
        data = self._carry + data
        unfinished = UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._carry = data[:cut], data[cut:]
        self._stream.feed(UNKNOWN.sub(b"", SYNC.sub(b"", data)))

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:
                data = b""
            self._pieces.put((time.perf_counter(), data))
            if not data:
                return
            for query in QUERY.findall(data):
                os.write(self._master, answer(query))


def answer(query: bytes) -> bytes:
    """What real terminals answer, so that no program waits."""
    if query.endswith(b"c"):
        return b"\x1b[?62;22c"
    return b"\x1b[1;1R" if query.endswith(b"n") else b"\x1b[?2026;2$y"


def environment(home: Path) -> dict[str, str]:
    """Nothing of one's own, and everything that a terminal sets."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
