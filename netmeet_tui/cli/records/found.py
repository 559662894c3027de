"""The record that somebody named, and the policy that it was kept under."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.journal.standing import Standing, Wanted
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack

SHORT = 8
"""How many letters of a number are shown."""
_AT_ONCE = 500


@contextlib.contextmanager
def open_vault() -> Iterator[Vault]:
    """The vault of this computer, opened by what is typed. Raises Refused, whatever goes wrong in it."""
    from netmeet_tui.cli.vault.asked import opened_vault
    from netmeet_tui.journal.errors import StoreError

    with contextlib.closing(opened_vault()) as vault:
        try:
            yield vault
        except StoreError as error:
            raise Refused(str(error)) from None


def named(vault: Vault, beginning: str) -> Standing:
    """The one record whose number begins so. Raises Refused, StoreError."""
    found = vault.records().find(beginning.lower(), 2) if beginning else []
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("More than one record has a number that begins so: please give some more letters of it.")
    raise Refused("No record has a number that begins so: `netmeet records list` tells the numbers.")


def there(vault: Vault, beginning: str) -> Standing:
    """The one record whose number begins so, and that was not erased. Raises Refused, StoreError."""
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.records.told import date_of

    stands = named(vault, beginning)
    if stands.erased_on:
        raise Refused(f"That record was erased on {day(date_of(stands.erased_on))}: nothing else is left of it.")
    return stands


def every(vault: Vault, wanted: Wanted) -> Iterator[Standing]:
    """All that are wanted, some of them read at a time. Raises StoreError."""
    after: Standing | None = None
    while some := vault.records().those(wanted, _AT_ONCE, after):
        yield from some
        after = some[-1]


def trail_in(record: bytes | None) -> Trail | None:
    """The trail in a record; None when it cannot be read."""
    from netmeet_tui.meeting.trail import decode

    try:
        return None if record is None else decode(record)
    except ValueError:
        return None


def packs() -> Callable[[str], Pack | None]:
    """The policies of this computer by the names that meetings noted; each is looked for once."""
    from netmeet_tui import places
    from netmeet_tui.tui.policies import Policies

    policies, found = Policies(places.policy_folder()), dict[str, "Pack | None"]()
    policies.read()

    def of(noted: str) -> Pack | None:
        if noted not in found:
            found[noted] = policies.named(noted)
        return found[noted]

    return of
