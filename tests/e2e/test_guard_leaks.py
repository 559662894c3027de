"""The leak audit: each way a full-screen program is known to give its content away, tried in a real terminal."""

import base64
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.leaky.marked import LAST_LINE, MOUSE_AND_PASTE, OUTSIDE, assert_restored, last_words
from tests.e2e.scenarios import SECRET
from tests.terminal import ALTERNATE, CURSOR, Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

HARDENED = "from netmeet_tui.process import harden; harden()\n"
RUN = "import sys; from tests.e2e.scenarios import main; sys.exit(main(sys.argv[1:]))"
COLUMNS = 100


def guarded(name: str, home: Path, **env: str) -> Terminal:
    return Terminal([sys.executable, "-c", HARDENED + RUN, name], size=(COLUMNS, 30), home=home, env=env)


def stock(name: str, home: Path, **env: str) -> Terminal:
    return Terminal([sys.executable, "-c", RUN, "--stock", name], size=(COLUMNS, 30), home=home, env=env)


def files_with_secret(home: Path) -> list[Path]:
    traces = traces_of(SECRET)
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path for path in files if any(trace in path.read_bytes() or SECRET in path.name for trace in traces)]


def traces_of(text: str) -> tuple[bytes, bytes]:
    return text.encode(), base64.b64encode(text.encode())


def assert_nothing_left(terminal: Terminal) -> None:
    """The terminal is as it was, and nothing of what the program showed is anywhere."""
    assert_restored(terminal)
    assert SECRET in terminal.raw.decode(errors="replace"), (
        "the program never showed the secret: nothing was tested"
    )
    for trace in traces_of(SECRET):
        assert trace not in terminal.raw_after_leaving
    assert SECRET not in terminal.after_exit_text()
    assert_no_way_out(terminal)


def assert_no_way_out(terminal: Terminal) -> None:
    """Neither the clipboard nor the window's title was touched, and no file holds anything."""
    for sequence in OUTSIDE:
        assert sequence not in terminal.raw
    assert files_with_secret(terminal.home) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("action", r"KeyError at \w+\.py:\d+"),
        ("speaking", r"SpeakingError at \w+\.py:\d+"),
        ("worker", r"KeyError at \w+\.py:\d+"),
        ("thread-worker", r"KeyError at \w+\.py:\d+"),
        ("thread", r"KeyError at \w+\.py:\d+"),
        ("task", r"KeyError at \w+\.py:\d+"),
        ("timer", r"KeyError at \w+\.py:\d+"),
        ("callback", r"KeyError at \w+\.py:\d+"),
        ("render", r"ValueError at \w+\.py:\d+"),
        ("markup", r"MarkupError at \w+\.py:\d+"),
        ("panic", "panic"),
        ("given-up", "unasked"),
        ("widget-unmount", r"ValueError at \w+\.py:\d+"),
        ("unmount", r"KeyError at \w+\.py:\d+"),
    ],
)
def test_a_fault_ends_in_one_line_that_says_nothing(name: str, code: str, tmp_path: Path) -> None:
    with guarded(name, tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("f2")
        assert terminal.wait_exit() == 1
        assert_nothing_left(terminal)
        assert re.fullmatch(LAST_LINE.format(code=code), last_words(terminal, COLUMNS))


@pytest.mark.parametrize(
    ("name", "code"), [("mount", r"KeyError at \w+\.py:\d+"), ("compose", r"ValueError at \w+\.py:\d+")]
)
def test_a_fault_before_the_first_frame_ends_the_same_way(name: str, code: str, tmp_path: Path) -> None:
    with guarded(name, tmp_path) as terminal:
        assert terminal.wait_exit() == 1
        assert_restored(terminal)
        assert SECRET not in terminal.after_exit_text()
        assert_no_way_out(terminal)
        assert re.fullmatch(LAST_LINE.format(code=code), last_words(terminal, COLUMNS))


@pytest.mark.parametrize(
    ("name", "status"), [("leave", 0), ("exit-message", 0), ("system-exit", 3), ("last-words", 1)]
)
def test_an_ordinary_end_prints_nothing(name: str, status: int, tmp_path: Path) -> None:
    with guarded(name, tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("f2")
        assert terminal.wait_exit() == status
        assert_nothing_left(terminal)
        assert terminal.after_exit_text().strip() == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT, signal.SIGABRT])
