"""Whatever is wrong with a file, a disk, a terminal or a passphrase: one sentence, a way on, and 999 as ever.

And nothing that is damaged is touched: somebody may be able to mend it. In every run tests/tui/test_harmed.py tries
all that may be wrong with the settings and the vault, and here it is some of it, on a real terminal.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.session import Session
from netmeet_tui.policy.load import shipped
from netmeet_tui.settings import SettingsError, read
from netmeet_tui.tui import home_text, meeting_text, text, vault_text
from tests.e2e.facilitator import (
    IN_A_FIELD,
    NOTICE,
    PASSPHRASE,
    PROGRAM,
    RULE,
    Facilitator,
    copy_home,
    files_in,
    flat,
    numbered,
    settings_of,
    vault_of,
)
from tests.harmed import DAMAGED, UNFIT, UNREADABLE, emptied, scrambled
from tests.scale import THOROUGH, times
from tests.small_disk import fill, mounted
from tests.terminal import ROOT, Terminal

NOBODY = 65534


@pytest.fixture
def home(ready_home: Path) -> Iterator[Path]:
    """A home folder with a vault, with a short name: sentences name folders, and have four lines for it."""
    folder = Path(tempfile.mkdtemp(prefix="nm"))
    yield copy_home(ready_home, folder / "h")
    shutil.rmtree(folder)


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """An empty home folder with a short name."""
    folder = Path(tempfile.mkdtemp(prefix="nm"))
    yield folder
    shutil.rmtree(folder)


def squeezed(words: str) -> str:
    """Words without any blanks: a path may be broken anywhere."""
    return "".join(words.split())


def notice(screen: str) -> str:
    """The sentence right above the keys, or nothing."""
    lines = screen.split("\n")
    rule = next((place for place, line in enumerate(lines) if RULE in line), 0)
    said: list[str] = []
    while rule > 0 and NOTICE.match(lines[rule - 1]):
        rule -= 1
        said.insert(0, lines[rule])
    return flat("\n".join(said))


def says(someone: Facilitator, *words: str) -> str:
    """Wait for a notice with these words: a whole sentence. Return it."""
    screen = someone.terminal.wait_for(
        lambda now: all(squeezed(word) in squeezed(notice(now)) for word in words) and notice(now).endswith("."), 10
    )
    return notice(screen)


def card_works(someone: Facilitator) -> None:
    """999 is one key away, and so is the way back."""
    before = someone.terminal.wait_settled()
    writing = before.split("\n")[0].endswith(IN_A_FIELD)
    someone.terminal.press("f9" if writing else "9")
    someone.terminal.wait_for(lambda screen: all(ask in screen for ask in card999.ASKS))
    someone.terminal.press("escape")
    someone.terminal.wait_for(lambda now: now.split("\n")[:3] == before.split("\n")[:3])


def plain_card_works(home: Path, **env: str) -> None:
    """``netmeet 999`` prints the card, whatever is wrong."""
    shown = subprocess.run(
        [*PROGRAM, "999"],
        env={"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        check=True,
    )
    assert shown.stdout.decode("ascii").strip() == card999.plain().strip()
    assert shown.stderr == b""


def memory_works(someone: Facilitator) -> None:
    """A meeting in memory only can be begun, held and ended, from the first screen or the passphrase's."""
    if someone.terminal.text().split("\n")[0].endswith(IN_A_FIELD):
        someone.terminal.press("f2")
    else:
        someone.pick(home_text.HOME_MEMORY)
    someone.begun()
    assert meeting_text.IN_MEMORY in someone.terminal.text()
    someone.flag("own-life")
    someone.end("We have to stop here")


def kept_files(home: Path) -> dict[str, bytes]:
    """What lies in a home folder, but for temporary files."""
    return {name: data for name, data in files_in(home).items() if not name.startswith("tmp/")}


