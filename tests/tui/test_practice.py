"""Practice can never be mistaken for live, and nothing in it can be rung (L-11)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.screen import Screen

from netmeet_tui.directory.book import shipped as shipped_directory
from netmeet_tui.directory.code import code
from netmeet_tui.directory.masked import NUMBER, masked, without_numbers
from netmeet_tui.meeting.state import name_of
from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.policy.word_rules import texts
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.practice import text
from netmeet_tui.tui.practice.app import PracticeApp
from netmeet_tui.tui.practice.keeper import PracticeKeeper
from netmeet_tui.tui.practice.theme import LOOKS
from netmeet_tui.tui.screens.home import HomePage
from netmeet_tui.tui.theme import THEMES
from netmeet_tui.tui.vault_keeper import Door
from tests.looks import SIZES, written
from tests.scale import THOROUGH
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.support import Room, keeper_in, painted

FRAME = "┏━ PRACTICE"
DIALLED = re.compile(r"(?<![\d:.])\d(?: ?\d){2,}(?![\d:])")

OF_A_KIND = re.compile(
    r"(home|settings|step|note|records|coming|in-case|take-away|end|unlock|meeting|opening)-|.*-writing$"
)
ONE_OF_A_KIND = [name for name in EVERYWHERE if not OF_A_KIND.match(name) or name == "step-ledger"]
"""Screens of which each is of another class, or nearly."""


class Framed(PracticeApp):
    """Practice, in which the screens of a live meeting can all be come to."""

    def get_default_screen(self) -> Screen[None]:
        return HomePage()

    async def leave(self) -> None:
        await NetmeetApp.leave(self)


@pytest.mark.parametrize("size", SIZES)
async def test_practice_is_on_every_screen(size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By word and by frame, drawn in characters: without colour as well, at every size."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/somebody")
    names = list(EVERYWHERE) if THOROUGH else ONE_OF_A_KIND[list(SIZES).index(size) :: 3]
    app = Framed(keeper_in(tmp_path), tmp_path / "practice.db")  # type: ignore[arg-type]  # a live one, for once
    async with app.run_test(size=SIZES[size]) as pilot:
        room = Room(pilot)
        await room.settle()
        for name in names:
            await EVERYWHERE[name](room)
            rows = painted(app.screen)
            assert rows[0].startswith(FRAME), name
            assert rows[0].endswith("┓"), name
            assert all(row.startswith("┃") and row.endswith("┃") for row in rows[1:]), name
            assert app.theme in {look.name for look in LOOKS.values()}, name
            await home_again(room)


def test_practice_is_on_no_screen_of_a_live_meeting() -> None:
    """What every screen looks like is in these files: another test holds the screens to them."""
    for size in SIZES:
        frames = written(size).read_text(encoding="utf-8")
        assert "PRACTICE" not in frames
        assert not [line for line in frames.splitlines() if line.startswith(("┏", "┃", "┗"))]


def test_the_looks_of_practice_and_of_a_live_meeting_differ() -> None:
    for name, look in LOOKS.items():
        live = THEMES[name]
        assert look.name != live.name
        assert (look.background, look.accent) != (live.background, live.accent)


def test_no_number_in_practice_can_be_rung_or_scanned() -> None:
    directory = masked(shipped_directory())
    for one in directory.every():
        assert one.number == NUMBER
        assert one.code == ""
        assert code(one.code) == ()
        words = (one.label, one.say, one.only, one.area, one.hours_said, *_access(one.access))
        assert not any(DIALLED.search(word) for word in words), one.id
    assert len(directory.every()) == len(shipped_directory().every())


def _access(access: object) -> Mapping[str, str]:
    import msgspec

    return {str(value): "" for value in msgspec.structs.asdict(access).values()}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ring 116 123", "Ring •••"),
        ("18001 0300 123 1000.", "•••."),
        ("08:00-18:30", "08:00-18:30"),
        ("within 48 hours, 7 days", "within 48 hours, 7 days"),
        ("+44 20 7946 0000", "•••"),
    ],
)
def test_numbers_in_words_are_hidden_and_times_are_not(words: str, left: str) -> None:
    assert without_numbers(words) == left


async def test_no_vault_is_looked_for_and_nothing_can_be_written(tmp_path: Path) -> None:
    keeper = PracticeKeeper(tmp_path / "settings.toml")
    (tmp_path / "settings.toml").write_text('[organisation]\nlead_phone = "020 7946 0000"\n', encoding="utf-8")
    await keeper.open()
    assert keeper.door is Door.SHUT
    assert not keeper.lockable
    assert keeper.settled.organisation.lead_phone == NUMBER
    assert keeper.directory is not None
    assert {one.number for one in keeper.directory.every()} == {NUMBER}
    assert keeper.pack is not None
    words = [told.text for told in texts(keeper.pack)]
    assert "Offer this: Samaritans •••, or text SHOUT to •••." in words
    assert not any(re.search(r"\d(?: ?\d){4,}", word) for word in words)
    assert any("999" in word for word in words)
    assert name_of(keeper.pack) == name_of(shipped_pack())
    keeper.close()
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


def test_the_words_of_the_frame_fit_the_smallest_screen() -> None:
    assert all(len(words) <= 60 - 6 for words in (text.FRAME, text.FRAME_CARD))
