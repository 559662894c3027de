"""The route card: whom to ring, large enough to dial from, as a code for a phone's camera, and what to say first.

A person rings, on a real phone (D-8). The card decides nothing and notes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from netmeet_tui.directory.book import Directory
from netmeet_tui.directory.code import code
from netmeet_tui.directory.route import Missing
from netmeet_tui.directory.service import Service
from netmeet_tui.policy.pack import Pack
from netmeet_tui.tui import phone, phone_text, text
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

INK: str = "#ffffff on #000000"
"""What is drawn of a code is its light part: these two colours whatever the theme, so that cameras can read it."""

BESIDE: int = 76
"""Columns from which on the code stands beside what is said."""


class RouteCardPage(Page[None]):
    """One service at a time; those that may be rung here are chosen by number."""

    CSS_PATH = "route_card.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", 5),
        Key("right", "next(1)", phone_text.PHONE_NEXT, phone_text.PHONE_NEXT_HELP, named="→←"),
        Key("left", "next(-1)", "", "", shown=False),
        Key("v", "large", phone_text.PHONE_CODE, phone_text.PHONE_CODE_HELP),
        Key("down", "scroll(3)", phone_text.PHONE_SCROLL, phone_text.PHONE_SCROLL_HELP, ("j", "pagedown")),
        Key("up", "scroll(-3)", "", "", ("k", "pageup"), shown=False),
        Key("escape", "back", text.BACK, phone_text.PHONE_BACK_HELP, ("t", "m")),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]
    only_read = True

    def __init__(
        self, pack: Pack, directory: Directory, services: tuple[Service | Missing, ...], nation: str
    ) -> None:
        super().__init__()
        self._pack = pack
        self._directory = directory
        self._services = services
        self._nation = nation
        self._at = 0
        self._large = False

    def body(self) -> ComposeResult:
        """The number and what to say, the code beside them; and who else there is."""
        with Horizontal(classes="body"):
            with Vertical(id="card"):
                yield Static(id="name", classes="title")
                with Horizontal(id="dial"):
                    yield Static(id="how")
                    yield Digits(id="number")
                with VerticalScroll(id="said", can_focus=False):
                    yield Static(id="first", classes="line")
                    yield Static(id="about", classes="line")
                    yield Static(id="dated", classes="quiet")
            with Vertical(id="beside"):
                yield Static(id="code", markup=False)
                yield Static(id="point", classes="quiet")
        yield Static(id="others")

    @property
    def _one(self) -> Service | Missing:
        return self._services[self._at]

    @property
    def _code(self) -> str:
        one = self._one
        return one.code if isinstance(one, Service) else ""

    def show(self) -> None:
        """The service that is looked at."""
        one, today = self._one, self.keeper.clock().date()
        many = len(self._services) > 1
        of = phone_text.PHONE_OF.format(number=self._at + 1, of=len(self._services)) if many else ""
        name = phone.named(one, self._nation)
        self.where(phone_text.PHONE_WHERE, of, f"{name} {phone.digits(one)}" if self._large else "")
        self.query_one("#card").display = not self._large
        self.put("#name", name)
        self._dial(one)
        self.put("#first", phone.first(one))
        self.put("#about", phone.about(one, today))
        self.put("#dated", phone.dated(self._pack, self._directory))
        self._draw()
        self.put("#others", self._others() if many and not self._large else "")
        super().show()
        self.call_after_refresh(self.show_keys)

    def _dial(self, one: Service | Missing) -> None:
        number = phone.digits(one)
        self.query_one("#number", Digits).update(number)
        self.query_one("#number").display = bool(number)
        how = phone.rung(one) if isinstance(one, Service) else ""
        signed = f" {one.number}" if isinstance(one, Service) and not number else ""
        self.put("#how", Content.styled(f"{how}{signed}", "bold"))
        self.query_one("#dial").display = bool(number or how)

    def _draw(self) -> None:
        """The code beside the words where there is room, by itself and as large as it fits when it is asked for."""
        beside = self.size.width >= BESIDE
        lines = code(self._code)
        if self._large:
            larger = code(self._code, large=True)
            if larger and len(larger) <= self._rows and len(larger[0]) <= self.size.width - 4:
                lines = larger
        drawn = bool(lines) and (beside or self._large)
        self.query_one("#beside").display = drawn
        self.put("#code", Content("\n").join(Content.styled(line, INK) for line in lines) if drawn else "")
        writes = isinstance(self._one, Service) and self._one.by == "text"
        point = phone_text.PHONE_POINT_TEXT if writes else phone_text.PHONE_POINT
        self.put("#point", point if drawn and not self._large else "")

    @property
    def _rows(self) -> int:
        """Rows for the code when it stands by itself: all but the top line and the keys."""
        return self.size.height - 5

    def _others(self) -> Content:
        """Who else may be rung, by number, on as few lines as they need."""
        rows = []
        for place, one in enumerate(self._services[:5], start=1):
            here = place - 1 == self._at
            cap = (f" {place} ", "bold reverse" if here else "bold $accent")
            rows.append(Content.assemble(cap, (f" {phone.named(one, self._nation)}", "bold" if here else "")))
        return Content("   ").join(rows)

    def available(self) -> Iterable[Key]:
        """Only the keys that do something for what is shown."""
        for key in self.KEYS:
            if key.action == "next(1)" and len(self._services) < 2:
                continue
            if key.action == "large" and not self._code:
                continue
            if key.action == "scroll(3)" and (self._large or not self.query_one("#said").max_scroll_y):
                continue
            yield key

    # -- keys --------------------------------------------------------------------------------------------

    def action_pick(self, place: int) -> None:
        """The service of that number."""
        if place <= len(self._services):
            self._look_at(place - 1)

    def action_next(self, by: int) -> None:
        """Another service."""
        self._look_at((self._at + by) % len(self._services))

    def _look_at(self, place: int) -> None:
        self._at = place
        self._large = self._large and bool(self._code)
        self.query_one("#said").scroll_home(animate=False)
        self.show()

    def action_large(self) -> None:
        """The code by itself, or the card again."""
        self._large = not self._large and bool(self._code)
        self.show()

    def action_scroll(self, by: int) -> None:
        """The rest of the card."""
        self.query_one("#said").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """From the code to the card, and from that to where we were."""
        if self._large:
            self.action_large()
        else:
            self.dismiss()
