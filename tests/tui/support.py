"""The real app over a real keeper, with a fixed clock: held, walked and read by the tests of the screens."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from textual.content import Content
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from netmeet_tui.meeting.session import Session
from netmeet_tui.meeting.state import Concern, Meeting, Seat, at_lane, given
from netmeet_tui.policy.lane import Lane
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.page import Page
from tests.journal.support import PASSPHRASE
from tests.walks import onward

NOW = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
BEGAN = datetime(2026, 3, 4, 17, 48, tzinfo=UTC)

SMALL, USUAL, WIDE = (60, 20), (80, 24), (120, 40)

W = TypeVar("W", bound=Widget)


def keeper_in(folder: Path, theme: str = "dark") -> Keeper:
    """A keeper with nothing on disk yet, no keyring, and a clock that stands still."""
    settings = folder / "settings.toml"
    settings.write_text(f'theme = "{theme}"\nkeyring = false\n', encoding="utf-8")
    return Keeper(folder / "vault", settings, lambda: NOW)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way: no message, no worker, nothing on the keeper's thread. Never sleeps."""
    app = cast(NetmeetApp, pilot.app)
    before: object = None
    calm = 0
    while calm < 2:
        await pilot.pause(0)
        # A choice that waits for its reason goes on waiting: that is what the screen is for.
        working = [w for w in app.workers if not w.is_finished and w.group != "choosing"]
        for worker in working:
            with suppress(WorkerCancelled):
                await worker.wait()
        if app.is_running:
            await app.keeper.do(lambda: None)
        seen = (
            app.screen,
            [(widget, widget.region) for widget in app.screen.walk_children(Widget, with_self=True)],
        )
        calm = calm + 1 if not working and seen == before else 0
        before = seen


class Slow(Static):
    """A widget that is not gone before it may be."""

    def __init__(self) -> None:
        super().__init__()
        self.going, self.may_go = asyncio.Event(), asyncio.Event()

    async def on_unmount(self) -> None:
        self.going.set()
        await self.may_go.wait()


