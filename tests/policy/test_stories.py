"""The stories that facilitators are trained with: one good way each, and what is never offered."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import CLOSED, Pack
from tests.walks import ALL_REFUSED, TO_OFFERS, facts, offered, onward, walk

ALL_SIX = (
    "offers=gp=no offers=emergency=no offers=chosen-person=no offers=urgent-health=no offers=listening-line=no "
    "offers=do-it-together=no offers=finished"
)
GP_CALL = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given handover=ready"
REFUSED = TO_OFFERS.replace("open-to-it", "not-open")
TOLD = "who-knows=told card=given"


@dataclass(frozen=True)
class Story:
    """One way through: up to the moment that decides, what stands open there, and how it goes on."""

    id: str
    kind: str
    path: str
    crucial: str
    open: str
    forbidden: str
    onward: str
    outcome: str
    events: str = ""
    settings: dict[str, str] = field(default_factory=dict)


STORIES = [
    Story(
        id="V-01 yes, the GP",
        kind="own-life",
        path=f"{TO_OFFERS} offers=gp=yes scope=agreed",
        crucial="gp",
        open="open-likely closed unknown",
        forbidden="accepted pass-on ready",
        onward=f"gp=open-likely identity=given handover=ready contact=accepted {TOLD}",
        outcome="gp",
    ),
    Story(
        id="V-02 no, and not serious",
        kind="own-life",
        path=f"{REFUSED} {ALL_REFUSED} refused=weigh",
        crucial="weigh",
        open="both-serious one-serious not-serious",
        forbidden="pass-on gp emergency-services serious",
        onward="weigh=not-serious no-further-action=end card=declined",
        outcome="no-further-action",
    ),
    Story(
        id="V-02 no, but not to everything",
        kind="own-life",
        path=f"{REFUSED} offers=gp=no offers=emergency=no offers=finished",
        crucial="refused",
        open="offer-rest accept consult",
        forbidden="weigh pass-on",
        onward="refused=accept no-further-action=end card=given",
        outcome="no-further-action",
    ),
    Story(
        id="V-03 passed on",
        kind="own-life",
        path=f"danger=unsure keep-close=no {REFUSED.removeprefix('danger=no ')} {ALL_SIX} refused=weigh "
        "weigh=both-serious",
        crucial="may-pass-on",
        open="pass-on do-not",
        forbidden="chosen-person gp",
        onward="may-pass-on=pass-on recipient=gp tell-first=told gp=open-likely identity=given handover=ready "
        f"contact=accepted {TOLD}",
        outcome="passed-on-gp",
    ),
    Story(
        id="V-03 not passed on",
        kind="own-life",
        path=f"{REFUSED} {ALL_SIX} refused=weigh weigh=both-serious may-pass-on=pass-on",
        crucial="recipient",
        open="gp emergency-services do-not",
        forbidden="chosen-person urgent-health police accepted ready",
        onward="recipient=do-not no-further-action=end card=given",
        outcome="not-passed-on",
    ),
    Story(
        id="V-03 where the exception is off",
        kind="own-life",
        path=f"{REFUSED} {ALL_SIX}",
        crucial="refused",
        open="accept consult",
        forbidden="weigh pass-on offer-rest",
        onward="refused=consult consult=no-action no-further-action=end card=given",
        outcome="no-further-action",
        settings={"own_life_exception": "off"},
    ),
    Story(
        id="V-03 where the lead agrees",
        kind="own-life",
        path=f"{REFUSED} {ALL_SIX} refused=weigh weigh=both-serious",
        crucial="lead",
        open="agrees does-not cannot-reach",
        forbidden="pass-on gp",
        onward="lead=agrees may-pass-on=pass-on recipient=emergency-services tell-first=told handover=ready "
        f"contact=accepted {TOLD}",
        outcome="passed-on-emergency",
        settings={"own_life_exception": "lead-agrees"},
    ),
    Story(
        id="V-04 leaves in the middle",
        kind="own-life",
        path="danger=no access=ready talk=talked !left",
        crucial="left",
        open="danger-now let-go",
        forbidden="weigh pass-on",
        onward="left=let-go no-further-action=end card=given",
        outcome="no-further-action",
    ),
    Story(
        id="V-04b danger at the door",
        kind="own-life",
        path="danger=no access=ready talk=talked !left left=danger-now",
        crucial="emergency",
        open="called",
        forbidden="not-needed weigh",
        onward="emergency=called emergency-outcome=accepted stay=help-here who-knows=not-present card=not-present",
        outcome="emergency-services",
    ),
    Story(
        id="V-06 yes, then no",
        kind="own-life",
        path=f"{GP_CALL} !withdrawn",
        crucial="offers",
        open="finished",
        forbidden="accepted ready given agreed",
        onward=f"offers=chosen-person=yes scope=agreed handover=ready contact=accepted {TOLD}",
        outcome="chosen-person",
        events="!left !under-18 !stand-down !park",
    ),
    Story(
        id="V-06b no, during the call",
        kind="own-life",
        path=f"{GP_CALL} contact=withdrawn",
        crucial="who-knows",
        open="told",
        forbidden="accepted again ready not-safe not-present",
        onward=TOLD,
        outcome="withdrawn-in-call",
    ),
    Story(
        id="V-08 the surgery is shut",
        kind="own-life",
        path=f"{TO_OFFERS} offers=gp=yes scope=agreed gp=closed",
        crucial="gp-closed",
        open="urgent-health emergency other wait",
        forbidden="do-not accepted ready",
        onward=f"gp-closed=urgent-health scope=agreed handover=ready contact=accepted {TOLD}",
        outcome="urgent-health",
        settings={"nation": "ENG"},
    ),
    Story(
        id="V-08 shut, without a yes",
        kind="own-life",
        path=f"{REFUSED} {ALL_SIX} refused=weigh weigh=both-serious may-pass-on=pass-on recipient=gp "
        "tell-first=told gp=closed",
        crucial="gp-closed",
        open="emergency wait do-not",
        forbidden="urgent-health other",
        onward=f"gp-closed=emergency handover=ready contact=accepted {TOLD}",
        outcome="passed-on-emergency",
    ),
    Story(
        id="V-09 my brother",
        kind="own-life",
        path=f"{TO_OFFERS} offers=gp=no offers=emergency=no offers=finished",
        crucial="refused",
        open="offer-rest accept consult",
        forbidden="weigh pass-on",
        onward="refused=offer-rest offers=chosen-person=yes scope=agreed handover=ready contact=accepted " + TOLD,
        outcome="chosen-person",
    ),
    Story(
        id="V-09 he rings his brother himself",
        kind="own-life",
        path=f"{TO_OFFERS} offers=gp=no offers=emergency=no offers=do-it-together=yes",
        crucial="self-contact",
        open="made did-not later",
        forbidden="accepted pass-on ready",
        onward=f"self-contact=made {TOLD}",
        outcome="self",
    ),
    Story(
        id="V-11 a child in danger now",
        kind="child",
        path="danger=yes emergency=called emergency-outcome=accepted stay=help-here",
        crucial="safe-to-tell",
        open="told not-safe take-advice",
        forbidden="agreed accept no-thank-you not-present end",
        onward="safe-to-tell=told child-recipient=childrens-services handover=ready contact=accepted " + TOLD,
        outcome="children",
        events="!left !under-18 !park",
    ),
    Story(
        id="V-15 a vague threat",
        kind="unsure",
        path=f"sort=harm-other {REFUSED} {ALL_SIX}",
        crucial="refused",
        open="someone-in-danger accept consult",
        forbidden="weigh pass-on lead gp",
        onward="refused=consult consult=no-action no-further-action=end card=given",
        outcome="no-further-action",
    ),
    Story(
        id="V-18 the ill person",
        kind="ill",
        path="emergency=called emergency-outcome=accepted",
        crucial="stay",
        open="help-here call-again",
        forbidden="agreed not-needed",
        onward=f"stay=help-here {TOLD}",
        outcome="emergency-services",
    ),
    Story(
        id="V-20 a false alarm",
        kind="own-life",
        path="danger=no access=ready talk=reassured",
        crucial="stand-down",
        open="agreed not-yet",
        forbidden="gp accepted consult",
        onward="stand-down=agreed card=declined",
        outcome="stood-down",
    ),
    Story(
        id="V-21 999 by voice or by BSL",
        kind="own-life",
        path="danger=yes",
        crucial="emergency",
        open="called",
        forbidden="not-needed ready",
        onward=f"emergency=called emergency-outcome=accepted stay=help-here {TOLD}",
        outcome="emergency-services",
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_goes_as_the_policy_has_it(pack: Pack, story: Story) -> None:
    given = pack.given(story.settings)
    lane = walk(pack, story.kind, story.path, story.settings)
    assert lane.step == story.crucial
    assert offered(pack, lane, given) == set(story.open.split())
    ids = {choice.id for choice in lanes.open_choices(pack, lane.situation, given)}
    assert not ids & set(story.forbidden.split())
    if story.events:
        assert set(story.events.split()) <= set(lanes.events(pack, lane, given)) - {"!undo"}
    done = onward(pack, lane, story.onward, given)
    assert (done.step, facts(pack, done)["outcome"]) == (CLOSED, story.outcome)


def test_v_11_no_way_out_but_telling(pack: Pack) -> None:
    """Wherever the child's lane stands after the answer yes, it never offers to stop."""
    given = pack.given()
    lane = walk(pack, "child", "danger=no child-access=yes")
    assert "!stand-down" not in lanes.events(pack, lane, given)
    for path in ("safe-to-tell=told", "safe-to-tell=not-safe", "safe-to-tell=take-advice"):
        there = onward(pack, lane, f"{path} child-recipient=police handover=ready contact=no-answer", given)
        assert offered(pack, there, given) == {"again", "other-route", "could-not"}


