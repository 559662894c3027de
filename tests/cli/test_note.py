"""``netmeet note check``: what is found, and where; nothing kept; a file that is no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.cli.note.check import LARGEST
from netmeet_tui.learning import text


def check(file: Path) -> Result:
    return CliRunner().invoke(netmeet, ["note", "check", str(file)])


def test_what_is_found_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_bytes("\ufeffTea helped.\r\nWe asked Sam to wait.\r\n".encode())
    result = check(file)
    assert result.exit_code == 1
    assert result.output.splitlines() == [f"2:10: “Sam”: {text.WHY['name']}", text.LIMITS]
    assert [entry.name for entry in tmp_path.iterdir()] == ["note.md"]


def test_nothing_found_is_said_with_its_limits(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text("Tea helped.")
    result = check(file)
    assert (result.exit_code, result.output) == (0, f"{text.NOTHING} {text.LIMITS}\n")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a" * (LARGEST + 1), None])
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "note.md"
    if data is None:
        os.mkfifo(file)
    else:
        file.write_bytes(data)
    result = check(file)
    assert result.exit_code == 2
    assert result.output.startswith(f"Error: {file} ")


def test_what_a_terminal_would_obey_is_not_passed_on(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text("We asked Sam\x1b[2J@x.org \x1b]0;Sam Smith\x07 to wait, jo\u202e@x.org.")
    assert not {"\x1b", "\x07", "\u202e"} & set(check(file).output)
