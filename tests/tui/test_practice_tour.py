"""The guided first ten minutes: whoever does what the line says comes to the end, and nobody gets stuck."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.content import Content

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.practice.play import begun
from netmeet_tui.practice.read import TOUR, find, read
from netmeet_tui.tui.practice import tour_lessons, tour_place
from netmeet_tui.tui.practice import tour_text as text
from netmeet_tui.tui.practice.tour import LINES, MARGIN, PATIENCE, Strip
from netmeet_tui.tui.practice.tour_lessons import LESSONS, NAMED, PARTS, keys_in, pressed
from netmeet_tui.tui.practice.tour_place import NUMBERED, Place, way_on
from netmeet_tui.tui.screens.help import HelpPage
from tests.scale import times
from tests.tui.support import SMALL, USUAL
from tests.tui.trainee import Trainee, practising

TYPED = re.compile("“([^”]+)”")
"""What might be written, in a sentence without a key."""

ALL_OF_IT = 80
"""More instructions than the tour has, whichever way somebody came."""

RANDOM_KEYS = (
    *"abcdefhijklmnoprstuvwxy0123456789",
    *("full_stop", "question_mark", "space", "enter", "escape", "up", "down", "tab", "backspace", "pagedown"),
    *("f3", "f7", "f8", "f9", "right", "left"),
)

MAIN_WAY = (
    text.FOLD, text.FOLDED, text.KEYS, text.AT_HELP, text.CARD, text.AT_CARD, text.HIDE, text.FLAG, text.WHOM,
    text.KIND, text.MORE, text.POLICY, text.AT_POLICY, text.DANGER, text.MENU, text.AT_MENU, text.KEEP_CLOSE,
    text.WRONG, text.UNDO, text.UNDONE, text.PARK, text.PAUSED, text.PARKED, text.LATER, text.WRITE,
    text.PLAN, text.CARD_IN_FIELD, text.AT_CARD, text.WRITTEN, text.AGREED, text.SUPPORT, text.END,
    text.END_IT, text.LOOK_FIRST, *[text.LOOK] * 6, text.LOOK_LAST, text.LOOK_DONE,
)  # fmt: skip
"""What somebody is told who does all that is said."""


class Newcomer:
    """Somebody who has never seen the program, and reads the line of the tour."""

    def __init__(self, trainee: Trainee) -> None:
        self.trainee = trainee

    @property
    def on_tour(self) -> bool:
        return self.trainee.practice.tour is not None

    @property
    def sentence(self) -> str:
        """What the line says; nothing where there is none."""
        return "".join(strip.sentence for strip in self.trainee.page.query(Strip))

    async def set_out(self) -> None:
        await self.trainee.press("t", "1")
        assert self.on_tour

    async def begin_anew(self) -> None:
        """Somebody left the tour on their way. The 999 card would stay over everything."""
        if self.trainee.name == "EmergencyPage":
            await self.trainee.press("2")
        self.trainee.app.hidden = False
        await self.trainee.app.home()
        await self.trainee.settle()
        await self.set_out()

    def everything(self) -> object:
        """All that may come of a key."""
        return (tuple(self.trainee.lines()), self.trainee.app.screen, self.trainee.app.focused, self.sentence)

    def sees_all_of_it(self) -> None:
        """The whole sentence stands on the screen, and the screen says that it is practice."""
        lines = self.trainee.lines()
        assert lines[0].startswith("┏━ PRACTICE")
        assert self.sentence in _unbroken(lines), lines

    def sees(self, sentence: str) -> bool:
        """Whether the screen says this, however its lines are broken."""
        return sentence in _unbroken(self.trainee.lines())

    async def follow(self) -> None:
        """Do what the line says."""
        if not self.sentence and self.trainee.name == "HiddenPage":
            await self.trainee.press(*"zzz")  # lost: then it says how to go on
        sentence = self.sentence
        keys = keys_in(sentence)
        if not keys:
            typed = TYPED.search(sentence)
            assert typed is not None, f"nothing to do at {self.trainee.name}: {sentence!r}"
            await self.trainee.type(typed[1])
        for key in keys:
            await self.trainee.press(pressed(key))

    async def to_the_end(self) -> list[str]:
        """Do what the line says until the tour is over; all that it said."""
        told = []
        while self.on_tour:
            told.append(self.sentence)
            self.sees_all_of_it()
            assert len(told) < ALL_OF_IT, told
            await self.follow()
        return told


def _unbroken(lines: list[str]) -> str:
    """What is painted, without the frame and the breaks of lines."""
    return " ".join(" ".join(lines).replace("┃", " ").split())


async def test_whoever_does_what_the_line_says_comes_to_the_end(tmp_path: Path) -> None:
    async with practising(tmp_path, story=TOUR, size=USUAL) as trainee:
        newcomer = Newcomer(trainee)
        assert trainee.name == "TourPage"
        assert text.BEGIN in trainee.screen()
        (key,) = keys_in(text.BEGIN)
        await trainee.press(key)
        over = trainee.practice.tour
        assert over is not None
        told: list[str] = []
        while newcomer.on_tour:
            told.append(newcomer.sentence)
            newcomer.sees_all_of_it()
            if trainee.name == "EndPage":
                moments = {moment.what for moment in trainee.play.moments}
                written = dict(trainee.state.concerns[0].written)
            await newcomer.follow()
        assert told == [sentence.format(key=_number(sentence), lane=1) for sentence in MAIN_WAY]
        assert {"flag=other-person", "person-at-risk=leave-it", "!undo", "!park", "!resume"} <= moments
        assert written == {"plan": TYPED.search(text.PLAN)[1]}  # type: ignore[index]
        assert trainee.name == "AfterPage"
        await trainee.press("1")
        assert trainee.name == "ChoosePage"
        over.look()  # as on a busy computer, where it was still to look once more
        await trainee.settle()
        assert trainee.name == "ChoosePage"
        assert not trainee.practice.playing
    assert {file.name for file in tmp_path.iterdir()} == {"settings.toml"}


def _number(sentence: str) -> str:
    """The number of the choice that a sentence means, on the way that the tour leads."""
    third = (text.DANGER, text.WRONG, text.LATER)
    return "3" if sentence in third else "2" if sentence == text.KEEP_CLOSE else "1"


@pytest.mark.parametrize("seed", range(times(1, 40)))
async def test_whoever_goes_another_way_is_told_what_can_be_done_there(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was pressed: what the line says can be done, something comes of it, and it leads to the end."""
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    async with practising(tmp_path, SMALL) as trainee:
        newcomer = Newcomer(trainee)
        await newcomer.set_out()
        for _ in range(times(5, 60)):
            await trainee.press(*chance.choices(RANDOM_KEYS, k=2))
            if not newcomer.on_tour:
                await newcomer.begin_anew()
            before = newcomer.everything()
            await newcomer.follow()
            assert newcomer.everything() != before, (trainee.name, before)
        await newcomer.to_the_end()
        assert trainee.name == "AfterPage"


