"""What the program is for, from an empty home folder to nothing left of the meeting."""

from __future__ import annotations

from pathlib import Path

from netmeet_tui.tui import home_text, meeting_text
from tests.e2e.facilitator import Facilitator, files_in, flat, numbered, vault_of

SAID = "that I have had thoughts of suicide, and would like an appointment"


def test_a_meeting_from_the_first_start_to_its_erasing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Facilitator(home) as someone:
        assert not vault_of(home).exists()
        someone.first_start()
        assert meeting_text.IN_MEMORY not in someone.see()

        someone.flag("own-life")
        someone.choices("danger=no access=ready talk=talked explain=explained ask=open-to-it")
        someone.answer("gp", "yes")
        someone.write(may_say=SAID, keep_back="what I told you of my sister")
        someone.choices("scope=agreed gp=open-likely")
        someone.write(who="Rowan Ash", practice="Mill Street", where="12 Brook Lane")
        someone.choose("identity", "given")
        screen = someone.see()
        assert SAID.split()[0] in flat(screen)
        assert "Rowan Ash" in screen
        someone.write(
            situation="A facilitator of a meeting, ringing with their yes",
            background="Thoughts on most evenings",
            seen="Tired, clear, and glad to be asked",
            asking="An appointment this week",
            call_back="01632 960 001",
        )
        someone.choose("handover", "ready")
        someone.choose("contact", "accepted")
        assert "Rowan Ash" not in someone.see()  # who they are was for the call
        someone.choose("who-knows", "told")
        someone.choose("card", "given")
        assert someone.pack.words.outcomes["gp"] in flat(someone.see())
        assert len([name for name in files_in(vault_of(home)) if name.startswith("meetings/")]) >= 3

        someone.end()
        offered = [home_text.HOME_START, home_text.HOME_PAUSE, home_text.HOME_LEARN]
        assert list(numbered(someone.terminal.text()).values()) == offered
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
        assert sorted(files_in(vault_of(home))) == ["vault.db", "vault.json"]
        assert sorted(files_in(home)) == sorted(
            f".local/share/netmeet/vault/{name}" for name in ("vault.db", "vault.json")
        )
        assert someone.terminal.after_exit_text().strip() == ""

        someone.reopen()
        someone.wait_ready()
        someone.unlock()
        assert list(numbered(someone.terminal.text()).values()) == [home_text.HOME_START]


def test_a_meeting_that_was_left_open_is_gone_on_with(home: Path) -> None:
    with Facilitator(home) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.start_meeting()
        someone.seat("Robin")
        someone.flag("child", "A")
        someone.close()
        someone.reopen()
        someone.wait_ready()
        someone.unlock()
        someone.resume()
        someone.end("They are talking with the school tomorrow")
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
        assert sorted(files_in(vault_of(home))) == ["vault.db", "vault.json"]
