"""Practice in the real program: stories played to the end of their looking back, and keys pressed at random."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Iterator, Mapping

import pytest

from netmeet_tui.practice.play import verdict
from netmeet_tui.practice.story import Course, Verdict
from netmeet_tui.report import debrief as report
from netmeet_tui.tui.practice import text
from netmeet_tui.tui.practice.app import Mode
from tests.e2e.facilitator import files_in
from tests.e2e.trainee import Trainee
from tests.scale import times

WELL = "I am quite well, and would like a walk"
A_VERDICT = re.compile(rf"C-\d+ · ({'|'.join(report.VERDICTS.values())})")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainee]:
    """One program for several stories: not to be used but through ``trainee``."""
    with Trainee(tmp_path_factory.mktemp("practice") / "home") as trainee:
        yield trainee


@pytest.fixture
def trainee(started: Trainee) -> Trainee:
    """Somebody at the list of the stories, whatever became of the story before."""
    if text.CHOOSE_TITLE not in started.terminal.text():
        started.reopen()
    return started


def agrees(trainee: Trainee, course: Course, parts: Mapping[str, str]) -> None:
    """What is told of a course that was played: that it is the one, where it leads, and what the policy says."""
    assert verdict(trainee.story, trainee.play) is course.verdict
    words = trainee.pack.words.outcomes
    leads = report.LEADS.format(outcomes=" · ".join(words.get(outcome, report.OPEN) for outcome in course.outcomes))
    assert f"{course.title} {report.SAME} {leads}" in parts[report.OTHERS]
    said = set(A_VERDICT.findall(parts[report.CLAUSES]))
    sharpest = next(
        one for one in (Verdict.OUTSIDE, Verdict.DISCUSS, Verdict.INSIDE) if report.VERDICTS[one] in said
    )
    assert sharpest is course.verdict


def played(trainee: Trainee, story: str, course: str, mode: Mode = Mode.SOLO) -> None:
    """A course of a story, from the list of the stories and back to it."""
    trainee.take(story)
    trainee.begin(story, mode)
    if mode is Mode.TRAINER:
        trainee.show_voices()
    done = trainee.course(course)
    agrees(trainee, done, trainee.look_back(WELL))
    trainee.finish()
    assert files_in(trainee.home) == {}


def test_nothing_is_passed_on_and_that_has_a_reason(trainee: Trainee) -> None:
    """V-03, led by somebody: a yes that was none is taken back, and a phone lights up."""
    played(trainee, "V-03", "left-with-him", Mode.TRAINER)


def test_a_child_is_in_danger_now(trainee: Trainee) -> None:
    """V-11: 999 first, ten minutes of waiting, and the mother told all along."""
    played(trainee, "V-11", "told")


KEYS = (
    *"123456789fxmsebivplwuydtcrgnk.?h",
    *("enter", "escape", "tab", "up", "down", "pagedown", "space", "backspace", "left", "right"),
    *("f3", "f4", "f7", "f8", "f9", "ctrl+l", "ctrl+q", "ctrl+c"),
)
FAULT = "because of a fault"


def at_random(trainee: Trainee, seed: int, bursts: int) -> None:
    """Press keys at random, some of them faster than anything is shown. Left by them, practice is opened anew."""
    chance = random.Random(seed)
    for number in range(bursts):
        pressed = chance.choices(KEYS, k=chance.choice((1, 1, 1, 2, 5)))
        trainee.terminal.press(*pressed)
        trainee.terminal.wait_settled(0.01)
        told = f"seed {seed}, burst {number}: {pressed}\n{trainee.terminal.text()}"
        assert FAULT not in trainee.terminal.after_exit_text(), told
        if not trainee.terminal.in_alt:
            assert trainee.terminal.wait_exit() == 0, told
            trainee.reopen()
            trainee.wait(text.CHOOSE_TITLE)
        elif number % 10 == 0:
            trainee.terminal.wait_for(lambda screen: bool(screen.strip()))


def test_keys_at_random_stop_nothing(trainee: Trainee) -> None:
    """Whatever is pressed, every screen has its frame, and the program can be ended in order."""
    trainee.take("V-20")
    trainee.begin("V-20", Mode.TRAINER)
    at_random(trainee, times(1, random.randrange(10**6)), times(20, 2000))
    trainee.terminal.signal(signal.SIGTERM)
    assert trainee.terminal.wait_exit() == 128 + signal.SIGTERM
    assert not trainee.terminal.in_alt
    assert FAULT not in trainee.terminal.after_exit_text()
    assert files_in(trainee.home) == {}
