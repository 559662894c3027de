"""The directory, judged: what is past its date, what nobody confirmed, who is missing before live use (N-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from netmeet_tui.directory import book
from netmeet_tui.directory.book import Directory
from netmeet_tui.doctor.directory import directory
from netmeet_tui.doctor.finding import Finding, State
from tests.directory.support import OWN, read

PATH = Path("/config/directory.toml")
EARLY, LATE = date(2026, 12, 1), date(2027, 6, 1)
SHIPPED = book.shipped()


@pytest.fixture
def own(tmp_path: Path) -> Directory:
    return read(tmp_path / "directory.toml", OWN)


def judged(found: Directory, nation: str = "NIR", today: date = EARLY, **more: object) -> dict[str, Finding]:
    told = {"trouble": "", "there": True, "lead": True, **more}
    findings = directory(found, path=PATH, nation=nation, today=today, **told)  # type: ignore[arg-type]
    return {one.id: one for one in findings}


def test_with_everything_entered_and_confirmed_there_is_nothing_to_do(own: Directory) -> None:
    found = judged(own, "ENG")
    assert {one.id: one.state for one in found.values()} == {"directory": State.OK}


def test_what_is_missing_is_wrong_where_a_nation_is_chosen_and_else_only_looked_at() -> None:
    found = judged(SHIPPED, "ENG", lead=False, there=False)
    assert found["directory"].state is State.NOTE and str(PATH) in found["directory"].said
    assert found["directory.children"].state is found["directory.lead"].state is State.WRONG
    assert found["directory.children"].do.startswith("Before live use, ")
    unset = judged(SHIPPED, "unset", lead=False)
    assert {unset[one].state for one in ("directory.nation", "directory.children", "directory.lead")} == {
        State.LOOK
    }
    assert "directory.nation" not in found and "directory.unconfirmed" not in unset


def test_childrens_services_of_another_nation_do_not_count(own: Directory) -> None:
    """The entry is for England and Wales; the NSPCC, which is everywhere, is no council (UK-20)."""
    assert "directory.children" not in judged(own, "WLS")
    assert judged(own, "SCT")["directory.children"].state is State.WRONG


def test_numbers_that_nobody_confirmed_are_named() -> None:
    assert judged(SHIPPED, "SCT")["directory.unconfirmed"].said == (
        "Nobody has confirmed these numbers, so a meeting does not show them: 111-scotland, breathing-space."
    )
    assert "directory.unconfirmed" not in judged(SHIPPED, "ENG")


def test_numbers_past_their_date_are_named_and_many_are_counted(own: Directory) -> None:
    assert "directory.due" not in judged(own, "ENG")
    due = judged(own, "ENG", LATE)["directory.due"]
    assert due.state is State.LOOK and "duty-desk" in due.said and "999," not in due.said
    assert due.said.count(",") >= 5 and " more. They are shown all the same" in due.said
    one = msgspec.structs.replace(own.services[0], verify_again_by=date(2026, 11, 30))
    (said,) = [f.said for f in judged(replace(own, services=(one,)), "ENG").values() if f.id == "directory.due"]
    assert said.startswith("These were due to be checked again: duty-desk.")


def test_a_file_that_cannot_be_used_is_wrong() -> None:
    found = judged(SHIPPED, "ENG", trouble="The directory in x cannot be used.")["directory"]
    assert (found.state, found.said) == (State.WRONG, "The directory in x cannot be used.")
