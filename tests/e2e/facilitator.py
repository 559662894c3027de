"""A facilitator at a real terminal: flags, chooses, writes, rings 999, and is surprised by nothing but faults.

Beside the program runs the engine itself, over a journal in memory. Every method does the same in both, and then
waits until the screen says what the engine says: the same lane, the same title, exactly the same choices, with
their keys. So a test tells a story in the policy's own names, and what a person sees is checked at each step.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from netmeet_tui.journal import recovery
from netmeet_tui.journal.keys import LEAST_KIB, Kdf
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import (
    AT_EMERGENCY,
    AT_END,
    AT_FLAG,
    AT_MEETING,
    Concern,
    Meeting,
    at_lane,
    fold,
    lane_of,
)
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack, Step
from netmeet_tui.tui import end_text, home_text, lines, meeting_text, text, vault_text
from netmeet_tui.tui.screens.check_in import due
from netmeet_tui.tui.screens.flag import KINDS
from tests.terminal import Terminal

PASSPHRASE = "violet stone under bridge"
PROGRAM = (sys.executable, "-m", "netmeet_tui")
EVENT_KEYS = {
    "!undo": "u",
    "!park": "p",
    "!resume": "p",
    "!left": "l",
    "!returned": "l",
    "!withdrawn": "w",
    "!under-18": "y",
    "!stand-down": "d",
}
IN_A_FIELD = "F9 999"
"""What the top line ends with while a field is being written in."""

RULE = "──────"
NOTICE = re.compile(r" {2}\S")
"""How a line of a notice begins; lines of the screen itself begin one column further left."""

BESIDE = re.compile(r"\s+(?:◂.*|\(\w{3} \d+ \w+, \d\d:\d\d\))$")
"""What the calendar says beside a line: that it says this, or when a practice is likely to answer next."""

NUMBERED_WORD = re.compile(r"(?<!\S)(\d+) ([a-z]{3,8})\b")
"""A word of a recovery code. Keys such as F8 stand before words too."""

MINUTES = re.compile(r"\b(?:\d+ h )?\d+ min\b")


def vault_of(home: Path) -> Path:
    """Where the program keeps its vault in this home."""
    return home / ".local" / "share" / "netmeet" / "vault"


def settings_of(home: Path) -> Path:
    """Where an organisation puts its settings in this home."""
    return home / ".config" / "netmeet" / "settings.toml"


def make_vault(home: Path, passphrase: str = PASSPHRASE) -> None:
    """Make the vault that the program would make, but quick to open."""
    Vault.create(vault_of(home), passphrase, None, kdf=lambda: Kdf(LEAST_KIB, 1, 1)).close()


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def flat(screen: str) -> str:
    """The screen as one line, so that it does not matter where lines were broken."""
    return " ".join(screen.split())


def wordless(screen: str) -> bool:
    """Whether there is something to see, and not a letter or a digit in it: the clock's are drawn with lines."""
    return bool(screen.strip()) and not any(character.isalnum() for character in screen)


def body(screen: str) -> list[str]:
    """The lines of a screen, without how long the meeting has gone on."""
    return [MINUTES.sub("", line) for line in screen.splitlines()]


def numbered(screen: str) -> dict[str, str]:
    """The lines with a number in front of them, by that number; broken ones put together again.

    What the calendar says beside a line is left out, and the column beside it in a wide window.
    """
    found: dict[str, str] = {}
    number = ""
    for row in screen.splitlines()[1:]:
        line = row.partition("│")[0].rstrip()
        start = re.match(r" {1,6}(\d|·) {3}(\S.*)", line)
        if start:
            number = start[1]
            found[number] = start[2].strip()
        elif not line.strip() or RULE in line or NOTICE.match(line):
            number = ""
        elif number:
            found[number] += " " + line.strip()
    return {number: BESIDE.sub("", line) for number, line in found.items()}


