"""After the end, with the passphrase in hand, no copy of the database brings back a word of the meeting (D-2).

A real meeting is held in a real vault, full of the word, and copies of the folder are taken all along. Its key
lives in a file of its own; every copy here is one without that file. The copies are put back over what the end has
left, in all ways that make sense, and opened. The last tests show the other side: where the key was copied as well,
all of it can be read.
"""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3.dbapi2 import DatabaseError

from netmeet_tui.journal import backup, files, keys, sqlcipher
from netmeet_tui.journal.errors import MeetingDamaged, StoreError
from netmeet_tui.journal.glance import DB, JSON
from netmeet_tui.journal.keys import LEAST_KIB, Kdf
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.meeting_files import MeetingFiles
from netmeet_tui.journal.restore import restore
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.session import Session
from netmeet_tui.tui import records
from tests.e2e.leaky.marked import PASSPHRASE, WORD, files_with, traces
from tests.journal.support import BEGAN, copied, vault_keys
from tests.meeting.conftest import Minutes
from tests.meeting.test_trail import AGREED, PACK, Typist
from tests.scale import times

MEETING, EARLIER = "meeting-of-tonight", "meeting-of-last-week"
MOMENTS = ("begun", "written", "settled", "taken-back", "last")
"""When copies are taken of the folder while the meeting is open."""

PAGE, RESERVED, FRAME, LOG_HEAD = 4096, 80, 24, 32
"""SQLCipher 4, and SQLite's log: what stands at a page's end, before a page in the log, and before all of them."""

LOG = b"\x37\x7f\x06"
"""How a log begins."""

PURPOSES = ("register", "meeting keys", "kept", "backup", "records", "chain", "head", "sealed")


class Holder(Typist):
    """A meeting in a vault in which the word is typed wherever something can be typed."""

    def __init__(self, journal: MeetingJournal) -> None:
        self.session = Session.begin(PACK, journal, Minutes(), {"records": "trails"})
        self.seat = self.session.take_seat(f"{WORD} seat")

    def end(self, vault: Vault, meeting: str) -> None:
        """End it, and keep what an organisation keeps that keeps the most."""
        for concern in self.session.state.unsettled:
            self.session.leave_open(concern.number, f"{WORD} left open")
        today = self.session.state.opened.date()
        self.session.end(lambda kept: records.keep(vault, meeting, kept, today, records.months_after(today, 12)))


@dataclass(frozen=True)
class History:
    """The folder after the end, the copies of it by their moments, and a backup from while the meeting was open."""

    ended: Path
    copies: dict[str, Path]
    backup: Path
    data_key: bytes
    meeting_key: bytes


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Hold one meeting, then another one, of which copies are taken."""
    place = tmp_path_factory.mktemp("erased")
    folder = place / "v"
    copies: dict[str, Path] = {}

    def copy(moment: str) -> None:
        copies[moment] = copied(folder, place / moment)

    vault = Vault.create(folder, PASSPHRASE, None, kdf=lambda: Kdf(LEAST_KIB, 1, 1))
    first = Holder(vault.begin(EARLIER, BEGAN))
    first.flag("own-life", AGREED)
    copy("earlier")
    first.end(vault, EARLIER)
    copy("before")
    holder = Holder(vault.begin(MEETING, BEGAN))
    copy("begun")
    one, _ = holder.flag("own-life", AGREED), holder.flag("child")
    copy("written")
    holder.session.settle()
    copy("settled")
    data_key, key = both_keys(folder)
    backup.make(vault, place / "while-open.nmb", BEGAN)
    holder.do(one, "!withdrawn")
    copy("taken-back")
    holder.flag("own-life", f"{AGREED} contact=accepted")
    copy("last")
    holder.end(vault, MEETING)
    vault.close()
    assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == [DB, JSON]
    return History(folder, copies, place / "while-open.nmb", data_key, key)


def both_keys(folder: Path) -> tuple[bytes, bytes]:
    """The key that the passphrase leads to, and the meeting's own, while there is one."""
    vault_id, data_key = vault_keys(folder, PASSPHRASE)
    return data_key, MeetingFiles(folder, MEETING).read_key(vault_id, keys.subkey(data_key, "meeting keys"))[0]


