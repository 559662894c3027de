"""``netmeet completion``: the script that lets Tab complete what is typed after ``netmeet``."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Command

VARIABLE = "_NETMEET_COMPLETE"
"""How a shell asks what would complete a line; click answers before any command is run."""


@click.command(
    cls=Command,
    examples=[
        "netmeet completion bash > ~/.local/share/bash-completion/completions/netmeet",
        "netmeet completion zsh > ~/.zfunc/_netmeet",
        "netmeet completion fish > ~/.config/fish/completions/netmeet.fish",
    ],
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets Tab complete commands, options, steps, clauses, stories, settings and services.

    Put it where your shell looks, as in the examples (the folder has to be there), and open a new terminal.

    bash has to be 4.4 or newer, and needs bash-completion. zsh needs `fpath+=~/.zfunc` before `compinit` in
    ~/.zshrc. fish needs nothing more. Nothing of the vault is ever read to complete a line.
    """
    from click.shell_completion import get_completion_class

    there = get_completion_class(shell)
    assert there is not None
    click.echo(there(context.find_root().command, {}, "netmeet", VARIABLE).source())
