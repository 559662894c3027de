"""The graph in the languages of Mermaid and Graphviz.

Whether a step must, may or cannot be done is told by its word and its shape; events have lines of their own, too.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from netmeet_tui.policy.graph import ANYWHERE, Graph, Line, Place
from netmeet_tui.policy.pack import Pack

MERMAID_SHAPES: Final = {
    "must": ('["', '"]'),
    "may": ('(["', '"])'),
    "cannot": ('{{"', '"}}'),
    "kind": ('>"', '"]'),
    "end": ('((("', '")))'),
    ANYWHERE: ('[["', '"]]'),
}
DOT_SHAPES: Final = {
    "must": "shape=box",
    "may": 'shape=box, style="rounded,dashed"',
    "cannot": "shape=octagon",
    "kind": "shape=cds",
    "end": "shape=doublecircle",
    ANYWHERE: "shape=box, peripheries=2",
}
_WIDE: Final = 30
"""How wide a label may be before it goes on in another line."""


def mermaid(pack: Pack, graph: Graph) -> str:
    """The graph as a Mermaid flow chart."""
    known = ids(graph.places)
    lines = ["---", f"title: {_quoted_title(graph.title)}", "---", "flowchart TD"]
    for place in graph.places:
        before, after = MERMAID_SHAPES[_shape(pack, place)]
        lines.append(f"    {known[place]}{before}{_mermaid_text(_label(pack, place), '<br/>')}{after}")
    for start, to, labels in _joined(pack, graph):
        arrow = "-.->" if start.sort == ANYWHERE else "-->"
        text = "<br/>".join(_mermaid_text(label, "<br/>") for label in labels)
        lines.append(f'    {known[start]} {arrow}|"{text}"| {known[to]}')
    return "\n".join(lines) + "\n"


def dot(pack: Pack, graph: Graph) -> str:
    """The graph as a digraph of Graphviz."""
    known = ids(graph.places)
    lines = [
        "digraph policy {",
        f'    graph [label="{_dot_text(graph.title)}", labelloc=t, fontname="Helvetica"];',
        '    node [fontname="Helvetica", fontsize=11];',
        '    edge [fontname="Helvetica", fontsize=9];',
    ]
    for place in graph.places:
        text = _wrapped(_label(pack, place), _dot_text, "\\n")
        lines.append(f'    {known[place]} [label="{text}", {DOT_SHAPES[_shape(pack, place)]}];')
    for start, to, labels in _joined(pack, graph):
        text = "".join(_wrapped(label, _dot_text, "\\l") + "\\l" for label in labels)
        style = ", style=dashed" if start.sort == ANYWHERE else ", weight=8" if _main(graph, start, to) else ""
        lines.append(f'    {known[start]} -> {known[to]} [label="{text}"{style}];')
    return "\n".join([*lines, "}"]) + "\n"


def ids(places: Iterable[Place]) -> Mapping[Place, str]:
    """A name for each place, of letters, digits and underscores; what it begins with keeps it from keywords."""
    named: dict[Place, str] = {}
    for place in places:
        name = plain = f"{place.sort}_{re.sub(r'[^A-Za-z0-9]', '_', place.id)}".rstrip("_") + "_"
        number = 2
        while name in named.values():
            name = f"{plain}{number}"
            number += 1
        named[place] = name
    return named


def _main(graph: Graph, start: Place, to: Place) -> bool:
    """Whether one comes to a place first by this line: it is drawn as straight as can be."""
    first = graph.first.get(to)
    return first is not None and first.start == start


def _shape(pack: Pack, place: Place) -> str:
    return pack.steps[place.id].duty if place.sort == "step" else place.sort


def _label(pack: Pack, place: Place) -> str:
    if place.sort == "step":
        step = pack.steps[place.id]
        return f"{step.duty.upper()}: {step.words.title} ({place.id})"
    if place.sort == "kind":
        return f"{pack.words.kinds[place.id].label} ({place.id})"
    return "THE END" if place.sort == "end" else "At any step"


def _joined(pack: Pack, graph: Graph) -> Iterator[tuple[Place, Place, list[str]]]:
    """Lines between the same two places as one, with the label of every choice; the outline has all conditions."""
    between: dict[tuple[Place, Place], dict[str, list[Line]]] = {}
    for line in graph.lines:
        between.setdefault((line.start, line.to), {}).setdefault(line.by, []).append(line)
    for (start, to), choices in between.items():
        yield start, to, [_line_label(pack, lines[0], alone=len(lines) == 1) for lines in choices.values()]


def _line_label(pack: Pack, line: Line, alone: bool) -> str:
    """A choice on a line; when several of its branches come to the same place, without what tells them apart."""
    text = line.words
    conditions = [f"when {line.offered}" if line.offered else "", line.when if alone else ""]
    if any(conditions):
        text += f" [{', and '.join(filter(None, conditions))}]"
    return f"{text} = {pack.words.outcomes[line.outcome]}" if line.outcome and alone else text


def _wrapped(text: str, escape: Callable[[str], str], new_line: str) -> str:
    lines = textwrap.wrap(text, _WIDE, break_long_words=False, break_on_hyphens=False)
    return new_line.join(escape(line) for line in lines)


def _mermaid_text(text: str, new_line: str) -> str:
    return _wrapped(text, _mermaid_escaped, new_line)


def _mermaid_escaped(text: str) -> str:
    """Inside quotes Mermaid reads entities, Markdown and tags: letters, digits and what is harmless stay."""
    return re.sub(r"""[^\w\s.,:;?()'/=+\u2018-\u201d\u2013\u2026-]|_""", lambda found: f"#{ord(found[0])};", text)


def _quoted_title(text: str) -> str:
    """A title for the YAML before a chart."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _dot_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
