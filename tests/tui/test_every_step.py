"""Every step of the shipped pack, in every variant of its words, on the real step screen.

The engine finds a way to each; one app shows them one after the other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widgets import Digits, Input, Static

from netmeet_tui import card999
from netmeet_tui.meeting.state import AT_MEETING, Concern, at_lane
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Lane, Situation
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED, Pack, Step
from netmeet_tui.tui import known, phone
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.screens.step import StepPage
from netmeet_tui.tui.theme import THEMES
from netmeet_tui.tui.widgets.aside import Aside
from netmeet_tui.tui.widgets.sheet import Sheet
from tests.scale import times
from tests.tui.support import SMALL, USUAL, WIDE, Room, concern, meeting, said
from tests.walks import TO_OFFERS

BY_KINDS: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...] = (
    ({}, ("ill", "unsure", "own-life", "harm-other", "child", "other-person")),
    ({"own_life_exception": "lead-agrees"}, ("own-life",)),
    ({"own_life_exception": "off"}, ("own-life",)),
    ({"facilitators_to_agree": "1"}, ("own-life",)),
    ({"facilitators": "one"}, ("own-life",)),
    ({"child_threshold": "immediate"}, ("child",)),
    ({"third_party_adult": "serious-harm-may"}, ("harm-other", "other-person")),
)
"""Settings that change words or choices, each with the kinds of concern where it does."""

RARE = {"!returned", "!withdrawn"}
"""Events that multiply the situations, and lead to words of their own where somebody is ill only."""

ALWAYS_VARIED = {"handover", "contact", "contact-failed", "tell-first", "no-further-action"}
"""Steps whose variants between them hold everywhere: what they have in common is never shown by itself."""

WRITTEN = {
    "may-say": "That Wren has not slept for days and is frightened",
    "keep-back": "Nothing about the job",
    "situation": "Wren is frightened and has asked for a doctor today",
    "background": "A hard month; no illness that we know of",
    "seen": "Tired, tearful, clear in what Wren says",
    "asking": "An appointment today",
    "call-back": "The office, until six",
    "plan": "Wren rings on Friday, with Uncle beside",
    "first-words": "Serious: there is a plan",
    "second-words": "Serious: it is for tonight",
}


class Shown(NamedTuple):
    """A situation to show: under which settings, and the lane that got there."""

    settings: Mapping[str, str]
    step: str
    variant: int
    lane: Lane


def fullest(situations: list[Shown]) -> list[Shown]:
    """For each step, the situation with the longest choices."""
    pack = shipped()

    def length(shown: Shown) -> int:
        return sum(len(o.label) + 80 for o in lanes.choices(pack, shown.lane, pack.given()) if o.open)

    return list({s.step: s for s in sorted(situations, key=length)}.values())


class Way(NamedTuple):
    """How a situation was first reached."""

    before: Situation | None
    what: str


def moves(pack: Pack, here: Situation, given: Given) -> Iterator[tuple[str, Situation]]:
    """What may follow; of the offers, only the next one that nobody has answered."""
    for choice in lanes.open_choices(pack, here, given):
        if choice.offer is not None and (
            choice.offer not in pack.offers[:3]
            or lanes.fact(pack, here, choice.offer) != "-"
            or any(lanes.fact(pack, here, o) != "no" for o in pack.offers[: pack.offers.index(choice.offer)])
        ):
            continue
        yield choice.id, lanes.chosen(pack, here, choice, given)
    for happening in lanes.open_happenings(pack, here, given):
        if happening.id not in RARE or lanes.fact(pack, here, "kind") == "ill":
            yield happening.id, lanes.happened(pack, here, happening, given)


def reached(pack: Pack, kind: str, given: Given) -> dict[Situation, Way]:
    """Every situation of this kind, and how it is first reached, nearest first."""
    first = lanes.start(pack, kind).situation
    ways, queue = {first: Way(None, "")}, deque([first])
    while queue:
        here = queue.popleft()
        for what, after in moves(pack, here, given):
            if after not in ways and (kind != "unsure" or lanes.fact(pack, after, "kind") == kind):
                ways[after] = Way(here, what)
                queue.append(after)
    return ways


def lane_to(pack: Pack, kind: str, ways: Mapping[Situation, Way], there: Situation, given: Given) -> Lane:
    """The lane that the engine walks to a situation."""
    path: list[str] = []
    here: Situation | None = there
    while here is not None:
        before, what = ways[here]
        path.append(what)
        here = before
    lane = lanes.start(pack, kind)
    for what in reversed(path[:-1]):
        lane = (lanes.happen if what.startswith("!") else lanes.choose)(pack, lane, what, given)
    return lane


def variant_of(step: Step, world: tuple[str, ...]) -> int:
    """Which variant of its words a step has here: its place, or -1 for the step's own."""
    return next((place for place, (when, _) in enumerate(step.variants) if when.holds(world)), -1)


