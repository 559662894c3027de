"""Keys: written down once, and from there bound, shown in the key bar and told in the help.

Only keys that every terminal delivers are used: letters, digits, Enter, Esc, Tab, arrows. F9 stands beside
Esc-then-9 for text fields; pressed fast, that arrives as alt+9, which is bound as well (D-5).
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
    "home": "Home",
    "f2": "F2",
    "f7": "F7",
    "f8": "F8",
    "f9": "F9",
    "ctrl+l": "Ctrl+L",
}

EMERGENCY = Key("9", "emergency", "999", _("The 999 card, over whatever is open. From anywhere, always."))
EMERGENCY_IN_TEXT = Key(
    "f9", "emergency", "999", _("The 999 card while you are writing (or Esc, then 9)."), ("alt+9",), urgent=True
)
HELP = Key("question_mark", "help", _("help"), _("What every key does on this screen."))
POLICY = Key("c", "policy", _("policy"), _("The policy, to read, over whatever is open."))
POLICY_IN_TEXT = Key(
    "f8", "policy", _("policy"), _("The policy while you are writing, or where letters are seats."), urgent=True
)

HIDE = Key("h", "hide", _("hide"), _("A clock and nothing else, over everything. The same key brings it back."))
HIDE_IN_TEXT = Key(
    "f7", "hide", _("hide"), _("Hide while you are writing, or where letters are seats."), urgent=True
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

EVERYWHERE = (HELP, EMERGENCY, EMERGENCY_IN_TEXT, POLICY, POLICY_IN_TEXT, HIDE, HIDE_IN_TEXT, LOCK)
"""On every page, always."""


def numbered(action: str, last: int) -> tuple[Key, ...]:
    """The keys 1 to ``last``, each for the line with that number; the help tells them once."""
    told = _("1 to {last}: the line with that number in front of it.").format(last=last)
    first = Key("1", f"{action}(1)", "", told, shown=False)
    return (first, *(Key(str(n), f"{action}({n})", "", "", shown=False) for n in range(2, last + 1)))


def bound(keys: Iterable[Key]) -> list[Binding]:
    """The keys as Textual binds them."""
    return [
        Binding(key, row.action, row.label, show=False, priority=row.urgent)
        for row in keys
        for key in (row.key, *row.more)
    ]
