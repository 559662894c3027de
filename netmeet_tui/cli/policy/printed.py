"""Text for whoever reads it: at the width of their terminal, in letters that it has, also into a pipe."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import fill
from typing import Final

import click

NARROWEST, WIDEST = 60, 100
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "…": "...", "→": "->"})


class WrongWord(click.ClickException):
    """A name or value that is not known: one sentence, and the exit status of a wrong command."""

    exit_code = 2


def width() -> int:
    """How wide text may be here: the terminal's width, but never so that it is hard to read."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def say(text: str) -> None:
    """Print a text; where its letters are lacking, with the plain ones that stand for them."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    click.echo(text, nl=False)


def tell(sentences: str) -> None:
    """Print sentences, broken between words on a terminal; into a pipe each goes on one line."""
    if not sys.stdout.isatty():
        say(sentences)
        return
    for line in sentences.splitlines():
        inner = line[: len(line) - len(line.lstrip())]
        say(fill(line, width(), subsequent_indent=inner, break_long_words=False, break_on_hyphens=False) + "\n")


def nearest(name: str, names: Iterable[str]) -> str:
    """Where a name is not known: what may have been meant, as the end of a sentence."""
    known = {known.lower(): known for known in names}
    close = [known[match] for match in get_close_matches(name.lower(), list(known), n=3, cutoff=0.5)]
    return f"; did you mean {' or '.join(close)}?" if close else "."
