"""Records that are due: one at a time, what it is, and what becomes of it. Only a person erases one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netmeet_tui.catalogue import _
from netmeet_tui.meeting.trail import Taken, Trail
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import lines, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.records import Due


class ReviewPage(Page[None]):
    """One record; the next comes when it is decided or left for another time."""

    CSS_PATH = "review.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 3),
        Key("escape", "back", _("back"), _("Not now: all that is left stays due."), ("m",)),
        Key("up", "scroll(-3)", "", "", ("k",), shown=False),
        Key("down", "scroll(3)", _("the rest"), _("Down and up: the rest of what was kept."), ("j",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, due: tuple[Due, ...]) -> None:
        super().__init__()
        self._due = due
        self._at = 0

    def body(self) -> ComposeResult:
        """What it is and the way of it, which may be long; the choices stay in sight."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(id="what")
            yield Static(id="way")
        yield Static(id="choices")

    def show(self) -> None:
        """The record that is to be decided now."""
        self.where(text.REVIEW_WHERE, text.REVIEW_OF.format(number=self._at + 1, of=len(self._due)))
        self.put("#what", described(self._here))
        self.put("#way", way(self._here))
        again = text.keep_another(self.keeper.review_after_months)
        self.put("#choices", listed((text.REVIEW_ERASE, again, text.REVIEW_NOT_NOW)))
        super().show()

    @property
    def _here(self) -> Due:
        return self._due[self._at]

    def action_pick(self, place: int) -> None:
        """Take the line of that number."""
        if place == 1:
            self.run_worker(self._ask(), group="choosing", exclusive=True)
        elif place == 2:
            self.doing(partial(self._decided, self.keeper.renew_record))
        else:
            self.doing(self._next)

    async def _ask(self) -> None:
        from netmeet_tui.tui.screens.ask import AskPage

        question = AskPage(text.REVIEW_ERASE_TITLE, text.REVIEW_ERASE_LINES, text.REVIEW_ERASE_CHOICES)
        if await self.desk.push_screen_wait(question):
            self.doing(partial(self._decided, self.keeper.erase_record))

    async def _decided(self, act: Callable[[str], Awaitable[None]]) -> None:
        await act(self._here.id)
        await self._next()

    async def _next(self) -> None:
        if self._at + 1 < len(self._due):
            self._at += 1
            self.query_one(VerticalScroll).scroll_home(animate=False)
        else:
            await self.desk.home()

    def action_scroll(self, by: int) -> None:
        """The rest of what was kept."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Not now."""
        self.doing(self.desk.home)


def described(due: Due) -> Content:
    """What was kept, in the words of the policy that it was begun under; in its ids when that is not to be had."""
    trail, pack = due.trail, due.pack
    if trail is None:
        return Content(text.REVIEW_UNREADABLE.format(day=lines.day(date.fromisoformat(due.kept_on))))
    kind, outcome, ground = trail.kind, trail.outcome, trail.ground
    if pack is not None:
        words = pack.words
        kind = words.kinds[kind].label if kind in words.kinds else kind
        outcome, ground = words.outcomes.get(outcome, outcome), words.grounds.get(ground, ground)
    rows = [
        Content.styled(kind, "bold $accent"),
        Content(text.REVIEW_MEETING.format(day=lines.day(trail.began))),
        Content(text.OUTCOME.format(outcome=outcome)),
        Content(text.GROUND.format(ground=ground)),
        Content.styled(text.REVIEW_POLICY.format(policy=trail.policy), "$quiet"),
    ]
    if trail.left_open:
        rows.insert(3, Content(text.REVIEW_LEFT_OPEN))
    if pack is None:
        rows.append(Content.styled(text.REVIEW_NO_POLICY, "$quiet"))
    return Content("\n").join(rows)


def way(due: Due) -> Content:
    """What was chosen and what happened, one line each, with its time."""
    if due.trail is None:
        return Content("")
    rows = [Content.assemble((f"{taken.at:%H:%M}  ", "$quiet"), said) for taken, said in _said(due.trail, due.pack)]
    return Content("\n").join(rows)


def _said(trail: Trail, pack: Pack | None) -> Iterator[tuple[Taken, str]]:
    for taken in trail.way:
        event, step = taken.what.startswith("!"), pack and pack.steps.get(taken.step)
        offer, _, answer = taken.what.partition("=")
        if pack and event and taken.what in pack.words.events:
            yield taken, f"({pack.words.events[taken.what].label})"
        elif pack and answer and offer in pack.words.offers:
            yield taken, f"{pack.words.offers[offer].label}: {getattr(pack.words.answers, answer, answer).lower()}"
        elif step and taken.what in step.words.choices:
            short = step.words.short
            yield taken, f"{short}{' ' if short.endswith('?') else ': '}{step.words.choices[taken.what]}"
        else:
            yield taken, taken.what if event else f"{taken.step}={taken.what}"
