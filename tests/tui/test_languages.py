"""Every screen in a language that nobody speaks: nothing past the catalogue, nothing cut off when it is longer."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Final

import pytest

from netmeet_tui import translation, translator
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.word_rules import texts
from netmeet_tui.tui import screens
from netmeet_tui.tui.page import Page
from tests.scale import THOROUGH, times
from tests.tui.everywhere import EVERYWHERE
from tests.tui.pseudo import CLOSE, LONGER, OPEN, Told, escaped, outside, pseudo, told
from tests.tui.support import SMALL, USUAL

DENSE: Final = (
    "directory-entry",
    "settings-sign",
    "meeting-notice",
    "opening-point",
    "seats-left",
    "step-ledger",
    "step-handover",
    "route-card",
    "route-card-none",
)
"""The screens with the most to read: these in every run, all of them in a thorough one."""


@pytest.fixture(scope="module")
def walk() -> Told:
    """One walk in a process of its own."""
    names = DENSE if times(0, 1) == 0 else tuple(EVERYWHERE)
    return told(names, (USUAL, SMALL) if THOROUGH else (SMALL,), steps=THOROUGH)


def test_no_sentence_goes_past_the_catalogue(walk: Told) -> None:
    assert [one for one in walk.wrong if "escaped" in one] == []


def test_nothing_is_cut_off_when_it_is_a_third_longer(walk: Told) -> None:
    assert [one for one in walk.wrong if "cut" in one] == []


def every_page() -> set[str]:
    """Every kind of page that no other is made of."""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)

    def below(page: type[Page[object]]) -> set[str]:
        kinds = page.__subclasses__()
        return {page.__name__} if not kinds else set().union(*map(below, kinds))

    return below(Page)


def test_every_screen_is_walked(walk: Told) -> None:
    assert len(walk.seen) >= 7
    if THOROUGH:
        assert every_page() <= set(walk.seen)


# -- that it would be seen -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("english", ["no", "Start a meeting now", "To: {route}", "{count} records", "999", "a\nb"])
def test_the_language_is_longer_and_keeps_what_is_filled_in(english: str) -> None:
    said = pseudo(english)
    assert said[0] + said[-1] == OPEN + CLOSE
    assert translation.filled_in(said) == translation.filled_in(english)
    assert len(said) >= round(len(english) * LONGER) - len("{count}")
    assert not set("aeiou") & set(said.replace("{route}", "").replace("{count}", ""))


def test_everything_that_there_is_to_say_can_be_said_in_it() -> None:
    for one in translator.every():
        assert list(translation._unlike(one.english, pseudo(one.english))) == [], one.english
    english, longer = (sum(len(text.text) for text in texts(pack)) for pack in (shipped(), shipped(pseudo)))
    assert longer > (LONGER - 0.01) * english


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("⟦Ţó: ⟦ĜṔ⟧⟧  ·  C-25, 18:30", False),
        (" 1   ⟦ýéš⟧\n 2   ⟦ñó⟧", False),
        ("? ⟦ĥéĺṕ⟧   Esc ⟦ƀáçķ⟧   A-Z ⟦ŵĥóṁ⟧", False),
        ("/home/somebody/vault.db", False),
        (" 1   Yes", True),
        ("⟦Ţó: ĜṔ⟧ and", True),
        ("⟦Ţó: ĜṔ", True),
        ("ó: ĜṔ⟧", True),
        ("⟦Ţó⟧ GP", True),
    ],
)
def test_what_went_past_the_catalogue_is_seen(shown: str, found: bool) -> None:
    assert escaped(shown) is found, outside(shown)
