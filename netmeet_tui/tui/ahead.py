"""Coming meetings in the vault: listing them, keeping them, taking a calendar over (C-04).

Called on the keeper's thread only.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from netmeet_tui.ahead.calendar import WINDOW, Found
from netmeet_tui.ahead.coming import NEAR, Coming, decode, encode, in_order, is_over

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault

MOST = 500
"""The most meetings that are kept at a time."""


class TooMany(Exception):
    """There is no room for so many; nothing was changed."""


def listed(vault: Vault, now: datetime) -> tuple[Coming, ...]:
    """Those that are to come, the earliest first; those that are over are removed. Raises StoreError."""
    kept = _kept(vault)
    if over := [one.id for one in kept.values() if is_over(one, now)]:
        vault.change_coming({}, over)
    return in_order(one for one in kept.values() if one.id not in over)


def keep(vault: Vault, coming: Coming) -> None:
    """Keep one, in place of what was kept under its id. Raises TooMany, StoreError."""
    _change(vault, {coming.id: coming}, [])


def take_over(vault: Vault, found: Found, now: datetime) -> None:
    """Keep what a calendar brought. What it brought before and brings no more, goes. Raises TooMany, StoreError.

    Nation and facilitators are not in a calendar: where somebody set them, they stay as they are.
    """
    kept = _kept(vault)
    new = {one.id: _as_set(one, kept.get(one.id)) for one in found.meetings}
    last = now + WINDOW
    if found.left_out.get("more") and found.meetings:  # of those after it the file may still bring some
        last = found.meetings[-1].starts
    gone = [
        one.id
        for one in kept.values()
        if one.id not in new and one.id.startswith(tuple(found.series)) and now - NEAR <= one.starts <= last
    ]
    _change(vault, new, gone)


def _as_set(one: Coming, before: Coming | None) -> Coming:
    from msgspec.structs import replace

    return one if before is None else replace(one, nation=before.nation, facilitators=before.facilitators)


def _kept(vault: Vault) -> dict[str, Coming]:
    """All that can be read; what a newer netmeet wrote stays where it is, for that one to show."""
    return {name: one for name, record in vault.coming().items() if (one := decode(record)) is not None}


def _change(vault: Vault, put: dict[str, Coming], remove: list[str]) -> None:
    names = vault.coming().keys()
    if len((names - set(remove)) | put.keys()) > MOST:
        raise TooMany
    vault.change_coming({name: encode(one) for name, one in put.items()}, remove)
