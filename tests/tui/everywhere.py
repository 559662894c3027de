"""Every screen that there is, and how to get to it: name -> what to do in a room that has just been opened.

What is typed and drawn is made up and the same each time, so that a screen can be held to what it looked like.
"""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from netmeet_tui.ahead import coming as ahead
from netmeet_tui.ahead.coming import Coming
from netmeet_tui.journal.errors import damaged_meeting
from netmeet_tui.meeting.state import AT_MEETING, name_of
from netmeet_tui.meeting.trail import Taken, Trail, encode
from netmeet_tui.tui import text
from netmeet_tui.tui.ahead import list_coming
from netmeet_tui.tui.widgets.rows import Rows
from tests.journal.support import PASSPHRASE, make
from tests.tui.support import NOW, Room
from tests.walks import ALL_REFUSED, TO_OFFERS

Lead = Callable[[Room], Awaitable[None]]

CODE: Final = "abandon ability able about above absent absorb abstract absurd abuse access accident"
"""A recovery code that opens nothing."""

WHO: Final = "Robin Reed"

HANDOVER: Final = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given"
URGENT: Final = f"{TO_OFFERS} offers=urgent-health=yes scope=agreed handover=ready"
MADE_UP: Final = {
    "may_say": "Wren 01",
    "keep_back": "Wren 02",
    "situation": "Wren 03",
    "background": "Wren 04",
    "seen": "Wren 05",
    "asking": "Wren 06",
    "call_back": "Wren 07",
}


async def with_two(room: Room) -> None:
    """A meeting with two concerns and three seats."""
    await room.begin()
    room.put(
        room.walked(1, "own-life", "danger=no access=ready", "A"),
        room.walked(2, "other-person", "danger=no", "B"),
        view=AT_MEETING,
    )
    await room.follow()


async def _home(room: Room) -> None:
    await room.settle()


async def _at(kind: str, path: str, *keys: str, room: Room) -> None:
    """A step, reached by this path; then some keys."""
    await room.begin()
    room.put(room.walked(1, kind, path, "A", **MADE_UP))
    await room.follow()
    await room.press(*keys)


async def _unlock(room: Room) -> None:
    from netmeet_tui.tui.screens.passphrase import UnlockPage

    await room.app.push_screen(UnlockPage())
    await room.settle()


async def _locked(room: Room, *, asking: bool) -> None:
    from netmeet_tui.tui.screens.passphrase import LockPage

    await room.app.push_screen(LockPage(text.LOCKED_IDLE))
    await room.settle()
    await room.press(*(("1",) if asking else ()))


async def _recovery(room: Room) -> None:
    from netmeet_tui.tui.screens.recovery import RecoveryPage

    await room.app.push_screen(RecoveryPage(CODE))
    await room.settle()


# -- with a vault ----------------------------------------------------------------------------------------------


async def _vault(room: Room) -> None:
    """A vault, open, with nothing in it."""
    make(_folder(room)).close()
    await room.keeper.unlock(PASSPHRASE)


def _folder(room: Room) -> Path:
    return room.keeper.settled.file.with_name("vault")


async def _kept(room: Room) -> None:
    """Two records of earlier meetings, which are due."""
    await _vault(room)
    way = tuple(
        Taken(NOW, step, what)
        for step, what in (
            ("danger", "no"),
            ("access", "ready"),
            ("offers", "gp=no"),
            ("offers", "!left"),
            ("may-pass-on", "do-not"),
        )
    )
    assert room.keeper.pack is not None
    policy = name_of(room.keeper.pack)
    one = Trail("own-life", NOW.date(), way, "not-passed-on", "none", policy, {}, left_open=False)
    other = Trail("ill", NOW.date(), way[:1], "emergency-services", "emergency", "standard 0.9", {}, left_open=True)
    records = {1: encode(one), 2: encode(other)}
    await room.keeper.in_vault(lambda vault: vault.keep("m", records, "2025-03-04", "2026-03-04"))
    await room.keeper.lock()
    await room.keeper.unlock(PASSPHRASE)
    room.page.show()
    await room.settle()


