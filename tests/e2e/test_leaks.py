"""A word typed into every field there is: it is on the screen while it should be, and nowhere else, ever.

Each way in which a program can end is tried on the real one, with the word on its screen. Every run tries some of
them and prints which; a thorough one (``tests/scale.py``) tries all.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.journal.keys import LEAST_KIB, Kdf
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.state import Meeting
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import home_text, vault_text
from tests.e2e.facilitator import (
    PROGRAM,
    Facilitator,
    copy_home,
    files_in,
    kept,
    settings_of,
    timeless,
    vault_of,
)
from tests.e2e.leaky import patch
from tests.e2e.leaky.marked import (
    LAST_LINE,
    PASSPHRASE,
    WORD,
    assert_no_way_out,
    assert_on_no_disk,
    assert_restored,
    fill_every_field,
    first_start,
    last_words,
)
from tests.e2e.leaky.ways import FIRST_WAYS, WAYS, Way, drawn, locked, unlocked
from tests.scale import THOROUGH, times
from tests.small_disk import fill, mounted
from tests.terminal import ROOT

COLUMNS = 80
ON_A_FULL_DISK = ("fault: action", "left with Ctrl+Q", "SIGTERM", "SIGKILL", "fault: keeper", "hidden, killed")
WITH_CORES = ("sh", "-c", 'ulimit -c "$(ulimit -H -c)"; exec "$@"', "sh")
"""Where the system would write what a program that breaks off had in its memory into a file beside it."""


def faulty(name: str) -> dict[str, str]:
    """An environment in which something of this name fails."""
    return {"NETMEET_FAULT": name, "PYTHONPATH": f"{Path(patch.__file__).parent}:{ROOT}"} if name else {}


@contextmanager
def program(home: Path, fault: str = "", **env: str) -> Iterator[Facilitator]:
    """Somebody who starts the program in a home, where something may be at fault."""
    with Facilitator(home, env={**faulty(fault), **env}, command=(*WITH_CORES, *PROGRAM)) as someone:
        yield someone


@pytest.fixture(scope="module")
def long_session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meeting, str]:
    """A home folder in which a program full of the word was cut off, what its meeting was like, and its code."""
    home = tmp_path_factory.mktemp("full") / "home"
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")
    with program(home) as someone:
        code = first_start(someone)
        someone.pick(vault_text.RECOVERY_CHOICES[0])
        someone.begun()
        filled = fill_every_field(someone)
        steps = shipped().steps.values()
        assert filled == {name for step in steps for name in (*step.fields, *step.sealed)}
        someone.go_to(2)
        someone.wait(WORD)
        assert len(files_in(vault_of(home))) > 4
        assert_on_no_disk(home, code)  # while it is open
        someone.kill()
        assert_on_no_disk(home, code)
        assert_no_way_out(someone.terminal)
        vault = Vault.unlock(vault_of(home), code)
        vault.change_passphrase(PASSPHRASE, kdf=lambda: Kdf(LEAST_KIB, 1, 1))  # it is opened often from here on
        vault.close()
        return home, someone.state, code


@contextmanager
def going_on(home: Path, state: Meeting, fault: str = "", **env: str) -> Iterator[Facilitator]:
    """Somebody who goes on with that meeting, with the word on the screen."""
    with program(home, fault, **env) as someone:
        back(someone, state)
        someone.wait(WORD)
        yield someone


def back(someone: Facilitator, state: Meeting) -> None:
    """All the way back to the meeting."""
    someone.wait_ready()
    someone.unlock(PASSPHRASE)
    someone.expect_meeting(state)
    someone.resume()


def assert_nothing_left(someone: Facilitator, way: Way) -> None:
    """What the next person finds at this terminal: nothing, or one line that says nothing."""
    terminal = someone.terminal
    assert_no_way_out(terminal)
    if way.cut:
        assert way.shown or WORD not in terminal.text() or terminal._hang_up
    else:
        assert_restored(terminal)
    if not terminal.in_alt:
        assert WORD.encode() not in terminal.raw_after_leaving
    assert WORD not in terminal.after_exit_text()
    assert not [path for path in someone.home.rglob("core*") if path.is_file()]
    last = last_words(terminal, COLUMNS)
    assert re.fullmatch(LAST_LINE.format(code=way.code), last) if way.code else last == ""


@pytest.mark.parametrize("way", [way for way in WAYS if way.usual or THOROUGH], ids=str)
def test_nothing_is_left_of_it(way: Way, long_session: tuple[Path, Meeting, str], tmp_path: Path) -> None:
    before, state, code = long_session
    home = copy_home(before, tmp_path / "home")
    with going_on(home, state, way.fault, **way.env) as someone:
        way.do(someone)
        assert someone.terminal.wait_exit() == way.status
        print(f"{way}: ended with {way.status}")
        assert WORD.encode() in someone.terminal.raw
        assert_nothing_left(someone, way)
        assert_on_no_disk(home, code)
        if way.ended:
            assert sorted(files_in(vault_of(home))) == ["vault.db", "vault.json"]
            return
        last = state if way.fault == "unwritten" else someone.state
        # The 999 card is shown first and noted after: it waits for nothing (D-5).
        whole = [last, replace(last, views=state.views)]
        found = timeless(kept(home, PASSPHRASE))
        confirmed = next((one for one in whole if timeless(one) == found), None)
        assert confirmed is not None
        if way.again or THOROUGH:
            someone.reopen_with(None)
            back(someone, confirmed)


@pytest.mark.parametrize("way", [way for way in FIRST_WAYS if way.usual or THOROUGH], ids=str)
def test_nothing_is_left_of_a_first_start(way: Way, tmp_path: Path) -> None:
    with program(tmp_path / "home", way.fault) as someone:
        way.do(someone)
        assert someone.terminal.wait_exit() == way.status
        print(f"{way}: ended with {way.status}")
        assert_nothing_left(someone, way)
        assert_on_no_disk(someone.home)
        someone.reopen_with(None)
        someone.wait_ready()
        if home_text.HOME_UNLOCK in someone.terminal.text():
            someone.unlock(PASSPHRASE)
            someone.start_meeting()
        else:
            someone.first_start(PASSPHRASE)


@pytest.mark.parametrize("name", ON_A_FULL_DISK[: times(1, len(ON_A_FULL_DISK))])
def test_nothing_is_left_of_it_on_a_full_disk(
    name: str, long_session: tuple[Path, Meeting, str], tmp_path: Path
) -> None:
    (way,) = (way for way in WAYS if way.name == name)
    before, state, code = long_session
    home = copy_home(before, tmp_path / "home")
    with mounted(tmp_path / "disk") as disk:
        shutil.move(vault_of(home), disk / "netmeet" / "vault")
        for spare in (home / ".cache", disk / "tmp"):
            spare.mkdir(exist_ok=True)
        with going_on(home, state, way.fault, XDG_DATA_HOME=str(disk), TMPDIR=str(disk / "tmp")) as someone:
            filler = fill(disk)
            way.do(someone)
            assert someone.terminal.wait_exit() == way.status
            assert_nothing_left(someone, way)
            assert_on_no_disk(home, code)
            assert_on_no_disk(disk, code)
            filler.unlink()
            someone.reopen_with({"XDG_DATA_HOME": str(disk)})
            back(someone, state)


# -- locked --------------------------------------------------------------------------------------------------------


def test_locked_it_is_nobodys_and_tells_nothing(long_session: tuple[Path, Meeting, str], tmp_path: Path) -> None:
    """The vault is let go, another program has it meanwhile, and not a byte of the word is written."""
    before, state, code = long_session
    home = copy_home(before, tmp_path / "home")
    with going_on(home, state) as someone:
        written = drawn(someone)
        locked(someone)
        assert timeless(kept(home, PASSPHRASE)) == timeless(state)
        someone.terminal.press("9")
        someone.terminal.wait_for(lambda screen: all(ask in screen for ask in card999.ASKS))
        someone.terminal.press("2")
        someone.wait(vault_text.LOCK_TITLE)
        someone.pick(vault_text.LOCK_UNLOCK)
        someone.in_a_field()
        someone.terminal.type(WORD[::-1])
        someone.terminal.press("enter")
        someone.terminal.wait_for(lambda screen: "•" not in screen and "passphrase" in screen)
        someone.terminal.press("escape")
        someone.out_of_fields()
        assert WORD.encode() not in someone.terminal.raw[written:]
        unlocked(someone)
        assert_on_no_disk(home, code)
