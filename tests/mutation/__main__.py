"""``python -m tests.mutation``: how many small mistakes in the shipped policy the plans and the proof notice.

Every choice, branch and event of the flow is left out, and led elsewhere; guards, outcomes and changes of facts are
left out; one mistake at a time. Each is shown to the plans' paths, then to the proof, then to the plans' questions
about what can be reached, and counts for the first that notices it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter

from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.planfile import shipped_plans
from tests.mutation.explained import EXPLAINED
from tests.mutation.judge import NOTICED, SAME, WORDS, Judge, Verdict
from tests.mutation.mutants import SORTS, TRANSITIONS, Mutant, mutants


@cache
def _all_mutants() -> tuple[Mutant, ...]:
    return tuple(mutants(shipped()))


@cache
def _judge() -> Judge:
    return Judge(shipped(), shipped_plans(shipped()))


def _judged(asked: tuple[int, Sequence[str]]) -> Verdict:
    """Judge one mutant, in a process of its own; which one is told by its number, for packs are large to send."""
    number, among = asked
    return _judge().verdict(_all_mutants()[number], among)


def judged(numbers: Sequence[int], jobs: int, among: Sequence[str] = NOTICED) -> Iterator[Verdict]:
    """Judge mutants in so many processes, and say on the way how far that has come."""
    started = perf_counter()
    with Pool(jobs) as pool:
        asked = ((number, among) for number in numbers)
        for done, verdict in enumerate(pool.imap_unordered(_judged, asked), 1):
            yield verdict
            if verdict.by not in NOTICED:
                print(f"not noticed: {verdict.name}: {verdict.by} {verdict.said}", file=sys.stderr, flush=True)
            if done % 50 == 0 or done == len(numbers):
                print(f"{done} of {len(numbers)}, {perf_counter() - started:.0f} s", file=sys.stderr, flush=True)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """How many of each sort were noticed, and by what; the share is of those that are mistakes at all."""
    columns = ("mutants", *NOTICED, WORDS, SAME, "survive", "noticed")
    yield f"{'':<28}{''.join(f'{column:>10}' for column in columns)}"
    others = [sort for sort in SORTS if sort not in TRANSITIONS]
    for name, sorts in (("transitions", TRANSITIONS), ("all else", others), ("everything", SORTS)):
        rows = [(f"  {sort}", [sort]) for sort in sorts] if sorts is not SORTS else []
        for title, among in (*rows, (name, list(sorts))):
            found = Counter(verdict.by for verdict in verdicts if verdict.sort in among)
            if found:
                counts = (found.total(), *(found[by] for by in (*NOTICED, WORDS, SAME, "")))
                mistakes = found.total() - found[SAME]
                share = 100 * sum(found[by] for by in NOTICED) / mistakes if mistakes else 100
                yield f"{title:<28}{''.join(f'{count:>10}' for count in counts)}{share:>8.1f} %"


def survivors(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Each mutant that nothing noticed, with a word why that is harmless, or a question mark."""
    for sort in SORTS:
        for verdict in verdicts:
            if verdict.sort == sort and verdict.by not in NOTICED:
                known = {SAME: "the same flow", WORDS: "other words on the way"}.get(verdict.by, "")
                why = "; ".join(filter(None, (known, EXPLAINED.get(verdict.name, ""))))
                yield f"{verdict.name}: {why or f'? {verdict.said}'}"


def main() -> None:
    """Judge, print, and write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="only every Nth mutant")
    parser.add_argument("--sort", choices=("transitions", *SORTS), action="append", help="only of this sort")
    parser.add_argument("--name", default="", help="only those with this in their name")
    parser.add_argument("--by", choices=NOTICED, action="append", help="ask nothing else (all three, in order)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (one per core)")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="also write every verdict there")
    given = parser.parse_args()
    sorts = set(given.sort or SORTS) | (set(TRANSITIONS) if "transitions" in (given.sort or ()) else set())
    wanted = [i for i, m in enumerate(_all_mutants()) if m.sort in sorts and given.name in m.name]
    started = perf_counter()
    numbers = wanted[:: given.sample]
    order = {_all_mutants()[number].name: number for number in numbers}
    verdicts = sorted(judged(numbers, given.jobs, given.by or NOTICED), key=lambda verdict: order[verdict.name])
    print("\n".join(table(verdicts)), end="\n\n")
    print("\n".join(survivors(verdicts)), end="\n\n")
    print(f"{len(verdicts)} mutants, {perf_counter() - started:.0f} s, {given.jobs} processes")
    if given.out:
        given.out.write_text(json.dumps([asdict(verdict) for verdict in verdicts], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
