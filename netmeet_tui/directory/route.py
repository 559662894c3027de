"""Who is rung at a step of a concern: the kinds of services that the policy lets be told there, and which they are.

The ground decides (N-07): with a yes whoever they choose; under the own-life exception the GP or emergency services
and nobody else, closed or not (T-18); to protect a child those who can protect one. What a service's own entry does
not allow without a yes is left out where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netmeet_tui.directory import words
from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.service import Service

NSPCC: Final = "nspcc"
"""The one service that protects children everywhere, and that knows which council it is (UK-17, UK-20)."""

CHILDREN: Final = ("childrens-services", NSPCC, "police")
OF_A_YES: Final = ("gp", "urgent-health", "emergency", "listening")

_BY_ROUTE: Final = {
    "gp": ("gp",),
    "emergency-services": ("emergency",),
    "urgent-health": ("urgent-health",),
    "police": ("police",),
    "childrens-services": CHILDREN,
    "nspcc": (NSPCC,),
}
_BY_OFFER: Final = {
    "gp": ("gp",),
    "emergency": ("emergency",),
    "urgent-health": ("urgent-health",),
    "listening-line": ("listening",),
    "do-it-together": ("listening", "urgent-health", "gp"),
}
_BY_GROUND: Final = {
    "consent": OF_A_YES,
    "own-life-exception": ("gp", "emergency"),
    "child-duty": CHILDREN,
    "serious-harm": ("police",),
    "emergency": ("emergency",),
}
"""Who else may be told when the first could not be, each on its own ground."""

_YES: Final = ("consent", "none")
"""Grounds under which it is the person who is told of services, or asks for one."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of service that may be told, and of which nobody has entered or confirmed a number."""

    recipient: str
    confirm: bool = False
    """Whether there is one that comes with netmeet and waits for somebody to confirm it (grade C)."""


def recipients(step: str, facts: Mapping[str, str], offer: str = "") -> tuple[str, ...]:
    """The kinds of services in question at a step, the one of the lane's route first; none where nobody is rung."""
    kind, ground, route = (facts.get(name, "none") for name in ("kind", "ground", "route"))
    under = _BY_GROUND.get(ground, ())
    child = kind == "child" or facts.get("under_18") == "yes"
    match step:
        case "offers":
            return _BY_OFFER.get(offer, ())
        case "gp" | "handover" | "contact":
            return _BY_ROUTE.get(route, ())
        case "gp-closed" | "gp-unknown":
            return ("emergency",) if ground != "consent" else ("urgent-health", "emergency", "listening")
        case "contact-failed":
            return tuple(dict.fromkeys((*_BY_ROUTE.get(route, ()), *under)))
        case "later":
            return OF_A_YES if ground in _YES else under
        case "self-contact":
            return ("urgent-health", "adults", "police", "listening") if kind == "other-person" else OF_A_YES[1:]
        case "child-recipient" | "self-report":
            return CHILDREN
        case "consult":
            return (NSPCC, "childrens-services") if child else ("other",)
        case "emergency-again":
            return ("emergency", *(CHILDREN if child else ()))
        case _:
            return ()


def services(
    directory: Directory, nation: str, kinds: tuple[str, ...], ground: str
) -> tuple[Service | Missing, ...]:
    """The services of these kinds for a nation, each once, in the order to show; what is missing in its place."""
    found: dict[str, Service | Missing] = {}
    for kind in kinds:
        for one in _of(directory, nation, kind):
            if isinstance(one, Missing):
                found[f"missing {kind}"] = one
            elif ground in _YES or one.without_consent:
                found.setdefault(one.id, one)
    return tuple(found.values())


def _of(directory: Directory, nation: str, kind: str) -> Iterator[Service | Missing]:
    if kind == NSPCC:
        there = tuple(one for one in directory.of("children", nation) if one.id == NSPCC)
    elif kind == "childrens-services":
        there = tuple(one for one in directory.of("children", nation) if one.id != NSPCC)
    else:
        there = directory.of(kind, nation)
    if there:
        yield from there
    elif kind not in (NSPCC, "other", "adults"):
        recipient = "children" if kind == "childrens-services" else kind
        yield Missing(recipient, recipient in words.RECIPIENTS and directory.gap(recipient, nation))
