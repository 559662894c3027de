"""The real program with keyrings that work, go away, refuse or keep it waiting: never a dead end.

Without a keyring there always is the passphrase, and no keyring is waited for longer than its limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from netmeet_tui.journal import slots
from netmeet_tui.journal.keychain import Keychain
from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import home_text, vault_text
from tests.e2e.facilitator import PASSPHRASE, Facilitator, numbered, vault_of
from tests.scale import times
from tests.terminal import ROOT

SERVICE = ROOT / "tests" / "journal" / "secret_service.sh"


@pytest.mark.skipif(os.name == "nt", reason="a freedesktop keyring is not to be had on Windows")
def test_the_keyring_opens_the_vault_and_its_loss_is_no_dead_end(tmp_path: Path) -> None:
    for tool in ("bash", "dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    command = [str(SERVICE), sys.executable, "-m", "tests.e2e.keyring_program", str(tmp_path)]
    walked = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    assert walked.stdout.strip().endswith("walked")


class Kept:
    """A keyring of our own, for the time in which it still worked."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get_password(self, _service: str, username: str) -> str | None:
        return self._kept.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self._kept[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        del self._kept[username]


if sys.platform == "linux":
    from tests.e2e.test_strange import Clock
    from tests.odd_secrets import WAYS, Way, odd_secrets

    @pytest.mark.parametrize("way", WAYS[-times(1, len(WAYS)) :])
    def test_a_keyring_of_no_use_is_no_dead_end(way: Way, home: Path, tmp_path: Path) -> None:
        vault = Vault.unlock(vault_of(home), PASSPHRASE)
        assert vault.remember(Keychain(Kept()))
        vault.close()
        with odd_secrets(way) as service:
            env = {"DBUS_SESSION_BUS_ADDRESS": service.address}
            with Facilitator(home, env=env) as someone:
                someone.wait_ready()
                assert service.asked, "it was to be asked"
                assert home_text.HOME_UNLOCK in numbered(someone.terminal.text()).values()
                someone.unlock()
                someone.start_meeting()
                someone.flag("own-life")
                before = someone.still()
                someone.lock()
                asked = service.asked
                someone.pick(vault_text.LOCK_UNLOCK)
                someone.wait(vault_text.LOCK_NO_KEYRING)
                assert service.asked > asked
                asked = service.asked
                someone.in_a_field()
                someone.terminal.type(PASSPHRASE)
                someone.terminal.press("enter")
                someone.comes_back(before)
                assert way != "silent" or service.asked == asked, "what is typed does not wait for it once more"
            with Facilitator(tmp_path / "new", env={**env, **Clock(tmp_path / "clock").env}) as someone:
                someone.first_start()
                someone.kill()
            ways = slots.load(vault_of(tmp_path / "new")).ways()
            assert ways == {"passphrase", "recovery"}, "what it did not keep is no way in"
