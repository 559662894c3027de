"""After: the card to take away, the facilitators' own pause, the end, and the note about the work."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.widgets import Digits, TextArea

from netmeet_tui.journal.errors import disk_full
from netmeet_tui.journal.notes import Notes
from netmeet_tui.learning import note as notes
from netmeet_tui.learning import text as checked
from netmeet_tui.learning.note import Note
from netmeet_tui.meeting import events
from netmeet_tui.meeting.state import AT_END, AT_FLAG, AT_MEETING
from netmeet_tui.policy import word_rules
from netmeet_tui.report import card
from netmeet_tui.tui import end_text, home_text, note_text, text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import Key
from tests.journal.support import PASSPHRASE
from tests.tui.support import SMALL, USUAL, WIDE, Room, meeting, opened

OURS = '[organisation]\nname = "Harbour Networks"\nlead = "Robin Reed"\nlead_phone = "0131 496 0000"\n'
RUNG = ("9", "1", "1", "1", "1", "1")
"""999 is rung, help comes, the person knows, and the card was given."""


async def put(room: Room, name: str, record: bytes) -> None:
    await room.keeper.in_vault(lambda vault: vault.put_note(name, record))


async def kept(room: Room) -> list[Note]:
    records = await room.keeper.in_vault(lambda vault: vault.notes())
    return [notes.decode(record) for record in records.values()]


def journal(room: Room) -> list[str]:
    """The kinds of events that the meeting's journal holds."""
    return [type(events.decode(record)).__name__ for record in room.session._journal.records()]


async def type_into(room: Room, field: int, words: str) -> None:
    """Put words into one of the fields of a note, as a paste would."""
    area = list(room.page.query(TextArea))[field]
    area.focus()
    area.insert(words)
    await room.settle()


# -- the card to take away ---------------------------------------------------------------------------------------


async def test_the_card_is_read_on_any_terminal_and_one_of_them_is_large(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, f'{OURS}[policy]\nnation = "ENG"\n') as room:
        await room.begin()
        before = journal(room)
        await room.press("t")
        assert room.name == "TakeAwayPage"
        for size in (SMALL, USUAL, WIDE):
            await room.resize(size)
            room.page.query_one("#all").scroll_end(animate=False)
            seen = room.text("#numbers") + room.screen()
            for said in (
                card.TITLE,
                "116 123",
                "text 85258",
                " 111 ",
                "999",
                "Harbour Networks",
                "22 November 2026",
            ):
                assert said in seen, (size, said)
        await room.resize(SMALL)
        await room.press("1")
        assert room.page.query_one(Digits).value == "116 123"
        assert "Samaritans" in room.screen()
        assert len([line for line in room.lines() if "█" in line or "▀" in line]) >= 14, "the code is whole"
        await room.press("4")
        assert "Choose the mental health option." in room.text("#said")
        await room.press("5", "9")
        assert room.name == "EmergencyPage"
        await room.press("escape", "escape")
        assert card.TITLE in room.screen()
        await room.press("escape")
        assert (room.name, journal(room)) == ("MeetingPage", [*before, "Turned", "Turned"]), "the 999 card alone"


