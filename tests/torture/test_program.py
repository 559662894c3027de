"""The disk fails in a meeting, and the real program says so: nothing is shown as done that was not kept.

The meeting can go on in memory when the facilitator wants it to; 999 is a key away all the while; and what was
confirmed before is there when the disk is well again.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scale import times
from tests.torture.needs import needs_strace

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import meeting_text, text
from tests.e2e.facilitator import (
    PASSPHRASE,
    PROGRAM,
    Facilitator,
    copy_home,
    kept,
    make_vault,
    numbered,
    settings_of,
    timeless,
    vault_of,
)
from tests.e2e.test_bad_input import card_works, memory_works, says, squeezed, try_passphrase
from tests.small_disk import fill, may_be_written, mounted

CHANGING = ("pwrite64", "fsync", "ftruncate", "rename", "unlink")
"""The calls that fail, of those that change what is on a disk; the others serve the terminal as well."""

OFFER = squeezed(text.OR_MEMORY)
FAILS, FULL, READ_ONLY = "could not read or write", "is full", "may not write"
"""What is said of a disk. While a file is open, SQLite does not tell one that fails from one that is read-only."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with an empty vault, and without a keyring: not to be written to."""
    home = tmp_path_factory.mktemp("ready") / "home"
    make_vault(home)
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")
    return home


@pytest.fixture
def home(ready: Path) -> Iterator[Path]:
    """A home folder of one's own, with a short name: sentences name folders, and have four lines for it."""
    folder = Path(tempfile.mkdtemp(prefix="nm"))
    yield copy_home(ready, folder / "h")
    shutil.rmtree(folder)


def failing(log: Path, faults: Sequence[str]) -> list[str | Path]:
    """The command of a program some of whose calls fail; all of those that change a disk are noted in ``log``."""
    options = [word for fault in faults for word in ("-e", f"inject={fault}")]
    strace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-s",
        "0",
        "-o",
        str(log),
        "-e",
        f"trace={','.join(CHANGING)}",
    ]
    return [*strace, *options, *PROGRAM]


def so_far(log: Path) -> Counter[str]:
    """How many calls of each kind the thread has made that writes for all others."""
    made: dict[str, Counter[str]] = {}
    for line in log.read_text().splitlines():
        found = re.match(r"(\d+) +(\w+)\(", line)
        if found:
            made.setdefault(found[1], Counter())[found[2]] += 1
    return max(made.values(), key=Counter.total)


WAY = (("access", "ready"), ("talk", "talked"), ("explain", "explained"), ("ask", "open-to-it"))


def until_the_meeting(someone: Facilitator) -> None:
    """From the first screen to the second step of a concern, when all that is to be written has been.

    After each key as well: the end of the journal is noted once for several where they come quickly.
    """
    someone.wait_ready()
    someone.unlock()
    someone.start_meeting()
    someone.still()
    someone.to_flags()
    someone.still()
    someone.flag("own-life")
    someone.still()
    someone.choose("danger", "no")
    someone.still()


