"""Whatever happens to a file: a declared error, and every byte as it was."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from netmeet_tui.journal import errors
from netmeet_tui.journal.vault import Vault, VaultState, look
from tests.journal.support import PASSPHRASE, copied, filled, snapshot
from tests.scale import times

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with a meeting of several pages, made once and copied."""
    folder = tmp_path_factory.mktemp("sound") / "v"
    filled(folder, count=60, size=900)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "v")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 1])


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _plain(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE event (seq, record, link)")
        connection.execute("CREATE TABLE meeting (id, began)")
    connection.close()


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\x01" * 100)


HARM: list[Callable[[Path], None]] = [_empty, _half, _noise, _zeros, _plain, _longer]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", ["vault.json", "vault.db"])
def test_a_damaged_vault_is_said_to_be_damaged(folder: Path, name: str, harm: Callable[[Path], None]) -> None:
    harm(folder / name)
    before = snapshot(folder)
    with pytest.raises(errors.VaultDamaged, match=name):
        Vault.unlock(folder, PASSPHRASE)
    if name == "vault.json":
        assert look(folder).state is VaultState.DAMAGED
    assert snapshot(folder) == before


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", ["m.key", "m.head", "m.db"])
def test_a_damaged_meeting_is_said_to_be_damaged_and_can_still_be_erased(
    folder: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(folder / "meetings" / name)
    before = snapshot(folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged, match=name):
        vault.resume("m")
    vault.close()
    assert snapshot(folder) == before

    vault = Vault.unlock(folder, PASSPHRASE)
    vault.erase("m")
    assert vault.open_meetings() == () and not list((folder / "meetings").iterdir())
    vault.close()


@pytest.mark.parametrize("name", ["m.head", "m.db"])
def test_a_missing_file_of_a_meeting_is_noticed(folder: Path, name: str) -> None:
    (folder / "meetings" / name).unlink()
    vault = Vault.unlock(folder, PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged, match=name):
        vault.resume("m")
    vault.close()


@pytest.mark.parametrize("name", ["vault.db", "meetings/m.db"])
def test_one_changed_bit_in_any_page_is_noticed(folder: Path, name: str) -> None:
    path = folder / name
    data, chance = path.read_bytes(), random.Random(7)
    pages = len(data) // PAGE
    assert pages >= 3 and len(data) % PAGE == 0
    vault = None
    if name != "vault.db":
        vault = Vault.unlock(folder, PASSPHRASE)
    for page in range(pages):
        # Anywhere, and in the page's own authentication code at its end.
        offsets = [chance.randrange(PAGE) for _ in range(times(1, 24))] + [PAGE - 1 - chance.randrange(80)]
        for offset in offsets:
            changed = bytearray(data)
            changed[page * PAGE + offset] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            with pytest.raises(errors.StoreError) as caught:
                (Vault.unlock(folder, PASSPHRASE) if vault is None else vault.resume("m")).close()
            assert isinstance(caught.value, errors.VaultDamaged | errors.MeetingDamaged), (page, offset)
            assert path.read_bytes() == changed
    path.write_bytes(data)
    if vault is None:
        vault = Vault.unlock(folder, PASSPHRASE)
    assert len(vault.resume("m").records()) == 60
    vault.close()


def test_one_changed_bit_is_noticed_beside_the_log_of_a_crash(folder: Path, tmp_path: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    journal = vault.resume("m")
    journal.append(b"", seal=("lane", "note", "x" * 20_000))
    journal.settle()
    journal.append(b"not settled")
    crashed = copied(folder, tmp_path / "crashed")
    vault.close()
    meetings = crashed / "meetings"
    data = (meetings / "m.db").read_bytes()
    replaced = (meetings / "m.db-wal").stat().st_size // PAGE  # pages that the log has newer
    pages, noticed = len(data) // PAGE, 0
    assert 1 <= replaced <= 4 < pages
    for page in range(pages):
        again = shutil.copytree(crashed, tmp_path / f"page{page}")
        changed = bytearray(data)
        changed[page * PAGE + 500] ^= 4
        (again / "meetings" / "m.db").write_bytes(changed)
        vault = Vault.unlock(again, PASSPHRASE)
        before = {path.name: path.read_bytes() for path in (again / "meetings").iterdir()}
        try:
            records = vault.resume("m").records()
        except errors.MeetingDamaged:
            noticed += 1
            assert {path.name: path.read_bytes() for path in (again / "meetings").iterdir()} == before
        else:
            assert len(records) == 62
        vault.close()
    assert noticed >= pages - replaced


def _pages(data: bytes) -> list[bytes]:
    return [data[start : start + PAGE] for start in range(0, len(data), PAGE)]


def _refused(folder: Path, name: str, harmed: Iterable[bytes]) -> int:
    """How many of these files were tried; each is said to be damaged, by its name, and left as it is."""
    path = folder / name
    vault = None if name == "vault.db" else Vault.unlock(folder, PASSPHRASE)
    count = 0
    for data in harmed:
        path.write_bytes(data)
        with pytest.raises((errors.VaultDamaged, errors.MeetingDamaged), match=path.name):
            (Vault.unlock(folder, PASSPHRASE) if vault is None else vault.resume("m")).close()
        assert path.read_bytes() == data
        count += 1
    if vault is not None:
        vault.close()
    return count


DATABASES = pytest.mark.parametrize("name", ["vault.db", "meetings/m.db"])


@DATABASES
def test_pages_that_change_places_are_noticed(folder: Path, name: str) -> None:
    pages, chance = _pages((folder / name).read_bytes()), random.Random(9)
    pairs = list(itertools.combinations(range(len(pages)), 2))

    def changed(one: int, other: int) -> bytes:
        now = list(pages)
        now[one], now[other] = now[other], now[one]
        return b"".join(now)

    some = chance.sample(pairs, min(len(pairs), times(8, 400)))
    assert _refused(folder, name, (changed(*pair) for pair in some)) >= 8


@DATABASES
def test_a_page_in_the_place_of_another_or_zeroed_is_noticed(folder: Path, name: str) -> None:
    pages, chance = _pages((folder / name).read_bytes()), random.Random(10)

    def harmed() -> Iterator[bytes]:
        for place in range(len(pages)):
            others = [page for page in pages if page != pages[place]]
            for other in [bytes(PAGE), *chance.sample(others, times(1, len(others)))]:
                yield b"".join((*pages[:place], other, *pages[place + 1 :]))

    assert _refused(folder, name, harmed()) >= 2 * len(pages)


@DATABASES
def test_a_file_cut_short_or_longer_anywhere_is_noticed(folder: Path, name: str) -> None:
    data, chance = (folder / name).read_bytes(), random.Random(12)

    def harmed() -> Iterator[bytes]:
        for start in range(0, len(data), PAGE):
            yield data[:start]
            for _ in range(times(1, 12)):
                yield data[: start + 1 + chance.randrange(PAGE - 1)]
        yield from (data + more for more in (b"\x00", bytes(PAGE), data[-PAGE:], data))

    assert _refused(folder, name, harmed()) >= 2 * len(data) // PAGE


def test_a_changed_bit_in_the_slots_opens_nothing_else(folder: Path) -> None:
    path = folder / "vault.json"
    data, chance = path.read_bytes(), random.Random(3)
    start = data.index(b'"slots"')
    opened = 0
    for place in sorted(chance.sample(range(start, len(data)), 40)):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(7)
        path.write_bytes(changed)
        try:
            vault = Vault.unlock(folder, PASSPHRASE)
        except (errors.VaultDamaged, errors.WrongPassphrase, errors.NotAVault):
            assert path.read_bytes() == changed
        else:  # blank space, or bits that base64 does not use
            opened += 1
            assert len(vault.resume("m").records()) == 60
            vault.close()
    assert opened < 10


def test_the_files_of_one_meeting_do_not_open_as_another(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.begin("n", "2026-01-01").append(b"n's own")
    vault.close()
    for end in (".key", ".db", ".head"):
        shutil.copy(folder / "meetings" / f"m{end}", folder / "meetings" / f"n{end}")
    vault = Vault.unlock(folder, PASSPHRASE)
    with pytest.raises(errors.MeetingDamaged, match=r"n\.key"):
        vault.resume("n")
    assert len(vault.resume("m").records()) == 60
    vault.close()
