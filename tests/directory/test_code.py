"""A code is read back by a real decoder: as it is made, as the program draws it, and from a picture."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from rich.color import Color

from netmeet_tui.directory.book import shipped
from netmeet_tui.directory.code import LONGEST, QUIET, code
from netmeet_tui.directory.service import Service
from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.tui.screens.route_card import RouteCardPage
from tests.tui.support import SMALL, USUAL, WIDE, Room, keeper_in, running

SCALE = 6
DIRECTORY = shipped()
DIALLED = [one for one in DIRECTORY.every() if one.code]


def seen(rows: Sequence[Sequence[bool]]) -> list[str]:
    """What a decoder reads in a picture of light and dark points."""
    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([255 if light else 0 for row in rows for light in row])
    larger = image.resize((image.width * SCALE, image.height * SCALE), Image.Resampling.NEAREST)
    return [found.text for found in zxingcpp.read_barcodes(larger)]


def halves(line: str) -> tuple[list[bool], list[bool]]:
    """The upper and the lower half of each cell of a line: whether something is drawn there."""
    return [sign in "█▀" for sign in line], [sign in "█▄" for sign in line]


@pytest.mark.parametrize("one", DIALLED, ids=lambda one: one.id)
def test_each_number_that_can_be_dialled_is_read_back(one: Service) -> None:
    assert seen([half for line in code(one.code) for half in halves(line)]) == [one.code]


def test_a_large_code_is_the_same_twice_as_large() -> None:
    large = code("tel:116123", large=True)
    assert seen([[sign == "█" for sign in line[::2]] for line in large]) == ["tel:116123"]
    assert {len(line) for line in large} == {2 * len(large)}


def test_a_code_is_small_enough_and_has_light_around_it() -> None:
    longest = max(DIALLED, key=lambda one: len(one.code))
    lines = code(longest.code)
    assert len(lines) <= 15 and {len(line) for line in lines} == {29}
    assert all(line == "█" * 29 for line in (lines[0], lines[1]))
    assert all(line.startswith("█" * QUIET) and line.endswith("█" * QUIET) for line in lines)


def test_nothing_has_no_code_and_no_text_is_made_one() -> None:
    assert code("") == ()
    with pytest.raises(ValueError, match="no number"):
        code("tel:" + "1" * LONGEST)


# -- as the program draws it ----------------------------------------------------------------------------------


def pixels(room: Room) -> list[list[bool]]:
    """The terminal as two points a cell, light or dark by the colours in which the program draws it."""
    rows: list[list[bool]] = []
    for strip in room.app.screen._compositor.render_strips():
        upper: list[bool] = []
        lower: list[bool] = []
        for segment in strip:
            style: Any = segment.style
            front, back = (_light(color) for color in (style and style.color, style and style.bgcolor))
            for sign in segment.text:
                upper.append(front if sign in "█▀" else back)
                lower.append(front if sign in "█▄" else back)
        rows += [upper, lower]
    return rows


def _light(color: Color | None) -> bool:
    return color is not None and sum(color.get_truecolor()) > 3 * 127


def directory_of(*ids: str) -> tuple[Service, ...]:
    found = tuple(one for one in DIRECTORY.every() if one.id in ids)
    assert len(found) == len(ids)
    return found


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_the_screen_shows_a_code_that_a_camera_reads(tmp_path: Path, theme: str) -> None:
    """At every size, in both themes, beside the words or by itself; a text number is offered to write to."""
    services = directory_of("nspcc", "shout")
    async with running(keeper_in(tmp_path, theme)) as room:
        await room.app.push_screen(RouteCardPage(shipped_pack(), DIRECTORY, services, "ENG"))
        read: dict[tuple[int, int], list[list[str]]] = {}
        for size in (USUAL, SMALL, WIDE):
            await room.resize(size)
            found = [seen(pixels(room))]
            await room.press("v")
            found.append(seen(pixels(room)))
            await room.press("v")
            read[size] = found
        # On the smallest terminal it does not fit beside the words: a key shows it by itself.
        order = [one.code for one in services]
        first = [order[0]]
        assert read == {USUAL: [first, first], SMALL: [[], first], WIDE: [first, first]}
        await room.press("right")
        assert seen(pixels(room)) == [order[1]]
        if theme == "dark":
            picture(room, tmp_path, order[1])


def picture(room: Room, folder: Path, expected: str) -> None:
    """The exported picture, where there is a program that draws it: seams between its rows do no harm."""
    if shutil.which("rsvg-convert") is None:
        print("rsvg-convert is not installed, so the exported picture is not read back")
        return
    svg, png = folder / "card.svg", folder / "card.png"
    exported = room.app.export_screenshot().replace("<text ", '<text xml:space="preserve" ').replace("&#160;", " ")
    svg.write_text(exported, encoding="utf-8")
    subprocess.run(["rsvg-convert", "-o", str(png), str(svg)], check=True)
    with Image.open(png) as image:
        assert [found.text for found in zxingcpp.read_barcodes(image.convert("L"))] == [expected]
