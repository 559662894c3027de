"""How many tests run at once: one more than there are cores, because the real terminals mostly wait."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """The answer to ``-n auto``."""
    return (os.cpu_count() or 1) + 1
