"""The look: two calm themes, one accent, and no alarm colour but that of the single word 999.

Screens use these names only; no colour is written anywhere else.
"""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="netmeet-dark",
    dark=True,
    background="#12181b",
    surface="#12181b",
    panel="#1d262a",
    foreground="#dde3e1",
    primary="#86c2b6",
    secondary="#86c2b6",
    accent="#86c2b6",
    success="#86c2b6",
    warning="#86c2b6",
    error="#86c2b6",
    variables={
        "quiet": "#9eacaa",
        "line": "#66787f",
        "field": "#27343a",
        "spoken": "#f3efe2",
        "urgent": "#ff9c8c",
    },
)

DAY = Theme(
    name="netmeet-light",
    dark=False,
    background="#f7f5f0",
    surface="#f7f5f0",
    panel="#e9e6de",
    foreground="#1f2b2d",
    primary="#145a52",
    secondary="#145a52",
    accent="#145a52",
    success="#145a52",
    warning="#145a52",
    error="#145a52",
    variables={
        "quiet": "#465353",
        "line": "#817e6b",
        "field": "#dcd8cc",
        "spoken": "#0f1c1e",
        "urgent": "#9a2017",
    },
)

THEMES = {"dark": NIGHT, "light": DAY}
