"""Real work with a real vault, step by step, and what has to be there after each step.

As a program: does a script of steps in a folder, and says the number of each once it has returned.
"""

from __future__ import annotations

import os
import random
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from netmeet_tui.journal import errors, files, recovery, slots
from netmeet_tui.journal.keys import LEAST_KIB, Kdf
from netmeet_tui.journal.meeting import MeetingJournal
from netmeet_tui.journal.vault import Vault, VaultState, look
from tests.journal.support import BEGAN, record

if TYPE_CHECKING:
    from sqlite_utils import Database

SCOPE = "lane"
VAULT = Path("netmeet") / "vault"
"""Where the vault is made in the folder that is watched: as in a home, the folder above it is not there yet."""


@dataclass(frozen=True)
class Meeting:
    """What a meeting holds: its records in order, and the sealed text of its one concern."""

    records: tuple[bytes, ...] = ()
    sealed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """What is kept of a meeting that ended; nothing of the record once it was erased."""

    record: bytes | None
    review_on: str


@dataclass(frozen=True)
class State:
    """What a vault holds; without a passphrase there is none."""

    passphrase: str = ""
    code: str = ""
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    trouble: str = ""
    """What is said of records that are not as they were kept; nothing, as long as they are."""

    def having(self, meeting: str, held: Meeting) -> State:
        """The same, with this meeting."""
        return replace(self, meetings={**self.meetings, meeting: held})


