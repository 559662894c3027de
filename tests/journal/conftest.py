"""A copy of the vault that a file of tests has ``made`` once for all of them, and that vault, unlocked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "v"))


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    vault = Vault.unlock(folder, PASSPHRASE)
    yield vault
    vault.close()
