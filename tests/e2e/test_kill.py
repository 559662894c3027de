"""A power cut at any moment: the same screen comes back, and the meeting on disk is the one that was seen.

Ten facilitators walk at random through the real program; each is cut off five times: right after a screen was
seen, or with a key on its way. Then either what the key does has happened or it has not, and nothing between.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from netmeet_tui.meeting.state import AT_EMERGENCY, AT_FLAG, AT_MEETING, Meeting, lane_of
from netmeet_tui.policy import lane as lanes
from netmeet_tui.tui.screens.flag import KINDS
from tests.e2e.facilitator import EVENT_KEYS, Facilitator, body, copy_home, kept, settings_of, timeless

ROUNDS = 5
TALL = (90, 44)
"""High enough for every step to be seen whole."""


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
        elif view == AT_FLAG:  # where a key in flight may have led
            self._note("meeting")
            someone.meeting()
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

    def key_in_flight(self) -> list[Meeting]:
        """Press a key and do not wait; return every state that a power cut may now leave, the oldest first."""
        someone, session = self.someone, self.someone.session
        before = session.state
        number = lane_of(before.view)
        if number is None:
            if before.view == AT_MEETING:
                someone.terminal.press("f")
                session.turn(AT_FLAG)
        else:
            plain = [
                (place, offered.choice.id)
                for place, offered in enumerate(
                    (
                        o
                        for o in lanes.choices(someone.pack, someone.lane, before.given)
                        if o.open and o.choice.offer is None
                    ),
                    start=4 if someone.step.shows == "ledger" else 1,
                )
                if not offered.choice.reason and someone.lane.step != "card"
            ]
            events = [
                event
                for event in lanes.events(someone.pack, someone.lane, before.given)
                if event != lanes.PARK and event in EVENT_KEYS
            ]
            if plain:
                place, choice = self.chance.choice(plain)
                someone.terminal.press(str(place))
                session.choose(number, choice)
                self._note(f"in flight: {choice}")
            elif events:
                event = self.chance.choice(events)
                someone.terminal.press(EVENT_KEYS[event])
                session.happen(number, event)
                self._note(f"in flight: {event}")
        return [before, session.state]


@pytest.mark.parametrize("seed", range(1, 11))
def test_the_same_screen_comes_back(seed: int, ready_home: Path, tmp_path: Path) -> None:
    home = copy_home(ready_home, tmp_path / "home")
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")  # there is none, and looking for it takes a while each time
    with Facilitator(home, size=TALL) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        walk = Walk(someone, seed)
        try:
            for _ in range(ROUNDS):
                for _ in range(walk.chance.randint(1, 4)):
                    walk.move()
                cut_off(walk)
        except BaseException:
            print(f"seed {seed}:", *walk.done, sep="\n  ")
            raise
        someone.kill()
        assert timeless(kept(home)) == timeless(someone.state)


def cut_off(walk: Walk) -> None:
    """A power cut in one of three ways, and back."""
    someone = walk.someone
    how = walk.chance.choice(["still", "at once", "in flight"])
    walk.done.append(f"-- cut off: {how} --")
    states: list[Meeting] = []
    if how == "in flight":
        states = walk.key_in_flight()
    elif how == "at once" and someone.state.view == AT_EMERGENCY:
        # The card is shown first and noted after: it waits for nothing (D-5).
        states = [replace(someone.state, views=someone.state.views[:-1]), someone.state]
    if states:
        someone.kill()
        someone.reopen()
        someone.wait_ready()
        someone.unlock()
        someone.resume_to(states)
    else:
        before = someone.still() if how == "still" else None
        someone.kill_and_restart()
        if before is not None:
            someone.terminal.wait_for(lambda now: unmarked(now) == unmarked(before))


def unmarked(screen: str) -> list[str]:
    """The lines of a screen without the ledger's mark and the words of the marked line: no step has more lines."""
    lines = [line.replace("▸", " ") for line in body(screen)]
    return [line for line in lines if not line.strip().startswith("▎")] if "▸" in screen else lines
