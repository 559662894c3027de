"""On the phone, on the real screens: will the practice answer, what is read out, who is rung, who now knows."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from textual.widgets import Digits, Input

from netmeet_tui.directory import words
from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.service import Service
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Step
from netmeet_tui.settings import Organisation
from netmeet_tui.tui import browse, known, phone, phone_text, policy_text, text
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.screens.step import StepPage
from tests.tui.support import SMALL, Room, concern, meeting
from tests.walks import onward

PACK = shipped()
HOLIDAY = datetime(2026, 12, 28, 10, 0, tzinfo=UTC)
TO_GP = "danger=no access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes scope=agreed"
REFUSED = (
    "danger=no access=ready talk=talked explain=explained ask=not-open offers=gp=no offers=emergency=no "
    "offers=chosen-person=no offers=finished refused=weigh weigh=both-serious may-pass-on=pass-on recipient=gp "
    "tell-first=told"
)
TO_CHILD = "danger=no child-access=yes safe-to-tell=told child-recipient=childrens-services handover=ready"


def keeper_at(folder: Path, at: datetime, nation: str = "ENG") -> Keeper:
    settings = folder / "settings.toml"
    settings.write_text(f'keyring = false\n[policy]\nnation = "{nation}"\n', encoding="utf-8")
    return Keeper(folder / "vault", settings, lambda: at)


def number(room: Room) -> str:
    return str(room.page.query_one("#number", Digits).value)


# -- the practice ----------------------------------------------------------------------------------------------


async def test_the_calendar_proposes_and_the_facilitators_decide(tmp_path: Path) -> None:
    async with meeting(keeper_at(tmp_path, HOLIDAY)) as room:
        lane = await room.flag("own-life", TO_GP)
        told = room.text("#aid")
        assert told.startswith("The calendar says: closed. It is a bank holiday in England.")
        assert "Likely to answer next: Tuesday 29 December, 08:00." in told
        assert "yours to decide" in told
        assert [phone_text.GP_MARK in line for line in room.text("#choices").splitlines()] == [False, True, False]
        assert room.state.concern(lane).lane.step == "gp"  # pointed at, and nothing is chosen by it
        # The practice may be elsewhere: another nation is a key away, and it is said which was asked about.
        await room.press("right")
        assert "in Wales" in room.text("#aid") and "Asked about: Wales." in room.text("#aid")
        await room.press("right", "right")
        assert "Likely to answer next: Tuesday 29 December, 08:30." in room.text("#aid")
        # The decision may be another one.
        await room.press("2")
        assert room.state.concern(lane).lane.step == "gp-closed"
        waiting = next(line for line in room.text("#choices").splitlines() if "wait" in line)
        assert waiting.endswith("(Tue 29 December, 08:00)")  # it is asked of the meeting's nation again
        await room.press("t")
        assert room.name == "RouteCardPage"
        assert (number(room), room.text("#name")) == ("111", "NHS 111")
        assert "mental health option" in room.text("#first")
        assert "Emergency services" in room.text("#others")  # I-14: never the practice alone
        await room.press("2")
        assert number(room) == "999"
        assert room.text("#first").index("Say the place first") < room.text("#first").index("breathing")
        await room.press("9")
        assert room.name == "EmergencyPage"
        await room.press("escape", "escape", "u")
        assert room.state.concern(lane).lane.step == "gp"
        await room.press("1")
        assert room.state.concern(lane).lane.step == "identity"  # against what the calendar says


async def test_a_number_that_nobody_here_has_tried_is_said_to_be_one(tmp_path: Path) -> None:
    async with meeting(keeper_at(tmp_path, HOLIDAY, "SCT")) as room:
        lane = await room.flag("own-life", TO_GP)
        assert "in Scotland" in room.text("#aid")
        for choice in ("closed", "urgent-health", "agreed"):
            room.session.choose(lane, choice)
        await room.follow()
        await room.press("t")
        assert room.name == "RouteCardPage"
        assert words.GAP in room.screen()
        assert "▀" not in room.screen()  # no code to dial it with


async def test_without_a_yes_a_shut_practice_offers_999_and_no_111(tmp_path: Path) -> None:
    async with meeting(keeper_at(tmp_path, HOLIDAY)) as room:
        await room.flag("own-life", f"{REFUSED} gp=closed")
        await room.press("t")
        assert number(room) == "999"
        shown = {one.recipient for one in room.page._services}  # type: ignore[attr-defined]
        assert shown == {"emergency"}
        assert "111" not in room.screen().replace("112", "")


@pytest.mark.parametrize(
    ("at", "nation", "choice"),
    [
        (datetime(2027, 3, 29, 9, 0, tzinfo=UTC), "SCT", "open-likely"),
        (datetime(2027, 3, 29, 9, 0, tzinfo=UTC), "NIR", "closed"),
        (datetime(2027, 3, 29, 9, 0, tzinfo=UTC), "unset", "unknown"),
        (datetime(2026, 12, 24, 10, 0, tzinfo=UTC), "WLS", "open-likely"),
    ],
)
def test_what_the_calendar_knows_points_at_one_choice_of_the_step(at: datetime, nation: str, choice: str) -> None:
    calendar = phone.calendar(nation, at)
    marked = [c.id for c in PACK.steps["gp"].choices if phone.pointed_at("gp", c.id, calendar)]
    assert marked == [choice]
    assert "open" not in phone.proposed("gp", calendar, nation, nation).plain.lower().replace("opens", "")


# -- the sheet -------------------------------------------------------------------------------------------------


async def test_the_sheet_from_what_was_agreed_to_what_is_read_out(tmp_path: Path) -> None:
    """Of one lane, while another one is open: nothing of that is on any page of this one."""
    async with meeting(keeper_at(tmp_path, HOLIDAY, "SCT")) as room:
        other = await room.flag("harm-other", "danger=no access=ready")
        room.session.take_seat("Wren")
        room.session.put_in_case("A", "name", "Wren Hall")
        room.session.put_in_case("A", "where", "12 High Street")
        room.session.put_in_case("A", "phone", "07700 900123")
        lane = await room.flag("own-life", TO_GP.removesuffix(" scope=agreed"), "A")
        room.session.write(lane, "may-say", "That Wren has not slept, and would like to be seen")
        room.session.write(lane, "keep-back", "Nothing about the job")
        for choice in ("agreed", "open-likely"):
            room.session.choose(lane, choice)
        room.session.seal(lane, "where", "At the back of the shop")
        await room.follow()
        # Taken over with one key: what is empty is filled, what is written stays, and a phone is nobody's to take.
        assert "i: fill in" in room.text("#aid")
        await room.press("i")
        assert dict(room.session.sealed(lane)) == {"who": "Wren Hall", "where": "At the back of the shop"}
        assert [box.value for box in room.page.query(Input)] == ["Wren Hall", "", "At the back of the shop"]
        await room.press("1", "enter")
        assert (room.state.concern(lane).lane.step, room.app.focused) == ("handover", room.field())
        for agreed in ("not slept", "Stays here: Nothing about the job"):
            assert agreed in room.screen()
        await room.type("This is Alex. Wren is frightened")
        await room.press("escape")
        for field, said in (("background", "A hard month"), ("seen", "Tired, clear"), ("asking", "A visit today")):
            room.session.write(lane, field, said)
        await room.press("1")
        # All of it in one sight, in the order in which it is said, and then it is said back.
        shown = room.screen()
        order = ["At the back of the shop", "This is Alex", "Wren Hall", "A hard month", "Tired", "A visit today"]
        places = [shown.index(part) for part in [*order, text.READ_BACK, "They have taken it on"]]
        assert places == sorted(places)
        await room.press("1")
        # Who now knows what: what was said and kept back; that a name was told, and not the name.
        told = room.text("#readout")
        assert "Their GP, 10:00: they took it on" in told
        assert "What was said: That Wren has not slept, and would like to be seen" in told
        assert "their name was on the sheet, the place was on it" in told
        assert "Kept back: Nothing about the job" in told
        assert "Their practice may ring them" in told
        assert "Wren Hall" not in room.screen() and "High Street" not in room.screen()
        for page in (told, shown):
            assert PACK.words.kinds["harm-other"].label not in page and f"concern {other}" not in page
        await room.press("1", "t")
        assert room.name == "TakeAwayPage"


def told(kind: str, path: str, **written: str) -> str:
    given = PACK.given()
    lane = onward(PACK, lanes.start(PACK, kind), path, given)
    return known.told(PACK, concern(1, lane, written={k.replace("_", "-"): v for k, v in written.items()})).plain


def test_every_contact_of_a_concern_is_told_and_what_was_undone_is_not() -> None:
    path = "danger=yes emergency=called emergency-outcome=not-accepted emergency-again=other-service"
    path += " access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes scope=agreed gp=open-likely"
    path += " identity=given handover=ready"
    both = told("own-life", f"{path} contact=accepted", may_say="That they are frightened")
    assert both.index("Emergency services: they heard it, and did not take it on") < both.index(
        "Their GP: they took"
    )
    assert "What was said: That they are frightened" in both
    assert "not on the sheet, so nobody was told" in both
    assert "A crew" not in both  # nobody is coming
    stopped = told("own-life", f"{path} contact=withdrawn")
    assert "the call was stopped" in stopped and phone_text.KNOWN_IDENTITY_STOPPED in stopped


def test_what_was_said_is_told_by_its_ground() -> None:
    child = told(
        "child", f"{TO_CHILD} contact=accepted", situation="A child is not safe", may_say="Something older"
    )
    assert "Children’s services: they took it on" in child
    assert "What was said: A child is not safe" in child and "Something older" not in child
    assert "Somebody who protects children may get in touch" in child
    nobody = told("ill", "emergency=called emergency-outcome=cut-off emergency-again=could-not")
    assert phone_text.KNOWN_NOBODY in nobody and phone_text.KNOWN_SAID not in nobody
    itself = told("own-life", TO_GP.split(" offers")[0] + " offers=do-it-together=yes self-contact=made")
    assert "They make contact themselves: in their own words" in itself


# -- who is rung -----------------------------------------------------------------------------------------------


async def test_a_card_for_a_child_says_what_is_missing_and_who_is_left(tmp_path: Path) -> None:
    async with meeting(keeper_at(tmp_path, HOLIDAY, "NIR"), SMALL) as room:
        await room.flag("child", TO_CHILD)
        await room.press("t")
        assert "entered no number" in room.text("#first")
        assert not room.page.query_one("#number").display
        assert "v" not in {key.key for key in room.page.available()}
        await room.press("v", "2")
        assert (number(room), room.text("#name")) == ("0808 800 5000", "NSPCC")
        assert "You are worried about a child." in room.text("#first")
        about = room.text("#about")
        for label in (
            phone_text.PHONE_HOURS,
            phone_text.PHONE_CALLERS,
            phone_text.PHONE_BSL,
            phone_text.PHONE_KNOWN,
        ):
            assert f"{label}: " in about
        dated = room.text("#dated")
        assert f"Policy version {PACK.version}" in dated and "Directory of 22 November 2026" in dated
        await room.press("down", "down", "down", "down")
        assert "Directory of" in room.screen()  # nothing is cut off for good
        await room.press("v")
        assert "0808 800 5000" in room.text("#where") and room.page.query_one("#code").display
        await room.press("escape", "escape")
        assert room.name == "StepPage"
        # The step itself names the number, once there is one.
        await room.press("escape")
        assert "t numbers" in room.screen()


def service(**changes: object) -> Service:
    one = Directory(()).get("999")
    assert one is not None
    return msgspec.structs.replace(one, **{"id": "own", "recipient": "gp", **changes})


def test_past_its_date_it_says_so_and_is_shown_all_the_same() -> None:
    late = service(number="01632 960000", verify_again_by=date(2026, 1, 1), grade="own", vouched_by="Robin Reed")
    said = phone.about(late, date(2026, 12, 28)).plain
    assert "due to be checked again on 1 January 2026" in said and "Robin Reed" in said
    assert "due to be checked" not in phone.about(late, date(2025, 12, 28)).plain
    assert phone.digits(late) == "01632 960000"
    assert phone.compact((late,)).plain.startswith("Ring Emergency services: 01632 960000")


def test_the_lead_is_on_the_card_where_the_lead_is_asked() -> None:
    lead = Organisation(lead="Robin Reed, safeguarding lead", lead_phone="020 7946 0000")
    asking = concern(
        1,
        onward(
            PACK, lanes.start(PACK, "harm-other"), "danger=no access=arrange arrange-access=cannot", PACK.given()
        ),
    )
    found = phone.services(PACK, asking, Directory(()), "ENG", lead)
    assert [(one.label, one.code) for one in found if isinstance(one, Service)] == [(lead.lead, "tel:02079460000")]
    assert phone.has_card(PACK, asking, lead)
    talking = concern(1, onward(PACK, lanes.start(PACK, "own-life"), "danger=no access=ready", PACK.given()))
    assert not phone.has_card(PACK, talking, lead)


def test_the_organisations_disclaimer_stands_with_the_clause_about_it_and_nowhere_else() -> None:
    """To be read in the policy (C-26); never on a screen of a concern, as if it were a shield (UK-49)."""
    own = "Our own disclaimer is at the office.\nAsk for it."
    rows = [row.content.plain for row in browse.clause(PACK, "C-26", None, own)]
    assert policy_text.DISCLAIMER in rows and "Ask for it." in rows
    assert policy_text.DISCLAIMER not in [row.content.plain for row in browse.clause(PACK, "C-26", None)]
    assert policy_text.DISCLAIMER not in [row.content.plain for row in browse.clause(PACK, "C-24", None, own)]


async def test_a_step_that_is_shown_anew_while_a_card_is_taken_over_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with meeting(keeper_at(tmp_path, HOLIDAY, "SCT")) as room:
        room.session.take_seat("Wren")
        room.session.put_in_case("A", "where", "12 High Street")
        lane = await room.flag("own-life", f"{TO_GP} gp=open-likely", "A")
        page = room.page
        assert isinstance(page, StepPage)
        fill, filling = page._fill, asyncio.Event()

        async def slow(number: int, step: Step | None) -> None:
            filling.set()
            await asyncio.Event().wait()
            await fill(number, step)

        monkeypatch.setattr(page, "_fill", slow)
        page.action_in_case()
        await filling.wait()
        monkeypatch.setattr(page, "_fill", fill)
        page._fill_soon(page._step())
        await room.settle()
        assert dict(room.session.sealed(lane)) == {"where": "12 High Street"}
        assert [box.value for box in page.query(Input)] == ["", "", "12 High Street"]
        assert room.app.fault is None


@pytest.mark.parametrize("leave", ["accepted", "left"])
async def test_who_they_are_is_not_on_another_step_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    """I-4: also not while what the next step shows is still being read from a slow disk."""
    async with meeting(keeper_at(tmp_path, HOLIDAY)) as room:
        lane = await room.flag("own-life", f"{TO_GP} gp=open-likely")
        room.session.seal(lane, "who", "Wren Hall")
        room.session.choose(lane, "given")
        await room.follow()
        if leave == "accepted":
            room.session.choose(lane, "ready")
            await room.follow()
        assert "Wren Hall" in room.screen()
        page = room.page
        assert isinstance(page, StepPage)

        async def slow(_number: int, _step: Step | None) -> None:
            await asyncio.Event().wait()

        monkeypatch.setattr(page, "_fill", slow)
        if leave == "accepted":
            room.session.choose(lane, "accepted")
        else:
            room.session.happen(lane, "!left")
        page.show()
        await room.pilot.pause()
        assert "Wren Hall" not in room.screen()
        page.workers.cancel_node(page)
