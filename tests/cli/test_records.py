"""``netmeet records``: what is kept is read, given away, checked, kept longer and erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pypdf import PdfReader

from netmeet_tui import places
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import trail
from netmeet_tui.report import record
from tests.cli.vault import PASSPHRASE, Told, Typist
from tests.journal.support import make
from tests.report.records import PACK, WORD, left
from tests.walks import ALL_REFUSED, TO_OFFERS

OWN_LIFE = left("own-life", f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=not-serious")
ILL = left("ill", "emergency=called emergency-outcome=accepted")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with four records: two that can be read, one that cannot, one that was erased."""
    folder = tmp_path_factory.mktemp("records") / "v"
    vault = make(folder)
    vault.keep("a", {1: trail.encode(OWN_LIFE)}, "2025-03-04", "2026-03-04")
    vault.keep("b", {1: trail.encode(ILL)}, "2026-05-06", "2999-05-06")
    vault.keep("c", {1: b"of another netmeet"}, "2026-05-07", "2999-05-07")
    vault.keep("d", {1: trail.encode(ILL)}, "2026-05-08", "2999-05-08")
    vault.erase_kept(vault.kept()[3].id, "2026-05-09")
    vault.close()
    return folder


@pytest.fixture
def someone(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typist]:
    typist = Typist(tmp_path / "v", monkeypatch)
    typist.has(made)
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.chdir(tmp_path)
    yield typist


def run(someone: Typist, *words: str | Path) -> Told:
    return someone.run(*words, typed=(PASSPHRASE,), group="records")


def rows(told: Told) -> list[str]:
    """The records of a list, each on one line."""
    return told.out.replace("\n" + " " * 10, " ").splitlines()


def ids(someone: Typist) -> list[str]:
    vault = Vault.unlock(someone.folder, PASSPHRASE)
    found = [kept.id for kept in vault.kept()]
    vault.close()
    return found


def test_a_list_tells_each_with_its_days_and_of_what_was_erased_only_that(someone: Typist) -> None:
    own, ill, unreadable, erased = ids(someone)
    told = run(someone, "list")
    kinds = PACK.words.kinds
    first, second, third, last = rows(told)
    assert (told.status, told.err) == (0, "")
    assert first == f"{erased[:8]}  8 May 2026: erased on 9 May 2026"
    assert second == f"{unreadable[:8]}  7 May 2026: cannot be read; review on 7 May 2999"
    assert third.startswith(f"{ill[:8]}  6 May 2026: {kinds['ill'].short}, ")
    assert last.startswith(f"{own[:8]}  4 March 2025: {kinds['own-life'].short}")
    assert last.endswith("due for review since 4 March 2026")
    assert rows(run(someone, "list", "--due")) == [last]
    assert rows(run(someone, "list", "--year", "2025")) == [last]
    assert run(someone, "list", "--year", "1999").out == "No such record is kept.\n"
    listed = json.loads(run(someone, "list", "--json").out)["records"]
    assert [one["id"] for one in listed] == [erased, unreadable, ill, own]
    assert [one["due"] for one in listed] == [False, False, False, True]
    assert [one["readable"] for one in listed] == [False, False, True, True]
    assert (listed[0]["erased_on"], listed[0]["kind"], listed[2]["kind"]) == ("2026-05-09", None, "ill")


def test_one_is_shown_by_the_beginning_of_its_number(someone: Typist) -> None:
    own, ill, unreadable, erased = ids(someone)
    told = run(someone, "show", own[:8].upper())
    assert told.status == 0
    for said in (
        PACK.words.kinds["own-life"].label,
        *(f"{taken.at:%Y-%m-%d %H:%M}" for taken in OWN_LIFE.way),
        record.IS_NOT,
        f"C-25: {PACK.clauses['C-25'].says}",
        f"Number of the record: {own}",
    ):
        assert said in told.words, said
    assert WORD not in told.words
    shown = json.loads(run(someone, "show", ill, "--json").out)
    assert (shown["id"], shown["outcome"], len(shown["in_words"]["way"])) == (ill, "emergency-services", 2)
    for number, why in (
        (unreadable, "cannot be read"),
        (erased, "was erased on 9 May 2026"),
        ("x", "No record has a number"),
        ("", "No record has a number"),
    ):
        refused = run(someone, "show", number)
        assert (refused.status, refused.out) == (2, ""), number
        assert why in refused.words


def test_more_than_one_that_begins_so_is_said(someone: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(["ab0", "ab1"])
    monkeypatch.setattr("netmeet_tui.journal.kept.KeptRecords._id", lambda *_: next(numbers))
    vault = Vault.unlock(someone.folder, PASSPHRASE)
    vault.keep("e", {1: b"", 2: b""}, "2026-05-08", "2999-05-08")
    vault.close()
    told = run(someone, "erase", "ab", "--yes")
    assert (told.status, "some more letters" in told.words) == (2, True)
    assert run(someone, "erase", "ab1", "--yes").status == 0


def test_a_copy_is_written_once_and_only_where_there_is_none(someone: Typist, tmp_path: Path) -> None:
    own = ids(someone)[0]
    told = run(someone, "export", own[:6], "copy.pdf", "--for", "person")
    assert told.status == 0
    assert f"Written to {tmp_path / 'copy.pdf'}. This file is not encrypted" in told.words
    paper = " ".join(PdfReader(tmp_path / "copy.pdf").pages[0].extract_text().split())
    assert record.FOR["person"] in paper
    assert (tmp_path / "copy.pdf").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "copy.pdf").read_bytes()
    again = run(someone, "export", own[:6], "copy.pdf", "--for", "lead")
    assert (again.status, (tmp_path / "copy.pdf").read_bytes()) == (2, before)
    assert "With --force it is replaced" in again.words
    assert run(someone, "export", own[:6], "copy.pdf", "--for", "lead", "--force").status == 0
    assert (tmp_path / "copy.pdf").read_bytes() != before
    assert someone.run("export", own, "copy.txt", "--for", "lead", group="records").status == 2, (
        "before it is opened"
    )
    assert run(someone, "export", ids(someone)[2], "other.pdf", "--for", "lead").status == 2
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["copy.pdf", "settings.toml"]


