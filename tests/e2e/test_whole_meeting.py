"""Whole meetings in the real program: one in which nothing happens, one on a bank holiday with two concerns."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from netmeet_tui.directory import words
from netmeet_tui.policy import opening
from netmeet_tui.tui import ahead_text, end_text, home_text, meeting_text, phone_text, room_text
from tests.e2e.facilitator import Facilitator, files_in, flat, numbered, settings_of, vault_of
from tests.scale import times

MARKER = "Quokka"
"""Stands in the calendar wherever people write what a meeting is about; no screen and no file may say it."""

HOLIDAY = "2026-12-28T16:10:00+00:00"
ON_THE_HOLIDAY = (sys.executable, "-m", "tests.e2e.on_a_day", HOLIDAY)

CODE = re.compile("[█▀▄ ]+$", re.MULTILINE)
"""A code that stands to the right of what a card says."""

CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//made up//EN
X-WR-CALNAME:{MARKER}
BEGIN:VEVENT
UID:weekly@example.org
DTSTART;TZID=Europe/London:20261221T163000
DTEND;TZID=Europe/London:20261221T180000
RRULE:FREQ=WEEKLY
SUMMARY:{MARKER} and their sister
DESCRIPTION:{MARKER} is not well
LOCATION:3 Long Lane\\, Ayr\\, door B
ATTENDEE;CN={MARKER}:mailto:{MARKER.lower()}@example.org
END:VEVENT
END:VCALENDAR
"""


def settle_nation(home: Path, nation: str) -> None:
    """The organisation is in this nation."""
    settings = settings_of(home)
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'[policy]\nnation = "{nation}"\n', encoding="utf-8")


def test_a_meeting_without_a_concern_from_the_calendar_to_its_end(home: Path) -> None:
    calendar = home / "meetings.ics"
    calendar.write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    with Facilitator(home, command=ON_THE_HOLIDAY) as someone:
        someone.wait_ready()
        someone.unlock()
        someone.terminal.press("a")
        someone.pick(ahead_text.AHEAD_CHOICES[1])
        someone.in_a_field()
        someone.terminal.type("~/meetings.ics")
        someone.terminal.press("enter")
        screen = someone.terminal.wait_for(lambda s: ahead_text.CALENDAR_CHOICES[0] in numbered(s).values())
        assert "3 Long Lane, Ayr, door B" in flat(screen)
        someone.pick(ahead_text.CALENDAR_CHOICES[0])
        someone.wait(ahead_text.AHEAD_TAKEN)
        someone.terminal.press("escape")

        someone.pick(home_text.AHEAD_START_NEAR[0].format(time="16:30"))
        someone.begun()
        someone.wait("3 Long Lane, Ayr, door B")  # where it is held, for the 999 card
        someone.open_999()
        someone.wait("3 Long Lane, Ayr, door B")
        someone.back_from_999()

        someone.terminal.press("b")
        points = opening.points(someone.pack, someone.state.given, "in-person")
        for point in points[:-1]:
            someone.wait(point.title)
            someone.pick(room_text.OPENING_CHOICES[0])
        someone.wait(points[-1].title)
        someone.pick(room_text.OPENING_LAST[0])
        someone.terminal.wait_for(lambda s: meeting_text.NO_CONCERNS in s and room_text.OPENING_OFFER not in s)

        someone.seat("Heron")
        someone.seat()
        someone.terminal.press("r")
        someone.pick(meeting_text.MARK_ROUND)
        someone.terminal.wait_for(lambda s: meeting_text.MARKED_ROUND in s.split("\n")[0])
        before = someone.kill_and_restart()  # a power cut in the middle of it
        assert meeting_text.MARKED_ROUND in before.split("\n")[0]
        someone.terminal.press("t")
        someone.wait("116 123")
        someone.terminal.press("escape")
        someone.see()

        someone.end()
        someone.wait(end_text.END_KEPT_NOTHING)
        someone.terminal.press("q")
        assert someone.terminal.wait_exit() == 0
        assert MARKER.lower().encode() not in someone.terminal.raw.lower()
    assert sorted(files_in(vault_of(home))) == ["vault.db", "vault.json"]
    assert not [name for name, data in files_in(home / ".local").items() if MARKER.encode() in data]


NATIONS = (
    ("ENG", "It is a bank holiday in England", "Choose the mental health option"),
    ("SCT", "in Scotland", ""),  # in every run tests/tui/test_phone.py tells what is other there
)


@pytest.mark.parametrize(("nation", "shut", "first"), NATIONS[: times(1, len(NATIONS))])
def test_two_concerns_on_a_bank_holiday(home: Path, nation: str, shut: str, first: str) -> None:
    """V-08 beside a second concern: they want their practice told, it is shut, and 111 is what they choose."""
    settle_nation(home, nation)
    with Facilitator(home, command=ON_THE_HOLIDAY) as callum:
        callum.policy = {"nation": nation}
        callum.wait_ready()
        callum.unlock()
        callum.start_meeting()
        callum.seat("Callum")
        callum.seat("Brid")
        callum.flag("own-life", "A")
        callum.choices("danger=no access=ready talk=talked explain=explained ask=open-to-it")
        callum.flag("harm-other", "B")
        callum.choices("danger=no access=ready talk=talked")
        callum.happen("!left")
        callum.go_to(1)
        callum.answer("gp", "yes")
        callum.write(may_say="that I would like to be seen soon", keep_back="my sister")
        callum.choose("scope", "agreed")
        screen = callum.wait(shut)
        assert phone_text.GP_MARK in flat(screen)
        assert "Tuesday 29 December" in flat(screen)
        callum.choices("gp=closed gp-closed=urgent-health")
        callum.choose("scope", "agreed")
        callum.terminal.press("t")
        callum.terminal.wait_for(lambda s: s.split("\n")[0].strip().startswith(phone_text.PHONE_WHERE))
        if first:
            callum.terminal.wait_for("▀")  # the code for a phone's camera
            assert first in flat(CODE.sub("", callum.terminal.text()))
        else:  # nobody in the organisation has tried the number yet
            callum.wait(words.GAP)
        callum.terminal.press("escape")
        callum.see()
        callum.write(situation="A facilitator, with Callum, who has said yes", asking="To talk tonight")
        callum.choices("handover=ready contact=accepted")
        assert callum.fact("outcome") == "urgent-health"
        callum.choices("who-knows=told card=given")
        callum.go_to(2)
        callum.happen("!returned")
        assert callum.lane.step == "talk"  # a yes from before would not be a yes now
        callum.choices("talk=reassured stand-down=agreed", "They spoke of a game")
        callum.choose("card", "given")
        callum.end()
        callum.terminal.press("q")
        assert callum.terminal.wait_exit() == 0
