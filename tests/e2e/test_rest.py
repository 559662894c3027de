"""Hidden, locked, asleep, stopped, on a real terminal: nothing to be seen, nothing lost, 999 near (I-3).

What each screen does when it is hidden or locked is tried in ``tests/tui/test_rest.py``; here is what a person sees
and what the system does.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.journal.vault import Vault
from netmeet_tui.tui import meeting_text, text, vault_text
from tests.e2e.facilitator import (
    PASSPHRASE,
    PROGRAM,
    RULE,
    Facilitator,
    flat,
    kept,
    settings_of,
    timeless,
    vault_of,
    wordless,
)
from tests.scale import times

SHADE = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")
WORD = "quillfeather"
SMALL = (60, 20)


@pytest.fixture
def home(home: Path) -> Path:
    """A home folder where no keyring is looked for."""
    settings_of(home).parent.mkdir(parents=True)
    settings_of(home).write_text("keyring = false\n")
    return home


def begun(someone: Facilitator) -> Facilitator:
    """Somebody who holds a meeting, at a step of a concern."""
    someone.wait_ready()
    someone.unlock()
    someone.start_meeting()
    someone.flag("own-life")
    someone.choices("danger=no access=ready")
    return someone


def card_comes(someone: Facilitator, *keys: str) -> None:
    """The card is there after these keys, all that is to be said first of it."""
    someone.terminal.press(*keys)
    someone.terminal.wait_for(lambda screen: flat(card999.FIRST) in flat(screen) and card999.ASKS[0] in screen)


def clock_comes(someone: Facilitator) -> None:
    """There is a clock and nothing else, and so it stays."""
    someone.terminal.wait_for(wordless)
    assert wordless(someone.terminal.wait_settled())


def is_closed(home: Path) -> None:
    """The vault can be opened by others."""
    Vault.unlock(vault_of(home), PASSPHRASE).close()


def test_hidden_and_locked_and_back_to_the_same_screen_without_colour(home: Path) -> None:
    with Facilitator(home, size=SMALL, env={"NO_COLOR": "1", "LANG": "C"}) as someone:
        terminal = begun(someone).terminal
        before, state = someone.still(), timeless(someone.state)
        assert RULE in before, "UTF-8 is taken for granted where nothing is said of it"

        someone.hide()
        for size in ((20, 5), (1, 1), SMALL):
            terminal.resize(*size)
            assert not any(character.isalnum() for character in terminal.wait_settled())
        for key in ("9", "f9", "alt+9"):
            card_comes(someone, key)
            terminal.press("2")
            clock_comes(someone)
        terminal.press("1", "enter", "?", "c", "f8", "q", "ctrl+q", "ctrl+c", "u", "m")
        clock_comes(someone)
        terminal.press("h")
        someone.comes_back(before)

        someone.lock()
        is_closed(home)
        terminal.resize(20, 5)
        terminal.wait_settled()
        terminal.press("9")
        terminal.wait_settled()
        terminal.resize(*SMALL)
        card_comes(someone)
        terminal.press("2")
        someone.unlock_here("not this one at all")
        someone.wait("does not open")
        for key in ("f9", "alt+9"):
            someone.in_a_field()
            card_comes(someone, key)
            terminal.press("escape")
        someone.in_a_field()
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        someone.comes_back(before)
        assert timeless(someone.state) == state
        someone.choose("talk", "talked")
        assert not any(len(set(shade)) > 1 for shade in SHADE.findall(terminal.raw)), "there are shades of grey"


def test_stopped_from_outside_locked_in_a_burst_and_hidden_in_the_middle_of_a_word(home: Path) -> None:
    with Facilitator(home) as someone:
        terminal = begun(someone).terminal
        before = someone.still()
        assert any(len(set(shade)) > 1 for shade in SHADE.findall(terminal.raw))
        terminal.press("ctrl+l", "1", "1", "1", "u", "m")
        someone.wait(vault_text.LOCK_WHY)
        terminal.wait_settled()
        if vault_text.UNLOCK_FIELD in terminal.text():  # the last of them may have been for the lock itself
            someone.in_a_field()
            terminal.press(*["backspace"] * 5)
            terminal.wait_for(lambda screen: "•" not in screen)
            terminal.type(PASSPHRASE)
            terminal.press("enter")
        else:
            someone.unlock_here()
        someone.comes_back(before)

        terminal.signal(signal.SIGTSTP)
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        terminal.wait_for(lambda _: not terminal.in_alt)
        assert terminal.after_exit_text().strip() == ""
        terminal.signal(signal.SIGCONT)
        someone.wait(text.LOCKED_ASLEEP)
        is_closed(home)
        someone.unlock_here()
        someone.comes_back(before)

        someone.meeting()
        terminal.press("s")
        someone.wait(meeting_text.SEATS_LINES)
        terminal.press("1")
        someone.in_a_field()
        terminal.type(WORD)
        terminal.wait_for(WORD)
        someone.hide("f7")
        terminal.type("xf")
        clock_comes(someone)
        terminal.press("f7")
        terminal.wait_for(WORD)
        someone.in_a_field()
        card_comes(someone, "alt+9")  # which is Esc and 9, pressed fast
        terminal.press("escape")
        someone.in_a_field()
        terminal.press("enter")
        someone.out_of_fields()
        someone.kill()
    session = someone.session
    session.name_seat(session.take_seat(), WORD)
    assert timeless(kept(home)) == timeless(someone.state)


IN_TMUX = (
    ("screen", (80, 24)),
    ("xterm-256color", (200, 60)),
    ("linux", (120, 40)),
    ("screen-256color", (60, 20)),
    ("vt100", (60, 20)),
)
"""What a terminal says it is, around tmux and in it, and its size in columns and rows."""


@pytest.mark.parametrize(("kind", "size"), IN_TMUX[: times(1, len(IN_TMUX))])
def test_in_tmux(kind: str, size: tuple[int, int], home: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    (home / "tmux.conf").write_text(f"set -g default-terminal {kind}\nset -g status off\n")
    tmux = ("tmux", "-f", str(home / "tmux.conf"), "-S", str(home / "tmux"))
    env = {"TERM": kind, "NO_COLOR": "1" if kind == "vt100" else ""}
    with Facilitator(home, command=(*tmux, "new-session", *PROGRAM), size=size, env=env) as someone:
        terminal = begun(someone).terminal
        before = someone.still()
        for hide in ("h", "f7"):
            someone.hide(hide)
            card_comes(someone, "f9")
            terminal.press("2")
            clock_comes(someone)
            terminal.press(hide)
            someone.comes_back(before)
        someone.lock()
        someone.unlock_here()
        someone.comes_back(before)
        subprocess.run([*tmux, "kill-server"], check=True)
        terminal.wait_exit()


# -- the system -----------------------------------------------------------------------------------------------

if sys.platform == "linux":
    from tests.fake_logind import FakeLogind, fake_logind

    @pytest.fixture
    def logind() -> Iterator[FakeLogind]:
        """A logind that the program can hear."""
        with fake_logind() as playing:
            yield playing

    def test_the_screen_of_the_computer_and_sleep(home: Path, logind: FakeLogind) -> None:
        with Facilitator(home, env={"DBUS_SYSTEM_BUS_ADDRESS": logind.address}) as someone:
            terminal = begun(someone).terminal
            before = someone.still()
            hold = logind.wait_for_listener()
            assert hold is not None and not hold.released
            for happens in (logind.lock, logind.hint, logind.sleep):
                happens()
                someone.wait(text.LOCKED_ASLEEP)
                is_closed(home)
                if happens != logind.sleep:
                    assert not hold.released
                    someone.unlock_here()
                    someone.comes_back(before)
            hold.wait_released()
            logind.wake()
            hold = logind.wait_for_listener()
            assert hold is not None and not hold.released, "the next sleep is held up again"
            someone.unlock_here()
            someone.comes_back(before)

            someone.hide()
            logind.lock()
            logind.wait_heard()
            clock_comes(someone)
            terminal.press("h")
            someone.wait(vault_text.LOCK_WHY)
            someone.unlock_here()
            someone.comes_back(before)

            someone.open_999()
            card = terminal.wait_settled()
            logind.sleep()
            hold.wait_released()
            is_closed(home)
            assert flat(card999.FIRST) in flat(terminal.wait_settled()), card
            terminal.press("2")
            someone.wait(vault_text.LOCK_WHY)
            someone.unlock_here()
            someone.see()  # at the card, where it was locked
            someone.back_from_999()
            someone.comes_back(before)
