"""A table is a title and rows; a row is a name and what was measured under it, as often as it was.

Nothing is asserted anywhere. What is measured alternates with what it is measured against, so that a noisy machine
disturbs both alike; it is told as a median, and as a ratio to the row that is its limit.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, in the unit of its table."""

    name: str
    values: tuple[float, ...]
    limit: str = ""
    """The name of the row that it is measured against; nothing where there is none."""

    @property
    def median(self) -> float:
        """Half of them were less."""
        return statistics.median(self.values)

    def share(self, part: float) -> float:
        """So large a part of them were at most as much."""
        ordered = sorted(self.values)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in one unit, and what there is to say beneath them: what could not be measured, and why."""

    title: str
    rows: tuple[Row, ...]
    unit: str = "ms"
    notes: tuple[str, ...] = ()

    def ratio(self, row: Row) -> float | None:
        """How often as much as its limit a row is; None where it has none, or that one took nothing."""
        limit = next((other.median for other in self.rows if other.name == row.limit), 0)
        return row.median / limit if limit else None

    def lines(self) -> Iterable[str]:
        """As it is printed."""
        yield f"{self.title:<52}{'median':>12}{'p95':>10}{'p99':>10}{'ratio':>8}    n"
        for row in self.rows:
            ratio = self.ratio(row)
            values = "".join(f"{value:>10,.1f}" for value in (row.share(0.95), row.share(0.99)))
            told = "" if ratio is None else f"{ratio:.2f}"
            yield f"  {row.name:<50}{row.median:>8,.1f} {self.unit:<3}{values}{told:>8}{len(row.values):>5}"
        for note in self.notes:
            yield f"  {note}"

    def plain(self) -> Mapping[str, object]:
        """As values for JSON."""
        rows = {
            row.name: {
                "median": round(row.median, 3),
                "p95": round(row.share(0.95), 3),
                "p99": round(row.share(0.99), 3),
                "ratio": None if (ratio := self.ratio(row)) is None else round(ratio, 3),
                "limit": row.limit,
                "values": [round(value, 3) for value in row.values],
            }
            for row in self.rows
        }
        return {"unit": self.unit, "rows": rows, "notes": list(self.notes)}


def against(
    limit: str, title: str, measured: Mapping[str, Sequence[float]], unit: str = "ms", notes: Iterable[str] = ()
) -> Table:
    """A table in which every row but that of the limit itself is measured against it. Empty rows are left out."""
    rows = tuple(
        Row(name, tuple(values), "" if name == limit else limit) for name, values in measured.items() if values
    )
    return Table(title, rows, unit, tuple(notes))


def alone(title: str, measured: Mapping[str, Sequence[float]], unit: str = "ms") -> Table:
    """A table without anything to measure against."""
    return against("", title, measured, unit)


def in_ms(seconds: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Seconds as milliseconds."""
    return {name: [1000 * one for one in taken] for name, taken in seconds.items()}
