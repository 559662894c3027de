"""Every call to the system that the store makes may fail: it says so in a sentence, and loses nothing.

Once, and then the work goes on as if nothing had been; or from then on for ever, and what was confirmed is there
when the disk is well again.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from netmeet_tui.journal import errors
from tests.journal.support import ENV, ROOT
from tests.scale import THOROUGH, times
from tests.torture import work
from tests.torture.faulty import CODE, IDLE, STEPS
from tests.torture.needs import needs_strace

pytestmark = needs_strace

SAMPLE = {"pwrite64": 3, "fsync": 3}
"""How many calls of a kind fail in a run that is not thorough; of the others, one."""

REMEMBERED = ("pread64:3", "pread64:5")
"""Reads of the register that is being made: once, when they failed, the vault never opened again."""

SECRET = ("first passphrase", "second passphrase", CODE, "Ann", "Bo", "0000000", "....")
FAULTS = [("ENOSPC", ""), ("EIO", "+"), ("EROFS", "+"), ("EIO", "")]


def run(folder: Path, error: str, last: int, which: str, *calls: str) -> list[dict[str, Any]]:
    """What came of the work in one child after the other."""
    command = [sys.executable, "-m", "tests.torture.faulty", str(folder), error, str(last), which, *calls]
    ended = subprocess.run(command, env=ENV, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many calls of each kind the work makes when nothing fails."""
    folder = tmp_path_factory.mktemp("well")
    assert run(folder, "", 0, "", "fsync:0") == [
        {"folder": "0", "call": "fsync", "confirmed": len(STEPS), "told": []}
    ]
    made: dict[str, Counter[str]] = {}
    for line in (folder / "log").read_text().splitlines():
        found = re.match(r"(\d+) +(\w+)\(", line)
        if found:
            made.setdefault(found[1], Counter())[found[2].removesuffix("at") + "at" * (found[2] == "openat")] += 1
    return max(made.values(), key=Counter.total)


@pytest.mark.timeout(times(300, 1800))
@pytest.mark.parametrize(("error", "which"), FAULTS)
def test_a_call_that_fails_is_said_and_loses_nothing(
    tmp_path: Path, calls: Counter[str], error: str, which: str
) -> None:
    assert set(calls) >= set(IDLE), "the work makes every kind of call"
    chance = random.Random(f"{error}{which}")
    chosen = list(REMEMBERED)
    for call in IDLE:
        every = range(1, calls[call] + 1)
        chosen += [f"{call}:{n}" for n in (every if THOROUGH else chance.sample(every, SAMPLE.get(call, 1)))]
    last = 2 * max(calls.values())  # so that only the calls that are meant come so far
    came = run(tmp_path, error, last, which, *chosen)
    injected = (tmp_path / "log").read_text().count("(INJECTED)")
    print(f"{error}{which}: {len(chosen)} children, {injected} failed calls, {_kinds(came)}")
    assert len(came) == len(chosen) <= injected
    told = [harm(one, tmp_path / one["folder"], for_ever=bool(which)) for one in came]
    wrong = [f"{call}: {what}" for call, what in zip(chosen, told, strict=True) if what]
    assert not wrong, "\n".join(wrong)


def harm(came: dict[str, Any], folder: Path, *, for_ever: bool) -> str:
    """What is wrong with what came of a failing call; nothing, when all of it was said and nothing was lost."""
    if "wrong" in came:
        return str(came["wrong"])
    for name, sentence, _ in came["told"]:
        if not issubclass(getattr(errors, name), errors.StoreError) or any(word in sentence for word in SECRET):
            return f"{name}: {sentence}"
        if "please" not in sentence or not sentence.endswith(".") or ". " in sentence:
            return f"not one sentence that says what to do: {sentence}"
    confirmed: int = came["confirmed"]
    if confirmed < len(STEPS) and not for_ever:
        return f"the work did not go on after {confirmed} steps: {came['told']}"
    allowed = work.states(list(STEPS))[confirmed : confirmed + 2]
    try:
        seen = work.found(folder / work.VAULT, allowed)
    except errors.StoreError as error:
        return f"after {confirmed} steps and {came['told']}: {error}"
    return "" if seen in allowed else f"after {confirmed} steps and {came['told']} there is {seen}"


def _kinds(came: list[dict[str, Any]]) -> dict[str, int]:
    """How often each kind of StoreError was said."""
    return dict(Counter(name for one in came for name, _, _ in one.get("told", [])))
