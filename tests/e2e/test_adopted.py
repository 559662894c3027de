"""An organisation's own policy on the real program: adopted, it is what the screens say; changed, it is not run."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

from netmeet_tui.adoption import Checked, adopt, history, live
from netmeet_tui.packfiles import Files
from netmeet_tui.policy.load import load
from tests.e2e.facilitator import PROGRAM, Facilitator
from tests.e2e.test_bad_input import card_works, plain_card_works, says
from tests.terminal import ROOT


def netmeet(home: Path, *words: str | Path) -> str:
    """What a command prints, once it is done without complaint."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        env={"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def put_in_force(policy: Path, ours: Path, who: str) -> None:
    """What the command does once the proof holds, which takes its time and has tests of its own."""
    files = Files.read(ours)
    adopt(policy, Checked(files, load(files)), ours, who, datetime.now().astimezone())


def say(ours: Path, before: str, after: str) -> None:
    """Put something in other words."""
    words = (ours / "words.toml").read_text(encoding="utf-8")
    assert before in words
    (ours / "words.toml").write_text(words.replace(before, after), encoding="utf-8")


def look(someone: Facilitator, policy: Path, title: str) -> None:
    """Hold a meeting in which a concern's first screen has this title, and 999 is where it always is."""
    someone.pack = live(policy).pack
    someone.unlock()
    someone.start_meeting()
    someone.flag("own-life")
    assert title in " ".join(someone.still().split())
    card_works(someone)
    someone.end("We have to stop here")
    someone.terminal.press("q")
    assert someone.terminal.wait_exit() == 0


def test_an_adopted_policy_is_shown_and_a_changed_one_is_not(home: Path) -> None:
    ours, policy = home / "ours", home / ".local" / "share" / "netmeet" / "policy"
    as_shipped, first, second = "Is anyone’s life in danger right now?", "Is a life in danger?", "Is it 999 now?"
    netmeet(home, "policy", "init", ours)
    say(ours, as_shipped, first)
    put_in_force(policy, ours, "Robin Reed")
    assert "by Robin Reed on " in netmeet(home, "policy", "adopted")
    with Facilitator(home) as someone:
        someone.wait_ready()
        card_works(someone)
        look(someone, policy, first)
        say(ours, first, second)
        someone.reopen()
        someone.wait_ready()
        says(someone, f"The policy in {ours} was changed after it was adopted")
        look(someone, policy, first)
        put_in_force(policy, ours, "Sam Sand")
        someone.reopen()
        someone.wait_ready()
        look(someone, policy, second)
        record = history(policy)[0].record
        assert record is not None
        say(policy / record.hash, second, as_shipped)
        someone.reopen()
        someone.wait_ready()
        says(someone, "changed or damaged since", "the one that Robin Reed adopted on")
        card_works(someone)
        look(someone, policy, first)
    plain_card_works(home)
    assert "Sam Sand" in netmeet(home, "policy", "adopt", "--shipped", "--name", "Sam Sand")
    with Facilitator(home) as someone:
        someone.wait_ready()
        look(someone, policy, as_shipped)
