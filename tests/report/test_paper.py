"""The paper twin: two sides, black on white, nothing cut off, nothing too small, and all of it from the pack."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, NamedTuple

import msgspec
import pytest
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from netmeet_tui import card999
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.report.a4 import EDGE, HEIGHT, MARGIN, SMALLEST, WIDTH
from netmeet_tui.report.paper import BOXES, NAMED, PLACES, ROAD, CannotPrint, numbers, paper
from netmeet_tui.report.reading import on_paper
from tests.scale import times

PACK = shipped()
DAY = dt.date(2026, 12, 1)
SETTINGS: tuple[dict[str, str], ...] = (
    {},
    *({setting.id: value} for setting in PACK.settings.values() for value in setting.values[1:]),
    {"own_life_exception": "lead-agrees", "third_party_adult": "serious-harm-may"},
    {"own_life_exception": "lead-agrees", "third_party_adult": "serious-harm-may", "child_threshold": "immediate"},
    {"own_life_exception": "off", "third_party_adult": "serious-harm-may", "facilitators": "one"},
    {"facilitators_to_agree": "1", "third_party_adult": "serious-harm-may", "facilitators": "one"},
)
each_setting = pytest.mark.parametrize(
    "settings", SETTINGS, ids=lambda chosen: "+".join(chosen.values()) or "shipped"
)


class Word(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    bold: bool


class Printed:
    """The paper, read once however many tests look at it."""

    def __init__(self, data: bytes) -> None:
        self.pages = PdfReader(io.BytesIO(data)).pages

    @cached_property
    def words(self) -> list[list[Word]]:
        """Of each page every piece of text, with where it stands."""
        return [words_on(page) for page in self.pages]

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(page.extract_text() for page in self.pages).split())


def words_on(page: Any) -> list[Word]:  # noqa: ANN401
    found: list[Word] = []

    def seen(text: str, _: object, at: list[float], font: dict[str, str] | None, size: float) -> None:
        if text.strip():
            found.append(Word(text.strip("\n"), at[4], at[5], size, "Bold" in (font or {}).get("/BaseFont", "")))

    page.extract_text(visitor_text=seen)
    return found


def printed(settings: dict[str, str] | None = None) -> Printed:
    """The shipped pack under these settings."""
    return _printed(tuple((settings or {}).items()))


@cache
def _printed(settings: Sequence[tuple[str, str]]) -> Printed:
    return Printed(paper(PACK, DAY, dict(settings)))


def printed_of(pack: Pack) -> Printed:
    """A pack of one's own."""
    return Printed(paper(pack, DAY))


SHIPPED = printed()
TEXT = SHIPPED.text


# -- the sheet ---------------------------------------------------------------------------------------------------


@each_setting
def test_two_sides_whatever_is_set(settings: dict[str, str]) -> None:
    both = printed(settings)
    assert len(both.pages) == 2
    for page, words in zip(both.pages, both.words, strict=True):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        for word in words:
            assert word.size >= SMALLEST, word
            right = word.x + stringWidth(word.text, "Helvetica-Bold" if word.bold else "Helvetica", word.size)
            assert word.x >= MARGIN - 1, word
            assert right <= WIDTH - MARGIN + 1, word
            assert EDGE - 3 <= word.y <= HEIGHT - EDGE, word


@each_setting
def test_no_words_lie_on_each_other(settings: dict[str, str]) -> None:
    for words in printed(settings).words:
        lines: dict[int, list[tuple[float, float, str]]] = {}
        for word in words:
            width = stringWidth(word.text.rstrip(), "Helvetica-Bold" if word.bold else "Helvetica", word.size)
            lines.setdefault(round(word.y), []).append((word.x, word.x + width, word.text))
        for line in lines.values():
            ordered = sorted(line)
            for (_, end, text), (start, _, after) in itertools.pairwise(ordered):
                assert end <= start + 0.5, (text, after)


@pytest.mark.parametrize("page", SHIPPED.pages)
def test_all_of_it_is_black(page: Any) -> None:  # noqa: ANN401
    drawn = page.get_contents().get_data().decode("latin-1")
    colours = re.findall(r"([\d. ]+) (?:rg|RG|g|G|k|K|sc|SC|scn|SCN)\b", drawn)
    assert {float(part) for colour in colours for part in colour.split()} <= {0.0}
    assert "/XObject" not in str(page["/Resources"])


def test_the_same_words_make_the_same_file() -> None:
    assert paper(PACK, DAY) == paper(PACK, DAY)
    assert paper(PACK, DAY) != paper(PACK, dt.date(2026, 12, 2))


# -- what is on it -----------------------------------------------------------------------------------------------


