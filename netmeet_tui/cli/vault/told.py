"""What the vault's commands say alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmeet_tui.journal.backup import Backup
    from netmeet_tui.journal.slots import Way

_WAYS = {"passphrase": "the passphrase", "recovery": "the recovery code", "keyring": "the keyring"}


def when(iso: str) -> str:
    """A time that was noted, for people; a file may say anything."""
    try:
        return f"{datetime.fromisoformat(iso):%d %B %Y, %H:%M}".lstrip("0")
    except ValueError:
        return "a time that is not known"


def counted(number: int, one: str, many: str = "") -> str:
    """So many of something."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def size(number: int) -> str:
    """A size in round figures."""
    return f"{-(-number // 1024):,} KB"


def ways(found: Collection[Way]) -> str:
    """The ways in, in words."""
    return " or ".join(words for way, words in _WAYS.items() if way in found)


def holds(backup: Backup) -> str:
    """What a backup holds."""
    kept = counted(backup.kept, "record") if backup.kept else "no record"
    return (
        f"It holds {kept} of meetings that have ended, and no meeting. {ways(backup.ways).capitalize()} opens it."
    )


ALTERED = "Some of what was kept of earlier meetings had been changed or was missing before this backup was made."
