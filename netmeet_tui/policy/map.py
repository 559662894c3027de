"""The flow seen from above: where choices lead, from where one comes to a step, and what serves a clause.

Static: it tells what the pack writes down, whichever conditions hold. What can be reached is for ``space.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netmeet_tui.policy.condition import Condition
from netmeet_tui.policy.pack import HERE, Pack


class Way(NamedTuple):
    """One way from a step: by which choice, or ``!event``, and under which condition that is offered.

    ``step`` is None for what may happen at any step.
    """

    step: str | None
    by: str
    to: str
    when: Condition | None

    def __str__(self) -> str:
        """As plans write it."""
        return self.by if self.step is None else f"{self.step}={self.by}"


def ends(pack: Pack, step: str, to: str) -> tuple[str, ...]:
    """Every step that a target may lead to, whichever branches of its roads are taken, each once."""
    if to == HERE:
        return (step,)
    if to not in pack.roads:
        return (to,)
    found = (end for branch in pack.roads[to] for end in ends(pack, step, branch.to))
    return tuple(dict.fromkeys(found))


def ways_from(pack: Pack, step: str) -> Iterator[Way]:
    """Every way out of a step by its choices, in the order in which they are shown."""
    for choice in pack.steps[step].choices:
        for end in ends(pack, step, choice.to):
            yield Way(step, choice.id, end, choice.when)


def ways_to(pack: Pack, step: str) -> Iterator[Way]:
    """Every way that leads to a step from another one, and the events that do."""
    for other in pack.steps:
        yield from (way for way in ways_from(pack, other) if way.to == step and other != step)
    for happening in pack.happenings.values():
        if step in ends(pack, HERE, happening.to):
            yield Way(None, happening.id, step, happening.when)


def starting_at(pack: Pack, step: str) -> tuple[str, ...]:
    """The kinds of concern that start at a step."""
    return tuple(kind for kind, first in pack.start.items() if first == step)


def serving(pack: Pack, clause: str) -> tuple[str, ...]:
    """The steps that serve a clause, in the order of the flow."""
    return tuple(step.id for step in pack.steps.values() if clause in step.serves)