class Desk:
    """Somebody's open vault and meetings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.passphrase = ""
        self.journals: dict[str, MeetingJournal] = {}
        self._vault: Vault | None = None

    @property
    def vault(self) -> Vault:
        """The vault; only asked for after it was made."""
        assert self._vault is not None
        return self._vault

    def make(self, passphrase: str) -> None:
        """Make the vault; where that was cut short and can only be opened, open it."""
        self.passphrase = passphrase
        if look(self.folder).state is VaultState.LOCKED:
            self._vault = Vault.unlock(self.folder, passphrase)
        else:
            self._vault = Vault.create(self.folder, passphrase, None, kdf=quick)

    def reopen(self) -> None:
        """Close everything and open it again."""
        self.vault.close()
        self._vault = Vault.unlock(self.folder, self.passphrase)
        self.journals = {meeting.id: self._vault.resume(meeting.id) for meeting in self._vault.open_meetings()}


class Step(Protocol):
    """Something that is done with a vault."""

    def do(self, desk: Desk) -> None:
        """Do it. Raises StoreError."""

    def then(self, state: State) -> State:
        """What has to be there when it has returned."""


@dataclass(frozen=True)
class Make:
    """Make the vault."""

    passphrase: str

    def do(self, desk: Desk) -> None:
        desk.make(self.passphrase)

    def then(self, state: State) -> State:
        return replace(state, passphrase=self.passphrase)


@dataclass(frozen=True)
class Begin:
    """Begin a meeting."""

    meeting: str

    def do(self, desk: Desk) -> None:
        desk.journals[self.meeting] = desk.vault.begin(self.meeting, BEGAN)

    def then(self, state: State) -> State:
        return state.having(self.meeting, Meeting())


@dataclass(frozen=True)
class Append:
    """Add a record; perhaps seal a name with it, or let the sealed text go."""

    meeting: str
    record: bytes
    seal: str = ""
    forget: bool = False

    def do(self, desk: Desk) -> None:
        seal = (SCOPE, "name", self.seal) if self.seal else None
        desk.journals[self.meeting].append(self.record, seal=seal, forget=SCOPE if self.forget else None)

    def then(self, state: State) -> State:
        held = state.meetings[self.meeting]
        sealed = {"name": self.seal} if self.seal else {} if self.forget else held.sealed
        return state.having(self.meeting, Meeting((*held.records, self.record), sealed))


@dataclass(frozen=True)
class Settle:
    """The housekeeping after a record."""

    meeting: str

    def do(self, desk: Desk) -> None:
        desk.journals[self.meeting].settle()

    def then(self, state: State) -> State:
        return state


@dataclass(frozen=True)
class Erase:
    """End a meeting (D-2)."""

    meeting: str

    def do(self, desk: Desk) -> None:
        desk.journals[self.meeting].erase()
        del desk.journals[self.meeting]

    def then(self, state: State) -> State:
        return replace(state, meetings={k: v for k, v in state.meetings.items() if k != self.meeting})


@dataclass(frozen=True)
class Rephrase:
    """Change the passphrase."""

    passphrase: str

    def do(self, desk: Desk) -> None:
        desk.vault.change_passphrase(self.passphrase, kdf=quick)
        desk.passphrase = self.passphrase

    def then(self, state: State) -> State:
        return replace(state, passphrase=self.passphrase)


@dataclass(frozen=True)
class Recode:
    """Make another recovery code."""

    code: str

    def do(self, desk: Desk) -> None:
        desk.vault.set_recovery(self.code)

    def then(self, state: State) -> State:
        return replace(state, code=self.code)


@dataclass(frozen=True)
class Reopen:
    """Close the vault and open it again."""

    def do(self, desk: Desk) -> None:
        desk.reopen()

    def then(self, state: State) -> State:
        return state


@dataclass(frozen=True)
class Keep:
    """Keep something of a meeting."""

    meeting: str
    record: bytes
    review_on: str

    def do(self, desk: Desk) -> None:
        desk.vault.keep(self.meeting, {1: self.record}, BEGAN[:10], self.review_on)

    def then(self, state: State) -> State:
        return replace(state, kept=(*state.kept, Kept(self.record, self.review_on)))


@dataclass(frozen=True)
class Renew:
    """Keep a record longer."""

    place: int
    review_on: str

    def do(self, desk: Desk) -> None:
        desk.vault.renew_kept(desk.vault.kept()[self.place].id, BEGAN[:10], self.review_on)

    def then(self, state: State) -> State:
        return _with_kept(state, self.place, replace(state.kept[self.place], review_on=self.review_on))


@dataclass(frozen=True)
class Unkeep:
    """Erase a record that was kept."""

    place: int

    def do(self, desk: Desk) -> None:
        desk.vault.erase_kept(desk.vault.kept()[self.place].id, BEGAN[:10])

    def then(self, state: State) -> State:
        return _with_kept(state, self.place, replace(state.kept[self.place], record=None))


def _with_kept(state: State, place: int, kept: Kept) -> State:
    return replace(state, kept=(*state.kept[:place], kept, *state.kept[place + 1 :]))


def quick() -> Kdf:
    """The cheapest settings that a vault may have."""
    return Kdf(LEAST_KIB, 1, 1)


def script(seed: int, length: int) -> list[Step]:
    """So many steps by chance, beginning with an empty disk; each seed always gives the same."""
    chance = random.Random(seed)
    steps: list[Step] = [Make("passphrase 0"), Begin("m0")]
    open_meetings, begun, number, kept = ["m0"], 1, 0, list[int]()
    while len(steps) < length:
        meeting = chance.choice(open_meetings) if open_meetings else ""
        what = chance.choices(
            ("append", "settle", "begin", "end", "rephrase", "recode", "reopen", "renew", "unkeep"),
            (12, 4, 2, 2, 1, 1, 1, 0.5, 0.5),
        )[0]
        if what == "begin" or not meeting:
            open_meetings.append(f"m{begun}")
            steps.append(Begin(f"m{begun}"))
            begun += 1
        elif what == "append":
            wish = chance.random()
            said = record(number, chance.choice((10, 200, 600, 5000)))
            steps.append(Append(meeting, said, seal=f"name {number}" if wish < 0.3 else "", forget=wish > 0.85))
        elif what == "settle":
            steps.append(Settle(meeting))
        elif what == "end":
            open_meetings.remove(meeting)
            kept.append(len(kept))
            steps += [Keep(meeting, record(number, 900), f"2027-01-{number % 28 + 1:02}"), Erase(meeting)]
        elif what in ("renew", "unkeep"):
            place = chance.choice(kept) if kept else -1
            if place >= 0:
                steps.append(Renew(place, f"2028-01-{number % 28 + 1:02}") if what == "renew" else Unkeep(place))
                kept[place] = -1
        elif what == "rephrase":
            steps.append(Rephrase(f"passphrase {number}"))
        elif what == "recode":
            steps.append(Recode(_code(chance)))
        else:
            steps.append(Reopen())
        number += 1
    return steps[:length]


def _code(chance: random.Random) -> str:
    return recovery._list().to_mnemonic(chance.randbytes(16))


def states(steps: list[Step]) -> list[State]:
    """What has to be there after none of the steps, after one, and so on."""
    after = [State()]
    for step in steps:
        after.append(step.then(after[-1]))
    return after


def found(folder: Path, among: list[State]) -> State:
    """What the real vault in a folder holds, read by whoever knows what ``among`` knows. Raises StoreError.

    Then the work goes on: a record more in each meeting, and another meeting.
    """
    if look(folder).state is VaultState.ABSENT:
        Vault.create(folder, "made again", None, kdf=quick).close()
        return State()
    passphrase, vault = _opened(folder, [state.passphrase for state in among if state.passphrase])
    try:
        file = slots.load(folder)
        codes = [state.code for state in among if state.code and _opens(file, state.code)]
        meetings = {}
        for meeting in vault.open_meetings():
            journal = vault.resume(meeting.id)
            meetings[meeting.id] = Meeting(tuple(journal.records()), dict(journal.sealed(SCOPE)))
            journal.append(b"and more")
            assert journal.records()[-1] == b"and more"
        vault.begin("another", BEGAN).append(b"its first")
        kept = tuple(Kept(one.record, one.review_on) for one in vault.kept())
        return State(passphrase, codes[0] if codes else "", meetings, kept, vault.kept_trouble())
    finally:
        vault.close()


def _opened(folder: Path, passphrases: list[str]) -> tuple[str, Vault]:
    for passphrase in passphrases:
        try:
            return passphrase, Vault.unlock(folder, passphrase)
        except errors.WrongPassphrase:
            continue
    raise errors.wrong_passphrase(folder)


def _opens(file: slots.VaultFile, code: str) -> bool:
    slot, bits = file.recovery_slot(), recovery.read(code)
    assert bits is not None
    return slot is not None and slots.take(file.id, slot, recovery.slot_key(file.id, bits)) is not None


# What a careless store would do: each has to be noticed.


def without_sync() -> None:
    """SQLite no longer waits for the disk."""
    from netmeet_tui.journal import sqlcipher

    writing = sqlcipher._writing

    def careless(path: Path, key: bytes) -> Database:
        database = writing(path, key)
        database.execute("PRAGMA synchronous = OFF")
        return database

    sqlcipher._writing = careless


def without_sync_of(kind: int) -> None:
    """Files (or folders) of our own are no longer waited for; SQLite's are."""
    sync = os.fsync

    def careless(handle: int) -> None:
        if stat.S_IFMT(os.fstat(handle).st_mode) != kind:
            sync(handle)

    files.os.fsync = careless  # type: ignore[attr-defined]


CARELESS: dict[str, Callable[[], None]] = {
    "no": lambda: None,
    "database": without_sync,
    "files": lambda: without_sync_of(stat.S_IFREG),
    "folders": lambda: without_sync_of(stat.S_IFDIR),
}


def main() -> None:
    """Do the script of a seed and a length in a folder, and end without closing anything."""
    folder, seed, length, careless = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    CARELESS[careless]()
    desk = Desk(folder / VAULT)
    for number, step in enumerate(script(seed, length), start=1):
        step.do(desk)
        os.write(1, b"%d\n" % number)
    os._exit(0)


if __name__ == "__main__":
    main()
