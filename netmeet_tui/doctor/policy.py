"""Judging the policy: which one is in force, in whose name, whether it is whole, and the settings with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.adoption_records import day, unbroken
from netmeet_tui.doctor.finding import Finding, look, note, ok, wrong

if TYPE_CHECKING:
    from netmeet_tui.adoption import Live
    from netmeet_tui.adoption_records import Entry
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.settings import Organisation

PROVE = "`netmeet policy check` proves it again."


def in_force(found: Live, entries: Sequence[Entry], folder: Path) -> Iterator[Finding]:
    """Which policy runs, and whether it is the one that was adopted last, unchanged."""
    named = f"The policy in force is “{found.pack.title}”, version {found.pack.version}"
    record = found.adopted
    if record is None:
        said = (
            f"{named}. It comes with netmeet, and nobody here has adopted another. It was proved when it was made."
        )
    else:
        said = f"{named}. {record.who} adopted it on {day(record.when)}"
        said += ". It comes with netmeet" if record.shipped else ", its checksum fits, and it was proved then"
        said += "."
    newest = entries[0] if entries else None
    if found.notice and newest is not None and newest.record is not None and newest.record == record:
        yield look("policy", f"{said} {found.notice}", "Look at what was changed, and adopt it if it is meant.")
    elif found.notice:
        yield wrong("policy", found.notice, f"{named}; if that is not the one you mean, adopt yours again.")
    else:
        yield ok("policy", f"{said} {PROVE}")
    if not unbroken(entries):
        yield look(
            "adoptions",
            f"The list of adoptions in {folder} is not whole: a record was changed or removed.",
            "Find out who may write there. `netmeet policy adopted` shows what is left of the list.",
        )


def unreadable(problem: str) -> Finding:
    """The policy that comes with the program cannot be read."""
    return wrong(
        "policy", f"The policy that comes with netmeet cannot be used: {problem}.", "Install netmeet again."
    )


def settings(path: Path, there: bool, trouble: str, pack: Pack | None, chosen: Mapping[str, str]) -> Finding:
    """Whether the settings can be used, and with this policy. ``trouble`` says in a sentence why not."""
    careful = "Until then the policy runs in its most careful form."
    if not trouble and pack is not None:
        try:
            pack.given(chosen)
        except ValueError as error:
            trouble = f"The settings in {path}, [policy], do not fit the policy: {error}."
    if trouble:
        return wrong("settings", trouble, f"Mend that file. {careful}")
    if not there:
        return note("settings", f"There are no settings of your own ({path}): everything is as netmeet comes.")
    return ok("settings", f"The settings in {path} can be used.")


def organisation(told: Organisation, path: Path) -> Finding:
    """What the organisation says about itself: whether the lead can be rung, and where the disclaimer is (C-26)."""
    from netmeet_tui.directory.number import NoNumber, national

    if told.lead_phone:
        try:
            national(told.lead_phone)
        except NoNumber as error:
            return look("organisation", f"The number of your lead cannot be rung: {error}.", f"Mend it in {path}.")
    missing = [what for name, what in _ABOUT.items() if not getattr(told, name)]
    if missing:
        return note("organisation", f"The settings do not say: {', '.join(missing)}. They may stay without.")
    return ok("organisation", "The settings say who you are, whom to ask, and where your disclaimer is.")


_ABOUT = {
    "name": "what your organisation is called",
    "lead": "what your safeguarding lead is called",
    "lead_phone": "how to ring them",
    "disclaimer": "what your disclaimer says, or where it is (C-26)",
}
