"""Who is on the card of a step: the ground decides, whatever the step, kind and nation (N-07, T-18, I-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import msgspec
import pytest

from netmeet_tui.directory.book import Directory, shipped
from netmeet_tui.directory.route import NSPCC, Missing, recipients, services
from netmeet_tui.directory.service import Service
from netmeet_tui.policy.load import shipped as shipped_pack

PACK = shipped_pack()
BOOK = shipped()
NATIONS = ("unset", "ENG", "WLS", "SCT", "NIR")
WITHOUT_A_YES = {
    "own-life-exception": {"gp", "emergency"},
    "child-duty": {"children", "police"},
    "serious-harm": {"police"},
}
BY_THEMSELVES = {"child-recipient", "self-report", "emergency-again", "self-contact", "consult"}
"""Steps that have one meaning only, on whatever ground."""


def kinds_of(found: tuple[Service | Missing, ...]) -> set[str]:
    return {one.recipient for one in found}


@pytest.mark.parametrize("ground", WITHOUT_A_YES)
def test_without_a_yes_nobody_is_on_a_card_whom_the_ground_does_not_allow(ground: str) -> None:
    """Not 111 for a practice that is shut, and no listening line: with every kind entered by the organisation."""
    own = tuple(
        msgspec.structs.replace(BOOK.services[0], id=f"own-{kind}", recipient=kind, without_consent=True)
        for kind in ("gp", "urgent-health", "children", "adults", "police", "listening", "other")
    )
    book = replace(BOOK, services=(*own, *BOOK.services))
    routes = {"own-life-exception": ("gp", "emergency-services"), "serious-harm": ("police",)}.get(
        ground, ("police", "childrens-services", NSPCC)
    )
    asked = 0
    for step, route, kind in product(PACK.steps, routes, PACK.facts["kind"]):
        if step in BY_THEMSELVES or (step.startswith("gp-") and ground != "own-life-exception"):
            continue
        facts = {"ground": ground, "route": route, "kind": kind, "under_18": "no"}
        for nation in NATIONS:
            found = services(book, nation, recipients(step, facts), ground)
            assert kinds_of(found) <= WITHOUT_A_YES[ground], (step, facts)
            asked += bool(found)
    assert asked > 20


def test_what_an_entry_does_not_allow_without_a_yes_is_left_out() -> None:
    kept = msgspec.structs.replace(BOOK.services[0], id="own-gp", recipient="gp", without_consent=False)
    book = Directory((kept,))
    assert services(book, "ENG", ("gp",), "consent") == (kept,)
    assert services(book, "ENG", ("gp",), "own-life-exception") == ()


@pytest.mark.parametrize("nation", NATIONS)
def test_where_nobody_entered_childrens_services_the_card_says_so_and_offers_who_is_left(nation: str) -> None:
    facts = {"ground": "child-duty", "route": "childrens-services", "kind": "child"}
    first, *others = services(BOOK, nation, recipients("contact", facts), "child-duty")
    assert first == Missing("children")
    assert [one.id for one in others if isinstance(one, Service)] == ["nspcc", "police-101"]


@pytest.mark.parametrize("step", ["gp-closed", "gp-unknown"])
@pytest.mark.parametrize("nation", NATIONS)
def test_a_practice_that_is_shut_is_never_all_there_is(step: str, nation: str) -> None:
    """I-14: with a yes the urgent health line stands first, and 999 is there on either ground."""
    for ground in ("consent", "own-life-exception"):
        found = services(BOOK, nation, recipients(step, {"ground": ground, "route": "gp"}), ground)
        assert "999" in {one.id for one in found if isinstance(one, Service)}
        assert "gp" not in kinds_of(found)
    assert recipients(step, {"ground": "consent"})[0] == "urgent-health"


def test_a_number_that_nobody_confirmed_is_a_gap_that_says_so() -> None:
    assert services(BOOK, "SCT", ("urgent-health",), "consent") == (Missing("urgent-health", confirm=True),)


def test_each_offer_has_the_card_of_its_own_and_the_ones_without_a_number_none() -> None:
    by_offer = {offer: recipients("offers", {"ground": "none"}, offer) for offer in PACK.offers}
    assert by_offer["chosen-person"] == ()
    assert all(kinds for offer, kinds in by_offer.items() if offer != "chosen-person")
    assert recipients("talk", {"ground": "none"}) == ()


def test_what_is_past_its_date_still_stands_on_the_card() -> None:
    nspcc = BOOK.get(NSPCC)
    assert nspcc is not None
    late = msgspec.structs.replace(nspcc, verify_again_by=date(2020, 1, 1))
    assert services(Directory((late,)), "ENG", (NSPCC,), "child-duty") == (late,)
