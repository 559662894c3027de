"""The shortest way to where a rule is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmeet_tui.policy.cases import Cases
from netmeet_tui.policy.checks import Check
from netmeet_tui.policy.space import Edge, Group, Space


@dataclass(frozen=True, slots=True)
class Way:
    """A way from where a lane of some kind starts, as plans write it, and where it ends."""

    kind: str
    path: tuple[str, ...]
    at_step: str
    how: str


def shortest(space: Space, check: Check, starts: Mapping[Group, Cases] | None = None) -> Way | None:
    """The shortest way to where a check finds something; of several one. None when it finds nothing.

    It begins where lanes of any kind start, unless other ``starts`` are given.
    """
    layers: list[Mapping[Group, Cases]] = []
    for layer in space.layers(space.starts() if starts is None else starts):
        layers.append(layer)
        for group, cases in layer.items():
            if (group[0], group[space.kind]) not in check.nodes:
                continue
            for bad, edge in check.bad(group, cases):
                return _walked_back(space, layers, group, bad & -bad, edge, check.how(group, edge))
    return None


def _walked_back(
    space: Space, layers: Sequence[Mapping[Group, Cases]], group: Group, case: Cases, last: Edge | None, how: str
) -> Way:
    """From one case of a group of the last layer to the first layer, one move at a time."""
    path = [last.leg.entry] if last is not None else []
    at_step = last.to[0] if last is not None else group[0]
    for layer in reversed(layers[:-1]):
        edge, group, case = next(
            (edge, before, source & -source)
            for before, cases in layer.items()
            for edge in space.edges(before)
            if edge.to == group and (source := cases & space.back(edge, case))
        )
        path.append(edge.leg.entry)
    return Way(group[space.kind], tuple(reversed(path)), at_step, how)
