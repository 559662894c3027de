"""What ``harden()`` does to a process, seen in a process of its own: most of it cannot be undone in ours."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netmeet_tui.process import fault_code, scrub_environment

ROOT = Path(__file__).parents[2]
SECRET = "Wilhelmina-Oyelaran"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


def run(program: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program that has ``harden`` at hand."""
    program = "from netmeet_tui.process import harden, quiet_stderr\n" + program
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_variable_of_textual_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_ANIMATIONS", "TEXTUAL_OF_TOMORROW"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("NOT_TEXTUAL", "kept")
    scrub_environment()
    assert [name for name in os.environ if name.startswith("TEXTUAL")] == []
    assert os.environ["NOT_TEXTUAL"] == "kept"


def test_textual_is_not_imported_and_starts_scrubbed() -> None:
    done = run(
        "import sys; harden(); assert 'textual' not in sys.modules and 'rich' not in sys.modules\n"
        "from textual import constants; print(constants.LOG_FILE, constants.DRIVER, constants.PRESS)",
        TEXTUAL_LOG="keys.log",
        TEXTUAL_DRIVER="x:Y",
        TEXTUAL_PRESS="a",
    )
    assert done.stdout.split() == ["None", "None"]
    assert done.returncode == 0


@posix_only
def test_files_are_private(tmp_path: Path) -> None:
    run(f"import os; os.umask(0); harden(); open({str(tmp_path / 'written')!r}, 'w')")
    assert (tmp_path / "written").stat().st_mode & 0o777 == 0o600


@posix_only
def test_a_crash_in_native_code_dumps_no_core() -> None:
    program = (
        "import os, resource, signal\n"
        "soft, hard = resource.getrlimit(resource.RLIMIT_CORE)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "harden(); print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)\n"
        "pid = os.fork()\n"
        "if not pid: os.kill(os.getpid(), signal.SIGSEGV)\n"
        "_, status = os.waitpid(pid, 0); print(os.WTERMSIG(status), os.WCOREDUMP(status))"
    )
    assert run(program).stdout.splitlines() == ["(0, 0)", f"{int(signal.SIGSEGV)} False"]


@linux_only
def test_the_process_cannot_be_inspected_nor_gain_rights() -> None:
    """3 is PR_GET_DUMPABLE, 39 PR_GET_NO_NEW_PRIVS. Dumpable 0 is what refuses /proc/PID/mem and ptrace."""
    done = run(
        "import ctypes; prctl = ctypes.CDLL(None).prctl\n"
        "print(prctl(3, 0, 0, 0, 0), prctl(39, 0, 0, 0, 0)); harden()\n"
        "print(prctl(3, 0, 0, 0, 0), prctl(39, 0, 0, 0, 0))"
    )
    assert done.stdout.splitlines()[1] == "0 1"
    assert done.stdout.splitlines()[0].startswith("1 "), "already so before: nothing was shown"


FAULTS = {
    "main": "raise KeyError(note)",
    "thread": "import threading; t = threading.Thread(target=fail); t.start(); t.join()",
    "unraisable": "class Dying:\n    def __del__(self): fail()\nd = Dying(); del d",
    "logging": "import logging; logging.getLogger('library').error('%s', note); fail()",
    "warning": "import warnings; warnings.warn(note); fail()",
}


@pytest.mark.parametrize("name", FAULTS)
def test_last_words_hold_a_type_and_a_place_only(name: str) -> None:
    prelude = f"note = {SECRET!r}\ndef fail():\n    raise KeyError(note)\n"
    hardened = run("harden()\n" + prelude + FAULTS[name])
    assert SECRET not in hardened.stdout + hardened.stderr
    assert len(hardened.stderr.splitlines()) == 1
    assert "KeyError at <string>:" in hardened.stderr
    assert SECRET in run(prelude + FAULTS[name]).stderr, "the scenario does not leak without hardening either"


def test_an_interrupted_command_says_nothing() -> None:
    assert run("harden(); raise KeyboardInterrupt").stderr == ""


def test_the_place_is_ours_where_ours_took_part() -> None:
    """Here ours is the callback: the fault itself is raised in the standard library."""
    program = (
        "import json, sys, types\n"
        "module = types.ModuleType('netmeet_tui.step'); sys.modules[module.__name__] = module\n"
        "code = compile('import json\\n\\ndef read(text):\\n    return json.loads(text)', '/x/step.py', 'exec')\n"
        "exec(code, module.__dict__)\n"
        "harden(); module.read('{')"
    )
    assert "(code JSONDecodeError at step.py:4)" in run(program).stderr


def test_without_ours_the_place_is_the_innermost() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads("{")
    assert fault_code(caught.value).startswith("JSONDecodeError at decoder.py:")
    assert fault_code(ValueError(SECRET)) == "ValueError"
    assert fault_code(ExceptionGroup(SECRET, [KeyError(SECRET)])) == "KeyError"


@posix_only
def test_standard_error_is_quiet_for_a_while_and_the_screens_are_not() -> None:
    done = run(
        "import os, sys\n"
        "print('before', file=sys.stderr)\n"
        "with quiet_stderr():\n"
        "    os.write(2, b'library'); print('python', file=sys.stderr)\n"
        "    sys.__stderr__.write('screen\\n'); sys.__stderr__.flush()\n"
        "print('after', file=sys.stderr); assert sys.__stderr__ is sys.stderr and sys.__stderr__.fileno() == 2"
    )
    assert done.stderr.splitlines() == ["before", "screen", "after"]
    assert done.returncode == 0


@posix_only
def test_standard_error_comes_back_after_a_fault() -> None:
    done = run("import os\ntry:\n    with quiet_stderr(): raise OSError\nexcept OSError: os.write(2, b'back')")
    assert done.stderr == "back"


@posix_only
def test_a_terminal_that_is_gone_stops_nobody() -> None:
    """/dev/full refuses every write, as a closed terminal does."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = run(
        "import os, sys\n"
        "os.dup2(os.open('/dev/full', os.O_WRONLY), 2)\n"
        "with quiet_stderr():\n"
        "    for _ in range(9): sys.__stderr__.write('x' * 9999); sys.__stderr__.flush()\n"
        "print('went on')"
    )
    assert done.stdout == "went on\n"
    assert done.returncode == 0


@posix_only
def test_last_words_that_nobody_hears_do_not_change_the_status() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = run("import os\nos.dup2(os.open('/dev/full', os.O_WRONLY), 2)\nharden()\nraise ValueError")
    assert done.returncode == 1
