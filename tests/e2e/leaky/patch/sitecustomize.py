"""What a person's own machine might do to a running program: fail in it, with the person's words at hand.

Python imports this before anything else, where it is on its path. ``NETMEET_FAULT`` names what happens: most of it
when ``s`` is pressed at a step, with all that was written there in a variable of the function that fails.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import importlib.abc
import importlib.machinery
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from netmeet_tui.journal.vault import Vault
    from netmeet_tui.tui.app import NetmeetApp
    from netmeet_tui.tui.screens.passphrase import LockPage
    from netmeet_tui.tui.screens.step import StepPage

FAULT = os.environ.get("NETMEET_FAULT", "")
WORD = "quillfeather"

Act = Callable[["StepPage", str], object]


def fail(heard: str) -> None:
    raise KeyError(heard)


async def fail_later(heard: str) -> None:
    raise KeyError(heard)


def deeper(heard: str) -> str:
    return deeper(heard + heard[:1])


def speaking(_page: StepPage, heard: str) -> None:
    class SpeakingError(Exception):
        def __rich__(self) -> str:
            return heard

    raise SpeakingError(heard)


def of_memory(_page: StepPage, heard: str) -> None:
    raise MemoryError(heard)


async def together(_page: StepPage, heard: str) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(fail_later(heard), name=heard)


def because(_page: StepPage, heard: str) -> None:
    try:
        raise ValueError(heard)
    except ValueError as error:
        error.add_note(heard)
        raise KeyError(heard) from error


def interrupted(_page: StepPage, heard: str) -> None:
    raise KeyboardInterrupt(heard)


def left(_page: StepPage, heard: str) -> None:
    raise SystemExit(heard)


def in_a_screen(page: StepPage, heard: str) -> object:
    from textual.screen import Screen

    class Mounted(Screen[None]):
        def on_mount(self) -> None:
            raise KeyError(heard)

    return page.app.push_screen(Mounted())


def in_drawing(page: StepPage, heard: str) -> object:
    from textual.app import RenderResult
    from textual.widgets import Static

    class Drawing(Static):
        def render(self) -> RenderResult:
            raise ValueError(heard)

    return page.mount(Drawing())


def in_markup(page: StepPage, heard: str) -> object:
    from textual.widgets import Static

    return page.mount(Static(f"[/{heard}]"))


def in_a_task(_page: StepPage, heard: str) -> None:
    tasks = [asyncio.get_running_loop().create_task(fail_later(heard))]

    def dropped(_task: object) -> None:
        tasks.clear()
        asyncio.get_running_loop().call_soon(gc.collect)

    tasks[0].add_done_callback(dropped)


def over_everything(page: StepPage, heard: str) -> None:
    """Write as libraries do, past everything that Python knows of, and as careless code does."""
    import logging
    import warnings

    ctypes.CDLL(None).write(2, f"LOUD{heard}".encode(), len(heard) + 4)
    for stream in (sys.stderr, sys.stdout):
        print(f"LOUD{heard}", file=stream, flush=True)
    logging.getLogger("library").error("LOUD%s", heard)
    warnings.warn(f"LOUD{heard}", stacklevel=1)
    page.notice("It was loud.")


def handed_out(page: StepPage, heard: str) -> None:
    """Ask for everything that Textual would write into a file, or hand to another program."""
    app = page.app
    with open("handed-out.txt", "w") as file:  # noqa: PTH123
        file.write("nothing")
    app.deliver_text("handed-out.txt", save_directory=os.getcwd())  # noqa: PTH109
    app.deliver_screenshot(heard, path=os.getcwd())  # noqa: PTH109
    app.save_screenshot(heard, path=os.getcwd())  # noqa: PTH109
    app.open_url(f"file:///{heard}")
    app.copy_to_clipboard(heard)
    app.title = heard
    app.action_suspend_process()
    page.notice("It was handed out.")


def unwritten(page: StepPage, _heard: str) -> None:
    """From now on nothing can be written any more."""
    from netmeet_tui.journal import errors
    from netmeet_tui.journal.meeting import MeetingJournal

    def append(journal: MeetingJournal, *_record: object, **_beside: object) -> None:
        raise errors.disk_full(journal._place.db.parent)

    setattr(MeetingJournal, "append", append)  # noqa: B010
    page.notice("Nothing is written.")


def breaks_off(number: int) -> Act:
    """End as a fault in a library written in C does."""

    def broken(_page: StepPage, heard: str) -> object:
        assert heard
        return os.abort() if number == signal.SIGABRT else ctypes.string_at(0)

    return broken


ACTS: dict[str, Act] = {
    "action": lambda _, heard: fail(heard),
    "chained": because,
    "group": together,
    "speaking": speaking,
    "memory-error": of_memory,
    "recursion": lambda _, heard: deeper(heard),
    "interrupt": interrupted,
    "system-exit": left,
    "mount": in_a_screen,
    "render": in_drawing,
    "markup": in_markup,
    "worker": lambda page, heard: page.run_worker(fail_later(heard)),
    "thread-worker": lambda page, heard: page.run_worker(lambda: fail(heard), thread=True),
    "thread": lambda _, heard: threading.Thread(target=fail, args=[heard]).start(),
    "timer": lambda page, heard: page.set_timer(0.01, lambda: fail(heard)),
    "later": lambda page, heard: page.call_later(fail, heard),
    "task": in_a_task,
    "keeper": lambda page, heard: page.doing(lambda: page.keeper.do(lambda: fail(heard))),
    "panic": lambda page, heard: page.app.panic(heard),
    "exit-message": lambda page, heard: page.app.exit(message=heard),
    "loud": over_everything,
    "handed-out": handed_out,
    "unwritten": unwritten,
    "abort-inside": breaks_off(signal.SIGABRT),
    "segv-inside": breaks_off(signal.SIGSEGV),
}


def at_a_step(module: ModuleType) -> None:
    """Let it happen when ``s`` is pressed."""

    def action_about(page: StepPage) -> object:
        heard = " ".join([*page.concern.written.values(), *page.session.sealed(page.number).values()])
        assert WORD in heard
        return ACTS[FAULT](page, heard)

    module.StepPage.action_about = action_about


def when_it_goes(module: ModuleType) -> None:
    def on_unmount(page: StepPage) -> None:
        heard = " ".join(page.concern.written.values())
        raise KeyError(heard)

    module.StepPage.on_unmount = on_unmount


def when_all_goes(module: ModuleType) -> None:
    async def on_unmount(app: NetmeetApp) -> None:
        heard = " ".join(app.keeper.session.state.concerns[1].written.values())
        raise KeyError(heard)

    module.NetmeetApp.on_unmount = on_unmount


def when_it_locks(module: ModuleType) -> None:
    def on_mount(page: LockPage) -> None:
        heard = " ".join(page.keeper.session.state.concerns[1].written.values())
        raise KeyError(heard)

    module.LockPage.on_mount = on_mount


def when_it_is_made(module: ModuleType) -> None:
    create = module.Vault.create.__func__

    def failing(vault: type[Vault], /, folder: Path, passphrase: str, *told: object, **more: object) -> None:
        create(vault, folder, passphrase, *told, **more).close()
        raise KeyError(passphrase)

    module.Vault.create = classmethod(failing)


PLACES: dict[str, tuple[str, Callable[[ModuleType], None]]] = {
    **dict.fromkeys(ACTS, ("netmeet_tui.tui.screens.step", at_a_step)),
    "unmount": ("netmeet_tui.tui.screens.step", when_it_goes),
    "app-unmount": ("netmeet_tui.tui.app", when_all_goes),
    "locking": ("netmeet_tui.tui.screens.passphrase", when_it_locks),
    "making": ("netmeet_tui.journal.vault", when_it_is_made),
}


class Finder(importlib.abc.MetaPathFinder):
    """Finds the one module that is to fail, and makes it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        module, change = PLACES[FAULT]
        if name != module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        assert spec is not None and spec.loader is not None
        run = spec.loader.exec_module

        def exec_module(made: ModuleType) -> None:
            run(made)
            change(made)

        vars(spec.loader)["exec_module"] = exec_module
        return spec


if FAULT:
    sys.meta_path.insert(0, Finder())
