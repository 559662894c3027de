"""Where a choice or an event leads, branch by branch, with all that is already certain taken into account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from netmeet_tui.policy.condition import ALWAYS, NEVER, Condition
from netmeet_tui.policy.pack import HERE, Change, Choice, Happening, Pack
from netmeet_tui.policy.telling import settled


class End(NamedTuple):
    """One end of a target: the step, under which conditions it is come to, and the outcome that stands then.

    ``when`` has one condition for each road on the way that parts; None is the branch taken when no other is.
    """

    to: str
    when: tuple[Condition | None, ...] = ()
    outcome: str | None = None
    set: tuple[Change, ...] = ()


def label(pack: Pack, step: str, choice: Choice) -> str:
    """A choice as it reads in the step's own words; for an offer its name and the answer."""
    if choice.offer is not None and choice.answer is not None:
        return f"{pack.words.offers[choice.offer].label}: {getattr(pack.words.answers, choice.answer)}"
    return pack.steps[step].words.choices[choice.id]


def offered(choice: Choice, certain: Mapping[str, str]) -> Condition:
    """Under which condition a choice is offered, as far as what is certain does not decide it."""
    return ALWAYS if choice.when is None else settled(choice.when, certain)


def choices(pack: Pack, step: str, certain: Mapping[str, str]) -> Iterator[Choice]:
    """The choices of a step that what is certain does not rule out."""
    here = {**certain, "step": step}
    yield from (choice for choice in pack.steps[step].choices if offered(choice, here) != NEVER)


def happenings(pack: Pack, certain: Mapping[str, str]) -> Iterator[Happening]:
    """The events that what is certain does not rule out."""
    yield from (event for event in pack.happenings.values() if settled(event.when, certain) != NEVER)


def ends_of(pack: Pack, step: str, choice: Choice, certain: Mapping[str, str] | None = None) -> tuple[End, ...]:
    """Every end of a choice that what is certain leaves open; what the choice itself sets is certain, too."""
    here = _after({**(certain or {}), "step": step}, choice.set)
    return tuple(_ends(pack, step, End(choice.to, (), choice.outcome, choice.set), here))


def ends_of_event(pack: Pack, event: Happening, certain: Mapping[str, str] | None = None) -> tuple[End, ...]:
    """Every end of an event. An event that stays at the step where one is ends ``here``."""
    here = _after(certain or {}, event.set)
    return tuple(_ends(pack, HERE, End(event.to, (), None, event.set), here))


def _ends(pack: Pack, step: str, so_far: End, certain: Mapping[str, str]) -> Iterator[End]:
    if so_far.to == HERE:
        yield so_far._replace(to=step)
        return
    if so_far.to not in pack.roads:
        yield so_far
        return
    open_branches = []
    for branch in pack.roads[so_far.to]:
        when = settled(branch.when, certain)
        if when != NEVER:
            open_branches.append((when, branch))
        if when == ALWAYS:
            break
    for when, branch in open_branches:
        parts = len(open_branches) > 1
        end = End(
            branch.to,
            (*so_far.when, None if when == ALWAYS else when) if parts else so_far.when,
            branch.outcome or so_far.outcome,
            (*so_far.set, *branch.set),
        )
        yield from _ends(pack, step, end, _after(certain, branch.set))


def _after(certain: Mapping[str, str], changes: tuple[Change, ...]) -> dict[str, str]:
    """What is certain once these facts have changed."""
    return {**certain, **{change.fact: change.value for change in changes}}
