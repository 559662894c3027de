"""What logind says, over a real message bus: a lock of ours is heard, and nobody else's word counts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.logind import Delay, Listener, listen
from tests.fake_logind import (
    MANAGER,
    OURS,
    PATH,
    SESSION,
    SOON,
    THEIRS,
    Answer,
    FakeLogind,
    bus,
    fake_logind,
    signal,
    stranger,
)
from tests.scale import times
from tests.tui.test_imports import LIST, ROOT, modules, of

BUS = "org.freedesktop.DBus"
PROPERTIES = f"{BUS}.Properties"

pytestmark = pytest.mark.filterwarnings("error")  # a thread that raises, a socket that stays open


class Ear:
    """Hears what the listener says, and counts."""

    def __init__(self) -> None:
        self.heard = 0
        self._locks = threading.Semaphore(0)

    def __call__(self) -> None:
        self.heard += 1
        self._locks.release()

    def wait(self) -> None:
        """Wait for one more lock."""
        assert self._locks.acquire(timeout=SOON), "nothing was heard"


def threads() -> list[threading.Thread]:
    """The listeners' threads."""
    return [thread for thread in threading.enumerate() if thread.name == "logind"]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def logind(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLogind]:
    with fake_logind() as fake:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", fake.address)
        yield fake


@contextmanager
def listening(on_lock: Callable[[], None], *, patience: float = SOON, limit: float = SOON) -> Iterator[Listener]:
    """Somebody who listens, and is gone afterwards without a trace."""
    listener = listen(on_lock, patience=patience, limit=limit)
    assert listener
    try:
        assert listener.alive
        yield listener
    finally:
        listener.close()
    assert not listener.alive
    assert threads() == []


LOCKS: dict[str, Callable[[FakeLogind], None]] = {
    "the session is told to lock": FakeLogind.lock,
    "its desktop says that it is locked": FakeLogind.hint,
    "the computer is about to sleep": FakeLogind.sleep,
    "a lock with more to say": lambda logind: logind.emit(OURS, SESSION, "Lock", ("su", ("now", 1))),
}
NO_LOCKS: dict[str, Callable[[FakeLogind], None]] = {
    "somebody else's session": lambda logind: logind.lock(THEIRS),
    "somebody else's desktop": lambda logind: logind.hint(THEIRS),
    "it is not locked any more": lambda logind: logind.hint(locked=False),
    "it is told to unlock": lambda logind: logind.emit(OURS, SESSION, "Unlock"),
    "the computer has slept": FakeLogind.wake,
    "something else has changed": lambda logind: logind.changed(OURS, {"IdleHint": ("b", True)}),
}


@pytest.mark.parametrize("happens", LOCKS.values(), ids=LOCKS)
def test_a_lock_is_heard_once(logind: FakeLogind, ear: Ear, happens: Callable[[FakeLogind], None]) -> None:
    with listening(ear):
        logind.wait_for_listener()
        happens(logind)
        ear.wait()
        logind.wait_heard()
        assert ear.heard == 1


@pytest.mark.parametrize("happens", NO_LOCKS.values(), ids=NO_LOCKS)
def test_what_is_no_lock_of_ours_is_not_heard(
    logind: FakeLogind, ear: Ear, happens: Callable[[FakeLogind], None]
) -> None:
    with listening(ear):
        logind.wait_for_listener()
        happens(logind)
        logind.wait_heard()
        assert ear.heard == 0


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(("s", ("me",)), id="a text"),
        pytest.param(("v", (("u", os.getuid() + 1),)), id="a number alone"),
        pytest.param(("v", (("(so)", ("root", PATH)),)), id="a name"),
        pytest.param(("", ()), id="nothing"),
    ],
)
def test_a_session_that_may_be_ours_counts_as_ours(logind: FakeLogind, ear: Ear, answer: Answer) -> None:
    logind.users[THEIRS] = answer
    with listening(ear):
        logind.lock(THEIRS)
        ear.wait()


def test_a_session_that_is_gone_counts_as_ours(logind: FakeLogind, ear: Ear) -> None:
    del logind.users[THEIRS]
    with listening(ear):
        logind.lock(THEIRS)
        ear.wait()


def test_a_logind_that_does_not_answer_is_not_waited_for(logind: FakeLogind, ear: Ear) -> None:
    logind.users[THEIRS] = None
    logind.silent = True
    with listening(ear, patience=1.5):
        logind.lock(THEIRS)
        logind.lock(OURS)
        ear.wait()
        ear.wait()
        logind.wait_heard()
        assert ear.heard == 2


