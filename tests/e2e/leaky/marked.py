"""A word in every field there is, and the places in which nobody may ever find it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from netmeet_tui.journal.recovery import read as read_code
from netmeet_tui.meeting.state import AT_END, AT_MEETING
from netmeet_tui.tui import end_text, home_text, vault_text
from tests.e2e.facilitator import Facilitator, files_in
from tests.terminal import CURSOR, Terminal

WORD = "quillfeather"
PASSPHRASE = "hollyhock under nine moons"
CODECS = ("utf-8", "utf-16-le", "utf-16-be")
TO_OFFERS = "danger=no access=ready talk=talked explain=explained ask=open-to-it"

LAST_LINE = (
    r"netmeet stopped because of a fault in the program \(code {code}\)\. What was confirmed is safe; "
    r"start netmeet again to go on\. In an emergency ring 999\."
)
MOUSE_AND_PASTE = {1000, 1002, 1003, 1004, 1006, 1015, 1016, 2004, 2048}
OUTSIDE = (b"\x1b]52", b"\x1b]0;", b"\x1b]1;", b"\x1b]2;")
"""How a terminal is told what to put on the clipboard, and what to call its window."""


def traces(*words: str) -> list[bytes]:
    """How words would stand in a file."""
    return [word.encode(codec) for word in words for codec in CODECS]


def files_with(folder: Path, *found: bytes) -> list[str]:
    """Every file that holds one of these, in its bytes or in its name."""
    return [
        name
        for name, data in files_in(folder).items()
        if any(trace in data or trace in name.encode(errors="surrogateescape") for trace in found)
    ]


def assert_on_no_disk(home: Path, code: str = "") -> None:
    """Neither the word nor what opens the vault is in any file; a word of a code alone is a word like any other."""
    words = code.split()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    bits = read_code(code)
    assert files_with(home, *traces(WORD, PASSPHRASE, *pairs), *([bits] if bits else [])) == []


def assert_no_way_out(terminal: Terminal) -> None:
    """Neither the clipboard nor the window's title was touched, and the passphrase was never shown."""
    for sequence in (*OUTSIDE, PASSPHRASE.encode()):
        assert sequence not in terminal.raw


def assert_restored(terminal: Terminal) -> None:
    """The terminal is as it was before the program."""
    assert not terminal.in_alt
    assert CURSOR in terminal.modes
    assert not terminal.modes & MOUSE_AND_PASTE


def last_words(terminal: Terminal, columns: int) -> str:
    """What stands on the normal screen, with the terminal's line breaks taken out."""
    return "".join(line.ljust(columns) for line in terminal.after_exit_text().splitlines()).strip()


def first_start(someone: Facilitator) -> str:
    """From an empty home folder to the recovery code, which is what it answers."""
    someone.wait_ready()
    someone.pick(home_text.HOME_START)
    someone.terminal.wait_for(vault_text.CREATE_TITLE)
    someone.type_passphrases(PASSPHRASE, PASSPHRASE)
    return someone.recovery_code()


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
    someone.pick(end_text.END_OPEN_CHOICES[1])
    someone.say_why(end_text.END_OPEN_CHOICES[1], f"{WORD} left open")
    someone.session.leave_open(1, f"{WORD} left open")
    kind = someone.pack.words.kinds["own-life"].short
    someone.wait(f"2 {kind}")
    someone.terminal.press("escape")
    someone.session.turn(AT_MEETING)
    someone.see()
    return filled
