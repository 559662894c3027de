"""Coming meetings, kept in ``vault.db`` until they are over: where one is held may tell where a person lives.

A row is an id and bytes that mean something above. Nothing of them is ever in a backup: a backup cannot be made to
forget, and a calendar can be read again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from netmeet_tui.journal.errors import damaged_vault

if TYPE_CHECKING:
    from sqlite_utils import Database


class ComingMeetings:
    """The coming meetings in one open vault."""

    def __init__(self, path: Path, database: Database) -> None:
        self._path, self._database = path, database

    def all(self) -> dict[str, bytes]:
        """Every one that is kept, by its id. Raises StoreError."""
        rows = self._run("SELECT id, record FROM ahead ORDER BY id")
        return {str(name): bytes(record) for name, record in rows}  # type: ignore[call-overload]

    def put(self, name: str, record: bytes) -> None:
        """Keep one, in place of what was kept under that id; durable when this returns. Raises StoreError."""
        self.change({name: record}, ())

    def remove(self, *names: str) -> None:
        """Remove these, durably: what stood there is written over. Raises StoreError."""
        self.change({}, names)

    def change(self, put: Mapping[str, bytes], remove: Iterable[str]) -> None:
        """Put and remove: all of it or nothing, durably. Raises StoreError."""
        from netmeet_tui.journal import sqlcipher

        try:
            self._run("BEGIN IMMEDIATE")
            for name in remove:
                self._run("DELETE FROM ahead WHERE id = ?", name)
            for name, record in put.items():
                self._run("INSERT OR REPLACE INTO ahead (id, record) VALUES (?, ?)", name, record)
            self._run("COMMIT")
        except BaseException:
            with contextlib.suppress(Exception):
                self._database.execute("ROLLBACK")
            raise
        sqlcipher.fold(self._database)  # what was removed goes out of the file; durable it is already

    def _run(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        from netmeet_tui.journal import sqlcipher

        return sqlcipher.run(self._database, self._path, damaged_vault, sql, *values)
