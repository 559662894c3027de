"""How every screen looks: ``python -m tests.looks`` writes it to ``screenshots/`` as text, a file for each size.

Bold stands between * and *, what is reversed between [ and ]: that is what is left where there is no colour, so
whatever a screen says has to be in here. Pictures of a few screens, with their colours, are ``tests.screenshots``.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from rich.segment import Segment
from textual.screen import Screen

from tests.screenshots import FOLDER
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.practised import PRACTISED, back_to_the_stories
from tests.tui.support import SMALL, USUAL, WIDE, keeper_in, running
from tests.tui.trainee import practising

SIZES: Final = {f"{columns}x{rows}": (columns, rows) for columns, rows in (USUAL, SMALL, WIDE)}
SOMEWHERE: Final = "/home/somebody"
"""The home folder that the screens name."""

KEPT_IN: Final = Path("made-up")
"""The keeper's folder: named as it is on a screen, so that it has to be the same for everybody."""


def drawn(screen: Screen[object]) -> str:
    """A screen as text, with a mark where bold or reversed text begins and ends."""
    return "\n".join(map(_line, screen._compositor.render_strips())).rstrip("\n")


def _line(strip: Iterable[Segment]) -> str:
    line, bold, reverse = "", False, False
    for segment in (*strip, Segment("")):
        style, blank = segment.style, not segment.text.strip()
        now_reverse = bool(style and style.reverse)
        now_bold = bool(style and style.bold) and (now_reverse or not blank)
        line += ("]" if reverse and not now_reverse else "") + ("*" if bold and not now_bold else "")
        line += ("*" if now_bold and not bold else "") + ("[" if now_reverse and not reverse else "") + segment.text
        bold, reverse = now_bold, now_reverse
    return line.rstrip()


async def looks(size: str, names: Iterable[str] = EVERYWHERE) -> Mapping[str, str]:
    """Screens at one size, by name. To be called in an empty folder, with ``SOMEWHERE`` for ``HOME``."""
    found = {}
    KEPT_IN.mkdir(exist_ok=True)
    async with running(keeper_in(KEPT_IN), SIZES[size]) as room:
        for name in names:
            await EVERYWHERE[name](room)
            found[name] = drawn(room.app.screen)
            await home_again(room)
    return found


async def practised(size: str, names: Iterable[str] = PRACTISED) -> Mapping[str, str]:
    """The screens that only practice has, as ``looks``."""
    found = {}
    KEPT_IN.mkdir(exist_ok=True)
    async with practising(KEPT_IN, SIZES[size]) as trainee:
        for name in names:
            await PRACTISED[name](trainee)
            found[name] = drawn(trainee.app.screen)
            await back_to_the_stories(trainee)
    return found


KINDS: Final[Mapping[str, Callable[[str], Coroutine[Any, Any, Mapping[str, str]]]]] = {
    "": looks,
    "practice-": practised,
}
"""The files: what stands before the size in their names, and what draws them."""


def written(name: str) -> Path:
    """Where the screens of a size are kept, or those of practice."""
    return FOLDER / f"{name}.txt"


def told(frames: Mapping[str, str]) -> str:
    """All of a size as one text."""
    return "\n".join(f"──── {name} ────\n{frame}\n" for name, frame in frames.items())


def main() -> None:
    """Write every size."""
    os.environ["HOME"] = SOMEWHERE
    for kind, size in product(KINDS, SIZES):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            frames = asyncio.run(KINDS[kind](size))
        written(kind + size).write_text(told(frames), encoding="utf-8")
        sys.stdout.write(f"screenshots/{kind}{size}.txt\n")


if __name__ == "__main__":
    main()
