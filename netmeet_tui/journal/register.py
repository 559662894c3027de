"""``vault.db``: which meetings are open, which are to come, and what is kept of others.

Holding it open keeps a second program out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.journal import files
from netmeet_tui.journal.errors import StoreError, damaged_vault
from netmeet_tui.journal.glance import DB

if TYPE_CHECKING:
    from sqlite_utils import Database

    from netmeet_tui.journal.ahead import ComingMeetings
    from netmeet_tui.journal.kept import KeptRecords
    from netmeet_tui.journal.notes import Notes

_KEPT = ("kept", "note")
"""The tables of what is kept beyond meetings, and so in a backup."""

AT_ONCE = 4 << 20
"""A file of more bytes is not read to its end before a meeting can begin: what is kept makes it large."""
_AT_THE_START = ("meeting", "ahead")
"""The tables that are read all the same."""


class Register:
    """The open register of one vault."""

    def __init__(self, path: Path, database: Database) -> None:
        """Use ``open``."""
        self._path = path
        self._database = database

    @classmethod
    def open(cls, folder: Path, key: bytes, *, whole: bool = True) -> Register:
        """Open the register, or make it when there is none. Raises StoreError.

        Every page is read; when it need not be ``whole``, of a large one only what it takes to hold meetings.

        There is none when making the vault was cut short. Made anew it has lost no open meeting: each one's files
        say all that the register says. That records are missing which were kept in it is noticed (``kept.py``).
        """
        from netmeet_tui.journal import schema, sqlcipher

        path = folder / DB
        if not path.exists():
            _make(path, key)
        large = not whole and files.size(path) > AT_ONCE
        only = _AT_THE_START if large else ()
        return cls(
            path, sqlcipher.open_existing(path, key, schema.register, schema.REGISTER, damaged_vault, only=only)
        )

    def read_whole(self) -> None:
        """Read every page. Raises StoreError."""
        from netmeet_tui.journal import sqlcipher

        sqlcipher.read_whole(self._database, self._path, damaged_vault)

    def meetings(self) -> frozenset[str]:
        """The number of every meeting: a copy of the register tells no more of one. Raises StoreError."""
        return frozenset(str(row[0]) for row in self._run("SELECT id FROM meeting"))

    def add(self, meeting_id: str) -> None:
        """Note a meeting, durably. Raises StoreError."""
        self._run("INSERT OR REPLACE INTO meeting (id) VALUES (?)", meeting_id)
        self._settle()

    def strike(self, meeting_id: str) -> None:
        """Take a meeting off. Raises StoreError."""
        self._run("DELETE FROM meeting WHERE id = ?", meeting_id)
        self._settle()

    def kept(self, key: bytes, head: Callable[[], str], note: Callable[[str], None]) -> KeptRecords:
        """What is kept of meetings that ended."""
        from netmeet_tui.journal.kept import KeptRecords

        return KeptRecords(self._path, self._database, key, head, note)

    def coming(self) -> ComingMeetings:
        """The meetings that are to come."""
        from netmeet_tui.journal.ahead import ComingMeetings

        return ComingMeetings(self._path, self._database)

    def notes(self) -> Notes:
        """The notes about the work."""
        from netmeet_tui.journal.notes import Notes

        return Notes(self._path, self._database)

    def without_meetings(self, key: bytes) -> bytes:
        """The bytes of a fresh register that holds what is kept, and no meeting, none to come either.

        Raises StoreError.
        """

        def fill(fresh: Database) -> None:
            for name in _KEPT:
                fresh.table(name).insert_all(self._database.table(name).rows_where(order_by="rowid"))

        try:
            with _made_aside(self._path, key, fill) as temporary:
                return temporary.read_bytes()
        except Exception as error:
            raise self._explained(error) from None

    def close(self) -> None:
        """Let the next program in. Never raises."""
        with contextlib.suppress(Exception):
            self._database.close()

    def _run(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        from netmeet_tui.journal import sqlcipher

        return sqlcipher.run(self._database, self._path, damaged_vault, sql, *values)

    def _explained(self, error: Exception) -> StoreError:
        from netmeet_tui.journal import sqlcipher

        return sqlcipher.explain(error, self._path, damaged_vault)

    def _settle(self) -> None:
        """Fold the log in. What was written is durable without it, so a full disk is no matter."""
        from netmeet_tui.journal import sqlcipher

        sqlcipher.fold(self._database)


def _make(path: Path, key: bytes) -> None:
    """Make an empty register aside and give it its name when it is whole."""
    from netmeet_tui.journal import sqlcipher

    try:
        with _made_aside(path, key, lambda _: None) as temporary:
            files.publish(temporary, path)
    except FileExistsError:
        return  # another program was quicker; opening will tell
    except Exception as error:
        raise sqlcipher.explain(error, path, sqlcipher.unmade) from None


@contextlib.contextmanager
def _made_aside(path: Path, key: bytes, fill: Callable[[Database], None]) -> Iterator[Path]:
    """A whole register under a name of its own, which goes again. Raises StoreError, OSError, driver's errors."""
    from netmeet_tui.journal import schema, sqlcipher

    temporary = files.aside(path)
    try:
        database = sqlcipher.create(temporary, key, schema.register, sqlcipher.unmade)
        try:
            fill(database)
            sqlcipher.settle(database)  # closing would do it too, and say nothing when it cannot
        finally:
            database.close()
        yield temporary
    finally:
        for left in (temporary, sqlcipher.wal_of(temporary)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
