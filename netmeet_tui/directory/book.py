"""The directory: what comes with netmeet and what the organisation adds, read, checked, and put in order.

A file that is not right is refused as a whole, with one sentence; 999 and 112 need no file (I-3, I-15).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from netmeet_tui.catalogue import _, spoken
from netmeet_tui.directory import emergency, words
from netmeet_tui.directory.number import NoNumber, national
from netmeet_tui.directory.service import WITHOUT_A_YES, Label, Service

FILE: Final = "directory.toml"
"""An organisation's own entries, beside its settings."""

LARGEST: Final = 256 * 1024
"""More bytes than an organisation has numbers."""

CONFIRMED_FOR: Final = dt.timedelta(days=183)
"""For how long somebody's word is good that a number was tried."""

_SHOWN: Final = 300
"""Characters of what is wrong that are told."""

_OBEYED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, or show in another order than it is written."""

_NEEDED: Final = ("id", "nations", "label", "number", "recipient", "vouched_by", "verified_on", "verify_again_by")
"""What an entry of one's own has to say. What it leaves out is unknown."""

_FIXED: Final = ("grade", "fact", "source", "confirmed_by", "confirmed_on")
"""What only entries that come with netmeet have."""

T = TypeVar("T")


class DirectoryError(Exception):
    """The directory cannot be used as it is. The message is one sentence: what, where, what to do."""

    def __init__(self, sentence: str) -> None:
        from netmeet_tui.policy.tables import on_a_line

        super().__init__(on_a_line(sentence, len(sentence)))


class EntryError(ValueError):
    """An entry is not right. ``problem`` is the end of a sentence about its ``key``."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}" if key else problem)
        self.key = key
        self.problem = problem


class Confirmed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody has tried a number that comes with netmeet, and answers for it."""

    by: Label
    on: dt.date


@dataclass(frozen=True, slots=True)
class Directory:
    """Every service, the organisation's own first. 999 and 112 are always there."""

    services: tuple[Service, ...] = ()
    always: tuple[Service, ...] = emergency.EMERGENCY

    def of(self, recipient: str, nation: str = "unset") -> tuple[Service, ...]:
        """Those of one kind for a nation that may be relied on, in the order to show; past its date or not.

        For ``emergency`` 999 and 112 come first, always. Where no nation is set, the ones of all four come first.
        """
        found = [one for one in self._here(nation) if one.recipient == recipient and not one.waits]
        return (*self.always, *found) if recipient == "emergency" else tuple(found)

    def every(self, nation: str = "unset") -> tuple[Service, ...]:
        """All of a nation by what they are for, those that wait to be confirmed too."""
        here = self._here(nation)
        by_purpose = (one for recipient in words.RECIPIENTS for one in here if one.recipient == recipient)
        return (*self.always, *by_purpose)

    def gap(self, recipient: str, nation: str = "unset") -> bool:
        """Whether there would be somebody of this kind if the organisation had confirmed a number (grade C)."""
        return any(one.recipient == recipient and one.waits for one in self._here(nation))

    def get(self, service: str) -> Service | None:
        """The service with this id; None when there is none."""
        return next((one for one in (*self.always, *self.services) if one.id == service), None)

    @property
    def own(self) -> tuple[Service, ...]:
        """Those that the organisation has entered."""
        return tuple(one for one in self.services if one.grade == "own")

    def _here(self, nation: str) -> list[Service]:
        if nation not in words.NATIONS:  # not set: none of them may be the wrong one to name (I-15)
            return sorted(self.services, key=lambda one: (one.grade != "own", not one.everywhere))
        return [one for one in self.services if nation in one.nations]


def shipped() -> Directory:
    """What comes with netmeet. Raises DirectoryError when the program's own file is damaged."""
    file = resources.files("netmeet_tui.directory") / "services.toml"
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        services = msgspec.convert(told["service"], list[Service])
        translate = spoken()
        return Directory(tuple(services if translate is None else (one.told(translate) for one in services)))
    except (OSError, ValueError, LookupError) as error:
        raise DirectoryError(
            _(
                "The services that come with netmeet cannot be read ({reason}), so only 999 and 112 are "
                "left: please install netmeet again."
            ).format(reason=type(error).__name__)
        ) from None


def read(own: Path | None = None) -> Directory:
    """What comes with netmeet, and an organisation's own file where there is one. Raises DirectoryError."""
    ours = shipped()
    data = None if own is None else contents(own)
    return ours if own is None or data is None else parsed(data, own, ours)


def spared() -> Directory:
    """What is left where an organisation's own file cannot be used: raises nothing, and 999 is always in it."""
    try:
        return shipped()
    except DirectoryError:
        return Directory()


def parsed(data: bytes, path: Path, ours: Directory) -> Directory:
    """The directory with these bytes of an organisation's own file. Raises DirectoryError."""
    return _Reading(path, ours).all_of(data)


def contents(path: Path) -> bytes | None:
    """The bytes of the file; None when there is none. Raises DirectoryError."""
    from netmeet_tui.journal import files

    try:
        data = files.read(path, LARGEST)
        if data is None:
            path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DirectoryError(
            _("The directory in {path} cannot be read ({reason}): please see that you may read it.").format(
                path=path, reason=error.strerror
            )
        ) from None
    if data is None:
        raise DirectoryError(
            _(
                "What is at {path} is no file, a link to one, or larger than {largest:,} bytes: please put the "
                "file itself there, or take it away."
            ).format(path=path, largest=LARGEST)
        )
    return data


