"""Encrypted databases: SQLCipher under sqlite-utils, one connection each, never two (D-2).

Importing this module makes sqlite-utils use SQLCipher's driver, so it must come before sqlite-utils does; an
assertion says so. Everything heavy is loaded here: import it only when a vault is opened.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import types
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver

from netmeet_tui.journal import files
from netmeet_tui.journal.errors import (
    StoreError,
    busy,
    disk_full,
    from_os,
    not_a_vault,
    read_only,
    trouble,
)


def _install() -> None:
    """Put the driver where sqlite-utils looks for one (its documented ``pysqlite3`` seam)."""
    seam = types.ModuleType("pysqlite3")
    vars(seam).update({name: value for name, value in vars(driver).items() if not name.startswith("__")})
    seam.__dict__.update(dbapi2=seam, __path__=[])
    sys.modules["pysqlite3"] = sys.modules["pysqlite3.dbapi2"] = seam
    import sqlite_utils.utils

    # Otherwise sqlite-utils would catch the wrong OperationalError in ten places.
    assert vars(sqlite_utils.utils)["sqlite3"] is seam, (
        "sqlite_utils was imported before netmeet_tui.journal.sqlcipher"
    )


_install()

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database, Migrations

Damaged = Callable[[Path], StoreError]

VERSION = 1
_LEAST_ROOM = 64 * 1024
_WAIT = 0.2  # seconds; whoever holds the file holds it for hours, so waiting longer tells nothing more


def explain(error: Exception, path: Path, damaged: Damaged) -> StoreError:
    """The StoreError for whatever went wrong with the database at ``path``."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, OSError):
        return from_os(error, path.parent)
    name: str = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return busy(path.parent)
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and not _room(path.parent)):
        return disk_full(path.parent)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return read_only(path.parent)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return damaged(path)
    return trouble(path.parent)


def unmade(path: Path) -> StoreError:
    """The StoreError for a file that seems damaged while it is being made: it is the disk that fails."""
    return trouble(path.parent)


def _room(folder: Path) -> bool:
    """Whether SQLite's smallest file fits; without room its index fails as an unnamed I/O error."""
    try:
        return shutil.disk_usage(folder).free >= _LEAST_ROOM
    except OSError:
        return True


def wal_of(path: Path) -> Path:
    """SQLite's write-ahead log beside a database."""
    return path.with_name(path.name + "-wal")


def shm_of(path: Path) -> Path:
    """SQLite's index of that log; only there while a database is looked at without the exclusive lock."""
    return path.with_name(path.name + "-shm")


def create(path: Path, key: bytes, migrations: Migrations, damaged: Damaged) -> Database:
    """A new database (0600) with its tables. Raises StoreError; then there may be a file to remove."""
    try:
        files.touch_private(path)
        database = _writing(path, key)
        try:
            migrations.apply(database)
        except BaseException:
            database.close()
            raise
        return database
    except Exception as error:
        raise explain(error, path, damaged) from None


def open_existing(
    path: Path,
    key: bytes,
    migrations: Migrations,
    application: int,
    damaged: Damaged,
    inspect: Callable[[Connection], None] | None = None,
    only: Collection[str] = (),
) -> Database:
    """Open a database that must be there and sound; it is ours alone until closed.

    Every page of it is read; ``only`` those of some tables, where any are named. A page that is read later is
    authenticated then.

    ``inspect`` gets the connection and raises StoreError for what it finds wrong. Raises StoreError: damaged,
    busy, read-only, full, of another kind. A damaged file, and the log a crash left beside it, stay as they are.
    """
    try:
        _files_only(path, damaged)
        if path.stat().st_size == 0:  # SQLite would take it for a new database
            raise damaged(path)
        # Asked of the system, not by opening it: closing a second handle would drop this program's locks.
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
            raise read_only(path.parent)
        unsettled = _size(wal_of(path)) > 0
        looked = False
        # Opening for writing folds a log in on closing. So look first, without the right to write. That needs
        # room for an index; on a full disk a meeting is rather opened than not.
        if unsettled and _room(path.parent):
            with _reading(path, key) as connection:
                _whole(connection, path, damaged, only)
                if inspect is not None:
                    inspect(connection)
            looked = True
        database = _writing(path, key)
        try:
            if not looked:
                _whole(database.conn, path, damaged, only)
                if inspect is not None:
                    inspect(database.conn)
            # These look at the file and not the log, so they would cry wolf while there is one. The size comes
            # first: a file that grew is not read to its end.
            if not unsettled and path.stat().st_size != _expected(database):
                raise damaged(path)
            if not (unsettled or only):
                _authentic(database.conn, path, damaged)
            kind = database.execute("PRAGMA application_id").fetchone()[0]
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if kind != application or not 1 <= version <= VERSION:
                raise not_a_vault(path)
            migrations.apply(database)
        except BaseException:
            database.close()
            raise
        return database
    except FileNotFoundError:
        raise damaged(path) from None
    except Exception as error:
        raise explain(error, path, damaged) from None


