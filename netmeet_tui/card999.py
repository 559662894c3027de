"""The 999 card: compiled in, so that no pack, setting, vault or fault can take it away or change it (D-5, I-3).

Plain ASCII, because it is also what ``netmeet 999`` prints on a terminal that can do nothing else.
Facts UK-01 to UK-08: call-takers ask where, breathing, awake, number, what happened; a name is not on the list.
"""

from collections.abc import Callable
from typing import Final, NamedTuple


class Card(NamedTuple):
    """The words of the card. The number is none of them: no language has another."""

    title: str
    first: str
    asks: tuple[str, ...]
    stay: str
    other_ways: tuple[str, ...]


def card(_: Callable[[str], str]) -> Card:
    """The card, each sentence as ``_`` says it: the English ones stand here and need no file."""
    return Card(
        title=_("Ring 999 now, on a phone"),
        first=_("Say the place first. They do not need a name."),
        asks=(
            _("Where? The address, and the door or floor"),
            _("Is the person breathing?"),
            _("Are they awake?"),
            _("Which number are you ringing from?"),
            _("What has happened?"),
        ),
        stay=_("Stay with the person. Stay on the line. Open the door."),
        other_ways=(
            _("To sign: the 999 BSL app or 999bsl.co.uk. To type: 18000 with Relay UK."),
            _("By text: 999, only if this phone was registered for it before."),
            _("Cannot speak on a mobile: press 55 when you are asked. 112 works as well."),
        ),
    )


NUMBER: Final = "999"
TITLE, FIRST, ASKS, STAY, OTHER_WAYS = card(str)
"""In English, whatever the computer speaks: for the plainest terminal, and for paper."""


def plain() -> str:
    """The whole card as lines for any terminal."""
    asks = "\n".join(f"  {place}. {ask}" for place, ask in enumerate(ASKS, start=1))
    others = "\n".join(f"  {way}" for way in OTHER_WAYS)
    return f"{NUMBER}  {TITLE}\n\n{FIRST}\nThey will ask:\n{asks}\n\n{STAY}\n\nOther ways:\n{others}\n"
