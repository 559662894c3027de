"""One meeting's journal: what a session may rely on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui.journal import chain, errors, keys, schema, sqlcipher
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.meeting_files import MeetingFiles
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.journal import Journal
from tests.journal.support import BEGAN, PASSPHRASE, copied, filled, make, meeting_key, record, snapshot


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = make(tmp_path / "v")
    yield vault
    vault.close()


@pytest.fixture
def journal(vault: Vault) -> MeetingJournal:
    return vault.begin("m", BEGAN)


def test_it_is_what_a_session_asks_for(journal: MeetingJournal) -> None:
    asked: Journal = journal
    asked.append(b"\x00\xff one", seal=("lane-1", "name", "Ann"))
    asked.append(b"")
    assert list(asked.records()) == [b"\x00\xff one", b""]
    assert asked.sealed("lane-1") == {"name": "Ann"} and asked.sealed("lane-2") == {}


def test_sealed_text_is_replaced_and_forgotten_with_a_record(vault: Vault, journal: MeetingJournal) -> None:
    journal.append(b"1", seal=("a", "name", "Ann"))
    journal.append(b"2", seal=("a", "name", "Änne \udc80"))
    journal.append(b"3", seal=("b", "name", "Bo"))
    assert journal.sealed("a") == {"name": "Änne \udc80"}
    journal.append(b"4", forget="a")
    journal.append(b"5", seal=("c", "name", "Cy"), forget="c")
    journal.close()
    journal = vault.resume("m")
    assert (journal.sealed("a"), journal.sealed("b"), journal.sealed("c")) == ({}, {"name": "Bo"}, {})
    assert len(journal.records()) == 5


def test_a_record_that_cannot_be_added_leaves_nothing_behind(journal: MeetingJournal) -> None:
    journal.append(b"1", seal=("a", "name", "Ann"))
    with pytest.raises(errors.StoreError) as caught:
        journal.append(b"2", seal=("a\udc80", "name", "Secret"), forget="a")
    assert "Secret" not in str(caught.value) and caught.value.__cause__ is None
    assert list(journal.records()) == [b"1"] and journal.sealed("a") == {"name": "Ann"}
    journal.append(b"3")
    assert list(journal.records()) == [b"1", b"3"]


def test_an_interrupted_record_leaves_nothing_behind(journal: MeetingJournal) -> None:
    journal.append(b"1")

    class Interrupting(bytes):
        """Stands for Ctrl+C in the middle of a step: raises when it is handed to the database."""

        def __conform__(self, _: object) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.append(Interrupting(b"2"))
    journal.append(b"3")
    assert list(journal.records()) == [b"1", b"3"]


def test_an_interruption_just_after_a_record_was_kept_does_not_block_the_next(
    journal: MeetingJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(b"1")
    database = journal._database
    assert database is not None
    execute = database.execute

    def interrupted(sql: str, *values: list[object]) -> object:
        done = execute(sql, *values)
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patch:
        patch.setattr(database, "execute", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(b"2")
    journal.append(b"3")
    assert list(journal.records()) == [b"1", b"2", b"3"]


def test_a_closed_journal_says_so(vault: Vault, journal: MeetingJournal) -> None:
    journal.append(b"1")
    journal.close()
    journal.close()
    for call in (journal.records, journal.settle, lambda: journal.append(b"2"), lambda: journal.sealed("a")):
        with pytest.raises(errors.StoreError, match="closed"):
            call()
    assert list(vault.resume("m").records()) == [b"1"]


def test_settling_notes_the_head_and_empties_the_log(tmp_path: Path, journal: MeetingJournal) -> None:
    place = MeetingFiles(tmp_path / "v", "m")
    for number in range(5):
        journal.append(record(number))
    key = meeting_key(tmp_path / "v")
    assert place.read_head(key).count == 0 and sqlcipher.wal_of(place.db).stat().st_size > 0
    journal.settle()
    assert place.read_head(key).count == 5 and sqlcipher.wal_of(place.db).stat().st_size == 0


def test_more_than_the_head_says_is_sound(tmp_path: Path, journal: MeetingJournal, vault: Vault) -> None:
    journal.append(b"1")
    journal.settle()
    journal.append(b"2")
    crashed = copied(tmp_path / "v", tmp_path / "crashed")
    vault.close()
    again = Vault.unlock(crashed, PASSPHRASE)
    resumed = again.resume("m")
    assert list(resumed.records()) == [b"1", b"2"]
    resumed.append(b"3")
    again.close()
    again = Vault.unlock(crashed, PASSPHRASE)
    assert list(again.resume("m").records()) == [b"1", b"2", b"3"]
    again.close()


def _tamper(folder: Path, *statements: str) -> None:
    """Change a meeting as somebody could who has the key: only the chain and the head can tell."""
    place = MeetingFiles(folder, "m")
    database = sqlcipher.open_existing(
        place.db,
        keys.subkey(meeting_key(folder), "records"),
        schema.meeting,
        schema.MEETING,
        errors.damaged_meeting,
    )
    for statement in statements:
        database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM event WHERE seq = 20",),
        ("DELETE FROM event WHERE seq > 5",),
        ("DELETE FROM event",),
        ("DELETE FROM event WHERE seq = 7",),
        ("DELETE FROM event WHERE seq = 1", "UPDATE event SET seq = seq - 1"),
        ("UPDATE event SET record = x'00' WHERE seq = 3",),
        ("UPDATE event SET link = zeroblob(32) WHERE seq = 20",),
        ("UPDATE event SET seq = 99 WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 4"),
        ("INSERT INTO event SELECT 21, record, link FROM event WHERE seq = 20",),
        ("UPDATE event SET record = CAST('text' AS TEXT) WHERE seq = 20",),
    ],
)
def test_a_changed_history_is_noticed(tmp_path: Path, statements: tuple[str, ...]) -> None:
    filled(tmp_path / "v")
    _tamper(tmp_path / "v", *statements)
    before = snapshot(tmp_path / "v")
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged):
        vault.resume("m")
    vault.close()
    assert snapshot(tmp_path / "v") == before


def test_an_older_copy_of_the_whole_database_is_noticed(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    old = (tmp_path / "v" / "meetings" / "m.db").read_bytes()
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    vault.resume("m").append(b"later")
    vault.close()
    (tmp_path / "v" / "meetings" / "m.db").write_bytes(old)
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged):
        vault.resume("m")
    vault.close()


def test_the_log_of_a_damaged_meeting_is_left_as_it_is(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    journal = vault.begin("m", BEGAN)
    for number in range(3):
        journal.append(record(number))
    crashed = copied(tmp_path / "v", tmp_path / "crashed")
    journal.append(record(3))
    vault.close()
    # The head of a longer history beside a log that ends sooner: the end was lost.
    (crashed / "meetings" / "m.head").write_bytes((tmp_path / "v" / "meetings" / "m.head").read_bytes())
    Vault.unlock(crashed, PASSPHRASE).close()  # the register's own log is sound and folded in
    before = snapshot(crashed)
    assert before[str(Path("meetings") / "m.db-wal")]
    vault = Vault.unlock(crashed, PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged):
        vault.resume("m")
    vault.close()
    assert snapshot(crashed) == before


def test_damage_while_the_meeting_is_open_is_noticed_and_the_head_kept(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
    journal = vault.resume("m")
    head = (tmp_path / "v" / "meetings" / "m.head").read_bytes()
    journal._database.execute("DELETE FROM event WHERE seq > 18")  # type: ignore[union-attr]
    with pytest.raises(errors.MeetingDamaged):
        journal.records()
    vault.close()
    assert (tmp_path / "v" / "meetings" / "m.head").read_bytes() == head


def test_a_head_of_one_meeting_says_nothing_about_another() -> None:
    key = keys.new_key()
    head = chain.Head().then(key, b"1")
    data = head.pack(key)
    assert chain.Head.unpack(key, data) == head
    assert chain.Head.unpack(keys.new_key(), data) is None
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        assert chain.Head.unpack(key, bytes(changed)) is None
