"""How many tests run at once: one more than there are cores, because the real terminals mostly wait.

In which language they look at what is shown: in English, whatever the computer speaks. And how often Python looks
for garbage: seldom, for tests make much and let go of it at once; a proof takes a third less time.

And what belongs to the whole process is left by each test as it was found: the next one in it may be any other.
The vault's driver is in place before anything brings sqlite-utils: other than in the program, one process here may
try both the vault and the practice book, which takes Python's own driver and gives sqlite-utils the connection.

The policy that comes with the program is a value that nothing changes: each process of the tests reads it once.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import netmeet_tui.journal.sqlcipher  # noqa: F401
from netmeet_tui.policy import load
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.tongue import Translate

gc.set_threshold(100_000, 20, 50)
os.environ["NETMEET_LANGUAGE"] = "en"


def pytest_xdist_auto_num_workers() -> int:
    """The answer to ``-n auto``."""
    return (os.cpu_count() or 1) + 1


def pytest_configure() -> None:
    """Before any test module takes it from there, ``shipped`` becomes one that reads the English policy once."""
    read = load.shipped
    in_english = cache(read)

    def shipped(translate: Translate | None = None) -> Pack:
        return in_english() if translate is None else read(translate)

    pytest.MonkeyPatch().setattr(load, "shipped", shipped)


def _umask() -> int:
    """Which rights new files do not get; it can only be read by setting it."""
    now = os.umask(0o077)
    os.umask(now)
    return now


@pytest.fixture
def umask_077() -> Iterator[None]:
    """New files are their owner's alone, as the program has it."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def _leaves_the_process_as_it_was() -> Iterator[None]:
    before = (_umask(), Path.cwd())
    yield
    mask, folder = _umask(), Path.cwd()
    os.umask(before[0])
    os.chdir(before[1])
    assert (mask, folder) == before, "this test changed the umask or the folder for all that come after it"