def found(pack: Pack) -> Iterator[Shown]:
    """For each step, variant and set of open choices, the nearest situation that has them."""
    seen: set[tuple[object, ...]] = set()
    for settings, kinds in BY_KINDS:
        given = pack.given(settings)
        for kind in kinds:
            ways = reached(pack, kind, given)
            for here in ways:
                if here.step == CLOSED:
                    continue
                step = pack.steps[here.step]
                variant = variant_of(step, lanes.world(here, given))
                choices = tuple(c.id for c in lanes.open_choices(pack, here, given) if c.offer is None)
                mark = (here.step, variant, choices)
                if mark not in seen:
                    seen.add(mark)
                    yield Shown(settings, here.step, variant, lane_to(pack, kind, ways, here, given))


@pytest.fixture(scope="module")
def situations() -> list[Shown]:
    return list(found(shipped()))


async def shown(room: Room, number: int, situation: Shown) -> StepPage:
    """Show a situation on the step screen that is there, as the concern of this number."""
    pack = room.session.pack
    passed = [pack.steps[entry.step] for entry in situation.lane.trail()]
    fields = {field: WRITTEN[field] for step in passed for field in step.fields}
    one = concern(number, situation.lane, "A", fields, reason="because")
    room.put(one, settings=situation.settings)
    page = room.page
    assert isinstance(page, StepPage)
    page.show()
    await room.settle()
    assert room.state.view == at_lane(number)
    return page


async def step_page(room: Room, first: Shown) -> None:
    room.put(concern(9, first.lane), settings=first.settings)
    await room.follow()


def whole(page: StepPage, place: Static | Digits | Input) -> bool:
    """Whether all of a widget is on the screen, and all of what it says is in it."""
    if not page.region.contains_region(place.region):
        return False
    size = place.content_region.size
    if isinstance(place, Static):
        return size.width > 0 and size.height >= place.visual.get_height(place.styles.get_rules(), size.width)
    return size.height > 0


def visible(page: StepPage) -> list[Static | Digits | Input]:
    """What a step says, widget by widget, without the story beside it."""
    aside = page.query_one(Aside)
    return [
        place
        for place in page.query("Static, Digits, Input").results()
        if isinstance(place, (Static, Digits, Input))
        and place.display
        and all(parent.display for parent in place.ancestors if isinstance(parent, VerticalScroll) or parent.id)
        and aside not in place.ancestors
    ]


