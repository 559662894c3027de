"""Records of meetings that ended: keeping them, listing them, and what a person decides about one (D-2).

Days are this computer's; nothing is erased but by a person. What takes a vault is called on the keeper's thread.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from netmeet_tui.journal.kept import Sealed
    from netmeet_tui.journal.standing import Standing, Wanted
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.journal.walk import Walk
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.report.record import Reader
    from netmeet_tui.report.record_copy import Original
    from netmeet_tui.tui.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it is shown.

    ``trail`` is None when it cannot be read or was erased, ``pack`` when the policy that it was begun under is not
    to be had.
    """

    stands: Standing
    trail: Trail | None = None
    pack: Pack | None = None

    @property
    def kept_on(self) -> date:
        """The day on which it was kept."""
        return date.fromisoformat(self.stands.kept_on)

    @property
    def review_on(self) -> date:
        """The day on which it is to be looked at again; of one that was erased, the day on which it was."""
        return date.fromisoformat(self.stands.review_on or self.stands.erased_on)

    @property
    def erased_on(self) -> date:
        """The day on which it was erased. Only asked for where it was."""
        return date.fromisoformat(self.stands.erased_on)

    def is_due(self, today: date) -> bool:
        """Whether it is to be looked at again."""
        return not self.stands.erased_on and self.stands.review_on <= today.isoformat()


@dataclass(frozen=True, slots=True)
class Some:
    """Some of a long list: the records, whether others are before and after, and how many there are in all."""

    shown: tuple[Shown, ...] = ()
    before: bool = False
    after: bool = False
    of: int = 0


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def review_on(keeper: Keeper) -> date:
    """When what is kept today is to be looked at again."""
    return months_after(keeper.clock().date(), keeper.settled.review_after_months)


def keep(vault: Vault, meeting: str, trails: Mapping[int, Trail], today: date, review_on: date) -> None:
    """Keep what the organisation keeps of a meeting. Raises StoreError; then nothing of it is kept."""
    from netmeet_tui.meeting.trail import encode

    records = {number: encode(trail) for number, trail in trails.items()}
    vault.keep(meeting, records, today.isoformat(), review_on.isoformat())


def at_a_glance(vault: Vault, today: date) -> tuple[int, str]:
    """How many are to be looked at again, and what is wrong as far as that can be told without reading them.

    What is wrong with them keeps nobody from holding a meeting, so nothing is raised.
    """
    from netmeet_tui.journal.errors import StoreError

    try:
        return how_many_due(vault, today), vault.kept_trouble(at_a_glance=True)
    except StoreError as error:
        return 0, str(error)


def how_many_due(vault: Vault, today: date) -> int:
    """How many are to be looked at again. Raises StoreError."""
    return vault.records().how_many(due(today))


def due(today: date) -> Wanted:
    """Those that are to be looked at again."""
    from netmeet_tui.journal.standing import Wanted

    return Wanted(due_by=today.isoformat())


# -- for the screens ---------------------------------------------------------------------------------------------


async def some(
    keeper: Keeper, wanted: Wanted, most: int, beside: Standing | None = None, *, back: bool = False
) -> Some:
    """So many of those that are wanted: from the beginning, or ``beside`` one, after it or before it.

    ``back`` without one: the last ones. Raises Trouble.
    """

    def look(vault: Vault) -> Some:
        records = vault.records()
        found = records.those(wanted, most + 1, beside, back=back)
        more = len(found) > most
        found = (found[1:] if back else found[:-1]) if more else found
        if not found:
            return Some()
        show = _showing(keeper, vault)
        shown = tuple(show(stands)[0] for stands in found)
        if back:
            before, after = more, beside is not None
        else:
            before, after = beside is not None, more
        return Some(shown, before, after, records.how_many(wanted))

    return await keeper.in_vault(look)


async def next_due(keeper: Keeper, after: Standing | None = None) -> tuple[Shown | None, int]:
    """The record that has been due for longest, or the one after; and how many are due. Raises Trouble."""

    def look(vault: Vault) -> tuple[Shown | None, int]:
        wanted = due(keeper.clock().date())
        found = vault.records().those(wanted, 1, after)
        shown = _showing(keeper, vault)(found[0])[0] if found else None
        return shown, vault.records().how_many(wanted)

    return await keeper.in_vault(look)


