"""Making, opening and locking a vault."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from netmeet_tui.journal import errors, keys, schema, slots, sqlcipher
from netmeet_tui.journal.vault import Glance, OpenMeeting, Vault, VaultState, look
from tests.journal.support import BEGAN, ENV, PASSPHRASE, filled, make, quick, record, snapshot, vault_keys


def test_what_was_confirmed_is_there_after_locking_and_unlocking(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "vault"
    vault = make(folder)
    journal = vault.begin("m-1", BEGAN)
    written = [record(n) for n in range(30)]
    for one in written:
        journal.append(one)
        journal.settle()
    assert vault.open_meetings() == (OpenMeeting("m-1", BEGAN),)
    vault.close()
    vault.close()

    with pytest.raises(errors.StoreError, match="locked"):
        vault.open_meetings()
    again = Vault.unlock(folder, PASSPHRASE)
    assert again.open_meetings() == (OpenMeeting("m-1", BEGAN),)
    assert list(again.resume("m-1").records()) == written
    again.close()


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    before = snapshot(tmp_path / "v")
    for wrong in ("", "vier grune Baume", PASSPHRASE + " ", "\udc80"):
        with pytest.raises(errors.WrongPassphrase) as caught:
            Vault.unlock(tmp_path / "v", wrong)
        assert not wrong or wrong not in str(caught.value)
    assert snapshot(tmp_path / "v") == before


def test_an_accent_may_be_typed_in_either_of_its_forms(tmp_path: Path) -> None:
    make(tmp_path / "v", "caf\u00e9").close()
    Vault.unlock(tmp_path / "v", "cafe\u0301").close()


def test_an_empty_passphrase_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreError, match="no passphrase"):
        make(tmp_path / "v", "")
    assert look(tmp_path / "v").state is VaultState.ABSENT


def test_a_look_tells_absent_there_and_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    assert look(folder) == Glance(VaultState.ABSENT)
    folder.mkdir()
    assert look(folder) == Glance(VaultState.ABSENT)
    vault = make(folder)
    assert look(folder) == Glance(VaultState.LOCKED)
    vault.close()
    sound = (folder / "vault.json").read_bytes()
    for bad in (b"", b"{", b"[]", b"\xff\xfe", b"[" * 60_000, b" " * 70_000):
        (folder / "vault.json").write_bytes(bad)
        seen = look(folder)
        assert seen.state is VaultState.DAMAGED and "vault.json" in seen.sentence
    (folder / "vault.json").unlink()
    assert look(folder).state is VaultState.DAMAGED, "vault.db without vault.json is not an empty folder"
    (folder / "vault.json").write_bytes(sound)
    (folder / "vault.db").write_bytes(b"")
    assert "vault.db" in look(folder).sentence


def test_a_vault_is_not_made_over_another(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    before = snapshot(tmp_path / "v")
    with pytest.raises(errors.StoreError, match="already a vault"):
        make(tmp_path / "v", "another")
    (tmp_path / "v" / "vault.json").rename(tmp_path / "kept.json")
    with pytest.raises(errors.VaultDamaged):
        make(tmp_path / "v", "another")
    (tmp_path / "kept.json").rename(tmp_path / "v" / "vault.json")
    assert snapshot(tmp_path / "v") == before


def test_a_second_program_is_told_that_the_first_is_open(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    journal = vault.begin("m", BEGAN)
    code = (
        "import sys; from pathlib import Path\n"
        "from netmeet_tui.journal.vault import Vault\n"
        "from netmeet_tui.journal.errors import StoreError\n"
        "try: Vault.unlock(Path(sys.argv[1]), sys.argv[2])\n"
        "except StoreError as error: print(type(error).__name__)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "v"), PASSPHRASE]
    other = subprocess.run(command, env=ENV, capture_output=True, text=True, check=True)
    assert (other.stdout.strip(), other.stderr) == ("VaultBusy", "")
    with pytest.raises(errors.VaultBusy):
        Vault.unlock(tmp_path / "v", PASSPHRASE)
    journal.append(b"still mine")
    vault.close()
    other = subprocess.run(command, env=ENV, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "", "once it is closed the next one gets in"


@pytest.mark.parametrize(
    ("m", "t", "p"),
    [
        (8, 2, 1),
        (19 * 1024 - 1, 2, 1),
        (64 << 20, 2, 1),
        (19 * 1024, 21, 1),
        (19 * 1024, 10**9, 1),
        (19 * 1024, 2, 17),
        (1024 * 1024, 20, 1),
    ],
)
def test_settings_out_of_bounds_are_refused_before_they_cost_anything(
    tmp_path: Path, m: int, t: int, p: int
) -> None:
    filled(tmp_path / "v")
    path = tmp_path / "v" / "vault.json"
    said = json.loads(path.read_bytes())
    said["slots"][0] |= {"m": m, "t": t, "p": p}
    path.write_text(json.dumps(said))
    before = snapshot(tmp_path / "v")
    with pytest.raises(errors.VaultDamaged, match="settings"):
        Vault.unlock(tmp_path / "v", PASSPHRASE)
    assert snapshot(tmp_path / "v") == before


@pytest.mark.parametrize("field", ["t", "salt", "id"])
def test_a_slot_is_bound_to_its_settings_and_its_vault(tmp_path: Path, field: str) -> None:
    filled(tmp_path / "v")
    path = tmp_path / "v" / "vault.json"
    said = json.loads(path.read_bytes())
    place = said if field == "id" else said["slots"][0]
    place[field] = 3 if field == "t" else said["id"] if field == "salt" else "0" * 32
    path.write_text(json.dumps(said))
    with pytest.raises(errors.WrongPassphrase):
        Vault.unlock(tmp_path / "v", PASSPHRASE)


def test_a_slot_does_not_open_when_only_the_bound_data_differs() -> None:
    data_key, slot_key = keys.new_key(), keys.new_key()
    slot = slots.fill("one", slots.KeyringSlot(service="s", account="a"), slot_key, data_key)
    assert slots.take("one", slot, slot_key) == data_key
    assert slots.take("two", slot, slot_key) is None
    other = slots.KeyringSlot(service="s", account="b", wrapped=slot.wrapped)
    assert slots.take("one", other, slot_key) is None


def test_a_keyring_is_never_the_only_way_in(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    path = tmp_path / "v" / "vault.json"
    said = json.loads(path.read_bytes())
    said["slots"] = [{"kind": "keyring", "service": "netmeet", "account": "x", "wrapped": ""}]
    path.write_text(json.dumps(said))
    with pytest.raises(errors.VaultDamaged):
        Vault.unlock(tmp_path / "v", PASSPHRASE)


def test_a_folder_of_another_or_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    path = tmp_path / "v" / "vault.json"
    said = json.loads(path.read_bytes())
    said["format"] = "netmeet-vault/2"
    path.write_text(json.dumps(said))
    before = snapshot(tmp_path / "v")
    with pytest.raises(errors.NotAVault):
        Vault.unlock(tmp_path / "v", PASSPHRASE)
    assert snapshot(tmp_path / "v") == before


def test_the_register_of_another_vault_does_not_open(tmp_path: Path) -> None:
    filled(tmp_path / "a")
    filled(tmp_path / "b")
    (tmp_path / "b" / "vault.db").replace(tmp_path / "a" / "vault.db")
    with pytest.raises(errors.VaultDamaged):
        Vault.unlock(tmp_path / "a", PASSPHRASE)


def test_the_known_answer_of_the_passphrase_function() -> None:
    """Fixed for ever: a vault made today must open with tomorrow's netmeet."""
    expected = "f26ef656e8289a521d232e63f33c11b91527593a0c96b906215faf8c538f8fee"
    assert keys.stretch("e\u0301", b"s" * 16, quick()).hex() == expected
    with pytest.raises(ValueError):
        keys.stretch("x", b"s" * 16, keys.Kdf(1024, 1, 1))


