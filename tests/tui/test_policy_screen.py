"""The policy, read over whatever is open: every clause and step by keys, and nothing beneath is changed by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest
from textual.widgets import Input

from netmeet_tui.policy import map as flow
from netmeet_tui.policy.legs import legs
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import CLOSED
from netmeet_tui.tui import browse, policy_text, text
from netmeet_tui.tui.browse import At, Clause
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.screens.policy import PolicyPage
from netmeet_tui.tui.tree import Path, Tree
from netmeet_tui.tui.widgets.rows import Row, Rows
from tests.scale import times
from tests.tui.support import SMALL, USUAL, WIDE, Room, meeting, running
from tests.tui.test_screens import EVERY_SCREEN, card_is_up

LETTERS_ARE_SEATS = ("FlagPage", "SeatsPage", "AboutPage")


async def _card(room: Room) -> None:
    await room.begin()
    await room.press("9")


async def _card_without_a_meeting(room: Room) -> None:
    await room.press("9")


async def _done(room: Room) -> None:
    await room.begin()
    number = await room.flag("own-life", "danger=no access=ready talk=reassured stand-down=agreed card=given")
    assert room.state.concern(number).lane.closed
    await room.press("m")


SCREENS = (*EVERY_SCREEN, _card, _card_without_a_meeting, _done)


def noted(room: Room) -> Sequence[bytes]:
    """Everything in the meeting's journal."""
    return room.session._journal.records() if room.keeper.holding else ()


def plain(rows: Sequence[Row]) -> str:
    """What rows say, as one line each."""
    return "\n".join(row.content.plain for row in rows)


def shown(room: Room, which: str) -> Rows:
    return room.page.query_one(f"#{which}", Rows)


def help_tells_its_key(room: Room) -> None:
    seats = room.name in LETTERS_ARE_SEATS
    page = room.page
    assert ("c" in {key.key for key in page.everywhere()}) is not seats
    assert "f8" in {key.key for key in page.everywhere()}
    if not page.at_card and room.name not in ("StepPage", "HelpPage"):
        assert ("F8 policy" if seats else "c policy") in room.text("#keys")


CLOSE = ("escape", "c", "q", "f8")
MORE = range(times(1, len(CLOSE)))


# -- over every screen, and back -----------------------------------------------------------------------


@pytest.mark.parametrize("there", SCREENS, ids=lambda there: there.__name__[1:])
async def test_it_opens_over_every_screen_and_closing_comes_back_to_the_very_same(
    keeper: Keeper, there: Callable[[Room], Awaitable[None]]
) -> None:
    """By one key, closed by another, and the next screen by others: by all of them only in a thorough run."""
    async with running(keeper) as room:
        await there(room)
        help_tells_its_key(room)
        screen, painted, before = room.app.screen, room.lines(), noted(room)
        place, keys = SCREENS.index(there), ("f8",) if room.name in LETTERS_ARE_SEATS else ("c", "f8")
        ways = [(keys[(place + more) % len(keys)], CLOSE[(place + more) % len(CLOSE)]) for more in MORE]
        for key, closing in ways:
            await room.press(key)
            assert isinstance(room.app.screen, PolicyPage)
            assert shipped().title in room.screen()
            await room.press("2", "down", "enter", "down", closing)
            assert room.app.screen is screen
            assert room.lines() == painted
            assert noted(room) == before


@pytest.mark.parametrize("there", EVERY_SCREEN, ids=lambda there: there.__name__[1:])
async def test_what_is_being_typed_stays_in_its_field_and_is_not_noted(
    keeper: Keeper, there: Callable[[Room], Awaitable[None]]
) -> None:
    async with running(keeper) as room:
        await there(room)
        await room.press("1" if room.name == "SeatsPage" else "enter")
        if not isinstance(room.app.focused, Input):
            return
        assert "F8 policy" in room.screen()
        field = room.app.focused
        await room.type("half a sen")
        await room.press("left", "left")
        typed, cursor, before, painted = field.value, field.cursor_position, noted(room), room.lines()
        await room.press("f8", "down", "down", "escape")
        assert room.app.focused is field
        assert (field.value, field.cursor_position) == (typed, cursor)
        assert noted(room) == before
        assert room.lines() == painted
        await room.press("c")
        assert field.value != typed  # a letter like any other there


