"""The guided first ten minutes: a line on every page says what to press next, and the trainee presses it.

Nothing is done for them, and nothing is kept from them. What they have done is looked at after every key and
whenever a page is shown; from that and from where they are follows what is told next.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakSet

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from netmeet_tui.tui.page import Page
from netmeet_tui.tui.practice import text as shared
from netmeet_tui.tui.practice import tour_lessons as lessons
from netmeet_tui.tui.practice import tour_text as text
from netmeet_tui.tui.practice.tour_place import FLAG, Place, place_of
from netmeet_tui.tui.trouble import Trouble

if TYPE_CHECKING:
    from netmeet_tui.practice.story import Story
    from netmeet_tui.tui.practice.app import PracticeApp

PATIENCE: Final = 3
"""Keys that were not asked for, after which it is said more plainly."""

READING: Final = frozenset({"up", "down", "pageup", "pagedown", "space", "home", "end", "j", "k"})
"""Keys with which one reads on: nobody is told that they were not asked for."""


LINES: Final = 2
"""So many lines nearly every sentence takes on a terminal as wide as most are; on a smaller one it is one more."""

USUAL: Final = 80
MARGIN: Final = 6
"""Columns beside the sentence."""


class Strip(Static):
    """The line of the tour: a sign, about how far one is, and what to press.

    It is as high as nearly every sentence asks for, so that nothing moves when another one is told.
    """

    def __init__(self, width: int) -> None:
        """``width``: of the terminal, in columns."""
        super().__init__(markup=False, id="tour")
        self.sentence = ""
        """What it says, without what stands before it."""
        self._fit(width, Content(""))

    def tell(self, part: int, sentence: str) -> None:
        """Say this."""
        self.sentence = sentence
        began = f"{text.SIGN} {text.TOUR.format(part=part, parts=lessons.PARTS)} "
        told = Content.assemble((began, "bold $accent"), *marked(sentence))
        self._fit(self.app.size.width, told)
        if not (isinstance(self.content, Content) and self.content.is_same(told)):
            self.update(told, layout=False)

    def _fit(self, width: int, told: Content) -> None:
        least = LINES if width >= USUAL else LINES + 1
        rows = max(least, len(told.wrap(max(width - MARGIN, 1))))
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows


def marked(sentence: str) -> list[Content]:
    """A sentence with its keys standing out; the brackets say which they are without colour as well."""
    parts, done = [], 0
    for key in lessons.KEY.finditer(sentence):
        parts += [Content(sentence[done : key.start()]), Content.styled(key[0], "bold reverse")]
        done = key.end()
    return [*parts, Content(sentence[done:])]


class Tour:
    """Somebody is shown round: what they have done so far, and what they are told now."""

    def __init__(self, app: PracticeApp) -> None:
        self._app = app
        self._been: set[str] = set()
        """What was done: pages and places come to, moments of the play, keys that mean something by themselves."""
        self._part = 1
        self._told = ""
        self._others = 0
        """Keys in a row that were not asked for."""
        self._fields = WeakSet[Input]()

    def beside(self) -> Iterable[Widget]:
        """The line that every page has."""
        yield Strip(self._app.size.width)

    def came(self, page: Page[Any]) -> None:
        """A page came up; which of its fields is written in matters as well."""
        page.add_class("-tour")
        self._app.watch(page, "focused", partial(self._entered, page), init=False)
        self.shown(page)

    def _entered(self, page: Page[Any]) -> None:
        """A field was entered, or left: what stands in it matters, too."""
        field = page.focused
        if isinstance(field, Input) and field not in self._fields:
            self._fields.add(field)
            self._app.watch(field, "value", partial(self.shown, page), init=False)
        self.shown(page)

    def shown(self, page: Page[Any]) -> None:
        """A page was filled. How much of it is to be seen is known once it is drawn: then it is looked at again."""
        self.look()
        page.call_after_refresh(self.look)

    def pressed(self, key: str) -> None:
        """A key was pressed, and is about to be answered."""
        place = place_of(self._app, self._app.page)
        self._been |= _meant(key, place)
        if key in map(lessons.pressed, lessons.keys_in(self._told)):
            self._others = 0
        elif key not in READING and "writing" not in place.flags:
            self._others += 1
        self.shown(self._app.page)

    def look(self) -> None:
        """See where they are, and say what comes next; on the pages beneath as well, for when one comes back."""
        if self._app.tour is not self:  # it is over, and was only still to look once more
            return
        pages = [cast("Page[Any]", screen) for screen in reversed(self._app.screen_stack)]
        if not self._app.playing and type(pages[0]).__name__ == "ChoosePage":
            self._over()
            return
        if self._app.playing:
            self._been.update(moment.what for moment in self._app.play.moments)
        place = place_of(self._app, pages[0])
        self._been |= {type(pages[0]).__name__, place.name}
        if "written" in place.flags:
            self._been.add("wrote")
        self._part = max(self._part, lessons.PART.get(place.name, 1))
        self._tell(pages[0], lessons.find(place, self._been))
        for page in pages[1:-1]:
            for strip in page.query(Strip):
                strip.tell(self._part, lessons.find(place_of(self._app, page), self._been))

    def _tell(self, page: Page[Any], sentence: str) -> None:
        asked = lessons.keys_in(sentence)
        if asked != lessons.keys_in(self._told):  # not where somebody spoke, and it is the same in other words
            self._others = 0
        self._told = sentence
        lost = self._others >= PATIENCE and bool(asked)
        if lost and page.is_up and not page.query(Strip):  # where all is hidden, only who is lost is told the way
            page.mount(Strip(page.size.width))
        for strip in page.query(Strip):
            strip.tell(self._part, lessons.again(asked[0]) if lost else sentence)

    def _over(self) -> None:
        """They are back at the stories."""
        from netmeet_tui.tui.practice.screens.tour import AfterPage

        self._app.tour = None
        if "DebriefPage" in self._been:
            self._app.push_screen(AfterPage())


def _meant(key: str, place: Place) -> set[str]:
    """What a key means that changes nothing by which it could be seen afterwards."""
    writing = "writing" in place.flags
    return {
        name
        for name, wanted, here in (
            ("heard", "full_stop", not writing and "voice" in place.flags),
            ("read-on", "space", not writing and "more" in place.flags),
            ("whom", "a", place.name == FLAG),
            ("card-in-field", "f9", writing),
        )
        if here and key == wanted
    }


async def begin(app: PracticeApp) -> None:
    """Say what the tour is, before it begins. Raises Trouble."""
    from netmeet_tui.tui.practice.screens.tour import TourPage

    await app.push_screen(TourPage(await app.keeper.do(lambda: _story(app))))


def _story(app: PracticeApp) -> Story:
    """The story of the tour. Raises Trouble."""
    from netmeet_tui.practice.check import check
    from netmeet_tui.practice.read import TOUR, StoryError, find, read

    pack = app.keeper.pack
    assert pack is not None
    try:
        story = read(find(TOUR))
    except StoryError as error:
        raise Trouble(error.problems[0]) from None
    if wrong := check(story, pack, thorough=False):
        raise Trouble(shared.UNFIT.format(why=wrong[0].sentence))
    return story


async def set_out(app: PracticeApp, story: Story) -> None:
    """Begin to show somebody round. Raises Trouble."""
    from netmeet_tui.tui.practice.app import Mode

    app.tour = Tour(app)
    try:
        await app.begin(story, Mode.SOLO)
    except Trouble:
        app.tour = None
        raise