def test_a_signal_ends_the_program_in_order(number: signal.Signals, tmp_path: Path) -> None:
    with guarded("show", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert_nothing_left(terminal)
        assert terminal.after_exit_text().strip() == ""
        assert (tmp_path / "unmounted").exists()


def test_a_second_signal_frees_a_program_that_waits_for_something(tmp_path: Path) -> None:
    with guarded("stuck", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("f2")
        terminal.wait_for("stuck now")
        terminal.signal(signal.SIGTERM)
        terminal.signal(signal.SIGHUP)
        assert terminal.wait_exit() in (128 + signal.SIGTERM, 128 + signal.SIGHUP)
        assert_nothing_left(terminal)
        assert (tmp_path / "unmounted").exists()


@pytest.mark.parametrize("name", ["show", "panic-when-closed"])
def test_a_closed_window_ends_the_program_in_order(name: str, tmp_path: Path) -> None:
    with guarded(name, tmp_path) as terminal:
        terminal.wait_for(SECRET)
        if name == "panic-when-closed":
            terminal.press("f2")
            terminal.wait_for(lambda _: b"held up" in terminal.raw)
        terminal.hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert (tmp_path / "unmounted").exists()
        assert_no_way_out(terminal)


def test_a_program_that_is_woken_up_reads_its_keys_once(tmp_path: Path) -> None:
    with guarded("show", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda _: terminal.raw.count(b"\x1b[?1049h") == 2)
        terminal.wait_for(SECRET)
        terminal.press("end")
        terminal.type("typed in one go")
        terminal.wait_for("typed in one go")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)


def test_textuals_variables_have_no_effect(tmp_path: Path) -> None:
    """All at once, for each alone would be seen: a file, another driver, a fault that was typed, a last line."""
    env = {
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": "keys.log",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
        "TEXTUAL_DRIVER": "tests.e2e.no_such_module:Driver",
        "TEXTUAL_PRESS": "f2",
        "TEXTUAL_SHOW_RETURN": "1",
        "TEXTUAL_ALLOW_SIGNALS": "1",
    }
    with guarded("action", tmp_path, **env) as terminal:
        terminal.wait_for(SECRET)
        terminal.type("typed")
        terminal.wait_for("typed")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)
        assert terminal.after_exit_text().strip() == ""
        assert sorted(path.name for path in tmp_path.iterdir()) == ["tmp", "unmounted"]


@pytest.mark.parametrize(
    "env",
    [
        {"TEXTUAL_LOG": "keys.log"},
        {"TEXTUAL": "debug"},
        {"TEXTUAL_ALLOW_SIGNALS": "1"},
    ],
    ids=lambda env: next(iter(env)),
)
def test_without_hardening_textuals_variables_keep_the_screens_down(env: dict[str, str], tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", RUN, "show"], size=(COLUMNS, 30), home=tmp_path, env=env) as terminal:
        assert terminal.wait_exit() == 2
        assert ALTERNATE not in terminal.modes
        assert SECRET.encode() not in terminal.raw
        assert "does not start" in terminal.after_exit_text()


def test_screens_never_go_into_a_file(tmp_path: Path) -> None:
    command = f"exec '{sys.executable}' -c '{HARDENED + RUN}' show 2>standard-error.txt"
    with Terminal(["sh", "-c", command], home=tmp_path) as terminal:
        assert terminal.wait_exit() == 2
        assert files_with_secret(tmp_path) == []
        assert b"on a terminal only" in (tmp_path / "standard-error.txt").read_bytes()


def test_what_libraries_write_does_not_reach_the_screen(tmp_path: Path) -> None:
    with guarded("stderr", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("f2")
        terminal.wait_for("written")
        assert SECRET.encode() * 2 not in terminal.raw  # written twice in a row, and shown so nowhere
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)


@pytest.mark.parametrize(("field", "key"), [("Input", "ctrl+x"), ("TextArea", "ctrl+c")])
def test_copy_and_cut_stay_inside(field: str, key: str, tmp_path: Path) -> None:
    with guarded("show", tmp_path) as terminal:
        held = terminal.wait_for(SECRET).count(SECRET)
        if field == "TextArea":
            terminal.press("tab")
        terminal.press("home", "shift+end", key, "end", "ctrl+v", "ctrl+v")
        terminal.wait_for(lambda screen: screen.count(SECRET) > held)  # so it was copied
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)


