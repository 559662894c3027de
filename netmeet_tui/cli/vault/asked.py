"""What has to be typed: on a terminal, never shown, and never taken from a pipe, an argument or the environment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault

_TRIES = 3
_WAY_IN = "Passphrase or recovery code"


def hidden(prompt: str) -> str:
    """What somebody types, without showing it. Raises Refused where there is no terminal."""
    import warnings
    from getpass import GetPassWarning, getpass

    # Otherwise Python would fall back on showing what is typed.
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            if sys.stdin.isatty():
                return getpass(f"{prompt}: ")
        except (GetPassWarning, UnicodeDecodeError):
            pass
        except EOFError:
            raise click.Abort from None
    raise Refused(
        "A passphrase can be typed on a terminal only, and nothing was changed: please run this command in a "
        "terminal window."
    )


def new_passphrase() -> str:
    """A new passphrase, typed twice. Raises Refused."""
    typed = hidden("New passphrase")
    if not typed:
        raise Refused("An empty passphrase would open to everybody, so nothing was changed: please try again.")
    if hidden("The same again") != typed:
        raise Refused("The two are not the same, so nothing was changed: please try again.")
    return typed


def opened_vault() -> Vault:
    """The vault of this computer, opened by what is typed; by the keyring, when nothing is. Raises Refused."""
    from netmeet_tui.journal.errors import StoreError, VaultDamaged, WrongPassphrase
    from netmeet_tui.journal.vault import Vault

    folder = there()
    for last in (*[False] * (_TRIES - 1), True):
        typed = hidden(f"{_WAY_IN} (or just Enter, for the keyring)")
        try:
            vault = Vault.unlock(folder, typed) if typed else _by_keyring(folder)
        except WrongPassphrase as error:
            if last:
                raise Refused(str(error)) from None
            click.echo(str(error), err=True)
        except VaultDamaged as error:
            raise Damaged(str(error)) from None
        except StoreError as error:
            raise Refused(str(error)) from None
        else:
            if vault is not None:
                return vault
            click.echo("The keyring does not open it.", err=True)
    raise Refused("Nothing that was typed opens the vault, so nothing was changed.")


def there() -> Path:
    """The folder of this computer's vault. Raises Refused where there is none, or it is damaged."""
    from netmeet_tui import places
    from netmeet_tui.journal.glance import VaultState, look

    folder = places.vault_folder()
    seen = look(folder)
    if seen.state is VaultState.ABSENT:
        raise Refused(f"There is no vault in the folder {folder}: netmeet makes one when it is first started.")
    if seen.state is VaultState.DAMAGED:
        raise Damaged(seen.sentence)
    return folder


class Damaged(Refused):
    """What was asked for cannot be done, because the vault is not in order."""


def _by_keyring(folder: Path) -> Vault | None:
    from netmeet_tui import places
    from netmeet_tui.journal.keychain import Keychain
    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.settings import SettingsError, read

    try:
        wanted = read(places.settings_file()).keyring
    except SettingsError:
        wanted = False
    keychain = Keychain.find() if wanted else None
    return None if keychain is None else Vault.unlock_with_keyring(folder, keychain)


def for_backup(path: Path) -> str:
    """The way in to a backup. Raises Refused, before anything is typed when there is no such file."""
    if not path.is_file():
        raise Refused(f"There is no file {path}: please name the file that `netmeet vault backup` wrote.")
    return hidden(f"{_WAY_IN} of the day that {path.name} was made")
