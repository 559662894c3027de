"""Which concern is shown first: the agreed order, for every lane, and a pack that breaks it is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy import precedence, room_rules
from netmeet_tui.policy.load import PackError, load, shipped
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.rule import Whole
from tests.policy.defects import Edit, text, written
from tests.walks import TO_OFFERS, explored, onward

PACK = shipped()
(RULE,) = [rule for rule in room_rules.RULES if rule.id == "P-13"]


def broken(pack: Pack) -> list[str]:
    assert isinstance(RULE, Whole)
    return [found.sentence for found in RULE.broken(pack)]


def band(kind: str, path: str = "", **settings: str) -> str:
    given = PACK.given(settings)
    return precedence.band(PACK, onward(PACK, lanes.start(PACK, kind), path, given), given)


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("ill", "", "life-now"),
        ("own-life", "danger=yes", "life-now"),
        ("own-life", "danger=yes emergency=called !left", "life-now"),
        ("own-life", "danger=yes emergency=called emergency-outcome=accepted stay=help-here", "own-life"),
        ("child", "danger=yes", "person-now"),
        ("harm-other", "danger=yes", "person-now"),
        ("other-person", "danger=yes", "person-now"),
        ("child", "", "child"),
        ("child", "danger=no child-access=unknown", "child"),
        ("child", "danger=no child-access=no", "other"),
        ("own-life", "danger=no access=ready !under-18", "child"),
        ("own-life", "", "own-life"),
        ("own-life", TO_OFFERS, "own-life"),
        ("harm-other", "danger=no", "harm-other"),
        ("unsure", "", "other"),
        ("other-person", "danger=no", "other"),
    ],
)
def test_each_lane_falls_where_the_agreed_order_has_it(kind: str, path: str, expected: str) -> None:
    assert band(kind, path) == expected


def test_the_shipped_order_holds() -> None:
    assert tuple(band.id for band in PACK.precedence) == precedence.BANDS
    assert broken(PACK) == []


def test_every_situation_that_can_be_come_to_falls_in_a_band_and_danger_now_comes_first() -> None:
    given = PACK.given()
    seen = set()
    for kind in ("own-life", "child"):
        start = lanes.start(PACK, kind).situation
        for _, _, here in explored(PACK, start, given, 1500, lambda _: True, lambda moves: moves):
            lane = lanes.Lane(here)
            found = precedence.band(PACK, lane, given)
            seen.add(found)
            assert found == precedence.BANDS[precedence.place(PACK, lane, given)]
            if here.step != CLOSED and PACK.steps[here.step].shows == "999":
                assert found in ("life-now", "person-now")
    assert {"life-now", "person-now", "child", "own-life"} <= seen


LIFE = 'when = "danger-now and kind in (ill, own-life, unsure)"'


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (text('id = "life-now"', 'id = "urgent"'), "has to name these, in this order"),
        (text(LIFE, 'when = "danger-now and kind in (ill, unsure)"'), "at the 999 card must not come as late"),
        (text('"person-now"\nwhen = "danger-now"', '"person-now"\nwhen = "kind is ill"'), "open 999 call"),
        (text('when = "kind is harm-other"\n\n[[pre', 'when = "kind is ill"\n\n[[pre'), "about 'harm-other'"),
        (text('when = "kind is own-life"\n\n[[pre', 'when = "kind is unsure"\n\n[[pre'), "about 'own-life'"),
        (text("(kind is child and child_access is not no) or ", ""), "about 'child'"),
        (text(LIFE, 'when = "not (kind is ill and kind is child)"'), "no lane ever falls in 'harm-other'"),
        (text(LIFE, 'when = "danger-now and facilitators is two"'), "asks for the settings facilitators"),
        (
            text(
                LIFE,
                'when = "danger-now and gp is no and emergency is no and chosen-person is no and told is told'
                " and urgent-health is no and listening-line is no and do-it-together is no and weighed is not-yet"
                ' and outcome is none and contact is none and route is none and ground is none"',
            ),
            "more facts than can be looked at",
        ),
    ],
)
def test_a_broken_order_is_told(edit: Edit, said: str, tmp_path: Path) -> None:
    edit_words = [Edit("", 'life-now = "', 'urgent = "', "words.toml")] if 'urgent"' in edit.new else []
    found = broken(written(tmp_path, [edit, *edit_words]))
    assert any(said in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (text('id = "other"', 'id = "other"\nwhen = "kind is ill"'), "the last band, and no other"),
        (text('id = "person-now"\nwhen = "danger-now"', 'id = "person-now"'), "the last band, and no other"),
        (text('id = "person-now"', 'id = "life-now"'), "each band once"),
        (text('id = "person-now"\nwhen = "danger-now"', 'id = "person-now"\nwhen = "mood is low"'), "mood"),
        (Edit("", 'person-now = "', 'nobody = "', "words.toml"), "the words for 'person-now' are missing"),
    ],
)
def test_an_order_that_cannot_be_read_is_refused(edit: Edit, said: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=said):
        written(tmp_path, [edit])


def test_a_pack_from_before_there_was_an_order_is_read_and_has_none(tmp_path: Path) -> None:
    pack = written(tmp_path, [])
    flow = tmp_path / "flow.toml"
    whole = flow.read_text(encoding="utf-8")
    head, _, rest = whole.partition("[[precedence]]")
    rest = rest[rest.index("# What can be offered") :]
    flow.write_text(head + rest, encoding="utf-8")
    pack = load(tmp_path)
    lane = lanes.start(pack, "ill")
    assert (precedence.band(pack, lane, pack.given()), precedence.place(pack, lane, pack.given())) == ("", 0)
    assert broken(pack)
