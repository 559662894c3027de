"""One open meeting's journal on disk: what ``netmeet_tui.meeting`` asks of a Journal.

Not for several threads at once: one writer thread, any thread, makes all the calls.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmeet_tui.catalogue import _
from netmeet_tui.journal import chain, keys, sealed
from netmeet_tui.journal.errors import DiskFull, MeetingDamaged, StoreError, damaged_meeting, from_os
from netmeet_tui.journal.meeting_files import MeetingFiles

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_ALL = "SELECT seq, record, link FROM event ORDER BY seq"
_LAST = "SELECT seq, link FROM event ORDER BY seq DESC LIMIT 1"
_SEALED = "SELECT scope, field, text FROM sealed ORDER BY scope, field"


@dataclass(frozen=True)
class _End:
    """Where a journal ends: the head of its chain, and the digest of what is sealed then."""

    head: chain.Head
    sealed: bytes


class MeetingJournal:
    """Records in order, durable when ``append`` returns, and the sealed identity beside them."""

    def __init__(
        self,
        place: MeetingFiles,
        key: bytes,
        database: Database,
        known: chain.Head,
        let_go: Callable[[bool], None],
    ) -> None:
        """Made by the vault. ``let_go(erased)`` is called once, when the journal is closed or erased."""
        self._place = place
        self._key = key
        self._chain_key = keys.subkey(key, "chain")
        self._sealed_key = keys.subkey(key, "sealed")
        self._database: Database | None = database
        self._known = known
        self._tail: _End | None = None
        self._sound = True
        self._let_go = let_go

    @classmethod
    def create(cls, place: MeetingFiles, key: bytes, let_go: Callable[[bool], None]) -> MeetingJournal:
        """The empty journal of a new meeting; its head is noted last, as a sign that it is complete.

        Raises StoreError.
        """
        from netmeet_tui.journal import schema, sqlcipher

        database = sqlcipher.create(place.db, keys.subkey(key, "records"), schema.meeting, sqlcipher.unmade)
        try:
            sqlcipher.settle(database)
            place.write_head(key, chain.Head())
        except Exception as error:
            database.close()
            raise sqlcipher.explain(error, place.db, sqlcipher.unmade) from None
        return cls(place, key, database, chain.Head(), let_go)

    @classmethod
    def open(cls, place: MeetingFiles, key: bytes, let_go: Callable[[bool], None]) -> MeetingJournal:
        """The journal of a meeting in progress, after every page and the whole chain were checked.

        That takes the longer, the more has happened; to append takes as long, however much has. Raises
        MeetingDamaged, StoreError.
        """
        from netmeet_tui.journal import schema, sqlcipher

        try:
            known = place.read_head(key)
        except OSError as error:
            raise from_os(error, place.head.parent) from None

        def inspect(connection: Connection) -> None:
            _walk(connection, place, key, known)

        database = sqlcipher.open_existing(
            place.db,
            keys.subkey(key, "records"),
            schema.meeting,
            schema.MEETING,
            damaged_meeting,
            inspect,
        )
        return cls(place, key, database, known, let_go)

    def records(self) -> Sequence[bytes]:
        """Every record, oldest first, after the whole chain was followed once more.

        Raises MeetingDamaged when one is missing or changed, StoreError.
        """
        from netmeet_tui.journal import sqlcipher

        database = self._open()
        try:
            self._tail, records = _walk(database.conn, self._place, self._key, self._known)
        except Exception as error:
            explained = sqlcipher.explain(error, self._place.db, damaged_meeting)
            self._sound = self._sound and not isinstance(explained, MeetingDamaged)
            raise explained from None
        return tuple(records)

    def append(
        self,
        record: bytes,
        *,
        seal: tuple[str, str, str] | None = None,
        forget: str | None = None,
    ) -> None:
        """Add a record, and in the same step seal or forget identity (D-4); durable when this returns.

        Raises StoreError (DiskFull among them); then nothing was added, and the next try may succeed.
        """
        from netmeet_tui.journal import sqlcipher

        database = self._open()
        try:
            last = self._last(database)
            database.execute("BEGIN IMMEDIATE")
            if seal is not None:
                scope, field, text = seal
                database.execute(
                    "INSERT INTO sealed (scope, field, text) VALUES (?, ?, ?)"
                    " ON CONFLICT (scope, field) DO UPDATE SET text = excluded.text",
                    [scope, field, sealed.kept(text)],
                )
            if forget is not None:
                database.execute("DELETE FROM sealed WHERE scope = ?", [forget])
            unchanged = seal is None and forget is None
            state = last.sealed if unchanged else sealed.digest(self._sealed_key, database.execute(_SEALED))
            after = _End(last.head.then(self._chain_key, record + state), state)
            database.execute(
                "INSERT INTO event (seq, record, link) VALUES (?, ?, ?)",
                [after.head.count, record, state + after.head.link],
            )
            database.execute("COMMIT")
        except BaseException as error:
            # A full disk has often rolled back already. Either way ask the file afresh where the chain ends.
            with contextlib.suppress(Exception):
                if database.conn.in_transaction:
                    database.execute("ROLLBACK")
            self._tail = None
            if not isinstance(error, Exception):  # Ctrl+C is not ours to translate
                raise
            raise sqlcipher.explain(error, self._place.db, damaged_meeting) from None
        self._tail = after

    def sealed(self, scope: str) -> Mapping[str, str]:
        """The sealed text of a scope by field. Raises StoreError."""
        from netmeet_tui.journal import sqlcipher

        database = self._open()
        try:
            rows = database.execute("SELECT field, text FROM sealed WHERE scope = ?", [scope]).fetchall()
            return {field: sealed.read(text) for field, text in rows}
        except Exception as error:
            raise sqlcipher.explain(error, self._place.db, damaged_meeting) from None

    def settle(self) -> None:
        """Fold the log into the file and note the head outside it. Raises StoreError; a full disk is no matter.

        What was confirmed is safe without it. It makes a later loss of the end noticeable.
        """
        from netmeet_tui.journal import sqlcipher

        database = self._open()
        for step in (sqlcipher.settle, self._note):
            try:
                step(database)
            except Exception as error:
                explained = sqlcipher.explain(error, self._place.db, damaged_meeting)
                if not isinstance(explained, DiskFull):
                    raise explained from None

    def close(self) -> None:
        """Let go of the files; what was confirmed stays. Never raises, and may be called twice."""
        if self._database is None:
            return
        with contextlib.suppress(StoreError):
            if self._sound:
                self.settle()
        self._drop(erased=False)

    def erase(self) -> None:
        """Destroy the meeting's key, then the files (D-2). Raises StoreError when the key could not be destroyed.

        A crash after the key is gone loses nothing of the promise: the rest goes when the vault is next opened.
        """
        self._place.destroy_key()
        self._drop(erased=True)

    def _open(self) -> Database:
        if self._database is None:
            raise StoreError(_("This meeting has been closed: please open it again from the first screen."))
        return self._database

    def _last(self, database: Database) -> _End:
        """Where the chain ends, from memory or from the file."""
        if self._tail is None:
            row = database.execute(_LAST).fetchone()
            if row is None:
                self._tail = _End(chain.Head(), sealed.digest(self._sealed_key, ()))
            else:
                state, link = _parted(row[1])
                self._tail = _End(chain.Head(row[0], link), state)
        return self._tail

    def _note(self, database: Database) -> None:
        head = self._last(database).head
        if head != self._known:
            self._place.write_head(self._key, head)
            self._known = head

    def _drop(self, *, erased: bool) -> None:
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(Exception):
                database.close()
        self._key = self._chain_key = self._sealed_key = b""
        if erased:
            self._place.remove_rest()
        if database is not None:
            self._let_go(erased)


def _walk(connection: Connection, place: MeetingFiles, key: bytes, known: chain.Head) -> tuple[_End, list[bytes]]:
    """All records after following the chain. Raises MeetingDamaged, and the driver's errors.

    What is sealed has to be what was sealed when the last record was written.
    """
    sealed_key = keys.subkey(key, "sealed")
    states = [sealed.digest(sealed_key, ())]
    try:
        rows = _linked(connection.execute(_ALL), states)
        head, records = chain.follow(rows, keys.subkey(key, "chain"), known)
        if sealed.digest(sealed_key, connection.execute(_SEALED)) != states[-1]:
            raise ValueError("not what was sealed last")
    except ValueError:
        raise damaged_meeting(place.db) from None
    return _End(head, states[-1]), [record[: -sealed.DIGEST] for record in records]


def _linked(
    rows: Iterable[tuple[object, object, object]], states: list[bytes]
) -> Iterator[tuple[object, bytes, bytes]]:
    """The rows as the chain ties them: each record with the digest beside its link. Raises ValueError."""
    for seq, record, beside in rows:
        state, link = _parted(beside)
        if not isinstance(record, bytes):
            raise ValueError("not a record")
        states[:] = [state]
        yield seq, record + state, link


def _parted(beside: object) -> tuple[bytes, bytes]:
    """The digest and the link that stand beside a record. Raises ValueError."""
    if not isinstance(beside, bytes) or len(beside) <= sealed.DIGEST:
        raise ValueError("not a link")
    return beside[: sealed.DIGEST], beside[sealed.DIGEST :]
