"""``netmeet policy test``: what it prints, and with which exit status it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.policy import plan as planning
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.plan import Plan

GOOD = """
id = "X-1"
title = "An illness"

[[lane]]
name = "ill"
kind = "ill"
path = ["emergency=called", "emergency-outcome=accepted"]
at_step = "stay"
choices = ["help-here", "call-again"]
reachable = ["emergency-services"]
"""
BAD = GOOD.replace("X-1", "X-2").replace('"help-here", ', "").replace("An illness", "Another")
WRONG = GOOD.replace("X-1", "X-3").replace("called", "rung", 1)

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No policy that someone has adopted on this machine."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return written


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(netmeet, ["policy", "test", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_one_plan_that_holds(write: Write) -> None:
    result = run(write("one.toml", GOOD))
    assert (result.exit_code, result.output) == (0, "1 plan, 1 holds.\n")


def test_a_plan_that_does_not_hold_is_told_on_one_line(write: Write) -> None:
    write("one.toml", GOOD)
    result = run(write("two.toml", BAD).parent)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "X-2, Another, does not hold: lane ill, at the end: other choices are expected at 'stay': offered, but not "
        "expected is: help-here; offered is: help-here, call-again.",
        "2 plans, 1 holds, 1 does not.",
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_run(write: Write) -> None:
    write("one.toml", GOOD)
    write("two.toml", BAD)
    folder = write("three.toml", WRONG).parent
    result = run(folder)
    assert result.exit_code == 2
    assert f"{folder}/three.toml: plan X-3, lane ill, entry 1 'emergency=rung': there is no choice" in result.stderr
    assert result.stdout.endswith("2 plans, 1 holds, 1 does not; 1 problem in what could not be read.\n")


def test_a_file_named_twice_is_run_once(write: Write) -> None:
    file = write("one.toml", GOOD)
    assert run(file, file.parent, file).output == "1 plan, 1 holds.\n"


def test_two_plans_of_one_id_are_told(write: Write) -> None:
    write("one.toml", GOOD)
    result = run(write("two.toml", GOOD).parent)
    assert result.exit_code == 2
    assert "the id 'X-1' is that of" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("one.toml", b"\x00\x01", "it is not valid TOML"),
        ("one.toml", b"\xff\xfe", "it is not UTF-8 text"),
        ("one.toml", b"x" * 300_000, "it is larger than"),
        ("one.toml", b"id = " + b"[" * 9_000, "it is not valid TOML"),
        ("notes.txt", b"hello", "there is no plan in this folder"),
    ],
)
def test_files_that_are_no_plans_end_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path)
    assert (result.exit_code, sentence in result.stderr) == (2, True)
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "path", ["nowhere", "nowhere/one.toml", "x" * 5_000, "a\x1b[2Jb", "/dev/null", "/dev/zero"]
)
def test_what_is_not_there_ends_in_a_sentence(tmp_path: Path, path: str) -> None:
    result = run(tmp_path / path)
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert "Traceback" not in result.output


def test_a_file_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("one.toml", GOOD)

    looked = Path.is_file

    def refused(self: Path) -> bool:
        if self.name == "one.toml":
            raise PermissionError(13, "Permission denied", str(self))
        return looked(self)

    monkeypatch.setattr(Path, "is_file", refused)
    result = run(file)
    assert result.exit_code == 2
    assert "one.toml: it cannot be read (Permission denied)" in result.stderr


def test_coverage_names_what_is_missing(write: Write) -> None:
    result = run("--coverage", write("one.toml", GOOD))
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("3 of ")
    assert lines[0].endswith(" steps taken, but not:")
    assert "  danger" in lines
    assert "  offers=gp=yes" in lines
    assert "0 of 8 events taken, but not:" in lines
    assert lines[-1] == "1 plan, 1 holds."


def test_json_holds_all_of_it(write: Write) -> None:
    write("one.toml", GOOD)
    write("two.toml", BAD)
    result = run("--json", write("three.toml", WRONG).parent)
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert (told["count"], told["hold"], len(told["problems"])) == (2, 1, 1)
    assert told["pack"]["name"] == "standard"
    one, two = told["plans"]
    assert (one["id"], one["holds"], one["failures"]) == ("X-1", True, [])
    assert two["failures"][0]["lane"] == "ill"
    assert two["failures"][0]["sentence"].startswith("X-2, lane ill, at the end:")
    assert told["coverage"]["steps"] == ["emergency", "emergency-outcome", "stay"]
    assert "!left" in told["coverage"]["missing"]["events"]


def test_another_pack_is_asked_for_its_own_plans(tmp_path: Path) -> None:
    result = run("--pack", tmp_path)
    assert result.exit_code == 2
    assert "This policy pack cannot be used" in result.output


def test_without_a_name_the_plans_that_come_with_the_policy_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answered(_: Pack, plan: Plan, __: object) -> tuple[()]:
        asked.append(plan.id)
        return ()

    monkeypatch.setattr(planning, "run", answered)
    result = run("--coverage")
    assert result.exit_code == 0
    assert {"V-01", "T-26", "S-danger"} <= set(asked)
    *covered, last = result.output.splitlines()
    assert len(covered) == 3
    assert all(line.endswith(" taken.") for line in covered)
    assert last == f"{len(asked)} plans, {len(asked)} hold."


def test_for_real(write: Write) -> None:
    for name, text, status in (("one.toml", GOOD, 0), ("two.toml", BAD, 1), ("three.toml", WRONG, 2)):
        ran = subprocess.run(
            [sys.executable, "-m", "netmeet_tui", "policy", "test", str(write(name, text))],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == status
        assert "Traceback" not in ran.stdout + ran.stderr
