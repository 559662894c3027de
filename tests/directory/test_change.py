"""Changing an organisation's own file: nothing else in it moves, and nothing wrong is ever written."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from netmeet_tui.directory import book, change
from netmeet_tui.directory.book import DirectoryError, EntryError
from netmeet_tui.journal import files
from tests.directory.support import AGAIN, OWN, values
from tests.fuzz.hunt import a_sentence

TODAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "directory.toml"


@pytest.fixture
def full(path: Path) -> Path:
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_first_entry_makes_the_file_for_its_owner_only(path: Path) -> None:
    after = change.put(path, values(number="+44 20 7946 0123"))
    assert after == book.read(path)
    assert [one.id for one in after.own] == ["crisis"]
    assert tomllib.loads(path.read_text(encoding="utf-8"))["service"][0]["number"] == "020 7946 0123"
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["directory.toml"]


def test_what_a_person_wrote_stays_line_by_line(full: Path) -> None:
    change.put(full, values())
    change.put(full, {"id": "duty-desk", "say": "Ask for duty.", "only": None})
    change.confirm(full, "111-scotland", "Sam Sand", TODAY)
    text = full.read_text(encoding="utf-8")
    before = OWN.replace("Ask for the duty desk.", "Ask for duty.").replace('only = "a child, by day"\n', "")
    assert [line for line in before.splitlines() if line not in text.splitlines()] == []
    directory = book.read(full)
    assert [one.id for one in directory.own] == ["duty-desk", "night-text", "crisis"]
    desk, nhs24 = directory.get("duty-desk"), directory.get("111-scotland")
    assert desk is not None and (desk.say, desk.only) == ("Ask for duty.", "unknown")
    assert nhs24 is not None and (nhs24.confirmed_by, nhs24.confirmed_on) == ("Sam Sand", TODAY)


def test_an_entry_can_be_taken_out_and_put_back(full: Path) -> None:
    assert [one.id for one in change.remove(full, "duty-desk").own] == ["night-text"]
    assert change.remove(full, "night-text").own == ()
    assert "service" not in tomllib.loads(full.read_text(encoding="utf-8"))
    assert [one.id for one in change.put(full, values()).own] == ["crisis"]
    assert change.put(full, values()) == book.read(full)


def test_what_is_not_there_cannot_be_taken_out(full: Path) -> None:
    for name in ("crisis", "nspcc", "999"):
        with pytest.raises(DirectoryError, match="There is no entry of your own"):
            change.remove(full, name)
    assert full.read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"number": "020 7946"}, "number"),
        ({"number": "112"}, "number"),
        ({"label": ""}, "label"),
        ({"label": "999"}, "label"),
        ({"id": "samaritans"}, "id"),
        ({"recipient": "emergency"}, "recipient"),
        ({"verify_again_by": date(2020, 1, 1)}, "verify_again_by"),
        ({"vouched_by": None}, "vouched_by"),
    ],
)
def test_a_wrong_entry_is_not_written_and_its_key_is_named(full: Path, wrong: dict[str, object], key: str) -> None:
    with pytest.raises(EntryError) as told:
        change.put(full, values(**wrong))
    assert told.value.key == key
    a_sentence(told.value)
    assert full.read_text(encoding="utf-8") == OWN


def test_a_change_that_makes_an_entry_wrong_is_not_written(full: Path) -> None:
    with pytest.raises(EntryError):
        change.put(full, {"id": "duty-desk", "label": None})
    assert full.read_text(encoding="utf-8") == OWN


def test_a_file_that_is_wrong_already_is_left_for_a_person(full: Path) -> None:
    full.write_text("theme = 3\n", encoding="utf-8")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: change.put(full, values()),
        lambda: change.remove(full, "crisis"),
        lambda: change.confirm(full, "lifeline", "Robin", TODAY),
    )
    for deed in deeds:
        with pytest.raises(DirectoryError, match="`theme` is not known"):
            deed()
    assert full.read_text(encoding="utf-8") == "theme = 3\n"


def test_nothing_is_confirmed_that_does_not_come_with_netmeet(full: Path) -> None:
    for name in ("crisis", "999", "duty-desk"):
        with pytest.raises(DirectoryError):
            change.confirm(full, name, "Robin", TODAY)
    assert full.read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "service = []\n",
        'service = [{id="a", label="A", number="111", recipient="gp", \
nations=["ENG"], vouched_by="R", verified_on=2026-11-01, verify_again_by=2027-05-01}]\n',
    ],
)
def test_a_file_written_in_another_way_is_changed_whole_or_not_at_all(full: Path, text: str) -> None:
    full.write_text(text, encoding="utf-8")
    try:
        change.put(full, values())
    except DirectoryError as error:
        assert "change it there by hand" in str(error)
        assert full.read_text(encoding="utf-8") == text
    else:
        assert "crisis" in [one.id for one in book.read(full).own]


def test_a_file_that_somebody_changes_meanwhile_is_theirs(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = OWN.replace("Robin looks", "Sam looks")
    parsed = book.parsed

    def slow(data: bytes, path: Path, ours: book.Directory) -> book.Directory:
        if b"crisis" in data:
            path.write_text(theirs, encoding="utf-8")
        return parsed(data, path, ours)

    monkeypatch.setattr("netmeet_tui.directory.change.parsed", slow)
    with pytest.raises(DirectoryError, match="at the same moment"):
        change.put(full, values())
    assert full.read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize("first", [True, False])
def test_a_disk_that_is_full_changes_nothing(path: Path, first: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    if not first:
        path.write_text(OWN, encoding="utf-8")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full_disk)
    with pytest.raises(DirectoryError, match=r"cannot be written \(No space left on device\)"):
        change.put(path, values())
    assert [one.read_text(encoding="utf-8") for one in path.parent.iterdir()] == ([] if first else [OWN])


def test_a_directory_that_would_be_too_large_is_not_written(full: Path) -> None:
    much = OWN + "#" * (book.LARGEST - len(OWN.encode()) - 1) + "\n"
    full.write_text(much, encoding="utf-8")
    with pytest.raises(DirectoryError, match="would be larger than"):
        change.put(full, values())
    assert full.read_text(encoding="utf-8") == much


def test_the_same_again_is_not_written_again(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change.put(full, values())
    written: list[object] = []
    monkeypatch.setattr(files, "write", lambda *told, **_: written.append(told))
    change.put(full, values(verify_again_by=AGAIN))
    assert written == []


@pytest.mark.parametrize(
    ("label", "made"),
    [
        ("Children’s services, Heron Council", "childrens-services-heron-counc"),
        ("NSPCC", "nspcc-2"),
        ("Duty desk", "duty-desk-2"),
        ("Gofal Môn", "gofal-mon"),
        ("急", "service"),
        ("999", "999-2"),
    ],
)
def test_a_new_entry_has_an_id_of_its_own(full: Path, label: str, made: str) -> None:
    found = change.new_id(label, book.read(full))
    assert found == made
    assert change.put(full, values(id=found)).get(found) is not None