async def test_the_card_is_printed_where_somebody_says_and_over_nothing(
    tmp_path: Path, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with meeting(keeper) as room:
        await room.press("t", "p")
        assert room.name == "WritePage"
        assert end_text.TAKE_PRINT_TOLD in room.screen()
        room.field().value = "card.txt"
        await room.press("enter")
        assert "ends in .pdf" in room.screen()
        room.field().value = "nowhere/card.pdf"
        await room.press("enter")
        assert "Nothing can be written" in room.screen()
        room.field().value = "card.pdf"
        await room.press("enter")
        assert room.name == "TakeAwayPage"
        told = end_text.FILE_WRITTEN.format(path=tmp_path / "card.pdf")
        assert told.replace(" ", "") in room.screen().replace(" ", "")  # a long path takes a second line
        assert "116 123" in PdfReader(tmp_path / "card.pdf").pages[0].extract_text()
        assert stat.S_IMODE((tmp_path / "card.pdf").stat().st_mode) == 0o600
        await room.press("p", "enter")
        assert "already is a file" in room.screen()
        await room.press("escape", "escape")
        assert (room.name, journal(room)) == ("MeetingPage", ["Opened"])


# -- a pause for the facilitators --------------------------------------------------------------------------------


async def test_once_nothing_is_open_a_pause_is_offered_and_nothing_is_noted(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, OURS, size=SMALL) as room:
        await room.begin()
        await room.flag("ill", "emergency=not-needed")
        await room.press("1")
        assert room.name == "MeetingPage", "nobody outside was told"
        await room.flag("own-life")
        await room.press(*RUNG)
        assert room.name == "MeetingPage", "another one is open"
        room.session.happen(2, "!stand-down")
        for choice in ("agreed", "given"):
            room.session.choose(2, choice, "because")
        await room.app.go(AT_MEETING)
        await room.settle()
        assert (room.name, room.view) == ("CheckInPage", AT_MEETING)
        for said in ("Robin Reed", "0131 496 0000", "Samaritans 116 123", *end_text.PAUSE_ASKED):
            assert said in " ".join(room.text("#asked").split())
        assert end_text.PAUSE_SAY in room.screen()
        before = journal(room)
        await room.press("9")
        assert room.name == "EmergencyPage"
        await room.press("escape", "c", "escape", "h", "h")
        assert (room.name, set(journal(room)[len(before) :])) == ("CheckInPage", {"Turned"})
        await room.press("f")
        assert (room.name, room.view) == ("FlagPage", AT_FLAG), "what is not its own goes through it"
        await room.press("escape")
        assert room.name == "MeetingPage", "it is offered once"
        assert set(journal(room)[len(before) :]) == {"Turned"}


# -- the end -----------------------------------------------------------------------------------------------------


async def test_the_end_says_two_lines_and_then_the_first_screen_offers_two_things_once(
    tmp_path: Path, empty: Path
) -> None:
    async with opened(tmp_path, empty, size=SMALL) as room:
        await room.begin()
        await room.press("e")
        assert room.text("#open").splitlines() == [end_text.END_READY, end_text.END_KEPT_NOTHING]
        await room.press("1")
        assert room.name == "HomePage"
        assert room.text("#lines").splitlines()[1:] == [
            f" 2   {home_text.HOME_PAUSE}",
            f" 3   {home_text.HOME_LEARN}",
        ]
        await room.press("2")
        assert (room.name, "To the end of the meeting" in room.screen()) == ("CheckInPage", False)
        await room.press("f", "1")
        assert (room.name, home_text.HOME_PAUSE in room.screen()) == ("HomePage", False)
        await room.press("2")
        assert room.name == "NotePage"
        await room.press("escape", "escape")
        assert (room.name, home_text.HOME_LEARN in room.screen()) == ("HomePage", False)
        for gone in ("start", "lock"):  # it is for that moment only
            await room.keeper.begin()
            await room.app.go(AT_END)
            await room.settle()
            await room.press("1")
            assert home_text.HOME_LEARN in room.screen()
            if gone == "lock":
                await room.app.lock("")
                await room.keeper.unlock(PASSPHRASE)
                await room.app.unlocked()
            else:
                await room.press("1")
                await room.keeper.end()
                await room.app.home()
            await room.settle()
            assert (room.name, home_text.HOME_LEARN in room.screen()) == ("HomePage", False)


# -- the note about the work -------------------------------------------------------------------------------------


async def test_a_note_is_kept_only_when_all_that_was_found_is_changed_or_is_nobody(
    tmp_path: Path, empty: Path
) -> None:
    async with opened(tmp_path, empty) as room:
        await room.press("n")
        assert (room.name, note_text.NOTES_NONE in room.screen()) == ("NotesPage", True)
        await room.press("1")
        await type_into(room, 0, "Mondays are hard. We asked Sam.")
        await type_into(room, 2, "Pay an interpreter.")
        await room.press("escape", "1")
        assert room.name == "FoundPage"
        assert "[Mondays] are hard. We asked [Sam]." in room.screen()
        assert ("1 of 2" in room.screen(), checked.WHY["date"] in " ".join(room.text("#why").split())) == (
            True,
            True,
        )
        await room.press("right", "left", "2")
        assert ("1 of 1" in room.screen(), "[Mondays]" in room.screen()) == (True, False)
        assert await kept(room) == []
        await room.press("1")
        area = room.page.query(TextArea).first()
        assert (room.name, area.has_focus, area.cursor_location) == ("NotePage", True, (0, 27))
        area.replace("them", (0, 27), (0, 30))
        await room.press("escape", "1")
        assert checked.LIMITS in room.screen()
        await room.press("1")
        assert (room.name, note_text.LEARN_KEPT in room.screen()) == ("NotesPage", True)
        (note,) = await kept(room)
        assert note.answers == ("Mondays are hard. We asked them.", "", "Pay an interpreter.")
        assert (note.month, len(note.nobody)) == ("2026-03", 1)
        assert "March 2026 Mondays are hard." in room.screen()


async def test_a_note_is_read_changed_written_to_a_file_and_erased(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with opened(tmp_path, empty, size=SMALL) as room:
        for name, month in (("a", "2025-12"), ("b", "2026-02")):
            record = notes.encode(Note(month, (f"Tea in {name}.", "", "")))
            await put(room, name, record)
        await put(room, "c", b"{}")
        await room.press("n")
        rows = [line for line in room.lines() if "Tea" in line or note_text.NOTES_UNREADABLE[:20] in line]
        assert [row.split()[-2:] for row in rows[:2]] == [["in", "b."], ["in", "a."]]
        await room.press("down", "3")
        assert (room.name, "not encrypted" in room.screen()) == ("WritePage", True)
        await room.press("enter")
        assert (tmp_path / "note-2025-12.md").read_text() == (
            f"# {notes.TITLE}\n\nDecember 2025\n\n## {notes.QUESTIONS[0]}\n\nTea in a.\n"
        )
        assert "note-2025-12.md" in room.screen()
        await room.press("up", "1")
        await type_into(room, 1, "Less talk.")
        await room.press("escape", "escape")
        assert note_text.LEARN_LEAVE_LINES in room.screen()
        await room.press("2", "1", "1")
        changed = {note.month: note.answers for note in await kept_readable(room)}
        assert changed == {"2026-02": ("Tea in b.", "Less talk.", ""), "2025-12": ("Tea in a.", "", "")}
        await room.press("down", "down", "4", "2")
        assert len(await room.keeper.in_vault(lambda vault: vault.notes())) == 3
        await room.press("down", "down", "4", "1")
        assert sorted(await room.keeper.in_vault(lambda vault: vault.notes())) == ["a", "b"]


async def kept_readable(room: Room) -> list[Note]:
    records = await room.keeper.in_vault(lambda vault: vault.notes())
    return [notes.decode(record) for record in records.values() if record != b"{}"]


async def test_while_a_note_is_written_every_key_of_a_field_does_what_it_does(tmp_path: Path, empty: Path) -> None:
    async with opened(tmp_path, empty, size=SMALL) as room:
        await room.press("n", "1", "9", "c", "enter", "h")
        area = room.page.query(TextArea).first()
        assert (area.text, room.name) == ("9c\nh", "NotePage")
        assert room.text("#keys").startswith("Tab")
        for keys, name in (
            (("f9", "escape"), "EmergencyPage"),
            (("f8", "escape"), "PolicyPage"),
            (("f7", "h"), "HiddenPage"),
        ):
            await room.press(keys[0])
            assert room.name == name
            await room.press(keys[1])
            assert (room.name, area.text) == ("NotePage", "9c\nh")
        area.focus()
        await room.press("alt+9", "escape", "escape")
        assert room.name == "NotePage"
        await room.press("9")
        assert room.name == "EmergencyPage"
        await room.press("escape", "tab", "tab", "x")
        assert [field.text for field in room.page.query(TextArea)] == ["9c\nh", "x", ""]


async def test_what_cannot_be_kept_can_be_tried_again_and_locking_lets_go_of_what_was_not_kept(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise disk_full(tmp_path)

    async with opened(tmp_path, empty) as room:
        await room.press("n", "1", "escape", "1")
        assert note_text.LEARN_EMPTY in room.screen()
        await type_into(room, 0, "a" * (notes.LONGEST + 1))
        await room.press("escape", "1")
        assert note_text.LEARN_LONG.format(most=notes.LONGEST) in room.screen()
        room.page.query(TextArea).first().load_text("Tea helped.")
        monkeypatch.setattr(Notes, "put", refused)
        await room.press("1", "1")
        assert (room.name, "is full" in room.screen()) == ("NotePage", True)
        monkeypatch.undo()
        await room.press("1", "1")
        assert (room.name, len(await kept(room))) == ("NotesPage", 1)
        await room.press("2")
        await type_into(room, 0, "Heatherfield helped.")
        await room.press("ctrl+l")
        assert room.name == "LockPage"
        assert [area for screen in room.app.screen_stack for area in screen.query(TextArea)] == []
        await room.app.home()
        await room.settle()
        await room.press("n")
        assert text.NO_VAULT in room.screen()


# -- words -------------------------------------------------------------------------------------------------------

OF_OURS = (
    "TAKE_",
    "PAUSE_",
    "LEARN_",
    "FOUND_",
    "NOTES_",
    "FILE_",
    "IN_A_NOTE",
    "IN_A_FILE",
    "HOME_PAUSE",
    "HOME_LEARN",
)


def sentences(value: object) -> list[str]:
    """Every sentence in a constant."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Key):
        return [value.label, value.help]
    if isinstance(value, dict):
        return sentences(tuple(value.values()))
    return [said for part in value for said in sentences(part)] if isinstance(value, tuple) else []


def test_its_words_are_ones_that_are_said() -> None:
    every = {**vars(text), **vars(home_text), **vars(end_text), **vars(note_text)}
    said = [one for name, value in every.items() if name.startswith(OF_OURS) for one in sentences(value)]
    said += [*checked.WHY.values(), checked.LIMITS, checked.NOTHING, *notes.QUESTIONS, card.TITLE, card.YOURS]
    assert len(said) > 60
    for one in said:
        assert word_rules.says(one, (*word_rules.AVOIDED, *word_rules.RANKS)) is None, one
        assert "!" not in one
    easy = (
        end_text.PAUSE_FIRST,
        *end_text.PAUSE_ASKED,
        end_text.PAUSE_SAY,
        *checked.WHY.values(),
        checked.LIMITS,
        note_text.LEARN_WHY,
    )
    assert all(word_rules.grade(one) < 8 for one in easy), [(word_rules.grade(one), one) for one in easy]
