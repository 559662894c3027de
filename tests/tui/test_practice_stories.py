"""Every story, played through each of its courses on the real screens; what came of it agrees with the proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.policy.load import shipped as shipped_pack
from netmeet_tui.practice import play as plays
from netmeet_tui.practice.read import shipped
from netmeet_tui.practice.story import Course, Story
from netmeet_tui.tui.practice.screens.debrief import DebriefPage
from tests.scale import THOROUGH
from tests.tui.trainee import practising

STORIES = {story.id: story for story in shipped()}


def one_of_them(story: Story) -> tuple[Course, ...]:
    """For a quick run one course of each story: the first of one, the second of the next, and so on."""
    return (story.course[list(STORIES).index(story.id) % len(story.course)],)


@pytest.mark.parametrize("name", STORIES)
async def test_every_course_can_be_played_on_the_screens(tmp_path: Path, name: str) -> None:
    story, pack = STORIES[name], shipped_pack()
    async with practising(tmp_path) as trainee:
        for course in story.course if THOROUGH else one_of_them(story):
            await trainee.begin_story(story)
            assert trainee.marked, course.id
            await trainee.course(course)
            assert isinstance(trainee.page, DebriefPage), (course.id, trainee.name)
            (last,) = trainee.page._tries
            by_the_engine = plays.walk(story, pack, course.path)
            assert last.outcomes == course.outcomes == by_the_engine.outcomes, course.id
            assert plays.verdict(story, last) is course.verdict, course.id
            heard, expected = ({said.line.words for said in play.said} for play in (last, by_the_engine))
            assert expected <= heard, (course.id, expected - heard)
            assert trainee.marked
            await trainee.app.home()
            await trainee.settle()
            assert trainee.name == "ChoosePage"
