"""A keeper for each test, and a vault to copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmeet_tui.tui.keeper import Keeper
from tests.journal.support import make
from tests.tui.support import keeper_in


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a vault with nothing in it. To be copied."""
    folder = tmp_path_factory.mktemp("empty") / "vault"
    make(folder).close()
    return folder


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """Nothing on disk yet, no keyring, a clock that stands still."""
    return keeper_in(tmp_path)
