"""The files of one open meeting and its own key. Where the key goes, the meeting goes (D-2)."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from netmeet_tui.catalogue import _
from netmeet_tui.journal import chain, files, keys
from netmeet_tui.journal.errors import StoreError, damaged_meeting

FOLDER = "meetings"
_MAGIC = b"nmkey/1\n"
_LIMIT = 4096
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ENDS = (".key", ".head", ".db", ".db-wal", ".db-shm")


@dataclass(frozen=True)
class MeetingFiles:
    """Where one meeting lives: ``meetings/<id>.*`` in the folder of its vault."""

    vault: Path
    id: str

    def __post_init__(self) -> None:
        """An id becomes a file name: letters, digits, ``-`` and ``_`` only. Raises StoreError."""
        if not _NAME.fullmatch(self.id):
            raise StoreError(_("The number of this meeting cannot be used as a file name: please start a new one."))

    def _path(self, end: str) -> Path:
        return self.vault / FOLDER / f"{self.id}{end}"

    @property
    def db(self) -> Path:
        """The encrypted database."""
        return self._path(".db")

    @property
    def key(self) -> Path:
        """The meeting's key, wrapped; written once."""
        return self._path(".key")

    @property
    def head(self) -> Path:
        """How far the chain of records goes."""
        return self._path(".head")

    def taken(self) -> bool:
        """Whether any file of such a meeting is there."""
        return any(self._path(end).exists() for end in _ENDS)

    def make_key(self, vault_id: str, wrapping: bytes, began: str) -> bytes:
        """Make this meeting's own key and keep it, wrapped, durably. Raises OSError."""
        key = keys.new_key()
        wrapped = keys.wrap(wrapping, key + began.encode("utf-8", "surrogatepass"), self._bound(vault_id))
        files.write(self.key, _MAGIC + wrapped, fresh=True)
        return key

    def read_key(self, vault_id: str, wrapping: bytes) -> tuple[bytes, str]:
        """The key and when the meeting began. Raises MeetingDamaged, OSError."""
        data = files.read(self.key, _LIMIT) or b""
        plain = keys.unwrap(wrapping, data[len(_MAGIC) :], self._bound(vault_id))
        if plain is None or not data.startswith(_MAGIC) or len(plain) < keys.KEY:
            raise damaged_meeting(self.key)
        return plain[: keys.KEY], plain[keys.KEY :].decode("utf-8", "surrogatepass")

    def key_is_gone(self) -> bool:
        """Whether the key was never there or has been destroyed. Raises OSError."""
        if not (self.key.exists() or self.key.is_symlink()):  # a link that leads nowhere is damage
            return True
        return files.is_destroyed(files.read(self.key, _LIMIT) or b"")

    def read_head(self, key: bytes) -> chain.Head:
        """The head as last noted. Raises MeetingDamaged, OSError."""
        head = chain.Head.unpack(keys.subkey(key, "head"), files.read(self.head, chain.HEAD_SIZE))
        if head is None:
            raise damaged_meeting(self.head)
        return head

    def write_head(self, key: bytes, head: chain.Head) -> None:
        """Note the head, whole or not at all. Raises OSError."""
        files.write(self.head, head.pack(keys.subkey(key, "head")), fresh=False)

    def destroy_key(self) -> None:
        """The moment of erasure. Raises StoreError when the key could not be destroyed."""
        with files.spoken(self.key.parent):
            files.destroy(self.key)

    def remove_rest(self) -> None:
        """Remove what the key made unreadable by going. Never raises: the vault's next opening tries again."""
        with contextlib.suppress(OSError):
            files.remove(*(self._path(end) for end in _ENDS))

    def _bound(self, vault_id: str) -> bytes:
        return json.dumps(["netmeet-meeting/1", vault_id, self.id]).encode()


def found(vault: Path) -> set[str]:
    """The ids of all meetings that have any file here. Raises OSError."""
    ids = set()
    for path in (vault / FOLDER).iterdir():
        for end in _ENDS:
            name = path.name.removesuffix(end)
            if name != path.name and _NAME.fullmatch(name):
                ids.add(name)
    return ids
