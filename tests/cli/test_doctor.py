"""``netmeet doctor``: the real command, on a terminal and without one, and on computers that lack something."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from netmeet_tui import places
from netmeet_tui.cli import doctor as command
from netmeet_tui.cli import netmeet
from netmeet_tui.doctor import examine as looking
from netmeet_tui.doctor.finding import Finding, State
from tests.journal.support import ROOT, make, snapshot

NETMEET = (sys.executable, "-m", "netmeet_tui")
BARE = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/no"}


def real(home: Path | None, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own, into a pipe."""
    own = {} if home is None else {"HOME": str(home)}
    return subprocess.run(
        [*NETMEET, "doctor", *words],
        env={**BARE, **NO_KEYRING, **own, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def states(told: str) -> dict[str, str]:
    found = json.loads(told)
    assert (found["version"], set(found)) == (1, {"version", "worst", "checks"})
    assert all(set(check) == {"id", "state", "said", "do"} for check in found["checks"])
    return {check["id"]: check["state"] for check in found["checks"]}


def only(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Let this be all there is to find."""
    monkeypatch.setattr(looking, "CHECKS", {"all": lambda _: findings})


# -- what is printed -------------------------------------------------------------------------------------------


def test_each_finding_is_a_line_with_a_word_and_what_to_do_is_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    only(
        monkeypatch,
        Finding("a", State.OK, "All is well."),
        Finding("b", State.NOTE, "Good to know."),
        Finding("c", State.LOOK, "Not quite.", "Do this. " * 12 + "That is all."),
        Finding("d", State.WRONG, "The folder Ann\x1b[2J\n is not there.", "Make it."),
    )
    done = CliRunner().invoke(netmeet, ["doctor"])
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "+ ok      All is well.",
        "- note    Good to know.",
        "! look    Not quite.",
        "          To do: Do this. Do this. Do this. Do this. Do this. Do this. Do this.",
        "          Do this. Do this. Do this. Do this. Do this. That is all.",
        "x wrong   The folder Ann?[2J? is not there.",
        "          To do: Make it.",
        "",
        "1 ok, 1 note, 1 look, 1 wrong.",
    ]


@pytest.mark.parametrize(
    ("state", "status"),
    [(State.OK, 0), (State.NOTE, 0), (State.LOOK, 1), (State.WRONG, 1), (State.UNKNOWN, 2)],
)
def test_the_exit_status_is_for_the_worst(monkeypatch: pytest.MonkeyPatch, state: State, status: int) -> None:
    only(monkeypatch, Finding("a", State.OK, "Well."), Finding("b", state, "So."))
    for words in (["doctor"], ["doctor", "--json"]):
        assert CliRunner().invoke(netmeet, words).exit_code == status


def test_every_state_has_a_mark_of_its_own_in_plain_letters() -> None:
    assert list(command.MARKS) == [state.value for state in State]
    assert len(set(command.MARKS.values())) == len(State)
    assert all(mark.isascii() for mark in command.MARKS.values())


def test_the_help_tells_every_state_and_every_exit_status() -> None:
    told = " ".join(CliRunner().invoke(netmeet, ["doctor", "--help"]).output.split())
    assert all(state.value in told for state in State)
    assert "Exit status 0: all is in order; 1: something needs a person; 2:" in told
    assert '{"version": 1, "worst": STATE, "checks": [{"id", "state", "said", "do"}, ...]}' in told


def test_every_command_that_it_names_is_there() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "netmeet_tui" / "doctor").glob("*.py"))
    named = set(re.findall(r"`netmeet ([a-z ]+)`", told))
    assert {"doctor", "policy check", "vault passphrase", "vault recovery"} <= named
    for words in named:
        assert CliRunner().invoke(netmeet, [*words.split(), "--help"]).exit_code == 0, words


# -- the real program ------------------------------------------------------------------------------------------


def test_into_a_pipe_it_says_what_it_can_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = real(tmp_path, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    found = states(done.stdout)
    assert found["terminal"] == found["vault"] == found["keyring"] == "note"
    assert found["process"] == ("ok" if sys.platform == "linux" else found["process"])
    assert "unknown" not in found.values()
    assert list(tmp_path.rglob("*")) == []


def test_without_a_home_and_without_utf_8_it_still_speaks(tmp_path: Path) -> None:
    own = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}  # and nothing of who runs the tests
    done = real(None, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii", **own)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.isascii()
    assert '"The confidentiality policy, as written"' in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux names the disks in this way")
def test_where_nothing_may_be_written_it_still_looks() -> None:
    done = real(Path("/proc"), "--json")
    assert done.returncode == 1
    assert states(done.stdout)["disk-room"] == "wrong"


@pytest.mark.usefixtures("umask_077")
def test_while_netmeet_is_open_in_another_window_nothing_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    vault = make(places.vault_folder())
    vault.begin("m", "2026-03-04T10:00:00+00:00")
    found = states(real(tmp_path, "--json").stdout)
    assert (found["vault"], found["meetings"], found["permissions"]) == ("ok", "note", "ok")
    vault.close()
    before = snapshot(tmp_path)
    assert "1 meeting was begun and has not ended" in " ".join(real(tmp_path).stdout.split())
    assert snapshot(tmp_path) == before


def test_on_a_terminal_the_window_is_looked_at(tmp_path: Path) -> None:
    terminal = pytest.importorskip("tests.terminal", reason="a pseudo-terminal is needed")
    with terminal.Terminal([*NETMEET, "doctor"], size=(90, 70), home=tmp_path, env=NO_KEYRING) as window:
        assert window.wait_exit() == 1
        shown = " ".join(window.text().split())
    assert "+ ok This window has 90 columns and 70 rows, and shows every letter" in shown
    assert "+ ok This window has all colours." in shown
    assert "! look" in shown


def test_nothing_that_it_imports_knows_a_screen() -> None:
    code = (
        "import sys; sys.argv = ['netmeet', 'doctor', '--json']\n"
        "from netmeet_tui import __main__ as way_in\n"
        "try:\n    way_in.main()\nexcept SystemExit as done:\n    assert done.code is not None\n"
        "heavy = [n for n in sys.modules if n.split('.')[0] in ('textual', 'rich', 'sqlite_utils', 'sqlcipher3')]\n"
        "assert heavy == [], heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**BARE, **NO_KEYRING, "HOME": "/no"}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
