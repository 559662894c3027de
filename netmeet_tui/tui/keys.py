"""Keys: written down once, and from there bound, shown in the key bar and told in the help.

Only keys that every terminal delivers are used: letters, digits, Enter, Esc, Tab, arrows. Some have no F5 to F10
(vt100), or keep them for themselves: so F9 stands beside Esc-then-9 for text fields; pressed fast, or through tmux,
that arrives as alt+9, which is bound as well (D-5). F8 and F7 stand beside Esc and c, Esc and h in the same way.
What Page up, Home and End do is done by other keys too, or is only quicker by them.
``tests/tui/test_terminal_keys.py`` holds all of them to what each terminal sends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.binding import Binding

from netmeet_tui.catalogue import _

# One terminal sends what Esc and 9 send for a letter of its own, and Textual takes it for that letter everywhere:
# it would be typed into the field, and the 999 card would not come.
cast("dict[str, Any]", ANSI_SEQUENCES_KEYS).pop("\x1b9", None)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a screen: what it is, the action it runs, its word in the key bar, its sentence in the help.

    ``more`` are other keys for the same action; ``urgent`` ones work inside text fields, too.
    """

    key: str
    action: str
    label: str
    help: str
    more: tuple[str, ...] = ()
    urgent: bool = False
    shown: bool = True
    named: str = ""

    @property
    def cap(self) -> str:
        """The key as people know it, or the keys that it stands for."""
        return self.named or _CAPS.get(self.key, self.key)


_CAPS = {
    "question_mark": "?",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑↓",
    "down": "↑↓",
    "space": "Space",
    "full_stop": ".",
    "backspace": "Bksp",
    "right": "→",
    "left": "←",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "f2": "F2",
    "f7": "F7",
    "f8": "F8",
    "f9": "F9",
    "f3": "F3",
    "ctrl+l": "Ctrl+L",
    "ctrl+q": "Ctrl+Q",
}

EMERGENCY = Key("9", "emergency", "999", _("The 999 card, over whatever is open. From anywhere, always."))
EMERGENCY_IN_TEXT = Key(
    "f9", "emergency", "999", _("The 999 card while you are writing (or Esc, then 9)."), ("alt+9",), urgent=True
)
HELP = Key("question_mark", "help", _("help"), _("What every key does on this screen."))
POLICY = Key("c", "policy", _("policy"), _("The policy, to read, over whatever is open."))
POLICY_IN_TEXT = Key(
    "f8",
    "policy",
    _("policy"),
    _("The policy while you are writing, or where letters are seats (or Esc, then c)."),
    ("alt+c",),
    urgent=True,
)

HIDE = Key("h", "hide", _("hide"), _("A clock and nothing else, over everything. The same key brings it back."))
HIDE_IN_TEXT = Key(
    "f7",
    "hide",
    _("hide"),
    _("Hide while you are writing, or where letters are seats (or Esc, then h)."),
    ("alt+h",),
    urgent=True,
)
LOCK = Key(
    "ctrl+l",
    "lock",
    _("lock"),
    _("Close the meeting's files until you unlock; then all is as it was."),
    urgent=True,
)
MEMORY = Key(
    "f2",
    "memory",
    _("go on in memory only"),
    _("Go on without saving, when this computer cannot save."),
    urgent=True,
)

READ_ON = Key(
    "down",
    "read_on(1)",
    _("the rest"),
    _("Down and up: the rest of the screen, where it does not fit."),
    ("pagedown",),
)
READ_BACK = Key("up", "read_on(-1)", "", "", ("pageup",), shown=False)
READ_PAGES = (
    Key("pagedown", "read_on(1)", "", _("The rest of the screen, where it does not fit."), shown=False),
    Key("pageup", "read_on(-1)", "", "", shown=False),
)
"""The same, where up and down mean something else."""

CLOSE = Key(
    "ctrl+q", "app.quit", "", _("Close the program; while a meeting is held, you are asked first."), shown=False
)
"""Textual's own key, told on every page that has no other for it."""

SCREENFULS = (
    Key("pagedown", "page(1)", "", _("A screenful on; PgUp goes back."), ("space",), shown=False),
    Key("pageup", "page(-1)", "", "", shown=False),
)
EDGES = (
    Key("home", "edge(-1)", "", _("The beginning; End: the end."), shown=False),
    Key("end", "edge(1)", "", "", shown=False),
)
"""What lists and long texts have besides up and down."""

IN_FIELDS = (
    Key("tab", "", "", _("The next field; with Shift, the one before."), ("shift+tab",)),
    Key(
        "left",
        "",
        "",
        _("With Home, End, Bksp, Del, and Ctrl with A, E, W, U, K, X, C, V: as wherever one writes."),
        named="←→",
    ),
)
"""What Textual's own fields answer to, wherever there are some."""

EVERYWHERE = (HELP, EMERGENCY, EMERGENCY_IN_TEXT, POLICY, POLICY_IN_TEXT, HIDE, HIDE_IN_TEXT, LOCK)
"""On every page, always."""


def numbered(action: str, last: int) -> tuple[Key, ...]:
    """The keys 1 to ``last``, each for the line with that number; the help tells them once."""
    told = _("1 to {last}: the line with that number in front of it.").format(last=last)
    first = Key("1", f"{action}(1)", "", told, shown=False)
    return (first, *(Key(str(n), f"{action}({n})", "", "", shown=False) for n in range(2, last + 1)))


def beside(row: Key, rows: Iterable[Key]) -> tuple[str, ...]:
    """The other keys for what a key does, as people know them: its own, and those of rows that tell nothing."""
    name = row.action.partition("(")[0]
    twins = [one for one in rows if not one.help and one.action.partition("(")[0] == name and len(one.key) > 1]
    keys = (*row.more, *(key for one in twins for key in (one.key, *one.more)))
    caps = (_CAPS.get(key, key) for key in keys if not key.startswith("alt+"))
    return tuple(dict.fromkeys(cap for cap in caps if cap not in row.cap))


def bound(keys: Iterable[Key]) -> list[Binding]:
    """The keys as Textual binds them."""
    return [
        Binding(key, row.action, row.label, show=False, priority=row.urgent)
        for row in keys
        for key in (row.key, *row.more)
    ]
