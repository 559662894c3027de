"""What the first screen says, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _, many

# Home
HOME_TITLE: Final = _("For the people who hold network meetings")
HOME_OPENING: Final = _("One moment: looking for meetings on this computer.")
HOME_START: Final = _("Start a meeting now")
HOME_RESUME: Final = _("Go on with the meeting that began {when}")
HOME_UNLOCK: Final = _("Unlock, to see whether a meeting is waiting")
HOME_MEMORY: Final = _("Start a meeting kept in memory only: nothing is saved")
HOME_ERASE: Final = _("Erase the meeting that began {when}: it cannot be opened")
HOME_WHEN: Final = _("{time}, {day}")
HOME_SOME_TIME: Final = _("some time ago")


def records_due(count: int) -> str:
    """The line for the records that are due."""
    return many(
        "A record of an earlier meeting is due for review",
        "{count} records of earlier meetings are due for review",
        count,
    ).format(count=count)


HOME_KEPT: Final = _(
    "While a meeting is open, it is kept encrypted on this computer, so that a crash loses nothing. "
    "When it ends, it is erased; before that, you are told what is kept."
)
HOME_EMERGENCY: Final = _("In an emergency press 9. On a phone, ring 999.")
NEVER_BEGUN: Final = _("That meeting held nothing yet, so it was taken away: please start a new one.")
ENDED_BEFORE: Final = _("That meeting had been ended; the last of it has now been erased.")
HOME_PAUSE: Final = _("A pause for you")
HOME_LEARN: Final = _("A note on what you learned")

# A meeting that cannot be opened
ERASE_TITLE: Final = _("Erase this meeting?")
ERASE_LINES: Final = _(
    "It could not be opened. A disk may fail for a moment, so trying once more is worth it. "
    "Erasing cannot be taken back."
)
ERASE_CHOICES: Final = (_("Erase it"), _("Leave it where it is, and try it again"))

# The keys of the first screen
PRACTICE_KEY: Final = _("practise")
PRACTICE_KEY_HELP: Final = _("Stories with invented people, on the same screens. Everything here is closed first.")
LEARN_KEY: Final = _("notes")
LEARN_KEY_HELP: Final = _("Notes on what you learned, about the work and not the people.")
RECORDS_KEY: Final = _("records")
RECORDS_KEY_HELP: Final = _("What is kept of earlier meetings: to read, to write into a file, to erase.")
SETTINGS: Final = _("settings")
SETTINGS_HELP: Final = _("What is set on this computer, and who decided it.")
SETTINGS_UNREAD: Final = _("One moment: the settings are still being read.")
SETTINGS_LOCKED: Final = _("Please unlock first: then the settings can be looked at.")
AHEAD_KEY: Final = _("coming meetings")
AHEAD_KEY_HELP: Final = _("Meetings that are to come: add one, read a calendar file, start one.")
AHEAD_START_NEAR: Final = {
    -1: _("Start the meeting of {time} yesterday"),
    0: _("Start the meeting of {time} today"),
    1: _("Start the meeting of {time} tomorrow"),
}
DIRECTORY_KEY: Final = _("directory")
DIRECTORY_KEY_HELP: Final = _("Whom to ring: services, what each is for, and what to say first.")
