"""The real program with a real keyring: no passphrase at the second start, and no dead end without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT

SERVICE = ROOT / "tests" / "journal" / "secret_service.sh"


@pytest.mark.skipif(os.name == "nt", reason="a freedesktop keyring is not to be had on Windows")
def test_the_keyring_opens_the_vault_and_its_loss_is_no_dead_end(tmp_path: Path) -> None:
    for tool in ("bash", "dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    command = [str(SERVICE), sys.executable, "-m", "tests.e2e.keyring_program", str(tmp_path)]
    walked = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr
    assert walked.stdout.strip().endswith("walked")
