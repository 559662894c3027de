"""What identifies, beside the records: tied to the chain as it is now, and gone for good once taken back (D-4).

A page of the database that is an older one of itself is sound to SQLCipher. So each record is kept with a digest of
all that was sealed after it, and the last digest has to be that of what is sealed now. Every text has salt of its
own, which goes when the text goes: an older digest does not tell even who guesses what was there.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

DIGEST = 32
_SALT = 16


def kept(text: str) -> bytes:
    """A text as it is kept, with its salt."""
    # A terminal can send what is not quite text, and it must come back the same.
    return secrets.token_bytes(_SALT) + text.encode("utf-8", "surrogatepass")


def read(data: object) -> str:
    """The text that was kept. Raises ValueError."""
    if not isinstance(data, bytes) or len(data) < _SALT:
        raise ValueError("not a sealed text")
    return data[_SALT:].decode("utf-8", "surrogatepass")


def digest(key: bytes, rows: Iterable[tuple[object, object, object]]) -> bytes:
    """HMAC-SHA256 over all (scope, field, text), which come in order. Raises ValueError for what is none."""
    said = hmac.new(key, digestmod=hashlib.sha256)
    for scope, field, text in rows:
        if not (isinstance(scope, str) and isinstance(field, str) and isinstance(text, bytes)):
            raise ValueError("not a sealed text")
        for part in (scope.encode("utf-8", "surrogatepass"), field.encode("utf-8", "surrogatepass"), text):
            said.update(len(part).to_bytes(8, "big"))
            said.update(part)
    return said.digest()
