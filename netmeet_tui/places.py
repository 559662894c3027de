"""Where this computer keeps netmeet's files."""

from __future__ import annotations

from pathlib import Path


def vault_folder() -> Path:
    """The folder of the vault: the system's place for a program's own data."""
    from platformdirs import user_data_path

    return user_data_path("netmeet", appauthor=False) / "vault"


def policy_folder() -> Path:
    """The folder of the policies that were adopted on this computer, and of who adopted them."""
    from platformdirs import user_data_path

    return user_data_path("netmeet", appauthor=False) / "policy"


def settings_file() -> Path:
    """The settings, which an organisation may put there: the system's place for a program's settings."""
    from platformdirs import user_config_path

    return user_config_path("netmeet", appauthor=False) / "settings.toml"


def directory_file() -> Path:
    """The organisation's own services, beside its settings."""
    return settings_file().with_name("directory.toml")


def practice_file() -> Path:
    """What was practised on this computer, and when: in a folder of its own, never in the vault's."""
    from platformdirs import user_data_path

    return user_data_path("netmeet", appauthor=False) / "practice" / "practice.db"
