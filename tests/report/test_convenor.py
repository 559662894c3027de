"""The page for whoever invites people: one side, plain words, no name, and the policy's own cases."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from types import MappingProxyType

import msgspec
import pytest
from pypdf import PdfReader

from netmeet_tui.policy import word_rules
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.report import convenor
from netmeet_tui.report.a4 import SMALLEST, WIDTH
from netmeet_tui.report.convenor import CASES, page
from netmeet_tui.report.convenor_paper import CannotPrint, paper
from tests.report.test_paper import words_on

PACK = shipped()
DAY = dt.date(2026, 12, 1)
OFF = {"own_life_exception": "off"}


def lines(pack: Pack = PACK, settings: dict[str, str] | None = None) -> list[str]:
    """Every text of the page."""
    made = page(pack, settings)
    return [made.title, *(line for part in made.parts for line in (part.heading, *part.lines)), made.last]


def own() -> list[str]:
    """What the page says itself."""
    clauses = {clause.says for clause in PACK.clauses.values()}
    return [line for line in lines() if line not in clauses]


def with_clause(name: str, says: str) -> Pack:
    clauses = {**PACK.clauses, name: msgspec.structs.replace(PACK.clauses[name], says=says)}
    return replace(PACK, clauses=MappingProxyType(clauses))


def read(pdf: bytes) -> str:
    return " ".join(" ".join(side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_says_what_the_convenor_is_asked() -> None:
    """C-06 to C-10, each under a heading of its own, and the cases last."""
    made = page(PACK)
    assert [part.listed for part in made.parts] == [False] * 4 + [True]
    said = " ".join(lines())
    for words in ("people you trust", "private for you", "cannot vouch", "stay anonymous", "safe space"):
        assert words in said


def test_when_something_is_told_outside_is_said_by_the_policy_and_its_settings() -> None:
    cases = page(PACK).parts[-1].lines[1:]
    assert cases == tuple(PACK.clauses[name].says for name in CASES)
    assert page(PACK, OFF).parts[-1].lines[1:] == cases[:-1]
    assert page(PACK, {"own_life_exception": "lead-agrees"}).parts[-1].lines[1:] == cases
    ours = with_clause("C-12", "In an emergency we ring 999 at once.")
    assert page(ours).parts[-1].lines[1] == "In an emergency we ring 999 at once."
    fewer = {name: clause for name, clause in PACK.clauses.items() if name not in CASES}
    assert len(page(replace(PACK, clauses=MappingProxyType(fewer))).parts) == 4


def test_its_words_are_as_plain_as_the_policys() -> None:
    for line in own():
        assert word_rules.grade(line) <= word_rules.SAID_ALOUD, (word_rules.grade(line), line)
    for line in lines():
        for word in (*word_rules.AVOIDED, *word_rules.RANKS):
            assert not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line, re.IGNORECASE), (word, line)
        assert not word_rules._STATUTE.search(line) and not word_rules._SECRET.search(line) and "!" not in line


def test_one_side_read_back_whole_and_nothing_on_it_is_small_or_cut_off() -> None:
    for settings in ({}, OFF):
        pdf = paper(PACK, DAY, settings)
        sides = PdfReader(io.BytesIO(pdf)).pages
        assert len(sides) == 1
        text = read(pdf)
        for line in lines(PACK, settings):
            assert line in text
        assert text.endswith("Printed 1 December 2026.") and PACK.dated in text
        for word in words_on(sides[0]):
            assert word.size >= SMALLEST + 1 and 30 < word.x < WIDTH - 30 and 30 < word.y < 812
    assert paper(PACK, DAY) == paper(PACK, DAY), "the same page is the same file"


def test_what_cannot_be_printed_is_said_and_nothing_is_printed() -> None:
    with pytest.raises(CannotPrint) as told:
        paper(with_clause("C-12", "In an emergency we ring 999. " * 120), DAY)
    assert str(told.value) == convenor.TOO_LONG
    with pytest.raises(CannotPrint, match="no letter"):
        paper(with_clause("C-12", "In an emergency ☎ 999."), DAY)


def test_the_type_gets_smaller_before_the_page_is_too_long() -> None:
    long = with_clause("C-12", "In an emergency that is happening now we ring 999. " * 12)
    smaller = {word.size for word in words_on(PdfReader(io.BytesIO(paper(long, DAY))).pages[0])}
    usual = {word.size for word in words_on(PdfReader(io.BytesIO(paper(PACK, DAY))).pages[0])}
    assert max(smaller) == max(usual) and min(smaller - usual) < min(usual)
