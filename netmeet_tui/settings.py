"""What this computer is told about its organisation: a small TOML file, optional, never needed for 999.

theme = "light"
[policy]
own_life_exception = "off"
nation = "SCT"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Setting

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


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one computer; each has a shipped value."""

    theme: str = THEMES[0]
    keyring: bool = True
    lock_after_minutes: Number = 15
    review_after_months: Number = 12
    """How long a record of a meeting is kept before a person looks at it again: no law is known to say (UK-39)."""
    policy: dict[str, str] = {}
    decided: Any = None
    """Who decided what the law leaves open. The room does not need it, so a mistake there never closes it: it is
    read where it is told (``doctor/ledger.py``)."""


def read(path: Path) -> Settings:
    """The settings in a file, or the shipped ones when there is none. Raises SettingsError."""
    advice = "please mend the file or move it away, and start netmeet again"
    try:
        told = tomllib.loads(_text(path))
        if "pack" in told:  # how netmeet was told of a pack before policies were adopted
            raise SettingsError(
                f"The settings in {path} name a policy pack, but a policy has to be adopted: please run "
                "`netmeet policy adopt` with its folder, and take the line `pack` out."
            )
        settings = msgspec.convert(told, Settings)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"The settings in {path} cannot be read ({error.strerror}): {advice}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"The settings in {path} are not UTF-8 text: {advice}.") from None
    except (ValueError, RecursionError) as error:  # beside its own errors: numbers too long, tables too deep
        raise SettingsError(f"The settings in {path} are not right ({error!s:.{_SHOWN}}): {advice}.") from None
    if not 0 <= settings.lock_after_minutes <= LONGEST_UNLOCKED:
        raise SettingsError(
            f"The settings in {path} say lock_after_minutes = {settings.lock_after_minutes}, and it may be 1 to "
            f"{LONGEST_UNLOCKED}, or 0 for never: {advice}."
        )
    if not 1 <= settings.review_after_months <= LONGEST_UNREVIEWED:
        raise SettingsError(
            f"The settings in {path} say review_after_months = {settings.review_after_months}, and it may be 1 to "
            f"{LONGEST_UNREVIEWED}: {advice}."
        )
    if settings.theme not in THEMES:
        raise SettingsError(
            f"The settings in {path} name the theme '{settings.theme:.{_SHOWN}}', and there are "
            f"{' and '.join(THEMES)}: {advice}."
        )
    return settings


def _text(path: Path) -> str:
    """The text of the file. Raises FileNotFoundError, OSError, UnicodeDecodeError, SettingsError."""
    from netmeet_tui.journal import files

    data = files.read(path, LARGEST, through_links=True)  # settings may be kept together, and linked to
    if data is None:
        path.stat()
        raise SettingsError(
            f"What is at {path} is no file of settings, or larger than {LARGEST:,} bytes: please move it away, and "
            "start netmeet again."
        )
    return data.decode()
