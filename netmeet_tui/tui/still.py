"""What a key or a field asked for, done in a meeting where it still makes sense. On the keeper's thread.

A page asks for it with what is true when the key is pressed. By the time it is its turn on the keeper's thread,
something asked for before may have moved the lane on, or emptied the seat. So the looking and the doing are one
here; what nobody wants any more is let go of, and no fault.
"""

from __future__ import annotations

from collections.abc import Callable

from netmeet_tui.meeting.session import Session
from netmeet_tui.policy import lane as lanes


def write(session: Session, number: int, field: str, text: str) -> None:
    """Write in a field of a lane, sealed where that is so, while its step has it. Raises JournalError."""
    lane = session.state.concern(number).lane
    step = None if lane.closed else session.pack.steps[lane.step]
    if step is not None and field in step.fields:
        session.write(number, field, text)
    elif step is not None and field in step.sealed:
        session.seal(number, field, text)


def choose(session: Session, number: int, step: str, choice: str, reason: str) -> bool:
    """Make a choice in a lane, while it stands at that step and offers it; whether it was made.

    Raises ReasonNeeded, JournalError.
    """
    lane = session.state.concern(number).lane
    offered = lanes.choices(session.pack, lane, session.state.given) if lane.step == step else ()
    there = any(one.open and one.choice.id == choice for one in offered)
    if there:
        session.choose(number, choice, reason)
    return there


def happen(session: Session, number: int, event: str) -> None:
    """One of the flow's events happened in a lane, where it makes sense. Raises JournalError."""
    if event in lanes.events(session.pack, session.state.concern(number).lane, session.state.given):
        session.happen(number, event)


def seated(session: Session, letter: str, act: Callable[[], None]) -> None:
    """Do something to a seat, while somebody sits there. Raises what it raises."""
    if session.state.seat(letter) is not None:
        act()
