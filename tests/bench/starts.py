"""How long it takes to start, and to unlock: beside other programs, and with more and more in the vault.

Neither may grow with what is kept: of a large register only what it takes to hold meetings is read at the start,
what is due is counted by an index, of a meeting that is open only its key is read, and of one that has ended there
is nothing left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import NamedTuple

from netmeet_tui.tui import home_text, vault_text
from tests.bench.bare import READY
from tests.bench.fill import PASSPHRASE
from tests.bench.homes import Homes
from tests.bench.others import Installed
from tests.bench.program import Program
from tests.bench.size import Size
from tests.bench.tables import Table, against, in_ms

NETMEET = [sys.executable, "-m", "netmeet_tui"]
BARE = [sys.executable, "-m", "tests.bench.bare"]
LIMIT = "bare Textual, one label"
CALM = 0.5
"""Seconds in which nothing is painted: then a program has started."""


class Start(NamedTuple):
    """A program, the home it is started in, and what its first frame shows."""

    command: list[str]
    home: Path
    shows: str


def programs(homes: Homes, others: Installed) -> dict[str, Start]:
    """What is started, beside a bare app."""
    beside = {name: Start(command, homes.empty(), shows) for name, (command, shows) in others.programs.items()}
    return {
        LIMIT: Start([*BARE, "start"], homes.empty(), READY),
        "netmeet, no vault": Start(NETMEET, homes.empty(), home_text.HOME_TITLE),
        "netmeet, vault behind a passphrase": Start(NETMEET, homes.locked(), home_text.HOME_TITLE),
        **beside,
    }


def start(homes: Homes, size: Size, others: Installed) -> Iterator[Table]:
    """From the start of the process to the first frame: by the clock, and the work in it, which is less noisy.

    And what is in memory once nothing is painted any more: all of it, and what no other process shares.
    """
    started = programs(homes, others)
    times: dict[str, list[float]] = {name: [] for name in started}
    work, held, own = deepcopy(times), deepcopy(times), deepcopy(times)
    for name, counts in _alternating(tuple(started), size):
        with Program(started[name].command, started[name].home) as program:
            taken, worked = program.painted(started[name].shows) - program.started, program.worked()
            program.quiet(CALM)
            memory = program.memory()
        if counts:
            times[name].append(taken)
            work[name] += [worked] if worked else []
            held[name] += [memory.all] if memory else []
            own[name] += [memory.own] if memory else []
    yield against(LIMIT, "Start to first frame", in_ms(times), notes=others.notes)
    yield against(LIMIT, "Processor time until then", in_ms(work))
    yield against(LIMIT, "Memory after start", held, "MiB")
    yield against(LIMIT, "Memory after start that no other process shares", own, "MiB")


def vaults(homes: Homes, size: Size) -> Iterator[Table]:
    """Starting and unlocking, with more and more in the vault. None of it should make a difference."""
    limit = "an empty vault"
    filled: dict[str, Callable[[], Path]] = {limit: homes.locked}
    for what, how_many, made in (
        ("records kept", size.few_records, homes.with_records),
        ("records kept", size.records, homes.with_records),
        ("meetings ended", size.meetings, homes.with_meetings),
        ("events in a meeting that is open", size.events, homes.with_events),
    ):
        if how_many:
            filled[f"{how_many:,} {what}"] = partial(made, how_many)
    there = {name: make() for name, make in filled.items()}
    stages = ("Start to first frame, with more in the vault", "Start until it can be unlocked", "Unlock")
    times: dict[str, dict[str, list[float]]] = {stage: {name: [] for name in there} for stage in stages}
    for name, counts in _alternating(tuple(there), size):
        with Program(NETMEET, there[name]) as program:
            taken = unlocked(program)
        if counts:
            for stage, seconds in zip(stages, taken, strict=True):
                times[stage][name].append(seconds)
    for stage in stages:
        yield against(limit, stage, in_ms(times[stage]))


def unlocked(program: Program) -> tuple[float, float, float]:
    """Unlock a program that is just starting: until its first frame, until it asks to be unlocked, and it is."""
    framed = program.painted(home_text.HOME_TITLE) - program.started
    asks = program.painted(home_text.HOME_UNLOCK) - program.started
    program.press("1", vault_text.UNLOCK_TITLE)
    program.quiet()
    program.type(PASSPHRASE)
    return framed, asks, program.press("enter", home_text.HOME_START)


def _alternating(names: Sequence[str], size: Size) -> Iterator[tuple[str, bool]]:
    """One after the other, there and back, and whether it counts already."""
    for run in range(-size.warm, size.runs):
        for name in names if run % 2 else reversed(names):
            yield name, run >= 0