# -- the settings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in UNREADABLE if name in ("syntax", "pipe") or THOROUGH])
def test_settings_that_cannot_be_read(name: str, home: Path) -> None:
    file = settings_of(home)
    file.parent.mkdir(parents=True)
    UNREADABLE[name](file)
    with pytest.raises(SettingsError) as error:
        read(file)
    settings_go_on(home, str(error.value))


@pytest.mark.parametrize("name", [name for name in UNFIT if name == "unknown-value" or THOROUGH])
def test_settings_that_do_not_fit(name: str, home: Path) -> None:
    content, word = UNFIT[name]
    file = settings_of(home)
    file.parent.mkdir(parents=True)
    file.write_text(content)
    settings_go_on(home, word)


def settings_go_on(home: Path, *words: str) -> None:
    """The sentence is said, and a meeting can be held: under careful settings."""
    before = kept_files(home)
    with Facilitator(home) as someone:
        someone.wait_ready()
        says(someone, *words)
        card_works(someone)
        someone.unlock()
        someone.policy = {"own_life_exception": "off", "third_party_adult": "emergency-only"}
        someone.start_meeting()
        someone.end()
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
    plain_card_works(home)
    after = kept_files(home)
    database = ".local/share/netmeet/vault/vault.db"
    assert {name: data for name, data in after.items() if name != database} == {
        name: data for name, data in before.items() if name != database
    }


# -- the vault -------------------------------------------------------------------------------------------------


SOME = ("vault.json-emptied", "vault.db-scrambled", "vault.db-a_pipe")


@pytest.mark.parametrize("harmed", [harmed for harmed in DAMAGED if harmed in SOME or THOROUGH])
def test_a_damaged_vault(harmed: str, home: Path) -> None:
    name, harm = DAMAGED[harmed]
    harm(vault_of(home) / name)
    before = kept_files(home)
    with Facilitator(home) as someone:
        someone.wait_ready()
        if home_text.HOME_UNLOCK in numbered(someone.terminal.text()).values():
            try_passphrase(someone, PASSPHRASE)
        says(someone, name, "damaged", "please")
        card_works(someone)
        memory_works(someone)
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
    plain_card_works(home)
    assert kept_files(home) == before


def try_passphrase(someone: Facilitator, passphrase: str) -> None:
    """Type a passphrase that may not open anything."""
    someone.pick(home_text.HOME_UNLOCK)
    someone.terminal.wait_for(vault_text.UNLOCK_TITLE)
    someone.in_a_field()
    someone.terminal.type(passphrase)
    someone.terminal.wait_for("•" * min(len(passphrase), 20))
    someone.terminal.press("enter")


def test_a_damaged_meeting_harms_no_other_and_can_be_erased(home: Path) -> None:
    vault = Vault.unlock(vault_of(home), PASSPHRASE)
    for number, hour in enumerate((9, 11)):
        began = datetime(2026, 3, 4, hour, 5).astimezone()
        journal = vault.begin(f"m{number}", began.isoformat(timespec="seconds"))
        Session.begin(shipped(), journal, lambda began=began: began).flag("child")  # type: ignore[misc]
    vault.close()
    scrambled(vault_of(home) / "meetings" / "m0.db")
    with Facilitator(home) as someone:
        someone.wait_ready()
        someone.unlock()
        damaged = home_text.HOME_RESUME.format(when="09:05, 4 March")
        sound = home_text.HOME_RESUME.format(when="11:05, 4 March")
        someone.terminal.wait_for(
            lambda now: list(numbered(now).values()) == [home_text.HOME_START, damaged, sound]
        )
        someone.pick(damaged)
        says(someone, "m0.db", "damaged", "please")
        card_works(someone)
        someone.pick(sound)
        someone.terminal.wait_for(someone.pack.words.kinds["child"].short)
        someone.terminal.press("m")
        someone.terminal.wait_for(meeting_text.CONCERNS_TITLE)
        someone.terminal.press("q")
        someone.pick(text.LEAVE_CHOICES[0])
        assert someone.terminal.wait_exit() == 0
        assert (vault_of(home) / "meetings" / "m0.db").exists()

        someone.reopen()
        someone.wait_ready()
        someone.unlock()
        someone.pick(damaged)
        says(someone, "m0.db")
        someone.pick(home_text.HOME_ERASE.format(when="09:05, 4 March"))
        someone.wait(home_text.ERASE_TITLE)
        someone.pick(home_text.ERASE_CHOICES[0])
        someone.terminal.wait_for(lambda now: list(numbered(now).values()) == [home_text.HOME_START, sound])
        assert not [name for name in files_in(vault_of(home)) if "m0" in name]


