"""The vault as the doctor sees it: who can open it, who else could read it, where it lies."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from netmeet_tui.doctor import machine, vault
from netmeet_tui.doctor.finding import State
from netmeet_tui.doctor.machine import Disk, Rights
from netmeet_tui.journal import slots
from netmeet_tui.journal.keychain import Seen
from netmeet_tui.journal.keys import FLOOR_KIB, FLOOR_ROUNDS

FLOOR = (FLOOR_KIB, FLOOR_ROUNDS)
posix = pytest.mark.skipif(os.name != "posix", reason="the rights of files are told in another way here")


def with_slots(*more: slots.Slot, m: int = FLOOR_KIB, t: int = FLOOR_ROUNDS) -> slots.VaultFile:
    return slots.VaultFile(slots.FORMAT, "id", "", (slots.PassphraseSlot(m, t, 1, bytes(16)), *more))


@pytest.mark.parametrize(
    ("m", "t", "state"),
    [
        (FLOOR_KIB, FLOOR_ROUNDS, State.OK),
        (FLOOR_KIB * 4, FLOOR_ROUNDS * 2, State.OK),
        (FLOOR_KIB - 1, FLOOR_ROUNDS, State.LOOK),
        (FLOOR_KIB, FLOOR_ROUNDS - 1, State.LOOK),
    ],
)
def test_a_passphrase_that_is_easier_to_guess_at_than_it_should_be_is_told(m: int, t: int, state: State) -> None:
    passphrase, _ = vault.ways_in(with_slots(m=m, t=t), FLOOR)
    assert (passphrase.id, passphrase.state) == ("passphrase", state)
    assert ("`netmeet vault passphrase`" in passphrase.do) is (state is State.LOOK)


def test_a_vault_without_a_recovery_code_is_told() -> None:
    _, without = vault.ways_in(with_slots(), FLOOR)
    _, with_one = vault.ways_in(with_slots(slots.RecoverySlot()), FLOOR)
    assert (without.state, with_one.state) == (State.LOOK, State.OK)
    assert "`netmeet vault recovery`" in without.do


@pytest.mark.parametrize(
    ("on", "seen", "slot", "state", "said"),
    [
        (False, None, True, State.OK, "switched off"),
        (True, None, True, State.LOOK, "did not answer, or not in time"),
        (
            True,
            Seen("keyring.backends.fail.Keyring", False, None),
            None,
            State.NOTE,
            "there is none that it relies",
        ),
        (
            True,
            Seen("keyrings.alt.file.PlaintextKeyring", False, None),
            True,
            State.NOTE,
            "PlaintextKeyring' is not",
        ),
        (True, Seen("Secret Service", True, True), True, State.NOTE, "(Secret Service) is locked now"),
        (True, Seen("Secret Service", True, False), True, State.OK, "can open the vault"),
        (True, Seen("KWallet", True, None), False, State.OK, "(KWallet) cannot open this vault yet"),
        (True, Seen("macOS keychain", True, None), None, State.OK, "when there is one"),
    ],
)
def test_which_keyring_there_is_and_what_it_does(
    on: bool, seen: Seen | None, slot: bool | None, state: State, said: str
) -> None:
    found = vault.keyring(on, seen, slot)
    assert (found.id, found.state) == ("keyring", state)
    assert said in found.said


@pytest.mark.parametrize(
    ("waiting", "state", "said"),
    [(0, State.OK, "No meeting"), (1, State.NOTE, "1 meeting was"), (3, State.NOTE, "3 meetings were")],
)
def test_meetings_are_counted(waiting: int, state: State, said: str) -> None:
    found = vault.meetings(waiting)
    assert found.state is state
    assert found.said.startswith(said)


# -- who may read and change -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as the vault's should be."""
    top = tmp_path / "vault"
    (top / "meetings").mkdir(parents=True)
    for inner in (top, top / "meetings"):
        inner.chmod(0o700)
    for file in (top / "vault.json", top / "meetings" / "m.key"):
        file.write_bytes(b"x")
        file.chmod(0o600)
    return top


def judged(private: Path, shown: Path | None = None, who: tuple[int, int] | None = None) -> list[tuple[State, str]]:
    told = machine.rights(shown) if shown else ()
    return [(one.state, f"{one.said} {one.do}") for one in vault.permissions(machine.rights(private), told, who)]


@posix
def test_a_vault_that_only_its_owner_may_read_is_in_order(folder: Path) -> None:
    ((state, _),) = judged(folder, folder, machine.user())
    assert state is State.OK


@posix
@pytest.mark.parametrize(
    ("inner", "mode", "command"),
    [("", 0o750, "chmod 700"), ("vault.json", 0o604, "chmod 600"), ("meetings/m.key", 0o640, "chmod 600")],
)
def test_what_others_may_read_in_the_vault_is_named_with_the_way_to_mend_it(
    folder: Path, inner: str, mode: int, command: str
) -> None:
    (folder / inner).chmod(mode)
    ((state, said),) = judged(folder, None, machine.user())
    assert state is State.WRONG
    assert (
        f'Other people who use this computer may get at {folder / inner}. Run `{command} "{folder / inner}"`'
        in said
    )


