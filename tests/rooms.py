"""The rooms of netmeet as a picture: ``python -m tests.rooms`` writes ``screenshots/rooms.svg``.

It is made from the imports themselves. A room that imports something beneath what it imports anyway is drawn with
the shorter way only; the way of a key is drawn in any case, and thicker. What all rooms may import is the ground
that they stand on, and libraries stand in the room that alone imports them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "netmeet_tui"
FILE = ROOT / "screenshots" / "rooms.svg"

GROUND: Final = "the words"
"""What every room may import."""

BESIDE: Final = {
    "__main__": "cli",
    "start": "start",
    "translator": "cli",
    "adoption": "adoption",
    "adoption_records": "adoption",
    "packfiles": "adoption",
    "settings": "settings",
    "settings_told": "settings",
    "places": "settings",
    "process": "system",
    "watch": "system",
    "logind": "system",
    "card999": GROUND,
    "catalogue": GROUND,
    "translation": GROUND,
}
"""Where a module belongs that is in no folder."""

WAY: Final = (("tui", "meeting"), ("tui", "journal"), ("meeting", "policy"))
"""What a key takes on its way: the session, which asks the policy, over a journal that the keeper opens."""


class Room(NamedTuple):
    """Where a room is drawn: in which row, from where to where, and what it is for."""

    row: int
    left: int
    right: int
    told: str


ROOMS: Final = {
    "cli": Room(0, 330, 750, "each command a few lines that call a room"),
    "start": Room(1, 330, 750, "whether this terminal will do, and which program"),
    "tui": Room(2, 40, 1040, "pages, and the keeper: all that blocks, one thing after the other"),
    "learning": Room(3, 85, 270, "notes without names"),
    "report": Room(3, 290, 520, "what leaves on purpose"),
    "doctor": Room(3, 540, 770, "what is in order"),
    "ahead": Room(3, 790, 1000, "meetings to come"),
    "practice": Room(4, 85, 310, "stories, played in the session"),
    "settings": Room(4, 340, 560, "what was decided"),
    "adoption": Room(4, 575, 785, "which policy is in force"),
    "system": Room(4, 800, 1003, "the process, and the system"),
    "meeting": Room(5, 40, 302, "the session: the one door"),
    "directory": Room(5, 318, 575, "whom to ring, and when"),
    "policy": Room(6, 40, 600, "what may happen next: data, proved, pure"),
    "journal": Room(6, 640, 1040, "encrypted, durable, erasable"),
    GROUND: Room(7, 40, 1040, "what every room may use: sentences, and the 999 card"),
}
LANES: Final = {
    ("tui", "meeting"): (62, 62),
    ("tui", "journal"): (1020, 1020),
    ("tui", "learning"): (177, 177),
    ("tui", "report"): (405, 405),
    ("tui", "doctor"): (655, 655),
    ("tui", "ahead"): (895, 895),
    ("report", "practice"): (312, 225),
    ("report", "directory"): (325, 325),
    ("practice", "meeting"): (200, 200),
    ("settings", "directory"): (460, 460),
    ("doctor", "adoption"): (672, 672),
    ("meeting", "policy"): (175, 175),
    ("directory", "policy"): (420, 420),
    ("directory", "journal"): (535, 680),
    ("adoption", "policy"): (612, 560),
    ("adoption", "journal"): (720, 720),
}
"""Where an arrow leaves and arrives, where the middle of what is free would cross something."""
WIDTH, TOP, HIGH, GAP, EDGE = 1080, 36, 66, 46, 9

NAMES: Final = {
    "argon2": "argon2-cffi",
    "recurring_ical_events": "recurring-ical-events",
    "sqlite_utils": "sqlite-utils",
}
"""Libraries that are called otherwise where they are installed."""
WITHIN: Final = {"rich": "textual", "secretstorage": "keyring", "_typeshed": ""}
"""What comes with another one, and what is there for types only."""

STYLE: Final = """
  .paper { fill: #fbfaf7 } .room { fill: #ffffff; stroke: #8a8f98 } .ground { fill: #e9edf2; stroke: #8a8f98 }
  .name { fill: #1c2430; font-weight: 600; font-size: 17px } .told { fill: #4a5361; font-size: 13px }
  .part { fill: #35506e; font-size: 11.5px } .outside { font-style: italic }
  .line { stroke: #8a8f98; fill: none } .tip { fill: #8a8f98 }
  .way { stroke: #1b6ac9; stroke-width: 3; fill: none } .way-tip { fill: #1b6ac9 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14181d } .room { fill: #1f252d; stroke: #6d7683 } .ground { fill: #28313b; stroke: #6d7683 }
    .name { fill: #eef2f6 } .told { fill: #b6c0cc } .part { fill: #9cc3ee }
    .line { stroke: #7d8794 } .tip { fill: #7d8794 }
    .way { stroke: #6cb0ff } .way-tip { fill: #6cb0ff }
  }
"""


class Drawn(NamedTuple):
    """What the imports say."""

    arrows: frozenset[tuple[str, str]]
    """Who imports whom, the ground left out."""
    libraries: dict[str, frozenset[str]]
    """The libraries from outside, and the rooms that import them."""


def room_of(path: Path) -> str:
    """The room that a file of the package is in. Raises KeyError where ``BESIDE`` has to be told of it."""
    inner = path.relative_to(PACKAGE)
    if len(inner.parts) > 1:
        return inner.parts[0]
    return "" if inner.stem == "__init__" else BESIDE[inner.stem]


def imported(source: str) -> Iterator[str]:
    """The full names of all that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def target(name: str) -> str:
    """The room of a name that is imported from the package; nothing for the package's own version."""
    first = name.split(".")[1]
    if (PACKAGE / first).is_dir():
        return first
    return "" if first.startswith("__version") else BESIDE[first]


@cache
def read() -> Drawn:
    """Read the imports of every file. Raises KeyError where a module is in no folder, and in no room."""
    arrows, libraries = set[tuple[str, str]](), dict[str, set[str]]()
    for path in sorted(PACKAGE.rglob("*.py")):
        here = room_of(path)
        for name in imported(path.read_text(encoding="utf-8")):
            first = name.split(".")[0]
            if first == PACKAGE.name:
                arrows.add((here, target(name)))
            elif first not in sys.stdlib_module_names and (said := WITHIN.get(first, first)):
                libraries.setdefault(NAMES.get(said, said), set()).add(here)
    kept = {(here, there) for here, there in arrows if here != there and here and there not in ("", GROUND)}
    return Drawn(frozenset(kept), {name: frozenset(rooms) for name, rooms in sorted(libraries.items())})


def beneath(arrows: frozenset[tuple[str, str]], room: str) -> frozenset[str]:
    """All that a room imports, itself or through others."""
    found, ahead = set[str](), [room]
    while ahead:
        here = ahead.pop()
        fresh = {low for high, low in arrows if high == here} - found
        found |= fresh
        ahead += fresh
    return frozenset(found)


def shortest(arrows: frozenset[tuple[str, str]]) -> list[tuple[str, str]]:
    """The arrows that no longer way stands for, and the way of a key."""
    needed = [
        (high, low)
        for high, low in arrows
        if not any(low in beneath(arrows, between) for above, between in arrows if above == high)
    ]
    return sorted({*needed, *(arrow for arrow in WAY if arrow in arrows)})


# -- drawing -----------------------------------------------------------------------------------------------------


def above(row: int) -> int:
    """Where a row begins."""
    return TOP + row * (HIGH + GAP)


def parts(room: str, libraries: dict[str, frozenset[str]]) -> str:
    """What is in a room besides its own modules, as it is drawn: smaller rooms, single modules, its libraries."""
    folder = PACKAGE / room
    smaller = sorted(path.parent.name for path in folder.glob("*/__init__.py")) if room == "tui" else []
    beside = [module for module, where in BESIDE.items() if where == room != module]
    outside = [f'<tspan class="outside">{name}</tspan>' for name, rooms in libraries.items() if rooms == {room}]
    return " · ".join([*smaller, *beside, *outside])


def box(name: str, room: Room, said: str) -> Iterator[str]:
    """A room."""
    top, middle = above(room.row), (room.left + room.right) // 2
    kind = "ground" if name == GROUND else "room"
    yield (
        f'<rect class="{kind}" x="{room.left}" y="{top}" width="{room.right - room.left}" height="{HIGH}" rx="9"/>'
    )
    lines = (("name", escape(name)), ("told", escape(room.told)), ("part", said))
    for place, (style, line) in enumerate(lines):
        if line:
            yield f'<text class="{style}" x="{middle}" y="{top + 22 + place * 18}">{line}</text>'


def ends(arrows: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Where each arrow leaves its room, and where it arrives: side by side, so that few cross."""
    free = [arrow for arrow in arrows if arrow not in LANES]
    places = {arrow: [0, 0] for arrow in free}
    for side in (0, 1):
        for name, room in ROOMS.items():
            mine = [arrow for arrow in free if arrow[side] == name]
            mine.sort(key=lambda arrow: sum(ROOMS[arrow[1 - side]][1:3]))
            for place, arrow in enumerate(mine, start=1):
                places[arrow][side] = room.left + (room.right - room.left) * place // (len(mine) + 1)
    return {arrow: LANES.get(arrow) or (places[arrow][0], places[arrow][1]) for arrow in arrows}


def arrow(high: str, low: str, out: int, into: int) -> Iterator[str]:
    """An arrow, straight down and, just above where it leads, over to it."""
    kind = "way" if (high, low) in WAY else "line"
    tip = "way-tip" if kind == "way" else "tip"
    start, end = above(ROOMS[high].row) + HIGH, above(ROOMS[low].row)
    turn, half = end - GAP + 4, end - GAP // 2
    bend = f"C{out} {half + 8} {into} {half - 8} {into} {end - EDGE}"
    yield f'<path class="{kind}" d="M{out} {start} V{turn} {bend}"/>'
    yield f'<path class="{tip}" d="M{into} {end - 1} l-{EDGE // 2 + 1} -{EDGE} h{EDGE + 1} z"/>'


def picture() -> str:
    """The picture, as it is in its file."""
    drawn = read()
    arrows = shortest(drawn.arrows)
    shared = ", ".join(name for name, rooms in drawn.libraries.items() if len(rooms) > 1)
    height = above(len({room.row for room in ROOMS.values()})) - GAP + 60
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' font-family="system-ui, -apple-system, Segoe UI, DejaVu Sans, sans-serif" text-anchor="middle">',
        "<title>The rooms of netmeet, from the door inwards: each knows only what is below it</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
    ]
    for (high, low), (out, into) in ends(arrows).items():
        lines += arrow(high, low, out, into)
    for name, room in ROOMS.items():
        lines += box(name, room, parts(name, drawn.libraries))
    told = f"Thick: the way of a key. Slanted: a library that this room alone uses. In several rooms: {shared}."
    lines += [f'<text class="told" x="{WIDTH // 2}" y="{height - 22}">{told}</text>', "</svg>"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write it."""
    FILE.write_text(picture(), encoding="utf-8")
    print(FILE.relative_to(ROOT))


if __name__ == "__main__":
    main()
