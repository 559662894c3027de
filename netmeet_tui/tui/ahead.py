"""Coming meetings in the vault: listing them, keeping them, taking a calendar over (C-04).

What takes a vault is called on the keeper's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from netmeet_tui.ahead.calendar import WINDOW, CalendarError, Found, read
from netmeet_tui.ahead.coming import NEAR, Coming, decode, encode, in_order, is_over

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.tui.keeper import Keeper
    from netmeet_tui.tui.vault_keeper import VaultKeeper

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


# -- for the screens ---------------------------------------------------------------------------------------------


async def list_coming(keeper: Keeper) -> tuple[Coming, ...]:
    """The meetings that are to come; those that are over for a day are removed. Raises Trouble."""
    return await keeper.in_vault(lambda vault: refresh(keeper, vault))


async def keep_coming(keeper: Keeper, coming: Coming) -> None:
    """Keep a meeting that is to come, or change it. Raises Trouble."""
    await _do(keeper, lambda vault: keep(vault, coming))


async def drop_coming(keeper: Keeper, name: str) -> None:
    """Remove a meeting that is to come. Raises Trouble."""
    await _do(keeper, lambda vault: vault.change_coming({}, [name]))


async def read_calendar(keeper: Keeper, typed: str) -> Found:
    """What the calendar file at this path brings; nothing is changed. Raises Trouble."""

    def look() -> Found:
        from netmeet_tui.tui.trouble import Trouble

        try:
            return read(typed, keeper.clock())
        except CalendarError as error:
            raise Trouble(str(error)) from None

    return await keeper.do(look)


async def take_calendar(keeper: Keeper, found: Found) -> None:
    """Keep what a calendar file brought: all of it or nothing. Raises Trouble."""
    await _do(keeper, lambda vault: take_over(vault, found, keeper.clock()))


async def _do(keeper: Keeper, deed: Callable[[Vault], None]) -> None:
    def do(vault: Vault) -> None:
        from netmeet_tui.tui import ahead_text as text
        from netmeet_tui.tui.trouble import Trouble

        try:
            deed(vault)
        except TooMany:
            raise Trouble(text.AHEAD_TOO_MANY.format(most=MOST)) from None
        refresh(keeper, vault)

    await keeper.in_vault(do)


# -- for the keeper ----------------------------------------------------------------------------------------------


def refresh(keeper: VaultKeeper, vault: Vault) -> tuple[Coming, ...]:
    """List them anew, for all to see. Raises StoreError."""
    keeper.coming = listed(vault, keeper.clock())
    return keeper.coming


def wanted(coming: Coming, pack: Pack, settings: Mapping[str, str]) -> Mapping[str, str]:
    """The settings with which it begins: its own nation, where it has one that the policy knows."""
    nations = pack.settings["nation"].values if "nation" in pack.settings else ()
    if coming.nation == "unset" or coming.nation not in nations:
        return settings
    return {**settings, "nation": coming.nation}


def begun(keeper: Keeper, vault: Vault, coming: Coming) -> None:
    """It is to come no more. The meeting has begun: that the list could not be changed must not end it."""
    from netmeet_tui.journal.errors import StoreError

    with suppress(StoreError):
        vault.change_coming({}, [coming.id])
        refresh(keeper, vault)


# -- inside ------------------------------------------------------------------------------------------------------


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