class _Reading:
    """An organisation's own file while it is read."""

    def __init__(self, path: Path, ours: Directory) -> None:
        self._path = path
        self._ours = ours

    def all_of(self, data: bytes) -> Directory:
        told = self._tables(data)
        entries = told.pop("service", [])
        confirmed = told.pop("confirmed", {})
        if told:
            raise self._wrong("", f"`{next(iter(told))}` is not known here; there are [[service]] and [confirmed]")
        if not isinstance(entries, list):
            raise self._wrong("", "each entry begins with [[service]], in two brackets")
        if not isinstance(confirmed, dict):
            raise self._wrong("", "who confirmed a number stands under [confirmed.ID]")
        own = self._own(entries)
        tried = {known: self._confirmed(known, raw) for known, raw in confirmed.items()}
        return Directory((*own, *(_tried(one, tried.get(one.id)) for one in self._ours.services)))

    def _tables(self, data: bytes) -> dict[str, Any]:
        try:
            return tomllib.loads(data.decode())
        except UnicodeDecodeError:
            raise self._wrong("", "it is not UTF-8 text") from None
        except (ValueError, RecursionError) as error:  # beside its own errors: numbers too long, tables too deep
            raise self._wrong("", f"it is not right ({error!s:.{_SHOWN}})") from None

    def _own(self, entries: list[Any]) -> list[Service]:
        own: dict[str, Service] = {}
        for place, raw in enumerate(entries, start=1):
            service = self._entry(raw, place)
            if service.id in own:
                raise self._wrong(service.id, f"id: {words.TWICE}")
            own[service.id] = service
        return list(own.values())

    def _entry(self, raw: object, place: int) -> Service:
        named = f"number {place}"
        if not isinstance(raw, dict):
            raise self._wrong(named, words.NO_ENTRY)
        if isinstance(raw.get("id"), str) and raw["id"].strip():
            named = raw["id"]
        try:
            return entry(raw, self._ours)
        except EntryError as error:
            raise self._wrong(named, str(error)) from None

    def _confirmed(self, known: str, raw: object) -> Confirmed:
        named = f"confirmed.{known}"
        service = self._ours.get(known)
        if service is None or service.id in emergency.RESERVED:
            raise self._wrong(named, words.NOT_SHIPPED)
        try:
            return _converted(raw, Confirmed)
        except EntryError as error:
            raise self._wrong(named, str(error)) from None

    def _wrong(self, entry: str, problem: str) -> DirectoryError:
        from netmeet_tui.policy.tables import on_a_line

        place = f", entry “{on_a_line(entry, 60)}”" if entry else ""
        return DirectoryError(
            _(
                "The directory in {path}{place}: {problem}. Please mend the file or move it "
                "away; until then only what comes with netmeet is used."
            ).format(path=self._path, place=place, problem=on_a_line(problem, _SHOWN))
        )


def entry(raw: dict[str, Any], ours: Directory) -> Service:
    """An entry of an organisation's own, its number in this country's style. Raises EntryError."""
    for key in _NEEDED:
        if key not in raw:
            raise EntryError(key, words.NEEDED)
    for key in _FIXED:
        if key in raw:
            raise EntryError(key, words.NOT_YOURS)
    service = _converted(raw, Service)
    if "without_consent" not in raw:  # the policy decides; an entry may only say that it never is
        service = msgspec.structs.replace(service, without_consent=service.recipient in WITHOUT_A_YES)
    _claims_nothing(service, ours)
    if service.verify_again_by < service.verified_on:
        raise EntryError("verify_again_by", words.BEFORE_VERIFIED)
    if service.by not in ("call", "text"):
        raise EntryError("by", words.CALL_OR_TEXT)
    if service.without_consent and service.recipient not in WITHOUT_A_YES:
        raise EntryError("without_consent", words.NEVER_WITHOUT)
    try:
        return msgspec.structs.replace(service, number=national(service.number))
    except NoNumber as error:
        raise EntryError("number", str(error)) from None


def _claims_nothing(service: Service, ours: Directory) -> None:
    """999 and 112 are netmeet's own, and so is every id that comes with it. Raises EntryError."""
    if service.recipient == "emergency":
        raise EntryError("recipient", words.BUILT_IN)
    if emergency.claims(service.number):
        raise EntryError("number", words.BUILT_IN)
    if emergency.names(service.label):
        raise EntryError("label", words.CALLED_999)
    if ours.get(service.id) is not None:
        raise EntryError("id", words.ID_TAKEN)


def _converted(raw: object, kind: type[T]) -> T:
    """A table as a typed value whose texts can be shown. Raises EntryError."""
    left: list[tuple[str, object]] = [("", raw)]
    while left:
        key, found = left.pop()
        if isinstance(found, dict):
            left += [(str(inner), value) for inner, value in found.items()]
        elif isinstance(found, list):
            left += [(key, value) for value in found]
        elif isinstance(found, str) and (_OBEYED.search(found) or found != found.strip()):
            raise EntryError(key, words.NOT_SHOWN)
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        key = path.rstrip("`").lstrip(".")
        raise EntryError(key, _plainly(key, problem)) from None


def _plainly(key: str, problem: str) -> str:
    """What is wrong with a value, without the library's own words where there are plainer ones."""
    if "matching regex" in problem:
        return words.SHORT_NAME if key == "id" else words.TIMES
    if "length >= 1" in problem:
        return words.BLANK
    return words.TOO_LONG if "length <=" in problem else problem


def _tried(service: Service, by: Confirmed | None) -> Service:
    """A service that comes with netmeet, with the name of who tried it; then it is good for a while again."""
    if by is None:
        return service
    again = max(service.verify_again_by, _later(by.on))
    return msgspec.structs.replace(service, confirmed_by=by.by, confirmed_on=by.on, verify_again_by=again)


def _later(day: dt.date) -> dt.date:
    try:
        return day + CONFIRMED_FOR
    except OverflowError:
        return dt.date.max
