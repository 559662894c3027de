"""The guarded application from inside: each private name it leans on, and each way out that it closes."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea
from textual.worker import WorkerCancelled

from netmeet_tui.tui.guard import GuardedApp, GuardedScreen, finished
from tests.tui.support import Slow

NAME = "[/Priya] [b]Nowak[/b]"

OVERRIDDEN_HOOKS = (
    "_handle_exception",
    "_fatal_error",
    "_print_error_renderables",
    "panic",
    "_prune",
    "call_next",
    "_check_resize",
)
USED_ATTRIBUTES = ("_return_code", "_exit_renderables", "_exit", "_driver", "_exception", "_resize_event", "_size")


class Room(GuardedApp[None]):
    def compose(self) -> ComposeResult:
        yield Input("Priya", id="name")
        yield Input("passphrase", password=True, id="secret")
        yield TextArea("notes", id="notes")


@pytest.mark.parametrize("hook", OVERRIDDEN_HOOKS)
def test_textual_still_has_the_hook(hook: str) -> None:
    """A hook that Textual renamed would be overridden by name only, and the traceback would be back."""
    assert inspect.isfunction(getattr(App, hook, None))
    assert getattr(GuardedApp, hook) is not getattr(App, hook)
    theirs, ours = (inspect.signature(getattr(app, hook)).parameters for app in (App, GuardedApp))
    assert [p.kind for p in theirs.values()] == [p.kind for p in ours.values()]


def test_no_private_name_is_overridden_untested() -> None:
    def is_private(name: str) -> bool:
        return name.startswith("_") and not name.startswith("__")

    shared = {name for name in vars(GuardedApp) if is_private(name) and hasattr(App, name)}
    added_by_textual = {name for name in vars(Room) if is_private(name) and hasattr(App, name)}
    assert shared - added_by_textual <= set(OVERRIDDEN_HOOKS)


def test_no_own_name_meets_one_of_textuals() -> None:
    own = {"fault", "_copied", "leave", "note_fault", "forget_copied", "run_watched", "_loop_fault"}
    own |= {"_stop_from_anywhere", "_end_by_signal", "put_away"}
    assert own <= set(vars(GuardedApp))
    assert [name for name in own if hasattr(App, name)] == []


@pytest.mark.parametrize("name", USED_ATTRIBUTES)
def test_textual_still_keeps_what_the_guard_reads_or_sets(name: str) -> None:
    assert name in vars(App[None]())
    assert "_close_messages_no_wait" in dir(App)


def test_textual_still_draws_where_the_guard_expects_it() -> None:
    """``quiet_stderr`` replaces ``sys.__stderr__``: if the driver drew elsewhere, the screens would be lost."""
    assert "self._file = sys.__stderr__" in inspect.getsource(LinuxDriver.__init__)


def test_textual_still_stops_and_resumes_where_the_guard_expects_it() -> None:
    for handler in ("_sigtstp_application", "_sigcont_application"):
        assert inspect.isfunction(getattr(LinuxDriver, handler))
        assert f"self.{handler}" in inspect.getsource(LinuxDriver.__init__)
    assert "self._must_signal_resume = False" in inspect.getsource(LinuxDriver.__init__)
    assert GuardedApp[None]().get_driver_class() is not LinuxDriver


def test_textual_still_reads_the_keys_through_what_the_guard_puts_there() -> None:
    assert 'getincrementaldecoder("utf-8")()' in inspect.getsource(LinuxDriver.run_input_thread)


def test_textual_still_reports_every_fault_through_the_two_hooks() -> None:
    """The stock handler is called on; it must end in ``panic`` or ``_fatal_error``, which print nothing here."""
    source = inspect.getsource(App._handle_exception)
    assert "self.panic(" in source
    assert "self._fatal_error(" in source


async def test_a_fault_is_kept_as_a_code_and_still_reaches_the_tests() -> None:
    app = Room()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 // 0)
            await pilot.pause()
    assert app.return_code == 1
    assert app.fault is not None
    assert "ZeroDivisionError at test_guard.py:" in app.fault


async def test_the_first_fault_is_the_one_that_is_told() -> None:
    app = Room()
    app.note_fault(ValueError())
    app.note_fault(KeyError())
    app.panic("anything")
    assert app.fault is not None
    assert "(code ValueError)" in app.fault


@pytest.mark.parametrize("of", ["app", "widget"])
async def test_notices_show_text_as_written(of: str) -> None:
    app = Room()
    async with app.run_test(notifications=True) as pilot:
        notify: Callable[..., None] = app.notify if of == "app" else app.query_one(TextArea).notify
        notify(NAME, title=NAME, timeout=60)
        await pilot.pause()
        shown = [str(toast.render()) for toast in app.screen.query("Toast").results(Static)]
        assert shown == [f"{NAME}\n{NAME}"]


async def test_ctrl_c_names_the_key_that_leaves() -> None:
    app = Room()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("end", "ctrl+c")
        assert [notice.message for notice in app._notifications] == ["To leave, press ^q."]
        assert app.is_running


async def test_copied_text_is_for_pasting_here_until_it_is_forgotten() -> None:
    app = Room()
    async with app.run_test() as pilot:
        await pilot.press("home", "shift+end", "ctrl+x")
        assert app.query_one("#name", Input).value == ""
        assert app.clipboard == "Priya"
        app.query_one("#notes").focus()
        await pilot.press("ctrl+v")
        assert app.query_one(TextArea).text == "Priyanotes"
        app.forget_copied()
        await pilot.press("ctrl+v")
        assert app.query_one(TextArea).text == "Priyanotes"
        assert app.clipboard == ""


async def test_a_passphrase_is_never_copied() -> None:
    app = Room()
    async with app.run_test() as pilot:
        app.query_one("#secret").focus()
        await pilot.press("home", "shift+end", "ctrl+c")
        assert app.clipboard == ""


async def test_nothing_is_written_or_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    app = Room()
    async with app.run_test() as pilot:
        app.action_screenshot("a.svg", str(tmp_path))
        assert app.deliver_screenshot("b.svg", str(tmp_path)) is None
        assert app.save_screenshot("c.svg", str(tmp_path)) == ""
        assert app.deliver_text("d.txt", save_directory=tmp_path) is None
        assert app.deliver_binary("e.bin", save_directory=tmp_path) is None
        app.open_url("https://example.org/")
        app.action_suspend_process()
        await pilot.pause()
        assert list(tmp_path.iterdir()) == []
        assert "<svg" in app.export_screenshot()


async def test_there_is_no_palette() -> None:
    app = Room()
    async with app.run_test() as pilot:
        before = app.screen
        await pilot.press("ctrl+p")
        app.action_command_palette()
        await pilot.pause()
        assert app.screen is before
        assert list(app.get_system_commands(app.screen)) == []
        assert not app.COMMANDS


@pytest.mark.parametrize(("base", "selected"), [(GuardedApp, None), (App, "Priya")], ids=["guarded", "stock"])
async def test_text_on_the_screen_cannot_be_selected(base: type[App[None]], selected: str | None) -> None:
    app = base()
    async with app.run_test() as pilot:
        label = Static("Priya Nowak")
        await app.mount(label)
        await pilot.mouse_down(label, offset=(0, 0))
        await pilot.hover(label, offset=(4, 0))
        await pilot.mouse_up(label, offset=(4, 0))
        assert app.screen.get_selected_text() == selected


async def test_leaving_can_be_asked_about_first() -> None:
    class Asking(Room):
        asked = 0

        async def leave(self) -> None:
            self.asked += 1

    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
        await app.run_action("quit")
        assert app.asked == 2
        assert app.is_running


async def test_leaving_unasked_ends_with_nothing_said() -> None:
    app = Room()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0
    assert app.fault is None


async def given_up(app: Room, slow: Slow, work: Callable[[], Awaitable[None]]) -> None:
    """Cancel a worker while it waits for something to be gone, and let that go."""
    worker = app.run_worker(work())
    await slow.going.wait()
    worker.cancel()
    with suppress(WorkerCancelled):
        await worker.wait()
    slow.may_go.set()
    for _ in range(100):  # the loop goes round, also when nobody is left to say that they are idle
        await asyncio.sleep(0)


async def test_who_is_given_up_while_waiting_for_a_worker_goes_no_further() -> None:
    app, waits = Room(), asyncio.Event()
    went_on = False
    async with app.run_test():
        slow = app.run_worker(asyncio.Event().wait())

        async def wait() -> None:
            nonlocal went_on
            waits.set()
            await finished(slow)
            went_on = True

        waiting = app.run_worker(wait())
        await waits.wait()
        waiting.cancel()
        with suppress(WorkerCancelled):
            await waiting.wait()
        assert not went_on


@pytest.mark.parametrize("end", ["done", "failed", "given up"])
async def test_however_a_worker_ends_who_waits_for_it_goes_on(end: str) -> None:
    app, may_end = Room(), asyncio.Event()

    async def work() -> None:
        await may_end.wait()
        if end == "failed":
            raise ZeroDivisionError

    async with app.run_test():
        worker = app.run_worker(work(), exit_on_error=False)
        waiting = asyncio.create_task(finished(worker))
        await asyncio.sleep(0)
        if end == "given up":
            worker.cancel()
        may_end.set()
        await waiting
        assert worker.is_finished


async def test_a_worker_given_up_while_it_removes_a_widget_ends_nothing() -> None:
    app, slow = Room(), Slow()
    async with app.run_test():
        await app.mount(slow)

        async def remove() -> None:
            await slow.remove()

        await given_up(app, slow, remove)
        assert app.is_running
        assert not slow.is_attached


async def test_a_worker_given_up_while_it_pops_a_screen_ends_nothing() -> None:
    app, slow = Room(), Slow()
    async with app.run_test():
        await app.push_screen(Screen[None]())
        await app.screen.mount(slow)

        async def pop() -> None:
            await app.pop_screen()

        await given_up(app, slow, pop)
        assert app.is_running
        assert len(app.screen_stack) == 1
        assert not slow.is_attached


async def test_the_size_that_the_window_has_is_taken_when_an_earlier_one_was_told_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Room()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "window", lambda: Size(100, 30))
        app.fill_window()
        while app.screen.outer_size != (100, 30):
            await pilot.pause()
        assert app._size == (100, 30)


@pytest.mark.timeout(20)
async def test_a_page_is_laid_out_for_no_size_but_the_windows() -> None:
    """With Textual's own screen the first ends at 60x20, and the second is laid out for both in turn for ever."""
    app, earlier = Room(), Size(60, 20)
    async with app.run_test(size=(80, 24)) as pilot:
        page, laid_out = GuardedScreen[None](), 0
        await app.push_screen(page)
        refresh = page._refresh_layout

        def refresh_layout(size: Size | None = None, scroll: bool = False) -> None:
            nonlocal laid_out
            laid_out += 1
            assert laid_out < 20
            refresh(size, scroll)

        page._refresh_layout = refresh_layout  # type: ignore[method-assign]
        for interrupted in (False, True):
            laid_out = 0
            with app.batch_update():
                page.post_message(Resize(earlier, earlier))
                page.call_later(lambda: None)
                page.post_message(Resize(app.size, app.size))
                if interrupted:
                    page._screen_resized(earlier)
                await pilot.pause()
            await pilot.pause()
            assert page.outer_size == app.size


async def test_a_screen_that_came_up_while_the_window_changed_fills_it() -> None:
    app = Room()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Screen[None]())
        app.screen._screen_resized(Size(40, 20))
        assert app.screen.outer_size == (40, 20)
        app.fill_window()
        await pilot.pause()
        assert app.screen.outer_size == app.size == (80, 24)
