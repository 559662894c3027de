"""A program whose calls to the system fail: the n-th of a kind, or each from the n-th on.

It does all the work once, so that nothing has to be loaded any more, lets strace take hold of it, and then does the
work in one child after the other. In each child the calls that may fail are counted anew; it makes as many idle
ones first as are needed for the right one to fail. What came of it is said with another call.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netmeet_tui.journal.errors import StoreError
from tests.journal.support import record
from tests.torture.work import (
    SCOPE,
    VAULT,
    Append,
    Begin,
    Desk,
    Erase,
    Keep,
    Make,
    Recode,
    Renew,
    Reopen,
    Rephrase,
    Settle,
    Step,
    Unkeep,
)

CODE = "abandon " * 11 + "about"
STEPS: tuple[Step, ...] = (
    Make("first passphrase"),
    Begin("m0"),
    Append("m0", record(0), seal="Ann"),
    Append("m0", record(1, 5000)),
    Settle("m0"),
    Append("m0", record(2), forget=True),
    Begin("m1"),
    Append("m1", record(3), seal="Bo"),
    Rephrase("second passphrase"),
    Recode(CODE),
    Settle("m1"),
    Keep("m0", record(4), "2027-01-01"),
    Erase("m0"),
    Append("m1", record(4)),
    Renew(0, "2028-01-01"),
    Unkeep(0),
    Reopen(),
    Append("m1", record(5)),
    Settle("m1"),
    Append("m1", record(6)),
)
TRIES = 3
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, -1

_NOTHING = Path("/nobody/has/this")
IDLE: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda null: os.pwrite(null, b"", 0),
    "write": lambda null: os.write(null, b""),
    "fsync": os.fsync,
    "ftruncate": lambda null: os.ftruncate(null, 0),
    "openat": lambda _: os.close(os.open("/", os.O_RDONLY)),
    "rename": lambda _: _NOTHING.rename("/nobody/has/that"),
    "link": lambda _: _NOTHING.hardlink_to("/nobody/has/that"),
    "unlink": lambda _: _NOTHING.unlink(),
    "mkdir": lambda _: _NOTHING.mkdir(),
    "pread64": lambda null: os.pread(null, 0, 0),
    "read": lambda null: os.read(null, 0),
}
"""The calls that may fail, and how to make one that does nothing."""


def work(folder: Path) -> dict[str, Any]:
    """Do the steps, each up to three times, until one cannot be done; what was done and said."""
    desk, confirmed, told = Desk(folder / VAULT), 0, []
    for step in STEPS:
        for _ in range(TRIES):
            try:
                step.do(desk)
                confirmed += 1
                break
            except StoreError as error:
                told.append((type(error).__name__, str(error), confirmed))
        else:
            break
    if confirmed:
        for journal in desk.journals.values():
            with contextlib.suppress(StoreError):
                journal.records()
                journal.sealed(SCOPE)
        desk.vault.close()
    return {"confirmed": confirmed, "told": told}


def child(folder: Path, null: int, call: str, idle: int) -> None:
    """Do the work in a child of our own, with one kind of call failing after so many idle ones; it tells what came.

    We ourselves make none of the calls that may fail.
    """
    number = os.fork()
    if number == 0:
        try:
            for _ in range(idle):
                with contextlib.suppress(OSError):
                    IDLE[call](null)
            came = work(folder)
        except BaseException:
            came = {"wrong": traceback.format_exc()}
        os.writev(1, [json.dumps({"folder": folder.name, "call": call, **came}).encode() + b"\n"])
        os._exit(0)
    os.waitpid(number, 0)


def hold(error: str, last: int, which: str, log: Path) -> None:
    """Let strace take hold of this program: the ``last`` call of each kind fails, or each from that one on."""
    with contextlib.suppress(AttributeError, OSError):  # some systems let only a parent do this
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
    kinds = {call: f"?{call},?{call}at" for call in IDLE}  # some machines have only the younger of the two
    faults = [f"inject={kind}:error={error}:when={last}{which}" for kind in kinds.values()] if error else []
    options = [word for fault in faults for word in ("-e", fault)]
    shown = f"trace={','.join(kinds.values())}"
    command = ["strace", "-f", "-s", "0", "-o", str(log), "-e", shown, *options, "-p", str(os.getpid())]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert strace.stderr is not None
    said = strace.stderr.readline()
    assert "attached" in said, said


def main() -> None:
    """``faulty FOLDER ERROR LAST WHICH CALL:N...``: the N-th CALL fails. Without an error none does."""
    folder, error, last, which = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    with tempfile.TemporaryDirectory(dir=folder) as warm:
        work(Path(warm))
    for number in range(len(sys.argv[5:])):
        (folder / f"{number}").mkdir()
    null = os.open(os.devnull, os.O_RDWR)
    hold(error, last, which, folder / "log")
    for number, one in enumerate(sys.argv[5:]):
        call, _, n = one.partition(":")
        child(folder / f"{number}", null, call, last - int(n))
    os._exit(0)


if __name__ == "__main__":
    main()
