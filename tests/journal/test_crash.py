"""A crash between any two steps: the meeting is wholly there or wholly gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netmeet_tui.journal import errors, keys, register, schema, sqlcipher
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.meeting_files import MeetingFiles
from netmeet_tui.journal.vault import OpenMeeting, Vault, VaultState, look
from tests.journal.support import BEGAN, PASSPHRASE, filled, make, meeting_key, record, vault_keys


def _names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "meetings").iterdir()}


def _half_begun(folder: Path, step: int) -> None:
    """The folder as after so many steps of beginning the meeting ``n``."""
    vault_id, data_key = vault_keys(folder)
    place = MeetingFiles(folder, "n")
    if step == 0:
        (folder / "meetings" / ".n.key.0a1b2c3d.tmp").write_bytes(b"half a key")
        return
    key = place.make_key(vault_id, keys.subkey(data_key, "meeting keys"), BEGAN)
    if step == 2:
        place.db.write_bytes(b"")
    if step == 3:
        database = sqlcipher.create(place.db, keys.subkey(key, "records"), schema.meeting, errors.damaged_meeting)
        database.close()
    if step == 4:
        MeetingJournal.create(place, key, lambda _: None).close()


@pytest.mark.parametrize("step", range(5))
def test_a_beginning_cut_short_leaves_no_meeting_or_an_empty_one(tmp_path: Path, step: int) -> None:
    filled(tmp_path / "v")
    _half_begun(tmp_path / "v", step)
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    there = OpenMeeting("n", BEGAN) in vault.open_meetings()
    assert there == (step == 4)
    if there:
        assert list(vault.resume("n").records()) == []
    else:
        assert _names(tmp_path / "v") == {"m.key", "m.db", "m.head"}
        vault.begin("n", BEGAN).append(b"the number is free again")
    assert len(vault.resume("m").records()) == 20
    vault.close()


@pytest.mark.parametrize("step", range(6))
def test_an_erasing_cut_short_is_finished(tmp_path: Path, step: int) -> None:
    filled(tmp_path / "v")
    meetings = tmp_path / "v" / "meetings"
    key = meetings / "m.key"
    if step == 0:  # overwritten, not yet removed
        held = key.read_bytes()
        kept = key.with_name("kept")
        kept.hardlink_to(key)
        from netmeet_tui.journal import files

        files.destroy(key)
        assert kept.read_bytes() != held and len(kept.read_bytes()) >= len(held) - 16
        kept.rename(key)
    else:
        key.unlink()
    for name in ("m.head", "m.db", "m.db-wal")[: max(step - 1, 0)]:
        (meetings / name).unlink(missing_ok=True)
    if step == 5:  # the row went, and a log came back from somewhere
        (meetings / "m.db-wal").write_bytes(b"x")
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    assert vault.open_meetings() == () and _names(tmp_path / "v") == set()
    vault.begin("m", BEGAN)
    vault.close()


def test_a_database_without_any_key_is_removed(tmp_path: Path) -> None:
    make(tmp_path / "v").close()
    (tmp_path / "v" / "meetings" / "gone.db").write_bytes(b"unreadable for ever")
    Vault.unlock(tmp_path / "v", PASSPHRASE).close()
    assert _names(tmp_path / "v") == set()


@pytest.mark.parametrize("lost", ["missing", "older"])
def test_a_lost_register_loses_no_meeting(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "v"
    make(folder).close()
    older = (folder / "vault.db").read_bytes()
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.begin("m", BEGAN).append(record(0))
    vault.close()
    (folder / "vault.db").unlink()
    if lost == "older":
        (folder / "vault.db").write_bytes(older)
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.open_meetings() == (OpenMeeting("m", BEGAN),)
    assert list(vault.resume("m").records()) == [record(0)]
    vault.close()


def test_a_key_that_is_not_ours_is_left_where_it_is(tmp_path: Path) -> None:
    filled(tmp_path / "a")
    make(tmp_path / "b").close()
    for path in (tmp_path / "a" / "meetings").iterdir():
        shutil.copy(path, tmp_path / "b" / "meetings" / path.name)
    vault = Vault.unlock(tmp_path / "b", PASSPHRASE)
    assert vault.open_meetings() == () and _names(tmp_path / "b") == {"m.key", "m.db", "m.head"}
    with pytest.raises(errors.StoreError, match="already"):
        vault.begin("m", BEGAN)
    vault.close()


@pytest.mark.parametrize("step", ["before vault.json", "before vault.db", "half a vault.db"])
def test_a_making_cut_short_is_made_or_can_be_made_again(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "v"
    if step == "before vault.json":
        (folder / "meetings").mkdir(parents=True)
        (folder / ".vault.json.00aa11bb.tmp").write_bytes(b"{")
        assert look(folder).state is VaultState.ABSENT
        vault = make(folder)
    else:
        make(folder).close()
        (folder / "vault.db").unlink()
        if step == "half a vault.db":
            (folder / ".vault.db.00aa11bb.tmp").write_bytes(b"half")
            (folder / ".vault.db.00aa11bb.tmp-wal").write_bytes(b"half")
        assert look(folder).state is VaultState.LOCKED
        vault = Vault.unlock(folder, PASSPHRASE)
    vault.begin("m", BEGAN)
    vault.close()
    assert {path.name for path in folder.iterdir()} == {"vault.json", "vault.db", "meetings"}


def test_two_programs_that_make_a_register_at_once_get_one(tmp_path: Path) -> None:
    make(tmp_path / "v").close()
    path = tmp_path / "v" / "vault.db"
    before = path.read_bytes()
    register._make(path, keys.new_key())
    assert path.read_bytes() == before, "the second one gives way"


def test_a_register_that_could_not_note_a_meeting_takes_it_back(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    vault._open()._database.execute(
        "CREATE TRIGGER no BEFORE INSERT ON meeting BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(errors.StoreError):
        vault.begin("m", BEGAN)
    assert _names(tmp_path / "v") == set() and vault.open_meetings() == ()
    vault.close()


def test_the_key_survives_no_erasing(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    saved = shutil.copytree(tmp_path / "v" / "meetings", tmp_path / "saved")
    assert meeting_key(tmp_path / "v")
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    vault.resume("m").erase()
    assert _names(tmp_path / "v") == set() and vault.open_meetings() == ()
    # A copy of the records that somebody kept does not open without the key.
    shutil.copy(saved / "m.db", tmp_path / "v" / "meetings" / "m.db")
    shutil.copy(saved / "m.head", tmp_path / "v" / "meetings" / "m.head")
    with pytest.raises(errors.StoreError):
        vault.resume("m")
    with pytest.raises(errors.MeetingDamaged):
        MeetingJournal.open(MeetingFiles(tmp_path / "v", "m"), keys.new_key(), lambda _: None)
    vault.close()
    Vault.unlock(tmp_path / "v", PASSPHRASE).close()
    assert _names(tmp_path / "v") == set()
