"""Groups of commands of which each is imported when it is asked for, and commands with examples of their use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(NamedTuple):
    """A command in the list of its group: where it is, as ``module:attribute``, and in one line what it is for."""

    where: str
    line: str


class Command(click.Command):
    """A command whose help ends with examples, each a line that can be typed."""

    def __init__(self, *args: Any, examples: Sequence[str], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **settings)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, none of them broken."""
        del ctx
        with formatter.section("Examples" if len(self.examples) > 1 else "Example"):
            formatter.write("".join(f"{'':>{formatter.current_indent}}{line}\n" for line in self.examples))


class LazyGroup(Command, click.Group):
    """A group that lists its commands without importing one, and knows what may be meant by a word it has not."""

    def __init__(
        self,
        name: str | None = None,
        *,
        commands_in: Mapping[str, Entry],
        examples: Sequence[str] = (),
        **settings: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(name, examples=examples, **settings)
        self.commands_in = dict(commands_in)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order in which they were given."""
        del ctx
        return list(self.commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None when there is none."""
        del ctx
        if cmd_name not in self.commands_in:
            return None
        module, _, attribute = self.commands_in[cmd_name].where.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises UsageError, which says what is close and where help is."""
        unknown = args[0] not in self.commands_in
        if unknown and not ctx.resilient_parsing and not args[0].startswith("-"):
            raise click.UsageError(not_known(ctx, args[0]), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command is for, all of it."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in self.commands_in.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, where there are any, and how to read more."""
        if self.examples:
            super().format_epilog(ctx, formatter)
        with formatter.section("More on one of them"):
            formatter.write(f"{'':>{formatter.current_indent}}{ctx.command_path} COMMAND --help\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so; none of them is imported for it."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=entry.line)
            for name, entry in self.commands_in.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def every(group: LazyGroup, ctx: click.Context, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command in a group and in the groups in it, by what is typed for it. All of them are imported."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, LazyGroup):
            yield from every(command, ctx, f"{path} {name}")


def not_known(ctx: click.Context, name: str) -> str:
    """A sentence about a word that is no command: what may be meant, here or in another group."""
    from difflib import get_close_matches

    from netmeet_tui.policy.written import plain

    group, root = ctx.command, ctx.find_root()
    assert isinstance(group, LazyGroup) and isinstance(root.command, LazyGroup)
    here = get_close_matches(name.lower(), group.commands_in, n=3)
    meant = [f"{ctx.command_path} {one}" for one in here]
    if not meant:
        paths = [path for path, _ in every(root.command, root, root.command_path)]
        close = get_close_matches(name.lower(), {path.rpartition(" ")[2] for path in paths}, n=1, cutoff=0.75)
        meant = [path for path in paths if path.rpartition(" ")[2] in close]
    hint = f"; did you mean {' or '.join(f'`{path}`' for path in meant)}?" if meant else "."
    return f"There is no command “{plain(name)}”{hint}"
