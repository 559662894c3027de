"""Doctor tells which language is spoken, and what keeps another one from being."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.doctor.finding import State
from netmeet_tui.doctor.language import language
from netmeet_tui.translation import find
from tests.languages import entry, written


def test_english_needs_nothing() -> None:
    assert (language(None).state, language(None).said) == (State.OK, "The screens speak English.")


def test_a_language_that_there_is_no_file_for_is_noted(tmp_path: Path) -> None:
    found = language(find(("cy_GB", "cy"), tmp_path))
    assert found.state is State.NOTE
    assert "'cy_GB' or 'cy'" in found.said


def test_a_file_that_cannot_be_read_is_to_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "cy.po").write_bytes(b"\xff")
    found = language(find(("cy",), tmp_path))
    assert found.state is State.LOOK
    assert str(tmp_path / "cy.po") in found.said
    assert "netmeet language check" in found.do


@pytest.mark.parametrize(("unfit", "told"), [(1, "one of its sentences"), (2, "2 of its sentences")])
def test_sentences_that_do_not_fit_are_to_be_looked_at(tmp_path: Path, unfit: int, told: str) -> None:
    english = ["To: {route}", "About {seat}"]
    written(tmp_path, *(entry(sentence, "{x}") for sentence in english[:unfit]), entry("Locked", "Ar glo"))
    found = language(find(("cy",), tmp_path))
    assert (found.state, told in found.said) == (State.LOOK, True)


def test_a_translation_that_fits_is_in_order(tmp_path: Path) -> None:
    written(tmp_path, entry("Locked", "Ar glo"))
    found = language(find(("cy",), tmp_path))
    assert (found.state, "'cy'" in found.said) == (State.OK, True)
