"""What the process as a whole must not give away: by its environment, files, memory or last words.

``harden()`` is the first thing the command line calls, before anything imports Textual, because Textual
reads its environment once, when it is imported. Nothing here knows Textual, and the module costs next to
nothing to import.
"""

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from netmeet_tui.catalogue import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

OWN_PACKAGE = __name__.partition(".")[0]

STOPPED = _(
    "netmeet stopped because of a fault in the program (code {code}). What was confirmed is safe; "
    "start netmeet again to go on. In an emergency ring 999."
)
UNEXPECTED = _("netmeet met a fault in the program (code {code}).")

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


def harden() -> None:
    """Close what a process leaves open by default. Safe to call twice; each measure is taken where it exists.

    Not covered, because nothing portable covers it: a debugger or memory reader with administrator rights,
    hibernation and swap, and on macOS and Windows other programs of the same user.
    """
    scrub_environment()
    _keep_files_private()
    _refuse_inspection()
    _mute_libraries()
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_thread_fault
    sys.unraisablehook = _on_unraisable


def scrub_environment() -> None:
    """Forget every ``TEXTUAL*`` variable.

    Several of them give content away or hand over the keyboard: TEXTUAL_LOG writes each key pressed to a
    file, TEXTUAL_SCREENSHOT writes the screen to one, TEXTUAL_DRIVER sends the screen to any class it names
    (this is how ``textual serve`` puts a program on a web port), TEXTUAL_PRESS types. The others only change
    looks or movement, which is for netmeet's own settings; and a rule without exceptions also covers the
    variables that a later Textual adds.
    """
    for name in [name for name in os.environ if name.upper().startswith("TEXTUAL")]:
        del os.environ[name]


def fault_code(error: BaseException) -> str:
    """Say what failed and where, without a word that anybody wrote: ``ZeroDivisionError at step.py:12``.

    An exception's message, its notes and its frames' variables may all hold participants' words (a
    ``KeyError`` is its key), so they are never looked at. The place is the innermost line of ours; when none
    of ours took part, the innermost line of all.
    """
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    steps = list(_steps(error.__traceback__))
    steps = [step for step in steps if _is_own(step)] or steps
    kind = type(error).__name__
    if not steps:
        return kind
    return f"{kind} at {PurePath(steps[-1].tb_frame.f_code.co_filename).name}:{steps[-1].tb_lineno}"


def say(line: str) -> None:
    """Print one line where errors go. A terminal that is gone is no reason for a second fault."""
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        with suppress(OSError):
            _lead_nowhere(2)  # the line still waits in a buffer, and failing again at exit changes the status


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep everything but the program's own screens off the terminal while they are up.

    C libraries write to descriptor 2 whatever Python does (SQLCipher logs there), and Textual draws on that
    same descriptor through ``sys.__stderr__``. So the screens get one of their own, and 2 leads nowhere.
    """
    original = sys.__stderr__
    if original is None:  # pythonw: nothing to write to, nothing to protect
        yield
        return
    sys.stderr.flush()
    original.flush()
    target = original.fileno()
    kept = os.dup(target)
    screen = io.TextIOWrapper(
        io.BufferedWriter(_Terminal(os.dup(target), "w")),
        encoding=original.encoding,
        errors=original.errors,
        line_buffering=True,
    )
    _lead_nowhere(target)
    vars(sys)["__stderr__"] = screen
    try:
        yield
    finally:
        sys.stderr.flush()  # what was meant for nowhere must not wait in a buffer until 2 is back
        original.flush()
        vars(sys)["__stderr__"] = original
        screen.close()
        os.dup2(kept, target)
        os.close(kept)


def _lead_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


class _Terminal(io.FileIO):
    """A terminal that may be closed under our hands.

    Textual's writer thread dies of the first failed write, and the program with it: it goes on queueing for
    that thread and never gets to save and leave. Writing into the void lets it end in order.
    """

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write, or pretend to: there is nobody left to tell."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _steps(step: TracebackType | None) -> Iterator[TracebackType]:
    while step is not None:
        yield step
        step = step.tb_next


def _is_own(step: TracebackType) -> bool:
    return str(step.tb_frame.f_globals.get("__name__")).partition(".")[0] == OWN_PACKAGE


def _keep_files_private() -> None:
    """Make files readable for this user only (no effect on Windows, where the profile's rights decide)."""
    os.umask(0o077)


def _refuse_inspection() -> None:
    """No core files; on Linux also no reading of memory by the same user's programs, no new privileges."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None).prctl
        prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
        prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _mute_libraries() -> None:
    """Drop libraries' log records and warnings: they quote what they were given, on the terminal."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def _on_uncaught(_kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        say(STOPPED.format(code=fault_code(error)))


def _on_thread_fault(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        say(UNEXPECTED.format(code=fault_code(args.exc_value)))


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        say(UNEXPECTED.format(code=fault_code(args.exc_value)))
