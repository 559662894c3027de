"""Every screen looks as it is kept in ``screenshots/``, at every size, and says the same without colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from netmeet_tui import tui
from tests.looks import KINDS, SIZES, SOMEWHERE, looks, practised, written
from tests.scale import THOROUGH
from tests.tui.everywhere import EVERYWHERE
from tests.tui.practised import PRACTISED

SCREENS = Path(tui.__file__).parent
OF_ALL = {"Page"}

WITHOUT_COLOUR = ("home", "meeting", "step-ledger", "999-card", "settings", "policy-flow", "directory", "take-away")


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home and a folder that have the same names everywhere."""
    monkeypatch.setenv("HOME", SOMEWHERE)
    monkeypatch.chdir(tmp_path)


def kept(size: str) -> Mapping[str, str]:
    """Every screen as it is kept."""
    found = re.findall(
        r"^──── (\S+) ────\n(.*?)(?=^──── \S+ ────$|\Z)", written(size).read_text("utf-8"), re.S | re.M
    )
    return {name: frame.strip("\n") for name, frame in found}


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_looks_as_it_is_kept(size: str) -> None:
    turn = list(SIZES).index(size)
    names = list(EVERYWHERE) if THOROUGH else list(EVERYWHERE)[turn :: len(SIZES)]
    there = kept(size)
    other = [name for name, frame in (await looks(size, names)).items() if there.get(name) != frame.strip("\n")]
    assert other == [], f"run `python -m tests.looks`, and look at screenshots/{size}.txt"


@pytest.mark.usefixtures("somewhere")
async def test_without_colour_every_screen_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    there = kept("80x24")
    for name, frame in (await looks("80x24", WITHOUT_COLOUR)).items():
        assert there[name] == frame.strip("\n"), name


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_of_practice_looks_as_it_is_kept(size: str) -> None:
    turn = list(SIZES).index(size)
    names = list(PRACTISED) if THOROUGH else list(PRACTISED)[turn :: len(SIZES)]
    there = kept(f"practice-{size}")
    other = [name for name, frame in (await practised(size, names)).items() if there[name] != frame.strip("\n")]
    assert other == [], f"run `python -m tests.looks`, and look at screenshots/practice-{size}.txt"


@pytest.mark.parametrize("size", SIZES)
def test_all_of_them_are_kept_at_every_size(size: str) -> None:
    assert list(kept(size)) == list(EVERYWHERE)
    assert list(kept(f"practice-{size}")) == list(PRACTISED)


def test_there_is_a_file_for_each_size_and_no_other() -> None:
    kinds = {f"{kind}{size}" for kind in KINDS for size in SIZES}
    assert {path.stem for path in written("").parent.glob("*.txt")} == kinds


@pytest.mark.parametrize("sheet", sorted(SCREENS.glob("**/screens/**/*.tcss")), ids=lambda sheet: sheet.stem)
def test_a_stylesheet_speaks_of_the_pages_beside_it_alone(sheet: Path) -> None:
    """Once it is read it holds for every page: what it says of another would depend on where somebody has been."""
    beside = {
        name for file in sheet.parent.glob("*.py") for name in re.findall(r"^class (\w+)", file.read_text(), re.M)
    }
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    selectors = [part.strip() for found in re.findall(r"([^{}]+)\{", rules) for part in found.split(",")]
    named = {found[0] for found in (re.match(r"[A-Z]\w*", selector) for selector in selectors) if found}
    assert named <= beside | OF_ALL
