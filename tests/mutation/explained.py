"""Why a mutant that nothing notices is harmless, where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_HERE_ONLY_AT_FIRST = (
    "never taken: whoever is in an emergency and here has not talked yet, or has come back and begins anew"
)
NEVER_TAKEN: Final[Mapping[str, str]] = {f"conversation[{number}]": _HERE_ONLY_AT_FIRST for number in (2, 3, 4)}
"""Branches that no lane takes, whatever is set. The tests show that."""

_WORDS_ONLY = (
    "only the words of who-knows read this (whether to tell them now, where that was not safe before), and neither"
    " plans nor proof ask for words"
)
_TOLD = (
    *(f"tell-first={how}" for how in ("told", "not-safe", "not-present")),
    *(f"safe-to-tell={how}" for how in ("told", "not-safe", "take-advice", "not-present")),
    "!returned",
)

_ENTERING = ("talk", "offers", "refused", "no-further-action")

_WRONG_WAYS = {
    "conversation[2]": ("ask", "no-further-action", "here"),
    "conversation[3]": ("no-answer-yet", "no-further-action", "here"),
    "conversation[4]": ("scope", "no-further-action", "here"),
}

EXPLAINED: Final[Mapping[str, str]] = {
    **{f"{branch} removed": why for branch, why in NEVER_TAKEN.items()},
    **{f"{branch} > {to}": NEVER_TAKEN[branch] for branch, ways in _WRONG_WAYS.items() for to in ways},
    **{f"{move} without told": _WORDS_ONLY for move in _TOLD},
    **{f"{step} enters without told": _WORDS_ONLY for step in _ENTERING},
}
"""For each such mutant, by its name, a word why."""
