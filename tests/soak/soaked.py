"""The real program on a real terminal, with somebody at it who presses whatever comes, and is looked after.

Every so often it is looked at: is it up, does the screen have what every screen must have, how much memory is it.
And now and then its power is cut: then what is on the disk has to be what was on the screen, and the next start has
to come back to it.
"""

from __future__ import annotations

import abc
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_MEETING, Meeting
from netmeet_tui.process import STOPPED
from netmeet_tui.tui import home_text, meeting_text, policy_text, text, vault_text
from netmeet_tui.tui.practice import text as practice_text
from tests.e2e.facilitator import PASSPHRASE, PROGRAM, Facilitator, make_vault, numbered, settings_of
from tests.soak import seen
from tests.soak.kept import Kept, kept, lost
from tests.soak.memory import Sample, resident, taken_by
from tests.soak.monkey import Doing, Monkey
from tests.terminal import Terminal

TALL = (90, 110)
"""High enough for whole meetings to be seen."""

LOOKED_AT, TENDED = 25, 150
"""After so many keys it is looked at; and brought back to where there is something to press."""

QUIET = 0.3
"""Seconds without a byte after which a screen stands still."""

PATIENCE = 90.0
"""Seconds after which a screen is not coming any more."""

A_WHILE = 1.0
"""Seconds within which a key that does anything has done it."""

FEW = 3
"""Events that may have come on the disk since the screen was drawn."""

MOST_WRONG = 20
"""After so many faults it is given up."""

CROWDED = 25
"""Concerns in one meeting after which another home folder is taken."""

NUDGES: Final[Mapping[str, tuple[str, float]]] = {
    seen.HIDDEN: ("f7", 0.5),
    meeting_text.EMERGENCY_WHERE: ("2", 0.5),
    policy_text.POLICY_WHERE: ("c", 0.3),
    text.HELP_TITLE: ("escape", 0.5),
    meeting_text.MEETING: ("f", 0.15),
    seen.A_CONCERN: ("1", 0.2),
}
"""What is pressed on a page besides, and how often: else most keys would come to pages that only cover another."""

LEADING_OUT = frozenset({"escape", "q", "p", "ctrl+q"})
"""Keys that leave the program from its first page: there they are seldom pressed."""


LEFT = (0, 128 + signal.SIGINT)
"""How it ends when somebody leaves: the second where they press Ctrl+C besides, as it closes."""


class Gone(Exception):
    """The program has ended."""


class Wrong(Exception):
    """Something is not as it has to be: a sentence without content."""


class Watched(Terminal):
    """A terminal that forgets what was drawn long ago, and notices a traceback wherever it is drawn."""

    REMEMBERED = 1 << 20
    SIGN = b"Traceback (most recent"
    traced = False

    @property
    def ended(self) -> bool:
        """Whether the program is no more."""
        return self._status is not None or self._eof

    def put(self, data: bytes) -> None:
        """Type bytes, all of them. Raises Gone when nobody reads them any more."""
        while data:
            if self.ended:
                raise Gone
            try:
                data = data[os.write(self._master, data) :]
            except OSError:
                raise Gone from None

    def _take(self, data: bytes) -> None:
        self.traced = self.traced or self.SIGN in bytes(self._raw[-len(self.SIGN) :]) + data
        super()._take(data)
        surplus = len(self._raw) - self.REMEMBERED
        if surplus > self.REMEMBERED:
            del self._raw[:surplus]
            self._left_at = max(self._left_at - surplus, 0)


