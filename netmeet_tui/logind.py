"""Hears from logind that the screen was locked or that the computer goes to sleep. Linux only (facts, A6).

Three things count: a session of this user is told to lock, its desktop says that it is locked, the computer is
about to sleep. Sleep is held up until the vault is closed. The only door opened is the unix socket of this
computer's own system bus. Every user of the computer can send us messages there, so nothing counts but what logind
sent, and no message does harm.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

NAME = "org.freedesktop.login1"
MANAGER = f"{NAME}.Manager"
SESSION = f"{NAME}.Session"
PATH = "/org/freedesktop/login1"
BUS = "org.freedesktop.DBus"
PROPERTIES = f"{BUS}.Properties"

PATIENCE = 1.0
"""Seconds to wait for any one answer of the bus or of logind."""

LIMIT = 4.0
"""Seconds for which sleep is held up at the most. Unless it is set up otherwise, logind sleeps after 5 anyway."""

_CONNECTIONS = 100


def listen(on_lock: Callable[[], None], *, patience: float = PATIENCE, limit: float = LIMIT) -> Listener | None:
    """Begin to listen; None where there is no bus, no logind on it, or no answer in time. Never raises.

    ``on_lock`` is called in the listener's thread, often more than once for one lock, and should only pass the word
    on: nothing is heard until it returns. Each time, once the vault is closed (or if it was), say ``done``.
    """
    if sys.platform != "linux":
        return None
    with suppress(Exception):  # an address that is none, a bus that lets nobody in: jeepney raises anything
        listener = Listener(on_lock, patience, limit)
        if listener.begin():
            return listener
        listener.close()
    return None


class Listener:
    """Listens until it is closed, or until the bus goes away; then it stays silent. ``listen`` makes it."""

    def __init__(self, on_lock: Callable[[], None], patience: float, limit: float) -> None:
        self._on_lock = on_lock
        self._patience = patience
        self._delay = Delay(limit)
        self._owner = ""  # the address of logind on this bus; none while it is restarted
        self._guard = threading.Lock()
        self._closed = False
        self._came = threading.Event()
        self._socket = _connect(patience)
        self._thread = threading.Thread(target=self._run, name="logind", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether a lock would be heard now."""
        return bool(self._owner)

    def begin(self) -> bool:
        """Start the thread; whether it found logind."""
        self._thread.start()
        self._came.wait(self._patience)
        return self.alive

    def done(self) -> None:
        """The vault is closed: the computer may sleep. At any other time this does nothing."""
        self._delay.done()

    def close(self) -> None:
        """Stop listening, and hold nothing up any more. Safe to call twice, and from any thread."""
        with self._guard:
            self._closed = True
            with suppress(OSError):  # the bus may be gone already
                self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread, whatever it waits for
        if threading.current_thread() is not self._thread:
            self._thread.join(self._patience)  # not for ever: it may be in on_lock, and on_lock waiting for us

    def _run(self) -> None:
        try:
            for _ in self._reasons():
                if not self._closed:
                    self._on_lock()
        finally:
            self._owner = ""
            self._delay.release()
            self._socket.close()
            self._came.set()

    def _reasons(self) -> Iterator[None]:
        """Comes back once for each reason to lock; ends when there is nobody to listen to. Never raises."""
        with suppress(Exception):
            for _ in range(_CONNECTIONS):  # not for ever, should the bus drop us each time
                yield from self._hear()
                if not self._again():
                    return

    def _hear(self) -> Iterator[None]:
        """The reasons to lock that come over one connection, until it is lost or brings what cannot be read."""
        from jeepney import MatchRule
        from jeepney.io.blocking import DBusConnection

        with (
            DBusConnection(self._socket, enable_fds=True) as bus,
            bus.filter(MatchRule(type="signal"), queue=deque()) as signals,
        ):
            signal: Message | None = None
            try:
                self._subscribe(bus)
                self._came.set()
                self._inhibit(bus)
                while True:
                    signal = None
                    try:
                        signal = bus.recv_until_filtered(signals, timeout=self._delay.left())
                    except TimeoutError:
                        self._delay.release()
                        continue
                    if self._is_reason(bus, signal):
                        yield
            except Exception:  # lost; or jeepney met a message that it cannot read, and reads none after it
                if signal or any(map(self._is_loginds, signals)):  # came before it: rather one lock too many
                    yield

    def _again(self) -> bool:
        """Connect once more, unless it was closed. Raises when the bus is gone."""
        if self._closed:
            return False
        fresh = _connect(self._patience)
        with self._guard:
            if self._closed:
                fresh.close()
            else:
                self._socket = fresh
            return not self._closed

    def _subscribe(self, bus: DBusConnection) -> None:
        """Ask for what logind says, and only then who logind is: a change in between is told."""
        from jeepney import DBusErrorResponse, MatchRule

        owner = MatchRule(type="signal", sender=BUS, interface=BUS, member="NameOwnerChanged")
        owner.add_arg_condition(0, NAME)
        hint = MatchRule(type="signal", sender=NAME, interface=PROPERTIES, path_namespace=f"{PATH}/session")
        lock = MatchRule(type="signal", sender=NAME, interface=SESSION, member="Lock")
        sleep = MatchRule(type="signal", sender=NAME, interface=MANAGER, member="PrepareForSleep")
        for rule in (owner, hint, lock, sleep):
            bus.bus_proxy.AddMatch(rule, _timeout=self._patience)
        try:
            (self._owner,) = bus.bus_proxy.GetNameOwner(NAME, _timeout=self._patience)
        except DBusErrorResponse:  # nobody is: there is no logind here, or it is restarted just now
            self._owner = ""

    def _is_reason(self, bus: DBusConnection, signal: Message) -> bool:
        """Whether this signal means that the vault is to be closed."""
        from jeepney import HeaderFields

        fields, body = signal.header.fields, signal.body
        interface = fields.get(HeaderFields.interface)
        said = (interface, fields.get(HeaderFields.member), fields.get(HeaderFields.signature))
        if fields.get(HeaderFields.sender) == BUS and said == (BUS, "NameOwnerChanged", "sss"):
            self._owner = body[2]  # we asked for no other name's
            self._inhibit(bus)
            return False
        if not self._is_loginds(signal):
            return False
        if said == (MANAGER, "PrepareForSleep", "b"):
            return self._sleep(bus, going=body[0])
        if said == (PROPERTIES, "PropertiesChanged", "sa{sv}as"):
            locked = body[0] == SESSION and body[1].get("LockedHint") == ("b", True)
        else:
            locked = said[:2] == (SESSION, "Lock")
        return locked and self._is_ours(bus, fields[HeaderFields.path])

    def _is_loginds(self, signal: Message) -> bool:
        """Whether logind sent it: a rule says what the bus passes on to all, not what somebody sends us."""
        from jeepney import HeaderFields

        sender: object = signal.header.fields.get(HeaderFields.sender)
        return sender == self._owner

    def _sleep(self, bus: DBusConnection, *, going: bool) -> bool:
        if going:
            self._delay.begin()
        else:
            self._inhibit(bus)
        return going

    def _is_ours(self, bus: DBusConnection, session: str) -> bool:
        """Whether a session may be this user's: also when logind does not say, or nothing that makes sense."""
        from jeepney import DBusAddress, Properties

        question = Properties(DBusAddress(session, self._owner, SESSION)).get("User")
        try:
            answer = bus.send_and_get_reply(question, timeout=self._patience).body
        except TimeoutError:
            return True
        match answer:
            case (("(uo)", (int(user), _)),):
                return user == os.getuid()
        return True

    def _inhibit(self, bus: DBusConnection) -> None:
        """Have logind wait for us before the computer sleeps. Where it does not want to, nothing waits."""
        from jeepney import DBusAddress, new_method_call
        from jeepney.fds import FileDescriptor

        if not self._owner:
            return
        self._delay.end()
        what = ("sleep", "netmeet", "closing the meeting's files", "delay")
        question = new_method_call(DBusAddress(PATH, self._owner, MANAGER), "Inhibit", "ssss", what)
        with suppress(TimeoutError):
            match bus.send_and_get_reply(question, timeout=self._patience).body:
                case (FileDescriptor() as held,):
                    self._delay.hold(held.to_raw_fd())


