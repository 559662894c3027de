"""netmeet in lines, on a real terminal: the same meeting as prompts and answers, and nothing of it left behind."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmeet_tui.tui import meeting_text, vault_text
from netmeet_tui.tui import text as shared
from netmeet_tui.tui.plain import text
from netmeet_tui.tui.practice import text as practised
from tests.e2e.facilitator import PASSPHRASE, PROGRAM, flat
from tests.terminal import Terminal

SAID = "tired since the spring"
SIZE = (80, 120)
KEY = text.PROMPT.strip()


class Talker:
    """Somebody who types lines and reads what comes of them."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def say(self, line: str, wanted: str) -> str:
        """Type a line, and wait for some words; the screen as one line."""
        self.terminal.type(f"{line}\n")
        return self.wait(wanted)

    def wait(self, wanted: str) -> str:
        """Wait until these words are told, and a line is asked for."""
        return flat(self.terminal.wait_for(lambda s: wanted in flat(s) and s.rstrip().endswith(">")))

    def choose(self, label: str, wanted: str) -> str:
        """Choose the line with these words by its number."""
        found = re.search(rf" (\d) {re.escape(label)}", flat(self.terminal.text()))
        assert found, (label, self.terminal.text())
        return self.say(found[1], wanted)


@pytest.fixture
def talker(home: Path) -> Iterator[Talker]:
    with Terminal([*PROGRAM, "--plain"], home=home, size=SIZE) as terminal:
        yield Talker(terminal)


def at_the_words(talker: Talker) -> None:
    """Unlocked, with a concern where it is agreed what may be said."""
    talker.wait(KEY)
    talker.say("1", "Passphrase (it is not shown)")
    talker.say(PASSPHRASE, "Start a meeting now")
    talker.say("1", meeting_text.NO_CONCERNS)
    talker.say("f", "What worries you?")
    talker.say("1", "in danger right now?")
    talker.choose("No, not right now", "Can we talk")
    talker.choose("Yes, we can talk here", "Talk with them")
    talker.choose("We have talked", "Say what worries us")
    talker.say("1", "Ask if we can contact anyone")
    talker.say("1", "What would help?")
    talker.say("1", "What we may say")


def test_a_meeting_in_lines_from_the_passphrase_to_the_end(talker: Talker, home: Path) -> None:
    terminal = talker.terminal
    talker.wait(text.INTRO[0])
    at_the_words(talker)

    terminal.type("u\n1\n")  # undone; and the 1 was typed for a page that is not there any more
    talker.wait(text.LATE)
    talker.say("1", "What we may say")

    talker.say("", "What we may say: (empty)")  # Enter goes into the first field
    talker.wait("What we may say. Write >")
    talker.say(SAID, "What stays here. Write >")
    assert f"What we may say: {SAID}" in flat(terminal.text())
    talker.say("9", "Ring 999 now, on a phone")  # in a field as everywhere
    talker.say("esc", "What stays here")
    talker.say("esc", KEY)
    talker.say("xyz", text.NO_KEY)
    terminal.type("again\n")
    terminal.wait_gone(text.NO_KEY)
    talker.wait(f"What we may say: {SAID}")

    terminal.type("h\n")
    hidden = flat(terminal.wait_for(lambda screen: SAID not in screen and ">" in screen))
    assert re.fullmatch(r"\d\d:\d\d >", hidden), hidden
    talker.say("h", SAID)

    talker.say("ctrl+l", vault_text.LOCK_TITLE)
    assert SAID not in terminal.text()
    talker.say("1", "Passphrase (it is not shown)")
    talker.say(PASSPHRASE, SAID)

    terminal.signal(signal.SIGINT)  # Ctrl+C: it asks before it closes
    talker.wait(shared.LEAVE_TITLE)
    terminal.type("1\n")
    assert terminal.wait_exit() == 0
    assert not terminal.in_alt
    assert not terminal.after_exit_text().strip()
    assert PASSPHRASE.encode() not in terminal.raw

    with Terminal([*PROGRAM, "--plain"], home=home, size=SIZE) as another:
        again = Talker(another)
        again.wait(KEY)
        again.say("1", "Passphrase (it is not shown)")
        again.say(PASSPHRASE, "Go on with")
        again.say("2", SAID)  # the same step, with what was written
        again.say("d", "all right")
        another.kill()


def test_a_terminal_without_screens_or_utf8_is_told_the_truth(home: Path) -> None:
    env = {"TERM": "dumb", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal([*PROGRAM, "--plain"], home=home, size=(80, 24), env=env) as terminal:
        talker = Talker(terminal)
        talker.wait("Close the window afterwards.")
        talker.wait(KEY)
        talker.say("9", "Ring 999 now, on a phone")
        talker.say("esc", "Start a meeting")
        talker.say("c", text.PROMPT_MORE.strip())  # more than a screenful
        talker.say("", "C-")
        talker.say("esc", "Start a meeting")
        terminal.type("\x04")  # the end of input leaves, as Ctrl+Q does
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw
        assert terminal.raw.isascii()


def test_practice_in_lines_says_so_at_every_prompt(home: Path) -> None:
    with Terminal([*PROGRAM, "practice", "--plain", "V-01"], home=home, size=SIZE) as terminal:
        talker = Talker(terminal)
        frame = practised.FRAME.split()[0]
        talker.wait("Before you begin")
        for key, wanted in (("1", "How do you practise?"), ("1", "You are the facilitators."), ("1", "Rowan: “")):
            assert f"{frame} {KEY}" in talker.say(key, wanted)
        talker.say("f", "What worries you?")
        talker.say("1", "in danger right now?")
        assert terminal.text().count(frame) >= 2
        talker.say("9", practised.FRAME_CARD.split()[-1])
