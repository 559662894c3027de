"""Somebody who practises at a real terminal: plays the courses of a story, and looks back on them.

Beside the program runs the story itself, as the engine plays it. So at each step the screen is held to both: it is
where the engine is, and the people in the story say on it what they say there. What is looked at stands inside the
frame of practice; a screen without that frame is none that a practice may show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Self, cast

from netmeet_tui.meeting.state import AT_EMERGENCY, at_lane, lane_of
from netmeet_tui.practice import debrief
from netmeet_tui.practice.play import BECAUSE, Play, begun, passing
from netmeet_tui.practice.read import find, ids, read
from netmeet_tui.practice.story import PASSES, Course, Story
from netmeet_tui.report import debrief as report
from netmeet_tui.tui import lines
from netmeet_tui.tui.practice import debrief_text, desk_text, text, voice
from netmeet_tui.tui.practice.app import Mode
from netmeet_tui.tui.practice.screens.debrief import END, STAGES
from tests.e2e.facilitator import NOTICE, PROGRAM, RULE, Facilitator, flat, numbered
from tests.terminal import Terminal

TOP, CORNER, SIDE = "┏━ PRACTICE", "┓", "┃"
STRIP = "╍╍╍╍╍╍"
"""What stands over the words of the people."""

STRIP_ROWS = 5
"""How many rows of that are in sight at once on a usual screen: the newest."""

SCROLLBAR = " ▁▂▃▄▅▆▇█"
LONG = (80, 100)
"""A terminal on which most parts of a looking back are seen whole."""


class Framed(Terminal):
    """A terminal that shows what stands in the frame of practice; what the people say is kept apart.

    Anything that is waited for has to come in that frame; and in none while ``live`` is set.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        home: Path,
        env: Mapping[str, str] | None,
        size: tuple[int, int],
        live: bool,
    ) -> None:
        self.whole: Sequence[str] = ()
        """The screen that was looked at last, with its frame."""
        self.seen: list[str] = []
        """Every screen that was waited for."""
        self.live = live
        super().__init__(command, home=home, env=env, size=size)

    @property
    def spoken(self) -> list[str]:
        """The rows of what the people say."""
        _, spoken = parted(inside(self.whole))
        return spoken

    def wait_spoken(self, holds: Callable[[list[str]], bool]) -> None:
        """Wait until what the people say is like this."""
        self.wait_for(lambda _: holds(self.spoken))

    def _lines(self) -> list[str]:
        self.whole = super()._lines()
        if self.live or not framed(self.whole):
            return list(self.whole)
        lines, _ = parted(inside(self.whole))
        return lines

    def _wait(self, holds: Callable[[str], bool], timeout: float, what: str) -> str:
        screen = super()._wait(holds, timeout, what)
        whole = "\n".join(self.whole)
        if self.in_alt:
            assert TOP not in whole if self.live else framed(self.whole), whole
        self.seen.append(whole)
        return screen


def framed(rows: Sequence[str]) -> bool:
    """Whether a whole screen says that it is practice: by its word above, and by a frame at every row."""
    top, *others = rows
    beside = all(row.startswith(SIDE) and row.endswith(SIDE) for row in others)
    return top.startswith(TOP) and top.endswith(CORNER) and beside


def inside(rows: Sequence[str]) -> list[str]:
    """What stands in the frame, as it would stand without it."""
    return [row[1:-1].rstrip(SCROLLBAR) for row in rows[1:]]


def parted(rows: Sequence[str]) -> tuple[list[str], list[str]]:
    """The page, and what the people say beside it, which stands between a line of dashes and what comes below."""
    page: list[str] = []
    spoken: list[str] = []
    speaking = False
    for row in rows:
        if STRIP in row:
            speaking = True
        elif speaking and (RULE in row or NOTICE.match(row)):
            speaking = False
            page.append(row)
        else:
            (spoken if speaking else page).append(row)
    return page, spoken


TALL = (80, 31)
"""Room for all offers and for what the people say beneath them: neither has to be scrolled to."""