def test_calibration_never_goes_below_the_floor() -> None:
    found = keys.calibrate(target=0.0)
    assert (found.m, found.t) == (64 * 1024, 3) and found.allowed()


def test_the_register_tells_no_more_of_a_meeting_than_its_number(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    vault.begin("m", "2031-07-07T07:07").append(b"one")
    vault.close()
    _, data_key = vault_keys(tmp_path / "v")
    held = sqlcipher.open_existing(
        tmp_path / "v" / "vault.db",
        keys.subkey(data_key, "register"),
        schema.register,
        schema.REGISTER,
        errors.damaged_vault,
    )
    rows = {name: [tuple(row.values()) for row in held.table(name).rows] for name in held.table_names()}
    held.close()
    assert rows["meeting"] == [("m",)] and "2031-07-07" not in repr(rows)


def test_an_older_register_lets_go_of_when_meetings_began(tmp_path: Path) -> None:
    from sqlite_utils import Migrations

    path, key = tmp_path / "vault.db", keys.new_key()
    first = Migrations("netmeet.register")
    first()(schema.open_meetings)
    held = sqlcipher.create(path, key, first, errors.damaged_vault)
    held.table("meeting").insert({"id": "m", "began": BEGAN})
    held.close()
    held = sqlcipher.open_existing(path, key, schema.register, schema.REGISTER, errors.damaged_vault)
    assert list(held.table("meeting").rows) == [{"id": "m"}]
    held.close()


def test_a_meeting_whose_key_cannot_be_read_is_listed_and_can_be_erased(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    vault.begin("n", "2026-03-04T09:00:00+00:00").close()
    (tmp_path / "v" / "meetings" / "m.key").write_bytes(b"nmkey/1\nnot the key")
    assert vault.open_meetings() == (OpenMeeting("n", "2026-03-04T09:00:00+00:00"), OpenMeeting("m", ""))
    with pytest.raises(errors.MeetingDamaged, match=r"m\.key"):
        vault.resume("m")
    vault.erase("m")
    assert [meeting.id for meeting in vault.open_meetings()] == ["n"]
    vault.close()


@pytest.mark.parametrize("bad", ["", "../x", "a/b", "a.b", "x" * 65, "-x", "a\n"])
def test_a_meeting_id_that_is_no_file_name_is_refused(tmp_path: Path, bad: str) -> None:
    vault = make(tmp_path / "v")
    with pytest.raises(errors.StoreError):
        vault.begin(bad, BEGAN)
    assert vault.open_meetings() == () and not list((tmp_path / "v" / "meetings").iterdir())
    vault.close()


def test_a_meeting_begins_once_and_is_opened_once(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    journal = vault.begin("m", BEGAN)
    journal.append(b"one")
    with pytest.raises(errors.StoreError, match="already"):
        vault.begin("m", BEGAN)
    with pytest.raises(errors.VaultBusy):
        vault.resume("m")
    with pytest.raises(errors.StoreError, match="no open meeting"):
        vault.resume("other")
    journal.close()
    assert list(vault.resume("m").records()) == [b"one"]
    vault.close()


def test_every_sentence_says_where_and_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "vault.db"
    for error in (
        errors.damaged_vault(file),
        errors.damaged_meeting(file),
        errors.wrong_passphrase(tmp_path),
        errors.busy(tmp_path),
        errors.read_only(tmp_path),
        errors.disk_full(tmp_path),
        errors.not_a_vault(file),
        errors.trouble(tmp_path),
    ):
        said = str(error).replace(str(tmp_path), "FOLDER")
        assert "FOLDER" in said and "please" in said
        assert said.endswith(".") and ". " not in said, "one sentence"


def test_importing_the_room_and_looking_brings_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "import netmeet_tui.journal.vault as v, netmeet_tui.journal.keychain\n"
        "v.look(Path(sys.argv[1]))\n"
        "heavy = {'sqlite_utils','sqlcipher3','keyring','argon2','cryptography','msgspec','textual','click',"
        "'netmeet_tui.meeting'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    filled(tmp_path / "v")
    command = [sys.executable, "-c", code, str(tmp_path / "v")]
    said = subprocess.run(command, env=ENV, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_driver_must_come_before_sqlite_utils() -> None:
    code = "import sqlite_utils\nimport netmeet_tui.journal.sqlcipher\n"
    late = subprocess.run([sys.executable, "-c", code], env=ENV, capture_output=True, text=True, check=False)
    assert late.returncode != 0 and "sqlite_utils was imported before" in late.stderr
