"""Notes about the work: durable, encrypted, erased for good, in a backup, and tied to no meeting."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netmeet_tui.journal import backup
from netmeet_tui.journal.errors import StoreError
from netmeet_tui.journal.restore import restore
from netmeet_tui.journal.vault import Vault
from tests.journal import test_fixture
from tests.journal.support import PASSPHRASE, copied, make
from tests.journal.test_kept import pages

NOTE = b'{"answers":["a clock that does not tick"]}'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes") / "v"
    vault = make(folder)
    vault.put_note("b", NOTE)
    vault.put_note("a", b"less talk")
    vault.close()
    return folder


def test_a_note_is_there_when_putting_it_returns_and_a_crash_loses_none(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    vault.put_note("a", b"less talk, more tea")
    there = {"a": b"less talk, more tea", "b": NOTE}
    assert vault.notes() == there
    crashed = Vault.unlock(copied(folder, tmp_path / "crashed"), PASSPHRASE)
    assert crashed.notes() == there
    crashed.close()


def test_an_erased_note_is_on_no_page_and_no_file_tells_one(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    assert all(NOTE not in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    vault.close()
    assert NOTE in pages(folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.erase_note("b")
    vault.erase_note("nothing of the kind")
    assert vault.notes() == {"a": b"less talk"}
    vault.close()
    assert NOTE not in pages(folder)


def test_a_note_is_tied_to_no_meeting(vault: Vault) -> None:
    columns = [str(row[1]) for row in vault._open()._database.execute("PRAGMA table_info(note)").fetchall()]
    assert columns == ["id", "record"]


def test_a_backup_brings_notes_back(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "backup.nmb"
    backup.make(vault, file, "2026-11-24T14:00:00+00:00")
    vault.erase_note("a")
    vault.close()
    restore(file, tmp_path / "new", PASSPHRASE)
    again = Vault.unlock(tmp_path / "new", PASSPHRASE)
    assert again.notes() == {"a": b"less talk", "b": NOTE}
    again.close()


def test_a_vault_of_the_first_format_learns_to_keep_notes(tmp_path: Path) -> None:
    shutil.copytree(test_fixture.FIXTURE / "vault", tmp_path / "v")
    vault = Vault.unlock(tmp_path / "v", test_fixture.PASSPHRASE)
    vault.put_note("a", NOTE)
    assert vault.notes() == {"a": NOTE}
    vault.close()
    with pytest.raises(StoreError, match="locked"):
        vault.notes()