def read_whole(database: Database, path: Path, damaged: Damaged) -> None:
    """Read every page of an open database. Raises StoreError."""
    try:
        settle(database)
        _whole(database.conn, path, damaged)
        _authentic(database.conn, path, damaged)
    except Exception as error:
        raise explain(error, path, damaged) from None


def _expected(database: Database) -> int:
    """How many bytes the file has to have."""
    pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def _files_only(path: Path, damaged: Damaged) -> None:
    """See that neither the database nor what SQLite keeps beside it is a folder, a pipe or a link. Raises OSError.

    SQLite would look for the log beside what a link leads to, and for ever at a pipe.
    """
    if not files.is_plain(path):
        raise damaged(path)
    for beside in (wal_of(path), shm_of(path)):
        with contextlib.suppress(FileNotFoundError):
            if not files.is_plain(beside):
                raise damaged(beside)


def settle(database: Database) -> None:
    """Fold the log back into the main file, whose every page is authenticated. Raises the driver's errors."""
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def fold(database: Database) -> None:
    """Fold the log back where that can be done now. What was written is durable without; closing does it too."""
    with contextlib.suppress(Exception):
        settle(database)


def run(database: Database, path: Path, damaged: Damaged, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement, and answer all its rows. Raises StoreError."""
    try:
        return list(database.execute(sql, values).fetchall())
    except Exception as error:
        raise explain(error, path, damaged) from None


def stamp(database: Database, application: int) -> None:
    """Say in the file's header what it is; part of the first migration."""
    database.execute(f"PRAGMA application_id = {application:d}")
    database.execute(f"PRAGMA user_version = {VERSION:d}")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _connect(path: Path, key: bytes, mode: str) -> Connection:
    """A keyed connection in autocommit. Nothing of the file is read yet."""
    # The meeting's one writer thread uses it, not the thread that opened it; SQLite itself is serialised.
    connection: Any = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=_WAIT,
        check_same_thread=False,
    )
    try:
        # First of all: SQLCipher would write its errors over the screen, from C.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.set_key(b"x'" + key.hex().encode() + b"'")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    keyed: Connection = connection  # sqlcipher3 is a fork of the standard driver, with the same methods
    return keyed


def _writing(path: Path, key: bytes) -> Database:
    """The one connection that writes: exclusive, write-ahead log, durable at every commit."""
    from sqlite_utils import Database

    connection = _connect(path, key, "rw")
    try:
        for pragma in (
            "locking_mode = EXCLUSIVE",  # held from the first read until closed; also needs no -shm file
            "journal_mode = WAL",
            "synchronous = FULL",  # with WAL this is what survives a power cut (facts, A3)
            "fullfsync = ON",  # macOS: through the disk's own cache
            "secure_delete = ON",
            "wal_autocheckpoint = 0",  # settling is asked for, after the facilitator has the answer
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN IMMEDIATE")  # a file that may only be read says so now, not in the meeting
        connection.execute("ROLLBACK")
        shm_of(path).unlink(missing_ok=True)  # left by a look at a log; not used under the exclusive lock
        return Database(connection)
    except BaseException:
        connection.close()
        raise


@contextlib.contextmanager
def _reading(path: Path, key: bytes) -> Iterator[Connection]:
    """A connection that cannot change the file or its log."""
    index_was_there = shm_of(path).exists()
    connection = _connect(path, key, "ro")
    try:
        yield connection
    finally:
        connection.close()
        if not index_was_there:
            with contextlib.suppress(OSError):
                shm_of(path).unlink(missing_ok=True)


def _whole(connection: Connection, path: Path, damaged: Damaged, only: Collection[str] = ()) -> None:
    """Read every page in use, or those of some tables: each has its own authentication code."""
    for what in [f"('{table}')" for table in only] or [""]:
        if connection.execute(f"PRAGMA integrity_check{what}").fetchall() != [("ok",)]:
            raise damaged(path)


def _authentic(connection: Connection, path: Path, damaged: Damaged) -> None:
    """Read every page there is in the file, whether it is in use or not."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise damaged(path)
