"""From a key to what it brings, painted and durable: in a meeting in an encrypted vault, beside a bare app that
writes as durably and shows another screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice, zip_longest
from typing import NamedTuple

from netmeet_tui import card999
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import meeting_text as text
from tests.bench.bare import FIRST, SECOND
from tests.bench.fill import LANES
from tests.bench.homes import Homes
from tests.bench.program import Program
from tests.bench.size import Size
from tests.bench.starts import BARE, NETMEET, unlocked
from tests.bench.tables import Table, against, in_ms

NEW = "bare Textual, a new screen, 1 KB fsynced"
KEPT = "bare Textual, a kept screen, 1 KB fsynced"
DANGER, ACCESS, SORT = (shipped().steps[step].words.title for step in ("danger", "access", "sort"))


class Stroke(NamedTuple):
    """A key, what it brings, and the row that tells how long that took; none where it need not be known."""

    key: str
    shows: str
    row: str = ""


def keys(homes: Homes, size: Size) -> Iterator[Table]:
    """Four tables from one meeting: the next step, the 999 card, flagging, and going from concern to concern."""
    home, rounds = homes.fresh("pressed"), max(size.presses // 2, 1)
    with (
        Program(NETMEET, home) as netmeet,
        Program([*BARE, "new", str(home / "new")], home) as new,
        Program([*BARE, "kept", str(home / "kept")], home) as kept,
    ):
        begin(netmeet)

        def table(title: str, *strokes: Stroke) -> Table:
            """Press these, and as often as these in the bare apps."""
            bare = {program: _there_and_back(row, len(strokes)) for program, row in ((new, NEW), (kept, KEPT))}
            return against(NEW, title, in_ms(timed({**bare, netmeet: strokes})))

        step, over, back = (
            "netmeet, the next step, durable in the vault",
            "netmeet, over a step",
            "netmeet, back again",
        )
        yield table(
            "Key to next step, painted and durable",
            *_again((Stroke("2", ACCESS, step), Stroke("u", DANGER, step)), rounds, size.warm),
        )
        yield table(
            "9 to the 999 card",
            *_again((Stroke("9", card999.FIRST, over), Stroke("2", DANGER, back)), rounds, size.warm),
        )
        opens, flags = "netmeet, f: what worries you?", "netmeet, a digit: its first step, durable"
        yield table("Flag a concern", *_flagging(LANES - 1 if size.presses >= LANES else 1, opens, flags))
        yield table(
            f"n, from one of {LANES} concerns to the next",
            *_again((Stroke("n", DANGER, "netmeet"), Stroke("n", SORT, "netmeet")), rounds, size.warm),
        )


def begin(program: Program) -> None:
    """Unlock, start a meeting, flag a concern: now at its first step."""
    unlocked(program)
    program.press("1", text.NO_CONCERNS[:20])
    program.press("f", text.FLAG_TITLE)
    program.press("1", DANGER)


def timed(strokes: Mapping[Program, Sequence[Stroke]]) -> Mapping[str, Sequence[float]]:
    """Press each program's strokes, one of the one after one of the other; how long they took, by their rows."""
    times: dict[str, list[float]] = {stroke.row: [] for its in strokes.values() for stroke in its if stroke.row}
    for abreast in zip_longest(*strokes.values()):
        for program, stroke in zip(strokes, abreast, strict=True):
            if stroke is not None:
                taken = program.press(stroke.key, stroke.shows)
                if stroke.row:
                    times[stroke.row].append(taken)
    return times


def _there_and_back(row: str, how_many: int) -> Sequence[Stroke]:
    return tuple(islice(cycle((Stroke("1", SECOND, row), Stroke("u", FIRST, row))), how_many))


def _again(strokes: tuple[Stroke, ...], rounds: int, warm: int) -> tuple[Stroke, ...]:
    """The same ones again and again; the first times do not count."""
    first = tuple(stroke._replace(row="") for stroke in strokes)
    return first * warm + strokes * rounds


def _flagging(how_many: int, opens: str, flags: str) -> Iterator[Stroke]:
    """Flag so many concerns, of two kinds by turns: each screen is another one than that of the one before."""
    for key, title in islice(cycle((("5", SORT), ("1", DANGER))), how_many):
        yield Stroke("f", text.FLAG_TITLE, opens)
        yield Stroke(key, title, flags)