async def _coming(room: Room) -> None:
    """Two meetings that are to come."""
    await _vault(room)
    coming = (
        Coming("a", NOW + timedelta(hours=1), 90, "in-person", "3 Long Lane", "SCT", 1),
        Coming("b", NOW + timedelta(days=7), 0, "online"),
    )
    await room.keeper.in_vault(lambda vault: vault.change_coming({one.id: ahead.encode(one) for one in coming}))
    await list_coming(room.keeper)
    room.page.show()
    await room.settle()


async def _with(prepare: Lead, *keys: str, room: Room) -> None:
    await prepare(room)
    await room.press(*keys)


# -- settings ------------------------------------------------------------------------------------------------------


async def _setting(name: str, *keys: str, room: Room) -> None:
    """The setting of this name, opened; then more keys."""
    from netmeet_tui.tui.screens.settings.every import SettingsPage

    await room.press("t")
    page = room.page
    assert isinstance(page, SettingsPage)
    rows = page.query_one(Rows)
    rows.mark(next(place for place, row in enumerate(rows._rows) if name in str(row.stands)))
    await room.press("enter", *keys)


# -- with something to say --------------------------------------------------------------------------------------


async def _notice(room: Room) -> None:
    """A meeting, and the longest that there is to say about a disk."""
    await with_two(room)
    vault = Path("/home/somebody/.local/share/netmeet/vault")
    room.page.notice(f"{damaged_meeting(vault / 'meetings' / f'{0:032x}.db')} {text.OR_MEMORY}")
    await room.settle()


async def home_again(room: Room) -> None:
    """Back to a room that has just been opened, whatever was done in it."""
    room.app.hidden = False
    room.app.workers.cancel_group(room.app, "choosing")
    while len(room.app.screen_stack) > 1:
        await room.app.pop_screen()
    if room.keeper.holding:
        await room.keeper.rest()
    if _folder(room).exists():
        await room.keeper.lock()
        shutil.rmtree(_folder(room))
        await room.keeper.open()
    room.app.unreadable.clear()
    room.page.notice("")
    room.page.show()
    await room.settle()


async def _left_with_a_card(room: Room) -> None:
    """Somebody leaves who has put something on their in-case card."""
    await with_two(room)
    room.session.put_in_case("A", "where", "3 Long Lane")
    await room.press("s", "a", "escape", "3")


def _step(kind: str, path: str, *keys: str) -> Lead:
    return lambda room: _at(kind, path, *keys, room=room)


def _meeting(*keys: str) -> Lead:
    return lambda room: _with(with_two, *keys, room=room)


