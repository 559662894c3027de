"""What has a shape: days, ages, addresses, ways to reach somebody.

No pattern can run away: each part of it is bounded.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Sort: TypeAlias = Literal["name", "place", "number", "date", "age", "reach"]
"""What sort of thing may point to somebody."""

_COUNTED: Final = (
    "three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_AGE: Final = rf"(?:\d{{1,3}}|one|two|(?:{_COUNTED})(?:[- ](?:{_ONES}))?)"
_BARELY: Final = "(?:now|only|just|nearly|almost)"
_PEOPLE: Final = "m[ae]n|wom[ae]n|boys?|girls?|lads?|person|people|child|son|daughter|teacher|nurse"
_TENS: Final = r"teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0['’]?s"

_DAY: Final = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH: Final = "(?:january|february|april|june|july|september|sept|october|november|december)"
_MONTHS: Final = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|March|May|August)"
_ALSO_WORDS: Final = "(?:march|may|august)"
_YEAR: Final = r"(?:19|20)\d\d"
_TH: Final = "(?:st|nd|rd|th)"
_FEASTS: Final = (
    "christmas(?: eve| day)?|boxing day|new year(?:['’]s)?(?: eve| day)?|easter(?: sunday| monday)?|good friday|"
    "pancake day|hallowe['’]?en|bonfire night|hogmanay|(?:mother|father|valentine)['’]?s['’]? day|ramadan|eid|"
    "diwali|hanukkah|passover|yom kippur|vaisakhi|burns night|st\\.? (?:david|patrick|andrew|george)['’]?s day"
)

_HOUSE: Final = r"\d{1,4}[a-z]?"
_STREET: Final = (
    "street|road|lane|avenue|close|drive|crescent|terrace|gardens?|square|court|place|grove|row|way|mews|hill|house|"
    "estate|park|walk|rise|green"
)
_BUILDING: Final = (
    "street|road|lane|avenue|crescent|terrace|hospital|surgery|school|academy|college|university|church|chapel|"
    "mosque|temple|library|ward|clinic|centre|prison|court|estate|hall|station|practice|nursery|club"
)
_LARGE: Final = r"[A-ZÀ-Þ][\w'’\-]{1,30}"
_TITLES: Final = (
    "mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|father|sister|brother|imam|rabbi|pastor|aunt|auntie|uncle|nan|"
    "gran|grandma|grandpa|nurse|pc|sgt|lord|lady"
)
_CALLED: Final = "(?:is|was|are|were|['’]s) (?:called|named)|my name is|name was"

_REACH: Final = (
    r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}",
    r"(?i:\b(?:https?://|www\.)[^\s<>\"”’)]{3,200})",
    r"(?<![\w@])@\w{2,40}",
    r"\b(?i:[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2})\b",  # a post code
)
_NUMBER: Final = (
    r"\b(?i:[a-ceghj-pr-tw-z]{2}(?: ?\d\d){3} ?[a-d])\b",  # of national insurance
    r"\b[A-Z]{2}\d\d ?[A-Z]{3}\b",  # of a car
    r"\b[A-Z]{1,4}[/\-]?\d{3,12}\b",  # of a case, of a file
)
_DATE: Final = (
    rf"(?i:\b{_DAY}\b)",
    rf"(?i:\b(?:(?:the )?\d{{1,2}}{_TH}? (?:of )?)?{_MONTH}\b(?:,? {_YEAR})?)",
    rf"\b(?:the )?\d{{1,2}}{_TH}? (?:of )?{_MONTHS}\b\.?(?:,? {_YEAR})?",
    rf"\b(?:the )?\d{{1,2}}{_TH} (?:of )?{_ALSO_WORDS}\b(?:,? {_YEAR})?",
    rf"\b{_MONTHS}\.? (?:the )?(?:\d{{1,2}}{_TH}?\b|{_YEAR}\b)(?:,? {_YEAR})?",
    r"\b(?i:in|since|until|by|from|last|next|of|every) (?P<it>March|May|August|Mar|Aug)\b",
    r"\b\d{1,2}[./\-]\d{1,2}[./\-](?:\d\d){1,2}\b",
    rf"\b{_YEAR}-\d\d-\d\d\b",
    rf"(?<![\w/\-])(?:the (?i:spring|summer|autumn|winter) of )?{_YEAR}s?\b(?!-)",
    r"\b(?i:last|this|next) (?i:spring|summer|autumn|winter)\b",
    rf"(?i:\b(?:(?:last|this|next) )?(?:{_FEASTS})\b)",
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?: ?[ap]m)?\b",
    r"(?i:\b\d{1,2}(?:\.[0-5]\d)? ?[ap]\.?m\b)",
    rf"(?i:\b(?:half past|quarter (?:past|to)) (?:\d{{1,2}}|one|two|{_COUNTED})\b)",
    rf"(?i:\b(?:\d{{1,2}}|one|two|{_COUNTED}) o['’]?clock\b)",
)
_AGES: Final = (
    rf"(?i:\b(?:an? )?{_AGE}[- ](?:year|month)s?[- ]olds?\b)",
    rf"(?i:\b(?:aged?|turned|turns|turning) {_AGE}\b)",
    r"\b\d{1,3} ?(?:yo|y/o|yrs? old)\b",
    rf"(?i:\b(?:s?he|who)(?: is| was|['’]s) (?:{_BARELY} )?(?P<it>{_AGE}))\b(?! of)",
    rf"(?i:\b(?:{_PEOPLE}) of (?P<it>{_AGE})\b)",
    rf"(?i:\bin (?:his|her|their) (?:(?:early|mid|late)[- ])?(?:{_TENS})\b)",
)
_PLACE: Final = (
    rf"(?i:\b(?:flat \d{{1,4}}[a-z]?,? )?{_HOUSE},? (?:[a-z'’]{{2,30}} ){{1,3}}(?:{_STREET})\b)",
    rf"(?i:\b(?:flat|room|house|number|no\.) {_HOUSE}\b)",
    rf"\b{_LARGE} (?i:{_BUILDING})\b",
)
_NAME: Final = (
    rf"\b(?i:{_TITLES})\.? {_LARGE}(?: {_LARGE})?",
    r"\b(?i:mr|mrs|dr|prof)\.? (?!(?:and|or|is|was|has|said|the)\b)[a-zà-þ]{2,30}\b",
    rf"\b(?i:{_CALLED}) (?P<it>[^\W\d_]{{2,30}})(?=[.,;!?]|$| and)",
    r"(?<![\w'’.])[B-HJ-Z]\b(?![’'&/)\-])\.?",  # an initial
    r"\b(?i:seat) [A-Z]\b",
    r"(?<![\w.'’])[A-Z]\.(?:[A-Z]\.?)?(?= [a-z]|,)",
)

_BY_SORT: Final[dict[Sort, tuple[str, ...]]] = {
    "reach": _REACH,
    "number": _NUMBER,
    "date": _DATE,
    "age": _AGES,
    "place": _PLACE,
    "name": _NAME,
}
PATTERNS: Final[tuple[tuple[Sort, re.Pattern[str]], ...]] = tuple(
    (sort, re.compile(pattern)) for sort, patterns in _BY_SORT.items() for pattern in patterns
)
"""Each with the sort of what it finds: the group ``it`` where it has one, and all of it otherwise."""

DIGITS: Final = re.compile(r"(?<![\w.])[+(]{0,2}\d(?:[\d()]|[ .\-/–](?=[\d(])){2,40}(?!\w)")
"""Digits as people group them; what has fewer than three is a count, and points to nobody."""

PUBLIC: Final = frozenset({"999", "112", "111", "101", "116123", "85258", "18000", "18001", "08001111"})
"""Numbers that everybody may ring: they lead to nobody."""
