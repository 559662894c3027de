"""Every screen looks as it is kept in ``screenshots/``, at every size, and says the same without colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.looks import SIZES, SOMEWHERE, looks, told, written
from tests.tui.everywhere import EVERYWHERE

WITHOUT_COLOUR = ("home", "meeting", "step-ledger", "999-card", "settings", "policy-flow", "directory", "take-away")


async def test_every_screen_looks_as_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", SOMEWHERE)
    for size, frames in (await looks(tmp_path)).items():
        there = written(size).read_text(encoding="utf-8")
        kept = dict(re.findall(r"──── (\S+) ────\n(.*?)\n\n?(?=──── |\Z)", there, re.S))
        other = [name for name, frame in frames.items() if kept.get(name, "").strip("\n") != frame.strip("\n")]
        assert other == [], f"at {size}: run `python -m tests.looks`, and look at screenshots/{size}.txt"
        assert told(frames) == there


async def test_without_colour_every_screen_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", SOMEWHERE)
    monkeypatch.setenv("NO_COLOR", "1")
    for size, frames in (await looks(tmp_path, WITHOUT_COLOUR)).items():
        there = written(size).read_text(encoding="utf-8")
        for name, frame in frames.items():
            assert f"──── {name} ────\n{frame}\n" in there, f"{name} at {size}"


def test_there_is_a_file_for_each_size_and_no_other() -> None:
    names = {path.stem for path in written("").parent.glob("*.txt")}
    assert names == set(SIZES)
    assert len(EVERYWHERE) > 60