@dataclass
class Told:
    """What was done and what came of it. No word of it is content."""

    keys: int = 0
    by_page: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    """Bursts, pastes, storms; starts, ends, cuts and what was held to the disk."""
    events: int = 0
    """Records in the journals when each was read for the last time."""
    events_kib: float = 0.0
    """What they take for themselves in memory."""
    lives: list[list[Sample]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Soaked(abc.ABC):
    """A program that is soaked: what is the same for a live meeting and for practice."""

    command: Sequence[str | Path] = PROGRAM
    practice = False
    progress: Callable[[Told], None] | None = None
    """Told what was done so far, after each life of the program."""

    def __init__(self, folder: Path, seed: int, *, cut_every: int, enough: Callable[[], bool]) -> None:
        """``cut_every``: keys between two power cuts. ``enough``: asked now and then whether time is up."""
        self.folder = folder
        self.monkey = Monkey(seed)
        self.chance = random.Random(seed + 1)
        self.told = Told()
        self._cut_every, self._enough = cut_every, enough
        self._last: list[str] = []
        """What was done last, for whoever has to find a fault."""
        self._born = 0
        """Keys that had been pressed when the program was started."""

    # -- the whole of it ---------------------------------------------------------------------------------

    def run(self, keys: int) -> Told:
        """Press so many keys, in as many lives of the program as that takes."""
        end = self.told.keys + keys
        while self.told.keys < end and not self._enough() and len(self.told.wrong) < MOST_WRONG:
            self._life(min(end, self.told.keys + self._cut_every))
        return self.told

    def _life(self, end: int) -> None:
        """From a start to a power cut, or to wherever the keys lead out of the program."""
        self._born = self.told.keys
        self.told.lives.append([])
        self.told.done["starts"] += 1
        try:
            with self._started() as terminal:
                try:
                    terminal.resize(80, 24)
                    self._keys_until(end, terminal)
                    self._cut(terminal)
                except Gone:
                    self._ended(terminal)
                finally:
                    if terminal.traced:
                        raise Wrong("a traceback was drawn")
        except (Wrong, AssertionError) as error:
            what = str(error) if isinstance(error, Wrong) else str(error).partition("\n")[0]
            self.told.wrong.append(f"after {self.told.keys} keys: {what}\n  {' '.join(self._last[-25:])}")
            self._look_anew()
        if self.progress is not None:
            self.progress(self.told)

    @abc.abstractmethod
    def _started(self) -> AbstractContextManager[Watched]:
        """The program, come to where keys are to be pressed."""

    @abc.abstractmethod
    def _look_anew(self) -> None:
        """After a fault, take what there is for what has to be there: it is one fault, not one with each start."""

    def _keys_until(self, end: int, terminal: Watched) -> None:
        tended = looked = self.told.keys
        while self.told.keys < end and not self._enough():
            self._do(terminal)
            if self.told.keys - looked >= LOOKED_AT:
                looked = self.told.keys
                self._look(terminal)
            if self.told.keys - tended >= TENDED:
                tended = self.told.keys
                self._sample(terminal)
                self.tend(terminal)

    @abc.abstractmethod
    def tend(self, terminal: Watched) -> None:
        """Bring it back to where there is something to press."""

    def _cut(self, terminal: Watched) -> None:
        """Cut the power."""
        terminal.kill()

    # -- pieces ------------------------------------------------------------------------------------------

    def _do(self, terminal: Watched, avoid: frozenset[str] = frozenset()) -> None:
        """One thing, and then perhaps a moment."""
        rows = terminal.lines()
        page = seen.page_of(rows)
        if page in (text.NAME, practice_text.WHERE) and self.chance.random() < 0.95:
            avoid |= LEADING_OUT
        nudge, often = NUDGES.get(page, ("", 0.0))
        nudge = nudge if not seen.writing(rows) and self.chance.random() < often else ""
        doing = self.monkey.next(writing=seen.writing(rows), avoid=avoid, first=nudge)
        self.told.keys += doing.keys
        self.told.by_page[page] += doing.keys
        self.told.done[doing.what] += 1
        self._note(doing)
        for part in doing.parts:
            if isinstance(part, bytes):
                terminal.put(part)
            else:
                terminal.resize(*part)
        if self.chance.random() < 0.7:
            terminal.wait_written(1, 0.05)

    def _note(self, doing: Doing) -> None:
        for part in doing.parts:
            told = repr(part[:60])[2:-1] if isinstance(part, bytes) else f"{part[0]}x{part[1]}"
            self._last.append(f"{doing.what}:{told}" if doing.what != "keys" else told)
        del self._last[:-80]

    def _look(self, terminal: Watched) -> str:
        """Wait until the screen has what every screen must have; which page it is. Raises Gone, Wrong."""
        lacking = ""

        def whole(_: str) -> bool:
            nonlocal lacking
            lacking = seen.wanting(terminal._lines(), practice=self._in_practice(terminal)) or ""
            return not lacking

        try:
            terminal.wait_for(whole, PATIENCE)
        except AssertionError:
            if terminal.ended:
                raise Gone from None
            page = seen.page_of(terminal.lines())
            raise Wrong(f"{lacking or 'any frame'} is not on the screen ({page})") from None
        return seen.page_of(terminal.lines())

    def _in_practice(self, terminal: Watched) -> bool:
        del terminal
        return self.practice

    def _still(self, terminal: Watched) -> str:
        """Wait until nothing moves; which page it is then."""
        with_time = terminal.wait_settled(QUIET, PATIENCE)
        if terminal.ended:
            raise Gone
        assert with_time
        return self._look(terminal)

    def _sample(self, terminal: Watched) -> None:
        sample = Sample(self.told.keys - self._born, resident(terminal.process.pid))
        self.told.lives[-1].append(sample)

    def _ended(self, terminal: Watched) -> None:
        """It has ended by itself. Raises Wrong when nobody asked for that."""
        status = terminal.wait_exit(PATIENCE)
        words = terminal.raw_after_leaving.decode(errors="replace")
        if status in LEFT and STOPPED.partition("(")[0] not in words:
            self.told.done["left"] += 1
            return
        said = [line.strip() for line in words.splitlines() if "code" in line]
        raise Wrong(f"it ended with status {status}: {' '.join(said)[:200]}")

    def _wait(self, terminal: Watched, holds: Callable[[str], bool], patience: float = PATIENCE) -> None:
        """Wait for a screen, or until it is not coming any more. Raises Gone."""
        with suppress(AssertionError):
            terminal.wait_for(holds, patience)
        if terminal.ended:
            raise Gone

    def _turn(self, terminal: Watched, key: str) -> None:
        """Press a key, and wait for what it does."""
        before = terminal.text()
        self._press(terminal, key)
        self._wait(terminal, lambda screen: screen != before, A_WHILE)
        self._still(terminal)

    def _press(self, terminal: Watched, *keys: str) -> None:
        self._last += [f"({key})" for key in keys]
        try:
            terminal.press(*keys)
        except OSError:
            raise Gone from None


class Person(Facilitator):
    """A facilitator at a terminal that forgets."""

    def _open(self) -> Watched:
        return Watched(self._command, home=self.home, env=self._env, size=self._size)


class Live(Soaked):
    """A live meeting: what is chosen in it has to be on the disk."""

    def __init__(self, folder: Path, seed: int, *, cut_every: int, enough: Callable[[], bool]) -> None:
        super().__init__(folder, seed, cut_every=cut_every, enough=enough)
        self._homes = 0
        self._home = self._new_home()
        self._kept = Kept({}, 0)
        """What was kept when it was read last."""
        self._at: Meeting | None = None
        """Where the next start has to come back to."""

    def run(self, keys: int) -> Told:
        """Press so many keys; then the last meeting is read once more."""
        told = super().run(keys)
        self._count()
        return told

    def _new_home(self) -> Path:
        self._homes += 1
        home = self.folder / f"home{self._homes}"
        make_vault(home)
        settings = settings_of(home)
        settings.parent.mkdir(parents=True)
        settings.write_text('keyring = false\n[policy]\nrecords = "trails"\n', encoding="utf-8")
        return home

    @contextmanager
    def _started(self) -> Iterator[Watched]:
        if any(len(state.concerns) > CROWDED for state in self._kept.states()):
            self._count()
            self._home, self._kept = self._new_home(), Kept({}, 0)
        with Person(self._home, size=TALL) as someone:
            self.someone = someone
            terminal = someone.terminal
            assert isinstance(terminal, Watched)
            someone.wait_ready()
            someone.unlock()
            self._resume()
            yield terminal

    def _resume(self) -> None:
        """Into the meeting; where one was cut off, the screen is what is on the disk."""
        someone, states = self.someone, self._kept.states()
        going_on = home_text.HOME_RESUME.partition("{")[0]
        lines = numbered(someone.terminal.text())
        open_ones = [key for key, line in lines.items() if line.startswith(going_on)]
        if not open_ones:
            if states:
                raise Wrong("the first page offers no meeting to go on with")
            someone.start_meeting()
            self._flag()
            return
        someone.terminal.press(open_ones[0])
        self._expect(states)
        self.told.done["came back"] += 1

    def _flag(self) -> None:
        """Something worries somebody: a meeting without a concern has little to lose."""
        terminal = self.someone.terminal
        assert isinstance(terminal, Watched)
        for key in ("f", self.chance.choice("12345"), "1"):
            self._turn(terminal, key)
            self.told.keys += 1

    def _expect(self, states: Sequence[Meeting]) -> None:
        try:
            self.someone.terminal.wait_for(lambda screen: self._shown(screen, states), PATIENCE)
        except AssertionError:
            raise Wrong("what came back is not what is on the disk") from None

    def _shown(self, screen: str, states: Sequence[Meeting]) -> bool:
        """Whether a screen shows one of these states of a meeting."""
        for state in states:
            self.someone.engine = Session(
                self.someone.pack, MemoryJournal(), lambda: datetime.now().astimezone(), state
            )
            if self.someone.shows_view(screen) and _no_more_than(state, screen):
                return True
        return False

    # -- looking after it --------------------------------------------------------------------------------

    def _in_practice(self, terminal: Watched) -> bool:
        """From the first page one comes to practice as well: there it is looked at as such."""
        rows = terminal._lines()
        return bool(rows) and "━ PRACTICE" in rows[0]

    def tend(self, terminal: Watched) -> None:
        """Bring it back to the meeting, mostly where it is not in one of its concerns."""
        if self._still(terminal) != seen.A_CONCERN or self.chance.random() < 0.2:
            self._to_meeting(terminal)
            terminal.resize(*self.monkey.size())

    def _to_meeting(self, terminal: Watched) -> None:
        """From wherever it is, by the keys that a person would press. Raises Gone where there is no way."""
        terminal.resize(*TALL)
        for turn in range(14):
            page = self._still(terminal)
            screen = terminal.text()
            if self._in_practice(terminal):
                self._start_anew(terminal, "practice")
            if meeting_text.IN_MEMORY in screen.split("\n")[0]:
                self._start_anew(terminal, "in memory")
            if page == meeting_text.MEETING and seen.is_meetings_own(terminal.lines()):
                return
            if page == seen.HIDDEN:
                self._turn(terminal, "f7")
            elif vault_text.LOCK_WHERE in page:
                self._unlock(terminal)
            elif page == text.NAME and "999" in screen and self._lines_at_home(screen):
                self._turn(terminal, self._lines_at_home(screen)[0])
            else:
                keys = ("escape", "m", "escape", "2") if not seen.writing(terminal.lines()) else ("escape",)
                self._turn(terminal, keys[turn % len(keys)])
        self.told.done["brought back by a start"] += 1
        self._last.append(f"[not brought back: {self._still(terminal)}]")
        self._start_anew(terminal, "not brought back")

    @staticmethod
    def _lines_at_home(screen: str) -> list[str]:
        """The keys of the lines that go on with a meeting, or start one."""
        begin = (home_text.HOME_RESUME.partition("{")[0], home_text.HOME_START)
        return [key for start in begin for key, line in numbered(screen).items() if line.startswith(start)]

    def _unlock(self, terminal: Watched) -> None:
        """Unlock, where it is locked."""
        if vault_text.LOCK_UNLOCK in numbered(terminal.text()).values():
            self._turn(terminal, "1")
        if not seen.writing(terminal.lines()):
            self._press(terminal, "enter")
        self._press(terminal, "ctrl+u", "end", "ctrl+u")
        terminal.put(PASSPHRASE.encode() + b"\r")
        self._wait(terminal, lambda screen: vault_text.LOCK_WHERE not in screen.split("\n")[0], 10 * A_WHILE)
        self.told.done["unlocked"] += 1

    def _start_anew(self, terminal: Watched, why: str) -> None:
        """Away from where no meeting is. Raises Gone."""
        self.told.done[f"started anew: {why}"] += 1
        terminal.kill()
        self._read()
        raise Gone

    def _ended(self, terminal: Watched) -> None:
        if terminal.wait_exit(PATIENCE) == -9:  # which is our own doing
            return
        try:
            super()._ended(terminal)
        finally:
            self._read()

    # -- the power cut -----------------------------------------------------------------------------------

    def _cut(self, terminal: Watched) -> None:
        """Cut the power, and hold what was on the screen to what is on the disk."""
        self._to_meeting(terminal)
        if self.chance.random() < 0.7:
            for _ in range(self.chance.randint(1, 8)):
                self._do(terminal, frozenset({"ctrl+l", "f2", "q", "ctrl+q"}))
            terminal.resize(*TALL)
        page = self._still(terminal)
        if not seen.is_meetings_own(terminal.lines()):
            self._to_meeting(terminal)
            page = self._still(terminal)
        screen = terminal.text()
        terminal.kill()
        self.told.done["cuts"] += 1
        self._read()
        self.told.done["held to the disk"] += 1
        if not any(self._shown(screen, [state]) for state in self._kept.states(FEW)):
            raise Wrong(f"what was on the screen is not on the disk ({page})")

    def _read(self) -> None:
        """Read what is kept. Raises Wrong when something is gone."""
        now = kept(self._home)
        self.told.done["journals read"] += 1
        if what := lost(self._kept, now):
            raise Wrong(what)
        self._kept = now

    def _look_anew(self) -> None:
        self._kept = kept(self._home)

    def _count(self) -> None:
        for records in self._kept.meetings.values():
            self.told.events += len(records)
            self.told.events_kib += taken_by(records)


def _no_more_than(state: Meeting, screen: str) -> bool:
    """Whether a meeting's screen shows no concern that the state does not know."""
    if state.view != AT_MEETING:
        return True
    shown = {int(key) for key in numbered(screen) if key.isdigit()}
    return shown <= {concern.number for concern in state.open_concerns}


class Practised(Soaked):
    """Practice: nothing is kept, and every page says that it is practice."""

    command = (*PROGRAM, "practice")
    practice = True

    @contextmanager
    def _started(self) -> Iterator[Watched]:
        home = self.folder / "home"
        with Watched(self.command, home=home, size=(80, 24)) as terminal:
            self._begin_story(terminal)
            yield terminal

    def _begin_story(self, terminal: Watched) -> None:
        """Take some story in some way of practising it; each page is waited for, as a person would."""
        self._wait(terminal, lambda screen: "▸ " in screen)
        self._press(terminal, *["down"] * self.chance.randint(0, 20))
        for key in ("enter", "1", self.chance.choice("1123"), "1"):
            self._turn(terminal, key)

    def _look_anew(self) -> None:
        """Nothing is kept."""

    def tend(self, terminal: Watched) -> None:
        """Back to a story from where nothing is to be pressed."""
        page = self._still(terminal)
        if page == seen.HIDDEN:
            self._turn(terminal, "f7")
        elif page == practice_text.WHERE:
            self._begin_story(terminal)
