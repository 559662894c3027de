"""The recovery code: a second way in, for the drawer of whoever may forget a passphrase.

It is 128 random bits, written as twelve words of the list that BIP-39 made known: each word is told from every
other by its first four letters, and four bits of checksum notice most slips of the pen.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from netmeet_tui.catalogue import _
from netmeet_tui.journal import keys
from netmeet_tui.journal.errors import StoreError

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORDS = 12
_BYTES = 16
_WORD = re.compile(r"[^\W\d_]+")


def new_code() -> str:
    """A code that nobody has seen: twelve words, a blank between them. Raises StoreError."""
    return _list().to_mnemonic(secrets.token_bytes(_BYTES))


def read(text: str) -> bytes | None:
    """The code's 128 bits, however it was copied; None when the words are not a code.

    Capitals, commas, new lines and numbers before the words are no matter. Raises StoreError.
    """
    words = _WORD.findall(text.casefold())
    if len(words) != WORDS:
        return None
    try:
        return bytes(_list().to_entropy(words))
    except (ValueError, LookupError):  # a word that is not on the list, or a checksum that is not right
        return None


def slot_key(vault_id: str, bits: bytes) -> bytes:
    """The key that a code gives for one vault; for another vault it gives another.

    Stretching it (Argon2id) would add nothing: 128 random bits are out of reach for anybody who has to guess.
    """
    return keys.subkey(bits, f"recovery {vault_id}")


def _list() -> Mnemonic:
    """The words. Raises StoreError when the file they come in cannot be read."""
    from mnemonic import Mnemonic

    try:
        return Mnemonic("english")
    except OSError:
        raise StoreError(
            _(
                "The list of words that comes with netmeet cannot be read: please try again, or install "
                "netmeet anew."
            )
        ) from None
