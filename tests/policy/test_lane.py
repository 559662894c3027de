"""A lane: its events, what stands once it is said, what is refused, and why something is closed."""

from __future__ import annotations

import pytest

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Lane, NotOffered
from netmeet_tui.policy.pack import CLOSED, Pack
from tests.walks import ALL_REFUSED, KINDS, PASSED_ON, TO_OFFERS, facts, offered, onward, walk

GP_CALL = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given handover=ready"
CHILD_DUTY = "danger=no child-access=yes safe-to-tell=told"
RUNG = "danger=yes emergency=called"
LEDGER = ("gp", "emergency", "chosen-person", "urgent-health", "listening-line", "do-it-together")
Given = tuple[str, ...]


def known(pack: Pack, lane: Lane, *names: str) -> tuple[str, ...]:
    return tuple(facts(pack, lane)[name] for name in names)


# -- beginning ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_lane_begins_with_nothing_known_but_its_kind(pack: Pack, kind: str) -> None:
    lane = lanes.start(pack, kind)
    first = dict(zip(pack.facts, pack.first_facts(), strict=True)) | {"kind": kind}
    assert facts(pack, lane) == first | ({"ground": "emergency"} if kind == "ill" else {})
    assert lane.trail() == ()
    assert not lanes.undoable(lane)


def test_a_kind_that_the_pack_does_not_have_is_refused(pack: Pack) -> None:
    with pytest.raises(KeyError):
        lanes.start(pack, "weather")


def test_a_trail_reads_as_plans_are_written(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} offers=gp=no !left left=let-go")
    assert " ".join(map(str, lane.trail())) == f"{TO_OFFERS} offers=gp=no !left left=let-go"


# -- what is not offered -----------------------------------------------------------------------------------------