EVERYWHERE: Final[Mapping[str, Lead]] = {
    "home": _home,
    "home-due": _kept,
    "home-coming": _coming,
    "unlock": _unlock,
    "locked": partial(_locked, asking=False),
    "locked-asking": partial(_locked, asking=True),
    "first-start": lambda room: room.press("1"),
    "recovery-code": _recovery,
    "directory": lambda room: room.press("d"),
    "directory-service": lambda room: room.press("d", "down", "enter"),
    "directory-entry": lambda room: room.press("d", "1"),
    "coming": lambda room: _with(_coming, "a", room=room),
    "coming-none": lambda room: _with(_vault, "a", room=room),
    "coming-new": lambda room: _with(_coming, "a", "1", room=room),
    "coming-remove": lambda room: _with(_coming, "a", "5", room=room),
    "calendar": lambda room: _with(_coming, "a", "2", room=room),
    "convenor": lambda room: _with(_coming, "a", "p", room=room),
    "records": lambda room: _with(_kept, "r", room=room),
    "record": lambda room: _with(_kept, "r", "enter", room=room),
    "record-export": lambda room: _with(_kept, "r", "enter", "3", room=room),
    "record-due": lambda room: _with(_kept, "2", room=room),
    "record-erase": lambda room: _with(_kept, "2", "1", room=room),
    "notes": lambda room: _with(_vault, "n", room=room),
    "note": lambda room: _with(_vault, "n", "1", room=room),
    "note-found": lambda room: _with(_vault, "n", "1", *"Jo", "escape", "1", room=room),
    "note-ready": lambda room: _with(_vault, "n", "1", *"Jo", "escape", "1", "2", room=room),
    "settings": lambda room: room.press("t"),
    "settings-questions": lambda room: _setting("questions", room=room),
    "settings-question": lambda room: _setting("questions", "enter", room=room),
    "settings-value": lambda room: _setting("own_life_exception", room=room),
    "settings-sign": lambda room: _setting("own_life_exception", "3", room=room),
    "settings-change": lambda room: _setting("facilitators_to_agree", "2", room=room),
    "settings-writing": lambda room: _setting("lock_after_minutes", room=room),
    "meeting-empty": lambda room: room.begin(),
    "meeting": with_two,
    "meeting-notice": _notice,
    "opening": _meeting("b"),
    "opening-point": _meeting("b", "2"),
    "in-case": _meeting("i"),
    "in-case-seat": _meeting("i", "a"),
    "round-or-pause": _meeting("r"),
    "flag": _meeting("f", "a"),
    "seats": _meeting("s"),
    "seats-writing": _meeting("s", "a"),
    "seats-left": _meeting("s", "a", "escape", "3"),
    "seats-left-card": _left_with_a_card,
    "take-away": _meeting("t"),
    "take-away-one": _meeting("t", "1"),
    "take-away-print": _meeting("t", "p"),
    "end-open": _meeting("e"),
    "end-ready": lambda room: _with(Room.begin, "e", room=room),
    "check-in": lambda room: _with(Room.begin, "e", "1", "2", room=room),
    "close": _meeting("q"),
    "help": _meeting("question_mark"),
    "help-of-a-step": _meeting("1", "question_mark"),
    "999-card": _meeting("9"),
    "hidden": _meeting("h"),
    "policy-clauses": _meeting("c"),
    "policy-clause": _meeting("c", "enter"),
    "policy-steps": _meeting("c", "2"),
    "policy-step": _meeting("1", "c", "enter"),
    "policy-flow": _meeting("1", "c", "3", "right", "down", "right", "down", "right"),
    "about": _meeting("1", "s"),
    "step-words": _meeting("1"),
    "open-view": _meeting("1", "v"),
    "reader-view": _meeting("1", "r"),
    "reason": _step("own-life", f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious", "1"),
    "step-999": _step("ill", ""),
    "step-ledger": _step("own-life", TO_OFFERS),
    "step-agreed": _step("own-life", f"{TO_OFFERS} offers=gp=yes"),
    "step-practice": _step("own-life", f"{TO_OFFERS} offers=gp=yes scope=agreed"),
    "step-sealed": _step("own-life", f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely"),
    "step-handover": _step("own-life", HANDOVER),
    "step-writing": _step("own-life", HANDOVER, "enter"),
    "step-contact": _step("own-life", f"{HANDOVER} handover=ready"),
    "step-who-knows": _step("own-life", f"{HANDOVER} handover=ready contact=accepted"),
    "route-card-none": _step("own-life", f"{HANDOVER} handover=ready", "t"),
    "route-card": _step("own-life", URGENT, "t"),
    "route-card-large": _step("own-life", URGENT, "t", "v"),
}
"""Every screen, in every shape that it takes. Those that change what is on the disk have a vault of their own."""

TYPED: Final = (
    *MADE_UP.values(),
    *CODE.split(),
    "3 Long Lane",
    WHO,
    "Jo",
    "emergency-services",
    "danger=no",
    "ill",
)
"""What people wrote, and what stands for words where there are none: no catalogue has them."""
