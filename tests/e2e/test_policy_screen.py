"""The policy is read in the middle of a concern, at a real terminal; nothing of the meeting moves meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui.meeting.state import AT_MEETING
from netmeet_tui.tui import meeting_text, policy_text
from tests.e2e.facilitator import Facilitator, body, copy_home, files_in, flat, kept, timeless, vault_of


@pytest.fixture(scope="module")
def program(ready_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facilitator]:
    """One program and one meeting for all of it."""
    with Facilitator(copy_home(ready_home, tmp_path_factory.mktemp("policy") / "home")) as somebody:
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


def open_policy(someone: Facilitator, key: str = "c") -> str:
    someone.terminal.press(key)
    return someone.wait(someone.pack.title)


def test_the_policy_is_read_and_the_concern_goes_on_where_it_was(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices("danger=no access=ready")
    before, files = facilitator.still(), files_in(vault_of(facilitator.home))

    open_policy(facilitator)
    facilitator.wait(f"must Talk with them ◂ {policy_text.YOU_ARE_HERE}")
    facilitator.terminal.press("enter")
    facilitator.wait(policy_text.LEADS)
    facilitator.terminal.press("1")
    facilitator.terminal.wait_for("▸ C-01")
    facilitator.terminal.press("down")
    facilitator.terminal.wait_for("▸ C-02")
    facilitator.terminal.press("3", "right")
    facilitator.wait(policy_text.AT_ANY_TIME)
    facilitator.terminal.press("escape")
    facilitator.comes_back(before)
    assert files_in(vault_of(facilitator.home)) == files

    facilitator.choose("talk", "talked")


def test_what_is_being_written_is_there_afterwards(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices("danger=no access=ready talk=talked explain=explained ask=open-to-it")
    facilitator.answer("gp", "yes")
    facilitator.terminal.press("enter")
    facilitator.in_a_field()
    facilitator.terminal.type("that it has been a c")
    facilitator.terminal.wait_for("that it has been a c")
    open_policy(facilitator, "f8")
    facilitator.terminal.press("f8")
    facilitator.in_a_field()
    facilitator.terminal.type("old month")
    facilitator.terminal.wait_for("that it has been a cold month")
    facilitator.terminal.press("escape")
    facilitator.out_of_fields()
    facilitator.session.write(facilitator.number, "may-say", "that it has been a cold month")


def test_999_from_the_policy(facilitator: Facilitator) -> None:
    facilitator.flag("child")
    before = facilitator.still()
    open_policy(facilitator)
    facilitator.terminal.press("9")
    facilitator.terminal.wait_for(meeting_text.EMERGENCY_RANG)
    facilitator.terminal.press("2")
    facilitator.wait(facilitator.pack.title)
    facilitator.terminal.press("c")
    facilitator.terminal.wait_for(lambda screen: body(screen) == body(before))


def test_a_power_cut_while_it_is_read_comes_back_to_the_concern(facilitator: Facilitator) -> None:
    facilitator.flag("own-life")
    facilitator.choices("danger=no access=ready talk=talked")
    open_policy(facilitator)
    facilitator.terminal.press("down", "enter")
    facilitator.wait(policy_text.SERVES)
    facilitator.kill()
    assert timeless(kept(facilitator.home)) == timeless(facilitator.state)
    facilitator.reopen()
    facilitator.wait_ready()
    facilitator.unlock()
    assert facilitator.title() in flat(facilitator.resume())