@posix
def test_what_is_readable_for_all_does_harm_only_in_the_vault(folder: Path) -> None:
    (folder / "vault.json").chmod(0o644)
    assert judged(folder / "nothing", folder, machine.user())[0][0] is State.OK


@posix
def test_what_others_may_change_is_named(folder: Path) -> None:
    own = machine.user()
    assert own is not None
    settings = folder / "vault.json"
    settings.chmod(0o660)  # of a group of one's own, as many systems make files
    assert judged(folder / "nothing", settings, own)[0][0] is State.OK
    assert judged(folder / "nothing", settings, (own[0], own[1] + 1))[0][0] is State.WRONG
    settings.chmod(0o606)
    ((state, said),) = judged(folder / "nothing", settings, own)
    assert state is State.WRONG
    assert f'may change {settings}, and with it what netmeet does. Run `chmod go-w "{settings}"`' in said


def test_what_somebody_else_owns_is_named() -> None:
    theirs = Rights(Path("vault"), owner=7, group=7, mode=0o700, is_folder=True)
    root = replace(theirs, path=Path("settings.toml"), owner=0)
    (found,) = vault.permissions((theirs,), (root,), (7, 7))
    assert found.state is State.OK  # who looks after the computer may put the settings there
    (found,) = vault.permissions((root,), (), (7, 7))
    assert (found.state, found.said) == (State.WRONG, "Somebody else owns settings.toml.")
    (found,) = vault.permissions((), (theirs,), (8, 8))
    assert found.said == "Somebody else owns vault."


def test_a_system_with_other_rights_is_said_to_be_one() -> None:
    (found,) = vault.permissions((), (), None)
    assert found.state is State.NOTE


@posix
def test_a_link_to_the_settings_is_judged_by_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "settings.toml"
    link.symlink_to(folder / "vault.json")
    assert [one.mode for one in machine.rights(link)] == [0o600]
    assert [one for one in machine.rights(tmp_path) if one.path == link] == []


# -- where it lies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "kind", "state", "said"),
    [
        ("/home/robin/.local/share/netmeet/vault", "ext4", State.OK, "nothing says that it is copied"),
        ("/home/robin/.local/share/netmeet/vault", None, State.OK, "nothing says"),
        ("/home/robin/Dropbox (Heron House)/vault", "ext4", State.LOOK, "that Dropbox copies"),
        ("/home/robin/OneDrive - Heron House/vault", "ext4", State.LOOK, "OneDrive"),
        ("/Users/robin/Library/Mobile Documents/vault", None, State.LOOK, "iCloud"),
        ("/home/robin/nextcloud/vault", "btrfs", State.LOOK, "Nextcloud"),
        ("/home/robin/dropboxes/vault", "ext4", State.OK, "nothing says"),
        ("/home/robin/vault", "nfs4", State.LOOK, "not this system's own (/home/robin/vault, nfs4)"),
        ("/home/robin/vault", "fuse.sshfs", State.LOOK, "sshfs"),
    ],
)
def test_a_vault_that_is_copied_elsewhere_is_told(folder: str, kind: str | None, state: State, said: str) -> None:
    found = vault.place(Path(folder), kind)
    assert (found.id, found.state) == ("place", state)
    assert said in found.said


MOUNTS = """\
22 1 0:20 / / rw,relatime - ext4 /dev/root rw
36 22 98:0 / /home/ro\\040bin rw,noatime master:1 shared:2 - nfs4 server:/home rw,errors=continue
37 36 98:0 / /home/ro\\040bin/own rw - ext4 /dev/sdb rw
38 22 98:0 / /over rw - ext4 /dev/sdc rw
39 38 98:0 / /over rw - cifs //server/over rw
a line of something else
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/etc", "ext4"),
        ("/home/ro bin/vault", "nfs4"),
        ("/home/ro bin/own/vault", "ext4"),
        ("/home/ro binding", "ext4"),
        ("/over/vault", "cifs"),
    ],
)
def test_the_innermost_mount_says_what_kind_of_disk_it_is(path: str, kind: str) -> None:
    assert machine.file_system(Path(path), MOUNTS) == kind
    assert machine.file_system(Path(path), None) is None


FINE = Disk(free=vault.LEAST_ROOM, read_only=False, writable=True, kind="ext4")


@pytest.mark.parametrize(
    ("disk", "state", "said"),
    [
        (FINE, State.OK, "room enough"),
        (replace(FINE, free=vault.LEAST_ROOM - 1), State.WRONG, "only 49 MB"),
        (replace(FINE, read_only=True), State.WRONG, "cannot be written to"),
        (replace(FINE, writable=False), State.WRONG, "may not write where"),
    ],
)
def test_whether_a_meeting_can_be_saved_is_told(disk: Disk, state: State, said: str) -> None:
    found = vault.room(disk, Path("vault"))
    assert (found.id, found.state) == ("disk-room", state)
    assert said in found.said


def test_the_disk_of_a_folder_that_is_not_there_yet_is_the_one_it_will_be_on(tmp_path: Path) -> None:
    later, now = machine.disk(tmp_path / "a" / "b"), machine.disk(tmp_path)
    assert (later.kind, later.writable, later.read_only) == (now.kind, True, False)
    assert later.free > 0
    assert list(tmp_path.iterdir()) == []
