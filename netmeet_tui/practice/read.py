"""Reading stories from files of TOML.

What is wrong with a file is said in sentences that name the file, the table and the key, what is there and what to
do. All of it is said, not only the first. Whether a story agrees with a policy is for ``check.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final, TypeVar

import msgspec

from netmeet_tui.policy.written import NotWritten, kind_of, plain, tables_of, told, unknown
from netmeet_tui.practice.story import Course, Expected, Injection, Line, Person, Story, Verdict
from netmeet_tui.practice.texts import Place, texts, unfit

TOUR: Final = "TOUR"
"""The story that teaches the keys: it is no part of the list."""

_TABLES: Final[dict[str, type[msgspec.Struct]]] = {
    "person": Person,
    "line": Line,
    "injection": Injection,
    "permitted": Expected,
    "forbidden": Expected,
    "discuss": Expected,
    "course": Course,
}
_MOST: Final = {
    "person": 8,
    "line": 80,
    "injection": 9,  # each has a key of its own, 1 to 9
    "permitted": 20,
    "forbidden": 20,
    "discuss": 20,
    "course": 20,
    "learning": 9,
    "trainer": 9,
}
"""How many of each a story may have: more than anybody can play, and few enough for every page."""

_LONGEST_NAME: Final = 60
_LONGEST_LIST: Final = 120
_TOLD: Final = 40
_YEARS: Final = range(2000, 2100)
_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,29}")
_STORY_ID: Final = re.compile(r"[A-Z][A-Za-z0-9-]{0,11}")
_ITS_ID: Final = re.compile(r'(?m)^id = "([^"]+)"')
_NUMBERED: Final = re.compile(r"(?:v-?)?(\d{1,2})(\D.*)?")

_S = TypeVar("_S", bound=msgspec.Struct)


class StoryError(ValueError):
    """A file that cannot be read as a story: every problem is a sentence that says where it is."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


# -- which stories there are -------------------------------------------------------------------------------------


def ids() -> tuple[str, ...]:
    """The ids of the stories that come with the program, in order; the tour is not one of them."""
    return tuple(name for name in _shipped() if name != TOUR)


def files() -> tuple[Traversable, ...]:
    """The files of the stories that come with the program, in the order of their ids."""
    return tuple(_shipped().values())


def shipped() -> tuple[Story, ...]:
    """The stories that come with the program, in order; the tour is not one of them. Raises StoryError."""
    return tuple(read(file) for name, file in _shipped().items() if name != TOUR)


def find(name: str) -> Traversable:
    """The file of a story: of one that comes with the program by its id (V-03, v-3 or 3), of any by its path.

    Raises StoryError when there is no such story; whether a file can be read is for ``read``.
    """
    known, wanted = _shipped(), name.strip().lower()
    if match := _NUMBERED.fullmatch(wanted):
        wanted = f"v-{int(match[1]):02d}{match[2] or ''}"
    for story, file in known.items():
        if story.lower() == wanted:
            return file
    if name.endswith(".toml") or re.search(r"[/\\]", name):
        return Path(name)
    raise StoryError([unknown("story", name, known)])


def _shipped() -> dict[str, Traversable]:
    """The files that come with the program by their ids, which are found without reading the rest of them."""
    folder = resources.files("netmeet_tui.practice") / "stories"
    found = {}
    for file in folder.iterdir():
        if file.name.endswith(".toml") and (match := _ITS_ID.search(file.read_text(encoding="utf-8"))):
            found[match[1]] = file
    return dict(sorted(found.items()))


# -- reading one -------------------------------------------------------------------------------------------------


def read(file: Traversable, shown: str = "") -> Story:
    """The story in a file, which errors call ``shown``. Raises StoryError."""
    shown = plain(shown or file.name)
    try:
        tables = tables_of(file, shown, "story")
    except NotWritten as error:
        raise StoryError([str(error)]) from None
    return _Reader(shown).story(tables)


