"""``vault.db``: which meetings are open. Holding it open is what keeps a second program out."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.journal import files
from netmeet_tui.journal.errors import damaged_vault
from netmeet_tui.journal.glance import DB

if TYPE_CHECKING:
    from sqlite_utils import Database


class Register:
    """The open register of one vault."""

    def __init__(self, path: Path, database: Database) -> None:
        """Use ``open``."""
        self._path = path
        self._database = database

    @classmethod
    def open(cls, folder: Path, key: bytes) -> Register:
        """Open the register, or make it when there is none. Raises StoreError.

        There is none when making the vault was cut short. It can be made anew without loss: each meeting's
        files say all that the register says.
        """
        from netmeet_tui.journal import schema, sqlcipher

        path = folder / DB
        if not path.exists():
            _make(path, key)
        return cls(path, sqlcipher.open_existing(path, key, schema.register, schema.REGISTER, damaged_vault))

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

    def close(self) -> None:
        """Let the next program in. Never raises."""
        with contextlib.suppress(Exception):
            self._database.close()

    def _run(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        from netmeet_tui.journal import sqlcipher

        try:
            return list(self._database.execute(sql, values).fetchall())
        except Exception as error:
            raise sqlcipher.explain(error, self._path, damaged_vault) from None

    def _settle(self) -> None:
        """Fold the log in. What was written is durable without it, so a full disk is no matter."""
        from netmeet_tui.journal import sqlcipher

        with contextlib.suppress(Exception):
            sqlcipher.settle(self._database)


def _make(path: Path, key: bytes) -> None:
    """Make an empty register aside and give it its name when it is whole."""
    from netmeet_tui.journal import schema, sqlcipher

    temporary = files.aside(path)
    try:
        sqlcipher.create(temporary, key, schema.register, damaged_vault).close()
        with contextlib.suppress(FileExistsError):  # another program was quicker; opening will tell
            files.publish(temporary, path)
    except OSError as error:
        raise sqlcipher.explain(error, path, damaged_vault) from None
    finally:
        for left in (temporary, sqlcipher.wal_of(temporary)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
