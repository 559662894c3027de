"""Looking back on a play: it tells what was done, agrees with the policy, and works for whatever was done."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import Concern
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.endings import Endings
from netmeet_tui.practice import debrief
from netmeet_tui.practice import play as plays_of
from netmeet_tui.practice.debrief import Clause
from netmeet_tui.practice.play import BECAUSE, Play
from netmeet_tui.practice.story import LEFT_OPEN, Story, Verdict
from netmeet_tui.practice.timeline import Row, Sort
from netmeet_tui.practice.ways import Other, Relation
from tests.practice.wander import PACK, Tries, flagged, gone_on, played, some_tries, stories, story_of
from tests.scale import THOROUGH, times


def whole(clauses: tuple[Clause, ...], play: Play) -> Verdict:
    """What is said of a whole play, by its clauses alone."""
    found = {clause.verdict for clause in clauses}
    for verdict in (Verdict.OUTSIDE, Verdict.DISCUSS):
        if verdict in found:
            return verdict
    return Verdict.INSIDE if play.records and play.state.concerns else Verdict.DISCUSS


def first(concern: Concern) -> lanes.Lane:
    lane = concern.lane
    while lane.before is not None:
        lane = lane.before
    return lane


# -- every story -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_each_course_is_told_as_it_is_declared(story: Story) -> None:
    for course in story.course:
        play = plays_of.walk(story, PACK, course.path)
        told = debrief.of((play,))
        assert whole(told.clauses, play) is course.verdict is plays_of.verdict(story, play), course.id
        same = [other.title for other in told.others if other.relation is Relation.SAME]
        assert same == [course.title]
        assert len(told.others) == len(story.course)
        assert all(other.leads and other.teaches for other in told.others)
        assert not any(row.before or row.sort is Sort.WENT_BACK for row in told.timeline)

        said = [row.words for row in told.timeline if row.sort is Sort.SAID]
        assert said == [one.line.words for one in play.said if one.line.words]
        did = [row.words for row in told.timeline if row.sort is Sort.DID]
        assert did == [one.line.does for one in play.said if one.line.does]

        for way, concern, outcome in zip(told.ways, play.state.concerns, play.outcomes, strict=True):
            stops = way.stops if concern.lane.closed else way.stops[:-1]
            assert len(stops) == len(concern.lane.trail())
            assert all(sum(option.taken for option in stop.options) == 1 for stop in stops)
            assert not any(option.taken for stop in way.stops[len(stops) :] for option in stop.options)
            assert (way.left_open == BECAUSE) == (outcome == LEFT_OPEN)
            assert way.outcome == ("" if outcome == LEFT_OPEN else PACK.words.outcomes[outcome])


@pytest.mark.parametrize("story", stories() if THOROUGH else stories()[1:2], ids=lambda story: story.id)
def test_what_is_inside_can_be_reached_under_the_policy(story: Story) -> None:
    endings = Endings(PACK)
    for course in story.course:
        play = plays_of.walk(story, PACK, course.path)
        if course.verdict is Verdict.INSIDE:
            for concern, outcome in zip(play.state.concerns, play.outcomes, strict=True):
                within = endings.of(first(concern).situation, play.state.given, frozenset(story.never))
                assert outcome in (*within, LEFT_OPEN), (course.id, outcome)


# -- whatever was done -----------------------------------------------------------------------------------------


@settings(max_examples=times(20, 500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_tries())
def test_any_play_that_stops_anywhere_can_be_looked_back_on(tries: Tries) -> None:
    *before, stopped = tries.played()
    for some in ((*before, stopped), tuple(before)):
        play, told = some[-1], debrief.of(some)
        assert whole(told.clauses, play) is (
            plays_of.verdict(play.story, play) if play.records else Verdict.DISCUSS
        )
        own = [row for row in told.timeline if not row.before and row.sort is not Sort.WENT_BACK]
        assert [strip(row) for row in own] == [strip(row) for row in debrief.timeline((play,))]
        concerns = play.state.concerns if play.records else ()
        assert len(told.ways) == len(concerns)
        for way, concern in zip(told.ways, concerns, strict=True):
            taken = [stop for stop in way.stops if any(option.taken for option in stop.options)]
            assert len(taken) == len(concern.lane.trail())
            assert len(way.stops) == len(taken) + (not concern.lane.closed)
        for clause in told.clauses:
            assert clause.came_up or clause.verdict is None
            assert (clause.verdict is None) == (not clause.reasons and not clause.unsettled)


def strip(row: Row) -> tuple[object, ...]:
    """A row, whatever other tries say of how many concerns there are."""
    return (row.sort, row.words, row.who, row.step, row.why, row.minutes)


def test_a_play_that_never_began_or_flagged_nothing_tells_that_nothing_was_done() -> None:
    story = story_of("V-20")
    before = Play(story, PACK)
    begun = plays_of.walk(story, PACK, ())
    for play in (before, begun):
        told = debrief.of((play,))
        assert told.ways == ()
        assert {other.relation for other in told.others} == {Relation.BEGINS}
        assert not any(clause.came_up or clause.verdict for clause in told.clauses)
        assert [clause.id for clause in told.clauses] == sorted(story.clauses)
    assert debrief.timeline((before,)) == ()
    assert {row.sort for row in debrief.timeline((begun,))} == {Sort.SAID, Sort.DID}


# -- what happened ---------------------------------------------------------------------------------------------


def test_what_was_taken_back_stays_in_the_timeline_and_leaves_the_way() -> None:
    play = flagged("V-20", "danger=no !undo danger=unsure !park !resume")
    rows = [row for row in debrief.timeline((play,)) if row.sort not in (Sort.SAID, Sort.DID)]
    assert [row.sort for row in rows] == [
        Sort.FLAGGED,
        Sort.CHOSE,
        Sort.TAKEN_BACK,
        Sort.CHOSE,
        Sort.PAUSED,
        Sort.WENT_ON,
    ]
    assert (rows[0].who, rows[1].words, rows[1].why) == ("Wren", "No, not right now", BECAUSE)
    (way,) = debrief.way(play)
    asked, now = way.stops
    assert [option.words for option in asked.options if option.taken] == ["We are not sure, or we do not agree"]
    assert [option.to for option in asked.options] == ["999", "talk well", "stay close"]
    assert now.short == "stay close"
    assert (way.outcome, way.about, way.lane) == ("", "Wren", 0)


def test_tries_are_told_in_order_and_what_is_no_part_of_the_last_was_tried_before() -> None:
    one = flagged("V-20", "danger=yes emergency=called")
    two = flagged("V-20", "danger=no access=ready talk=talked")
    last = gone_on(two.until(len(two.records) - 1), "talk=reassured")
    rows = [row for row in debrief.timeline((one, two, last)) if row.sort in (Sort.CHOSE, Sort.WENT_BACK)]
    assert [(row.step, row.words, row.before) for row in rows] == [
        ("danger now?", "Yes, a life is in danger now", True),
        ("999", "We have rung 999", True),
        ("", "", False),
        ("danger now?", "No, not right now", False),
        ("talk well", "Yes, we can talk here", False),
        ("talk", "We have talked", True),
        ("", "", False),
        ("talk", "It is not what we thought, or it has passed", False),
    ]


def test_concerns_are_numbered_where_there_are_several_and_offers_are_told_where_somebody_answered() -> None:
    single = played("V-09", "text")
    assert {row.lane for row in debrief.timeline((single,))} == {0}
    asked = [row for row in debrief.timeline((single,)) if row.sort is Sort.ASKED]
    answered = {moment.what[1:] for moment in single.moments if moment.what.startswith("?")}
    assert {row.words for row in asked} == {PACK.words.offers[offer].ask for offer in answered}
    silent = single.beside("?listening-line")
    assert debrief.timeline((silent,)) == debrief.timeline((single,))

    double = gone_on(single, "flag=child")
    rows = debrief.timeline((double,))
    assert {row.lane for row in rows if row.sort in (Sort.FLAGGED, Sort.CHOSE)} == {1, 2}
    assert [way.lane for way in debrief.way(double)] == [1, 2]
    assert rows[-1].lane in (0, 2)


def test_what_was_brought_in_and_time_that_passed_are_told_where_they_were() -> None:
    story = story_of("V-20")
    play = flagged("V-20", f"+{story.injection[0].id} time=5 danger=no +gone")
    rows = [row for row in debrief.timeline((play,)) if row.sort not in (Sort.SAID, Sort.DID)]
    assert [row.sort for row in rows] == [
        Sort.FLAGGED,
        Sort.BROUGHT_IN,
        Sort.PASSED,
        Sort.CHOSE,
        Sort.BROUGHT_IN,
    ]
    assert (rows[1].words, rows[2].minutes, rows[4].words) == (story.injection[0].label, 5, "gone")


# -- the way and the others ------------------------------------------------------------------------------------


def test_an_offer_has_its_own_answers_and_those_that_lead_to_the_same_stand_together() -> None:
    (way,) = debrief.way(played("V-20", "offered"))
    stop = next(stop for stop in way.stops if stop.short == PACK.words.offers["do-it-together"].label)
    words = PACK.words.answers
    assert [(option.words, option.taken, option.stays) for option in stop.options] == [
        (words.yes, True, False),
        (f"{words.no} / {words.later}", False, True),
    ]
    happened = next(option for stop in way.stops for option in stop.options if option.happened)
    assert (happened.words, happened.taken, happened.to) == ("changed mind", True, "offers")
    shut = [option for stop in way.stops for option in stop.options if option.because]
    assert shut
    assert not any(option.to or option.taken for option in shut)


def test_every_place_a_choice_leads_to_is_where_the_policy_leads() -> None:
    play = played("V-03", "to-his-face")
    (way,) = debrief.way(play)
    lane: lanes.Lane = first(play.state.concerns[0])
    for entry, stop in zip(play.state.concerns[0].lane.trail(), way.stops, strict=True):
        open_ones = {c.id for c in lanes.open_choices(PACK, lane.situation, play.state.given) if c.offer is None}
        if "=" not in entry.what:
            assert sum(1 for option in stop.options if not option.because) == len(open_ones)
        lane = lanes.choose(PACK, lane, entry.what, play.state.given)
        taken = next(option for option in stop.options if option.taken)
        outcome = PACK.words.outcomes[lanes.fact(PACK, lane, "outcome")]
        assert taken.to == (outcome if lane.closed else PACK.steps[lane.step].words.short)
        assert taken.ends is lane.closed


def others(*tries: Play) -> dict[str, Other]:
    *before, play = tries
    ids = {course.title: course.id for course in play.story.course}
    return {ids[other.title]: other for other in debrief.not_taken(play, before)}


def test_a_course_parts_where_the_moves_do() -> None:
    further = others(played("V-20", "further"))
    assert further["further"].relation is Relation.SAME
    assert (further["asked"].step, further["asked"].instead, further["asked"].yours) == (
        "talk",
        "It is not what we thought, or it has passed",
        "We have talked",
    )
    assert further["offered"].relation is Relation.BEGINS, "it flags another kind"
    quietly = further["quietly"]
    assert "" in (quietly.instead, *quietly.leads), "it is left open"

    stopped = others(flagged("V-20", "danger=no access=ready"))
    assert stopped["further"].relation is Relation.STOPPED
    assert stopped["further"].instead == "We have talked"
    again = others(gone_on(played("V-20", "asked"), "flag=child"))
    assert again["asked"].relation is Relation.FURTHER
    back = others(played("V-20", "asked"), played("V-20", "further"))
    assert [name for name, other in back.items() if other.before] == ["asked"]


def test_in_which_order_offers_were_answered_makes_no_difference() -> None:
    play = played("V-20", "offered")
    place = next(i for i, event in enumerate(play.events) if isinstance(event, e.Chose) and event.step == "offers")
    turned = gone_on(play.until(place), "offers=emergency=no offers=gp=no")
    assert others(turned)["offered"].relation is Relation.STOPPED
    assert others(turned)["offered"].step == PACK.words.offers["chosen-person"].label


def test_a_flag_about_nobody_is_like_one_about_somebody_but_not_about_somebody_else() -> None:
    story = story_of("V-20")
    path = next(course.path for course in story.course if course.id == "asked")
    for flag, relation in (("flag=own-life", Relation.SAME), ("flag=own-life@B", Relation.BEGINS)):
        play = plays_of.walk(story, PACK, (flag, *path[1:]))
        assert others(play)["asked"].relation is relation


# -- clause by clause ------------------------------------------------------------------------------------------


def by_id(play: Play) -> dict[str, Clause]:
    return {clause.id: clause for clause in debrief.clauses(play)}


def test_a_clause_says_why_from_the_story_or_else_from_the_step_that_is_nearest_to_it() -> None:
    story = story_of("V-20")
    found = by_id(played("V-20", "rang"))
    row = next(row for row in story.forbidden if row.outcome == "emergency-services")
    assert set(row.clauses) <= {clause for clause, said in found.items() if said.verdict is Verdict.OUTSIDE}
    assert (Verdict.OUTSIDE, row.words) in found[row.clauses[0]].reasons
    asked = by_id(played("V-20", "asked"))
    assert asked["C-14"].verdict is None
    assert asked["C-14"].why == PACK.steps["access"].words.why
    assert asked["C-12"].why == PACK.steps["danger"].words.why
    assert list(asked) == [clause for clause in PACK.clauses if clause in asked], "the order of the policy"


def test_what_the_story_says_nothing_of_is_to_discuss_where_it_came_about() -> None:
    stopped = by_id(flagged("V-20", "danger=no access=ready"))
    for clause in PACK.steps["talk"].serves:
        assert stopped[clause].verdict is Verdict.DISCUSS
        assert [one.outcome for one in stopped[clause].unsettled] == [""]
    path = "danger=no access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes scope=agreed"
    path += " gp=open-likely identity=given handover=ready contact=accepted who-knows=told card=given"
    silent = msgspec.structs.replace(story_of("V-20"), permitted=(), forbidden=(), discuss=())
    found = by_id(plays_of.walk(silent, PACK, ("flag=own-life@A", *path.split())))
    unsettled = {clause for clause, said in found.items() if said.unsettled}
    assert unsettled == set(PACK.steps["contact"].serves), "where the outcome came about, not where it was closed"
    assert {one.words for clause in unsettled for one in found[clause].unsettled} == {PACK.words.outcomes["gp"]}


def test_what_no_program_can_see_is_left_to_those_who_were_there() -> None:
    for story in stories():
        unseen = [row for rows in (story.permitted, story.forbidden, story.discuss) for row in rows if not row.seen]
        assert [row for _, row in debrief.only_you(story)] == unseen
