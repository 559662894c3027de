"""Backups: what they hold and never hold, and putting a vault back from one."""

from __future__ import annotations

import os
import random
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from netmeet_tui.journal import backup, errors, files, keys, sqlcipher
from netmeet_tui.journal.keychain import Keychain
from netmeet_tui.journal.restore import restore
from netmeet_tui.journal.vault import OpenMeeting, Vault
from tests.journal.support import BEGAN, PASSPHRASE, filled, make, quick, snapshot, vault_keys
from tests.journal.test_recovery import SEVENS
from tests.journal.test_slots import Keyring
from tests.scale import times

MADE = "2026-05-06T07:08:09+01:00"
OTHER = "fünf andere Bäume"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with an open meeting, every way in and something kept, and a backup of it beside it."""
    place = tmp_path_factory.mktemp("sound")
    filled(place / "v")
    vault = Vault.unlock(place / "v", PASSPHRASE, Keychain(Keyring()))
    vault.set_recovery(SEVENS)
    vault.keep("before", {1: b"first kept", 2: b"second kept"}, "2026-03-04", "2027-03-04")
    made = backup.make(vault, place / "b.nmb", MADE)
    vault.close()
    assert (made.created, made.kept, made.whole) == (MADE, 2, True)
    assert made.ways == {"passphrase", "recovery"}
    return place


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A copy of that place."""
    return shutil.copytree(sound, tmp_path / "place")


def kept_in(vault: Vault) -> list[bytes | None]:
    assert vault.kept_trouble() == ""
    return [one.record for one in vault.kept()]


def test_a_backup_is_one_private_file_that_says_nothing_without_a_way_in(place: Path) -> None:
    path = place / "b.nmb"
    data = path.read_bytes()
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in place.iterdir()) == ["b.nmb", "v"]
    for word in (b"first kept", b"00000000 ", b"Ann", PASSPHRASE.encode(), BEGAN.encode()):
        assert word not in data
    for typed in (PASSPHRASE, SEVENS.upper()):
        assert backup.verify(path, typed).size == len(data)
    for wrong in ("", OTHER, "abandon " * 11 + "about"):
        with pytest.raises(errors.WrongPassphrase, match=r"b\.nmb"):
            backup.verify(path, wrong)


def test_a_backup_holds_no_meeting_and_no_key_of_one_and_no_keyring(place: Path) -> None:
    """With everything that is needed to open it in hand."""
    held = backup.opened(place / "b.nmb", PASSPHRASE)
    assert held.file.ways() == {"passphrase", "recovery"}
    files.write(place / "register.db", held.database, fresh=True)
    with sqlcipher._reading(place / "register.db", keys.subkey(held.data_key, "register")) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: database.execute(f"SELECT * FROM [{name}]").fetchall() for name in tables}
    assert rows["meeting"] == [] and len(rows["kept"]) == 2
    assert "'m'" not in repr(rows) and repr(held) == "Parts()"
    key = (place / "v" / "meetings" / "m.key").read_bytes()
    assert key not in (place / "b.nmb").read_bytes()
    _, data_key = vault_keys(place / "v")
    assert held.data_key == data_key


def test_who_restores_a_backup_cannot_read_the_meeting_that_was_open(place: Path) -> None:
    told = restore(place / "b.nmb", place / "new", PASSPHRASE)
    assert (told.put_back, told.kept_aside) == (("vault.db", "vault.json"), ())
    for path in (place / "new").rglob("*"):
        assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    vault = Vault.unlock(place / "new", SEVENS)
    assert vault.open_meetings() == () and kept_in(vault) == [b"first kept", b"second kept"]
    vault.close()
    # Even with the meeting's database and head carried over: its key was in no backup.
    for end in (".db", ".head"):
        shutil.copy(place / "v" / "meetings" / f"m{end}", place / "new" / "meetings" / f"m{end}")
    vault = Vault.unlock(place / "new", PASSPHRASE)
    assert vault.open_meetings() == ()
    vault.close()


def test_a_backup_never_takes_the_place_of_a_file(place: Path) -> None:
    vault = Vault.unlock(place / "v", PASSPHRASE)
    before = (place / "b.nmb").read_bytes()
    with pytest.raises(errors.StoreError, match="already is a file"):
        backup.make(vault, place / "b.nmb", MADE)
    with pytest.raises(errors.StoreError):
        backup.make(vault, place / "nowhere" / "b.nmb", MADE)
    vault.close()
    assert (place / "b.nmb").read_bytes() == before
    with pytest.raises(errors.StoreError, match="locked"):
        backup.make(vault, place / "c.nmb", MADE)
    assert sorted(p.name for p in place.iterdir()) == ["b.nmb", "v"]


