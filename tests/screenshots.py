"""Pictures of the real screens for the README: ``python -m tests.screenshots`` writes them to ``screenshots/``.

The clock stands still, the words are made up, and the file of a picture is the same on every run and computer.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from netmeet_tui.meeting.state import at_lane
from netmeet_tui.tui.keeper import Keeper
from tests import rooms
from tests.tui.everywhere import with_two
from tests.tui.support import USUAL, WIDE, Room, keeper_in, running
from tests.tui.trainee import Trainee, practising
from tests.walks import TO_OFFERS

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"

HOLIDAY = datetime(2026, 12, 28, 16, 10, tzinfo=UTC)
TO_GP = f"{TO_OFFERS} offers=gp=yes scope=agreed"
HANDOVER = f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given"
MADE_UP = {
    "may_say": "Not sleeping, frightened, wants to see a doctor today",
    "keep_back": "What was said about work",
    "situation": "Two facilitators, with Wren. Wren wants help today",
    "background": "Nights without sleep for two weeks",
    "seen": "Tired and tearful; clear about what would help",
    "asking": "An appointment today",
    "call_back": "020 7946 0000, until six",
}
"""A number from the range that is kept for drama."""


async def home(room: Room) -> None:
    """As it opens."""
    await room.settle()


async def two_concerns(room: Room) -> None:
    """The meeting: three seats, two concerns."""
    await with_two(room)


async def flag(room: Room) -> None:
    """What worries you, with a seat chosen."""
    await with_two(room)
    await room.press("f", "a")


async def talk(room: Room) -> None:
    """A step that is mostly words."""
    await with_two(room)
    await room.press("1")


async def offers(room: Room) -> None:
    """The ledger, half filled in."""
    await room.begin()
    answered = "offers=gp=no offers=emergency=no offers=chosen-person=later"
    room.put(room.walked(1, "own-life", f"{TO_OFFERS} {answered}", "A"))
    await room.follow()


async def emergency(room: Room) -> None:
    """The 999 card."""
    await with_two(room)
    await room.press("9")


async def handover(room: Room) -> None:
    """Everything that the call needs, filled in."""
    await room.begin()
    room.put(room.walked(1, "own-life", HANDOVER, "A", **MADE_UP))
    await room.follow()


async def surgery(room: Room) -> None:
    """Whether the practice is likely to answer, on a bank holiday."""
    await room.begin()
    await room.flag("own-life", TO_GP)


async def route_card(room: Room) -> None:
    """Whom to ring instead."""
    await surgery(room)
    await room.press("2", "t")


async def wide(room: Room) -> None:
    """Two lanes on a wide screen, with the story beside the step."""
    await room.begin()
    path = f"{TO_OFFERS} offers=gp=no offers=chosen-person=later"
    room.put(
        room.walked(1, "own-life", f"{path} offers=finished", "A"),
        room.walked(2, "child", "danger=no child-access=unknown", "B"),
        view=at_lane(1),
    )
    await room.follow()


async def who_knows(room: Room) -> None:
    """What is said when it is done."""
    await room.begin()
    room.put(room.walked(1, "own-life", f"{HANDOVER} handover=ready contact=accepted", "A", **MADE_UP))
    await room.follow()


async def end(room: Room) -> None:
    """The end, with something still open."""
    await with_two(room)
    await room.press("e")


async def policy(room: Room) -> None:
    """The flow of one kind of concern, read beside a step that is open."""
    await with_two(room)
    await room.press("1", "c", "3", "down", *("right", "down") * 2, *("down",) * 1, "right", "down")


async def story(room: Room) -> None:
    """A story that is practised: what Teo says to the step."""
    from netmeet_tui.practice.read import find, read

    assert isinstance(room, Trainee)
    await room.begin_story(read(find("V-03")))
    for move in ("flag=own-life@A", "danger=no", "access=ready"):
        await room.move(move)


PICTURES: dict[str, tuple[Callable[[Room], Awaitable[None]], tuple[int, int]]] = {
    "home": (home, USUAL),
    "meeting": (two_concerns, USUAL),
    "flag": (flag, USUAL),
    "talk": (talk, USUAL),
    "offers": (offers, USUAL),
    "999": (emergency, USUAL),
    "handover": (handover, USUAL),
    "two-lanes": (wide, WIDE),
    "who-knows": (who_knows, USUAL),
    "surgery": (surgery, USUAL),
    "route-card": (route_card, USUAL),
    "end": (end, USUAL),
    "policy": (policy, WIDE),
    "story": (story, USUAL),
}
"""Each picture by its name: what leads there, and the size of the terminal."""


def _on_the_holiday(folder: Path) -> Keeper:
    settings = folder / "settings.toml"
    settings.write_text('keyring = false\n[policy]\nnation = "ENG"\n', encoding="utf-8")
    return Keeper(folder / "vault", settings, lambda: HOLIDAY)


KEEPERS: dict[str, Callable[[Path], Keeper]] = {"surgery": _on_the_holiday, "route-card": _on_the_holiday}
"""Whose day is another one than that of all the others."""

PRACTISED = ("story",)
"""What is practice."""


async def drawn(name: str, folder: Path) -> str:
    """A picture as SVG. ``folder`` is an empty one for the keeper."""
    lead, size = PICTURES[name]
    live = name not in PRACTISED
    async with running(KEEPERS.get(name, keeper_in)(folder), size) if live else practising(folder, size) as room:
        await lead(room)
        return stable(room.app.export_screenshot(title="netmeet"))


def stable(svg: str) -> str:
    """The same picture with ids that do not change from run to run, and no font to be fetched from the web."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    """Write every picture, and take away those that there are no more."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            svg = asyncio.run(drawn(name, Path(folder)))
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(f"screenshots/{name}.svg")
    for stray in set(FOLDER.glob("*.svg")) - {FOLDER / f"{name}.svg" for name in PICTURES} - {rooms.FILE}:
        stray.unlink()


if __name__ == "__main__":
    main()
