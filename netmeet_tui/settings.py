"""What this computer is told about its organisation: a small TOML file, optional, never needed for 999.

theme = "light"
[policy]
own_life_exception = "off"
nation = "SCT"
[organisation]
lead = "Safeguarding lead"

It is read with ``read``, and changed with ``write``, which keeps what a person wrote around it.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec

from netmeet_tui.catalogue import _

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack, Setting

THEMES = ("dark", "light")

LONGEST_UNLOCKED = 600
"""The most minutes without a key after which the room may be set to lock."""

LONGEST_UNREVIEWED = 120
"""The most months after which a record may be set to be looked at again."""

CAREFUL = {"own_life_exception": "off", "third_party_adult": "emergency-only"}
"""What to run under when the organisation's own settings cannot be read: nothing is passed on without a yes,
except in an emergency or to protect a child."""


def careful(known: Mapping[str, Setting]) -> dict[str, str]:
    """``CAREFUL``, as far as the policy in force knows these settings and values."""
    return {name: value for name, value in CAREFUL.items() if name in known and value in known[name].values}


LARGEST = 64 * 1024
"""More bytes than anyone writes here."""

_SHOWN = 300
"""Characters of what the file says that are told again."""


Number = Annotated[int, msgspec.Meta(ge=-(10**9), le=10**9)]
"""A number that can be written in a sentence."""


class SettingsError(Exception):
    """The settings file cannot be used. The message is one sentence: what, where, what to do."""

    def __init__(self, sentence: str) -> None:
        from netmeet_tui.policy.tables import on_a_line

        super().__init__(on_a_line(sentence, len(sentence)))


class SettingsChanged(SettingsError):
    """The settings file is not as it was when it was read: somebody else has written it meanwhile."""


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds these meetings, as a page or a card may name them. Each may be empty."""

    name: str = ""
    lead: str = ""
    """What the safeguarding lead is called: a role, or a name."""
    lead_phone: str = ""
    disclaimer: str = ""
    """The organisation's own disclaimer, or where it is to be found (C-26)."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one computer; each has a shipped value."""

    theme: str = THEMES[0]
    keyring: bool = True
    lock_after_minutes: Number = 15
    review_after_months: Number = 12
    """How long a record of a meeting is kept before a person looks at it again: no law is known to say (UK-39)."""
    policy: dict[str, str] = {}
    organisation: Organisation = Organisation()
    decided: Any = None
    """Who decided what the law leaves open. The room does not need it, so a mistake there never closes it: it is
    read where it is told (``doctor/ledger.py``)."""
    answered: Any = None
    """Who answered what could not be found out for everybody: read in the same way (``doctor/questions.py``)."""


LONGEST_LINE: Final = {"name": 80, "lead": 60, "lead_phone": 40, "disclaimer": 300}
"""The most characters of what an organisation says about itself."""


def read(path: Path) -> Settings:
    """The settings in a file, or the shipped ones when there is none. Raises SettingsError."""
    return look(path)[0]


def look(path: Path) -> tuple[Settings, bytes | None]:
    """The settings in a file, and the file as it was then: for ``write``. Raises SettingsError."""
    advice = _("please mend the file or move it away, and start netmeet again")
    try:
        data = _data(path)
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        raise SettingsError(
            _("The settings in {path} cannot be read ({reason}): {advice}.").format(
                path=path, reason=error.strerror, advice=advice
            )
        ) from None
    return _understood(path, data, advice), data


def _understood(path: Path, data: bytes, advice: str) -> Settings:
    """The settings that a file says. Raises SettingsError."""
    try:
        told = tomllib.loads(data.decode())
        if "pack" in told:  # how netmeet was told of a pack before policies were adopted
            raise SettingsError(
                _(
                    "The settings in {path} name a policy pack, but a policy has to be adopted: please run "
                    "`netmeet policy adopt` with its folder, and take the line `pack` out."
                ).format(path=path)
            )
        settings = msgspec.convert(told, Settings)
    except UnicodeDecodeError:
        raise SettingsError(
            _("The settings in {path} are not UTF-8 text: {advice}.").format(path=path, advice=advice)
        ) from None
    except (ValueError, RecursionError) as error:  # beside its own errors: numbers too long, tables too deep
        raise SettingsError(
            _("The settings in {path} are not right ({reason}): {advice}.").format(
                path=path, reason=f"{error!s:.{_SHOWN}}", advice=advice
            )
        ) from None
    if not 0 <= settings.lock_after_minutes <= LONGEST_UNLOCKED:
        raise SettingsError(
            _(
                "The settings in {path} say lock_after_minutes = {minutes}, and it may be 1 to "
                "{most}, or 0 for never: {advice}."
            ).format(path=path, minutes=settings.lock_after_minutes, most=LONGEST_UNLOCKED, advice=advice)
        )
    if not 1 <= settings.review_after_months <= LONGEST_UNREVIEWED:
        raise SettingsError(
            _(
                "The settings in {path} say review_after_months = {months}, and it may be 1 to {most}: {advice}."
            ).format(path=path, months=settings.review_after_months, most=LONGEST_UNREVIEWED, advice=advice)
        )
    if settings.theme not in THEMES:
        raise SettingsError(
            _("The settings in {path} name the theme '{theme}', and there are {themes}: {advice}.").format(
                path=path, theme=f"{settings.theme:.{_SHOWN}}", themes=" and ".join(THEMES), advice=advice
            )
        )
    for name, most in LONGEST_LINE.items():
        said = getattr(settings.organisation, name)
        if not said.isprintable() or len(said) > most:
            raise SettingsError(
                _(
                    "The settings in {path}, [organisation], have a '{name}' that is not one plain line of up to "
                    "{most} characters: {advice}."
                ).format(path=path, name=name, most=most, advice=advice)
            )
    return settings