def complaints(room: Room, page: StepPage, situation: Shown) -> Iterator[str]:
    """What is wrong with a step as it is shown, on a screen that is large enough to show all of it."""
    pack, given = room.session.pack, room.state.given
    step, lane = pack.steps[situation.step], situation.lane
    words = step.worded(lanes.world(lane.situation, given))
    scrolled = page.query_one("#words", VerticalScroll).max_scroll_y
    read_aloud = step.shows == "sheet" and not step.fields  # as long as what people wrote: Space shows the rest
    if scrolled and not read_aloud:
        yield f"scrolls by {scrolled}"
    for place in visible(page):
        if not whole(page, place) and not (read_aloud and place.id in ("readout", "why")):
            yield f"#{place.id} {place.region} is cut"
    if room.text("#title") != words.title:
        yield "title"
    if not all(do in room.text("#do") for do in words.do):
        yield "do"
    asked = pack.words.offers[pack.offers[0]].ask if step.shows == "ledger" else words.say
    if asked not in room.text("#say"):
        yield "say"
    if words.why not in room.text("#why") or not all(clause in room.text("#why") for clause in step.serves):
        yield "why"
    labels = [
        o.label + phone.pointed_at(step.id, o.choice.id, page._practice.surgery)
        for o in lanes.choices(pack, lane, given)
        if o.open and o.choice.offer is None
    ]
    answers = pack.words.answers
    if step.shows == "ledger":
        labels = [answers.yes, answers.no, answers.later, *labels]
    if room.text("#choices").splitlines() != [f" {n}   {label}" for n, label in enumerate(labels, start=1)]:
        yield "choices"
    yield from panel_complaints(room, page, step)
    yield from painted_complaints(room, labels, words.title)


def panel_complaints(room: Room, page: StepPage, step: Step) -> Iterator[str]:
    """What is wrong with what a step shows besides words."""
    pack = room.session.pack
    fields = [*step.fields, *step.sealed]
    boxes = [box.field.id for sheet in page.query(Sheet) for box in sheet.query("Entry").results()]  # type: ignore[attr-defined]
    if boxes != fields:
        yield f"fields {boxes}"
    if step.shows == "999" and not (page.query(Digits) and all(ask in room.text("#asks") for ask in card999.ASKS)):
        yield "999"
    if step.shows == "ledger" and not all(pack.words.offers[o].label in room.text("#ledger") for o in pack.offers):
        yield "ledger"
    if step.shows == "answers" and not all(
        pack.words.offers[o].label in room.text("#readout") for o in pack.offers
    ):
        yield "answers"
    if step.shows == "contact" and known.told(pack, room.state.concerns[0]).plain != room.text("#readout"):
        yield "contact"
    if step.shows == "sheet" and not fields and WRITTEN["situation"] not in room.text("#readout"):
        yield "handover read aloud"


def painted_complaints(room: Room, labels: list[str], title: str) -> Iterator[str]:
    """What is not on the terminal, whatever the widgets believe."""
    screen = room.screen()
    for wanted in [title, *labels, room.text("#where")[:40], "9 999", "? help"]:
        if " ".join(wanted.split()) not in screen:
            yield f"'{wanted}' is not painted"
    keys = [key for key in room.page.available() if key.shown]
    for key in keys:
        if f"{key.cap} {key.label}" not in screen:
            yield f"the key '{key.cap} {key.label}' is not painted"
    for line in room.lines():
        if cell_len(line) > room.app.size.width:
            yield "a line is too long"


def test_every_variant_of_the_words_is_met(situations: list[Shown]) -> None:
    pack = shipped()
    met = {(situation.step, situation.variant) for situation in situations}
    every = {(step.id, variant) for step in pack.steps.values() for variant in range(-1, len(step.variants))}
    assert every - met == {(step, -1) for step in ALWAYS_VARIED}


def label(situation: Shown) -> str:
    path = " ".join(str(entry) for entry in situation.lane.trail())
    return f"{situation.step} variant {situation.variant} {dict(situation.settings)} after: {path}"


# A theme is colours alone; that it is, tests/tui/test_screens.py holds in every run.
@pytest.mark.parametrize("theme", list(THEMES)[: times(1, len(THEMES))])
async def test_every_step_fits_a_usual_terminal(keeper: Keeper, situations: list[Shown], theme: str) -> None:
    wrong: list[str] = []
    async with meeting(keeper, USUAL) as room:
        await step_page(room, situations[0])
        keeper.settled.theme = theme
        room.app.dress()
        for place, situation in enumerate(situations if theme == "dark" else fullest(situations)):
            page = await shown(room, place % 8 + 1, situation)
            wrong += [f"{fault}: {label(situation)}" for fault in complaints(room, page, situation)]
    assert not wrong, "\n".join(wrong)