def test_ctrl_c_only_says_how_to_leave(tmp_path: Path) -> None:
    with guarded("show", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("end", "ctrl+c")
        terminal.wait_for("To leave, press")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)


def test_palette_picture_and_suspension_are_off(tmp_path: Path) -> None:
    with guarded("deliver", tmp_path) as terminal:
        terminal.wait_for(SECRET)
        terminal.press("ctrl+p", "f5", "f3", "f4", "f2")
        screen = terminal.wait_for("delivered")
        assert "Search" not in screen
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_nothing_left(terminal)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["tmp", "unmounted"]


class TestTheAuditSeesLeaks:
    """The same scenarios upon Textual's own base: each kind of assertion above would have failed."""

    @pytest.mark.parametrize("name", ["action", "thread-worker", "speaking", "exit-message"])
    def test_on_the_normal_screen(self, name: str, tmp_path: Path) -> None:
        with stock(name, tmp_path) as terminal:
            terminal.wait_for(SECRET)
            terminal.press("f2")
            terminal.wait_exit()
            assert SECRET.encode() in terminal.raw_after_leaving
            with pytest.raises(AssertionError):
                assert_nothing_left(terminal)

    def test_on_the_terminal_left_standing(self, tmp_path: Path) -> None:
        with stock("show", tmp_path) as terminal:
            terminal.wait_for(SECRET)
            terminal.signal(signal.SIGTERM)
            assert terminal.wait_exit() == -signal.SIGTERM
            assert terminal.in_alt
            assert SECRET in terminal.text()
            assert terminal.modes & MOUSE_AND_PASTE
            assert CURSOR not in terminal.modes
            assert not (tmp_path / "unmounted").exists()

    def test_in_a_log_of_keys(self, tmp_path: Path) -> None:
        with stock("show", tmp_path, TEXTUAL_LOG=str(tmp_path / "keys.log")) as terminal:
            terminal.wait_for(SECRET)
            terminal.press("ctrl+q")
            terminal.wait_exit()
            assert files_with_secret(tmp_path) == [tmp_path / "keys.log"]

    def test_in_a_picture(self, tmp_path: Path) -> None:
        with stock("show", tmp_path, TEXTUAL_SCREENSHOT="1", TEXTUAL_SCREENSHOT_FILENAME="screen.svg") as terminal:
            terminal.wait_exit()
            assert files_with_secret(tmp_path) == [tmp_path / "screen.svg"]

    def test_on_the_systems_clipboard(self, tmp_path: Path) -> None:
        with stock("show", tmp_path) as terminal:
            held = terminal.wait_for(SECRET).count(SECRET)
            terminal.press("home", "shift+end", "ctrl+c", "end", "ctrl+v")
            terminal.wait_for(lambda screen: screen.count(SECRET) > held)
            assert b"\x1b]52;c;" + traces_of(SECRET)[1] in terminal.raw

    def test_from_a_library(self, tmp_path: Path) -> None:
        with stock("stderr", tmp_path) as terminal:
            terminal.wait_for(SECRET)
            terminal.press("f2")
            terminal.wait_for("written")
            assert SECRET.encode() * 2 in terminal.raw


def test_a_fault_in_the_command_line_itself_says_no_more(tmp_path: Path) -> None:
    program = HARDENED + "note = 'Wilhelmina-' + 'Oyelaran'\nraise ValueError(note)"
    with Terminal([sys.executable, "-c", program], size=(COLUMNS, 30), home=tmp_path) as terminal:
        assert terminal.wait_exit() == 1
        assert re.fullmatch(LAST_LINE.format(code="ValueError at <string>:3"), last_words(terminal, COLUMNS))
        assert SECRET.encode() not in terminal.raw


def test_the_harness_runs_as_an_ordinary_user_would(tmp_path: Path) -> None:
    """The audit's own footing: a clean environment, and the size that was asked for."""
    program = "import os; print(sorted(os.environ)); print(os.get_terminal_size()); print(os.isatty(2))"
    with Terminal([sys.executable, "-c", program], size=(91, 33), home=tmp_path, env={"EXTRA": "1"}) as terminal:
        assert terminal.wait_exit() == 0
        screen = terminal.after_exit_text()
        assert "EXTRA" in screen
        assert "TEXTUAL" not in screen
        assert "columns=91, lines=33" in screen
        assert "True" in screen
