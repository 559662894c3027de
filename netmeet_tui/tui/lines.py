"""What the step and meeting screens say about a concern, computed from the state; no widget, no decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from textual.content import Content

from netmeet_tui import catalogue
from netmeet_tui.meeting.state import SOMEONE_ELSE, Concern, Meeting, Seat
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import text


def kind_of(pack: Pack, concern: Concern) -> str:
    """The short word for the kind of a concern."""
    return pack.words.kinds[lanes.fact(pack, concern.lane, "kind")].short


def seat_of(state: Meeting, concern: Concern) -> str:
    """Whom a concern is about, as it is shown; empty when that was left open."""
    if not concern.seat or concern.seat == SOMEONE_ELSE:
        return ""
    seat = state.seat(concern.seat)
    return text.ABOUT.format(seat=seat or Seat(concern.seat))


def stands(pack: Pack, concern: Concern) -> str:
    """Where a concern stands, in a few words."""
    if concern.lane.closed:
        outcome = lanes.fact(pack, concern.lane, "outcome")
        return f"{text.CLOSED}: {pack.words.outcomes[outcome]}"
    at = text.STEP_AT.format(step=pack.steps[concern.lane.step].words.short)
    if concern.left_open:
        return f"{text.LEFT_OPEN}, {at}"
    return f"{text.PARKED}, {at}" if concern.lane.parked else at


def trail(pack: Pack, concern: Concern, width: int) -> Content:
    """The steps taken, the newest last and standing out; the oldest make room when there are many."""
    names = [_named(pack, entry) for entry in concern.lane.trail()]
    here = pack.steps[concern.lane.step].words.short if not concern.lane.closed else text.CLOSED
    used, shown = len(here), []
    for name in reversed(names):
        used += len(name) + 3
        if used > width - 4:
            shown.append("…")
            break
        shown.append(name)
    done = " › ".join(reversed(shown))
    return Content.assemble((f"{done} › " if done else "", "$quiet"), (here, "bold"))


def story(pack: Pack, concern: Concern, given: lanes.Given) -> Content:
    """What was chosen so far, one line each, with the reasons given."""
    lane: lanes.Lane | None = concern.lane
    chain: list[lanes.Lane] = []
    while lane is not None:
        chain.append(lane)
        lane = lane.before
    chain.reverse()
    lines: list[Content] = []
    for before, after, reason in zip(chain, chain[1:], concern.reasons, strict=False):
        assert after.last is not None
        said = _said(pack, before, after.last, given)
        parts: list[str | tuple[str, str]] = [said]
        if reason:
            parts.append((f" ({reason})", "$quiet"))
        lines.append(Content.assemble(*parts))
    return Content("\n").join(lines) if lines else Content.styled(text.NOTHING_YET, "$quiet")


def _said(pack: Pack, lane: lanes.Lane, entry: lanes.Entry, given: lanes.Given) -> str:
    if entry.what.startswith("!"):
        return f"({pack.words.events[entry.what].label})"
    offer, _, answer = entry.what.partition("=")
    if answer:
        return f"{pack.words.offers[offer].label}: {getattr(pack.words.answers, answer).lower()}"
    step = pack.steps[lane.step]
    words = step.worded(lanes.world(lane.situation, given))
    short = step.words.short
    return f"{short}{' ' if short.endswith('?') else ': '}{words.choices[entry.what]}"


def _named(pack: Pack, entry: lanes.Entry) -> str:
    if entry.what.startswith("!"):
        return f"({pack.words.events[entry.what].label})"
    offer, _, answer = entry.what.partition("=")
    return pack.words.offers[offer].label if answer else pack.steps[entry.step].words.short


def ledger(pack: Pack, concern: Concern) -> Iterable[tuple[str, str, str]]:
    """Each offer: its id, its label and the answer so far (N-03)."""
    words = pack.words.answers
    said = {"-": words.unasked, "no": words.no, "later": words.later, "unavailable": words.unavailable}
    for offer in pack.offers:
        yield offer, pack.words.offers[offer].label, said[lanes.fact(pack, concern.lane, offer)]


def call(pack: Pack, concern: Concern) -> str:
    """Who is contacted, and on what ground: the first line of the sheet."""
    route, ground = (lanes.fact(pack, concern.lane, name) for name in ("route", "ground"))
    to = text.CALL_TO.format(route=pack.words.routes[route])
    return f"{to}   {text.GROUND.format(ground=pack.words.grounds[ground])}"


def scope(pack: Pack, concern: Concern) -> str:
    """What may be said, by its ground: with their yes, what they agreed to and what they want kept back (N-07)."""
    ground = lanes.fact(pack, concern.lane, "ground")
    if ground != "consent":
        return text.SCOPE.get(ground, "")
    said = {"may-say": text.AGREED, "keep-back": text.KEPT_BACK}
    told = {name: concern.written.get(name, "").strip() for name in said}
    return "\n".join(said[name].format(agreed=words) for name, words in told.items() if words)


def not_open(pack: Pack, state: Meeting, concern: Concern) -> Content:
    """The choices that are not open where a concern stands, each with its reason; nothing when all are."""
    shut = [o for o in lanes.choices(pack, concern.lane, state.given) if not o.open and o.because]
    rows = [Content.assemble(f"{offered.label}: ", (offered.because, "$quiet")) for offered in shut]
    return Content.assemble((f"{text.NOT_OPEN}\n", "bold"), Content("\n").join(rows)) if rows else Content("")


def dated(pack: Pack) -> Content:
    """Which policy this is, and of when (L-10)."""
    return Content.styled(text.DATED.format(version=pack.version, dated=pack.dated), "$quiet")


def day(when: date) -> str:
    """A day as people write it."""
    return catalogue.day(when)


def lasted(since: datetime, now: datetime) -> str:
    """How long something has gone on, in minutes; never negative, whatever the clock does."""
    minutes = max(int((now - since) / timedelta(minutes=1)), 0)
    if minutes < 60:
        return text.MINUTES.format(minutes=minutes)
    return text.HOURS.format(hours=minutes // 60, minutes=minutes % 60)
