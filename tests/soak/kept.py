"""What a vault holds of meetings, read with the passphrase after the program was cut off."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events
from netmeet_tui.meeting.state import Meeting, fold
from netmeet_tui.policy.load import shipped
from tests.e2e.facilitator import PASSPHRASE, copy_home, vault_of


class Kept(NamedTuple):
    """Open meetings by their ids, each with its records as they were written, and how many trails are kept."""

    meetings: Mapping[str, tuple[bytes, ...]]
    trails: int

    def states(self, before: int = 0) -> list[Meeting]:
        """What each open meeting is like, and was like up to so many records ago, the latest first."""
        pack, found = shipped(), []
        for back in range(before + 1):
            for records in self.meetings.values():
                known = records[: len(records) - back]
                if known:
                    found.append(fold(pack, map(events.decode, known)))
        return found


def kept(home: Path) -> Kept:
    """What is kept in a home folder. It is copied first, so that the program finds it as it was left."""
    copy = copy_home(home, home.with_name(f"{home.name}-copy"))
    try:
        vault = Vault.unlock(vault_of(copy), PASSPHRASE)
        try:
            found = {one.id: tuple(vault.resume(one.id).records()) for one in vault.open_meetings()}
            return Kept(found, len(vault.kept()))
        finally:
            vault.close()
    finally:
        shutil.rmtree(copy)


def lost(before: Kept, now: Kept) -> str:
    """What was there before and is no more; nothing when nothing is. Meetings that were ended leave trails."""
    for name, records in before.meetings.items():
        if name in now.meetings:
            if now.meetings[name][: len(records)] != records:
                return "records of an open meeting are other than they were"
            continue
        concerns = len(fold(shipped(), map(events.decode, records)).concerns)
        if now.trails < before.trails + concerns:
            return "an open meeting is gone, and has left no trail"
    return ""