# -- what somebody can read who has the passphrase -----------------------------------------------------------------


def pages(data: bytes) -> Iterator[bytes]:
    """Every page of a database or of a log, in use or not; the beginning of other files is no page at all."""
    start, between = (LOG_HEAD + FRAME, FRAME) if data.startswith(LOG) else (0, 0)
    while start + PAGE <= len(data):
        yield data[start : start + PAGE]
        start += PAGE + between


def decrypted(data: bytes, key: bytes) -> bytes:
    """All that is in the pages of a file, what was deleted and not overwritten included."""
    plain = []
    for page in pages(data):
        iv = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        plain.append(opener.update(page[: PAGE - RESERVED]))  # of the first page, 16 bytes more come out as noise
    return b"".join(plain)


def dump(folder: Path, data_key: bytes) -> bytes:
    """Whatever comes out of any file here with any key that the passphrase leads to."""
    first = [keys.subkey(data_key, purpose) for purpose in PURPOSES]
    known = [data_key, *first, *(keys.subkey(key, "records") for key in first)]
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != JSON]
    return b"".join(decrypted(path.read_bytes(), key) for path in found for key in known)


def assert_register_says_nothing(path: Path, data_key: bytes) -> bool:
    """All columns of all tables, as SQL answers them; whether it can be opened at all."""
    try:
        with sqlcipher._reading(path, keys.subkey(data_key, "register")) as database:
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = repr([database.execute(f"SELECT * FROM [{name}]").fetchall() for name in tables])
    except DatabaseError:
        return False
    assert {"meeting", "kept"} <= set(tables)
    assert WORD not in rows
    return True


def assert_unreadable(folder: Path, data_key: bytes) -> bool:
    """Nothing in the folder tells a word; whether the vault itself can still be opened."""
    said = dump(folder, data_key)
    assert not any(trace in said for trace in traces(WORD))
    assert files_with(folder, *traces(WORD)) == []
    assert_register_says_nothing(folder / DB, data_key)
    try:
        vault = Vault.unlock(folder, PASSPHRASE)
    except StoreError:
        return False
    try:
        assert MEETING not in {meeting.id for meeting in vault.open_meetings()}
        with pytest.raises(StoreError):
            vault.resume(MEETING)
        for record in vault.kept():
            assert record.record is None or WORD.encode() not in record.record
    finally:
        vault.close()
    return True


def test_the_search_finds_it_while_the_key_is_there(history: History) -> None:
    """Or the tests below would show nothing."""
    records_key = keys.subkey(history.meeting_key, "records")
    written, settled = history.copies["written"] / "meetings", history.copies["settled"] / "meetings"
    assert WORD.encode() in decrypted((written / f"{MEETING}.db-wal").read_bytes(), records_key)
    assert WORD.encode() in decrypted((settled / f"{MEETING}.db").read_bytes(), records_key)
    assert b"CREATE TABLE" in dump(history.ended, history.data_key)
    assert assert_register_says_nothing(history.ended / DB, history.data_key)


# -- copies put back -----------------------------------------------------------------------------------------------


def without_keys(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".key")]


@pytest.mark.parametrize("over", [True, False], ids=["over-it", "in-its-place"])
@pytest.mark.parametrize("moment", ["earlier", "before", *MOMENTS])
def test_a_copy_of_all_but_the_key(moment: str, over: bool, history: History, tmp_path: Path) -> None:
    folder = tmp_path / "v"
    if over:
        shutil.copytree(history.ended, folder)
    shutil.copytree(history.copies[moment], folder, ignore=without_keys, dirs_exist_ok=True)
    assert files_of_meetings(folder) or moment == "before"
    assert assert_unreadable(folder, history.data_key)
    assert files_of_meetings(folder) == [], "opening it clears away what has no key"


def files_of_meetings(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "meetings").iterdir())


REGISTERS = [None, "before", *MOMENTS]
PARTS = [None, *MOMENTS]
WAYS = list(itertools.product(REGISTERS, PARTS, PARTS, PARTS, PARTS))
"""Where the register, its log, and the meeting's database, log and head come from; None for what the end left."""


