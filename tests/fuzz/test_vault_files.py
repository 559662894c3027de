"""Files of a vault that somebody mangled: what was written comes back, or a declared error, and nothing else.

What was mangled opens nothing, costs no time to find out, is never changed by looking, and no sentence tells more
of it than its name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.journal import backup, errors, keys, recovery, slots
from netmeet_tui.journal.glance import JSON
from netmeet_tui.journal.restore import restore as put_back
from netmeet_tui.journal.vault import Vault, look
from tests.fuzz.changes import from_json, of_bytes, of_tree, of_words, to_json
from tests.fuzz.hunt import FULL, LONG_RUN, a_sentence, hunt
from tests.journal.support import BEGAN, PASSPHRASE, copied, make, record, snapshot, vault_keys
from tests.scale import times

pytestmark = LONG_RUN

SETTLED, CONFIRMED = 24, 30
"""So many records are in the file, and so many in the file and its log."""

BOUNDS = {"memory_cost": (19 * 1024, 1024 * 1024), "time_cost": (1, 20), "parallelism": (1, 16)}
"""What Argon2 may be asked for, said once more: m in KiB, rounds, lanes."""


@dataclass(frozen=True)
class Sound:
    """A vault with every way in and one meeting, as a crash left it."""

    folder: Path
    id: str
    data_key: bytes
    code: str
    ring_key: bytes

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no sentence may tell."""
        return (
            PASSPHRASE,
            self.code,
            self.data_key.hex(),
            base64.b64encode(self.data_key).decode(),
            "Ann",
            "0000000",
        )


