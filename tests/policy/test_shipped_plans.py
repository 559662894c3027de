"""The plans that come with the program: all hold, and together they go everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from netmeet_tui.policy import plan as planning
from netmeet_tui.policy.map import ends
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import Ask, Plan, Way, coverage, run
from netmeet_tui.policy.planfile import shipped_plans

STORIES = ["V-01", "V-02", "V-03", "V-04", "V-06", "V-08", "V-09", "V-11", "V-15", "V-18", "V-20", "V-21"]
TENSIONS_NOT_IN_THE_FLOW = {13, 14, 19, 21, 25}
"""Each with its reason at the top of plans/tensions/t-01-refusal.toml."""


@pytest.fixture(scope="module")
def plans(pack: Pack) -> tuple[Plan, ...]:
    return shipped_plans(pack)


@pytest.fixture(scope="module")
def ask(pack: Pack) -> Ask:
    return planning.asking(pack)


def test_every_plan_holds(pack: Pack, plans: tuple[Plan, ...], ask: Ask) -> None:
    assert [str(failure) for plan in plans for failure in run(pack, plan, ask)] == []


def test_together_they_take_every_step_choice_and_event(pack: Pack, plans: tuple[Plan, ...]) -> None:
    found = coverage(pack, plans)
    assert (found.missing_steps, found.missing_choices, found.missing_events) == ((), (), ())


def test_every_story_and_every_tension_of_the_flow_has_one(plans: tuple[Plan, ...]) -> None:
    told = {plan.id for plan in plans}
    assert told >= set(STORIES)
    assert told >= {"V-04b", "V-06b", "V-03-off", "V-03-lead", "V-08-SCT"}
    tensions = set(range(1, 27)) - TENSIONS_NOT_IN_THE_FLOW
    assert {int(one[2:4]) for one in told if one.startswith("T-")} == tensions


def test_every_lane_says_where_it_ends(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        assert all(way.at_step is not None for way in plan.lanes), plan.id
        assert len({way.name for way in plan.lanes}) == len(plan.lanes), plan.id
        assert all(way.reachable for way in plan.lanes if way.at_step == CLOSED), plan.id


NEVER_TAKEN = {
    # Whoever is in an emergency and here has not talked yet, or has come back and begins anew.
    "emergency-again=other-service > explain",
    "emergency-again=other-service > ask",
    "emergency-again=other-service > offers",
    # Where there is a talk, it goes on with that.
    "stand-down=not-yet > access",
}


def test_every_way_that_a_choice_may_lead_is_gone(pack: Pack, plans: tuple[Plan, ...]) -> None:
    """Not only every choice: every branch of the road that it leads to, for each choice that leads there."""
    wanted = {
        f"{step.id}={choice.id} > {end}"
        for step in pack.steps.values()
        for choice in step.choices
        for end in ends(pack, step.id, choice.to)
    }
    gone = {move for plan in plans for way in plan.lanes for move in moves(pack, plan, way)}
    assert wanted - gone == NEVER_TAKEN


def moves(pack: Pack, plan: Plan, way: Way) -> Iterator[str]:
    """Every choice of a path with the step to which it led."""
    from netmeet_tui.policy import lane as lanes

    given, lane = pack.given(plan.settings), lanes.start(pack, way.kind)
    for entry in way.path:
        if entry.startswith("!"):
            lane = lanes.happen(pack, lane, entry, given)
        else:
            lane = lanes.choose(pack, lane, entry.partition("=")[2], given)
            yield f"{entry} > {lane.step}"


@pytest.mark.parametrize("value", ["lead-agrees", "off"])
def test_an_organisation_that_decides_otherwise_need_not_change_them(
    pack: Pack, plans: tuple[Plan, ...], value: str
) -> None:
    """Plans name the settings that they depend on, so that they hold whichever value stands first in the pack."""
    setting = pack.settings["own_life_exception"]
    first = replace(setting, values=(value, *(other for other in setting.values if other != value)))
    other = replace(pack, settings={**pack.settings, "own_life_exception": first})
    paths = [replace(plan, lanes=tuple(map(without_questions, plan.lanes))) for plan in plans]
    assert [str(failure) for plan in paths for failure in run(other, plan)] == []


def without_questions(way: Way) -> Way:
    return replace(way, reachable=(), unreachable=())


UNKIND = (
    "committed suicide",
    "commit suicide",
    "high risk",
    "low risk",
    "risk level",
    "non-compliant",
    "attention",
)


def test_the_words_are_kind(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        text = " ".join([plan.title, plan.note, *(f"{way.name} {way.note}" for way in plan.lanes)]).lower()
        assert not [word for word in UNKIND if word in text], plan.id
