"""A quick look at a folder, before the first screen: no key, no change, nothing heavy to import."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from pathlib import Path

from netmeet_tui.journal import files
from netmeet_tui.journal.errors import damaged_vault, from_os
from netmeet_tui.journal.meeting_files import FOLDER, found

JSON = "vault.json"
DB = "vault.db"
LIMIT = 64 * 1024


class VaultState(enum.Enum):
    """What a quick look at a folder shows."""

    ABSENT = "absent"
    LOCKED = "locked"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Glance:
    """What ``look`` saw; ``sentence`` is for the facilitator, and empty unless something is damaged."""

    state: VaultState
    sentence: str = ""


def look(folder: Path) -> Glance:
    """Whether there is a vault, without any key and without changing anything. Never raises."""
    try:
        data = files.read(folder / JSON, LIMIT) if (folder / JSON).exists() else None
        if data is None and not (folder / JSON).exists():
            # vault.json is the first file written, so nothing of ours can be there without it.
            orphaned = (folder / DB).exists() or ((folder / FOLDER).is_dir() and bool(found(folder)))
            return _damaged(folder / JSON) if orphaned else Glance(VaultState.ABSENT)
        head = json.loads(data or b"")
        if not (isinstance(head, dict) and isinstance(head.get("format"), str) and head.get("slots")):
            return _damaged(folder / JSON)
        # Only its size: opening and closing the file would drop the locks of a vault open in this program.
        if (folder / DB).exists() and (folder / DB).stat().st_size == 0:
            return _damaged(folder / DB)
    except OSError as error:
        return Glance(VaultState.DAMAGED, str(from_os(error, folder)))
    except (ValueError, RecursionError):
        return _damaged(folder / JSON)
    return Glance(VaultState.LOCKED)


def _damaged(path: Path) -> Glance:
    return Glance(VaultState.DAMAGED, str(damaged_vault(path)))