def test_copies_of_single_files_in_every_combination(history: History, tmp_path: Path) -> None:
    """Each from its own moment; those of one moment are tried, and many of the others."""
    same = [(moment,) * 5 for moment in MOMENTS]
    others = random.Random(1).sample(WAYS, times(25, 1000))
    opened = 0
    for number, way in enumerate([*same, *others]):
        folder = shutil.copytree(history.ended, tmp_path / f"{number}")
        parts = (DB, f"{DB}-wal", *(f"meetings/{MEETING}{end}" for end in (".db", ".db-wal", ".head")))
        for moment, name in zip(way, parts, strict=True):
            if moment is not None and (history.copies[moment] / name).exists():
                shutil.copy2(history.copies[moment] / name, folder / name)
        opened += assert_unreadable(folder, history.data_key)
        shutil.rmtree(folder)
    print(f"{len(same) + len(others)} combinations, of which {opened} open")
    assert opened >= len(same)


@pytest.mark.parametrize("key", ["of another meeting", "as destroyed", "empty"])
def test_another_key_opens_nothing(key: str, history: History, tmp_path: Path) -> None:
    folder = shutil.copytree(history.ended, tmp_path / "v")
    shutil.copytree(history.copies["last"], folder, ignore=without_keys, dirs_exist_ok=True)
    place = MeetingFiles(folder, MEETING).key
    place.write_bytes((history.copies["earlier"] / "meetings" / f"{EARLIER}.key").read_bytes())
    if key == "as destroyed":  # and the name could not be taken away any more
        place.write_bytes(files._ERASED * 9)
    elif key == "empty":
        place.write_bytes(b"")
    vault = Vault.unlock(folder, PASSPHRASE)
    with pytest.raises(MeetingDamaged if key != "as destroyed" else StoreError):
        vault.resume(MEETING)
    vault.close()
    assert not any(trace in dump(folder, history.data_key) for trace in traces(WORD))


# -- what is left on purpose ---------------------------------------------------------------------------------------


def test_what_the_organisation_keeps_holds_no_word_of_it(history: History, tmp_path: Path) -> None:
    vault = Vault.unlock(shutil.copytree(history.ended, tmp_path / "v"), PASSPHRASE)
    held = [record.record for record in vault.kept()]
    vault.close()
    assert [trail.decode(record or b"").kind for record in held] == ["own-life", "own-life", "child", "own-life"]
    assert not any(trace in (record or b"") for record in held for trace in traces(WORD))


@pytest.mark.parametrize("beside", ["nothing", "what the end left", "the meeting's own files"])
def test_a_backup_made_while_it_was_open(beside: str, history: History, tmp_path: Path) -> None:
    held = backup.opened(history.backup, PASSPHRASE)
    for purpose in PURPOSES:
        said = decrypted(held.database, keys.subkey(held.data_key, purpose))
        assert not any(trace in said for trace in traces(WORD, MEETING))
    folder = tmp_path / "v"
    if beside != "nothing":
        shutil.copytree(history.ended, folder)
        (folder / JSON).unlink()
        (folder / DB).unlink()
    if beside == "the meeting's own files":
        names = shutil.ignore_patterns("*.key", DB, f"{DB}-wal", JSON)
        shutil.copytree(history.copies["last"], folder, ignore=names, dirs_exist_ok=True)
    restore(history.backup, folder, PASSPHRASE)
    assert assert_unreadable(folder, history.data_key)


# -- the limits that the README states -----------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["the-whole-folder", "the-key-and-the-database"])
def test_limit_a_copy_with_the_key_taken_while_it_was_open_can_be_read(
    whole: bool, history: History, tmp_path: Path
) -> None:
    copy = history.copies["last"]
    folder = shutil.copytree(copy if whole else history.ended, tmp_path / "v")
    if not whole:
        for path in (copy / "meetings").glob(f"{MEETING}.*"):
            shutil.copy2(path, folder / "meetings" / path.name)
    vault = Vault.unlock(folder, PASSPHRASE)
    assert MEETING in {meeting.id for meeting in vault.open_meetings()}
    assert WORD.encode() in b"".join(vault.resume(MEETING).records())
    vault.close()


def test_limit_without_the_passphrase_not_even_that_can_be_read(history: History) -> None:
    assert files_with(history.copies["last"], *traces(WORD, PASSPHRASE)) == []
