"""What the coming meetings say, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _, many

# The list
AHEAD_WHERE: Final = _("coming meetings")
AHEAD_NONE: Final = _("No meeting is noted. 1 adds one; 2 takes them from a calendar file.")
AHEAD_ONLY: Final = _(
    "Only when and where, never who or why. This list is kept encrypted, and is in no backup. A day after a "
    "meeting, it is removed."
)
AHEAD_LOCKED: Final = _(
    "This list tells where people meet, so it is kept encrypted. Please go back, and unlock it with 1."
)
AHEAD_NO_VAULT: Final = _(
    "This list tells where people meet, so it is kept encrypted. That needs a passphrase, which you choose when "
    "you start your first meeting."
)
AHEAD_NOT_NOW: Final = _("This list is kept encrypted on this computer, and it cannot be opened just now.")
AHEAD_CHOICES: Final = (
    _("Add a meeting"),
    _("Take meetings from a calendar file"),
    _("Start the marked one now"),
    _("Change the marked one"),
    _("Remove the marked one"),
)
AHEAD_MOVE: Final = _("mark another")
AHEAD_MOVE_HELP: Final = _("Up and down: mark another meeting.")
AHEAD_BACK: Final = _("back")
AHEAD_BACK_HELP: Final = _("Back to where you were.")
AHEAD_TODAY: Final = _("Today, {day}")
AHEAD_DAY: Final = _("{weekday}, {day}")
AHEAD_UNTIL: Final = _("{start} to {end}")
AHEAD_NO_PLACE: Final = _("no place noted yet")
AHEAD_REMOVE_TITLE: Final = _("Remove this meeting from the list?")
AHEAD_REMOVE_CHOICES: Final = (_("Remove it"), _("Keep it"))
AHEAD_START_TITLE: Final = _("Start this meeting now?")
AHEAD_START_LINES: Final = _("{when}. It is taken off this list when it starts.")
AHEAD_START_CHOICES: Final = (_("Start it"), _("Not yet"))
AHEAD_TOO_MANY: Final = _("The list has room for {most} meetings: please remove some first. Nothing was changed.")
AHEAD_TAKEN: Final = _("The list is up to date with the calendar file.")
AHEAD_CHANGED: Final = _("The meeting is on the list.")
TWO_FACILITATORS: Final = _("two facilitators")

# One coming meeting
ARRANGE_WHERE: Final = _("a coming meeting")
ARRANGE_TITLE: Final = _("When and where")
ARRANGE_WHEN: Final = _("When, like 2026-11-24 14:00 or 24/11/2026 14:00")
ARRANGE_LENGTH: Final = _("How many minutes (may stay empty)")
ARRANGE_PLACE: Final = {
    "in-person": _("The address, as you would say it to 999"),
    "online": _("How to join (may stay empty)"),
    "phone": _("The number to ring (may stay empty)"),
}
ARRANGE_ONLY: Final = _("No name and no reason, please: the place is enough.")
ARRANGE_MODE: Final = _("How: {mode}")
ARRANGE_NATION: Final = _("Nation: {nation}")
ARRANGE_NATION_UNSET: Final = _("as in your settings")
ARRANGE_FACILITATORS: Final = _("Who holds it: {facilitators}")
ARRANGE_SAVE: Final = _("Put it on the list")
ARRANGE_BACK_HELP: Final = _("Out of the field; once more, back without a change.")

# A calendar file
CALENDAR_WHERE: Final = _("a calendar file")
CALENDAR_TITLE: Final = _("Take meetings from a calendar file")
CALENDAR_WHY: Final = _(
    "Times and places are taken from it, and nothing else: no titles, no people, no notes. Your calendar can save "
    "such a file; its name ends in .ics. Save only the calendar of your network meetings."
)
CALENDAR_FIELD: Final = _("Where the file is")
CALENDAR_BUSY: Final = _("One moment: reading the file.")
CALENDAR_FOUND_NONE: Final = _("There is no meeting in it until {day}.")
CALENDAR_LEFT: Final = _("Left out: {reasons}.")
CALENDAR_CHOICES: Final = (_("Put these on the list"), _("Leave the list as it is"))


def calendar_found(count: int, day: str) -> str:
    """How many meetings a calendar file brings."""
    return many("{count} meeting until {day}", "{count} meetings until {day}", count).format(count=count, day=day)


def calendar_left_out(reason: str, count: int) -> str:
    """How many of a calendar file are left out, and why."""
    if reason == "all-day":
        said = many("{count} that takes all day", "{count} that take all day", count)
    elif reason == "cancelled":
        said = many("{count} that is cancelled", "{count} that are cancelled", count)
    elif reason == "long":
        said = many("{count} that is longer than a day", "{count} that are longer than a day", count)
    else:
        said = many("{count} after the first 100", "{count} after the first 100", count)
    return said.format(count=count)


# For the convenor
CONVENOR_KEY: Final = _("for the convenor")
CONVENOR_KEY_HELP: Final = _("A page for whoever invites people to a meeting: to read, and to print.")
CONVENOR_WHERE: Final = _("for the convenor")
CONVENOR_PRINT: Final = _("To print it: `netmeet convenor page.pdf`")