class Facilitator:
    """Somebody who uses the program in a home folder."""

    over = end_text.END_DONE
    """What is said once a meeting has ended."""

    def __init__(
        self,
        home: Path,
        *,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        command: Sequence[str | Path] = PROGRAM,
    ) -> None:
        self.home = home
        self.pack: Pack = shipped()
        self.policy: dict[str, str] = {}
        self.engine: Session | None = None
        self.paused: frozenset[int] = frozenset()
        """The concerns after which a pause was offered."""
        self._env, self._size, self._command = env, size, command
        self.terminal = self._open()

    def _open(self) -> Terminal:
        return Terminal(self._command, home=self.home, env=self._env, size=self._size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.terminal.close()

    # -- what the engine says ----------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The engine beside the program."""
        assert self.engine is not None
        return self.engine

    @property
    def state(self) -> Meeting:
        """What the meeting should be like."""
        return self.session.state

    @property
    def number(self) -> int:
        """The lane that should be shown."""
        number = lane_of(self.state.view)
        assert number is not None, f"the engine is at {self.state.view}"
        return number

    @property
    def lane(self) -> lanes.Lane:
        """The lane that should be shown."""
        return self.state.concern(self.number).lane

    @property
    def step(self) -> Step:
        """The step that should be shown."""
        return self.pack.steps[self.lane.step]

    def fact(self, name: str) -> str:
        """A fact of the lane that is shown."""
        return lanes.fact(self.pack, self.lane, name)

    def labels(self) -> list[str]:
        """The choices that should be offered, as they should read, in the order of their keys."""
        offered = [o for o in lanes.choices(self.pack, self.lane, self.state.given) if o.open]
        plain = [o.label for o in offered if o.choice.offer is None]
        answers = self.pack.words.answers
        return [answers.yes, answers.no, answers.later, *plain] if self.step.shows == "ledger" else plain

    def title(self) -> str:
        """The title that should be shown."""
        return self.step.worded(lanes.world(self.lane.situation, self.state.given)).title

    # -- what the screen says ----------------------------------------------------------------------------

    def shows_view(self, screen: str) -> bool:
        """Whether the screen is where the engine is."""
        view = self.state.view
        if view == AT_MEETING:
            return self._shows_meeting(screen)
        if view == AT_FLAG:
            return meeting_text.FLAG_TITLE in screen
        if view == AT_END:
            return end_text.END_TITLE in screen
        if view == AT_EMERGENCY:
            return meeting_text.EMERGENCY_RANG in screen and meeting_text.EMERGENCY_BACK in screen
        return self._shows_step(screen)

    def _shows_meeting(self, screen: str) -> bool:
        if (
            meeting_text.HERE_TITLE not in screen
            or meeting_text.BEGAN.partition("{")[0] not in screen.split("\n")[0]
        ):
            return False
        said = flat(screen)
        return all(flat(self._line_of(concern)) in said for concern in self.state.concerns)  # words may have blanks

    def _line_of(self, concern: Concern) -> str:
        key = "·" if concern.lane.closed else str(concern.number)
        about = lines.seat_of(self.state, concern)
        parts = [key, lines.kind_of(self.pack, concern), about, lines.stands(self.pack, concern)]
        return " ".join(filter(None, parts))

    def _shows_step(self, screen: str) -> bool:
        first, trail = screen.split("\n")[:2]
        concern = self.state.concern(self.number)
        kind = f"{concern.number} {lines.kind_of(self.pack, concern)}"
        parts = [part.strip() for part in re.sub(r"F?9 999$", "", first).split("·")]
        if parts[0] != kind or (text.PARKED in parts) != self.lane.parked:
            return False
        if not _ends(trail.split(" › "), lines.trail(self.pack, concern, 10_000).plain.split(" › ")):
            return False
        if self.title() not in flat(screen) or list(numbered(screen).values()) != self.labels():
            return False
        fields = [self.pack.words.fields[name].label for name in (*self.step.fields, *self.step.sealed)]
        if not all(label in screen for label in fields):
            return False
        if self.step.shows != "ledger":
            return True
        rows = lines.ledger(self.pack, concern)
        return all(f"{label} {answer}" in flat(screen) for _, label, answer in rows)

    def see(self) -> str:
        """Wait until the screen is what the engine says; return it."""
        return self.terminal.wait_for(self.shows_view)

    def still(self) -> str:
        """The screen when nothing is being drawn any more: to be compared with another one."""
        self.see()
        return self.terminal.wait_settled()

    def comes_back(self, screen: str) -> None:
        """Wait until the body of that screen is there again, whatever the time has become."""
        self.terminal.wait_for(lambda now: body(now) == body(screen))

    def wait(self, sentence: str) -> str:
        """Wait until the screen says this, however its lines are broken; return it."""
        return self.terminal.wait_for(lambda screen: flat(sentence) in flat(screen))

    def key_for(self, label: str) -> str:
        """The key of the line that says this."""
        found = [key for key, line in numbered(self.terminal.text()).items() if line == label]
        assert len(found) == 1, f"{label!r} is not one line of:\n{self.terminal.text()}"
        return found[0]

    def pick(self, label: str) -> None:
        """Press the key of the line that says this."""
        self.terminal.wait_for(lambda screen: label in numbered(screen).values())
        self.terminal.press(self.key_for(label))

    def in_a_field(self) -> None:
        """Wait until a field is being written in: 999 has another key there."""
        self.terminal.wait_for(lambda screen: screen.split("\n")[0].endswith(IN_A_FIELD))

    def out_of_fields(self) -> None:
        """Wait until no field is being written in."""
        self.terminal.wait_for(lambda screen: not screen.split("\n")[0].endswith(IN_A_FIELD))

    # -- opening and closing -----------------------------------------------------------------------------

    def first_start(self, passphrase: str = PASSPHRASE) -> None:
        """From an empty home folder into the first meeting."""
        self.wait_ready()
        self.pick(home_text.HOME_START)
        self.terminal.wait_for(vault_text.CREATE_TITLE)
        self.type_passphrases(passphrase, passphrase)
        self.pick(vault_text.RECOVERY_CHOICES[0])
        self.begun()

    def type_passphrases(self, first: str, second: str) -> None:
        """Fill in both fields of the first start, and send them off."""
        self.in_a_field()
        row = self._cursor()
        for passphrase, last in ((first, False), (second, True)):
            self.terminal.type(passphrase)
            hidden = "•" * len(passphrase)
            self.terminal.wait_for(lambda s, hidden=hidden: self._field(s) == hidden)  # type: ignore[misc]
            self.terminal.press("enter")
            if not last:
                self.terminal.wait_for(lambda _: self._cursor() > row)

    def recovery_code(self) -> str:
        """Wait until twelve words are shown, and nothing of the screen before; return them in order."""

        def code_on(screen: str) -> str:
            words = sorted((int(number), word) for number, word in NUMBERED_WORD.findall(screen))
            return " ".join(word for _, word in words)

        return code_on(self.terminal.wait_for(lambda screen: recovery.read(code_on(screen)) is not None))

    def wait_ready(self) -> None:
        """Wait until the first screen has looked for a vault."""
        self.terminal.wait_for(
            lambda s: home_text.HOME_TITLE in s and home_text.HOME_OPENING not in flat(s) and bool(numbered(s))
        )

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Unlock the vault from the first screen; then it offers what can be done."""
        self.pick(home_text.HOME_UNLOCK)
        self.terminal.wait_for(vault_text.UNLOCK_TITLE)
        self.in_a_field()
        self.terminal.type(passphrase)
        self.terminal.wait_for("•" * min(len(passphrase), 20))
        self.terminal.press("enter")
        self.terminal.wait_for(lambda s: home_text.HOME_START in numbered(s).values())

    def start_meeting(self) -> None:
        """Begin a meeting from the first screen."""
        self.pick(home_text.HOME_START)
        self.begun()

    def begun(self) -> None:
        """A meeting has just begun, and nothing has happened in it."""
        self.engine = Session.begin(self.pack, MemoryJournal(), lambda: datetime.now().astimezone(), self.policy)
        self.paused = frozenset()
        self.see()

    def resume(self) -> str:
        """Go on with the one open meeting; return the screen that it comes back to."""
        self._go_on()
        return self.see()

    def _go_on(self) -> None:
        going_on = home_text.HOME_RESUME.partition("{")[0]
        screen = self.terminal.wait_for(lambda s: any(line.startswith(going_on) for line in numbered(s).values()))
        found = [key for key, line in numbered(screen).items() if line.startswith(going_on)]
        assert len(found) == 1, screen
        self.terminal.press(found[0])

    def kill(self) -> None:
        """A power cut."""
        assert self.terminal.kill() == -9

    def reopen(self) -> None:
        """Start the program anew, in the same home folder."""
        self.terminal.close()
        self.terminal = self._open()

    def reopen_with(self, env: Mapping[str, str] | None) -> None:
        """Start the program anew in another environment."""
        self._env = env
        self.reopen()

    def expect_meeting(self, state: Meeting) -> None:
        """There is a meeting from before, like this."""
        self.engine = Session(self.pack, MemoryJournal(), lambda: datetime.now().astimezone(), state)
        self.paused = due(self.pack, state)

    def kill_and_restart(self) -> str:
        """A power cut, then all the way back; return the screen that comes back."""
        self.kill()
        self.reopen()
        self.wait_ready()
        self.unlock()
        return self.resume()

    # -- hiding and locking ------------------------------------------------------------------------------

    def hide(self, key: str = "h") -> str:
        """A clock over everything; return what is to be seen of it."""
        self.terminal.press(key)
        return self.terminal.wait_for(wordless)

    def lock(self) -> str:
        """Lock; return the screen that says so."""
        self.terminal.press("ctrl+l")
        return self.wait(vault_text.LOCK_WHY)

    def unlock_here(self, typed: str = PASSPHRASE) -> None:
        """Type what opens a room that was locked, and send it off."""
        self.pick(vault_text.LOCK_UNLOCK)
        self.in_a_field()
        self.terminal.type(typed)
        self.terminal.wait_for("•" * min(len(typed), 20))
        self.terminal.press("enter")

    def close(self) -> None:
        """Close the program from the meeting screen, leaving the meeting open."""
        self.meeting()
        self.terminal.press("q")
        self.pick(text.LEAVE_CHOICES[0])
        assert self.terminal.wait_exit() == 0

    # -- the meeting -------------------------------------------------------------------------------------

    def meeting(self) -> None:
        """Back to the meeting screen."""
        if self.state.view == AT_MEETING:
            return
        self.terminal.press("m" if lane_of(self.state.view) else "escape")
        self.session.turn(AT_MEETING)
        self._pause()
        self.see()

    def go_to(self, number: int) -> None:
        """Go to a concern by its digit on the meeting screen."""
        self.meeting()
        self.terminal.press(str(number))
        self.session.turn(at_lane(number))
        self.see()

    def to_flags(self) -> None:
        """To where a concern is flagged."""
        self.session.turn(AT_FLAG)
        self.terminal.press("f")
        labels = [self.pack.words.kinds[known].label for known in KINDS]
        # The title may be drawn before the lines are.
        self.terminal.wait_for(lambda s: self.shows_view(s) and list(numbered(s).values())[: len(KINDS)] == labels)

    def flag(self, kind: str, seat: str = "") -> None:
        """Flag a concern."""
        if self.state.view != AT_FLAG:
            self.to_flags()
        if seat:
            self.terminal.press(seat.lower())
            self.terminal.wait_for(f"▸{self.state.seat(seat)}".replace(" ", "\u00a0"))
        self.pick(self.pack.words.kinds[kind].label)
        self.session.flag(kind, seat)
        self.see()

    def seat(self, word: str = "") -> None:
        """Somebody sits down, with a word of their own or none."""
        self.terminal.press("s")
        self.wait(meeting_text.SEATS_LINES)
        self.terminal.press("1")
        self.in_a_field()
        letter = self.session.take_seat()
        self.terminal.type(word)
        self.terminal.wait_for(word)
        self.terminal.press("enter")
        self.out_of_fields()
        self.session.name_seat(letter, word)
        self.terminal.wait_for(lambda s: f"{letter} {word}".strip() in flat(s))
        self.terminal.press("escape")
        self.see()

    def choose(self, step: str, choice: str, reason: str = "") -> None:
        """Make a choice of the step that is shown, by what it says."""
        assert self.lane.step == step, f"the lane is at {self.lane.step}, not at {step}"
        label = self.label(choice)
        self.pick(label)
        if self._needs_reason(choice):
            self.say_why(label, reason)
        else:
            reason = ""
        self.session.choose(self.number, choice, reason)
        self._closing()
        self._pause()
        self.see()

    def choices(self, path: str, reason: str = "") -> None:
        """Make several: ``step=choice`` and ``offers=offer=answer``, with blanks between them."""
        for entry in path.split():
            step, _, choice = entry.partition("=")
            if "=" in choice:
                self.answer(*choice.split("="))
            else:
                self.choose(step, choice, reason)

    def label(self, choice: str) -> str:
        """What an open choice of this step says."""
        for offered in lanes.choices(self.pack, self.lane, self.state.given):
            if offered.open and offered.choice.id == choice:
                return offered.label
        raise AssertionError(f"{choice} is not offered at {self.lane.step}")

    def _needs_reason(self, choice: str) -> bool:
        found = self.step.choice(choice)
        return found is not None and found.reason

    def say_why(self, label: str, reason: str) -> None:
        """Give the reason that a choice asks for."""
        assert reason, f"{label!r} asks for a reason"
        screen = self.terminal.wait_for(meeting_text.REASON_NEEDED)
        assert label in flat(screen)
        self.in_a_field()
        self.terminal.type(reason)
        self.terminal.wait_for(lambda s: reason[-40:] in s)
        self.terminal.press("enter")

    def _closing(self) -> None:
        if self.lane.closed:
            self.session.turn(AT_MEETING)

    def answer(self, offer: str, value: str) -> None:
        """Answer an offer: go to its line, press the answer's key."""
        assert self.step.shows == "ledger"
        label = self.pack.words.offers[offer].label
        for _ in self.pack.offers:
            if f"▸ {label}" in self.terminal.text():
                break
            before = self.terminal.text()
            self.terminal.press("down")
            self.terminal.wait_for(lambda s, before=before: s != before)  # type: ignore[misc]
        assert f"▸ {label}" in self.terminal.text(), self.terminal.text()
        self.pick(getattr(self.pack.words.answers, value))
        self.session.choose(self.number, f"{offer}={value}")
        self.see()

    def happen(self, event: str) -> None:
        """One of the flow's events, by its key."""
        self.terminal.press(EVENT_KEYS[event])
        self.session.happen(self.number, event)
        if event == lanes.PARK:
            self.session.turn(AT_MEETING)
        self.see()

    def write(self, **values: str) -> None:
        """Write in the fields of the step, which are empty: dashes in their names are underlines here."""
        given = {name.replace("_", "-"): value for name, value in values.items()}
        names = [*self.step.fields, *self.step.sealed]
        assert set(given) <= set(names), f"{self.lane.step} has the fields {names}"
        self.terminal.press("enter")
        self.in_a_field()
        for name in names:  # typed without a look at the screen
            self.terminal.type(given.get(name, ""))
            self.terminal.press("enter")
        self.out_of_fields()
        for name, value in given.items():
            label = self.pack.words.fields[name].label
            self.terminal.wait_for(lambda s, label=label, value=value: _row(s, label, value))  # type: ignore[misc]
            keep = self.session.write if name in self.step.fields else self.session.seal
            keep(self.number, name, value)
        self.see()

    # -- 999 ---------------------------------------------------------------------------------------------

    def open_999(self, key: str = "9") -> str:
        """The card, in one key; answers what it says."""
        self.terminal.press(key)
        self.session.turn(AT_EMERGENCY)
        return self.see()

    def back_from_999(self) -> str:
        """Not needed after all."""
        self.pick(meeting_text.EMERGENCY_BACK)
        self.session.turn(self.state.came_from)
        return self.see()

    def ring_999(self, key: str = "9") -> None:
        """Open the card and note that 999 has been rung."""
        self.open_999(key)
        self.pick(meeting_text.EMERGENCY_RANG)
        self.session.ring_999()
        self.see()

    # -- the end -----------------------------------------------------------------------------------------

    def end(self, reason: str = "") -> None:
        """End the meeting; concerns that are open are left so, with this reason."""
        self.meeting()
        self.terminal.press("e")
        self.session.turn(AT_END)
        self.see()
        for concern in self.state.unsettled:
            kind = f"{concern.number} {lines.kind_of(self.pack, concern)}"
            self.terminal.wait_for(lambda s, kind=kind: end_text.END_OPEN in s and kind in s)  # type: ignore[misc]
            self.pick(end_text.END_OPEN_CHOICES[1])
            self.say_why(end_text.END_OPEN_CHOICES[1], reason)
            self.session.leave_open(concern.number, reason)
        self.wait(end_text.END_READY)
        self.pick(end_text.END_CHOICES[0])
        self.wait(self.over)
        self.session.end()
        self.engine = None

    # -- inside ------------------------------------------------------------------------------------------

    def _pause(self) -> None:
        """Leave the pause that is offered once nothing is open any more and somebody outside was told."""
        paused = due(self.pack, self.state) - self.paused
        if self.state.view == AT_MEETING and paused:
            self.paused |= paused
            self.wait(end_text.PAUSE_FIRST)
            self.pick(end_text.PAUSE_CHOICES[0])

    def _field(self, screen: str) -> str:
        """What stands in the field that is written in, without the bar at its left."""
        return screen.split("\n")[self._cursor()].strip().lstrip("▎▌")

    def _cursor(self) -> int:
        """The row in which the terminal's own cursor stands: that of the field that is written in."""
        return int(self.terminal._alternate.cursor.y)


def _ends(shown: list[str], whole: list[str]) -> bool:
    """Whether a trail is the whole one, or its end after an ellipsis."""
    shown = [name.strip() for name in shown]
    return shown == whole or (shown[0] == "…" and shown[1:] == whole[1 - len(shown) :])


def _row(screen: str, label: str, value: str) -> bool:
    """Whether a field holds the end of what was typed into it; long ones scroll."""
    return any(label in line and value[-30:] in line for line in screen.split("\n"))


def kept(home: Path, passphrase: str = PASSPHRASE) -> Meeting:
    """The one open meeting as it stands on disk, told by its own records."""
    vault = Vault.unlock(vault_of(home), passphrase)
    try:
        (meeting,) = vault.open_meetings()
        journal = vault.resume(meeting.id)
        return fold(shipped(), [e.decode(record) for record in journal.records()])
    finally:
        vault.close()


def timeless(state: Meeting) -> object:
    """A meeting without its times, as a value to compare."""
    concerns = [
        (c.number, c.lane.situation, c.lane.parked, c.lane.trail(), c.seat, dict(c.written), c.reasons, c.left_open)
        for c in state.concerns
    ]
    return (state.given, state.seats, concerns, state.views, state.ended)


def copy_home(source: Path, target: Path) -> Path:
    """A home folder like another one."""
    shutil.copytree(source, target)
    return target
