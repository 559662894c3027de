"""How every screen looks: ``python -m tests.looks`` writes it to ``screenshots/`` as text, a file for each size.

Bold stands between * and *, what is reversed between [ and ]: that is what is left where there is no colour, so
whatever a screen says has to be in here. Pictures of a few screens, with their colours, are ``tests.screenshots``.

Each screen is come to at the usual size, and then the window is made smaller and larger.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from rich.segment import Segment
from textual.screen import Screen

from tests.screenshots import FOLDER
from tests.tui.everywhere import EVERYWHERE, home_again
from tests.tui.support import SMALL, USUAL, WIDE, keeper_in, running

SIZES: Final = {f"{columns}x{rows}": (columns, rows) for columns, rows in (USUAL, SMALL, WIDE)}
SOMEWHERE: Final = "/home/somebody"
"""The home folder that the screens name."""

Looks = Mapping[str, Mapping[str, str]]
"""By size and by screen."""


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


async def looks(folder: Path, names: Iterable[str] = EVERYWHERE) -> Looks:
    """Screens at every size. ``folder`` is an empty one for the keeper; ``HOME`` has to be ``SOMEWHERE``."""
    found: dict[str, dict[str, str]] = {size: {} for size in SIZES}
    async with running(keeper_in(folder)) as room:
        for name in names:
            await EVERYWHERE[name](room)
            for size, (columns, rows) in SIZES.items():
                if tuple(room.app.size) != (columns, rows):
                    await room.resize((columns, rows))
                found[size][name] = drawn(room.app.screen)
            await room.resize(USUAL)
            await home_again(room)
    return found


def written(size: str) -> Path:
    """Where the screens of a size are kept."""
    return FOLDER / f"{size}.txt"


def told(frames: Mapping[str, str]) -> str:
    """All of a size as one text."""
    return "\n".join(f"──── {name} ────\n{frame}\n" for name, frame in frames.items())


def main() -> None:
    """Write every size."""
    import os

    os.environ["HOME"] = SOMEWHERE
    with tempfile.TemporaryDirectory() as folder:
        for size, frames in asyncio.run(looks(Path(folder))).items():
            written(size).write_text(told(frames), encoding="utf-8")
            sys.stdout.write(f"screenshots/{size}.txt\n")


if __name__ == "__main__":
    main()
