"""The one Textual application class of this program: nothing leaves it except through its own screens.

A stock Textual application gives its content away in a dozen ways: a traceback with local variables when
anything fails, a screenshot in the downloads folder, the system's clipboard, a terminal left standing full
of names when it is told to end. ``GuardedApp`` closes each of them, ``run_guarded`` is the only door through
which it is started, and ``tests/e2e/test_guard_leaks.py`` tries all of them in a real terminal. Some of what
is overridden is private to Textual: hence the cap on its version, and a test for each such name.

What no program can see from the inside: recorders, ``tmux`` histories, screen sharing, pictures of the screen.
What none can answer: SIGKILL, and a fault in C. Then what was shown stays on the terminal until it is closed.
"""

import asyncio
import os
import shutil
import signal
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, TypeVar

from rich.console import RenderableType
from textual import constants
from textual._callback import invoke
from textual._context import active_message_pump
from textual._types import CallbackType as Callback
from textual.app import App, SystemCommand
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Resize
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from netmeet_tui.catalogue import _
from netmeet_tui.process import STOPPED, fault_code, quiet_stderr, say

Result = TypeVar("Result")

ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT", "SIGABRT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU")
"""What ends a program that does not answer it, and may be answered. (``abort()`` in C ends it all the same.)"""

TURN = 0.001
"""Seconds after which a thread that computes lets another one go on.

Textual has a thread that writes what was painted. With Python's own five milliseconds it waits while the next thing
is computed already: for a sixth of the time in which the 999 card comes.
"""

SOON = 0.2
"""Seconds after which whatever was on its way when the window changed is up."""

HUNG_UP = 129  # 128 + SIGHUP, by number: Windows does not know the name

if sys.platform != "win32":
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver

    # Bytes that are no UTF-8, as from a paste that was cut or a terminal set to another encoding, would stop the
    # thread that reads the keys, and the program with it: they become the sign for what cannot be read.
    vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(getincrementaldecoder(name), "replace")

    class _Driver(LinuxDriver):
        """Textual's driver, told that a SIGCONT need not follow a suspension of its own.

        One comes with every hang-up, and after every SIGSTOP. Textual would start a second thread reading the
        keys beside the first, and a second one writing, and end neither. Restarting is left to the loop: the
        handler may have interrupted a write, whose lock it would wait for until the end of days.

        And a SIGTSTP waits until what is open has been put away: a stopped program is one that nobody looks after.
        One that comes while it closes, as by Ctrl+Z once the terminal is given back, stops nothing half-way.
        """

        _stopping = False

        def _sigtstp_application(self, *_signal: object) -> None:
            if isinstance(self._app, GuardedApp) and self._app.ending:
                return
            if self._stopping or not self._app.is_running:  # asked again, it waits for nothing
                super()._sigtstp_application()
            else:
                self._stopping = True
                self._loop.call_soon_threadsafe(self._put_away)

        def _put_away(self) -> None:
            self._app.run_worker(self._stop(), group="stopping")

        async def _stop(self) -> None:
            try:
                if isinstance(self._app, GuardedApp):
                    await self._app.put_away()
            finally:
                super()._sigtstp_application()
                self._stopping = False

        def _sigcont_application(self, *_signal: object) -> None:
            if self._must_signal_resume:
                super()._sigcont_application()
            elif self._auto_restart:
                self._loop.call_soon_threadsafe(self._restart)

        def _restart(self) -> None:
            if self._app.is_running and _on_terminal():
                self.suspend_application_mode()
                self.resume_application_mode()


class _Removal(AwaitRemove):
    """A removal that goes on when whoever waits for it is cancelled.

    What is waited for is the widgets' own tasks, and ``gather`` hands a cancellation on to what it waits for.
    """

    def __init__(self, removal: AwaitRemove) -> None:
        super().__init__(removal._tasks, removal._post_remove)

    def __await__(self) -> Generator[None, None, None]:
        own = asyncio.current_task()
        kept = [asyncio.shield(task) for task in self._tasks if task is not own]

        async def removed() -> None:
            await asyncio.gather(*kept)
            if self._post_remove is not None:
                await invoke(self._post_remove)

        return removed().__await__()


async def finished(worker: Worker[Any]) -> None:
    """Wait until a worker has ended, however it does. Who is given up while waiting is given up.

    Textual's own ``wait`` takes that for the other's end, and comes back as if nothing were: what waits would go on
    while the program closes.
    """
    with suppress(WorkerFailed, WorkerCancelled):
        await worker.wait()
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


class GuardedScreen(Screen[Result]):
    """A screen that is laid out for the size that the window has, and for no other."""

    async def on_event(self, event: Event) -> None:
        """Take the window's size for any other that is told.

        A screen tells itself the size for which it was laid out. With an earlier one still to be heard, Textual
        would end with that, or lay it out for the two in turn without an end while painting is put off.
        """
        if isinstance(event, Resize) and event.size != self.app.size:
            event = Resize(self.app.size, self.app.size)
        await super().on_event(event)


