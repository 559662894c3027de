"""Keys pressed faster than anything is shown: the card comes and stays, and nothing stops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.meeting.state import AT_EMERGENCY, AT_FLAG, AT_MEETING
from netmeet_tui.tui import home_text, meeting_text, vault_text
from tests.e2e.facilitator import PASSPHRASE, Facilitator, copy_home

TO_CARD = "danger=no access=ready talk=reassured"


@pytest.fixture(scope="module")
def program(ready_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facilitator]:
    """One program and one meeting for all of it, high enough to show every concern."""
    home = copy_home(ready_home, tmp_path_factory.mktemp("haste") / "home")
    with Facilitator(home, size=(80, 40)) as somebody:
        somebody.wait_ready()
        somebody.unlock()
        somebody.start_meeting()
        yield somebody


@pytest.fixture
def facilitator(program: Facilitator) -> Facilitator:
    """Somebody at the meeting, about to flag a concern of this test's own."""
    if program.state.view != AT_MEETING:
        program.meeting()
    return program


@pytest.mark.parametrize("back", ["2", "escape"])
def test_the_card_is_left_as_fast_as_it_was_called(back: str, facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices("danger=no access=ready")
    facilitator.terminal.press("9", back)
    facilitator.terminal.wait_settled(1)  # it may come and go without ever being drawn
    facilitator.see()
    facilitator.choose("talk", "talked")


def test_999_while_a_screen_is_on_its_way(facilitator: Facilitator) -> None:
    facilitator.terminal.press("f", "9")
    facilitator.session.turn(AT_FLAG)
    facilitator.session.turn(AT_EMERGENCY)
    facilitator.see()
    facilitator.terminal.wait_settled()
    facilitator.see()  # it has not been taken away by what was on its way
    facilitator.back_from_999()
    facilitator.terminal.press("escape")
    facilitator.session.turn(AT_MEETING)
    facilitator.see()


def test_999_while_a_concern_is_being_closed(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices(TO_CARD)
    facilitator.choose("stand-down", "agreed", "a misunderstanding")
    facilitator.terminal.press("1", "9")
    facilitator.terminal.wait_for(meeting_text.EMERGENCY_RANG)
    facilitator.terminal.wait_settled()
    assert meeting_text.EMERGENCY_RANG in facilitator.terminal.text()
    facilitator.session.choose(facilitator.number, "given")
    facilitator.session.turn(AT_MEETING)
    facilitator.session.turn(AT_EMERGENCY)
    facilitator.back_from_999()


def test_999_while_a_concern_is_being_parked(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.terminal.press("p", "9")
    facilitator.terminal.wait_for(meeting_text.EMERGENCY_RANG)
    facilitator.terminal.wait_settled()
    facilitator.session.happen(facilitator.number, "!park")
    facilitator.session.turn(AT_MEETING)
    facilitator.session.turn(AT_EMERGENCY)
    facilitator.see()
    facilitator.back_from_999()


def test_999_while_the_vault_is_being_made(tmp_path: Path) -> None:
    with Facilitator(tmp_path / "home") as someone:
        someone.wait_ready()
        someone.pick(home_text.HOME_START)
        someone.terminal.wait_for(vault_text.CREATE_TITLE)
        someone.type_passphrases(PASSPHRASE, PASSPHRASE)
        someone.terminal.press("f9")
        someone.terminal.wait_for(card999.TITLE)
        someone.terminal.press("2")
        someone.pick(vault_text.RECOVERY_CHOICES[1])
        someone.begun()


def test_of_two_choices_at_once_the_first_is_made(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.terminal.press("2", "1")
    facilitator.session.choose(facilitator.number, "no")
    facilitator.see()
    facilitator.terminal.wait_settled()
    facilitator.see()


def test_of_two_answers_at_once_the_first_is_noted(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices("danger=no access=ready talk=talked explain=explained ask=open-to-it")
    facilitator.terminal.press("1", "1")
    facilitator.session.choose(facilitator.number, "gp=yes")
    facilitator.see()
    facilitator.terminal.wait_settled()
    facilitator.see()


def test_keys_that_come_too_late_mean_nothing(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    number = facilitator.number
    facilitator.terminal.press("m", "u", "l", "y")
    facilitator.session.turn(AT_MEETING)
    facilitator.see()
    facilitator.go_to(number)
