"""A service in words, one thing a line: for a screen, and for the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from netmeet_tui.catalogue import day
from netmeet_tui.directory import words
from netmeet_tui.directory.emergency import RESERVED
from netmeet_tui.directory.service import UNKNOWN, Service


def record(service: Service, today: dt.date) -> Iterator[tuple[str, str]]:
    """What there is to know about a service: a label and its words. What is not known is said to be so."""
    if late := past(service, today):
        yield words.CHECK, late
    if service.say != UNKNOWN:
        yield words.SAY, service.say
    if service.only != UNKNOWN:
        yield words.ONLY, service.only
    yield words.HOURS, service.hours_said
    yield words.WHO, _who(service)
    yield words.WITHOUT, _their_yes(service)
    for label, said in (
        (words.BSL, service.access.bsl),
        (words.BY_TEXT, service.access.text),
        (words.NO_VOICE, service.access.no_voice),
    ):
        yield label, words.UNKNOWN if said == UNKNOWN else said
    if where := place(service):
        yield words.WHERE, where
    yield words.KNOWN, "; ".join(known(service))
    if service.source.startswith("http"):
        yield words.SOURCE, service.source
    if service.id not in RESERVED and not late:
        yield words.CHECK, words.AGAIN.format(day=day(service.verify_again_by))


def place(service: Service) -> str:
    """Where it is for; empty where it is for everybody."""
    area = "" if service.area == UNKNOWN else service.area
    return ", ".join(filter(None, (area, service.where)))


def past(service: Service, today: dt.date) -> str:
    """A sentence when it was to be checked again by now; empty otherwise. The number is shown all the same."""
    return words.PAST.format(day=day(service.verify_again_by)) if service.stale(today) else ""


def known(service: Service) -> Iterator[str]:
    """How it is known, in words and never as a letter."""
    if service.id in RESERVED:
        yield words.COMPILED
        return
    if service.grade != "C" or service.waits:
        yield words.GRADES[service.grade]
    if service.confirmed_by and service.confirmed_on is not None:
        yield words.CONFIRMED.format(who=service.confirmed_by, day=day(service.confirmed_on))
    if service.vouched_by:
        yield words.VOUCHED.format(who=service.vouched_by)
    if service.grade != "C":  # nobody has seen that one on a page
        yield words.VERIFIED.format(day=day(service.verified_on))


def _their_yes(service: Service) -> str:
    if service.recipient == "emergency":
        return words.NOT_NEEDED
    return words.MAY_BE if service.without_consent else words.WITH_A_YES


def _who(service: Service) -> str:
    callers = [words.CALLERS[caller] for caller in service.who.may_call]
    return "; ".join((*callers, words.HANDOVER[service.who.professional_handover]))
