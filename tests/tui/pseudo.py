"""netmeet in a language that nobody speaks: every letter accented, ⟦ and ⟧ around each sentence, a third longer.

Every screen is walked in it, in a process of its own: the language is chosen before anything is said. What is shown
outside of ⟦⟧ went past the catalogue; what lacks its ⟧ is cut off.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from netmeet_tui import __version__, catalogue, translator

if TYPE_CHECKING:
    from textual.widget import Widget

    from tests.tui.support import Room

CODE: Final = "en_XA"
OPEN, CLOSE = "⟦⟧"
LONGER: Final = 1.3

_ACCENTED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçďéƒĝĥíĵķĺṁñóṕɋŕšţúṽŵẋýžÁƁÇĎÉƑĜĤÍĴĶĹṀÑÓṔɊŔŠŢÚṼŴẊÝŽ",
)
_KEPT: Final = re.compile(r"(\{[^{}]*\})")


def pseudo(english: str) -> str:
    """A sentence in it: what is filled in stays as it is."""
    parts = _KEPT.split(english)
    letters = sum(len(part) for part in parts[::2])
    more = max(letters * LONGER - letters - 2, 0) / max(letters, 1)
    told, owed = [], 0.0
    for place, part in enumerate(parts):
        for letter in part if place % 2 == 0 else ():
            owed += more
            accented = letter.translate(_ACCENTED)
            twice = letter.isalpha() and owed >= 0.5
            owed -= twice
            told.append(accented * (1 + twice))
        told.append(part if place % 2 else "")
    return f"{OPEN}{''.join(told)}{CLOSE}"


def written(folder: Path) -> Path:
    """A file with every sentence in it."""
    file = translator.template(translator.every(), __version__)
    file.metadata["Language"] = CODE
    for entry in file:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
        else:
            entry.msgstr = pseudo(entry.msgid)
    path = folder / f"{CODE}.po"
    file.save(str(path))
    return path


def speak(folder: Path) -> None:
    """Speak it from now on, out of a file that another process has written: nothing has been said here yet."""
    assert "netmeet_tui.directory" not in sys.modules
    catalogue.speak((CODE,), folder)
    found = catalogue.found
    assert found is not None
    assert (found.language, found.unfit) == (CODE, 0), found


# -- what is wrong with a screen -------------------------------------------------------------------------------

DATA: Final = re.compile(
    r"""\b[A-Z]+(?:-[A-Za-z0-9]+)+\b   # a clause, a plan
    | \S*/\S* | \S+\.(?:pdf|json|uk)\b   # a path, an address, a file
    | \b(?:netmeet|Esc|Enter|Space|Tab|Home|PgDn|Bksp|Ctrl\+L|F\d+|min|h)\b
    | \b[A-Za-z]\b               # a seat, a key
    | \bstandard[ ]\d+\S*        # which policy a record was kept under
    | \b(?:Wren|Uncle)\b         # what people chose to be called
    | \bbecause\b                # the reason that is given for every choice
    """,
    re.VERBOSE,
)


class Wrong(NamedTuple):
    """Something on a screen: a text that went past the catalogue, or one that is cut off."""

    screen: str
    size: tuple[int, int]
    what: str
    shown: str


def outside(shown: str) -> str:
    """What of a text is in no sentence of the catalogue; with a ⟧ or ⟦ that has no other one."""
    depth, found = 0, []
    for letter in shown:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE and depth:
            depth -= 1
        elif not depth:
            found.append(letter)
    return DATA.sub("", "".join(found)) + OPEN * depth


def escaped(shown: str) -> bool:
    """Whether a letter of it is in no sentence, or a sentence has no end."""
    return any(letter.isalpha() or letter in (OPEN, CLOSE) for letter in outside(shown))


def places(room: Room) -> Iterator[tuple[Widget, str]]:
    """Everything on the screen that holds text, and the text."""
    from textual.containers import Horizontal, ScrollableContainer, Vertical
    from textual.widget import Widget
    from textual.widgets import Digits, Input, Static
    from textual.widgets._toast import Toast

    from netmeet_tui.tui.page import Page
    from tests.tui.support import said

    for place in room.app.screen.walk_children(Widget):
        if not (place.display and all(above.display for above in place.ancestors if above is not room.app)):
            continue
        if isinstance(place, Static) and not isinstance(place, Toast):
            yield place, said(place.content)
        elif isinstance(place, Digits):
            yield place, place.value
        elif isinstance(place, Input):
            yield place, "" if place.password else place.value or place.placeholder
        elif not isinstance(place, ScrollableContainer | Horizontal | Vertical | Page) and not place.is_container:
            yield place, f"a widget of a kind that is not looked at: {type(place).__name__}"


def past_the_catalogue(room: Room, typed: Sequence[str]) -> Iterator[str]:
    """Texts of which something did not go through the catalogue."""
    for _, shown in places(room):
        for words in typed:
            shown = shown.replace(words, "")
        if escaped(shown):
            yield shown


async def cut_off(room: Room) -> list[str]:
    """Texts of which the end cannot be seen, whatever key is pressed."""
    from rich.cells import cell_len
    from textual.widget import Widget
    from textual.widgets import Static

    wrong = []
    screen = room.app.screen
    for place, shown in list(places(room)):
        given_up = place.styles.height is not None and place.styles.height.value == 0
        if not shown.strip() or place.id in ("keys", "too-small") or given_up:
            continue
        size = place.content_region.size
        if isinstance(place, Static):
            rules = place.styles.get_rules()
            lines = place.visual.get_height(rules, max(size.width, 1))
            wide = 0 if rules.get("text_wrap") != "nowrap" else max(map(cell_len, shown.splitlines()))
            if lines > size.height or wide > size.width:
                wrong.append(f"#{place.id} {size}: {shown}")
                continue
        above = [one for one in place.ancestors if isinstance(one, Widget)]
        scrolled = next((one for one in above if one.max_scroll_y), None)
        if scrolled in (None, screen) and not screen.region.contains_region(place.region):
            wrong.append(f"#{place.id} {place.region} is not on the screen: {shown}")
    scrolling = (
        one for one in screen.walk_children(Widget) if one.display and one.size.height and one.max_scroll_y
    )
    for container in [one for one in scrolling if one.allow_vertical_scroll]:
        wrong += [] if await _read_on(room, container) else [f"#{container.id} cannot be read to its end"]
    return wrong


KEYS: Final = ("end", "pagedown", "space", "down")


async def _read_on(room: Room, container: Widget) -> bool:
    """Whether some key leads to the end of what scrolls."""
    screen = room.app.screen
    for key in KEYS:
        for _ in range(80):
            if container.scroll_offset.y >= container.max_scroll_y:
                return True
            before = (container.scroll_offset, room.lines())
            await room.press(key)
            if room.app.screen is not screen:
                raise AssertionError(f"{key} leads away from {screen}")
            if (container.scroll_offset, room.lines()) == before:
                break
    return container.scroll_offset.y >= container.max_scroll_y


async def walked(names: Sequence[str], sizes: Sequence[tuple[int, int]]) -> tuple[list[Wrong], list[str]]:
    """These screens at each size: what is wrong, and the kinds of screen that were seen."""
    from tests.tui.everywhere import EVERYWHERE, TYPED, home_again
    from tests.tui.support import keeper_in, running

    wrong, seen = [], set()
    with tempfile.TemporaryDirectory() as folder:
        async with running(keeper_in(Path(folder)), sizes[0]) as room:
            for name in names:
                for size in sizes:
                    if size != (room.app.size.width, room.app.size.height):
                        await room.resize(size)
                    if size == sizes[0]:
                        await EVERYWHERE[name](room)
                    wrong += [Wrong(name, size, "escaped", shown) for shown in past_the_catalogue(room, TYPED)]
                    wrong += [Wrong(name, size, "cut", shown) for shown in await cut_off(room)]
                seen.add(type(room.app.screen).__name__)
                await home_again(room)
    return wrong, sorted(seen)


async def every_step(size: tuple[int, int]) -> list[Wrong]:
    """Every step with the longest choices that it can have: those that are not wholly in sight."""
    from textual.widgets import Static

    from netmeet_tui.policy.load import shipped
    from tests.tui.support import keeper_in, meeting
    from tests.tui.test_every_step import found, fullest, shown, step_page, whole

    wrong = []
    situations = fullest(list(found(shipped())))  # before the app: one that stands still for long hides itself
    with tempfile.TemporaryDirectory() as folder:
        async with meeting(keeper_in(Path(folder)), size) as room:
            await step_page(room, situations[0])
            for place, situation in enumerate(situations):
                page = await shown(room, place % 8 + 1, situation)
                choices = page.query_one("#choices", Static)
                if OPEN not in str(choices.content) or not whole(page, choices):
                    wrong.append(Wrong(situation.step, size, "cut", str(choices.content)))
    assert len(situations) > 20
    return wrong


class Told(NamedTuple):
    """What came of a walk."""

    wrong: list[list[object]]
    seen: list[str]


def told(names: Sequence[str], sizes: Sequence[tuple[int, int]], *, steps: bool = False) -> Told:
    """What is wrong with these screens, out of a process of its own; with ``steps``, of every step, too."""
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder))
        asked = json.dumps({"names": list(names), "sizes": list(sizes), "steps": steps})
        command = [sys.executable, "-m", "tests.tui.pseudo", folder, asked]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Told(**json.loads(done.stdout))


def main() -> None:
    """Walk, and print what is wrong as JSON. Given are the folder with the file, and what to walk."""
    speak(Path(sys.argv[1]))
    asked = json.loads(sys.argv[2])
    wrong, seen = asyncio.run(walked(asked["names"], [(wide, high) for wide, high in asked["sizes"]]))
    if asked["steps"]:
        wrong += asyncio.run(every_step((80, 24)))
    print(json.dumps({"wrong": wrong, "seen": seen}, ensure_ascii=False))


if __name__ == "__main__":
    main()
