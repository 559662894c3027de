"""The directory on the screen: found in a few keys at every size, nothing cut off, and changed only from home."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from netmeet_tui.directory import book, words
from netmeet_tui.tui import directory_text as text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.widgets.rows import Rows
from tests.directory.support import OWN
from tests.tui.support import SMALL, WIDE, Room, running


def own(folder: Path, nation: str = "ENG", directory: str = OWN) -> Path:
    """The files of an organisation: a nation, and services of its own."""
    (folder / "settings.toml").write_text(f'keyring = false\n[policy]\nnation = "{nation}"\n', encoding="utf-8")
    file = folder / "directory.toml"
    file.write_text(directory, encoding="utf-8")
    return file


async def mark(room: Room, label: str) -> None:
    """Mark the first service whose line says this, as the mouse would."""
    rows = room.page.query_one("#list", Rows)
    place = next(at for at, row in enumerate(rows._rows) if row.stands is not None and label in row.content.plain)
    rows.mark(place)
    rows.post_message(Rows.Pointed(rows, False))
    await room.settle()


def listed(room: Room) -> str:
    """The whole list, with its line breaks taken out."""
    return " ".join(str(room.page.query_one("#list Static", Static).content).split())


# -- reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
async def test_every_service_and_every_line_of_a_record_can_be_read(
    keeper: Keeper, tmp_path: Path, size: tuple[int, int]
) -> None:
    own(tmp_path, "NIR")
    async with running(keeper, size) as room:
        await room.press("d")
        assert room.name == "DirectoryPage"
        assert "Northern Ireland" in room.lines()[0] and "▸ 999 " in room.screen()
        directory = room.keeper.directory
        assert directory is not None
        for one in directory.every("NIR"):
            assert f"{one.shown} {one.label}" in listed(room)
        await room.press("end")
        assert any("▸" in line and "Childline" in line for line in room.lines())
        await mark(room, "Papyrus")
        await room.press("enter")
        begins = room.screen()
        assert "under 35, thoughts of suicide" in begins and "╺" in begins
        await room.press("end")
        assert "by 22 February 2027" in room.screen()
        whole = " ".join(str(room.page.query_one("#text Static", Static).content).split())
        for label in (words.HOURS, words.WHO, words.WITHOUT, words.BSL, words.KNOWN, words.SOURCE, words.CHECK):
            assert label in whole
        await room.press("escape")
        assert room.name == ("HomePage" if size == WIDE else "DirectoryPage")


async def test_in_a_meeting_only_what_may_be_relied_on_is_shown_and_nothing_can_be_changed(
    keeper: Keeper, tmp_path: Path
) -> None:
    file = own(tmp_path, "SCT", "")
    async with running(keeper, WIDE) as room:
        await room.press("d")
        assert words.WAITS in listed(room) and "NHS 24" in listed(room)
        assert text.DIRECTORY_CHOICES[0] in room.screen()
        await room.press("escape")
        await room.begin()
        view = room.view
        await room.press("d")
        assert "NHS 24" not in room.screen() and "Breathing Space" not in room.screen()
        assert words.GAP in listed(room) and words.GAP_MORE in listed(room)
        assert text.DIRECTORY_CHOICES[0] not in room.screen()
        await room.press("1", "2", "3")
        assert room.name == "DirectoryPage"
        await room.press("9")
        assert room.name == "EmergencyPage"
        await room.press("escape")
        await room.press("escape")
        assert (room.name, room.view) == ("MeetingPage", view)
        assert file.read_text(encoding="utf-8") == ""


async def test_a_number_past_its_date_still_shows_and_says_so(keeper: Keeper, tmp_path: Path) -> None:
    """The clock of the tests stands in March 2026."""
    own(tmp_path, "ENG", OWN.replace("2026-11-01", "2025-11-01").replace("2027-05-01", "2026-03-03"))
    async with running(keeper) as room:
        await room.press("d")
        assert text.DIRECTORY_PAST in room.screen()
        await mark(room, "Children’s services, by day")
        await room.press("enter")
        assert "This was due to be checked again on 3 March 2026." in room.screen()
        assert room.page.query_one("#number").display


async def test_a_broken_file_is_told_and_costs_only_its_own_entries(keeper: Keeper, tmp_path: Path) -> None:
    own(tmp_path, "ENG", OWN.replace("020 7946 0958", "999"))
    async with running(keeper) as room:
        await room.press("d")
        assert "“duty-desk”: number: 999 and 112 are built in" in room.text("#notice")
        assert "▸ 999" in room.screen() and "NSPCC" in room.screen()
        await room.press("1")
        await fill(room, **RIGHT)
        assert room.name == "EntryPage" and "Please mend the file" in room.text("#notice")


# -- the organisation's own --------------------------------------------------------------------------------------


async def fill(room: Room, **typed: str) -> None:
    """Write into the fields, and save."""
    for name, value in typed.items():
        room.page.query_one(f"#{name}", Input).value = value
    await room.press("1")


RIGHT = {"label": "Trust at night", "number": "+442079460123", "vouched_by": "Robin"}


async def test_a_service_is_added_changed_and_taken_out_from_home(keeper: Keeper, tmp_path: Path) -> None:
    file = own(tmp_path, "WLS")
    async with running(keeper) as room:
        await room.press("d", "1")
        assert room.name == "EntryPage"
        assert words.NATIONS["WLS"] in room.text("#kinds") and words.RECIPIENTS["children"] in room.text("#kinds")
        for typed, said in (
            ({}, f"{text.ENTRY_FIELDS['label']}: please write something"),
            ({**RIGHT, "vouched_by": " "}, f"{text.ENTRY_FIELDS['vouched_by']}: please write something"),
            (
                {**RIGHT, "number": "020 7946"},
                f"{text.ENTRY_FIELDS['number']}: {words.NO_NUMBER}. Nothing was saved.",
            ),
            ({**RIGHT, "number": "0112"}, words.BUILT_IN),
            ({**RIGHT, "verify_again_by": "soon"}, text.ENTRY_NO_DAY),
        ):
            await fill(room, **typed)
            assert said in room.text("#notice")
            assert file.read_text(encoding="utf-8") == OWN
        await room.press("w", "n")
        await fill(room, **RIGHT, say=" Ask  for Ann. ", verify_again_by="2026-09-30")
        assert room.name == "DirectoryPage" and text.ENTRY_SAVED in room.text("#notice")
        added = tomllib.loads(file.read_text(encoding="utf-8"))["service"][-1]
        assert (added["id"], added["number"], added["say"]) == ("trust-at-night", "020 7946 0123", "Ask for Ann.")
        assert (added["recipient"], added["nations"], "hours" in added) == ("adults", ["SCT"], False)

        await mark(room, "Children’s services, by day")
        await room.press("2")
        assert room.field(1).value == "020 7946 0958" and room.field(3).value.startswith("Mon to Thu 09:00-17:00")
        await room.press("enter", "enter")
        room.field(1).value = ""
        await room.type("020 7946 0111")
        await room.press("escape", "1")
        changed = book.read(file).get("duty-desk")
        assert changed is not None and changed.number == "020 7946 0111"
        assert not isinstance(changed.hours, str) and changed.nations == ("ENG", "WLS")
        assert "# Whom we ring. Robin looks after this file." in file.read_text(encoding="utf-8")

        assert text.DIRECTORY_CHOICES[2] in room.screen()
        await room.press("3")
        assert room.name == "AskPage" and "Children’s services, by day, 020 7946 0111" in room.screen()
        await room.press("2")
        assert "0111" in listed(room)
        await room.press("3", "1")
        assert [one.id for one in book.read(file).own] == ["night-text", "trust-at-night"]
        assert "0111" not in listed(room)


async def test_what_comes_with_netmeet_can_be_neither_changed_nor_taken_out(keeper: Keeper, tmp_path: Path) -> None:
    file = own(tmp_path)
    async with running(keeper, SMALL) as room:
        await room.press("d", "2", "3")
        assert room.name == "DirectoryPage"
        await mark(room, "NSPCC")
        await room.press("2", "3")
        assert room.name == "DirectoryPage"
        await room.press("1")
        assert all(label in room.screen() for label in (*text.ENTRY_FIELDS.values(), *text.ENTRY_CHOICES))
        await room.press("enter")
        await room.type("Ann's words")
        await room.press("escape", "2")
        assert room.name == "DirectoryPage"
        assert file.read_text(encoding="utf-8") == OWN