def test_v_15_the_exception_is_for_ones_own_life_only(pack: Pack) -> None:
    for settings in ({}, {"own_life_exception": "lead-agrees"}, {"facilitators": "one"}):
        lane = walk(pack, "harm-other", f"{REFUSED} {ALL_SIX}", settings)
        assert "weigh" not in offered(pack, lane, pack.given(settings))


def test_v_18_the_interrupted_lane_keeps_its_place(pack: Pack) -> None:
    first = walk(pack, "own-life", f"{TO_OFFERS} offers=gp=yes")
    walk(pack, "ill", "emergency=called emergency-outcome=accepted stay=help-here who-knows=told card=given")
    assert (first.step, facts(pack, first)["ground"]) == ("scope", "consent")


def test_a_minor_who_says_no_is_still_protected(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{REFUSED} {ALL_SIX} !under-18")
    assert offered(pack, lane, pack.given()) == {"pass-on"}


def test_an_adult_survivor_chooses_for_themselves(pack: Pack) -> None:
    lane = walk(pack, "child", "danger=no child-access=no")
    assert offered(pack, lane, pack.given()) == {"would-like-support", "no-thank-you"}


def test_two_who_disagree_pass_nothing_on(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{REFUSED} {ALL_SIX} refused=weigh weigh=one-serious disagree=no-agreement")
    assert lane.step == "no-further-action"
    assert offered(pack, lane, pack.given()) == {"end", "consult"}


def test_one_facilitator_alone_asks_the_lead_first(pack: Pack) -> None:
    alone = {"facilitators": "one"}
    lane = walk(pack, "own-life", f"{REFUSED} {ALL_SIX} refused=weigh", alone)
    assert offered(pack, lane, pack.given(alone)) == {"serious", "not-serious"}
    assert walk(pack, "own-life", f"{REFUSED} {ALL_SIX} refused=weigh weigh=serious", alone).step == "lead"
