"""A word typed into every field there is: it is on the screen while it should be, and nowhere else, ever."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui.meeting.state import AT_END, AT_MEETING, Meeting
from netmeet_tui.policy.load import shipped
from netmeet_tui.tui import text
from tests.e2e.facilitator import Facilitator, copy_home, files_in, flat, vault_of
from tests.terminal import Terminal

WORD = "quillfeather"
PASSPHRASE = "hollyhock under nine moons"
CODECS = ("utf-8", "utf-16-le", "utf-16-be")
TO_OFFERS = "danger=no access=ready talk=talked explain=explained ask=open-to-it"

# What a person's own machine might do to a running program: make a handler fail, with the word in its variables.
FAULT = f"""
import importlib.abc, importlib.machinery, sys

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "netmeet_tui.tui.screens.step":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            def action_about(page):
                heard = " ".join(page.concern.written.values())
                assert "{WORD}" in heard
                raise KeyError(heard)
            module.StepPage.action_about = action_about
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Finder())
"""


def files_with(folder: Path, word: str) -> list[str]:
    """Every file that holds a word, in its bytes or in its name."""
    traces = [word.encode(codec) for codec in CODECS]
    return [name for name, data in files_in(folder).items() if word in name or any(t in data for t in traces)]


def assert_on_no_disk(home: Path) -> None:
    assert files_with(home, WORD) == []
    assert files_with(home, PASSPHRASE) == []


def assert_no_way_out(terminal: Terminal) -> None:
    """Neither the clipboard nor the window's title was touched, and the passphrase was never shown."""
    for sequence in (b"\x1b]52", b"\x1b]0;", b"\x1b]1;", b"\x1b]2;"):
        assert sequence not in terminal.raw
    assert PASSPHRASE.encode() not in terminal.raw


def assert_nothing_left(terminal: Terminal) -> None:
    """The word was on the program's own screen, and is not on the one that comes after it."""
    assert WORD.encode() in terminal.raw
    assert not terminal.in_alt
    assert WORD.encode() not in terminal.raw_after_leaving
    assert WORD not in terminal.after_exit_text()
    assert_no_way_out(terminal)


def fill_every_field(someone: Facilitator) -> set[str]:
    """Type the word wherever something can be typed; return the fields of the pack that were filled."""
    filled: set[str] = set()

    def write() -> None:
        names = [*someone.step.fields, *someone.step.sealed]
        concern, sealed = someone.state.concern(someone.number), someone.session.sealed(someone.number)
        empty = [name for name in names if not concern.written.get(name) and not sealed.get(name)]
        someone.write(**{name.replace("-", "_"): f"{WORD} {name}" for name in empty})
        filled.update(empty)

    someone.seat(WORD)
    someone.flag("own-life", "A")
    someone.choices(f"{TO_OFFERS} offers=gp=no offers=emergency=no offers=chosen-person=no offers=finished")
    someone.choose("refused", "weigh")
    write()
    someone.choose("weigh", "both-serious")
    someone.choose("may-pass-on", "do-not", f"{WORD} reason")
    someone.meeting()

    someone.flag("own-life")
    someone.choices(f"{TO_OFFERS} offers=gp=yes")
    write()
    someone.choices("scope=agreed gp=open-likely")
    write()
    someone.choose("identity", "given")
    write()
    someone.choices("handover=ready contact=no-answer contact-failed=other-route offers=gp=yes")
    someone.choices("scope=agreed gp=closed gp-closed=wait")
    write()
    someone.meeting()

    someone.terminal.press("e")
    someone.session.turn(AT_END)
    someone.see()
    someone.pick(text.END_OPEN_CHOICES[1])
    someone.say_why(text.END_OPEN_CHOICES[1], f"{WORD} left open")
    someone.session.leave_open(1, f"{WORD} left open")
    kind = someone.pack.words.kinds["own-life"].short
    someone.wait(f"2 {kind}")
    someone.terminal.press("escape")
    someone.session.turn(AT_MEETING)
    someone.see()
    return filled


@pytest.fixture(scope="module")
def long_session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meeting]:
    """A home folder in which a program full of the word was cut off, and what its meeting was like."""
    home = tmp_path_factory.mktemp("full") / "home"
    with Facilitator(home) as someone:
        someone.first_start(PASSPHRASE)
        filled = fill_every_field(someone)
        steps = shipped().steps.values()
        assert filled == {name for step in steps for name in (*step.fields, *step.sealed)}
        someone.go_to(2)
        someone.wait(WORD)
        assert len(files_in(vault_of(home))) > 4
        assert_on_no_disk(home)  # while it is open
        someone.kill()
        assert_on_no_disk(home)
        assert_no_way_out(someone.terminal)
        return home, someone.state


@pytest.fixture
def full(long_session: tuple[Path, Meeting], tmp_path: Path) -> Iterator[Facilitator]:
    """Somebody who goes on with that meeting, with the word on the screen."""
    yield from going_on(long_session, tmp_path)


def going_on(
    long_session: tuple[Path, Meeting], tmp_path: Path, env: dict[str, str] | None = None
) -> Iterator[Facilitator]:
    before, state = long_session
    home = copy_home(before, tmp_path / "home")
    with Facilitator(home, env=env) as someone:
        someone.wait_ready()
        someone.unlock(PASSPHRASE)
        someone.expect_meeting(state)
        someone.resume()
        someone.wait(WORD)
        assert_on_no_disk(home)
        yield someone


def test_after_leaving(full: Facilitator) -> None:
    full.close()
    assert_nothing_left(full.terminal)
    assert full.terminal.after_exit_text().strip() == ""
    assert_on_no_disk(full.home)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_after_a_signal(full: Facilitator, number: signal.Signals) -> None:
    full.terminal.signal(number)
    assert full.terminal.wait_exit() == 128 + number
    assert_nothing_left(full.terminal)
    assert full.terminal.after_exit_text().strip() == ""
    assert_on_no_disk(full.home)


def test_after_a_fault(long_session: tuple[Path, Meeting], tmp_path: Path) -> None:
    patch = tmp_path / "patch"
    patch.mkdir()
    (patch / "sitecustomize.py").write_text(FAULT)
    root = Path(__file__).parents[2]
    for someone in going_on(long_session, tmp_path, {"PYTHONPATH": f"{patch}:{root}"}):
        someone.terminal.press("s")
        assert someone.terminal.wait_exit() == 1
        assert_nothing_left(someone.terminal)
        last = "".join(line.ljust(80) for line in someone.terminal.after_exit_text().splitlines()).strip()
        assert "KeyError" in last
        assert last.endswith("In an emergency ring 999.")
        assert_on_no_disk(someone.home)

        someone.reopen_with(None)
        someone.wait_ready()
        someone.unlock(PASSPHRASE)
        someone.resume()
        someone.wait(WORD)


def test_after_the_end(full: Facilitator) -> None:
    full.end(f"{WORD} at the end")
    assert WORD not in flat(full.terminal.text())
    full.terminal.press("q")
    assert full.terminal.wait_exit() == 0
    assert_nothing_left(full.terminal)
    assert_on_no_disk(full.home)
    assert sorted(files_in(vault_of(full.home))) == ["vault.db", "vault.json"]
