"""Files that something is wrong with, by name: settings nobody can read or that do not fit, damaged vaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

Harm: TypeAlias = Callable[[Path], None]


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scrambled(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0xA5 for byte in path.read_bytes()))


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def removed(path: Path) -> None:
    path.unlink()


def a_pipe(path: Path) -> None:
    """Where nobody ever writes: who reads it waits for ever."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def reading(content: bytes) -> Harm:
    """A file that reads like this."""

    def written(path: Path) -> None:
        path.write_bytes(content)

    return written


UNREADABLE: Final[Mapping[str, Harm]] = {
    "syntax": reading(b"theme = "),
    "unknown-key": reading(b"colour = 'blue'"),
    "wrong-type": reading(b"theme = 3"),
    "no-boolean": reading(b"keyring = 'yes'"),
    "no-theme": reading(b"theme = 'pink'"),
    "no-text": reading(b"[policy]\nnation = 4"),
    "not-utf-8": reading(b"\xff\xfe\x00theme"),
    "folder": Path.mkdir,
    "pipe": a_pipe,
}
"""Settings that cannot be read."""

UNFIT: Final[Mapping[str, tuple[str, str]]] = {
    "unknown-value": ("[policy]\nown_life_exception = 'always'", "always"),
    "unknown-setting": ("[policy]\nown_life_exemption = 'off'", "own_life_exemption"),
    "a-pack": ("pack = '/srv/our-policy'", "netmeet policy adopt"),
}
"""Settings that do not fit the policy, each with a word that is said of it."""

# A register that is missing is made anew: every meeting's own files say the same.
DAMAGED: Final[Mapping[str, tuple[str, Harm]]] = {
    **{
        f"{name}-{harm.__name__}": (name, harm)
        for name in ("vault.json", "vault.db")
        for harm in (emptied, halved, scrambled, zeroed)
    },
    "vault.json-removed": ("vault.json", removed),
    "vault.db-a_pipe": ("vault.db", a_pipe),
}
"""A file of the vault, and what was done to it."""