@pytest.mark.parametrize(
    ("path", "interface", "member", "body"),
    [
        (PATH, MANAGER, "PrepareForSleep", ("", ())),
        (PATH, MANAGER, "PrepareForSleep", ("s", ("true",))),
        (PATH, MANAGER, "PrepareForSleep", ("i", (1,))),
        (PATH, MANAGER, "PrepareForSleep", ("v", (("b", True),))),
        (PATH, MANAGER, "PrepareForSleep", ("bb", (True, True))),
        (OURS, PROPERTIES, "PropertiesChanged", ("", ())),
        (OURS, PROPERTIES, "PropertiesChanged", ("s", (SESSION,))),
        (OURS, PROPERTIES, "PropertiesChanged", ("asa{sv}s", ([], {"LockedHint": ("b", True)}, SESSION))),
        (OURS, PROPERTIES, "PropertiesChanged", ("sa{ss}as", (SESSION, {"LockedHint": "true"}, []))),
        (OURS, PROPERTIES, "PropertiesChanged", ("sa{sv}as", (SESSION, {"LockedHint": ("i", 1)}, []))),
        (OURS, PROPERTIES, "PropertiesChanged", ("sa{sv}as", (SESSION, {"LockedHint": ("v", ("b", True))}, []))),
        (OURS, PROPERTIES, "PropertiesChanged", ("sa{sv}as", (MANAGER, {"LockedHint": ("b", True)}, []))),
        (OURS, BUS, "NameOwnerChanged", ("sss", ("org.freedesktop.login1", "", ":1.99"))),
        (OURS, BUS, "NameOwnerChanged", ("u", (1,))),
    ],
)
def test_words_that_logind_does_not_use_are_no_lock(
    logind: FakeLogind, ear: Ear, path: str, interface: str, member: str, body: Answer
) -> None:
    with listening(ear) as listener:
        logind.wait_for_listener()
        logind.emit(path, interface, member, body)
        logind.emit(path, interface, member, body, to=logind.listener)
        logind.wait_heard()
        assert ear.heard == 0
        assert listener.alive


VALUES: dict[str, st.SearchStrategy[object]] = {
    "b": st.booleans(),
    "i": st.integers(-(2**31), 2**31 - 1),
    "s": st.sampled_from(["", SESSION, "LockedHint", "ü" * 40]),
    "o": st.sampled_from([OURS, PATH]),
    "as": st.lists(st.just("LockedHint"), max_size=3),
    "a{sv}": st.dictionaries(
        st.sampled_from(["LockedHint", "IdleHint"]),
        st.sampled_from([("b", False), ("i", 1), ("s", "true"), ("as", []), ("v", ("(bs)", (True, "")))]),
    ),
    "(bi)": st.tuples(st.booleans(), st.integers(0, 9)),
}


@st.composite
def bodies(draw: st.DrawFn) -> Answer:
    """Any few values that a message may carry, in any order; none of them says that a session is locked."""
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4))
    return "".join(kinds), tuple(draw(VALUES[kind]) for kind in kinds)


SIGNALS = [
    (PATH, MANAGER, "PrepareForSleep"),
    (OURS, PROPERTIES, "PropertiesChanged"),
    (OURS, BUS, "NameOwnerChanged"),
]


def test_whatever_logind_says_the_listener_lives(logind: FakeLogind, ear: Ear) -> None:
    @settings(max_examples=times(40, 3000), deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(SIGNALS), bodies()), max_size=5))
    def say(said: list[tuple[tuple[str, str, str], Answer]]) -> None:
        nights = sum(where == SIGNALS[0] and body == ("b", (True,)) for where, body in said)
        before = ear.heard
        for where, body in said:
            logind.emit(*where, body)
        logind.wait_heard()
        assert ear.heard == before + nights

    with listening(ear) as listener:
        say()
        assert listener.alive


