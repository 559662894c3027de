"""Strange situations, on the real program: two of them at once, a clock that is set, a vault that is moved away."""

from __future__ import annotations

import shutil
import signal
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from netmeet_tui.journal.keys import LEAST_KIB
from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import home_text, records_text, text, vault_text
from tests.e2e.facilitator import (
    PASSPHRASE,
    PROGRAM,
    Facilitator,
    copy_home,
    flat,
    kept,
    numbered,
    settings_of,
    timeless,
    vault_of,
    wordless,
)
from tests.small_disk import may_be_written, mounted
from tests.terminal import ROOT, Terminal

BUSY = "already open on this computer"

SITE = """
import os, time
from datetime import timedelta
from pathlib import Path

from netmeet_tui.journal.keys import Kdf
from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.vault_keeper import local_now

told, wall = Path(os.environ["NETMEET_CLOCK"]), time.time
Keeper.__init__.__defaults__ = (lambda: local_now() + timedelta(days=int(told.read_text())),)
time.time = lambda: wall() + int(told.read_text()) * 24 * 3600
Vault.create.__func__.__kwdefaults__["kdf"] = lambda: Kdf({kib}, 1, 1)
"""
"""Imported by the program before anything else: another clock, and a vault that is quick to make."""


@pytest.fixture
def home(home: Path) -> Path:
    """A home folder where no keyring is looked for."""
    return without_keyring(home)


def without_keyring(home: Path) -> Path:
    """Say in a home folder that no keyring is to be asked."""
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")
    return home


class Clock:
    """The clock of a program, so many days from the true one; it may be set while the program runs."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(SITE.format(kib=LEAST_KIB))
        self._told = folder / "days"
        self.set(0)
        self.env = {"NETMEET_CLOCK": str(self._told), "PYTHONPATH": f"{folder}:{ROOT}"}

    def set(self, days: int) -> None:
        """Set it; in one move, for the program may be reading it."""
        fresh = self._told.with_name("fresh")
        fresh.write_text(str(days))
        fresh.replace(self._told)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A clock that can be set."""
    return Clock(tmp_path / "clock")


def begun(someone: Facilitator) -> Facilitator:
    """Somebody who holds a meeting with a concern in it."""
    someone.wait_ready()
    someone.unlock()
    someone.start_meeting()
    someone.flag("own-life")
    return someone


def offered_to_go_on(someone: Facilitator) -> list[str]:
    """The lines of the first screen that lead to open meetings."""
    going_on = home_text.HOME_RESUME.partition("{")[0]
    return [line for line in numbered(someone.terminal.wait_settled()).values() if line.startswith(going_on)]


# -- two programs ---------------------------------------------------------------------------------------------


def test_two_programs_take_turns_and_lose_nothing(home: Path) -> None:
    with Facilitator(home) as first, Facilitator(home) as second:
        begun(first).choose("danger", "no")
        before = first.still()
        second.wait_ready()
        second.pick(home_text.HOME_UNLOCK)
        second.in_a_field()
        second.terminal.type(PASSPHRASE)
        second.terminal.press("enter")
        second.wait(BUSY)
        first.comes_back(before)

        first.lock()
        second.in_a_field()
        second.terminal.type(PASSPHRASE)  # the same screen: it can be tried again
        second.terminal.press("enter")
        second.expect_meeting(first.state)
        second.resume()

        first.unlock_here()
        first.wait(BUSY)
        second.choose("access", "ready")
        second.lock()
        first.in_a_field()
        first.terminal.type(PASSPHRASE)
        first.terminal.press("enter")
        first.session.state = second.state
        first.see()
        first.choose("talk", "talked")

        second.unlock_here()
        second.wait(BUSY)
        first.end("We have to stop here")
        first.terminal.press("q")
        assert first.terminal.wait_exit() == 0
        second.in_a_field()
        second.terminal.type(PASSPHRASE)
        second.terminal.press("enter")
        second.wait(vault_text.LOCKED_ENDED)
        assert offered_to_go_on(second) == []
        second.start_meeting()