class GuardedApp(App[Result]):
    """A Textual application that keeps what it shows to itself, however it ends."""

    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()
    ALLOW_SELECT = False

    fault: str | None = None
    """What stopped the program, as the one line that may be printed; None while nothing has."""

    _copied: str = ""

    @property
    def ending(self) -> bool:
        """Whether it is on its way out, and nothing keeps it from that."""
        return self._exit or self.fault is not None

    def get_driver_class(self) -> type[Driver]:
        """Choose the driver above for Textual's own; Windows knows no such signal."""
        chosen = super().get_driver_class()
        if sys.platform != "win32" and chosen is LinuxDriver:
            return _Driver
        return chosen

    async def leave(self) -> None:
        """Answer Ctrl+Q and every other wish to quit. Override it to ask first."""
        self.exit()

    async def action_quit(self) -> None:
        """Quit by the one way that can be overridden."""
        await self.leave()

    def action_help_quit(self) -> None:
        """Answer Ctrl+C, which people press to leave, with the key that does (Textual's answer has markup)."""
        for active in self.active_bindings.values():
            if active.binding.action in ("quit", "app.quit"):
                self.notify(_("To leave, press {key}.").format(key=self.get_key_display(active.binding)))
                return

    def on_resize(self, event: Resize) -> None:
        """Draw all of it anew where the window has the size that it had: Textual would draw nothing.

        One that was small for a moment, and is large again, has lost what did not fit.
        """
        if event.size == self._size and self.screen_stack:
            self.screen.refresh()
        self.set_timer(SOON, self.fill_window)

    def window(self) -> Size | None:
        """The size of the window as the system has it now; None where nothing is drawn in one."""
        return None if self.is_headless else Size(*shutil.get_terminal_size())

    def fill_window(self) -> None:
        """Take the size that the window has now, and give it to a screen that came up while it changed.

        Beside a clock that is smaller than the window, what it hides would go on being seen. And where the system
        tells of one change in the midst of another, Textual takes the earlier size for the later one, and keeps it.
        """
        window = self.window()
        if window is not None and window != self._size:
            self.post_message(Resize(window, window))
        elif self.screen_stack and self.screen.outer_size != self.size:
            self.screen.post_message(Resize(self.size, self.size))

    def _check_resize(self) -> None:
        """The same where the window took another size, and back, faster than anything was laid out for it."""
        event = self._resize_event
        super()._check_resize()
        if event is not None and self.screen_stack and self.screen.outer_size == event.size:
            self.screen.refresh()

    async def put_away(self) -> None:
        """Put away what is open, before the process is stopped from outside."""

    def action_suspend_process(self) -> None:
        """Do nothing: a stopped program is an unlocked one, with nobody looking at it."""

    def note_fault(self, error: BaseException) -> None:
        """Keep the first fault's code for the last line. Later ones mostly follow from it."""
        while isinstance(error, WorkerFailed):
            error = error.error
        if self.fault is None:
            self.fault = STOPPED.format(code=fault_code(error))

    def panic(self, *_renderables: RenderableType) -> None:
        """Stop, and print none of what was handed in.

        Textual's input thread panics when the terminal is closed under it and SIGHUP is not here yet: that is
        no fault of the program.
        """
        if self._driver is not None and not self.is_headless and not _on_terminal():
            self.exit(return_code=HUNG_UP)
            return
        self._return_code = 1
        if self.fault is None:
            self.fault = STOPPED.format(code="panic")
        self._close_messages_no_wait()

    def forgives(self, error: Exception, node: MessagePump | None) -> bool:
        """Whether what failed in a node of the screen is no fault. Override it to look closer."""
        del error, node
        return False

    def _handle_exception(self, error: Exception) -> None:
        """Every fault in a handler, a worker, a timer or in drawing ends up here."""
        if self.forgives(error, active_message_pump.get(None)):
            return
        self.note_fault(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Stop without the traceback that Textual would render here, local variables and all."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing on the way out: ``run_guarded`` has the last word."""
        self._exit_renderables.clear()

    def _loop_fault(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Catch what a task dropped; asyncio would log the message on standard error and carry on."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._stop_from_anywhere(loop, error)

    def _stop_from_anywhere(self, loop: asyncio.AbstractEventLoop, error: Exception) -> None:
        self.note_fault(error)
        with suppress(RuntimeError):  # the loop is closed: the program is ending already
            loop.call_soon_threadsafe(self._handle_exception, error)

    def call_next(self, callback: Callback, *args: object, **kwargs: object) -> None:
        """Queue a call that is not given up, nor the program with it, because somebody else gave up waiting.

        Textual waits here for what a worker waits for too. When that worker is cancelled, so is what both wait for,
        and the application would take it for its own end: it stopped between two screens without a word.
        """

        async def call() -> None:
            try:
                await invoke(callback, *args, **kwargs)
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is None or task.cancelling():
                    raise

        super().call_next(call)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Remove widgets to the end, also for somebody who is cancelled while waiting for it."""
        return _Removal(super()._prune(*nodes, parent=parent))

    @property
    def clipboard(self) -> str:
        """What was copied or cut here, to be pasted here."""
        return self._copied

    def bell(self) -> None:
        """Ring nothing: somebody may be speaking. (Textual rings when a field is full.)"""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep the text inside the program: the system's clipboard is everybody's, and often synchronised.

        Nothing is kept at all from a passphrase field.
        """
        if not getattr(self.focused, "password", False):
            self._copied = text

    def forget_copied(self) -> None:
        """Drop what was copied. To be called when the program locks and when a meeting is left."""
        self._copied = ""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notice exactly as written.

        ``markup`` is ignored: ``Widget.notify`` passes True unasked, and a name with a bracket in it must
        neither vanish nor stop the program.
        """
        del markup
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, *_args: object) -> Iterable[SystemCommand]:
        """Offer none: Textual's include a screenshot and an immediate exit."""
        return ()

    def save_screenshot(self, *_args: object, **_named: object) -> str:
        """Write nothing. (``export_screenshot`` remains, for tests and for the pictures in the manual.)"""
        return ""

    def deliver_screenshot(self, *_args: object, **_named: object) -> str | None:
        """Write nothing."""
        return None

    def deliver_text(self, *_args: object, **_named: object) -> str | None:
        """Write nothing: the program hands out files by its own export, which says where they went."""
        return None

    def deliver_binary(self, *_args: object, **_named: object) -> str | None:
        """Write nothing, as ``deliver_text``."""
        return None

    def open_url(self, *_args: object, **_named: object) -> None:
        """Do nothing: a browser keeps a history, and an address in a note is content like any other."""

    async def run_watched(self) -> None:
        """Run with every fault and every request to end routed through this object. For ``run_guarded``."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._loop_fault)

        def on_thread_fault(args: threading.ExceptHookArgs) -> None:
            if isinstance(args.exc_value, Exception):
                self._stop_from_anywhere(loop, args.exc_value)

        before, threading.excepthook = threading.excepthook, on_thread_fault
        main = asyncio.current_task()
        assert main is not None
        for name in ENDING_SIGNALS:
            with suppress(AttributeError, NotImplementedError):  # Windows has fewer, and no handlers for them
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._end_by_signal, number, main)
        try:
            await self.run_async()
        finally:
            threading.excepthook = before
            if self._driver is not None:
                self._driver.close()  # Textual does not get that far when on_unmount fails; twice is harmless

    def _end_by_signal(self, number: int, main: "asyncio.Task[Any]") -> None:
        """End in order; when asked again, drop whatever handler is still waiting for something.

        Not once it is shutting down: at logout SIGTERM and SIGHUP come together, and ``on_unmount`` must run.
        """
        if self._exit and self.is_running:
            main.cancel()
        self.exit(return_code=128 + number)


def run_guarded(app: GuardedApp[Any]) -> int:
    """Run the application on this terminal and return the exit status for ``sys.exit``.

    0 after leaving, 1 after a fault in the program, 2 when it refused to start, 128 + n after signal n.
    """
    if refusal := _refusal(app):
        say(refusal)
        return 2
    sys.setswitchinterval(TURN)
    with quiet_stderr():
        try:
            asyncio.run(app.run_watched())
        except KeyboardInterrupt:  # only where there are no signal handlers to be had
            return 130
        except asyncio.CancelledError:  # by a second signal: everything was closed on the way here
            pass
        except SystemExit as error:  # Python would print whatever it was given
            return error.code if isinstance(error.code, int) else int(error.code is not None)
        except Exception as error:
            app.note_fault(error)
        finally:
            for name in ("SIGINT", "SIGTSTP"):  # all is closed: nothing is left to end, or to stop
                with suppress(AttributeError):  # Windows knows but the first
                    signal.signal(getattr(signal, name), signal.SIG_IGN)
    if app.fault is None and not app._exit:  # nobody left, and nothing was raised
        app.fault = STOPPED.format(code="unasked")
    if app.fault is not None:
        say(app.fault)
        return 1
    return app.return_code or 0


def _refusal(app: App[Any]) -> str | None:
    """Why the screens must not come up, or None.

    Without a terminal, everything shown would be written to wherever standard error leads: a log file, a web
    server. And Textual's developer switches may have been read before ``harden()`` could remove them.
    """
    if not _on_terminal():
        return _("netmeet shows its screens on a terminal only, and this is not one: please use a terminal window.")
    switches = (
        constants.LOG_FILE,
        constants.DRIVER,
        constants.PRESS,
        constants.DEBUG,
        constants.SHOW_RETURN,
        constants.SCREENSHOT_DELAY >= 0,
        app.features,
        os.environ.get("TEXTUAL_ALLOW_SIGNALS"),
    )
    if any(switches):
        return _("netmeet does not start while Textual's developer switches (TEXTUAL...) are set.")
    return None


def _on_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