async def sorts(keeper: Keeper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The years in which any was kept, and what came of any. Raises Trouble."""
    return await keeper.in_vault(lambda vault: vault.records().sorts())


async def erase(keeper: Keeper, stands: Standing) -> None:
    """Erase a record of an earlier meeting. Raises Trouble."""
    await _decide(keeper, lambda vault, day: vault.erase_kept(stands.id, day))


async def renew(keeper: Keeper, stands: Standing) -> None:
    """Keep a record as long again, from today. Raises Trouble."""
    until = review_on(keeper).isoformat()
    await _decide(keeper, lambda vault, day: vault.renew_kept(stands.id, day, until))


async def _decide(keeper: Keeper, decision: Callable[[Vault, str], None]) -> None:
    def decide(vault: Vault) -> None:
        decision(vault, keeper.clock().date().isoformat())
        keeper.count_records(vault)

    await keeper.in_vault(decide)


async def read_on(keeper: Keeper, walk: Walk | None) -> tuple[Walk, bool]:
    """Read a slice more of the log, to see that it is whole; whether there may be more. Raises Trouble.

    No more at once: whatever a key asks for meanwhile waits for this slice, and for nothing else.
    At its end what is wrong is told (``Keeper.records_trouble``), and a list that is not what the log says is made
    anew from it.
    """

    def look(vault: Vault) -> tuple[Walk, bool]:
        from netmeet_tui.journal.walk import LIST

        going = vault.records().walk() if walk is None else walk
        if going.on():
            return going, True
        _tell(keeper, vault, altered=bool(going.wrong))
        if [wrong.what for wrong in going.wrong] == [LIST]:
            vault.records().list_anew()
        return going, False

    return await keeper.in_vault(look)


async def export(keeper: Keeper, stands: Standing, path: Path, made_for: Reader, *, replace: bool = False) -> None:
    """Write a record into a file. Raises Trouble; ``Taken`` where there is a file already."""

    def read(vault: Vault) -> tuple[Trail, Pack | None, Original]:
        from netmeet_tui.report.record_copy import Original
        from netmeet_tui.tui import records_text as text
        from netmeet_tui.tui.trouble import Trouble

        shown, sealed, record = _showing(keeper, vault)(stands)
        if shown.trail is None or record is None:
            raise Trouble(text.RECORD_GONE)
        return shown.trail, shown.pack, Original(stands.id, stands.kept_on, stands.review_on, record, sealed)

    trail, pack, original = await keeper.in_vault(read)
    await keeper.do(lambda: _write(original, trail, pack, path, made_for, keeper.clock().date(), replace))


def _write(
    original: Original,
    trail: Trail,
    pack: Pack | None,
    path: Path,
    made_for: Reader,
    today: date,
    replace: bool,
) -> None:
    from netmeet_tui.report import export, file
    from netmeet_tui.tui.trouble import Trouble

    try:
        file.write(path, export.content(original, trail, pack, path, made_for, today), replace=replace)
    except file.Taken:
        raise
    except file.CannotWrite as error:
        raise Trouble(str(error)) from None


# -- inside ------------------------------------------------------------------------------------------------------


def _showing(keeper: Keeper, vault: Vault) -> Callable[[Standing], tuple[Shown, Sealed, bytes | None]]:
    """How records are shown: each policy is looked for once, and a record that is not what was kept is told."""
    packs: dict[str, Pack | None] = {}

    def show(stands: Standing) -> tuple[Shown, Sealed, bytes | None]:
        kept, sealed = vault.records().one(stands)
        if kept.altered:
            _tell(keeper, vault, altered=True)
        trail = _read(kept.record)
        if trail is not None and trail.policy not in packs:
            packs[trail.policy] = keeper.policy_named(trail.policy)
        return Shown(stands, trail, None if trail is None else packs[trail.policy]), sealed, kept.record

    return show


def _tell(keeper: Keeper, vault: Vault, *, altered: bool) -> None:
    """What reading them has shown stays said; and when all were read and nothing was found, no more."""
    from netmeet_tui.journal import kept

    keeper.records_altered = kept.altered(vault.folder) if altered else ""
    keeper.count_records(vault)


def _read(record: bytes | None) -> Trail | None:
    from netmeet_tui.meeting.trail import decode

    try:
        return None if record is None else decode(record)
    except ValueError:
        return None
