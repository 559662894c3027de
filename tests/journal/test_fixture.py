"""A vault and a backup that stay in the repository for ever: every netmeet has to open what an older one wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netmeet_tui.journal import backup, slots
from netmeet_tui.journal.restore import restore
from netmeet_tui.journal.vault import OpenMeeting, Vault

FIXTURE = Path(__file__).parent / "fixtures" / "vault-1"
_SAID = dict(
    line.split(": ", 1)
    for line in (FIXTURE / "README.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith(("passphrase: ", "recovery code: "))
)
PASSPHRASE, CODE = _SAID["passphrase"], _SAID["recovery code"]
KEPT = [
    ("2026-11-20", "2028-11-20", b"the first that was kept", ""),
    ("2026-11-20", "2027-11-20", None, "2026-11-22"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of both."""
    return shutil.copytree(FIXTURE, tmp_path / "place")


def kept_in(vault: Vault) -> list[tuple[str, str, bytes | None, str]]:
    assert vault.kept_trouble() == ""
    return [(one.kept_on, one.review_on, one.record, one.erased_on) for one in vault.kept()]


@pytest.mark.parametrize(("typed", "way"), [(PASSPHRASE, "passphrase"), (CODE, "recovery")])
def test_the_vault_opens_and_holds_what_it_held(place: Path, typed: str, way: str) -> None:
    vault = Vault.unlock(place / "vault", typed)
    assert vault.opened_by == way and vault.ways == {"passphrase", "recovery"}
    assert vault.open_meetings() == (OpenMeeting("waiting", "2026-11-22T18:30:00+00:00"),)
    journal = vault.resume("waiting")
    assert list(journal.records()) == [f"record {number}".encode() for number in range(5)]
    assert journal.sealed("1") == {"name": "Wren, at the über-door"}
    journal.append(b"one more", forget="1")
    assert kept_in(vault) == KEPT
    vault.close()
    vault = Vault.unlock(place / "vault", typed)
    assert vault.resume("waiting").records()[-1] == b"one more"
    vault.close()


@pytest.mark.parametrize("typed", [PASSPHRASE, CODE])
def test_the_backup_opens_and_brings_the_vault_back(place: Path, typed: str) -> None:
    told = backup.verify(place / "backup.nmb", typed)
    assert (told.created, told.kept, told.whole) == ("2026-11-22T19:00:00+00:00", 1, True)
    restore(place / "backup.nmb", place / "new", typed)
    vault = Vault.unlock(place / "new", typed)
    assert vault.open_meetings() == () and kept_in(vault) == KEPT
    vault.close()
    (place / "vault" / "vault.json").unlink()
    (place / "vault" / "vault.db").unlink()
    restore(place / "backup.nmb", place / "vault", typed)
    vault = Vault.unlock(place / "vault", typed)
    assert len(vault.resume("waiting").records()) == 5 and kept_in(vault) == KEPT
    vault.close()


def test_what_this_netmeet_writes_is_of_the_same_format(place: Path) -> None:
    """When this fails, older netmeets cannot open new vaults: give the format another number and add a fixture."""
    file = slots.load(place / "vault")
    assert slots.packed(file) == (place / "vault" / "vault.json").read_bytes()
    assert (place / "backup.nmb").read_bytes().startswith(backup.MAGIC)
