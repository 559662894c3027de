"""What is kept of meetings that ended: durable, once, not meddled with unnoticed, and gone when it is erased."""

from __future__ import annotations

import dataclasses
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from netmeet_tui.journal import files, keys, register, slots
from netmeet_tui.journal.errors import DiskFull, StoreError, VaultDamaged, disk_full
from netmeet_tui.journal.glance import DB, JSON
from netmeet_tui.journal.standing import Wanted
from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, copied, make, replace, snapshot

if TYPE_CHECKING:
    from sqlite_utils import Database

TRAIL = b'{"kind":"own-life","way":"quillfeather"}'
KEPT_ON, REVIEW_ON, LATER = "2026-11-24", "2027-11-24", "2028-05-24"
PAGE, RESERVED = 4096, 80


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault in which three records are kept, of which one is kept longer and one was erased."""
    folder = tmp_path_factory.mktemp("kept") / "v"
    vault = make(folder)
    vault.keep("m", {1: TRAIL, 3: b"of the third"}, KEPT_ON, REVIEW_ON)
    vault.keep("n", {1: b"of another meeting"}, KEPT_ON, REVIEW_ON)
    first, third, _ = vault.kept()
    vault.renew_kept(first.id, REVIEW_ON, LATER)
    vault.erase_kept(third.id, REVIEW_ON)
    vault.close()
    return folder


def database(vault: Vault) -> Database:
    """The vault's own connection, for what nobody does through the program."""
    return vault._open()._database


def dumped(vault: Vault) -> str:
    """Everything that the open database tells."""
    return repr([database(vault).execute(f"SELECT * FROM {name}").fetchall() for name in ("kept", "meeting")])


def test_what_is_kept_is_there_when_the_vault_is_opened_again(vault: Vault) -> None:
    first, third, other = vault.kept()
    assert (first.kept_on, first.review_on, first.record) == (KEPT_ON, LATER, TRAIL)
    assert (other.review_on, other.record, other.erased_on) == (REVIEW_ON, b"of another meeting", "")
    assert (third.kept_on, third.record, third.erased_on, third.altered) == (KEPT_ON, None, REVIEW_ON, False)
    assert vault.kept_trouble() == ""


def test_nothing_is_kept_twice_whatever_it_is_asked_after(vault: Vault) -> None:
    before = vault.kept()
    vault.keep("m", {1: b"another way", 2: b"second"}, LATER, LATER)
    vault.keep("m", {3: b"erased, so not kept again"}, LATER, LATER)
    assert vault.kept()[:3] == before
    assert [kept.record for kept in vault.kept()[3:]] == [b"second"]
    assert vault.kept_trouble() == ""