class Delay:
    """What holds sleep up: a descriptor that logind gave us, until it is closed. Used from two threads."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._guard = threading.Lock()
        self._held: int | None = None
        self._until: float | None = None  # set while the computer is about to sleep

    def hold(self, descriptor: int) -> None:
        """Take a descriptor over, in the place of one that is held still."""
        os.set_inheritable(descriptor, False)  # a program that this one starts or becomes holds nothing up
        self._close()
        with self._guard:
            self._held = descriptor

    def begin(self) -> None:
        """The computer is about to sleep: wait for ``done``, but not for ever."""
        with self._guard:
            self._until = time.monotonic() + self._limit

    def end(self) -> None:
        """The computer is awake."""
        with self._guard:
            self._until = None

    def left(self) -> float | None:
        """For how many seconds sleep may still be held up; None when it is not about to come."""
        with self._guard:
            return None if self._until is None else self._until - time.monotonic()

    def done(self) -> None:
        """Let the computer sleep, if that is what it is about to do."""
        if self.left() is not None:
            self.release()

    def release(self) -> None:
        """Hold nothing up any more."""
        self.end()
        self._close()

    def _close(self) -> None:
        with self._guard:
            held, self._held = self._held, None
        if held is not None:
            os.close(held)


def _connect(patience: float) -> socket.socket:
    """A way to the system bus: DBUS_SYSTEM_BUS_ADDRESS, or its usual place. Raises when there is none."""
    from jeepney.bus import get_bus
    from jeepney.io.blocking import prep_socket

    connected: socket.socket = prep_socket(get_bus("SYSTEM"), enable_fds=True, timeout=patience)
    return connected