class Trainee(Facilitator):
    """Somebody who practises with a story that comes with the program."""

    over = report.YOU

    story: Story

    def __init__(
        self,
        home: Path,
        *asked: str,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = TALL,
        before: Sequence[str | Path] = (),
        live: bool = False,
        program: Sequence[str | Path] = PROGRAM,
    ) -> None:
        """``asked``: words after ``netmeet practice``. ``before``: a command that starts the program in turn.

        ``live``: begin at the first screen of netmeet, and come to practice from there.
        """
        self._live = live
        self.voices = True
        """Whether what they say stands on the screen."""
        self._known = 0
        """How many of their lines have been heard."""
        self._concern = 0
        """The concern that a course is in."""
        self._offer = ""
        """The offer that should be marked, where offers are made."""
        words = () if live else ("practice", *asked)
        super().__init__(home, env=env, size=size, command=(*before, *program, *words))

    def _open(self) -> Framed:
        return Framed(self._command, self.home, self._env, self._size, self._live)

    def __enter__(self) -> Self:
        return self

    @property
    def framed(self) -> Framed:
        """The terminal, as what it is here."""
        return cast(Framed, self.terminal)

    # -- before, and the course --------------------------------------------------------------------------

    def to_practice(self) -> None:
        """From the first screen of netmeet to the stories."""
        self.terminal.press("p")
        self.framed.live = False
        self.terminal.wait_for(lambda screen: text.CHOOSE_TITLE in screen and framed(self.framed.whole))

    def to_netmeet(self) -> None:
        """From the stories to the first screen of netmeet."""
        self.terminal.press("q")
        self.framed.live = True
        self.wait_ready()

    def take(self, story: str) -> None:
        """Go to a story in the list of them, and take it."""
        known = ids()
        screen = self.terminal.wait_for(lambda screen: any(marked(one) in screen for one in known))
        here, there = next(place for place, one in enumerate(known) if marked(one) in screen), known.index(story)
        while here != there:
            by, key = (1, "down") if here < there else (-1, "up")
            here += by
            self.terminal.press(key)
            self.terminal.wait_for(marked(known[here]))
        self.terminal.press("enter")

    def begin(self, story: str, mode: Mode = Mode.SOLO) -> None:
        """Begin a story that was taken or asked for, by the keys that the screens name."""
        self.story, self.voices = read(find(story)), mode is not Mode.TRAINER
        assert flat(self.story.note) in flat(self.wait(text.NOTE_ABOUT))
        self.pick(text.NOTE_CHOICES[0])
        following = self.terminal.wait_for(lambda screen: text.MODE_WHERE in screen or text.BRIEF_HERE in screen)
        if text.MODE_WHERE in following:
            self.pick(text.MODE_CHOICES[list(Mode).index(mode)])
        brief = flat(self.wait(text.BRIEF_YOU))
        assert flat(self.story.setting) in brief
        assert all(f"{person.seat} {person.word}" in brief for person in self.story.person)
        self.pick(text.BRIEF_CHOICES[0])
        self.engine, self._journal = begun(self.story, self.pack, lambda: self.story.begins)
        self.play, self._known, self.paused = Play(self.story, self.pack), 0, frozenset()
        self.see()

    def course(self, name: str) -> Course:
        """Play a course of the story to the end of its meeting; what comes of it is what the course says."""
        course = next(course for course in self.story.course if course.id == name)
        for move in course.path:
            self.move(move)
        self.end(BECAUSE)
        assert self.play.outcomes == course.outcomes
        return course

    def move(self, move: str) -> None:
        """One move of a course."""
        what, _, rest = move.partition("=")
        if what in ("flag", "999"):
            self._concern = len(self.state.concerns) + 1
        if what == "flag":
            kind, _, seat = rest.partition("@")
            self.meeting()
            self.flag(kind, seat)
        elif move == "999":
            self.ring_999()
        elif move.startswith("+"):
            self.bring_in(move)
        elif what == "time":
            while self.play.minutes < int(rest):
                self.let_time_pass()
        elif what == "lane":
            self._concern = int(rest)
        elif what != "open":  # that is left open at the end
            if self.state.view != at_lane(self._concern):
                self.go_to(self._concern)
            self.happen(move) if move.startswith("!") else self.choices(move, BECAUSE)

    def answer(self, offer: str, value: str) -> None:
        """Answer an offer; each that is marked on the way to it is as good as put, and may be answered to."""
        offers = list(self.pack.offers)
        while self._offer != offer:
            self._offer = offers[(offers.index(self._offer) + 1) % len(offers)]
            self.terminal.press("down")
            self._hear()
        self._offer = next((one for one in self._unasked() if offers.index(one) > offers.index(offer)), offer)
        super().answer(offer, value)

    def let_time_pass(self) -> None:
        """A few minutes, from the practice menu; the story goes on from there."""
        self.terminal.press("x")
        self.pick(desk_text.let_pass(PASSES))
        self.terminal.wait_gone(desk_text.TITLE)
        self._beside(passing(self.play))

    def bring_in(self, what: str) -> None:
        """Something from outside, by its number on the page of whoever leads."""
        label = next(one.label for one in self.story.injection if one.id == what[1:])
        self.terminal.press("f4")
        self.wait(desk_text.NOTES_HIDDEN)
        self.terminal.press("n")
        self.pick(label)
        self.terminal.wait_gone(desk_text.NOTES_BRING)
        self._beside(what)

    def show_voices(self) -> None:
        """Have what they say on the screen, where somebody else would say it."""
        self.terminal.press("x")
        self.wait(desk_text.SHOW_SAID)
        self.terminal.press("w")
        self.wait(desk_text.SAID_SHOWN)
        self.pick(desk_text.GO_ON)
        self.terminal.wait_gone(desk_text.TITLE)
        self.voices = True

    def end(self, reason: str = "") -> None:
        """End the meeting; then it is looked back on."""
        super().end(reason)
        self.play = replace(self.play, records=self._records)

    # -- what the people say -----------------------------------------------------------------------------

    @property
    def _records(self) -> tuple[bytes, ...]:
        return tuple(self._journal.records())

    def see(self) -> str:
        """Wait until the screen is what the engine says, and the people have said what they say to it."""
        screen = super().see()
        if self.state.view != AT_EMERGENCY and not self.framed.live:  # nobody speaks beside the card
            self._hear()
        return screen

    def _beside(self, what: str) -> None:
        """Something was done beside the meeting: whoever plays the people, what they say to it is on the screen."""
        self.play = replace(self.play, records=self._records).beside(what)
        self._hear(brought_in=True)
        self.see()

    def _hear(self, *, brought_in: bool = False) -> None:
        """What was done since is answered to, and all of the answer comes on the screen.

        Where somebody else speaks for them, nothing does but the answer to what was brought in.
        """
        self.play = replace(self.play, records=self._records)
        shown = self.play.said[self._known :] if brought_in else ()
        offer = self._offer_marked()
        if offer and f"?{offer}" not in self.play.put:
            self.play = self.play.beside(f"?{offer}")
        fresh, self._known = self.play.said[self._known :], len(self.play.said)
        shown = fresh if self.voices else shown
        if not fresh:
            return
        if len(shown) > 1:
            self.terminal.press(".")
        words = flat("\n".join(voice.turn(self.story, one.line).plain for one in shown))
        self.framed.wait_spoken(lambda rows: said(rows, words))

    def _offer_marked(self) -> str:
        """The offer that is marked, where offers are made: it is on the screen by then."""
        if lane_of(self.state.view) is None or self.lane.closed or self.step.shows != "ledger":
            self._offer = ""
            return ""
        self._offer = self._offer or next(self._unasked(), self.pack.offers[0])
        self.terminal.wait_for(f"▸ {self.pack.words.offers[self._offer].label}")
        return self._offer

    def _unasked(self) -> Iterator[str]:
        """The offers that nobody has asked about yet."""
        unasked, concern = self.pack.words.answers.unasked, self.state.concern(self.number)
        return (offer for offer, _, answer in lines.ledger(self.pack, concern) if answer == unasked)

    # -- looking back ------------------------------------------------------------------------------------

    def look_back(self, words: str) -> Mapping[str, str]:
        """Write these words, and go on to the last part; what every part says, by its title.

        What is told of the other ways, and clause by clause, is there to the last line.
        """
        play, parts = debrief.of((self.play,)), dict[str, str]()
        self.wait(report.NOW)
        self.terminal.press("w")
        self.in_a_field()
        self.terminal.type(words)
        self.wait(words)
        self.terminal.press("escape")
        for stage, following in pairwise((*STAGES, END)):
            if stage.title == report.OTHERS:
                self.terminal.resize(*LONG)
            on = debrief_text.ON_TO.format(title=following.title)
            rows = [flat(line.words) for line in stage.told(play)] if stage.told else []
            rows = rows if report.OTHERS in (stage.title, *parts) else rows[:1]

            def told(screen: str, title: str = stage.title, on: str = on, rows: Sequence[str] = rows) -> bool:
                there = title in screen and on in numbered(screen).values()
                return there and all(row in flat(screen) for row in rows)

            parts[stage.title] = flat(self.terminal.wait_for(told))
            self.pick(on)
        self.wait(END.title)
        return parts

    def finish(self) -> None:
        """Rather not say how it went, and back to the stories."""
        self.pick(debrief_text.RATHER_NOT)
        self.wait(debrief_text.NOT_KEPT)
        self.terminal.press("enter")
        self.wait(text.CHOOSE_TITLE)

    def leave(self) -> None:
        """Leave practice, from the stories."""
        self.terminal.press("q")
        assert self.terminal.wait_exit() == 0


def marked(story: str) -> str:
    """How a story stands in the list of them when it is marked."""
    return f"▸ {story} "


def said(rows: Sequence[str], words: str) -> bool:
    """Whether these rows say all of it; or the end of it, where more does not fit."""
    shown = flat("\n".join(rows))
    return shown == words or (len(rows) >= STRIP_ROWS and words.endswith(shown))
