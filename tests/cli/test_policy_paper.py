"""``netmeet policy paper``: the file, its date and settings, and every way in which it cannot be written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from netmeet_tui.cli import netmeet


def printed(*words: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["policy", "paper", *map(str, words)])


def text_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_a_file_of_two_sides(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    result = printed(file, "--on", "2026-12-24")
    assert result.exit_code == 0
    assert result.output == f"Written to {file}. Print it on both sides of one sheet.\n"
    assert len(PdfReader(file).pages) == 2
    assert "Printed 24 December 2026." in text_of(file)
    assert list(tmp_path.iterdir()) == [file]


def test_todays_date_is_printed_when_none_is_given(tmp_path: Path) -> None:
    assert printed(tmp_path / "paper.pdf").exit_code == 0
    assert re.search(r"Printed \d{1,2} [A-Z][a-z]+ \d{4}\.", text_of(tmp_path / "paper.pdf"))


def test_settings_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    assert printed(file, "--set", "own_life_exception=off", "--set", "nation=WLS").exit_code == 0
    assert "You may pass it on" not in text_of(file)
    assert "111 NHS 111: Press 2" in text_of(file)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("own_life_exception", "“own_life_exception” is no setting; write it as KEY=VALUE."),
        ("colour=red", "This cannot be set: no such setting: colour; there are: own_life_exception"),
        ("nation=FR", "This cannot be set: 'FR' is no value of nation; expected is one of: unset, ENG"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, setting: str, said: str) -> None:
    result = printed(tmp_path / "paper.pdf", "--set", setting)
    assert result.exit_code == 2
    assert said in result.output
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_setting_is_set_once(tmp_path: Path) -> None:
    result = printed(tmp_path / "paper.pdf", "--set", "nation=ENG", "--set", "nation=WLS")
    assert (result.exit_code, result.output) == (2, "Error: nation is set twice.\n")


def test_a_file_that_is_there_stays_unless_told_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_text("mine")
    result = printed(file)
    assert result.exit_code == 2
    assert "is there already; nothing was written." in result.output
    assert file.read_text() == "mine"
    assert printed(file, "--force").exit_code == 0
    assert len(PdfReader(file).pages) == 2


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = printed(tmp_path / "no" / "paper.pdf")
    assert result.exit_code == 2
    assert f"the folder {tmp_path / 'no'} is not there." in result.output


def test_a_name_that_is_a_folder(tmp_path: Path) -> None:
    result = printed(tmp_path, "--force")
    assert result.exit_code == 2
    assert "could not be written" in result.output


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "the disk is full."), (errno.EACCES, "you may not write in the folder")]
)
def test_what_stands_in_the_way_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuses(_: Path, target: Path) -> Path:
        raise OSError(number, os.strerror(number), str(target))

    monkeypatch.setattr(Path, "replace", refuses)
    result = printed(tmp_path / "paper.pdf")
    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


def test_words_that_do_not_fit_write_nothing(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    with resources.as_file(resources.files("netmeet_tui.policy") / "packs" / "standard") as standard:
        shutil.copytree(standard, pack)
    words = pack / "words.toml"
    longer = "Talk with them, not about them. " * 40
    words.write_text(words.read_text("utf-8").replace("Say it to them, not about them.", longer.strip()), "utf-8")
    result = printed(tmp_path / "paper.pdf", "--pack", pack)
    assert result.exit_code == 2
    assert "steps.explain.do" in result.output
    assert result.output.endswith("Nothing was written.\n")
    assert not (tmp_path / "paper.pdf").exists()


def test_the_other_commands_do_not_load_what_draws_the_paper() -> None:
    code = "import sys; sys.argv=['netmeet', 'policy', 'show', 'talk']; from netmeet_tui.__main__ import main\n"
    code += "try:\n    main()\nfinally:\n    print('reportlab' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.splitlines()[-1] == "False"
