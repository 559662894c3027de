"""What a person types about a coming meeting: the usual ways to write a day and a time, and nothing guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from netmeet_tui.ahead import text
from netmeet_tui.ahead.coming import LONGEST, LONGEST_PLACE, OVER, local, one_line, placed

SHORTEST: Final = 5
FARTHEST: Final = timedelta(days=731)

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_TIME: Final = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?"
_DAYS: Final = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
)
_MOMENTS: Final = tuple(re.compile(rf"{day}(?:\s*,\s*|\s+at\s+|\s+|t){_TIME}", re.ASCII) for day in _DAYS)


class NotRead(Exception):
    """What was typed will not do. The message is one sentence that holds none of it."""


def moment(typed: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The moment that somebody wrote, as a clock shows it in ``zone`` or on this computer. Raises NotRead."""
    shown = _shown(" ".join(typed.lower().split()))
    if shown.year < now.year - 1:  # before it is reckoned with: the first and the last years cannot be
        raise NotRead(text.LONG_PAST)
    if shown.year > now.year + 3:
        raise NotRead(text.FAR_AHEAD)
    found = placed(shown, zone)
    if local(found.astimezone(UTC), zone).replace(tzinfo=None) != shown:
        raise NotRead(text.NO_SUCH_HOUR)
    if found + OVER < now:
        raise NotRead(text.LONG_PAST)
    if found > now + FARTHEST:
        raise NotRead(text.FAR_AHEAD)
    return found


def _shown(typed: str) -> datetime:
    found = next((match for match in (pattern.fullmatch(typed) for pattern in _MOMENTS) if match), None)
    if found is None or (found["minute"] is None and found["half"] is None):  # 14 alone may be anything
        raise NotRead(text.NO_MOMENT)
    parts = found.groupdict()
    year, hour = int(parts["year"]), int(parts["hour"])
    month = int(parts["month"]) if "month" in parts else _month(parts["name"])
    if parts["half"] and not 1 <= hour <= 12:
        raise NotRead(text.NO_SUCH_DAY)
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"] == "pm" else 0)
    try:
        return datetime(
            year + (2000 if year < 100 else 0), month, int(parts["day"]), hour, int(parts["minute"] or 0)
        )
    except ValueError:
        raise NotRead(text.NO_SUCH_DAY) from None


def _month(name: str) -> int:
    """The number of a month that is named, perhaps by its first letters. Raises NotRead."""
    for number, whole in enumerate(_MONTHS, 1):
        if whole.startswith(name):
            return number
    raise NotRead(text.NO_MOMENT)


def minutes(typed: str) -> int:
    """How long it is to last; 0 when nothing was written. Raises NotRead."""
    typed = typed.strip()
    if not typed:
        return 0
    if not re.fullmatch(r"[0-9]{1,4}", typed) or not SHORTEST <= int(typed) <= LONGEST:
        raise NotRead(text.NO_LENGTH.format(most=LONGEST))
    return int(typed)


def place(typed: str) -> str:
    """The address, or how one joins; on one line. Raises NotRead."""
    if len(" ".join(typed.split())) > LONGEST_PLACE:
        raise NotRead(text.LONG_PLACE.format(most=LONGEST_PLACE))
    return one_line(typed)