async def test_who_presses_other_keys_is_told_more_plainly_and_who_leaves_is_left_alone(tmp_path: Path) -> None:
    async with practising(tmp_path, USUAL, pace=lambda _line: 3600) as trainee:
        newcomer = Newcomer(trainee)
        await newcomer.set_out()
        assert newcomer.sees(text.REST)
        await trainee.press(*"z" * (PATIENCE - 1), "down")  # reading on is no other key
        trainee.practice.talk._say_next()  # nor does the count begin anew: it is the same key in other words
        await trainee.settle()
        assert newcomer.sees(text.FOLD)
        await trainee.press("z")
        assert newcomer.sees(tour_lessons.again("."))
        assert not newcomer.sees(text.FOLD)
        await trainee.press("full_stop")
        assert newcomer.sees(text.FOLDED)

        await trainee.press("h")
        assert not newcomer.sentence  # hidden is hidden
        await trainee.press("h", "h", *"z" * PATIENCE)
        assert newcomer.sees(tour_lessons.again("h"))
        await trainee.press("h")
        assert trainee.name == "MeetingPage"

        await trainee.press("9", "1")  # rung: another concern, and not Ada's
        assert newcomer.sentence == text.OTHER
        await trainee.press("m", "q", "1")
        assert trainee.name == "ChoosePage"
        assert not newcomer.on_tour
        await trainee.press("enter", "1", "1", "1")
        assert trainee.name == "MeetingPage"
        assert not trainee.page.query(Strip)


