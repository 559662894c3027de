"""The README tells the truth: its commands, its settings, its pictures, its limits."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from netmeet_tui import adoption, places, settings
from netmeet_tui.cli import netmeet
from netmeet_tui.cli.policy import plans
from netmeet_tui.cli.policy import test as policy_test
from netmeet_tui.directory.book import spared
from netmeet_tui.doctor import ledger
from netmeet_tui.doctor.finding import STATUS, State
from netmeet_tui.policy import plan, planfile, prove
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.prove import Proof
from tests.cli.commands import leads_to

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_two_commands_and_no_more() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.S)
    assert len(commands) == 2
    start, test = commands
    assert start.endswith(".venv/bin/netmeet")
    assert test.endswith(".venv/bin/python -m pytest")
    assert all("\n" not in command for command in commands)


def test_ci_runs_the_same_commands() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "grep -m1 'python -m pytest' README.md" in ci
    assert "grep -m1 '&& .venv/bin/netmeet$' README.md" in ci


def test_the_settings_example_is_read(tmp_path: Path) -> None:
    example = README.split("```toml\n")[1].split("```")[0]
    path = tmp_path / "settings.toml"
    path.write_text(example, encoding="utf-8")
    read = settings.read(path)
    assert shipped().given(read.policy)
    book = ledger.read(read.decided, shipped().settings, path, date.max)
    assert book.mistakes == {}
    assert {read.policy[name]: decision.value for name, decision in book.decisions.items()} == {"off": "off"}


def test_every_setting_that_an_organisation_has_is_told() -> None:
    example = README.split("```toml\n")[1].split("```")[0]
    decided = {s.id for s in shipped().settings.values() if s.by == "organisation"}
    assert {name for name in decided if f"{name} = " not in example} == set()


def test_every_word_that_the_doctor_says_is_told() -> None:
    section = README.split("## Is everything in order?")[1].split("##")[0]
    assert {state.value for state in State} <= set(re.findall(r"`([^`]+)`", section))
    assert {str(status) for status in STATUS.values()} == set(re.findall(r"\b\d\b", section))


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pack holds: the proof takes its time, and has tests of its own."""
    proof = Proof(findings=(), situations=1, groups=1, settings=1, differing=(), rules=())
    monkeypatch.setattr(prove, "prove", lambda _: proof)


@pytest.mark.usefixtures("proved")
def test_the_way_to_ones_own_policy_can_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.chdir(tmp_path)
    section = README.split("## Your own policy")[1].split("##")[0]
    commands = re.findall(r"`netmeet (policy [^`]+)`", section)
    told = [shlex.split(command)[1] for command in commands]
    assert told == ["init", "check", "test", "adopt", "adopted", "adopt"]
    for command in commands:
        done = CliRunner().invoke(netmeet, shlex.split(command))
        assert done.exit_code == 0, done.output
        if command.startswith("policy init"):
            ours = sorted((tmp_path / "our-policy" / "plans").rglob("*.toml"))
            for many in ours[1:]:  # which tests/policy/test_shipped_plans.py runs
                many.unlink()
    who = [entry.record.who for entry in adoption.history(tmp_path / "policy") if entry.record]
    assert who == ["Your full name", "Your full name"]


def test_the_plan_that_is_shown_holds(tmp_path: Path) -> None:
    file = tmp_path / "our-01.toml"
    file.write_text(README.split("```toml\n")[2].split("```")[0], encoding="utf-8")
    pack = shipped()
    assert plan.run(pack, planfile.read(file, pack, file.name)) == ()


@pytest.mark.usefixtures("proved")
def test_the_policy_commands_that_are_told_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = README.split("## The policy outside the program")[1].split("##")[0]
    rows = re.findall(r"^\| `netmeet (policy [^`]+)`", section, re.M)
    assert [row.split()[1] for row in rows] == ["show", "graph", "paper", "check", "test", "diff"]
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.chdir(tmp_path)
    one = ROOT / "netmeet_tui/policy/packs/standard/plans/steps/access.toml"  # of many that take their time
    monkeypatch.setattr(plans, "own_plans", lambda _: one)
    monkeypatch.setattr(policy_test, "own_plans", plans.own_plans)
    for row in rows:
        done = CliRunner().invoke(netmeet, shlex.split(row))
        assert done.exit_code == 0, done.output
    assert (tmp_path / "policy.pdf").read_bytes().startswith(b"%PDF")