def test_what_is_not_offered_is_refused_with_what_is(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", "danger=no")
    with pytest.raises(NotOffered, match="at access, 'talked' is not offered; offered is: ready, arrange"):
        lanes.choose(pack, lane, "talked", given)
    with pytest.raises(NotOffered, match=r"at access, '!returned' makes no sense; what may happen is: .*!left"):
        lanes.happen(pack, lane, "!returned", given)


def test_a_closed_lane_offers_nothing(pack: Pack, given: Given) -> None:
    lane = walk(pack, "ill", "emergency=not-needed card=given")
    assert lane.closed
    assert lanes.choices(pack, lane, given) == ()
    with pytest.raises(NotOffered, match="offered is: nothing"):
        lanes.choose(pack, lane, "given", given)
    assert lanes.events(pack, lane, given) == ("!undo",)


def test_every_closed_choice_says_why(pack: Pack, given: Given) -> None:
    lane = walk(pack, "harm-other", f"{TO_OFFERS} offers=finished")
    reasons = {o.choice.id: o.because for o in lanes.choices(pack, lane, given)}
    assert reasons["weigh"].startswith("Only for an adult’s own life")
    assert reasons["accept"] == ""


def test_the_reason_follows_what_is_so(pack: Pack) -> None:
    off = {"own_life_exception": "off"}
    lane = walk(pack, "own-life", f"{TO_OFFERS} {ALL_REFUSED}", off)
    found = {o.choice.id: o for o in lanes.choices(pack, lane, pack.given(off))}
    assert not found["weigh"].open
    assert found["weigh"].because == "Your organisation does not use this part of the policy."


# -- they left ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "danger=no", TO_OFFERS, GP_CALL, f"{TO_OFFERS} {ALL_REFUSED}", PASSED_ON])
def test_leaving_leads_to_its_own_step_and_refuses_nothing(pack: Pack, path: str) -> None:
    before = walk(pack, "own-life", path)
    after = walk(pack, "own-life", f"{path} !left")
    assert after.step == "left"
    assert known(pack, after, *LEDGER) == known(pack, before, *LEDGER)
    assert known(pack, after, "present") == ("no",)
    assert known(pack, after, "ground")[0] != "consent"


def test_leaving_before_every_offer_was_refused_opens_no_exception(pack: Pack, given: Given) -> None:
    for path in ("danger=no access=ready talk=talked", f"{TO_OFFERS} offers=gp=no offers=emergency=no"):
        lane = walk(pack, "own-life", f"{path} !left")
        assert offered(pack, lane, given) == {"danger-now", "let-go"}


def test_leaving_after_every_offer_was_refused_may_still_be_weighed(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} {ALL_REFUSED} !left")
    assert "weigh" in offered(pack, lane, given)


def test_something_kept_for_later_is_no_refusal(pack: Pack, given: Given) -> None:
    later = f"{TO_OFFERS} offers=listening-line=later {ALL_REFUSED}"
    assert "weigh" not in offered(pack, walk(pack, "own-life", later), given)
    assert "weigh" not in offered(pack, walk(pack, "own-life", f"{later} !left"), given)


def test_a_call_that_has_begun_is_finished_without_them(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", f"{RUNG} !left")
    assert offered(pack, lane, given) == {"danger-now", "still-on-call"}


@pytest.mark.parametrize("path", ["danger=no", "danger=no child-access=unknown", CHILD_DUTY])
def test_a_child_is_not_let_go_when_they_leave(pack: Pack, given: Given, path: str) -> None:
    lane = walk(pack, "child", f"{path} !left")
    assert offered(pack, lane, given) == {"danger-now", "child-still-at-risk"}


def test_someone_under_18_is_not_let_go_when_they_leave(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", "danger=no !under-18 !left")
    assert offered(pack, lane, given) == {"danger-now", "pass-on"}


def test_what_was_not_passed_on_is_not_let_go_for_someone_under_18(pack: Pack, given: Given) -> None:
    path = f"{PASSED_ON} handover=ready contact=not-accepted contact-failed=other-route recipient=do-not"
    assert offered(pack, walk(pack, "own-life", f"{path} !under-18 !left"), given) == {"danger-now", "pass-on"}


def test_weighing_again_after_they_left_begins_without_a_ground(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{PASSED_ON} !left left=weigh")
    assert known(pack, lane, "ground", "route") == ("none", "none")


def test_leaving_at_the_very_end_keeps_the_place(pack: Pack, given: Given) -> None:
    told = walk(pack, "own-life", f"{GP_CALL} contact=accepted !left")
    assert told.step == "who-knows"
    assert known(pack, told, "ground", "outcome") == ("none", "gp")
    assert offered(pack, told, given) >= {"not-present"}
    assert walk(pack, "own-life", f"{GP_CALL} contact=accepted who-knows=told !left").step == "card"


# -- they came back ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "path", "step"),
    [
        ("own-life", f"{GP_CALL} !left", "talk"),
        ("harm-other", f"{TO_OFFERS} !left", "talk"),
        ("other-person", "danger=no !left", "danger"),
        ("unsure", "!left", "danger"),
        ("child", "danger=no !left", "danger"),
        ("child", f"{CHILD_DUTY} !left", "safe-to-tell"),
        ("own-life", f"{RUNG} !left", "emergency-outcome"),
    ],
)
def test_coming_back_starts_again_without_any_consent(pack: Pack, kind: str, path: str, step: str) -> None:
    lane = walk(pack, kind, f"{path} !returned")
    assert lane.step == step
    assert set(known(pack, lane, *LEDGER)) == {"-"}
    assert known(pack, lane, "progress", "present") == ("nothing", "yes")
    assert known(pack, lane, "ground")[0] != "consent"
    assert not lanes.undoable(lane)


def test_coming_back_to_a_contact_made_without_them_tells_them_first(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{PASSED_ON} handover=ready contact=accepted !left !returned")
    assert lane.step == "who-knows"
    assert known(pack, lane, "outcome") == ("passed-on-emergency",)


def test_coming_back_after_nothing_was_done_clears_that(pack: Pack) -> None:
    path = "danger=no !left left=let-go no-further-action=end"
    assert known(pack, walk(pack, "own-life", path), "outcome") == ("no-further-action",)
    assert known(pack, walk(pack, "own-life", f"{path} !returned"), "outcome") == ("none",)


# -- they changed their mind -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "scope=agreed",
        "scope=agreed gp=closed",
        "scope=agreed gp=unknown",
        "scope=agreed gp=open-likely",
        "scope=agreed gp=open-likely identity=given",
        "scope=agreed gp=open-likely identity=given handover=ready",
        "scope=agreed gp=open-likely identity=given handover=ready contact=no-answer",
        "scope=agreed gp=closed gp-closed=wait",
        "",
    ],
)
def test_a_yes_can_be_taken_back_until_the_contact_and_is_no_refusal(pack: Pack, given: Given, path: str) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} offers=emergency=no offers=gp=yes {path} !withdrawn")
    assert lane.step == "offers"
    assert known(pack, lane, "ground", "route", "gp", "emergency") == ("none", "none", "-", "no")
    assert not lanes.undoable(lane)
    assert "weigh" not in offered(pack, onward(pack, lane, "offers=finished", given), given)


def test_nothing_can_be_taken_back_that_was_never_given(pack: Pack, given: Given) -> None:
    for kind, path in (("own-life", f"{PASSED_ON} handover=ready"), ("child", CHILD_DUTY), ("own-life", TO_OFFERS)):
        assert "!withdrawn" not in lanes.events(pack, walk(pack, kind, path), given)


def test_stopping_during_the_call_is_told_to_them(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{GP_CALL} contact=withdrawn")
    assert lane.step == "who-knows"
    assert known(pack, lane, "outcome") == ("withdrawn-in-call",)
    assert not lanes.undoable(lane)


# -- they are under 18 -------------------------------------------------------------------------------------------


def test_under_18_is_noted_and_moves_nothing(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} !under-18")
    assert (lane.step, known(pack, lane, "under_18")) == ("offers", ("yes",))


@pytest.mark.parametrize("path", ["", " weigh=both-serious", " weigh=both-serious may-pass-on=pass-on"])
def test_under_18_ends_the_weighing(pack: Pack, given: Given, path: str) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} {ALL_REFUSED} refused=weigh{path} !under-18")
    assert lane.step == "refused"
    assert offered(pack, lane, given) == {"pass-on"}
    assert known(pack, lane, "ground") == ("none",)


def test_under_18_is_not_asked_where_no_one_under_18_may_come(pack: Pack) -> None:
    given = pack.given({"under_18s_attend": "no"})
    assert "!under-18" not in lanes.events(pack, lanes.start(pack, "own-life"), given)


@pytest.mark.parametrize("kind", ["ill", "other-person", "unsure"])
def test_under_18_is_about_someone_here(pack: Pack, given: Given, kind: str) -> None:
    assert "!under-18" not in lanes.events(pack, lanes.start(pack, kind), given)


# -- it was something else ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "danger=no", TO_OFFERS, f"{TO_OFFERS} {ALL_REFUSED}"])
def test_a_concern_can_be_set_aside_and_taken_up_again(pack: Pack, path: str) -> None:
    lane = walk(pack, "own-life", f"{path} !stand-down")
    assert lane.step == "stand-down"
    assert walk(pack, "own-life", f"{path} !stand-down stand-down=not-yet").step == "talk"
    done = walk(pack, "own-life", f"{path} !stand-down stand-down=agreed card=declined")
    assert (done.step, known(pack, done, "outcome")) == (CLOSED, ("stood-down",))


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("own-life", RUNG),
        ("own-life", f"{GP_CALL} contact=not-accepted"),
        ("child", CHILD_DUTY),
        ("child", "danger=no child-access=yes"),
        ("child", "danger=no child-access=unknown"),
        ("own-life", "danger=no !left"),
    ],
)
def test_what_has_begun_for_someone_cannot_be_set_aside(pack: Pack, given: Given, kind: str, path: str) -> None:
    assert "!stand-down" not in lanes.events(pack, walk(pack, kind, path), given)


