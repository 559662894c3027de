"""Conditions told back as packs write them, and what is left of one when some facts are certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netmeet_tui.policy.condition import Compare, Condition, Either, Every, Not


def told(condition: Condition, known: Mapping[str, Condition] | None = None) -> str:
    """A condition as a pack writes it, with brackets only where they are needed.

    What ``known`` has a name for is told by that name. "always" and "never" are for people; no pack can write them.
    """
    return _told(condition, known or {}, 0)


def _told(condition: Condition, known: Mapping[str, Condition], inside: int) -> str:
    """``inside`` is what stands around it: 0 for nothing or ``or``, 1 for ``and``, 2 for ``not``."""
    name = name_of(condition, known)
    if name is not None:
        return name
    match condition:
        case Compare():
            return _compared(condition)
        case Not(part):
            return f"not {_told(part, known, 2)}"
        case Every(()):
            return "always"
        case Either(()):
            return "never"
        case Every((only,)) | Either((only,)):
            return _told(only, known, inside)
        case Every(parts):
            text = " and ".join(_told(part, known, 1) for part in parts)
            return f"({text})" if inside > 1 else text
        case Either(parts):
            text = " or ".join(_told(part, known, 0) for part in parts)
            return f"({text})" if inside > 0 else text


def _compared(condition: Compare) -> str:
    values = sorted(condition.values)
    if len(values) == 1:
        return f"{condition.name} {'is not' if condition.negated else 'is'} {values[0]}"
    return f"{condition.name} {'not in' if condition.negated else 'in'} ({', '.join(values)})"


def name_of(condition: Condition, known: Mapping[str, Condition]) -> str | None:
    """The first name that stands for a condition, or None."""
    return next((name for name, meant in known.items() if meant == condition), None)


def names_in(condition: Condition, known: Mapping[str, Condition]) -> Iterator[str]:
    """The names by which a condition, or a part of it, is told."""
    name = name_of(condition, known)
    if name is not None:
        yield name
    elif isinstance(condition, Not):
        yield from names_in(condition.part, known)
    elif isinstance(condition, Every | Either):
        for part in condition.parts:
            yield from names_in(part, known)


def meant_by(name: str, known: Mapping[str, Condition]) -> str:
    """What a named condition stands for: its parts by their own names, but not by the one that is asked for."""
    meant = known[name]
    return told(meant, {other: condition for other, condition in known.items() if condition != meant})


def settled(condition: Condition, certain: Mapping[str, str]) -> Condition:
    """What is left of a condition when some names have a certain value: ALWAYS or NEVER when it is decided."""
    for part in tuple(condition.compared()):
        if part.name in certain:
            condition = condition.settled(part.place, certain[part.name])
    return condition
