"""The system's own keyring: Secret Service or KWallet, the macOS keychain, the Windows credential locker.

A keyring is a convenience that may be locked, slow, or gone. So nothing here raises, nothing waits longer than
``LIMIT`` seconds, and None or False always means: ask for the passphrase.
"""

from __future__ import annotations

import base64
import hmac
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any, NamedTuple, Protocol, TypeVar

LIMIT = 3.0

# Anything else may be a plain text file, may answer "saved" and save nothing, or may ask on the terminal.
_ALLOWED = {
    ("keyring.backends.SecretService", "Keyring"): "Secret Service",
    ("keyring.backends.libsecret", "Keyring"): "Secret Service (libsecret)",
    ("keyring.backends.kwallet", "DBusKeyring"): "KWallet",
    ("keyring.backends.kwallet", "DBusKeyringKWallet4"): "KWallet 4",
    ("keyring.backends.macOS", "Keyring"): "macOS keychain",
    ("keyring.backends.Windows", "WinVaultKeyring"): "Windows credential locker",
}

T = TypeVar("T")


class Backend(Protocol):
    """The part of a keyring backend that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """The kept text, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove a text."""


class Keychain:
    """One keyring that may be relied on as far as any keyring may."""

    def __init__(self, backend: Backend, limit: float = LIMIT) -> None:
        """Use ``find``; this takes a backend as it is, and the seconds that one call may take."""
        self._backend = backend
        self._limit = limit
        self._silent = False

    @classmethod
    def find(cls) -> Keychain | None:
        """This system's keyring, or None when there is none that keeps secrets."""
        backend = within(LIMIT, _detect)
        return None if backend is None else cls(backend)

    @property
    def silent(self) -> bool:
        """Whether it once kept us waiting: then it is not asked again."""
        return self._silent

    def store(self, service: str, account: str, secret: bytes) -> bool:
        """Keep a secret; True only when it was read back and is the same."""
        text = base64.b64encode(secret).decode()

        def keep() -> bool:
            self._backend.set_password(service, account, text)
            back = self._backend.get_password(service, account)
            return back is not None and hmac.compare_digest(back.encode(), text.encode())

        return bool(self._ask(keep))

    def fetch(self, service: str, account: str) -> bytes | None:
        """A kept secret, or None."""

        def get() -> bytes | None:
            text = self._backend.get_password(service, account)
            return None if text is None else base64.b64decode(text, validate=True)

        return self._ask(get)

    def delete(self, service: str, account: str) -> bool:
        """Remove a secret; True when the keyring said that it did."""

        def drop() -> bool:
            self._backend.delete_password(service, account)
            return True

        return bool(self._ask(drop))

    def _ask(self, call: Callable[[], T]) -> T | None:
        """One call within the limit; a keyring that once kept us waiting is not asked again."""
        if self._silent:
            return None
        finished = threading.Event()

        def timed() -> T:
            try:
                return call()
            finally:
                finished.set()

        answer = within(self._limit, timed)
        self._silent = not finished.is_set()
        return answer


def within(seconds: float, call: Callable[[], T]) -> T | None:
    """The answer of ``call``, or None when it raised or took longer. Its thread never keeps the program alive."""
    answer: list[T] = []

    def run() -> None:
        # Backends raise anything, ModuleNotFoundError and RuntimeError included (facts, A4).
        try:
            answer.append(call())
        except Exception:
            answer.clear()

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    return answer[0] if answer and not thread.is_alive() else None


class Seen(NamedTuple):
    """What can be seen of the system's keyring without asking it for anything."""

    name: str
    relied_on: bool
    """Whether netmeet lets it keep a key."""
    locked: bool | None
    """None where it does not say so by itself."""


def look(limit: float = LIMIT) -> Seen | None:
    """Which keyring this system has; None when it did not answer in time. Nobody is asked to unlock it."""
    return within(limit, _seen)


def _seen() -> Seen:
    backend, name = _chosen()
    if backend is None:
        return Seen(name, False, None)
    return Seen(name, True, _locked() if name == _ALLOWED["keyring.backends.SecretService", "Keyring"] else None)


def _locked() -> bool | None:
    """Whether the collection that secrets go to is locked; None while there is none."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return bool(secretstorage.get_collection_by_alias(bus, "default").is_locked())
        except secretstorage.ItemNotFoundException:
            return None


def _detect() -> Backend | None:
    return _chosen()[0]


def _chosen() -> tuple[Backend | None, str]:
    """The backend that keyring would use, or the first one we allow among those that it chains; and its name.

    None, and the name of what keyring would use, where none of them is allowed.
    """
    import keyring

    chosen: Any = keyring.get_keyring()
    kind = type(chosen)
    candidates: list[Any] = (
        list(getattr(chosen, "backends", ()))
        if (kind.__module__, kind.__name__) == ("keyring.backends.chainer", "ChainerBackend")
        else [chosen]
    )
    for candidate in candidates:
        if (known := (type(candidate).__module__, type(candidate).__name__)) in _ALLOWED:
            allowed: Backend = candidate
            return allowed, _ALLOWED[known]
    return None, f"{kind.__module__}.{kind.__name__}"
