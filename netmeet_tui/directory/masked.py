"""A directory for practice: the same services, and no number that anybody could ring, text or scan."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import msgspec

from netmeet_tui.catalogue import _
from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.service import Service

NUMBER: Final = _("practice number")
"""What stands where a number would."""

_DIALLED = re.compile(r"(?<![\d:])\+?\d(?: ?\d){2,}(?![\d:])")
"""Three digits or more, in groups or not; a time of day has two and a colon."""

HIDDEN: Final = "•••"

_RUNG = re.compile(r"(?<!\d)\d(?: ?\d){4,}(?!\d)")
"""Five digits or more: no year, and none of the three that services are called by, such as 999."""


def masked(directory: Directory) -> Directory:
    """The directory with every number taken out: 999 too, which the 999 card alone still shows (D-5)."""
    services = tuple(map(_masked, directory.services))
    return replace(directory, services=services, always=tuple(map(_masked, directory.always)))


def without_numbers(text: str) -> str:
    """Words, with the numbers in them hidden."""
    return _DIALLED.sub(HIDDEN, text)


def policy_without_numbers(text: str) -> str:
    """Words of a policy, with the numbers in them hidden; it names years, and 999 as what is to be done."""
    return _RUNG.sub(HIDDEN, text)


def _masked(one: Service) -> Service:
    bare = one.told(without_numbers)
    hours = without_numbers(bare.hours) if isinstance(bare.hours, str) else bare.hours
    return msgspec.structs.replace(bare, number=NUMBER, hours=hours)
