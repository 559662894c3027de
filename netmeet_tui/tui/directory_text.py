"""What the directory of services says, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _

# The directory
DIRECTORY_WHERE: Final = _("whom to ring")
DIRECTORY_NO_NATION: Final = _("no nation is set")
DIRECTORY_MOVE: Final = _("move")
DIRECTORY_MOVE_HELP: Final = _("Up and down: mark another service, or read on.")
DIRECTORY_READ: Final = _("read")
DIRECTORY_READ_HELP: Final = _("All that is known of the marked service.")
DIRECTORY_LIST: Final = _("list")
DIRECTORY_LIST_HELP: Final = _("Back to the list.")
DIRECTORY_CLOSE: Final = _("close")
DIRECTORY_CLOSE_HELP: Final = _("Close the directory: you are back where you were.")
DIRECTORY_PAST: Final = _("past its date: look it up first")
DIRECTORY_TEXT: Final = _("By text, to this number.")
DIRECTORY_CHOICES: Final = (
    _("Add a service of your own"),
    _("Change the marked one"),
    _("Take the marked one out"),
)
DIRECTORY_REMOVE: Final = _("Take it out?")
DIRECTORY_REMOVE_LINES: Final = _("{label}, {number}. It can be added again at any time.")
DIRECTORY_REMOVE_CHOICES: Final = (_("Take it out"), _("Leave it in"))

# An entry
ENTRY_NEW: Final = _("a new one")
ENTRY_CHANGE: Final = _("change it")
ENTRY_WHY: Final = _("Try the number before you save it. 999 and 112 are built in, and need no entry.")
ENTRY_FIELDS: Final = {
    "label": _("Who it is"),
    "number": _("Number"),
    "say": _("What to say first"),
    "hours": _("When they answer"),
    "vouched_by": _("Who answers for it"),
    "verify_again_by": _("Check it again by"),
}
ENTRY_HINTS: Final = {
    "say": _("may stay empty"),
    "hours": _("may stay empty"),
    "vouched_by": _("somebody in your organisation"),
    "verify_again_by": _("year-month-day"),
}
ENTRY_KIND: Final = _("What it is for")
ENTRY_PLACE: Final = _("Where it is for")
ENTRY_EVERYWHERE: Final = _("all four nations")
ENTRY_ANOTHER: Final = _("another")
ENTRY_KIND_KEY: Final = _("what for")
ENTRY_KIND_HELP: Final = _("It is for something else: the next of the list.")
ENTRY_PLACE_KEY: Final = _("where")
ENTRY_PLACE_HELP: Final = _("It is for another nation, or for all four.")
ENTRY_BACK: Final = _("back")
ENTRY_BACK_HELP: Final = _("Out of the field; once more, back without saving.")
ENTRY_CHOICES: Final = (_("Save it"), _("Back without saving"))
ENTRY_NEEDED: Final = _("{field}: please write something here. Nothing was saved.")
ENTRY_NO_DAY: Final = _("Check it again by: please write a day as year-month-day, like 2027-05-31.")
ENTRY_WRONG: Final = _("{field}: {problem}. Nothing was saved.")
ENTRY_OTHER: Final = _("This entry")
ENTRY_SAVED: Final = _("Saved, and in the list from now on.")
