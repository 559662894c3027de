"""Old pages, old files and harmed logs: what was confirmed comes back, or it is said that something is wrong.

What is promised, and no more: of what the head notes nothing is ever missing without a word, and nothing is ever
another record, in another order, or with another identity beside it. What was confirmed after the head was noted
(as a rule the last step) lies in the log alone: where the log's end is harmed, it may be missing without a word.
Who puts back an older copy of all files of a meeting at once puts back the older meeting.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmeet_tui.journal import errors
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.vault import Vault
from tests.journal.support import BEGAN, PASSPHRASE, copied, make, record
from tests.scale import times

PAGE = 4096
FRAME = PAGE + 24
"""A page in the log, with its header; the log itself begins with one of 32 bytes."""

COUNT = 21


def names_at(count: int) -> dict[str, str]:
    """What is sealed after so many records: another name with each, and after each sixth none."""
    return {"name": f"Ann {count}"} if count % 6 else {}


def write(vault: Vault, first: int, last: int, meeting: str = "m") -> None:
    """Records ``first`` to ``last``, each with a name that replaces the one before or takes it back."""
    journal = vault.resume(meeting)
    append(journal, first, last)
    journal.close()


def append(journal: MeetingJournal, first: int, last: int) -> None:
    """The same in an open journal."""
    for number in range(first, last):
        name = names_at(number + 1).get("name")
        seal, forget = (("lane:1", "name", name), None) if name else (None, "lane:1")
        journal.append(record(number, 600), seal=seal, forget=forget)


@dataclass(frozen=True)
class Told:
    """A vault with a meeting, and that meeting's files as they were after so many records."""

    folder: Path
    then: dict[int, dict[str, bytes]]

    def files(self) -> dict[str, bytes]:
        """The meeting's files now."""
        return {path.name: path.read_bytes() for path in (self.folder / "meetings").glob("m.*")}

    def put(self, files: dict[str, bytes]) -> None:
        """Make the meeting's files these, and no others."""
        for path in (self.folder / "meetings").glob("m.*"):
            path.unlink()
        for name, data in files.items():
            (self.folder / "meetings" / name).write_bytes(data)

    def read(self, vault: Vault, least: int) -> int | None:
        """How many records come back, all of them as they were written; None when it is said to be damaged."""
        before = self.files()
        try:
            journal = vault.resume("m")
        except errors.MeetingDamaged as error:
            assert "m." in str(error) and "Ann" not in str(error)
            assert self.files() == before
            return None
        records = journal.records()
        assert records == tuple(record(number, 600) for number in range(len(records)))
        assert dict(journal.sealed("lane:1")) == names_at(len(records))
        assert len(records) >= least
        journal.close()
        return len(records)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("replay") / "v"
    vault, then = make(folder), {}
    vault.begin("m", BEGAN).close()
    for count in range(0, COUNT, 3):
        write(vault, count, count + 3)
        then[count + 3] = {path.name: path.read_bytes() for path in (folder / "meetings").iterdir()}
    vault.close()
    return Told(folder, then)


@pytest.fixture
def told(made: Told, tmp_path: Path) -> Told:
    return Told(shutil.copytree(made.folder, tmp_path / "v"), made.then)


def test_an_older_page_of_the_same_file_never_brings_back_what_was(told: Told) -> None:
    vault = Vault.unlock(told.folder, PASSPHRASE)
    now = told.files()
    noticed = same = 0
    for old in told.then.values():
        for start in range(0, len(old["m.db"]), PAGE):
            page = slice(start, start + PAGE)
            if old["m.db"][page] == now["m.db"][page]:
                continue
            told.put({**now, "m.db": now["m.db"][:start] + old["m.db"][page] + now["m.db"][start + PAGE :]})
            came = told.read(vault, COUNT)
            noticed, same = noticed + (came is None), same + (came == COUNT)
    vault.close()
    assert noticed > same > 0, "an index page may be older, when the same rows are in it"


