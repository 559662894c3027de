"""What the screens say of whom to ring: numbers, what to say first, and whether a practice is likely to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from textual.content import Content

from netmeet_tui import catalogue
from netmeet_tui.directory import route, words
from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.route import Missing
from netmeet_tui.directory.service import EVERYWHERE, UNKNOWN, Service
from netmeet_tui.meeting.state import Concern
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.settings import Organisation
from netmeet_tui.tui import lines, phone_text, text
from netmeet_tui.tui.widgets.panel import asks

if TYPE_CHECKING:
    from netmeet_tui.directory.surgery import Surgery

NEVER: Final = dt.date.max
"""What is due on this day is never due."""

ASKS_LEAD: Final = ("consult", "lead")
"""Steps at which the organisation's lead is asked, without a name (N-18)."""

ASKS_CALENDAR: Final = ("gp", "gp-closed")
"""Steps at which the calendar says something about the practice."""

TOLD: Final = (*ASKS_CALENDAR, "contact")
"""Steps that say something of it themselves: the contact step shows the number beside the sheet."""

FROM_IN_CASE: Final = {"where": "where", "practice": "practice", "name": "who"}
"""What may be taken over from an in-case card, and into which sealed field. A phone number is the person's own."""

PROPOSED: Final = {"open-likely": "open-likely", "closed": "closed", "unknown": "unknown"}
"""The choice at the step ``gp`` that the calendar points at, by what it knows."""

_NEXT_NATION: Final = ("ENG", "WLS", "SCT", "NIR", "unset")


def recipients(pack: Pack, concern: Concern, offer: str = "") -> tuple[str, ...]:
    """The kinds of services in question where a concern stands."""
    if concern.lane.step == CLOSED:
        return ()
    return route.recipients(concern.lane.step, _facts(pack, concern), offer)


def services(
    pack: Pack, concern: Concern, directory: Directory, nation: str, organisation: Organisation, offer: str = ""
) -> tuple[Service | Missing, ...]:
    """Who may be rung where a concern stands, in the order to show."""
    ground = lanes.fact(pack, concern.lane, "ground")
    found = route.services(directory, nation, recipients(pack, concern, offer), ground)
    return (*_lead(concern.lane.step, organisation), *found)


def has_card(pack: Pack, concern: Concern, organisation: Organisation, offer: str = "") -> bool:
    """Whether there may be somebody to ring, before the directory has been read."""
    return bool(recipients(pack, concern, offer) or _lead(concern.lane.step, organisation))


def _facts(pack: Pack, concern: Concern) -> Mapping[str, str]:
    return dict(zip(pack.facts, concern.lane.situation.facts, strict=True))


def _lead(step: str, organisation: Organisation) -> tuple[Service, ...]:
    number = organisation.lead_phone.strip()
    if step not in ASKS_LEAD or not number:
        return ()
    label = organisation.lead.strip() or phone_text.PHONE_LEAD
    lead = Service("lead", EVERYWHERE, label, number, "other", NEVER, NEVER, say=phone_text.PHONE_LEAD_SAY)
    return (msgspec.structs.replace(lead, without_consent=True),)


# -- the card ------------------------------------------------------------------------------------------------


def digits(one: Service | Missing) -> str:
    """The number as it is shown large; nothing where it is none that can be dialled."""
    return one.number if isinstance(one, Service) and one.by != "sign" else ""


def named(one: Service | Missing, nation: str) -> str:
    """What a service is called; with the nation that it is for, where none is chosen."""
    if isinstance(one, Missing):
        return phone_text.PHONE_MISSING_TITLE.get(one.recipient, words.RECIPIENTS.get(one.recipient, one.recipient))
    places = [one.area if one.area != UNKNOWN else "", one.where if nation == "unset" else ""]
    return ", ".join((one.label, *filter(None, places)))


def rung(one: Service) -> str:
    """What is done with the number."""
    return {"text": phone_text.PHONE_TEXT_TO, "sign": phone_text.PHONE_GO_TO}.get(one.by, "")


def first(one: Service | Missing) -> Content:
    """What to say first, and what they ask; or why there is nobody to ring."""
    if isinstance(one, Missing):
        missing = (
            words.GAP
            if one.confirm
            else phone_text.PHONE_MISSING.get(one.recipient, phone_text.PHONE_MISSING_OTHER)
        )
        return Content(missing)
    rows = []
    if one.say != UNKNOWN:
        rows.append(Content.assemble((f"{phone_text.PHONE_SAY}: ", "$quiet"), (one.say, "bold")))
    if one.recipient == "emergency":
        rows.append(Content.styled(f"{phone_text.PHONE_ASKS}:", "$quiet"))
        rows.append(asks())
    elif one.id != "lead" and one.by == "call":
        rows.append(Content.assemble((f"{phone_text.PHONE_MAY_ASK}: ", "$quiet"), phone_text.PHONE_USUAL_ASKS))
    return Content("\n").join(rows)


