"""The take-away card on one side of A5: large print, black on white, with codes that a phone's camera reads."""

from __future__ import annotations

import io
from typing import Any, Final

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.report import card as cards
from netmeet_tui.report.a4 import BOLD, PLAIN, CannotPrint, printable, split
from netmeet_tui.report.card import Card, Line

__all__ = ["CannotPrint", "paper"]

WIDTH, HEIGHT = A5
SIDE: Final = 34.0
TOP: Final = 36.0
FOOT: Final = 28.0
CODE: Final = 74.0
"""The side of a code: 26 millimetres, which cameras read from where a hand holds them."""

QUIET: Final = 4
"""Light modules around a code, as the standard asks for."""

TITLE: Final = 19.0
NUMBER: Final = 20.0
NAME: Final = 13.0
SAID: Final = 11.0
NOTE: Final = 9.5
_TOO_LONG: Final = _(
    "The card does not fit on one side: please shorten what your organisation says of its services."
)


def paper(card: Card) -> bytes:
    """The card as a PDF. Raises CannotPrint when it needs more than one side, or letters that the type has not."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A5, invariant=1, lang=catalogue.language())
    canvas.setTitle(cards.TITLE)
    y = _lines(canvas, cards.TITLE, BOLD, TITLE, HEIGHT - TOP, WIDTH - 2 * SIDE) - 4
    y = _lines(canvas, cards.YOURS, PLAIN, SAID, y, WIDTH - 2 * SIDE) - 6
    for line in card.lines:
        y = _line(canvas, line, y)
    if y < FOOT + 2 * NOTE:
        raise CannotPrint(_TOO_LONG)
    told = [cards.FROM.format(organisation=card.organisation)] if card.organisation else []
    y = FOOT + NOTE * 1.3 * len(told)
    for words in (*told, card.dated):
        _word(canvas, words, PLAIN, NOTE, y)
        y -= NOTE * 1.3
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _line(canvas: Any, line: Line, top: float) -> float:  # noqa: ANN401
    """One who can be reached, with the code at the right; answers where it ends."""
    canvas.setLineWidth(0.8)
    canvas.line(SIDE, top, WIDTH - SIDE, top)
    room = WIDTH - 2 * SIDE - CODE - 8
    y = _lines(canvas, line.number, BOLD, NUMBER, top - 4, room)
    y = _lines(canvas, line.name, BOLD, NAME, y, room)
    y = _lines(canvas, line.said, PLAIN, SAID, y, room)
    if line.code:
        _code(canvas, line.code, WIDTH - SIDE - CODE, top - 2 - CODE)
        y = min(y, top - 2 - CODE)
    return y - 5


def _code(canvas: Any, uri: str, x: float, y: float) -> None:  # noqa: ANN401
    """A code drawn as squares, so that it stays sharp at any size."""
    import segno

    matrix = [list(row) for row in segno.make_qr(uri, error="m").matrix_iter(border=QUIET)]
    module = CODE / len(matrix)
    for down, row in enumerate(matrix):
        for along, dark in enumerate(row):
            if dark:
                # A hair wider than it is, so that no white line is seen between two.
                left, bottom = x + along * module, y + CODE - (down + 1) * module
                canvas.rect(left, bottom, module + 0.05, module + 0.05, stroke=0, fill=1)


def _lines(canvas: Any, words: str, font: str, size: float, top: float, room: float) -> float:  # noqa: ANN401
    """Words in as many lines as they need; answers where they end."""
    for line in split(words, font, size, room, ""):
        _word(canvas, line, font, size, top - size)
        top -= size * 1.22
    return top


def _word(canvas: Any, words: str, font: str, size: float, y: float) -> None:  # noqa: ANN401
    printable(words, "")
    canvas.setFont(font, size)
    canvas.drawString(SIDE, y, words)
