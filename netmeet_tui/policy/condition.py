"""The small language in which a pack says when something holds.

    kind is own-life          gp is not no          route in (gp, chosen-person)          all-refused

Comparisons are joined by ``and``, ``or``, ``not`` and brackets; a bare name stands for a condition that the pack
has named. There is nothing else: no arithmetic, no order between values, no call. Every condition is total: it is
read once, against the pack's own tables, and from then on it cannot fail.

A condition is asked of a *world*: the step, the facts and the settings as one flat tuple of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

World: TypeAlias = tuple[str, ...]

_TOKEN = re.compile(r"\s*([(),]|[^\s(),]+)")
_WORDS = frozenset({"is", "not", "in", "and", "or", "(", ")", ","})
_DEEPEST = 30
"""How many brackets and nots may stand inside each other: more than anyone writes, and never too deep to read."""

_MOST = 500
"""How many comparisons a condition may come to, with all that the names in it stand for."""


class ConditionError(ValueError):
    """A condition that cannot be read. The message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that conditions may compare: its place in a world, and every value it can have."""

    place: int
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compare:
    """A name has one of these values (or, negated, none of them)."""

    name: str
    place: int
    values: frozenset[str]
    negated: bool = False

    def holds(self, world: World) -> bool:
        """Whether it holds in this world."""
        return (world[self.place] in self.values) is not self.negated

    def compared(self) -> Iterator[Compare]:
        """Every comparison in it."""
        yield self

    def settled(self, place: int, value: str) -> Condition:
        """What is left of it once one name is known to have a value."""
        if self.place != place:
            return self
        return ALWAYS if (value in self.values) is not self.negated else NEVER


@dataclass(frozen=True, slots=True)
class Not:
    """The other way round."""

    part: Condition

    def holds(self, world: World) -> bool:
        """Whether it holds in this world."""
        return not self.part.holds(world)

    def compared(self) -> Iterator[Compare]:
        """Every comparison in it."""
        yield from self.part.compared()

    def settled(self, place: int, value: str) -> Condition:
        """What is left of it once one name is known to have a value."""
        part = self.part.settled(place, value)
        if part == ALWAYS:
            return NEVER
        return ALWAYS if part == NEVER else Not(part)


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold. With no parts: always."""

    parts: tuple[Condition, ...]

    def holds(self, world: World) -> bool:
        """Whether it holds in this world."""
        return all(part.holds(world) for part in self.parts)

    def compared(self) -> Iterator[Compare]:
        """Every comparison in it."""
        for part in self.parts:
            yield from part.compared()

    def settled(self, place: int, value: str) -> Condition:
        """What is left of it once one name is known to have a value."""
        parts = [part.settled(place, value) for part in self.parts]
        if NEVER in parts:
            return NEVER
        return Every(tuple(part for part in parts if part != ALWAYS))


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, world: World) -> bool:
        """Whether it holds in this world."""
        return any(part.holds(world) for part in self.parts)

    def compared(self) -> Iterator[Compare]:
        """Every comparison in it."""
        for part in self.parts:
            yield from part.compared()

    def settled(self, place: int, value: str) -> Condition:
        """What is left of it once one name is known to have a value."""
        parts = [part.settled(place, value) for part in self.parts]
        if ALWAYS in parts:
            return ALWAYS
        return Either(tuple(part for part in parts if part != NEVER))


Condition: TypeAlias = Compare | Not | Every | Either

ALWAYS = Every(())
NEVER = Either(())


def read(text: str, names: Mapping[str, Name], known: Mapping[str, Condition]) -> Condition:
    """Read a condition.

    ``names`` are what may be compared, ``known`` the conditions that already have a name.
    Raises ConditionError.
    """
    reader = _Reader(text, names, known)
    condition = reader.whole()
    # Names stand for names: a few short lines could come to more than can ever be asked.
    if len(list(islice(condition.compared(), _MOST + 1))) > _MOST or _depth(condition) > 2 * _DEEPEST:
        raise ConditionError(
            f"'{reader.text}' comes to too much, with all that its names stand for: write it simpler"
        )
    return condition


def _depth(condition: Condition) -> int:
    """How many conditions stand inside each other."""
    match condition:
        case Not(part):
            return 1 + _depth(part)
        case Every(parts) | Either(parts):
            return 1 + max(map(_depth, parts), default=0)
    return 0


class _Reader:
    """Reads one condition, left to right, one token of look-ahead."""

    def __init__(self, text: str, names: Mapping[str, Name], known: Mapping[str, Condition]) -> None:
        self.text = " ".join(text.split())
        self.tokens: list[str] = _TOKEN.findall(text)
        self.names = names
        self.known = known
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.either()
        if self.tokens:
            raise self.wrong("'and', 'or' or the end", self.tokens[0])
        return condition

    def either(self) -> Condition:
        return self.joined("or", self.every, Either)

    def every(self) -> Condition:
        return self.joined("and", self.single, Every)

    def joined(
        self,
        word: str,
        part: Callable[[], Condition],
        join: Callable[[tuple[Condition, ...]], Condition],
    ) -> Condition:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else join(tuple(parts))

    def single(self) -> Condition:
        if not self.tokens or self.tokens[0] not in ("not", "("):
            return self.comparison()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.wrong(f"no more than {_DEEPEST} brackets and nots inside each other", self.tokens[0])
        inner: Condition
        if self.take("not"):
            inner = Not(self.single())
        else:
            self.need("(")
            inner = self.either()
            self.need(")")
        self.depth -= 1
        return inner

    def comparison(self) -> Condition:
        name = self.word("a name")
        if not self.tokens or self.tokens[0] not in ("is", "in", "not"):
            if name in self.known:
                return self.known[name]
            if name in self.names:
                raise ConditionError(f"after '{name}' in '{self.text}': 'is' or 'in' and a value is expected")
            raise ConditionError(
                f"'{name}' in '{self.text}' is not known: a fact, a setting, 'step' or a condition "
                f"from [conditions] is expected"
            )
        if name not in self.names:
            raise ConditionError(
                f"'{name}' in '{self.text}' cannot be compared: a fact, a setting or 'step' is expected"
            )
        if self.take("is"):
            negated = self.take("not")
            values = [self.value(name)]
        else:
            negated = self.take("not")
            self.need("in")
            self.need("(")
            values = [self.value(name)]
            while self.take(","):
                values.append(self.value(name))
            self.need(")")
        return Compare(name, self.names[name].place, frozenset(values), negated)

    def value(self, name: str) -> str:
        value = self.word(f"a value of {name}")
        if value not in self.names[name].values:
            expected = ", ".join(sorted(self.names[name].values))
            raise ConditionError(
                f"'{value}' in '{self.text}' is no value of {name}; expected is one of: {expected}"
            )
        return value

    def word(self, expected: str) -> str:
        if not self.tokens or self.tokens[0] in _WORDS:
            raise self.wrong(expected, self.tokens[0] if self.tokens else None)
        return self.tokens.pop(0)

    def take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def need(self, token: str) -> None:
        if not self.take(token):
            raise self.wrong(f"'{token}'", self.tokens[0] if self.tokens else None)

    def wrong(self, expected: str, found: str | None) -> ConditionError:
        where = f"'{found}'" if found is not None else "the end"
        return ConditionError(f"in '{self.text}': {expected} is expected where {where} stands")
