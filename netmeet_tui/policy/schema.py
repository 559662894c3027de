"""What the tables of a pack's files may hold, before anything is looked up."""

from __future__ import annotations

import msgspec


class RawAmendment(msgspec.Struct, forbid_unknown_fields=True):
    """One of [[amendments]]: what an organisation has decided beyond the policy as it is written."""

    clause: str
    says: str
    decided_by: str
    decided_on: str
    adds_recipients: list[str] = []


class RawPack(msgspec.Struct, forbid_unknown_fields=True):
    """pack.toml."""

    format: int
    name: str
    title: str
    version: str
    dated: str
    amendments: list[RawAmendment] = []


class RawSetting(msgspec.Struct, forbid_unknown_fields=True):
    """A table of settings.toml."""

    values: list[str]
    by: str
    contested: str = ""
    asks: str = ""
    says: dict[str, str] = {}


class RawOutcomes(msgspec.Struct, forbid_unknown_fields=True):
    """The table [outcomes]."""

    contact: list[str]
    if_nothing_else: list[str] = msgspec.field(name="if-nothing-else", default_factory=list)
    left_open_kept: bool | str = msgspec.field(name="left-open-kept", default=False)


class RawOffer(msgspec.Struct, forbid_unknown_fields=True):
    """One of [[offers]]."""

    id: str
    route: str
    to: str


class RawBranch(msgspec.Struct, forbid_unknown_fields=True):
    """A branch of a road."""

    to: str
    when: str | None = None
    set: dict[str, str] = {}
    outcome: str | None = None


class RawBand(msgspec.Struct, forbid_unknown_fields=True):
    """One of [[precedence]]."""

    id: str
    when: str | None = None


class RawPoint(msgspec.Struct, forbid_unknown_fields=True):
    """One of [[opening]] in words.toml."""

    id: str
    serves: list[str]
    title: str
    say: str
    when: str | None = None
    modes: list[str] = []


class RawChoice(msgspec.Struct, forbid_unknown_fields=True):
    """A choice of a step."""

    id: str
    to: str
    when: str | None = None
    set: dict[str, str] = {}
    outcome: str | None = None
    reason: bool = False
    refrain: bool = False
    unsure: bool = False
    final: bool = False
    forget: bool = False
    kept: bool | str = False


class RawHappening(msgspec.Struct, forbid_unknown_fields=True):
    """One of [events]."""

    to: str
    when: str
    set: dict[str, str] = {}
    final: bool = False
    forget: bool = False


class RawStep(msgspec.Struct, forbid_unknown_fields=True):
    """One of [steps]."""

    serves: list[str]
    duty: str
    choices: list[RawChoice]
    shows: str = "words"
    enter: dict[str, str] = {}
    fields: list[str] = []
    sealed: list[str] = []
    reads: list[str] = []
    forget: bool = False
