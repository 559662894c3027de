"""Every action of every page has a key, every key is one that all terminals deliver, the mouse is never needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import getsource
from pathlib import Path
from pkgutil import walk_packages
from string import ascii_lowercase, digits

from textual.app import App
from textual.binding import Binding
from textual.widgets import Input

import netmeet_tui.tui
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keys import CLOSE, EVERYWHERE, MEMORY, Key, beside
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice.app import PracticeApp
from netmeet_tui.tui.screens.meeting import MeetingPage
from netmeet_tui.tui.screens.step import StepPage
from netmeet_tui.tui.widgets.rows import Rows
from tests.tui.keyed import named

DELIVERED = {
    *ascii_lowercase,
    *digits,
    *("question_mark", "full_stop", "space", "enter", "escape", "tab", "backspace"),
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *(f"f{number}" for number in range(1, 13)),
    *("ctrl+c", "ctrl+l", "ctrl+q"),
    *("shift+tab", "super+c"),
}
"""Keys that every terminal sends, and two of Textual's own that nothing hangs on."""

BESIDE = {"alt+9": "f9", "alt+c": "f8", "alt+h": "f7"}
"""What a terminal may make of Esc and a key that are pressed fast, and the key that is told for it."""

NOT_BY_KEY = {
    "suspend_process": "a stopped program is an unlocked one, with nobody looking at it",
}
"""Actions that have no key, and why."""


def everything() -> Iterator[type]:
    """Every class that the screens are made of."""
    for found in walk_packages(netmeet_tui.tui.__path__, "netmeet_tui.tui."):
        for thing in vars(import_module(found.name)).values():
            if isinstance(thing, type) and thing.__module__ == found.name:
                yield thing


EVERYTHING = tuple(everything())
PAGES = tuple(kind for kind in EVERYTHING if issubclass(kind, Page))


def bindings(kind: type) -> Iterator[Binding]:
    """What a page or an app binds, with what it has from others."""
    assert issubclass(kind, (Page, App))
    for bound in kind._merge_bindings().key_to_bindings.values():
        yield from bound


def test_there_are_pages() -> None:
    assert len(PAGES) > 50
    assert {MeetingPage, StepPage} <= set(PAGES)


def test_every_action_has_a_key() -> None:
    """Where it is written, or on some page that has it from there."""
    apps = {named(bound.action) for app in (NetmeetApp, PracticeApp) for bound in bindings(app)}
    without = []
    for kind in EVERYTHING:
        for action in (name.removeprefix("action_") for name in vars(kind) if name.startswith("action_")):
            pages = [page for page in PAGES if issubclass(page, kind)]
            keyed = {named(bound.action) for page in pages for bound in bindings(page)} | apps
            if action not in keyed and action not in NOT_BY_KEY:
                without.append(f"{kind.__name__}.{action}")
    assert without == []


def test_every_key_does_something_that_there_is() -> None:
    apps = (NetmeetApp, PracticeApp)
    lost = []
    for page in PAGES:
        for bound in bindings(page):
            whose, _, action = bound.action.partition("(")[0].rpartition(".")
            owners: Iterable[type] = apps if whose == "app" else (page, *apps)
            if not any(hasattr(owner, f"action_{action}") for owner in owners):
                lost.append(f"{page.__name__}: {bound.key} ({bound.action})")
    assert lost == []


def test_every_key_is_one_that_all_terminals_deliver() -> None:
    kinds: tuple[type, ...] = (*PAGES, NetmeetApp, PracticeApp)
    keys = {bound.key for kind in kinds for bound in bindings(kind)}
    assert keys - DELIVERED == set(BESIDE)
    assert set(BESIDE.values()) <= keys


def test_no_page_says_nothing_of_a_key_that_it_shows() -> None:
    silent = [
        f"{page.__name__}: {row.key}"
        for page in PAGES
        for row in page.KEYS
        if row.shown and (not row.help or not row.label)
    ]
    assert silent == []


def test_keys_are_told_with_those_beside_them() -> None:
    rows = (
        Key("up", "move(-1)", "", "Up and down.", ("k",)),
        Key("down", "move(1)", "", "", ("j",)),
        Key("1", "pick(1)", "", "1 to 2."),
        Key("2", "pick(2)", "", ""),
        Key("f9", "emergency", "", "The card.", ("alt+9",)),
        Key("escape", "back", "", "Back.", ("pageup",)),
    )
    assert [beside(row, rows) for row in rows if row.help] == [("k", "j"), (), (), ("PgUp",)]


def test_the_readme_names_every_key_of_the_meeting_and_of_a_step_and_no_other() -> None:
    """Of the numbers it names the first and the last, and of the arrows both that move something up and down."""
    table = (Path(__file__).parents[2] / "README.md").read_text("utf-8").split("## Keys")[1].split("\n\n")[1]
    told = set(re.findall(r"`([^`]+)`", table))
    rows = [*MeetingPage.KEYS, *StepPage.KEYS, *EVERYWHERE, MEMORY, CLOSE]
    caps = {row.cap for row in rows if row.help} - {"↑↓"}
    last = (max(row.key for row in page.KEYS if row.key.isdigit()) for page in (MeetingPage, StepPage))
    assert told == {*caps, *last, "↑", "↓"}


# -- the mouse ---------------------------------------------------------------------------------------------------

POINTED = re.compile(r"on_(click|mouse_\w+)|@click|@on\(")


def test_only_rows_react_to_the_mouse_and_each_page_that_has_them_has_keys_for_it() -> None:
    """Fields are Textual's own, and are come to with Tab; what is scrolled with a wheel is read on with keys."""
    source = Path(netmeet_tui.tui.__file__).parent
    reacting = {path.name for path in source.rglob("*.py") if POINTED.search(path.read_text(encoding="utf-8"))}
    assert reacting == {"rows.py"}
    pointed = [page for page in PAGES if hasattr(page, "on_rows_pointed") and not page.__subclasses__()]
    assert len(pointed) > 5
    for page in pointed:
        keys = {bound.key for bound in bindings(page)}
        opens = ".again" in getsource(page.on_rows_pointed)
        assert keys >= {"up", "down", *(["enter"] if opens else [])}, page.__name__


def test_every_page_with_a_field_can_be_written_in_by_key() -> None:
    """Enter goes into the first, and Tab to each."""
    assert {bound.key for bound in bindings(NetmeetApp)} >= {"enter"}
    without = [page.__name__ for page in PAGES if "tab" not in {bound.key for bound in bindings(page)}]
    assert without == ["StepView", "OpenView", "ReaderView"], "they have no fields"
    assert Input.can_focus
    assert not Rows.can_focus