def test_a_file_that_came_meanwhile_is_not_written_over(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = files.write

    def meanwhile(path: Path, data: bytes, *, fresh: bool) -> None:
        honest(path, data, fresh=fresh)
        (place / "c.nmb").write_text("somebody else's")

    vault = Vault.unlock(place / "v", PASSPHRASE)
    monkeypatch.setattr(files, "write", meanwhile)
    with pytest.raises(errors.StoreError, match="already is a file"):
        backup.make(vault, place / "c.nmb", MADE)
    vault.close()
    assert (place / "c.nmb").read_text() == "somebody else's"
    assert sorted(p.name for p in place.iterdir()) == ["b.nmb", "c.nmb", "v"]


@pytest.mark.parametrize("call", ["write", "publish", "_checked", "_tag"])
def test_a_making_cut_short_leaves_nothing_under_the_name(
    place: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The program is stopped before each step in turn; what is written is written aside."""

    class Stopped(BaseException):
        pass

    def stop(*_: object, **__: object) -> None:
        raise Stopped

    vault = Vault.unlock(place / "v", PASSPHRASE)
    monkeypatch.setattr(files if hasattr(files, call) else backup, call, stop)
    with pytest.raises(Stopped):
        backup.make(vault, place / "c.nmb", MADE)
    monkeypatch.undo()
    assert not (place / "c.nmb").exists()
    assert backup.make(vault, place / "c.nmb", MADE).kept == 2
    vault.close()


def test_a_backup_that_the_disk_did_not_keep_as_written_gets_no_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = files.write

    def careless(path: Path, data: bytes, *, fresh: bool) -> None:
        changed = bytearray(data)
        if data.startswith(backup.MAGIC):
            changed[-40] ^= 1
        honest(path, bytes(changed), fresh=fresh)

    vault = Vault.unlock(place / "v", PASSPHRASE)
    monkeypatch.setattr(files, "write", careless)
    with pytest.raises(backup.BackupDamaged):
        backup.make(vault, place / "c.nmb", MADE)
    vault.close()
    assert sorted(p.name for p in place.iterdir()) == ["b.nmb", "v"]


def _refused(path: Path, folder: Path) -> None:
    for call in (lambda: backup.verify(path, PASSPHRASE), lambda: restore(path, folder, PASSPHRASE)):
        with pytest.raises((backup.BackupDamaged, errors.WrongPassphrase, errors.NotAVault)) as caught:
            call()
        said = str(caught.value)
        assert path.name in said and "please" in said and PASSPHRASE not in said
    assert not folder.exists()


def test_a_changed_byte_anywhere_is_noticed(place: Path) -> None:
    data, chance = (place / "b.nmb").read_bytes(), random.Random(5)
    _, ways, database = backup._SIZES.unpack_from(data, len(backup.MAGIC))
    head = len(data) - 32 - database
    places = {
        *range(0, head - ways, 5),  # what it is, the lengths, and the head
        *chance.sample(range(head - ways, head), times(12, 150)),
        *chance.sample(range(head, len(data)), times(12, 400)),  # the database, and what authenticates it
        len(data) - 1,
    }
    for at in sorted(places):
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        (place / "changed.nmb").write_bytes(changed)
        _refused(place / "changed.nmb", place / "new")


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[: len(backup.MAGIC)] + b"\xff" * 16 + data[len(backup.MAGIC) + 16 :],
        lambda data: b"netmeet-backup/2\n" + data[len(backup.MAGIC) :],
        lambda data: random.Random(1).randbytes(len(data)),
        lambda _: backup.MAGIC,
    ],
)
def test_what_is_no_backup_is_refused_in_a_sentence(place: Path, harm: Callable[[bytes], bytes]) -> None:
    (place / "bad.nmb").write_bytes(harm((place / "b.nmb").read_bytes()))
    _refused(place / "bad.nmb", place / "new")


def test_a_backup_that_is_not_there_is_said(place: Path) -> None:
    _refused(place / "none.nmb", place / "new")


def test_a_backup_that_asks_for_too_much_is_refused_before_any_work(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (place / "b.nmb").read_bytes()
    dear = data.replace(b'"t": 2,', b'"t":99,')
    assert dear != data
    (place / "dear.nmb").write_bytes(dear)

    def worked(*_: object) -> bytes:
        raise AssertionError("a key was stretched")

    monkeypatch.setattr(keys, "stretch", worked)
    _refused(place / "dear.nmb", place / "new")


def test_an_old_backup_opens_with_the_passphrase_of_its_day(place: Path) -> None:
    vault = Vault.unlock(place / "v", PASSPHRASE)
    vault.change_passphrase(OTHER, kdf=quick)
    backup.make(vault, place / "later.nmb", MADE)
    vault.close()
    assert backup.verify(place / "b.nmb", PASSPHRASE).kept == 2
    assert backup.verify(place / "later.nmb", OTHER).kept == 2
    for path, typed in (("b.nmb", OTHER), ("later.nmb", PASSPHRASE)):
        with pytest.raises(errors.WrongPassphrase):
            backup.verify(place / path, typed)


def _lost(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


@pytest.mark.parametrize("harm", [_lost, _empty, _noise])
@pytest.mark.parametrize("names", [("vault.json",), ("vault.db",), ("vault.json", "vault.db")])
def test_what_is_broken_is_put_back_and_the_open_meeting_goes_on(
    place: Path, names: tuple[str, ...], harm: Callable[[Path], None]
) -> None:
    folder = place / "v"
    for name in names:
        harm(folder / name)
    before = snapshot(folder)
    told = restore(place / "b.nmb", folder, SEVENS)
    assert sorted(told.put_back) == sorted(names)
    assert sorted(told.kept_aside) == sorted(f"{name}.damaged" for name in names if name in before)
    for name in told.kept_aside:
        assert (folder / name).read_bytes() == before[name.removesuffix(".damaged")]
    assert {name: data for name, data in snapshot(folder).items() if name.startswith("meetings")} == {
        name: data for name, data in before.items() if name.startswith("meetings")
    }
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.open_meetings() == (OpenMeeting("m", BEGAN),)
    assert len(vault.resume("m").records()) == 20
    assert kept_in(vault) == [b"first kept", b"second kept"]
    vault.close()


def test_a_register_put_back_over_newer_ways_in_is_whole_again(place: Path) -> None:
    """What was kept after the backup was made is lost with the register; what is there is what was kept."""
    vault = Vault.unlock(place / "v", PASSPHRASE)
    vault.keep("later", {1: b"third kept"}, "2026-04-05", "2027-04-05")
    vault.change_passphrase(OTHER, kdf=quick)
    vault.close()
    _noise(place / "v" / "vault.db")
    restore(place / "b.nmb", place / "v", PASSPHRASE)
    vault = Vault.unlock(place / "v", OTHER)
    assert kept_in(vault) == [b"first kept", b"second kept"]
    vault.keep("later", {1: b"third kept"}, "2026-04-05", "2027-04-05")
    assert kept_in(vault) == [b"first kept", b"second kept", b"third kept"]
    vault.close()


def test_ways_in_put_back_beside_a_newer_register_keep_what_it_holds(place: Path) -> None:
    vault = Vault.unlock(place / "v", PASSPHRASE)
    vault.keep("later", {1: b"third kept"}, "2026-04-05", "2027-04-05")
    vault.close()
    (place / "v" / "vault.json").unlink()
    assert restore(place / "b.nmb", place / "v", PASSPHRASE).put_back == ("vault.json",)
    vault = Vault.unlock(place / "v", PASSPHRASE)
    assert kept_in(vault) == [b"first kept", b"second kept", b"third kept"]
    vault.close()


def test_restoring_brings_back_what_was_erased_since(place: Path) -> None:
    vault = Vault.unlock(place / "v", PASSPHRASE)
    vault.erase_kept(vault.kept()[0].id, "2026-06-07")
    assert kept_in(vault) == [None, b"second kept"]
    after = backup.make(vault, place / "after.nmb", MADE)
    vault.close()
    assert after.kept == 1
    for name, expected in (("b.nmb", [b"first kept", b"second kept"]), ("after.nmb", [None, b"second kept"])):
        restore(place / name, place / name[:-4], PASSPHRASE)
        again = Vault.unlock(place / name[:-4], PASSPHRASE)
        assert kept_in(again) == expected
        again.close()


def test_an_erased_meeting_stays_erased_whatever_is_restored(place: Path) -> None:
    vault = Vault.unlock(place / "v", PASSPHRASE)
    vault.erase("m")
    vault.close()
    (place / "v" / "vault.json").unlink()
    (place / "v" / "vault.db").unlink()
    restore(place / "b.nmb", place / "v", PASSPHRASE)
    vault = Vault.unlock(place / "v", PASSPHRASE)
    assert vault.open_meetings() == () and list((place / "v" / "meetings").iterdir()) == []
    vault.close()


def test_a_vault_that_is_in_order_or_open_is_left_alone(place: Path) -> None:
    before = snapshot(place / "v")
    with pytest.raises(errors.StoreError, match="in order"):
        restore(place / "b.nmb", place / "v", PASSPHRASE)
    assert snapshot(place / "v") == before
    vault = Vault.unlock(place / "v", PASSPHRASE)
    (place / "v" / "vault.json").rename(place / "away.json")
    with pytest.raises(errors.VaultBusy):
        restore(place / "b.nmb", place / "v", PASSPHRASE)
    vault.close()
    # By another name: what to do when nothing opens it any more.
    assert restore(place / "b.nmb", place / "v", PASSPHRASE).put_back == ("vault.json",)


@pytest.mark.parametrize("lost", [(), ("vault.json", "vault.db"), ("vault.db",)])
def test_another_vault_is_left_alone(place: Path, lost: tuple[str, ...]) -> None:
    filled(place / "w")
    for name in lost:
        (place / "w" / name).unlink()
    before = snapshot(place / "w")
    with pytest.raises(errors.StoreError, match="another vault"):
        restore(place / "b.nmb", place / "w", PASSPHRASE)
    assert snapshot(place / "w") == before


def test_a_broken_file_never_takes_the_place_of_one_kept_before(place: Path) -> None:
    for time in range(3):
        (place / "v" / "vault.json").write_bytes(b"broken %d" % time)
        restore(place / "b.nmb", place / "v", PASSPHRASE)
    kept = {path.name: path.read_bytes() for path in (place / "v").glob("*.damaged*")}
    assert kept == {
        "vault.json.damaged": b"broken 0",
        "vault.json.damaged-2": b"broken 1",
        "vault.json.damaged-3": b"broken 2",
    }


def test_the_log_of_a_broken_register_is_not_read_into_the_new_one(place: Path) -> None:
    vault = make(place / "other", OTHER)
    vault.begin("x", BEGAN)
    vault.close()
    _noise(place / "v" / "vault.db")
    (place / "v" / "vault.db-wal").write_bytes(b"a log of something else")
    restore(place / "b.nmb", place / "v", PASSPHRASE)
    assert (place / "v" / "vault.db.damaged-wal").read_bytes() == b"a log of something else"
    vault = Vault.unlock(place / "v", PASSPHRASE)
    assert kept_in(vault) == [b"first kept", b"second kept"]
    vault.close()


@pytest.mark.parametrize("harm", [_lost, _noise])
@pytest.mark.parametrize("step", range(4))
def test_a_restoring_cut_short_is_finished_by_another(
    place: Path, monkeypatch: pytest.MonkeyPatch, step: int, harm: Callable[[Path], None]
) -> None:
    """And never opens half: with its ways in and no register, netmeet would make an empty one."""

    class Stopped(BaseException):
        pass

    honest, calls = files.write, iter(range(100))

    def stopping(path: Path, data: bytes, *, fresh: bool) -> None:
        # The database is also written once into a temporary folder, to be read.
        if path.parent == place / "v" and next(calls) == step // 2:
            if step % 2:
                honest(path, data, fresh=fresh)
            raise Stopped
        honest(path, data, fresh=fresh)

    for name in ("vault.json", "vault.db"):
        harm(place / "v" / name)
    monkeypatch.setattr(files, "write", stopping)
    with pytest.raises(Stopped):
        restore(place / "b.nmb", place / "v", PASSPHRASE)
    monkeypatch.undo()
    if step < 3:
        with pytest.raises(errors.VaultDamaged):
            Vault.unlock(place / "v", PASSPHRASE)
        restore(place / "b.nmb", place / "v", PASSPHRASE)
    vault = Vault.unlock(place / "v", PASSPHRASE)
    assert kept_in(vault) == [b"first kept", b"second kept"] and len(vault.resume("m").records()) == 20
    vault.close()
