"""``netmeet vault backup``, ``verify`` and ``restore``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netmeet_tui.journal.vault import Vault
from tests.cli.vault import PASSPHRASE, SEVENS, Typist
from tests.journal.support import make, snapshot

WRONG = "not this one"


def test_a_backup_is_made_checked_and_said_to_leave_the_open_meeting_out(typist: Typist) -> None:
    path = typist.place / "b.nmb"
    told = typist.run("backup", path, typed=(PASSPHRASE,))
    assert told.status == 0 and path.exists()
    assert f"Written to {path}" in told.words and "A meeting is open: nothing of it is in the backup" in told.words
    assert "1 record of meetings that have ended" in told.words
    assert "The passphrase or the recovery code opens it." in told.words
    told = typist.run("verify", path, typed=(SEVENS,))
    assert told.status == 0 and "is in order" in told.words
    assert re.search(r"of \d+ \w+ 2\d\d\d, \d\d:\d\d ", told.words)


def test_a_backup_without_an_open_meeting_or_a_code_says_the_one_and_not_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = Typist(tmp_path / "v", monkeypatch)
    make(someone.folder).close()
    told = someone.run("backup", tmp_path / "b.nmb", typed=(PASSPHRASE,))
    assert told.status == 0 and "A meeting is open" not in told.words
    assert "There is no recovery code" in told.words and "no record of meetings" in told.words


def test_a_backup_goes_over_no_file(typist: Typist) -> None:
    path = typist.place / "b.nmb"
    path.write_text("something else")
    told = typist.run("backup", path, typed=(PASSPHRASE,))
    assert (told.status, told.out) == (2, "") and "already is a file b.nmb" in told.err
    assert path.read_text() == "something else"


def test_three_wrong_answers_end_it(typist: Typist) -> None:
    told = typist.run("backup", typist.place / "b.nmb", typed=(WRONG, "", WRONG))
    assert told.status == 2 and told.err.count("does not open") == 3
    assert not (typist.place / "b.nmb").exists()
    told = typist.run("verify", typed=("", "", ""))
    assert told.status == 2 and "Nothing that was typed opens the vault" in told.err
    assert typist.run("verify", typed=(WRONG, PASSPHRASE)).status == 0, "the second answer is as good"


@pytest.mark.parametrize("words", [("backup", "b.nmb"), ("verify",), ("passphrase",), ("recovery",)])
def test_an_open_netmeet_is_said(typist: Typist, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(typist.place)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("netmeet_tui.start.unfit_terminal", lambda: "")
    vault = Vault.unlock(typist.folder, PASSPHRASE)
    told = typist.run(*words, typed=(PASSPHRASE,))
    vault.close()
    assert (told.status, told.out) == (2, "") and "already open on this computer" in told.err


def test_the_vault_is_verified_to_its_last_record(typist: Typist) -> None:
    told = typist.run("verify", typed=(PASSPHRASE,))
    assert (told.status, told.out) == (
        0,
        "All is in order: 1 open meeting, 1 record of meetings that have ended.\n",
    )
    meeting = typist.folder / "meetings" / "m.db"
    data = bytearray(meeting.read_bytes())
    data[len(data) // 2] ^= 1
    meeting.write_bytes(data)
    told = typist.run("verify", typed=(PASSPHRASE,))
    assert (told.status, told.out) == (1, "") and "m.db" in told.err


@pytest.mark.parametrize("name", ["vault.json", "vault.db"])
def test_a_damaged_vault_is_not_in_order(typist: Typist, name: str) -> None:
    path = typist.folder / name
    path.write_bytes(path.read_bytes()[:-20])
    told = typist.run("verify", typed=(PASSPHRASE,) if name == "vault.db" else ())
    assert (told.status, told.out) == (1, "") and name in told.err


def test_a_damaged_backup_is_not_in_order_and_a_wrong_passphrase_tells_nothing(typist: Typist) -> None:
    path = typist.place / "b.nmb"
    typist.run("backup", path, typed=(PASSPHRASE,))
    assert typist.run("verify", path, typed=(WRONG,)).status == 2
    path.write_bytes(path.read_bytes()[:-1])
    told = typist.run("verify", path, typed=(PASSPHRASE,))
    assert (told.status, told.out) == (1, "") and "b.nmb" in told.err


def test_a_lost_file_is_put_back_and_what_that_brings_back_is_said(typist: Typist) -> None:
    path = typist.place / "b.nmb"
    typist.run("backup", path, typed=(PASSPHRASE,))
    (typist.folder / "vault.json").unlink()
    (typist.folder / "vault.db").write_bytes(b"broken")
    told = typist.run("restore", path, typed=(SEVENS,))
    assert told.status == 0 and "vault.db and vault.json" in told.words
    assert "called vault.db.damaged" in told.words and "what was erased since is back" in told.words
    assert typist.run("verify", typed=(PASSPHRASE,)).status == 0
    before = snapshot(typist.folder)
    told = typist.run("restore", path, typed=(PASSPHRASE,))
    assert (told.status, told.out) == (2, "") and "in order, so nothing was changed" in told.err
    assert snapshot(typist.folder) == before


def test_a_register_that_was_not_put_back_has_nothing_erased_in_it(typist: Typist) -> None:
    path = typist.place / "b.nmb"
    typist.run("backup", path, typed=(PASSPHRASE,))
    (typist.folder / "vault.json").unlink()
    told = typist.run("restore", path, typed=(SEVENS,))
    assert (
        told.status == 0
        and "erased since" not in told.words
        and "of that day" in told.words
        and "damaged" not in told.words
    )


def test_a_backup_makes_the_vault_on_a_new_computer(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    path = typist.place / "b.nmb"
    typist.run("backup", path, typed=(PASSPHRASE,))
    (typist.place / "other").mkdir()
    other = Typist(typist.place / "other" / "v", monkeypatch)
    told = other.run("verify")
    assert told.status == 2 and "There is no vault" in told.err
    assert other.run("restore", path, typed=(PASSPHRASE,)).status == 0
    told = other.run("verify", typed=(SEVENS,))
    assert told.out.startswith("All is in order: 0 open meetings, 1 record of")
