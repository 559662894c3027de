"""``netmeet vault recovery`` and ``passphrase`` in a real terminal: what is seen, what stays, and how it ends."""

from __future__ import annotations

import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from netmeet_tui.journal import slots
from tests.cli.vault import PASSPHRASE, SEVENS

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.terminal import Terminal

COMMAND = (sys.executable, "-m", "netmeet_tui", "vault")
WORD = re.compile(r"(\d+) ([a-z]+)")


@pytest.fixture
def home(ready_vault: Path, tmp_path: Path) -> Path:
    """A home folder with a vault, and no keyring."""
    shutil.copytree(ready_vault, vault_of(tmp_path))
    (tmp_path / ".config" / "netmeet").mkdir(parents=True)
    (tmp_path / ".config" / "netmeet" / "settings.toml").write_text("keyring = false\n")
    return tmp_path


def vault_of(home: Path) -> Path:
    return home / ".local" / "share" / "netmeet" / "vault"


@contextmanager
def at_the_words(home: Path) -> Iterator[Terminal]:
    """Where the words are shown."""
    with Terminal([*COMMAND, "recovery"], home=home, size=(60, 20)) as terminal:
        terminal.wait_for("recovery code")
        terminal.type(f"{PASSPHRASE}\n")
        terminal.wait_for("Press Enter")
        assert terminal.in_alt
        yield terminal


def ignored(process: int) -> int:
    """The signals that a process ignores, as a mask."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("SigIgn:")[2].split()[0], 16)


def words_on(screen: str) -> list[str]:
    found = {int(number): word for number, word in WORD.findall(screen)}
    assert sorted(found) == list(range(1, 13))
    return [found[number] for number in range(1, 13)]


def nothing_of(words: list[str], terminal: Terminal) -> None:
    """The other screen was left, and nothing of the words is on the one that stays."""
    assert not terminal.in_alt
    left = terminal.after_exit_text() + terminal.raw_after_leaving.decode()
    # Some words of the list are words of any sentence: "more", "once", "paper".
    assert sum(bool(re.search(rf"\b{word}\b", left)) for word in words) <= 3 and not WORD.search(left)
    assert PASSPHRASE not in terminal.raw.decode()
    # Cleared before it is left: some terminals keep the other screen as it was.
    assert b"\x1b[2J\x1b[H\x1b[?1049l" in terminal.raw


def test_the_words_are_shown_once_and_open_from_the_confirmation_on(home: Path) -> None:
    with at_the_words(home) as terminal:
        words = words_on(terminal.text())
        if sys.platform == "linux":  # stopped by Ctrl+Z, it could not clear the words away
            assert ignored(terminal.process.pid) & 1 << (signal.SIGTSTP - 1)
        code = " ".join(words)
        assert slots.opens_by_code(slots.load(vault_of(home)), code) is None
        terminal.press("enter")
        terminal.wait_for("on paper, with their numbers? [y/N]")
        assert slots.opens_by_code(slots.load(vault_of(home)), code) is None, "not before they are written down"
        terminal.type("y\n")
        assert terminal.wait_exit() == 0
        nothing_of(words, terminal)
    file = slots.load(vault_of(home))
    assert slots.opens_by_code(file, code) is not None and slots.opens_by_code(file, SEVENS) is None


@pytest.mark.parametrize("end", ["no", "interrupt", "SIGTERM", "SIGHUP"])
def test_words_that_were_not_written_down_open_nothing_and_stay_nowhere(home: Path, end: str) -> None:
    before = (vault_of(home) / "vault.json").read_bytes()
    with at_the_words(home) as terminal:
        words = words_on(terminal.text())
        if end == "no":
            terminal.press("enter")
            terminal.wait_for("[y/N]")
            terminal.type("n\n")
            assert terminal.wait_exit() == 2
            assert "nothing was changed" in terminal.after_exit_text()
        elif end == "interrupt":
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 2
        else:
            terminal.signal(signal.Signals[end])
            assert terminal.wait_exit() == 128 + signal.Signals[end]
        nothing_of(words, terminal)
    assert (vault_of(home) / "vault.json").read_bytes() == before


def test_the_words_go_into_no_pipe_and_no_terminal_that_would_keep_them(home: Path) -> None:
    shell = f"{' '.join(COMMAND)} recovery | cat"
    for command, env in ((["sh", "-c", shell], {}), ([*COMMAND, "recovery"], {"TERM": "dumb"})):
        with Terminal(command, home=home, env=env, size=(250, 20)) as terminal:
            terminal.wait_exit()
            assert "A recovery code is shown nowhere else." in " ".join(terminal.after_exit_text().split())
            assert "Passphrase" not in terminal.after_exit_text()


def test_nothing_is_typed_into_a_pipe_even_where_there_is_a_terminal(home: Path) -> None:
    command = f"echo '{PASSPHRASE}' | {' '.join(COMMAND)} verify"
    with Terminal(["sh", "-c", command], home=home, size=(140, 20)) as terminal:
        assert terminal.wait_exit() == 2
        assert "please run this command in a terminal window." in terminal.after_exit_text()


def test_a_new_passphrase_costs_what_this_computer_can_give(home: Path) -> None:
    """The one that is not made cheap for the tests; and nothing that is typed is seen."""
    with Terminal([*COMMAND, "passphrase"], home=home) as terminal:
        for prompt, typed in (
            ("for the keyring", PASSPHRASE),
            ("New", "fünf neue Bäume"),
            ("again", "fünf neue Bäume"),
        ):
            terminal.wait_for(prompt)
            terminal.type(f"{typed}\n")
        assert terminal.wait_exit() == 0
        assert "Bäume" not in terminal.raw.decode()
    file = slots.load(vault_of(home))
    slot = file.passphrase_slot()
    assert (slot.m, slot.t) >= (64 * 1024, 3)
    assert slots.open_with(file, "fünf neue Bäume") is not None and slots.open_with(file, PASSPHRASE) is None
