"""Walking lanes in tests: along a written path, or wherever chance leads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Lane, Situation
from netmeet_tui.policy.pack import CLOSED, Pack

KINDS = ("ill", "own-life", "harm-other", "child", "other-person", "unsure")

TO_OFFERS = "danger=no access=ready talk=talked explain=explained ask=open-to-it"
ALL_REFUSED = "offers=gp=no offers=emergency=no offers=chosen-person=no offers=finished"
PASSED_ON = (
    f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious may-pass-on=pass-on "
    "recipient=emergency-services tell-first=told"
)
"""Paths that many tests begin with, for the kind own-life."""


def walk(pack: Pack, kind: str, path: str, settings: Mapping[str, str] | None = None) -> Lane:
    """The lane at the end of a path: ``step=choice`` and ``!event``, with blanks between them."""
    return onward(pack, lanes.start(pack, kind), path, pack.given(settings))


def onward(pack: Pack, lane: Lane, path: str, given: Given) -> Lane:
    """The lane after more of a path. Every entry has to be offered, at the step that it names."""
    for entry in path.split():
        if entry.startswith("!"):
            lane = lanes.happen(pack, lane, entry, given)
        else:
            step, _, choice = entry.partition("=")
            assert lane.step == step, f"{entry}: the lane is at {lane.step}"
            lane = lanes.choose(pack, lane, choice, given)
    return lane


def offered(pack: Pack, lane: Lane, given: Given) -> frozenset[str]:
    """What may be chosen, without the ledger's answers."""
    found = lanes.choices(pack, lane, given)
    return frozenset(o.choice.id for o in found if o.open and o.choice.offer is None)


def facts(pack: Pack, lane: Lane | Situation) -> dict[str, str]:
    """The facts of a lane by name."""
    situation = lane.situation if isinstance(lane, Lane) else lane
    return dict(zip(pack.facts, situation.facts, strict=True))


class Move(NamedTuple):
    """One thing done: the lane before, what was chosen or happened, the lane after."""

    before: Lane
    what: str
    after: Lane


class Walked(NamedTuple):
    """A walk: where it ran, and every move of it."""

    given: tuple[str, ...]
    settings: Mapping[str, str]
    moves: tuple[Move, ...]

    def lanes(self) -> Iterator[Lane]:
        """Every lane on the way, the first one too."""
        if self.moves:
            yield self.moves[0].before
        for move in self.moves:
            yield move.after

    def __repr__(self) -> str:
        """As a path: a lane's own way of saying itself goes all the way back, once for every move."""
        return f"{' '.join(move.what for move in self.moves)} ({dict(self.settings)})"


def settings_of(pack: Pack) -> st.SearchStrategy[dict[str, str]]:
    """Any settings that the pack allows."""
    return st.fixed_dictionaries({s.id: st.sampled_from(s.values) for s in pack.settings.values()})


FIRST_STEPS = (
    "",
    TO_OFFERS,
    f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given",
    f"{TO_OFFERS} {ALL_REFUSED}",
    f"{PASSED_ON} handover=ready",
)


def random_walks(pack: Pack, longest: int = 250) -> st.SearchStrategy[Walked]:
    """Walks of any kind under any settings. One byte is one move; a low one is an event.

    Chance alone seldom gets far, so some walks first follow a written path for as long as it is offered.
    """

    def made(kind: str, settings: dict[str, str], first: str, steps: bytes) -> Walked:
        given = pack.given(settings)
        return Walked(given, settings, tuple(_led(pack, kind, given, first.split(), steps)))

    # `binary` draws short ones by itself; the floor keeps walks long.
    return st.builds(
        made,
        st.sampled_from(KINDS),
        settings_of(pack),
        st.sampled_from(FIRST_STEPS),
        st.binary(min_size=longest, max_size=longest),
    )


def _led(pack: Pack, kind: str, given: Given, first: list[str], steps: bytes) -> Iterator[Move]:
    lane = lanes.start(pack, kind)
    for entry in first:
        step, _, choice = entry.partition("=")
        if lane.step != step or choice not in [c.id for c in lanes.open_choices(pack, lane.situation, given)]:
            break
        after = lanes.choose(pack, lane, choice, given)
        yield Move(lane, choice, after)
        lane = after
    for byte in steps:
        choices = [choice.id for choice in lanes.open_choices(pack, lane.situation, given)]
        events = lanes.events(pack, lane, given)
        if events and (byte < 40 or not choices):
            what = events[byte % len(events)]
            after = lanes.happen(pack, lane, what, given)
        elif choices:
            what = choices[byte % len(choices)]
            after = lanes.choose(pack, lane, what, given)
        else:
            return
        yield Move(lane, what, after)
        lane = after


def following(
    pack: Pack, situation: Situation, given: Given, events: bool = True
) -> Iterator[tuple[str, Situation]]:
    """Every situation that one move leads to."""
    for choice in lanes.open_choices(pack, situation, given):
        yield choice.id, lanes.chosen(pack, situation, choice, given)
    if events:
        for happening in lanes.open_happenings(pack, situation, given):
            yield happening.id, lanes.happened(pack, situation, happening, given)


def can_end(pack: Pack, situation: Situation, given: Given, limit: int = 1000) -> bool:
    """Whether some choices lead to the end, with no help from events or from an answer to an offer."""
    seen, queue = {situation}, deque([situation])
    while queue and len(seen) < limit:
        here = queue.popleft()
        if here.step == CLOSED:
            return True
        for what, after in following(pack, here, given, events=False):
            if "=" not in what and after not in seen:
                seen.add(after)
                queue.append(after)
    return False


def explored(
    pack: Pack,
    first: Situation,
    given: Given,
    limit: int,
    wanted: Callable[[str], bool],
    ordered: Callable[[list[tuple[str, Situation]]], list[tuple[str, Situation]]],
) -> Iterator[tuple[Situation, str, Situation]]:
    """Every move between the first ``limit`` situations, nearest first; moves that are not wanted are left out."""
    seen, queue = {first}, deque([first])
    while queue:
        here = queue.popleft()
        for what, after in ordered([m for m in following(pack, here, given) if wanted(m[0])]):
            if after not in seen and len(seen) < limit:
                seen.add(after)
                queue.append(after)
            yield here, what, after
