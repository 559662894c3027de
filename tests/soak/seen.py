"""What a screen is, and what every screen has to have: told by what stands on it, without a word of its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import netmeet_tui.tui
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import meeting_text, text
from netmeet_tui.tui.page import BETWEEN
from netmeet_tui.tui.practice import tour_text
from tests.e2e.facilitator import wordless
from tests.e2e.trainee import framed, inside

WAY_TO_999 = re.compile(r"(?:^|\s)F?9 999$")
A_CONCERN, HIDDEN, ANOTHER = "a concern", "hidden", "a question, or another"


@cache
def own_sentences() -> frozenset[str]:
    """Every sentence that the program itself may say: only these are ever told."""
    found = set()
    for module in walk_packages(netmeet_tui.tui.__path__, "netmeet_tui.tui."):
        if module.name.endswith("text"):
            found |= {word for word in vars(import_module(module.name)).values() if isinstance(word, str)}
    return frozenset(found)


@cache
def _concern() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind.short) for kind in shipped().words.kinds.values())
    return re.compile(rf"\d+ (?:{kinds})\b")


def _clock_alone(rows: Sequence[str]) -> bool:
    """Whether everything is hidden. Beneath the clock the tour says how to go on to somebody who is lost."""
    told = next((place for place, row in enumerate(rows) if row.strip().startswith(tour_text.SIGN)), len(rows))
    return wordless("\n".join(rows[:told]))


def page_of(rows: Sequence[str]) -> str:
    """Which page this is, by its top line."""
    rows = inside(rows) if framed(rows) else rows
    if _clock_alone(rows):
        return HIDDEN
    parts = [part.strip() for part in re.sub(r"\s+F?9 999$", "", rows[0]).split(BETWEEN)]
    if _concern().match(parts[0]):
        return A_CONCERN
    known = [part for part in parts[:2] if part in own_sentences()]
    if not known or known[0] != parts[0]:
        return ANOTHER
    return " / ".join(known) if known[0] == text.NAME else known[0]


def is_meetings_own(rows: Sequence[str]) -> bool:
    """Whether this is where a meeting is, and nothing is over it. The page for seats has the same heading."""
    page = page_of(rows)
    if page == meeting_text.MEETING:
        began = meeting_text.BEGAN.partition("{")[0] in rows[0]
        return began and any(meeting_text.HERE_TITLE in row for row in rows[1:])
    return page in (A_CONCERN, meeting_text.FLAG_WHERE)


def wanting(rows: Sequence[str], *, practice: bool) -> str:
    """What a screen lacks that every screen must have; nothing when it has it all.

    999 stands in the top line, with its key, unless this is the card itself, or the clock alone.
    """
    if practice and not framed(rows):
        return "the frame of practice"
    if not practice and not framed(rows) and any("━ PRACTICE" in row for row in rows[:1]):
        return "a frame that is whole"
    rows = inside(rows) if framed(rows) else rows
    if _clock_alone(rows) or rows[0].strip().startswith(meeting_text.EMERGENCY_WHERE):
        return ""
    return "" if WAY_TO_999.search(rows[0]) else "the key for 999"


def writing(rows: Sequence[str]) -> bool:
    """Whether a field is being written in."""
    rows = inside(rows) if framed(rows) else rows
    return rows[0].endswith("F9 999")
