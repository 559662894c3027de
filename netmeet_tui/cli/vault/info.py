"""``netmeet vault info``: what can be told of the vault without opening it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.journal.slots import Slot


@click.command(cls=Command, examples=["netmeet vault info"])
@click.pass_context
def info(context: click.Context) -> None:
    """Tell where the vault is, since when, what opens it, and how much there is. Nothing is opened.

    Exit status: 0 there is one, 1 it is damaged, 2 there is none or it cannot be read.
    """
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import Damaged, there
    from netmeet_tui.journal.errors import StoreError, VaultDamaged

    try:
        tell("".join(f"{line}\n" for line in _lines(there())))
    except (Damaged, VaultDamaged) as error:
        click.echo(error.message if isinstance(error, Damaged) else str(error), err=True)
        context.exit(1)
    except StoreError as error:
        raise Refused(str(error)) from None


def _lines(folder: Path) -> Iterator[str]:
    from netmeet_tui.cli.vault.told import counted, size, when
    from netmeet_tui.journal import files, slots
    from netmeet_tui.journal.glance import DB
    from netmeet_tui.journal.meeting_files import FOLDER, MeetingFiles, found

    file = slots.load(folder)
    yield f"The vault is in {folder}"
    yield f"  made on {when(file.created)}"
    yield "  opens with:"
    yield from (f"    {_way(slot)}" for slot in file.slots)
    if file.recovery_slot() is None:
        yield "    no recovery code yet: `netmeet vault recovery` makes one"
    with files.spoken(folder):
        ids = found(folder) if (folder / FOLDER).is_dir() else set()
        open_now = sum(not MeetingFiles(folder, one).key_is_gone() for one in ids)
        meetings = sum(path.stat().st_size for path in folder.glob(f"{FOLDER}/*"))
        register = (folder / DB).stat().st_size if (folder / DB).exists() else 0
    yield f"  {counted(open_now, 'meeting')} open"
    yield f"  {size(register)} for the register and what is kept, {size(meetings)} for open meetings, all encrypted"


def _way(slot: Slot) -> str:
    """A way in, and what it costs to try it."""
    from netmeet_tui.journal.slots import PassphraseSlot, RecoverySlot

    if isinstance(slot, PassphraseSlot):
        return f"the passphrase (Argon2id: {slot.m // 1024} MiB of memory, {slot.t} rounds, {slot.p} lanes)"
    if isinstance(slot, RecoverySlot):
        return "the recovery code (128 random bits, as twelve words)"
    return "a keyring (a random key that the system keeps)"
