"""The one step screen. It shows whatever step the lane stands at; the pack says what that is, and what it offers.

The screen is filled anew for each step rather than made anew: that costs a fraction, and keeps the place calm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import Worker

from netmeet_tui.catalogue import _
from netmeet_tui.meeting.state import AT_MEETING, Concern
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Step
from netmeet_tui.policy.words import StepWords
from netmeet_tui.tui import lines, phone, ring, room, still, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.guard import finished
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.ring import Practice
from netmeet_tui.tui.screens.lane import EVENTS, LanePage, first_of
from netmeet_tui.tui.trouble import Trouble
from netmeet_tui.tui.widgets.aside import Aside
from netmeet_tui.tui.widgets.panel import Ledger, Panel
from netmeet_tui.tui.widgets.sheet import Sheet

FULL = ("ledger", "sheet", "answers", "contact")
"""What steps show that needs the blank lines of a small screen."""


class StepPage(LanePage):
    """A lane at its step: where we are, what to do, what to say, why, and the choices."""

    CSS_PATH = "step.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("choose", 5),
        Key("space", "scroll", _("more"), _("The rest of the words, where they do not fit here."), ("pagedown",)),
        Key("pageup", "scroll(-1)", "", "", shown=False),
        Key("enter", "app.entered", text.WRITE, text.WRITE_HELP),
        Key("up", "move(-1)", _("choose a line"), _("Up and down: the line that 1, 2 and 3 answer."), ("k",)),
        Key("down", "move(1)", "", "", ("j",), shown=False),
        Key(
            "u", "happen('!undo')", _("undo"), _("Take back the last choice, until somebody outside has been told.")
        ),
        Key("p", "park", _("park"), _("Let this concern rest; it keeps its place. Again: go on with it.")),
        Key("l", "left", _("they left"), _("They left the meeting, or they came back. Leaving is not a no.")),
        Key("w", "happen('!withdrawn')", _("changed mind"), _("They take back their yes. That is not a no.")),
        Key("y", "happen('!under-18')", _("under 18"), _("The person is under 18.")),
        Key("d", "happen('!stand-down')", _("stand down"), _("It was a misunderstanding, or it has passed.")),
        Key("t", "card", text.PHONE_KEY, text.PHONE_KEY_HELP),
        Key("i", "in_case", text.PHONE_IN_CASE, text.PHONE_IN_CASE_HELP, shown=False),
        Key("right", "nation", text.GP_NATION, text.GP_NATION_HELP, shown=False, named="→"),
        Key("v", "open_view", text.OPEN_VIEW_KEY, text.OPEN_VIEW_HELP),
        Key("r", "reader", text.READER_KEY, text.READER_HELP, shown=False),
        Key("g", "hold", text.HOLD_KEY, text.HOLD_HELP, shown=False),
        Key("s", "about", _("about"), _("Whom this concern is about.")),
        Key("n", "next", _("next concern"), _("Go to the next open concern.")),
        Key("f", "flag", _("flag"), _("Flag another concern."), shown=False),
        Key("m", "meeting", _("meeting"), _("Back to the meeting; this concern keeps its place.")),
        Key("escape", "leave_field", "", _("Leave the field you are writing in."), shown=False),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._line = 0
        self._filled: tuple[int, str, int] | None = None
        self._practice = Practice()

    def body(self) -> ComposeResult:
        """Trail, words, what the step shows, choices; on a wide screen, the story beside them."""
        yield Static(id="trail")
        with Horizontal(classes="body"):
            with Vertical(id="main"):
                with VerticalScroll(id="words", can_focus=False):
                    yield Static(id="title", classes="title")
                    yield Static(id="do", classes="line")
                    yield Static(id="say")
                    yield Panel()
                    yield Static(id="place")
                    yield Static(id="why", classes="quiet")
                yield Static(id="choices")
            yield Aside()

    # -- what is shown -----------------------------------------------------------------------------------

    def show(self) -> None:
        """Fill the screen with the step where the lane stands."""
        if not self.keeper.holding:
            return
        state, concern = self.session.state, self.concern
        kind = lines.kind_of(self.pack, concern)
        parked = text.PARKED if concern.lane.parked else ""
        about = (lines.seat_of(state, concern), parked, room.held(concern))
        self.where(f"{concern.number} {kind}", *about, *self._others_open())
        self.put("#trail", lines.trail(self.pack, concern, self.columns))
        step = self._step()
        if step is None:
            self._show_closed(concern)
        else:
            self._show_step(step, concern)
        if self.has_class("-wide"):
            self.query_one(Aside).show(self.pack, state, concern)
        super().show()
        self.call_after_refresh(self.show_keys_laid_out)

    def _others_open(self) -> list[str]:
        others = [c for c in self.session.state.open_concerns if c.number != self.number]
        return [f"{c.number} {lines.kind_of(self.pack, c)}" for c in others[:3]]

    def _show_closed(self, concern: Concern) -> None:
        self.put("#title", lines.stands(self.pack, concern))
        for place in ("#do", "#say", "#why", "#choices"):
            self.put(place, "")
        self.query_one(Panel).turn()
        self._fill_soon(None)

    def _show_step(self, step: Step, concern: Concern) -> None:
        words = step.worded(lanes.world(concern.lane.situation, self.session.state.given))
        self.set_class(step.shows in FULL or step.shows == "999" or bool(step.sealed), "-dense")
        self.set_class(step.shows in FULL, "-full")
        filled = (concern.number, step.id, len(concern.lane.trail()))
        if self._filled is None or filled[:2] != self._filled[:2]:
            self._line, self._practice = 0, Practice()
            self._next_offer(self._line)
        self.put("#title", words.title)
        self.put("#do", Content("\n").join(Content.assemble((f"{text.DO} ", "$accent"), do) for do in words.do))
        self.put("#say", self._say(step, words))
        served = ", ".join(step.serves)
        self.put("#why", Content.assemble((f"{text.DUTY[step.duty]}. ", "bold"), f"{words.why} ({served})"))
        self.put("#choices", self._choices(step))
        if filled != self._filled:
            self._filled = filled
            self.query_one(Panel).turn()
            self.query_one("#words").scroll_home(animate=False)
            told = step.shows != "words" or step.id in phone.TOLD
            if told or step.fields or step.sealed or self.query_one(Panel).children:
                self._fill_soon(step)

    def _say(self, step: Step, words: StepWords) -> Content | str:
        said = words.say
        if step.shows == "ledger":
            said = self.pack.words.offers[self.pack.offers[self._line]].ask
        return Content.assemble((f"{text.COULD_SAY}  ", "$quiet"), (f"“{said}”", "$spoken")) if said else ""

    def _choices(self, step: Step) -> Content:
        beside = self._practice.beside
        labels = [offered.label + beside(step.id, offered.choice.id) for offered in self._offered()]
        if step.shows == "ledger":
            words = self.pack.words.answers
            return listed([words.yes, words.no, words.later, *labels])
        return listed(labels)

    def more_help(self) -> Content:
        """Which choices are not open here, and why; which policy this is."""
        parts = [lines.not_open(self.pack, self.session.state, self.concern), lines.dated(self.pack)]
        return Content("\n\n").join([part for part in parts if part])

    def _fill_soon(self, step: Step | None) -> Worker[None]:
        return self.meanwhile(partial(self._fill, self.number, step), group="panel")

    async def _fill(self, number: int, step: Step | None) -> None:
        """Put what a lane's step shows into the panel; what identifies is read only where it is shown."""
        sealed: Mapping[str, str] = {}
        if step is not None and (step.sealed or step.shows in ("sheet", "contact")):
            read = self.session.named if step.shows == "contact" else self.session.sealed
            try:
                sealed = await self.keeper.do(partial(read, number))
            except Trouble as trouble:  # the rest of the step can be shown all the same
                self.notice(str(trouble))
        self._ordered(step)
        aid = await self._aid(step)
        await self.query_one(Panel).fill(self.pack, self.session.state.concern(number), step, sealed, aid)
        await self._tell_place(step)
        self._mark()
        self.call_after_refresh(self.show_keys_laid_out)  # what was put there may need a key to scroll

    def _ordered(self, step: Step | None) -> None:
        """What is read out on the phone comes first; anything else a step shows comes after what to do and say."""
        below = self.query_one("#do" if step is not None and step.reads else "#why")
        self.query_one("#words").move_child(self.query_one(Panel), before=below)

    async def _aid(self, step: Step | None) -> Content:
        """What helps with ringing somebody, where the step does not say it: the calendar, the number."""
        if ring.in_case(self.session.state, self.concern, step):
            return Content.styled(text.PHONE_IN_CASE_THERE, "$quiet")
        if step is None or step.id not in phone.TOLD:
            return Content("")
        if step.id not in phone.ASKS_CALENDAR:
            return phone.compact(await ring.rung(self.keeper, self.concern, self.offer_marked))
        told = await self._practice.told(self.keeper, step.id)
        self.put("#choices", self._choices(step))
        return told

    @property
    def offer_marked(self) -> str:
        """The offer that is marked, where offers are made."""
        return self.pack.offers[self._line] if self._step_shows() == "ledger" else ""

    async def _tell_place(self, step: Step | None) -> None:
        """The place that 999 asks for first, once the rest of the step is shown (N-12)."""
        place = Content("")
        if step is not None and step.shows == "999":
            try:
                place = await room.place(self.keeper, self.concern)
            except Trouble as trouble:
                self.notice(str(trouble))
        self.put("#place", place)

    def _mark(self) -> None:
        for ledger in self.walk_children(Ledger):
            ledger.mark(self._line)

    # -- keys --------------------------------------------------------------------------------------------

    def available(self) -> Iterable[Key]:
        """Only the keys that make sense in this lane now."""
        if not self.keeper.holding:
            return
        step, happening = self._step(), self._happening()
        for key in self.KEYS:
            if key.action in EVENTS:
                if event := first_of(key.action, happening):
                    yield self._named(key, event)
            elif key.action == "card":
                if label := self._card_named():
                    yield replace(key, label=label)
            elif self._makes_sense(key.action, step):
                yield key

    def _makes_sense(self, action: str, step: Step | None) -> bool:
        """Whether a key has something to do at this step."""
        match action:
            case "app.entered":
                return step is not None and bool(step.fields or step.sealed)
            case "move(-1)" | "move(1)":
                return step is not None and step.shows == "ledger"
            case "scroll":
                return bool(self.query_one("#words").max_scroll_y)
            case "in_case":
                return bool(ring.in_case(self.session.state, self.concern, step))
            case "nation":
                return step is not None and step.id in phone.ASKS_CALENDAR
            case "next":
                return len(self.session.state.open_concerns) > 1
        return True

    # -- doing -------------------------------------------------------------------------------------------

    def action_choose(self, place: int) -> None:
        """Make the choice of that place; ask for the reason first where one is needed."""
        step, offered = self._step(), self._offered()
        if step is not None and step.shows == "ledger":
            if place <= 3:
                answer = ("yes", "no", "later")[place - 1]
                choice = f"{self.pack.offers[self._line]}={answer}"
                self.doing(partial(self._answer, self.number, step.id, choice))
                return
            place -= 3
        if step is None or place > len(offered):
            return
        chosen, number = offered[place - 1].choice, self.number

        def choose(reason: str | None) -> None:
            if reason or not chosen.reason:
                self.doing(partial(self._choose, number, step.id, chosen.id, reason or ""))

        if chosen.reason:
            from netmeet_tui.tui.screens.reason import ReasonPage

            self.desk.push_screen(ReasonPage(offered[place - 1].label), choose)
        else:
            choose(None)

    async def _choose(self, number: int, step: str, choice: str, reason: str) -> None:
        await self.keep_written()
        chosen = await self.keeper.do(partial(still.choose, self.session, number, step, choice, reason))
        if chosen and self.concern.lane.closed:
            await self.desk.go(AT_MEETING)

    async def _answer(self, number: int, step: str, choice: str) -> None:
        await self._choose(number, step, choice, "")
        if self._step_shows() == "ledger":
            self._next_offer(self._line + 1)

    def _next_offer(self, first: int) -> None:
        """Mark the next offer, from a line on, that nobody has asked about yet; stay where there is none."""
        answers = [answer for _, _, answer in lines.ledger(self.pack, self.concern)]
        unasked = [place for place, answer in enumerate(answers) if answer == self.pack.words.answers.unasked]
        self._line = next((place for place in unasked if place >= first), self._line)

    def action_move(self, by: int) -> None:
        """Another line of the ledger."""
        if self._step_shows() == "ledger":
            self._line = (self._line + by) % len(self.pack.offers)
            self._mark()
            self.show()

    def action_scroll(self, pages: int = 1) -> None:
        """The rest of the words; after the last of them, the first again."""
        words = self.query_one("#words")
        if pages > 0 and words.scroll_offset.y >= words.max_scroll_y:
            words.scroll_home(animate=False)
        else:
            words.scroll_relative(y=pages * max(words.size.height - 1, 1), animate=False)

    async def action_open_view(self) -> None:
        """The step in large words, to be read together."""
        from netmeet_tui.tui.screens.open_view import OpenView

        await self._view(OpenView)

    async def action_reader(self) -> None:
        """Only the words to say."""
        from netmeet_tui.tui.screens.reader_view import ReaderView

        await self._view(ReaderView)

    async def _view(self, view: type[StepPage]) -> None:
        if self._step() is not None and not self.desk.busy:
            await self.desk.push_screen(view(self.number))

    # -- ringing somebody --------------------------------------------------------------------------------

    def _card_named(self) -> str:
        return ring.named(self.keeper, self.concern, self._step(), self.offer_marked)

    def action_card(self) -> None:
        """The card of this step: whom to ring, or support to take away."""
        if self._card_named():
            self.asking(self._card, group="card")

    async def _card(self) -> None:
        card = await ring.card(self.keeper, self.concern, self._step(), self.offer_marked)
        if card is not None and self.is_current:
            await self.desk.push_screen(card)

    def action_nation(self) -> None:
        """Ask the calendar about a practice in the next nation."""
        step = self._step()
        if step is not None and step.id in phone.ASKS_CALENDAR:
            self._practice.next_nation(self.keeper)
            self._fill_soon(step)

    def action_in_case(self) -> None:
        """Take over what the person put on their in-case card, into fields that are empty."""
        step = self._step()
        if step is not None and (seat := ring.in_case(self.session.state, self.concern, step)):
            self.doing(partial(self._take_over, self.number, seat, step))

    async def _take_over(self, number: int, seat: str, step: Step) -> None:
        await self.keep_written()
        await self.keeper.do(partial(ring.take_over, self.session, number, seat, step))
        await finished(self._fill_soon(step))

    # -- writing -----------------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """While something is written, what it may hold stays in sight."""
        super().on_descendant_focus()
        self.set_class(isinstance(self.focused, Input), "-writing")

    def on_descendant_blur(self) -> None:
        """Out of the field, what to do is back."""
        super().on_descendant_blur()
        self.call_after_refresh(lambda: self.set_class(isinstance(self.focused, Input), "-writing"))

    def action_leave_field(self) -> None:
        """Out of the field; leaving it keeps what was written."""
        if isinstance(self.focused, Input):
            self.set_focus(None)

    def on_sheet_written(self) -> None:
        """A field was left."""
        self.keep_soon()

    async def keep(self) -> None:
        """What is written in the fields of a lane, for that lane. Raises Trouble."""
        for sheet in self.walk_children(Sheet):
            for field, value in sheet.unkept():
                await self.keeper.do(partial(still.write, self.session, sheet.number, field.id, value))
                sheet.note_kept(field, value)
