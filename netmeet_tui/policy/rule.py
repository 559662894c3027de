"""What a rule is: an id, the invariants and tensions that it comes from, a sentence, and what may not or must be.

- ``Never``: in no situation, or on no move, may something hold. Written in the language of packs
  (``condition.py``), over the step, the facts, the settings and what the witnesses saw.
- ``Open``: wherever one stands at certain steps, one of certain choices is offered.
- ``Whole``: something about the pack as it is written, as a function.
- ``Reach``: something about what can be reached; the proof itself knows how to ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from netmeet_tui.policy.legs import Leg
from netmeet_tui.policy.pack import Choice, Pack, Step

Fits: TypeAlias = Callable[[Leg], bool]


@dataclass(frozen=True, slots=True)
class Never:
    """Something that may hold in no situation; or, with ``fits``, before a move (and ``then`` after it)."""

    id: str
    cites: tuple[str, ...]
    says: str
    never: str = ""
    fits: Fits | None = None
    then: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """At every step that ``at`` names, while ``during`` holds, a choice that ``one_of`` names is offered."""

    id: str
    cites: tuple[str, ...]
    says: str
    at: Callable[[Pack, Step], bool]
    one_of: Callable[[Choice], bool]
    during: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a pack as a whole breaks a rule: a sentence, and the step that it is about, if it is about one."""

    sentence: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """Something about the pack as a whole."""

    id: str
    cites: tuple[str, ...]
    says: str
    broken: Callable[[Pack], Iterator[Broken]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Something about what can be reached."""

    id: str
    cites: tuple[str, ...]
    says: str


Asked: TypeAlias = Never | Open
"""Rules that are asked of situations and moves."""

Rule: TypeAlias = Asked | Whole | Reach