async def test_who_is_lost_is_told_the_way_on_a_page_that_is_still_coming(tmp_path: Path) -> None:
    """The page brings the line itself: a second one would have stopped the program."""
    async with practising(tmp_path, USUAL) as trainee:
        newcomer = Newcomer(trainee)
        await newcomer.set_out()
        await trainee.press(*"z" * PATIENCE)
        tour, page = trainee.practice.tour, HelpPage([], [], Content(""))
        trainee.app.push_screen(page)
        assert tour is not None
        tour._tell(page, tour._told)
        await trainee.settle()
        assert trainee.name == "HelpPage"
        assert len(trainee.page.query(Strip)) == 1


def test_every_sentence_fits_and_names_one_key() -> None:
    sentences = [lesson.words.format(key=3, lane=1) for lesson in LESSONS]
    sentences += [text.BESIDE, text.WRITTEN, text.ON.format(key=4)]
    sentences += [tour_lessons.again(key) for key in ("9", "u", *text.HINTS)]
    for sentence in sentences:
        told = Content(f"{text.SIGN} {text.TOUR.format(part=5, parts=PARTS)} {sentence}")
        for width, lines in ((USUAL[0], LINES), (SMALL[0], LINES + 1)):
            assert len(told.wrap(width - MARGIN)) <= lines, (width, sentence)
        keys = keys_in(sentence)
        assert len(set(keys)) == 1 or (not keys and TYPED.search(sentence)), sentence
        assert all(key in {**NAMED, **dict.fromkeys("acefhmpsux123456789")} for key in keys), sentence


def test_the_way_on_leads_to_the_end_from_wherever_a_concern_stands() -> None:
    """Whatever was chosen or happened before, and whichever concern it is."""
    pack, chance = shipped_pack(), random.Random(1)
    given = begun(read(find(TOUR)), pack, lambda: datetime.now(UTC))[0].state.given
    for _ in range(times(60, 2000)):
        lane = lanes.start(pack, chance.choice(sorted(pack.start)))
        for _ in range(chance.randrange(12)):
            steps = [choice.id for choice in lanes.open_choices(pack, lane.situation, given)]
            happens = [event for event in lanes.events(pack, lane, given) if event != lanes.UNDO]
            if not steps:
                break
            if chance.random() < 0.8 or not happens:
                lane = lanes.choose(pack, lane, chance.choice(steps), given)
            else:
                lane = lanes.happen(pack, lane, chance.choice(happens), given)
        for _ in range(30):
            if lane.closed:
                break
            lane = lanes.choose(pack, lane, way_on(pack, lane, given), given)
        assert lane.closed


def test_a_concern_without_a_number_of_its_own_is_come_to_by_way_of_the_end() -> None:
    been = frozenset({"heard", "HelpPage", "EmergencyPage", "HiddenPage", "wrote"})
    place = Place(tour_place.LAST_MEETING, NUMBERED + 1, flags=frozenset({"open"}))
    assert tour_lessons.find(place, been) == text.END_OPEN
    assert tour_lessons.find(Place(tour_place.END_OWN, NUMBERED + 1), been) == text.END_GO
