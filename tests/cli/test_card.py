"""``netmeet card``: the card as a file, for the nation of the settings or another; when it cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from netmeet_tui import places
from netmeet_tui.cli import netmeet


@pytest.fixture(autouse=True)
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings" / "settings.toml"
    file.parent.mkdir()
    monkeypatch.setattr(places, "settings_file", lambda: file)
    return file


def card(*words: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["card", *map(str, words)])


def text_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_it_is_for_the_nation_of_the_settings_or_the_one_that_is_named(tmp_path: Path, settings_file: Path) -> None:
    file = tmp_path / "card.pdf"
    settings_file.write_text('[policy]\nnation = "WLS"\n[organisation]\nname = "Harbour Networks"\n')
    result = card(file)
    assert (result.exit_code, result.output) == (
        0,
        f"Written to {file}. It says nothing of any meeting: give it to whoever wants one.\n",
    )
    assert "Press 2." in text_of(file)
    assert "From Harbour Networks" in text_of(file)
    assert card(file, "--nation", "eng", "--force").exit_code == 0
    assert "Press 2." not in text_of(file)


def test_what_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    file.write_text("mine")
    result = card(file)
    assert (result.exit_code, file.read_text()) == (2, "mine")
    assert "already is a file" in result.output


@pytest.mark.parametrize("broken", ["settings.toml", "directory.toml"])
def test_a_file_that_cannot_be_used_is_named_and_nothing_is_written(
    tmp_path: Path, settings_file: Path, broken: str
) -> None:
    settings_file.with_name(broken).write_text("theme = ")
    result = card(tmp_path / "card.pdf")
    assert (result.exit_code, (tmp_path / "card.pdf").exists()) == (2, False)
    assert broken in result.output
    assert "Nothing was written." in result.output


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    result = card(tmp_path / "nowhere" / "card.pdf")
    assert result.exit_code == 2
    assert "Nothing can be written to" in result.output
