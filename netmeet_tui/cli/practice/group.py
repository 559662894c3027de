"""``netmeet practice group``: the maps that trainees handed to a trainer, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.practice.handed_map import Handed

YES, NOT_YET = "+", "-"
NO_NAME: Final = "no name"
_CELL: Final = len("+ Nov 2026")
_GAP: Final = 2
_LABEL, _LINES = 30, 2
"""Columns and lines for what is practised; the rest of the width is the people's."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """One of the three lists: its title, what is in it by id in words, and of each person the days by id."""

    title: str
    words: Mapping[str, str]
    days: Sequence[Mapping[str, date]]

    def nobody(self) -> list[str]:
        """What nobody has practised, in words."""
        return [words for item, words in self.words.items() if not any(item in days for days in self.days)]


@click.command(cls=Command, examples=["netmeet practice group anna.json bo.json"])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@PACK_OPTION
@click.pass_context
def group(context: click.Context, files: tuple[Path, ...], folder: Path | None) -> None:
    """Show maps side by side: who has practised what, when last, and what nobody has yet.

    Each FILE is a map that somebody wrote with `netmeet practice map --export`. People stand in the order of the
    files. It shows where a group might practise together next, and nothing about who is better.

    Exit status: 0 all shown; 2 a file cannot be read (the others are shown).
    """
    from netmeet_tui.cli.policy.printed import say, tell

    handed, wrong = _read(files)
    for sentence in wrong:
        click.echo(sentence, err=True)
    if handed:
        pack = pack_in(folder)
        heads = [f"{number} {one.name or NO_NAME}" for number, one in enumerate(handed, 1)]
        tell("".join(f"{line}\n" for line in _legend(heads)))
        for rows in _lists(pack, handed):
            say("".join(f"{line}\n" for line in _table(rows, heads)))
            tell("".join(f"{line}\n" for line in _nobody(rows)))
        if _of_another_policy(pack, handed):
            click.echo("Some of what was practised is of another policy, and left out here.", err=True)
    context.exit(2 if wrong else 0)


def _read(files: Sequence[Path]) -> tuple[list[Handed], list[str]]:
    """Every map that can be read, and a sentence for each that cannot."""
    from netmeet_tui.practice.handed_map import HandedError, read

    handed: list[Handed] = []
    wrong: list[str] = []
    for file in files:
        try:
            handed.append(read(file))
        except HandedError as error:
            wrong.append(str(error))
    return handed, wrong


def _lists(pack: Pack, handed: Sequence[Handed]) -> tuple[_Rows, ...]:
    served = {clause for step in pack.steps.values() for clause in step.serves}
    steps = {step.id: step.words.short for step in pack.steps.values()}
    clauses = {clause: f"{clause} {words.says}" for clause, words in pack.clauses.items() if clause in served}
    outcomes = {outcome: words for outcome, words in pack.words.outcomes.items() if outcome != "none"}
    return (
        _Rows("Steps", steps, [one.steps for one in handed]),
        _Rows("Clauses", clauses, [one.clauses for one in handed]),
        _Rows("Outcomes", outcomes, [one.outcomes for one in handed]),
    )


def _legend(heads: Sequence[str]) -> Iterator[str]:
    yield f"{YES} and a month: practised, and when last.  {NOT_YET}: not yet."
    yield from (f"  {head}" for head in heads)


def _table(rows: _Rows, heads: Sequence[str]) -> Iterator[str]:
    """One list, with as many people beside one another as there is room for; the others in a table below."""
    from netmeet_tui.cli.policy.printed import width

    most = (width() - _LABEL) // (_CELL + _GAP)
    for first in range(0, len(heads), most):
        people = range(first, min(first + most, len(heads)))
        yield ""
        yield from _row(rows.title, [heads[place] for place in people])
        for item, words in rows.words.items():
            yield from _row(words, [_cell(rows.days[place].get(item)) for place in people])


def _row(label: str, cells: Sequence[str]) -> Iterator[str]:
    """What is practised, on a line or two, with everybody's cell beside the first."""
    from textwrap import wrap

    first, *more = wrap(label, _LABEL, max_lines=_LINES, placeholder="…", subsequent_indent="  ")
    gap = " " * _GAP
    yield (first.ljust(_LABEL) + "".join(gap + _cut(cell, _CELL).ljust(_CELL) for cell in cells)).rstrip()
    yield from more


def _cell(day: date | None) -> str:
    from netmeet_tui.catalogue import month

    return NOT_YET if day is None else f"{YES} {month(day.month)[:3]} {day.year}"


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: room - 1].rstrip()}…"


def _nobody(rows: _Rows) -> Iterator[str]:
    """What is new to everybody: there they might begin together."""
    if left := rows.nobody():
        yield ""
        yield f"{rows.title} that nobody has practised yet:"
        yield from (f"  {words}" for words in left)


def _of_another_policy(pack: Pack, handed: Sequence[Handed]) -> bool:
    known = ((pack.steps, "steps"), (pack.clauses, "clauses"), (pack.words.outcomes, "outcomes"))
    return any(item not in there for one in handed for there, sort in known for item in getattr(one, sort))
