"""The page for whoever invites people, on one side of A4, black on white, in type that is large enough to read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from netmeet_tui import catalogue
from netmeet_tui.policy.pack import Pack
from netmeet_tui.report import convenor
from netmeet_tui.report.a4 import BOLD, HEIGHT, WIDTH, CannotPrint, Sheet, Text, split
from netmeet_tui.report.convenor import Page, Part

__all__ = ["CannotPrint", "paper"]

SIDES: Final = 64.0
TOP: Final = 64.0
FOOT: Final = 44.0
ROOM: Final = WIDTH - 2 * SIDES
SIZES: Final = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)
TITLE: Final = 21.0
LEAST_GAP, MOST_GAP = 8.0, 20.0
INSIDE: Final = 12.0


def paper(pack: Pack, printed_on: dt.date, settings: Mapping[str, str] | None = None) -> bytes:
    """The page as a PDF. Raises CannotPrint when it needs more than one side or letters that the type has not."""
    page = convenor.page(pack, settings)
    for size in SIZES:
        left = _set(Sheet(Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT)), size), page, printed_on, LEAST_GAP)
        if left >= 0:
            break
    else:
        raise CannotPrint(convenor.TOO_LONG)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, lang=catalogue.language())
    canvas.setTitle(page.title)
    _set(Sheet(canvas, size), page, printed_on, min(MOST_GAP, LEAST_GAP + left / len(page.parts)))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _set(sheet: Sheet, page: Page, printed_on: dt.date, gap: float) -> float:
    """Set the page with this space between its parts; answers the space that is left below."""
    y = HEIGHT - TOP
    for line in split(page.title, BOLD, TITLE, ROOM, ""):
        sheet.word(SIDES, y - TITLE, line, TITLE, True)
        y -= TITLE * 1.25
    for part in page.parts:
        y -= gap
        y = _boxed(sheet, part, y) if part.listed else sheet.draw(_texts(part), SIDES, y, ROOM)
    y = sheet.draw([Text("strong", page.last)], SIDES, y - gap, ROOM)
    printed = convenor.PRINTED.format(day=catalogue.day(printed_on))
    sheet.word(SIDES, FOOT, f"{page.dated}. {printed}", sheet.size("note"))
    return y - FOOT - 2 * sheet.size("note")


def _texts(part: Part) -> list[Text]:
    first = [Text("title", part.heading)]
    if not part.listed:
        return [*first, *(Text("plain", line) for line in part.lines)]
    return [*first, Text("plain", part.lines[0]), *(Text("do", line) for line in part.lines[1:])]


def _boxed(sheet: Sheet, part: Part, top: float) -> float:
    texts, width = _texts(part), ROOM - 2 * INSIDE
    height = sheet.height_of(texts, width) + 2 * INSIDE
    sheet.frame(SIDES, top, ROOM, height, 0.9)
    sheet.draw(texts, SIDES + INSIDE, top - INSIDE, width)
    return top - height
