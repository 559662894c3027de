"""A record that is kept, as JSON: with what ties it to the vault, so that a copy can be held against it (D-2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

import msgspec

from netmeet_tui import __version__, catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.journal.kept import Sealed
from netmeet_tui.report import record
from netmeet_tui.report.record import Reader, Told

FORMAT: Final = "netmeet-record/1"
LARGEST: Final = 1 << 20
"""More bytes than any copy has."""


class CopyError(Exception):
    """A file that is no copy of a record. The message is one sentence."""


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ties the record to the log of the vault, in hexadecimal."""

    salt: str
    digest: str
    link: str


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that was chosen or that happened, in words."""

    at: datetime
    says: str


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the policy, in words."""

    id: str
    says: str


class Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the organisation had decided."""

    asks: str
    says: str


class InWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The record in the words of its policy: to be read."""

    kind: str
    meeting_on: date
    outcome: str
    because: str
    left_open: bool
    policy: str
    policy_is_known: bool
    way: tuple[Done, ...]
    clauses: tuple[Clause, ...]
    settings: tuple[Decided, ...]


class Copy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A copy. ``record`` is, letter for letter, what is kept; ``proof`` is made from that."""

    format: Literal["netmeet-record/1"]
    about: tuple[str, ...]
    made_for: Reader
    made_on: date
    made_by: str
    language: str
    id: str
    kept_on: str
    review_on: str
    in_words: InWords
    record: str
    proof: Proof

    def sealed(self) -> Sealed:
        """What ties it to the vault. Raises ValueError for what is no hexadecimal."""
        return Sealed(*(bytes.fromhex(each) for each in (self.proof.salt, self.proof.digest, self.proof.link)))


@dataclass(frozen=True, slots=True)
class Original:
    """What a copy is made of: the record as it is kept, and what ties it to the vault."""

    id: str
    kept_on: str
    review_on: str
    record: bytes
    sealed: Sealed


def copy(original: Original, told: Told, made_for: Reader, made_on: date) -> bytes:
    """A copy as the bytes of a file."""
    sealed = original.sealed
    made = Copy(
        format="netmeet-record/1",
        about=(record.FOR[made_for], record.IS, record.IS_NOT, record.OPEN_FILE),
        made_for=made_for,
        made_on=made_on,
        made_by=_made_by(),
        language=catalogue.language(),
        id=original.id,
        kept_on=original.kept_on,
        review_on=original.review_on,
        in_words=in_words(told),
        record=original.record.decode(),
        proof=Proof(sealed.salt.hex(), sealed.digest.hex(), sealed.link.hex()),
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def read(data: bytes) -> Copy:
    """The copy in the bytes of a file. Raises CopyError."""
    try:
        made = msgspec.json.decode(data, type=Copy)
        made.sealed()
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise CopyError(
            _("This file is no copy of a record that netmeet can read: please use the JSON file as it was made.")
        ) from None
    return made


def same_words(made: Copy, told: Told) -> bool | None:
    """Whether the words in a copy are those of the record; None when this netmeet has other words for them."""
    if made.in_words == in_words(told):
        return True
    ours = (made.made_by, made.language, made.in_words.policy_is_known) == (
        _made_by(),
        catalogue.language(),
        told.known,
    )
    return False if ours else None


def in_words(told: Told) -> InWords:
    """A record in words, as a copy has it."""
    return InWords(
        kind=told.kind,
        meeting_on=told.began,
        outcome=told.outcome,
        because=told.ground,
        left_open=told.left_open,
        policy=told.policy,
        policy_is_known=told.known,
        way=tuple(Done(at, says) for at, says in told.way),
        clauses=tuple(Clause(clause, says) for clause, says in told.clauses),
        settings=tuple(Decided(asks, says) for asks, says in told.settings),
    )


def _made_by() -> str:
    return f"netmeet {__version__}"
