"""How many tests run at once: one more than there are cores, because the real terminals mostly wait.

In which language they look at what is shown: in English, whatever the computer speaks. And how often Python looks
for garbage: seldom, for tests make much and let go of it at once; a proof takes a third less time.
"""

from __future__ import annotations

import gc
import os

gc.set_threshold(100_000, 20, 50)
os.environ["NETMEET_LANGUAGE"] = "en"


def pytest_xdist_auto_num_workers() -> int:
    """The answer to ``-n auto``."""
    return (os.cpu_count() or 1) + 1
