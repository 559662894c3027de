"""How each record that is kept stands, beside the log of it: a list need not read the log (``kept.py``).

Nothing is here that the log does not tell, and it is written with the log, or not at all. It can be made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Any, Final

_COLUMNS: Final = "seq, id, kept_on, review_on, erased_on, outcome"


@dataclass(frozen=True)
class Standing:
    """A record as it stands: its place in the log, its id, its days. Erased, it is due on no day any more.

    ``outcome`` is the word of the policy for what came of it, as far as the record says one.
    """

    seq: int
    id: str
    kept_on: str
    review_on: str
    erased_on: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which records: of a year, with an outcome, to be looked at again by a day. Empty for any."""

    year: str = ""
    outcome: str = ""
    due_by: str = ""


class Stands:
    """The table ``standing`` of one open register."""

    def __init__(self, run: Callable[..., list[tuple[Any, ...]]]) -> None:
        """``run`` runs a statement; it raises StoreError."""
        self._run = run

    def goes_to(self) -> int:
        """How far along the log it goes."""
        return int(self._run("SELECT max(last) FROM standing")[0][0] or 0)

    def clear(self) -> None:
        """Nothing stands here any more."""
        self._run("DELETE FROM standing")

    def put(self, stands: Standing, record: bytes, last: int) -> None:
        """A record was kept, by the row ``last`` of the log."""
        values = (*astuple(stands)[:-1], outcome_in(record), last)
        self._run(f"INSERT INTO standing ({_COLUMNS}, last) VALUES (?, ?, ?, ?, ?, ?, ?)", *values)  # noqa: S608

    def renew(self, stands: Standing, review_on: str, last: int) -> None:
        """It is kept longer."""
        self._run("UPDATE standing SET review_on = ?, last = ? WHERE seq = ?", review_on, last, stands.seq)

    def erase(self, stands: Standing, day: str, last: int) -> None:
        """It was erased: then nothing of what was in it stands here either."""
        sql = "UPDATE standing SET review_on = '', outcome = '', erased_on = ?, last = ? WHERE seq = ?"
        self._run(sql, day, last, stands.seq)

    def of(self, kept_id: str) -> Standing | None:
        """How a record stands; None when there was none of this id."""
        return next(iter(self._found("WHERE id = ?", kept_id)), None)

    def find(self, beginning: str, most: int) -> list[Standing]:
        """Those whose ids begin so."""
        return self._found("WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", beginning, f"{beginning}\x7f", most)

    def every(self, after: int, most: int) -> list[Standing]:
        """So many, in the order of the log."""
        return self._found("WHERE seq > ? ORDER BY seq LIMIT ?", after, most)

    def those(self, wanted: Wanted, most: int, after: Standing | None, *, back: bool) -> list[Standing]:
        """So many of those that are wanted: the latest first; of those that are due, what waits longest."""
        where, values = _where(wanted)
        by, up = ("review_on", True) if wanted.due_by else ("kept_on", False)
        up = up is not back
        if after is not None:
            where.append(f"({by}, seq) {'>' if up else '<'} (?, ?)")
            values += [after.review_on if wanted.due_by else after.kept_on, after.seq]
        order = f"ORDER BY {by} {'ASC' if up else 'DESC'}, seq {'ASC' if up else 'DESC'} LIMIT ?"
        found = self._found(f"{_all(where)} {order}", *values, most)
        return found[::-1] if back else found

    def how_many(self, wanted: Wanted) -> int:
        """How many are wanted."""
        where, values = _where(wanted)
        return int(self._run(f"SELECT count(*) FROM standing {_all(where)}", *values)[0][0])  # noqa: S608

    def years(self) -> tuple[str, ...]:
        """The years in which any was kept, the latest first."""
        years: list[str] = []
        while day := self._run("SELECT max(kept_on) FROM standing WHERE kept_on < ?", (years or ["\x7f"])[-1])[0][
            0
        ]:
            years.append(str(day)[:4])
        return tuple(years)

    def outcomes(self) -> tuple[str, ...]:
        """What came of any, each once."""
        found = [""]
        while more := self._run("SELECT min(outcome) FROM standing WHERE outcome > ?", found[-1])[0][0]:
            found.append(str(more))
        return tuple(found[1:])

    def _found(self, what: str, *values: object) -> list[Standing]:
        return [Standing(*row) for row in self._run(f"SELECT {_COLUMNS} FROM standing {what}", *values)]  # noqa: S608


def outcome_in(record: bytes) -> str:
    """The outcome that a record tells; none when it tells none."""
    try:
        told = json.loads(record)
    except (ValueError, RecursionError):
        return ""
    outcome = told.get("outcome", "") if isinstance(told, dict) else ""
    return outcome if isinstance(outcome, str) else ""


def _where(wanted: Wanted) -> tuple[list[str], list[object]]:
    where, values = list[str](), list[object]()
    if wanted.year:
        where.append("kept_on >= ? AND kept_on < ?")
        values += [wanted.year, f"{wanted.year}\x7f"]
    if wanted.outcome:
        where.append("outcome = ?")
        values.append(wanted.outcome)
    if wanted.due_by:
        where.append("review_on > '' AND review_on <= ?")
        values.append(wanted.due_by)
    return where, values


def _all(where: list[str]) -> str:
    return f"WHERE {' AND '.join(where)}" if where else ""
