"""Whether a practice is likely to answer: open-likely, closed or unknown, and never open (T-18, I-14, UK-28).

The calendar can prove that practices are shut. It can never prove that one is open: it may close for training, or
keep hours of its own. All of it is reckoned by the clock in Europe/London, whatever zone a moment is given in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from netmeet_tui.directory import words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

State: TypeAlias = Literal["open-likely", "closed", "unknown"]

HOURS: Final = {
    "ENG": (dt.time(8), dt.time(18, 30)),  # UK-22: the contract's core hours
    "WLS": (dt.time(8), dt.time(18, 30)),  # UK-25: usual, and not seen again (grade C)
    "SCT": (dt.time(8), dt.time(18)),  # UK-25: the same
    "NIR": (dt.time(8, 30), dt.time(18)),  # UK-24: as practices there have announced them
}
"""From when until when practices usually answer, Monday to Friday."""

SATURDAY: Final = 5

FURTHEST: Final = 14
"""Days to look ahead. No holidays together are longer."""


@dataclass(frozen=True, slots=True)
class Surgery:
    """How likely a practice is to answer, why in a sentence, and when one is likely to answer next."""

    state: State
    because: str
    next_likely: dt.datetime | None = None
    """By the clock in Europe/London. None where one is likely to answer now, and where that is not known."""


def surgery(nation: str, at: dt.datetime) -> Surgery:
    """How likely a practice is to answer at a moment with its time zone. Raises nothing.

    Where no nation is set it is closed, or likely open, only where that is so in all four.
    """
    if nation not in HOURS and nation != "unset":
        return Surgery("unknown", words.NO_NATION)
    nations = tuple(HOURS) if nation == "unset" else (nation,)
    try:
        here = at.astimezone(_london())
        states = {_state(one, here) for one in nations}
    except (LookupError, OverflowError):  # no calendar, no such zone on this system, or the end of time
        return Surgery("unknown", words.NO_CALENDAR)
    state: State = states.pop() if len(states) == 1 else "unknown"
    because = _because(nations, here, state)
    return Surgery(state, because, None if state == "open-likely" else _next(nations, here))


def _london() -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


def _state(nation: str, here: dt.datetime) -> State:
    """Raises LookupError for a year whose holidays are not known."""
    opens, shuts = HOURS[nation]
    if _shut_on(nation, here.date()):
        return "closed"
    return "open-likely" if opens <= here.time().replace(tzinfo=None) < shuts else "closed"


def _shut_on(nation: str, day: dt.date) -> bool:
    holidays = _bank_holidays(nation, day.year)
    return day.weekday() >= SATURDAY or day in holidays


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> Collection[dt.date]:
    """Raises LookupError for a year that the library does not know."""
    from holidays import country_holidays

    # A calendar without days for a year would make it look as if practices were open at Christmas.
    found = frozenset(country_holidays("GB", subdiv=nation, years=year))
    if not any(day.year == year for day in found):
        raise LookupError(year)
    return found


def _next(nations: Collection[str], here: dt.datetime) -> dt.datetime | None:
    """When practices are next likely to answer in all of these nations."""
    opens = max(HOURS[nation][0] for nation in nations)
    for days in range(FURTHEST + 1):
        try:
            day = here.date() + dt.timedelta(days=days)
            if any(_shut_on(nation, day) for nation in nations):
                continue
        except (LookupError, OverflowError):
            return None
        then = dt.datetime.combine(day, opens, here.tzinfo)
        if then > here:
            return then
    return None


def _because(nations: tuple[str, ...], here: dt.datetime, state: State) -> str:
    if len(nations) > 1:
        return _because_everywhere(nations, here, state)
    nation = nations[0]
    opens, shuts = (f"{time:%H:%M}" for time in HOURS[nation])
    named = words.NATIONS[nation]
    if state == "open-likely":
        return words.USUAL_HOURS.format(nation=named, opens=opens, shuts=shuts)
    if here.weekday() >= SATURDAY:
        return words.WEEKEND.format(nation=named)
    if _shut_on(nation, here.date()):
        return words.BANK_HOLIDAY.format(nation=named)
    return words.OUT_OF_HOURS.format(nation=named, opens=opens, shuts=shuts)


def _because_everywhere(nations: tuple[str, ...], here: dt.datetime, state: State) -> str:
    if state == "unknown":
        return words.NATIONS_DIFFER
    if state == "open-likely":
        return words.ALL_USUAL
    if here.weekday() >= SATURDAY:
        return words.ALL_WEEKEND
    everywhere = all(_shut_on(nation, here.date()) for nation in nations)
    return words.ALL_BANK_HOLIDAY if everywhere else words.ALL_SHUT
