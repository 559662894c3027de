"""The rooms say what they are, the picture of them is as the imports are, and the page about them is true."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests import rooms
from tests.cli.commands import commands

PLACES = sorted(path.parent for top in ("netmeet_tui", "tests") for path in (rooms.ROOT / top).rglob("__init__.py"))
PAGES = {page: rooms.ROOT / page for page in ("netmeet_tui/ARCHITECTURE.md", "tests/README.md")}


def there(place: Path, file: str) -> bool:
    """Whether a file that a room names is there: in it, beside it, or named from the top."""
    return any((folder / file).is_file() for folder in (place, place.parent, rooms.ROOT))


def named(place: Path) -> str:
    """A folder as it is named from the top."""
    return place.relative_to(rooms.ROOT).as_posix()


@pytest.mark.parametrize("place", [place for place in PLACES if place.name != "netmeet_tui"], ids=named)
def test_every_room_says_what_is_in_it_and_where_to_begin(place: Path) -> None:
    told = ast.get_docstring(ast.parse((place / "__init__.py").read_text(encoding="utf-8"))) or ""
    said = " ".join(told.split())
    assert re.search(r"\b(no|not|nothing|never|none|nobody|cannot)\b", said, re.I), "what may not be in it"
    begin = re.search(r"\bBegin with ``([\w.]+)``", said)
    assert begin, "where to begin reading"
    assert [file for file in (begin[1], *re.findall(r"``([\w/]+\.py)``", said)) if not there(place, file)] == []


def test_the_picture_is_as_the_imports_are() -> None:
    assert rooms.FILE.read_text(encoding="utf-8") == rooms.picture(), "python -m tests.rooms draws it anew"


def test_every_arrow_leads_downwards_and_every_lane_is_one_of_them() -> None:
    arrows = rooms.read().arrows
    assert [(high, low) for high, low in sorted(arrows) if rooms.ROOMS[high].row >= rooms.ROOMS[low].row] == []
    assert rooms.LANES.keys() <= set(rooms.shortest(arrows))
    assert set(rooms.WAY) <= arrows


def test_every_room_is_drawn() -> None:
    folders = {place.name for place in PLACES if place.parent == rooms.PACKAGE}
    assert folders <= rooms.ROOMS.keys()
    assert set(rooms.BESIDE.values()) <= rooms.ROOMS.keys()


def test_who_is_reached_through_others_is_not_drawn_twice() -> None:
    arrows = frozenset({("a", "b"), ("b", "c"), ("a", "c"), ("tui", "meeting"), ("tui", "d"), ("d", "meeting")})
    assert rooms.shortest(arrows) == [("a", "b"), ("b", "c"), ("d", "meeting"), ("tui", "d"), ("tui", "meeting")]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_for_engineers_names_is_there(page: str) -> None:
    told = PAGES[page].read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./-]+(?:/|\.(?:py|toml|md|svg|txt|tcss)))`", told))
    assert named
    tops = (rooms.ROOT, rooms.PACKAGE, rooms.ROOT / "tests")
    missing = [name for name in sorted(named) if not any((top / name).exists() for top in tops)]
    beside = {path.name for path in (rooms.PACKAGE / "policy" / "packs" / "standard").iterdir()}
    assert [name for name in missing if not name.startswith("...") and name.strip("/") not in beside] == []
    for module in re.findall(r"python -m (tests\.[\w.]+)", told):
        place = rooms.ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file(), module
    for link in re.findall(r"\]\(([^)#:]+)\)", told):
        assert (PAGES[page].parent / link).exists(), link


def test_the_page_tells_of_every_room() -> None:
    told = PAGES["netmeet_tui/ARCHITECTURE.md"].read_text(encoding="utf-8")
    assert [place for place in sorted(rooms.ROOMS) if f"`{place}" not in told and place != rooms.GROUND] == []


def test_what_the_page_says_to_run_is_there_to_run() -> None:
    told = PAGES["tests/README.md"].read_text(encoding="utf-8")
    known = commands()
    for words in re.findall(r"netmeet ((?:policy|practice|language) \w+)", told):
        assert f"netmeet {words}" in known, words
    for path, word in re.findall(r"python -m pytest(?: -n 0)? (tests/[\w./]+)(?: -k (\w+))?", told):
        place = rooms.ROOT / path
        assert place.exists(), path
        assert not word or re.search(rf"def test_\w*{word}", place.read_text(encoding="utf-8")), word