# -- pause and undo ----------------------------------------------------------------------------------------------


def test_a_paused_lane_keeps_its_place(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", TO_OFFERS)
    parked = lanes.happen(pack, lane, "!park", given)
    assert parked.parked
    assert (parked.situation, parked.trail()) == (lane.situation, lane.trail())
    assert "!park" not in lanes.events(pack, parked, given)
    assert lanes.happen(pack, parked, "!resume", given) == lane


def test_undo_takes_back_the_last_choice_and_what_it_set(pack: Pack) -> None:
    lane = walk(pack, "own-life", TO_OFFERS)
    undone = walk(pack, "own-life", f"{TO_OFFERS} offers=gp=no !undo")
    assert (undone, undone.trail()) == (lane, lane.trail())
    assert walk(pack, "own-life", f"{TO_OFFERS} !under-18 !undo") == lane
    assert walk(pack, "own-life", f"{TO_OFFERS} !left !undo") == lane


def test_undo_goes_all_the_way_back(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", TO_OFFERS)
    while lanes.undoable(lane):
        lane = lanes.happen(pack, lane, "!undo", given)
    assert lane == lanes.start(pack, "own-life")


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("ill", "emergency=called"),
        ("own-life", f"{GP_CALL} contact=accepted"),
        ("own-life", f"{GP_CALL} contact=advice"),
        ("own-life", f"{GP_CALL} contact=not-accepted"),
        ("own-life", f"{GP_CALL} contact=withdrawn"),
        ("own-life", f"{TO_OFFERS} offers=do-it-together=yes self-contact=made"),
        ("child", f"{CHILD_DUTY} child-recipient=they-report self-report=reported"),
        ("own-life", f"{GP_CALL} !withdrawn"),
        ("own-life", f"{GP_CALL} !left !returned"),
    ],
)
def test_what_was_told_outside_or_let_go_cannot_be_undone(pack: Pack, given: Given, kind: str, path: str) -> None:
    lane = walk(pack, kind, path)
    assert "!undo" not in lanes.events(pack, lane, given)
    with pytest.raises(NotOffered):
        lanes.happen(pack, lane, "!undo", given)


