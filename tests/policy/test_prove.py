"""The proof: the shipped pack holds every rule, and each rule catches what only it can catch."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Lane
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.plan import run
from netmeet_tui.policy.planfile import read
from netmeet_tui.policy.prove import Finding, Proof, prove
from tests.policy.defects import DEFECTS, Defect, written
from tests.scale import times

PACK = shipped()


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(PACK)


def test_the_shipped_pack_holds_every_rule(proof: Proof) -> None:
    assert [str(finding) for finding in proof.findings] == []
    assert proof.holds


def test_it_covers_every_value_of_every_setting(proof: Proof) -> None:
    assert proof.settings == 3 * 2 * 2 * 3 * 2 * 2 * 5 * 2
    depends = (
        "own_life_exception",
        "third_party_adult",
        "facilitators_to_agree",
        "under_18s_attend",
        "facilitators",
    )
    assert proof.differing == depends
    assert proof.situations > 100_000_000


def test_every_rule_has_a_name_of_its_own_and_says_something(proof: Proof) -> None:
    names = [rule.id for rule in proof.rules]
    assert len(names) == len(set(names))
    assert all(rule.says.endswith(".") for rule in proof.rules)


def test_every_rule_has_a_defect_that_only_it_catches(proof: Proof) -> None:
    assert {rule.id for rule in proof.rules} == {defect.rule for defect in DEFECTS}


def replayed(pack: Pack, finding: Finding) -> Lane:
    """The way there, taken by the engine."""
    given = pack.given(finding.settings)
    lane = lanes.start(pack, finding.kind)
    for entry in finding.path:
        if entry.startswith("!"):
            lane = lanes.happen(pack, lane, entry, given)
        else:
            step, _, choice = entry.partition("=")
            assert lane.step == step
            lane = lanes.choose(pack, lane, choice, given)
    return lane


PROOFS = times(len(DEFECTS) // 6, len(DEFECTS))
"""A proof takes seconds: six defects, far from each other, share one, and have one each in a thorough run."""


@pytest.mark.parametrize("some", [DEFECTS[place::PROOFS] for place in range(PROOFS)], ids=lambda some: some[0].rule)
def test_a_defect_is_caught_by_its_rule_and_by_no_other(some: list[Defect], tmp_path: Path) -> None:
    defects = {defect.rule: defect for defect in some}
    pack = written(tmp_path, [edit for defect in defects.values() for edit in defect.edits])
    findings = prove(pack).findings
    assert {finding.rule for finding in findings} == set(defects), "\n".join(map(str, findings))
    for finding in findings:
        told_as_it_is(pack, finding, defects[finding.rule], tmp_path / "way.toml")


def told_as_it_is(pack: Pack, finding: Finding, defect: Defect, file: Path) -> None:
    """What is found has the shortest way to where the pack was broken, and that way can be gone."""
    assert finding.sentence.endswith(".")
    assert bool(finding.kind) == bool(finding.plan()) == bool(defect.at_step or defect.last)
    if not finding.kind:
        return
    assert replayed(pack, finding).step == finding.at_step
    if defect.at_step:
        assert finding.at_step == defect.at_step
    if defect.last:
        assert finding.path[-1] == defect.last
    file.write_text(finding.plan(), encoding="utf-8")
    assert run(pack, read(file, pack, "way.toml")) == ()
