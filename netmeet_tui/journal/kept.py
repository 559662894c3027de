"""What is kept of meetings that have ended: in ``vault.db``, to be looked at again, erased by a person (D-2).

The table ``kept`` is a log. A row says that a record was kept, that it is kept longer, or that it was erased. A row
is never changed, but for one thing: erasing takes the record's bytes out, and leaves its id, its days, its digest.
Each row is tied to all before it (``chain.py``), and how far the rows go is noted in ``vault.json``: a row that is
missing, changed, moved or added is noticed, and so is an older ``vault.db`` put in the place of a newer one.

The limit: whoever holds the open vault could write both anew, and an older copy of the whole folder is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netmeet_tui.catalogue import _
from netmeet_tui.journal import keys
from netmeet_tui.journal.chain import Head, follow
from netmeet_tui.journal.errors import StoreError, damaged_vault

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT, RENEWED, ERASED = "kept", "renewed", "erased"
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
class _Row:
    """A row as it stands in the table."""

    seq: int
    id: str
    what: str
    day: str
    review_on: str
    record: bytes | None
    digest: bytes
    link: bytes

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
        self._ids, self._digests, self._links, self._heads = (
            keys.subkey(key, purpose) for purpose in ("ids", "digests", "links", "head")
        )
        self._head, self._note = head, note

    def keep(self, meeting_id: str, records: Mapping[int, bytes], kept_on: str, review_on: str) -> None:
        """Keep these records of a meeting, by the numbers of its concerns: all of them or none, durably.

        Kept already, a record is not kept twice. Raises StoreError.
        """
        if not records:
            return
        with self._writing() as rows:
            there = {row.id for row in rows}
            for number, record in records.items():
                kept_id = self._id(meeting_id, number)
                if kept_id not in there:
                    # Without the salt, who has guessed a record could tell from its digest that it was this one.
                    self._add(kept_id, KEPT, kept_on, review_on, secrets.token_bytes(_SALT) + record)

    def all(self) -> tuple[KeptTrail, ...]:
        """Every record, oldest first; those that were erased too, without their bytes. Raises StoreError."""
        found: dict[str, KeptTrail] = {}
        for row in self._rows():
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
            if self._is_there(kept_id):
                self._run("UPDATE kept SET record = NULL WHERE id = ? AND what = ?", kept_id, KEPT)
                self._add(kept_id, ERASED, day, "", None)

    def renew(self, kept_id: str, day: str, review_on: str) -> None:
        """Keep a record longer: it is to be looked at again on another day. Raises StoreError."""
        with self._writing():
            if self._is_there(kept_id):
                self._add(kept_id, RENEWED, day, review_on, None)

    def whole(self) -> bool:
        """Whether every row is there and as it was written. Raises StoreError."""
        return self._whole(self._rows())

    # -- inside ------------------------------------------------------------------------------------------

    def _is_there(self, kept_id: str) -> bool:
        return any(kept.id == kept_id and not kept.erased_on for kept in self.all())

    def _id(self, meeting_id: str, number: int) -> str:
        """The id of a record: the same whenever it is kept; without the vault nobody can tell of which meeting."""
        return hmac.digest(self._ids, f"{meeting_id} {number}".encode(), hashlib.sha256)[:16].hex()

    def _opened(self, row: _Row) -> tuple[bytes | None, str, bool]:
        """A record out of its row, when it is what was kept; what is no more there was erased, or is missing."""
        if row.record is None or not hmac.compare_digest(self._digest(row.record), row.digest):
            return None, "", True
        return row.record[_SALT:], "", False

    def _digest(self, record: bytes) -> bytes:
        return hmac.digest(self._digests, record, hashlib.sha256)

    def _whole(self, rows: Iterable[_Row]) -> bool:
        rows = tuple(rows)
        known = self._known()
        if known is None:
            return False
        try:
            follow(((row.seq, row.noted(), row.link) for row in rows), self._links, known)
        except ValueError:
            return False
        erased = {row.id for row in rows if row.what == ERASED}
        return all(
            row.record is None if row.id in erased else not self._opened(row)[2] for row in rows if row.what == KEPT
        )

    def _known(self) -> Head | None:
        """How far the log went when it was last noted; None when that note was changed."""
        noted = self._head()
        try:
            return Head.unpack(self._heads, bytes.fromhex(noted)) if noted else Head()
        except ValueError:
            return None

    def _rows(self) -> tuple[_Row, ...]:
        rows: list[tuple[Any, ...]] = self._run(f"SELECT {_COLUMNS} FROM kept ORDER BY seq")  # noqa: S608
        return tuple(_Row(*row) for row in rows)

    def _add(self, kept_id: str, what: str, day: str, review_on: str, record: bytes | None) -> None:
        digest = _NO_DIGEST if record is None else self._digest(record)
        before = self._last()
        row = _Row(before.count + 1, kept_id, what, day, review_on, record, digest, b"")
        row = replace(row, link=before.then(self._links, row.noted()).link)
        self._run(f"INSERT INTO kept ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *astuple(row))  # noqa: S608

    def _last(self) -> Head:
        """How far the log goes."""
        return next((Head(row.seq, row.link) for row in reversed(self._rows())), Head())

    @contextlib.contextmanager
    def _writing(self) -> Iterator[tuple[_Row, ...]]:
        """The rows before; what is written meanwhile is written whole, or not at all. Raises StoreError."""
        from netmeet_tui.journal import sqlcipher

        rows = self._rows()
        sound = self._whole(rows)
        try:
            self._run("BEGIN IMMEDIATE")
            yield rows
            self._run("COMMIT")
        except BaseException:
            with contextlib.suppress(Exception):
                self._database.execute("ROLLBACK")
            raise
        # Durable from here on. Folding the log in takes out of the file what was erased; closing does it too.
        with contextlib.suppress(Exception):
            sqlcipher.settle(self._database)
        # What was broken before stays noticed. More rows than are noted are sound: they are noted afterwards.
        if sound:
            with contextlib.suppress(StoreError):
                self._note(self._last().pack(self._heads).hex())

    def _run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        from netmeet_tui.journal import sqlcipher

        try:
            return list(self._database.execute(sql, values).fetchall())
        except Exception as error:
            raise sqlcipher.explain(error, self._path, damaged_vault) from None


def altered(folder: Path) -> str:
    """The sentence for records that are not as they were kept."""
    return _(
        "Some of what was kept of earlier meetings in the folder {folder} was changed or is missing, so do not "
        "rely on it: please put back a copy of that folder, or ask someone who can help."
    ).format(folder=folder)
