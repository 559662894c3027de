"""What a session asks of a journal, and the journal that lives in memory only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class JournalError(Exception):
    """A journal could not do what it was asked; nothing was changed.

    The message is one plain sentence for the facilitator: what happened, where, what to do. It never carries
    anything that was typed or said.
    """


class Journal(Protocol):
    """Where one meeting's records live, in order, and its sealed identity beside them."""

    def records(self) -> Sequence[bytes]:
        """Every record ever confirmed, oldest first. Raises JournalError when one is missing or changed."""

    def append(
        self,
        record: bytes,
        *,
        seal: tuple[str, str, str] | None = None,
        forget: str | None = None,
    ) -> None:
        """Add a record; it is durable when this returns. All of it happens, or none.

        ``seal`` is (scope, field, text): identity, kept beside the records so that it can be taken back.
        ``forget`` names a scope whose sealed text goes, for good, in the same step (D-4, I-4).
        Raises JournalError; then nothing was added.
        """

    def sealed(self, scope: str) -> Mapping[str, str]:
        """The sealed text of a scope by field; empty when nothing was given or it was taken back."""

    def settle(self) -> None:
        """Housekeeping after a confirmed record (fold the log back, note the head). Never needed for safety."""

    def close(self) -> None:
        """Let go of the journal; what was confirmed stays."""

    def erase(self) -> None:
        """End it: from now on nothing of this meeting can be read (D-2). Also closes."""


class MemoryJournal:
    """A journal that lives as long as the program does: nothing is ever written."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self._sealed: dict[str, dict[str, str]] = {}

    def records(self) -> Sequence[bytes]:
        """Every record, oldest first."""
        return tuple(self._records)

    def append(
        self,
        record: bytes,
        *,
        seal: tuple[str, str, str] | None = None,
        forget: str | None = None,
    ) -> None:
        """Add a record."""
        self._records.append(record)
        if seal is not None:
            scope, field, text = seal
            self._sealed.setdefault(scope, {})[field] = text
        if forget is not None:
            self._sealed.pop(forget, None)

    def sealed(self, scope: str) -> Mapping[str, str]:
        """The sealed text of a scope by field."""
        return dict(self._sealed.get(scope, {}))

    def take_over(self, scope: str, sealed: Mapping[str, str]) -> None:
        """Go on with what another journal keeps sealed."""
        self._sealed[scope] = dict(sealed)

    def settle(self) -> None:
        """Nothing to do in memory."""

    def close(self) -> None:
        """Nothing to let go of."""

    def erase(self) -> None:
        """Forget everything."""
        self._records.clear()
        self._sealed.clear()