def test_a_call_that_nobody_answered_can_be_undone(pack: Pack) -> None:
    assert walk(pack, "own-life", f"{GP_CALL} contact=no-answer !undo").step == "contact"


def test_a_lane_of_any_length_can_be_compared_and_shown(pack: Pack, given: Given) -> None:
    first, second = (walk(pack, "own-life", "danger=no access=ready") for _ in range(2))
    for _ in range(1500):
        first, second = (
            onward(pack, lane, "talk=wont-talk no-answer-yet=try-again", given) for lane in (first, second)
        )
    assert first == second
    assert hash(first) == hash(second)
    assert len(repr(first)) < 1000
    assert len(first.trail()) == 3002


# -- what came of it ---------------------------------------------------------------------------------------------


def test_what_came_of_a_contact_stands(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{RUNG} emergency-outcome=accepted !left left=let-go")
    assert (lane.step, known(pack, lane, "outcome")) == ("who-knows", ("emergency-services",))


def test_another_contact_takes_the_place_of_a_first(pack: Pack) -> None:
    path = (
        "danger=yes emergency=called emergency-outcome=accepted stay=help-here safe-to-tell=told "
        "child-recipient=police handover=ready contact=accepted"
    )
    assert known(pack, walk(pack, "child", path), "outcome") == ("children",)


def test_not_reaching_anyone_does_not_cover_a_contact(pack: Pack) -> None:
    path = (
        "danger=yes emergency=called emergency-outcome=accepted stay=call-again emergency=called "
        "emergency-outcome=cut-off emergency-again=could-not"
    )
    assert known(pack, walk(pack, "own-life", path), "outcome") == ("emergency-services",)


def test_choosing_not_to_pass_it_on_stays_the_outcome(pack: Pack) -> None:
    path = f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious may-pass-on=do-not no-further-action=end"
    assert known(pack, walk(pack, "own-life", path), "outcome") == ("not-passed-on",)


@pytest.mark.parametrize(
    ("kind", "path", "outcome"),
    [
        ("own-life", f"{GP_CALL} contact=accepted", "gp"),
        (
            "own-life",
            f"{TO_OFFERS} offers=chosen-person=yes scope=agreed handover=ready contact=advice",
            "chosen-person",
        ),
        (
            "own-life",
            f"{TO_OFFERS} offers=urgent-health=yes scope=agreed handover=ready contact=accepted",
            "urgent-health",
        ),
        (
            "own-life",
            f"{TO_OFFERS} offers=emergency=yes scope=agreed handover=ready contact=accepted",
            "emergency-services",
        ),
        ("own-life", f"{PASSED_ON} handover=ready contact=accepted", "passed-on-emergency"),
        (
            "own-life",
            f"{PASSED_ON.replace('=emergency-services', '=gp')} gp=open-likely identity=given handover=ready "
            "contact=advice",
            "passed-on-gp",
        ),
        ("child", f"{CHILD_DUTY} child-recipient=nspcc handover=ready contact=accepted", "children"),
    ],
)
def test_the_outcome_follows_the_ground_and_the_route(pack: Pack, kind: str, path: str, outcome: str) -> None:
    lane = walk(pack, kind, path)
    assert (lane.step, known(pack, lane, "outcome", "contact")) == ("who-knows", (outcome, "made"))


def test_without_a_name_the_gp_is_unavailable_and_not_refused(pack: Pack, given: Given) -> None:
    lane = walk(pack, "own-life", f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=not-given")
    assert (lane.step, known(pack, lane, "gp", "ground")) == ("offers", ("unavailable", "none"))
    lane = onward(pack, lane, "offers=emergency=no offers=chosen-person=no offers=finished", given)
    assert "weigh" not in offered(pack, lane, given)


def test_a_change_of_mind_reopens_every_refusal(pack: Pack) -> None:
    lane = walk(pack, "own-life", f"{PASSED_ON.removesuffix('=told')}=changed-mind")
    assert lane.step == "offers"
    assert set(known(pack, lane, *LEDGER)) == {"-"}
    assert known(pack, lane, "ground", "weighed") == ("none", "not-yet")


CHILD_TOLD_OF = "danger=no child-access=yes safe-to-tell={} child-recipient=police handover=ready contact=accepted"
SURE = "Tell them who was told, what was said, and what comes next."
CAREFUL = "Tell them now only if it is safe, and as the service advised."


@pytest.mark.parametrize(
    ("kind", "path", "says"),
    [
        ("child", CHILD_TOLD_OF.format("told"), SURE),
        ("child", CHILD_TOLD_OF.format("not-safe"), CAREFUL),
        ("child", CHILD_TOLD_OF.format("take-advice"), CAREFUL),
        ("own-life", f"{PASSED_ON} handover=ready contact=accepted", SURE),
        (
            "own-life",
            f"{PASSED_ON} handover=ready contact=accepted".replace("first=told", "first=not-safe"),
            CAREFUL,
        ),
        (  # not safe once, and then a talk with a yes of their own: what was not safe is over
            "own-life",
            f"{PASSED_ON} handover=ready contact=no-answer contact-failed=stop no-further-action=consult "
            "consult=keep-talking talk=talked explain=explained ask=open-to-it offers=emergency=yes scope=agreed "
            "handover=ready contact=accepted".replace("first=told", "first=not-safe"),
            SURE,
        ),
    ],
)
def test_whether_it_was_safe_to_tell_them_is_remembered_until_they_are_told(
    pack: Pack, kind: str, path: str, says: str
) -> None:
    lane = walk(pack, kind, path)
    assert lane.step == "who-knows"
    words = pack.steps["who-knows"].worded(lanes.world(lane.situation, pack.given()))
    assert says in words.do
