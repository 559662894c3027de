"""``netmeet completion``: what Tab completes, asked as a shell asks; and that the vault is no part of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from netmeet_tui import places
from netmeet_tui.cli import netmeet
from netmeet_tui.cli.completion import VARIABLE
from netmeet_tui.policy.load import shipped
from netmeet_tui.practice.read import ids
from tests.cli.commands import ROOT, commands
from tests.directory.support import OWN
from tests.tui.test_imports import LIST, modules, of
from tests.tui.test_imports import ROOT as HERE

pytestmark = pytest.mark.usefixtures("new_computer")


def completed(line: str) -> list[str]:
    """What completes a line that ends here: names, or whether the shell is to look for files or folders."""
    *words, last = line.split(" ")[1:]
    found = ShellComplete(ROOT, {}, "netmeet", VARIABLE).get_completions(words, last)
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in found]


PACK = shipped()

LINES = {
    "netmeet po": ["policy"],
    "netmeet --v": ["--version"],
    "netmeet policy pa": ["paper"],
    "netmeet policy show ta": ["talk"],
    "netmeet policy show c-16": ["C-16"],
    "netmeet policy show ": [*PACK.steps, *PACK.clauses],
    "netmeet policy show talk --na": ["--nation"],
    "netmeet policy show --nation S": ["SCT"],
    "netmeet policy graph --kind own": ["own-life"],
    "netmeet policy graph --format d": ["dot"],
    "netmeet policy diff --set own_life_exception=o": ["own_life_exception=off"],
    "netmeet policy paper x.pdf --set nation=S": ["nation=SCT"],
    "netmeet policy check ": ["<dir>"],
    "netmeet policy show --pack ": ["<dir>"],
    "netmeet policy test ": ["<file>"],
    "netmeet settings set the": ["theme"],
    "netmeet settings set theme ": ["dark", "light"],
    "netmeet settings set nonsense ": [],
    "netmeet settings answer 111-f": ["111-for-others"],
    "netmeet directory show sama": ["samaritans"],
    "netmeet directory confirm sama": ["samaritans"],
    "netmeet practice ": ["play", "tour", "map", "group", "new", "check", *ids()],
    "netmeet practice V-03": [name for name in ids() if name.startswith("V-03")],
    "netmeet practice --mo": ["--mode"],
    "netmeet practice V-03 --mode p": ["pair"],
    "netmeet practice play mine": ["<file>"],
    "netmeet practice check V-15": ["V-15"],
    "netmeet vault backup ": ["<file>"],
    "netmeet records show 3": [],
    "netmeet help pol": ["policy"],
    "netmeet help policy ch": ["check"],
    "netmeet help policy check ": [],
    "netmeet help nonsense ": [],
    "netmeet completion f": ["fish"],
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_completed(line: str) -> None:
    assert completed(line) == LINES[line]


def test_every_command_is_completed_from_its_first_letters() -> None:
    for path in commands():
        assert path.split()[-1] in completed(path)


def test_what_an_organisation_has_of_its_own_is_completed() -> None:
    file = places.directory_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(OWN, encoding="utf-8")
    assert completed("netmeet directory show duty") == ["duty-desk"]


def test_what_cannot_be_read_completes_to_nothing_and_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in (places.settings_file(), places.directory_file()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("not = = toml", encoding="utf-8")
    assert completed("netmeet settings set the") == completed("netmeet directory show sama") == []

    def unreadable(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("netmeet_tui.adoption.live", unreadable)
    assert completed("netmeet policy show ta") == []
    assert capsys.readouterr() == ("", "")


ASKED = f"""
import os, sys
os.environ.update({{"{VARIABLE}": "bash_complete", "COMP_WORDS": sys.argv[1], "COMP_CWORD": sys.argv[2]}})
sys.argv = ["netmeet"]
from netmeet_tui import __main__ as way_in
try:
    way_in.main()
except SystemExit as done:
    assert not done.code
{LIST}
"""


def test_neither_the_vault_nor_a_screen_is_touched_by_tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is completed: nothing is made in the folders of netmeet, and nothing that opens them is imported."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for line, word in (("netmeet po", "1"), ("netmeet records show 3", "3"), ("netmeet policy show ta", "3")):
        found = modules(ASKED, line, word)
        assert of(found, ("netmeet_tui.journal.vault", "sqlcipher3", "keyring", "textual", "netmeet_tui.tui")) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_can_read(shell: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(netmeet, ["completion", shell])
    assert done.exit_code == 0
    assert VARIABLE in done.stdout and "netmeet" in done.stdout
    if program := shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(done.stdout, encoding="utf-8")
        subprocess.run([program, "-n", script], check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_a_line(tmp_path: Path) -> None:
    (tmp_path / "netmeet").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netmeet_tui "$@"\n', encoding="utf-8")
    (tmp_path / "netmeet").chmod(0o755)
    asked = "COMP_WORDS=(netmeet policy sh); COMP_CWORD=2; _netmeet_completion netmeet"
    asks = f'source /dev/stdin; {asked}; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(
        ["bash", "--norc", "-c", asks],
        input=CliRunner().invoke(netmeet, ["completion", "bash"]).stdout,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("show\n", "")