async def test_what_is_being_typed_is_kept_when_999_is_rung_from_the_policy(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag(
            "own-life", "danger=no access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes"
        )
        await room.press("enter")
        await room.type("that it has been hard")
        await room.press("f8", "9", "1")
        assert room.state.concern(1).written["may-say"] == "that it has been hard"


# -- 999, help, twice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["9", "f9", "alt+9"])
async def test_9_shows_the_card_over_it_and_leaving_the_card_comes_back_to_it(keeper: Keeper, key: str) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        await room.press("c", "enter", "down")
        painted = room.lines()
        await room.press(key)
        assert card_is_up(room)
        await room.press("2")
        assert room.lines() == painted
        await room.press("escape")
        assert room.name == "StepPage"


async def test_escape_then_9_leaves_it_and_shows_the_card(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("c", "escape", "9")
        assert card_is_up(room)


async def test_ringing_from_it_leads_to_the_call_and_the_policy_is_closed(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        await room.press("c", "9", "1")
        assert room.name == "StepPage"
        assert room.state.concern(2).lane.step == "emergency-outcome"
        assert not any(isinstance(screen, PolicyPage) for screen in room.app.screen_stack)


@pytest.mark.parametrize(
    "keys", [("9", "c"), ("9", "question_mark"), ("9", "question_mark", "c"), ("9", "c", "question_mark")]
)
async def test_9_over_what_is_read_over_the_card_goes_back_to_the_card(
    keeper: Keeper, keys: tuple[str, ...]
) -> None:
    async with meeting(keeper) as room:
        await room.press("9")
        card = room.app.screen
        await room.press(*keys[1:], "9")
        assert room.app.screen is card


async def test_9_over_the_policy_over_the_999_step_goes_back_to_the_step(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=yes")
        await room.press("c", "9")
        assert room.name == "StepPage"
        assert card_is_up(room) or "999" in room.screen()


async def test_it_never_stands_there_twice(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.press("c", "question_mark", "c")
        assert room.name == "PolicyPage"
        await room.press("9", "c")
        assert card_is_up(room)
        assert text.POLICY_BENEATH.split(":")[0] in room.screen()
        assert [type(screen) for screen in room.app.screen_stack].count(PolicyPage) == 1
        await room.press("escape", "escape")
        assert room.name == "MeetingPage"


async def test_before_the_policy_has_been_read_a_sentence_says_so(keeper: Keeper) -> None:
    async with running(keeper) as room:
        keeper._policies.in_force = None
        await room.press("c")
        assert room.name == "HomePage"
        assert text.POLICY_UNREAD in room.screen()


async def test_while_something_is_being_done_it_waits(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        room.app.busy = True
        await room.press("c")
        assert room.name == "MeetingPage"
        room.app.busy = False


# -- what it says ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE], ids=str)
async def test_every_clause_is_reached_and_says_what_it_binds_to(keeper: Keeper, size: tuple[int, int]) -> None:
    pack = shipped()
    async with running(keeper, size) as room:
        await room.press("c")
        for place, (clause, words) in enumerate(pack.clauses.items()):
            await room.press(*(["down"] if place else []))
            assert shown(room, "list").marked == Clause(clause)
            said = room.screen()
            assert f"▸ {clause}" in said
            assert policy_text.MODAL[words.modal] in said
            rows = plain(browse.clause(pack, clause, None))
            assert words.says in rows
            assert all(pack.steps[step].words.title in rows for step in flow.serving(pack, clause))
        await room.press("enter")
        assert words.says.split()[-1] in room.screen()


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE], ids=str)
async def test_every_step_is_reached_and_shows_its_title(keeper: Keeper, size: tuple[int, int]) -> None:
    """One by one at the usual size, and all of them looked at in a thorough run; every sixth at the others."""
    pack, by = shipped(), 1 if size == USUAL else 6
    async with running(keeper, size) as room:
        await room.press("c", "2")
        for place, step in list(enumerate(pack.steps.values()))[::by]:
            await room.burst(*["down"] * (by if place else 0))
            assert shown(room, "list").marked == At(step.id)
            if place % times(2, 1):
                continue
            await room.press("enter")
            assert step.words.title in room.screen()
            await room.press("end")
            text_pane = shown(room, "text")
            assert round(text_pane.scroll_offset.y) == text_pane.max_scroll_y
            await room.press("backspace")


@pytest.mark.parametrize("step", shipped().steps)
def test_a_step_tells_its_words_its_clauses_and_every_way_out_and_in(step: str) -> None:
    pack = shipped()
    it, rows = pack.steps[step], browse.step(pack, step, step)
    said = plain(rows)
    goes = [row.stands for row in rows if row.stands is not None]
    for words in (
        it.words.title,
        *it.words.do,
        it.words.say,
        it.words.why,
        text.DUTY[it.duty],
        policy_text.YOU_ARE_HERE,
    ):
        assert words in said
    for _, variant in it.variants:
        assert all(words in said for words in (variant.title, *variant.do, variant.say, variant.why))
    assert all(Clause(clause) in goes for clause in it.serves)
    assert all(pack.words.fields[field].label in said for field in (*it.fields, *it.sealed))
    if it.shows == "ledger":
        assert all(pack.words.offers[offer].ask in said for offer in pack.offers)
    leads = list(browse.leads(pack, step))
    for choice in it.choices:
        ends = flow.ends(pack, step, choice.to)
        label = getattr(pack.words.answers, choice.answer or "yes") if choice.offer else it.words.choices[choice.id]
        assert any(lead.ends == ends and lead.label.startswith(label) for lead in leads), choice.id
        assert label in said
        for end in ends:
            assert browse.end_named(pack, step, end) in said
            assert end in (step, CLOSED) or At(end) in goes
    for way in flow.ways_to(pack, step):
        assert way.step is None or At(way.step) in goes
        assert way.step is not None or pack.words.events[way.by].label in said
    assert all(pack.words.kinds[kind].label in said for kind in flow.starting_at(pack, step))


def reachable(kind: str) -> set[str]:
    """Every step to which some leg leads from where a kind of concern starts."""
    pack = shipped()
    found, queue = set[tuple[str, str]](), [(pack.start[kind], kind)]
    while queue:
        node = queue.pop()
        if node not in found and node[0] != CLOSED:
            found.add(node)
            queue.extend((leg.to, leg.kind) for leg in legs(pack, *node))
    return {step for step, _ in found}


@pytest.mark.parametrize("kind", shipped().start)
def test_the_tree_of_each_kind_has_every_step_once_in_full(kind: str) -> None:
    pack = shipped()
    tree = Tree(pack, None)
    root = list(pack.start).index(kind)
    found: dict[str, Path] = {}
    queue: list[Path] = [(root,)]
    while queue:
        path = queue.pop(0)
        node = tree.node(path)
        if node.step is not None and (there := tree.place(root, node.step)) != path:
            assert tree.unfold(path) == there
            assert tree.node(there).step == node.step
            continue
        tree.unfold(path)
        if node.step is not None:
            assert node.step not in found
            found[node.step] = path
        children = [row.stands for row in tree.rows() if isinstance(row.stands, tuple) and row.stands[:-1] == path]
        queue += children
        if node.step is not None:
            named = [tree.node(child) for child in children]
            certain = {} if kind == "unsure" else {"kind": kind}
            ends = [end for lead in browse.leads(pack, node.step, certain) for end in lead.ends]
            assert [child.named for child in named] == [browse.end_named(pack, node.step, end) for end in ends]
    assert set(found) == reachable(kind)
    assert all(tree.place(root, step) == path for step, path in found.items())


async def test_the_flow_opens_and_closes_and_leads_to_its_steps(keeper: Keeper) -> None:
    async with running(keeper) as room:
        await room.press("c", "3", "down")
        closed = room.lines()
        await room.press("right", "right", "right", "right")
        assert shown(room, "list").marked == (1, 0, 0)
        assert "see\u00a0above" not in room.screen()
        await room.press("enter")
        assert "Ring 999 now" in room.screen()
        await room.press("backspace")
        assert shown(room, "list").marked == (1, 0, 0)
        await room.press("left", "left", "left", "left")
        assert [line for line in room.lines() if "Bksp" not in line] == [
            line for line in closed if "Esc" not in line
        ]


async def test_a_step_that_comes_again_leads_to_where_it_is_told(keeper: Keeper) -> None:
    async with running(keeper, WIDE) as room:
        await room.press("c", "3", "right", "down", "down", "right", "down", "down")
        tree = room.page._tree  # type: ignore[attr-defined]
        again = shown(room, "list").marked
        await room.press("right")
        there = shown(room, "list").marked
        assert there != again
        assert tree.node(there).step == tree.node(again).step


async def test_enter_reads_on_where_there_is_nothing_to_go_to_yet(keeper: Keeper) -> None:
    async with running(keeper, SMALL) as room:
        await room.press("c", "2", "down", "down", "down", "enter")
        assert shown(room, "text").marked is None
        await room.press("enter", "enter")
        assert shown(room, "text").marked is not None


async def test_one_can_go_from_step_to_step_and_to_clauses_and_all_the_way_back(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        await room.press("c")
        views = [room.lines()]
        for _ in range(4):  # to the first step whose ways are further down
            await room.press("enter")
            views.append(room.lines())
        await room.press("1")
        views.append(room.lines())
        await room.press("enter", "down", "enter")
        assert shown(room, "list").marked != Clause("C-01")
        await room.press("backspace", "left")
        for view in reversed(views):
            assert room.lines()[:-1] == view[:-1]
            await room.press("backspace")
        await room.press("escape")
        assert room.name == "StepPage"


async def test_the_step_that_is_open_is_where_one_begins(keeper: Keeper) -> None:
    async with meeting(keeper) as room:
        await room.flag("own-life", "danger=no access=ready")
        for keys in ((), ("question_mark",), ("s",), ("9",)):
            await room.press(*keys, "f8")
            assert shown(room, "list").marked == At("talk")
            marked = next(line for line in room.lines() if "▸" in line)
            assert "Talk with them" in marked
            assert policy_text.YOU_ARE_HERE in marked
            await room.press("escape", *(["escape"] if keys else []))
        await room.press("m", "c")
        assert shown(room, "list").marked == Clause("C-01")
        assert policy_text.YOU_ARE_HERE not in plain(browse.steps(shipped(), None))


async def test_nothing_of_the_meeting_is_on_it(keeper: Keeper) -> None:
    async with meeting(keeper, WIDE) as room:
        await room.press("s", "1")
        await room.type("Quillfeather")
        await room.press("enter", "escape")
        await room.flag("own-life", "danger=no access=ready talk=talked explain=explained ask=open-to-it", "A")
        assert "Quillfeather" in room.screen()
        await room.press("c")
        for keys in (["1"], ["2"], ["enter"], ["3"], ["right"]):
            await room.press(*keys)
            assert "Quillfeather" not in room.screen()


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE], ids=str)
async def test_the_first_lines_are_whole_and_the_end_can_be_read(keeper: Keeper, size: tuple[int, int]) -> None:
    pack = shipped()
    async with running(keeper, size) as room:
        await room.press("c")
        for part in ("1", "2", "3"):
            await room.press(part)
            said = room.screen()
            assert f"{pack.title} · {text.DATED.format(version=pack.version, dated=pack.dated)}" in said
            assert all(label in said for label in policy_text.POLICY_PARTS.values())
            assert "…" not in said
            await room.press("end")
            rows = room.page._listed()  # type: ignore[attr-defined]
            assert shown(room, "list").marked == rows[-1].stands
            assert rows[-1].content.plain.split()[-1] in room.screen()
            await room.press("home")
            assert shown(room, "list").marked == rows[0].stands


async def test_another_size_keeps_what_is_read(keeper: Keeper) -> None:
    async with running(keeper, WIDE) as room:
        await room.press("c", "2", "down", "down", "down", "enter")
        for size in (SMALL, USUAL, WIDE):
            await room.resize(size)
            assert shown(room, "list").marked == At("emergency")
            assert "Ring 999 now" in room.screen()


async def test_the_mouse_may_point(keeper: Keeper) -> None:
    async with running(keeper, WIDE) as room:
        await room.press("c", "2")
        rows = shown(room, "list")
        await room.pilot.click("#list", offset=(10, 3))
        await room.settle()
        assert rows.marked == At("emergency")
        assert "Say the place first" in room.screen()
        await room.pilot.click("#list", offset=(10, 3))
        await room.settle()
        assert "go there" in room.text("#keys")
