"""The card that people take away: nobody's, of numbers to rely on, and its codes are read by a scanner."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader

from netmeet_tui.directory.book import Directory, shipped
from netmeet_tui.directory.service import Service
from netmeet_tui.policy import word_rules
from netmeet_tui.report.card import AGAIN, LISTENERS, Card, card
from netmeet_tui.report.card_paper import CannotPrint, paper

DAY = dt.date(2026, 12, 1)
NATIONS = ("unset", "ENG", "WLS", "SCT", "NIR")
DIRECTORY = shipped()
SHARP = 3
"""Dots for one point of the paper."""

each_nation = pytest.mark.parametrize("nation", NATIONS)


def printed(made: Card) -> PdfReader:
    return PdfReader(io.BytesIO(paper(made)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def codes(reader: PdfReader) -> list[str]:
    """What a scanner reads on the side, from the squares that are drawn on it."""
    (page,) = reader.pages
    wide, high = round(float(page.mediabox.width)) * SHARP, round(float(page.mediabox.height)) * SHARP
    image = Image.new("L", (wide, high), 255)
    draw = ImageDraw.Draw(image)
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in contents.operations:
        if operator == b"re":
            x, y, width, height = (float(number) * SHARP for number in operands)
            draw.rectangle((x, high - y - height, x + width - 1, high - y - 1), fill=0)
    return [found.text for found in zxingcpp.read_barcodes(image)]


def own(**change: object) -> Service:
    ours = Service("ours", ("SCT",), "Our own line", "0131 496 0000", "listening", DAY, dt.date(2027, 1, 1))
    return msgspec.structs.replace(ours, **change)


def with_own(*services: Service) -> Directory:
    return replace(DIRECTORY, services=(*services, *DIRECTORY.services))


@pytest.mark.parametrize("nation", ["unset", "ENG"])
def test_the_codes_dial_and_write_to_what_stands_beside_them(nation: str) -> None:
    made = card(DIRECTORY, nation, DAY)
    assert sorted(codes(printed(made))) == sorted(line.code for line in made.lines)
    assert "tel:116123" in codes(printed(made))


@each_nation
def test_it_is_one_side_of_a5_in_large_print(nation: str) -> None:
    reader = printed(card(DIRECTORY, nation, DAY, "Harbour Networks"))
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (420, 595)
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda text, _c, _t, _f, size: sizes.append(size) if text.strip() else None)
    assert min(sizes) >= 9.5
    assert sum(size >= 20 for size in sizes) == len(card(DIRECTORY, nation, DAY).lines)


@each_nation
def test_it_has_somebody_who_listens_and_999_and_few_lines(nation: str) -> None:
    made = card(DIRECTORY, nation, DAY)
    assert made.lines[0].number == "116 123"
    assert made.lines[-1].number == "999"
    assert len(made.lines) <= 5
    urgent = {line.say for line in made.lines if line.number == "111"}
    assert urgent == {"ENG": {"Choose the mental health option."}, "WLS": {"Press 2."}}.get(nation, set())


def test_what_nobody_has_confirmed_is_on_it_only_when_somebody_has() -> None:
    assert "NHS 24" not in {line.name for line in card(DIRECTORY, "SCT", DAY).lines}
    confirmed = tuple(
        msgspec.structs.replace(one, confirmed_by="Robin Reed") if one.id == "111-scotland" else one
        for one in DIRECTORY.services
    )
    assert "NHS 24" in {line.name for line in card(Directory(confirmed), "SCT", DAY).lines}


def test_a_regional_number_is_on_nobodys_card_and_an_organisations_own_comes_first() -> None:
    assert not {line.name for line in card(DIRECTORY, "NIR", DAY).lines} & {"Doctor out of hours"}
    made = card(with_own(own(area="Leith")), "SCT", DAY)
    assert made.lines[0].name == "Our own line"
    assert sum(line.only.startswith("someone") for line in made.lines) <= LISTENERS


def test_a_number_past_its_date_says_so_and_is_there_all_the_same() -> None:
    late = dt.date(2040, 1, 1)
    made = card(DIRECTORY, "ENG", late)
    assert any(line.again for line in made.lines)
    assert [line.number for line in made.lines] == [line.number for line in card(DIRECTORY, "ENG", DAY).lines]
    assert AGAIN in text_of(printed(made))
    assert AGAIN not in text_of(printed(card(DIRECTORY, "ENG", DAY)))


def test_it_tells_when_it_was_checked_and_who_gives_it_and_nothing_of_a_meeting() -> None:
    reader = printed(card(DIRECTORY, "ENG", DAY, " Harbour Networks "))
    assert "From Harbour Networks" in text_of(reader)
    assert "Numbers checked on 22 November 2026." in text_of(reader)
    assert "1 December" not in text_of(reader)
    assert "From " not in text_of(printed(card(DIRECTORY, "ENG", DAY)))
    assert paper(card(DIRECTORY, "ENG", DAY)) == paper(card(DIRECTORY, "ENG", dt.date(2026, 12, 24)))


@each_nation
def test_its_words_are_ones_that_are_said(nation: str) -> None:
    said = text_of(printed(card(DIRECTORY, nation, DAY)))
    assert word_rules.says(said, (*word_rules.AVOIDED, *word_rules.RANKS)) is None
    assert all(word_rules.grade(line.said) < 8 for line in card(DIRECTORY, nation, DAY).lines)


@pytest.mark.parametrize("change", [{"label": "Łąka"}, {"say": "so many words to say " * 25}, {"label": "W" * 60}])
def test_what_cannot_be_printed_is_said(change: dict[str, str]) -> None:
    made = card(with_own(*(own(id=f"ours-{n}", **change) for n in range(3))), "SCT", DAY)
    with pytest.raises(CannotPrint):
        paper(made)
