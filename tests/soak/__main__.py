"""``python -m tests.soak``: random keys against the real program on a real terminal, live and in practice.

Tells what was pressed on which page, how often the power was cut, what was kept, and how memory grew. The exit
status is 1 when anything was not as it has to be; the seed and the keys before it are told then.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak.memory import growth
from tests.soak.soaked import Live, Practised, Soaked, Told

CUT_EVERY = 4_000


def soak(
    kind: type[Soaked],
    keys: int,
    seed: int,
    enough: Callable[[], bool],
    cut_every: int = CUT_EVERY,
    tell: Callable[[Told], None] | None = None,
) -> Told:
    """Press so many keys in a folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="netmeet-soak-") as folder:
        soaked = kind(Path(folder), seed, cut_every=cut_every, enough=enough)
        soaked.progress = tell
        return soaked.run(keys)


def said(told: Told) -> str:
    """What was done, as lines."""
    lines = [f"{told.keys:,} keys, {len(told.by_page)} kinds of page"]
    lines += [f"  {count:>7,}  {page}" for page, count in told.by_page.most_common()]
    lines.append(", ".join(f"{what} {count:,}" for what, count in sorted(told.done.items())))
    lines.append(f"{told.events:,} events kept, which take {told.events_kib:,.0f} KiB as a state")
    lines.append(remembered(told))
    lines += [f"WRONG {what}" for what in told.wrong] or ["nothing was wrong"]
    return "\n".join(lines)


def so_far(told: Told) -> None:
    """A line while it goes on, for whoever waits: it may take hours."""
    kib = [sample.kib for sample in told.lives[-1]]
    memory = f"{kib[0] / 1024:.1f} to {kib[-1] / 1024:.1f} MiB" if kib else "no figure of memory"
    print(f"... {told.keys:,} keys, {len(told.lives)} starts, {memory}, {len(told.wrong)} wrong", file=sys.stderr)


def remembered(told: Told) -> str:
    """How memory grew, in a line."""
    kib = [sample.kib for life in told.lives for sample in life if sample.kib]  # 0 where it has just ended
    grown = growth(told.lives)
    if grown is None:
        return "memory: no life was long enough to tell"
    own = 1000 * told.events_kib / told.keys
    return (
        f"memory: {min(kib) / 1024:.1f} to {max(kib) / 1024:.1f} MiB; grows {grown:,.0f} KiB for 1,000 keys, "
        f"{own:,.0f} of that the events themselves"
    )


def main() -> int:
    """Press, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--keys", type=int, default=100_000, help="keys to be pressed in all (100000)")
    parser.add_argument("--seed", type=int, default=1, help="what is pressed follows from it (1)")
    parser.add_argument("--minutes", type=float, default=0, help="no longer than that, for each of both")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--practice", action="store_true", help="practice only")
    only.add_argument("--live", action="store_true", help="live meetings only")
    given = parser.parse_args()
    kinds = [kind for kind, left_out in ((Live, given.practice), (Practised, given.live)) if not left_out]
    wrong = 0
    for kind in kinds:
        began = time.monotonic()

        def enough(began: float = began) -> bool:
            return bool(given.minutes) and time.monotonic() - began > 60 * given.minutes

        told = soak(kind, given.keys // len(kinds), given.seed, enough, tell=so_far)
        wrong += len(told.wrong)
        took = (time.monotonic() - began) / 60
        print(f"{kind.__name__}, seed {given.seed}, {took:.1f} minutes\n{said(told)}\n", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
