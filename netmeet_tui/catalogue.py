"""The one catalogue of what netmeet says: every sentence goes through ``_`` on its way to a screen.

English is what stands in the source, so it needs no file and costs nothing. Another language is a translator's
file, ``languages/<code>.po``; the environment chooses it, once, before any sentence is said. Whatever is wrong with
the file, English stands in: for one sentence, or for all of them (``translation.py``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from gettext import NullTranslations
    from pathlib import Path

    from netmeet_tui.translation import Found

ENGLISH = "en"
ASKED = ("NETMEET_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a language is asked for: as with other programs, the first that says anything decides."""

_words: NullTranslations | None = None
"""None for English."""
found: Found | None = None
"""What came of asking for another language; None when nobody did."""


def _(message: str) -> str:
    """A sentence in the language of this computer's user; in English where the catalogue does not have it."""
    return message if _words is None or not message else _words.gettext(message)


def many(one: str, more: str, count: int) -> str:
    """The sentence for so many of something by the language's own rule, with ``{count}`` left to be filled in."""
    if _words is not None:
        return _words.ngettext(one, more, count)
    return one if count == 1 else more


def spoken() -> Callable[[str], str] | None:
    """What translates, for words that stand in a file; None in English, where there is nothing to do."""
    return None if _words is None else _


def language() -> str:
    """The code of the language that is spoken."""
    return ENGLISH if _words is None or found is None else found.language


def wanted(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that are asked for before English, the best first: ``cy_GB``, then ``cy``."""
    asked = next((environ[name] for name in ASKED if environ.get(name)), "")
    codes: list[str] = []
    for locale in asked.split(":"):
        code = locale.partition(".")[0].partition("@")[0].replace("-", "_")
        short = code.partition("_")[0]
        if not (code.isascii() and code.isidentifier()) or short.lower() in (ENGLISH, "c", "posix"):
            break
        codes += (code, short)
    return tuple(dict.fromkeys(codes))


def speak(languages: tuple[str, ...], folder: Path | None = None) -> None:
    """Speak the first of these languages that there is a file for, or English: what is said from now on."""
    global _words, found
    _words = found = None
    if languages:
        from netmeet_tui.translation import find

        found = find(languages, folder)
        _words = found.words


speak(wanted(os.environ))


# -- days --------------------------------------------------------------------------------------------------


def month(number: int) -> str:
    """The name of a month, as it stands in a date."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[number - 1]


def day(when: date) -> str:
    """A day as people write it."""
    return _("{day} {month} {year}").format(day=when.day, month=month(when.month), year=when.year)


def day_and_month(when: date) -> str:
    """A day as people write it when the year goes without saying."""
    return _("{day} {month}").format(day=when.day, month=month(when.month))
