"""Small applications that hold a secret and then fail, leak or end, each in its own way.

They run in a terminal of their own (``test_guard_leaks.py``), once upon ``GuardedApp``, and the worst of them
once upon Textual's own ``App`` to show that the audit would see a leak. Press F2 to let the scenario happen.
"""

import asyncio
import ctypes
import gc
import select
import sys
import threading
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult, RenderResult
from textual.binding import BindingType
from textual.widgets import Input, Static, TextArea

from netmeet_tui.tui.guard import GuardedApp, run_guarded

SECRET = "Wilhelmina-" + "Oyelaran"  # joined here, so that a printed source line alone is no leak


class SpeakingError(Exception):
    """An exception that renders itself, as Textual's own style errors do."""

    def __rich__(self) -> Text:
        return Text(f"rendered {SECRET}")


class Drawing(Static):
    """A widget that fails when it is drawn."""

    def render(self) -> RenderResult:
        note = SECRET
        raise ValueError(note)


class Parting(Static):
    """A widget that fails when it is taken away."""

    def on_unmount(self) -> None:
        note = SECRET
        raise ValueError(note)


class Scenario(App[None]):
    """Show the secret in three places; on F2, do what the scenario's name says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "happen", "Happen"),
        ("f3", "screenshot", "Picture"),
        ("f4", "suspend_process", "Stop"),
        ("f5", "command_palette", "Palette"),
    ]
    TITLE = SECRET

    def __init__(self, name: str) -> None:
        super().__init__()
        self.scenario = name
        self.kept: list[object] = []

    def compose(self) -> ComposeResult:
        yield Static(SECRET, markup=False)
        yield Input(SECRET)
        yield TextArea(SECRET)
        if self.scenario == "compose":
            raise ValueError(SECRET)
        if self.scenario == "widget-unmount":
            yield Parting()

    def on_mount(self) -> None:
        if self.scenario == "mount":
            self.fail()

    async def on_unmount(self) -> None:
        Path("unmounted").touch()
        if self.scenario == "unmount":
            self.fail()

    def fail(self) -> None:
        note = {"name": SECRET}
        raise KeyError(note["name"])

    async def fail_later(self) -> None:
        self.fail()

    async def action_happen(self) -> None:
        await getattr(self, "do_" + self.scenario.replace("-", "_"))()

    async def do_action(self) -> None:
        self.fail()

    async def do_group(self) -> None:
        raise ExceptionGroup(SECRET, [ValueError(SECRET)])

    async def do_speaking(self) -> None:
        raise SpeakingError(SECRET)

    async def do_worker(self) -> None:
        self.run_worker(self.fail_later())

    async def do_thread_worker(self) -> None:
        self.run_worker(self.fail, thread=True)

    async def do_thread(self) -> None:
        threading.Thread(target=self.fail).start()

    async def do_task(self) -> None:
        task = asyncio.create_task(self.fail_later())
        await asyncio.wait([task])
        del task
        gc.collect()

    async def do_timer(self) -> None:
        self.set_timer(0.01, self.fail)

    async def do_later(self) -> None:
        self.call_later(self.fail)

    async def do_callback(self) -> None:
        asyncio.get_running_loop().call_soon(self.fail)

    async def do_render(self) -> None:
        await self.mount(Drawing())

    async def do_markup(self) -> None:
        await self.mount(Static(f"[/{SECRET}]"))

    async def do_panic(self) -> None:
        self.panic(SECRET)

    async def do_given_up(self) -> None:
        raise asyncio.CancelledError

    async def do_panic_when_closed(self) -> None:
        """Panic as Textual's input thread does, with the loop held up so that SIGHUP cannot come first."""
        screen = sys.__stderr__
        assert screen is not None
        screen.write("held up")
        screen.flush()
        closed = select.poll()
        closed.register(0, 0)
        closed.poll()
        self.panic(SECRET)

    async def do_exit_message(self) -> None:
        self.exit(message=SECRET)

    async def do_system_exit(self) -> None:
        note = SECRET
        self.kept.append(note)
        sys.exit(3)

    async def do_last_words(self) -> None:
        sys.exit(SECRET)

    async def do_leave(self) -> None:
        await self.action_quit()

    do_widget_unmount = do_unmount = do_leave

    async def do_stderr(self) -> None:
        """Write as C libraries do, past everything Python knows of."""
        ctypes.CDLL(None).write(2, SECRET.encode() * 2, len(SECRET) * 2)
        print(SECRET, file=sys.stderr)
        print(SECRET)
        self.notify("written")

    async def do_deliver(self) -> None:
        written = Path("handed-out.txt")
        self.deliver_text(str(written), save_directory=Path.cwd())
        self.deliver_screenshot(path=str(Path.cwd()))
        self.save_screenshot(path=str(Path.cwd()))
        self.open_url(f"file:///{SECRET}")
        self.notify("delivered")

    async def do_stuck(self) -> None:
        self.query_one(Static).update("stuck now")
        await asyncio.Event().wait()

    async def do_show(self) -> None:
        """Do nothing: the test presses keys and sends signals."""


class Guarded(Scenario, GuardedApp[None]):
    """The scenario upon the program's own base."""


def main(arguments: list[str]) -> int:
    """Run one scenario: NAME, or ``--stock NAME`` upon Textual's own base."""
    if arguments[0] == "--stock":
        app: App[Any] = Scenario(arguments[1])
        app.run()
        return app.return_code or 0
    status = run_guarded(Guarded(arguments[0]))
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("textual-")]
    assert not left, f"keys may still be read, or the screen's last bytes still be on their way: {left}"
    return status
