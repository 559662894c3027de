"""Whether what a story expects agrees with what is proved of the policy, under the story's own settings.

``never`` has the choices that would say something untrue of the people in it. Without these, what is permitted can
come about, what is forbidden cannot, and nobody who plays it can get stuck.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.cases import Cases
from netmeet_tui.policy.checks import EndCheck
from netmeet_tui.policy.endings import outcome_at_the_end
from netmeet_tui.policy.lane import Given
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import Ask, listed
from netmeet_tui.policy.rules import AN_END
from netmeet_tui.policy.space import Edge, Group, Space
from netmeet_tui.policy.ways import shortest
from netmeet_tui.practice.story import LEFT_OPEN, Expected, Story
from netmeet_tui.practice.texts import Place

Found = tuple[Place, str]

_CARD: Final = "ill"
"""The kind of the lane that ringing from the 999 card makes."""


class Asked(NamedTuple):
    """What is asked about a story: its policy, the settings it is played under, and the kinds its courses flag."""

    story: Story
    pack: Pack
    given: Given
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, story: Story, pack: Pack, given: Given) -> Asked:
        """A story with its kinds. Those of the 999 card do not count: it is over everything, whatever happens."""
        moves = [move for course in story.course for move in course.path if move.startswith("flag=")]
        kinds = dict.fromkeys(move.removeprefix("flag=").partition("@")[0] for move in moves)
        return cls(story, pack, given, tuple(kinds))


def disagreeing(asked: Asked, ask: Ask) -> Iterator[Found]:
    """Expectations that the policy does not bear out."""
    story, never = asked.story, frozenset(asked.story.never)
    rings = any("999" in course.path for course in story.course)
    may = _endings(asked, ask, never, (_CARD,) if rings else ())
    anyhow = _endings(asked, ask, frozenset(), (_CARD,) if rings else ())
    for number, one in _of_outcomes(story.permitted):
        if one.outcome not in may:
            problem = f"'{one.outcome}' is permitted, and cannot come about without {_without(never)}"
            yield Place("permitted", number, "outcome"), f"{problem}; what can is: {listed(sorted(may))}"
    for number, one in _of_outcomes(story.discuss):
        if one.outcome not in anyhow:
            problem = f"'{one.outcome}' cannot come about at all; what can is: {listed(sorted(anyhow))}"
            yield Place("discuss", number, "outcome"), problem
    for number, one in _of_outcomes(story.forbidden):
        limits = never.union(one.without)
        if one.outcome in _endings(asked, ask, limits):
            problem = (
                f"'{one.outcome}' is forbidden, and can come about without {_without(limits)}: "
                f"{_way_to(asked, one.outcome, limits)}; add to 'without' what nobody in the story bears out"
            )
            yield Place("forbidden", number, "outcome"), problem


def _of_outcomes(expected: tuple[Expected, ...]) -> Iterator[tuple[int, Expected]]:
    for number, one in enumerate(expected, 1):
        if one.outcome not in ("", LEFT_OPEN):
            yield number, one


def _endings(asked: Asked, ask: Ask, without: frozenset[str], more: tuple[str, ...] = ()) -> frozenset[str]:
    """The outcomes with which a lane of this story's kinds may close."""
    starts = [lanes.start(asked.pack, kind).situation for kind in (*asked.kinds, *more) if kind in asked.pack.start]
    return frozenset().union(*(ask(start, tuple(asked.given), without) for start in starts))


def _without(choices: frozenset[str]) -> str:
    return f"[{', '.join(sorted(choices))}]" if choices else "anything that the story rules out"


# -- ways through the whole flow ---------------------------------------------------------------------------------


class _OutcomeCheck:
    """Finds lanes that closed with an outcome."""

    def __init__(self, space: Space, outcome: str) -> None:
        self.rule = AN_END
        self.nodes = frozenset(node for node in space.legs if node[0] == CLOSED)
        self._place, self._outcome = 1 + space.pack.places["outcome"], outcome

    def bad(self, group: Group, cases: Cases) -> Iterator[tuple[Cases, Edge | None]]:
        """All cases of a group that has it."""
        if group[self._place] == self._outcome:
            yield cases, None

    def how(self, group: Group, _: Edge | None) -> str:
        """Where it is."""
        return f"it closes with '{group[self._place]}'"


def _starts(asked: Asked, space: Space) -> dict[Group, Cases]:
    return dict(space.at(lanes.start(asked.pack, kind).situation) for kind in asked.kinds)


def _way_to(asked: Asked, outcome: str, without: frozenset[str]) -> str:
    """The shortest way to an outcome, as courses write it."""
    space = Space(asked.pack, asked.given, watched=(outcome_at_the_end(asked.pack),), without=without)
    way = shortest(space, _OutcomeCheck(space, outcome), _starts(asked, space))
    assert way is not None, f"'{outcome}' can be reached, and no way leads there"
    return " ".join((f"flag={way.kind}", *way.path))


def stuck(asked: Asked) -> Iterator[Found]:
    """A place from which nothing leads to the end that the people in the story bear out; the nearest, if any."""
    space = Space(asked.pack, asked.given, without=frozenset(asked.story.never))
    starts = _starts(asked, space)
    reached = space.reached(starts)
    check = EndCheck(space, AN_END, reached)
    for group, cases in reached.items():
        if any(True for _ in check.bad(group, cases)):
            way = shortest(space, check, starts)
            assert way is not None
            path = " ".join((f"flag={way.kind}", *way.path))
            yield (
                Place(key="never"),
                f"without these choices nothing leads to an end from '{way.at_step}' ({path}); leave one of its "
                "choices out of the list",
            )
            return
    yield from _never_come(asked, space, reached)


def _never_come(asked: Asked, space: Space, reached: Mapping[Group, Cases]) -> Iterator[Found]:
    """Rows about a choice that cannot be made in this story."""
    story = asked.story
    taken = {
        edge.leg.entry for group, cases in reached.items() for edge in space.edges(group) if space.run(edge, cases)
    }
    for table, rows, known in (
        ("permitted", story.permitted, taken),
        ("discuss", story.discuss, taken.union(story.never)),
    ):
        for number, one in enumerate(rows, 1):
            if one.choice and one.choice not in known:
                yield Place(table, number, "choice"), f"'{one.choice}' can never be chosen in this story"
