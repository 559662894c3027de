"""A meeting of eight hours in the real program: what is in memory at its beginning, and at its end.

``python -m tests.bench.day FILE`` runs the program with a clock that reads the file's length: a byte is a second.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from netmeet_tui import card999
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import fold
from netmeet_tui.policy.load import shipped
from netmeet_tui.start import full_screen
from netmeet_tui.tui import keeper
from netmeet_tui.tui import meeting_text as text
from tests.bench.fill import DAY, MORNING, PASSPHRASE
from tests.bench.homes import Homes, vault_of
from tests.bench.pressed import ACCESS, DANGER, SORT, Stroke, begin
from tests.bench.program import Memory, Program
from tests.bench.size import Size
from tests.bench.tables import Table, against, alone

ROUND = (
    Stroke("2", ACCESS),
    Stroke("u", DANGER),
    Stroke("9", card999.FIRST),
    Stroke("2", DANGER),
    Stroke("n", SORT),
    Stroke("m", text.CONCERNS_TITLE),
    Stroke("1", DANGER),
    Stroke("n", SORT),
    Stroke("n", DANGER),
)
"""To and fro in a meeting with two concerns. Each key is an event, but for a card that was left before its being up
was noted; and each screen is another one than that before."""
BEFORE = (Stroke("f", text.FLAG_TITLE), Stroke("5", SORT), Stroke("n", DANGER))
"""The second concern, and back to the first."""
PARTS = 10
BEGAN = "at the beginning"
GROWN = "the program grew by, for each event, after a tenth"


def day(homes: Homes, size: Size) -> Iterator[Table]:
    """What is in memory at the beginning and after each tenth of the day, and how much of it each event took.

    The events themselves are all that may grow, once every screen has been seen: how much they take is told beside
    it, as the state of the meeting that they fold into.
    """
    home = homes.fresh("day")
    clock = home / "clock"
    clock.touch()
    with Program([sys.executable, "-m", "tests.bench.day", str(clock)], home) as program:
        begin(program)
        for stroke in BEFORE:
            program.press(stroke.key, stroke.shows)
        held = dict(_held(program, clock, size.day))
    records = journal_of(home)
    rows = {f"after {keys:,} keys" if keys else BEGAN: [memory.all] for keys, memory in held.items()}
    yield against(BEGAN, f"Memory in a meeting of eight hours, {len(records):,} events", rows, "MiB")
    if held:
        _, warm, *_, last = held.values()
        grown = (last.own - warm.own) * 2**20 / (len(records) * (PARTS - 1) / PARTS)
        yield alone(
            "What an event takes in memory",
            {GROWN: [grown], "the state that they fold into": [folded(records)]},
            "B",
        )


def _held(program: Program, clock: Path, keys: int) -> Iterator[tuple[int, Memory]]:
    """Press so many keys, spread over a day; what is in memory before, and after each tenth of them."""
    strokes, each = cycle(ROUND), max(keys // PARTS, 1)
    for pressed in range(0, PARTS * each + 1, each):
        for number in range(max(pressed - each, 0), pressed):
            os.truncate(clock, int(DAY.total_seconds() * number / keys))
            stroke = next(strokes)
            program.press(stroke.key, stroke.shows, after_all=False)
        program.quiet()
        if memory := program.memory():
            yield pressed, memory


def journal_of(home: Path) -> list[bytes]:
    """The records of the one meeting that is open in the vault of this home."""
    with contextlib.closing(Vault.unlock(vault_of(home), PASSPHRASE)) as vault:
        (meeting,) = vault.open_meetings()
        return list(vault.resume(meeting.id).records())


def folded(records: list[bytes]) -> float:
    """How many bytes for each event stay in memory when these are folded."""
    pack = shipped()
    fold(pack, map(e.decode, records[:9]))  # what is made once
    gc.collect()
    tracemalloc.start()
    try:
        state = fold(pack, map(e.decode, records))
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert state.concerns
    return held / len(records)


def main() -> int:
    """Run the program by the clock of a file."""
    seconds = partial(os.path.getsize, sys.argv[1])

    def clock() -> datetime:
        return MORNING + timedelta(seconds=seconds())

    keeper.Keeper = partial(keeper.Keeper, clock=clock)  # type: ignore[assignment,misc]
    return full_screen()


if __name__ == "__main__":
    sys.exit(main())
