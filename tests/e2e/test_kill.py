"""A power cut at any moment: the same screen comes back, and the meeting on disk is the one that was seen.

Facilitators walk at random through the real program, hiding and locking on the way. Each is cut off five times:
when nothing moves, right after a screen was seen, with a key or a burst of keys on its way, while it hides, locks
or comes back; and then after any number of bytes that it has drawn. What was seen to be done is done, and of what
was on its way every key has done its work or has not, and nothing between.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_EMERGENCY, AT_FLAG, AT_MEETING, Meeting, at_lane, lane_of
from netmeet_tui.policy import lane as lanes
from netmeet_tui.tui import home_text, vault_text
from netmeet_tui.tui.screens.flag import KINDS
from tests.e2e.facilitator import EVENT_KEYS, PASSPHRASE, Facilitator, body, copy_home, kept, settings_of, timeless
from tests.scale import times

WALKS = times(3, 60)
ROUNDS = 5
TALL = (90, 44)
"""High enough for every step to be seen whole."""

WAYS = ("still", "at once", "in flight", "burst", "hiding", "locking", "coming back")
"""When it is cut off."""

PRESSED = ("1", "2", "3", "4", "5", "u", "l", "y", "w", "m", "f", "p")
"""What is pressed in bursts. Each of them either does one thing at once, or nothing."""

FRAME = 2500
"""About as many bytes as the program draws for one key."""

BEFORE_UP = 12_000
"""About as many as it draws until a meeting is up again."""


class Reach(NamedTuple):
    """Every state that a cut may leave after some keys, each with the numbers of those that came right before."""

    states: list[Meeting]
    after: list[set[int]]

    def from_seen(self, seen: Iterable[int]) -> list[Meeting]:
        """Those that are left when one of these states was seen: no earlier one."""
        found: set[int] = set()
        left = set(seen)
        while left:
            here = left.pop()
            found.add(here)
            left |= {place for place, before in enumerate(self.after) if here in before} - found
        return [self.states[place] for place in sorted(found)]


class Walk:
    """Somebody who presses whatever makes sense, by chance."""

    def __init__(self, someone: Facilitator, seed: int) -> None:
        self.someone = someone
        self.chance = random.Random(seed)
        self.done: list[str] = []

    def move(self) -> None:
        """One thing that makes sense here."""
        someone, view = self.someone, self.someone.state.view
        if view == AT_EMERGENCY:
            self._note("back")
            someone.back_from_999()
        elif self.chance.random() < 0.1:
            self._rest()
        elif view == AT_FLAG:  # where a key in flight may have led
            self._note("back from flagging")
            someone.terminal.press("escape")
            someone.session.turn(someone.state.came_from)
            someone.see()
        elif view == AT_MEETING:
            self._from_meeting()
        elif self.chance.random() < 0.12:
            self._away()
        elif self.chance.random() < 0.2:
            self._happen()
        elif self.chance.random() < 0.6 and self._writable():
            fields = {name.replace("-", "_"): f"{name} {len(self.done)}" for name in self._writable()}
            self._note(f"write {' '.join(fields)}")
            someone.write(**fields)
        else:
            self._choose()

    def _rest(self) -> None:
        """Hidden or locked, and back to the same screen."""
        someone = self.someone
        before = someone.still()
        if self.chance.random() < 0.5:
            self._note("hide")
            someone.hide("f7")
            someone.terminal.press("f7")
        else:
            self._note("lock")
            someone.lock()
            someone.unlock_here()
        someone.terminal.wait_for(lambda now: unmarked(now) == unmarked(before))

    def _from_meeting(self) -> None:
        someone = self.someone
        numbers = [concern.number for concern in someone.state.open_concerns]
        if numbers and (self.chance.random() < 0.6 or len(someone.state.concerns) > 6):
            number = self.chance.choice(numbers)
            self._note(f"go to {number}")
            someone.go_to(number)
        elif self.chance.random() < 0.2 and len(someone.state.seats) < 3:
            self._note("seat")
            someone.seat(f"word{len(self.done)}")
        else:
            kind = self.chance.choice(KINDS)
            self._note(f"flag {kind}")
            someone.flag(kind)

    def _away(self) -> None:
        what = self.chance.choice(["meeting", "card", "ring"])
        if what == "meeting" or self.someone.step.shows == "999":
            self._note("meeting")
            self.someone.meeting()
        elif what == "card":
            self._note("999")
            self.someone.open_999()
        else:
            self._note("ring 999")
            self.someone.ring_999()

    def _happen(self) -> None:
        someone = self.someone
        happening = lanes.events(someone.pack, someone.lane, someone.state.given)
        event = self.chance.choice(happening)
        self._note(event)
        someone.happen(event)

    def _writable(self) -> list[str]:
        someone = self.someone
        concern = someone.state.concern(someone.number)
        return [name for name in someone.step.fields if not concern.written.get(name)]

    def _open_choices(self) -> list[str]:
        someone = self.someone
        offered = [o.choice for o in lanes.choices(someone.pack, someone.lane, someone.state.given) if o.open]
        unasked = {offer for offer in someone.pack.offers if someone.fact(offer) == "-"}
        return [c.id for c in offered if c.offer is None or c.offer in unasked]

    def _choose(self) -> None:
        choice = self.chance.choice(self._open_choices())
        self._note(choice)
        offer, _, answer = choice.partition("=")
        if answer:
            self.someone.answer(offer, answer)
        else:
            self.someone.choose(self.someone.lane.step, choice, f"because of {len(self.done)}")

    def _note(self, what: str) -> None:
        self.done.append(what)

    # -- what is on its way when it is cut off -----------------------------------------------------------

    def here(self) -> Reach:
        """Nothing is on its way. The 999 card is shown first and noted after: it waits for nothing (D-5)."""
        state = self.someone.state
        if state.view == AT_EMERGENCY:
            return Reach([state, replace(state, views=state.views[:-1])], [{1}, {0}])
        return Reach([state], [set()])

    def hasten(self, most: int) -> Reach:
        """Press some keys at once, and do not wait; return where that may lead."""
        reach, settled, pressed = Reach([self.someone.state], [set()]), [0], []
        if self.someone.state.view == AT_EMERGENCY:
            return self.here()
        for _ in range(self.chance.randint(1, most)):
            keys = [key for key in PRESSED if self._known(key, reach, settled)]
            moving = [key for key in keys if any(self._led(reach.states[place], key) for place in settled)]
            if not moving:
                break
            key = self.chance.choice(moving if self.chance.random() < 0.8 else keys)
            pressed.append(key)
            self._follow(key, reach, settled)
        self._note(f"on their way: {' '.join(pressed)}")
        self.someone.terminal.press(*pressed)
        return reach

    def _known(self, key: str, reach: Reach, settled: list[int]) -> bool:
        return all(self._led(reach.states[place], key) is not None for place in settled)

    def _follow(self, key: str, reach: Reach, settled: list[int]) -> None:
        """Where a key may lead from everywhere: it means nothing while another one is being made durable."""
        for place in tuple(settled):
            before = place
            for state in self._led(reach.states[place], key) or ():
                reach.states.append(state)
                reach.after.append({before})
                before = len(reach.states) - 1
            if before != place:
                settled.append(before)

    def _led(self, state: Meeting, key: str) -> list[Meeting] | None:
        """The states through which a key leads, none when it means nothing; None when it leads to a question."""
        number, pack = lane_of(state.view), self.someone.pack
        session = Session(pack, MemoryJournal(), lambda: state.opened, state)
        led: list[Meeting] = []

        def turned(view: str) -> list[Meeting]:
            session.turn(view)
            return [*led, session.state]

        if number is None:
            at_meeting = state.view == AT_MEETING
            if key == "f" and at_meeting:
                return turned(AT_FLAG)
            if not key.isdigit():
                return []
            if at_meeting:
                found = any(concern.number == int(key) for concern in state.open_concerns)
                return turned(at_lane(int(key))) if found else []
            session.flag(KINDS[int(key) - 1])
            return [session.state]
        if key in "mf":
            return turned(AT_MEETING if key == "m" else AT_FLAG)
        lane = state.concern(number).lane
        if lane.closed or lane.step == "card":
            return None
        if key.isdigit():
            shows = pack.steps[lane.step].shows
            place = int(key) - (4 if shows == "ledger" else 1)
            offered = [
                o.choice for o in lanes.choices(pack, lane, state.given) if o.open and o.choice.offer is None
            ]
            if place < 0:
                return None
            if place >= len(offered):
                return []
            if offered[place].reason:
                return None
            session.choose(number, offered[place].id)
        else:
            happening = [e for e in lanes.events(pack, lane, state.given) if EVENT_KEYS.get(e) == key]
            if not happening:
                return []
            session.happen(number, happening[0])
            if happening[0] == lanes.PARK:
                led = [session.state]
                return turned(AT_MEETING)
        if session.state.concern(number).lane.closed:
            led = [session.state]
            return turned(AT_MEETING)
        return [session.state]


@pytest.fixture(scope="module")
def cuts() -> Iterator[Counter[str]]:
    """How often it was cut off in each way; told when all is done."""
    counted: Counter[str] = Counter()
    yield counted
    moving = sum(count for way, count in counted.items() if way not in ("still", "at once"))
    print(f"cut off {counted.total()} times, {moving} of them in the middle of something: {dict(counted)}")


@pytest.mark.parametrize("seed", range(1, WALKS + 1))
def test_the_same_screen_comes_back(seed: int, ready_home: Path, tmp_path: Path, cuts: Counter[str]) -> None:
    home = copy_home(ready_home, tmp_path / "home")
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")  # there is none, and looking for it takes a while each time
    with Facilitator(home, size=TALL) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        walk = Walk(someone, seed)
        try:
            for turn in range(ROUNDS):
                for _ in range(walk.chance.randint(1, 4)):
                    walk.move()
                way = WAYS[(seed * ROUNDS + turn) % len(WAYS)]  # three walks try each way twice
                walk.done.append(f"-- cut off: {way} --")
                cut_off(walk, way)
                cuts[way] += 2 if way == "coming back" else 1
        except BaseException:
            print(f"seed {seed}:", *walk.done, sep="\n  ")
            raise


def cut_off(walk: Walk, way: str) -> None:
    """A power cut, what is on disk then, and back."""
    someone, terminal, reach, before = walk.someone, walk.someone.terminal, walk.here(), None
    if way == "still":
        before = someone.still()
    elif way in ("in flight", "burst"):
        reach = walk.hasten(1 if way == "in flight" else 5)
    elif way == "hiding":
        terminal.press("f7")
    elif way == "locking":
        terminal.press("ctrl+l")
    elif way == "coming back":
        someone.kill()
        someone.reopen()
        come_back_a_little(walk)
    if way not in ("still", "at once"):
        wait_a_little(walk, FRAME)
    someone.kill()
    known_on_disk(walk, reach)
    someone.reopen()
    someone.wait_ready()
    someone.unlock()
    someone.resume()
    if before is not None:
        terminal = someone.terminal
        terminal.wait_for(lambda now: unmarked(now) == unmarked(before))


def come_back_a_little(walk: Walk) -> None:
    """Start, unlock, go on with the meeting: as far as chance has it."""
    someone, far = walk.someone, walk.chance.randint(0, 2)
    if far == 0:
        wait_a_little(walk, BEFORE_UP)
        return
    someone.wait_ready()
    if far == 2:
        someone.unlock()
        someone.terminal.press("2")
        return
    someone.pick(home_text.HOME_UNLOCK)
    someone.terminal.wait_for(vault_text.UNLOCK_TITLE)
    someone.in_a_field()
    someone.terminal.type(PASSPHRASE)
    someone.terminal.press("enter")


def wait_a_little(walk: Walk, most: int) -> None:
    """Until some bytes more have been drawn, as many as chance has it, or for a moment."""
    walk.someone.terminal.wait_written(walk.chance.randint(0, most), walk.chance.random() * most / 20_000)


def known_on_disk(walk: Walk, reach: Reach) -> None:
    """What is on disk is what the last screen showed, or what was on its way; the engine goes on from there."""
    someone = walk.someone
    seen = someone.terminal.text()
    places = []
    for place, state in enumerate(reach.states):
        someone.session.state = state
        if someone.shows_view(seen):
            places.append(place)
    copy = copy_home(someone.home, someone.home.with_name("copy"))
    found = timeless(kept(copy))
    shutil.rmtree(copy)
    possible = [state for state in reach.from_seen(places or [0]) if timeless(state) == found]
    assert possible, f"not what was seen, nor what was on its way: {found}\nafter\n{seen}"
    someone.session.state = possible[0]


def unmarked(screen: str) -> list[str]:
    """The lines of a screen without the ledger's mark and the words of the marked line: no step has more lines."""
    lines = [line.replace("▸", " ") for line in body(screen)]
    return [line for line in lines if not line.strip().startswith("▎")] if "▸" in screen else lines
