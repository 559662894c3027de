"""Three small stories for tests that need no more, with words in them that are found again wherever they get to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import msgspec

from netmeet_tui.policy.load import shipped
from netmeet_tui.practice.readiness import Practised, Went
from netmeet_tui.practice.story import Course, Expected, Line, Person, Story, Verdict

PACK: Final = shipped()
BEGUN: Final = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)

TO_TALK: Final = ("flag=own-life@A", "danger=no", "access=ready", "talk=talked")
LEAVES: Final = Course(
    id="leaves",
    title="Teasel leaves",
    path=(*TO_TALK, "!left", "left=let-go", "no-further-action=end", "card=not-present"),
    outcomes=("no-further-action",),
    verdict=Verdict.INSIDE,
    teaches="Fennel",
)
RINGS: Final = Course(
    id="rings",
    title="Teasel rings",
    path=(
        *TO_TALK,
        "explain=explained",
        "ask=open-to-it",
        "offers=do-it-together=yes",
        "self-contact=made",
        "who-knows=told",
        "card=given",
    ),
    outcomes=("self",),
    verdict=Verdict.INSIDE,
    teaches="Fennel",
)
OUTSIDE: Final = Course(
    id="down",
    title="Teasel is not asked",
    path=(*TO_TALK, "!stand-down", "stand-down=agreed", "card=given"),
    outcomes=("stood-down",),
    verdict=Verdict.OUTSIDE,
    teaches="Fennel",
)

ONE: Final = Story(
    id="T-01",
    title="Sorrel goes out",
    note="Bramble",
    nation="ENG",
    at=datetime(2026, 11, 24, 14, 0),
    setting="Yarrow",
    person=(Person("A", "Teasel", "Mallow"),),
    line=(Line(when=("@talk",), who="A", words="Campion"),),
    permitted=(Expected("Clover", ("C-22",), outcome="no-further-action"),),
    forbidden=(Expected("Burdock", ("C-13",), outcome="stood-down"),),
    course=(LEAVES, OUTSIDE),
    clauses=("C-15", "C-22", "C-01"),
    learning=("Dock",),
)
TWO: Final = msgspec.structs.replace(ONE, id="T-02", title="Sorrel rings", course=(RINGS,), clauses=("C-17",))
THREE: Final = msgspec.structs.replace(
    ONE, id="T-03", title="Sorrel again", course=(RINGS,), clauses=("C-15", "C-16")
)
STORIES: Final = (ONE, TWO, THREE)
WORDS: Final = ("Sorrel", "Bramble", "Yarrow", "Teasel", "Mallow", "Campion", "Clover", "Burdock", "Fennel", "Dock")


def practised(
    story: str = "T-01",
    day: datetime = BEGUN,
    *,
    alias: str = "Wren",
    steps: tuple[str, ...] = ("danger", "talk"),
    clauses: tuple[str, ...] = ("C-12", "C-15"),
    outcomes: tuple[str, ...] = ("self",),
    went: Went = Went.WELL,
    mode: str = "solo",
) -> Practised:
    """A practice, made up."""
    return Practised(alias, story, day, mode, steps, clauses, outcomes, went)
