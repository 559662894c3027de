"""A practice looked back on, as a PDF: black on white, with PRACTICE at the head of every page."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from netmeet_tui import catalogue
from netmeet_tui.practice.debrief import Debrief
from netmeet_tui.report import debrief
from netmeet_tui.report.a4 import (
    EDGE,
    HEIGHT,
    MARGIN,
    PAD,
    PLAIN,
    SMALLEST,
    WIDTH,
    Box,
    CannotPrint,
    Sheet,
    Text,
)
from netmeet_tui.report.debrief import Line, Look, Own, Part
from netmeet_tui.report.record_paper import FOOT, FULL, PAGE

__all__ = ["CannotPrint", "paper"]

BODY: Final = 10.0
SET_IN: Final = 12.0
"""How far what was tried before is set in, behind a line."""

LONGEST: Final = 500
"""Characters of one text: longer ones go on in the next, so that a page may end between them."""

WIDEST: Final = 46
"""Characters of one word: a longer one is broken, whatever its letters are."""

SORTS: Final = {
    Look.HEAD: "strong",
    Look.QUIET: "note",
    Look.DONE: "do",
    Look.ROOM: "note",
    Look.TAKEN: "do",
    Look.OTHER: "go",
    Look.SHUT: "note",
}


def paper(told: Debrief, own: Own, mode: str, day: date) -> bytes:
    """The pages. Raises CannotPrint for a letter that the type has not."""
    parts = tuple(debrief.in_a_file(told, own, mode, day, debrief.MARKS_ON_PAPER))
    pages = _draw(Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT)), parts, 0)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, lang=catalogue.language())
    canvas.setTitle(f"{debrief.PRACTICE}: {parts[0].title}")
    _draw(canvas, parts, pages)
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, parts: Iterable[Part], of: int) -> int:
    """Draw every page, with the number of all in its foot; answers how many there are."""
    sheet = Sheet(canvas, BODY)
    page, top = 1, _head(sheet)
    for block, before in _blocks(parts):
        left = SET_IN if before else 0.0
        space = 9.0 if block[0].sort == "title" else 6.0 if block[0].sort == "strong" else 2.5
        room = sheet.height_of(block, FULL - left)
        if top - space - room < FOOT:
            _foot(sheet, page, of)
            canvas.showPage()
            page, top = page + 1, _head(sheet)
        bottom = sheet.draw(block, MARGIN + left, top - space, FULL - left)
        if before:
            canvas.setLineWidth(0.9)
            canvas.line(MARGIN + 3, top, MARGIN + 3, bottom)
        top = bottom
    _foot(sheet, page, of)
    canvas.showPage()
    return page


def _head(sheet: Sheet) -> float:
    """What this is, in a heavy box at the head of a page."""
    return sheet.draw_box(Box((Text("strong", debrief.INVENTED),), heavy=True), MARGIN, HEIGHT - EDGE, FULL) - 4


def _foot(sheet: Sheet, page: int, of: int) -> None:
    sheet.frame(MARGIN, EDGE + 14, FULL, 0, 0.9)
    sheet.word(MARGIN, EDGE + 3, debrief.PRACTICE, SMALLEST, bold=True)
    words = PAGE.format(number=page, of=of)
    sheet.word(MARGIN + FULL - stringWidth(words, PLAIN, SMALLEST) - PAD, EDGE + 3, words, SMALLEST)


def _blocks(parts: Iterable[Part]) -> Iterator[tuple[list[Text], bool]]:
    """What is not torn in two, and whether it was tried before: headings stay with what they head."""
    for number, part in enumerate(parts):
        title = part.title if number else f"{debrief.TITLE}: {part.title}"
        block = [Text("title", _broken(title))]
        for line in part.lines:
            first, *rest = _texts(line)
            block.append(first)
            if line.look is not Look.HEAD:
                yield block, line.before
                yield from (([text], line.before) for text in rest)
                block = []
        if block:
            yield block, False


def _texts(line: Line) -> Iterator[Text]:
    words = line.words
    if line.look is Look.SAID:
        words = (debrief.SAID if line.who else debrief.QUOTED).format(who=line.who, words=words)
    *first, last = textwrap.wrap(_broken(words), LONGEST) or [""]
    sort = SORTS.get(line.look, "plain")
    yield from (Text(sort, one) for one in first)
    yield Text(sort, last, goes_to=_broken(line.to))


def _broken(words: str) -> str:
    """Words of which none is wider than the paper."""
    return " ".join(" ".join(textwrap.wrap(word, WIDEST)) for word in words.split())
