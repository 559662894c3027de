"""A message bus with a Secret Service on it that is of no use, each in its own way. Linux only.

A real one is walked in ``journal/keyring_walk.py`` and ``e2e/keyring_program.py``; this one does what a real one
seldom does: it refuses every call, its owner says no when asked to unlock it, or it never answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from jeepney import HeaderFields, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.threading import DBusConnection, DBusRouter, Proxy, ReceiveStopped
from jeepney.io.threading import open_dbus_connection as open_for_threads

from tests.fake_logind import SOON, bus, signal

NAME = "org.freedesktop.secrets"
PROMPT = "/org/freedesktop/secrets/prompt/1"

Way = Literal["refuses", "denies", "silent"]
WAYS: tuple[Way, ...] = ("refuses", "denies", "silent")


class OddSecrets:
    """The service."""

    def __init__(self, address: str, way: Way) -> None:
        self.address = address
        self.asked = 0
        """How many calls have come."""
        self._way = way
        self._connection = open_for_threads(address)
        with DBusRouter(self._connection) as router:
            Proxy(message_bus, router, timeout=SOON).RequestName(NAME)
        self._thread = threading.Thread(target=self._serve, args=[self._connection], daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Clear up."""
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()

    def _serve(self, connection: DBusConnection) -> None:
        with suppress(ReceiveStopped, OSError):
            while True:
                message = connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self.asked += 1
                    self._answer(connection, message)

    def _answer(self, connection: DBusConnection, call: Message) -> None:
        if self._way == "refuses":
            connection.send(new_error(call, "org.freedesktop.DBus.Error.AccessDenied", "s", ("no",)))
        if self._way != "denies":
            return
        match call.header.fields[HeaderFields.member]:
            case "Get":  # its label, and whether it is locked
                connection.send(new_method_return(call, "v", (("b", True),)))
            case "Unlock":
                connection.send(new_method_return(call, "aoo", ([], PROMPT)))
            case "Prompt":
                connection.send(new_method_return(call))
                dismissed = ("bv", (True, ("s", "")))
                connection.send(signal(PROMPT, "org.freedesktop.Secret.Prompt", "Completed", dismissed))
            case _:
                connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("?",)))


@contextmanager
def odd_secrets(way: Way) -> Iterator[OddSecrets]:
    """A bus with such a service on it."""
    with bus() as (address, _):
        service = OddSecrets(address, way)
        try:
            yield service
        finally:
            service.close()
