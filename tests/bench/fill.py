"""Vaults with much in them, filled through their own doors: what a program finds there when it starts.

Each commit waits for the disk, so ``homes.py`` has them filled in memory and moved from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path

from netmeet_tui.journal import keys
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import at_lane, name_of
from netmeet_tui.meeting.trail import Taken, Trail, encode
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack

PASSPHRASE = "four green trees"
MORNING = datetime(2026, 3, 4, 9, tzinfo=UTC)
DAY = timedelta(hours=8)
MEETING = "meeting"
LANES = 20

FIRST_KEPT = date(2016, 1, 4)
DAYS = 3_600
"""Over how many days records are kept: about ten years."""
KEPT_FOR = timedelta(days=20 * 365)


def vault_in(folder: Path) -> Vault:
    """A new vault that is quick to unlock: the time that a passphrase is made to take is nobody's business here."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return Vault.create(folder, PASSPHRASE, None, kdf=lambda: keys.Kdf(m=19 * 1024, t=2, p=1))


def keep_records(vault: Vault, how_many: int) -> None:
    """Keep so many records, spread over ten years; one in a hundred is due."""
    pack = shipped()
    trails = _trails(pack)
    per_day = -(-how_many // DAYS)
    for start in range(0, how_many, per_day):
        day = FIRST_KEPT + timedelta(days=start * DAYS // how_many)
        review = day if start // per_day % 100 == 0 else day + KEPT_FOR
        some = {number: encode(next(trails)) for number in range(min(per_day, how_many - start))}
        vault.keep(f"{pack.name} {start}", some, day.isoformat(), review.isoformat())


def hold_and_end(vault: Vault, how_many: int) -> None:
    """Hold so many short meetings, and end each: nothing of them is kept."""
    records = [e.encode(event) for event in islice(events(shipped(), 3), 3)]
    for number in range(how_many):
        journal = vault.begin(f"ended-{number}", MORNING.isoformat())
        for record in records:
            journal.append(record)
        journal.erase()


def leave_open(vault: Vault, how_many: int) -> None:
    """Begin a meeting, and leave it open with so many events."""
    journal = vault.begin(MEETING, MORNING.isoformat())
    for event in islice(events(shipped(), how_many), how_many):
        journal.append(e.encode(event))


def events(pack: Pack, how_many: int) -> Iterator[e.Event]:
    """A meeting of eight hours, going to and fro between its concerns, in so many steps of time; it never ends.

    Each choice is taken back again, so that what is remembered of the way does not grow with how long it is.
    """
    times = (MORNING + number * DAY / how_many for number in count())
    step, choice = "danger", pack.steps["danger"].choices[1].id
    yield e.Opened(next(times), name_of(pack), {}, 2)
    for number in range(1, LANES + 1):
        yield e.Flagged(next(times), number, "own-life")
    for number in cycle(range(1, LANES + 1)):
        yield e.Turned(next(times), at_lane(number))
        yield e.Chose(next(times), number, step, choice)
        yield e.Happened(next(times), number, "!undo")


def _trails(pack: Pack) -> Iterator[Trail]:
    """What is kept of one concern after the other: each of some kind, with some outcome, and a dozen steps long."""
    kinds, outcomes = cycle(pack.start), cycle(pack.words.outcomes)
    way = tuple(
        Taken(MORNING + timedelta(minutes=minute), step.id, step.choices[0].id)
        for minute, step in enumerate(islice((step for step in pack.steps.values() if step.choices), 12))
    )
    settings = {name: setting.values[0] for name, setting in pack.settings.items()}
    while True:
        kind, outcome = next(kinds), next(outcomes)
        yield Trail(kind, MORNING.date(), way, outcome, "consent", name_of(pack), settings, left_open=False)
