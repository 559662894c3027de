"""Packs and plans that somebody mangled: said in words, or a policy that runs without an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from random import Random
from typing import Any

import pytest

from netmeet_tui.packfiles import PACK_FILES, Files
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import PackError, load, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.plan import run
from netmeet_tui.policy.planfile import PlanError, plan_files, read
from tests.fuzz.changes import from_toml, of_bytes, of_tree, of_words, to_toml
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt

pytestmark = LONG_RUN

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"
PACK = shipped()
CHANGERS = (of_bytes, of_words, of_words, of_tree(from_toml, to_toml))
LONGEST = 2000
"""Characters in which a problem of a policy can be told: names that are expected are listed."""


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was mangled is read anew; the pack's other files are as they were."""
    parse = tomllib.loads
    kept = lru_cache(maxsize=16)(parse)

    def loads(text: str) -> dict[str, Any]:
        return kept(text) if text in sound else parse(text)

    sound = {text.decode() for text in Files.read(STANDARD).data.values()}
    monkeypatch.setattr(tomllib, "loads", loads)


def walked(pack: Pack, chance: Random) -> None:
    """Walk a while: a few lanes of any kind, wherever chance leads, with all that a screen asks for on the way."""
    settings = {setting.id: chance.choice(setting.values) for setting in pack.settings.values()}
    given = pack.given(settings)
    for _ in range(3):
        lane = lanes.start(pack, chance.choice(pack.facts["kind"]))
        for _ in range(12):
            open_ones = [offered.choice.id for offered in lanes.choices(pack, lane, given) if offered.open]
            events = lanes.events(pack, lane, given)
            if events and (not open_ones or chance.randrange(4) == 0):
                lane = lanes.happen(pack, lane, chance.choice(events), given)
            elif open_ones:
                lane = lanes.choose(pack, lane, chance.choice(open_ones), given)
        assert len(lane.trail()) <= 12


@pytest.mark.usefixtures("read_once")
def test_a_mangled_pack_is_refused_in_words_or_runs() -> None:
    whole = Files.read(STANDARD).data
    weights = {"flow.toml": 4, "words.toml": 2}
    seeds = {f"{name} {n}": whole[name] for name in PACK_FILES for n in range(weights.get(name, 1))}
    ran = []

    def attempt(name: str, data: bytes) -> None:
        file = name.partition(" ")[0]
        try:
            pack = load(Files({**whole, file: data}, "ours"))
        except PackError as error:
            a_sentence(error, longest=LONGEST)
            assert str(error).startswith((file, *PACK_FILES))
            return
        if data != whole[file]:
            ran.append(name)
        walked(pack, Random(len(data)))

    hunt("pack", seeds, CHANGERS, attempt, 220)
    assert len(ran) > 20, "some of what was changed still is a policy, and was walked"


def with_flow(table: str, lines: str) -> Pack:
    """The shipped pack with more lines in a table of its flow. Raises PackError."""
    whole = Files.read(STANDARD).data
    flow = whole["flow.toml"].replace(f"\n[{table}]\n".encode(), f"\n[{table}]\n{lines}".encode(), 1)
    assert flow != whole["flow.toml"]
    return load(Files({**whole, "flow.toml": flow}, "ours"))


@pytest.mark.parametrize("line", ["not c{}", "c{0} and c{0}", "c{0} or not c{0}"])
def test_names_that_stand_for_names_come_to_an_end(line: str) -> None:
    """Sixty lines can come to more comparisons than there is time for, three thousand to one too deep to ask."""
    first, names = 'c0 = "under_18 is no"\n', range(3000 if line.startswith("not") else 60)
    more = "".join(f'c{number + 1} = "{line.format(number)}"\n' for number in names)
    with pytest.raises(PackError, match=r"^flow.toml, \[conditions.c\d+\]: .* comes to too much") as told:
        with_flow("conditions", first + more)
    a_sentence(told.value)
    few = "".join(f'c{number + 1} = "{line.format(number)}"\n' for number in range(7))
    walked(with_flow("conditions", first + few), Random(0))


def test_many_roads_that_lead_to_the_same_one_are_gone_along_once() -> None:
    road = '[{{ when = "under_18 is no", to = "{0}" }}, {{ to = "{0}" }}]\n'
    lines = "".join(f"r{number} = {road.format(f'r{number + 1}')}" for number in range(1200))
    assert len(with_flow("roads", f'{lines}r1200 = [{{ to = "danger" }}]\n').roads) > 1200
    with pytest.raises(PackError, match=r"\[roads.r7\]: goes in a circle: r7 -> r8 -> "):
        with_flow("roads", f'{lines}r1200 = [{{ to = "r7" }}]\n')


def seeds_of_plans() -> Mapping[str, bytes]:
    """Every plan that comes with the program, the stories too."""
    found = {name: file.read_bytes() for name, file in plan_files(STANDARD / "plans")}
    assert any(name.startswith("stories/") for name in found)
    return found


def test_a_mangled_plan_is_refused_in_words_or_runs() -> None:
    ran = []

    def attempt(name: str, data: bytes) -> None:
        file = Files({"plan.toml": data}, "ours") / "plan.toml"
        try:
            plan = read(file, PACK, name)
        except PlanError as error:
            for problem in error.problems:
                a_sentence(PlanError([problem]), longest=LONGEST)
                assert problem.startswith(name)
            return
        ran.append(name)
        for failure in run(PACK, plan, lambda *_: frozenset()):  # what can be reached takes long to find out
            assert str(failure).isprintable()

    hunt("plan", seeds_of_plans(), CHANGERS, attempt, 500)
    assert len(ran) > 30
