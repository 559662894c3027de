"""Other programs made with Textual, to be measured beside netmeet: each in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Other:
    """A program, what has to be installed for it, and what its first frame shows."""

    name: str
    packages: tuple[str, ...]
    shows: str


OTHERS = (
    Other("posting", ("posting", "tree-sitter<0.26"), "Posting"),  # with a newer tree-sitter it crashes
    Other("harlequin", ("harlequin",), "Data Catalog"),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """Those that can be measured, by name; and why the others cannot, a sentence for each."""

    programs: dict[str, tuple[list[str], str]]
    notes: tuple[str, ...] = ()


NOT_ASKED = Installed({}, ("posting and harlequin: only beside it with --others FOLDER",))


def install(folder: Path) -> Installed:
    """Install them there, where they are not yet; whatever goes wrong is told and no more."""
    programs, notes = dict[str, tuple[list[str], str]](), list[str]()
    for other in OTHERS:
        if trouble := _installed(other, folder):
            notes.append(f"{other.name}: not measured, because it could not be installed ({trouble})")
        else:
            programs[other.name] = ([str(_program(other, folder))], other.shows)
    return Installed(programs, tuple(notes))


def _program(other: Other, folder: Path) -> Path:
    return (folder / other.name / "bin" / other.name).absolute()


def _installed(other: Other, folder: Path) -> str:
    """See that it is there; why it is not, or nothing."""
    if _program(other, folder).exists():
        return ""
    python = folder / other.name / "bin" / "python"
    for command in (
        [sys.executable, "-m", "venv", str(folder / other.name)],
        [str(python), "-m", "pip", "install", "--quiet", *other.packages],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
    return "" if _program(other, folder).exists() else "it has no such command"
