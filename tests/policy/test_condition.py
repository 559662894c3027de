"""The little language of conditions: what holds when, and what a wrong text is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netmeet_tui.policy.condition import Condition, ConditionError, Name, World, read

NAMES = {
    "a": Name(0, frozenset({"yes", "no"})),
    "b": Name(1, frozenset({"yes", "no"})),
    "c": Name(2, frozenset({"red", "green", "blue"})),
}
WORLDS = [(a, b, c) for a in ("yes", "no") for b in ("yes", "no") for c in ("red", "green", "blue")]
A: Callable[[World], bool] = lambda w: w[0] == "yes"  # noqa: E731
KNOWN: dict[str, Condition] = {"a-holds": read("a is yes", NAMES, {})}


def reading(text: str) -> Condition:
    return read(text, NAMES, KNOWN)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a is yes", "a"),
        ("a is not yes", "not a"),
        ("c in (red, blue)", 'c != "green"'),
        ("c not in (red, blue)", 'c == "green"'),
        ("c in (red)", 'c == "red"'),
        ("not a is yes", "not a"),
        ("not not a is yes", "a"),
        ("a is yes and b is yes", "a and b"),
        ("a is yes or b is yes", "a or b"),
        ("a is yes or b is yes and c is red", 'a or (b and c == "red")'),
        ("c is red and b is yes or a is yes", '(c == "red" and b) or a'),
        ("(a is yes or b is yes) and c is red", '(a or b) and c == "red"'),
        ("not a is yes or b is yes", "(not a) or b"),
        ("not (a is yes or b is yes)", "not (a or b)"),
        ("not a is yes and b is yes", "(not a) and b"),
        ("a-holds", "a"),
        ("not a-holds and b is yes", "(not a) and b"),
        ("((a-holds))", "a"),
        ("a is yes\n    or c is red", 'a or c == "red"'),
        ("c in(red,blue)", 'c != "green"'),
    ],
)
def test_a_condition_holds_exactly_when_it_should(text: str, same: str) -> None:
    condition = reading(text)
    for world in WORLDS:
        named = {"a": world[0] == "yes", "b": world[1] == "yes", "c": world[2]}
        assert condition.holds(world) is eval(same, {}, named), world


def test_a_condition_says_what_it_depends_on() -> None:
    assert [c.name for c in reading("a-holds and not (c is red or b is no)").compared()] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "the end", "a name"),
        ("a", "after 'a'", "'is' or 'in' and a value"),
        ("a is", "the end", "a value of a"),
        ("a is not", "the end", "a value of a"),
        ("a is maybe", "'maybe'", "no, yes"),
        ("a in yes", "'yes'", "'('"),
        ("a in (", "the end", "a value of a"),
        ("a in ()", "')'", "a value of a"),
        ("a in (yes", "the end", "')'"),
        ("a in (yes no)", "'no'", "')'"),
        ("a in (yes, )", "')'", "a value of a"),
        ("a not yes", "'yes'", "'in'"),
        ("a is yes and", "the end", "a name"),
        ("a is yes or or b is no", "'or'", "a name"),
        ("a is yes b is no", "'b'", "'and', 'or' or the end"),
        ("(a is yes", "the end", "')'"),
        ("a is yes)", "')'", "'and', 'or' or the end"),
        ("not", "the end", "a name"),
        ("d is yes", "'d'", "a fact, a setting or 'step'"),
        ("d", "'d'", "[conditions]"),
        ("a-holds is yes", "'a-holds'", "a fact, a setting or 'step'"),
        ("a > yes", "after 'a'", "'is' or 'in'"),
        ("a == yes", "after 'a'", "'is' or 'in'"),
        ("a is YES", "'YES'", "no, yes"),
        ("(" * 31 + "a is yes" + ")" * 31, "'('", "no more than 30 brackets and nots"),
    ],
)
def test_a_wrong_text_is_told_what_was_found_and_what_is_expected(text: str, found: str, expected: str) -> None:
    with pytest.raises(ConditionError) as error:
        reading(text)
    assert found in str(error.value)
    assert expected in str(error.value)
    assert f"'{text}'" in str(error.value)


Pair = tuple[str, Callable[[World], bool]]


def compared(name: str, negated: bool, values: list[str]) -> Pair:
    place = NAMES[name].place
    word = "not in" if negated else "in"
    return f"{name} {word} ({', '.join(values)})", lambda w: (w[place] in values) is not negated


def pairs() -> st.SearchStrategy[Pair]:
    """The text of a condition, always in brackets where it matters, and what Python makes of the same."""
    leaves = st.sampled_from(sorted(NAMES)).flatmap(
        lambda name: st.builds(
            compared,
            st.just(name),
            st.booleans(),
            st.lists(st.sampled_from(sorted(NAMES[name].values)), min_size=1, max_size=3),
        )
    )

    def grown(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
        def negation(p: Pair) -> Pair:
            return f"not ({p[0]})", lambda w: not p[1](w)

        def both(p: Pair, q: Pair) -> Pair:
            return f"({p[0]}) and ({q[0]})", lambda w: p[1](w) and q[1](w)

        def either(p: Pair, q: Pair) -> Pair:
            return f"({p[0]}) or ({q[0]})", lambda w: p[1](w) or q[1](w)

        return st.one_of(inner.map(negation), st.builds(both, inner, inner), st.builds(either, inner, inner))

    return st.recursive(st.one_of(leaves, st.just(("a-holds", A))), grown, max_leaves=12)


@given(pair=pairs())
@settings(deadline=None, max_examples=150)
def test_any_condition_means_what_python_would_make_of_it(pair: Pair) -> None:
    condition = reading(pair[0])
    for world in WORLDS:
        assert condition.holds(world) is pair[1](world)


@given(
    mixed=st.lists(st.sampled_from(["a is yes", "b is no", "c is red", "not c is red"]), min_size=1, max_size=7),
    words=st.lists(st.sampled_from(["and", "or"]), min_size=6, max_size=6),
)
@settings(deadline=None, max_examples=100)
def test_and_binds_closer_than_or_and_not_closest(mixed: list[str], words: list[str]) -> None:
    text = mixed[0] + "".join(f" {word} {part}" for word, part in zip(words, mixed[1:], strict=False))
    condition = reading(text)
    for world in WORLDS:
        groups = [group.split(" and ") for group in text.split(" or ")]
        expected = any(all(reading(part).holds(world) for part in group) for group in groups)
        assert condition.holds(world) is expected


WORDS = [
    "a",
    "b",
    "c",
    "a-holds",
    "d",
    "yes",
    "no",
    "red",
    "is",
    "not",
    "in",
    "and",
    "or",
    "(",
    ")",
    ",",
    "<",
    "==",
]


@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
@example(text="(" * 5000)
@example(text="not " * 5000 + "a is yes")
@example(text="(" * 3000 + "a is yes" + ")" * 3000)
@settings(deadline=None, max_examples=400)
def test_no_text_does_anything_but_mean_something_or_be_refused(text: str) -> None:
    try:
        condition = reading(text)
    except ConditionError as error:
        assert str(error)
    else:
        for world in WORLDS:
            assert condition.holds(world) in (True, False)
