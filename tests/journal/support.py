"""Real vaults for the tests, and ways to harm them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from netmeet_tui.journal import keys, slots
from netmeet_tui.journal.meeting_files import MeetingFiles
from netmeet_tui.journal.vault import Vault

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "vier grüne Bäume"
BEGAN = "2026-03-04T10:00:00+00:00"
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def quick() -> keys.Kdf:
    """The least that a vault may ask for: the tests open many."""
    return keys.Kdf(m=19 * 1024, t=2, p=1)


def make(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    """A new vault that opens quickly."""
    return Vault.create(folder, passphrase, None, kdf=quick)


def record(number: int, size: int = 200) -> bytes:
    """A record that says which one it is."""
    return f"{number:08d} ".encode() + b"." * size


def filled(folder: Path, count: int = 20, size: int = 200) -> None:
    """A closed vault with the meeting ``m`` of so many records."""
    vault = make(folder)
    journal = vault.begin("m", BEGAN)
    for number in range(count):
        journal.append(record(number, size), seal=("lane", "name", "Ann") if number == 0 else None)
    vault.close()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file and its bytes. Only for a closed vault: reading a file drops this program's locks on it."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def copied(folder: Path, target: Path) -> Path:
    """The folder as a crash at this instant would leave it; copied by another program, to keep our locks."""
    code = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(folder), str(target)], check=True)
    return target


def vault_keys(folder: Path, typed: str = PASSPHRASE) -> tuple[str, bytes]:
    """The vault's id and its data key, as somebody who knows the passphrase could take it out."""
    file = slots.load(folder)
    found = slots.open_with(file, typed)
    assert found is not None
    return file.id, found[1]


def meeting_key(folder: Path, meeting_id: str = "m") -> bytes:
    """A meeting's key, as somebody who knows the passphrase could take it out."""
    vault_id, data_key = vault_keys(folder)
    key, _ = MeetingFiles(folder, meeting_id).read_key(vault_id, keys.subkey(data_key, "meeting keys"))
    return key


def replace(folder: Path, source: Path) -> None:
    """Make ``folder`` what ``source`` is."""
    shutil.rmtree(folder)
    shutil.copytree(source, folder)
