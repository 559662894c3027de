"""A pause for the facilitators themselves: after a contact or 999, and when a meeting has ended (N-17, C-21).

Nothing is asked that is kept, and nothing is noted. It is left with one key, and a letter that is not its own goes
through it to the meeting: it is in nobody's way.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key as Pressed
from textual.widgets import Static

from netmeet_tui.tui import end_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.directory import read_directory
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.page import Page

if TYPE_CHECKING:
    from netmeet_tui.meeting.state import Meeting
    from netmeet_tui.policy.pack import Pack


class CheckInPage(Page[None]):
    """How are you, who goes on, whom you can ring for yourselves, and what may be said there (C-05)."""

    CSS_PATH = "check_in.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "back", text.BACK, end_text.PAUSE_BACK_HELP, ("escape", "m")),
        Key("2", "end", "", end_text.PAUSE_END_HELP, shown=False),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("down", "scroll(3)", end_text.TAKE_SCROLL, end_text.PAUSE_SCROLL_HELP, ("j", "pagedown")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def body(self) -> ComposeResult:
        """Few lines, and the way on."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(end_text.PAUSE_TITLE, classes="title")
            yield Static(end_text.PAUSE_FIRST, classes="line")
            yield Static(id="asked", classes="line")
            yield Static(end_text.PAUSE_NOTHING, classes="quiet")
        yield Static(id="choices")

    def on_mount(self) -> None:
        """Whom to ring is read from files: shown as soon as it is there."""
        super().on_mount()
        self.meanwhile(self._read)

    async def _read(self) -> None:
        from netmeet_tui.report.card import card

        directory = await read_directory(self.keeper)
        listens = card(directory, self.keeper.nation, self.keeper.clock().date()).lines[0]
        ours = self.keeper.settled.organisation
        lead = " ".join(filter(None, (ours.lead.strip(), ours.lead_phone.strip())))
        whom = "; ".join(filter(None, (lead, f"{listens.name} {listens.number}")))
        asked = (*end_text.PAUSE_ASKED, end_text.PAUSE_RING.format(whom=whom), end_text.PAUSE_SAY)
        self.put("#asked", Content("\n").join(Content.assemble((f"{text.DO} ", "$accent"), line) for line in asked))
        self.call_after_refresh(self.show_keys)

    def show(self) -> None:
        """The way on: back to the meeting, or to its end; or to the first screen."""
        self.where(end_text.PAUSE_WHERE)
        self.put("#choices", listed(end_text.PAUSE_CHOICES if self.keeper.holding else end_text.PAUSE_DONE))
        super().show()

    def available(self) -> tuple[Key, ...]:
        """Down and up only where there is more than fits."""
        more = bool(self.query_one(VerticalScroll).max_scroll_y)
        return tuple(key for key in self.KEYS if more or key.action != "scroll(3)")

    def action_scroll(self, by: int) -> None:
        """The rest."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Back to where we were."""
        self.dismiss()

    def action_end(self) -> None:
        """To the end of the meeting."""
        from netmeet_tui.meeting.state import AT_END

        if self.keeper.holding:
            self.doing(partial(self.desk.go, AT_END))

    def on_key(self, event: Pressed) -> None:
        """A letter that means something in the meeting does what it means there."""
        own = {key for row in (*self.KEYS, *self.everywhere()) for key in (row.key, *row.more)}
        letter = len(event.key) == 1 and event.key.isalpha() and event.key not in own
        if letter and self.keeper.holding and self.is_current:
            event.stop()
            self.dismiss()
            self.desk.call_later(self.desk.post_message, Pressed(event.key, event.character))


def due(pack: Pack, state: Meeting) -> frozenset[int]:
    """The concerns that call for a pause: somebody outside was told, or 999 rung, and none is open any more."""
    from netmeet_tui.policy.lane import fact

    if any(not concern.settled for concern in state.concerns):
        return frozenset()
    closed = [concern for concern in state.concerns if concern.lane.closed]
    return frozenset(one.number for one in closed if fact(pack, one.lane, "outcome") in pack.contact_outcomes)
