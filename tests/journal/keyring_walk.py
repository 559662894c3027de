"""Walked under ``secret_service.sh``: a real Secret Service that works, is locked, and goes away.

Prints one JSON object of what was seen; the test says what it should be.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from netmeet_tui.journal import slots
from netmeet_tui.journal.keychain import Keychain, look
from netmeet_tui.journal.vault import Vault
from tests.journal.support import BEGAN, PASSPHRASE, quick

LOCK = (
    "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets"
    " org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login"
)


def _opens(folder: Path, keychain: Keychain | None) -> str:
    if keychain is None:
        return "no keyring"
    vault = Vault.unlock_with_keyring(folder, keychain)
    if vault is None:
        return "passphrase"
    ids = ",".join(meeting.id for meeting in vault.open_meetings())
    vault.close()
    return f"opened {ids}"


def main() -> None:
    """Walk all the way; each name is a question that the test asks."""
    folder, seen = Path(sys.argv[1]), dict[str, object]()
    keychain = Keychain.find()
    assert keychain is not None, "no Secret Service"
    seen["seen"] = look()
    seen["kept"] = keychain.store("netmeet", "walk", b"\x00\xff secret")
    seen["fetched"] = keychain.fetch("netmeet", "walk") == b"\x00\xff secret"
    seen["absent"] = keychain.fetch("netmeet", "nobody")
    seen["deleted"] = keychain.delete("netmeet", "walk") and keychain.fetch("netmeet", "walk") is None

    vault = Vault.create(folder, PASSPHRASE, keychain, kdf=quick)
    vault.begin("m", BEGAN)
    vault.close()
    seen["working"] = _opens(folder, keychain)
    seen["slots"] = [type(slot).__name__ for slot in slots.load(folder).slots]

    account = slots.load(folder).id
    keychain.delete(slots.SERVICE, account)
    seen["entry deleted"] = _opens(folder, keychain)
    Vault.unlock(folder, PASSPHRASE, keychain).close()
    seen["learnt again"] = _opens(folder, keychain)
    keychain.store(slots.SERVICE, account, b"k" * 32)
    seen["entry of another"] = _opens(folder, keychain)
    Vault.unlock(folder, PASSPHRASE, keychain).close()
    seen["one keyring slot"] = len(slots.load(folder).keyring_slots())

    subprocess.run(LOCK.split(), check=True, stdout=subprocess.DEVNULL)
    seen["seen locked"] = look()
    seen["locked"] = _opens(folder, Keychain.find())
    seen["locked keeps"] = keychain.store("netmeet", "walk", b"x")
    Vault.unlock(folder, PASSPHRASE, keychain).close()
    os.kill(int(os.environ["SS_DAEMON_PID"]), signal.SIGKILL)
    seen["service gone"] = _opens(folder, Keychain.find())
    Vault.unlock(folder, PASSPHRASE, keychain).close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