# -- the clock ------------------------------------------------------------------------------------------------


def test_a_clock_that_is_set_back_and_forward(home: Path, clock: Clock) -> None:
    with Facilitator(home, env=clock.env) as someone:
        begun(someone)
        clock.set(-365)
        someone.choose("danger", "no")
        someone.meeting()
        assert f"· {text.MINUTES.format(minutes=0)}" in flat(someone.terminal.lines()[0])
        clock.set(400)
        someone.go_to(1)
        someone.choose("access", "ready")
        someone.meeting()
        assert "9600 h 0" in someone.terminal.lines()[0], "told as the clock has it; nothing hangs on it"
        clock.set(-365)
        someone.lock()
        someone.unlock_here()
        someone.see()
        one = someone.state
        someone.close()

        again(someone)
        (first,) = offered_to_go_on(someone)
        someone.start_meeting()
        someone.close()
        again(someone)
        both = offered_to_go_on(someone)
        assert len(set(both)) == 2 and first == both[1], "the same day and hour, and the year before"
        someone.pick(first)
        someone.expect_meeting(one)
        someone.see()
        someone.go_to(1)


def again(someone: Facilitator) -> None:
    """Start the program anew, and unlock."""
    someone.reopen()
    someone.wait_ready()
    someone.unlock()


def test_a_clock_that_is_set_moves_no_day_of_review(home: Path, clock: Clock) -> None:
    today = date.today()
    kept_on, review_on = today.isoformat(), (today + timedelta(days=365)).isoformat()
    vault = Vault.unlock(vault_of(home), PASSPHRASE)
    vault.keep("m", {1: b"a record that cannot be read"}, kept_on, review_on)
    vault.close()
    with Facilitator(home, env=clock.env) as someone:
        someone.wait_ready()
        someone.unlock()
        for days, due in ((-365, False), (800, True), (0, False)):
            clock.set(days)
            someone.lock()
            someone.unlock_here()
            someone.terminal.wait_for(lambda screen: home_text.HOME_START in numbered(screen).values())
            assert (home_text.records_due(1) in numbered(someone.terminal.wait_settled()).values()) is due
            if due:
                someone.pick(home_text.records_due(1))
                someone.pick(records_text.REVIEW_NOT_NOW)
                someone.pick(home_text.records_due(1))
                someone.terminal.press("escape")
                someone.terminal.wait_for(home_text.HOME_TITLE)
    vault = Vault.unlock(vault_of(home), PASSPHRASE)
    (record,) = vault.kept()
    vault.close()
    assert (record.kept_on, record.review_on, record.erased_on) == (kept_on, review_on, "")


# -- the disk -------------------------------------------------------------------------------------------------


def test_a_vault_that_is_moved_away_and_put_back(home: Path) -> None:
    with Facilitator(home) as someone:
        begun(someone)
        away = vault_of(home).with_name("moved")
        vault_of(home).rename(away)
        someone.choose("danger", "no")
        before = someone.still()
        someone.lock()
        someone.unlock_here()
        someone.wait("vault.json")
        someone.wait(vault_text.LOCK_TITLE)
        away.rename(vault_of(home))
        someone.in_a_field()
        someone.terminal.type(PASSPHRASE)
        someone.terminal.press("enter")
        someone.comes_back(before)
        someone.choose("access", "ready")
        someone.kill()
    assert timeless(kept(home)) == timeless(someone.state)


