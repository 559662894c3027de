"""What stands on a screen as the terminal is given it: each run of characters, its colours, and how they differ.

Contrast is that of WCAG 2: from 1, where nothing can be seen, to 21, black on white.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.filter import monochrome_style
from textual.screen import Screen
from textual.widget import Widget

TEXT: Final = 4.5
"""The least contrast of text (AA)."""

WORDS_TO_SAY: Final = 7.0
"""The least contrast of what is read aloud, of the 999 card, and of numbers to ring (AAA)."""

MARKS: Final = 3.0
"""The least contrast of what is no text, and says something all the same."""


class Run(NamedTuple):
    """Some characters that stand beside each other and look the same; ``row`` and ``column`` from 0."""

    row: int
    column: int
    text: str
    style: Style
    widget: Widget

    @property
    def is_text(self) -> bool:
        """Whether it can be read: letters, figures, stops."""
        return any(unicodedata.category(sign)[0] in "LNPS" and not _is_drawn(sign) for sign in self.text)

    @property
    def colours(self) -> tuple[ColorTriplet, ColorTriplet]:
        """Those of the characters and of what they stand on."""
        return colours(self.style)

    def styled(self, change: Callable[[Style], Style]) -> Run:
        """The same in another style."""
        return self._replace(style=change(self.style))

    def __str__(self) -> str:
        return f"{self.text.strip()!r} at {self.row}:{self.column} in {self.widget.css_identifier}"


def _is_drawn(sign: str) -> bool:
    return "─" <= sign <= "▟"


def runs(screen: Screen[object]) -> Iterator[Run]:
    """Everything that is drawn on a screen and can be seen at all."""
    for row, strip in enumerate(screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            if segment.text.strip() or (segment.style is not None and segment.style.reverse):
                widget, _region = screen.get_widget_at(column, row)
                assert segment.style is not None
                yield Run(row, column, segment.text, segment.style, widget)
            column += segment.cell_length


def colours(style: Style) -> tuple[ColorTriplet, ColorTriplet]:
    """The two colours of a style, as they stand on the screen: what is reversed is turned round."""
    assert style.color is not None
    assert style.bgcolor is not None
    front, back = style.color.get_truecolor(), style.bgcolor.get_truecolor(foreground=False)
    return (back, front) if style.reverse else (front, back)


def luminance(colour: ColorTriplet) -> float:
    """How bright a colour is, from 0 to 1, as WCAG 2 reckons it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """How well two colours can be told from each other: 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def without_colour(style: Style) -> Style:
    """A style where ``NO_COLOR`` is set."""
    return monochrome_style(style)


LINUX: Final = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0)),
    *((0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
"""The sixteen colours of the console of Linux."""


def of_sixteen(style: Style) -> Style:
    """A style on a terminal that has sixteen colours, and which are those of Linux."""

    def nearest(colour: Color | None) -> Color:
        assert colour is not None
        number = colour.downgrade(ColorSystem.STANDARD).number
        assert number is not None
        return Color.from_rgb(*LINUX[number])

    return style + Style(color=nearest(style.color), bgcolor=nearest(style.bgcolor))


def faint(found: Iterable[Run], least: Callable[[Run], float]) -> Iterator[str]:
    """Those of the runs that have less contrast than they should, with what they have."""
    for run in found:
        ratio = contrast(*run.colours)
        if ratio < least(run):
            yield f"{run}: {ratio:.2f}"
