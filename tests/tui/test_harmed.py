"""Whatever is wrong with the settings or the vault: one sentence, 999 as ever, and a meeting that can be held.

And nothing that is damaged is touched: somebody may be able to mend it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from netmeet_tui.settings import SettingsError, read
from netmeet_tui.tui import home_text, meeting_text
from netmeet_tui.tui.keeper import Keeper
from tests.harmed import DAMAGED, UNFIT, UNREADABLE
from tests.journal.support import PASSPHRASE, snapshot
from tests.tui.support import NOW, Room, keeper_in, running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one of the files is a pipe")


def squeezed(words: str) -> str:
    """Words without any blanks: a path may be broken anywhere."""
    return "".join(words.split())


async def goes_on(room: Room, *words: str) -> None:
    """These words are said in a whole sentence; the card comes up and goes; nothing is a fault."""
    screen, said = room.app.screen, room.text("#notice")
    assert all(squeezed(word) in squeezed(said) for word in words), said
    assert said.endswith(".")
    assert squeezed(said) in squeezed(room.screen())
    await room.press("f9")
    assert room.name == "EmergencyPage"
    await room.press("escape")
    assert room.app.screen is screen
    assert room.app.fault is None


async def settings_go_on(folder: Path, *words: str) -> None:
    """A meeting is held under careful settings."""
    async with running(Keeper(folder / "vault", folder / "settings.toml", lambda: NOW)) as room:
        await goes_on(room, *words)
        await room.begin()
        assert room.name == "MeetingPage"
        assert room.state.settings == {"own_life_exception": "off", "third_party_adult": "emergency-only"}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_settings_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    UNREADABLE[name](file)
    before = file.stat()
    with pytest.raises(SettingsError) as error:
        read(file)
    await settings_go_on(tmp_path, str(error.value))
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("name", UNFIT)
async def test_settings_that_do_not_fit(name: str, tmp_path: Path) -> None:
    content, word = UNFIT[name]
    (tmp_path / "settings.toml").write_text(content, encoding="utf-8")
    await settings_go_on(tmp_path, word)
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("harmed", DAMAGED)
async def test_a_damaged_vault(harmed: str, tmp_path: Path, empty: Path) -> None:
    name, harm = DAMAGED[harmed]
    shutil.copytree(empty, tmp_path / "vault")
    harm(tmp_path / "vault" / name)
    before = snapshot(tmp_path / "vault")
    async with running(keeper_in(tmp_path)) as room:
        if home_text.HOME_UNLOCK in room.screen():
            await room.press("1")
            await room.type(PASSPHRASE)
            await room.press("enter")
        await goes_on(room, name, "damaged", "please")
        if room.name == "HomePage":
            await room.press("1")
        else:
            await room.press("f2")
        assert room.name == "MeetingPage"
        assert meeting_text.IN_MEMORY in room.screen()
        await room.flag("own-life")
    assert snapshot(tmp_path / "vault") == before