def test_a_home_folder_that_is_only_read(tmp_path: Path, ready_home: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        home = copy_home(ready_home, disk / "home")
        (home / "tmp").mkdir()
        may_be_written(disk, False)
        with Facilitator(home) as someone:
            someone.wait_ready()
            someone.pick(home_text.HOME_UNLOCK)
            someone.in_a_field()
            someone.terminal.type(PASSPHRASE)
            someone.terminal.press("enter")
            someone.wait("may not write")
            someone.pick(home_text.HOME_MEMORY)
            someone.begun()
            someone.flag("own-life")
            someone.terminal.press("ctrl+l")  # nothing is to be locked: it is hidden
            someone.terminal.wait_for(wordless)
            someone.terminal.press("h")
            someone.end("We have to stop here")
        may_be_written(disk, True)
        shutil.rmtree(home / ".local")
        may_be_written(disk, False)
        with Facilitator(home) as someone:
            someone.wait_ready()
            someone.pick(home_text.HOME_START)
            someone.terminal.wait_for(vault_text.CREATE_TITLE)
            someone.type_passphrases(PASSPHRASE, PASSPHRASE)
            someone.wait("may not write")
            someone.terminal.press("f2")
            someone.begun()


# -- the terminal ---------------------------------------------------------------------------------------------


def test_all_of_it_on_a_small_terminal(tmp_path: Path, clock: Clock) -> None:
    home = without_keyring(tmp_path / "home")
    with Facilitator(home, size=(60, 20), env=clock.env) as someone:
        someone.wait_ready()
        someone.pick(home_text.HOME_START)
        someone.terminal.wait_for(vault_text.CREATE_TITLE)
        someone.type_passphrases(PASSPHRASE, PASSPHRASE)
        someone.wait(vault_text.RECOVERY_TITLE)
        code = someone.recovery_code()
        someone.pick(vault_text.RECOVERY_CHOICES[0])
        someone.begun()
        someone.seat("Robin")
        someone.flag("own-life", "A")
        someone.choices("danger=no access=ready talk=reassured")
        someone.lock()
        someone.unlock_here(code.upper())
        someone.wait(vault_text.UNLOCKED_BY_CODE)
        someone.see()
        someone.open_999()
        someone.back_from_999()
        someone.choose("stand-down", "agreed", "a misunderstanding")
        someone.choose("card", "given")
        someone.end()
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
        vault = Vault.unlock(vault_of(home), code)
        vault.keep("m", {1: b"a record that cannot be read"}, "2025-01-01", "2025-06-01")
        vault.close()
        someone.reopen()
        someone.wait_ready()
        someone.unlock()
        someone.pick(home_text.records_due(1))
        someone.pick(records_text.REVIEW_ERASE)
        someone.wait(records_text.REVIEW_ERASE_TITLE)
        someone.pick(records_text.REVIEW_ERASE_CHOICES[0])
        someone.terminal.wait_for(lambda now: list(numbered(now).values()) == [home_text.HOME_START])


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"], ids=["input", "output", "errors"])
def test_a_stream_that_is_closed(closed: str, tmp_path: Path) -> None:
    command = ("sh", "-c", f'exec "$@" {closed}', "sh", *PROGRAM)
    with Terminal(command, home=tmp_path) as terminal:
        assert terminal.wait_exit() == 2
        assert not terminal.in_alt
        assert "on a terminal only" in flat(terminal.after_exit_text())
        assert "ring 999" in flat(terminal.after_exit_text())


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+z"])
@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screens", "lines"])
def test_who_presses_on_while_it_closes_ends_it_no_otherwise_and_does_not_stop_it(
    tmp_path: Path, key: str, way: tuple[str, ...]
) -> None:
    with Terminal((*PROGRAM, *way), home=tmp_path) as terminal:
        terminal.wait_for(home_text.HOME_START)
        terminal.wait_settled()
        terminal.press(*("q", "enter") if way else "q")
        while terminal.in_alt:
            terminal.wait_written(1, 1)
        for _ in range(2000):
            if terminal.process.poll() is not None:
                break
            with suppress(OSError):  # it has ended just now
                terminal.press(key)
            terminal.wait_written(100, 0.005)
        assert terminal.wait_exit() in (0, 128 + signal.SIGINT)
        assert "Traceback" not in terminal.after_exit_text()
