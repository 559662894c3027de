"""Plans: what one may say, what is said of one that is wrong, and what is said when the policy does not hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from netmeet_tui.policy import plan as planning
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.plan import Plan, Way, coverage, run
from netmeet_tui.policy.planfile import PlanError, plan_files, read, read_all
from netmeet_tui.policy.written import LARGEST, plain
from tests.walks import ALL_REFUSED, TO_OFFERS

WHOLE = """
id = "X-1"
title = "Refuses everything"
nation = "ENG"
at = 2026-11-24T14:00:00
clauses = ["C-13", "C-25"]
note = "For the second evening."

[settings]
own_life_exception = "facilitators-decide"

[[lane]]
name = "teo"
kind = "own-life"
note = "As it may happen."
path = ["danger=unsure", "keep-close=no", "access=ready", "talk=talked", "explain=explained", "ask=not-open",
        "offers=gp=no", "offers=emergency=no", "offers=chosen-person=no", "offers=finished", "refused=weigh",
        "weigh=both-serious"]
at_step = "may-pass-on"
choices = ["do-not", "pass-on"]
reachable = ["passed-on-gp", "passed-on-emergency", "not-passed-on"]
unreachable = ["chosen-person"]
without = ["offers=chosen-person=yes", "!returned"]

[[lane]]
name = "ill"
kind = "ill"
"""
HEAD = 'id = "X-1"\ntitle = "One"\n'
LANE = '[[lane]]\nname = "teo"\nkind = "own-life"\n'

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        file = tmp_path / "one.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return written


def told(pack: Pack, file: Path) -> tuple[str, ...]:
    """What is wrong with a file."""
    with pytest.raises(PlanError) as error:
        read(file, pack)
    return error.value.problems


# -- the format --------------------------------------------------------------------------------------------------


def test_a_whole_plan_is_read_and_holds(pack: Pack, write: Write) -> None:
    plan = read(write(WHOLE), pack)
    assert (plan.id, plan.title, plan.file) == ("X-1", "Refuses everything", "one.toml")
    assert (plan.nation, plan.at, plan.clauses) == ("ENG", "2026-11-24T14:00:00", ("C-13", "C-25"))
    assert plan.settings == {"own_life_exception": "facilitators-decide", "nation": "ENG"}
    assert (plan.note, plan.lanes[0].note) == ("For the second evening.", "As it may happen.")
    teo, ill = plan.lanes
    assert (teo.name, teo.kind, teo.path[-1], teo.at_step) == (
        "teo",
        "own-life",
        "weigh=both-serious",
        "may-pass-on",
    )
    assert teo.choices == frozenset({"pass-on", "do-not"})
    assert teo.without == {"offers=chosen-person=yes", "!returned"}
    assert (ill.path, ill.at_step, ill.choices, ill.reachable) == ((), None, None, ())
    assert run(pack, plan) == ()


def test_little_is_needed(pack: Pack, write: Write) -> None:
    plan = read(write(HEAD + LANE), pack)
    assert (plan.nation, plan.at, plan.settings, plan.clauses) == (None, None, {}, ())


def test_a_file_from_another_editor_is_read(pack: Pack, tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + LANE).replace("\n", "\r\n").encode())
    assert read(file, pack).id == "X-1"


def test_a_setting_of_its_own_goes_before_the_nation(pack: Pack, write: Write) -> None:
    plan = read(write(f'{HEAD}nation = "ENG"\n[settings]\nnation = "SCT"\n{LANE}'), pack)
    assert (plan.nation, plan.settings) == ("SCT", {"nation": "SCT"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("facilitators_to_agree = 1", ("facilitators_to_agree", "1")),
        ("facilitators = 1", ("facilitators", "one")),
        ("facilitators = 2", ("facilitators", "two")),
        ("under_18s_attend = true", ("under_18s_attend", "yes")),
        ("under_18s_attend = false", ("under_18s_attend", "no")),
        ("own_life_exception = false", ("own_life_exception", "off")),
    ],
)
def test_settings_are_understood_as_they_are_meant(
    pack: Pack, write: Write, written: str, meant: tuple[str, str]
) -> None:
    assert read(write(f"{HEAD}[settings]\n{written}\n{LANE}"), pack).settings == dict([meant])


AT = "a date and a time without quotes and without a zone, like 2026-11-24T14:00:00"
THE_VALUES = "expected is one of: facilitators-decide, lead-agrees, off"

WRONG = [
    # the whole
    (LANE, "one.toml: id is missing"),
    (LANE, "one.toml: title is missing"),
    (f'id = ""\ntitle = "One"\n{LANE}', "one.toml: id is empty"),
    (f'id = "a\\u001b[2J"\ntitle = "One"\n{LANE}', "one.toml: id has to be one line of plain text"),
    (f'id = 3\ntitle = "One"\n{LANE}', "one.toml: id has to be text in quotes; there is 3"),
    (f'id = "X-1"\ntitle = ["One"]\n{LANE}', "one.toml: plan X-1: title has to be text in quotes; there is a list"),
    (HEAD, "one.toml: plan X-1: there is no [[lane]]; a plan needs at least one"),
    (f"{HEAD}lane = 3", "one.toml: plan X-1: lanes are written as [[lane]], with two brackets; there is a number"),
    (
        HEAD + LANE.replace("[[lane]]", "[lane]"),
        "one.toml: plan X-1: lanes are written as [[lane]], with two brackets; there is a table",
    ),
    (
        f"{HEAD}clause = []\n{LANE}",
        "one.toml: plan X-1: there is no key 'clause'; 'clauses' may be meant; expected is one of: "
        "id, title, nation, at, clauses, note, settings, lane",
    ),
    (f"{HEAD}note = 1\n{LANE}", "one.toml: plan X-1: note has to be text in quotes; there is 1"),
    # the time
    (f'{HEAD}at = "2026-11-24"\n{LANE}', f"one.toml: plan X-1: at has to be {AT}; there is '2026-11-24'"),
    (f"{HEAD}at = 2026-11-24\n{LANE}", f"one.toml: plan X-1: at has to be {AT}; there is a date or a time"),
    (
        f"{HEAD}at = 2026-11-24T14:00:00Z\n{LANE}",
        f"one.toml: plan X-1: at has to be {AT}; there is a date or a time",
    ),
    (f"{HEAD}at = 2026\n{LANE}", f"one.toml: plan X-1: at has to be {AT}; there is 2026"),
    # clauses and settings
    (f'{HEAD}clauses = ["C-99"]\n{LANE}', "one.toml: plan X-1: there is no clause 'C-99'; "),
    (
        f'{HEAD}clauses = "C-12"\n{LANE}',
        'one.toml: plan X-1: clauses has to be a list, like ["…", "…"]; there is \'C-12\'',
    ),
    (
        f'{HEAD}nation = "FRA"\n{LANE}',
        "one.toml: plan X-1: the setting nation cannot be 'FRA'; expected is one of: unset, ENG, WLS, SCT, NIR",
    ),
    (
        f"{HEAD}settings = 3\n{LANE}",
        "one.toml: plan X-1: settings has to be a table, [settings]; there is a number",
    ),
    (
        f'{HEAD}[settings]\nown_life_exeption = "off"\n{LANE}',
        "one.toml: plan X-1: there is no setting 'own_life_exeption'; 'own_life_exception' may be meant; "
        "expected is one of: own_life_exception, child_threshold, third_party_adult, records, "
        "facilitators_to_agree, under_18s_attend, nation, facilitators",
    ),
    (
        f'{HEAD}[settings]\nown_life_exception = "of"\n{LANE}',
        f"one.toml: plan X-1: the setting own_life_exception cannot be 'of'; {THE_VALUES}",
    ),
    (
        f"{HEAD}[settings]\nown_life_exception = true\n{LANE}",
        f"one.toml: plan X-1: the setting own_life_exception cannot be true; {THE_VALUES}",
    ),
    (
        f"{HEAD}[settings]\nfacilitators_to_agree = 3\n{LANE}",
        "one.toml: plan X-1: the setting facilitators_to_agree cannot be 3; expected is one of: 2, 1",
    ),
    (
        f"{HEAD}[settings]\nfacilitators_to_agree = 1.0\n{LANE}",
        "one.toml: plan X-1: the setting facilitators_to_agree cannot be a number; expected is one of: 2, 1",
    ),
    # a lane
    (f"{HEAD}[[lane]]\n", "one.toml: plan X-1, lane 1: name is missing"),
    (f'{HEAD}[[lane]]\nname = "teo"\n', "one.toml: plan X-1, lane teo: kind is missing"),
    (
        f"{HEAD}{LANE.replace('own-life', 'ownlife')}",
        "one.toml: plan X-1, lane teo: there is no kind 'ownlife'; 'own-life' may be meant; expected is one of: "
        "ill, own-life, harm-other, child, other-person, unsure",
    ),
    (
        f'{HEAD}{LANE}steps = "x"',
        "one.toml: plan X-1, lane teo: there is no key 'steps'; expected is one of: "
        "name, kind, path, at_step, choices, reachable, unreachable, without, note",
    ),
    (f'{HEAD}{LANE}path = "danger=no"', "one.toml: plan X-1, lane teo: path has to be a list, like"),
    (
        f"{HEAD}{LANE}path = [1]",
        "one.toml: plan X-1, lane teo: path, number 1, has to be text in quotes; there is 1",
    ),
    (
        f'{HEAD}{LANE}path = ["danger"]',
        "one.toml: plan X-1, lane teo, entry 1 'danger': an entry is written step=choice, or !event",
    ),
    (
        f'{HEAD}{LANE}path = ["danger=no", "acess=ready"]',
        "one.toml: plan X-1, lane teo, entry 2 'acess=ready': there is no step 'acess'; 'access' may be meant",
    ),
    (
        f'{HEAD}{LANE}path = ["danger=maybe"]',
        "one.toml: plan X-1, lane teo, entry 1 'danger=maybe': there is no choice 'maybe' at 'danger'; "
        "expected is one of: yes, no, unsure",
    ),
    (
        f'{HEAD}{LANE}path = ["offers=gp=perhaps"]',
        "one.toml: plan X-1, lane teo, entry 1 'offers=gp=perhaps': there is no choice 'gp=perhaps' at 'offers'; ",
    ),
    (
        f'{HEAD}{LANE}path = ["!gone"]',
        "one.toml: plan X-1, lane teo, entry 1 '!gone': there is no event '!gone'; expected is one of: "
        "!left, !returned, !withdrawn, !under-18, !stand-down, !park, !resume, !undo",
    ),
    (f'{HEAD}{LANE}at_step = "end"', "one.toml: plan X-1, lane teo, at_step: there is no step 'end'; "),
    (
        f'{HEAD}{LANE}at_step = "danger"\nchoices = ["ready"]',
        "one.toml: plan X-1, lane teo, choices: there is no choice 'ready' at 'danger'; "
        "expected is one of: yes, no, unsure",
    ),
    (
        f'{HEAD}{LANE}choices = ["nonsense"]',
        "one.toml: plan X-1, lane teo, choices: there is no choice 'nonsense'; ",
    ),
    (
        f'{HEAD}{LANE}at_step = "closed"\nchoices = ["given"]',
        "one.toml: plan X-1, lane teo, choices: there is no choice 'given' at 'closed'; "
        "expected is one of: nothing",
    ),
    (f'{HEAD}{LANE}reachable = ["none"]', "one.toml: plan X-1, lane teo, reachable: there is no outcome 'none'; "),
    (f'{HEAD}{LANE}unreachable = ["x"]', "one.toml: plan X-1, lane teo, unreachable: there is no outcome 'x'; "),
    (
        f'{HEAD}{LANE}unreachable = ["gp"]\nwithout = ["!undo"]',
        "one.toml: plan X-1, lane teo, without '!undo': there is no event '!undo'; expected is one of: "
        "!left, !returned, !withdrawn, !under-18, !stand-down",
    ),
    (
        f'{HEAD}{LANE}without = ["!left"]',
        "one.toml: plan X-1, lane teo: without limits only what is unreachable, and nothing is said to be",
    ),
    (
        f'{HEAD}{LANE}reachable = ["gp"]\nunreachable = ["gp"]',
        "one.toml: plan X-1, lane teo: the outcome 'gp' cannot be both reachable and unreachable",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG, ids=[sentence[10:70] for _, sentence in WRONG])
def test_what_is_wrong_is_said_in_a_sentence(pack: Pack, write: Write, text: str, sentence: str) -> None:
    assert any(problem.startswith(sentence) for problem in told(pack, write(text))), told(pack, write(text))


def test_everything_wrong_is_said_at_once(pack: Pack, write: Write) -> None:
    problems = told(pack, write(f'{HEAD}clauses = ["C-99"]\n{LANE}path = ["danger=maybe", "!gone"]\nat_step = "x"'))
    assert len(problems) == 4


def test_reachable_with_all_and_unreachable_with_less_go_together(pack: Pack, write: Write) -> None:
    text = f'{HEAD}{LANE}reachable = ["gp"]\nunreachable = ["gp"]\nwithout = ["offers=gp=yes"]'
    assert run(pack, read(write(text), pack)) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02", "it is not valid TOML"),
        (b"\xff\xfe\x00", "it is not UTF-8 text; save it as UTF-8"),
        (b"id = ", "it is not valid TOML"),
        (b"", "id is missing"),
        (b"n = " + b"9" * 5000, "it is not valid TOML"),
        (b"n = " + b"[" * 5000, "it is not valid TOML"),
        (b"#" * (LARGEST + 1), "it is larger than 200,000 bytes, and so no plan"),
    ],
)
def test_files_that_are_no_plans(pack: Pack, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "one.toml"
    file.write_bytes(content)
    assert told(pack, file)[0].startswith(f"one.toml: {sentence}")


def test_a_file_that_is_not_there(pack: Pack, tmp_path: Path) -> None:
    assert told(pack, tmp_path / "none.toml") == ("none.toml: there is no such file",)
    assert told(pack, tmp_path) == (f"{tmp_path.name}: there is no such file",)


# -- folders -----------------------------------------------------------------------------------------------------


def test_a_folder_is_read_with_those_inside(pack: Pack, tmp_path: Path) -> None:
    for name in ("b/two.toml", "a.toml", "b/c/three.toml", "b/notes.txt", ".hidden.toml", ".git/x.toml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'id = "{name}"\ntitle = "One"\n{LANE}', encoding="utf-8")
    assert [name for name, _ in plan_files(tmp_path)] == ["a.toml", "b/c/three.toml", "b/two.toml"]
    assert [plan.file for plan in read_all(tmp_path, pack)] == ["a.toml", "b/c/three.toml", "b/two.toml"]


def test_a_folder_without_plans_or_in_a_circle(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"there is no plan in this folder; their names end in \.toml"):
        read_all(tmp_path, pack)
    (tmp_path / "round").symlink_to(tmp_path)
    with pytest.raises(PlanError, match="there is no plan in this folder"):
        read_all(tmp_path, pack)
    with pytest.raises(PlanError, match="this folder cannot be read"):
        read_all(tmp_path / "none", pack)


def test_two_plans_with_one_id(pack: Pack, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(HEAD + LANE, encoding="utf-8")
    with pytest.raises(
        PlanError, match=r"^b\.toml: the id 'X-1' is that of a\.toml, too; each plan needs its own$"
    ):
        read_all(tmp_path, pack)


def test_nothing_from_a_file_reaches_the_terminal_raw() -> None:
    assert plain("a\x1b[2J\nb\udcff") == "a�[2J�b�"
    assert len(plain("x" * 10_000)) < 400


# -- running -----------------------------------------------------------------------------------------------------

REFUSED = tuple(f"{TO_OFFERS} {ALL_REFUSED}".split())


def failing(pack: Pack, *ways: Way, settings: dict[str, str] | None = None) -> list[str]:
    plan = Plan(id="X-1", title="One", lanes=ways, settings=settings or {})
    return [str(failure) for failure in run(pack, plan)]


WALKED = [
    (
        Way("teo", "own-life", ("danger=no", "talk=talked")),
        "X-1, lane teo, entry 2 'talk=talked': the step 'talk' is expected, but the lane is at 'access', "
        "where offered is: ready, arrange",
    ),
    (
        Way("teo", "own-life", ("danger=yes", "emergency=not-needed")),
        "X-1, lane teo, entry 2 'emergency=not-needed': at emergency, 'not-needed' is not offered; "
        "offered is: called",
    ),
    (
        Way("teo", "own-life", ("!returned",)),
        "X-1, lane teo, entry 1 '!returned': at danger, '!returned' makes no sense; what may happen is: "
        "!left, !under-18, !stand-down, !park",
    ),
    (
        Way("ill", "ill", ("emergency=not-needed", "card=given", "card=given")),
        "X-1, lane ill, entry 3 'card=given': the step 'card' is expected, but the lane is closed",
    ),
    (
        Way("teo", "own-life", ("danger=no",), at_step="talk"),
        "X-1, lane teo, at the end: the step 'talk' is expected, but the lane is at 'access', "
        "where offered is: ready, arrange",
    ),
    (
        Way("teo", "own-life", REFUSED, choices=frozenset({"weigh", "accept"})),
        "X-1, lane teo, at the end: other choices are expected at 'refused': not offered is: accept; "
        "offered, but not expected is: consult; offered is: weigh, consult",
    ),
    (
        Way("ill", "ill", reachable=("gp",)),
        "X-1, lane ill, at the end: from 'emergency' the outcome 'gp' cannot be reached; what can is: "
        "could-not-reach, emergency-services, no-further-action, stood-down",
    ),
    (
        Way("ill", "ill", unreachable=("stood-down",)),
        "X-1, lane ill, at the end: from 'emergency' the outcome 'stood-down' should be out of reach; what can is: "
        "could-not-reach, emergency-services, no-further-action, stood-down",
    ),
    (
        Way("ill", "ill", unreachable=("stood-down",), without=frozenset({"!left"})),
        "X-1, lane ill, at the end: from 'emergency' the outcome 'stood-down' should be out of reach without "
        "!left; what can is: could-not-reach, emergency-services, stood-down",
    ),
    (
        Way("x", "nobody"),
        "X-1, lane x, at the end: there is no kind 'nobody'; expected is one of: ill, own-life, harm-other, child, "
        "other-person, unsure",
    ),
]


@pytest.mark.parametrize(("way", "sentence"), WALKED, ids=[sentence[:60] for _, sentence in WALKED])
def test_what_does_not_hold_is_said_in_a_sentence(pack: Pack, way: Way, sentence: str) -> None:
    assert failing(pack, way) == [sentence]


def test_all_that_fails_is_told_and_a_broken_path_ends_its_own_lane_only(pack: Pack) -> None:
    broken = Way("one", "own-life", ("talk=talked", "ask=no-answer"), at_step="card", reachable=("gp",))
    other = Way("two", "ill", at_step="card", choices=frozenset({"called"}), reachable=("gp", "self"))
    found = failing(pack, broken, other)
    assert [sentence.split(":")[0] for sentence in found] == [
        "X-1, lane one, entry 1 'talk=talked'",
        *["X-1, lane two, at the end"] * 4,
    ]


def test_lanes_of_one_name_are_told_apart(pack: Pack) -> None:
    found = failing(pack, Way("teo", "ill", at_step="card"), Way("teo", "ill", at_step="stay"))
    assert [sentence.split(",")[1] for sentence in found] == [" lane teo (lane 1)", " lane teo (lane 2)"]


def test_settings_of_another_pack_fail_in_a_sentence(pack: Pack) -> None:
    assert failing(pack, Way("ill", "ill"), settings={"nation": "FRA"}) == [
        "X-1, 'FRA' is no value of nation; expected is one of: unset, ENG, WLS, SCT, NIR"
    ]


def test_a_closed_lane_has_only_the_end_that_it_came_to(pack: Pack) -> None:
    path = ("emergency=not-needed", "card=given")
    outcomes = tuple(o for o in pack.facts["outcome"][1:] if o != "stood-down")
    way = Way("ill", "ill", path, "closed", frozenset(), ("stood-down",), outcomes)
    assert failing(pack, way) == []


def test_park_resume_and_undo_may_stand_in_a_path(pack: Pack) -> None:
    assert failing(pack, Way("x", "own-life", ("!park", "!resume", "danger=no", "!undo"), "danger")) == []


def test_a_question_is_asked_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Counted:
        def __init__(self, pack: Pack) -> None:
            pass

        def of(self, *question: object) -> frozenset[str]:
            asked.append(question)
            return frozenset({"gp"})

    monkeypatch.setattr(planning, "Endings", Counted)
    ask = planning.asking(pack)
    for nation in ("ENG", "SCT"):  # no condition reads it
        plan = Plan("X-1", "One", (Way("a", "ill", reachable=("gp",)),), settings={"nation": nation})
        assert run(pack, plan, ask) == run(pack, plan, ask) == ()
    assert len(asked) == 1
    alone = Plan("X-1", "One", (Way("a", "ill", reachable=("gp",)),), settings={"facilitators": "one"})
    assert run(pack, alone, ask) == ()
    assert len(asked) == 2


# -- the policy changes, and plans notice ------------------------------------------------------------------------


def test_a_choice_that_is_gone_or_leads_elsewhere_is_noticed(pack: Pack, write: Write) -> None:
    plan = read(write(WHOLE), pack)
    weigh = pack.steps["weigh"]
    gone = replace(weigh, choices=weigh.choices[1:])
    astray = replace(weigh, choices=tuple(replace(choice, to="recipient") for choice in weigh.choices))
    for changed, entry in ((gone, "entry 12 'weigh=both-serious'"), (astray, "at the end")):
        other = replace(pack, steps={**pack.steps, "weigh": changed})
        assert any(entry in str(failure) for failure in run(other, plan))


# -- coverage ----------------------------------------------------------------------------------------------------


def test_coverage_says_what_is_taken_and_what_is_not(pack: Pack) -> None:
    path = ("danger=no", "access=ready", "!left", "left=weigh", "danger=yes")
    one = Plan("X-1", "One", (Way("a", "own-life", path), Way("b", "nobody")))
    other = Plan("X-2", "Two", (Way("a", "ill"),), settings={"nation": "FRA"})
    found = coverage(pack, [one, other])
    assert found.steps == {"danger", "access", "talk", "left"}
    assert found.choices == {"danger=no", "access=ready"}
    assert found.events == {"!left"}
    assert "emergency" in found.missing_steps
    assert "offers=gp=yes" in found.missing_choices
    assert "!park" in found.missing_events
    assert len(found.choices) + len(found.missing_choices) == len(planning.all_choices(pack))


def test_coverage_counts_the_answers_of_the_ledger(pack: Pack) -> None:
    found = coverage(pack, [Plan("X-1", "One", (Way("a", "own-life", REFUSED),))])
    assert {"offers=gp=no", "offers=emergency=no", "offers=chosen-person=no"} <= found.choices
