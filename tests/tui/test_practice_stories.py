"""Every story, played through its courses on the real screens; and what came of it agrees with the proof.

A thorough run plays every course; any other the shortest of each story.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.policy.pack import Pack
from netmeet_tui.practice import play as plays
from netmeet_tui.practice.read import shipped
from netmeet_tui.practice.story import Course, Story
from netmeet_tui.tui.practice.screens.debrief import DebriefPage
from tests.scale import THOROUGH
from tests.tui.trainee import Trainee, practising

STORIES = shipped()
TOGETHER = [(story,) for story in STORIES] if THOROUGH else [STORIES]
"""What one program plays, one after the other."""


def courses(story: Story) -> Sequence[Course]:
    return story.course if THOROUGH else [min(story.course, key=lambda course: len(course.path))]


@pytest.mark.parametrize("stories", TOGETHER, ids=lambda stories: stories[0].id if len(stories) == 1 else "all")
async def test_courses_can_be_played_on_the_screens(tmp_path: Path, stories: Sequence[Story]) -> None:
    pack = shipped_pack()
    async with practising(tmp_path) as trainee:
        for story in stories:
            for course in courses(story):
                await _play(trainee, story, course, pack)


async def _play(trainee: Trainee, story: Story, course: Course, pack: Pack) -> None:
    named = f"{story.id} {course.id}"
    await trainee.begin_story(story)
    assert trainee.marked, named
    await trainee.course(course)
    assert isinstance(trainee.page, DebriefPage), (named, trainee.name)
    assert trainee.marked, named
    (last,) = trainee.page._tries
    by_the_engine = plays.walk(story, pack, course.path)
    assert last.outcomes == course.outcomes == by_the_engine.outcomes, named
    assert plays.verdict(story, last) is course.verdict, named
    heard, expected = ({said.line.words for said in play.said} for play in (last, by_the_engine))
    assert expected <= heard, (named, expected - heard)
    await trainee.app.home()
    await trainee.settle()
    assert trainee.name == "ChoosePage", named
