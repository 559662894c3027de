"""A full disk and a folder that may not be written to: said plainly, and nothing lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmeet_tui.journal import errors
from netmeet_tui.journal.vault import Vault
from tests.journal.support import BEGAN, PASSPHRASE, filled, make, record, snapshot
from tests.small_disk import fill, mounted

NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with mounted(tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_is_said_and_loses_nothing(small_disk: Path) -> None:
    vault = make(small_disk / "v")
    journal = vault.begin("m", BEGAN)
    written = [record(n, 1000) for n in range(20)]
    for one in written:
        journal.append(one, seal=("lane", "name", "Ann"))
    journal.settle()
    filler = fill(small_disk)

    for _ in range(3):
        with pytest.raises(errors.DiskFull):
            journal.append(record(20, 30_000), forget="lane")
    journal.settle()
    assert list(journal.records()) == written and journal.sealed("lane") == {"name": "Ann"}
    with pytest.raises(errors.DiskFull):
        vault.begin("n", BEGAN)
    assert [meeting.id for meeting in vault.open_meetings()] == ["m"]

    filler.unlink()
    journal.append(record(20, 30_000))
    vault.begin("n", BEGAN)
    vault.close()
    vault = Vault.unlock(small_disk / "v", PASSPHRASE)
    assert list(vault.resume("m").records()) == [*written, record(20, 30_000)]
    vault.close()


def test_the_disk_fills_up_under_the_log(small_disk: Path) -> None:
    vault = make(small_disk / "v")
    journal = vault.begin("m", BEGAN)
    count = 0
    with pytest.raises(errors.DiskFull):
        while count < 2000:
            journal.append(record(count, 1000))
            count += 1
    assert 10 < count < 2000
    journal.settle()  # no room to fold the log in: no matter
    vault.close()
    fill(small_disk)
    vault = Vault.unlock(small_disk / "v", PASSPHRASE)
    journal = vault.resume("m")
    assert len(journal.records()) == count, "what is there can still be read"
    with pytest.raises(errors.DiskFull):
        journal.append(record(count, 100_000))
    journal.erase()
    vault.begin("n", BEGAN).append(b"there is room again")
    vault.close()


def test_a_meeting_can_be_erased_on_a_full_disk(small_disk: Path) -> None:
    vault = make(small_disk / "v")
    journal = vault.begin("m", BEGAN)
    journal.append(record(0))
    fill(small_disk)
    journal.erase()
    assert vault.open_meetings() == () and not list((small_disk / "v" / "meetings").iterdir())
    vault.close()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="netmeet-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


def _as_nobody(*steps: Callable[[], object]) -> list[str]:
    """What each step came to for somebody without root's rights: a fork, as root's Python is closed to others."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            for step in steps:
                try:
                    step()
                    told = "opened"
                except BaseException as error:
                    told = type(error).__name__
                os.write(theirs, f"{told}\n".encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        said = pipe.read().split()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a folder's rights in another way")
@pytest.mark.parametrize("what", ["folder", "files", "both"])
def test_a_folder_that_may_not_be_written_to_is_said_and_left_alone(public: Path, what: str) -> None:
    folder = public / "v"
    filled(folder)
    before = snapshot(folder)
    as_root = os.geteuid() == 0
    for path in (folder, *folder.rglob("*")):
        if as_root:
            os.chown(path, NOBODY, NOBODY)
        if path.is_dir():
            path.chmod(0o700 if what == "files" else 0o500)
        else:
            path.chmod(0o600 if what == "folder" else 0o400)
    said = _as_nobody(lambda: Vault.unlock(folder, PASSPHRASE), lambda: make(folder / "new"))
    assert said == ["VaultReadOnly", "opened" if what == "files" else "VaultReadOnly"]
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder / "new", ignore_errors=True)
    assert snapshot(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a file's rights in another way")
@pytest.mark.parametrize("name", ["vault.json", "vault.db", "meetings/m.key", "meetings/m.head", "meetings/m.db"])
def test_a_file_that_may_not_be_read_is_said_and_left_alone(public: Path, name: str) -> None:
    folder = public / "v"
    filled(folder)
    before = snapshot(folder)
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    (folder / name).chmod(0)
    said = _as_nobody(lambda: Vault.unlock(folder, PASSPHRASE).resume("m"))
    assert said == ["VaultReadOnly"]
    (folder / name).chmod(0o600)
    assert snapshot(folder) == before
