"""Packs that are said to be the same flow are: each mutant of a small pack is walked beside it, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Situation
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Pack
from tests.mutation.mutants import mutants
from tests.mutation.same import difference
from tests.policy.small import small_pack


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("small"))


def test_what_is_found_the_same_is_and_none_is_missed(small: Pack) -> None:
    read = [setting.values if setting.id != "unread" else ("yes",) for setting in small.settings.values()]
    given = list(product(*read))
    found: dict[tuple[bool, bool], list[str]] = {}
    for mutant in mutants(small):
        same = all(alike(small, mutant.pack, one) for one in given)
        found.setdefault((same, not difference(small, mutant.pack)), []).append(mutant.name)
    assert (False, True) not in found
    assert len(found[True, True]) > 5
    assert len(found[False, False]) > 100
    assert (True, False) not in found


def alike(one: Pack, other: Pack, given: Given) -> bool:
    """Whether lanes of both go the same ways, taken one situation at a time."""
    met: set[tuple[Situation, Situation]] = set()
    waiting = [(lanes.start(one, kind).situation, lanes.start(other, kind).situation) for kind in one.start]
    while waiting:
        pair = waiting.pop()
        if pair in met:
            continue
        met.add(pair)
        if pair[0].step != pair[1].step:
            return False
        if pair[0].step == CLOSED:
            if lanes.fact(one, pair[0], "outcome") != lanes.fact(other, pair[1], "outcome"):
                return False
            continue
        moves = dict(next_ones(one, pair[0], given)), dict(next_ones(other, pair[1], given))
        if moves[0].keys() != moves[1].keys():
            return False
        waiting.extend((after, moves[1][entry]) for entry, after in moves[0].items())
    return True


def next_ones(pack: Pack, situation: Situation, given: Given) -> Iterator[tuple[str, Situation]]:
    for choice in lanes.open_choices(pack, situation, given):
        yield choice.id, lanes.chosen(pack, situation, choice, given)
    for happening in lanes.open_happenings(pack, situation, given):
        yield happening.id, lanes.happened(pack, situation, happening, given)


def test_a_difference_is_told_with_a_way_to_it() -> None:
    pack = shipped()
    mutant = next(mutant for mutant in mutants(pack) if mutant.name == "rang-999[1] removed")
    assert difference(pack, mutant.pack) == "ill: emergency=called !stand-down"
