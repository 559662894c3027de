"""``netmeet --help`` teaches: how to begin, what to do in an emergency, every command; and what a slip may mean."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.cli.lazy import not_known
from tests.cli.commands import ROOT, beginning, commands, groups, leads_to
from tests.tui.test_imports import LATER, LIST, SCREENS, modules, of

LEAVES = {path: command for path, command in commands().items() if path not in groups()}


def run(*words: str) -> Result:
    """A command, in a window of 80 columns."""
    return CliRunner().invoke(netmeet, words, prog_name="netmeet")


def test_the_first_screen_says_what_it_is_how_to_begin_and_what_to_do_in_an_emergency() -> None:
    lines = run("--help").output.splitlines()
    assert len(lines) <= 23 and max(map(len, lines)) <= 80, "with the next prompt, all of it is in sight"
    assert lines[0].startswith("netmeet shows a network meeting's confidentiality policy")
    assert "type netmeet;" in lines[1] and "netmeet practice tour" in lines[2]
    assert "ring 999. netmeet 999" in lines[3]
    assert lines[-1].startswith("Exit status ")
    options = [name for option in ROOT.params if isinstance(option, click.Option) for name in option.opts]
    assert all(name in " ".join(lines) for name in options)


@pytest.mark.parametrize("path", groups())
def test_each_command_of_a_group_has_a_line_that_is_not_cut(path: str) -> None:
    told = run(*path.split()[1:], "--help").output
    for name, entry in groups()[path].commands_in.items():
        (line,) = [one for one in told.splitlines() if f" {name} " in one and one.endswith(f" {entry.line}")]
        assert len(line) <= 80
    assert "..." not in told.partition("Commands:")[2]


def test_in_a_narrow_window_nothing_is_lost() -> None:
    command = (sys.executable, "-m", "netmeet_tui", "--help")
    environment = {**os.environ, "COLUMNS": "60"}
    narrow = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert max(map(len, narrow.splitlines())) <= 60
    assert narrow.split() == run("--help").output.split()


def test_no_two_lines_are_the_same() -> None:
    lines = [entry.line for group in groups().values() for entry in group.commands_in.values()]
    assert len(set(lines)) == len(lines) > 40


@pytest.mark.parametrize("path", LEAVES)
def test_every_example_can_be_typed(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cy.po").touch()
    examples = getattr(LEAVES[path], "examples", ())
    assert examples, f"{path} shows no example"
    told = run(*path.split()[1:], "--help").output
    assert all(f"\n  {example}\n" in told for example in examples)
    for example in "\n".join(examples).replace("\\\n", " ").splitlines():
        words = shlex.split(example.partition(" > ")[0].partition(" | ")[0])
        assert leads_to(words) is LEAVES[path], example


def test_help_is_the_same_whichever_way_it_is_asked_for() -> None:
    for words in ([], ["policy"], ["policy", "check"], ["practice"], ["999"]):
        assert run("help", *words).output == run(*words, "--help").output == run(*words, "-h").output


SLIPS = {
    "polcy": ["netmeet policy"],
    "DOCTOR": ["netmeet doctor"],
    "backup": ["netmeet vault backup"],
    "bakup": ["netmeet vault backup"],
    "diff": ["netmeet policy diff"],
    "policy shwo": ["netmeet policy show"],
    "vault doctor": ["netmeet doctor"],
    "help policy chek": ["netmeet policy check"],
    "xyzzy": [],
    "policy --xyzzy": [],
    "card x.pdf --froce": ["--force"],
    "policy check --rule": ["--rules"],
}


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_is_told_with_what_may_be_meant_and_where_help_is(typed: str) -> None:
    result = run(*typed.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "' for help." in result.stderr
    said = result.stderr.splitlines()[-1]
    assert all(f"`{one}`" in said or f"'{one}'" in said or f" {one}?" in said for one in SLIPS[typed]), said
    assert ("id you mean" in said) == bool(SLIPS[typed])


def test_what_no_terminal_should_obey_is_not_repeated_to_it() -> None:
    said = not_known(beginning(), "\x1b[2Jpolicy")
    assert "\x1b" not in said and "[2Jpolicy" in said


def test_a_word_that_stands_in_many_places_brings_all_of_them() -> None:
    said = run("check").stderr
    assert all(f"`{path}`" in said for path in LEAVES if path.endswith(" check"))


def test_help_brings_nothing_that_it_does_not_say() -> None:
    """No screens, no vault, no policy, and of the commands themselves none."""
    code = (
        "import sys; sys.argv = ['netmeet', '--help']\n"
        "from netmeet_tui import __main__ as way_in\n"
        "try:\n    way_in.main()\nexcept SystemExit as done:\n    assert not done.code\n" + LIST
    )
    found = modules(code)
    assert of(found, (*SCREENS, *LATER, "netmeet_tui.tui")) == []
    assert of(found, tuple(entry.where.partition(":")[0] for entry in ROOT.commands_in.values())) == [
        "netmeet_tui.cli.policy",
        "netmeet_tui.cli.policy.packs",
    ]


def test_a_command_that_is_stopped_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for stop in (KeyboardInterrupt, EOFError, click.Abort):

        def stopped(stop: type[BaseException] = stop) -> str:
            raise stop

        monkeypatch.setattr("netmeet_tui.card999.plain", stopped)
        result = run("999")
        assert (result.exit_code, result.output) == (
            2,
            "\nError: Stopped before it was done. It can be run again.\n",
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", ["--help", "999"])
def test_what_cannot_be_written_is_one_sentence(words: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "netmeet_tui", words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: The system did not let this be done: No space left")
    assert "`netmeet doctor`" in done.stderr and done.stderr.count("\n") == 1