def names_at(count: int) -> dict[str, str]:
    """What is sealed after so many records: another name each time, and at the twentieth none."""
    return {} if count in (0, 20) else {"name": f"Ann {count}"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    folder = tmp_path_factory.mktemp("sound") / "v"
    vault, code = make(folder), recovery.new_code()
    vault.set_recovery(code)
    journal = vault.begin("m", BEGAN)
    for number in range(CONFIRMED):
        if number == SETTLED:
            journal.settle()
        name = names_at(number + 1).get("name")
        journal.append(
            record(number, 300), seal=("lane:1", "name", name) if name else None, forget=None if name else "lane:1"
        )
    crashed = copied(folder, folder.with_name("crashed"))
    vault.close()
    vault_id, data_key = vault_keys(folder)
    ring_key = keys.new_key()
    slot = slots.fill(vault_id, slots.KeyringSlot(slots.SERVICE, vault_id), ring_key, data_key)
    slots.save(crashed, slots.load(crashed).with_slot(slot), fresh=False)
    assert (crashed / "meetings" / "m.db-wal").stat().st_size > 0
    return Sound(crashed, vault_id, data_key, code, ring_key)


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Argon2 with a memory: what was asked before is not worked out again, and nothing out of bounds is asked."""
    import argon2.low_level

    real, known = argon2.low_level.hash_secret_raw, dict[str, bytes]()
    asked: list[str] = []

    def hash_secret_raw(secret: bytes, salt: bytes, **cost: int) -> bytes:
        assert keys.Kdf(cost["memory_cost"], cost["time_cost"], cost["parallelism"]).allowed()
        assert all(low <= cost[name] <= high for name, (low, high) in BOUNDS.items())
        assert 8 <= len(salt) <= 64
        what = repr((secret, salt, sorted(cost.items())))
        asked.append(what)
        if not known:  # the first is the sound one
            known[what] = real(secret, salt, **cost)  # type: ignore[arg-type]
        return known.get(what) or hashlib.sha256(what.encode()).digest()

    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", hash_secret_raw)
    return asked


# -- who may open it -----------------------------------------------------------------------------------------------


def opened(sound: Sound) -> list[bytes]:
    """Every key that ``vault.json`` gives to who has everything: the vault's own, or none. Raises StoreError."""
    file = slots.load(sound.folder)
    found = [one[1] for typed in (PASSPHRASE, sound.code) if (one := slots.open_with(file, typed)) is not None]
    rung = (slots.take(file.id, slot, sound.ring_key) for slot in file.slots if slots.kind(slot) == "keyring")
    return found + [key for key in rung if key is not None]


def looked_at(sound: Sound, data: bytes) -> list[bytes]:
    """What opens, after looking at it in every way; the file stays as it is."""
    path = sound.folder / JSON
    path.write_bytes(data)
    seen = look(sound.folder)
    assert seen.sentence.isprintable()
    try:
        found = opened(sound)
    except errors.StoreError as error:
        a_sentence(error, *sound.secrets)
        assert JSON in str(error)
        found = []
    assert set(found) <= {sound.data_key}
    assert path.read_bytes() == data
    return found


def test_a_mangled_slot_opens_nothing_else(sound: Sound, bounded: list[str]) -> None:
    path = sound.folder / JSON
    whole = path.read_bytes()
    assert len(looked_at(sound, whole)) == 3
    ways: list[int] = []

    def attempt(_name: str, data: bytes) -> None:
        ways.append(len(looked_at(sound, data)))

    hunt("slots", {JSON: whole}, (of_bytes, of_words, of_tree(from_json, to_json)), attempt, 2500)
    path.write_bytes(whole)
    assert {0, 2, 3} <= set(ways), "one way in was broken, and the others still open"
    assert len(set(bounded)) > 10, "settings within the bounds are tried"


NUMBERS = st.one_of(
    st.sampled_from([0, 1, 8, 19 * 1024 - 1, 19 * 1024, 64 * 1024, 1024 * 1024, 1024 * 1024 + 1, 2**26, 2**63, -1]),
    st.integers(-(2**70), 2**70),
)
TEXTS = st.one_of(st.sampled_from(["", "AAAA", "netmeet", "QUFBQUFBQUE=", "\x1b[2J"]), st.text(max_size=12))
ANYTHING = st.recursive(st.none() | st.booleans() | NUMBERS | TEXTS | st.floats(), st.lists, max_leaves=4)


def mixed(true: object) -> st.SearchStrategy[object]:
    """Mostly what stood there; sometimes a number, a text or anything."""
    return st.one_of(st.just(true), st.just(true), NUMBERS, TEXTS, ANYTHING)


@pytest.mark.usefixtures("bounded")
def test_a_vault_file_of_any_shape_is_refused_in_words_or_opens_what_it_should(sound: Sound) -> None:
    path = sound.folder / JSON
    whole = path.read_bytes()
    true = json.loads(whole)

    def shaped(slot: dict[str, object]) -> st.SearchStrategy[dict[str, object]]:
        return st.fixed_dictionaries(
            {"kind": st.sampled_from(["passphrase", "recovery", "keyring", slot["kind"], slot["kind"]])},
            optional={name: mixed(value) for name, value in slot.items() if name != "kind"},
        )

    any_slots = st.lists(st.one_of([shaped(slot) for slot in true["slots"]]), max_size=10)
    documents = st.fixed_dictionaries(
        {"format": st.sampled_from([true["format"]] * 5 + ["netmeet-vault/2", 1, None])},
        optional={
            "id": mixed(true["id"]),
            "created": mixed(true["created"]),
            "slots": st.one_of(any_slots, st.just(true["slots"]), ANYTHING),
        },
    )

    @given(document=documents)
    @settings(deadline=None, max_examples=times(200, FULL), derandomize=True, database=None)
    def any_document(document: dict[str, object]) -> None:
        looked_at(sound, json.dumps(document).encode())

    looked_at(sound, whole)
    any_document()
    path.write_bytes(whole)


# -- a meeting -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("bounded")
def test_mangled_files_of_a_meeting_give_back_what_was_written_or_nothing(sound: Sound) -> None:
    meetings = sound.folder / "meetings"
    whole = {path.name: path.read_bytes() for path in meetings.iterdir() if path.name != "m.db-shm"}
    assert sorted(whole) == ["m.db", "m.db-wal", "m.head", "m.key"]
    written = tuple(record(number, 300) for number in range(CONFIRMED))
    before = snapshot(sound.folder)
    vault = Vault.unlock(sound.folder, PASSPHRASE)
    came: list[tuple[str, int]] = []

    def attempt(name: str, data: bytes) -> None:
        now = {**whole, name: data}
        for file, content in now.items():
            (meetings / file).write_bytes(content)
        try:
            journal = vault.resume("m")
        except errors.MeetingDamaged as error:
            a_sentence(error, *sound.secrets)
            assert "m.db" in str(error) if name == "m.db-wal" else name in str(error)
            assert {path.name: path.read_bytes() for path in meetings.iterdir()} == now
            came.append((name, -1))
            return
        try:
            records = journal.records()
            assert records == written[: len(records)]
            assert dict(journal.sealed("lane:1")) == names_at(len(records))
            # Only the log's own end can be lost without a trace, and never what the head knows of.
            assert len(records) >= (SETTLED if name == "m.db-wal" else CONFIRMED)
            came.append((name, len(records)))
        finally:
            journal.close()

    hunt("meeting", whole, (of_bytes,), attempt, 500)
    vault.close()
    assert {name for name, count in came if count < 0} >= {"m.db", "m.head", "m.key"}
    assert {count for name, count in came if name == "m.db-wal"} >= {SETTLED, CONFIRMED - 1}
    restore(sound.folder, before)


@pytest.mark.usefixtures("bounded")
def test_a_mangled_register_loses_no_meeting(sound: Sound) -> None:
    whole = (sound.folder / "vault.db").read_bytes()
    before = snapshot(sound.folder)

    def attempt(_name: str, data: bytes) -> None:
        (sound.folder / "vault.db").write_bytes(data)
        try:
            vault = Vault.unlock(sound.folder, PASSPHRASE)
        except errors.VaultDamaged as error:
            a_sentence(error, *sound.secrets)
            assert "vault.db" in str(error)
            assert (sound.folder / "vault.db").read_bytes() == data
        else:
            vault.close()
            assert data == whole
        assert snapshot(sound.folder).keys() <= before.keys()

    hunt("register", {"vault.db": whole}, (of_bytes,), attempt, 150)
    restore(sound.folder, before)


# -- a backup ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("bounded")
def test_a_mangled_backup_is_refused_and_puts_nothing_back(sound: Sound, tmp_path: Path) -> None:
    before = snapshot(sound.folder)
    vault = Vault.unlock(sound.folder, PASSPHRASE)
    vault.keep("m", {1: b"of concern 1"}, "2026-03-04", "2027-03-04")
    path, nowhere = tmp_path / "vault.backup", tmp_path / "nowhere"
    told = backup.make(vault, path, BEGAN)
    vault.close()
    restore(sound.folder, before)
    whole = path.read_bytes()
    assert backup.verify(path, PASSPHRASE) == told and (told.kept, told.whole) == (1, True)

    def attempt(name: str, data: bytes) -> None:
        if name == "checked again":  # by somebody who has the vault's key
            data = data[:-32] + hmac.digest(keys.subkey(sound.data_key, "backup"), data[:-32], hashlib.sha256)
        path.write_bytes(data)
        for typed in (PASSPHRASE, sound.code):
            try:
                parts = backup.opened(path, typed)
            except errors.StoreError as error:
                a_sentence(error, *sound.secrets)
                assert path.name in str(error) or isinstance(error, errors.WrongPassphrase)
            else:
                assert data == whole or name == "checked again"
                assert parts.data_key == sound.data_key
        if data != whole and name != "checked again":
            with pytest.raises(errors.StoreError):
                put_back(path, nowhere, sound.code)
            assert not nowhere.exists()
        assert path.read_bytes() == data

    hunt("backup", {"as it is": whole, "checked again": whole}, (of_bytes, of_words), attempt, 300)


def restore(folder: Path, before: dict[str, bytes]) -> None:
    """Make a closed folder's files what they were."""
    for name, data in before.items():
        (folder / name).write_bytes(data)
    for name in snapshot(folder).keys() - before.keys():
        (folder / name).unlink()
