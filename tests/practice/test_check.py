"""Stories held to their policy: each rule is broken by a story that is in order but for that."""

from __future__ import annotations

from importlib import resources

import pytest
from msgspec.structs import replace

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.endings import Endings
from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.practice.agreement import Flow
from netmeet_tui.practice.check import check
from netmeet_tui.practice.play import walk
from netmeet_tui.practice.read import files, read
from netmeet_tui.practice.story import Expected, Injection, Line, Story, Verdict

FLOW = Flow(shipped_pack())
PACK = FLOW.pack
STORY = read(resources.files("netmeet_tui.practice") / "blank.toml")
ASKED, OFFERED, UNASKED = STORY.course
TO_OFFERS = OFFERED.path[: OFFERED.path.index("offers=gp=no")]


def told(story: Story, *, thorough: bool = False) -> list[str]:
    """What is not in order."""
    return [found.sentence for found in check(story, PACK, thorough=thorough, flow=FLOW)]


def other(table: str, number: int, story: Story = STORY, **changes: object) -> Story:
    """The story with something in one of its tables changed."""
    rows = list(getattr(story, table))
    rows[number - 1] = replace(rows[number - 1], **changes)
    return replace(story, **{table: tuple(rows)})


def more(table: str, *rows: object, story: Story = STORY) -> Story:
    """The story with more rows in a table."""
    return replace(story, **{table: (*getattr(story, table), *rows)})


# -- stories that are in order -----------------------------------------------------------------------------------


def test_the_blank_story_is_in_order() -> None:
    assert told(STORY, thorough=True) == []


@pytest.mark.parametrize("name", [file.name for file in files()])
def test_every_story_that_comes_with_the_program_is_in_order(name: str) -> None:
    file = next(file for file in files() if file.name == name)
    assert told(read(file), thorough=True) == []


def test_a_problem_is_told_with_the_name_of_the_file() -> None:
    (found,) = check(replace(STORY, nation="FRA"), PACK, thorough=False, shown="ours.toml", flow=FLOW)
    assert found.sentence == ("ours.toml, nation: there is no nation 'FRA'; expected is one of: ENG, WLS, SCT, NIR")
    assert found.place.key == "nation"


# -- names -------------------------------------------------------------------------------------------------------

KINDS = "ill, own-life, harm-other, child, other-person, unsure"
OFFERS = "gp, emergency, chosen-person, urgent-health, listening-line, do-it-together"


@pytest.mark.parametrize(
    ("moment", "problem"),
    [
        ("@talkk", "there is no step 'talkk'; 'talk' may be meant"),
        ("talkk=talked", "there is no step 'talkk'; 'talk' may be meant"),
        ("talk=talkt", "there is no choice 'talkt' at 'talk'; expected is one of: talked, wont-talk, reassured"),
        ("offers=gp=maybe", "there is no choice 'gp=maybe' at 'offers'; "),
        ("flag=owl-life", f"there is no kind 'owl-life'; 'own-life' may be meant; expected is one of: {KINDS}"),
        ("flag=own-life@A", "no seat is named here; write 'flag=own-life'"),
        ("!gone", "there is no event '!gone'; expected is one of: !left, !returned, "),
        ("?nurse", f"there is no offer 'nurse'; expected is one of: {OFFERS}"),
        ("+drivers", "there is no injection 'drivers'; 'driver' may be meant; expected is one of: driver"),
        (">sam-laugh", "there is no line with the id 'sam-laugh'; 'sam-laughs' may be meant; expected"),
        ("time=7", "'time=7' never comes: time passes by 5 minutes; write time=5, time=10"),
        ("time=0", "'time=0' never comes"),
        ("time=605", "'time=605' never comes"),
        ("time=٥", "'time=٥' never comes"),
        ("time=05", "'time=05' never comes"),
        ("begins", "'begins' is not written like anything here; write begin, end, flag=KIND, @step, step=choice, "),
        ("999", "'999' is not written like anything here"),
        ("lane=2", "there is no step 'lane'"),
    ],
)
@pytest.mark.parametrize("key", ["when", "given", "unless"])
def test_a_moment_that_never_is(key: str, moment: str, problem: str) -> None:
    (sentence,) = told(other("line", 1, STORY, **{key: ("begin", moment)}))
    assert sentence.startswith(f"OUR-1, [[line]] 1, {key}: {problem}")