def about(one: Service | Missing, today: dt.date) -> Content:
    """What it is for, when, for whom, other ways to reach it, and how all that is known (N-11)."""
    if isinstance(one, Missing):
        return Content("")
    past = one.stale(today)
    rows = [Content.styled(words.PAST.format(day=catalogue.day(one.verify_again_by)), "bold")] if past else []
    rows += [Content.assemble((f"{label}: ", "$quiet"), said) for label, said in _told(one)]
    return Content("\n").join(rows)


def _told(one: Service) -> Iterator[tuple[str, str]]:
    if one.only != UNKNOWN:
        yield phone_text.PHONE_FOR, one.only
    if one.id == "lead":
        return
    yield phone_text.PHONE_HOURS, one.hours_said
    callers = [words.CALLERS[who] for who in one.who.may_call] or [words.UNKNOWN]
    yield phone_text.PHONE_CALLERS, "; ".join((*callers, words.HANDOVER[one.who.professional_handover]))
    access = one.access
    for label, said in (
        (phone_text.PHONE_BSL, access.bsl),
        (phone_text.PHONE_TYPED, access.text),
        (phone_text.PHONE_NO_VOICE, access.no_voice),
    ):
        yield label, words.UNKNOWN if said == UNKNOWN else said
    yield phone_text.PHONE_KNOWN, "; ".join(_known(one))


def _known(one: Service) -> Iterator[str]:
    yield words.GRADES[one.grade]
    if one.vouched_by:
        yield words.VOUCHED.format(who=one.vouched_by)
    if one.confirmed_by and one.confirmed_on:
        yield words.CONFIRMED.format(who=one.confirmed_by, day=catalogue.day(one.confirmed_on))
    yield words.VERIFIED.format(day=catalogue.day(one.verified_on))
    if one.verify_again_by != NEVER:
        yield phone_text.PHONE_AGAIN.format(day=catalogue.day(one.verify_again_by))


def dated(pack: Pack, directory: Directory) -> Content:
    """Which policy and which directory this is, and of when (L-10)."""
    days = [one.verified_on for one in directory.every() if one.verified_on != NEVER]
    told = phone_text.PHONE_DIRECTORY.format(day=catalogue.day(max(days)))
    return Content.assemble(lines.dated(pack), (f". {told}.", "$quiet"))


def compact(shown: Sequence[Service | Missing]) -> Content:
    """The first number on one line, for the step itself; nothing where there is none to show."""
    one = shown[0] if shown else None
    if one is None or isinstance(one, Missing):
        return Content("")
    said = phone_text.PHONE_RING_TEXT if one.by == "text" else phone_text.PHONE_RING
    number = said.format(service=one.label, number=one.number)
    return Content.assemble((number, "bold"), (f"   {phone_text.PHONE_MORE}", "$quiet"))


# -- the practice --------------------------------------------------------------------------------------------


def calendar(nation: str, at: dt.datetime) -> Surgery:
    """How likely a practice is to answer; on the keeper's thread, because the calendar takes a moment to load."""
    from netmeet_tui.directory.surgery import surgery

    return surgery(nation, at)


def next_nation(nation: str) -> str:
    """The nation to ask about after this one."""
    return _NEXT_NATION[(_NEXT_NATION.index(nation) + 1) % len(_NEXT_NATION)]


def proposed(step: str, surgery: Surgery, nation: str, meeting: str) -> Content:
    """What the calendar says of a practice in a nation; the decision is the facilitators' (T-18)."""
    said = {
        "open-likely": phone_text.GP_OPEN_LIKELY,
        "closed": phone_text.GP_CLOSED,
        "unknown": phone_text.GP_UNKNOWN,
    }
    deciding = step == "gp"
    parts = [said[surgery.state].format(because=surgery.because)] if deciding else []
    if surgery.next_likely is not None:
        parts.append(phone_text.GP_NEXT.format(when=moment(surgery.next_likely)))
    if nation != meeting:
        parts.append(phone_text.GP_ASKED.format(nation=words.NATIONS.get(nation, phone_text.GP_ANYWHERE)))
    yours = f" {phone_text.GP_YOURS}" if deciding else ""
    return Content.assemble(" ".join(parts), (yours, "bold"), (f" {phone_text.GP_OTHER}", "$quiet"))


def pointed_at(step: str, choice: str, surgery: Surgery | None) -> str:
    """What stands beside a choice because of the calendar; words, and no choice is made by them."""
    if surgery is None:
        return ""
    if step == "gp" and PROPOSED[surgery.state] == choice:
        return f"  {phone_text.GP_MARK}"
    if step == "gp-closed" and choice == "wait" and surgery.next_likely is not None:
        return f" ({moment(surgery.next_likely, tuple(words.DAYS.values()))})"
    return ""


def moment(when: dt.datetime, weekdays: Sequence[str] = text.WEEKDAYS) -> str:
    """A day of this week or the next, and the time: "Tuesday 29 December, 08:00"."""
    return phone_text.WEEKDAY_AND_TIME.format(
        weekday=weekdays[when.weekday()], day=catalogue.day_and_month(when.date()), time=f"{when:%H:%M}"
    )
