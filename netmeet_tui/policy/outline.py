"""The graph as an indented outline: each step once with its choices, where the shortest way comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from netmeet_tui.policy.graph import ANYWHERE, Graph, Line, Place
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.picture import WIDTH, wrapped

INDENT: Final = "  "


def outline(pack: Pack, graph: Graph, width: int = WIDTH) -> str:
    """The graph as text."""
    return "\n".join(_Outline(pack, graph, width).lines()) + "\n"


class _Outline:
    def __init__(self, pack: Pack, graph: Graph, width: int) -> None:
        self.pack = pack
        self.graph = graph
        self.width = width
        self.told: set[Place] = set()

    def lines(self) -> Iterator[str]:
        yield from wrapped(self.graph.title, self.width)
        roots = [place for place in self.graph.places if place.sort == "kind" and self.graph.lines_from(place)]
        for root in roots:
            yield ""
            yield from wrapped(f"{self.pack.words.kinds[root.id].label} ({root.id})", self.width)
            for line in self.graph.lines_from(root):
                yield from self.place(line, INDENT)
        if Place(ANYWHERE) in self.graph.places:
            yield ""
            yield "What may happen at any step"
            yield from self.choices(Place(ANYWHERE), INDENT)

    def choices(self, place: Place, indent: str) -> Iterator[str]:
        for _, group in groupby(self.graph.lines_from(place), lambda line: line.by):
            ways = list(group)
            first = ways[0]
            text = f"{first.by}: {first.words}"
            if first.offered:
                text += f" [when {first.offered}]"
            outcomes = {line.outcome for line in ways}
            if len(outcomes) == 1 and first.outcome:
                text += self.ending(first)
            if len(ways) == 1 and not first.when:
                yield from self.place(first, indent, f"{text} -> ")
                continue
            yield from self.wrap(text, indent)
            for line in ways:
                ending = self.ending(line) if len(outcomes) > 1 and line.outcome else ""
                yield from self.place(line, indent + INDENT, f"{line.when}{ending} -> ")

    def ending(self, line: Line) -> str:
        return f" = {line.outcome} ({self.pack.words.outcomes[line.outcome]})"

    def place(self, line: Line, indent: str, before: str = "") -> Iterator[str]:
        """Where a line leads; with all that follows when this is the way that comes to it first."""
        to = line.to
        if to.sort == "end":
            yield from self.wrap(f"{before}THE END", indent)
        elif to.sort == "kind":
            yield from self.wrap(f"{before}goes on as {to.id}", indent)
        elif to == line.start:
            yield from self.wrap(f"{before}here again", indent)
        elif to in self.told:
            yield from self.wrap(f"{before}{to.id}, see above", indent)
        elif self.graph.first[to] is not line:
            yield from self.wrap(f"{before}{to.id}, see below", indent)
        else:
            self.told.add(to)
            step = self.pack.steps[to.id]
            yield from self.wrap(f"{before}{to.id} [{step.duty}] {step.words.title}", indent)
            yield from self.choices(to, indent + INDENT)

    def wrap(self, text: str, indent: str) -> list[str]:
        return wrapped(text, max(self.width, len(indent) + 40), indent, indent + INDENT * 2)
