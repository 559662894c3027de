"""The pictures in ``screenshots/`` are what the screens look like now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import rooms
from tests.screenshots import FOLDER, PICTURES, drawn


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_is_the_screen_as_it_is(name: str, tmp_path: Path) -> None:
    fresh = await drawn(name, tmp_path)
    there = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert fresh == there, f"run `python -m tests.screenshots`, and look at screenshots/{name}.svg"
    assert "NetmeetApp" not in there
    assert "http" not in there.replace("http://www.w3.org/", "").replace("https://www.textualize.io", "")


def test_there_are_no_other_pictures() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {*PICTURES, rooms.FILE.stem}
