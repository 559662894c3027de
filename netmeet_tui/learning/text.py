"""What the check of a note says, in one place to translate."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

WHY: Final = {
    "name": _("This may be a name or a place: somebody may know who it is."),
    "place": _("This may be a place: few people live or work there."),
    "number": _("A number like this can lead straight to one person."),
    "date": _("A day, a year or a time tells which meeting it was."),
    "age": _("An age, with a few words more, points to one person."),
    "reach": _("This is a way to reach somebody."),
}
"""For each sort of finding, why it was found."""

NOTHING: Final = _("Nothing was found that may point to somebody.")
LIMITS: Final = _("It cannot find everything: read it once more as the person it was about.")
