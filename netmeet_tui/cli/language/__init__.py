"""``netmeet language``: for who translates netmeet, every sentence there is, and what a translation still lacks.

What a sentence is, and where, is found by ``translator`` in the package itself. Nothing here is translated. Begin
with ``template.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.language"


@click.group(
    cls=LazyGroup,
    commands_in={
        "template": Entry(f"{_IN}.template:template", "every sentence of netmeet, to be translated"),
        "check": Entry(f"{_IN}.check:check", "what a translation still lacks"),
    },
)
def language() -> None:
    """Translate netmeet: write a file with every sentence, and check one."""
