"""The way in, for ``netmeet`` and ``python -m netmeet_tui``.

Without a command the program starts at once: the command line's own machinery is not even imported.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Harden the process before anything else is imported; then start what was asked for."""
    from netmeet_tui import process

    process.harden()
    if sys.argv[1:] in ([], ["--plain"]) and "_NETMEET_COMPLETE" not in os.environ:  # a shell asks
        from netmeet_tui.start import full_screen

        sys.exit(full_screen(plain=len(sys.argv) > 1))
    from netmeet_tui.catalogue import speak

    speak(())  # what is printed is in English: only the screens are translated
    from netmeet_tui.cli import netmeet

    netmeet.main(prog_name="netmeet")


if __name__ == "__main__":
    main()
