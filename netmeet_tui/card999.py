"""The 999 card: compiled in, so that no pack, setting, vault or fault can take it away or change it (D-5, I-3).

Plain ASCII, because it is also what ``netmeet 999`` prints on a terminal that can do nothing else.
Facts UK-01 to UK-08: call-takers ask where, breathing, awake, number, what happened; a name is not on the list.
"""

from typing import Final

NUMBER: Final = "999"
TITLE: Final = "Ring 999 now, on a phone"
FIRST: Final = "Say the place first. They do not need a name."
ASKS: Final = (
    "Where? The address, and the door or floor",
    "Is the person breathing?",
    "Are they awake?",
    "Which number are you ringing from?",
    "What has happened?",
)
STAY: Final = "Stay with the person. Stay on the line. Open the door."
OTHER_WAYS: Final = (
    "To sign: the 999 BSL app or 999bsl.co.uk. To type: 18000 with Relay UK.",
    "By text: 999, only if this phone was registered for it before.",
    "Cannot speak on a mobile: press 55 when you are asked. 112 works as well.",
)


def plain() -> str:
    """The whole card as lines for any terminal."""
    asks = "\n".join(f"  {place}. {ask}" for place, ask in enumerate(ASKS, start=1))
    others = "\n".join(f"  {way}" for way in OTHER_WAYS)
    return f"{NUMBER}  {TITLE}\n\n{FIRST}\nThey will ask:\n{asks}\n\n{STAY}\n\nOther ways:\n{others}\n"
