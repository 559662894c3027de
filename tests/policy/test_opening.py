"""What is said at the start: every exception that is in force, none that is not, in words that can be said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from netmeet_tui.policy import opening, room_rules, word_rules
from netmeet_tui.policy.load import PackError, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.rule import Whole
from tests.policy.defects import Edit, written

PACK = shipped()
(RULE,) = [rule for rule in room_rules.RULES if rule.id == "W-7"]


def broken(pack: Pack) -> list[str]:
    assert isinstance(RULE, Whole)
    return [found.sentence for found in RULE.broken(pack)]


def told(mode: str = "", **settings: str) -> set[str]:
    return {point.id for point in opening.points(PACK, PACK.given(settings), mode)}


def test_the_shipped_opening_holds() -> None:
    assert broken(PACK) == []


@pytest.mark.parametrize("records", ["none", "disclosures", "trails"])
def test_what_is_kept_is_said_as_it_is_set(records: str) -> None:
    expected = {"none": "kept-nothing"}.get(records, f"kept-{records}")
    assert [point for point in told(records=records) if point.startswith("kept")] == [expected]


def test_what_an_organisation_has_decided_is_what_is_said() -> None:
    assert "after-no" in told() and "after-no" not in told(own_life_exception="off")
    assert "under-18" in told() and "under-18" not in told(under_18s_attend="no")
    assert "serious-harm" in told(third_party_adult="serious-harm-may") - told()
    assert ("child" in told(child_threshold="immediate"), "child-now" in told()) == (False, False)


def test_where_everybody_is_is_asked_where_they_are_apart() -> None:
    assert [("where" in told(mode)) for mode in ("", "in-person", "online", "phone")] == [False, False, True, True]


def test_under_every_setting_there_is_one_point_of_each_name_and_questions_come_last() -> None:
    asked = ("records", "own_life_exception", "under_18s_attend", "child_threshold", "third_party_adult")
    for values in product(*(PACK.settings[name].values for name in asked)):
        found = opening.points(PACK, PACK.given(dict(zip(asked, values, strict=True))), "online")
        titles = [point.title for point in found]
        assert len(titles) == len(set(titles))
        assert found[-1].id == "questions"


def test_every_point_can_be_said_aloud_and_is_looked_at_by_the_rules_about_words() -> None:
    parts = {text.part for text in word_rules.texts(PACK)}
    assert {"opening say", "opening title", "band"} <= parts
    for point in PACK.opening:
        assert word_rules.grade(point.say) <= word_rules.SAID_ALOUD, point.id


@pytest.mark.parametrize(
    ("rule", "say"),
    [
        ("W-1", "word " * 70),
        ("W-2", "You are not a victim."),
        ("W-3", "Facilitators anticipate individual communication immediately."),
        ("W-5", "I will keep this secret."),
        ("I-15", "The Children Act says so."),
    ],
)
def test_words_that_are_not_to_be_said_are_found(rule: str, say: str) -> None:
    (hold,) = [found for found in word_rules.RULES if found.id == rule]
    assert isinstance(hold, Whole)
    changed = replace(PACK.opening[0], say=say.strip())
    assert list(hold.broken(replace(PACK, opening=(changed, *PACK.opening[1:]))))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("", 'when = "own_life_exception is not off"\n', "", "words.toml"), "C-25 is told at the start"),
        (
            Edit("", 'when = "own_life_exception is not off"', 'when = "records is none"', "words.toml"),
            "C-25 is in",
        ),
        (Edit("", 'serves = ["C-12"]\ntitle = "In an', 'serves = ["C-13"]\ntitle = "In an', "words.toml"), "C-12"),
        (
            Edit(
                "",
                'when = "child_threshold is immediate"\n\n[[op',
                'when = "records is none"\n\n[[op',
                "words.toml",
            ),
            "C-19",
        ),
    ],
)
def test_an_opening_that_says_too_little_or_too_much_is_told(edit: Edit, said: str, tmp_path: Path) -> None:
    assert any(said in sentence for sentence in broken(written(tmp_path, [edit])))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("", 'serves = ["C-07", "C-06"]', 'serves = ["C-99"]', "words.toml"), "C-99"),
        (Edit("", 'modes = ["online", "phone"]', 'modes = ["by post"]', "words.toml"), "by post"),
        (Edit("", 'when = "records is none"', 'when = "kind is ill"', "words.toml"), "a setting"),
        (Edit("", 'id = "anonymous"', 'id = "safe-space"', "words.toml"), "each point once"),
    ],
)
def test_an_opening_that_cannot_be_read_is_refused(edit: Edit, said: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=said):
        written(tmp_path, [edit])


@pytest.mark.parametrize(("setting", "last"), [("off", "C-21"), ("lead-agrees", "C-25")])
def test_a_pack_without_an_opening_says_its_clauses(setting: str, last: str) -> None:
    pack = replace(PACK, opening=())
    found = opening.points(pack, pack.given({"own_life_exception": setting}))
    assert [point.serves[0] for point in found][-1] == last
    assert all(point.say == pack.clauses[point.id].says for point in found)
    assert broken(pack) == []
