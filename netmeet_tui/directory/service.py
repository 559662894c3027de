"""One service: whom it is for, how it is reached, what to say first, and how all that is known (N-11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from netmeet_tui.directory import words

Nation: TypeAlias = Literal["ENG", "WLS", "SCT", "NIR"]
Recipient: TypeAlias = Literal[
    "emergency", "gp", "urgent-health", "children", "adults", "police", "listening", "other"
]
Grade: TypeAlias = Literal["A", "B", "C", "own"]

UNKNOWN: Final = "unknown"
"""Unknown is a value; blank is not (UK-20)."""

ALWAYS: Final = "always"

WITHOUT_A_YES: Final = ("emergency", "gp", "children", "police")
"""Who may ever be told without a yes: C-12, C-19 and C-25 name nobody else, and no file may add to them (T-18)."""

EVERYWHERE: Final[tuple[Nation, ...]] = ("ENG", "WLS", "SCT", "NIR")

Label = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Id = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
Times = Annotated[str, msgspec.Meta(pattern=f"^(closed|{_CLOCK}-{_CLOCK})$")]


WORDS: Final = ("label", "say", "only", "area", "hours")
"""What people read of a service, beside how it is reached (``Access``)."""


def is_word(path: tuple[str, ...], text: object) -> bool:
    """Whether what stands at a place in an entry is a word."""
    named = path[-1] in WORDS or "access" in path[:-1]
    return named and isinstance(text, str) and text not in (UNKNOWN, ALWAYS)


class Weekly(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hours by the day of the week, "08:00-18:30" or "closed", and what holds on bank holidays."""

    mon: Times
    tue: Times
    wed: Times
    thu: Times
    fri: Times
    sat: Times
    sun: Times
    bank_holidays: Literal["closed", "as-usual", "unknown"]

    def __str__(self) -> str:
        """The week in words; days that are alike are told together."""
        told: list[tuple[str, str, str]] = []
        for day, name in words.DAYS.items():
            hours = getattr(self, day)
            if told and told[-1][2] == hours:
                told[-1] = (told[-1][0], name, hours)
            else:
                told.append((name, name, hours))
        spans = [
            f"{first if first == last else f'{first} to {last}'} {words.CLOSED if hours == 'closed' else hours}"
            for first, last, hours in told
        ]
        return "; ".join((*spans, words.ON_BANK_HOLIDAYS[self.bank_holidays]))


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How Deaf people reach it, and people who cannot speak."""

    bsl: Words = UNKNOWN
    text: Words = UNKNOWN
    no_voice: Words = UNKNOWN


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may call."""

    may_call: tuple[Literal["individual", "worried-other"], ...] = ()
    professional_handover: Literal["yes", "no", "unknown"] = "unknown"
    """Whether it takes somebody over from who is not a friend: at some a facilitator is none (UK-12b)."""


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to ring. ``label`` to ``only`` are read by people; the rest says what it is and how it is known."""

    id: Id
    nations: Annotated[tuple[Nation, ...], msgspec.Meta(min_length=1)]
    label: Label
    number: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    recipient: Recipient
    verified_on: dt.date
    verify_again_by: dt.date
    say: Words = UNKNOWN
    """What to say first, or which option to choose."""
    only: Label = UNKNOWN
    """What it is for, in a few words."""
    by: Literal["call", "text", "relay", "sign"] = "call"
    hours: Weekly | Words = UNKNOWN
    """``always``, ``unknown``, a table, or an organisation's own words."""
    who: Who = Who()
    access: Access = Access()
    area: Label = UNKNOWN
    """Which part of a nation it serves, where it does not serve all."""
    without_consent: bool = False
    """Whether it may ever be told without a yes."""
    grade: Grade = "own"
    fact: str = ""
    source: str = ""
    vouched_by: str = ""
    """Who in the organisation answers for an entry of its own."""
    confirmed_by: str = ""
    """Who in the organisation has tried a number that comes with netmeet."""
    confirmed_on: dt.date | None = None

    def told(self, translate: Callable[[str], str]) -> Service:
        """The same service, with its words as ``translate`` says them. What is no word stays as it is."""
        said = {name: translate(text) for name in WORDS if is_word((name,), text := getattr(self, name))}
        reached = msgspec.structs.asdict(self.access)
        access = Access(
            **{name: translate(text) for name, text in reached.items() if is_word(("access", name), text)}
        )
        return msgspec.structs.replace(self, **said, access=access)

    def stale(self, today: dt.date) -> bool:
        """Whether it was to be checked again by now. It is shown all the same: a number is better than none."""
        return today > self.verify_again_by

    @property
    def waits(self) -> bool:
        """Whether somebody has to confirm it before it is shown where it would be relied on (grade C)."""
        return self.grade == "C" and not self.confirmed_by

    @property
    def everywhere(self) -> bool:
        """Whether it is the same in all four nations."""
        return set(self.nations) == set(EVERYWHERE)

    @property
    def shown(self) -> str:
        """The number as it is shown: to be rung, or to be texted."""
        return words.TEXT.format(number=self.number) if self.by == "text" else self.number

    @property
    def code(self) -> str:
        """What a phone's camera is to be shown so that the phone offers to ring or text; empty where it cannot."""
        digits = "".join(sign for sign in self.number if sign in "0123456789+")
        if not digits:
            return ""
        return {"call": f"tel:{digits}", "text": f"smsto:{digits}:"}.get(self.by, "")

    @property
    def hours_said(self) -> str:
        """Its hours in words."""
        if isinstance(self.hours, Weekly):
            return str(self.hours)
        return {ALWAYS: words.ALWAYS, UNKNOWN: words.UNKNOWN}.get(self.hours, self.hours)

    @property
    def where(self) -> str:
        """The nations that it serves, by name; empty when it is all four."""
        return "" if self.everywhere else ", ".join(words.NATIONS[nation] for nation in self.nations)
