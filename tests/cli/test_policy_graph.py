"""``netmeet policy graph``: the formats, and the kinds."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet


def drawn(*words: str) -> Result:
    return CliRunner().invoke(netmeet, ["policy", "graph", *words], env={"COLUMNS": "80"})


@pytest.mark.parametrize(
    ("form", "first"),
    [("outline", "The confidentiality policy, as written"), ("mermaid", "---"), ("dot", "digraph policy {")],
)
def test_each_format(form: str, first: str) -> None:
    result = drawn("--format", form)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == first


def test_an_outline_is_what_one_gets_without_asking() -> None:
    assert drawn().output == drawn("--format", "outline").output


def test_one_kind_alone() -> None:
    result = drawn("--kind", "child")
    assert result.exit_code == 0
    assert "child-access [must]" in result.output
    assert "may-pass-on" not in result.output


def test_a_kind_that_is_not_there_gets_one_sentence() -> None:
    result = drawn("--kind", "cat")
    assert result.exit_code == 2
    assert result.output == (
        "Error: The policy has no kind “cat”; there are: ill, own-life, harm-other, child, other-person, unsure.\n"
    )


def test_a_format_that_is_not_there_names_those_that_are() -> None:
    result = drawn("--format", "svg")
    assert result.exit_code == 2
    assert "'outline', 'mermaid', 'dot'" in result.output
