"""The hunt itself: it finds what is wrong, tells it small, and is the same every time."""

from __future__ import annotations

import pytest

from tests.fuzz.changes import Bytes, Flip, from_json, from_toml, of_bytes, of_tree, of_words, to_json, to_toml
from tests.fuzz.hunt import hunt, mangled

SEEDS = {"one": b'{"a": [1, 2], "b": {"c": "x"}}\n', "two": b'{"d": true}\n'}
CHANGERS = (of_bytes, of_words, of_tree(from_json, to_json))


def test_a_failure_is_told_as_the_change_that_makes_it() -> None:
    def attempt(_name: str, data: bytes) -> None:
        if b'"b"' not in data and b'"d"' not in data:
            raise KeyError("b")

    with pytest.raises(pytest.fail.Exception) as failed:
        hunt("try", SEEDS, CHANGERS, attempt, 300, 300)
    said = str(failed.value).splitlines()
    assert said[0].startswith("try, number ") and "KeyError" in said[0]
    assert len(said) == 3, "one change is enough to take a key away"


def test_the_same_inputs_come_every_time() -> None:
    seen: list[list[bytes]] = [[], []]
    for run in seen:
        hunt("try", SEEDS, CHANGERS, lambda _name, data, run=run: run.append(data), 200, 200)  # type: ignore[misc]
    assert seen[0] == seen[1]
    assert len(set(seen[0])) > 120
    assert sum(data not in SEEDS.values() for data in seen[0]) > 170


def test_changes_do_what_they_can() -> None:
    assert mangled(b"abc", [Bytes(1, 1, b"--"), Flip(0, 1)]) == b"c--c"
    assert mangled(b"", [Flip(3, 1), Bytes(7, 2, b"x")]) == b"x"


def test_toml_is_written_as_it_was_read() -> None:
    tree = from_toml(
        b'a = 1\n"\\u0000 \\"q\\"" = ["x", 1.5, true, 1979-05-27T07:32:00Z]\n[b.c]\nd = "\\u001b\\\\"\n'
    )
    assert from_toml(to_toml(tree)) == tree