def test_999_is_first_and_biggest() -> None:
    words = SHIPPED.words[0]
    biggest = max(words, key=lambda word: word.size)
    assert biggest.text == "999"
    assert [word.text for word in words if word.size > 13] >= ["999"]
    for line in (card999.TITLE, card999.FIRST, *card999.ASKS, card999.STAY, "or 112"):
        assert line in TEXT
    place, danger = TEXT.index(card999.FIRST), TEXT.index("Is anyone’s life in danger right now?")
    assert place < danger


def test_it_is_dated() -> None:
    assert f"Version {PACK.version}, dated 22 November 2026. Printed 1 December 2026." in TEXT
    assert PACK.title in TEXT
    assert all(f"Side {side} of 2" in TEXT for side in (1, 2))


def test_a_pack_dated_in_its_own_way_is_printed_so() -> None:
    assert "dated spring 2027." in printed_of(replace(PACK, dated="spring 2027")).text


@pytest.mark.parametrize("kind", [kind for kind in PACK.words.kinds if kind != "unsure"])
def test_every_kind_has_its_road(kind: str) -> None:
    assert PACK.words.kinds[kind].label in TEXT


def test_the_steps_of_the_road_are_there_with_what_to_do() -> None:
    for row in ROAD:
        for part in row:
            variants = (PACK.steps[part.step].words, *(words for _, words in PACK.steps[part.step].variants))
            assert any(words.title in TEXT and words.do[0] in TEXT for words in variants), part.step


def test_every_sign_that_is_pointed_at_is_there() -> None:
    pointed = {place for step, place in PLACES.items() if step in PACK.steps}
    signs = {word.text.strip() for words in SHIPPED.words for word in words if word.bold}
    assert pointed <= signs
    assert {sign for sign, _, _ in BOXES} <= signs
    assert set(PLACES).isdisjoint(NAMED)
    assert {*PLACES, *NAMED} <= PACK.steps.keys()


def test_must_may_and_cannot_are_words_too() -> None:
    assert all(TEXT.count(word) >= 2 for word in ("MUST", "MAY", "CANNOT"))


def test_both_sides_of_the_may_weigh_the_same() -> None:
    step = PACK.steps["may-pass-on"].words
    assert step.title in TEXT
    words = [
        word for word in SHIPPED.words[1] if word.text in ("We pass it on, and say", "We do not pass it on, and")
    ]
    one, other = words
    assert (one.size, one.bold, one.y) == (other.size, other.bold, other.y)


def test_what_may_be_said_is_there() -> None:
    for say in (PACK.steps["explain"].words.say, PACK.steps["ask"].words.say, PACK.steps["scope"].words.say):
        assert f"“{say}”" in TEXT
    assert "Are you having thoughts of suicide?" in TEXT
    assert "Are you thinking of hurting someone?" in TEXT


def test_leaving_and_changing_ones_mind_are_there() -> None:
    for event in ("!returned", "!withdrawn"):
        assert PACK.words.events[event].help in TEXT
    assert "Leaving is not a no." in TEXT


def test_no_key_of_a_keyboard_is_printed() -> None:
    assert not re.search(r"press 9\b", TEXT, re.I)
    assert on_paper("If a life is in danger, press 9.") == "If a life is in danger, ring 999."
    assert on_paper("Do not wait. Press 9.") == "Do not wait. Ring 999."
    assert on_paper("Either of you can ring 999: press 9.") == "Either of you can ring 999."


AVOIDED = (
    r"(?i)\b(commit\w*|failed|failure|risk level|at risk|subject|offender|disclos\w*|victim|patient|assess\w*"
    r"|score\w*|scale|rate|low|medium|high)\b"
)


@each_setting
def test_no_paper_says_what_no_screen_says(settings: dict[str, str]) -> None:
    text = printed(settings).text
    assert re.findall(AVOIDED, text) == []
    assert "!" not in text
    assert not re.search(r"\b(Act|Section \d+)\b", text)


# -- settings ----------------------------------------------------------------------------------------------------


def test_without_the_exception_there_is_no_word_of_it() -> None:
    text = printed({"own_life_exception": "off"}).text
    for step in ("weigh", "may-pass-on"):
        assert PACK.steps[step].words.title in TEXT
        assert PACK.steps[step].words.title not in text
    assert PACK.steps["refused"].words.title in text


def test_where_the_lead_agrees_the_lead_is_asked() -> None:
    text = printed({"own_life_exception": "lead-agrees"}).text
    assert PACK.steps["lead"].words.do[0] in text
    assert PACK.steps["lead"].words.choices["agrees"] in text
    assert PACK.steps["lead"].words.do[0] not in TEXT


def test_a_child_in_danger_now_is_asked_for_where_that_is_the_threshold() -> None:
    assert "Is any child in danger or being harmed now?" in printed({"child_threshold": "immediate"}).text


