"""Something else where a file of the vault should be: said at once, left alone, and erased with the meeting."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from netmeet_tui.journal import errors
from netmeet_tui.journal.vault import Vault, VaultState, look
from tests.journal.support import PASSPHRASE, filled, snapshot

pytestmark = [
    pytest.mark.timeout(60),  # nobody waits at a pipe
    pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes, sockets and links in folders"),
]

FOREIGN = b"somebody's letter, and none of netmeet's files\n"
HUGE = 1 << 30


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "v"
    filled(folder)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "v")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's name may not be long
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


def a_link(path: Path) -> None:
    """To the same file as it was, somewhere else."""
    elsewhere = path.parents[1] / "elsewhere"
    elsewhere.write_bytes(FOREIGN)
    path.symlink_to(elsewhere)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_huge_hole(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(HUGE)


THINGS = [a_folder, a_pipe, a_socket, a_link, a_link_to_nothing, a_link_to_itself, a_huge_hole]


def put(thing: Callable[[Path], None], path: Path) -> None:
    path.unlink(missing_ok=True)
    thing(path)


def there(folder: Path) -> dict[str, tuple[int, int]]:
    """Every name, what kind of thing it is and its size; nothing is read, as some of it never ends."""
    return {
        str(path.relative_to(folder)): (stat.S_IFMT(path.lstat().st_mode), path.lstat().st_size)
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", ["vault.json", "vault.db", "vault.db-wal", "vault.db-shm"])
def test_what_is_no_file_of_the_vault_is_named_and_left_alone(
    folder: Path, name: str, thing: Callable[[Path], None]
) -> None:
    put(thing, folder / name)
    before = there(folder)
    if name == "vault.json":
        assert look(folder).state is VaultState.DAMAGED and name in look(folder).sentence
    if thing is a_huge_hole and name.endswith(("-wal", "-shm")):  # nothing but zeros: an empty one
        vault = Vault.unlock(folder, PASSPHRASE)
        assert len(vault.resume("m").records()) == 20
        vault.close()
        return
    with pytest.raises(errors.VaultDamaged, match=name):
        Vault.unlock(folder, PASSPHRASE)
    assert there(folder) == before


@pytest.mark.parametrize("thing", [a_pipe, a_socket, a_link_to_nothing, a_link_to_itself, a_huge_hole])
def test_what_is_no_folder_of_meetings_is_named_and_left_alone(folder: Path, thing: Callable[[Path], None]) -> None:
    shutil.rmtree(folder / "meetings")
    thing(folder / "meetings")
    before = there(folder)
    with pytest.raises(errors.VaultDamaged, match="meetings"):
        Vault.unlock(folder, PASSPHRASE)
    assert there(folder) == before


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", ["m.key", "m.head", "m.db", "m.db-wal", "m.db-shm"])
def test_what_is_no_file_of_a_meeting_is_named_and_erased_with_it(
    folder: Path, name: str, thing: Callable[[Path], None]
) -> None:
    put(thing, folder / "meetings" / name)
    before = there(folder / "meetings")
    vault = Vault.unlock(folder, PASSPHRASE)
    assert [meeting.id for meeting in vault.open_meetings()] == ["m"]
    if thing is a_huge_hole and name.endswith(("-wal", "-shm")):
        assert len(vault.resume("m").records()) == 20
    else:
        with pytest.raises(errors.MeetingDamaged, match=name):
            vault.resume("m")
        assert there(folder / "meetings") == before
    vault.erase("m")
    assert vault.open_meetings() == () and not list((folder / "meetings").iterdir())
    vault.close()
    if thing is a_link:
        assert (folder / "elsewhere").read_bytes() == FOREIGN, "what a link leads to is not written over"


@pytest.mark.parametrize("name", ["vault.json", "vault.db", "m.key", "m.head", "m.db"])
def test_a_file_that_grew_to_a_thousand_megabytes_is_not_read_to_its_end(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / name if name.startswith("vault") else folder / "meetings" / name
    os.truncate(path, HUGE)
    used = path.stat().st_blocks
    with pytest.raises(errors.StoreError, match=name):
        Vault.unlock(folder, PASSPHRASE).resume("m")
    if name.startswith("vault"):
        return
    synced: list[int] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(os.fstat(handle).st_blocks)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.erase("m")
    vault.close()
    assert synced and max(synced) <= used + 256, "nor is it written over to its end"


@pytest.mark.parametrize("name", ["vault.json", "vault.db", "meetings/m.key", "meetings/m.head", "meetings/m.db"])
def test_files_that_others_may_read_are_still_opened(folder: Path, name: str) -> None:
    """No reason to keep anybody out in the middle of a meeting: every byte of them is encrypted."""
    (folder / name).chmod(0o666)
    vault = Vault.unlock(folder, PASSPHRASE)
    assert len(vault.resume("m").records()) == 20
    vault.close()


def test_a_folder_where_a_name_of_ours_leads_nowhere_is_mended_by_nobody(folder: Path) -> None:
    """A key that cannot be reached is not a key that was destroyed: nothing of its meeting goes."""
    (folder / "meetings" / "m.key").rename(folder / "meetings" / "elsewhere")
    (folder / "meetings" / "m.key").symlink_to("not-yet-there")
    before = snapshot(folder)
    for _ in range(2):
        Vault.unlock(folder, PASSPHRASE).close()
    assert snapshot(folder) == before
    (folder / "meetings" / "m.key").unlink()
    (folder / "meetings" / "elsewhere").rename(folder / "meetings" / "m.key")
    vault = Vault.unlock(folder, PASSPHRASE)
    assert len(vault.resume("m").records()) == 20
    vault.close()
