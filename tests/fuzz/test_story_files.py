"""Stories that somebody mangled: said in words, or checked without an error."""

from __future__ import annotations

from collections.abc import Mapping

from netmeet_tui.packfiles import Files
from netmeet_tui.policy.load import shipped
from netmeet_tui.practice.agreement import Flow
from netmeet_tui.practice.check import check
from netmeet_tui.practice.read import StoryError, files, read
from tests.fuzz.changes import from_toml, of_bytes, of_tree, of_words, to_toml
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt

pytestmark = LONG_RUN

FLOW = Flow(shipped())
LONGEST = 2000
"""Characters in which a problem of a story can be told: names that are expected are listed."""


def seeds() -> Mapping[str, bytes]:
    """Stories that come with the program: some short, one with everything."""
    return {file.name: file.read_bytes() for file in files() if file.name.startswith(("v-03-", "v-20", "tour"))}


def test_a_mangled_story_is_refused_in_words_or_checked() -> None:
    in_order: list[str] = []
    out_of_order: list[str] = []

    def attempt(name: str, data: bytes) -> None:
        try:
            story = read(Files({name: data}, "ours") / name)
        except StoryError as error:
            for problem in error.problems:
                a_sentence(StoryError([problem]), longest=LONGEST)
                assert problem.startswith(name)
            return
        problems = check(story, FLOW.pack, thorough=False, shown=name, flow=FLOW)
        (out_of_order if problems else in_order).append(name)
        for found in problems:
            a_sentence(StoryError([found.sentence]), longest=LONGEST)
            assert found.sentence.startswith(name)

    hunt("story", seeds(), (of_bytes, of_words, *[of_tree(from_toml, to_toml)] * 4), attempt, 40, 2000)
    assert in_order
    assert out_of_order
