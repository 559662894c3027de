"""Readiness: which steps, clauses and outcomes somebody has practised, when, and in which stories.

A map of where one has been, for oneself. It knows no score, no rank and no row of days, and nobody is held against
anybody: the book behind it (``book.py``) keeps no more than the last day of each thing in each story. Beside it
stands when a clause may be met again (``refresh.py``); what is suggested from that is in ``suggest.py``.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from netmeet_tui.catalogue import _
from netmeet_tui.policy.pack import NONE, Pack
from netmeet_tui.practice.book import ReadinessError as ReadinessError
from netmeet_tui.practice.book import damaged, reading, tidy, writing
from netmeet_tui.practice.story import LEFT_OPEN

if TYPE_CHECKING:
    from sqlite_utils import Database

    from netmeet_tui.practice.play import Play

LONGEST_ALIAS: Final = 24
STEP, CLAUSE, OUTCOME, MODE = "step", "clause", "outcome", "mode"
"""The sorts of things that are practised. The mode stands for the story itself: every practice has one."""


class Went(enum.StrEnum):
    """How a practice went, as the trainee says: never as anything measured it."""

    AGAIN = "again"
    HARD = "hard"
    WELL = "well"
    EASY = "easy"


_RATING: Final = {Went.AGAIN: 1, Went.HARD: 2, Went.WELL: 3, Went.EASY: 4}
"""What the fsrs library calls them: Again, Hard, Good, Easy."""


class Practised(msgspec.Struct, frozen=True):
    """One practice, in ids: the name that the trainee chose, the story, when, how, and what was come to in it."""

    alias: str
    story: str
    at: datetime
    mode: str
    steps: tuple[str, ...]
    clauses: tuple[str, ...]
    outcomes: tuple[str, ...]
    went: Went


@dataclass(frozen=True, slots=True)
class Met:
    """A step, a clause or an outcome: in which stories it was practised and on which day last, the latest first."""

    id: str
    stories: tuple[tuple[str, date], ...] = ()

    @property
    def last(self) -> date | None:
        """The day on which it was last practised; None where it never was."""
        return max((day for _, day in self.stories), default=None)


@dataclass(frozen=True, slots=True)
class Readiness:
    """The map of one trainee under a policy: everything that can be practised, in the order of the policy.

    ``apart`` are clauses that no step is about: no practice comes to them, they are told or only read. ``again``
    has the day from which on a clause may be met again; it is for suggestions alone, and is not shown.
    """

    alias: str
    steps: tuple[Met, ...]
    clauses: tuple[Met, ...]
    outcomes: tuple[Met, ...]
    stories: Mapping[str, date]
    apart: tuple[str, ...]
    again: Mapping[str, date]


def alias_of(typed: str) -> str:
    """The name that somebody chose, as it is kept. Raises ReadinessError when it is none."""
    alias = " ".join(unicodedata.normalize("NFC", typed).split())
    if not 1 <= len(alias) <= LONGEST_ALIAS or not alias.isprintable():
        raise ReadinessError(
            _("Please choose a name of 1 to {most} letters for the map.").format(most=LONGEST_ALIAS)
        )
    return alias


def same(one: str, other: str) -> bool:
    """Whether two names are those of one trainee: they are, whatever their case. Raises ReadinessError."""
    return _key(one) == _key(other)


def of(play: Play, alias: str, went: Went, mode: str, at: datetime) -> Practised:
    """What a play comes to, to be kept under a name: every step that was come to, the clauses that those serve, and
    the outcomes. ``at`` has a time zone; its day there is kept. Raises ReadinessError for a name that is none.
    """
    served = {clause for step in play.steps for clause in play.pack.steps[step].serves}
    return Practised(
        alias=alias_of(alias),
        story=play.story.id,
        at=at,
        mode=mode,
        steps=play.steps,
        clauses=tuple(clause for clause in play.pack.clauses if clause in served),
        outcomes=tuple(dict.fromkeys(one for one in play.outcomes if one not in ("", NONE, LEFT_OPEN))),
        went=went,
    )


def keep(file: Path, practised: Practised) -> None:
    """Keep a practice in the book: all of it, or nothing. Raises ReadinessError."""
    from netmeet_tui.practice.refresh import reviewed

    alias = alias_of(practised.alias)
    key, day, rating = _key(alias), practised.at.date(), _RATING[practised.went]
    with writing(file) as book:
        book.execute("INSERT OR IGNORE INTO trainee (key, alias) VALUES (?, ?)", [key, alias])
        for sort, item in _things(practised):
            # The later day stays, whichever was kept first.
            book.execute(
                "INSERT INTO met (trainee, sort, item, story, day) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET day = max(day, excluded.day)",
                [key, sort, item, practised.story, day.isoformat()],
            )
        cards = _cards(book, key)
        for clause in practised.clauses:
            state = reviewed(cards.get(clause, ""), rating, day)
            book.execute(
                "INSERT OR REPLACE INTO card (trainee, clause, state) VALUES (?, ?, ?)", [key, clause, state]
            )


def aliases(file: Path) -> tuple[str, ...]:
    """The names under which something was practised, by the alphabet. Raises ReadinessError."""
    with reading(file) as book:
        return (
            ()
            if book is None
            else tuple(str(row["alias"]) for row in book.table("trainee").rows_where(order_by="key"))
        )


def forget(file: Path, alias: str) -> bool:
    """Take out all that was kept under a name, for good; whether there was anything. Raises ReadinessError."""
    key, there = _key(alias), False
    if not aliases(file):  # nothing is made only to forget
        return False
    with writing(file) as book:
        there = bool(book.execute("DELETE FROM trainee WHERE key = ?", [key]).rowcount)
        for table in ("met", "card"):
            book.execute(f"DELETE FROM {table} WHERE trainee = ?", [key])  # noqa: S608 (one of two names)
    tidy(file)
    return there


def map_of(file: Path, alias: str, pack: Pack) -> Readiness:
    """The map of one trainee; all is still to come where nothing was kept. Raises ReadinessError."""
    key, known, met, cards = _key(alias), "", _Found(), dict[str, str]()
    with reading(file) as book:
        if book is not None:
            known, met, cards = _known(book, key, file), _met(book, key, file), _cards(book, key)
    served = {clause for step in pack.steps.values() for clause in step.serves}
    return Readiness(
        alias=known or alias_of(alias),
        steps=_all(STEP, pack.steps, met),
        clauses=_all(CLAUSE, (clause for clause in pack.clauses if clause in served), met),
        outcomes=_all(OUTCOME, (one for one in pack.words.outcomes if one != NONE), met),
        stories=_stories(met),
        apart=tuple(clause for clause in pack.clauses if clause not in served),
        again=_again(cards),
    )


# -- what stands in the book ---------------------------------------------------------------------------------

_Found = dict[tuple[str, str], dict[str, date]]
"""By sort and item: on which day last in which story."""


def _key(alias: str) -> str:
    """Under what a name is kept: the same whatever its case."""
    return unicodedata.normalize("NFC", alias_of(alias).casefold())


def _things(practised: Practised) -> Iterator[tuple[str, str]]:
    yield MODE, practised.mode
    for sort, items in ((STEP, practised.steps), (CLAUSE, practised.clauses), (OUTCOME, practised.outcomes)):
        yield from ((sort, item) for item in items)


def _met(book: Database, key: str, file: Path) -> _Found:
    found: _Found = {}
    for row in book.table("met").rows_where("trainee = ?", [key]):
        try:
            day = date.fromisoformat(row["day"])
        except (TypeError, ValueError):
            raise damaged(file) from None
        found.setdefault((row["sort"], row["item"]), {})[_shown(row["story"], file)] = day
    return found


def _known(book: Database, key: str, file: Path) -> str:
    """A name as it was first written; empty where nothing was practised under it."""
    rows = list(book.table("trainee").rows_where("key = ?", [key]))
    return _shown(rows[0]["alias"], file) if rows else ""


def _shown(kept: object, file: Path) -> str:
    """A name or an id that is to be shown. Raises ReadinessError for what nobody kept there."""
    if not isinstance(kept, str) or not kept or not kept.isprintable():
        raise damaged(file)
    return kept


def _cards(book: Database, key: str) -> dict[str, str]:
    return {row["clause"]: str(row["state"]) for row in book.table("card").rows_where("trainee = ?", [key])}


def _stories(met: _Found) -> dict[str, date]:
    """On which day last each story was played, in whichever mode."""
    last: dict[str, date] = {}
    for (sort, _mode), days in met.items():
        for story, day in days.items() if sort == MODE else ():
            last[story] = max(day, last.get(story, day))
    return last


def _again(cards: Mapping[str, str]) -> dict[str, date]:
    """From which day on each clause may be met again. A card that cannot be read says nothing."""
    if not cards:
        return {}
    from netmeet_tui.practice.refresh import due

    days = ((clause, due(card)) for clause, card in cards.items())
    return {clause: day for clause, day in days if day is not None}


def _all(sort: str, items: Iterable[str], met: _Found) -> tuple[Met, ...]:
    """Each item with its stories, the latest first; of those of one day by their names."""
    found = ((item, met.get((sort, item), {})) for item in items)
    return tuple(
        Met(item, tuple(sorted(days.items(), key=lambda one: (-one[1].toordinal(), one[0]))))
        for item, days in found
    )
