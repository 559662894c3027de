"""A record that is kept, as a PDF: black on white, as the policy on paper is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.report import record
from netmeet_tui.report.a4 import EDGE, HEIGHT, MARGIN, PAD, PLAIN, SMALLEST, WIDTH, Box, Sheet, Text
from netmeet_tui.report.record import Reader, Told

SIZES: Final = (10.5, 10.0, 9.5, SMALLEST)
"""Smaller type is taken where it saves the last page."""
FULL: Final = WIDTH - 2 * MARGIN
FOOT: Final = EDGE + 20
TIME: Final = 34.0
"""How far what was done stands from its time."""
PAGE: Final = _("Page {number} of {of}")


def paper(told: Told, made_for: Reader, made_on: date, number: str, kept: str) -> bytes:
    """The pages of a record. ``kept`` says since when and until when. Raises CannotPrint."""
    tried = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT))
    pages, body = min((_draw(tried, size, told, made_for, made_on, (number, kept), 0), -size) for size in SIZES)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-GB")
    canvas.setTitle(record.TITLE)
    _draw(canvas, -body, told, made_for, made_on, (number, kept), pages)
    canvas.save()
    return file.getvalue()


def _draw(
    canvas: Canvas, body: float, told: Told, made_for: Reader, made_on: date, notes: tuple[str, str], of: int
) -> int:
    """Draw every page, with the number of all in its foot; answers how many there are."""
    sheet = Sheet(canvas, body)
    page = 1
    top = _head(sheet, told, made_for, notes)
    for texts in _parts(told):
        mark, texts = (texts[0].words, texts[1:]) if texts[0].sort == "time" else ("", texts)
        left = TIME if mark else 0.0
        space = 9.0 if texts[0].sort == "title" else 3.0
        room = sheet.height_of(texts, FULL - left)
        if top - space - room < FOOT:
            _foot(sheet, made_on, page, of)
            canvas.showPage()
            page, top = page + 1, HEIGHT - EDGE
        top -= space
        if mark:
            sheet.word(MARGIN, top - body * 0.93, mark, body, bold=True)
        top = sheet.draw(texts, MARGIN + left, top, FULL - left)
    _foot(sheet, made_on, page, of)
    canvas.showPage()
    return page


def _head(sheet: Sheet, told: Told, made_for: Reader, notes: tuple[str, str]) -> float:
    """Title, whom it was made for, what it is and is not; and in a heavy box what it is about."""
    number, kept = notes
    first = [Text("title", record.TITLE)]
    first += [Text("plain", words) for words in (record.FOR[made_for], record.IS, record.IS_NOT, record.OPEN_FILE)]
    top = HEIGHT - EDGE
    for text in first:
        top = sheet.draw([text], MARGIN, top, FULL) - 4
    lines = [*record.heads(told), kept, record.NUMBER.format(number=number)]
    box = Box(tuple(Text("strong" if place < 3 else "plain", line) for place, line in enumerate(lines)), heavy=True)
    return sheet.draw_box(box, MARGIN, top - 4, FULL)


def _parts(told: Told) -> Iterator[list[Text]]:
    """What follows, in parts that are not torn in two; a heading stays with what it heads."""
    day, heading = told.began, [Text("title", record.WAY)]
    for at, words in told.way:
        if at.date() != day:
            day = at.date()
            heading.append(Text("strong", catalogue.day(day)))
        if heading:
            yield heading
            heading = []
        yield [Text("time", f"{at:%H:%M}"), Text("plain", words)]
    for title, rows in (
        (record.CLAUSES, [f"{clause}: {says}" for clause, says in told.clauses]),
        (record.SETTINGS, [record.asked_and_answered(*both) for both in told.settings]),
    ):
        if rows:
            yield [Text("title", title), Text("do", rows[0])]
        yield from ([Text("do", row)] for row in rows[1:])


def _foot(sheet: Sheet, made_on: date, page: int, of: int) -> None:
    sheet.frame(MARGIN, EDGE + 14, FULL, 0, 0.9)
    sheet.word(MARGIN, EDGE + 3, record.MADE.format(day=catalogue.day(made_on)), SMALLEST)
    words = PAGE.format(number=page, of=of)
    sheet.word(MARGIN + FULL - stringWidth(words, PLAIN, SMALLEST) - PAD, EDGE + 3, words, SMALLEST)
