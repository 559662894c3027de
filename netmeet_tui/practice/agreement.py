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
from netmeet_tui.policy.condition import Compare, Every
from netmeet_tui.policy.lane import Given
from netmeet_tui.policy.pack import CLOSED, NONE, Pack
from netmeet_tui.policy.plan import listed
from netmeet_tui.policy.rules import AN_END
from netmeet_tui.policy.space import Edge, Group, Space, Watched
from netmeet_tui.policy.ways import Way, shortest
from netmeet_tui.practice.story import LEFT_OPEN, Expected, Story
from netmeet_tui.practice.texts import Place

Found = tuple[Place, str]

_CARD: Final = "ill"
"""The kind of the lane that ringing from the 999 card makes."""


class Flow:
    """How lanes of a policy may close: what is asked of it for one story is kept for the next.

    ``policy.endings`` goes backwards, for many questions about one set of moves; stories ask few about many sets,
    and that is quicker forwards.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._spaces: dict[Given, Space] = {}
        self._found: dict[tuple[Given, tuple[str, ...], frozenset[str]], frozenset[str]] = {}

    def endings(self, given: Given, kinds: tuple[str, ...], without: frozenset[str]) -> frozenset[str]:
        """The outcomes with which a lane of these kinds may close when no move in ``without`` is taken."""
        key = (given, kinds, without)
        if key not in self._found:
            space = self.space(given)
            reached = space.reached(starts(space, kinds), without)
            outcomes = {group[1 + self.pack.places["outcome"]] for group in reached if group[0] == CLOSED}
            self._found[key] = frozenset(outcomes - {NONE})
        return self._found[key]

    def space(self, given: Given) -> Space:
        """Every situation of the policy under these settings, with the outcomes at the end told apart."""
        if given not in self._spaces:
            outcomes = self.pack.facts["outcome"]
            self._spaces[given] = Space(self.pack, given, watched=[_closed_with(self.pack, o) for o in outcomes])
        return self._spaces[given]


def _closed_with(pack: Pack, outcome: str) -> Watched:
    """What keeps a space from taking this outcome at the end for another one."""
    closed = Compare("step", 0, frozenset({CLOSED}))
    return Watched(Every((closed, Compare("outcome", 1 + pack.places["outcome"], frozenset({outcome})))))


def starts(space: Space, kinds: tuple[str, ...]) -> dict[Group, Cases]:
    """Where lanes of these kinds start."""
    return dict(space.at(lanes.start(space.pack, kind).situation) for kind in kinds)


class Asked(NamedTuple):
    """What is asked about a story: the settings that it is played under, and the kinds that its courses flag."""

    story: Story
    flow: Flow
    given: Given
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, story: Story, flow: Flow, given: Given) -> Asked:
        """A story with its kinds. That of the 999 card does not count: it is over everything, whatever happens."""
        moves = [move for course in story.course for move in course.path if move.startswith("flag=")]
        kinds = dict.fromkeys(move.removeprefix("flag=").partition("@")[0] for move in moves)
        return cls(story, flow, given, tuple(kinds))

    def endings(self, without: frozenset[str] = frozenset(), *more: str) -> frozenset[str]:
        """The outcomes with which a lane of this story's kinds, or of these, may close."""
        return self.flow.endings(self.given, tuple(dict.fromkeys((*self.kinds, *more))), without)


def contradicting(story: Story) -> Iterator[Found]:
    """Expectations that cannot all be meant."""
    fine = {(one.outcome, one.choice): number for number, one in enumerate(story.permitted, 1) if one.seen}
    for table in ("forbidden", "discuss"):
        for number, one in enumerate(getattr(story, table), 1):
            if row := fine.get((one.outcome, one.choice)):
                problem = f"[[permitted]] {row} says of the same that it is permitted; keep one of the two"
                yield Place(table, number, "outcome" if one.outcome else "choice"), problem
    for table in ("permitted", "forbidden", "discuss"):
        for number, one in enumerate(getattr(story, table), 1):
            if one.without and (table != "forbidden" or not one.outcome):
                yield Place(table, number, "without"), "it is for outcomes that are forbidden; take it out"


