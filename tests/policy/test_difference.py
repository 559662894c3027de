"""What a changed setting changes: as told, as the engine walks it one situation at a time, and there and back."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.difference import Answer, Difference, Differences, LaneDiffers
from netmeet_tui.policy.difference_told import lines
from netmeet_tui.policy.endings import Endings
from netmeet_tui.policy.lane import Given, Situation
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import Plan, Way
from netmeet_tui.policy.planfile import shipped_plans
from tests.policy.small import small_pack
from tests.walks import ALL_REFUSED, TO_OFFERS, Walked, following, random_walks

PACK = shipped()
PLANS = shipped_plans(PACK)
SHIPPED = Differences(PACK)
PASSED_ON = {"passed-on-gp", "passed-on-emergency", "not-passed-on"}
TWO, ONE = ((("facilitators", "two"),),), ((("facilitators", "one"),),)


def changed(plans: tuple[Plan, ...] = (), **chosen: str) -> Difference:
    return SHIPPED.between({}, chosen, plans)


def entries(found: Difference) -> tuple[set[str], set[str]]:
    """What appears and what vanishes, in every meeting."""
    return (
        {move.entry for move in found.appear if not move.where},
        {move.entry for move in found.vanish if not move.where},
    )


# -- the settings of the policy -----------------------------------------------------------------------------------


def test_without_the_exception_nothing_is_weighed_and_only_own_life_ends_otherwise() -> None:
    found = changed(own_life_exception="off")
    appear, vanish = entries(found)
    assert appear == set()
    assert vanish >= {"refused=weigh", "left=weigh", "may-pass-on=pass-on", "may-pass-on=do-not", "recipient=gp"}
    assert {step.step for step in found.steps_vanish} >= {"weigh", "may-pass-on", "recipient", "tell-first"}
    assert (found.steps_appear, found.endings_appear) == ((), ())
    assert {end.kind for end in found.endings_vanish} == {"own-life", "unsure"}
    assert {end.outcome for end in found.endings_vanish if end.kind == "own-life"} == PASSED_ON
    weigh = next(move for move in found.vanish if move.entry == "refused=weigh")
    assert (weigh.step, weigh.title) == ("refused", "These are their answers")
    assert weigh.words == PACK.steps["refused"].words.choices["weigh"]


def test_where_it_depends_on_the_meeting_that_is_said() -> None:
    found = changed(own_life_exception="off")
    where = {move.entry: move.where for move in found.vanish}
    assert (where["weigh=both-serious"], where["weigh=serious"]) == (TWO, ONE)
    assert (where["weigh=not-serious"], where["lead=agrees"]) == ((), ONE)
    assert {step.step: step.where for step in found.steps_vanish}["disagree"] == TWO


def test_asking_the_lead_adds_a_step_where_there_are_two() -> None:
    found = changed(own_life_exception="lead-agrees")
    assert {(step.step, step.where) for step in found.steps_appear} == {("lead", TWO)}
    assert {move.entry for move in found.appear} == {"lead=agrees", "lead=does-not", "lead=cannot-reach"}
    assert not (found.vanish or found.endings_vanish or found.endings_appear)
    assert {step.step for step in found.reworded} == {"disagree", "lead"}


def test_an_adult_at_risk_from_another() -> None:
    found = changed(third_party_adult="serious-harm-may")
    assert entries(found) == ({"refused=lead", "person-at-risk=lead"}, set())
    assert {(step.step, step.where) for step in found.steps_appear} == {("lead", TWO)}
    assert found.reworded == ()


def test_one_who_is_worried_is_enough() -> None:
    found = changed(facilitators_to_agree="1")
    assert {(move.entry, move.where) for move in found.vanish} == {
        ("disagree=both-now", TWO),
        ("disagree=no-agreement", TWO),
    }
    assert {step.step for step in found.reworded} == {"weigh"}
    assert {(said.part, said.choice) for said in found.reworded[0].said} == {
        ("why", None),
        ("choices", "one-serious"),
        ("choices", "not-serious"),
    }


def test_where_no_one_under_18_attends() -> None:
    found = changed(under_18s_attend="no")
    appear, vanish = entries(found)
    assert appear == set()
    assert vanish >= {"!under-18", "refused=pass-on", "left=pass-on", "contact-failed=pass-on"}
    event = next(move for move in found.vanish if move.entry == "!under-18")
    assert event.step is None
    assert {(end.kind, end.outcome) for end in found.endings_vanish} == {
        ("own-life", "children"),
        ("harm-other", "children"),
    }


def test_the_threshold_for_a_child_changes_only_words() -> None:
    found = changed(PLANS, child_threshold="immediate")
    assert [(one.in_flow, one.in_words) for one in found.changed] == [(False, True)]
    (step,) = found.reworded
    assert step.step == "child-access"
    assert {(said.part, said.choice) for said in step.said} == {
        ("title", None),
        ("do", None),
        ("choices", "yes"),
        ("choices", "no"),
    }
    assert not found.nothing
    assert replace(found, reworded=()).nothing


@pytest.mark.parametrize("nation", ["ENG", "WLS", "SCT", "NIR"])
def test_a_nation_changes_words_and_nothing_else(nation: str) -> None:
    """What is said of the law by nation (T-17): the flow does not read it."""
    found = changed(nation=nation)
    assert {step.step for step in found.reworded} >= {"child-recipient", "may-pass-on"}
    assert replace(found, reworded=()).nothing
    assert [(one.in_flow, one.in_words) for one in found.changed] == [(False, True)]


@pytest.mark.parametrize("chosen", [{"records": "none"}, {"records": "trails"}])
def test_what_nothing_reads_changes_nothing(chosen: dict[str, str]) -> None:
    found = SHIPPED.between({}, chosen, PLANS)
    assert found.nothing
    assert {one.setting for one in found.changed if not (one.in_flow or one.in_words)} == set(chosen)


def test_no_change_gives_nothing() -> None:
    for name, setting in PACK.settings.items():
        for value in setting.values:
            found = SHIPPED.between({name: value}, {name: value}, PLANS)
            assert found.nothing
            assert found.changed == ()


def test_without_the_exception_it_is_all_one_how_many_agree() -> None:
    off = {"own_life_exception": "off"}
    found = SHIPPED.between(off, {**off, "facilitators_to_agree": "1"}, PLANS)
    assert found.nothing
    assert found.changed[0].in_flow


def test_a_text_that_is_shown_on_neither_side_is_not_told() -> None:
    """Where the exception is open, 'accept' is closed with one text; where it is off, 'accept' is never closed."""
    refused = next(step for step in changed(own_life_exception="off").reworded if step.step == "refused")
    assert {(said.part, said.choice) for said in refused.said} == {("closed", "weigh"), ("why", None)}


def test_settings_that_there_are_not() -> None:
    with pytest.raises(ValueError, match="no such setting"):
        SHIPPED.between({}, {"weather": "fair"})
    with pytest.raises(ValueError, match="no value of records"):
        SHIPPED.between({"records": "all"}, {})


# -- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(PACK.settings))
def test_a_change_and_its_reverse_mirror_each_other(name: str) -> None:
    for one, other in combinations(PACK.settings[name].values, 2):
        there = SHIPPED.between({name: one}, {name: other}, PLANS)
        back = SHIPPED.between({name: other}, {name: one}, PLANS)
        assert (there.appear, there.vanish) == (back.vanish, back.appear)
        assert (there.steps_appear, there.steps_vanish) == (back.steps_vanish, back.steps_appear)
        assert (there.endings_appear, there.endings_vanish) == (back.endings_vanish, back.endings_appear)
        told = {
            (step.step, said.part, said.choice, said.before, said.after)
            for step in there.reworded
            for said in step.said
        }
        assert told == {
            (step.step, said.part, said.choice, said.after, said.before)
            for step in back.reworded
            for said in step.said
        }
        assert [(p.plan.id, [(w.name, w.before, w.after) for w in p.lanes]) for p in there.plans] == [
            (p.plan.id, [(w.name, w.after, w.before) for w in p.lanes]) for p in back.plans
        ]
        assert all(lane.sentence for side in (there, back) for p in side.plans for lane in p.lanes)


# -- against the engine -------------------------------------------------------------------------------------------


def walked(pack: Pack, kinds: tuple[str, ...], under: Given) -> tuple[set[str], set[str], set[Situation]]:
    """Every step, every move and every situation, found one after another."""
    seen = {lanes.start(pack, kind).situation for kind in kinds}
    queue, moves = deque(seen), set[str]()
    while queue:
        here = queue.popleft()
        for what, after in following(pack, here, under):
            moves.add(what if what.startswith("!") else f"{here.step}={what}")
            if after not in seen:
                seen.add(after)
                queue.append(after)
    return {situation.step for situation in seen} - {CLOSED}, moves, seen


def test_a_small_policy_as_it_is_walked(tmp_path_factory: pytest.TempPathFactory) -> None:
    pack = small_pack(tmp_path_factory.mktemp("small"))
    compare, kinds = Differences(pack), tuple(pack.start)
    sides = [dict(zip(("lenient", "patient"), values, strict=True)) for values in product(("yes", "no"), repeat=2)]
    for one, other in product(sides, repeat=2):
        found = compare.between(one, other)
        before, after = (walked(pack, kinds, pack.given(side)) for side in (one, other))
        assert {s.step for s in found.steps_vanish} == before[0] - after[0]
        assert {s.step for s in found.steps_appear} == after[0] - before[0]
        assert {m.entry for m in found.vanish} == before[1] - after[1]
        assert {m.entry for m in found.appear} == after[1] - before[1]
        ended = [
            {
                (kind, lanes.fact(pack, situation, "outcome"))
                for kind in kinds
                for situation in walked(pack, (kind,), pack.given(side))[2]
                if situation.step == CLOSED
            }
            for side in (one, other)
        ]
        assert {(e.kind, e.outcome) for e in found.endings_vanish} == ended[0] - ended[1]
        assert {(e.kind, e.outcome) for e in found.endings_appear} == ended[1] - ended[0]


@given(random_walks(PACK), st.sampled_from(sorted(PACK.settings)), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_walks_where_only_the_other_side_leads(walk: Walked, name: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(PACK.settings[name].values))
    here, there = dict(walk.settings), {**walk.settings, name: value}
    found = SHIPPED.between(here, there)
    only_there = {move.entry for move in found.appear}
    steps_there = {step.step for step in found.steps_appear}
    gone = [move for move in walk.moves if move.what not in ("!park", "!resume", "!undo")]
    took = {m.what if m.what.startswith("!") else f"{m.before.step}={m.what}" for m in gone}
    assert not took & only_there
    assert not {lane.step for lane in walk.lanes()} & steps_there
    for lane in walk.lanes():
        if lane.closed:
            kind = lanes.fact(PACK, walk.moves[0].before, "kind")
            ended = (kind, lanes.fact(PACK, lane, "outcome"))
            assert ended not in {(end.kind, end.outcome) for end in found.endings_appear}


@given(random_walks(PACK), st.sampled_from(sorted(PACK.settings)), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_words_that_change_on_a_walk_are_told(walk: Walked, name: str, data: st.DataObject) -> None:
    """As far as the same walk can be gone on both sides, whatever reads differently on it is told."""
    value = data.draw(st.sampled_from(PACK.settings[name].values))
    other = PACK.given({**walk.settings, name: value})
    told = {
        (step.step, said.part, said.choice, said.before, said.after)
        for step in SHIPPED.between(dict(walk.settings), {**walk.settings, name: value}).reworded
        for said in step.said
    }
    for move in walk.moves:
        if move.what in ("!park", "!resume", "!undo") or move.before.closed:
            break
        worlds = [lanes.world(move.before.situation, side) for side in (walk.given, other)]
        step = PACK.steps[move.before.step]
        before, after = (step.worded(world) for world in worlds)
        for part in ("title", "say", "why"):
            texts = ((getattr(before, part),), (getattr(after, part),))
            assert texts[0] == texts[1] or (step.id, part, None, *texts) in told
        sides = [lanes.choices(PACK, move.before, side) for side in (walk.given, other)]
        for one, two in zip(*sides, strict=True):
            if one.choice.offer is None and not (one.open or two.open):
                texts = ((one.because,), (two.because,))
                assert texts[0] == texts[1] or (step.id, "closed", one.choice.id, *texts) in told
        if (move.what, move.after.situation) not in following(PACK, move.before.situation, other):
            break


def test_endings_are_those_of_one_side_asked_alone() -> None:
    asked = Endings(PACK)
    chosen = {"own_life_exception": "off", "under_18s_attend": "no", "facilitators": "two"}
    found = SHIPPED.between({"facilitators": "two"}, chosen)
    before, after = (
        {
            (kind, end)
            for kind in PACK.start
            for end in asked.of(lanes.start(PACK, kind).situation, PACK.given(side))
        }
        for side in ({}, chosen)
    )
    assert {(end.kind, end.outcome) for end in found.endings_vanish} == before - after != set()
    assert {(end.kind, end.outcome) for end in found.endings_appear} == after - before


# -- plans --------------------------------------------------------------------------------------------------------


def test_plans_are_asked_with_the_setting_in_place_of_their_own() -> None:
    found = {differs.plan.id: differs for differs in changed(PLANS, own_life_exception="off").plans}
    for plan in ("V-03", "V-03-off", "V-03-lead", "T-01"):
        assert plan in found, plan
    kinds = {(plan.id, way.name): way.kind for plan in PLANS for way in plan.lanes}
    assert {kinds[name, lane.name] for name, plan in found.items() for lane in plan.lanes} == {"own-life", "unsure"}
    two = next(lane for lane in found["V-03"].lanes if lane.path[-1] == "weigh=both-serious")
    assert two.before.stopped is None
    assert set(two.before.choices) == {"pass-on", "do-not"}
    assert two.after.stopped == two.path.index("refused=weigh") + 1
    assert two.sentence == (
        f"entry {two.after.stopped} 'refused=weigh' can no longer be taken; the lane is at 'refused', "
        "where offered is: accept, consult"
    )


def test_a_plan_that_cannot_be_gone_as_shipped_may_be_afterwards() -> None:
    found = {differs.plan.id: differs for differs in changed(PLANS, third_party_adult="serious-harm-may").plans}
    said = [lane.sentence for lane in found["T-04-may"].lanes]
    assert "at 'refused' now offered is: lead" in said
    assert any("'refused=lead' can now be taken, and the path goes on to its end" in one for one in said)


def test_stories_come_first_then_tensions_then_steps() -> None:
    folders = [differs.plan.file.split("/")[0] for differs in changed(PLANS, under_18s_attend="no").plans]
    assert list(dict.fromkeys(folders)) == ["stories", "tensions", "steps"]
    assert folders == sorted(folders, key=["stories", "tensions", "steps"].index)


def test_what_a_plan_answers_is_what_the_engine_answers() -> None:
    asked = Endings(PACK)
    path = tuple(f"{TO_OFFERS} {ALL_REFUSED}".split())
    plan = Plan("X", "One", (Way("teo", "own-life", path), Way("gone", "no-such-kind")), settings={"nation": "ENG"})
    ((lane,),) = (differs.lanes for differs in changed((plan,), own_life_exception="off").plans)
    for answer, exception in ((lane.before, "facilitators-decide"), (lane.after, "off")):
        under = PACK.given({"own_life_exception": exception})
        here = lanes.start(PACK, "own-life")
        for entry in path:
            here = lanes.choose(PACK, here, entry.partition("=")[2], under)
        assert (answer.step, answer.stopped) == ("refused", None)
        assert answer.choices == tuple(c.id for c in lanes.open_choices(PACK, here.situation, under))
        assert set(answer.endings) == asked.of(here.situation, under)
    assert lane.sentence == (
        "at 'refused' no longer offered is: weigh; now offered is: accept; "
        "it can no longer end with: passed-on-gp, passed-on-emergency, not-passed-on"
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            Answer("a", 1, ("x",), ()),
            Answer("b", 2, ("y",), ()),
            "entry 1 'a=x' can now be taken, and the path goes on to entry 2 '!left'; the lane is at 'b'",
        ),
        (
            Answer("b", 2, ("y",), ()),
            Answer("a", 1, (), ()),
            "entry 1 'a=x' can no longer be taken; the lane is at 'a', where offered is: nothing",
        ),
        (
            Answer("b", 2, ("y",), ()),
            Answer("closed", None, (), ("gp",)),
            "entry 2 '!left' can now be taken, and the path goes on to its end; the lane is closed there",
        ),
        (Answer("b", None, ("y",), ()), Answer("closed", None, (), ()), "it comes to 'closed' instead of 'b'"),
        (
            Answer("a", 1, ("y",), ("gp",)),
            Answer("a", 1, ("z",), ("self",)),
            "at 'a' no longer offered is: y; now offered is: z; from where it stops, at entry 1, it can no longer "
            "end with: gp; from where it stops, at entry 1, it can now end with: self",
        ),
    ],
)
def test_the_sentence_of_a_lane(before: Answer, after: Answer, sentence: str) -> None:
    assert LaneDiffers("one", ("a=x", "!left"), before, after).sentence == sentence


# -- as it is told ------------------------------------------------------------------------------------------------


def told(ids: bool, before: dict[str, str] | None = None, **chosen: str) -> list[str]:
    plans = tuple(plan for plan in PLANS if plan.id == "V-03")
    found = SHIPPED.between(before or {}, {**(before or {}), **chosen}, plans)
    return [f"{' ' * indent}{line}" for indent, line in lines(PACK, found, ids=ids)]


def test_a_screen_tells_the_same_as_the_command_and_names_nothing_of_the_files() -> None:
    named, plain = (told(ids, own_life_exception="off") for ids in (True, False))
    assert "  weigh, “Do we both have serious concerns?”: no longer reached" in named
    assert "  “Do we both have serious concerns?”: no longer reached" in plain
    headings = [line for line in plain if line and not line.startswith(" ")]
    assert headings[1:4] == ["No longer there to be chosen", "Says something else", "How a concern can end"]
    assert [line for line in named if line in headings] == headings[1:]
    assert plain[1:3] == [
        f"  From now on: {PACK.settings['own_life_exception'].says['off']}",
        f"  Until now: {PACK.settings['own_life_exception'].says['facilitators-decide']}",
    ]
    assert plain[-1] == "  V-03, Teo refuses everything, and both are seriously worried"
    assert "    We both have serious concerns for their life (only with two facilitators)" in plain
    ids = {name for name in (*PACK.steps, *PACK.facts["outcome"]) if "-" in name}
    assert not ids & {word.strip("“”:,'") for line in plain for word in line.split()}


def test_what_no_step_depends_on_and_what_changes_words_only() -> None:
    assert told(False, records="none")[-1] == "No step of a concern depends on it."
    plain = told(False, nation="SCT")
    assert plain[3] == "It changes what some steps say, and nothing that can be chosen."
    assert any(line.startswith("    the choice “Children’s services where the child lives") for line in plain)


def test_what_is_so_already_and_what_changes_nothing_is_said() -> None:
    assert told(False, records="disclosures") == ["Nothing would change: it is so already."]
    off = {"own_life_exception": "off"}
    assert told(False, off, facilitators_to_agree="1")[-1].startswith("With these settings it changes nothing")


def test_a_setting_without_plain_words_is_told_by_its_name() -> None:
    bare = {name: replace(setting, asks="", says={}) for name, setting in PACK.settings.items()}
    found = changed(records="none")
    plain = [line for _, line in lines(replace(PACK, settings=bare), found, ids=False)]
    assert plain[:3] == ["records", "From now on: none", "Until now: disclosures"]