@pytest.fixture(scope="module")
def before(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many calls of each kind there are until the step at which the disk is to fail."""
    folder = tmp_path_factory.mktemp("well")
    with Facilitator(copy_home(ready, folder / "home"), command=failing(folder / "log", ())) as someone:
        until_the_meeting(someone)
        made = so_far(folder / "log")
        someone.close()
    assert all(made[call] for call in CHANGING)
    return made


def until_it_fails(someone: Facilitator, said: str) -> tuple[str, str]:
    """Go on until a choice cannot be kept; that is said, and not shown as done. Answers which choice it was."""
    for step, choice in WAY:
        shown, was = numbered(someone.still()), someone.state
        someone.pick(someone.label(choice))
        someone.session.choose(someone.number, choice)
        screen = someone.terminal.wait_for(lambda now: someone.shows_view(now) or OFFER in squeezed(now))
        if OFFER in squeezed(screen):
            someone.session.state = was
            says(someone, said, "please")
            assert numbered(someone.see()) == shown
            return step, choice
    raise AssertionError("nothing failed")


def cut_off(someone: Facilitator) -> None:
    """A power cut for a program that strace watches: strace ends as its program does."""
    strace = someone.terminal.process.pid
    for child in Path(f"/proc/{strace}/task/{strace}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    assert someone.terminal.wait_exit() == -signal.SIGKILL


def go_on_in_memory(someone: Facilitator, step: str, choice: str) -> None:
    """Go on without saving: at the same step, with the choice that could not be kept, and the program says so."""
    someone.terminal.press("f2")
    someone.wait(text.CARRY_TITLE)
    someone.pick(text.CARRY_CHOICES[0])
    someone.terminal.wait_gone(text.CARRY_CHOICES[0])
    someone.terminal.wait_for(lambda now: OFFER not in squeezed(now))  # until then a key does nothing
    someone.choose(step, choice)
    someone.meeting()
    assert meeting_text.IN_MEMORY in someone.terminal.text()


@needs_strace
@pytest.mark.parametrize("further", range(times(1, 6)))
@pytest.mark.parametrize("error", ["EIO", "EROFS"][: times(1, 2)])
def test_a_disk_that_fails_from_some_call_on(
    error: str, further: int, home: Path, before: Counter[str], tmp_path: Path
) -> None:
    faults = [f"{call}:error={error}:when={before[call] + further + 1}+" for call in CHANGING]
    with Facilitator(home, command=failing(tmp_path / "log", faults)) as someone:
        until_the_meeting(someone)
        step, choice = until_it_fails(someone, FAILS)
        confirmed = someone.state
        card_works(someone)
        go_on_in_memory(someone, step, choice)
        lost = someone.state
        cut_off(someone)
    assert "(INJECTED)" in (tmp_path / "log").read_text()
    # A step that was not confirmed may be there after a crash; nothing beyond it.
    found = timeless(kept(home))
    assert found in (timeless(confirmed), timeless(replace(lost, views=confirmed.views)))


@needs_strace
@pytest.mark.parametrize("call", ["pwrite64", "fsync"][: times(1, 2)])
def test_a_call_that_fails_once(call: str, home: Path, before: Counter[str], tmp_path: Path) -> None:
    fault = f"{call}:error=EIO:when={before[call] + 1}"
    with Facilitator(home, command=failing(tmp_path / "log", [fault])) as someone:
        until_the_meeting(someone)
        step, choice = until_it_fails(someone, FAILS)
        someone.choose(step, choice)
        assert OFFER not in squeezed(someone.see()), "it was kept, so there is nothing to offer"
        cut_off(someone)
    assert timeless(kept(home)) == timeless(someone.state)


def test_a_full_disk_and_the_end_of_a_meeting_in_memory(home: Path) -> None:
    with mounted(home.parent / "disk") as disk:
        shutil.copytree(vault_of(home), disk / "netmeet" / "vault")
        with Facilitator(home, env={"XDG_DATA_HOME": str(disk)}) as someone:
            until_the_meeting(someone)
            fill(disk)
            step, choice = until_it_fails(someone, FULL)
            go_on_in_memory(someone, step, choice)
            someone.end("We have to stop here")
            someone.terminal.press("q")
            assert someone.terminal.wait_exit() == 0
        vault = Vault.unlock(disk / "netmeet" / "vault", PASSPHRASE)
        assert vault.open_meetings() == (), "what was saved before is erased when the meeting ends"
        vault.close()


def test_a_disk_that_has_become_read_only(home: Path) -> None:
    with mounted(home.parent / "disk") as disk:
        shutil.copytree(vault_of(home), disk / "netmeet" / "vault")
        with Facilitator(home, env={"XDG_DATA_HOME": str(disk)}) as someone:
            until_the_meeting(someone)
            session = someone.session
            someone.kill()
            may_be_written(disk, False)
            someone.reopen()
            someone.wait_ready()
            try_passphrase(someone, PASSPHRASE)
            says(someone, READ_ONLY, "please")
            card_works(someone)
            memory_works(someone)
            someone.terminal.press("q")
            assert someone.terminal.wait_exit() == 0
            may_be_written(disk, True)
            someone.engine = session
            someone.reopen()
            someone.wait_ready()
            someone.unlock()
            someone.resume()
