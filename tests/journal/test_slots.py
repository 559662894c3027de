"""``vault.json``: the ways in, each independent of the others, and what a hostile file may not ask for."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netmeet_tui.journal import errors, keys, slots
from netmeet_tui.journal.keychain import Keychain
from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, quick, snapshot
from tests.journal.test_recovery import SEVENS, with_code


class Keyring:
    """A keyring in memory, of one computer."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


Made = tuple[Path, dict[tuple[str, str], str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A closed vault with a meeting, that a passphrase, a code and a keyring open; made once and copied."""
    folder, keyring = tmp_path_factory.mktemp("made") / "v", Keyring()
    with_code(folder)
    vault = Vault.unlock(folder, PASSPHRASE, Keychain(keyring))
    assert vault.ways == {"passphrase", "recovery", "keyring"}, "the keyring's slot keeps the code's"
    vault.close()
    return folder, keyring.kept


@pytest.fixture
def folder(made: Made, tmp_path: Path) -> Path:
    return shutil.copytree(made[0], tmp_path / "v")


@pytest.fixture
def keyring(made: Made) -> Keyring:
    """The keyring of the computer where it was made."""
    found = Keyring()
    found.kept.update(made[1])
    return found


@pytest.mark.parametrize("lost", ["entry", "keyring", "changed"])
def test_losing_the_keyring_or_the_computer_loses_nothing(folder: Path, keyring: Keyring, lost: str) -> None:
    if lost == "entry":
        keyring.kept.clear()
    if lost == "changed":
        keyring.kept = dict.fromkeys(keyring.kept, base64.b64encode(b"k" * 32).decode())
    if lost != "keyring":
        assert Vault.unlock_with_keyring(folder, Keychain(keyring)) is None
    for typed in (PASSPHRASE, SEVENS):
        vault = Vault.unlock(folder, typed)
        assert len(vault.resume("m").records()) == 20
        vault.close()


def test_a_changed_passphrase_and_a_new_code_leave_the_keyring_as_it_is(folder: Path, keyring: Keyring) -> None:
    vault = Vault.unlock_with_keyring(folder, Keychain(keyring))
    assert vault is not None and vault.opened_by == "keyring"
    vault.change_passphrase("another", kdf=quick)
    vault.set_recovery("abandon " * 11 + "about")
    assert vault.ways == {"passphrase", "recovery", "keyring"}
    vault.close()
    for typed in (PASSPHRASE, SEVENS):
        with pytest.raises(errors.WrongPassphrase):
            Vault.unlock(folder, typed)
    for way in ("another", "abandon " * 11 + "about"):
        Vault.unlock(folder, way).close()
    again = Vault.unlock_with_keyring(folder, Keychain(keyring))
    assert again is not None
    again.close()


def test_what_another_program_changed_just_before_is_not_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slots are read to find the key, and once more when nobody else can write them."""
    honest = slots.open_with

    def meanwhile(file: slots.VaultFile, typed: str) -> tuple[slots.Way, bytes] | None:
        monkeypatch.setattr(slots, "open_with", honest)
        other = Vault.unlock(folder, SEVENS)
        other.change_passphrase("another", kdf=quick)
        other.close()
        return honest(file, typed)

    monkeypatch.setattr(slots, "open_with", meanwhile)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.set_recovery(SEVENS)
    vault.close()
    Vault.unlock(folder, "another").close()


VAULT_ID, DATA_KEY = "00112233445566778899aabbccddeeff", bytes(range(32))


def test_the_known_answer_of_the_passphrase_slot() -> None:
    """Fixed for ever: this file must open with every later netmeet."""
    wrapped = (
        "26342cc37f3c4cb09a64b4cf4344cc8b635219f99eb51830a60d108817c2"
        "ab98ff3ae15dc44d22d7164af27aa8dc874bf86bfc1d174faf1c0ab68d4a"
    )
    slot = slots.PassphraseSlot(m=19 * 1024, t=2, p=1, salt=b"s" * 16, wrapped=bytes.fromhex(wrapped))
    file = slots.VaultFile(slots.FORMAT, VAULT_ID, "", (slot,))
    assert slots.open_with(file, PASSPHRASE) == ("passphrase", DATA_KEY)


def test_the_known_answer_of_the_recovery_slot() -> None:
    """Fixed for ever: a code that was written down must open the vault with every later netmeet."""
    wrapped = (
        "dd92af2102a74e7a7224ba48e9da99c57be96ac66b7e26ef1733245996d0"
        "c0c7b71ac3cee6cc5df29ea3a907d9f526733d96919cfd713b9f2225e34a"
    )
    slot = slots.RecoverySlot(wrapped=bytes.fromhex(wrapped))
    closed = slots.PassphraseSlot(m=19 * 1024, t=2, p=1, salt=b"s" * 16)
    file = slots.VaultFile(slots.FORMAT, VAULT_ID, "", (closed, slot))
    assert slots.open_with(file, SEVENS) == ("recovery", DATA_KEY)
    other = slots.VaultFile(slots.FORMAT, VAULT_ID[::-1], "", (closed, slot))
    assert slots.open_with(other, SEVENS) is None, "the code of one vault is no code of another"


def _dear(said: dict[str, Any]) -> None:
    said["slots"][0]["m"] = 64 << 20


def _cheap(said: dict[str, Any]) -> None:
    said["slots"][0]["m"] = 8


def _long(said: dict[str, Any]) -> None:
    said["slots"][0]["t"] = 10**9


def _both(said: dict[str, Any]) -> None:
    said["slots"][0] |= {"m": keys.MOST_KIB, "t": keys.MOST_ROUNDS}


def _many(said: dict[str, Any]) -> None:
    said["slots"] += [{"kind": "keyring", "service": "netmeet", "account": str(n)} for n in range(7)]


def _two(said: dict[str, Any]) -> None:
    said["slots"].append(said["slots"][0])


def _two_codes(said: dict[str, Any]) -> None:
    said["slots"].append(said["slots"][1])


def _code_alone(said: dict[str, Any]) -> None:
    del said["slots"][0]


def _short_salt(said: dict[str, Any]) -> None:
    said["slots"][0]["salt"] = "AAAA"


def _no_kind(said: dict[str, Any]) -> None:
    del said["slots"][0]["kind"]


@pytest.mark.parametrize(
    "harm", [_dear, _cheap, _long, _both, _many, _two, _two_codes, _code_alone, _short_salt, _no_kind]
)
def test_a_hostile_file_is_refused_before_any_work(
    folder: Path,
    keyring: Keyring,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[dict[str, Any]], None],
) -> None:
    path = folder / "vault.json"
    said = json.loads(path.read_bytes())
    harm(said)
    path.write_text(json.dumps(said))
    before = snapshot(folder)

    def worked(*_: object) -> bytes:
        raise AssertionError("a key was stretched")

    monkeypatch.setattr(keys, "stretch", worked)
    for typed in (PASSPHRASE, SEVENS):
        with pytest.raises(errors.VaultDamaged, match=r"vault\.json"):
            Vault.unlock(folder, typed)
    with pytest.raises(errors.VaultDamaged):
        Vault.unlock_with_keyring(folder, Keychain(keyring))
    assert snapshot(folder) == before


def test_a_way_in_of_a_newer_netmeet_is_said_and_left_alone(folder: Path) -> None:
    path = folder / "vault.json"
    said = json.loads(path.read_bytes())
    said["slots"].append({"kind": "badge", "number": 7})
    path.write_text(json.dumps(said))
    before = snapshot(folder)
    with pytest.raises(errors.NotAVault, match="newer netmeet"):
        Vault.unlock(folder, PASSPHRASE)
    assert snapshot(folder) == before


@pytest.mark.parametrize("speed", [1e-6, 0.001, 0.02, 0.5, 30.0])
def test_what_calibration_chooses_is_always_accepted(monkeypatch: pytest.MonkeyPatch, speed: float) -> None:
    """On every machine, from one too fast to measure to one that needs half a minute for the least."""
    ticks = iter((0.0, speed))
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    monkeypatch.setattr(keys, "stretch", lambda *_: bytes(32))
    found = keys.calibrate()
    assert found.allowed() and found.m >= 64 * 1024 and found.t >= 3
