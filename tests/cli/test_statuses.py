"""What is not done ends with 2, and says what, where, and what to do next; what is found ends with 1.

The table holds one wrong use of each command at least. What each command finds, and that it then ends with 1, is in
its own tests.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from netmeet_tui.cli import netmeet
from tests.cli.commands import commands, groups

NO_VAULT = "netmeet makes one when it is first started"
NO_TERMINAL = "please run this command in a terminal window"
CHOOSE = "please choose another name"
FORCE = "With --force it is replaced"
USAGE = "' for help."

REFUSED = (
    ("999 now", USAGE),
    ("card", USAGE),
    ("card there.txt", CHOOSE),
    ("card no/card.pdf", "please see that the folder is there"),
    ("card card.pdf --nation FRA", USAGE),
    ("convenor there.txt", FORCE),
    ("convenor no/page.pdf", "please see that the folder is there"),
    ("records list", NO_VAULT),
    ("records show 1", NO_VAULT),
    ("records renew 1", NO_VAULT),
    ("records erase 1", NO_VAULT),
    ("records export 1 copy.txt --for lead", "please give the file a name that ends in .pdf"),
    ("records verify", NO_VAULT),
    ("records verify --export no.json", "please name a JSON file"),
    ("records verify --export there.txt", "please use the JSON file as it was made"),
    ("note check no.txt", "please name a text file"),
    ("practice V-99", "`netmeet practice` shows every story"),
    ("practice play V-99", "`netmeet practice` shows every story"),
    ("practice tour now", USAGE),
    ("practice check no.toml", "there is no such file"),
    ("practice new story.txt", "please give the file a name that ends in .toml"),
    ("practice new there.toml", CHOOSE),
    ("practice map --forget", "`netmeet practice` begins"),
    ("practice group no.json", "there is no such file"),
    ("policy check no", "`netmeet policy init DIR` writes a folder that has everything"),
    ("policy check there.txt", "`netmeet policy init DIR` writes a folder that has everything"),
    ("policy test no.toml", "there is no such file"),
    ("policy diff", "with --set KEY=VALUE; there are: own_life_exception"),
    ("policy diff --set nation=X", "it can be: unset, ENG"),
    ("policy init there.txt", "please name one that is new or empty"),
    ("policy adopt", USAGE),
    ("policy adopt --name A", USAGE),
    ("policy adopt no --name A", "please name the folder with pack.toml"),
    ("policy adopted now", USAGE),
    ("policy graph --kind x", "there are: ill"),
    ("policy paper there.txt", FORCE),
    ("policy paper no/policy.pdf", "the folder no is not there"),
    ("policy show xyzzy", "`netmeet policy show` lists them"),
    ("doctor now", USAGE),
    ("vault info", NO_VAULT),
    ("vault passphrase", NO_VAULT),
    ("vault recovery --check", NO_VAULT),
    ("vault backup b.nmb", NO_VAULT),
    ("vault verify", NO_VAULT),
    ("vault verify no.nmb", "please name the file that `netmeet vault backup` wrote"),
    ("vault restore no.nmb", "please name the file that `netmeet vault backup` wrote"),
    ("vault restore there.txt", NO_TERMINAL),
    ("settings list now", USAGE),
    ("settings set theme blue", "Please choose from: dark, light"),
    ("settings set x y", "there are: theme"),
    ("settings set theme light", "Stopped before it was done. It can be run again."),
    ("settings questions now", USAGE),
    ("settings answer x", "there are: 999-elsewhere"),
    ("settings answer 111-for-others", "--by: Please write who decided"),
    ("directory list --nation X", USAGE),
    ("directory show x", "`netmeet directory list` tells the ids"),
    ("directory confirm x --name A", "`netmeet directory list` tells the ids"),
    ("directory check no.toml", "`netmeet directory template` prints an entry"),
    ("directory check there.txt", "Please mend the file or move it away"),
    ("directory template now", USAGE),
    ("language check there.txt", "please mend it, or begin anew"),
    ("language template now", USAGE),
    ("help policy xyzzy", USAGE),
    ("changes now", USAGE),
    ("manual now", USAGE),
    ("completion tcsh", USAGE),
)


@pytest.fixture(autouse=True)
def _two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_computer: Path) -> None:
    """On a computer on which netmeet was never started, two files of somebody's own."""
    assert not new_computer.exists()
    monkeypatch.chdir(tmp_path)
    for name in ("there.txt", "there.toml"):
        (tmp_path / name).write_text("mine alone", encoding="utf-8")


@pytest.mark.parametrize(("typed", "next_step"), REFUSED)
def test_what_is_not_done_says_what_to_do_and_changes_nothing(typed: str, next_step: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(netmeet, typed.split(), prog_name="netmeet")
    assert done.exit_code == 2, done.output
    assert next_step.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["there.toml", "there.txt"]
    assert {path.read_text(encoding="utf-8") for path in tmp_path.glob("there.*")} == {"mine alone"}


def test_each_command_is_in_the_table() -> None:
    tried = {typed for typed, _ in REFUSED}
    there = {path.removeprefix("netmeet ") for path in commands() if path not in groups()}
    assert {path for path in there if not any(re.match(rf"{path}\b", typed) for typed in tried)} == set()


TOLD = [path for path, command in commands().items() if "Exit status" in (command.help or "")]


@pytest.mark.parametrize("path", TOLD)
def test_what_a_status_is_for_is_told_the_same_way_everywhere(path: str) -> None:
    """The first that is told is 0, and those that follow go up."""
    told = re.sub(r"\s+", " ", (commands()[path].help or "").partition("Exit status")[2]).lstrip(": ")
    statuses = re.findall(r"(?:^|[,;] )([0-9])\b", told)
    assert statuses[0] == "0" and statuses == sorted(statuses) and set(statuses) <= set("012"), told
