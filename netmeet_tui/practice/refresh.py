"""When something practised may be met again: one card a clause, kept and scheduled by the fsrs library.

A card is a clause, not a story: what is refreshed is what the policy asks, wherever one meets it, and any story
that comes to it will do. It is moved by how the trainee says that it went, for all the clauses of a practice
alike.

The library is made for words that are drilled many times a day. So it is told three things. Its steps for what is
new or has slipped, of one and ten minutes, are one step of a week here: nobody plays a story twice in ten minutes,
and “again soon” has to be soon, however well it went before. Beyond that it is asked to wait until three in ten
would have slipped, not one in ten: this is a reminder and no exam. And it never waits for longer than half a year,
for these things are rare and matter when they come. What follows the first time is then a week after “again”, ten
days after “hard”, three weeks after “well”, and eleven after “easy”. Chance, which the library adds by itself, is
off: the same practice has the same reminder.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fsrs import Card

AS_REMEMBERED: Final = 0.7
"""The share that the library is to keep from slipping."""

SOON: Final = timedelta(weeks=1)
"""What is new, or is to be done again soon, may be met again after this; half as long again where it was hard."""

LONGEST: Final = 182
"""Days after which anything may be met again."""

NO_NUMBER: Final = 0
"""All cards have this number. One of the library's own would tell the millisecond at which it was made."""


def reviewed(card: str, rating: int, day: date) -> str:
    """A card after a practice on a day, rated 1 (again) to 4 (easy); from nothing, or one that cannot be read, a
    new one. Both are the library's own JSON.
    """
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(
        desired_retention=AS_REMEMBERED,
        learning_steps=(SOON,),
        relearning_steps=(SOON,),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
    when = _moment(day)
    fresh = Card(card_id=NO_NUMBER, due=when)
    for known in (_read(card), fresh):
        if known is None:
            continue
        try:  # a practice that is put in late counts as of the last one: the library knows no way back
            moved, _ = scheduler.review_card(known, Rating(rating), max(when, known.last_review or when))
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
            continue  # numbers that no library wrote
        return moved.to_json()
    raise AssertionError("a new card can always be reviewed")


def due(card: str) -> date | None:
    """The day from which on a clause may be met again; None where its card cannot be read."""
    known = _read(card)
    return None if known is None else known.due.date()


def _read(card: str) -> Card | None:
    """A card as it was kept. One that another release of the library wrote otherwise is begun anew: all that is
    lost by it is that a suggestion comes sooner.
    """
    from fsrs import Card

    try:
        known = Card.from_json(card)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
    aware = all(at is None or at.tzinfo is not None for at in (known.due, known.last_review))
    return known if aware else None


def _moment(day: date) -> datetime:
    """A day as the library wants it: the beginning of it, in its own time zone."""
    return datetime.combine(day, time(), UTC)
