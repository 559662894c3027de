"""What no walk may ever break, whatever is chosen, whatever happens, whatever is set."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Entry, Lane, NotOffered, Situation
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Pack
from tests.walks import (
    ALL_REFUSED,
    KINDS,
    PASSED_ON,
    TO_OFFERS,
    Move,
    Walked,
    can_end,
    explored,
    facts,
    onward,
    random_walks,
    settings_of,
)

PACK = shipped()
LEDGER = ("gp", "emergency", "chosen-person", "urgent-health", "listening-line", "do-it-together")
NOTHING_DONE = {"no-further-action", "stood-down", "not-passed-on"}
ALONG_A_CONTACT = ("handover", "contact")
OVER = ("who-knows", "card", CLOSED)
a_few = settings(max_examples=45, deadline=None, suppress_health_check=list(HealthCheck))


# -- what holds in every situation -------------------------------------------------------------------------------


def facts_stay_in_their_tables(here: Situation, _: dict[str, str]) -> None:
    for name, value in facts(PACK, here).items():
        assert value in PACK.facts[name]


def there_is_always_a_way_on(here: Situation, chosen: dict[str, str]) -> None:
    assert here.step == CLOSED or list(lanes.open_choices(PACK, here, PACK.given(chosen)))


def five_keys_are_enough(here: Situation, chosen: dict[str, str]) -> None:
    keyed = [c for c in lanes.open_choices(PACK, here, PACK.given(chosen)) if c.offer is None]
    assert len(keyed) <= 5


def contact_has_a_ground(here: Situation, _: dict[str, str]) -> None:
    if here.step in ALONG_A_CONTACT:
        known = facts(PACK, here)
        assert known["ground"] != "none"
        assert known["route"] not in ("none", "self")


def consent_is_of_someone_here_who_was_asked(here: Situation, _: dict[str, str]) -> None:
    known = facts(PACK, here)
    if known["ground"] == "consent":
        assert (known["present"], known["progress"]) == ("yes", "asked")


def exception_only_as_written(here: Situation, chosen: dict[str, str]) -> None:
    known = facts(PACK, here)
    if known["ground"] != "own-life-exception" or here.step in OVER:
        return
    assert chosen["own_life_exception"] != "off"
    assert (known["kind"], known["under_18"]) == ("own-life", "no")
    assert [known[offer] for offer in LEDGER[:3]] == ["no"] * 3
    assert "later" not in [known[offer] for offer in LEDGER]
    assert known["route"] in ("none", "gp", "emergency-services")
    assert known["weighed"] in weighing_enough(chosen)
    if here.step in (*ALONG_A_CONTACT, "gp", "identity"):
        assert known["told"] != "not-yet"
        assert known["route"] != "none"


def weighing_enough(chosen: dict[str, str]) -> set[str]:
    if chosen["own_life_exception"] == "lead-agrees":
        return {"lead-agrees"}
    if chosen["facilitators"] == "one":
        return {"lead-agrees", "nobody-to-ask"}
    return {"both-serious"} | ({"one-serious"} if chosen["facilitators_to_agree"] == "1" else set())


def serious_harm_only_where_it_is_set(here: Situation, chosen: dict[str, str]) -> None:
    known = facts(PACK, here)
    if known["ground"] == "serious-harm":
        assert chosen["third_party_adult"] == "serious-harm-may"
        assert known["kind"] in ("harm-other", "other-person")
        assert known["route"] == "police"


def child_duty_goes_to_those_who_protect_children(here: Situation, _: dict[str, str]) -> None:
    known = facts(PACK, here)
    if known["ground"] == "child-duty" and here.step in ALONG_A_CONTACT:
        assert known["route"] in ("police", "childrens-services", "nspcc")
        assert known["kind"] == "child" or known["under_18"] == "yes"


def a_child_is_never_just_let_go(here: Situation, _: dict[str, str]) -> None:
    known = facts(PACK, here)
    if here.step == CLOSED and known["outcome"] in NOTHING_DONE:
        assert known["under_18"] == "no"
        assert known["kind"] != "child" or known["child_access"] == "no" or known["outcome"] == "stood-down"
        assert known["child_access"] not in ("yes", "unknown")
        assert known["ground"] != "child-duty"


def the_end_has_an_outcome_and_everyone_knows(here: Situation, _: dict[str, str]) -> None:
    known = facts(PACK, here)
    if here.step == CLOSED:
        assert known["outcome"] != "none"
    if here.step in (CLOSED, "card"):
        assert known["contact"] != "made"
    if known["outcome"] in PACK.contact_outcomes:
        assert known["contact"] != "none"


IN_EVERY_SITUATION: list[Callable[[Situation, dict[str, str]], None]] = [
    facts_stay_in_their_tables,
    there_is_always_a_way_on,
    five_keys_are_enough,
    contact_has_a_ground,
    consent_is_of_someone_here_who_was_asked,
    exception_only_as_written,
    serious_harm_only_where_it_is_set,
    child_duty_goes_to_those_who_protect_children,
    a_child_is_never_just_let_go,
    the_end_has_an_outcome_and_everyone_knows,
]


# -- what holds of every move ------------------------------------------------------------------------------------


def leaving_is_not_refusing(before: Situation, what: str, after: Situation) -> None:
    if what == "!left":
        was, now = facts(PACK, before), facts(PACK, after)
        assert [was[offer] for offer in LEDGER] == [now[offer] for offer in LEDGER]
        assert now["present"] == "no"
        assert now["ground"] != "consent"
        assert now["outcome"] == was["outcome"]


def coming_back_is_not_a_yes(_: Situation, what: str, after: Situation) -> None:
    if what == "!returned":
        now = facts(PACK, after)
        assert now["ground"] != "consent"
        assert now["progress"] == "nothing"
        assert {now[offer] for offer in LEDGER} == {"-"}


def only_a_no_is_a_no(before: Situation, what: str, after: Situation) -> None:
    was, now = facts(PACK, before), facts(PACK, after)
    for offer in LEDGER:
        if now[offer] == "no" and was[offer] != "no":
            assert what == f"{offer}=no"


def withdrawing_takes_the_yes_back_and_no_more(before: Situation, what: str, after: Situation) -> None:
    if what == "!withdrawn":
        was, now = facts(PACK, before), facts(PACK, after)
        assert (after.step, now["ground"], now["route"]) == ("offers", "none", "none")
        assert [was[offer] for offer in LEDGER] == [now[offer] for offer in LEDGER]


def what_came_of_a_contact_stands(before: Situation, _: str, after: Situation) -> None:
    was, now = facts(PACK, before), facts(PACK, after)
    if was["outcome"] in PACK.contact_outcomes:
        assert now["outcome"] in PACK.contact_outcomes
    if was["contact"] != "none":
        assert now["contact"] != "none"


def the_kind_is_chosen_once(before: Situation, _: str, after: Situation) -> None:
    was, now = facts(PACK, before)["kind"], facts(PACK, after)["kind"]
    assert was == now or (before.step, was) == ("sort", "unsure")


def the_end_comes_by_the_card(before: Situation, _: str, after: Situation) -> None:
    if after.step == CLOSED:
        assert before.step == "card"


OF_EVERY_MOVE: list[Callable[[Situation, str, Situation], None]] = [
    leaving_is_not_refusing,
    coming_back_is_not_a_yes,
    only_a_no_is_a_no,
    withdrawing_takes_the_yes_back_and_no_more,
    what_came_of_a_contact_stands,
    the_kind_is_chosen_once,
    the_end_comes_by_the_card,
]


# -- random walks ------------------------------------------------------------------------------------------------


def path(lane: Lane) -> str:
    return " ".join(map(str, lane.trail()))


@given(walked=random_walks(PACK))
@settings(a_few, max_examples=90)
def test_every_situation_on_a_walk_holds_the_rules(walked: Walked) -> None:
    for lane in walked.lanes():
        for rule in IN_EVERY_SITUATION:
            try:
                rule(lane.situation, dict(walked.settings))
            except AssertionError as broken:
                raise AssertionError(f"{rule.__name__}: {path(lane)} ({walked.settings})") from broken


@given(walked=random_walks(PACK))
@settings(a_few, max_examples=90)
def test_every_move_of_a_walk_holds_the_rules(walked: Walked) -> None:
    for move in walked.moves:
        if move.what in ("!undo", "!park", "!resume"):
            continue
        for rule in OF_EVERY_MOVE:
            try:
                rule(move.before.situation, move.what, move.after.situation)
            except AssertionError as broken:
                raise AssertionError(f"{rule.__name__}: {path(move.after)} ({walked.settings})") from broken


@given(walked=random_walks(PACK, longest=120))
@a_few
def test_what_is_closed_or_unknown_is_refused_and_changes_nothing(walked: Walked) -> None:
    for lane in walked.lanes():
        kept = (lane.situation, lane.parked, lane.last)
        is_open = {choice.id for choice in lanes.open_choices(PACK, lane.situation, walked.given)}
        happens = lanes.events(PACK, lane, walked.given)
        for other in {"nonsense", "", *closed_here(lane, is_open)}:
            with pytest.raises(NotOffered):
                lanes.choose(PACK, lane, other, walked.given)
        for event in {"!nonsense", "!park", "!resume", "!undo", *PACK.happenings} - set(happens):
            with pytest.raises(NotOffered):
                lanes.happen(PACK, lane, event, walked.given)
        assert (lane.situation, lane.parked, lane.last) == kept


def closed_here(lane: Lane, is_open: set[str]) -> set[str]:
    if lane.closed:
        return {"given"}
    return {choice.id for choice in PACK.steps[lane.step].choices} - is_open


@given(walked=random_walks(PACK, longest=120))
@a_few
def test_everything_that_is_offered_works(walked: Walked) -> None:
    for lane in walked.lanes():
        for choice in lanes.open_choices(PACK, lane.situation, walked.given):
            assert lanes.choose(PACK, lane, choice.id, walked.given).before is lane
        for event in lanes.events(PACK, lane, walked.given):
            assert lanes.happen(PACK, lane, event, walked.given) is not lane


@given(walked=random_walks(PACK))
@a_few
def test_undo_goes_back_by_one_and_never_over_something_final(walked: Walked) -> None:
    for move in walked.moves:
        if move.what == "!undo":
            assert move.before.last is not None
            assert not move.before.last.final
            assert move.before.before is not None
            assert move.after.situation == move.before.before.situation
            assert len(move.after.trail()) == len(move.before.trail()) - 1
            if move.before.last.step != "who-knows":  # what is taken back there is only that they were told
                rung = facts(PACK, move.before)["contact"] != "none"
                assert rung == (facts(PACK, move.after)["contact"] != "none")


def last(trail: tuple[Entry, ...], *entries: str) -> int:
    """Where the last of these stands, or -1. ``*`` at the end stands for anything."""

    def fits(entry: Entry, wanted: str) -> bool:
        return str(entry).startswith(wanted[:-1]) if wanted.endswith("*") else str(entry) == wanted

    return max((i for i, entry in enumerate(trail) if any(fits(entry, e) for e in entries)), default=-1)


def contacts(walked: Walked, ground: str) -> Iterator[tuple[Entry, ...]]:
    """The way to every contact that the walk came to on this ground."""
    for move in walked.moves:
        after = move.after
        if after.step == "contact" and move.before.step != "contact" and facts(PACK, after)["ground"] == ground:
            yield after.trail()


CONSENT = f"{TO_OFFERS} offers=emergency=yes scope=agreed"


def led(route: str, kind: str = "own-life") -> Walked:
    """A walk along a path, under the settings as shipped."""
    given_, lane, moves = PACK.given(), lanes.start(PACK, kind), []
    for entry in route.split():
        what = entry if entry.startswith("!") else entry.partition("=")[2]
        go = lanes.happen if entry.startswith("!") else lanes.choose
        after = go(PACK, lane, what, given_)
        moves.append(Move(lane, what, after))
        lane = after
    return Walked(given_, {s.id: s.values[0] for s in PACK.settings.values()}, tuple(moves))


@given(walked=random_walks(PACK, longest=400))
@example(walked=led(f"{CONSENT} handover=ready !withdrawn offers=emergency=yes scope=agreed handover=ready"))
@settings(a_few, max_examples=60)
def test_contact_on_consent_follows_a_yes_that_was_not_taken_back(walked: Walked) -> None:
    for trail in contacts(walked, "consent"):
        ended = last(trail, "!withdrawn", "!left", "!returned", "offers=finished", "contact-failed=other-route")
        yes = max(last(trail, f"offers={offer}=yes") for offer in LEDGER)
        changed = last(trail, "gp-closed=urgent-health", "gp-closed=emergency", "gp-unknown=*")
        agreed = last(trail, "scope=agreed")
        assert ended < yes < agreed, trail
        assert changed < agreed, trail
        back = last(trail, "!returned")
        if last(trail, "adult-choice=would-like-support") <= back:
            assert back < last(trail, "talk=talked") < last(trail, "explain=explained"), trail
            assert back < last(trail, "ask=open-to-it", "ask=not-open"), trail


@given(walked=random_walks(PACK, longest=400))
@example(walked=led(f"{PASSED_ON} handover=ready"))
@a_few
def test_the_exception_follows_weighing_choosing_and_telling(walked: Walked) -> None:
    for trail in contacts(walked, "own-life-exception"):
        weighed = last(trail, "weigh=both-serious", "weigh=one-serious", "weigh=serious")
        assert -1 < weighed < last(trail, "may-pass-on=pass-on") < last(trail, "recipient=*"), trail
        assert last(trail, "recipient=*") < last(trail, "tell-first=*"), trail
        assert last(trail, "!returned", "tell-first=changed-mind") < weighed, trail


@given(walked=random_walks(PACK, longest=120), at=st.integers(0, 119))
@a_few
def test_an_end_can_be_reached_from_wherever_one_is(walked: Walked, at: int) -> None:
    ways = list(walked.lanes())
    lane = ways[min(at, len(ways) - 1)]
    assert can_end(PACK, lane.situation, walked.given), path(lane)


# -- nearest first -----------------------------------------------------------------------------------------------

RARE = ("urgent-health", "listening-line", "do-it-together")


def near(what: str) -> bool:
    """Answers that make the state space large, and change nothing else, are left out."""
    return what not in {f"{offer}={answer}" for offer in RARE for answer in ("no", "later")}


AS_SHIPPED: dict[str, str] = {}
WITH_THE_LEAD = {"own_life_exception": "lead-agrees", "third_party_adult": "serious-harm-may"}


@pytest.mark.parametrize("decided", [AS_SHIPPED, WITH_THE_LEAD], ids=["as shipped", "with the lead"])
def test_the_first_ten_thousand_situations_hold_the_rules(decided: dict[str, str]) -> None:
    chosen = {s.id: s.values[0] for s in PACK.settings.values()} | decided
    seen = nearest(chosen, 10_000)
    assert len(seen) > 9_000
    for situation in seen:
        for rule in IN_EVERY_SITUATION:
            rule(situation, chosen)
    assert {*PACK.steps, CLOSED} - {situation.step for situation in seen} <= {"lead"}


STARTS = (
    ("unsure", "", 2),
    ("ill", "", 1),
    ("own-life", "", 4),
    ("own-life", f"{TO_OFFERS} {ALL_REFUSED}", 4),
    ("harm-other", "", 3),
    ("child", "", 4),
    ("other-person", "", 2),
)
"""Kinds, the steps to begin with, and how many twentieths of the situations to look at from there."""


def nearest(chosen: dict[str, str], limit: int) -> set[Situation]:
    """The situations nearest to where lanes start, kind by kind; every move between them is checked."""
    given_, dice, seen = PACK.given(chosen), random.Random(13), set[Situation]()
    for kind, first_steps, share in STARTS:
        first = onward(PACK, lanes.start(PACK, kind), first_steps, given_).situation
        for before, what, after in explored(
            PACK, first, given_, limit * share // 20, near, lambda moves: dice.sample(moves, len(moves))
        ):
            for rule in OF_EVERY_MOVE:
                rule(before, what, after)
            seen |= {before, after}
    return seen


def test_settings_never_change_what_is_rung_in_an_emergency(pack: Pack) -> None:
    @given(settings_of(pack), st.sampled_from([k for k in KINDS if k != "ill"]))
    @settings(max_examples=40, deadline=None)
    def two_choices_away(chosen: dict[str, str], kind: str) -> None:
        given_ = pack.given(chosen)
        lane = lanes.start(pack, kind)
        if kind == "unsure":
            lane = lanes.choose(pack, lane, "own-life", given_)
        assert lanes.choose(pack, lane, "yes", given_).step == "emergency"

    two_choices_away()
