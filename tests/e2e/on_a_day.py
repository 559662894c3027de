"""The real program, on a day and at an hour of our own: ``python -m tests.e2e.on_a_day 2026-12-28T16:10+00:00``.

The clock that is passed in runs as fast as the computer's. Nothing else is other than it is.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial

from netmeet_tui.start import full_screen
from netmeet_tui.tui import keeper
from netmeet_tui.tui.vault_keeper import local_now


def main() -> int:
    """Run it as if it had been started then."""
    later = datetime.fromisoformat(sys.argv[1]) - local_now()
    keeper.Keeper = partial(keeper.Keeper, clock=lambda: local_now() + later)  # type: ignore[assignment,misc]
    return full_screen()


if __name__ == "__main__":
    sys.exit(main())
