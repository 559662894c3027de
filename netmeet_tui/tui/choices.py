"""Choices as they are shown: a key, and what the facilitators would say."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

NARROWEST = 20
"""Columns that words behind a sign are given at the least."""


def listed(labels: Sequence[str | Content], first: int = 1, width: int = 0) -> Content:
    """The choices, keyed from ``first``: one a line, or over more lines where there is a ``width`` to keep to.

    The key stands out by place and brightness, not by colour.
    """
    rows = [
        hung(Content.assemble((f" {number} ", "bold reverse"), "  "), label, width)
        for number, label in enumerate(labels, start=first)
    ]
    return Content("\n").join(rows)


def hung(sign: Content, said: str | Content, width: int = 0) -> Content:
    """Words behind a sign. Where there is a ``width`` to keep to, the lines they go on in are set in as far."""
    words = Content(said) if isinstance(said, str) else said
    if width <= 0:
        return Content.assemble(sign, words)
    margin = sign.cell_length
    first, *rest = (line.rstrip() for line in words.wrap(max(width - margin, NARROWEST)))
    return Content("\n").join([sign + first, *(Content(" " * margin) + line for line in rest)])
