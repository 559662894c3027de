"""Practice and live meetings have nothing of each other: no file, no byte, no process; and both come to an end."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from netmeet_tui import card999
from netmeet_tui.journal.errors import VaultBusy
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import AT_MEETING, Meeting
from netmeet_tui.policy.load import shipped
from netmeet_tui.practice.play import verdict
from netmeet_tui.practice.story import Verdict
from netmeet_tui.report import debrief as report
from netmeet_tui.tui import home_text, meeting_text, room_text
from tests.e2e.facilitator import PASSPHRASE, vault_of
from tests.e2e.leaky.marked import files_with, traces
from tests.e2e.test_strange import without_keyring
from tests.e2e.trainee import Trainee
from tests.torture.needs import needs_strace

LIVE, PRACTISED = "quillfeather", "brindlewort"
"""A word of a live meeting, and one of a practice: neither is in the program or in a story."""

A_CALL = re.compile(r"\d+ +\w+\(")
TO_PRACTICE = re.compile(r'execve\(.*"practice", "--back"\]')
TO_NETMEET = re.compile(r'execve\(.*"-P", "-m", "netmeet_tui"\]')
TO_SCOPE = "danger=no access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes"


@pytest.fixture
def home(home: Path) -> Path:
    """A home folder where no keyring is looked for."""
    return without_keyring(home)


@pytest.fixture
def state(home: Path) -> Meeting:
    """A live meeting that is open, with the word of it on a seat and in a field."""
    vault = Vault.unlock(vault_of(home), PASSPHRASE)
    journal = vault.begin("m", datetime.now().astimezone().isoformat(timespec="seconds"))
    session = Session.begin(shipped(), journal, lambda: datetime.now().astimezone(), {})
    number = session.flag("own-life", session.take_seat(LIVE))
    for move in TO_SCOPE.split():
        session.choose(number, move.partition("=")[2])
    session.write(number, "may-say", f"that {LIVE} would like to be seen")
    vault.close()
    return session.state


def as_it_stands(folder: Path) -> dict[str, object]:
    """A folder with everything in it: bytes, and when each was written last."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in (folder, *sorted(folder.rglob("*")))
    }


@needs_strace
def test_practice_and_a_live_meeting_have_nothing_of_each_other(home: Path, state: Meeting, tmp_path: Path) -> None:
    """From the first screen to V-18, in which 999 is rung on the way of a yes, and back to an open meeting.

    Every call that names a file is noted meanwhile.
    """
    log = tmp_path / "log"
    watched = ("strace", "-f", "-y", "--seccomp-bpf", "-qq", "-o", log, "-e", "trace=%file,getdents64")
    with Trainee(home, live=True, before=watched) as someone:
        someone.wait_ready()
        someone.unlock()
        with pytest.raises(VaultBusy):
            Vault.unlock(vault_of(home), PASSPHRASE)
        process = process_of(someone)
        someone.to_practice()
        assert words_of(process)[-2:] == ["practice", "--back"]
        Vault.unlock(vault_of(home), PASSPHRASE).close()

        before = as_it_stands(vault_of(home))
        play(someone)
        assert as_it_stands(vault_of(home)) == before
        assert files_with(home, *traces(PRACTISED)) == []
        of_practice = len(someone.terminal.raw)
        assert LIVE.encode() not in someone.terminal.raw
        assert not any(LIVE in screen for screen in someone.framed.seen)

        someone.to_netmeet()
        assert process_of(someone) == process
        assert "practice" not in words_of(process)
        someone.terminal.press("9")
        someone.wait(card999.TITLE)
        someone.terminal.press("escape")
        someone.wait_ready()
        someone.unlock()
        go_through(someone, state)
        assert PRACTISED.encode() not in someone.terminal.raw[of_practice:]
        assert words_of(process) == words_of(process_of(someone))
    live, practice = calls(log)
    vault = str(vault_of(home))
    assert any(vault in call for call in live), "what is opened is seen"
    assert [call for call in practice if vault in call] == []
    print(f"0 of the {len(practice)} calls with which practice named a file named one of the vault")


def play(trainee: Trainee) -> None:
    """V-18, with a word of its own wherever something is written, to the end of its looking back."""
    trainee.take("V-18")
    trainee.begin("V-18")
    put_on_a_card(trainee, PRACTISED)
    for move in next(course for course in trainee.story.course if course.id == "one-more-question").path:
        trainee.move(move)
        if move == "offers=gp=yes":
            trainee.write(may_say=f"that {PRACTISED} wants a doctor")
    trainee.end(f"{PRACTISED} is with the crew")
    assert verdict(trainee.story, trainee.play) is Verdict.OUTSIDE
    parts = trainee.look_back(f"{PRACTISED} stays with me")
    assert report.VERDICTS[Verdict.OUTSIDE] in parts[report.CLAUSES]
    assert trainee.pack.words.outcomes["emergency-services"] in parts[report.OTHERS]
    trainee.finish()


def go_through(someone: Trainee, state: Meeting) -> None:
    """The screens of the live meeting: its own word is on them, and practice is neither there nor offered."""
    someone.expect_meeting(state)
    screens = [someone.resume(), someone.wait(LIVE)]
    someone.session.turn(AT_MEETING)
    someone.terminal.press("m")
    screens.append(someone.see())
    someone.terminal.press("p", "s")  # the first means nothing here
    screens.append(someone.wait(meeting_text.SEATS_LINES))
    assert all(LIVE in screen for screen in screens)
    assert not any(f"p {home_text.PRACTICE_KEY}" in screen for screen in screens)


def process_of(someone: Trainee) -> int:
    """The program that strace watches."""
    strace = someone.terminal.process.pid
    (process,) = Path(f"/proc/{strace}/task/{strace}/children").read_text().split()
    return int(process)


def words_of(process: int) -> list[str]:
    """The command line of a process."""
    return Path(f"/proc/{process}/cmdline").read_text().rstrip("\0").split("\0")


def calls(log: Path) -> tuple[list[str], list[str]]:
    """What was asked of the disk until practice took the place of netmeet, and from then until netmeet took its."""
    asked = [line for line in log.read_text(errors="replace").splitlines() if A_CALL.match(line)]
    began, ended = (
        next(n for n, line in enumerate(asked) if way.search(line)) for way in (TO_PRACTICE, TO_NETMEET)
    )
    return asked[:began], asked[began + 1 : ended]


def put_on_a_card(trainee: Trainee, word: str) -> None:
    """Write a word on the in-case card of the first seat."""
    trainee.terminal.press("i")
    trainee.wait(room_text.IN_CASE_TITLE)
    trainee.terminal.press("a")
    trainee.wait(room_text.IN_CASE_OF.partition("{")[0] + "A")
    trainee.terminal.press("enter")
    trainee.in_a_field()
    trainee.terminal.type(word)
    trainee.wait(word)
    trainee.terminal.press("escape")
    trainee.out_of_fields()
    trainee.session.put_in_case("A", "where", word)
    trainee.terminal.press("escape")
    trainee.see()
