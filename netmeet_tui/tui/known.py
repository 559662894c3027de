"""Who now knows what: every contact that was made in a concern, for telling the person (N-13, C-14).

The person may read it: what was said outside, to whom, what was kept back and what may come next. It speaks of this
concern alone, and says whether a name was on the sheet without saying the name again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Final, NamedTuple

from textual.content import Content

from netmeet_tui.meeting.state import Concern
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import NONE, Pack
from netmeet_tui.tui import phone_text, text

OUTSIDE: Final = {
    "emergency-outcome=accepted": "accepted",
    "emergency-outcome=advice": "advice",
    "emergency-outcome=not-accepted": "not-accepted",
    "contact=accepted": "accepted",
    "contact=advice": "advice",
    "contact=not-accepted": "not-accepted",
    "contact=withdrawn": "withdrawn",
    "self-contact=made": "themselves",
    "self-report=reported": "themselves",
}
"""Choices after which somebody outside knows something, and what came of it."""

BY_SHEET: Final = "contact="


class Contact(NamedTuple):
    """Somebody outside who was told something: by which route, on which ground, what came of it, and when."""

    route: str
    ground: str
    came: str
    at: datetime | None
    sheet: bool


def contacts(pack: Pack, concern: Concern) -> Iterator[Contact]:
    """Every contact of a concern, the first one first; what was undone is none."""
    chain: list[lanes.Lane] = []
    lane: lanes.Lane | None = concern.lane
    while lane is not None:
        chain.append(lane)
        lane = lane.before
    chain.reverse()
    times = concern.times[: len(chain) - 1]
    for before, after, at in zip_longest(chain[:-1], chain[1:], times):
        came = OUTSIDE.get(str(after.last))
        if came is None:
            continue
        route, ground = (lanes.fact(pack, before, name) for name in ("route", "ground"))
        emergency = str(after.last).startswith("emergency-outcome=")
        route = "emergency-services" if emergency else "self" if came == "themselves" else route
        yield Contact(route, ground, came, at, str(after.last).startswith(BY_SHEET))


def told(pack: Pack, concern: Concern, named: frozenset[str] = frozenset()) -> Content:
    """Who knows what, as lines to go through with the person. ``named``: which sealed fields were filled in."""
    outcome = pack.words.outcomes[lanes.fact(pack, concern.lane, "outcome")]
    made = list(contacts(pack, concern))
    rows = [Content.styled(text.OUTCOME.format(outcome=outcome), "bold")]
    rows += [_contact(pack, one) for one in made]
    if not made:
        rows.append(Content(phone_text.KNOWN_NOBODY))
    if any(one.sheet for one in made):
        last = [one for one in made if one.sheet][-1]
        rows += [_labelled(label, said) for label, said in _said(concern, last, named)]
    elif any(one.route == "emergency-services" for one in made):
        rows.append(_labelled(phone_text.KNOWN_SAID, phone_text.KNOWN_SAID_999))
    heard = [one.route for one in made if one.came != "not-accepted"]
    following = dict.fromkeys(phone_text.KNOWN_NEXT[route] for route in heard if route in phone_text.KNOWN_NEXT)
    rows += [_labelled(phone_text.KNOWN_COMES, " ".join(following))] if following else []
    return Content("\n").join(rows)


def _contact(pack: Pack, one: Contact) -> Content:
    who = pack.words.routes[one.route] if one.route != NONE else pack.words.routes["emergency-services"]
    at = phone_text.KNOWN_AT.format(time=f"{one.at:%H:%M}") if one.at is not None else ""
    return Content.assemble((f"{text.DO} ", "$accent"), (f"{who}{at}: ", "bold"), phone_text.KNOWN_CAME[one.came])


def _said(concern: Concern, last: Contact, named: frozenset[str]) -> Iterator[tuple[str, str]]:
    written = {name: words.strip() for name, words in concern.written.items()}
    names = ("may-say",) if last.ground == "consent" and written.get("may-say") else ("situation", "background")
    if said := " ".join(written[name] for name in names if written.get(name)):
        yield phone_text.KNOWN_SAID, said
    if last.came == "withdrawn":
        yield phone_text.KNOWN_IDENTITY, phone_text.KNOWN_IDENTITY_STOPPED
    else:
        there = [told for name, told in phone_text.KNOWN_NAMED.items() if name in named]
        yield phone_text.KNOWN_IDENTITY, ", ".join(there) or phone_text.KNOWN_UNNAMED
    if last.ground == "consent" and written.get("keep-back"):
        yield phone_text.KNOWN_KEPT, written["keep-back"]


def _labelled(label: str, said: str) -> Content:
    return Content.assemble((f"{label}: ", "$quiet"), said)
