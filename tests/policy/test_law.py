"""The law by nation: named where it is the law, none where no nation is chosen; a pack cannot mix them up."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy import picture, word_rules
from netmeet_tui.policy.law import parts
from netmeet_tui.policy.load import PackError, load, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.rule import Whole
from tests.policy.defects import FILES, Edit, shipped_text, words, written
from tests.walks import onward

PACK = shipped()
LAW = next(rule for rule in word_rules.RULES if isinstance(rule, Whole) and rule.id == "I-15")

CHILD = {
    "ENG": ("Children Act 1989",),
    "WLS": ("Children Act 1989", "Social Services and Well-being (Wales) Act 2014"),
    "SCT": ("Children (Scotland) Act 1995",),
    "NIR": ("Children (Northern Ireland) Order 1995",),
    "unset": (),
}
TO_RECIPIENT = "danger=no child-access=yes safe-to-tell=told"


def why(nation: str, kind: str = "child", path: str = TO_RECIPIENT) -> str:
    """Why, as a meeting in a nation shows it at the end of a path."""
    given = PACK.given({"nation": nation})
    lane = onward(PACK, lanes.start(PACK, kind), path, given)
    return lanes.step_of(PACK, lane).worded(lanes.world(lane.situation, given)).why


def everything_said(nation: str) -> str:
    """Every word of every step as it may be read under a nation."""
    pack = PACK.under(nation)
    readings = [step.words for step in pack.steps.values()]
    readings += [worded for step in pack.steps.values() for _, worded in step.variants]
    return "\n".join(text for reading in readings for _, text in parts(reading))


@pytest.mark.parametrize("nation", CHILD)
def test_each_nation_has_its_own_law_on_children_and_no_other(nation: str) -> None:
    said = why(nation)
    assert [law for law in CHILD[nation] if law not in said] == []
    assert ("the law on protecting children where you are" in said) is (nation == "unset")
    every = everything_said(nation)
    named = {law for law in word_rules.LAWS if law in every}
    assert named == {law for law, nations in word_rules.LAWS.items() if nation in nations and law in named}
    assert named >= set(CHILD[nation])
    assert nation != "unset" or not named


@pytest.mark.parametrize(
    ("nation", "whom"), [("ENG", "Children’s services"), ("SCT", "Social work"), ("NIR", "The Gateway team")]
)
def test_whom_to_tell_is_called_as_it_is_called_there(nation: str, whom: str) -> None:
    """At the beginning of a line it begins with a capital letter."""
    given = PACK.given({"nation": nation})
    lane = onward(PACK, lanes.start(PACK, "child"), TO_RECIPIENT, given)
    labels = {offered.choice.id: offered.label for offered in lanes.choices(PACK, lane, given)}
    assert labels["childrens-services"] == f"{whom} where the child lives or is"


def test_only_in_northern_ireland_is_a_duty_to_tell_of_crimes_pointed_to() -> None:
    """As a question for the lead, and never as advice (UK-66)."""
    path = "danger=no person-at-risk=consult"
    assert "Northern Ireland, ask your lead" in why("NIR", "other-person", path)
    for nation in ("ENG", "WLS", "SCT", "unset"):
        assert "Northern Ireland" not in everything_said(nation)
        assert why(nation, "other-person", path).endswith("Advice needs no names.")


def test_what_is_shown_without_a_meeting_names_no_law_unless_it_is_asked_for() -> None:
    shown = picture.show(PACK, "child-recipient")
    own, by_nation = shown.split("What it says under the law of England")
    assert "1989" not in own
    assert "1989" in by_nation and "(Scotland)" in by_nation
    scottish = picture.show(PACK.under("SCT"), "child-recipient").split("What it says")[0]
    assert "(Scotland)" in scottish and "1989" not in scottish


# -- packs that are not right -------------------------------------------------------------------------------------

SCOTTISH = 'SCT = "the Children (Scotland) Act 1995"'


def law(old: str, new: str) -> Edit:
    return Edit("", old, new, "words.toml")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (law(f"{SCOTTISH}\n", ""), "words.toml, [law.child]: the words for 'SCT' are missing"),
        (law(SCOTTISH, f'{SCOTTISH}\nFRA = "la loi"'), "words.toml, [law.child]: nation = 'FRA' is not known"),
        (
            words("child-recipient", "{law.child}", "{law.kid}"),
            "words.toml, [steps.child-recipient.why]: '{law.kid}' has no table",
        ),
        (
            words("child-recipient", "{law.child}", "{law child}"),
            "words.toml, [steps.child-recipient.why]: what is left to a nation's law is written like",
        ),
        (
            law('label = "Their GP"', 'label = "{law.child}"'),
            "words.toml, [offers.gp.label]: only the words of steps may name the law",
        ),
        (
            Edit("", "[nation]", "[country]", "settings.toml"),
            "words.toml, [law]: settings.toml needs the setting 'nation' with the value 'unset'",
        ),
        (
            words("consult", 'title = "Ask for advice, naming nobody"', 'title = "{law.crime}"'),
            "words.toml, [steps.consult]: 'title' is empty for the nation",
        ),
        (law(SCOTTISH, "SCT = 1995"), "words.toml, [law"),
    ],
)
def test_a_table_that_is_not_right_is_refused_with_file_table_and_key(
    tmp_path: Path, edit: Edit, said: str
) -> None:
    with pytest.raises(PackError) as error:
        written(tmp_path, [edit])
    assert str(error.value).startswith(said)


def broken(pack: Pack) -> list[str]:
    return [found.sentence for found in LAW.broken(pack)]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (law(SCOTTISH, 'SCT = "the Children Act 1989"'), "everywhere it is read (SCT)"),
        (law(SCOTTISH, 'SCT = "the Welsh Children Act 1990"'), "everywhere it is read (SCT)"),
        (law('unset = "the law on protecting children where you are"', 'unset = "the Children Act"'), "(unset)"),
        (law('unset = "the law where you are"', 'unset = "the law of England"'), "speaks of another nation"),
        (
            Edit(
                "",
                "[steps.talk.choices]",
                '[[steps.talk.variants]]\nwhen = "nation is not unset"\n'
                'why = "You must: Children Act 1989."\n\n[steps.talk.choices]',
                "words.toml",
            ),
            "'talk' names a law that is not the law everywhere it is read (SCT)",
        ),
    ],
)
def test_a_pack_that_names_a_law_where_it_is_none_is_found(tmp_path: Path, edit: Edit, said: str) -> None:
    assert broken(PACK) == []
    found = broken(written(tmp_path, [edit]))
    assert any(said in sentence for sentence in found), found


def test_a_pack_from_before_there_were_tables_still_runs(tmp_path: Path) -> None:
    text = shipped_text("words.toml")
    text = text[: text.index("[law.child]")]
    for name, plainly in (("child", "the law"), ("children", "children’s services"), ("capacity", "the law")):
        text = text.replace(f"{{law.{name}}}", plainly)
    text = text.replace(" {law.crime}", "")
    for file in FILES:
        (tmp_path / file).write_text(text if file == "words.toml" else shipped_text(file), encoding="utf-8")
    pack = load(tmp_path)
    assert [step.id for step in pack.steps.values() if step.nations] == []
    assert broken(pack) == []
    assert pack.under("SCT").steps["child-recipient"] == pack.steps["child-recipient"]


def test_an_act_that_netmeet_does_not_know_may_be_named_where_it_is_the_law(tmp_path: Path) -> None:
    edit = law(SCOTTISH, 'SCT = "the Children’s Hearings (Scotland) Act 2011"')
    assert broken(written(tmp_path, [edit])) == []