def test_a_copy_is_held_against_what_is_kept_before_and_after_it_was_erased(
    someone: Typist, tmp_path: Path
) -> None:
    own = ids(someone)[0]
    assert run(someone, "export", own, "copy.json", "--for", "lead").status == 0
    copy = (tmp_path / "copy.json").read_text(encoding="utf-8")
    told = run(someone, "verify", "--export", "copy.json")
    assert (told.status, told.words) == (0, "This is what was kept on 4 March 2025.")
    (tmp_path / "words.json").write_text(copy.replace('"outcome": "', '"outcome": "x', 1), encoding="utf-8")
    (tmp_path / "record.json").write_text(copy.replace("not-serious", "both-serious"), encoding="utf-8")
    (tmp_path / "day.json").write_text(copy.replace('"kept_on": "2025', '"kept_on": "2024'), encoding="utf-8")
    (tmp_path / "other.json").write_text(
        copy.replace("netmeet 0", "netmeet 9").replace('"outcome": "', '"outcome": "x', 1)
    )
    for name, status, said in (
        ("words", 1, "the words beside it were changed"),
        ("record", 1, "no copy of anything that is kept here, or it was changed"),
        ("day", 1, "no copy of anything"),
        ("other", 0, "of another netmeet"),
    ):
        told = run(someone, "verify", "--export", f"{name}.json")
        assert (told.status, said in told.words) == (status, True), (name, told.words)
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    for name in ("none.json", "nowhere.json"):
        assert someone.run("verify", "--export", name, group="records").status == 2
    assert run(someone, "erase", own, "--yes").status == 0
    told = run(someone, "verify", "--export", "copy.json")
    assert (told.status, "The record itself was erased on" in told.words) == (0, True)


def test_erasing_is_asked_and_keeping_longer_follows_the_settings(
    someone: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, ill, *_ = ids(someone)
    answers = iter([False, True])
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(click, "confirm", confirm)
    assert run(someone, "erase", own).status == 2
    assert ids_there(someone) == 3
    told = run(someone, "erase", own)
    assert (told.status, ids_there(someone)) == (0, 2)
    assert "Erase the record kept on 4 March 2025?" in asked[0]
    assert "A backup made before still holds it" in told.words
    (someone.place / "settings.toml").write_text("keyring = false\nreview_after_months = 120\n", encoding="utf-8")
    assert run(someone, "renew", ill).status == 0
    vault = Vault.unlock(someone.folder, PASSPHRASE)
    assert "2030" < vault.kept()[1].review_on < "2999"
    vault.close()
    (someone.place / "settings.toml").write_text("review_after_months = 0\n", encoding="utf-8")
    assert someone.run("renew", ill, group="records").status == 2
    assert run(someone, "verify").words == "All is in order: 2 records, each as it was kept, and none is missing."


def ids_there(someone: Typist) -> int:
    vault = Vault.unlock(someone.folder, PASSPHRASE)
    there = sum(kept.record is not None for kept in vault.kept())
    vault.close()
    return there


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE kept SET record = x'00' WHERE seq = 1",
            "the record kept on 4 March 2025 ({own}) is not what was kept",
        ),
        ("UPDATE kept SET record = NULL WHERE seq = 2", "gone, and was not erased: the record kept on 6 May 2026"),
        (
            "UPDATE kept SET record = x'00' WHERE seq = 4",
            "is there again, changed or put back: the record kept on 8 May",
        ),
        ("UPDATE kept SET day = '2020-01-01' WHERE seq = 2", "noted of the record kept on 1 January 2020"),
        (
            "DELETE FROM kept WHERE seq = 2",
            "Something is missing that was noted just before the record kept on 7 May 2026",
        ),
        ("DELETE FROM kept WHERE seq = 5", "The last of what was noted is missing"),
        ("DELETE FROM standing WHERE seq = 2", "The list was not what the records say"),
    ],
)
def test_what_was_meddled_with_is_told_with_the_record_that_it_is_about(
    someone: Typist, sql: str, said: str
) -> None:
    own = ids(someone)[0]
    vault = Vault.unlock(someone.folder, PASSPHRASE)
    vault._open()._database.execute(sql)
    vault.close()
    told = run(someone, "verify")
    assert (told.status, told.out) == (1, "")
    assert said.format(own=own[:8]) in told.words
    assert run(someone, "verify").status == (0 if "list" in said else 1)


def test_the_head_that_was_changed_and_a_damaged_vault_are_told(someone: Typist) -> None:
    file = someone.folder / "vault.json"
    text = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**text, "kept": "00" + text["kept"][2:]}), encoding="utf-8")
    told = run(someone, "verify")
    assert (told.status, "The note of how much was kept" in told.words) == (1, True)
    (someone.folder / "vault.db").write_bytes(b"nothing")
    assert run(someone, "verify").status == 1
    assert run(someone, "list").status == 2