class Room:
    """An app that runs, and what a test does with it."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = cast(NetmeetApp, pilot.app)

    @property
    def keeper(self) -> Keeper:
        return self.app.keeper

    @property
    def session(self) -> Session:
        return self.keeper.session

    @property
    def state(self) -> Meeting:
        return self.session.state

    @property
    def page(self) -> Page[None]:
        """The screen that is shown."""
        assert isinstance(self.app.screen, Page)
        return self.app.screen

    @property
    def name(self) -> str:
        """The kind of screen that is shown."""
        return type(self.app.screen).__name__

    @property
    def view(self) -> str:
        return self.state.view

    async def settle(self) -> None:
        await settle(self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each after everything that the one before set going."""
        for key in keys:
            self._post(key)
            await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys faster than anything that they set going."""
        for key in keys:
            self._post(key)
        looked_at = asyncio.Event()
        self.app.call_later(looked_at.set)
        await looked_at.wait()
        await self.settle()

    def _post(self, key: str) -> None:
        event = Key(key, key if len(key) == 1 else None)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def type(self, words: str) -> None:
        """Put words into the field that has the focus, as a paste would."""
        assert isinstance(self.app.focused, Input)
        self.app.focused.insert_text_at_cursor(words)
        await self.settle()

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)
        await self.settle()

    # -- getting somewhere quickly -----------------------------------------------------------------------

    async def begin(self) -> None:
        """A meeting in memory, at its first view."""
        await self.keeper.begin()
        await self.follow()

    async def follow(self) -> None:
        await self.app.follow()
        await self.settle()

    async def flag(self, kind: str, path: str = "", seat: str = "") -> int:
        """A lane of this kind at the end of a path of ``step=choice`` and ``!event``, through the session."""
        number = self.session.flag(kind, seat)
        for entry in path.split():
            if entry.startswith("!"):
                self.session.happen(number, entry)
                continue
            step, _, choice = entry.partition("=")
            assert self.state.concern(number).lane.step == step, f"{entry}: {self.state.concern(number).lane.step}"
            self.session.choose(number, choice, "because")
        await self.follow()
        return number

    def put(self, *concerns: Concern, view: str = "", settings: Mapping[str, str] | None = None) -> None:
        """Put these concerns in place of whatever there is. To be shown with ``page.show()`` or ``follow()``."""
        facilitators = 1 if (settings or {}).get("facilitators") == "one" else 2
        told = {name: value for name, value in (settings or {}).items() if name != "facilitators"}
        self.session.state = replace(
            self.state,
            opened=BEGAN,
            facilitators=facilitators,
            given=given(self.session.pack, told, facilitators),
            seats=(Seat("A", "Wren"), Seat("B", "Uncle"), Seat("C")),
            concerns=concerns,
            views=(view or at_lane(concerns[0].number),),
        )

    def walked(self, number: int, kind: str, path: str, seat: str = "", **written: str) -> Concern:
        """A concern whose lane has been walked by the engine, in the settings of the meeting."""
        from netmeet_tui.policy import lane as lanes

        pack = self.session.pack
        lane = onward(pack, lanes.start(pack, kind), path, self.state.given)
        return concern(number, lane, seat, {name.replace("_", "-"): text for name, text in written.items()})

    # -- what there is to see ----------------------------------------------------------------------------

    def text(self, selector: str) -> str:
        """What one of the screen's places says; nothing when it is not there."""
        return "\n".join(str(place.content) for place in self.page.query(selector).results(Static) if place.display)

    def lines(self) -> list[str]:
        """The screen as it is painted, line by line."""
        return painted(self.app.screen)

    def screen(self) -> str:
        """The screen as it is painted, with its line breaks taken out."""
        return " ".join(" ".join(self.lines()).split())

    def field(self, place: int = 0) -> Input:
        return list(self.page.query(Input))[place]


def concern(
    number: int, lane: Lane, seat: str = "", written: Mapping[str, str] | None = None, reason: str = ""
) -> Concern:
    """A concern around a lane."""
    reasons = tuple(reason for _ in lane.trail())
    return Concern(number, BEGAN, lane, seat, MappingProxyType(dict(written or {})), reasons)


def painted(screen: Screen[object]) -> list[str]:
    """A screen as lines of text."""
    return [strip.text.rstrip() for strip in screen._compositor.render_strips()]


def said(content: object) -> str:
    """A widget's content as plain text."""
    return content.plain if isinstance(content, Content) else str(content)


@asynccontextmanager
async def running(keeper: Keeper, size: tuple[int, int] = USUAL) -> AsyncIterator[Room]:
    """The app on a terminal of this size, once the first screen has looked for a vault."""
    app = NetmeetApp(keeper)
    async with app.run_test(size=size) as pilot:
        room = Room(pilot)
        await room.settle()
        yield room
        await room.settle() if app.is_running else None
    await asyncio.sleep(0)


@asynccontextmanager
async def opened(
    folder: Path,
    vault: Path,
    told: str = "",
    size: tuple[int, int] = USUAL,
    clock: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[Room]:
    """The app over a copy of a vault, unlocked. ``told``: what the settings say besides."""
    if not (folder / "vault").exists():
        shutil.copytree(vault, folder / "vault")
    (folder / "settings.toml").write_text(f"keyring = false\n{told}", encoding="utf-8")
    async with running(Keeper(folder / "vault", folder / "settings.toml", clock), size) as room:
        await room.keeper.unlock(PASSPHRASE)
        await room.app.home()
        await room.settle()
        yield room


@asynccontextmanager
async def meeting(keeper: Keeper, size: tuple[int, int] = USUAL) -> AsyncIterator[Room]:
    """The app with a meeting kept in memory."""
    async with running(keeper, size) as room:
        await room.begin()
        yield room
