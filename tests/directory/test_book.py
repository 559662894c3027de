"""An organisation's own file: used when it is right, refused in one sentence when not, and 999 throughout."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from netmeet_tui.directory import book, words
from netmeet_tui.directory.book import LARGEST, Directory, DirectoryError
from netmeet_tui.directory.emergency import EMERGENCY
from netmeet_tui.directory.record import record
from tests.directory.support import OWN, read
from tests.fuzz.hunt import a_sentence

PATH = "directory.toml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / PATH


def refused(path: Path, text: str | bytes) -> str:
    """What is said about such a file; nothing of it is used, and it stays as it is."""
    with pytest.raises(DirectoryError) as told:
        read(path, text)
    a_sentence(told.value, longest=800)
    assert str(path) in str(told.value) and str(told.value).endswith(".")
    assert path.read_bytes() == (text if isinstance(text, bytes) else text.encode())
    return str(told.value)


# -- what is right -----------------------------------------------------------------------------------------------


def test_own_entries_come_first_and_a_confirmed_number_is_shown(path: Path) -> None:
    directory = read(path)
    assert [one.id for one in directory.own] == ["duty-desk", "night-text"]
    assert [one.id for one in directory.of("children", "WLS")] == ["duty-desk", "nspcc"]
    assert [one.id for one in directory.of("urgent-health", "SCT")] == ["night-text"]
    assert "lifeline" in [one.id for one in directory.of("urgent-health", "NIR")]
    assert not directory.gap("urgent-health", "NIR")
    assert directory.gap("urgent-health", "SCT")
    desk, text, lifeline = (directory.get(one) for one in ("duty-desk", "night-text", "lifeline"))
    assert desk is not None and text is not None and lifeline is not None
    assert (desk.grade, desk.vouched_by, desk.without_consent) == ("own", "Robin Reed", True)
    assert desk.hours_said.startswith("Mon to Thu 09:00-17:00; Fri 09:00-16:30")
    assert (text.shown, text.hours_said, text.say) == ("text 85258", "weekdays after six", "unknown")
    assert (lifeline.confirmed_by, lifeline.verify_again_by) == ("Robin Reed", date(2027, 5, 22))


def test_what_somebody_confirmed_is_told_with_their_name_and_not_as_unseen(path: Path) -> None:
    lifeline = read(path).get("lifeline")
    assert lifeline is not None
    told = dict(record(lifeline, date(2026, 12, 1)))
    assert told[words.KNOWN] == "confirmed by Robin Reed on 20 November 2026"


def test_without_a_yes_is_for_the_policy_to_say_unless_an_entry_says_never(path: Path) -> None:
    """Who protects a child may be told (C-19); an entry can keep somebody out of that, and put nobody in (T-18)."""
    silent = OWN.replace("without_consent = true\n", "")
    for text, told in ((silent, True), (silent.replace('by = "text"', "without_consent = false"), True)):
        desk, night = read(path, text).own
        assert (desk.without_consent, night.without_consent) == (told, False)
    assert not read(path, OWN.replace("without_consent = true", "without_consent = false")).own[0].without_consent


def test_a_number_is_read_in_this_countrys_style(path: Path) -> None:
    desk = read(path, OWN.replace("020 7946 0958", "+442079460958")).get("duty-desk")
    assert desk is not None and desk.number == "020 7946 0958"


def test_a_number_past_its_date_is_shown_all_the_same(path: Path) -> None:
    directory = read(path, OWN.replace("2027-05-01", "2026-11-02"))
    desk = directory.of("children", "ENG")[0]
    assert desk.id == "duty-desk" and desk.stale(date(2026, 11, 3)) and not desk.stale(date(2026, 11, 2))


def test_confirming_an_older_entry_makes_it_good_again(path: Path) -> None:
    directory = read(path, '[confirmed.papyrus]\nby = "Robin"\non = 2027-03-01\n')
    papyrus = directory.get("papyrus")
    assert papyrus is not None and papyrus.grade == "B"
    assert papyrus.verify_again_by == date(2027, 8, 31)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "service = []\n", "[confirmed]\n"])
def test_a_file_that_says_nothing_changes_nothing(path: Path, text: str) -> None:
    assert read(path, text) == book.shipped()


def test_no_file_is_no_trouble(path: Path) -> None:
    assert book.read(path) == book.read() == book.shipped()


# -- what is not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('number = "020 7946 0958"', 'number = "020 7946 095"', "“duty-desk”: number: this is no telephone number"),
        ('number = "020 7946 0958"', 'number = "999"', "“duty-desk”: number: 999 and 112 are built in"),
        ('number = "020 7946 0958"', 'number = "+44 112"', "“duty-desk”: number: 999 and 112 are built in"),
        ('number = "85258"', "number = 85258", "“night-text”: number: Expected `str`"),
        ('id = "night-text"', 'id = "duty-desk"', "“duty-desk”: id: there are two entries"),
        ('id = "night-text"', 'id = "nspcc"', "“nspcc”: id: it comes with netmeet"),
        ('id = "night-text"', 'id = "112"', "“112”: id: it comes with netmeet"),
        ('id = "night-text"', 'id = "Night Text"', "“Night Text”: id: use small letters"),
        ('id = "night-text"\n', "", "“number 2”: id: it is needed"),
        ('label = "Crisis team, at night"\n', "", "“night-text”: label: it is needed"),
        ('label = "Crisis team, at night"', 'label = ""', "“night-text”: label: it is blank"),
        ('label = "Crisis team, at night"', 'label = "9-9-9 desk"', "label: no other number may be called 999"),
        ('label = "Crisis team, at night"', f'label = "{"x" * 61}"', "label: it is too long"),
        ('label = "Crisis team, at night"', 'label = "Crisis\\u001b[2J"', "label: it has blanks at its ends, or"),
        ('nations = ["SCT"]', 'nations = ["FRA"]', "“night-text”: nations[0]: "),
        ('nations = ["SCT"]', "nations = []", "“night-text”: nations: it is blank"),
        ('recipient = "urgent-health"', 'recipient = "emergency"', "recipient: 999 and 112 are built in"),
        ('recipient = "urgent-health"', 'recipient = "anyone"', "“night-text”: recipient: "),
        ('by = "text"', 'by = "sign"', "“night-text”: by: an entry of your own"),
        ('by = "text"', "colour = 3", "`colour`"),
        ('by = "text"', 'grade = "A"', "grade: only entries that come with netmeet"),
        ('by = "text"', "without_consent = true", "without_consent: only a GP, the police"),
        ('sat = "closed"', 'sat = "9 to 5"', 'hours.sat: write "09:00-17:00" or "closed"'),
        ("verify_again_by = 2027-05-01", "verify_again_by = 2026-10-01", "verify_again_by: it is before the day"),
        ("verify_again_by = 2027-05-01", 'verify_again_by = "soon"', "verify_again_by: "),
        ('vouched_by = "Sam Sand"\n', "", "“night-text”: vouched_by: it is needed"),
        ("[confirmed.lifeline]", "[confirmed.lifelin]", "“confirmed.lifelin”: nothing with this id"),
        ("[confirmed.lifeline]", "[confirmed.999]", "“confirmed.999”: nothing with this id"),
        ('by = "Robin Reed"\non', "on", "“confirmed.lifeline”: "),
        ("# Whom we ring", "theme = 3\n#", "`theme` is not known here"),
        ("[[service]]", "[service]", "it is not right"),
        ('"duty-desk"', "duty-desk", "it is not right"),
        ('id = "duty-desk"', "id = 3", "“number 1”: id: Expected `str`"),
    ],
)
def test_a_wrong_file_says_which_entry_and_what(path: Path, old: str, new: str, said: str) -> None:
    assert old in OWN
    assert said in refused(path, OWN.replace(old, new, 1) if "verify" not in old else OWN.replace(old, new))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.encode("utf-16"), "it is not UTF-8 text"),
        (OWN.encode("cp1252"), "it is not UTF-8 text"),
        ("service = 3\n", "each entry begins with [[service]]"),
        ("service = [1]\n", "“number 1”: it is no entry"),
        ("confirmed = 3\n", "under [confirmed.ID]"),
        ("[confirmed]\nlifeline = 3\n", "“confirmed.lifeline”"),
        ("a." * 3000 + "b = 1\n", "not"),
        ("service = " + "[" * 3000 + "\n", "it is not right"),
        ("service = 0x" + "f" * 5000 + "\n", "it"),
    ],
)
def test_a_file_that_is_something_else_is_refused(path: Path, text: str | bytes, said: str) -> None:
    assert said in refused(path, text)


def test_a_wrong_number_is_not_repeated(path: Path) -> None:
    assert "07946" not in refused(path, OWN.replace("020 7946 0958", "07946 1234")).replace(str(path), "")


def a_link(path: Path) -> None:
    (path.parent / "elsewhere.toml").write_text(OWN, encoding="utf-8")
    path.symlink_to(path.parent / "elsewhere.toml")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def a_pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_huge_file(path: Path) -> None:
    path.write_bytes(b"#" * (LARGEST + 1))


@pytest.mark.parametrize("put", [a_link, a_link_to_nothing, a_pipe, a_folder, a_huge_file])
def test_what_is_no_file_of_ones_own_is_said_at_once(path: Path, put: Callable[[Path], None]) -> None:
    put(path)
    with pytest.raises(DirectoryError, match=r"is no file, a link to one, or larger than 262,144 bytes") as told:
        book.read(path)
    a_sentence(told.value)


def test_a_file_of_exactly_the_most_is_read(path: Path) -> None:
    assert read(path, OWN + "#" * (LARGEST - len(OWN.encode()))).own


def test_a_file_that_may_not_be_read_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("netmeet_tui.journal.files.read", denied)
    with pytest.raises(DirectoryError, match=r"cannot be read \(Permission denied\)"):
        book.read(path)


def test_a_program_whose_own_file_is_damaged_still_has_999(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Ann said")

    monkeypatch.setattr("netmeet_tui.directory.book.tomllib.loads", broken)
    with pytest.raises(DirectoryError) as told:
        book.read()
    assert "Ann" not in str(told.value) and str(told.value).endswith("please install netmeet again.")
    assert book.spared() == Directory()
    assert book.spared().of("emergency", "NIR") == EMERGENCY