def test_several_older_pages_at_once_bring_back_nothing_either(told: Told) -> None:
    vault = Vault.unlock(told.folder, PASSPHRASE)
    now, chance = told.files(), random.Random(5)
    for _ in range(times(60, 2000)):
        old = told.then[chance.choice(list(told.then))]["m.db"]
        mixed = bytearray(now["m.db"])
        for start in chance.sample(range(0, len(old), PAGE), chance.randrange(2, len(old) // PAGE)):
            mixed[start : start + PAGE] = old[start : start + PAGE]
        told.put({**now, "m.db": bytes(mixed)})
        told.read(vault, COUNT)
    vault.close()


def test_which_older_files_are_noticed(told: Told) -> None:
    """The file alone always; the head alone does no harm; all of them together are the meeting as it was."""
    vault = Vault.unlock(told.folder, PASSPHRASE)
    now = told.files()
    for count, old in told.then.items():
        told.put({**now, "m.db": old["m.db"]})
        assert told.read(vault, COUNT) == (COUNT if count == COUNT else None)
        told.put({**now, "m.head": old["m.head"]})
        assert told.read(vault, COUNT) == COUNT
        assert told.files()["m.head"] == now["m.head"], "and it is noted anew"
        told.put({**now, "m.db": old["m.db"], "m.head": old["m.head"]})
        assert told.read(vault, count) == count, "a limit: nothing outside says that there was more"
    vault.close()


def test_an_older_register_neither_loses_a_meeting_nor_brings_one_back(told: Told) -> None:
    register = told.folder / "vault.db"
    copies = [register.read_bytes()]
    vault = Vault.unlock(told.folder, PASSPHRASE)
    vault.begin("n", BEGAN).close()
    vault.close()
    copies.append(register.read_bytes())
    vault = Vault.unlock(told.folder, PASSPHRASE)
    vault.erase("m")
    vault.close()
    for old in copies:
        register.write_bytes(old)
        vault = Vault.unlock(told.folder, PASSPHRASE)
        assert [meeting.id for meeting in vault.open_meetings()] == ["n"]
        vault.close()


# -- the log -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Crashed:
    """Files with an unsettled log: so many records are noted by the head, so many were confirmed."""

    told: Told
    files: dict[str, bytes]
    noted: int
    confirmed: int

    @property
    def frames(self) -> int:
        """How many pages are in the log."""
        return (len(self.files["m.db-wal"]) - 32) // FRAME

    def read(self, vault: Vault, log: bytes | None) -> int | None:
        """How many records come back beside another log."""
        files = {name: data for name, data in self.files.items() if name != "m.db-wal"}
        self.told.put(files if log is None else {**files, "m.db-wal": log})
        return self.told.read(vault, self.noted)


@pytest.fixture
def crashed(told: Told, tmp_path: Path) -> Crashed:
    vault = Vault.unlock(told.folder, PASSPHRASE)
    journal = vault.resume("m")
    append(journal, COUNT, COUNT + 5)
    folder = copied(told.folder, tmp_path / "crashed")
    vault.close()
    for left in (folder / "meetings").glob("*-shm"):
        left.unlink()
    there = Told(folder, told.then)
    return Crashed(there, there.files(), COUNT, COUNT + 5)


def test_a_harmed_log_loses_its_end_at_most(crashed: Crashed) -> None:
    """Whatever becomes of the log: the records that the head knows, and after them none, some or all, in order."""
    vault = Vault.unlock(crashed.told.folder, PASSPHRASE)
    log, chance = crashed.files["m.db-wal"], random.Random(11)
    assert crashed.read(vault, log) == crashed.confirmed
    came = {crashed.read(vault, None), crashed.read(vault, b""), crashed.read(vault, log[:20])}
    assert came == {crashed.noted}
    for frame in range(crashed.frames + 1):
        start = 32 + frame * FRAME
        tries = [log[:start], log[: start + chance.randrange(FRAME)], log[:start] + bytes(len(log) - start)]
        for _ in range(times(2, 40)):
            flipped = bytearray(log)
            flipped[min(start + chance.randrange(FRAME), len(log) - 1)] ^= 1 << chance.randrange(8)
            tries.append(bytes(flipped))
        other = 32 + chance.randrange(crashed.frames) * FRAME
        tries.append(log[:start] + log[other : other + FRAME] + log[start + FRAME :])
        came |= {crashed.read(vault, harmed) for harmed in tries}
    vault.close()
    assert came >= set(range(crashed.noted, crashed.confirmed)), "cut anywhere, what is before the cut comes back"


def test_a_log_that_was_settled_brings_nothing_back_when_it_is_there_again(crashed: Crashed) -> None:
    vault = Vault.unlock(crashed.told.folder, PASSPHRASE)
    assert crashed.read(vault, crashed.files["m.db-wal"]) == crashed.confirmed
    write(vault, crashed.confirmed, crashed.confirmed + 3)
    now = crashed.told.files()
    assert "m.db-wal" not in now
    crashed.told.put({**now, "m.db-wal": crashed.files["m.db-wal"]})
    assert crashed.told.read(vault, crashed.confirmed + 3) is None
    vault.close()


def test_a_log_of_another_meeting_is_not_read_as_this_one(crashed: Crashed, tmp_path: Path) -> None:
    folder = crashed.told.folder
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.begin("n", BEGAN).close()
    journal = vault.resume("n")
    journal.append(record(0, 600))
    other = (copied(folder, tmp_path / "other") / "meetings" / "n.db-wal").read_bytes()
    register = (folder / "vault.db").read_bytes()
    assert crashed.read(vault, other) is None
    vault.close()
    for name in ("vault.db-wal", "vault.db"):
        assert (folder / name).exists() is (name == "vault.db")
    (folder / "vault.db").write_bytes(register)
    (folder / "vault.db-wal").write_bytes(other)
    with pytest.raises(errors.VaultDamaged, match=r"vault\.db"):
        Vault.unlock(folder, PASSPHRASE)
    assert (folder / "vault.db").read_bytes() == register and (folder / "vault.db-wal").read_bytes() == other
