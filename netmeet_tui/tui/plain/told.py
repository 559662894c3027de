"""A page as lines of text, in the order in which it would be read aloud."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Final, NamedTuple

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits, Input, Static, TextArea

from netmeet_tui.tui.keys import EMERGENCY
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.plain import text
from netmeet_tui.tui.widgets.rows import MARK, Rows

FRAME: Final = ("top", "notice", "keys")
"""The places of every page that are told apart from what stands on it."""

PICTURES: Final = ("code",)
"""Places with a drawing in them, which says nothing as text."""

DRAWN: Final = re.compile("[\u2500-\u259f]+")
"""Lines and blocks with which something is drawn."""

NUMBER: Final = re.compile(r"\d+")


class Told(NamedTuple):
    """What a page says: where we are, its lines, the notice above the keys, and the keys.

    ``at`` is the concern and the step that it shows, where it shows one.
    """

    at: Hashable
    where: str
    body: tuple[str, ...]
    notice: str
    keys: str

    def lines(self) -> list[str]:
        """All of it."""
        notice = [text.NOTICE.format(sentence=self.notice)] if self.notice else []
        keys = [text.KEYS.format(keys=self.keys)] if self.keys else []
        return [self.where, *self.body, *notice, *keys]


class Change(NamedTuple):
    """What is new on a page: a few lines, or so much that it is told as a whole."""

    lines: tuple[str, ...]
    whole: bool = False


def place(page: Page[object]) -> Hashable:
    """The concern and the step that a page shows, where it shows one."""
    return getattr(page, "number", 0), page.step_shown


def told(page: Page[object]) -> Told:
    """Read a page. What is not shown on it is not told."""
    body = (line for part in page.children if part.id not in FRAME for line in _body(part))
    urgent = text.KEY.format(cap=EMERGENCY.cap, label=EMERGENCY.label)
    at_card = page.at_card or not page.query("#urgent")
    where = (str(page.border_title or ""), *map(_words, page.query("#where")), "" if at_card else urgent)
    notice = " ".join(map(_words, page.query("#notice")))
    keys = page.keys_now() if page.query("#keys") else ()
    named = dict.fromkeys(text.KEY.format(cap=key.cap, label=key.label) for key in keys if key.label)
    return Told(place(page), " | ".join(filter(None, where)), tuple(body), notice, ", ".join(named))


def label(field: Widget) -> str:
    """What a field is called: the words that stand before it."""
    before = ""
    for part in field.screen.walk_children(Widget):
        if part is field:
            break
        if isinstance(part, Static) and part.display:
            before = _words(part) or before
    return before.splitlines()[-1].strip() if before else text.FIELD


def change(old: Told, new: Told) -> Change:
    """What is to be told, where a page was told before and says something else now."""
    before = {_bare(line) for line in old.body}
    fresh = [line for line in new.body if _bare(line) not in before]
    marks = [line for line in new.body if line.startswith(MARK) and line not in old.body and line not in fresh]
    gone = before - {_bare(line) for line in new.body}
    elsewhere = old.at != new.at or _timeless(old.where) != _timeless(new.where)
    much = len(fresh) > max(len(new.body) // 2, 2)
    if elsewhere or much or (gone and not fresh):
        return Change(tuple(new.lines()), whole=True)
    lines = [line for line in new.body if line in fresh or line in marks]
    if new.notice and new.notice != old.notice:
        lines.append(text.NOTICE.format(sentence=new.notice))
    if new.keys != old.keys:
        lines.append(text.KEYS.format(keys=new.keys))
    return Change(tuple(lines))


def same_but_time(old: Told, new: Told) -> bool:
    """Whether two tellings differ in numbers alone, as a clock does that goes on."""
    return old.at == new.at and [*map(_timeless, old.lines())] == [*map(_timeless, new.lines())]


def _timeless(line: str) -> str:
    return NUMBER.sub("0", line)


def _bare(line: str) -> str:
    return line.removeprefix(MARK).strip()


class _Piece(NamedTuple):
    words: str
    in_field: bool = False


def _body(part: Widget) -> Iterator[str]:
    """The lines of one place of a page; what is in a field stands on the line of its name."""
    lines: list[str] = []
    named = False
    for words, in_field in _pieces(part):
        if in_field and named:
            name = lines[-1].rstrip(" :")
            lines[-1] = f"{name}{' ' if name.endswith('?') else ': '}{words}"
        else:
            lines += [_closed_up(line) for line in words.splitlines() if line.strip()]
        named = bool(lines) and not in_field
    yield from lines


def _closed_up(line: str) -> str:
    """A line without the room that only sets its words apart; what it is set in by may say where it belongs."""
    words = line.strip()
    return line[: len(line) - len(line.lstrip())] + " ".join(words.split())


def _pieces(part: Widget) -> Iterator[_Piece]:
    """What a widget says and those in it, one after the other."""
    if not part.display or not part.visible:
        return
    match part:
        case Rows():
            yield _Piece("\n".join(part.told()))
        case Input():
            yield _Piece(_in_field(part), in_field=True)
        case TextArea():
            yield _Piece(" / ".join(part.text.split("\n")) if part.text.strip() else text.EMPTY, in_field=True)
        case Digits():
            yield _Piece(part.value)
        case Static():
            words = _words(part)
            yield _Piece(text.A_PICTURE if part.id in PICTURES and words else words)
        case _:
            for inside in part.children:
                yield from _pieces(inside)


def _in_field(field: Input) -> str:
    if field.value:
        return text.UNSEEN if field.password else field.value
    return f"{text.EMPTY} {field.placeholder}".rstrip()


def _words(place: Widget) -> str:
    """The words in a place, without what is only drawn."""
    shown = place.visual if isinstance(place, Static) and place.display else Content("")
    return DRAWN.sub(" ", shown.plain).strip("\n") if isinstance(shown, Content) else ""
