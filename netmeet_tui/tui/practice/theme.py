"""The look of practice: the same two calm themes in plum, so that nobody takes it for a live meeting."""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="practice-dark",
    dark=True,
    background="#1d1527",
    surface="#1d1527",
    panel="#2a2038",
    foreground="#e7e0ee",
    primary="#cdaaf0",
    secondary="#cdaaf0",
    accent="#cdaaf0",
    success="#cdaaf0",
    warning="#cdaaf0",
    error="#cdaaf0",
    variables={
        "quiet": "#b5a8c4",
        "line": "#816f99",
        "field": "#372a49",
        "spoken": "#f6eee0",
        "urgent": "#ff9c8c",
    },
)

DAY = Theme(
    name="practice-light",
    dark=False,
    background="#f4eefb",
    surface="#f4eefb",
    panel="#e4d9f0",
    foreground="#2a2033",
    primary="#5e3591",
    secondary="#5e3591",
    accent="#5e3591",
    success="#5e3591",
    warning="#5e3591",
    error="#5e3591",
    variables={
        "quiet": "#554862",
        "line": "#827296",
        "field": "#d9cbe8",
        "spoken": "#1d1428",
        "urgent": "#981f16",
    },
)

LOOKS = {"dark": NIGHT, "light": DAY}
