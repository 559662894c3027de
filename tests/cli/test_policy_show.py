"""``netmeet policy show``: what it prints, at which width, and what it says to a name that is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.cli.policy.printed import nearest, say
from netmeet_tui.policy.load import shipped

NETMEET = (sys.executable, "-m", "netmeet_tui")


def shown(*words: str, columns: int = 80) -> Result:
    return CliRunner().invoke(netmeet, ["policy", "show", *words], env={"COLUMNS": str(columns)})


def test_without_a_name_all_of_it_at_a_glance() -> None:
    result = shown()
    pack = shipped()
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == pack.title
    assert all(name in result.output for name in (*pack.steps, *pack.clauses))


def test_the_law_of_a_nation_is_named_where_it_is_asked_for() -> None:
    """And otherwise in a part of its own, beside the words that hold everywhere (T-17)."""
    ours, by_nation = shown("child-recipient", columns=300).output.split("What it says under the law of England")
    assert "(Scotland)" not in ours and "(Scotland)" in by_nation
    scottish = shown("child-recipient", "--nation", "SCT", columns=300).output.split("What it says under")[0]
    assert "in line with the Children (Scotland) Act 1995" in scottish
    drawn = ("--format", "mermaid", "--kind", "child")
    flow = CliRunner().invoke(netmeet, ["policy", "graph", *drawn, "--nation", "SCT"]).output
    assert "Social work where" in " ".join(flow.split())
    assert "Social work" not in CliRunner().invoke(netmeet, ["policy", "graph", *drawn]).output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talk", "Talk with them"),
        ("C-16", "Facilitators must explain to the person what worries them."),
        ("c-16", "explain"),
    ],
)
def test_a_step_and_a_clause(name: str, text: str) -> None:
    result = shown(name)
    assert result.exit_code == 0
    assert text in result.output


def test_an_unknown_name_gets_one_sentence_with_what_is_close() -> None:
    result = shown("emergncy")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "no step or clause “emergncy”; did you mean emergency" in result.output


def test_a_name_that_is_like_no_other() -> None:
    result = shown("xyzzy")
    assert result.exit_code == 2
    assert result.output == "Error: The policy has no step or clause “xyzzy”. `netmeet policy show` lists them.\n"
    assert nearest("c16", shipped().clauses).startswith("; did you mean C-16")


@pytest.mark.parametrize(("columns", "widest"), [(20, 60), (72, 72), (300, 100)])
def test_the_text_is_as_wide_as_the_terminal_but_never_hard_to_read(columns: int, widest: int) -> None:
    lines = shown("refused", columns=columns).output.splitlines()
    assert widest - 12 < max(map(len, lines)) <= widest


def test_a_pack_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    result = shown("--pack", str(tmp_path))
    assert result.exit_code == 2
    assert result.output.startswith("Error: This policy pack cannot be used: pack.toml")


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    with subprocess.Popen(
        [*NETMEET, "policy", "graph"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.readline()
        reader.stdout.close()
        assert reader.stderr.read() == ""


def test_letters_that_a_terminal_lacks_are_replaced_by_plain_ones() -> None:
    run = subprocess.run(
        [*NETMEET, "policy", "show", "danger"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "HOME": "/nowhere"},
    )
    assert run.stdout.decode("ascii").startswith("Is anyone's life in danger right now?")


def test_what_is_printed_ends_where_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    say("as it is\n")
    assert capsys.readouterr().out == "as it is\n"
