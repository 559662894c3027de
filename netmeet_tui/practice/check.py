"""Whether a story is in order under a policy: its names, its words, its courses, and what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netmeet_tui.policy.pack import Pack
from netmeet_tui.practice import courses
from netmeet_tui.practice.agreement import Asked, Flow, contradicting, disagreeing, stuck
from netmeet_tui.practice.naming import circles, misnamed
from netmeet_tui.practice.play import Play, begun
from netmeet_tui.practice.story import Story
from netmeet_tui.practice.texts import Place
from netmeet_tui.practice.wording import ill_worded


class Problem(NamedTuple):
    """Something that is not in order, and where: file (or the story's id), table with its number, key."""

    file: str
    place: Place
    problem: str

    @property
    def sentence(self) -> str:
        """What is wrong and where, on one line."""
        return f"{', '.join(filter(None, (self.file, str(self.place))))}: {self.problem}"


def check(
    story: Story, pack: Pack, *, thorough: bool = True, shown: str = "", flow: Flow | None = None
) -> tuple[Problem, ...]:
    """Everything in a story that is not in order; nothing when it is.

    ``thorough`` looks also whether anybody can get stuck in the whole flow. ``shown`` is what problems call the
    file. Whoever checks several stories under a pack gives the same ``flow`` to each.
    """
    found = list(_found(story, thorough, flow or Flow(pack)))
    return tuple(Problem(shown or story.id, place, problem) for place, problem in found)


def _found(story: Story, thorough: bool, flow: Flow) -> Iterator[tuple[Place, str]]:
    pack = flow.pack
    names = [*misnamed(story, pack), *circles(story)]
    yield from names
    yield from ill_worded(story)
    if names:  # nothing can be played, or asked of the policy, before these are mended
        return
    try:
        session, _ = begun(story, pack, lambda: story.begins)
    except ValueError as error:
        yield Place(), f"it cannot begin: {error}"
        return
    plays, unplayable = courses.played(story, pack)
    yield from unplayable
    yield from courses.wrong(story, pack, plays)
    yield from _uncited(story, pack, plays.values())
    asked = Asked.of(story, flow, session.state.given)
    if not asked.kinds:
        return
    yield from contradicting(story)
    yield from disagreeing(asked)
    if thorough:
        yield from stuck(asked)


def _uncited(story: Story, pack: Pack, plays: Iterable[Play]) -> Iterator[tuple[Place, str]]:
    """Clauses of the story of which no debrief could say anything."""
    cited = {clause for one in (*story.permitted, *story.forbidden, *story.discuss) for clause in one.clauses}
    cited |= {clause for play in plays for step in play.steps for clause in pack.steps[step].serves}
    for clause in story.clauses:
        if clause not in cited:
            yield (
                Place(key="clauses"),
                f"'{clause}' comes up nowhere: no step on the courses serves it, and nothing that is permitted, "
                "forbidden or to discuss cites it; take it out, or cite it",
            )
