"""``netmeet practice check``: stories held to their policy, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, pack_in

if TYPE_CHECKING:
    from netmeet_tui.practice.story import Story

_NOT_IN_ORDER, _CANNOT_BE_READ = 1, 2


@click.command(cls=Command, examples=["netmeet practice check", "netmeet practice check V-03 story.toml"])
@click.argument(
    "paths",
    nargs=-1,
    metavar="[FILE]...",
    shell_complete=complete.stories_or_files,
    type=click.Path(path_type=Path),
)
@PACK_OPTION
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], folder: Path | None) -> None:
    """Check stories: files, folders with files inside, or ids like V-03. Without any, check all that come along.

    Every course is played, every line has to be heard, and what a story expects has to agree with the policy.

    Exit status 0: all are in order; 1: some are not; 2: something cannot be read as a story.
    """
    from netmeet_tui.cli.policy.printed import say
    from netmeet_tui.practice import check as checking
    from netmeet_tui.practice.agreement import Flow

    pack = pack_in(folder)
    flow = Flow(pack)
    stories, unreadable = _stories(paths)
    for problem in unreadable:
        click.echo(problem, err=True)
    broken = 0
    for shown, story in stories.items():
        problems = checking.check(story, pack, shown=shown, flow=flow)
        broken += bool(problems)
        for found in problems:
            say(f"{found.sentence}\n")
        if not problems:
            say(f"{story.id} {story.title}: in order, {len(story.course)} courses, {len(story.line)} lines\n")
    if unreadable:
        context.exit(_CANNOT_BE_READ)
    context.exit(_NOT_IN_ORDER if broken else 0)


def _stories(paths: Iterable[Path]) -> tuple[dict[str, Story], list[str]]:
    """Every story that can be read, each file once, by what it is called; and what is wrong with the others."""
    from netmeet_tui.practice.read import StoryError, read

    files, problems = _files(paths)
    stories: dict[str, Story] = {}
    for shown, file in files:
        try:
            story = read(file, shown)
        except StoryError as error:
            problems += error.problems
            continue
        same = next((other for other, one in stories.items() if one.id == story.id), "")
        if same:
            problems.append(f"{shown}, id: '{story.id}' is that of {same}, too; each story needs its own")
        stories[shown] = story
    return stories, problems


def _files(paths: Iterable[Path]) -> tuple[list[tuple[str, Traversable]], list[str]]:
    """The files that are meant, with what they are called, and what is wrong with folders."""
    from netmeet_tui.policy.written import NotWritten, files_in, plain
    from netmeet_tui.practice.read import files

    if not paths:
        return [(file.name, file) for file in files()], []
    found: dict[Path, str] = {}
    problems: list[str] = []
    for path in paths:
        try:
            inside = [path / name for name, _ in files_in(path, "", "story")] if path.is_dir() else [_file(path)]
        except NotWritten as error:
            problems.append(str(error))
        except (OSError, ValueError) as error:
            problems.append(f"{plain(str(path))}: it cannot be read ({getattr(error, 'strerror', None) or error})")
        else:
            for file in inside:
                found.setdefault(file.absolute(), plain(str(file)))
    return [(shown, file) for file, shown in found.items()], problems


def _file(path: Path) -> Path:
    """The file of this path, or of the story with this id."""
    from netmeet_tui.practice.read import StoryError, find

    if path.exists():
        return path
    try:
        return Path(str(find(str(path))))
    except StoryError:
        return path
