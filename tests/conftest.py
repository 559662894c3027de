"""How many tests run at once: one more than there are cores, because the real terminals mostly wait.

And in which language they look at what is shown: in English, whatever the computer speaks.
"""

from __future__ import annotations

import os

os.environ["NETMEET_LANGUAGE"] = "en"


def pytest_xdist_auto_num_workers() -> int:
    """The answer to ``-n auto``."""
    return (os.cpu_count() or 1) + 1
