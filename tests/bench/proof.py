"""``python -m tests.bench.proof``: how the time of a proof grows with a pack. Prints a table.

Two series. The shipped pack with a longer conversation, held to every rule: each step more is a step at which all
that is alive in the middle of a concern has to be looked at. And small flows that are made up, from 10 steps on, of
which every situation is found: forks, loops back, a fact that is set and asked now and then.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

from netmeet_tui.policy.condition import Compare
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Change, Choice, Pack, Step
from netmeet_tui.policy.prove import prove
from netmeet_tui.policy.space import Space
from tests.bench.tables import Table, against, in_ms

LENGTHS = (10, 30, 100, 300, 1000)


def longer(pack: Pack, more: int) -> Pack:
    """The pack with so many steps more between talking and explaining."""
    talk = pack.steps["talk"]
    talked, *others = talk.choices
    names = [f"talk-{i}" for i in range(1, more + 1)]
    steps = dict(pack.steps)
    for name, following in zip(names, [*names[1:], talked.to], strict=True):
        steps[name] = replace(talk, id=name, enter=(), choices=(replace(talked, to=following, set=()), *others))
    steps["talk"] = replace(talk, choices=(replace(talked, to=names[0]), *others))
    return replace(pack, steps=steps)


def made_up(pack: Pack, length: int) -> Pack:
    """A flow of so many steps: each leads on or over one, every fifth back, every third sets or asks a fact."""
    model, place = pack.steps["talk"], pack.places["progress"]
    values = pack.facts["progress"]
    steps: dict[str, Step] = {}
    for i in range(length):
        on, over = (f"s{j}" if j < length else CLOSED for j in (i + 1, i + 2))
        choices = [Choice("on", on), Choice("over", over)]
        if i % 5 == 4:
            choices.append(Choice("back", f"s{i - 4}"))
        if i % 3 == 0:
            choices[0] = replace(choices[0], set=(Change("progress", place, values[i // 3 % len(values)]),))
        if i % 3 == 2:
            choices[1] = replace(choices[1], when=Compare("progress", 1 + place, frozenset(values[:2])))
        steps[f"s{i}"] = replace(model, id=f"s{i}", enter=(), choices=tuple(choices), variants=())
    start = dict.fromkeys(pack.start, "s0")
    return replace(pack, steps=steps, roads={}, happenings={}, start=start, conditions={})


def proved(pack: Pack) -> int:
    """Hold a pack to every rule; how many groups there are."""
    proof = prove(pack)
    assert proof.holds, proof.findings[0]
    return proof.groups


def found(pack: Pack) -> int:
    """Find every situation of a pack; how many groups there are."""
    space = Space(pack)
    return len(space.reached(space.starts()))


def timed(work: Callable[[Pack], int], pack: Pack, runs: int) -> tuple[list[float], int]:
    """The processor times in seconds, and the groups."""
    times, groups = [], 0
    for _ in range(runs):
        began = process_time()
        groups = work(pack)
        times.append(process_time() - began)
    return times, groups


SERIES = (
    ("the shipped pack, with steps more: proved", longer, proved),
    ("made-up flows: every situation found", made_up, found),
)


def proofs(runs: int, most: int) -> Iterator[Table]:
    """Both series as tables, with so many steps at most; each against the smallest pack of its series."""
    for title, make, work in SERIES:
        times: dict[str, list[float]] = {}
        for length in (length for length in LENGTHS if length <= most):
            made = make(shipped(), length)
            taken, groups = timed(work, made, runs)
            times[f"{len(made.steps):,} steps, {groups:,} groups"] = taken
        yield against(next(iter(times)), f"{title[:1].upper()}{title[1:]}", in_ms(times))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.proof", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is done (3)")
    parser.add_argument("--most", type=int, default=LENGTHS[-1], help="no more steps than these (1000)")
    given = parser.parse_args()
    pack = shipped()
    times, groups = timed(proved, pack, given.runs)
    alone = statistics.median(times)
    print(f"the shipped pack: {len(pack.steps)} steps, {groups:,} groups, {alone:.2f} s of processor time\n")
    for title, make, work in SERIES:
        print(f"{title:<48}{'groups':>10}{'seconds':>10}{'ms a step':>11}{'µs a group':>12}")
        for length in (length for length in LENGTHS if length <= given.most):
            made = make(pack, length)
            times, groups = timed(work, made, given.runs)
            seconds = statistics.median(times)
            each = 1000 * seconds / len(made.steps)
            print(
                f"  {len(made.steps):>5} steps{'':<35}{groups:>10,}{seconds:>10.2f}{each:>11.1f}"
                f"{1e6 * seconds / groups:>12.0f}"
            )
        print()
    print(f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
