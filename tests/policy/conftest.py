"""The shipped pack, read once."""

from __future__ import annotations

import pytest

from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return shipped()


@pytest.fixture(scope="session")
def given(pack: Pack) -> tuple[str, ...]:
    """The settings as shipped."""
    return pack.given()
