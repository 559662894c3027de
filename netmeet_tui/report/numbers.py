"""The telephone numbers that are printed: each with its source, how good that is, and when it was read."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources
from typing import Final, Literal

import msgspec

NATIONS: Final = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number, what it is only for, and how it is known."""

    name: str
    number: str
    only: str
    grade: Literal["A", "B"]
    fact: str
    source: str
    verified_on: dt.date
    nations: tuple[Literal["ENG", "WLS", "SCT", "NIR"], ...] = ()


def numbers(nation: str = "unset") -> tuple[Number, ...]:
    """The numbers of one nation, or of all when none is set, in the order in which they are printed."""
    text = (resources.files("netmeet_tui.report") / "numbers.toml").read_text(encoding="utf-8")
    every = msgspec.convert(tomllib.loads(text)["number"], tuple[Number, ...])
    return tuple(one for one in every if not one.nations or nation == "unset" or nation in one.nations)