async def test_every_step_keeps_its_choices_and_keys_on_a_small_terminal(
    keeper: Keeper, situations: list[Shown]
) -> None:
    wrong: list[str] = []
    async with meeting(keeper, SMALL) as room:
        await step_page(room, situations[0])
        for place, situation in enumerate(fullest(situations)):
            page = await shown(room, place % 8 + 1, situation)
            for selector in ("#choices", "#keys", "#where", "#urgent"):
                widget = page.query_one(selector, Static)
                if widget.display and not whole(page, widget):
                    wrong.append(f"{selector} {widget.region}: {label(situation)}")
    assert not wrong, "\n".join(wrong)


async def test_every_step_has_its_story_beside_it_on_a_wide_terminal(
    keeper: Keeper, situations: list[Shown]
) -> None:
    wrong: list[str] = []
    async with meeting(keeper, WIDE) as room:
        await step_page(room, situations[0])
        for place, situation in enumerate(fullest(situations)):
            page = await shown(room, place % 8 + 1, situation)
            faults = list(complaints(room, page, situation))
            aside = page.query_one(Aside)
            if not (aside.display and page.region.contains_region(aside.region) and aside.region.width > 30):
                faults.append("no aside")
            told = room.text("Aside > Static")
            story = told.partition("\n\n")[0].splitlines()
            if len(story) != 1 + max(len(situation.lane.trail()), 1):
                faults.append(f"story {story}")
            if any(o.because not in told for o in shut(room, situation)):
                faults.append("not open")
            wrong += [f"{fault}: {label(situation)}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def shut(room: Room, situation: Shown) -> list[lanes.Offered]:
    return [o for o in lanes.choices(room.session.pack, situation.lane, room.state.given) if not o.open]


async def test_a_closed_concern_says_so_and_offers_nothing(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        path = "emergency=not-needed card=given"
        room.put(room.walked(1, "ill", path), view=at_lane(1))
        await room.follow()
        assert isinstance(room.page, StepPage)
        assert "done" in room.text("#title")
        assert room.text("#choices") == ""
        before = room.state
        await room.press("1", "2", "u", "p", "w", "y", "d")
        assert [c.number for c in room.state.concerns] == [c.number for c in before.concerns]
        assert said(room.text("#say")) == ""


async def test_a_long_way_here_is_cut_at_its_beginning(keeper: Keeper, situations: list[Shown]) -> None:
    longest = max(situations, key=lambda situation: len(situation.lane.trail()))
    async with meeting(keeper, SMALL) as room:
        await step_page(room, longest)
        page = await shown(room, 1, longest)
        trail = room.text("#trail")
        assert trail.startswith("…")
        assert trail.endswith(room.session.pack.steps[longest.step].words.short)
        assert cell_len(trail) <= page.size.width


async def test_many_open_concerns_do_not_cost_the_step_its_room(keeper: Keeper, situations: list[Shown]) -> None:
    async with meeting(keeper, USUAL) as room:
        others: list[Concern] = [concern(n, situations[0].lane, "B") for n in range(2, 8)]
        room.put(concern(1, situations[-1].lane, "A"), *others, settings=situations[-1].settings)
        await room.follow()
        page = room.page
        assert isinstance(page, StepPage)
        assert page.query_one("#words", VerticalScroll).max_scroll_y == 0
        assert all(whole(page, place) for place in visible(page) if place.id != "where")
        room.put(*others, view=AT_MEETING)


async def test_every_line_of_the_ledger_can_be_asked_without_scrolling(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", TO_OFFERS)
        pack = room.session.pack
        for offer in pack.offers:
            assert pack.words.offers[offer].ask in room.text("#say")
            assert room.page.query_one("#words", VerticalScroll).max_scroll_y == 0, offer
            await room.press("down")
