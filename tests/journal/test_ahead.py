"""Meetings that are to come: durable, whole or not at all, encrypted, gone when removed, and in no backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netmeet_tui.journal import backup
from netmeet_tui.journal.ahead import ComingMeetings
from netmeet_tui.journal.errors import DiskFull, StoreError, VaultDamaged, disk_full
from netmeet_tui.journal.glance import DB, JSON
from netmeet_tui.journal.restore import restore
from netmeet_tui.journal.vault import Vault
from tests.journal import test_fixture
from tests.journal.support import PASSPHRASE, copied, make, snapshot
from tests.journal.test_kept import pages

FLAT = b'{"place":"14 Heatherfield, by the bridge"}'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with two meetings that are to come, and one record that is kept."""
    folder = tmp_path_factory.mktemp("ahead") / "v"
    vault = make(folder)
    vault.keep("m", {1: b"kept"}, "2026-11-24", "2027-11-24")
    vault.change_coming({"b": FLAT, "a": b"the hall"})
    vault.close()
    return folder


def test_what_was_put_is_there_when_it_returns_and_removed_when_it_returns(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    assert vault.coming() == {"a": b"the hall", "b": FLAT}
    coming = vault._open().coming()
    coming.put("a", b"another hall")
    coming.put("c", b"")
    coming.remove("b", "nothing of the kind")
    there = {"a": b"another hall", "c": b""}
    assert vault.coming() == there
    crashed = Vault.unlock(copied(folder, tmp_path / "crashed"), PASSPHRASE)
    assert crashed.coming() == there
    assert crashed.kept_trouble() == "" and len(crashed.kept()) == 1
    crashed.close()


def test_a_change_is_whole_or_not_at_all(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    before, ran = vault.coming(), []
    run = ComingMeetings._run

    def full_at_last(self: ComingMeetings, sql: str, *values: object) -> list[tuple[object, ...]]:
        ran.append(sql)
        if values[:1] == ("d",):
            raise disk_full(self._path.parent)
        return run(self, sql, *values)

    monkeypatch.setattr(ComingMeetings, "_run", full_at_last)
    with pytest.raises(DiskFull):
        vault.change_coming({"c": b"new", "d": b"newer"}, ["a"])
    assert any(sql.startswith("DELETE") for sql in ran)
    monkeypatch.undo()
    assert vault.coming() == before
    vault.change_coming({"c": b"new"}, ["a"])  # and it can be tried again
    assert vault.coming() == {"b": FLAT, "c": b"new"}


def test_no_file_tells_when_or_where_without_a_way_in(folder: Path) -> None:
    there = snapshot(folder)
    assert sorted(there) == [DB, JSON]
    assert not any(b"Heather" in data or b"the hall" in data for data in there.values())


def test_what_is_removed_is_on_no_page(folder: Path, tmp_path: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.change_coming({"long": b"heather " * 2000})
    before = copied(folder, tmp_path / "before")
    assert b"heather" in pages(before) and b"Heatherfield" in pages(before)
    vault.change_coming({}, ["long", "b"])
    after = pages(copied(folder, tmp_path / "after"))
    vault.close()
    assert b"heather" not in after and b"Heatherfield" not in after
    assert b"the hall" in after


def test_a_backup_holds_none_of_them(vault: Vault, tmp_path: Path) -> None:
    backup.make(vault, tmp_path / "b.nmb", "2026-11-24T10:00:00+00:00")
    restore(tmp_path / "b.nmb", tmp_path / "new", PASSPHRASE)
    assert b"Heatherfield" not in pages(tmp_path / "new")
    restored = Vault.unlock(tmp_path / "new", PASSPHRASE)
    assert restored.coming() == {} and len(restored.kept()) == 1
    restored.close()
    assert len(vault.coming()) == 2


def test_an_older_vault_can_keep_them(tmp_path: Path) -> None:
    shutil.copytree(test_fixture.FIXTURE / "vault", tmp_path / "v")
    for there in ({}, {"a": FLAT}):
        vault = Vault.unlock(tmp_path / "v", test_fixture.PASSPHRASE)
        assert vault.coming() == there and test_fixture.kept_in(vault) == test_fixture.KEPT
        vault.change_coming({"a": FLAT})
        vault.close()


def test_a_locked_vault_tells_none_and_a_changed_one_is_said_to_be_damaged(vault: Vault, folder: Path) -> None:
    vault.close()
    for act in (vault.coming, lambda: vault.change_coming({"x": b""})):
        with pytest.raises(StoreError, match="locked"):
            act()
    data = bytearray((folder / DB).read_bytes())
    data[-100] ^= 1  # on the last page, which is that of this table
    (folder / DB).write_bytes(data)
    with pytest.raises(VaultDamaged, match=DB):
        Vault.unlock(folder, PASSPHRASE)