@pytest.mark.parametrize(
    "moment", ["begin", "end", "@closed", "!undo", "?do-it-together", "time=600", ">sam-laughs"]
)
def test_a_moment_that_may_be(moment: str) -> None:
    assert told(other("line", 1, when=("begin", moment))) == []


@pytest.mark.parametrize(
    ("move", "problem"),
    [
        ("talkk=talked", "there is no step 'talkk'; 'talk' may be meant"),
        ("flag=own-life@B", "there is no seat 'B'; expected is one of: A"),
        ("flag=own@A", f"there is no kind 'own'; expected is one of: {KINDS}"),
        ("lane=x", "'lane=x' names no lane; write lane=1 or lane=2"),
        ("open=0", "'open=0' names no lane; write open=1 or open=2"),
        ("@talk", "'@talk' is not written like anything here; write flag=KIND@SEAT, step=choice, "),
        ("begin", "'begin' is not written like anything here"),
        ("+drive", "there is no injection 'drive'; 'driver' may be meant"),
        ("time=6", "'time=6' never comes"),
    ],
)
def test_a_move_that_there_is_not(move: str, problem: str) -> None:
    (sentence,) = told(other("course", 2, path=(*OFFERED.path, move)))
    assert sentence.startswith(f"OUR-1, [[course]] 2, path: {problem}")


@pytest.mark.parametrize(
    ("story", "problem"),
    [
        (
            replace(STORY, mode="on foot"),
            "mode: there is no way to meet 'on foot'; expected is one of: in-person, ",
        ),
        (replace(STORY, facilitators=3), "facilitators: a meeting has 1 facilitator or 2; write one of these"),
        (replace(STORY, settings={"recrods": "none"}), "[settings]: there is no setting 'recrods'; 'records' may"),
        (
            replace(STORY, settings={"records": "all"}),
            "[settings], records: there is no value 'all'; expected is one of: disclosures, none, trails",
        ),
        (replace(STORY, settings={"facilitators": "one"}), "[settings]: there is no setting 'facilitators'; "),
        (replace(STORY, settings={"nation": "SCT"}), "[settings], nation: the nation is written at the top of the"),
        (replace(STORY, clauses=("C-99",)), "clauses: there is no clause 'C-99'; "),
        (replace(STORY, hands=("talks",)), "hands: there is no step 'talks'; 'talk' may be meant"),
        (
            replace(STORY, never=("danger=yess",)),
            "never: there is no choice 'yess' at 'danger'; 'yes' may be meant",
        ),
        (replace(STORY, never=("!undo",)), "never: there is no event '!undo'; "),
        (replace(STORY, never=("flag=own-life",)), "never: there is no step 'flag'; "),
        (replace(STORY, never=("talk",)), "never: 'talk' is not written like anything here; write step=choice, "),
        (other("forbidden", 1, outcome="doctor"), "[[forbidden]] 1, outcome: there is no outcome 'doctor'; "),
        (
            other("forbidden", 1, without=("offers=gp",)),
            "[[forbidden]] 1, without: there is no choice 'gp' at 'off",
        ),
        (
            other("permitted", 1, choice="talk=sung"),
            "[[permitted]] 1, choice: there is no choice 'sung' at 'talk'; ",
        ),
        (other("discuss", 1, clauses=("C-1",)), "[[discuss]] 1, clauses: there is no clause 'C-1'; "),
        (other("course", 1, outcomes=("none",)), "[[course]] 1, outcomes: there is no outcome 'none'; "),
    ],
)
def test_what_the_policy_does_not_have(story: Story, problem: str) -> None:
    (sentence,) = told(story)
    assert sentence.startswith(f"OUR-1, {problem}")


def test_time_only_goes_on() -> None:
    (sentence,) = told(other("course", 3, path=("time=10", *UNASKED.path, "time=10", "time=15")))
    assert sentence.endswith("path: 'time=10' comes after 'time=10', and time only goes on; write a later one")
    late = Line(when=("time=5",), does="It stops raining.")
    path = (*UNASKED.path, "time=20")
    assert told(more("line", late, story=other("course", 3, path=path))) == [], "five minutes are part of twenty"


