"""``netmeet manual``: all that help says, as a manual page. The page that is installed is made by this, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

import click

from netmeet_tui.cli.lazy import Command, LazyGroup, every

FILES: Final = (
    ("netmeet/vault", "in the system's place for a program's data: open meetings and what is kept, encrypted"),
    ("netmeet/policy", "beside it: the policies that were adopted, and by whom"),
    ("netmeet/practice", "beside it: what was practised, and when"),
    ("netmeet/settings.toml", "in the system's place for settings: what your organisation decided"),
    ("netmeet/directory.toml", "beside it: services of your own"),
)

LANGUAGE: Final = (
    "The language of the screens, as cy or en, where there is a translation; the computer's otherwise."
)

STATUSES: Final = (
    ("0", "it was done, and what was looked at is in order"),
    ("1", "it was done, and somebody has to look: something was found; or netmeet itself had a fault"),
    ("2", "it was not done: it was typed wrongly, it cannot be, you said no, or it was stopped"),
)


@click.command(cls=Command, examples=["netmeet manual | man -l -", "netmeet manual > netmeet.1"])
@click.pass_context
def manual(context: click.Context) -> None:
    """Print all of this help as a manual page, for man to show.

    Where netmeet was installed with a folder for such pages, `man netmeet` finds it there.
    """
    click.echo(page(context.find_root()), nl=False)


def page(root: click.Context) -> str:
    """The manual page, in the language of man: plain ASCII, so that every man can show it."""
    return "".join(f"{line}\n" for line in _lines(root))


def _lines(root: click.Context) -> Iterator[str]:
    from netmeet_tui.cli.changes import newest
    from netmeet_tui.cli.front import FIRST, TITLE

    group = root.command
    assert isinstance(group, LazyGroup)
    version, day = newest()
    yield f'.TH NETMEET 1 "{day}" "netmeet {version}" "User Commands"'
    yield from (".SH NAME", r"netmeet \- a network meeting\(aqs confidentiality policy, one screen at a time")
    yield from (".SH SYNOPSIS", ".B netmeet", r"[\fIOPTIONS\fR] [\fICOMMAND\fR]")
    yield from (".SH DESCRIPTION", *_paragraph(TITLE))
    for label, text in FIRST.items():
        yield from (".TP", f".B {_line(label)}", *_paragraph(text))
    yield ".SH OPTIONS"
    yield from _options(group, root)
    yield ".SH COMMANDS"
    for path, command in every(group, root, "netmeet"):
        yield from _command(path, command, root)
    yield from (".SH EXIT STATUS", *_rows(STATUSES))
    yield ".PP"
    yield from _paragraph("netmeet doctor tells by 2 that not all could be looked at.")
    yield from _paragraph("The full-screen program ends with 128 and the signal's number when a signal ends it.")
    yield from (".SH ENVIRONMENT", *_rows((("NETMEET_LANGUAGE", LANGUAGE),)))
    yield from (".SH FILES", *_rows(FILES))


def _command(path: str, command: click.Command, root: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=path, parent=None, help_option_names=root.help_option_names)
    yield f".SS {_line(' '.join((path, *command.collect_usage_pieces(context))))}"
    for number, paragraph in enumerate((command.help or "").split("\n\n")):
        yield from ((".PP",) if number else ())
        yield from _paragraph(paragraph)
    yield from _options(command, context)
    if examples := getattr(command, "examples", ()):
        yield from (".PP", "Example:" if len(examples) == 1 else "Examples:", ".PP", ".nf", ".RS 4")
        yield from map(_line, examples)
        yield from (".RE", ".fi")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    told = (option.get_help_record(context) for option in command.params if isinstance(option, click.Option))
    yield from _rows(record for record in told if record)


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for head, text in rows:
        yield from (".TP", f".B {_line(head)}", *_paragraph(text))


_LETTERS: Final = str.maketrans(
    {"\\": r"\e", "-": r"\-", "’": "'", "‘": "'", "“": '"', "”": '"', "–": r"\(en", "…": "..."}
)


def _paragraph(text: str) -> Iterator[str]:
    """Sentences for man, in lines of the length that it likes."""
    yield from map(_line, wrap(" ".join(text.split()), 72, break_long_words=False, break_on_hyphens=False))


def _line(text: str) -> str:
    """A line for man: nothing in it is taken for an order, and its minus is one that can be copied."""
    return re.sub(r"^(?=[.'])", r"\\&", text.translate(_LETTERS))