class _Reader:
    """Reads one story; goes on after a problem, so that all of them are told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[str] = []

    def story(self, tables: dict[str, Any]) -> Story:
        """The story. Raises StoryError."""
        read: dict[str, Any] = {name: self.tables(tables.get(name, []), name) for name in _TABLES if name in tables}
        head = {key: value for key, value in tables.items() if key not in _TABLES}
        story = self.struct(Story, head, Place(), read)
        if story is not None:
            for place, problem in _unfitting(story):
                self.wrong(place, problem)
        if story is None or self.problems:
            raise StoryError(self.told())
        return story

    def told(self) -> Iterator[str]:
        """The problems, as far as anybody wants to read on."""
        yield from self.problems[:_TOLD]
        if len(self.problems) > _TOLD:
            yield f"{self.file}: and {len(self.problems) - _TOLD} more"

    def tables(self, raw: object, name: str) -> tuple[msgspec.Struct, ...] | None:
        """The tables of one name; None when they are not written as tables."""
        if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
            self.wrong(Place(name), f"write it as [[{name}]], with two brackets; there is {kind_of(raw)}")
            return None
        if len(raw) > _MOST[name]:
            self.wrong(Place(name), f"there are {len(raw)} of them; {_MOST[name]} are the most")
            return None
        kind = _TABLES[name]
        found = [self.struct(kind, one, Place(name, number)) for number, one in enumerate(raw, 1)]
        return tuple(one for one in found if one is not None)

    def struct(
        self, kind: type[_S], raw: dict[str, Any], place: Place, read: dict[str, Any] | None = None
    ) -> _S | None:
        """One table as what it stands for, with what was read of it before; None when something is wrong."""
        before = len(self.problems)
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        values = dict(read or {})
        for key in raw:
            if key not in fields:
                self.wrong(place, unknown("key", key, fields))
        for key, field in fields.items():
            here = place._replace(key=key)
            if key in raw:
                values[key] = self.value(raw[key], field.type, here)
            elif field.required and key not in values:
                self.wrong(here, f"it is missing; {_write(key, place)}")
        return kind(**values) if len(self.problems) == before and None not in values.values() else None

    def value(self, raw: object, expected: Any, place: Place) -> object:  # noqa: ANN401
        """A value of the type that is expected; None after a problem."""
        try:
            value: object = msgspec.convert(raw, expected)
        except msgspec.ValidationError:
            self.wrong(place, f"{_EXPECTED[expected]}; there is {_there(raw, expected)}")
            return None
        return value

    def wrong(self, place: Place, problem: str) -> None:
        """Note a problem."""
        self.problems.append(": ".join(filter(None, (", ".join(filter(None, (self.file, str(place)))), problem))))


_EXPECTED: Final[dict[object, str]] = {
    str: "it has to be text in quotes",
    int: "it has to be a number without quotes",
    datetime: "it has to be a date and a time without a zone, like 2026-11-24T14:00:00",
    Verdict: f"it has to be one of: {', '.join(Verdict)}",
    tuple[str, ...]: 'it has to be a list of texts, like ["…", "…"]',
    dict[str, str]: "it has to be a table of its own, [settings], with every value in quotes",
}


def _write(key: str, place: Place) -> str:
    """What to do about a key that is missing."""
    if key in _TABLES:
        return f"write at least one [[{key}]], with two brackets"
    return "write it in this table" if place.table else "write it at the top of the file"


def _there(raw: object, expected: object) -> str:
    """What stands there instead."""
    if expected == tuple[str, ...] and isinstance(raw, list):
        number, other = next((n, one) for n, one in enumerate(raw, 1) if not isinstance(one, str))
        return f"{told(other)}, as number {number}"
    if expected == dict[str, str] and isinstance(raw, dict):
        name, other = next((name, one) for name, one in raw.items() if not isinstance(one, str))
        return f"{told(other)}, as {plain(name)}"
    return told(raw)


# -- what a story has to be, whatever the policy -----------------------------------------------------------------


def _unfitting(story: Story) -> Iterator[tuple[Place, str]]:
    yield from ((text.place, problem) for text in texts(story) for problem in unfit(text))
    yield from _head(story)
    yield from _people(story)
    yield from _lines(story)
    yield from _ids(story)
    yield from _lists(story)


def _head(story: Story) -> Iterator[tuple[Place, str]]:
    if not _STORY_ID.fullmatch(story.id):
        problem = f"{told(story.id)} is no id; write a capital letter, then letters, figures and hyphens, like V-03"
        yield Place(key="id"), problem
    if story.at.tzinfo is not None or story.at.year not in _YEARS:
        yield Place(key="at"), f"{_EXPECTED[datetime]}; the zone is the nation's own"
    for key in ("learning", "trainer"):
        if len(getattr(story, key)) > _MOST[key]:
            yield Place(key=key), f"there are {len(getattr(story, key))}; {_MOST[key]} are the most"
    for key in ("person", "line", "permitted", "forbidden", "course", "learning", "clauses"):
        if not getattr(story, key):
            yield Place(key=key), "there is none; a story needs at least one"


def _people(story: Story) -> Iterator[tuple[Place, str]]:
    for number, (person, letter) in enumerate(zip(story.person, ascii_uppercase, strict=False), 1):
        if person.seat != letter:
            problem = f"the seats are lettered A, B, C and so on; write '{letter}' instead of {told(person.seat)}"
            yield Place("person", number, "seat"), problem


def _lines(story: Story) -> Iterator[tuple[Place, str]]:
    seats = [person.seat for person in story.person]
    for number, line in enumerate(story.line, 1):
        if not line.words and not line.does:
            yield Place("line", number), "nobody says or does anything; write words, or does, or both"
        if not line.when:
            yield Place("line", number, "when"), 'there is no moment at which it is said; write one, like ["@talk"]'
        if line.who and line.who not in seats:
            problem = f"{unknown('seat', line.who, seats)}; leave it out for what happens in the room"
            yield Place("line", number, "who"), problem


def _ids(story: Story) -> Iterator[tuple[Place, str]]:
    for table in ("line", "injection", "course"):
        first: dict[str, int] = {}
        for number, one in enumerate(getattr(story, table), 1):
            place = Place(table, number, "id")
            if not one.id and table == "line":
                continue
            if not _ID.fullmatch(one.id):
                yield (
                    place,
                    f"{told(one.id)} is no id; write small letters, figures and hyphens, like he-softens",
                )
            elif one.id in first:
                yield place, f"'{one.id}' is the id of [[{table}]] {first[one.id]}, too; write another one"
            first.setdefault(one.id, number)


def _lists(story: Story) -> Iterator[tuple[Place, str]]:
    """What names steps, choices and the like: whether there are such is for the check; here it can be shown."""
    for place, entries in _named(story):
        if len(entries) > _LONGEST_LIST:
            yield place, f"there are {len(entries)} of them; {_LONGEST_LIST} are the most"
        for entry in entries:
            if not entry or not entry.isprintable() or len(entry) > _LONGEST_NAME:
                yield place, f"{told(entry)} cannot be a name; write one of the policy's, or one of this file's"


def _named(story: Story) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for key in ("clauses", "never", "hands"):
        yield Place(key=key), getattr(story, key)
    yield Place(key="nation"), (story.nation,)
    yield Place(key="mode"), (story.mode,) if story.mode else ()
    yield Place("settings"), tuple(word for pair in story.settings.items() for word in pair)
    for table in _TABLES:
        for number, one in enumerate(getattr(story, table), 1):
            for field in msgspec.structs.fields(one):
                if field.type == tuple[str, ...]:
                    yield Place(table, number, field.name), getattr(one, field.name)
                elif field.name in ("outcome", "choice") and getattr(one, field.name):
                    yield Place(table, number, field.name), (getattr(one, field.name),)
