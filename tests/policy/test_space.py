"""Cut down, and yet the same: what the space finds is what the engine finds, one situation at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Axes, Cases, Guard
from netmeet_tui.policy.condition import ALWAYS, NEVER, Compare, Condition, Either, Every, Not
from netmeet_tui.policy.endings import Endings, endings
from netmeet_tui.policy.lane import Situation
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.space import DIFFERS, Group, Put, Space, Watched
from tests.policy.small import SMALL, small_pack
from tests.scale import times
from tests.walks import TO_OFFERS, Walked, following, random_walks, walk

PACK = shipped()
FULL = Space(PACK)

# -- the cases ----------------------------------------------------------------------------------------------------

COLOURS = ("red", "green", "blue")
PLACES = ((0, ("a", "b")), (2, COLOURS), (3, ("x", "y", "z", "w")))
AXES = Axes(PLACES)
EVERY_CASE = [{0: a, 2: colour, 3: last} for last in ("x", "y", "z", "w") for colour in COLOURS for a in ("a", "b")]


def of(cases: Cases) -> list[dict[int, str]]:
    return [world for i, world in enumerate(EVERY_CASE) if cases >> i & 1]


def test_a_case_is_one_bit_and_knows_its_values() -> None:
    assert AXES.width == len(EVERY_CASE) == 24
    assert [dict(AXES.values(i)) for i in range(24)] == EVERY_CASE


@given(st.integers(0, 2**24 - 1), st.sampled_from(PLACES), st.data())
def test_putting_a_value_and_taking_it_back(
    cases: int, axis: tuple[int, tuple[str, ...]], data: st.DataObject
) -> None:
    place, values = axis
    value = data.draw(st.sampled_from(values))
    put = AXES.put(cases, place, value)
    wanted = [world | {place: value} for world in of(cases)]
    assert all(world in wanted for world in of(put))
    assert all(world in of(put) for world in wanted)
    back = AXES.before(put, place, value)
    assert cases & ~back == 0
    assert AXES.put(back, place, value) == put
    assert all(AXES.put(1 << i, place, value) & put for i in range(24) if back >> i & 1)


def conditions() -> st.SearchStrategy[Condition]:
    tables = {0: ("a", "b"), 1: ("p", "q"), 2: COLOURS, 3: ("x", "y", "z", "w")}
    single = st.sampled_from(sorted(tables)).flatmap(
        lambda place: st.builds(
            Compare, st.just("name"), st.just(place), st.frozensets(st.sampled_from(tables[place])), st.booleans()
        )
    )
    return st.recursive(
        single,
        lambda part: st.one_of(
            st.builds(Not, part),
            st.builds(Every, st.lists(part, max_size=3).map(tuple)),
            st.builds(Either, st.lists(part, max_size=3).map(tuple)),
        ),
        max_leaves=8,
    )


@given(conditions(), st.sampled_from("pq"))
@settings(deadline=None)
def test_a_mask_is_the_condition_asked_of_every_case(condition: Condition, outside: str) -> None:
    mask = Guard(condition, AXES).mask(("*", outside, "*", "*"))
    for i, world in enumerate(EVERY_CASE):
        assert condition.holds((world[0], outside, world[2], world[3])) is bool(mask >> i & 1)


@given(conditions(), st.sampled_from(EVERY_CASE), st.sampled_from("pq"), st.integers(0, 3))
@settings(deadline=None)
def test_what_is_left_of_a_condition_says_the_same(
    condition: Condition, case: Mapping[int, str], outside: str, place: int
) -> None:
    world = (case[0], outside, case[2], case[3])
    left = condition.settled(place, world[place])
    assert left.holds(world) is condition.holds(world)
    assert all(part.place != place for part in left.compared())
    assert left in (ALWAYS, NEVER) or any(True for _ in left.compared())


# -- every move of the engine is an edge --------------------------------------------------------------------------


def along(space: Space, group: Group, cases: Cases, entry: str) -> dict[Group, Cases]:
    """Where some cases of a group come to by one move."""
    found: dict[Group, Cases] = {}
    for edge in space.edges(group):
        if edge.leg.entry == entry and (after := space.run(edge, cases)):
            found[edge.to] = found.get(edge.to, 0) | after
    return found


@given(random_walks(PACK, longest=120))
@settings(max_examples=times(15, 200), deadline=None, suppress_health_check=list(HealthCheck))
def test_every_move_of_a_walk_is_found(walked: Walked) -> None:
    fixed = Space(PACK, walked.given)
    for move in walked.moves:
        if move.what in ("!undo", "!park", "!resume"):
            continue
        entry = move.what if move.what.startswith("!") else f"{move.before.step}={move.what}"
        for space in (FULL, fixed):
            group, cases = space.at(move.before.situation)
            cases &= settings_mask(space, walked.settings)
            to, after = space.at(move.after.situation)
            after &= settings_mask(space, walked.settings)
            assert along(space, group, cases, entry) == {to: after}, entry


def settings_mask(space: Space, chosen: Mapping[str, str]) -> Cases:
    mask = space.axes.all
    for place, setting in enumerate(PACK.settings, 1 + len(PACK.facts)):
        if place in space.axes:
            mask &= space.axes.having(place, (chosen[setting],))
    return mask


@given(random_walks(PACK, longest=60))
@settings(max_examples=times(12, 200), deadline=None, suppress_health_check=list(HealthCheck))
def test_no_move_is_made_up(walked: Walked) -> None:
    space = Space(PACK, walked.given)
    for lane in walked.lanes():
        group, cases = space.at(lane.situation)
        found = {edge.leg.entry for edge in space.edges(group) if space.run(edge, cases)}
        offered = {f"{lane.step}={c.id}" for c in lanes.open_choices(PACK, lane.situation, walked.given)}
        offered |= {happening.id for happening in lanes.open_happenings(PACK, lane.situation, walked.given)}
        assert found == offered


# -- a small pack, walked one situation at a time -----------------------------------------------------------------


def brute(pack: Pack, given: tuple[str, ...]) -> set[Situation]:
    """Every situation, written out, by the engine alone."""
    seen = {lanes.start(pack, kind).situation for kind in pack.start}
    queue = deque(seen)
    while queue:
        for _, after in following(pack, queue.popleft(), given):
            if after not in seen:
                seen.add(after)
                queue.append(after)
    return seen


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("small"))


def every_setting(pack: Pack) -> list[dict[str, str]]:
    found: list[dict[str, str]] = [{}]
    for setting in pack.settings.values():
        found = [chosen | {setting.id: value} for chosen in found for value in setting.values]
    return found


def test_the_small_pack_is_found_as_by_walking_it(small: Pack) -> None:
    """With every fact told apart, nothing is cut down but the cases: the two must be the very same."""
    reads = [
        Compare(fact, place, frozenset({v})) for place, (fact, vs) in enumerate(small.facts.items(), 1) for v in vs
    ]
    for chosen in every_setting(small):
        given_ = small.given(chosen)
        space = Space(small, given_, watched=[Watched(read) for read in reads])
        found = set()
        for group, cases in space.reached(space.starts()).items():
            for case in (i for i in range(space.axes.width) if cases >> i & 1):
                world = dict(enumerate(group)) | dict(space.axes.values(case))
                found.add(Situation(world[0], tuple(world[1 + i] for i in range(len(small.facts)))))
        assert found == brute(small, given_), chosen


def test_cut_down_it_still_says_where_lanes_can_stand(small: Pack) -> None:
    for chosen in every_setting(small):
        given_ = small.given(chosen)
        space = Space(small, given_)
        reached = space.reached(space.starts())
        for situation in brute(small, given_):
            group, cases = space.at(situation)
            assert cases & reached[group] == cases, situation
        assert {group[0] for group in reached} == {situation.step for situation in brute(small, given_)}


def test_under_all_settings_at_once_it_finds_what_it_finds_under_each(small: Pack) -> None:
    together = Space(small)
    reached = together.reached(together.starts())
    for chosen in every_setting(small):
        given_ = small.given(chosen)
        alone = Space(small, given_)
        count = sum(cases.bit_count() for cases in alone.reached(alone.starts()).values())
        mask = together.axes.all
        for place, setting in enumerate(small.settings, 1 + len(small.facts)):
            if place in together.axes:
                mask &= together.axes.having(place, (chosen[setting],))
        assert sum((cases & mask).bit_count() for cases in reached.values()) == count


def brute_endings(pack: Pack, start: Situation, given_: tuple[str, ...], without: frozenset[str]) -> set[str]:
    seen, queue = {start}, deque([start])
    while queue:
        here = queue.popleft()
        for what, after in following(pack, here, given_):
            entry = what if what.startswith("!") else f"{here.step}={what}"
            if entry not in without and after not in seen:
                seen.add(after)
                queue.append(after)
    place = pack.places["outcome"]
    return {situation.facts[place] for situation in seen if situation.step == CLOSED} - {"none"}


@pytest.mark.parametrize(
    "without", [(), ("!returned",), ("!returned", "!left", "ask=yes"), ("ask=no", "tell=done")]
)
def test_endings_are_those_of_walking(small: Pack, without: tuple[str, ...]) -> None:
    for chosen in every_setting(small):
        given_ = small.given(chosen)
        answers = Endings(small)
        for situation in sorted(brute(small, given_))[::23]:
            wanted = brute_endings(small, situation, given_, frozenset(without))
            assert answers.of(situation, given_, frozenset(without)) == wanted, (situation, chosen)


def test_the_small_pack_is_worth_the_comparison(small: Pack) -> None:
    assert len(brute(small, small.given())) > 150
    assert SMALL.count("id =") > 10


# -- the shipped one ----------------------------------------------------------------------------------------------


def test_both_ways_of_exploring_find_the_same() -> None:
    space = Space(PACK, PACK.given())
    reached = space.reached(space.starts())
    found: dict[Group, Cases] = {}
    for layer in space.layers(space.starts()):
        for group, cases in layer.items():
            assert not found.get(group, 0) & cases
            found[group] = found.get(group, 0) | cases
    assert found == reached


def test_all_answers_are_kept_apart_in_one_number() -> None:
    space = Space(PACK, PACK.given())
    group, cases = space.at(walk(PACK, "own-life", TO_OFFERS).situation)
    assert group[0] == "offers"
    assert group.count(DIFFERS) == len(PACK.offers)
    assert cases.bit_count() == 1
    assert cases & space.reached(space.starts())[group] == cases
    everywhere = space.reached(space.starts())[group].bit_count()
    assert everywhere == 4 * 3**5
    assert any(isinstance(step, Put) for edge in space.edges(group) for step in edge.steps)


def test_how_a_lane_can_end(pack: Pack) -> None:
    at_card = walk(pack, "ill", "emergency=not-needed")
    assert endings(pack, at_card.situation, pack.given(), frozenset({"!returned"})) == {"stood-down"}
    closed = walk(pack, "ill", "emergency=not-needed card=given")
    assert endings(pack, closed.situation, pack.given()) == {"stood-down"}
