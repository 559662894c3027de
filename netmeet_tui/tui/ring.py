"""What helps to ring somebody from a step: its card, what the calendar says, what is known already (D-4, D-8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import Concern, Meeting
from netmeet_tui.policy.pack import Step
from netmeet_tui.tui import meeting_text, phone, still, text
from netmeet_tui.tui.directory import read_directory

if TYPE_CHECKING:
    from netmeet_tui.directory.route import Missing
    from netmeet_tui.directory.service import Service
    from netmeet_tui.directory.surgery import Surgery
    from netmeet_tui.tui.keeper import Keeper
    from netmeet_tui.tui.page import Page

SUPPORT = "support"
"""What the step shows at which there is a card to take away."""


# -- the card ------------------------------------------------------------------------------------------------


def named(keeper: Keeper, concern: Concern, step: Step | None, offer: str) -> str:
    """What the card of this step is called; nothing where there is none."""
    if step is not None and step.shows == SUPPORT:
        return meeting_text.TAKE_KEY
    there = phone.has_card(keeper.session.pack, concern, keeper.settled.organisation, offer)
    return text.PHONE_KEY if there else ""


async def card(keeper: Keeper, concern: Concern, step: Step | None, offer: str) -> Page[None] | None:
    """The card of this step: support to take away, or whom to ring. None where there turns out to be nobody."""
    if step is not None and step.shows == SUPPORT:
        from netmeet_tui.tui.screens.takeaway import TakeAwayPage

        return TakeAwayPage()
    from netmeet_tui.tui.screens.route_card import RouteCardPage

    shown, directory = await rung(keeper, concern, offer), await read_directory(keeper)
    return RouteCardPage(keeper.session.pack, directory, shown, keeper.nation) if shown else None


async def rung(keeper: Keeper, concern: Concern, offer: str) -> tuple[Service | Missing, ...]:
    """Who may be rung where a concern stands."""
    directory = await read_directory(keeper)
    nation, organisation = keeper.nation, keeper.settled.organisation
    return phone.services(keeper.session.pack, concern, directory, nation, organisation, offer)


# -- the practice --------------------------------------------------------------------------------------------


class Practice:
    """What the calendar says of a practice: in the nation of the meeting, or in another that was asked about."""

    def __init__(self) -> None:
        self.surgery: Surgery | None = None
        """What it last said; nothing before it was asked."""
        self._nation = ""

    async def told(self, keeper: Keeper, step: str) -> Content:
        """Ask it, and tell what it says."""
        nation = self._nation or keeper.nation
        self.surgery = await keeper.do(partial(phone.calendar, nation, keeper.clock()))
        return phone.proposed(step, self.surgery, nation, keeper.nation)

    def next_nation(self, keeper: Keeper) -> None:
        """From now on it is about the next nation."""
        self._nation = phone.next_nation(self._nation or keeper.nation)

    def beside(self, step: str, choice: str) -> str:
        """What stands beside a choice because of it."""
        return phone.pointed_at(step, choice, self.surgery)


# -- the in-case card ----------------------------------------------------------------------------------------


def in_case(state: Meeting, concern: Concern, step: Step | None) -> str:
    """The seat that a concern is about, where its in-case card can be taken over here (D-4)."""
    seat = state.seat(concern.seat)
    if step is None or not step.sealed or seat is None:
        return ""
    return seat.letter if any(field in seat.in_case for field in phone.FROM_IN_CASE) else ""


def take_over(session: Session, number: int, seat: str, step: Step) -> None:
    """What the person put on their in-case card, into fields that are empty. On the keeper's thread."""
    card, there = session.in_case(seat), session.sealed(number)
    for field, into in phone.FROM_IN_CASE.items():
        if into in step.sealed and card.get(field) and not there.get(into):
            still.write(session, number, into, card[field])
