"""A vault to begin with, made once; each test has a copy to itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.vault import Typist, make_vault


@pytest.fixture(scope="session")
def ready_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with an open meeting, a recovery code and a record that is kept: not to be written to."""
    folder = tmp_path_factory.mktemp("ready") / "v"
    make_vault(folder)
    return folder


@pytest.fixture
def new_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a computer on which netmeet was never started, on any system; nothing is in it yet."""
    home = tmp_path / "home"
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: home / "data" / name)
    monkeypatch.setattr("platformdirs.user_config_path", lambda name, **_: home / "config" / name)
    return home


@pytest.fixture
def typist(ready_vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Somebody with such a vault."""
    someone = Typist(tmp_path / "v", monkeypatch)
    someone.has(ready_vault)
    return someone
