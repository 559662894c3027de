"""With very many of something: records to list and to look for, events to replay.

What is listed is found by indexes, so that no list reads the log of what is kept. Only ``records list`` and the
walk that sees whether anything was changed go through all of it, some hundred rows at a time. A journal is replayed
from its beginning: the time grows with what has happened in the meeting, each event taking as long as any other.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from netmeet_tui.journal.standing import Wanted
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import fold
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import home_text, records_text
from tests.bench.fill import DAYS, FIRST_KEPT, MEETING, PASSPHRASE
from tests.bench.homes import Homes, vault_of
from tests.bench.pressed import Stroke
from tests.bench.program import Program
from tests.bench.size import Size
from tests.bench.starts import NETMEET, unlocked
from tests.bench.tables import Table, against, in_ms

YEAR = str(FIRST_KEPT.year + DAYS // 365 - 1)
"""A year in which many were kept, the last one but one."""
STROKES = (
    Stroke("r", records_text.RECORDS_WHERE, "r: the list"),
    Stroke("pagedown", "", "PgDn: those that come next"),
    Stroke("end", "", "End: the oldest ones"),
    Stroke("home", "", "Home: the latest ones"),
    Stroke("y", records_text.RECORDS_ONLY[:5], "y: those of a year"),
    Stroke("o", "", "o: those of a year, with one outcome"),
    Stroke("a", "", "a: all of them again"),
    Stroke("d", "", "d: those that are due"),
    Stroke("escape", home_text.HOME_TITLE),
)
"""Through the list; with no text, until anything is painted."""
LONG = 3
"""How often what takes seconds is done, at most."""


def screen(homes: Homes, size: Size) -> Iterator[Table]:
    """Each key of the list on the screen, with few records and with many; all of the log is read meanwhile."""
    names = [f"{how_many:,} records" for how_many in (size.few_records, size.records)]
    times: dict[str, dict[str, list[float]]] = {}
    with contextlib.ExitStack() as stack:
        programs = {
            name: stack.enter_context(Program(NETMEET, homes.with_records(how_many)))
            for name, how_many in zip(names, (size.few_records, size.records), strict=True)
        }
        for program in programs.values():
            unlocked(program)
        for turn in range(-size.warm, size.runs):
            for stroke in STROKES:
                for name, program in programs.items():
                    taken = program.press(stroke.key, stroke.shows)
                    if stroke.row and turn >= 0:
                        times.setdefault(stroke.row, {}).setdefault(name, []).append(taken)
    for row, taken_by in times.items():
        yield against(names[0], f"Records, {row}", in_ms(taken_by))


def listed(homes: Homes, size: Size) -> Iterator[Table]:
    """What ``netmeet records`` takes from the passphrase to its end, beside reading the log and nothing else."""
    home, runs = homes.with_records(size.records), min(size.runs, LONG)
    with contextlib.closing(Vault.unlock(vault_of(home), PASSPHRASE)) as vault:
        one = vault.records().those(Wanted(), 1)[0].id
    limit = "unlocked, and the log read through"
    times: dict[str, list[float]] = {limit: []}
    for _ in range(runs):
        times[limit].append(_seconds(lambda: _read_through(home)))
        for arguments in (["list"], ["list", "--json"], ["list", "--year", YEAR], ["show", one]):
            name = " ".join(["records", *arguments[:2]]).replace(one, "ID")
            times.setdefault(name, []).append(_command(home, ["records", *arguments]))
    yield against(limit, f"{size.records:,} records: a command", in_ms(times))


def replay(homes: Homes, size: Size) -> Iterator[Table]:
    """What it takes to come back to a meeting in which very much has happened, part by part and as it is seen."""
    home, runs, pack = homes.with_events(size.replayed), min(size.runs, LONG), shipped()
    limit = "plain SQLite: read and decoded"
    times: dict[str, list[float]] = {limit: []}
    plain = home / "plain.db"
    for _ in range(runs):
        with contextlib.closing(Vault.unlock(vault_of(home), PASSPHRASE)) as vault:
            moments = [time.perf_counter()]
            journal = vault.resume(MEETING)
            moments.append(time.perf_counter())
            records = journal.records()
            moments.append(time.perf_counter())
            happened = [e.decode(record) for record in records]
            moments.append(time.perf_counter())
            fold(pack, happened)
            moments.append(time.perf_counter())
        _plain(plain, records)
        times[limit].append(_seconds(lambda: _decoded(plain)))
        parts = ("opened: every page, the whole chain", "its records: the chain again", "decoded", "folded")
        for name, (before, after) in zip(parts, pairwise(moments), strict=True):
            times.setdefault(name, []).append(after - before)
        times.setdefault("netmeet: from the key to its screen", []).append(_resumed(home))
    yield against(limit, f"A journal of {size.replayed:,} events", in_ms(times))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _read_through(home: Path) -> None:
    with contextlib.closing(Vault.unlock(vault_of(home), PASSPHRASE)) as vault:
        records, after = vault.records(), None
        while rows := records.slice(after):
            after = rows[-1].seq


def _command(home: Path, arguments: Sequence[str]) -> float:
    """How long a command takes, from the passphrase on. Raises RuntimeError when it did not do what it should."""
    output = home / "output"
    with Program([*NETMEET, *arguments], home, output) as program:
        program.painted("Passphrase")
        program.type(PASSPHRASE)
        taken = program.press_and_end("enter")
    if not output.stat().st_size:
        raise RuntimeError(f"nothing came of {arguments}:\n{program.text()}")
    return taken


def _plain(path: Path, records: Sequence[bytes]) -> None:
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, record BLOB NOT NULL)")
        database.executemany("INSERT INTO event (record) VALUES (?)", ((record,) for record in records))
        database.commit()


def _decoded(path: Path) -> list[e.Event]:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return [e.decode(record) for (record,) in database.execute("SELECT record FROM event ORDER BY seq")]


def _resumed(home: Path) -> float:
    """How long from the key that goes on with a meeting to its screen."""
    with Program(NETMEET, home) as program:
        unlocked(program)
        return program.press("2", shipped().words.kinds["own-life"].short, timeout=300)