def test_nobody_else_on_the_bus_is_believed(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener, stranger(logind.address) as send:
        logind.wait_for_listener()
        for to in ("", logind.listener):
            send(signal(OURS, SESSION, "Lock", to=to).serialise(serial=10))
            send(signal(PATH, MANAGER, "PrepareForSleep", ("b", (True,)), to=to).serialise(serial=11))
            hint: Answer = ("sa{sv}as", (SESSION, {"LockedHint": ("b", True)}, []))
            send(signal(OURS, PROPERTIES, "PropertiesChanged", hint, to=to).serialise(serial=12))
            gone: Answer = ("sss", ("org.freedesktop.login1", ":1.0", ""))
            send(signal("/org/freedesktop/DBus", BUS, "NameOwnerChanged", gone, to=to).serialise(serial=13))
        logind.wait_heard()
        assert ear.heard == 0
        assert listener.alive


def unreadable(to: str) -> bytes:
    """A message that names a descriptor and brings none. The bus passes it on as it is."""
    with_number: bytes = signal(OURS, SESSION, "Lock", ("u", (7,)), to=to).serialise(serial=10)
    return with_number.replace(b"\x01u\x00", b"\x01h\x00")


def test_a_message_that_cannot_be_read_ends_nothing(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener, stranger(logind.address) as send:
        first = logind.wait_for_listener()
        assert first
        send(unreadable(logind.listener))
        again = logind.wait_for_listener()
        assert again
        first.wait_released()
        assert not again.released
        assert listener.alive
        logind.lock()
        ear.wait()
        logind.wait_heard()
        assert ear.heard == 1


def test_a_message_that_cannot_be_read_ends_nothing_in_the_place_of_leave_to_hold_sleep_up(
    logind: FakeLogind, ear: Ear
) -> None:
    """And a lock that came before it is heard, too."""
    logind.silent = True
    with listening(ear) as listener:
        assert logind.wait_for_listener() is None
        logind.silent = False
        logind.lock()
        logind.emit_raw(unreadable(logind.listener))
        ear.wait()
        assert logind.wait_for_listener()
        assert listener.alive
        logind.lock()
        ear.wait()


def test_a_message_that_cannot_be_read_while_logind_is_away_ends_nothing(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener, stranger(logind.address) as send:
        logind.wait_for_listener()
        logind.stop()
        send(unreadable(logind.listener))
        logind.start()
        assert logind.wait_for_listener()
        assert listener.alive
        logind.lock()
        ear.wait()


def test_a_message_that_cannot_be_read_hides_no_lock(logind: FakeLogind, ear: Ear) -> None:
    """It comes in the place of logind's answer to whose lock that was."""
    logind.users[OURS] = None
    with listening(ear), stranger(logind.address) as send:
        logind.wait_for_listener()
        logind.lock()
        logind.wait_asked(OURS)
        send(unreadable(logind.listener))
        ear.wait()
        logind.wait_for_listener()


def test_a_logind_that_is_restarted_is_heard_again_and_the_former_one_no_more(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener:
        logind.wait_for_listener()
        logind.stop()
        logind.emit(OURS, SESSION, "Lock", to=logind.listener)
        logind.start()
        assert logind.wait_for_listener()  # sleep is held up as before
        logind.wait_heard()
        assert ear.heard == 0
        assert listener.alive
        logind.lock()
        ear.wait()


def test_when_the_bus_goes_away_the_listener_falls_silent(
    logind: FakeLogind, ear: Ear, capfd: pytest.CaptureFixture[str]
) -> None:
    listener = listen(ear, patience=SOON)
    assert listener
    hold = logind.wait_for_listener()
    assert hold
    logind.lock()
    ear.wait()  # by now the hold has arrived, and no question is open
    logind.kill_bus()
    hold.wait_released()
    assert not listener.alive
    listener.done()
    listener.close()
    assert threads() == []
    assert ear.heard == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "address", ["unix:path=/nowhere/at/all", "tcp:host=127.0.0.1,port=1", "unixexec:path=true", "nonsense", ";;"]
)
def test_without_a_bus_nobody_listens(monkeypatch: pytest.MonkeyPatch, ear: Ear, address: str) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    assert listen(ear) is None
    assert threads() == []


def test_on_a_bus_without_logind_nobody_listens(monkeypatch: pytest.MonkeyPatch, ear: Ear) -> None:
    with bus() as (address, _process):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        assert listen(ear, patience=SOON) is None
        assert threads() == []


@pytest.mark.parametrize(
    "says",
    [
        pytest.param([], id="nothing"),
        pytest.param([b"REJECTED EXTERNAL\r\n"], id="no"),
        pytest.param([b"OK 0\r\n", b"AGREE_UNIX_FD\r\n"], id="come in, and nothing more"),
        pytest.param([b"OK 0\r\n", b"AGREE_UNIX_FD\r\n", b"l" + b"\xff" * 30], id="come in, and nonsense"),
    ],
)
def test_a_bus_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ear: Ear, says: list[bytes]
) -> None:
    def serve() -> None:
        connection, _ = door.accept()
        with connection, suppress(OSError):
            for words in says:
                connection.recv(1024)
                connection.sendall(words)
            while connection.recv(1024):
                pass

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{tmp_path}/bus")
        door.listen()
        server = threading.Thread(target=serve)
        server.start()
        assert listen(ear, patience=0.1) is None
        server.join()  # it ends when the connection does
    assert threads() == []


def test_sleep_waits_until_the_vault_is_closed(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener:
        hold = logind.wait_for_listener()
        assert hold
        assert hold.asked == ("sleep", "netmeet", "closing the meeting's files", "delay")
        for _night in range(2):
            logind.sleep()
            ear.wait()
            logind.wait_heard()
            assert not hold.released
            listener.done()
            hold.wait_released()
            logind.wake()
            hold = logind.wait_for_listener()
            assert hold
    hold.wait_released()


def test_a_sleep_that_nobody_is_ready_for_is_held_up_for_a_moment_only(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear, limit=0.0) as listener:
        hold = logind.wait_for_listener()
        assert hold
        logind.wait_heard()
        assert not hold.released
        logind.sleep()
        ear.wait()
        hold.wait_released()
        logind.wake()
        assert logind.wait_for_listener()
        assert listener.alive


def test_a_delay_that_is_over_is_not_waited_for_again() -> None:
    delay = Delay(0.0)
    assert delay.left() is None
    delay.begin()
    left = delay.left()
    assert left is not None
    assert left <= 0
    delay.release()
    assert delay.left() is None


def test_a_lock_of_the_screen_leaves_the_next_sleep_held_up(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener:
        hold = logind.wait_for_listener()
        assert hold
        logind.lock()
        ear.wait()
        listener.done()
        logind.wait_heard()
        assert not hold.released


def test_a_sleep_that_did_not_come_leaves_one_hold(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear) as listener:
        first = logind.wait_for_listener()
        assert first
        logind.sleep()
        logind.wake()
        second = logind.wait_for_listener()
        assert second
        first.wait_released()
        listener.done()  # for the sleep that did not come
        logind.wait_heard()
        assert not second.released


@pytest.mark.parametrize("answer", [("s", ("no",)), ("", ()), ("i", (3,))], ids=["text", "nothing", "number"])
def test_without_leave_to_hold_sleep_up_all_else_is_heard(logind: FakeLogind, ear: Ear, answer: Answer) -> None:
    logind.refuses = answer
    with listening(ear) as listener:
        assert logind.wait_for_listener() is None
        logind.sleep()
        ear.wait()
        listener.done()
        logind.wake()
        logind.lock()
        ear.wait()


def test_what_holds_sleep_up_is_not_passed_on_to_other_programs(logind: FakeLogind, ear: Ear) -> None:
    with listening(ear):
        hold = logind.wait_for_listener()
        assert hold
        logind.wait_heard()
        ours = hold.copies()
        assert len(ours) == 1
        assert not any(map(os.get_inheritable, ours))


def test_closing_may_be_done_twice_and_while_a_lock_is_told(logind: FakeLogind) -> None:
    told = threading.Event()

    def leave() -> None:
        listener.close()
        told.set()

    with listening(leave) as listener:
        hold = logind.wait_for_listener()
        assert hold
        logind.lock()
        assert told.wait(SOON)
        hold.wait_released()


def test_nothing_is_told_after_closing(logind: FakeLogind, ear: Ear) -> None:
    logind.users[OURS] = None
    with listening(ear):
        logind.wait_for_listener()
        logind.lock()
        logind.wait_asked(OURS)  # and closed before there is an answer
    assert ear.heard == 0


def test_a_fault_in_what_is_called_is_told_as_any_other_and_holds_nothing_up(
    logind: FakeLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)

    def fail() -> None:
        raise ZeroDivisionError

    listener = listen(fail, patience=SOON)
    assert listener
    hold = logind.wait_for_listener()
    assert hold
    logind.lock()
    hold.wait_released()
    listener.close()
    assert not listener.alive
    assert [fault.exc_type for fault in faults] == [ZeroDivisionError]


SOCKETS = """
import sys
from netmeet_tui.logind import listen
families = set()
sys.addaudithook(lambda event, about: families.add(int(about[1])) if event == "socket.__new__" else None)
print(listen(print, patience=20) is not None, sorted(families))
"""


def listening_program(address: str) -> str:
    """What a program says that listens, tells the kinds of socket that were opened, and ends without closing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DBUS_SYSTEM_BUS_ADDRESS": address}
    done = subprocess.run(
        [sys.executable, "-c", SOCKETS], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_no_socket_is_opened_but_to_this_computers_own_bus(logind: FakeLogind) -> None:
    assert listening_program(logind.address) == f"True [{int(socket.AF_UNIX)}]"
    assert listening_program("tcp:host=127.0.0.1,port=1") == "False []"


def test_on_other_systems_nobody_listens(logind: FakeLogind, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    assert logind.address
    monkeypatch.setattr(sys, "platform", "darwin")
    assert listen(ear) is None


def test_nothing_is_imported_before_somebody_listens() -> None:
    found = modules("import netmeet_tui.logind\n" + LIST)
    assert of(found, ("textual", "rich", "jeepney", "msgspec", "asyncio")) == []