def test_settings_may_be_others_than_shipped() -> None:
    assert told(replace(STORY, settings={"own_life_exception": "off", "records": "none"}, facilitators=1)) == []


def test_lines_that_wait_for_one_another_are_named() -> None:
    one = Line(when=(">two",), does="One.", id="one")
    two = Line(when=("@talk", ">three"), does="Two.", id="two")
    three = Line(when=(">one",), does="Three.", id="three")
    (sentence,) = told(more("line", one, two, three))
    assert sentence == (
        "OUR-1, [[line]] 7, when: 'one' answers to 'two' answers to 'three' answers to 'one', round and round; let "
        "one of them answer to something else"
    )
    (sentence,) = told(other("line", 2, when=("@talk", ">sam-laughs")))
    assert sentence.startswith("OUR-1, [[line]] 2, when: 'sam-laughs' answers to 'sam-laughs', round and round")


def test_everything_that_is_misnamed_is_told_and_nothing_is_played_before() -> None:
    story = other("line", 1, other("course", 1, path=("flag=own@A",)), when=("@talkk",))
    assert [sentence.partition(":")[0] for sentence in told(story, thorough=True)] == [
        "OUR-1, [[line]] 1, when",
        "OUR-1, [[course]] 1, path",
    ]


def test_a_story_that_cannot_begin() -> None:
    elsewhere = tuple(replace(course, path=("flag=own-life", *course.path[1:])) for course in STORY.course)
    (sentence,) = told(other("person", 1, replace(STORY, course=elsewhere), seat="B"), thorough=True)
    assert sentence.startswith("OUR-1: it cannot begin: the seats are lettered A, B, C")


# -- courses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (
            ("flag=own-life@A", "talk=reassured"),
            "move 2 'talk=reassured': the step 'talk' is expected, but the lane is at 'danger'; at 'danger', "
            "offered is: yes, no, unsure; what may happen is: ",
        ),
        (
            ("flag=own-life@A", "danger=no", "access=ready", "!returned"),
            "move 4 '!returned': at talk, '!returned' makes no sense; what may happen is: !left, ",
        ),
        (
            (*TO_OFFERS, "offers=finished", "refused=weigh"),
            f"move {len(TO_OFFERS) + 2} 'refused=weigh': at refused, 'weigh' is not offered; offered is: offer-",
        ),
        (
            (*ASKED.path, "card=declined"),
            f"move {len(ASKED.path) + 1} 'card=declined': the step 'card' is expected, but the lane is at 'closed'"
            "; the lane is closed",
        ),
        (("danger=no",), "move 1 'danger=no': there is no such thing to do here; nothing was flagged before"),
        (
            ("flag=ill", "flag=own-life", "lane=1", "danger=no"),
            "move 4 'danger=no': the step 'danger' is expected, but the lane is at 'emergency'; at 'emergency'",
        ),
        (
            ("999", "danger=no"),
            "move 2 'danger=no': the step 'danger' is expected, but the lane is at 'emergency-outcome'; at 'em",
        ),
        (
            ("flag=ill", "lane=2"),
            "move 2 'lane=2': there is no such thing to do here; at 'emergency', offered is: ",
        ),
        (
            ("flag=ill", "open=7"),
            "move 2 'open=7': there is no such thing to do here; at 'emergency', offered is: ",
        ),
    ],
)
def test_a_course_that_cannot_be_played(path: tuple[str, ...], problem: str) -> None:
    (sentence,) = told(other("course", 1, path=path))
    assert sentence.startswith(f"OUR-1, [[course]] 1, path: {problem}")


def test_a_course_that_has_no_end() -> None:
    found = told(other("course", 3, path=("flag=own-life@A", "flag=ill", "open=1")))
    assert len(found) == 1
    assert found[0].startswith(
        "OUR-1, [[course]] 3, path: lane 2 has no end: at 'emergency', offered is: called, not-needed; what may "
    )
    assert found[0].endswith("; go on, or leave it open with open=2")


