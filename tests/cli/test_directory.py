"""``netmeet directory``: what it shows, what it writes, and what it refuses, each with a sentence."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui import places
from netmeet_tui.cli import netmeet
from netmeet_tui.cli.directory import show as showing
from netmeet_tui.directory import book, words
from tests.directory.support import OWN

TODAY = date(2026, 11, 25)
WHERE = places.directory_file


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer's own entries would be, on a day that stands still."""
    file = tmp_path / "config" / "directory.toml"
    monkeypatch.setattr(places, "directory_file", lambda: file)
    monkeypatch.setattr(showing, "today", lambda: TODAY)
    monkeypatch.setattr("netmeet_tui.cli.directory.own.today", lambda: TODAY)
    return file


@pytest.fixture
def own(path: Path) -> Path:
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    return path


def run(*told: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["directory", *map(str, told)], env={"COLUMNS": "80"})


def refused(*told: str | Path) -> str:
    """What it says where it cannot do what was asked: one line, and status 2."""
    result = run(*told)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1
    return result.stderr


# -- showing -----------------------------------------------------------------------------------------------------


def test_the_file_is_beside_the_settings() -> None:
    assert WHERE() == places.settings_file().with_name(book.FILE)


def test_all_of_them_by_what_they_are_for() -> None:
    told = run("list").stdout
    assert told.splitlines()[:2] == [
        "A life in danger now",
        "  999                  999             Emergency services",
    ]
    assert all(re.search(rf"^  {service.id} ", told, re.M) for service in book.shipped().services)
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.usefixtures("own")
def test_those_of_a_nation_with_what_waits_and_what_is_past(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("list", "--nation", "sct").stdout
    assert "night-text           text 85258      Crisis team, at night (Scotland)" in told
    assert "111-england" not in told and "duty-desk" not in told
    assert told.count(words.WAITS) == 2
    assert "due to be checked" not in told
    monkeypatch.setattr(showing, "today", lambda: date(2027, 5, 2))
    late = run("list", "--nation", "SCT").stdout
    assert "This was due to be checked again on 1 May 2027." in late
    assert run("list", "--nation", "FRA").exit_code == 2


@pytest.mark.usefixtures("own")
def test_a_record_line_by_line() -> None:
    told = run("show", "duty-desk").stdout
    assert told.splitlines()[:3] == [
        "Children’s services, by day: 020 7946 0958",
        "Say first         Ask for the duty desk.",
        "For               a child, by day",
    ]
    assert "your organisation’s own; Robin Reed vouches for it" in " ".join(told.split())
    assert run("show", "DUTY-DESK").stdout == told
    assert "built into netmeet" in run("show", "999").stdout


def test_a_name_that_is_not_there_gets_a_suggestion() -> None:
    assert "did you mean lifeline" in refused("show", "lifelin")


def test_with_a_broken_file_there_is_all_that_comes_with_netmeet(own: Path) -> None:
    own.write_text("[[service]]\nid = 3\n", encoding="utf-8")
    result = run("list")
    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1 and str(own) in result.stderr
    assert "Samaritans" in result.stdout


# -- checking ----------------------------------------------------------------------------------------------------


def test_a_file_that_can_be_used(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("check")
    assert told.stdout == f"{own} can be used: 2 entries of your own, 1 confirmed.\n"
    monkeypatch.setattr("netmeet_tui.cli.directory.own.today", lambda: date(2027, 5, 2))
    assert "duty-desk: This was due to be checked again on 1 May 2027.\n" in run("check", own).stdout


def test_no_file_is_said(path: Path, tmp_path: Path) -> None:
    assert run("check").stdout.startswith(f"There are no entries of your own ({path}).")
    told = refused("check", tmp_path / "other.toml")
    assert told.startswith(f"Error: There is no file {tmp_path / 'other.toml'}: `netmeet directory template`")


def test_a_file_that_cannot_be_used_says_which_entry(own: Path) -> None:
    own.write_text(OWN.replace("85258", "999"), encoding="utf-8")
    assert "entry “night-text”: number: 999 and 112 are built in" in refused("check")
    assert "entry “night-text”: number: 999 and 112 are built in" in refused("check", own)


# -- confirming --------------------------------------------------------------------------------------------------


def test_a_number_that_was_tried_is_shown_from_then_on(path: Path) -> None:
    told = run("confirm", "Lifeline", "--name", "  Robin   Reed ")
    assert told.stdout.startswith("Noted: Robin Reed has tried 0808 808 8000 (Lifeline).")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "confirmed": {"lifeline": {"by": "Robin Reed", "on": TODAY}}
    }
    assert "lifeline" in [service.id for service in book.read(path).of("urgent-health", "NIR")]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("999", "--name", "Robin"), "Nothing that can be confirmed has the id “999”"),
        (("duty-desk", "--name", "Robin"), "Nothing that can be confirmed"),
        (("lifelin", "--name", "Robin"), "did you mean lifeline"),
        (("lifeline", "--name", " "), "the name of somebody who answers for it"),
        (("lifeline", "--name", "Robin\x1b[2J"), "the name of somebody who answers for it"),
        (("lifeline", "--name", "R" * 61), "in up to 60 letters"),
    ],
)
def test_what_cannot_be_confirmed_changes_nothing(own: Path, told: tuple[str, ...], said: str) -> None:
    assert said in refused("confirm", *told)
    assert own.read_text(encoding="utf-8") == OWN


def test_nothing_is_confirmed_in_a_broken_file_or_without_a_name(own: Path) -> None:
    own.write_text("theme = 3\n", encoding="utf-8")
    assert "`theme` is not known here" in refused("confirm", "lifeline", "--name", "Robin")
    assert run("confirm", "lifeline").exit_code == 2
    assert own.read_text(encoding="utf-8") == "theme = 3\n"


# -- an entry to fill in -----------------------------------------------------------------------------------------

FILLED = {
    "id": "duty",
    "label": "Duty desk",
    "number": "020 7946 0958",
    "recipient": "children",
    "vouched_by": "Sam",
}


def test_the_template_is_refused_as_it_is_and_right_when_it_is_filled_in(path: Path) -> None:
    told = run("template").stdout
    path.parent.mkdir()
    path.write_text(told, encoding="utf-8")
    assert "“number 1”: id: use small letters" in refused("check")
    filled = [
        line.replace('""', f'"{FILLED[line.split()[0]]}"')
        if line.split()[:1] and line.split()[0] in FILLED
        else line
        for line in told.splitlines()
        if '= ""' not in line or line.split()[0] in FILLED
    ]
    path.write_text("\n".join(filled) + "\n", encoding="utf-8")
    assert run("check").stdout == f"{path} can be used: 1 entry of your own, 0 confirmed.\n"
    (duty,) = book.read(path).own
    assert (duty.verified_on, duty.verify_again_by) == (TODAY, date(2027, 5, 27))


def test_the_table_of_hours_in_the_template_can_be_used_as_it_stands(path: Path) -> None:
    (line,) = re.findall(r"^# (hours = .*)$", run("template").stdout, re.M)
    path.parent.mkdir()
    path.write_text(re.sub(r"hours = \{.*?\}", lambda _: line, OWN), encoding="utf-8")
    assert run("check").exit_code == 0
