"""A home folder with a vault in it, made once; each test has a copy to itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # a pseudo-terminal is needed
else:
    from tests.e2e.facilitator import Facilitator, copy_home, make_vault

    @pytest.fixture(scope="session")
    def ready_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A home folder with an empty vault: not to be written to."""
        home = tmp_path_factory.mktemp("ready") / "home"
        make_vault(home)
        return home

    @pytest.fixture
    def home(ready_home: Path, tmp_path: Path) -> Path:
        """A home folder of one's own, with an empty vault."""
        return copy_home(ready_home, tmp_path / "home")

    @pytest.fixture
    def facilitator(home: Path) -> Iterator[Facilitator]:
        """Somebody who has unlocked the vault and begun a meeting."""
        with Facilitator(home) as somebody:
            somebody.wait_ready()
            somebody.unlock()
            somebody.start_meeting()
            yield somebody
