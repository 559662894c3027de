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
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Setting

THEMES = ("dark", "light")

CAREFUL = {"own_life_exception": "off", "third_party_adult": "emergency-only"}
"""What to run under when the organisation's own settings cannot be read: nothing is passed on without a yes,
except in an emergency or to protect a child."""


def careful(known: Mapping[str, Setting]) -> dict[str, str]:
    """``CAREFUL``, as far as the policy in force knows these settings and values."""
    return {name: value for name, value in CAREFUL.items() if name in known and value in known[name].values}


class SettingsError(Exception):
    """The settings file cannot be used. The message is one sentence: what, where, what to do."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one computer; each has a shipped value."""

    theme: str = THEMES[0]
    keyring: bool = True
    policy: dict[str, str] = {}


def read(path: Path) -> Settings:
    """The settings in a file, or the shipped ones when there is none. Raises SettingsError."""
    advice = "please mend the file or move it away, and start netmeet again"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
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
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"The settings in {path} are not right ({error}): {advice}.") from None
    if settings.theme not in THEMES:
        raise SettingsError(
            f"The settings in {path} name the theme '{settings.theme}', and there are {' and '.join(THEMES)}: "
            f"{advice}."
        )
    return settings
