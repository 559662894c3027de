"""Notes about the work, kept in ``vault.db`` until somebody erases them (C-05, T-19).

A row is an id drawn at random and bytes that mean something above: nothing of a meeting.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.journal.errors import damaged_vault

if TYPE_CHECKING:
    from sqlite_utils import Database


class Notes:
    """The notes in one open vault."""

    def __init__(self, path: Path, database: Database) -> None:
        self._path, self._database = path, database

    def all(self) -> dict[str, bytes]:
        """Every note, by its id. Raises StoreError."""
        rows = self._run("SELECT id, record FROM note ORDER BY id")
        return {str(name): bytes(record) for name, record in rows}  # type: ignore[call-overload]

    def put(self, name: str, record: bytes) -> None:
        """Keep a note, in place of what was kept under that id; durable when this returns. Raises StoreError."""
        self._change("INSERT OR REPLACE INTO note (id, record) VALUES (?, ?)", name, record)

    def erase(self, name: str) -> None:
        """Erase a note: what stood there is written over. Raises StoreError."""
        self._change("DELETE FROM note WHERE id = ?", name)

    def _change(self, sql: str, *values: object) -> None:
        from netmeet_tui.journal import sqlcipher

        self._run(sql, *values)
        sqlcipher.fold(self._database)  # what stood there goes out of the file; durable it is already

    def _run(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        from netmeet_tui.journal import sqlcipher

        return sqlcipher.run(self._database, self._path, damaged_vault, sql, *values)
