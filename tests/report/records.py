"""Trails to tell, as a meeting leaves them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from netmeet_tui.meeting import trail
from netmeet_tui.meeting.journal import MemoryJournal
from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.trail import Trail
from netmeet_tui.policy.load import shipped

PACK = shipped()
MADE_ON = date(2026, 3, 6)
WORD = "quillfeather"
"""What was typed wherever something could be: it stands in no trail, and so in no copy."""


class Minutes:
    """A clock that goes on by a minute each time it is looked at."""

    now = datetime(2026, 3, 4, 23, 50, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def left(kind: str, path: str) -> Trail:
    """What a meeting leaves in which a concern went this way, with the word typed on the way."""
    session = Session.begin(PACK, MemoryJournal(), Minutes(), {"records": "trails", "nation": "SCT"})
    number = session.flag(kind, session.take_seat(WORD))
    for entry in path.split():
        step = PACK.steps[session.state.concern(number).lane.step]
        for field in step.fields:
            session.write(number, field, WORD)
        for field in step.sealed:
            session.seal(number, field, WORD)
        if entry.startswith("!"):
            session.happen(number, entry)
        else:
            session.choose(number, entry.partition("=")[2], WORD)
    return trail.of(PACK, session.state)[number]
