"""The chain that ties each record to all before it, and the head kept outside the database.

Each page of the database is authenticated by SQLCipher; the chain notices what that cannot: a record taken out,
put in, moved, or a whole older page. The head notices a lost end. Whoever holds the open vault could rewrite
both; against everybody else they hold.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass

START = bytes(32)
_MAGIC = b"nmhead/1"
_FORM = struct.Struct(">8sQ32s32s")
HEAD_SIZE = _FORM.size


@dataclass(frozen=True)
class Head:
    """How many records there are, and the link of the last."""

    count: int = 0
    link: bytes = START

    def then(self, key: bytes, record: bytes) -> Head:
        """The head after one more record: HMAC-SHA256 over the link before, the number and the record."""
        count = self.count + 1
        return Head(count, hmac.digest(key, self.link + struct.pack(">Q", count) + record, hashlib.sha256))

    def pack(self, key: bytes) -> bytes:
        """The bytes of a head file, authenticated by ``key``."""
        body = struct.pack(">8sQ32s", _MAGIC, self.count, self.link)
        return body + hmac.digest(key, body, hashlib.sha256)

    @classmethod
    def unpack(cls, key: bytes, data: bytes | None) -> Head | None:
        """The head in a head file; None when a single bit differs."""
        if data is None or len(data) != HEAD_SIZE:
            return None
        magic, count, link, tag = _FORM.unpack(data)
        true = hmac.digest(key, data[: -len(tag)], hashlib.sha256)
        return cls(count, link) if hmac.compare_digest(tag, true) and magic == _MAGIC else None


def follow(rows: Iterable[tuple[object, object, object]], key: bytes, known: Head) -> tuple[Head, list[bytes]]:
    """Walk all (seq, record, link) rows in order; the last head and the records.

    Raises ValueError when a row does not follow, or there are fewer than ``known`` says, or others. More than
    ``known`` is sound: it is noted after a record is confirmed, not before.
    """
    head, records, met = Head(), [], known == Head()
    for seq, record, link in rows:
        if not isinstance(record, bytes) or not isinstance(link, bytes):
            raise ValueError("not a record")
        head = head.then(key, record)
        if seq != head.count or not hmac.compare_digest(link, head.link):
            raise ValueError("does not follow")
        if head.count == known.count:
            met = hmac.compare_digest(head.link, known.link)
        records.append(record)
    if not met:
        raise ValueError("not what the head says")
    return head, records
