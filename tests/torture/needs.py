"""What these tests need: strace. `.ci/run` brings it and stops without it; elsewhere the tests say so."""

from __future__ import annotations

import shutil

import pytest

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="strace is not installed (Debian: apt install strace), and nothing else tells what is asked of a disk",
)