def test_a_course_that_flags_nothing() -> None:
    found = told(other("course", 3, path=("+driver",), outcomes=()))
    assert "OUR-1, [[course]] 3, path: nothing is flagged in it; begin with flag=KIND" in found


def test_wrong_outcomes_and_a_wrong_verdict() -> None:
    assert told(other("course", 1, outcomes=("gp", "open"))) == [
        "OUR-1, [[course]] 1, outcomes: what comes of it is: stood-down; there is: gp, open"
    ]
    assert told(other("course", 2, verdict=Verdict.OUTSIDE)) == [
        "OUR-1, [[course]] 2, verdict: it is 'discuss'; there is 'outside'"
    ]


def test_what_is_inside_takes_nothing_that_is_forbidden_or_never_so() -> None:
    row = Expected(words="No.", clauses=("C-15",), choice="talk=reassured")
    assert told(more("forbidden", row)) == [
        "OUR-1, [[course]] 1, verdict: it is 'outside'; there is 'inside'",
        "OUR-1, [[course]] 1, path: it takes 'talk=reassured', which [[forbidden]] 3 names, and is said "
        "to be inside",
    ]
    row = Expected(words="No.", clauses=("C-15",), choice="explain=explained")
    story = other("course", 2, more("forbidden", row), verdict=Verdict.OUTSIDE)
    assert told(story) == [], "on another course it may be"
    unsure = ("flag=own-life@A", "danger=unsure", "keep-close=no", *ASKED.path[2:])
    assert told(other("course", 1, path=unsure)) == [
        "OUR-1, [[course]] 1, path: it takes 'danger=unsure', which is never so in this story, and is said to be "
        "inside"
    ]


def test_at_least_three_ways_that_differ() -> None:
    found = told(replace(STORY, course=(ASKED, OFFERED)))
    assert found == ["OUR-1, [[course]]: there are 2; a story has at least 3, each another way"]
    same = replace(ASKED, id="again", path=("time=5", *ASKED.path))
    assert told(more("course", same)) == [
        "OUR-1, [[course]] 4, path: it ends as [[course]] 1 does, and the same is said; let it go another way"
    ]
    spoken = Line(when=("card=given",), who="A", words="Thank you.")
    last = replace(ASKED, id="again", path=(*ASKED.path[:-1], "card=given"))
    assert told(more("line", spoken, story=more("course", last))) == [
        "OUR-1, [[course]] 4, path: only its last move is not that of [[course]] 1; let it go another way"
    ]


def test_one_is_inside_and_one_is_not() -> None:
    outside = tuple(replace(course, verdict=Verdict.DISCUSS) for course in STORY.course)
    story = replace(STORY, course=outside, discuss=(Expected("Was it?", ("C-13",), "stood-down"),), permitted=())
    assert told(story) == ["OUR-1, [[course]]: none of them is inside the policy; show one way that is"]
    fine = Expected(words="Good.", clauses=("C-13",), outcome="no-further-action")
    left = Expected(words="Good.", clauses=("C-13", "C-21"), outcome="open")
    inside = tuple(replace(course, verdict=Verdict.INSIDE) for course in STORY.course)
    story = more("permitted", fine, left, story=replace(STORY, course=inside, discuss=()))
    assert told(story) == [
        "OUR-1, [[course]]: all of them are inside the policy; show one way that is outside, or to discuss"
    ]


def test_every_line_is_heard() -> None:
    unheard = Line(when=("!left",), does="Sam goes, and forgets the coat that hung over the chair.")
    assert told(more("line", unheard)) == [
        "OUR-1, [[line]] 7: “Sam goes, and forgets the coat that hung” is heard on no course; let one go where it "
        "is, or take it out"
    ]
    second = Line(when=("begin",), who="A", words="Hello.")
    (sentence,) = told(more("line", second))
    assert sentence.startswith("OUR-1, [[line]] 7: “Hello.” is heard on no course"), "the first of a person is said"
    assert told(more("line", Line(when=("end",), does="You all go."))) == [], "meetings end after each course"
    twin = replace(STORY.line[0])
    (sentence,) = told(more("line", twin))
    assert sentence.startswith("OUR-1, [[line]] 7: “Sorry. An hour!"), "one that is like another is not that other"


