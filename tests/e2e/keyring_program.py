"""Walked under ``secret_service.sh``: the real program, on a real terminal, with a real keyring.

Fails with the whole screen in the message when something is not as a person would see it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from netmeet_tui.tui import home_text, vault_text
from tests.e2e.facilitator import PASSPHRASE, Facilitator, make_vault, numbered
from tests.journal.keyring_walk import LOCK

SERVICE = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")


def types_it(someone: Facilitator) -> None:
    """The passphrase, where a field waits for it."""
    someone.in_a_field()
    someone.terminal.type(PASSPHRASE)
    someone.terminal.press("enter")


def main() -> None:
    """The passphrase is typed once; then the keyring opens it, and whenever that fails the passphrase is asked."""
    home = Path(sys.argv[1]) / "home"
    make_vault(home)
    service = {name: os.environ[name] for name in SERVICE if name in os.environ}
    with Facilitator(home, env=service) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        someone.flag("own-life")
        someone.kill()

        someone.reopen()
        before = someone.resume()  # nothing was asked
        someone.lock()
        someone.pick(vault_text.LOCK_UNLOCK)
        someone.comes_back(before)

        subprocess.run(LOCK.split(), check=True, stdout=subprocess.DEVNULL)
        someone.lock()
        someone.pick(vault_text.LOCK_UNLOCK)
        someone.wait(vault_text.LOCK_NO_KEYRING)
        types_it(someone)
        someone.comes_back(before)
        someone.kill()
        someone.reopen()
        someone.wait_ready()
        assert home_text.HOME_UNLOCK in numbered(someone.terminal.text()).values()
        someone.unlock()
        someone.resume()

        os.kill(int(os.environ["SS_DAEMON_PID"]), signal.SIGKILL)
        someone.lock()
        someone.pick(vault_text.LOCK_UNLOCK)
        someone.wait(vault_text.LOCK_NO_KEYRING)
        types_it(someone)
        someone.comes_back(before)
        someone.kill_and_restart()
    print("walked")


if __name__ == "__main__":
    main()
