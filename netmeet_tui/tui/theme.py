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
        "quiet": "#9aa8a6",
        "line": "#33424a",
        "spoken": "#f3efe2",
        "urgent": "#ff9c8c",
        "input-cursor-background": "#86c2b6",
        "input-selection-background": "#86c2b6 35%",
    },
)

DAY = Theme(
    name="netmeet-light",
    dark=False,
    background="#f7f5f0",
    surface="#f7f5f0",
    panel="#e9e6de",
    foreground="#1f2b2d",
    primary="#165f57",
    secondary="#165f57",
    accent="#165f57",
    success="#165f57",
    warning="#165f57",
    error="#165f57",
    variables={
        "quiet": "#4c5a5a",
        "line": "#b9b5a8",
        "spoken": "#0f1c1e",
        "urgent": "#a3241a",
        "input-cursor-background": "#165f57",
        "input-selection-background": "#165f57 25%",
    },
)

THEMES = {"dark": NIGHT, "light": DAY}
