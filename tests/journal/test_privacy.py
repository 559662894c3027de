"""Nothing that was typed can be read on the disk, or in an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from netmeet_tui.journal import errors, keys, sqlcipher
from netmeet_tui.journal.vault import Vault
from tests.journal.support import BEGAN, ENV, PASSPHRASE, copied, make, meeting_key, snapshot

PAGE, RESERVED = 4096, 80  # SQLCipher 4: at each page's end 16 bytes to start from and 64 to check by
MARKER = "Zanzibar-Quokka"


def _holds(folder: Path, *markers: bytes) -> list[str]:
    return [name for name, data in snapshot(folder).items() if any(marker in data for marker in markers)]


def test_no_file_holds_a_word_that_was_typed(tmp_path: Path) -> None:
    passphrase = f"{MARKER} pass"
    vault = make(tmp_path / "v", passphrase)
    journal = vault.begin("m", "2031-07-07T07:07")
    markers = [MARKER.encode(), MARKER.encode("utf-16-le"), MARKER.encode().hex().encode(), b"2031-07-07"]
    for number in range(50):
        journal.append(MARKER.encode() * 20, seal=("lane", f"{MARKER}{number}", MARKER))
    unsettled = copied(tmp_path / "v", tmp_path / "unsettled")
    assert (unsettled / "meetings" / "m.db-wal").stat().st_size > 0
    journal.settle()
    journal.append(b"x", forget="lane")
    settled = copied(tmp_path / "v", tmp_path / "settled")
    vault.close()
    for folder in (unsettled, settled, tmp_path / "v"):
        assert _holds(folder, *markers) == []
    (settled / "note.txt").write_text(MARKER)
    assert _holds(settled, *markers) == ["note.txt"], "the search itself works"


def test_forgotten_text_is_gone_from_the_decrypted_pages_too(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    journal = vault.begin("m", BEGAN)
    journal.append(b"1", seal=("lane", "name", MARKER))
    journal.settle()

    def pages(name: str) -> bytes:
        """The pages of the file without their encryption, what was deleted and not overwritten included."""
        copy = copied(tmp_path / "v", tmp_path / name) / "meetings" / "m.db"
        key, data = keys.subkey(meeting_key(tmp_path / "v"), "records"), copy.read_bytes()
        plain = b""
        for start in range(0, len(data), PAGE):
            page = data[start : start + PAGE]
            iv = page[PAGE - RESERVED : PAGE - RESERVED + 16]
            opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
            plain += opener.update(page[16 if start == 0 else 0 : PAGE - RESERVED])
        return plain

    assert MARKER.encode() in pages("sealed")
    journal.append(b"2", forget="lane")
    journal.settle()
    assert MARKER.encode() not in pages("forgotten") and b"sealed" in pages("again")
    vault.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a folder's rights in another way")
def test_only_the_owner_may_read_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        vault = make(tmp_path / "v")
        journal = vault.begin("m", BEGAN)
        journal.append(b"1")
        crashed = copied(tmp_path / "v", tmp_path / "crashed")
        journal.settle()
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "v").rglob("*")}
        vault.close()
        # The log that a crash left is also looked at, which makes an index for a moment.
        Vault.unlock(crashed, PASSPHRASE).resume("m").close()
    finally:
        os.umask(before)
    assert (tmp_path / "v").stat().st_mode & 0o777 == 0o700
    assert modes.pop("meetings") == 0o700
    assert {"m.db", "m.db-wal", "m.key", "m.head", "vault.db", "vault.json"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_the_library_writes_nothing_over_the_screen(tmp_path: Path) -> None:
    make(tmp_path / "v").close()
    path = tmp_path / "v" / "vault.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    code = (
        "import sys; from pathlib import Path\n"
        "from netmeet_tui.journal.vault import Vault\n"
        "from netmeet_tui.journal.errors import VaultDamaged\n"
        "try: Vault.unlock(Path(sys.argv[1]), sys.argv[2])\n"
        "except VaultDamaged: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "v"), PASSPHRASE]
    said = subprocess.run(command, env=ENV, capture_output=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (7, b"", b"")


def test_an_error_and_a_repr_hold_no_word_that_was_typed(tmp_path: Path) -> None:
    vault = make(tmp_path / "v", MARKER)
    journal = vault.begin("m", BEGAN)
    journal._database.execute("DROP TABLE sealed")  # type: ignore[union-attr]
    with pytest.raises(errors.StoreError) as caught:
        journal.append(MARKER.encode(), seal=("lane", "name", MARKER))
    assert MARKER not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    assert MARKER not in repr(vault) + repr(journal)
    vault.close()


def test_durability_is_what_was_measured_to_survive_a_power_cut(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    database = vault.begin("m", BEGAN)._database
    assert database is not None
    asked = ("journal_mode", "synchronous", "locking_mode", "fullfsync", "temp_store", "secure_delete")
    told = [database.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in asked]
    assert told == ["wal", 2, "exclusive", 1, 2, 1]
    assert not sqlcipher.shm_of(tmp_path / "v" / "meetings" / "m.db").exists()
    vault.close()
