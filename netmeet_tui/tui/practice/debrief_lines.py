"""The lines of a looking back as they stand on a screen: what they say is in words, never only in how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from textual.content import Content

from netmeet_tui.report import debrief as report
from netmeet_tui.report.debrief import Line, Look
from netmeet_tui.tui import text as shared
from netmeet_tui.tui.choices import hung
from netmeet_tui.tui.widgets.rows import MARK

WIDEST: Final = 92
"""Columns of a line, so that the eye finds the next one."""

BEFORE: Final = "┊ "


def painted(lines: Iterable[Line], width: int) -> Content:
    """Lines for a screen of this width: a blank one above each heading and after a quiet beginning, and a rule
    beside what was tried before.
    """
    shown: list[Content] = []
    begins_quietly = False
    for place, line in enumerate(lines):
        if place and (line.look is Look.HEAD or begins_quietly):
            shown.append(Content(""))
        begins_quietly = place == 0 and line.look is Look.QUIET
        shown += _painted(line, width)
    return Content("\n").join(shown)


def _painted(line: Line, width: int) -> Iterator[Content]:
    if not line.before:
        yield _looking(line, width)
        return
    for row in _looking(line, width - len(BEFORE)).split("\n"):
        yield Content.assemble((BEFORE, "$quiet"), row)


def _looking(line: Line, width: int) -> Content:
    words = line.words
    match line.look:
        case Look.HEAD:
            sign = Content.styled(f"{line.sign} " if line.sign else "", "bold")
            return hung(sign, Content.styled(words, "bold $accent"), width)
        case Look.DONE:
            return hung(Content.styled(MARK, "bold $accent"), Content.styled(words, "bold"), width)
        case Look.TAKEN:
            to = Content.styled(f" → {line.to}", "") if line.to else Content("")
            return hung(Content.styled(MARK, "bold $accent"), Content.styled(words, "bold") + to, width)
        case Look.OTHER:
            to = Content.styled(f" → {line.to}", "$quiet") if line.to else Content("")
            return hung(Content(f"{shared.DO} "), Content(words) + to, width)
        case Look.SAID if line.who:
            return hung(Content.styled(f"{line.who}: ", "bold"), report.QUOTED.format(words=words), width)
        case Look.SAID:
            return hung(Content("  "), report.QUOTED.format(words=words), width)
        case Look.SHUT | Look.ROOM:
            return hung(Content("  "), Content.styled(words, "$quiet"), width)
        case Look.QUIET:
            return hung(Content(""), Content.styled(words, "$quiet"), width)
        case _:
            return hung(Content(""), words, width)