def fit(path: Path, pack: Pack, settings: Settings) -> None:
    """See that the policy in force has what the settings say of it. Raises SettingsError."""
    try:
        pack.given(settings.policy)
    except ValueError as error:
        raise SettingsError(
            _("The settings in {path}, [policy], do not fit the policy: {reason}.").format(path=path, reason=error)
        ) from None


def _data(path: Path) -> bytes:
    """The file as it is. Raises FileNotFoundError, OSError, SettingsError."""
    from netmeet_tui.journal import files

    data = files.read(path, LARGEST, through_links=True)  # settings may be kept together, and linked to
    if data is None:
        path.stat()
        raise SettingsError(
            _(
                "What is at {path} is no file of settings, or larger than {largest:,} bytes: please move it away, "
                "and start netmeet again."
            ).format(path=path, largest=LARGEST)
        )
    return data


# -- changing ------------------------------------------------------------------------------------------------

Changes = Mapping[tuple[str, ...], Any]
"""What is to be said where, as ``{("policy", "nation"): "SCT"}``; None takes it out."""

_ANY: Final = b"\0"
"""No file of settings is this: whatever there is may be changed."""


def write(
    path: Path,
    changes: Changes,
    seen: bytes | None = _ANY,
    fits: Callable[[Settings], None] = lambda _: None,
) -> Settings:
    """Change some settings in the file, keep all else in it as it is, and answer what it says now.

    ``seen`` is what ``look`` found: if the file is another one by now, nothing is changed. What is written is read
    back, and has to say what it said before with these changes and nothing else, before it takes the file's place.
    ``fits`` raises SettingsError for what the policy does not have.
    Raises SettingsChanged, SettingsError; then the file is as it was.
    """
    advice = _("nothing was changed")
    before = look(path)[1]
    if seen != _ANY and seen != before:
        raise SettingsChanged(
            _(
                "The settings in {path} were changed meanwhile by somebody else, so nothing was changed here: "
                "please look at them as they are now, and try once more."
            ).format(path=path)
        )
    data = _with(path, before or b"", changes)
    if data == before:
        return _understood(path, data, advice)
    if len(data) > LARGEST:
        raise SettingsError(
            _("The settings in {path} would be larger than {largest:,} bytes, so {advice}.").format(
                path=path, largest=LARGEST, advice=advice
            )
        )
    settings = _understood(path, data, advice)
    fits(settings)
    try:
        _put(path, before, data)
    except OSError as error:
        raise SettingsError(
            _(
                "The settings in {path} cannot be written ({reason}), so nothing was changed: please look "
                "whether the disk has room, and whether you may write there."
            ).format(path=path, reason=error.strerror)
        ) from None
    return settings


def _with(path: Path, before: bytes, changes: Changes) -> bytes:
    """The file with these changes. Raises SettingsError when anything else in it would change."""
    import tomlkit

    try:
        text = before.decode()
        expected = _changed(tomllib.loads(text), changes, lambda _: {})
        after = tomlkit.dumps(_changed(tomlkit.parse(text), changes, tomlkit.table))
        whole = bool(tomllib.loads(after) == expected)
    except Exception:  # whatever a file can do to the library that changes it: the file stays as it is
        whole = False
    if not whole:
        raise SettingsError(
            _(
                "The settings in {path} are written in a way that netmeet cannot change without touching more, so "
                "nothing was changed: please change them there by hand."
            ).format(path=path)
        )
    return after.encode()


def _changed(tables: Any, changes: Changes, table: Callable[[bool], Any]) -> Any:  # noqa: ANN401 (of two libraries)
    """The tables with these changes. ``table`` makes a new one, and is told whether it only holds others."""
    for (*above, name), value in changes.items():
        here = tables
        for depth, part in enumerate(above, start=1):
            if part not in here:
                if value is None:
                    break
                here[part] = table(depth < len(above))
            here = here[part]
        else:
            if value is None:
                here.pop(name, None)
            else:
                here[name] = value
    return tables


def _put(path: Path, before: bytes | None, data: bytes) -> None:
    """Let the file be this, if it still is what it was before. Raises SettingsChanged, OSError."""
    from netmeet_tui.journal import files

    place = path.resolve()  # where a link leads: the link itself stays
    if before is None and not place.parent.is_dir():
        files.private_folder(place.parent)
    if before is not None and not os.access(place, os.W_OK):
        raise PermissionError(13, _("it may only be read"))
    ready = files.aside(place)
    try:
        files.write(ready, data, fresh=True)
        there = files.read(place, LARGEST)
        if files.read(ready, LARGEST) != data or there != before:
            raise SettingsChanged(
                _(
                    "The settings in {path} were changed at the same moment by somebody else, so nothing was "
                    "changed here: please try once more."
                ).format(path=path)
            )
        ready.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            ready.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # it is in its place
        files.sync_folder(place.parent)
