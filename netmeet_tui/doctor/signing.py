"""What somebody typed to put a name to a decision or an answer, as the settings keep it (N-10)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from netmeet_tui.catalogue import _
from netmeet_tui.doctor import ledger
from netmeet_tui.settings import Changes

FIELDS: Final = ("by", "on", "advice", "review")
LONGEST: Final = 200
"""The most characters of one of them."""


class Unsigned(ValueError):
    """Something is missing there, or cannot be. The message is a sentence, and does not repeat what was typed."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        """Where."""


def signed(part: str, name: str, told: dict[str, str], today: date, value: str | None = None) -> Changes:
    """The changes that put this into [part.name] of the settings. Raises Unsigned.

    ``told`` has what was typed for each of FIELDS; the review may be empty.
    """
    for field, asked in (("by", _NOBODY), ("advice", _NO_ADVICE)):
        said = told[field].strip()
        if not said or not said.isprintable() or len(said) > LONGEST:
            raise Unsigned(field, asked)
    on, review = _day("on", told["on"]), _day("review", told["review"]) if told["review"].strip() else None
    if on > today:
        raise Unsigned("on", _("That day is still to come: please write the day on which it was decided."))
    if review is not None and review <= on:
        raise Unsigned("review", _("Please write a day that is later than the decision, or leave it empty."))
    entry: dict[str, Any] = {"by": told["by"].strip(), "on": on, "advice": told["advice"].strip(), "review": review}
    if value is not None:
        entry["value"] = value
    try:
        ledger.signed({key: said for key, said in entry.items() if said is not None}, (value or "",), today)
    except ValueError as error:  # whoever reads it later has the last word
        raise Unsigned("by", str(error)) from None
    return {(part, name, key): said for key, said in entry.items()}


def _day(field: str, typed: str) -> date:
    """A day as it is written in the settings. Raises Unsigned."""
    try:
        return datetime.strptime(typed.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise Unsigned(field, _NO_DAY) from None


_NOBODY: Final = _("Please write who decided, on one line: a name, and what they do for you.")
_NO_ADVICE: Final = _("Please write on whose advice, on one line: a person, or a letter that can be found again.")
_NO_DAY: Final = _("Please write a day as 2026-03-01: the year, the month, the day.")
