"""``netmeet convenor``: the page as a file, by the policy and the settings of this computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from netmeet_tui import places
from netmeet_tui.cli import netmeet


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with nothing set on it."""
    monkeypatch.setattr(places, "settings_file", lambda: tmp_path / "settings.toml")
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    return tmp_path


def made(*words: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["convenor", *map(str, words)])


def text_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_a_file_for_its_owner_and_never_over_another_one_unasked(here: Path) -> None:
    file = here / "page.pdf"
    result = made(file)
    assert (result.exit_code, result.output) == (
        0,
        f"Written to {file}. No name is on it: give it to whoever invites people.\n",
    )
    assert file.stat().st_mode & 0o077 == 0
    assert "If you invite people to a network meeting" in text_of(file)
    assert "after a no to every offer" in text_of(file)
    before = file.read_bytes()
    again = made(file)
    assert again.exit_code == 2 and "is there already; nothing was written" in again.output
    assert file.read_bytes() == before
    (here / "settings.toml").write_text('[policy]\nown_life_exception = "off"\n')
    assert made(file, "--force").exit_code == 0
    assert "after a no to every offer" not in text_of(file)


def test_what_cannot_be_done_is_said_in_a_sentence(here: Path) -> None:
    (here / "folder.pdf").mkdir()
    for place in (here / "gone" / "page.pdf", here / "folder.pdf"):
        for force in ((), ("--force",)):
            result = made(place, *force)
            assert result.exit_code == 2 and f"could not be written to {place}" in result.output
    (here / "settings.toml").write_text("[policy")
    result = made(here / "page.pdf")
    assert result.exit_code == 2 and "settings.toml" in result.output and "Nothing was written." in result.output
    (here / "settings.toml").write_text('[policy]\nnation = "GB"\n')
    assert made(here / "page.pdf").exit_code == 2
    assert made(here / "page.pdf", "--pack", here / "nowhere").exit_code == 2
    assert not (here / "page.pdf").exists()
