"""A message bus of our own with a small logind on it, for whatever listens to one. Linux only.

The bus is a real one in a process of its own; of logind no more is played than what netmeet hears and asks. The
program finds it by its address::

    with fake_logind() as logind, Terminal(PROGRAM, env={"DBUS_SYSTEM_BUS_ADDRESS": logind.address}) as terminal:
        logind.wait_for_listener()
        logind.lock()
"""

from __future__ import annotations

import os
import queue
import select
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("there is no logind on this system", allow_module_level=True)

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection
from jeepney.io.threading import DBusConnection, DBusRouter, Proxy, ReceiveStopped
from jeepney.io.threading import open_dbus_connection as open_for_threads

NAME = "org.freedesktop.login1"
MANAGER = f"{NAME}.Manager"
SESSION = f"{NAME}.Session"
PATH = "/org/freedesktop/login1"
OURS = f"{PATH}/session/_31"
THEIRS = f"{PATH}/session/c2"

SOON = 20.0
"""Seconds that one thing may take on a busy machine before the test is given up."""

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"""

Answer = tuple[str, tuple[object, ...]]
"""What a method answers: a signature and a body."""


def user(number: int) -> Answer:
    """What logind answers when it is asked whose session it is."""
    return "v", (("(uo)", (number, f"{PATH}/user/_{number}")),)


class Hold:
    """One leave to hold sleep up. It is over when all copies of the descriptor that was given are closed."""

    def __init__(self, asked: tuple[str, ...]) -> None:
        self.asked = asked
        self._end, self.given = os.pipe()

    @property
    def released(self) -> bool:
        """Whether it is over."""
        return self._over_within(0)

    def wait_released(self) -> None:
        """Wait until it is over."""
        assert self._over_within(SOON), "sleep is still held up"

    def copies(self) -> list[int]:
        """The descriptors of this process, besides our own, that belong to it."""
        found = []
        for entry in Path("/proc/self/fd").iterdir():
            descriptor = int(entry.name)
            with suppress(OSError):  # the folder's own is closed by now
                if descriptor != self._end and os.path.sameopenfile(descriptor, self._end):
                    found.append(descriptor)
        return found

    def close(self) -> None:
        """Clear up."""
        os.close(self._end)

    def _over_within(self, seconds: float) -> bool:
        return bool(select.select([self._end], [], [], seconds)[0])


class FakeLogind:
    """Says what logind says, and answers what it answers; what it says about a session may be changed."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address = address
        self._process = process
        self.users: dict[str, Answer | None] = {OURS: user(os.getuid()), THEIRS: user(os.getuid() + 1)}
        """The answers to whose session it is: an error for a session that is not here, silence for None."""
        self.refuses: Answer | None = None
        """What is answered instead of leave to hold sleep up."""
        self.silent = False
        """Whether who asks for leave to hold sleep up gets no answer."""
        self.holds: list[Hold] = []
        self.listener = ""
        """The address on the bus of who asked for leave last."""
        self._holding: queue.Queue[Hold | None] = queue.Queue()
        self._asked: queue.Queue[str] = queue.Queue()
        self._fences = 0
        self._connections: list[DBusConnection] = []

    # What logind does.

    def lock(self, session: str = OURS) -> None:
        """Tell a session to lock, as `loginctl lock-session` does."""
        self.emit(session, SESSION, "Lock")

    def hint(self, session: str = OURS, *, locked: bool = True) -> None:
        """Say what the desktop of a session said: that it is locked, or is not any more."""
        self.changed(session, {"LockedHint": ("b", locked)})

    def changed(self, session: str, properties: dict[str, tuple[str, object]]) -> None:
        """Say that properties of a session have changed."""
        self.emit(
            session,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            ("sa{sv}as", (SESSION, properties, [])),
        )

    def sleep(self) -> None:
        """Say that the computer is about to sleep."""
        self.emit(PATH, MANAGER, "PrepareForSleep", ("b", (True,)))

    def wake(self) -> None:
        """Say that the computer has slept."""
        self.emit(PATH, MANAGER, "PrepareForSleep", ("b", (False,)))

    def emit(self, path: str, interface: str, member: str, body: Answer = ("", ()), *, to: str = "") -> None:
        """Send any signal, to all who listen or to one."""
        self._connections[-1].send(signal(path, interface, member, body, to=to))

    def emit_raw(self, raw: bytes) -> None:
        """Send a message that is made already, after all that was emitted before."""
        self._connections[-1].sock.sendall(raw)

    def start(self) -> None:
        """Come onto the bus."""
        connection = open_for_threads(self.address, enable_fds=True)
        serial = next(connection.outgoing_serial)
        connection.send(message_bus.RequestName(NAME), serial=serial)  # a router would take in what comes next
        while connection.receive(timeout=SOON).header.fields.get(HeaderFields.reply_serial) != serial:
            pass
        self._connections.append(connection)
        self._thread = threading.Thread(target=self._serve, args=[connection], daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Be logind no longer. What is emitted from now on comes from somebody who was."""
        connection = self._connections[-1]
        connection.interrupt()
        self._thread.join()
        connection.reset_interrupt()
        with DBusRouter(connection) as router:
            Proxy(message_bus, router, timeout=SOON).ReleaseName(NAME)

    def kill_bus(self) -> None:
        """The bus goes away, without a word."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Clear up."""
        self._connections[-1].interrupt()
        self._thread.join()
        for closes in (*self._connections, *self.holds):
            closes.close()

    # What a test waits for.

    def wait_for_listener(self) -> Hold | None:
        """Wait until somebody new listens, who asks for leave to hold sleep up when all else is done."""
        return self._holding.get(timeout=SOON)

    def wait_heard(self) -> None:
        """Wait until the listener has dealt with all that was sent: it answers to one thing after another."""
        self._fences += 1
        fence = f"{PATH}/session/fence{self._fences}"
        self.users[fence] = self.users[THEIRS]
        self.lock(fence)
        self.wait_asked(fence)

    def wait_asked(self, session: str) -> None:
        """Wait until the listener wants to know whose session this is."""
        while self._asked.get(timeout=SOON) != session:
            pass

    def _serve(self, connection: DBusConnection) -> None:
        with suppress(ReceiveStopped, OSError):
            while True:
                message = connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(connection, message)

    def _answer(self, connection: DBusConnection, call: Message) -> None:
        fields = call.header.fields
        match fields[HeaderFields.member], call.body:
            case "Get", (str(interface), "User") if interface == SESSION:
                session = fields[HeaderFields.path]
                if session not in self.users:
                    connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownObject", "s", ("?",)))
                elif answer := self.users[session]:
                    connection.send(new_method_return(call, *answer))
                self._asked.put(session)
            case "Inhibit", asked if not (self.refuses or self.silent):
                hold = Hold(asked)
                self.holds.append(hold)
                self.listener = fields[HeaderFields.sender]
                connection.send(new_method_return(call, "h", (hold.given,)))
                os.close(hold.given)  # the bus has a copy
                self._holding.put(hold)
            case "Inhibit", _:
                self.listener = fields[HeaderFields.sender]
                if self.refuses:
                    connection.send(new_method_return(call, *self.refuses))
                self._holding.put(None)


def signal(path: str, interface: str, member: str, body: Answer = ("", ()), *, to: str = "") -> Message:
    """Any signal, to all who listen or to one."""
    message = new_signal(DBusAddress(path, interface=interface), member, *(body if body[0] else ()))
    if to:
        message.header.fields[HeaderFields.destination] = to
    return message


@contextmanager
def stranger(address: str) -> Iterator[Callable[[bytes], None]]:
    """Somebody else on the bus, who sends what they like. It returns when the bus has passed it on."""
    with open_dbus_connection(address) as connection:

        def send(raw: bytes) -> None:
            connection.sock.sendall(raw)
            connection.bus_proxy.GetId()

        yield send


@contextmanager
def bus() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A message bus with nobody on it: its address, and its process."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    with tempfile.TemporaryDirectory(prefix="netmeet-bus-") as folder:
        config = Path(folder, "bus.conf")
        config.write_text(CONFIG.format(folder=folder))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        ) as process:
            assert process.stdout
            try:
                yield process.stdout.readline().strip(), process
            finally:
                process.kill()


@contextmanager
def fake_logind() -> Iterator[FakeLogind]:
    """A bus with a logind on it, both for this test alone."""
    with bus() as (address, process):
        logind = FakeLogind(address, process)
        logind.start()
        try:
            yield logind
        finally:
            logind.close()