def disagreeing(asked: Asked) -> Iterator[Found]:
    """Expectations that the policy does not bear out."""
    story, never = asked.story, frozenset(asked.story.never)
    rung = _CARD in asked.flow.pack.start and any("999" in course.path for course in story.course)
    card = (_CARD,) if rung else ()
    may = asked.endings(never, *card)
    for number, one in _of_outcomes(story.permitted):
        if one.outcome not in may:
            problem = f"'{one.outcome}' is permitted, and cannot come about without {_without(never)}"
            yield Place("permitted", number, "outcome"), f"{problem}; what can is: {listed(sorted(may))}"
    for number, one in _of_outcomes(story.discuss):
        if one.outcome not in may and one.outcome not in (anyhow := asked.endings(frozenset(), *card)):
            problem = f"'{one.outcome}' cannot come about at all; what can is: {listed(sorted(anyhow))}"
            yield Place("discuss", number, "outcome"), problem
    for number, one in _of_outcomes(story.forbidden):
        limits = never.union(one.without)
        if one.outcome in asked.endings(never) and one.outcome in asked.endings(limits):
            problem = (
                f"'{one.outcome}' is forbidden, and can come about without {_without(limits)}: "
                f"{_way_to(asked, one.outcome, limits)}; add to 'without' what nobody in the story bears out"
            )
            yield Place("forbidden", number, "outcome"), problem


def _of_outcomes(expected: tuple[Expected, ...]) -> Iterator[tuple[int, Expected]]:
    for number, one in enumerate(expected, 1):
        if one.outcome not in ("", LEFT_OPEN):
            yield number, one


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
        """With what it closes."""
        return f"it closes with '{group[self._place]}'"


def _way_to(asked: Asked, outcome: str, without: frozenset[str]) -> str:
    """The shortest way to an outcome, as courses write it."""
    pack = asked.flow.pack
    space = Space(pack, asked.given, watched=(_closed_with(pack, outcome),), without=without)
    way = shortest(space, _OutcomeCheck(space, outcome), starts(space, asked.kinds))
    assert way is not None, f"'{outcome}' can be reached, and no way leads there"
    return " ".join((f"flag={way.kind}", *way.path))


def stuck(asked: Asked) -> Iterator[Found]:
    """The nearest place from which nothing that is so in the story leads to the end, if there is one."""
    never, space = frozenset(asked.story.never), asked.flow.space(asked.given)
    reached = space.reached(starts(space, asked.kinds), never)
    check = EndCheck(space, AN_END, reached, never)
    if any(True for group, cases in reached.items() for _ in check.bad(group, cases)):
        way = _way_to_stuck(asked, never)
        path = " ".join((f"flag={way.kind}", *way.path))
        problem = (
            f"without these choices nothing leads from '{way.at_step}' to an end; the way there is {path}; take "
            "one of that step's choices out of this list"
        )
        yield Place(key="never"), problem
    yield from _never_come(asked, space, reached)


def _way_to_stuck(asked: Asked, never: frozenset[str]) -> Way:
    space = Space(asked.flow.pack, asked.given, without=never)
    begin = starts(space, asked.kinds)
    way = shortest(space, EndCheck(space, AN_END, space.reached(begin)), begin)
    assert way is not None, "somebody gets stuck, and no way leads there"
    return way


def _never_come(asked: Asked, space: Space, reached: Mapping[Group, Cases]) -> Iterator[Found]:
    """Rows about a choice that cannot be made in this story."""
    story, never = asked.story, frozenset(asked.story.never)
    if not any(one.choice for one in (*story.permitted, *story.discuss)):
        return
    edges = ((edge, cases) for group, cases in reached.items() for edge in space.edges(group))
    taken = {edge.leg.entry for edge, cases in edges if space.run(edge, cases)} - never
    for table, rows, known in (
        ("permitted", story.permitted, taken),
        ("discuss", story.discuss, taken | never),
    ):
        for number, one in enumerate(rows, 1):
            if one.choice and one.choice not in known:
                problem = f"nobody can choose '{one.choice}' in this story; take it out, or let it be possible"
                yield Place(table, number, "choice"), problem