COMMANDS = sorted(set(re.findall(r"`(netmeet(?: [^`]+)?)`", README)))
FILLED_IN = {
    "FILE": "note.txt",
    "FILE.toml": "story.toml",
    "FILE.pdf": "copy.pdf",
    "FILES": "V-20",
    "COMMAND": "policy",
    "ID": next(one.id for one in spared().every() if one.waits),
}
"""What stands in the README for a name of one's own, and such a name."""

SHOWN_ELSEWHERE = {
    "netmeet": "e2e/test_whole_meeting.py",
    "netmeet --plain": "e2e/test_plain.py",
    "netmeet practice": "e2e/test_practice.py",
    "netmeet practice --plain": "tui/test_plain.py",
    "netmeet practice V-03": "e2e/test_practice.py",
    "netmeet practice tour": "e2e/test_practice_tour.py",
    "netmeet practice group FILES": "cli/test_practice_map.py",
    "netmeet practice map --forget": "cli/test_practice_map.py",
    "netmeet settings set": "cli/test_settings.py",
    "netmeet settings answer": "cli/test_settings.py",
    "netmeet language ": "cli/test_language.py",
    "netmeet records ": "cli/test_records.py",
    "netmeet vault ": "cli/test_vault_backup.py",
    "netmeet vault passphrase": "cli/test_vault_ways.py",
    "netmeet vault recovery": "cli/test_vault_terminal.py",
}
"""What needs a screen, a vault or something that is there already; and the tests that do it."""

NAMED = ("netmeet settings set", "netmeet settings answer")
"""What is told by its name alone: it cannot be typed so."""


def filled_in(command: str) -> list[str]:
    """The words of a command, with a name where the README has a word that stands for one."""
    return [FILLED_IN.get(word, word) for word in shlex.split(command.partition(" > ")[0])]


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in NAMED])
def test_every_command_is_one_that_there_is(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cy.po").touch()
    words = filled_in(command)
    if len(words) > 1 and not words[1].startswith("-"):
        leads_to(words)


@pytest.mark.usefixtures("proved")
def test_every_command_that_needs_no_vault_and_no_screen_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the policy are typed above."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "data" / name)
    monkeypatch.setattr("platformdirs.user_config_path", lambda name, **_: tmp_path / "config" / name)
    (tmp_path / "note.txt").write_text("I was glad of the pause.\n", encoding="utf-8")
    typed = [one for one in COMMANDS if not elsewhere(one) and not one.startswith("netmeet policy ")]
    assert len(typed) > 10
    for command in typed:
        done = CliRunner().invoke(netmeet, filled_in(command)[1:])
        of_this_computer = command.startswith("netmeet doctor")  # here something may be wrong
        assert done.exit_code in ((0, 1, 2) if of_this_computer else (0,)), f"{command}: {done.output}"


def elsewhere(command: str) -> str:
    """The file of the tests that do this; empty when there is none."""
    groups = {known: file for known, file in SHOWN_ELSEWHERE.items() if known.endswith(" ")}
    in_group = next((file for known, file in groups.items() if command.startswith(known)), "")
    return SHOWN_ELSEWHERE.get(command, in_group)


def test_what_is_typed_in_other_tests_is_typed_there() -> None:
    for known, file in SHOWN_ELSEWHERE.items():
        assert any(command.startswith(known) for command in COMMANDS), f"{known} is no longer told"
        assert (ROOT / "tests" / file).is_file()


@pytest.mark.parametrize("picture", re.findall(r"\]\((screenshots/[^)]+)\)", README))
def test_pictures_are_there(picture: str) -> None:
    assert (ROOT / picture).is_file()


def test_the_999_command_needs_nothing(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": "", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-m", "netmeet_tui", "999"], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("999")
    assert list(tmp_path.rglob("*")) == []


def test_nothing_below_the_cli_opens_a_network_connection() -> None:
    modules = ("socket", "http", "urllib", "requests", "httpx", "aiohttp", "ssl", "smtplib")
    pattern = re.compile(rf"^\s*(?:import|from)\s+(?:{'|'.join(modules)})\b", re.M)
    guilty = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "netmeet_tui").rglob("*.py")
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    # The system bus of this very computer: tests/test_logind.py looks at every socket that is opened for it.
    assert guilty == [str(Path("netmeet_tui", "logind.py"))]
