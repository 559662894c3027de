"""Home: start a meeting, go on with one, unlock. Painted before anything is opened or looked for."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui import catalogue
from netmeet_tui.catalogue import _
from netmeet_tui.tui import home_text, text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble, Unreadable
from netmeet_tui.tui.vault_keeper import Door

if TYPE_CHECKING:
    from netmeet_tui.ahead.coming import Coming

MOST_LINES = 5
CHECK_IN, NOTE = "check-in", "note"
"""What is offered when a meeting has just ended, for that moment only."""


AFTER = {CHECK_IN: home_text.HOME_PAUSE, NOTE: home_text.HOME_LEARN}


class HomePage(Page[None]):
    """The first screen."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", MOST_LINES),
        Key("a", "ahead", home_text.AHEAD_KEY, home_text.AHEAD_KEY_HELP),
        Key("d", "directory", home_text.DIRECTORY_KEY, home_text.DIRECTORY_KEY_HELP),
        Key("t", "settings", home_text.SETTINGS, home_text.SETTINGS_HELP),
        Key("r", "records", home_text.RECORDS_KEY, home_text.RECORDS_KEY_HELP),
        Key("n", "notes", home_text.LEARN_KEY, home_text.LEARN_KEY_HELP),
        Key("p", "practice", home_text.PRACTICE_KEY, home_text.PRACTICE_KEY_HELP),
        Key("q", "leave", _("close netmeet"), _("Close the program."), ("ctrl+q",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._picked = False
        self._near: Coming | None = None
        """The coming meeting that could be started when this was last shown: the number stands for that one."""

    def body(self) -> ComposeResult:
        """A name, what can be done, and one sentence about privacy."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(home_text.HOME_TITLE, classes="title")
            yield Static(id="lines")
            yield Static(id="records", classes="line")
            yield Static(home_text.HOME_KEPT, id="kept", classes="quiet")
            yield Static(home_text.HOME_EMERGENCY, classes="quiet")

    def on_mount(self) -> None:
        """Show at once; open afterwards."""
        super().on_mount()
        if self.keeper.door is Door.OPENING:
            self.call_after_refresh(self._open)

    def _open(self) -> None:
        self.meanwhile(self._opening)

    async def _opening(self) -> None:
        await self.keeper.open()
        self.desk.dress()
        self.desk.sentry.hear()
        self.desk.prepare()
        self.show()
        self.notice("\n".join(filter(None, (self.keeper.trouble, self.keeper.policy_notice))))
        if self._picked:
            self._picked = False
            await self.action_pick(1)

    def show(self) -> None:
        """Show what can be done now."""
        self.where(text.NAME)
        self._near = self._about_now()
        self.put("#lines", listed([label for label, _ in self._lines()]) if self._lines() else "")
        self.put("#records", self.keeper.records_trouble)
        super().show()

    def _lines(self) -> list[tuple[str, str]]:
        """What can be done now: the line, and the name of what it does."""
        door = self.keeper.door
        if door is Door.LOCKED:
            return [(home_text.HOME_UNLOCK, "unlock"), (home_text.HOME_MEMORY, "start")]
        after = [(AFTER[what], what) for what in self.desk.after]
        if door is Door.SHUT:
            return [(home_text.HOME_MEMORY, "start"), *after]
        lines = [(home_text.HOME_START, "create" if door is Door.ABSENT else "start")]
        if self.keeper.failing:
            lines.append((home_text.HOME_MEMORY, "memory"))
        if door is Door.OPENING:
            return [(f"{home_text.HOME_START}\n   {home_text.HOME_OPENING}", "wait")]
        if self._near is not None:
            lines.append((self._start_near(self._near), "near"))
        due = [*after, *([(home_text.records_due(self.keeper.due), "review")] if self.keeper.due else [])]
        for meeting in self.keeper.open_meetings[: max(MOST_LINES - len(lines) - len(due), 0)]:
            when = self._when(meeting.began) if meeting.began else home_text.HOME_SOME_TIME
            if meeting.id in self.desk.unreadable:
                lines.append((home_text.HOME_ERASE.format(when=when), f"erase {meeting.id}"))
            else:
                lines.append((home_text.HOME_RESUME.format(when=when), f"resume {meeting.id}"))
        return [*lines, *due][:MOST_LINES]

    def _about_now(self) -> Coming | None:
        """The coming meeting that begins about now."""
        if not self.keeper.coming:
            return None
        from netmeet_tui.ahead.coming import near

        return near(self.keeper.coming, self.keeper.clock())

    def _start_near(self, one: Coming) -> str:
        from netmeet_tui.ahead.coming import local

        starts = local(one.starts)
        days = (starts.date() - local(self.keeper.clock()).date()).days
        return home_text.AHEAD_START_NEAR[days].format(time=f"{starts:%H:%M}")

    def _when(self, began: datetime) -> str:
        """The hour and the day, and the year when it is another one: clocks are set."""
        this_year = began.year == self.keeper.clock().year
        day = catalogue.day_and_month(began) if this_year else catalogue.day(began)
        return home_text.HOME_WHEN.format(time=f"{began:%H:%M}", day=day)

    async def action_pick(self, number: int) -> None:
        """Take the line of that number."""
        lines = self._lines()
        if number > len(lines):
            return
        what, _, meeting = lines[number - 1][1].partition(" ")
        if what == "wait":
            self._picked = True
        elif what == "start":
            self.doing(self._start)
        elif what == "near":
            self.doing(partial(self._start, coming=self._near))
        elif what == "memory":
            self.doing(partial(self._start, in_memory=True))
        elif what in ("unlock", "create"):
            from netmeet_tui.tui.screens.passphrase import CreatePage, UnlockPage

            await self.desk.push_screen(UnlockPage() if what == "unlock" else CreatePage())
        elif what == "review":
            self.doing(self._review)
        elif what in AFTER:
            await self._after(what)
        elif what == "resume":
            self.doing(partial(self._resume, meeting))
        elif what == "erase":
            from netmeet_tui.tui.screens.ask import AskPage

            def answered(erase: bool | None) -> None:
                if erase:
                    self.doing(partial(self.keeper.erase, meeting))
                else:
                    self.desk.unreadable.discard(meeting)
                    self.show()

            await self.desk.push_screen(
                AskPage(home_text.ERASE_TITLE, home_text.ERASE_LINES, home_text.ERASE_CHOICES), answered
            )

    def action_settings(self) -> None:
        """The settings; not while it is locked, and not before they have been read."""
        if self.keeper.door in (Door.OPENING, Door.LOCKED):
            self.notice(
                home_text.SETTINGS_UNREAD if self.keeper.door is Door.OPENING else home_text.SETTINGS_LOCKED
            )
        else:
            self.doing(self._settings)

    async def _settings(self) -> None:
        from netmeet_tui.tui.screens.settings.every import SettingsPage

        await self.keeper.do(self.keeper.settled.look_again)
        self.desk.dress()
        await self.desk.push_screen(SettingsPage())

    def action_records(self) -> None:
        """What is kept of earlier meetings."""
        self.doing(self._records)

    async def _records(self) -> None:
        if self.keeper.door is not Door.OPEN:
            raise Trouble(text.NO_VAULT)
        from netmeet_tui.tui.screens.records import RecordsPage

        await self.desk.push_screen(RecordsPage())

    async def action_directory(self) -> None:
        """Whom to ring."""
        from netmeet_tui.tui.screens.directory import DirectoryPage

        await self.desk.push_screen(DirectoryPage())

    async def _after(self, what: str) -> None:
        """What was offered since a meeting has just ended: it is offered once."""
        self.desk.after = tuple(other for other in self.desk.after if other != what)
        if what == NOTE:
            from netmeet_tui.tui.screens.note import NotePage

            await self.desk.push_screen(NotePage())
        else:
            from netmeet_tui.tui.screens.check_in import CheckInPage

            await self.desk.push_screen(CheckInPage())

    def action_notes(self) -> None:
        """The notes about the work."""
        self.doing(self._notes)

    async def _notes(self) -> None:
        if self.keeper.door is not Door.OPEN:
            raise Trouble(text.NO_VAULT)
        from netmeet_tui.tui.screens.notes import NotesPage

        await self.desk.push_screen(NotesPage(await self.keeper.in_vault(lambda vault: vault.notes())))

    def action_practice(self) -> None:
        """Leave for practice, which is a program of its own: no live meeting is in the same process (L-11)."""
        if not self.desk.busy:
            self.desk.then = "practice"
            self.desk.exit()

    async def action_leave(self) -> None:
        """Close the program."""
        await self.desk.leave()

    async def action_ahead(self) -> None:
        """The coming meetings."""
        if self.keeper.door is Door.OPENING:
            self.notice(home_text.HOME_OPENING)
            return
        from netmeet_tui.tui.screens.ahead import AheadPage

        await self.desk.push_screen(AheadPage())

    async def _start(self, *, in_memory: bool = False, coming: Coming | None = None) -> None:
        try:
            await self.keeper.begin(in_memory=in_memory, coming=coming)
        except Trouble:
            self.show()  # there may be another way now
            raise
        self.desk.after = ()
        await self.desk.follow()

    async def _review(self) -> None:
        from netmeet_tui.tui import records
        from netmeet_tui.tui.screens.record import RecordPage

        first, count = await records.next_due(self.keeper)
        if first is not None:
            await self.desk.push_screen(RecordPage(first, count))

    async def _resume(self, meeting: str) -> None:
        try:
            await self.keeper.resume(meeting)
        except Unreadable:
            self.desk.unreadable.add(meeting)
            self.show()
            raise
        self.desk.after = ()
        await self.desk.resumed()
