"""Judging the directory: what is past its date, what nobody has confirmed, who is missing (N-11, UK-20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.doctor.finding import Finding, look, note, ok, wrong

if TYPE_CHECKING:
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.directory.service import Service

MOST = 6
"""So many are named."""


def directory(
    found: Directory, trouble: str, there: bool, path: Path, nation: str, lead: bool, today: date
) -> Iterator[Finding]:
    """How the directory stands. ``trouble`` says why the organisation's own file is not used, if it is not."""
    here = found.every(nation)
    if trouble:
        yield wrong(
            "directory", trouble, "Mend it: your own numbers are not shown. `netmeet directory check` helps."
        )
    elif there:
        yield ok("directory", f"Your organisation's own entries in {path} can be used.")
    else:
        yield note(
            "directory", f"Your organisation has no entries of its own ({path}): there is what netmeet brings."
        )
    yield from _nation(nation)
    yield from _due([one for one in here if one.stale(today)])
    if nation != "unset":
        yield from _waiting([one for one in here if one.waits])
    yield from _missing(found, nation, lead)


def _nation(nation: str) -> Iterator[Finding]:
    if nation == "unset":
        yield look(
            "directory.nation",
            "No nation is set, so numbers of all four are shown, and when practices are shut is said less often.",
            'Write `nation = "ENG"`, "WLS", "SCT" or "NIR" under [policy] in the settings.',
        )


def _due(due: Sequence[Service]) -> Iterator[Finding]:
    if due:
        yield look(
            "directory.due",
            f"These were due to be checked again: {_named(due)}. They are shown all the same, and say so.",
            "Look each up, try it, and run `netmeet directory confirm`; in your own entries, change the date.",
        )


def _waiting(waiting: Sequence[Service]) -> Iterator[Finding]:
    if waiting:
        yield look(
            "directory.unconfirmed",
            f"Nobody has confirmed these numbers, so a meeting does not show them: {_named(waiting)}.",
            "Look each up, try it, and run `netmeet directory confirm`.",
        )


def _missing(found: Directory, nation: str, lead: bool) -> Iterator[Finding]:
    """Children's services have no number for a whole nation, and a lead none at all (UK-20)."""
    missing = wrong if nation != "unset" else look
    when = "Before live use, " if nation != "unset" else "When there is time, "
    if not any(one.grade == "own" for one in found.of("children", nation)):
        yield missing(
            "directory.children",
            "Your organisation has entered no children's services, and there is no number for a whole nation.",
            f"{when}enter them: d on the first screen, or `netmeet directory template`.",
        )
    if not lead:
        yield missing(
            "directory.lead",
            "Your organisation has not said who its safeguarding lead is and how to reach them.",
            f"{when}write lead and lead_phone under [organisation] in the settings.",
        )


def _named(services: Sequence[Service]) -> str:
    named = ", ".join(one.id for one in services[:MOST])
    return f"{named} and {len(services) - MOST} more" if len(services) > MOST else named
