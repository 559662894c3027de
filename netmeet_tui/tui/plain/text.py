"""What the linear text mode says by itself; all else is what stands on the pages."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

INTRO: Final = (
    _("netmeet in lines. Type a key or a number, then Enter."),
    _("9 is the 999 card, at any time. ? tells the keys of where you are. again tells it once more."),
    _("Type other keys by name: esc, up, down, left, right, tab, space, pgup, pgdn, f2, ctrl+l."),
    _("down 5 is down five times."),
)
WRITING: Final = (
    _("What you type now goes into the field that was named, when you press Enter."),
    _("Enter alone leaves the field as it is and goes on. A hyphen alone empties it. esc leaves it."),
    _("9 alone is the 999 card."),
)
KEEPS_SCREEN: Final = _(
    "This terminal cannot take back what it has shown: hiding and locking only push it up. "
    "Close the window afterwards."
)

KEYS: Final = _("Keys: {keys}.")
KEY: Final = "{cap}: {label}"
NOTICE: Final = _("Note: {sentence}")

PROMPT: Final = _("9: 999, ?: keys > ")
PROMPT_ALONE: Final = "> "
PROMPT_WRITE: Final = _("{label}. Write > ")
PROMPT_REWRITE: Final = _("{label}. Enter keeps it, or write > ")
PROMPT_HIDDEN: Final = _("{label} (it is not shown) > ")
PROMPT_LINES: Final = _("{label}. A line at a time; Enter alone ends it > ")
PROMPT_MORE: Final = _("Enter for more > ")
FIELD: Final = _("This field")

EMPTY: Final = _("(empty)")
UNSEEN: Final = _("(not shown)")
A_PICTURE: Final = _("(a picture, for a phone's camera)")

NO_KEY: Final = _("That is no key here. Type ? for the keys.")
LATE: Final = _("The page changed meanwhile, so your last line did nothing. Read it, then type again.")
SAME: Final = _("Nothing changed.")
TOO_LONG: Final = _("That is {length} characters, and there is room for {room}: nothing was written.")