def test_lines_of_a_course_that_cannot_be_played_are_not_told_as_well() -> None:
    (sentence,) = told(other("course", 2, path=(*TO_OFFERS, "talk=talked")))
    assert sentence.startswith("OUR-1, [[course]] 2, path: move ")


def test_everything_that_can_be_brought_in_is_used() -> None:
    assert told(more("injection", Injection(id="rain", label="It rains"))) == [
        "OUR-1, [[injection]] 2: '+rain' is in the path of no course; put it into one"
    ]


def test_every_clause_comes_up() -> None:
    (sentence,) = told(replace(STORY, clauses=("C-13", "C-04")))
    assert sentence.startswith("OUR-1, clauses: 'C-04' comes up nowhere: no step on the courses serves it, and")
    cited = other("forbidden", 2, replace(STORY, clauses=("C-04",)), clauses=("C-04",))
    assert told(cited) == []


# -- what is expected, and what is proved ------------------------------------------------------------------------


def test_what_is_permitted_can_come_about() -> None:
    row = Expected("If need be.", ("C-25",), "passed-on-gp")
    assert told(more("permitted", row)) == []
    (sentence,) = told(more("permitted", row, story=replace(STORY, settings={"own_life_exception": "off"})))
    assert sentence.startswith(
        "OUR-1, [[permitted]] 2, outcome: 'passed-on-gp' is permitted, and cannot come about"
    )
    assert " without [danger=unsure, danger=yes, left=danger-now]; what can is: agreed-for-later, " in sentence


def test_what_is_forbidden_cannot() -> None:
    (sentence,) = told(other("forbidden", 1, without=()))
    assert sentence.startswith(
        "OUR-1, [[forbidden]] 1, outcome: 'gp' is forbidden, and can come about without [danger=unsure, "
        "danger=yes, left=danger-now]: flag=own-life danger=no access=ready talk=talked "
    )
    assert sentence.endswith("; add to 'without' what nobody in the story bears out")
    way = sentence.partition("]: ")[2].partition(";")[0].split()
    assert walk(STORY, PACK, way).outcomes == ("gp",), "the way that is told leads there"
    assert told(replace(other("forbidden", 1, without=()), never=(*STORY.never, "offers=gp=yes"))) == []


def test_what_is_to_discuss_can_come_about_somehow() -> None:
    assert told(more("discuss", Expected("Why?", ("C-12",), "emergency-services"))) == [], "by what is never so"
    off = replace(STORY, settings={"own_life_exception": "off"})
    (sentence,) = told(more("discuss", Expected("Why?", ("C-12",), "passed-on-gp"), story=off))
    assert sentence.startswith(
        "OUR-1, [[discuss]] 2, outcome: 'passed-on-gp' cannot come about at all; what can is: "
    )


def test_a_lane_of_the_999_card_may_always_end_as_it_does() -> None:
    never = {"danger=yes", "keep-close=yes", "left=danger-now", "offers=emergency=yes"}
    never |= {"gp-closed=emergency", "gp-unknown=emergency"}
    row = Expected(words="It was at once.", clauses=("C-12",), outcome="emergency-services")
    story = replace(STORY, never=tuple(sorted(never)))
    (sentence,) = told(more("permitted", row, story=story))
    assert "'emergency-services' is permitted, and cannot come about" in sentence
    path = ("flag=own-life@A", "danger=no", "open=1", "999", "emergency-outcome=accepted", "stay=help-here")
    rung = replace(UNASKED, id="rung", path=(*path, "who-knows=told", "card=given"))
    rung = replace(rung, outcomes=("open", "emergency-services"))
    assert told(more("permitted", row, story=more("course", rung, story=story))) == []
    rung = replace(rung, verdict=Verdict.OUTSIDE)
    assert told(more("forbidden", row, story=more("course", rung, story=story))) == [], "it is over everything"


