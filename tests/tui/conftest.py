"""A keeper for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.tui.keeper import Keeper
from tests.tui.support import keeper_in


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """Nothing on disk yet, no keyring, a clock that stands still."""
    return keeper_in(tmp_path)
