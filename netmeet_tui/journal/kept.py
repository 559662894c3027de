"""What is kept of meetings that have ended: in ``vault.db``, to be looked at again, erased by a person (D-2).

The table ``kept`` is a log. A row says that a record was kept, that it is kept longer, or that it was erased. A row
is never changed, but for one thing: erasing takes the record's bytes out, and leaves its id, its days, its digest.
Each row is tied to all before it (``chain.py``), and how far the rows go is noted in ``vault.json``: a row that is
missing, changed, moved or added is noticed, and so is an older ``vault.db`` put in the place of a newer one.

Reading all of the log takes the longer, the more is kept. So how each record stands is noted beside the log
(``standing.py``), and only the end of the log is looked at when the vault is opened; ``walk`` reads all of it.

The limit: whoever holds the open vault could write both anew, and an older copy of the whole folder is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netmeet_tui.catalogue import _
from netmeet_tui.journal import keys
from netmeet_tui.journal.chain import Head
from netmeet_tui.journal.errors import StoreError, damaged_vault
from netmeet_tui.journal.standing import Standing, Stands, Wanted
from netmeet_tui.journal.walk import Walk

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT, RENEWED, ERASED = "kept", "renewed", "erased"
AT_ONCE: Final = 500
"""How many rows are read at once: what else there is to do waits no longer than for these."""
_SALT: Final = 16
_NO_DIGEST: Final = bytes(32)
_COLUMNS: Final = "seq, id, what, day, review_on, record, digest, link"


@dataclass(frozen=True)
class KeptTrail:
    """A record of a meeting that ended. Days are ISO dates that the caller gave.

    ``record`` is None once it was erased, and when it is not what was kept (``altered``).
    """

    id: str
    kept_on: str
    review_on: str
    record: bytes | None
    erased_on: str = ""
    altered: bool = False


@dataclass(frozen=True)
class Sealed:
    """What ties a record to the log: a copy that carries it can be held against what is kept (``holds``)."""

    salt: bytes
    digest: bytes
    link: bytes


@dataclass(frozen=True)
class Row:
    """A row as it stands in the table."""

    seq: int
    id: str
    what: str
    day: str
    review_on: str
    record: bytes | None
    digest: bytes
    link: bytes

    @property
    def is_kept(self) -> bool:
        """Whether it says that a record was kept."""
        return self.what == KEPT

    @property
    def is_erased(self) -> bool:
        """Whether it says that a record was erased."""
        return self.what == ERASED

    def noted(self) -> bytes:
        """What the chain ties: all but the record itself, whose digest is in it."""
        said = [self.id, self.what, self.day, self.review_on, self.digest.hex()]
        return json.dumps(said, ensure_ascii=True).encode()


class KeptRecords:
    """The records kept in one open vault."""

    def __init__(
        self, path: Path, database: Database, key: bytes, head: Callable[[], str], note: Callable[[str], None]
    ) -> None:
        """``head`` and ``note`` read and write how far the log goes, outside the database."""
        self._path, self._database = path, database
        self._ids, self._digests, self.links, self._heads = (
            keys.subkey(key, purpose) for purpose in ("ids", "digests", "links", "head")
        )
        self._head, self._note = head, note
        self._stands = Stands(self._run)

    def keep(self, meeting_id: str, records: Mapping[int, bytes], kept_on: str, review_on: str) -> None:
        """Keep these records of a meeting, by the numbers of its concerns: all of them or none, durably.

        Kept already, a record is not kept twice. Raises StoreError.
        """
        if not records:
            return
        with self._writing():
            last = self._last()
            for number, record in records.items():
                kept_id = self._id(meeting_id, number)
                if self._stands.of(kept_id) is None:
                    # Without the salt, who has guessed a record could tell from its digest that it was this one.
                    salted = secrets.token_bytes(_SALT) + record
                    last = self._add(last, kept_id, KEPT, kept_on, review_on, salted)
                    self._stands.put(Standing(last.count, kept_id, kept_on, review_on), record, last.count)

    def all(self) -> tuple[KeptTrail, ...]:
        """Every record, oldest first; those that were erased too, without their bytes. Raises StoreError."""
        found: dict[str, KeptTrail] = {}
        for rows in self._slices():
            for row in rows:
                if row.what == KEPT:
                    found[row.id] = KeptTrail(row.id, row.day, row.review_on, *self._opened(row))
                elif row.id in found and row.what == RENEWED:
                    found[row.id] = replace(found[row.id], review_on=row.review_on)
                elif row.id in found and row.what == ERASED:
                    found[row.id] = replace(found[row.id], record=None, erased_on=row.day, altered=False)
        return tuple(found.values())

    def erase(self, kept_id: str, day: str) -> None:
        """Erase a record; that it was kept, and when it was erased, stays. Raises StoreError."""
        with self._writing():
            stands = self._stands.of(kept_id)
            if stands is not None and not stands.erased_on:
                self._run("UPDATE kept SET record = NULL WHERE id = ? AND seq = ?", kept_id, stands.seq)
                last = self._add(self._last(), kept_id, ERASED, day, "", None)
                self._stands.erase(stands, day, last.count)

    def renew(self, kept_id: str, day: str, review_on: str) -> None:
        """Keep a record longer: it is to be looked at again on another day. Raises StoreError."""
        with self._writing():
            stands = self._stands.of(kept_id)
            if stands is not None and not stands.erased_on:
                last = self._add(self._last(), kept_id, RENEWED, day, review_on, None)
                self._stands.renew(stands, review_on, last.count)

    # -- looking them up, without reading the log ---------------------------------------------------------

    def those(
        self, wanted: Wanted, most: int, after: Standing | None = None, *, back: bool = False
    ) -> list[Standing]:
        """So many of those that are wanted, from the beginning or after one, or ``back`` from there.

        They are found by an index: it takes no longer when more is kept. Raises StoreError.
        """
        self._in_step()
        return self._stands.those(wanted, most, after, back=back)

    def how_many(self, wanted: Wanted) -> int:
        """How many are wanted: it takes the longer, the more there are of them. Raises StoreError."""
        self._in_step()
        return self._stands.how_many(wanted)

    def sorts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The years in which any was kept, the latest first, and what came of any. Raises StoreError."""
        self._in_step()
        return self._stands.years(), self._stands.outcomes()

    def find(self, beginning: str, most: int) -> list[Standing]:
        """Those whose ids begin so, up to so many. Raises StoreError."""
        self._in_step()
        return self._stands.find(beginning, most)

    def one(self, stands: Standing) -> tuple[KeptTrail, Sealed]:
        """One record, and what ties it to the log. Raises StoreError."""
        rows = self._run(f"SELECT {_COLUMNS} FROM kept WHERE seq = ?", stands.seq)  # noqa: S608
        row = next((row for row in map(_row, rows) if row.id == stands.id and row.what == KEPT), None)
        kept = KeptTrail(stands.id, stands.kept_on, stands.review_on, None, stands.erased_on)
        if row is None:
            return replace(kept, altered=True), Sealed(b"", b"", b"")
        sealed = Sealed((row.record or b"")[:_SALT], row.digest, row.link)
        if stands.erased_on:
            return kept, sealed
        record, erased_on, altered = self._opened(row)
        return replace(kept, record=record, altered=altered, erased_on=erased_on), sealed

    def holds(self, kept_id: str, record: bytes, sealed: Sealed) -> Standing | None:
        """How a record stands of which this is a copy; None when it is no true copy of any. Raises StoreError.

        Also of one that was erased: what is left of it here tells whether it was this one.
        """
        self._in_step()
        stands = self._stands.of(kept_id)
        if stands is None:
            return None
        _, there = self.one(stands)
        true = self._digest(sealed.salt + record)
        same = (len(sealed.salt) == _SALT, true == sealed.digest == there.digest, sealed.link == there.link)
        return stands if all(same) else None

    # -- whether it is what was written -------------------------------------------------------------------

    def ends_well(self) -> bool:
        """Whether the log goes as far as was noted: what can be told without reading it. Raises StoreError.

        Nothing is missing at its end, and no older one stands in its place.
        """
        known = self.known()
        if known is None:
            return False
        rows = self._run(f"SELECT {_COLUMNS} FROM kept WHERE seq >= ? ORDER BY seq", max(known.count, 1))  # noqa: S608
        head = known
        for row in map(_row, rows):
            if row.seq == known.count:
                if not hmac.compare_digest(row.link, known.link):
                    return False
                continue
            head = head.then(self.links, row.noted())
            if row.seq != head.count or not hmac.compare_digest(row.link, head.link):
                return False
        return bool(rows) or known == Head()

    def walk(self) -> Walk:
        """To read all of the log, some rows at a time."""
        return Walk(self)

    def whole(self) -> bool:
        """Whether every row is there and as it was written. Raises StoreError."""
        return not self.walk().to_the_end().wrong

    def known(self) -> Head | None:
        """How far the log went when it was last noted; None when that note was changed."""
        noted = self._head()
        try:
            return Head.unpack(self._heads, bytes.fromhex(noted)) if noted else Head()
        except ValueError:
            return None

    def slice(self, after: int | None) -> list[Row]:
        """Some rows of the log, from its beginning or after one. Raises StoreError."""
        beyond = "" if after is None else "WHERE seq > ?"
        sql = f"SELECT {_COLUMNS} FROM kept {beyond} ORDER BY seq LIMIT {AT_ONCE}"  # noqa: S608
        return [_row(row) for row in self._run(sql, *(() if after is None else (after,)))]

    def true(self, row: Row) -> bool:
        """Whether the bytes in a row are those that were kept."""
        return row.record is not None and hmac.compare_digest(self._digest(row.record), row.digest)

    def stand_so(self, told: Mapping[str, Standing]) -> bool:
        """Whether what is noted beside the log is what the log tells, as far as it goes. Raises StoreError."""
        if self._stands.goes_to() != self._last().count:
            return True  # of an older vault: it is made anew before it is used
        after, seen = 0, 0
        while some := self._stands.every(after, AT_ONCE):
            if any(told.get(one.id) != replace(one, outcome="") for one in some):
                return False
            after, seen = some[-1].seq, seen + len(some)
        return seen == len(told)

    def list_anew(self) -> None:
        """Make anew what is noted beside the log. Raises StoreError."""
        with self._writing():
            self._stand_anew()

    # -- inside ------------------------------------------------------------------------------------------

    def _in_step(self) -> None:
        """See that what is noted beside the log goes as far as the log does: in an older vault it does not yet."""
        if self._stands.goes_to() != self._last().count:
            with self._writing():
                self._stand_anew()

    def _stand_anew(self) -> None:
        self._stands.clear()
        for rows in self._slices():
            for row in rows:
                if row.what == KEPT:
                    opened = self._opened(row)[0]
                    self._stands.put(Standing(row.seq, row.id, row.day, row.review_on), opened or b"", row.seq)
                elif (stands := self._stands.of(row.id)) is not None:
                    if row.what == RENEWED:
                        self._stands.renew(stands, row.review_on, row.seq)
                    elif row.what == ERASED:
                        self._stands.erase(stands, row.day, row.seq)

    def _id(self, meeting_id: str, number: int) -> str:
        """The id of a record: the same whenever it is kept; without the vault nobody can tell of which meeting."""
        return hmac.digest(self._ids, f"{meeting_id} {number}".encode(), hashlib.sha256)[:16].hex()

    def _opened(self, row: Row) -> tuple[bytes | None, str, bool]:
        """A record out of its row, when it is what was kept; what is no more there was erased, or is missing."""
        if row.record is None or not self.true(row):
            return None, "", True
        return row.record[_SALT:], "", False

    def _digest(self, record: bytes) -> bytes:
        return hmac.digest(self._digests, record, hashlib.sha256)

    def _slices(self) -> Iterator[list[Row]]:
        """The log, some rows at a time."""
        after: int | None = None
        while rows := self.slice(after):
            yield rows
            after = rows[-1].seq

    def _add(self, before: Head, kept_id: str, what: str, day: str, review_on: str, record: bytes | None) -> Head:
        digest = _NO_DIGEST if record is None else self._digest(record)
        row = Row(before.count + 1, kept_id, what, day, review_on, record, digest, b"")
        head = before.then(self.links, row.noted())
        self._run(
            f"INSERT INTO kept ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            *astuple(replace(row, link=head.link)),
        )
        return head

    def _last(self) -> Head:
        """How far the log goes."""
        rows = self._run("SELECT seq, link FROM kept ORDER BY seq DESC LIMIT 1")
        return Head(*rows[0]) if rows else Head()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """What is written meanwhile is written whole, or not at all. Raises StoreError."""
        from netmeet_tui.journal import sqlcipher

        sound = self.ends_well()
        try:
            self._run("BEGIN IMMEDIATE")
            if self._stands.goes_to() != self._last().count:
                self._stand_anew()
            yield
            self._run("COMMIT")
        except BaseException:
            with contextlib.suppress(Exception):
                self._database.execute("ROLLBACK")
            raise
        sqlcipher.fold(self._database)  # what was erased goes out of the file; durable it is already
        # What was broken before stays noticed. More rows than are noted are sound: they are noted afterwards.
        if sound:
            with contextlib.suppress(StoreError):
                self._note(self._last().pack(self._heads).hex())

    def _run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        from netmeet_tui.journal import sqlcipher

        return sqlcipher.run(self._database, self._path, damaged_vault, sql, *values)


def _row(row: tuple[Any, ...]) -> Row:
    return Row(*row)


def altered(folder: Path) -> str:
    """The sentence for records that are not as they were kept."""
    return _(
        "Some of what was kept of earlier meetings in the folder {folder} was changed or is missing, so do not "
        "rely on it: please put back a copy of that folder, or ask someone who can help."
    ).format(folder=folder)