def test_expectations_do_not_contradict_one_another() -> None:
    (sentence, *_) = told(more("discuss", Expected("Was it?", ("C-13",), "stood-down")))[1:]
    assert sentence == (
        "OUR-1, [[discuss]] 2, outcome: [[permitted]] 1 says of the same that it is permitted; keep one of the two"
    )
    assert told(other("permitted", 1, without=("danger=yes",))) == [
        "OUR-1, [[permitted]] 1, without: it is for outcomes that are forbidden; take it out"
    ]


def test_nobody_gets_stuck() -> None:
    never = (*STORY.never, *(f"stand-down={choice.id}" for choice in PACK.steps["stand-down"].choices))
    story = replace(STORY, never=never)
    assert not any("nothing leads from" in sentence for sentence in told(story)), (
        "that is looked at thoroughly only"
    )
    stuck = [sentence for sentence in told(story, thorough=True) if "nothing leads from" in sentence]
    assert stuck == [
        "OUR-1, never: without these choices nothing leads from 'stand-down' to an end; the way there is "
        "flag=own-life !stand-down; take one of that step's choices out of this list"
    ]


def test_what_is_said_of_a_choice_can_be_chosen() -> None:
    row = Expected(words="Yes.", clauses=("C-12",), choice="danger=yes")
    assert told(more("permitted", row), thorough=True) == [
        "OUR-1, [[permitted]] 2, choice: nobody can choose 'danger=yes' in this story; take it out, or let it be "
        "possible"
    ]
    assert told(more("discuss", row), thorough=True) == [], "what is never so may be talked about"
    (sentence,) = told(more("discuss", replace(row, choice="child-access=yes")), thorough=True)
    assert "nobody can choose 'child-access=yes'" in sentence


def test_how_lanes_may_end_is_what_the_proof_says() -> None:
    endings, given = Endings(PACK), PACK.given({"nation": "ENG"})
    start = lanes.start(PACK, "own-life").situation
    for without in (frozenset(STORY.never), frozenset((*STORY.never, "offers=gp=yes", "!left", "refused=weigh"))):
        assert FLOW.endings(given, ("own-life",), without) == endings.of(start, given, without)
    both = FLOW.endings(given, ("own-life", "ill"), without)
    assert both == FLOW.endings(given, ("own-life",), without) | FLOW.endings(given, ("ill",), without)


# -- words -------------------------------------------------------------------------------------------------------

LONG = (
    "Facilitators encountering comparable circumstances should immediately prioritise unambiguous communication "
    "regarding individual responsibilities and organisational expectations"
)


@pytest.mark.parametrize(
    ("story", "problem"),
    [
        (
            other("line", 1, words="I feel at risk."),
            "[[line]] 1, words: it says “at risk”, which is not said; write it",
        ),
        (
            replace(STORY, learning=("They Disclosed it.",)),
            "learning: it says “disclosed”, which is not said; write",
        ),
        (
            replace(STORY, setting="The risk is high."),
            "setting: it says “high”, which ranks a person; write what was",
        ),
        (
            other("person", 1, card="From one to ten: nine."),
            "[[person]] 1, card: it says “one to ten”, which ranks",
        ),
        (
            other("line", 1, words="I have a rope."),
            "[[line]] 1, words: it says “rope”, and no story describes a method",
        ),
        (
            other("line", 1, words="What!! No."),
            "[[line]] 1, words: it is louder than it should be; write it without",
        ),
        (other("course", 1, teaches="NEVER do it."), "[[course]] 1, teaches: it is louder than it should be"),
        (other("course", 1, teaches=f"{LONG}."), "[[course]] 1, teaches: it is hard to read (grade "),
        (other("line", 1, words=f"{LONG}."), "[[line]] 1, words: it is hard to read (grade "),
    ],
)
def test_words_that_are_not_used(story: Story, problem: str) -> None:
    (sentence,) = told(story)
    assert sentence.startswith(f"OUR-1, {problem}")


@pytest.mark.parametrize(
    "story",
    [
        other("line", 1, words="The wall was so high, and the rates went up!"),
        replace(STORY, place="High Street, Anytown"),
        other("person", 1, word="High Five"),
        other("line", 1, words="Grope for it. Begun. NSPCC."),
        other("line", 1, words="Unfortunately."),
    ],
)
def test_words_that_people_may_use(story: Story) -> None:
    assert told(story) == []
