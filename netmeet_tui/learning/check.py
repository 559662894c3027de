"""Looks in a text for what may point to somebody: names, places, numbers, dates, ages, ways to reach them (C-05).

Telephone numbers are found by a library made for it. Names, places and dates are found by rules and lists of our
own: libraries for them were tried on the sentences in ``tests/learning``, and found less, or much that was nothing,
or were larger than all of this program. No rule knows every name; ``text.LIMITS`` says so wherever this is shown.

It never raises, and its work grows as the text does: every rule looks at one piece at a time, none longer than
``LONGEST_PIECE``, so that no text, however odd, can hold it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from netmeet_tui.learning.shapes import DIGITS, PATTERNS, PUBLIC, Sort

LONGEST_PIECE: Final = 2000
OVERLAP: Final = 120
"""How far a piece reaches back into the one before, so that nothing is lost where they meet."""

_LEAST_DIGITS: Final = 3
_PHONE_DIGITS: Final = 7


class Finding(NamedTuple):
    """Something that may point to somebody: where it stands, and what sort of thing it is."""

    start: int
    end: int
    sort: Sort


class Word(NamedTuple):
    """A word where it stands; ``low`` is the word in small letters, without an ending that says whose."""

    start: int
    end: int
    text: str
    low: str


class Lists(NamedTuple):
    """What is known of words, all in small letters."""

    names: frozenset[str]
    words_too: frozenset[str]
    places: frozenset[str]
    plain: frozenset[str]
    most: int
    """How many words a place has at most."""


def check(text: str) -> tuple[Finding, ...]:
    """What may point to somebody, in the order in which it stands; no two overlap."""
    found: list[Finding] = []
    for start, end in pieces(text):
        found += _in_piece(text, start, end)
    return _apart(text, found)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces that overlap a little, cut between lines or words where there are any."""
    start = at = 0
    while at < len(text):
        end = min(at + LONGEST_PIECE - OVERLAP, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", at + 1, end), text.rfind(" ", end - OVERLAP, end))
            end = cut if cut > at else end
        yield start, end
        at = end
        start = max(at - OVERLAP, 0)
        blank = text.find(" ", start, at)
        start = blank if blank >= 0 else start


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Where a place in the text is, both counted from one."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""

    def read(name: str, separator: str | None = None) -> frozenset[str]:
        lines = (resources.files("netmeet_tui.learning") / name).read_text(encoding="utf-8").splitlines()
        told = " ".join(line for line in lines if not line.startswith("#"))
        return frozenset(filter(None, (part.strip() for part in told.split(separator))))

    places = read("places.txt", ",")
    most = max(len(place.split()) for place in places)
    return Lists(read("names.txt"), read("words-too.txt"), places, read("plain.txt"), most)


def _apart(text: str, found: list[Finding]) -> tuple[Finding, ...]:
    """Findings that overlap, or names that follow one another, as one, of the sort of the longest."""
    apart: list[Finding] = []
    for one in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        last = apart[-1] if apart else None
        if last is None or (one.start >= last.end and not _follows(text, last, one)):
            apart.append(one)
            continue
        longer = one if one.end - one.start > last.end - last.start and one.start < last.end else last
        apart[-1] = Finding(last.start, max(last.end, one.end), longer.sort)
    return tuple(apart)


def _follows(text: str, last: Finding, one: Finding) -> bool:
    """Whether two are one: a first and a family name, or a house in a street."""
    here = ("name", "place")
    return last.sort in here and one.sort in here and text[last.end : one.start] in (" ", "-", ", ")


def _in_piece(text: str, start: int, end: int) -> Iterator[Finding]:
    for sort, pattern in PATTERNS:
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(text, start, end):
            first, last = match.span(group)
            if not _harmless(sort, text[first:last], text[max(first - 20, 0) : first]):
                yield Finding(first, last, sort)
    yield from _numbers(text, start, end)
    yield from _names(text, start, end)


def _harmless(sort: Sort, found: str, before: str) -> bool:
    """Whether something only looks like a name: “The surgery”, “plan B”."""
    if sort == "place" and found[:1].isalpha():
        first, _, rest = found.partition(" ")
        return first.lower() in lists().plain and not any(word[0].isupper() for word in rest.split()[:-1])
    return sort == "name" and len(found) <= 2 and bool(_BEFORE_LETTERS & set(before.lower().split()[-1:]))


# -- numbers -----------------------------------------------------------------------------------------------------


def _numbers(text: str, start: int, end: int) -> Iterator[Finding]:
    """Numbers of three digits or more. What is a telephone number as people write it is found whole."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in DIGITS.finditer(text, start, end):
        digits = "".join(letter for letter in match[0] if letter.isdigit())
        if digits in PUBLIC or len(digits) < _LEAST_DIGITS:
            continue
        first, last = match.span()
        yield Finding(first, last, "number")
        if len(digits) >= _PHONE_DIGITS:  # it may go on beyond the digits: with an extension, for one
            around = text[first : min(last + 12, end)]
            for phone in PhoneNumberMatcher(around, "GB", Leniency.POSSIBLE, 10):
                yield Finding(first + phone.start, first + phone.end, "number")


# -- names and places --------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_WHOSE: Final = re.compile(r"['’]s?\Z")


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SAID: Final = _of(
    "said says asked asks told tells thanked thanks felt feels wanted wants thought thinks wished laughed cried "
    "smiled wrote rang spoke talked agreed promised explained replied answered shouted whispered nodded apologised "
    "disagreed refused admitted suggested hoped worried insisted complained lives lived died"
)
"""What people do and things do not: before it stands somebody."""

_DID: Final = _SAID | _of("was had went left came stayed sat stood did knew saw heard got gave took")
_BEFORE_LETTERS: Final = _of("plan part side option vitamin paper size type letter group team page class")
_BEFORE_THINGS: Final = _of("the a an my your his her our their this that no any some every")


def _names(text: str, start: int, end: int) -> Iterator[Finding]:
    words = [_word(match) for match in _WORD.finditer(text, start, end)]
    shouted = sum(word.text.isupper() for word in words if len(word.text) > 1) * 2 > len(words)
    for at, word in enumerate(words):
        if count := _words_of_a_place(words, at):
            yield Finding(word.start, words[at + count - 1].end, "place")
        elif _is_name(text, words, at, shouted):
            yield Finding(word.start, word.end, "name")


def _word(match: re.Match[str]) -> Word:
    return Word(match.start(), match.end(), match[0], _WHOSE.sub("", match[0].lower().replace("’", "'")))


def _words_of_a_place(words: Sequence[Word], at: int) -> int:
    """How many words from here on are a place that is known."""
    known = lists()
    for count in range(min(known.most, len(words) - at), 0, -1):
        if " ".join(part.low for part in words[at : at + count]) in known.places:
            return count
    return 0


def _is_name(text: str, words: Sequence[Word], at: int, shouted: bool) -> bool:
    """Whether a word is somebody's name, as far as can be told. ``shouted``: nearly all is in large letters."""
    known, word = lists(), words[at]
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    large = word.text[0].isupper() and not (shouted and len(word.text) > 1)
    if word.low in known.names or (word.text[0].isupper() and word.low.split("-")[0] in known.names):
        return True
    if len(word.text) == 1 or (word.low in known.plain and word.low not in known.words_too):
        return False
    if not large:
        return word.low in known.words_too and after in _SAID and before not in _BEFORE_THINGS
    if not _begins(text, word.start):
        return word.low not in known.plain
    if word.low in known.words_too:
        return after in _DID or bool(_WHOSE.search(word.text)) or _and_another(words, at)
    if word.text.isupper() and len(word.text) <= 4:
        return after in _DID
    return after in _SAID and not word.low.endswith(("s", "ing", "ly"))


def _and_another(words: Sequence[Word], at: int) -> bool:
    """Whether “and” and another large word follow, as with two names."""
    if at + 2 >= len(words) or words[at + 1].low != "and":
        return False
    return words[at + 2].text[0].isupper() and words[at + 2].low not in lists().plain


_ENDS: Final = ".!?:…•·*#>"
_SHORTENED: Final = re.compile(r"(?i)\b(?:mr|mrs|ms|dr|prof|rev|st|[a-z])\.\Z")
_QUOTES: Final = "“‘\"'"
_BROKEN: Final = 50
"""A line that is shorter was ended by whoever wrote it; a longer one may only have been broken."""


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here: then a large letter says nothing."""
    before = text[max(start - 12, 0) : start].rstrip(" \t")
    if not before or before[-1] in _QUOTES:
        return len(before) < 2 or not before[-2].isalnum()
    last = before[-1]
    if last == "\n":
        return _new_line(text, start)
    if last in "-–—":  # at the beginning of a line it is a list
        return before[:-1].rstrip(" \t")[-1:] in ("", "\n")
    if last == ".":
        return not _SHORTENED.search(before)
    return last in _ENDS or (last in ")]" and before.rstrip(")]")[-1:].isdigit())


def _new_line(text: str, start: int) -> bool:
    """Whether a line begins something new."""
    before = text[max(start - 120, 0) : start].rstrip(" \t")
    line = before.rstrip("\n").rsplit("\n", 1)[-1].strip()
    return before.endswith("\n\n") or len(line) < _BROKEN or line[-1:] in _ENDS