def test_under_18s_are_left_out_where_none_attend() -> None:
    assert "They are under 18" in TEXT
    assert "They are under 18" not in printed({"under_18s_attend": "no"}).text


def test_a_setting_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such setting: colour"):
        paper(PACK, DAY, {"colour": "red"})


# -- other packs -------------------------------------------------------------------------------------------------


ON_PAPER = sorted({*PLACES, *NAMED, "keep-close", "danger", "sort"})
LACKS = times(12, len(ON_PAPER))
"""Each print takes its time: three or four steps are left out of one together, and each by itself when thorough."""


@pytest.mark.parametrize("some", [ON_PAPER[place::LACKS] for place in range(LACKS)], ids="+".join)
def test_a_step_that_a_pack_lacks_is_left_out(some: list[str]) -> None:
    """Its choices are as if they had never been there, too."""
    instead = next(step for step in ("card", "who-knows", "talk") if step not in some)
    first = next(step for step in ("talk", "danger") if step not in some)
    steps = {
        name: replace(each, choices=tuple(choice for choice in each.choices if choice.to not in some))
        for name, each in PACK.steps.items()
        if name not in some
    }
    roads = {
        name: tuple(replace(branch, to=instead if branch.to in some else branch.to) for branch in branches)
        for name, branches in PACK.roads.items()
    }
    start = {kind: first if step in some else step for kind, step in PACK.start.items()}
    happenings = {name: event for name, event in PACK.happenings.items() if event.to not in some}
    assert len(printed_of(replace(PACK, steps=steps, roads=roads, start=start, happenings=happenings)).pages) == 2


def with_words(step: str, **words: object) -> Pack:
    own = msgspec.structs.replace(PACK.steps[step].words, **words)
    changed = replace(PACK.steps[step], words=own, variants=(), nations={})
    return replace(PACK, steps={**PACK.steps, step: changed})


def test_words_that_do_not_fit_are_named_and_nothing_is_printed() -> None:
    too_long = "This goes on and on, and it does not stop before the end of the side. " * 12
    with pytest.raises(CannotPrint, match=r"do not fit on two sides: side 1 .* steps\.talk\.do with \d+ letters\."):
        printed_of(with_words("talk", do=(too_long,)))
    with pytest.raises(CannotPrint, match=r"side 2 .* steps\.refused\.do"):
        printed_of(with_words("refused", do=(too_long,)))


def test_a_word_that_is_too_long_for_a_line_is_named() -> None:
    with pytest.raises(CannotPrint, match=r"A word is too long for the paper: “x+” \(steps\.talk\.do\)\."):
        printed_of(with_words("talk", do=("x" * 90,)))


def test_a_letter_that_the_type_lacks_is_named() -> None:
    with pytest.raises(CannotPrint, match=r"The paper has no letter “ŵ”"):
        printed_of(with_words("talk", do=("Siaradwch â nhw, ŵyr pawb.",)))


# -- the numbers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", numbers(), ids=lambda number: number.number)
def test_every_number_has_its_source_grade_and_day(number: Any) -> None:  # noqa: ANN401
    assert number.grade in ("A", "B")
    assert number.source.startswith("http")
    assert re.fullmatch(r"UK-\d+b?", number.fact)
    assert dt.date(2026, 1, 1) < number.verified_on <= dt.date(2026, 12, 31)
    assert number.number in TEXT


def test_the_numbers_that_people_need_are_there() -> None:
    for number in ("999 or 112", "111", "116 123", "text 85258", "0800 1111", "0808 800 5000"):
        assert number in TEXT
    assert "Verified on 22 November 2026." in TEXT


@pytest.mark.parametrize(
    ("nation", "line"),
    [
        ("ENG", "111 NHS 111: Choose the mental health option"),
        ("WLS", "111 NHS 111: Press 2"),
        ("SCT", None),
        ("NIR", "028 9260 2204 Doctor out of hours, South Eastern Trust"),
    ],
)
def test_each_nation_has_its_own_urgent_line(nation: str, line: str | None) -> None:
    """Where none was read on a page (grade C), none is printed."""
    found = [service.id for service in numbers(nation) if service.recipient == "urgent-health"]
    text = printed({"nation": nation}).text
    assert "116 123" in text
    assert bool(found) is (line is not None)
    assert line is None or line in text
    assert "Lifeline" not in text and "NHS 24" not in text


def test_there_are_lines_for_the_organisations_own_numbers() -> None:
    for name in ("Children’s services", "Our lead", "Crisis team", "Times, by the clock. No names."):
        assert name in TEXT


def test_what_is_only_for_one_worry_says_so() -> None:
    """Other worries end at the same box; and without a yes nobody else may be told than those two."""
    assert PACK.steps["refused"].words.closed["weigh"] in TEXT
    assert PACK.steps["recipient"].words.do[0] in TEXT
