"""Reading all of the log of what is kept, row by row: what is not as it was written, and where (D-2)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netmeet_tui.journal.chain import Head
from netmeet_tui.journal.standing import Standing

if TYPE_CHECKING:
    from netmeet_tui.journal.kept import KeptRecords, Row

CHANGED: Final = "changed"
"""A record is not the one that was kept."""
MISSING: Final = "missing"
"""A record is gone, and was not erased."""
BACK: Final = "back"
"""A record is there that was erased."""
FOLLOWS: Final = "follows"
"""A row was changed or moved, or the one before it was."""
BETWEEN: Final = "between"
"""Rows are gone that stood before one."""
END: Final = "end"
"""The log does not go as far as was noted, or it is another one."""
NOTE: Final = "note"
"""The note of how far it goes was changed."""
LIST: Final = "list"
"""What stands beside the log is not what the log tells (``standing.py``)."""


@dataclass(frozen=True)
class Wrong:
    """What is not as it was written, and the day and the id of the record that it is about, if it is about one."""

    what: str
    kept_on: str = ""
    id: str = ""


class Walk:
    """Reads the log from its beginning. What is written meanwhile asks for another walk."""

    def __init__(self, records: KeptRecords) -> None:
        self._records = records
        known = records.known()
        self.wrong: list[Wrong] = [] if known is not None else [Wrong(NOTE)]
        """What was found so far."""
        self.there = 0
        """How many records can be read."""
        self._head = Head()
        self._known = known or Head()
        self._met = self._known == Head()
        self._stands: dict[str, Standing] = {}
        self._how: dict[str, str] = {}
        """For each record: nothing when it is there, or what would be wrong with it if it was not erased."""
        self._read_to: int | None = None

    def on(self) -> bool:
        """Read some rows more; whether there may be others. Raises StoreError."""
        rows = self._records.slice(self._read_to)
        for row in rows:
            self._link(row)
            self._note(row)
        if rows:
            self._read_to = rows[-1].seq
            return True
        self._sum_up()
        return False

    def to_the_end(self) -> Walk:
        """Read all of it. Raises StoreError."""
        while self.on():
            pass
        return self

    def _link(self, row: Row) -> None:
        """Whether a row follows the one before: by what stands there, so that one fault is told once or twice."""
        after = self._head.then(self._records.links, row.noted())
        if row.seq > after.count:
            self._tell(BETWEEN, row)
        elif row.seq != after.count or not hmac.compare_digest(row.link, after.link):
            self._tell(FOLLOWS, row)
        self._head = Head(row.seq, row.link) if row.seq >= 0 else Head()
        if row.seq == self._known.count:
            self._met = hmac.compare_digest(row.link, self._known.link)

    def _tell(self, what: str, row: Row) -> None:
        stands = self._stands.get(row.id)
        self.wrong.append(Wrong(what, stands.kept_on if stands else row.day, row.id))

    def _note(self, row: Row) -> None:
        """What a row makes of a record."""
        stands = self._stands.get(row.id)
        if row.is_kept:
            self._stands[row.id] = Standing(row.seq, row.id, row.day, row.review_on)
            self._how[row.id] = MISSING if row.record is None else "" if self._records.true(row) else CHANGED
        elif stands is not None:
            erased = row.day if row.is_erased else stands.erased_on
            days = ("" if erased else row.review_on, erased)
            self._stands[row.id] = Standing(stands.seq, row.id, stands.kept_on, *days)

    def _sum_up(self) -> None:
        for stands in self._stands.values():
            how = self._how[stands.id]
            if stands.erased_on:
                how = "" if how == MISSING else BACK
            else:
                self.there += not how
            if how:
                self.wrong.append(Wrong(how, stands.kept_on, stands.id))
        if not self._met:
            self.wrong.append(Wrong(END))
        if not self.wrong and not self._records.stand_so(self._stands):
            self.wrong.append(Wrong(LIST))
