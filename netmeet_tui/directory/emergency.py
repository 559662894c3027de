"""999 and 112 as services: compiled in like the 999 card, so that no file is needed for them (D-5, I-3, I-15)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from netmeet_tui import card999
from netmeet_tui.catalogue import _
from netmeet_tui.directory.service import ALWAYS, EVERYWHERE, Access, Service, Who

_LOOKED_UP: Final = dt.date(2026, 11, 22)
_NEVER: Final = dt.date.max
"""They are no less true for not having been looked up again."""


def _service(number: str, label: str, only: str) -> Service:
    return Service(
        id=number,
        nations=EVERYWHERE,
        label=label,
        number=number,
        recipient="emergency",
        verified_on=_LOOKED_UP,
        verify_again_by=_NEVER,
        say=card999.card(_).first,
        only=only,
        hours=ALWAYS,
        who=Who(("individual", "worried-other"), "yes"),
        access=Access(bsl=_("999 BSL"), text=_("18000 with Relay UK"), no_voice=_("press 55 on a mobile")),
        without_consent=True,
        grade="A",
        fact="UK-01",
        source="https://nias.hscni.net/calling-999/what-happens-when-you-call/",
    )


EMERGENCY: Final = (
    _service(card999.NUMBER, _("Emergency services"), _("a life in danger now")),
    _service("112", _("Emergency services, the other number"), _("the same as 999")),
)
"""Before everything else for ``emergency``, whatever any file says."""

RESERVED: Final = frozenset(service.id for service in EMERGENCY)

# With what may be dialled before it: the country, a zero, a number withheld or shown, Relay UK.
_CLAIMS: Final = re.compile(r"(?:00)?(?:44)?0?(?:141|1470|1800[0-2])*(?:999|112)|18000")
_NAMES: Final = re.compile(r"(?<!\d)(?:9\W*9\W*9|1\W*1\W*2)(?!\d)")


def claims(number: str) -> bool:
    """Whether a number is 999 or 112, however it is written."""
    return _CLAIMS.fullmatch("".join(_digits(number))) is not None


def names(label: str) -> bool:
    """Whether a label says that it is 999 or 112."""
    return _NAMES.search("".join(_plain(label))) is not None


def _digits(text: str) -> list[str]:
    return [sign for sign in _plain(text) if sign in "0123456789"]


def _plain(text: str) -> list[str]:
    """The signs of a text, with the digits of every script as the ones that phones have."""
    return [
        str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in unicodedata.normalize("NFKC", text)
    ]
