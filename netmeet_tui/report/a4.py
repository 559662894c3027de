"""A black and white sheet of A4: text that is measured before it is set, boxes, marks and arrows.

Everything is black on white and drawn with lines, so that a photocopy of a photocopy can still be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
MARGIN: Final = 28.0
EDGE: Final = 23.0
"""What stays white at the sides, and above and below: printers need about 6 millimetres."""

NEXT: Final = "next"
"""Where something goes on that is just below: an arrow down says so."""

SMALLEST: Final = 9.0
"""No type is smaller, whatever has to fit."""

PLAIN: Final = "Helvetica"
BOLD: Final = "Helvetica-Bold"
PAD: Final = 4.5


class CannotPrint(ValueError):
    """Words that cannot be set on the paper. The message is a sentence that names them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one kind, and from where in the pack they are.

    ``sort``: title, do (one of the things to do), say (words to say), go (a choice, and where it leads), note.
    """

    sort: str
    words: str
    source: str = ""
    goes_to: str = ""
    sign: str = ""
    """Beside a title its duty; beside words to say the number of the step where they are said."""


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with texts in it; ``sign`` is the letter or number that points at it, ``duty`` its mark."""

    texts: tuple[Text, ...]
    sign: str = ""
    duty: str = ""
    heavy: bool = False
    halves: tuple[tuple[Text, ...], ...] = ()
    """Two sides of one choice, next to each other, below the texts."""
    after: tuple[Text, ...] = ()
    """Texts below the two sides."""


