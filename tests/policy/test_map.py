"""The flow seen from above."""

from __future__ import annotations

from netmeet_tui.policy import map as flow
from netmeet_tui.policy.pack import Pack


def test_a_road_leads_to_every_step_that_it_may_lead_to(pack: Pack) -> None:
    assert flow.ends(pack, "danger", "kind-road") == (
        "access",
        "child-access",
        "person-at-risk",
        "sort",
        "emergency",
    )


def test_staying_leads_to_the_step_itself(pack: Pack) -> None:
    assert flow.ends(pack, "offers", "here") == ("offers",)


def test_every_way_from_a_step_comes_to_the_other_end(pack: Pack) -> None:
    for step in pack.steps:
        for way in flow.ways_from(pack, step):
            if way.to != step and way.to in pack.steps:
                assert way in list(flow.ways_to(pack, way.to)), way


def test_an_event_leads_there_from_any_step(pack: Pack) -> None:
    assert [str(way) for way in flow.ways_to(pack, "left")] == ["!left", "!under-18"]
    assert [str(way) for way in flow.ways_to(pack, "explain")] == ["emergency-again=other-service", "talk=talked"]


def test_clauses_know_what_serves_them(pack: Pack) -> None:
    assert flow.serving(pack, "C-16") == ("explain",)
    assert flow.serving(pack, "C-26") == ()
    assert flow.starting_at(pack, "sort") == ("unsure",)
