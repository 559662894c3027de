"""Records of meetings that ended: keeping them, and those that a person is to look at again (D-2).

Called on the keeper's thread only. Days are this computer's; nothing is erased but by a person.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class Due:
    """A record that is to be looked at again.

    ``trail`` is None when it cannot be read, ``pack`` when the policy that it was begun under is not to be had.
    """

    id: str
    kept_on: str
    trail: Trail | None
    pack: Pack | None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def keep(vault: Vault, meeting: str, trails: Mapping[int, Trail], today: date, review_on: date) -> None:
    """Keep what the organisation keeps of a meeting. Raises StoreError; then nothing of it is kept."""
    from netmeet_tui.meeting.trail import encode

    records = {number: encode(trail) for number, trail in trails.items()}
    vault.keep(meeting, records, today.isoformat(), review_on.isoformat())


def how_many_due(vault: Vault, today: date) -> int:
    """How many are to be looked at again. Raises StoreError."""
    return sum(not kept.erased_on and kept.review_on <= today.isoformat() for kept in vault.kept())


def due(vault: Vault, today: date, pack_of: Callable[[str], Pack | None]) -> tuple[Due, ...]:
    """Those to be looked at again, the one that was kept first first. Raises StoreError."""
    found = []
    for kept in vault.kept():
        if not kept.erased_on and kept.review_on <= today.isoformat():
            trail = _read(kept.record)
            found.append(Due(kept.id, kept.kept_on, trail, None if trail is None else pack_of(trail.policy)))
    return tuple(found)


def _read(record: bytes | None) -> Trail | None:
    from netmeet_tui.meeting.trail import decode

    try:
        return None if record is None else decode(record)
    except ValueError:
        return None
