"""The flow as a tree per kind of concern: each step in full once, where it is nearest to the start."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from textual.content import Content

from netmeet_tui.policy import follow
from netmeet_tui.policy.pack import HERE, Happening, Pack
from netmeet_tui.tui import browse
from netmeet_tui.tui import policy_text as text
from netmeet_tui.tui.widgets.rows import Row

Path = tuple[int, ...]
"""Where a node is: the place of the kind, then of the child in each node. Earlier ones stand further up."""

START, ANY_TIME = 0, 1


class Node(NamedTuple):
    """A node: what was chosen to come to it, and the step it leads to, if it is one to go to."""

    path: Path
    chosen: str
    named: str
    step: str | None


class Tree:
    """Which branches are open, and the rows that follow from it."""

    def __init__(self, pack: Pack, here: str | None) -> None:
        self._pack = pack
        self._here = here
        self._open: set[Path] = set()

    @cached_property
    def _kinds(self) -> list[str]:
        return list(self._pack.start)

    # -- nodes -------------------------------------------------------------------------------------------

    def node(self, path: Path) -> Node:
        """The node at a path."""
        if len(path) == 1:
            return Node(path, self._pack.words.kinds[self.kind(path)].label, "", None)
        return self._below(path[:-1])[path[-1]]

    def kind(self, path: Path) -> str:
        """The kind of concern whose tree this is in."""
        return self._kinds[path[0]]

    def _below(self, path: Path) -> list[Node]:
        """Every node right below one, in full or not."""
        if len(path) == 1:
            first = self._pack.start[self.kind(path)]
            start = Node((*path, START), "", self._pack.steps[first].words.title, first)
            return [start, Node((*path, ANY_TIME), text.AT_ANY_TIME, "", None)]
        if path[1:] == (ANY_TIME,):
            return self._events(path)
        step = self.node(path).step
        return [] if step is None else self._ways(path, step)

    def _ways(self, path: Path, step: str) -> list[Node]:
        found = [
            (text.LEADS_OR if place else f"“{lead.label}”", end)
            for lead in browse.leads(self._pack, step, self._certain(path))
            for place, end in enumerate(lead.ends)
        ]
        return [
            Node(
                (*path, place),
                chosen,
                browse.end_named(self._pack, step, end),
                end if browse.can_be_gone_to(step, end) else None,
            )
            for place, (chosen, end) in enumerate(found)
        ]

    def _certain(self, path: Path) -> dict[str, str]:
        """What is certain in the tree of a kind. Of the one that is not yet known, it may still become any."""
        kind = self.kind(path)
        return {} if kind == self._pack.facts["kind"][0] else {"kind": kind}

    def _events(self, path: Path) -> list[Node]:
        words = self._pack.words.events
        found = [
            (text.LEADS_OR if place else f"“{words[event.id].label}”", end)
            for event in follow.happenings(self._pack, self._certain(path))
            for place, end in enumerate(self._event_ends(event, self._certain(path)))
        ]
        titles = self._pack.steps
        return [Node((*path, place), said, titles[end].words.title, end) for place, (said, end) in enumerate(found)]

    def _event_ends(self, event: Happening, certain: Mapping[str, str]) -> list[str]:
        ends = (end.to for end in follow.ends_of_event(self._pack, event, certain))
        return list(dict.fromkeys(end for end in ends if end != HERE))

    def place(self, kind: int, step: str) -> Path:
        """Where a step is told in full in the tree of a kind."""
        return self._places(kind)[step]

    def _places(self, kind: int) -> dict[str, Path]:
        if kind not in self._found:
            places: dict[str, Path] = {}
            for first in (START, ANY_TIME):  # nearest first, and what follows from choices before what may happen
                queue = deque([self.node((kind, first))])
                while queue:
                    node = queue.popleft()
                    if node.step is not None:
                        if node.step in places:
                            continue
                        places[node.step] = node.path
                    queue.extend(self._below(node.path))
            self._found[kind] = places
        return self._found[kind]

    @cached_property
    def _found(self) -> dict[int, dict[str, Path]]:
        return {}

    # -- rows --------------------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """What is open, from the kinds of concern down."""
        return list(self._rows(self.node((place,)) for place in range(len(self._kinds))))

    def _rows(self, nodes: Iterable[Node]) -> Iterable[Row]:
        for node in nodes:
            yield self._row(node)
            if node.path in self._open:
                yield from self._rows(self._below(node.path))

    def _row(self, node: Node) -> Row:
        sign = ("– " if node.path in self._open else "+ ") if self._opens(node) else "  "
        said = Content.assemble(sign, node.chosen)
        if node.named:
            said = Content.assemble(said, " → " if node.chosen else "", (node.named, "bold"))
        if node.step is not None and node.step == self._here:
            said = Content.assemble(said, (f"  {text.HERE}", "bold"))
        if twin := self._twin(node):
            said = Content.assemble(said, (f"  ({text.ABOVE if twin < node.path else text.BELOW})", "$quiet"))
        return Row(said, node.path, indent=2 * (len(node.path) - 1), hang=4)

    def _twin(self, node: Node) -> Path | None:
        """Where a step is told in full, when that is not here."""
        if node.step is None:
            return None
        place = self.place(node.path[0], node.step)
        return None if place == node.path else place

    def _opens(self, node: Node) -> bool:
        return (
            len(node.path) == 1 or node.path[1:] == (ANY_TIME,) or (node.step is not None and not self._twin(node))
        )

    # -- opening and closing -----------------------------------------------------------------------------

    def unfold(self, path: Path) -> Path:
        """Open a branch, or go into it when it is open, or to where a step is told in full; where one is then."""
        node = self.node(path)
        if twin := self._twin(node):
            self._open.update(twin[:length] for length in range(1, len(twin)))
            return twin
        if not self._opens(node):
            return path
        if path in self._open:
            return (*path, 0)
        self._open.add(path)
        return path

    def fold(self, path: Path) -> Path:
        """Close a branch, or go to the one above; where one is then."""
        if path in self._open:
            self._open.discard(path)
            return path
        return path[:-1] or path