def test_a_second_program(home: Path) -> None:
    with Facilitator(home) as first:
        first.wait_ready()
        first.unlock()
        first.start_meeting()
        first.flag("own-life")
        with Facilitator(home) as second:
            second.wait_ready()
            try_passphrase(second, PASSPHRASE)
            says(second, "already open on this computer", "please")
        first.choose("danger", "no")
        first.kill_and_restart()


# -- the disk --------------------------------------------------------------------------------------------------


def test_a_folder_that_may_not_be_written_to(home: Path) -> None:
    command: list[str | Path] = list(PROGRAM)
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write anywhere, and there is no setpriv to be somebody else")
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *PROGRAM]
        everything = [home.parent, home, *home.rglob("*")]
        for path in everything:
            os.chown(path, NOBODY, NOBODY)
        (home / "tmp").mkdir()
        os.chown(home / "tmp", NOBODY, NOBODY)
        able = subprocess.run(
            [*command[:4], sys.executable, "-c", "import netmeet_tui.cli"],
            cwd="/",
            env={"PYTHONPATH": str(ROOT)},
            check=False,
            capture_output=True,
        )
        if able.returncode != 0:
            pytest.skip("the program lies where only root may read")
    folders = [vault_of(home), vault_of(home) / "meetings"]
    before = kept_files(home)
    for folder in folders:
        folder.chmod(0o500)
    for file in vault_of(home).glob("vault.*"):
        file.chmod(0o400)
    try:
        with Facilitator(home, command=command) as someone:
            someone.wait_ready()
            try_passphrase(someone, PASSPHRASE)
            says(someone, "may not write", "please")
            card_works(someone)
            memory_works(someone)
        assert kept_files(home) == before
    finally:
        for folder in folders:
            folder.chmod(0o700)


