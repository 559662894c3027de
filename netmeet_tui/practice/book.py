"""The practice book: one small database beside the vault's folder, never in it, of what was practised and when.

It holds ids and days, and the names that trainees chose for themselves. Nothing that was said or typed is in it,
nor how often anything was practised: what is not there can neither be counted nor compared.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmeet_tui.catalogue import _

if TYPE_CHECKING:
    from sqlite_utils import Database

KIND: Final = 0x6E6D7403
"""“nmt” and a number, in the file's header."""

VERSION: Final = 1
"""Goes up when the book gets a shape that an older program could not read."""

WAIT = 5.0
"""Seconds that another netmeet, which is writing just now, is waited for."""

_TABLES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "trainee": (("key",), "alias"),
    "met": (("trainee", "sort", "item", "story"), "day"),
    "card": (("trainee", "clause"), "state"),
}
"""Each with the columns that tell its rows apart, and the one that they are about. All of it is text.

``sort`` is step, clause, outcome or mode, and ``item`` the id of one; ``key`` is a name whatever its case.
"""

_LEAST_ROOM = 64 * 1024
_SMALLEST = 512
"""Bytes: what is smaller SQLite takes for a new database, whatever is in it."""


class ReadinessError(Exception):
    """The practice book could not be used, and nothing in it was changed. The message is one plain sentence."""


@contextlib.contextmanager
def writing(file: Path) -> Iterator[Database]:
    """The book, made where there is none, for changes that are all kept or none of them. Raises ReadinessError."""
    with _spoken(file):
        _private(file)
        with _opened(file) as book:
            book.conn.execute("BEGIN IMMEDIATE")
            try:
                if _is_empty(book):
                    _rule(book)
                _look(book, file)
                if os.name == "posix":  # one that was put back from a copy may have been open to others
                    file.chmod(0o600)
                yield book
                book.conn.execute("COMMIT")
            finally:  # after the change was kept, there is nothing to take back
                if book.conn.in_transaction:
                    book.conn.execute("ROLLBACK")


@contextlib.contextmanager
def reading(file: Path) -> Iterator[Database | None]:
    """The book as it stands at one moment; None where nothing was ever kept. Raises ReadinessError."""
    with _spoken(file):
        if not _is_there(file):
            yield None
            return
        with _opened(file) as book:
            book.conn.execute("BEGIN")
            try:
                if _is_empty(book):  # a first try to keep something was cut short
                    yield None
                else:
                    _look(book, file)
                    yield book
            finally:
                if book.conn.in_transaction:
                    book.conn.execute("ROLLBACK")


def tidy(file: Path) -> None:
    """Write the file anew with only what is in it. What was taken out was overwritten before; so this may fail."""
    with contextlib.suppress(sqlite3.Error, OSError), _opened(file) as book:
        book.conn.execute("VACUUM")


def damaged(file: Path) -> ReadinessError:
    """The sentence for a file that is cut short or changed."""
    return ReadinessError(
        _(
            "The file {file} in the folder {folder} is damaged, so it was left as it is: please put it back from "
            "a copy, or move it away to begin anew."
        ).format(file=file.name, folder=file.parent)
    )


# -- the file ------------------------------------------------------------------------------------------------


def _private(file: Path) -> None:
    """Make the folder (0700) and an empty file (0600) where there is none. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        file.parent.chmod(0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not _is_there(file):
        raise FileNotFoundError(errno.ENOENT, "")


def _is_there(file: Path) -> bool:
    """Whether there is a file. Raises OSError; ReadinessError for what is none, or cannot be a database."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise _not_ours(file)
    if 0 < found.st_size < _SMALLEST:
        raise damaged(file)
    return True


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[Database]:
    """A connection by Python's own driver, not by the vault's: nothing here is encrypted."""
    from sqlite_utils import Database

    address = f"{file.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
    try:
        # What is taken out is overwritten, and no copy of it is left in another file.
        for pragma in ("secure_delete = ON", "temp_store = MEMORY", "synchronous = FULL", "fullfsync = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        yield Database(connection, execute_plugins=False)
    finally:
        connection.close()


def _is_empty(book: Database) -> bool:
    return not book.table_names() and _number(book, "application_id") == 0


def _rule(book: Database) -> None:
    """The tables of a new book."""
    for table, (key, about) in _TABLES.items():
        book.table(table).create(dict.fromkeys((*key, about), str), pk=key, not_null={*key, about})
    book.conn.execute(f"PRAGMA application_id = {KIND}")
    book.conn.execute(f"PRAGMA user_version = {VERSION}")


def _look(book: Database, file: Path) -> None:
    """See that it is ours, of a version that we know, and whole. Raises ReadinessError, sqlite3.Error."""
    if _number(book, "application_id") != KIND or not 1 <= _number(book, "user_version") <= VERSION:
        raise _not_ours(file)
    if book.conn.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise damaged(file)
    for table, (key, about) in _TABLES.items():  # one that is missing would seem to be empty
        if tuple(column.name for column in book.table(table).columns) != (*key, about):
            raise damaged(file)


def _number(book: Database, pragma: str) -> int:
    return int(book.conn.execute(f"PRAGMA {pragma}").fetchone()[0])


# -- what went wrong, in a sentence --------------------------------------------------------------------------


@contextlib.contextmanager
def _spoken(file: Path) -> Iterator[None]:
    """Turn what the system and SQLite say into a ReadinessError, without their words."""
    try:
        yield
    except OSError as error:
        raise _from_system(error, file) from None
    except sqlite3.Error as error:
        raise _from_sqlite(error, file) from None


def _from_system(error: OSError, file: Path) -> ReadinessError:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _full(file)
    return _not_allowed(file)


def _from_sqlite(error: sqlite3.Error, file: Path) -> ReadinessError:
    name: str = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _busy(file)
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and not _room(file.parent)):
        return _full(file)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")):
        return _not_allowed(file)
    return damaged(file)  # no database, a page that is wrong, a table that is missing


def _room(folder: Path) -> bool:
    """Whether SQLite's smallest file fits; without room it may say no more than that something went wrong."""
    try:
        return shutil.disk_usage(folder).free >= _LEAST_ROOM
    except OSError:
        return True


def _busy(file: Path) -> ReadinessError:
    return ReadinessError(
        _(
            "Another netmeet is writing in the folder {folder} just now, so nothing was changed: please try again "
            "in a moment."
        ).format(folder=file.parent)
    )


def _full(file: Path) -> ReadinessError:
    return ReadinessError(
        _(
            "The disk that holds the folder {folder} is full, so nothing was changed: please make some room and "
            "try again."
        ).format(folder=file.parent)
    )


def _not_allowed(file: Path) -> ReadinessError:
    return ReadinessError(
        _(
            "The file {file} in the folder {folder} cannot be read or written, so nothing was changed: please see "
            "that you may, and that the disk is there."
        ).format(file=file.name, folder=file.parent)
    )


def _not_ours(file: Path) -> ReadinessError:
    return ReadinessError(
        _(
            "The file {file} in the folder {folder} was made by another program or a newer netmeet, so it was left "
            "as it is: please update netmeet, or move the file away to begin anew."
        ).format(file=file.name, folder=file.parent)
    )
