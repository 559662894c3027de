"""A few of the mistakes that ``python -m tests.mutation`` tries are noticed, and what is explained is still so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.planfile import shipped_plans
from netmeet_tui.policy.space import Space
from tests.mutation.__main__ import survivors, table
from tests.mutation.explained import EXPLAINED, NEVER_TAKEN
from tests.mutation.judge import PATHS, PROOF, Judge, Verdict, first_finding
from tests.mutation.mutants import SORTS, TRANSITIONS, Mutant, mutants, places, put

PACK = shipped()
MUTANTS = tuple(mutants(PACK))
TRANSITION_MUTANTS = tuple(mutant for mutant in MUTANTS if mutant.sort in TRANSITIONS)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(PACK, shipped_plans(PACK))


def test_nothing_is_noticed_in_the_pack_as_it_is(judge: Judge) -> None:
    assert judge.paths(PACK) == ""
    assert first_finding(PACK) == ""


def test_each_mutant_is_another_pack_with_a_name_of_its_own() -> None:
    assert Counter(mutant.name for mutant in MUTANTS).most_common(1)[0][1] == 1
    assert {mutant.sort for mutant in MUTANTS} == set(SORTS)
    assert all(mutant.pack != PACK for mutant in MUTANTS)


def test_everything_that_leads_somewhere_is_left_out_and_led_elsewhere() -> None:
    count = sum(len(step.choices) for step in PACK.steps.values())
    count += sum(map(len, PACK.roads.values())) + len(PACK.happenings)
    sorts = Counter(mutant.sort.partition(" ")[2] for mutant in TRANSITION_MUTANTS)
    assert sorts["removed"] == count
    assert sorts["redirected"] > 2.9 * count  # three ways, but not to stay where it stays already


SAMPLE = [mutant for mutant in TRANSITION_MUTANTS[::25] if mutant.name not in EXPLAINED]


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_a_way_that_leads_wrong_is_noticed(judge: Judge, mutant: Mutant) -> None:
    assert judge.verdict(mutant, (PATHS, PROOF)).by


def test_the_proof_notices_what_no_path_does(judge: Judge) -> None:
    mutant = next(mutant for mutant in TRANSITION_MUTANTS if mutant.name == "pass-on[1] removed")
    verdict = judge.verdict(mutant, (PATHS, PROOF))
    assert (verdict.by, verdict.said) == (PROOF, "P-5a")


def test_what_is_explained_exists_and_no_path_notices_it(judge: Judge) -> None:
    named = {mutant.name: mutant for mutant in MUTANTS}
    assert EXPLAINED.keys() <= named.keys()
    assert [name for name in EXPLAINED if judge.paths(named[name].pack)] == []
    assert all(EXPLAINED.values())


def test_branches_that_are_said_never_to_be_taken_are_not() -> None:
    """Whatever is set and whatever happens: each leads to a step of its own here, and to none of them one comes."""
    pack = PACK
    for place in places(PACK):
        if place.name in (*NEVER_TAKEN, "conversation[1]"):
            trap = f"trap {place.name}"
            pack = put(pack, place, replace(place.part, to=trap))
            pack = replace(pack, steps={**pack.steps, trap: replace(PACK.steps["card"], id=trap)})
    space = Space(pack)
    come_to = {group[0] for group in space.reached(space.starts())}
    assert {step for step in come_to if step.startswith("trap")} == {"trap conversation[1]"}


def test_the_table_counts_every_mutant_once() -> None:
    verdicts = [Verdict(mutant.name, mutant.sort, "", "", 0.0) for mutant in MUTANTS]
    rows = {row[:28].strip(): row[28:].split() for row in table(verdicts)}
    assert rows["everything"][0] == rows["everything"][6] == str(len(MUTANTS))
    assert rows["transitions"][0] == str(len(TRANSITION_MUTANTS))
    assert len(list(survivors(verdicts))) == len(MUTANTS)