def test_to_keep_nothing_writes_nothing(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    before = (tmp_path / "v" / JSON).read_bytes()
    vault.keep("m", {}, KEPT_ON, REVIEW_ON)
    assert (vault.kept(), vault.kept_trouble()) == ((), "")
    assert (tmp_path / "v" / JSON).read_bytes() == before
    vault.close()


def test_a_vault_without_its_passphrase_tells_nothing_of_what_is_kept(folder: Path) -> None:
    files_there = snapshot(folder)
    assert sorted(files_there) == [DB, JSON]
    for data in files_there.values():
        assert b"quillfeather" not in data
        assert KEPT_ON.encode() not in data
        assert b"own-life" not in data


def test_an_id_does_not_tell_the_meeting(tmp_path: Path, vault: Vault) -> None:
    other = make(tmp_path / "other")
    other.keep("m", {1: TRAIL}, KEPT_ON, REVIEW_ON)
    assert other.kept()[0].id != vault.kept()[0].id, "without the vault's key nobody can compute it"
    assert len({kept.id for kept in vault.kept()}) == 3
    other.close()


def test_a_locked_vault_keeps_nothing(vault: Vault) -> None:
    vault.close()
    for act in (vault.kept, vault.kept_trouble, lambda: vault.keep("m", {9: b""}, KEPT_ON, LATER)):
        with pytest.raises(StoreError, match="locked"):
            act()


# -- erasing -----------------------------------------------------------------------------------------------------


def pages(folder: Path) -> bytes:
    """The pages of the file without their encryption, what was deleted and not overwritten included."""
    file = slots.load(folder)
    found = slots.open_with(file, PASSPHRASE)
    assert found is not None
    key, data, plain = keys.subkey(found[1], "register"), (folder / DB).read_bytes(), b""
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        opener = Cipher(algorithms.AES(key), modes.CBC(page[PAGE - RESERVED : PAGE - RESERVED + 16])).decryptor()
        plain += opener.update(page[16 if start == 0 else 0 : PAGE - RESERVED])
    return plain


def test_what_is_erased_is_in_no_dump_and_on_no_page(folder: Path, tmp_path: Path) -> None:
    long = b"heather " * 2000  # on pages of its own
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.keep("long", {1: long}, KEPT_ON, REVIEW_ON)
    first, _, other, last = vault.kept()
    assert "heather" in dumped(vault)
    assert b"heather" in pages(copied(folder, tmp_path / "before"))
    assert b"quillfeather" in pages(tmp_path / "before")
    vault.erase_kept(first.id, LATER)
    vault.erase_kept(last.id, LATER)
    dump = dumped(vault)
    after = copied(folder, tmp_path / "after")
    vault.close()
    for word in (b"heather", b"quillfeather"):
        assert word not in pages(after)
        assert word.decode() not in dump
    assert "of another meeting" in dump
    assert other.id.encode() in pages(after)


def test_a_digest_does_not_tell_what_was_erased(vault: Vault) -> None:
    """The same record in the same vault has another digest each time: a guess cannot be checked against it."""
    vault.keep("x", {1: TRAIL, 2: TRAIL}, KEPT_ON, REVIEW_ON)
    rows = database(vault).execute("SELECT digest FROM kept WHERE what = 'kept' ORDER BY seq").fetchall()
    assert len({digest for (digest,) in rows}) == 5


def test_erasing_and_keeping_longer_are_done_once_and_only_to_what_is_there(vault: Vault) -> None:
    first, third, _ = vault.kept()
    before = vault.kept()
    vault.erase_kept("nothing of the kind", LATER)
    vault.erase_kept(third.id, LATER)
    vault.renew_kept(third.id, LATER, LATER)
    assert vault.kept() == before
    vault.erase_kept(first.id, LATER)
    assert (vault.kept()[0].record, vault.kept()[0].erased_on) == (None, LATER)
    assert vault.kept_trouble() == ""


# -- meddling ----------------------------------------------------------------------------------------------------

MEDDLED = {
    "the first row is gone": ["DELETE FROM kept WHERE seq = 1"],
    "a row in the middle is gone": ["DELETE FROM kept WHERE seq = 3"],
    "the last row is gone": ["DELETE FROM kept WHERE seq = 5"],
    "all rows are gone": ["DELETE FROM kept"],
    "a row is there twice": [
        "INSERT INTO kept SELECT seq + 5, id, what, day, review_on, record, digest, link FROM kept"
    ],
    "two rows changed places": [
        "UPDATE kept SET seq = 9 - seq WHERE seq IN (1, 2)",
        "UPDATE kept SET seq = seq - 6",
    ],
    "a record is another one": ["UPDATE kept SET record = x'00' WHERE seq = 1"],
    "a record is gone and was not erased": ["UPDATE kept SET record = NULL WHERE seq = 1"],
    "a record is back that was erased": ["UPDATE kept SET record = x'00' WHERE seq = 2"],
    "a digest is another one": ["UPDATE kept SET digest = x'00' WHERE seq = 1"],
    "a link is another one": ["UPDATE kept SET link = x'00' WHERE seq = 5"],
    "it is another record": ["UPDATE kept SET id = 'x' WHERE seq = 1"],
    "it says something else": ["UPDATE kept SET what = 'erased' WHERE seq = 4"],
    "it was kept on another day": ["UPDATE kept SET day = '2020-01-01' WHERE seq = 1"],
    "it is due on another day": ["UPDATE kept SET review_on = '2099-01-01' WHERE seq = 4"],
}


@pytest.mark.parametrize("done", MEDDLED.values(), ids=MEDDLED)
def test_meddling_is_noticed(done: list[str], opened: Vault) -> None:
    database(opened).execute("BEGIN")
    try:
        for sql in done:
            database(opened).execute(sql)
        assert "was changed or is missing" in opened.kept_trouble()
        for kept in opened.kept():
            assert kept.record in (None, TRAIL, b"of another meeting"), "nothing that was not kept is shown"
    finally:
        database(opened).execute("ROLLBACK")
    assert opened.kept_trouble() == ""


@pytest.fixture(scope="module")
def opened(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    vault = Vault.unlock(Path(shutil.copytree(made, tmp_path_factory.mktemp("meddled") / "v")), PASSPHRASE)
    yield vault
    vault.close()


WHERE: dict[str, tuple[str, ...]] = {
    "the first row is gone": ("between third",),
    "a row in the middle is gone": ("between first",),
    "the last row is gone": ("end",),
    "all rows are gone": ("end",),
    "a record is another one": ("changed first",),
    "a record is gone and was not erased": ("missing first",),
    "a record is back that was erased": ("back third",),
    "a link is another one": ("follows third", "end"),
    "it was kept on another day": ("follows first",),
    "it is due on another day": ("follows first",),
}


@pytest.mark.parametrize("name", WHERE)
def test_it_is_told_what_is_wrong_and_with_which_record(name: str, opened: Vault) -> None:
    names = dict(zip((kept.id for kept in opened.kept()), ("first", "third", "other"), strict=True))
    database(opened).execute("BEGIN")
    try:
        for sql in MEDDLED[name]:
            database(opened).execute(sql)
        found = opened.records().walk().to_the_end().wrong
    finally:
        database(opened).execute("ROLLBACK")
    told = {f"{one.what} {names.get(one.id, '')}".strip() for one in found}
    assert set(WHERE[name]) <= told
    assert [one.kept_on for one in found if one.what == "changed"] in ([], [KEPT_ON])


AT_A_GLANCE = {
    "the last row is gone",
    "all rows are gone",
    "a link is another one",
    "a row is there twice",
    "two rows changed places",
}


@pytest.mark.parametrize("name", MEDDLED)
def test_what_can_be_told_without_reading_it_is_told_at_once(name: str, opened: Vault) -> None:
    database(opened).execute("BEGIN")
    try:
        for sql in MEDDLED[name]:
            database(opened).execute(sql)
        assert bool(opened.kept_trouble(at_a_glance=True)) is (name in AT_A_GLANCE)
    finally:
        database(opened).execute("ROLLBACK")
    assert opened.kept_trouble(at_a_glance=True) == ""


def test_what_was_meddled_with_stays_noticed_whatever_is_kept_after(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.keep("gone", {1: b"the last one"}, KEPT_ON, REVIEW_ON)
    database(vault).execute("DELETE FROM kept WHERE seq = 6")
    vault.keep("later", {1: b"kept all the same"}, KEPT_ON, REVIEW_ON)
    vault.erase_kept(vault.kept()[0].id, LATER)
    assert vault.kept_trouble()
    vault.close()
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.kept_trouble()
    assert [kept.record for kept in vault.kept() if kept.record] == [b"of another meeting", b"kept all the same"]
    vault.close()


def test_an_older_database_is_noticed_and_so_is_a_missing_one(folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.keep("later", {1: b"another"}, KEPT_ON, REVIEW_ON)
    vault.close()
    shutil.copyfile(older / DB, folder / DB)
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.kept_trouble()
    vault.close()
    (folder / DB).unlink()
    vault = Vault.unlock(folder, PASSPHRASE)
    assert (vault.kept(), bool(vault.kept_trouble())) == ((), True)
    vault.close()
    replace(folder, older)  # as a whole it cannot be told from the newest
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.kept_trouble() == ""
    vault.close()


@pytest.mark.parametrize("noted", ["00" * 80, "no number", "00"])
def test_a_changed_note_of_how_far_it_goes_is_noticed(folder: Path, noted: str) -> None:
    slots.save(folder, slots.noting(slots.load(folder), noted), fresh=False)
    vault = Vault.unlock(folder, PASSPHRASE)
    assert vault.kept_trouble()
    vault.close()


def test_the_note_outlives_another_way_in(folder: Path) -> None:
    noted = slots.load(folder).kept
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.change_passphrase("another passphrase", kdf=lambda: keys.Kdf(m=19 * 1024, t=2, p=1))
    vault.close()
    assert slots.load(folder).kept == noted != ""


# -- trouble -----------------------------------------------------------------------------------------------------


def test_on_a_full_disk_all_of_a_meeting_is_kept_or_nothing(vault: Vault) -> None:
    before = vault.kept()
    database(vault).execute("PRAGMA max_page_count = 1")  # as many pages as there are, and no more
    with pytest.raises(DiskFull, match="full"):
        vault.keep("big", {1: b"small", 2: b"x" * 500_000}, KEPT_ON, REVIEW_ON)
    assert vault.kept() == before
    database(vault).execute("PRAGMA max_page_count = 100000")
    vault.keep("big", {1: b"small", 2: b"x" * 500_000}, KEPT_ON, REVIEW_ON)
    assert len(vault.kept()) == len(before) + 2
    assert vault.kept_trouble() == ""


def test_a_crash_before_it_is_noted_how_far_it_goes_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise disk_full(path.parent)

    vault = Vault.unlock(folder, PASSPHRASE)
    noted = slots.load(folder).kept
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", full)
        vault.keep("later", {1: b"another"}, KEPT_ON, REVIEW_ON)
    vault.close()
    assert slots.load(folder).kept == noted
    vault = Vault.unlock(folder, PASSPHRASE)
    assert [kept.record for kept in vault.kept()[3:]] == [b"another"]
    assert vault.kept_trouble() == ""
    vault.renew_kept(vault.kept()[3].id, LATER, LATER)  # and the next time it is noted again
    vault.close()
    count = struct.unpack_from(">8sQ", bytes.fromhex(slots.load(folder).kept))[1]
    assert count == 7


# -- looking records up ------------------------------------------------------------------------------------------

OUTCOMES = ("gp", "children", "not-passed-on")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A vault in which 60 records are kept over five years; every tenth was erased, some are kept longer."""
    vault = make(tmp_path_factory.mktemp("many") / "v")
    for n in range(60):
        kept_on, review_on = f"{2021 + n // 12}-{n % 12 + 1:02}-05", f"{2022 + n // 12}-{n % 12 + 1:02}-05"
        vault.keep(f"m{n}", {1: f'{{"outcome":"{OUTCOMES[n % 3]}","number":{n}}}'.encode()}, kept_on, review_on)
    for n, kept in enumerate(vault.kept()):
        if n % 10 == 0:
            vault.erase_kept(kept.id, LATER)
        elif n % 7 == 0:
            vault.renew_kept(kept.id, REVIEW_ON, LATER)
    yield vault
    vault.close()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(year="2023"),
        Wanted(outcome="children"),
        Wanted(due_by="2024-06-30"),
        Wanted(year="2022", outcome="gp", due_by="2025-01-01"),
        Wanted(year="1999"),
    ],
    ids=str,
)
def test_those_that_are_wanted_are_found_page_by_page_forwards_and_back(many: Vault, wanted: Wanted) -> None:
    records, every = many.records(), many.kept()
    fit = [
        (kept.review_on if wanted.due_by else kept.kept_on, place)
        for place, kept in enumerate(every)
        if kept.kept_on.startswith(wanted.year)
        and (not wanted.outcome or f'"{wanted.outcome}"'.encode() in (kept.record or b""))
        and (not wanted.due_by or (not kept.erased_on and kept.review_on <= wanted.due_by))
    ]
    expected = [every[place].id for _, place in sorted(fit, reverse=not wanted.due_by)]
    assert records.how_many(wanted) == len(expected)
    found, after = list[str](), None
    while some := records.those(wanted, 7, after):
        assert len(some) <= 7
        found, after = [*found, *(one.id for one in some)], some[-1]
    assert found == expected
    before, after = list[str](), None
    while some := records.those(wanted, 7, after, back=True):
        before, after = [*(one.id for one in some), *before], some[0]
    assert before == expected


def test_each_is_found_as_it_stands(many: Vault) -> None:
    records = many.records()
    assert records.sorts() == (("2025", "2024", "2023", "2022", "2021"), tuple(sorted(OUTCOMES)))
    for kept in many.kept():
        (stands,) = records.find(kept.id[:12], 5)
        assert (stands.kept_on, stands.erased_on) == (kept.kept_on, kept.erased_on)
        one, _ = records.one(stands)
        assert (one.record, one.altered) == (kept.record, False)
        assert (one.review_on == kept.review_on) is not bool(kept.erased_on)
        assert bool(stands.outcome) is not bool(kept.erased_on)
    assert len(records.find("", 100)) == 60
    assert records.find("no id begins so", 5) == []
    assert records.find("%", 5) == []


def test_what_stands_beside_the_log_is_told_when_it_is_not_what_the_log_says_and_made_anew(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    before = vault.records().those(Wanted(), 9)
    for meddled in (
        "DELETE FROM standing WHERE seq = 3",
        "UPDATE standing SET review_on = '2099-01-01' WHERE seq = 1",
    ):
        database(vault).execute(meddled)
        assert [one.what for one in vault.records().walk().to_the_end().wrong] == ["list"]
        vault.records().list_anew()
        assert (vault.records().those(Wanted(), 9), vault.kept_trouble()) == (before, "")
    vault.close()


def test_in_a_vault_of_an_older_netmeet_it_is_made_from_the_log(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    before = vault.records().those(Wanted(), 9)
    for renewed in (False, True):
        database(vault).execute("DELETE FROM standing")
        if renewed:
            vault.renew_kept(before[0].id, LATER, LATER)
        assert [one.id for one in vault.records().those(Wanted(), 9)] == [one.id for one in before]
        assert vault.records().how_many(Wanted()) == 3
        assert vault.kept_trouble() == ""
    vault.close()


def test_a_copy_can_be_held_against_what_is_kept_also_when_that_was_erased(vault: Vault) -> None:
    records = vault.records()
    (first,) = records.find(vault.kept()[0].id, 1)
    kept, sealed = records.one(first)
    assert kept.record == TRAIL
    assert records.holds(first.id, TRAIL, sealed) == first
    false = (
        (first.id, TRAIL + b" ", sealed),
        (vault.kept()[2].id, TRAIL, sealed),
        ("no such id", TRAIL, sealed),
        (first.id, TRAIL, dataclasses.replace(sealed, salt=bytes(16))),
        (first.id, TRAIL[1:], dataclasses.replace(sealed, salt=sealed.salt + TRAIL[:1])),
        (first.id, TRAIL, dataclasses.replace(sealed, digest=bytes(32))),
        (first.id, TRAIL, dataclasses.replace(sealed, link=bytes(32))),
    )
    for copy in false:
        assert records.holds(*copy) is None
    vault.erase_kept(first.id, LATER)
    held = records.holds(first.id, TRAIL, sealed)
    assert held is not None and held.erased_on == LATER
    for copy in false:
        assert records.holds(*copy) is None
    assert records.one(held)[1].salt == b"", "what is left cannot be guessed at"


def test_of_a_large_register_only_what_meetings_take_is_read_before_they_can_begin(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long the start takes does not depend on how much is kept; what is damaged is told when it is read."""
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.keep("long", dict.fromkeys(range(30), b"x" * 3000), KEPT_ON, REVIEW_ON)
    vault.close()
    data = bytearray((folder / DB).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / DB).write_bytes(data)
    with pytest.raises(VaultDamaged):
        Vault.unlock(folder, PASSPHRASE)
    monkeypatch.setattr(register, "AT_ONCE", 1)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.begin("another", KEPT_ON).close()
    assert vault.kept_trouble(at_a_glance=True) == ""
    for read in (vault.read_whole, vault.kept_trouble):
        with pytest.raises(VaultDamaged):
            read()
    vault.close()
    (folder / DB).write_bytes(b"\x01" * len(data))
    with pytest.raises(VaultDamaged):
        Vault.unlock(folder, PASSPHRASE)
