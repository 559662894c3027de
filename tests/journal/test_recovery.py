"""The recovery code: a second way in, that no keyring and no forgotten passphrase can take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.journal import errors, recovery, slots
from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, filled, quick, snapshot

# Two examples of the standard itself: the words for 128 bits of nothing, and for 128 bits of 7f.
NOUGHT = "abandon " * 11 + "about"
SEVENS = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def with_code(folder: Path, code: str = SEVENS) -> None:
    """A closed vault with a meeting and a recovery code."""
    filled(folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.set_recovery(code)
    vault.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a vault, made once and copied."""
    folder = tmp_path_factory.mktemp("made") / "v"
    with_code(folder)
    return folder


def test_a_code_is_twelve_words_that_read_back_as_its_bits() -> None:
    assert recovery.read(NOUGHT) == bytes(16)
    assert recovery.read(SEVENS) == b"\x7f" * 16
    codes = {recovery.new_code() for _ in range(20)}
    assert len(codes) == 20
    for code in codes:
        bits = recovery.read(code)
        assert len(code.split()) == recovery.WORDS and bits is not None and len(bits) == 16


@pytest.mark.parametrize(
    "copied",
    [
        SEVENS.upper(),
        f"  {SEVENS.replace(' ', '   ')}\n",
        SEVENS.replace(" ", ", "),
        SEVENS.replace(" ", "\n"),
        " ".join(f"{number}. {word}" for number, word in enumerate(SEVENS.split(), 1)),
        " ".join(f"{number}) {word.title()};" for number, word in enumerate(SEVENS.split(), 1)),
        "\t".join(f"{number}{word}" for number, word in enumerate(SEVENS.split(), 1)),
    ],
)
def test_a_code_may_be_copied_in_many_ways(copied: str) -> None:
    assert recovery.read(copied) == b"\x7f" * 16


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        PASSPHRASE,
        " ".join(SEVENS.split()[:11]),
        f"{SEVENS} legal",
        SEVENS.replace("sausage", "sausages"),
        SEVENS.replace("year wave", "wave year"),
        "abandon " * 12,
        "\udc80 " * 12,
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ],
)
def test_what_is_not_a_code_is_not_taken_for_one(wrong: str) -> None:
    assert recovery.read(wrong) is None
    with pytest.raises(errors.StoreError, match="not a recovery code"):
        slots.recovery_slot("id", wrong, bytes(32))


def test_what_is_not_a_code_changes_nothing(folder: Path) -> None:
    before = snapshot(folder)
    vault = Vault.unlock(folder, SEVENS)
    with pytest.raises(errors.StoreError, match="not a recovery code"):
        vault.set_recovery("abandon " * 12)
    vault.close()
    assert snapshot(folder) == before


def test_the_code_opens_the_vault_and_the_meeting_in_it(folder: Path) -> None:
    vault = Vault.unlock(folder, SEVENS.title())
    assert vault.opened_by == "recovery" and vault.ways == {"passphrase", "recovery"}
    assert len(vault.resume("m").records()) == 20
    vault.close()
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.opened_by == "passphrase"
    vault.close()


def test_a_new_code_takes_the_place_of_the_old_one(folder: Path) -> None:
    vault = Vault.unlock(folder, SEVENS)
    vault.set_recovery(NOUGHT)
    # Durable when it returns: the file says so while the vault is still open.
    assert slots.open_with(slots.load(folder), NOUGHT) is not None
    vault.close()
    before = snapshot(folder)
    with pytest.raises(errors.WrongPassphrase):
        Vault.unlock(folder, SEVENS)
    assert snapshot(folder) == before
    assert slots.load(folder).ways() == {"passphrase", "recovery"}


def test_a_forgotten_passphrase_is_replaced_with_the_code_and_nothing_is_encrypted_anew(folder: Path) -> None:
    before = snapshot(folder)
    vault = Vault.unlock(folder, SEVENS)
    vault.change_passphrase("fünf neue Bäume", kdf=quick)
    vault.close()
    after = snapshot(folder)
    assert {name for name in before if before[name] != after[name]} == {"vault.json"}
    assert before.keys() == after.keys()
    with pytest.raises(errors.WrongPassphrase):
        Vault.unlock(folder, PASSPHRASE)
    for typed, way in (("fünf neue Bäume", "passphrase"), (SEVENS, "recovery")):
        vault = Vault.unlock(folder, typed)
        assert vault.opened_by == way
        vault.close()


def test_no_passphrase_is_no_new_passphrase(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    with pytest.raises(errors.StoreError, match="no passphrase"):
        vault.change_passphrase("", kdf=quick)
    vault.close()
    with pytest.raises(errors.StoreError, match="locked"):
        vault.change_passphrase("another", kdf=quick)
    with pytest.raises(errors.StoreError, match="locked"):
        vault.set_recovery(SEVENS)
    Vault.unlock(folder, PASSPHRASE).close()


def test_a_passphrase_that_reads_as_a_code_is_a_passphrase_all_the_same(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.change_passphrase(NOUGHT, kdf=quick)
    vault.close()
    vault = Vault.unlock(folder, NOUGHT)
    assert vault.opened_by == "passphrase"
    vault.close()
