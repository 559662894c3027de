"""A disk of one megabyte: to be filled up, and to be made read-only. Linux only, and only root may mount one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def mounted(disk: Path) -> Iterator[Path]:
    """Mount an empty disk at a new folder. Skips the test where that cannot be done."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small disk can only be mounted as root, on Linux")
    disk.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk):
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that is left; removing the file that takes it gives it back."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


def may_be_written(disk: Path, may: bool) -> None:
    """Let a disk be written to, or only read; while nobody has a file of it open for writing."""
    assert _mount("-o", f"remount,{'rw' if may else 'ro'}", disk)


def _mount(*words: str | Path) -> bool:
    return subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode == 0
