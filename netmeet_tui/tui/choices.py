"""Choices as they are shown: a key, and what the facilitators would say."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content


def listed(labels: Sequence[str], first: int = 1) -> Content:
    """The choices, one a line, keyed from ``first``. The key stands out by place and brightness, not by colour."""
    lines = [
        Content.assemble((f" {number} ", "bold reverse"), "  ", label)
        for number, label in enumerate(labels, start=first)
    ]
    return Content("\n").join(lines)
