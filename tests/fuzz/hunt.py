"""Many mangled files, one after the other; what fails is told as the smallest change that still does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest

from netmeet_tui.journal.errors import StoreError
from tests.fuzz.changes import Change
from tests.scale import times

Changer = Callable[[Random, bytes], Change]
Attempt = Callable[[str, bytes], None]

FULL = 10_000
"""So many inputs each, in a thorough run."""

LONG_RUN = pytest.mark.timeout(times(300, 7200))


def hunt(
    target: str,
    seeds: Mapping[str, bytes],
    changers: Sequence[Changer],
    attempt: Attempt,
    sample: int,
    full: int = FULL,
) -> None:
    """Give ``attempt`` mangled copies of the seeds: a sample in every run, always the same ones.

    ``attempt(name, data)`` returns when all is well: whatever it raises is a failure.
    """
    names = sorted(seeds)
    for number in range(times(sample, full)):
        chance = Random(f"{target} {number}")
        name = chance.choice(names)
        made = [chance.choice(changers)(chance, seeds[name])]
        while chance.randrange(3) == 0:
            made.append(chance.choice(changers)(chance, seeds[name]))
        if (error := _failure(seeds[name], made, name, attempt)) is not None:
            made = _fewest(seeds[name], made, name, attempt, type(error))
            said = "\n".join(f"  {change}" for change in made)
            pytest.fail(f"{target}, number {number}: {type(error).__name__}: {error!s:.300}\n{name}:\n{said}")


def mangled(data: bytes, changes: Sequence[Change]) -> bytes:
    """The data after all changes that can still be made to it."""
    for change in changes:
        try:
            data = change(data)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError):  # what it would change is gone
            continue
    return data


def _failure(data: bytes, changes: Sequence[Change], name: str, attempt: Attempt) -> BaseException | None:
    try:
        attempt(name, mangled(data, changes))
    except (Exception, pytest.fail.Exception) as error:
        return error
    return None


def _fewest(
    data: bytes, changes: list[Change], name: str, attempt: Attempt, kind: type[BaseException]
) -> list[Change]:
    """As few of the changes as fail in the same way."""
    for one in list(changes):
        fewer = [change for change in changes if change is not one]
        if fewer and type(_failure(data, fewer, name, attempt)) is kind:
            changes = fewer
    return changes


def a_sentence(error: Exception, *never: str, longest: int = 600) -> None:
    """What an error says: a line that can be shown on a terminal, with nothing in it that was typed or said."""
    said = str(error)
    assert said and said.isprintable(), f"cannot be shown: {said!r:.200}"
    assert len(said) <= longest, f"{len(said)} characters: {said:.200}"
    for secret in never:
        assert secret not in said, "an error told content"
    if isinstance(error, StoreError):
        assert said.endswith(".")
