"""Whatever is written, the check of a note answers: places that are in the text, in order, and never a fault."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.learning import text
from netmeet_tui.learning.check import check
from tests.learning.corpus import EVERY
from tests.scale import times

PARTS = st.sampled_from([part for sentence in EVERY for part in sentence.text.split()])
BITS = st.sampled_from(list("09+()-./:@'’“”\n\t .,AaJéßİǅ\u0301\u200b\u202e\x00😀中"))
WRITTEN = st.one_of(st.text(max_size=300), st.lists(st.one_of(PARTS, BITS), max_size=60).map("".join))


@given(WRITTEN)
@settings(max_examples=times(150, 20_000), deadline=None)
def test_it_answers_places_in_the_text(written: str) -> None:
    found = check(written)
    assert all(0 <= one.start < one.end <= len(written) and one.sort in text.WHY for one in found)
    assert all(one.end <= following.start for one, following in pairwise(found))
    assert check(written) == found
