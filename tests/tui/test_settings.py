"""The settings on the screen: told in plain words, changed one at a time, saved only when that was asked for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import pytest

from netmeet_tui.doctor import questions
from netmeet_tui.journal.vault import Vault
from netmeet_tui.policy.difference import Changed, Difference
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.settings import Settings, read
from netmeet_tui.settings_told import items
from netmeet_tui.tui import home_text, settings_text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.screens.home import HomePage
from netmeet_tui.tui.screens.settings.every import SettingsPage
from tests.journal.support import PASSPHRASE, make
from tests.tui.support import NOW, SMALL, WIDE, Room, keeper_in, running

WHO = "Robin Reed, safeguarding lead"


def file_of(room: Room) -> Path:
    return room.keeper.settled.file


async def to(room: Room, name: str) -> None:
    """Mark the setting of this name, from the first screen or from the list."""
    if room.name == "HomePage":
        await room.press("t")
    page = room.page
    assert isinstance(page, SettingsPage)
    stands = [row.stands for row in page.led._rows]
    page.led.mark(next(at for at, what in enumerate(stands) if name in (what, *(what if is_path(what) else ()))))
    await room.settle()


def is_path(stands: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(stands, tuple)


async def sign(room: Room, *, advice: str = "a letter", review: str = "") -> None:
    """Fill in who decided, and go on."""
    await room.type(WHO)
    await room.press("enter", "enter")
    await room.type(advice)
    await room.press("enter")
    await room.type(review) if review else None
    await room.press("enter")


async def test_what_this_computer_does_is_changed_at_once(keeper: Keeper) -> None:
    async with running(keeper) as room:
        before = room.app.theme
        await to(room, "theme")
        assert "Which colours do the screens have?" in room.screen()
        await room.press("enter")
        assert (room.name, room.text("#choices").count(settings_text.SETTINGS_AS_SHIPPED)) == ("ValuePage", 1)
        await room.press("2")
        assert (room.name, read(file_of(room)).theme) == ("SettingsPage", "light")
        assert room.app.theme != before
        assert room.text("#notice") == settings_text.SETTINGS_SAVED

        await to(room, "keyring")
        await room.press("enter")
        assert "type the passphrase at each start" in room.screen()
        await room.press("escape")
        assert read(file_of(room)).keyring is False

        await to(room, "lock_after_minutes")
        await room.press("enter")
        assert room.field().value == "15"
        await room.type("x")
        await room.press("enter")
        assert room.text("#notice") == "Please write a number from 0 to 600."
        await room.press("f9", "escape")  # the 999 card lies over it, and what was typed is gone after
        assert (room.name, room.field().display, keeper.settled.lock_after) == ("SettingsPage", False, 15)
        await room.press("enter", "1", "0", "enter")
        assert (read(file_of(room)).lock_after_minutes, keeper.settled.lock_after) == (10, 10)
        assert "after 10 minutes without a key" in room.screen()

        await to(room, "lead_phone")
        await room.press("enter")
        await room.type("02079460000")
        await room.press("escape")
        assert keeper.settled.organisation.lead_phone == ""
        await room.press("enter")
        await room.type("02079460000")
        await room.press("enter")
        assert keeper.settled.organisation.lead_phone == "020 7946 0000"
        await room.press("escape")
        assert room.name == "HomePage"


async def test_a_setting_of_the_policy_is_saved_with_a_name_once_it_was_told_what_follows(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(keeper) as room:
        plans = keeper._policies.plans()
        assert len(plans) > 90
        monkeypatch.setattr(keeper._policies, "plans", lambda: tuple(plan for plan in plans if plan.id == "V-03"))
        untouched = file_of(room).read_bytes()
        await to(room, "own_life_exception")
        await room.press("enter")
        assert "The law leaves this open." in room.screen()
        assert settings_text.SETTINGS_WHO_NOBODY in room.screen()
        await room.press("4")  # there is no such line
        assert room.name == "ValuePage"
        await room.press("3")
        assert (room.name, room.field(1).value) == ("SignPage", NOW.date().isoformat())
        await sign(room, advice=" ")
        assert room.text("#notice").startswith("Please write on whose advice")
        assert room.app.focused is room.field(2)
        await room.type("a letter")
        await room.press("enter", "enter")
        assert room.name == "ChangePage"
        assert "No longer there to be chosen" in room.screen()
        assert "From now on: No, not without their yes" in room.screen()
        assert "own_life_exception" not in room.screen()
        await room.press(*["pagedown"] * 6)
        assert "V-03, Teo refuses everything" in room.screen()
        await room.press("2")
        assert (room.name, file_of(room).read_bytes()) == ("SettingsPage", untouched)

        await room.press("enter", "3")
        await sign(room, review="2027-03-01")
        assert file_of(room).read_bytes() == untouched
        await room.press("1")
        assert room.name == "SettingsPage"
        assert settings_text.SETTINGS_DECIDED.format(by=WHO) in room.screen()
        settings = read(file_of(room))
        assert settings.policy == {"own_life_exception": "off"}
        assert settings.decided["own_life_exception"]["value"] == "off"

        # Looked at again, all of it is there to begin with; the value is the same, so nothing follows.
        await room.press("enter", "3")
        assert [room.field(n).value for n in range(4)] == [WHO, "2026-03-04", "a letter", "2027-03-01"]
        await room.press("escape", "escape")
        await to(room, "nation")  # nothing the law leaves open: nobody's name is asked for
        await room.press("enter", "2")
        assert room.name == "ChangePage"
        await room.press("1", "escape", "1", "escape")
        await room.keeper.begin(in_memory=True)
        chosen = room.state.settings
        assert (chosen["own_life_exception"], chosen["nation"]) == ("off", "ENG")


async def test_a_file_that_cannot_be_used_is_said_and_changed_by_nobody(keeper: Keeper) -> None:
    async with running(keeper) as room:
        broken = b"theme = [/x"
        file_of(room).write_bytes(broken)
        await room.press("t")
        assert "are not right" in room.text("#told")
        assert settings_text.SETTINGS_READ_ONLY in room.text("#told")
        for name in ("theme", "lock_after_minutes", "own_life_exception"):
            await to(room, name)
            await room.press("enter")
            assert (room.name, room.text("#notice")) == ("SettingsPage", settings_text.SETTINGS_NOT_NOW)
        await to(room, "questions")
        await room.press("enter", "enter")
        assert (room.name, room.text("#notice")) == ("QuestionsPage", settings_text.SETTINGS_NOT_NOW)
        assert file_of(room).read_bytes() == broken
        await room.press("escape", "escape")
        file_of(room).write_text('[policy]\ncolour = "red"\n', encoding="utf-8")
        await room.press("t")
        assert "no such setting: colour" in room.text("#told")
        await room.press("escape")
        file_of(room).write_text("lock_after_minutes = 7\n", encoding="utf-8")
        await room.press("t")
        assert (room.text("#told"), keeper.settled.lock_after) == ("", 7)

        # Somebody else changes it while it is looked at.
        await to(room, "lock_after_minutes")
        file_of(room).write_text("lock_after_minutes = 8\n", encoding="utf-8")
        await room.press("enter", "0", "enter")
        assert "changed meanwhile by somebody else" in room.text("#notice")
        assert "after 8 minutes" in room.screen()
        assert read(file_of(room)).lock_after_minutes == 8


async def test_settings_that_never_could_be_used_leave_the_most_careful_form(tmp_path: Path) -> None:
    keeper = keeper_in(tmp_path)
    keeper.settled.file.write_text("theme = 3\n", encoding="utf-8")
    async with running(keeper) as room:
        await to(room, "own_life_exception")
        assert "No, not without their yes" in room.screen()
        assert keeper.settled.organisation.name == ""


async def test_a_name_is_put_to_a_question(keeper: Keeper) -> None:
    async with running(keeper, SMALL) as room:
        await to(room, "questions")
        assert settings_text.without_a_name(len(questions.questions())) in room.screen()
        await room.press("enter", "down", "enter")
        assert settings_text.SIGN_FOUND_OUT in room.screen()
        await sign(room)
        assert room.name == "QuestionsPage"
        assert read(file_of(room)).answered["111-for-others"]["by"] == WHO
        assert WHO in room.screen()
        await room.press("escape")
        assert settings_text.without_a_name(len(questions.questions()) - 1) in room.screen()


async def test_every_line_and_every_word_can_be_read_at_every_size(keeper: Keeper) -> None:
    every = items(Settings(), {}, shipped())
    async with running(keeper) as room:
        for size in (SMALL, WIDE):
            await room.resize(size)
            await room.press("t") if room.name == "HomePage" else await room.press("home")
            page = room.page
            assert isinstance(page, SettingsPage)
            told = [line.plain.strip() for lines in page.led._lines for line in lines]
            assert len(told) > 2 * len(every)
            seen: set[str] = set()
            for _ in range(6 if size == SMALL else 2):
                seen |= {line.strip(" ▸▁▂▃▄▅▆▇█") for line in room.lines()}
                await room.press("pagedown")
            assert [line for line in told if line.strip(" ▸") not in seen] == []
        await to(room, "own_life_exception")
        await room.resize(SMALL)
        await room.press("enter")
        shown = room.screen()
        for _ in range(4):
            await room.press("down")
            shown += room.screen()
        assert "speak for it" in shown
        assert "unless the danger is right now" in room.screen()


def bare(pack: Pack) -> Pack:
    """A pack that was made before settings had words, with a setting that has many values."""
    settings = {name: replace(setting, asks="", says={}) for name, setting in pack.settings.items()}
    settings["nation"] = replace(settings["nation"], values=("unset", "ENG", "WLS", "SCT", "NIR", "IOM"))
    return replace(pack, settings=settings)


async def test_an_adopted_policy_without_words_is_told_by_its_names(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def difference(setting: str, value: str) -> Difference:
        return Difference({}, {}, (Changed(setting, "unset", value, in_flow=False, in_words=False),))

    monkeypatch.setattr(keeper.settled, "difference", difference)
    async with running(keeper) as room:
        keeper._policies.in_force = bare(shipped())
        await to(room, "nation")
        await room.press("enter")
        assert room.text("#choices").splitlines()[-2:] == ["     IOM", settings_text.SETTINGS_MORE]
        await room.press("4")
        assert "SCT" in room.screen()
        await room.press("1")
        assert read(file_of(room)).policy == {"nation": "SCT"}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vault") / "vault"
    opened: Vault = make(folder)
    opened.begin("waiting", "2026-03-04T17:48:00+00:00")
    opened.close()
    return folder


async def test_nothing_is_set_where_it_is_locked_or_hidden(tmp_path: Path, vault: Path) -> None:
    shutil.copytree(vault, tmp_path / "vault")
    async with running(keeper_in(tmp_path)) as room:
        await room.press("t")
        assert (room.name, room.text("#notice")) == ("HomePage", home_text.SETTINGS_LOCKED)
        await room.keeper.unlock(PASSPHRASE)
        await room.app.home()
        await room.press("h", "t", "h")
        assert room.name == "HomePage"
        await room.press("t")
        assert settings_text.SETTINGS_OPEN in room.screen()
        await room.press("enter", "ctrl+l")
        assert room.name == "LockPage"
        await room.press("t", "2", "enter")
        assert "SettingsPage" not in {type(screen).__name__ for screen in room.app.screen_stack}
        assert read(file_of(room)).theme == "dark"
    assert any(key.action == "settings" for key in HomePage.KEYS)
