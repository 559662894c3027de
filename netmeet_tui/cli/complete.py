"""What Tab completes where a command wants a name: looked up when it is asked for, and never in the vault.

What cannot be read has nothing to complete: a shell that asks is told nothing, and no error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.settings_told import Item

Names = Iterable[tuple[str, str]]
"""Names, each with a few words on what it is."""

Completing = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _completing(names: Callable[[click.Context], Names]) -> Completing:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        del param
        try:
            found = list(names(ctx))
        except Exception:  # whatever is wrong with a file: Tab is not where to hear of it
            return []
        begun = incomplete.lower()
        return [CompletionItem(name, help=words) for name, words in found if name.lower().startswith(begun)]

    return complete


def folders(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Folders: the shell knows them."""
    from click.shell_completion import CompletionItem

    del ctx, param
    return [CompletionItem(incomplete, type="dir")]


def stories_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The stories that begin so; where none does, files."""
    from click.shell_completion import CompletionItem

    return stories(ctx, param, incomplete) or [CompletionItem(incomplete, type="file")]


def _pack() -> Pack:
    from netmeet_tui import places
    from netmeet_tui.adoption import live

    return live(places.policy_folder()).pack


def _items() -> tuple[Item, ...]:
    from netmeet_tui import places
    from netmeet_tui.settings import read
    from netmeet_tui.settings_told import items

    settings = read(places.settings_file())
    return items(settings, settings.policy, _pack())


@_completing
def stories(ctx: click.Context) -> Names:
    """The stories that come with netmeet, by their ids."""
    from netmeet_tui.practice.read import ids

    del ctx
    return ((name, "") for name in ids())


@_completing
def steps_and_clauses(ctx: click.Context) -> Names:
    """The steps and clauses of the policy in force."""
    del ctx
    pack = _pack()
    yield from ((step.id, step.words.short) for step in pack.steps.values())
    yield from ((clause, words.says) for clause, words in pack.clauses.items())


@_completing
def kinds(ctx: click.Context) -> Names:
    """The kinds of concern."""
    del ctx
    pack = _pack()
    return ((kind, pack.words.kinds[kind].short) for kind in pack.start)


@_completing
def policy_settings(ctx: click.Context) -> Names:
    """The settings of the policy, each with each of its values, as KEY=VALUE."""
    del ctx
    return ((f"{one.id}={value}", "") for one in _pack().settings.values() for value in one.values)


@_completing
def settings(ctx: click.Context) -> Names:
    """Every setting of this computer."""
    del ctx
    return ((item.name, item.asks) for item in _items())


@_completing
def values(ctx: click.Context) -> Names:
    """What the setting that was named can be."""
    named = next(item for item in _items() if item.name == ctx.params["name"])
    return named.values.items()


@_completing
def questions(ctx: click.Context) -> Names:
    """What only an organisation can find out."""
    from netmeet_tui.doctor.questions import questions as every

    del ctx
    return ((name, question.short) for name, question in every().items())


@_completing
def services(ctx: click.Context) -> Names:
    """The services of the directory, an organisation's own with them."""
    from netmeet_tui import places
    from netmeet_tui.directory.book import read

    del ctx
    return ((one.id, one.label) for one in read(places.directory_file()).every())
