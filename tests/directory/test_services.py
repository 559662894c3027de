"""What comes with netmeet: every field said, every number right, every source graded, and 999 before all of it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest

from netmeet_tui import card999
from netmeet_tui.directory import book, words
from netmeet_tui.directory.emergency import EMERGENCY, claims
from netmeet_tui.directory.number import NoNumber, national
from netmeet_tui.directory.record import record
from netmeet_tui.directory.service import WITHOUT_A_YES, Service, Weekly

SHIPPED = book.shipped()
TEXT = (resources.files("netmeet_tui.directory") / "services.toml").read_text(encoding="utf-8")
RAW: list[dict[str, Any]] = tomllib.loads(TEXT)["service"]
NATIONS = (*words.NATIONS, "unset")
each = pytest.mark.parametrize("service", SHIPPED.services, ids=lambda service: service.id)

OPTIONAL = {"by", "area", "vouched_by", "confirmed_by", "confirmed_on"}


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: raw["id"])
def test_every_field_is_said_and_none_is_blank(raw: dict[str, Any]) -> None:
    """Unknown is a value, blank is not (UK-20)."""
    assert set(raw) - OPTIONAL == set(Service.__struct_fields__) - OPTIONAL
    assert set(raw["access"]) == {"bsl", "text", "no_voice"}
    assert set(raw["who"]) == {"may_call", "professional_handover"}
    said = [value for table in (raw, raw["access"], raw["who"]) for value in table.values()]
    assert all(value != "" and value != [] for value in said)


@each
def test_what_is_known_says_how_and_until_when(service: Service) -> None:
    assert re.fullmatch(r"UK-\d+[bc]?", service.fact)
    assert service.grade in ("A", "B", "C")
    assert service.source.startswith("http") is (service.grade != "C")
    assert date(2026, 1, 1) < service.verified_on < service.verify_again_by < date(2028, 1, 1)
    assert not service.stale(service.verify_again_by)
    assert service.stale(date(2028, 1, 1))


@each
def test_numbers_are_numbers_in_this_countrys_style(service: Service) -> None:
    if service.by == "sign":
        assert service.number == "999bsl.co.uk"
    else:
        assert national(service.number) == service.number
    assert claims(service.number) is (service.recipient == "emergency")


@each
def test_only_those_whom_the_policy_names_may_be_told_without_a_yes(service: Service) -> None:
    assert service.without_consent is (service.recipient in WITHOUT_A_YES)


def test_no_number_of_texts_that_was_not_seen_is_there() -> None:
    """Those of Papyrus have changed, and the present one was on no page (UK-16)."""
    digits = re.sub(r"\D", "", " ".join(service.number for service in SHIPPED.services))
    for number in ("88247", "07786209697", "07860039967"):
        assert number not in digits
    hours = {service.id: service.hours for service in SHIPPED.services}
    assert hours["nspcc"] == "unknown"


def test_ids_are_not_given_twice() -> None:
    ids = [service.id for service in SHIPPED.every()]
    assert len(ids) == len(set(ids)) == len(SHIPPED.services) + len(EMERGENCY)


# -- who is shown where ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nation", [*NATIONS, "FRA"])
@pytest.mark.parametrize("directory", [SHIPPED, book.Directory()], ids=["shipped", "no file at all"])
def test_999_and_112_come_first_whatever_there_is(directory: book.Directory, nation: str) -> None:
    first = directory.of("emergency", nation)[:2]
    assert [service.number for service in first] == [card999.NUMBER, "112"]
    assert directory.every(nation)[:2] == first
    assert all(service.say == card999.FIRST and not service.stale(date.max) for service in first)


def test_the_other_ways_to_999_are_everywhere() -> None:
    for nation in NATIONS:
        others = [service.id for service in SHIPPED.of("emergency", nation)[2:]]
        assert others == ["999-bsl", "999-relay", "999-text", "999-silent"]


@pytest.mark.parametrize(
    ("nation", "urgent", "gap"),
    [
        ("ENG", ["111-england"], False),
        ("WLS", ["111-wales"], False),
        ("SCT", [], True),
        ("NIR", ["ooh-belfast", "ooh-northern", "ooh-south-eastern", "ooh-southern", "ooh-western"], True),
    ],
)
def test_urgent_help_is_that_nations_and_what_nobody_confirmed_is_a_gap(
    nation: str, urgent: list[str], gap: bool
) -> None:
    """Northern Ireland had no 111 when it was last looked at (UK-14)."""
    assert [service.id for service in SHIPPED.of("urgent-health", nation)] == urgent
    assert SHIPPED.gap("urgent-health", nation) is gap
    assert all(nation in service.nations for service in SHIPPED.every(nation))
    assert [service.id for service in SHIPPED.every(nation) if service.waits] == [
        service.id for service in SHIPPED.services if service.grade == "C" and nation in service.nations
    ]


def test_without_a_nation_those_of_all_four_come_first() -> None:
    listening = SHIPPED.of("listening")
    assert [service.everywhere for service in listening] == [True] * len(listening)
    assert {service.where for service in SHIPPED.of("urgent-health")} == {"England", "Wales", "Northern Ireland"}
    every = [service.everywhere for service in SHIPPED.every() if service.recipient == "listening"]
    assert every == sorted(every, reverse=True) and not every[-1]


def test_there_is_no_practice_and_no_council_in_it() -> None:
    for recipient in ("gp", "adults", "other"):
        assert SHIPPED.of(recipient, "ENG") == ()
    assert [service.id for service in SHIPPED.of("children", "SCT")] == ["nspcc"]


# -- in words ----------------------------------------------------------------------------------------------------


@each
def test_a_record_is_told_without_a_letter_for_a_grade(service: Service) -> None:
    told = dict(record(service, date(2026, 12, 1)))
    assert words.GRADES[service.grade] in told[words.KNOWN]
    assert not any(re.search(r"\b[ABC]\b", said) for said in told.values())
    assert all(said and said == said.strip() for said in told.values())
    assert told[words.CHECK].startswith("by ")
    assert ("checked on" in told[words.KNOWN]) is (service.grade != "C")
    late = dict(record(service, date(2027, 6, 1)))
    assert late[words.CHECK].startswith("This was due to be checked again on ")


def test_what_is_built_in_says_so() -> None:
    told = dict(record(EMERGENCY[0], date(2099, 1, 1)))
    assert told[words.KNOWN] == words.COMPILED
    assert words.CHECK not in told


def test_codes_for_a_phones_camera() -> None:
    codes = {service.id: service.code for service in SHIPPED.every()}
    assert codes["999"] == "tel:999"
    assert codes["ooh-belfast"] == "tel:02890744447"
    assert codes["shout"] == "smsto:85258:"
    assert codes["999-bsl"] == codes["999-relay"] == ""


def test_hours_in_words_put_days_together() -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu"), "09:00-17:00") | {"fri": "09:00-16:30"}
    hours = Weekly(**week, sat="closed", sun="closed", bank_holidays="unknown")
    assert str(hours) == "Mon to Thu 09:00-17:00; Fri 09:00-16:30; Sat to Sun closed; bank holidays not known"


# -- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("02890744447", "028 9074 4447"),
        ("+44 28 9074 4447", "028 9074 4447"),
        ("0808-808-8000", "0808 808 8000"),
        ("(020) 7946 0958", "020 7946 0958"),
        ("020 7946 0958 ext 12", "020 7946 0958 x12"),
        ("116123", "116 123"),
        (" 111 ", "111"),
        ("1 0 1", "101"),
        ("+353 1 679 9000", "+353 1 679 9000"),
    ],
)
def test_a_number_is_written_in_one_way(typed: str, written: str) -> None:
    assert national(typed) == written
    assert national(written) == written


@pytest.mark.parametrize(
    "typed",
    ["", "020 7946 095", "020 7946 09588", "12", "ask Robin", "0800 SAVE ME", "tel:111", "+", "0" * 41, "+44111"],
)
def test_what_is_no_number_is_said_without_repeating_it(typed: str) -> None:
    with pytest.raises(NoNumber) as told:
        national(typed)
    assert not typed or typed not in str(told.value)


@pytest.mark.parametrize(
    "typed",
    ["999", "9 9 9", "９９９", "٩٩٩", "+44 999", "0044 112", "141 999", "18000", "18000 999", "(112)", "0999"],
)
def test_999_is_known_however_it_is_written(typed: str) -> None:
    assert claims(typed)


@pytest.mark.parametrize("typed", ["020 7946 0999", "0800 1111", "85258", "1129", "9991", "116 123"])
def test_what_only_looks_like_it_is_not_taken_for_it(typed: str) -> None:
    assert not claims(typed)
