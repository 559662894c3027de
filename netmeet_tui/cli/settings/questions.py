"""``netmeet settings questions``: what only the organisation can answer, and who did; and an answer put down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.settings.found import signing

if TYPE_CHECKING:
    from netmeet_tui.cli.settings.found import Found


@click.command(cls=Command, examples=["netmeet settings questions"])
def questions() -> None:
    """Tell what could not be found out for everybody, and who has answered it for you."""
    from netmeet_tui.cli.settings.found import found, say_indented

    say_indented(_told(found()))


def _told(here: Found) -> Iterator[tuple[int, str]]:
    from netmeet_tui.doctor import questions
    from netmeet_tui.doctor.ledger import who

    decided, answered = here.decided(), here.answered()
    for name, question in questions.questions().items():
        yield 0, f"{name}: {question.short}"
        yield 2, f"{question.asks} ({', '.join(question.facts)})"
        answer = questions.answer(name, answered, decided)
        yield 2, "Nobody's name is to it yet." if answer is None else f"{who(answer)}."
        yield 0, ""
    yield from ((0, mistake) for mistake in answered.mistakes.values())
    yield 0, "`netmeet settings answer NAME --by --on --advice` puts a name to one."


@click.command(
    cls=Command,
    examples=['netmeet settings answer 111-for-others --by "Robin Reed" --on 2026-03-01 --advice "our GP"'],
)
@click.argument("name", metavar="NAME", shell_complete=complete.questions)
@signing
def answer(name: str, by: str, on: str, advice: str, review: str) -> None:
    """Put down who has found out the answer to the question NAME. What the answer is, stays with them."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest, tell
    from netmeet_tui.cli.settings.found import found, signed
    from netmeet_tui.doctor.questions import questions
    from netmeet_tui.policy.written import plain

    there = questions()
    if name not in there:
        hint = nearest(name, there).rstrip(".?")
        raise WrongWord(f"There is no question “{plain(name)}”{hint}; there are: {', '.join(there)}.")
    here = found()
    here.save(signed("answered", name, {"by": by, "on": on, "advice": advice, "review": review}))
    tell(f"Saved in {here.path}.\n")
