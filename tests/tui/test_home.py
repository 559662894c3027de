"""The first screen, when a meeting is not as it should be."""

from __future__ import annotations

from pathlib import Path

from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import home_text as text
from netmeet_tui.tui.keeper import Keeper
from tests.journal.support import PASSPHRASE, filled
from tests.tui.support import running


async def test_a_meeting_whose_key_cannot_be_read_is_shown_without_a_time_and_can_be_erased(
    keeper: Keeper, tmp_path: Path
) -> None:
    filled(tmp_path / "vault")
    (tmp_path / "vault" / "meetings" / "m.key").write_bytes(b"nmkey/1\nnot the key")
    async with running(keeper) as room:
        await room.keeper.unlock(PASSPHRASE)
        room.page.show()
        await room.settle()
        assert f"2 {text.HOME_RESUME.format(when=text.HOME_SOME_TIME)}" in room.screen()
        await room.press("2")
        assert f"2 {text.HOME_ERASE.format(when=text.HOME_SOME_TIME)}" in room.screen()
        await room.press("2", "1")
        assert text.HOME_SOME_TIME not in room.screen()
    vault = Vault.unlock(tmp_path / "vault", PASSPHRASE)
    assert vault.open_meetings() == ()
    vault.close()
