"""How often the tests that try many things try them: a sample in every run, all of it when it is asked for.

``NETMEET_THOROUGH=1 python -m pytest`` asks for all of it.
"""

from __future__ import annotations

import os

THOROUGH = os.environ.get("NETMEET_THOROUGH", "") not in ("", "0")


def times(sample: int, full: int) -> int:
    """So many in every run, and so many in a thorough one."""
    return full if THOROUGH else sample
