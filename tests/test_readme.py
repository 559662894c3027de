"""The README tells the truth: its commands, its keys, its settings, its pictures, its limits."""

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
from netmeet_tui.doctor import ledger
from netmeet_tui.doctor.finding import STATUS, State
from netmeet_tui.policy import plan, planfile, prove
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.prove import Proof
from netmeet_tui.tui.keys import EVERYWHERE, MEMORY, Key
from netmeet_tui.tui.screens.meeting import MeetingPage
from netmeet_tui.tui.screens.step import StepPage

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CAPS = {
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
    "ctrl+l": "Ctrl+L",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in (2, 7, 8, 9)},
}


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


def told_keys() -> set[str]:
    table = README.split("## Keys")[1].split("##")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def test_every_key_in_the_table_is_bound() -> None:
    keys: tuple[Key, ...] = (*MeetingPage.KEYS, *StepPage.KEYS, *EVERYWHERE, MEMORY)
    bound = {CAPS.get(key.key, key.key) for key in keys}
    assert told_keys() <= bound


def test_every_letter_of_the_step_screen_is_in_the_table() -> None:
    letters = {key.key for key in StepPage.KEYS if len(key.key) == 1 and key.key.isalpha()}
    assert letters <= told_keys()


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
