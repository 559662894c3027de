"""``netmeet practice map``: what was practised and when, to read, to hand on, or to forget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, Refused, pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.practice.readiness import Met, Readiness

NOTHING: Final = (
    "Nothing has been practised on this computer yet. `netmeet practice` begins; after a story you may choose a "
    "name under which your map is kept."
)

_MONTH: Final = len("September 2026")


@click.command("map", cls=Command, examples=["netmeet practice map", "netmeet practice map --export map.json"])
@click.option("--alias", metavar="NAME", help="Whose map, where there are several.")
@click.option(
    "--export", "file", type=click.Path(path_type=Path), metavar="FILE.json", help="Write it into a file."
)
@click.option("--as", "handed_as", metavar="NAME", help="With --export: the name that the file gives.")
@click.option("--no-name", is_flag=True, help="With --export: no name in the file.")
@click.option("--force", is_flag=True, help="With --export: replace a file that is there.")
@click.option("--forget", is_flag=True, help="Take out all that is kept under this name, for good.")
@click.option("--yes", is_flag=True, help="With --forget: do not ask once more.")
@PACK_OPTION
def map_(
    alias: str | None,
    file: Path | None,
    handed_as: str | None,
    no_name: bool,
    force: bool,
    forget: bool,
    yes: bool,
    folder: Path | None,
) -> None:
    """Show which steps, clauses and outcomes you have practised and when, and what you might practise next.

    The map is yours: it is kept on this computer under the name that you chose, as ids and days. It has no marks.

    Exit status: 0 shown, written or forgotten; 2 it could not be.
    """
    from netmeet_tui import places
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.practice.readiness import ReadinessError, aliases

    if forget and file is not None:
        raise Refused("Please write the file first, and forget the name after that.")
    book = places.practice_file()
    try:
        there = aliases(book)
        if not there and not (forget or file):
            tell(f"{NOTHING}\n")
        elif alias is None and len(there) > 1 and not (forget or file):
            tell("".join(f"{line}\n" for line in _names(there)))
        else:
            one = _one(alias, there)
            if forget:
                _forget(book, one, yes)
            elif file is not None:
                _export(book, one, file, _handed_as(one, handed_as, no_name), pack_in(folder), force)
            else:
                _show(book, one, pack_in(folder))
    except ReadinessError as error:
        raise Refused(str(error)) from None


def _one(alias: str | None, there: tuple[str, ...]) -> str:
    """The name that is meant. Raises Refused, ReadinessError."""
    from netmeet_tui.practice.readiness import alias_of, same

    if not there:
        raise Refused("Nothing has been practised on this computer yet: `netmeet practice` begins.")
    if alias is None and len(there) == 1:
        return there[0]
    if alias is None:
        raise Refused(f"There are several names: please say which, with --alias. {_listed(there)}")
    wanted = alias_of(alias)
    found = next((name for name in there if same(name, wanted)), None)
    if found is None:
        raise Refused(f"Nothing has been practised under the name {wanted}. {_listed(there)}")
    return found


def _listed(there: Iterable[str]) -> str:
    return f"There are maps of: {', '.join(there)}."


def _names(there: Iterable[str]) -> Iterator[str]:
    yield "Several names have a map on this computer:"
    yield from (f"  {name}" for name in there)
    yield "`netmeet practice map --alias NAME` shows one of them."


def _show(book: Path, alias: str, pack: Pack) -> None:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.practice.read import shipped
    from netmeet_tui.practice.readiness import map_of
    from netmeet_tui.practice.suggest import suggestions

    readiness = map_of(book, alias, pack)
    stories = shipped()
    lines = [f"What {readiness.alias} has practised, and when last. Nothing here is a mark.", ""]
    if suggested := suggestions(readiness, datetime.now().date(), stories, pack):
        lines += ["If you like, next:"]
        for one in suggested:
            lines += [f"  {one.story.id}  {one.story.title}", f"      {one.why}"]
        lines += [""]
    tell("".join(f"{line}\n" for line in (*lines, *_map(readiness, pack))))


def _map(readiness: Readiness, pack: Pack) -> Iterator[str]:
    """The three lists, a line for each thing."""
    yield "Steps"
    yield from (_line(met, pack.steps[met.id].words.short) for met in readiness.steps)
    yield from ("", "Clauses")
    yield from (_line(met, f"{met.id}  {pack.clauses[met.id].says}") for met in readiness.clauses)
    if readiness.apart:
        yield f"  No step is about {', '.join(readiness.apart)}: they are told at the start, or only read."
    yield from ("", "Outcomes")
    yield from (_line(met, pack.words.outcomes[met.id]) for met in readiness.outcomes)


def _line(met: Met, words: str) -> str:
    from netmeet_tui.practice.suggest import month_of

    if met.last is None:
        return f"  - {'not yet':{_MONTH}}  {words}"
    stories = ", ".join(story for story, _ in met.stories)
    return f"  + {month_of(met.last):{_MONTH}}  {words} ({stories})"


def _handed_as(alias: str, handed_as: str | None, no_name: bool) -> str:
    """The name that the file gives. Raises ReadinessError, Refused."""
    from netmeet_tui.practice.readiness import alias_of

    if no_name and handed_as is not None:
        raise Refused("Please say either --as NAME or --no-name.")
    return "" if no_name else alias if handed_as is None else alias_of(handed_as)


def _export(book: Path, alias: str, file: Path, name: str, pack: Pack, force: bool) -> None:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.practice.handed_map import hand_on
    from netmeet_tui.practice.readiness import map_of
    from netmeet_tui.report.file import CannotWrite, Taken, place, write

    try:
        path = place(str(file), Path.cwd(), ".json")
        write(path, hand_on(map_of(book, alias, pack), name), replace=force)
    except Taken as taken:
        raise Refused(f"{taken} With --force it is replaced.") from None
    except CannotWrite as error:
        raise Refused(str(error)) from None
    said = f"with the name {name}" if name else "without a name"
    tell(f"Written to {path}, {said}: ids and days, and nothing that was said or typed.\n")


def _forget(book: Path, alias: str, yes: bool) -> None:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.practice.readiness import forget

    if not yes and not click.confirm(
        f"Forget all that was practised under the name {alias}? It is gone after that"
    ):
        raise Refused("Nothing was forgotten.")
    forget(book, alias)
    tell(f"All that was practised under the name {alias} is forgotten. Files that were written stay.\n")
