"""The guided first ten minutes in a real terminal, by somebody who does only what stands on the screen."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from netmeet_tui.tui.practice import text as practice
from netmeet_tui.tui.practice import tour_text as text
from tests.e2e.facilitator import files_in, flat, numbered
from tests.terminal import Terminal

COMMAND = (sys.executable, "-m", "netmeet_tui", "practice", "tour")
KEY = re.compile(r"\[([^\[\]\s]+)\]")
TYPED = re.compile("“([^”]+)”")
CALLED = {"Esc": "escape", "Enter": "enter", "Space": "space", "F9": "f9"}
RULES = "╍─"
"""What stands under the line of the tour."""

AT_MOST = 80


def unframed(screen: str) -> list[str]:
    """The rows of a screen inside the frame of practice."""
    return [row.strip("┃").rstrip() for row in screen.splitlines()[1:]]


def told(screen: str) -> str:
    """What the line of the tour says; nothing where there is none."""
    rows = unframed(screen)
    first = next((place for place, row in enumerate(rows) if row.lstrip().startswith(text.SIGN)), None)
    if first is None:
        return ""
    said = []
    for row in rows[first:]:
        if not row.strip() or row.strip()[0] in RULES:
            break
        said.append(row)
    return re.sub(r"^» (Tour \d of \d: )?", "", flat(" ".join(said)))


def where(screen: str) -> str:
    """What the top line says, without how long the meeting has gone on and the key of the 999 card."""
    return flat(re.sub(r"\d+ min|F?9 999", "", unframed(screen)[0]))


def test_whoever_does_what_stands_on_the_screen_comes_to_the_end(tmp_path: Path) -> None:
    seen: list[str] = []
    with Terminal(COMMAND, home=tmp_path) as terminal:
        screen = terminal.wait_for(lambda screen: bool(KEY.search(told(screen))))
        while text.AFTER_TITLE not in screen:
            assert practice.PRACTICE in screen.splitlines()[0]
            sentence, here = told(screen), where(screen)
            seen.append(sentence)
            assert len(seen) < AT_MOST, seen
            keys = KEY.findall(sentence)
            if not keys:
                terminal.type(TYPED.findall(sentence)[0])
            for place, key in enumerate(keys):
                if place:
                    terminal.wait_for(lambda screen, before=sentence: told(screen) != before)  # type: ignore[misc]
                terminal.press(CALLED.get(key, key))
            screen = terminal.wait_for(
                lambda screen, before=(sentence, here): _on(screen) and (told(screen), where(screen)) != before  # type: ignore[misc]
            )
        assert {text.HIDE, text.WHOM, text.UNDO, text.PARKED, text.PLAN, text.CARD_IN_FIELD, text.END_IT} <= {*seen}
        terminal.press(next(key for key, line in numbered(inside(screen)).items() if line == text.AFTER_CHOICES[0]))
        terminal.wait_for(practice.CHOOSE_TITLE)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert not files_in(tmp_path)


def _on(screen: str) -> bool:
    """Whether it is said what to do next, or all is done."""
    sentence = told(screen)
    return bool(KEY.search(sentence) or TYPED.search(sentence)) or text.AFTER_CHOICES[0] in screen


def inside(screen: str) -> str:
    """A screen as it would be without its frame."""
    return "\n".join(unframed(screen))
