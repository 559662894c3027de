"""A translator's file: read into a catalogue, and held to what no translation may change.

A sentence that does not fit the English one is not used, so that no screen fails to fill it in, and no number in
it, 999 above all, can be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import polib

FOLDER = Path(__file__).with_name("languages")
ENGLISH = "en"

TRIED = ("{count} seat", "{count} seats")
COUNTS = 1000
"""How many counts the rule for plurals is tried with: it is the translator's, and may be wrong as well."""

_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, or show in another order than it is written."""


class Found(NamedTuple):
    """What came of looking for a language."""

    wanted: tuple[str, ...]
    """The languages that were asked for before English, the best first."""
    language: str = ENGLISH
    words: NullTranslations | None = None
    broken: Path | None = None
    """The file that is there and cannot be read."""
    unfit: int = 0
    """How many of its sentences are not used."""


def find(languages: tuple[str, ...], folder: Path | None = None) -> Found:
    """The first of these languages that there is a file for; else, or when it cannot be read, English."""
    for code in languages:
        path = (folder or FOLDER) / f"{code}.po"
        if path.is_file():
            try:
                words, unfit = read(path)
            except Exception:  # whatever is in it: a screen that is in English is better than none
                return Found(languages, broken=path)
            return Found(languages, code, words, unfit=unfit)
    return Found(languages)


def read(path: Path) -> tuple[NullTranslations, int]:
    """The sentences of a file that can be used, and how many cannot. Raises all that a wrong file may raise."""
    file = parsed(path)
    unfit = [entry for entry in file.translated_entries() if any(True for _ in faults(entry))]
    for entry in unfit:
        file.remove(entry)
    words = GNUTranslations(BytesIO(file.to_binary()))
    for count in range(COUNTS):
        words.ngettext(*TRIED, count)
    return words, len(unfit)


def parsed(path: Path) -> polib.POFile:
    """A file as entries. Raises OSError, UnicodeDecodeError, or whatever a file that is not right may raise."""
    return polib.pofile(path.read_text(encoding="utf-8"), encoding="utf-8")


def faults(entry: polib.POEntry) -> Iterator[str]:
    """Why a translation cannot stand for the English, each as the end of a sentence; nothing when it can."""
    if not entry.msgid_plural:
        yield from _unlike(entry.msgid, entry.msgstr)
        return
    for form in entry.msgstr_plural.values():
        # Each form is for some counts, and may name the number or, where that is one, not.
        if any(True for _ in _unlike(entry.msgid, form)):
            yield from _unlike(entry.msgid_plural, form)


def _unlike(english: str, translated: str) -> Iterator[str]:
    """What is not the same in both, and has to be: what is filled in, every number, and the lines."""
    there, here = filled_in(english), filled_in(translated)
    if here is None:
        yield "a { or a } in it has no other one"
    elif there != here:
        yield f"what is filled in has to be {_listed(there)}, and is {_listed(here)}"
    there, here = _numbers(english), _numbers(translated)
    if there != here:
        yield f"the numbers have to be {_listed(there)}, and are {_listed(here)}"
    if english.count("\n") != translated.count("\n"):
        yield "it has to have as many lines"
    if _OBEYED.search(translated):
        yield "a character in it cannot be shown on a screen"


def filled_in(text: str) -> list[str] | None:
    """What is filled in, as it is written and sorted; None when that cannot be told."""
    try:
        parts = [(name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return sorted(f"{{{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}}}" for name, form, how in parts)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", text)))


def _listed(parts: list[str] | None) -> str:
    return " ".join(parts or ()) or "none"
