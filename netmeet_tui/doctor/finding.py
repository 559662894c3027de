"""One thing that was looked at: how it stands, in a sentence, and what to do about it, in another."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

VERSION = 1
"""The shape of ``as_data``. It is raised when something is taken away or comes to mean something else."""


class State(enum.Enum):
    """How something stands, from what is well to what is not."""

    OK = "ok"
    NOTE = "note"
    """Nothing to do: something that is good to know, or that this version does not look at."""
    UNKNOWN = "unknown"
    """It could not be looked at."""
    LOOK = "look"
    """Somebody should look at it when there is time. A meeting can be held."""
    WRONG = "wrong"
    """Somebody should see to it before the next meeting."""


WEIGHT = tuple(State)
STATUS = {State.OK: 0, State.NOTE: 0, State.UNKNOWN: 2, State.LOOK: 1, State.WRONG: 1}
"""The exit status for the worst that there is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found. ``id`` stays the same in all versions; ``do`` is empty where there is nothing to be done."""

    id: str
    state: State
    said: str
    do: str = ""


def ok(topic: str, said: str) -> Finding:
    """Something that is in order."""
    return Finding(topic, State.OK, said)


def note(topic: str, said: str) -> Finding:
    """Something that is good to know."""
    return Finding(topic, State.NOTE, said)


def look(topic: str, said: str, do: str) -> Finding:
    """Something that a person should look at."""
    return Finding(topic, State.LOOK, said, do)


def wrong(topic: str, said: str, do: str) -> Finding:
    """Something that is not in order."""
    return Finding(topic, State.WRONG, said, do)


def unknown(topic: str, said: str, do: str = "") -> Finding:
    """Something that could not be looked at."""
    return Finding(topic, State.UNKNOWN, said, do)


def worst(findings: Iterable[Finding]) -> State:
    """The state of the one that is least in order."""
    return max((finding.state for finding in findings), key=WEIGHT.index, default=State.UNKNOWN)


def as_data(findings: Iterable[Finding]) -> dict[str, object]:
    """The findings for other programs: ``version``, ``worst``, and ``checks`` with id, state, said, do."""
    checks = tuple(findings)
    return {
        "version": VERSION,
        "worst": worst(checks).value,
        "checks": [
            {"id": check.id, "state": check.state.value, "said": check.said, "do": check.do} for check in checks
        ],
    }
