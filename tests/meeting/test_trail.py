"""What is kept of a meeting that ends: what the organisation has decided, and never a word that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from netmeet_tui.meeting import trail
from netmeet_tui.meeting.journal import JournalError, MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.trail import Trail
from netmeet_tui.policy.lane import Entry
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from tests.meeting.conftest import Minutes
from tests.scale import times
from tests.walks import ALL_REFUSED, PASSED_ON, TO_OFFERS, Walked, random_walks

PACK = shipped()
WORD = "quillfeather"
AGREED = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given handover=ready"
UNREACHED = "danger=no child-access=yes safe-to-tell=told child-recipient=police handover=ready contact=no-answer"
TO_WEIGH = f"{TO_OFFERS} {ALL_REFUSED} refused=weigh"
a_few = settings(
    max_examples=times(40, 4000), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


class Typist:
    """A session in which the word is typed wherever something can be typed."""

    def __init__(self, chosen: Mapping[str, str] | None = None, pack: Pack = PACK) -> None:
        told = dict(chosen or {})
        facilitators = 1 if told.pop("facilitators", "two") == "one" else 2
        self.journal = MemoryJournal()
        clock = Minutes()
        clock.now += timedelta(seconds=41)
        self.session = Session.begin(pack, self.journal, clock, told, facilitators)
        self.seat = self.session.take_seat(f"{WORD} seat")
        at = clock.now
        self.session.arrange("in-person", f"{WORD} hall")
        self.session.tell(f"{WORD} point")
        self.session.mark("pause", 5)
        self.session.put_in_case(self.seat, "where", f"{WORD} house")
        clock.now = at

    def flag(self, kind: str, path: str = "") -> int:
        number = self.session.flag(kind, self.seat)
        self.write(number)
        for entry in path.split():
            self.do(number, entry if entry.startswith("!") else entry.partition("=")[2])
        return number

    def do(self, number: int, what: str) -> None:
        if what.startswith("!"):
            self.session.happen(number, what)
        else:
            self.session.choose(number, what, f"{WORD} reason")
        self.write(number)

    def write(self, number: int) -> None:
        lane = self.session.state.concern(number).lane
        step = self.session.pack.steps.get(lane.step)
        for field in step.fields if step else ():
            self.session.write(number, field, f"{WORD} {field}")
        for field in step.sealed if step else ():
            self.session.seal(number, field, f"{WORD} {field}")

    def kept(self) -> Mapping[int, Trail]:
        """What is kept when it ends now, with everything that is open left so."""
        session, told = self.session, list[Mapping[int, Trail]]()
        for concern in session.state.unsettled:
            session.leave_open(concern.number, f"{WORD} left open")
        assert WORD.encode() in b"".join(self.journal.records())
        session.end(told.append)
        return told[0]


def kept_numbers(kind: str, path: str, chosen: Mapping[str, str] | None = None) -> list[int]:
    typist = Typist(chosen)
    typist.flag(kind, path)
    return list(typist.kept())


# -- which concerns ----------------------------------------------------------------------------------------------

DISCLOSED = {
    "999 was rung, and nobody has said what came of it": ("ill", "emergency=called"),
    "999 was rung in vain": ("own-life", "danger=yes emergency=called emergency-outcome=cut-off"),
    "their GP was told, as they asked": ("own-life", f"{AGREED} contact=accepted"),
    "the GP heard it, and did not take it": ("own-life", f"{AGREED} contact=not-accepted contact-failed=stop"),
    "they took back their yes while it was said": ("own-life", f"{AGREED} contact=withdrawn"),
    "it was passed on without their yes": ("own-life", f"{PASSED_ON} handover=ready contact=advice"),
    "who protects children was told": (
        "child",
        "danger=no child-access=yes safe-to-tell=told child-recipient=police handover=ready contact=accepted",
    ),
    "they reported it themselves, with us": (
        "child",
        "danger=no child-access=yes safe-to-tell=told child-recipient=they-report self-report=reported",
    ),
    "it was weighed, and is not serious": ("own-life", f"{TO_WEIGH} weigh=not-serious"),
    "the two did not agree": ("own-life", f"{TO_WEIGH} weigh=one-serious disagree=no-agreement"),
    "it might have been passed on, and was not": ("own-life", f"{TO_WEIGH} weigh=both-serious may-pass-on=do-not"),
    "it was to be passed on, and was left": (
        "own-life",
        f"{TO_WEIGH} weigh=both-serious may-pass-on=pass-on recipient=do-not",
    ),
    "nobody could be reached, and it was left": (
        "own-life",
        f"{PASSED_ON} handover=ready contact=no-answer contact-failed=stop",
    ),
    "who protects children could not be reached": ("child", f"{UNREACHED} contact-failed=could-not"),
    "a child has to be protected, and nobody has been told yet": ("child", UNREACHED),
    "a child was to be protected before anybody was chosen": ("child", "danger=no child-access=yes"),
    "it is not known whether a child has to be protected": ("child", "danger=no child-access=unknown"),
    "somebody under 18 has to be protected": (
        "own-life",
        f"{TO_WEIGH} !under-18 refused=pass-on safe-to-tell=told",
    ),
    "and all the same when they came back": ("own-life", f"{TO_WEIGH} weigh=not-serious !left !returned"),
}

NOT_DISCLOSED = {
    "just flagged": ("own-life", ""),
    "they were reassured": ("own-life", "danger=no access=ready talk=reassured stand-down=agreed card=given"),
    "they said no to all of it": ("harm-other", f"{TO_OFFERS} {ALL_REFUSED} refused=accept"),
    "they left": ("own-life", "danger=no access=ready talk=talked !left left=let-go"),
    "they rang a listening line themselves": (
        "own-life",
        f"{TO_OFFERS} offers=listening-line=yes self-contact=made who-knows=told card=given",
    ),
    "nobody answered, and with their yes it was left": (
        "own-life",
        f"{AGREED} contact=no-answer contact-failed=stop",
    ),
    "their yes was taken back before anybody was told": ("own-life", f"{AGREED} !withdrawn"),
    "it was not to be passed on, and that was taken back": (
        "own-life",
        f"{TO_WEIGH} weigh=both-serious may-pass-on=do-not !undo",
    ),
    "999 was not needed": ("ill", "emergency=not-needed card=given"),
}


@pytest.mark.parametrize(("kind", "path"), DISCLOSED.values(), ids=DISCLOSED)
def test_a_disclosure_is_kept(kind: str, path: str) -> None:
    assert kept_numbers(kind, path) == [1]


@pytest.mark.parametrize(("kind", "path"), NOT_DISCLOSED.values(), ids=NOT_DISCLOSED)
def test_what_is_no_disclosure_is_not_kept(kind: str, path: str) -> None:
    assert kept_numbers(kind, path) == []


def test_a_lead_who_does_not_agree_is_kept_where_it_is_the_own_life_exception() -> None:
    lead = {"own_life_exception": "lead-agrees", "third_party_adult": "serious-harm-may"}
    assert kept_numbers("own-life", f"{TO_WEIGH} weigh=both-serious lead=does-not", lead) == [1]
    assert kept_numbers("other-person", "danger=no person-at-risk=lead lead=does-not", lead) == []


def test_each_concern_is_looked_at_by_itself() -> None:
    typist = Typist()
    typist.flag("own-life", TO_OFFERS)
    typist.flag("ill", "emergency=called")
    typist.flag("child")
    assert list(typist.kept()) == [2]


@pytest.mark.parametrize(("records", "numbers"), [("none", []), ("disclosures", [2]), ("trails", [1, 2])])
def test_the_organisation_decides_what_is_kept(records: str, numbers: list[int]) -> None:
    typist = Typist({"records": records})
    typist.flag("own-life", TO_OFFERS)
    typist.flag("ill", "emergency=called")
    assert list(typist.kept()) == numbers


def test_a_policy_that_does_not_ask_what_to_keep_keeps_nothing() -> None:
    typist = Typist({"records": "trails"})
    typist.flag("ill", "emergency=called")
    session = typist.session
    place = list(PACK.settings).index("records")
    without = replace(PACK, settings={name: s for name, s in PACK.settings.items() if name != "records"})
    told = (*session.state.given[:place], *session.state.given[place + 1 :])
    assert trail.of(without, replace(session.state, given=told)) == {}
    assert list(trail.of(PACK, session.state)) == [1]


# -- what a trail holds ------------------------------------------------------------------------------------------


def test_a_trail_tells_the_way_with_its_times_and_what_came_of_it() -> None:
    typist = Typist({"nation": "SCT"})
    typist.flag("unsure", "sort=ill !park !resume emergency=called emergency-outcome=accepted stay=help-here")
    kept = typist.kept()[1]
    assert (kept.kind, kept.began, kept.policy) == ("ill", date(2026, 11, 24), f"{PACK.name} {PACK.version}")
    assert (kept.outcome, kept.ground, kept.left_open) == ("emergency-services", "emergency", True)
    assert kept.settings == {**dict(zip(PACK.settings, PACK.given(), strict=True)), "nation": "SCT"}
    assert [(entry.step, entry.what) for entry in kept.way] == [
        ("sort", "ill"),
        ("emergency", "called"),
        ("emergency-outcome", "accepted"),
        ("stay", "help-here"),
    ]
    first = datetime(2026, 11, 24, 14, 4, tzinfo=UTC)  # after the opening, the seat and the flag
    assert [entry.at - first for entry in kept.way] == [timedelta(minutes=m) for m in (0, 3, 4, 5)]


def test_what_was_taken_back_is_not_kept_and_the_times_still_fit() -> None:
    typist = Typist({"records": "trails"})
    typist.flag("own-life", "danger=unsure !undo danger=no access=arrange !undo access=ready")
    way = typist.kept()[1].way
    assert [(str(Entry(e.step, e.what, False)), e.at.minute) for e in way] == [
        ("danger=no", 6),
        ("access=ready", 9),
    ]


@pytest.mark.parametrize(
    ("kind", "path", "outcome", "ground"),
    [
        ("own-life", f"{AGREED} contact=accepted who-knows=told card=given", "gp", "consent"),
        ("own-life", f"{AGREED} contact=accepted !left", "gp", "consent"),
        ("own-life", f"{PASSED_ON} handover=ready contact=accepted", "passed-on-emergency", "own-life-exception"),
        ("own-life", f"{TO_WEIGH} weigh=both-serious may-pass-on=do-not", "not-passed-on", "none"),
        (
            "own-life",
            f"{TO_WEIGH} weigh=both-serious may-pass-on=pass-on recipient=do-not no-further-action=end card=given",
            "not-passed-on",
            "own-life-exception",
        ),
        ("ill", "emergency=called", "none", "emergency"),
    ],
)
def test_the_ground_is_the_one_of_what_came_of_it(kind: str, path: str, outcome: str, ground: str) -> None:
    typist = Typist()
    typist.flag(kind, path)
    kept = typist.kept()[1]
    assert (kept.outcome, kept.ground) == (outcome, ground)


def test_a_trail_is_the_same_after_it_was_kept() -> None:
    typist = Typist()
    typist.flag("ill", "emergency=called !left")
    kept = typist.kept()[1]
    assert trail.decode(trail.encode(kept)) == kept


@pytest.mark.parametrize("record", [b"", b"{}", b"[]", b"\xff", b'{"version": 1, "words": "said"}'])
def test_what_is_no_trail_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError, match="no trail"):
        trail.decode(record)


def test_a_trail_of_a_newer_program_is_refused() -> None:
    typist = Typist()
    typist.flag("ill", "emergency=called")
    record = trail.encode(typist.kept()[1])
    assert b'"version":1' in record
    with pytest.raises(ValueError, match="another version"):
        trail.decode(record.replace(b'"version":1', b'"version":2'))


# -- keeping and erasing, in that order --------------------------------------------------------------------------


def test_what_cannot_be_kept_is_not_erased_and_can_be_tried_again() -> None:
    typist = Typist()
    typist.flag("ill", "emergency=called")
    typist.session.leave_open(1, "they are on their way")

    def full(_: Mapping[int, Trail]) -> None:
        raise JournalError("The disk is full.")

    with pytest.raises(JournalError, match="full"):
        typist.session.end(full)
    assert typist.journal.records()
    with pytest.raises(JournalError, match="has ended"):  # what is kept later is all there was
        typist.session.choose(1, "accepted")
    kept: list[Mapping[int, Trail]] = []
    typist.session.end(kept.append)
    assert (list(kept[0]), typist.journal.records()) == ([1], ())


def test_what_a_crash_cut_short_is_kept_before_it_is_erased() -> None:
    typist = Typist()
    typist.flag("ill", "emergency=called")
    typist.session.leave_open(1, "they are on their way")
    seen: list[tuple[Mapping[int, Trail], int]] = []

    def keep(kept: Mapping[int, Trail]) -> None:
        seen.append((kept, len(typist.journal.records())))

    def crash(_: Mapping[int, Trail]) -> None:
        raise KeyboardInterrupt

    Session.resume(PACK, typist.journal, Minutes()).finish_erasing(keep)
    assert seen == []  # it has not ended
    with pytest.raises(KeyboardInterrupt):
        typist.session.end(crash)
    resumed = Session.resume(PACK, typist.journal, Minutes())
    there = len(typist.journal.records())
    resumed.finish_erasing(keep)
    assert (seen, typist.journal.records()) == ([(trail.of(PACK, typist.session.state), there)], ())


# -- on any walk -------------------------------------------------------------------------------------------------


def walked(walk: Walked, records: str) -> Typist:
    typist = Typist({**walk.settings, "records": records})
    number = typist.flag(walk.moves[0].before.situation.facts[PACK.places["kind"]]) if walk.moves else 0
    for move in walk.moves:
        typist.do(number, move.what)
    return typist


def answered_for(walk: Walked, typist: Typist) -> bool:
    """Whether it is a disclosure, told by hand: from the ids of the agreed flow, and not from the pack's marks."""
    concern = typist.session.state.concern(1)
    way = {str(entry) for entry in concern.lane.trail()}
    own_life = walk.moves[-1].after.situation.facts[PACK.places["kind"]] == "own-life"
    rung = {"emergency=called", "self-report=reported"}
    rung |= {"contact-failed=could-not"}
    rung |= {f"contact={said}" for said in ("accepted", "advice", "not-accepted", "withdrawn")}
    left = {"weigh=not-serious", "disagree=no-agreement"}
    left |= {f"{step}=do-not" for step in ("may-pass-on", "recipient", "gp-closed", "gp-unknown", "later")}
    lead = {"lead=does-not", "lead=cannot-reach"} if own_life else set()
    lane, stopped = concern.lane, False
    while lane.before is not None:
        if str(lane.last) == "contact-failed=stop":
            stopped |= lane.before.situation.facts[PACK.places["ground"]] == "own-life-exception"
        lane = lane.before
    facts = {name: concern.lane.situation.facts[place] for name, place in PACK.places.items()}
    duty = facts["ground"] == "child-duty" or facts["child_access"] == "yes"
    duty |= facts["kind"] == "child" and facts["child_access"] == "unknown"
    return bool(way & (rung | left | lead)) or stopped or (duty and not concern.lane.closed)


@a_few
@given(random_walks(PACK, 60))
def test_on_any_walk_what_is_kept_is_what_was_decided_and_holds_no_word(walk: Walked) -> None:
    every = walked(walk, "trails")
    answered = bool(walk.moves) and answered_for(walk, every)
    trails = every.kept()
    assert list(trails) == ([1] if walk.moves else [])
    for kept in trails.values():
        record = trail.encode(kept)
        assert WORD.encode() not in record
        assert f'"{every.seat}"'.encode() not in record
        concern = every.session.state.concern(1)
        assert [(e.step, e.what) for e in kept.way] == [entry[:2] for entry in concern.lane.trail()]
        assert [e.at for e in kept.way] == sorted(e.at for e in kept.way)
        for entry in kept.way:
            known = entry.what in PACK.happenings or PACK.steps[entry.step].choice(entry.what)
            assert known, "nothing but what the policy names"
    for records, numbers in (("none", []), ("disclosures", [1] if answered else [])):
        place = list(PACK.settings).index("records")
        state = every.session.state
        told = (*state.given[:place], records, *state.given[place + 1 :])
        assert list(trail.of(PACK, replace(state, given=told))) == numbers
