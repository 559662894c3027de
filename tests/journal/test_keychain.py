"""The keyring: a real one where there is one, and never a dead end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from netmeet_tui.journal import keychain
from netmeet_tui.journal.keychain import Keychain, within
from tests.journal.support import ENV, ROOT

SERVICE = Path(__file__).with_name("secret_service.sh")


def test_a_real_secret_service_opens_the_vault_and_its_loss_loses_nothing(tmp_path: Path) -> None:
    for tool in ("bash", "dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    command = [str(SERVICE), sys.executable, "-m", "tests.journal.keyring_walk", str(tmp_path / "v")]
    walked = subprocess.run(command, env=ENV, cwd=ROOT, capture_output=True, text=True, check=False)
    assert walked.returncode == 0, walked.stderr
    seen = json.loads(walked.stdout)
    assert seen == {
        "seen": ["Secret Service", True, False],
        "seen locked": ["Secret Service", True, True],
        "kept": True,
        "fetched": True,
        "absent": None,
        "deleted": True,
        "working": "opened m",
        "slots": ["PassphraseSlot", "KeyringSlot"],
        "entry deleted": "passphrase",
        "learnt again": "opened m",
        "entry of another": "passphrase",
        "one keyring slot": 1,
        "locked": "passphrase",
        "locked keeps": False,
        "service gone": "passphrase",
    }


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        pytest.param(
            "keyring.backends.chainer.ChainerBackend",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="here it has a member that is allowed"),
        ),
        "keyrings.alt.file.PlaintextKeyring",
        "no.such.Backend",
        "nonsense",
    ],
)
def test_a_backend_that_keeps_no_secrets_is_no_keyring(tmp_path: Path, backend: str) -> None:
    code = "from netmeet_tui.journal.keychain import Keychain, look; print(Keychain.find(), look())"
    env = {**ENV, "PYTHON_KEYRING_BACKEND": backend, "HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": ""}
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    there = backend.startswith("keyring.")
    seen = f"Seen(name='{backend}', relied_on=False, locked=None)" if there else "None"
    assert (said.stdout.strip(), said.stderr) == (f"None {seen}", "")


def test_a_keyring_that_does_not_answer_in_time_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(keychain, "_seen", release.wait)
    assert keychain.look(limit=0.05) is None
    release.set()


if sys.platform == "linux":
    from tests.odd_secrets import WAYS, Way, odd_secrets

    ASKED = """
import sys
from pathlib import Path
from netmeet_tui.journal.keychain import Keychain
from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, quick

folder, keychain = Path(sys.argv[1]), Keychain.find()
assert keychain is not None
keychain._limit = 0.3
print(keychain.fetch("netmeet", "a"), keychain.store("netmeet", "a", b"x"), keychain.delete("netmeet", "a"))
vault = Vault.create(folder, PASSPHRASE, keychain, kdf=quick)
print(sorted(vault.ways), keychain.silent)
vault.close()
print(Vault.unlock_with_keyring(folder, keychain))
print(Vault.unlock(folder, PASSPHRASE, keychain).opened_by)
"""

    @pytest.mark.parametrize("way", WAYS)
    def test_a_secret_service_of_no_use_keeps_nothing_and_nobody_waiting(way: Way, tmp_path: Path) -> None:
        with odd_secrets(way) as service:
            env = {**ENV, "HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": service.address}
            command = [sys.executable, "-c", ASKED, str(tmp_path / "v")]
            asked = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
            assert asked.returncode == 0, asked.stderr
            assert asked.stdout.splitlines() == [
                "None False False",
                f"['passphrase'] {way == 'silent'}",
                "None",
                "passphrase",
            ]
            assert service.asked == 1 if way == "silent" else service.asked > 3, "a silent one is asked once"


class Odd:
    """A backend that misbehaves in one way."""

    def __init__(self, way: str) -> None:
        self.way = way
        self.calls = 0
        self.release = threading.Event()

    def _behave(self) -> None:
        self.calls += 1
        if self.way == "raises":
            raise RuntimeError("a prompt was dismissed")
        if self.way == "waits":
            self.release.wait()

    def get_password(self, *_: str, **__: str) -> str | None:
        self._behave()
        return {"forgets": None, "changes": "AAAA", "no base64": "%%%"}.get(self.way)

    def set_password(self, *_: str, **__: str) -> None:
        self._behave()

    def delete_password(self, *_: str, **__: str) -> None:
        self._behave()


@pytest.mark.parametrize("way", ["raises", "forgets", "changes", "no base64"])
def test_a_keyring_that_misbehaves_has_kept_nothing(way: str) -> None:
    keychain = Keychain(Odd(way))
    assert keychain.store("netmeet", "a", b"secret") is False
    assert keychain.fetch("netmeet", "a") != b"secret"
    assert keychain.delete("netmeet", "a") is (way != "raises")


def test_a_keyring_that_keeps_us_waiting_is_asked_once() -> None:
    backend = Odd("waits")
    keychain = Keychain(backend, limit=0.05)
    started = time.monotonic()
    assert keychain.fetch("netmeet", "a") is None
    assert keychain.fetch("netmeet", "a") is None and keychain.store("netmeet", "a", b"x") is False
    assert time.monotonic() - started < 2 and backend.calls == 1
    backend.release.set()


def test_a_call_that_never_ends_does_not_keep_the_program_alive() -> None:
    code = (
        "import threading; from netmeet_tui.journal.keychain import within\n"
        "print(within(0.05, threading.Event().wait))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=ENV, capture_output=True, text=True, timeout=20, check=True
    )
    assert said.stdout.strip() == "None"
    assert within(5, lambda: 7) == 7
