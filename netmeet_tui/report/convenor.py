"""For whoever invites people to a network meeting: what to know and to say beforehand (C-06 to C-10).

No name stands on it, of a person or of a meeting, so that it can be given to anybody. When something may have to be
told outside is said in the words of the policy that is in force, and only as far as it has such a clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.policy.pack import Pack

TITLE: Final = _("If you invite people to a network meeting")
PARTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (  # C-08
        _("Invite people you trust"),
        (_("You choose who comes. Ask the people you trust, and who matter to you. Nobody has to come."),),
    ),
    (  # C-09
        _("Say what is private for you"),
        (
            _("Tell people before the meeting which things are private for you, or say it at the start."),
            _("Plain words help: “Please do not tell anyone that I am ill.” You do not have to say why."),
        ),
    ),
    (  # C-07, C-06
        _("What is said in the room stays in the room"),
        (
            _("We ask everyone to make it a safe space. Nothing is told outside unless the others say yes."),
            _("We can ask, and no more. We cannot vouch for what others say or do when they have gone home."),
            _("We who hold the meeting do not tell anyone outside what we hear, but for the few cases below."),
        ),
    ),
    (  # C-10
        _("You may stay anonymous"),
        (_("No one has to give a name. A word that you choose is enough. We do not ask for more."),),
    ),
)
OUTSIDE: Final = _("When we may have to tell someone outside")
OUTSIDE_FIRST: Final = _(
    "There are only these few cases. If we can, we talk with you first, and you hear what we say."
)
MORE: Final = _("If this worries you, ask us before the meeting. You may ask again at any time.")
DATED: Final = _("Policy version {version}, {dated}")
PRINTED: Final = _("Printed {day}.")
TOO_LONG: Final = _(
    "The page does not fit on one side: the policy says too much of when something is told outside."
)

CASES: Final = ("C-12", "C-13", "C-18", "C-19", "C-20", "C-25")
"""The clauses that open the room, in their order; the list in C-11 is a closed one."""
_GIVEN_UP: Final = {"C-25": ("own_life_exception", "off")}
"""A clause that the organisation may have decided not to use: the setting, and its value then."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it; ``listed`` when it is one case after the other."""

    heading: str
    lines: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The page, from its title to the policy that it is from."""

    title: str
    parts: tuple[Part, ...]
    last: str
    dated: str


def page(pack: Pack, settings: Mapping[str, str] | None = None) -> Page:
    """The page under this policy and these settings; those that are not given are as shipped."""
    parts = [Part(heading, lines) for heading, lines in PARTS]
    if cases := tuple(_cases(pack, settings or {})):
        parts.append(Part(OUTSIDE, (OUTSIDE_FIRST, *cases), listed=True))
    return Page(TITLE, tuple(parts), MORE, DATED.format(version=pack.version, dated=pack.dated))


def _cases(pack: Pack, settings: Mapping[str, str]) -> Iterator[str]:
    for name in CASES:
        setting, value = _GIVEN_UP.get(name, ("", ""))
        chosen = settings.get(setting) or (pack.settings[setting].values[0] if setting in pack.settings else "")
        if name in pack.clauses and not (setting and chosen == value):
            yield pack.clauses[name].says