@pytest.fixture
def small_disk(empty_home: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with mounted(empty_home / "disk") as disk:
        yield disk


def test_a_full_disk(home: Path, small_disk: Path) -> None:
    shutil.copytree(vault_of(home), small_disk / "netmeet" / "vault")
    with Facilitator(home, env={"XDG_DATA_HOME": str(small_disk)}) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        someone.flag("own-life")
        before = numbered(someone.still())
        filler = fill(small_disk)
        someone.terminal.press("2")
        says(someone, "is full", "was not saved", "please")
        assert numbered(someone.terminal.text()) == before
        card_works(someone)
        filler.unlink()
        someone.choose("danger", "no")
        someone.end("We have to stop here")


# -- the terminal ----------------------------------------------------------------------------------------------


def test_a_terminal_that_is_too_small(home: Path) -> None:
    with Facilitator(home, size=(40, 10)) as someone:
        someone.wait(text.TOO_SMALL)
        someone.terminal.resize(80, 24)
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        someone.flag("child")
        someone.terminal.resize(40, 10)
        someone.wait(text.TOO_SMALL)
        someone.terminal.resize(80, 24)
        someone.choose("danger", "unsure")


@pytest.mark.parametrize(
    ("command", "env", "words"),
    [
        (PROGRAM, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, "not set to UTF-8"),
        (PROGRAM, {"TERM": "dumb"}, "TERM is 'dumb' or not set"),
        (("env", "-u", "TERM", *PROGRAM), {}, "TERM is 'dumb' or not set"),
    ],
    ids=["no-utf-8", "dumb", "no-term"],
)
def test_a_terminal_that_cannot_show_screens(
    command: tuple[str, ...], env: dict[str, str], words: str, empty_home: Path
) -> None:
    with Terminal(command, home=empty_home, env=env) as terminal:
        assert terminal.wait_exit() == 2
        assert not terminal.in_alt
        screen = flat(terminal.after_exit_text())
        assert squeezed(words) in squeezed(screen)
        assert "In an emergency ring 999" in screen
        assert len(screen) < 320
    plain_card_works(empty_home, **env)
    assert kept_files(empty_home) == {}


def test_no_terminal_at_all(empty_home: Path) -> None:
    env = {"HOME": str(empty_home), "PATH": os.defpath, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    ended = subprocess.run(
        [*PROGRAM], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "on a terminal only" in ended.stderr
    assert "999" in ended.stderr
    assert kept_files(empty_home) == {}


# -- the keyring and the passphrase ----------------------------------------------------------------------------


BACKENDS = ("no_such_backend.Keyring", "fail.Keyring", "null.Keyring")


@pytest.mark.parametrize("backend", BACKENDS[: times(1, len(BACKENDS))])
def test_a_keyring_that_keeps_nothing(backend: str, home: Path) -> None:
    with Facilitator(home, env={"PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}"}) as someone:
        someone.wait_ready()
        assert home_text.HOME_UNLOCK in numbered(someone.terminal.text()).values()
        someone.unlock()
        someone.start_meeting()
        someone.kill_and_restart()


def test_a_wrong_passphrase(home: Path) -> None:
    before = kept_files(home)
    with Facilitator(home) as someone:
        someone.wait_ready()
        try_passphrase(someone, "not this one at all")
        says(someone, "does not open", "please")
        someone.in_a_field()
        someone.terminal.press("f9")
        someone.terminal.wait_for(lambda screen: all(ask in screen for ask in card999.ASKS))
        someone.terminal.press("escape")
        someone.in_a_field()
        assert kept_files(home) == before
        someone.terminal.type(PASSPHRASE)
        someone.terminal.wait_for("•" * 20)
        someone.terminal.press("enter")
        someone.terminal.wait_for(lambda screen: home_text.HOME_START in numbered(screen).values())


def test_passphrases_that_will_not_do(empty_home: Path) -> None:
    with Facilitator(empty_home) as someone:
        someone.wait_ready()
        someone.pick(home_text.HOME_START)
        someone.terminal.wait_for(vault_text.CREATE_TITLE)
        someone.type_passphrases("one and the same", "one and the other")
        says(someone, vault_text.CREATE_DIFFERENT)
        someone.type_passphrases("short", "short")
        says(someone, vault_text.CREATE_SHORT.format(least=vault_text.LEAST))
        assert kept_files(empty_home) == {}
        someone.type_passphrases(PASSPHRASE, PASSPHRASE)
        someone.pick(vault_text.RECOVERY_CHOICES[1])
        someone.begun()


def test_going_on_without_saving_writes_nothing(empty_home: Path) -> None:
    with Facilitator(empty_home) as someone:
        someone.wait_ready()
        someone.pick(home_text.HOME_START)
        someone.terminal.wait_for(vault_text.CREATE_TITLE)
        someone.in_a_field()
        someone.terminal.press("f2")
        someone.begun()
        assert meeting_text.IN_MEMORY in someone.terminal.text()
        someone.seat("Robin")
        someone.flag("own-life", "A")
        someone.choose("danger", "unsure")
        assert kept_files(empty_home) == {}
        someone.end("We have to stop here")
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
    assert kept_files(empty_home) == {}


# -- 999, whatever else ----------------------------------------------------------------------------------------


def test_the_plain_card_needs_nothing_of_the_rest(home: Path) -> None:
    emptied(vault_of(home) / "vault.json")
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("not = [toml")
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "netmeet_tui", "999"],
        env={"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert shown.stdout.strip() == card999.plain().strip()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in shown.stderr.splitlines()}
    assert "netmeet_tui" in imported
    assert not imported & {"textual", "rich", "sqlcipher3", "sqlite_utils", "keyring", "cryptography", "msgspec"}
