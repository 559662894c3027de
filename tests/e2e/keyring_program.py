"""Walked under ``secret_service.sh``: the real program, on a real terminal, with a real keyring.

Fails with the whole screen in the message when something is not as a person would see it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from netmeet_tui.tui import text
from tests.terminal import Terminal

SERVICE = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
PASSPHRASE = "four quiet words here"


def started(home: Path) -> Terminal:
    """The program in a home folder, where the keyring can be reached."""
    service = {name: os.environ[name] for name in SERVICE if name in os.environ}
    return Terminal([sys.executable, "-m", "netmeet_tui"], home=home, env=service)


def main() -> None:
    """The passphrase is chosen once; the next start needs none; a keyring that is gone asks for it again."""
    home = Path(sys.argv[1])
    with started(home) as terminal:
        terminal.wait_for(text.HOME_START)
        terminal.press("1")
        terminal.wait_for(text.CREATE_TITLE)
        for _ in range(2):
            terminal.type(PASSPHRASE)
            terminal.press("enter")
        terminal.wait_for(text.NO_CONCERNS)
        terminal.press("f")
        terminal.wait_for(text.FLAG_TITLE)
        terminal.press("1")
        terminal.wait_for("danger now?")
        terminal.kill()
    with started(home) as terminal:
        terminal.wait_for(text.HOME_RESUME.split("{")[0])
        terminal.press("2")
        terminal.wait_for("danger now?")
        terminal.kill()
    with Terminal([sys.executable, "-m", "netmeet_tui"], home=home) as terminal:
        terminal.wait_for(text.HOME_UNLOCK)
        terminal.press("1")
        terminal.wait_for(text.UNLOCK_TITLE)
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for(text.HOME_RESUME.split("{")[0])
    print("walked")


if __name__ == "__main__":
    main()
