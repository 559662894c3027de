"""Records in words, for a terminal and for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netmeet_tui.journal.standing import Standing
    from netmeet_tui.journal.walk import Wrong
    from netmeet_tui.meeting.trail import Trail
    from netmeet_tui.policy.pack import Pack

UNREADABLE = "It cannot be read: it was changed, or is of a newer netmeet."


def date_of(iso: str) -> date:
    """A day that was noted."""
    return date.fromisoformat(iso)


def line(stands: Standing, trail: Trail | None, pack: Pack | None, today: date) -> str:
    """A record on one line: its number, its days, what it is."""
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.records.found import SHORT

    if stands.erased_on:
        said = f"erased on {day(date_of(stands.erased_on))}"
    else:
        due = "due for review since" if stands.review_on <= today.isoformat() else "review on"
        what = "cannot be read" if trail is None else _what(trail, pack)
        said = f"{what}; {due} {day(date_of(stands.review_on))}"
    return f"{stands.id[:SHORT]}  {day(date_of(stands.kept_on))}: {said}"


def _what(trail: Trail, pack: Pack | None) -> str:
    kinds, outcomes = (pack.words.kinds, pack.words.outcomes) if pack is not None else ({}, {})
    kind = kinds[trail.kind].short if trail.kind in kinds else trail.kind
    outcome = outcomes.get(trail.outcome, trail.outcome)
    return kind if trail.outcome == "none" else f"{kind}, {outcome[:1].lower()}{outcome[1:]}"


def lines(stands: Standing, trail: Trail | None, pack: Pack | None) -> Iterator[str]:
    """All of a record, a line for each thing."""
    from netmeet_tui.catalogue import day
    from netmeet_tui.report import record

    if trail is None:
        yield UNREADABLE
    else:
        told = record.told(trail, pack)
        yield from record.heads(told)
        yield f"{record.WAY}:"
        yield from (f"  {at:%Y-%m-%d %H:%M}  {said}" for at, said in told.way)
        if told.clauses:
            yield f"{record.CLAUSES}:"
            yield from (f"  {clause}: {says}" for clause, says in told.clauses)
        yield f"{record.SETTINGS}:"
        yield from (f"  {record.asked_and_answered(*both)}" for both in told.settings)
        yield record.IS_NOT
    kept, review = (day(date_of(one)) for one in (stands.kept_on, stands.review_on))
    yield record.KEPT.format(kept=kept, review=review)
    yield record.NUMBER.format(number=stands.id)


def short(stands: Standing, trail: Trail | None, today: date) -> dict[str, Any]:
    """A record for other programs: its days, and in the short names of its policy what it is."""
    erased = bool(stands.erased_on)
    return {
        "id": stands.id,
        "kept_on": stands.kept_on,
        "review_on": None if erased else stands.review_on,
        "erased_on": stands.erased_on or None,
        "due": not erased and stands.review_on <= today.isoformat(),
        "readable": trail is not None,
        "kind": trail.kind if trail else None,
        "outcome": trail.outcome if trail else None,
        "ground": trail.ground if trail else None,
        "policy": trail.policy if trail else None,
    }


def wrong(found: Wrong) -> str:
    """What is wrong, with which record, in a sentence."""
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.records.found import SHORT

    one = f"the record kept on {day(date_of(found.kept_on))} ({found.id[:SHORT]})" if found.kept_on else ""
    return {
        "changed": f"What is there as {one} is not what was kept.",
        "missing": f"What was kept is gone, and was not erased: {one}.",
        "back": f"What was erased is there again, changed or put back: {one}.",
        "follows": f"What is noted of {one} was changed or moved, or what was noted just before it was.",
        "between": f"Something is missing that was noted just before {one}.",
        "end": "The last of what was noted is missing, or an older file was put in the place of a newer one.",
        "note": "The note of how much was kept, in vault.json, was changed.",
        "list": "The list was not what the records say. They themselves are in order, and it was made anew.",
    }[found.what]
