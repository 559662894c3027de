"""The shipped pack, a clock that is told the time, and a meeting in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack


class Minutes:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def pack() -> Pack:
    return shipped()


@pytest.fixture
def clock() -> Minutes:
    return Minutes()


@pytest.fixture
def journal() -> MemoryJournal:
    return MemoryJournal()


@pytest.fixture
def session(pack: Pack, journal: MemoryJournal, clock: Minutes) -> Session:
    return Session.begin(pack, journal, clock)