class Sheet:
    """One side, with type of one size; what is larger or smaller follows from it."""

    def __init__(self, canvas: Any, body: float) -> None:  # noqa: ANN401
        self.canvas = canvas
        self.body = body
        self.longest: dict[str, str] = {}
        """The words that were set, by where they are from: to say what is too long."""

    # -- measuring ---------------------------------------------------------------------------------------

    def size(self, sort: str) -> float:
        """The size of type for one sort of text."""
        more = {"title": 1.5, "note": -1.0, "go": -0.5, "say": -0.5}
        return max(SMALLEST, self.body + more.get(sort, 0.0))

    def leading(self, sort: str) -> float:
        """From one line to the next."""
        return self.size(sort) * 1.12

    def set_in(self, sort: str) -> float:
        """How far a sort of text is set in, to leave room for its sign."""
        return {"do": 10.0, "say": 15.0, "go": 12.0}.get(sort, 0.0)

    def lines(self, text: Text, width: float) -> list[tuple[str, bool]]:
        """A text in lines that fit, each plain or bold. Raises CannotPrint for letters or words that do not."""
        font = BOLD if text.sort in ("title", "strong") else PLAIN
        room = width - self.set_in(text.sort)
        room -= self.mark_width(text.sign) + PAD if text.sort == "title" and text.sign else 0
        words = f"“{text.words}”" if text.sort == "say" else text.words
        lines = [(line, font == BOLD) for line in split(words, font, self.size(text.sort), room, text.source)]
        if not text.goes_to:
            return lines
        goes_to = "\u00a0" + text.goes_to
        last = stringWidth(lines[-1][0] + " ", font, self.size(text.sort))
        needed = self._arrow() + stringWidth(goes_to, BOLD, self.size(text.sort))
        if last + (10 if text.goes_to == NEXT else needed) > room:
            lines.append(("", False))
        return lines

    def _arrow(self) -> float:
        return self.body * 1.1

    def height_of(self, texts: Sequence[Text], width: float) -> float:
        """How high texts stand, with the space between them."""
        height = 0.0
        for i, text in enumerate(texts):
            height += self.before(texts, i) + len(self.lines(text, width)) * self.leading(text.sort)
        return height

    def before(self, texts: Sequence[Text], i: int) -> float:
        """The space above a text: more where the sort changes, so that the eye finds the next thing."""
        if i == 0:
            return 0.0
        if texts[i].sort == "title":
            return self.body * 0.45
        return self.body * (0.12 if texts[i].sort == texts[i - 1].sort else 0.25)

    def box_height(self, box: Box, width: float) -> float:
        """How high a box stands."""
        return 2 * PAD + self._inner_height(box, width)

    def _inner_height(self, box: Box, width: float) -> float:
        first, rest = box.texts[:1], box.texts[1:]
        height = self.height_of(first, width - 2 * PAD - self._beside(box))
        if rest:
            height += self.before(box.texts, 1) + self.height_of(rest, width - 2 * PAD)
        if box.halves:
            height += self.body * 0.4 + self._halves_height(box, width)
        if box.after:
            height += self.body * 0.5 + self.height_of(box.after, width - 2 * PAD)
        return height

    def _halves_height(self, box: Box, width: float) -> float:
        half = (width - 3 * PAD) / 2 - 2 * PAD
        return max(self.height_of(texts, half) for texts in box.halves) + 2 * PAD

    def _beside(self, box: Box) -> float:
        """What stands beside the first title: the sign on its left and the mark on its right."""
        sign = self._sign_width() if box.sign else 0.0
        return sign + (self.mark_width(box.duty) + PAD if box.duty else 0.0)

    def _sign_width(self) -> float:
        return self.size("title") * 1.75

    # -- drawing -----------------------------------------------------------------------------------------

    def word(self, x: float, y: float, words: str, size: float, bold: bool = False) -> None:
        """Words in one line, standing on ``y``."""
        printable(words, "")
        self.canvas.setFont(BOLD if bold else PLAIN, size)
        self.canvas.drawString(x, y, words)

    def draw(self, texts: Sequence[Text], x: float, top: float, width: float) -> float:
        """Set texts; answers where they end."""
        for i, text in enumerate(texts):
            top -= self.before(texts, i)
            top = self._draw_one(text, x, top, width)
        return top

    def _draw_one(self, text: Text, x: float, top: float, width: float) -> float:
        if len(text.words) > len(self.longest.get(text.source, "")) and text.source:
            self.longest[text.source] = text.words
        size, leading, left = self.size(text.sort), self.leading(text.sort), x + self.set_in(text.sort)
        lines = self.lines(text, width)
        bottom = top - len(lines) * leading
        base = top - size * 0.93
        if text.sort == "do":
            self.canvas.rect(x + 2, base + size * 0.12, size * 0.36, size * 0.36, stroke=0, fill=1)
        elif text.sort == "go":
            self.canvas.setLineWidth(0.9)
            self.canvas.circle(x + 4.5, base + size * 0.33, size * 0.24, stroke=1, fill=0)
        elif text.sort == "say":
            self.canvas.setLineWidth(2)
            self.canvas.line(x + 10.5, top - 1.5, x + 10.5, bottom + 1.5)
            self.word(x, base, text.sign, size, True)
        elif text.sort == "title" and text.sign:
            self.mark(text.sign, x + width - self.mark_width(text.sign), top + 1.5)
        for words, bold in lines:
            self.word(left, base, words, size, bold)
            base -= leading
        if text.goes_to:
            words, bold = lines[-1]
            after = left + (stringWidth(words + " ", BOLD if bold else PLAIN, size) if words else 0.0)
            if text.goes_to == NEXT:
                self.arrow_down(after + 5, base + leading + size * 0.75, base + leading - size * 0.15, 1.2)
                return bottom
            self.arrow_right(after + 1, base + leading + size * 0.33, self._arrow())
            self.word(after + self._arrow() + 3, base + leading, text.goes_to, size, True)
        return bottom

    def draw_box(self, box: Box, x: float, top: float, width: float, height: float | None = None) -> float:
        """Draw a box; answers where it ends."""
        bottom = top - (height or self.box_height(box, width))
        self.frame(x, top, width, top - bottom, 2.2 if box.heavy else 0.9)
        left, y = x + PAD, top - PAD
        sign = self._sign_width() if box.sign else 0.0
        if box.sign:
            self.sign(box.sign, left, y + 1, self.size("title"))
        if box.duty:
            self.mark(box.duty, x + width - PAD - self.mark_width(box.duty), y + 0.5)
        y = self.draw(box.texts[:1], left + sign, y, width - 2 * PAD - self._beside(box))
        if box.texts[1:]:
            y = self.draw(box.texts[1:], left, y - self.before(box.texts, 1), width - 2 * PAD)
        if box.halves:
            y -= self.body * 0.4
            self._draw_halves(box, x, y, width)
            y -= self._halves_height(box, width)
        if box.after:
            self.draw(box.after, left, y - self.body * 0.5, width - 2 * PAD)
        return bottom

    def _draw_halves(self, box: Box, x: float, top: float, width: float) -> None:
        """Two sides of the same size, with the same lines and the same type."""
        half, height = (width - 3 * PAD) / 2, self._halves_height(box, width)
        for i, texts in enumerate(box.halves):
            left = x + PAD + i * (half + PAD)
            self.frame(left, top, half, height, 0.9)
            self.draw(texts, left + PAD, top - PAD, half - 2 * PAD)

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """A rectangle."""
        self.canvas.setLineWidth(line)
        self.canvas.rect(x, top - height, width, height, stroke=1, fill=0)

    def sign(self, sign: str, x: float, top: float, size: float) -> None:
        """A letter or number in a ring, to be found from elsewhere."""
        ring = size * 0.68
        self.canvas.setLineWidth(1.3)
        self.canvas.circle(x + ring, top - ring, ring, stroke=1, fill=0)
        self.canvas.setFont(BOLD, size * 0.92)
        self.canvas.drawCentredString(x + ring, top - ring - size * 0.33, sign)

    def mark_width(self, duty: str) -> float:
        """How wide a mark is."""
        return float(stringWidth(duty.upper(), BOLD, SMALLEST)) + 14

    def mark(self, duty: str, x: float, top: float) -> None:
        """Must, may or cannot, by word and by shape: a heavy box, a dashed round one, one with cut corners."""
        width, height = self.mark_width(duty), 14.0
        y = top - height
        self.canvas.setLineWidth(0.9)
        if duty == "must":
            self.canvas.setLineWidth(2.2)
            self.canvas.rect(x + 1, y + 1, width - 2, height - 2, stroke=1, fill=0)
        elif duty == "may":
            self.canvas.setDash(3, 2)
            self.canvas.roundRect(x, y, width, height, height / 2, stroke=1, fill=0)
            self.canvas.setDash()
        else:
            cut = 4.5
            outline = self.canvas.beginPath()
            corners = [(x + cut, y), (x + width - cut, y), (x + width, y + cut), (x + width, top - cut)]
            corners += [(x + width - cut, top), (x + cut, top), (x, top - cut), (x, y + cut)]
            outline.moveTo(*corners[0])
            for corner in corners[1:]:
                outline.lineTo(*corner)
            outline.close()
            self.canvas.drawPath(outline, stroke=1, fill=0)
        self.canvas.setFont(BOLD, SMALLEST)
        self.canvas.drawCentredString(x + width / 2, y + 3.9, duty.upper())

    def arrow_right(self, x: float, y: float, length: float, line: float = 1.0) -> None:
        """An arrow from ``x`` to the right."""
        head = 3.0 + line
        self.canvas.setLineWidth(line)
        self.canvas.line(x, y, x + length - head, y)
        self._head((x + length, y), (x + length - head, y + head * 0.7), (x + length - head, y - head * 0.7))

    def arrow_down(self, x: float, top: float, bottom: float, line: float = 1.6) -> None:
        """An arrow from ``top`` down to ``bottom``, to be followed with a finger."""
        head = 3.0 + line
        self.canvas.setLineWidth(line)
        self.canvas.line(x, top, x, bottom + head)
        self._head((x, bottom), (x - head * 0.75, bottom + head), (x + head * 0.75, bottom + head))

    def arrow_over(self, x: float, start: float, end: float, gap: float, line: float = 2.0) -> None:
        """An arrow from the foot of one column, through the gap, to the head of the next."""
        self.canvas.setLineWidth(line)
        path = self.canvas.beginPath()
        path.moveTo(x, start)
        path.lineTo(x + gap * 0.4, start)
        path.lineTo(x + gap * 0.4, end)
        path.lineTo(x + gap - 4, end)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self._head((x + gap, end), (x + gap - 5, end + 3.5), (x + gap - 5, end - 3.5))

    def _head(self, *corners: tuple[float, float]) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=4096)
def split(words: str, font: str, size: float, width: float, source: str) -> tuple[str, ...]:
    """Words in lines of a width. Raises CannotPrint for a letter that is lacking or a word that is too long."""
    printable(words, source)
    lines: list[str] = simpleSplit(words, font, size, width)
    for line in lines:
        if stringWidth(line, font, size) > width + 0.5:
            raise CannotPrint(f"A word is too long for the paper: “{line}”{_where(source)}.")
    return tuple(lines) or ("",)


def printable(words: str, source: str) -> None:
    """See that the letters of the paper's type have all that is needed. Raises CannotPrint."""
    for letter in words:
        try:
            letter.encode("cp1252")
        except UnicodeEncodeError:
            raise CannotPrint(f"The paper has no letter “{letter}”; it is in “{words}”{_where(source)}.") from None


def _where(source: str) -> str:
    return f" ({source})" if source else ""
