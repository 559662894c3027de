"""The policy as text and drawings: complete, true to the pack, and valid in the languages of those who draw."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from netmeet_tui.policy import condition as conditions
from netmeet_tui.policy import drawn, follow, picture
from netmeet_tui.policy import map as flow
from netmeet_tui.policy.condition import ALWAYS, NEVER, Compare, Condition, Either, Every, Name, Not
from netmeet_tui.policy.graph import Graph, Line, Place, graph
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.outline import outline
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.telling import meant_by, settled, told

PACK = shipped()
VALUES = {"a": ("x", "y", "z"), "b": ("x", "y"), "c": ("x", "y")}
NAMES = {name: Name(place, frozenset(values)) for place, (name, values) in enumerate(VALUES.items())}
WORLDS = list(itertools.product(*VALUES.values()))

steps = pytest.mark.parametrize("step", PACK.steps)
kinds = pytest.mark.parametrize("kind", [*PACK.start, None])


# -- conditions --------------------------------------------------------------------------------------------------


def comparisons() -> st.SearchStrategy[Condition]:
    def compared(name: str) -> st.SearchStrategy[Condition]:
        values = st.sets(st.sampled_from(VALUES[name]), min_size=1).map(frozenset)
        return st.builds(Compare, st.just(name), st.just(NAMES[name].place), values, st.booleans())

    return st.sampled_from(sorted(VALUES)).flatmap(compared)


def some_conditions() -> st.SearchStrategy[Condition]:
    def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.builds(Every, parts) | st.builds(Either, parts) | st.builds(Not, inner)

    return st.recursive(comparisons(), joined, max_leaves=6)


@for_any(some_conditions())
def test_a_condition_told_is_the_condition_read(condition: Condition) -> None:
    again = conditions.read(told(condition), NAMES, {})
    assert [again.holds(world) for world in WORLDS] == [condition.holds(world) for world in WORLDS]


@for_any(some_conditions(), st.sampled_from(WORLDS), st.sets(st.sampled_from(sorted(VALUES))))
def test_settling_what_is_certain_changes_no_answer(
    condition: Condition, world: tuple[str, ...], sure: set[str]
) -> None:
    certain = {name: world[NAMES[name].place] for name in sure}
    left = settled(condition, certain)
    assert left.holds(world) == condition.holds(world)
    if sure == set(VALUES):
        assert left in (ALWAYS, NEVER)


@pytest.mark.parametrize(
    "text",
    [
        "a is x",
        "a is not x",
        "a in (x, y)",
        "a not in (x, y)",
        "not a is x",
        "not (a is x or b is y)",
        "not (a is x and b is y)",
        "a is x and (b is y or c is x)",
        "a is x or b is y and c is x",
        "nice and not (nice or c is x)",
    ],
)
def test_brackets_stand_only_where_they_are_needed(text: str) -> None:
    known = {"nice": conditions.read("a is z and b is x", NAMES, {})}
    assert told(conditions.read(text, NAMES, known), known) == text


def test_what_nothing_can_change_is_told_in_a_word() -> None:
    assert (told(ALWAYS), told(NEVER)) == ("always", "never")


def test_a_name_is_told_by_what_it_stands_for(pack: Pack) -> None:
    assert told(pack.conditions["exception-open"], pack.conditions) == "exception-open"
    meant = meant_by("exception-open", pack.conditions)
    assert meant == "kind is own-life and all-refused and adult and own_life_exception is not off"


# -- following ---------------------------------------------------------------------------------------------------


@steps
def test_every_end_of_a_choice_is_found(pack: Pack, step: str) -> None:
    for choice in pack.steps[step].choices:
        ends = dict.fromkeys(end.to for end in follow.ends_of(pack, step, choice))
        assert set(ends) <= set(flow.ends(pack, step, choice.to))
        if choice.to not in pack.roads:
            assert tuple(ends) == flow.ends(pack, step, choice.to)


def test_only_what_a_kind_can_take_is_followed(pack: Pack) -> None:
    no = pack.steps["danger"].choice("no")
    assert no is not None
    assert follow.ends_of(pack, "danger", no, {"kind": "child"}) == (follow.End("child-access"),)
    assert [end.to for end in follow.ends_of(pack, "danger", no)] == [
        *("access", "child-access", "person-at-risk", "sort", "emergency")
    ]
    assert [choice.id for choice in follow.choices(pack, "emergency", {"kind": "child"})] == ["called"]


def test_what_a_choice_sets_is_certain_from_then_on(pack: Pack) -> None:
    accepted = pack.steps["contact"].choice("accepted")
    assert accepted is not None
    outcomes = [end.outcome for end in follow.ends_of(pack, "contact", accepted, {"ground": "child-duty"})]
    assert outcomes == ["children"]


# -- shown -------------------------------------------------------------------------------------------------------


@steps
def test_a_step_is_shown_whole(pack: Pack, step: str) -> None:
    shown = " ".join(picture.show(pack, step, 100).split())
    words = pack.steps[step].words
    for text in (words.title, words.short, *words.do, words.say, words.why, *words.choices.values()):
        assert text in shown
    for clause in pack.steps[step].serves:
        assert f"{clause} {pack.clauses[clause].says}" in shown
    for choice in pack.steps[step].choices:
        assert f"{choice.id}: " in shown
        for end in follow.ends_of(pack, step, choice):
            assert picture.place_told(pack, end.to, step) in shown
        if choice.outcome:
            assert f"ends as {choice.outcome}: {pack.words.outcomes[choice.outcome]}" in shown
    for way in flow.ways_to(pack, step):
        assert str(way) in shown
    for _, variant in pack.steps[step].variants:
        for _, text in picture.changed(words, variant):
            assert text in shown


@steps
@pytest.mark.parametrize("width", [60, 100])
def test_nothing_runs_over_the_width(pack: Pack, step: str, width: int) -> None:
    assert [line for line in picture.show(pack, step, width).splitlines() if len(line) > width] == []


def test_a_road_is_shown_branch_by_branch(pack: Pack) -> None:
    shown = picture.show(pack, "danger", 100)
    assert "when kind is child: child-access (Could any child come to harm?)" in shown
    assert "otherwise: emergency (Ring 999 now)" in shown
    assert "own-life starts here: Someone may be having thoughts of suicide" in " ".join(shown.split())


def test_names_of_conditions_are_explained_once_they_are_used(pack: Pack) -> None:
    shown = " ".join(picture.show(pack, "refused", 100).split())
    assert "offered when exception-open leads to weigh" in shown
    assert "all-refused gp is no and emergency is no and chosen-person is no and not later-waiting" in shown
    assert "weighing" not in picture.show(pack, "sort", 100).split("What the names stand for")[0]


@pytest.mark.parametrize("clause", PACK.clauses)
def test_a_clause_is_shown_with_what_serves_it(pack: Pack, clause: str) -> None:
    shown = " ".join(picture.show(pack, clause).split())
    assert pack.clauses[clause].says in shown
    serving = flow.serving(pack, clause)
    for step in serving:
        assert f"{step} {pack.steps[step].words.title} ({pack.steps[step].duty})" in shown
    assert ("No step serves this clause." in shown) is not bool(serving)
    assert f"How it binds: {picture.modal(pack, clause)}" in shown


def test_every_modal_of_the_policy_has_a_plain_word(pack: Pack) -> None:
    assert {clause.modal for clause in pack.clauses.values()} <= picture.MODALS.keys()


def test_all_of_it_at_a_glance(pack: Pack) -> None:
    shown = " ".join(picture.show(pack).split())
    for text in (pack.title, pack.version, pack.dated):
        assert text in shown
    for name in picture.names(pack):
        assert name in shown
    assert "Facilitators must explain to the person what worries them. (must; 1 step)" in shown
    for setting in pack.settings.values():
        assert (f"{setting.id} {', '.join(setting.values)}" in shown) is (setting.by == "organisation")
        assert setting.contested in shown


def test_a_pack_that_says_of_nothing_that_the_law_leaves_it_open_is_fine(pack: Pack) -> None:
    assert "What the law leaves open" in picture.show(pack)
    closed = {name: replace(setting, contested="") for name, setting in pack.settings.items()}
    shown = picture.show(replace(pack, settings=closed))
    assert "What the law leaves open" not in shown
    assert "own_life_exception" in shown


def test_a_name_that_is_not_there_is_an_error(pack: Pack) -> None:
    with pytest.raises(KeyError):
        picture.show(pack, "nowhere")


# -- the graph ---------------------------------------------------------------------------------------------------


def test_the_whole_graph_has_every_step_and_every_choice(pack: Pack) -> None:
    whole = graph(pack)
    assert {place.id for place in whole.places if place.sort == "step"} == set(pack.steps)
    for step in pack.steps.values():
        by = {line.by for line in whole.lines_from(Place("step", step.id))}
        noted = {f"any={choice.answer}" for choice in step.choices if choice.offer and choice.answer != "yes"}
        assert by == noted | {choice.id for choice in step.choices if choice.answer in (None, "yes")}


@kinds
def test_every_line_joins_two_places_of_the_graph(pack: Pack, kind: str | None) -> None:
    drawing = graph(pack, kind)
    becoming = {line.to for line in drawing.lines if line.to.sort == "kind"}
    for line in drawing.lines:
        assert line.start in drawing.places
        assert line.to in {*drawing.places, *becoming}
    assert len(set(drawing.places)) == len(drawing.places)


def test_a_kind_has_only_its_own_steps(pack: Pack) -> None:
    def found(kind: str) -> set[str]:
        return {place.id for place in graph(pack, kind).places if place.sort == "step"}

    assert {"child-access", "person-at-risk", "sort"} & found("own-life") == set()
    assert {"weigh", "may-pass-on"} <= found("own-life")
    assert {"weigh", "may-pass-on", "child-access"} & found("harm-other") == set()
    assert "child-access" in found("child")


def test_one_that_is_not_sure_goes_on_as_what_is_chosen(pack: Pack) -> None:
    lines = graph(pack, "unsure").lines_from(Place("step", "sort"))
    assert [line.to for line in lines] == [Place("kind", line.by) for line in lines]


@kinds
def test_an_outline_tells_each_step_once(pack: Pack, kind: str | None) -> None:
    drawing = graph(pack, kind)
    text = outline(pack, drawing, 100)
    assert text == outline(pack, graph(pack, kind), 100)
    flat = " ".join(text.split())
    for place in drawing.places:
        if place.sort == "step":
            step = pack.steps[place.id]
            assert flat.count(f"{step.id} [{step.duty}] {step.words.title}") == 1, step.id
    assert "THE END" in text


def test_an_outline_is_read_from_the_top(pack: Pack) -> None:
    text = outline(pack, graph(pack, "own-life"), 100)
    told_in_order = ["danger", "access", "talk", "explain", "ask", "offers", "refused", "weigh", "may-pass-on"]
    places = [text.index(f"{step} [{pack.steps[step].duty}]") for step in told_in_order]
    assert places == sorted(places)
    assert "= not-passed-on (It was not passed on, as the policy allows)" in " ".join(text.split())
    assert "see above" in text


@kinds
def test_an_outline_keeps_to_its_width(pack: Pack, kind: str | None) -> None:
    assert max(map(len, outline(pack, graph(pack, kind), 80).splitlines())) <= 80


# -- drawings ----------------------------------------------------------------------------------------------------

MERMAID_ID = r"(?!(?:end|graph|subgraph|style|class|click|default|flowchart|linkStyle)\b)[a-z]+_\w*"
MERMAID_TEXT = r"(?:[^\"#<>`|\[\]{}&]|\#\d+;|<br/>)+"
MERMAID_NODE = re.compile(
    rf'    ({MERMAID_ID})(?:\["{MERMAID_TEXT}"\]|\(\["{MERMAID_TEXT}"\]\)|\{{\{{"{MERMAID_TEXT}"\}}\}}'
    rf'|>"{MERMAID_TEXT}"\]|\(\(\("{MERMAID_TEXT}"\)\)\)|\[\["{MERMAID_TEXT}"\]\])'
)
MERMAID_LINE = re.compile(rf'    ({MERMAID_ID}) (?:-->|-\.->)\|"{MERMAID_TEXT}"\| ({MERMAID_ID})')
DOT_STRING = r'"(?:[^"\\\n]|\\["\\nl])*"'
DOT_LIST = rf"\[\w+=(?:\w+|{DOT_STRING})(?:, \w+=(?:\w+|{DOT_STRING}))*\]"
DOT_ID = r"(?!(?:node|edge|graph|digraph|subgraph|strict)\b)[a-z]+_\w*"
DOT_NODE = re.compile(rf"    ({DOT_ID}) {DOT_LIST};")
DOT_LINE = re.compile(rf"    ({DOT_ID}) -> ({DOT_ID}) {DOT_LIST};")


def checked(
    lines: list[str], node: re.Pattern[str], line: re.Pattern[str]
) -> tuple[list[str], list[tuple[str, str]]]:
    """The nodes and lines of a drawing. Nothing else may be in it, and every line joins nodes named before."""
    nodes: list[str] = []
    joined: list[tuple[str, str]] = []
    for text in lines:
        if found := node.fullmatch(text):
            nodes.append(found[1])
            continue
        found = line.fullmatch(text)
        assert found, text
        assert {found[1], found[2]} <= set(nodes), text
        joined.append((found[1], found[2]))
    assert len(set(nodes)) == len(nodes)
    return nodes, joined


def mermaid_checked(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    lines = text.splitlines()
    assert lines[0] == lines[2] == "---"
    assert re.fullmatch(r'title: "(?:[^"\\]|\\["\\])*"', lines[1])
    assert lines[3] == "flowchart TD"
    return checked(lines[4:], MERMAID_NODE, MERMAID_LINE)


def dot_checked(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("digraph policy {", "}")
    for word, line in zip(("graph", "node", "edge"), lines[1:4], strict=True):
        assert re.fullmatch(rf"    {word} {DOT_LIST};", line), line
    return checked(lines[4:-1], DOT_NODE, DOT_LINE)


@kinds
def test_the_drawings_are_valid_and_alike(pack: Pack, kind: str | None) -> None:
    drawing = graph(pack, kind)
    one, other = drawn.mermaid(pack, drawing), drawn.dot(pack, drawing)
    assert mermaid_checked(one) == dot_checked(other)
    assert (one, other) == (drawn.mermaid(pack, graph(pack, kind)), drawn.dot(pack, graph(pack, kind)))


def test_duty_is_told_by_word_and_shape(pack: Pack) -> None:
    text = drawn.mermaid(pack, graph(pack))
    assert 'step_talk_["MUST: ' in text
    assert 'step_may_pass_on_(["MAY: ' in text
    assert 'step_refused_{{"CANNOT: ' in text
    shapes = {drawn.DOT_SHAPES[duty] for duty in ("must", "may", "cannot")}
    assert len(shapes) == 3


AWKWARD = [
    'say "stop"',
    "a [b] {c} (d)",
    "x | y",
    "back\\slash",
    "#35; & <b>",
    "`code` _under_",
    "end",
    "ŵ → 你好",
    ";",
]


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_do_not_break_a_drawing(pack: Pack, words: str) -> None:
    start, to = Place("kind", "unsure"), Place("step", "sort")
    line = Line(start, to, "by", words, "a is b", words)
    drawing = Graph(words, (start, to), (line,), {to: line})
    assert mermaid_checked(drawn.mermaid(pack, drawing)) == (
        ["kind_unsure_", "step_sort_"],
        [("kind_unsure_", "step_sort_")],
    )
    dot_checked(drawn.dot(pack, drawing))


def test_ids_never_collide() -> None:
    places = [Place("end"), Place("step", "end"), Place("kind", "end"), Place("step", "a-b"), Place("step", "a_b")]
    ids = drawn.ids(places)
    assert len(set(ids.values())) == len(places)
    assert not {"end", "graph", "node"} & set(ids.values())


# -- words -------------------------------------------------------------------------------------------------------

AVOIDED = (
    r"\b(commit\w*|failed|failure|risk level|subject|offender|disclos\w*|victim|patient|assess\w*|scor\w*|rated?)\b"
)


def everything(pack: Pack) -> Iterator[str]:
    yield picture.show(pack)
    yield from (picture.show(pack, name) for name in picture.names(pack))
    yield outline(pack, graph(pack))


def test_no_text_says_what_no_screen_says(pack: Pack) -> None:
    ours = re.compile(AVOIDED, re.IGNORECASE)
    for text in everything(pack):
        without_ids = text.replace("contact-failed", "")  # a name in plans, never on a screen
        without_ids = without_ids.replace(" disclosures, none", "")  # values of a setting, neither
        assert [found.group() for found in ours.finditer(without_ids)] == []
        assert "!" not in re.sub(r"![a-z]", "", text)
